//! Recording: to a file, or as a pupil's draft that survives whatever happens next; and what
//! becomes of a draft.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{ActError, Desk};
use crate::domain::recording::Fragment;
use crate::domain::sign_off::Identity;
use crate::domain::{Blob, DraftId, EntryKind, MediaType, PupilId};
use crate::media::finish::{FinishRequest, FinishedClip, finish, finish_to};
use crate::media::open_clip::{ImportedMedia, import};
use crate::media::recorder::{KeepError, RecordingRequest, record, record_live};
use crate::media::source::CameraSource;
use crate::media::{Form, Live, MediaError, RecordingReport, poster};
use crate::platform::{Fs, Machine, fs};
use crate::store::drafts::{self, DraftFacts};
use crate::wire::fragment::DraftCard;

/// The largest file that may be brought as an entry's medium.
pub const IMPORT_LIMIT_BYTES: u64 = 512 * 1024 * 1024;

/// Records into an MP4 file, from the start or, with `live`, from its `begin`. Needs no home.
pub fn to_file(
    machine: &Machine,
    request: &RecordingRequest,
    stop: &AtomicBool,
    live: Option<&Arc<Live>>,
    out: &Path,
) -> Result<RecordingReport, ActError> {
    let mut fragments = Vec::new();
    let mut keep = |fragment| {
        fragments.push(fragment);
        Ok(())
    };
    let report = match live {
        Some(live) => record_live(request, &*machine.fs, live, &mut keep)?,
        None => record(request, &*machine.fs, stop, &mut keep)?,
    };
    let mut written = Ok(());
    finish_to(&mut fragments.into_iter(), &FinishRequest::default(), &mut |pieces| {
        written = fs::replace_pieces(&*machine.fs, out, pieces);
    })?;
    written?;
    Ok(report)
}

/// Records into memory from its `begin` on; nothing of it is on any disk.
pub fn in_memory(
    fs: &dyn Fs,
    request: &RecordingRequest,
    live: &Arc<Live>,
) -> Result<Blob, ActError> {
    let mut fragments = Vec::new();
    record_live(request, fs, live, &mut |fragment| {
        fragments.push(fragment);
        Ok(())
    })?;
    let clip = finish(&mut fragments.into_iter(), &FinishRequest::default())?;
    Ok(blob_of(clip))
}

/// Silence between two parts of a clip: enough for each to keep its own time.
const BETWEEN_PARTS_MICROS: u64 = 100_000;

/// Whose draft it is, and how sure we are of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFor {
    /// Nobody where a worry is said without a name.
    pub pupil_id: Option<PupilId>,
    pub identity: Identity,
    /// Part of a worry: found again it is one, and its readers are a worry's.
    pub is_worry: bool,
    /// The draft that this is another part of.
    pub continues: Option<DraftId>,
}

/// Records a pupil's draft, half a second at a time onto the disk.
pub fn to_draft(
    desk: &Desk,
    whose: &DraftFor,
    request: &RecordingRequest,
    stop: &AtomicBool,
) -> Result<(DraftId, RecordingReport), ActError> {
    keep_draft(desk, whose, request, &mut |request, keep| {
        record(request, &*desk.home.machine.fs, stop, keep)
    })
}

/// As `to_draft`, watched and steered by `live`. Nothing is on disk before it begins.
pub fn to_draft_live(
    desk: &Desk,
    whose: &DraftFor,
    request: &RecordingRequest,
    live: &Arc<Live>,
) -> Result<(DraftId, RecordingReport), ActError> {
    keep_draft(desk, whose, request, &mut |request, keep| {
        record_live(request, &*desk.home.machine.fs, live, keep)
    })
}

type Keep<'a> = dyn FnMut(Fragment) -> Result<(), KeepError> + 'a;

fn keep_draft(
    desk: &Desk,
    whose: &DraftFor,
    request: &RecordingRequest,
    record: &mut dyn FnMut(&RecordingRequest, &mut Keep<'_>) -> Result<RecordingReport, MediaError>,
) -> Result<(DraftId, RecordingReport), ActError> {
    let home = &desk.home;
    if let Some(pupil_id) = &whose.pupil_id
        && desk.school()?.pupil(pupil_id).is_none()
    {
        return Err(ActError::NoPupil { pupil: pupil_id.to_string() });
    }
    let card = whose_card(desk, whose, request.camera != CameraSource::None);
    let before = match &whose.continues {
        Some(draft_id) => Some(drafts::read(home, draft_id)?),
        None => None,
    };
    let before_micros =
        before.as_ref().map_or(0, |before| before.facts.duration_micros + BETWEEN_PARTS_MICROS);
    let form = before.as_ref().and_then(|before| {
        before.fragments.iter().find_map(|fragment| Form::of(fragment.picture.as_ref()?))
    });
    let request = RecordingRequest { fit_to: form.or(request.fit_to), ..request.clone() };
    // Begun with its first piece: a look into the camera leaves nothing behind.
    let mut draft = None;
    let recorded = record(&request, &mut |fragment| {
        let kept = match (&mut draft, &whose.continues) {
            (Some(draft), _) => draft,
            (none, Some(draft_id)) => none.insert(drafts::go_on(home, draft_id).map_err(Box::new)?),
            (none, None) => none.insert(drafts::begin(home, &card).map_err(Box::new)?),
        };
        let fragment = fragment.later_by(before_micros);
        kept.keep(fragment).map_err(|error| Box::new(error) as KeepError)
    });
    match (recorded, draft) {
        (Ok(report), Some(draft)) => Ok((draft.end()?, report)),
        (Ok(_), None) => Err(MediaError::NothingRecorded.into()),
        // What was kept until then stays as a draft; one without a second of anything goes.
        (Err(error), Some(draft)) => {
            let draft_id = draft.draft_id.clone();
            drop(draft);
            if drafts::read(home, &draft_id).is_ok_and(|draft| draft.fragments.is_empty()) {
                drafts::destroy(home, &draft_id)?;
            }
            Err(error.into())
        }
        (Err(error), None) => Err(error.into()),
    }
}

/// What a draft begins with.
pub(super) fn whose_card(desk: &Desk, whose: &DraftFor, has_picture: bool) -> DraftCard {
    let kind = match (whose.is_worry, has_picture) {
        (true, _) => EntryKind::Worry,
        (false, false) => EntryKind::Voice,
        (false, true) => EntryKind::Clip,
    };
    DraftCard {
        pupil_id: whose.pupil_id.clone(),
        kind,
        begun_at: desk.now(),
        identity: whose.identity,
    }
}

/// The finished medium of a draft, or of the part of it that is kept, and whose it is.
pub fn finish_draft(
    desk: &Desk,
    draft_id: &DraftId,
    part: &FinishRequest,
) -> Result<(DraftFacts, Blob), ActError> {
    let draft = drafts::read(&desk.home, draft_id)?;
    if draft.facts.is_being_recorded {
        return Err(crate::store::StoreError::DraftInUse.into());
    }
    let clip = finish(&mut draft.fragments.into_iter(), part)?;
    Ok((draft.facts, blob_of(clip)))
}

fn blob_of(clip: FinishedClip) -> Blob {
    Blob {
        media_type: if clip.has_picture { MediaType::Video } else { MediaType::Sound },
        duration_millis: clip.duration_micros / 1_000,
        bytes: clip.mp4,
    }
}

/// Puts the picture that is shown at a time of a clip beside it. A clip goes without one rather
/// than not at all.
pub fn add_poster(blobs: &mut Vec<Blob>, at_micros: u64) {
    let clip = blobs.iter().find(|blob| blob.media_type == MediaType::Video);
    match clip.map(|clip| poster(&clip.bytes, at_micros)) {
        Some(Ok(Some(bytes))) => {
            blobs.push(Blob { media_type: MediaType::Jpeg, duration_millis: 0, bytes });
        }
        Some(Ok(None)) | None => {}
        Some(Err(error)) => tracing::warn!(%error, "no picture could be made of the clip"),
    }
}

/// Reads a file that somebody brings as an entry's medium, rewritten so that nothing but picture
/// and sound travels.
pub fn bring(fs: &dyn Fs, path: &Path) -> Result<Blob, ActError> {
    let bytes = fs.read(path, IMPORT_LIMIT_BYTES)?;
    Ok(match import(&bytes)? {
        ImportedMedia::Clip(clip) => blob_of(clip),
        ImportedMedia::Picture { bytes, is_png } => Blob {
            media_type: if is_png { MediaType::Png } else { MediaType::Jpeg },
            duration_millis: 0,
            bytes,
        },
    })
}
