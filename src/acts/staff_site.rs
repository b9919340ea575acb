//! The staff pages on their share: what `site_model` says, written. Clips first, then the pages that
//! name them, then whatever no page names any more is deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use zeroize::Zeroizing;

use super::page_list::{self, Listed};
use super::site_model::{Clips, build, medium_path};
use super::{ActError, Desk, redact, status};
use crate::domain::{MediaType, Redaction, Role};
use crate::pages::{book, render};
use crate::platform::Batch;
use crate::platform::work::Step;
use crate::share::{Site as Place, upkeep};
use crate::store::LibraryEntry;
use crate::store::alarms::{self, AlarmKind};
use crate::wire::pages::PAGES_LIST;
use crate::words::{Language, Words};

/// Whether this desk keeps the staff pages: unlocked, a SENCo's, and told where they are.
pub fn is_ours_to_write(desk: &Desk) -> Result<bool, ActError> {
    if desk.site.is_none() || desk.home.is_tablet() || !desk.is_unlocked() {
        return Ok(false);
    }
    let keys = desk.trust()?.keys;
    Ok(keys.member(desk.home.device_id()).is_some_and(|member| member.has_role(Role::Senco)))
}

/// Media as they are to be shown, by their place on the site: made before somebody says that they
/// may be.
pub type Ready = BTreeMap<String, Zeroizing<Vec<u8>>>;

/// What hides something takes long and may fail: it is made before it is decided.
pub fn make_ready(
    desk: &Desk,
    entry: &LibraryEntry,
    redaction: &Redaction,
) -> Result<Ready, ActError> {
    let mut ready = Ready::new();
    if !redaction.changes_something() {
        return Ok(ready);
    }
    for (index, medium) in entry.record.media.iter().enumerate() {
        let path = medium_path(desk, &entry.record, redaction, index);
        ready.insert(path, redact::as_shown(desk, entry, medium, redaction)?);
    }
    Ok(ready)
}

/// Makes the staff pages what they should be. Can be repeated; what is right already is not
/// written again.
pub fn rebuild(desk: &Desk) -> Result<(), ActError> {
    rebuild_with(desk, &Ready::new())
}

/// As `rebuild`, with some media made already.
pub fn rebuild_with(desk: &Desk, ready: &Ready) -> Result<(), ActError> {
    let place = desk.site.as_deref().ok_or(ActError::NoStaffShare)?;
    let library = desk.library()?;
    // Where the share is away the folder of the pages may be too, and what stands in its place is
    // this computer's own disk.
    if !page_list::is_there(place)? {
        status::look_at(desk, &*desk.share)?;
    }
    // Before anything is known, pages would be empty.
    let Some(known) = library.school()? else { return Ok(()) };
    let (site, clips) = build(desk, &library, &known)?;
    let mut files = render(&site, &Words::new(Language::English));
    files.push(book(&site));
    desk.home.work.step(Step::Pages, (clips.len() + files.len()) as u64);
    let before = page_list::believed(desk, place)?;
    let wanted: BTreeSet<&str> = files
        .iter()
        .map(|file| file.path.as_str())
        .chain(clips.keys().map(String::as_str))
        .chain([PAGES_LIST])
        .collect();
    // What must not be seen any more goes before anything that takes long.
    let mut trouble = delete_orphans(place, &wanted);
    let mut now = Listed::new();
    let mut altered = altered_clips(desk, place, &before)?;
    trouble = trouble.and(write_clips(desk, place, &clips, (&before, &altered, ready), &mut now));
    for file in &files {
        desk.home.work.advance();
        let file_now = page_list::listed(&file.path, &file.bytes);
        // One that cannot be read is written again; that it cannot be written is told.
        let stands = |file| page_list::stands(place, file).ok().flatten() == Some(true);
        if !stands(&file_now) {
            // It may be as it was signed, and what it should say has changed since.
            if before.get(&file.path).is_some_and(|signed| !stands(signed)) {
                altered.insert(file.path.clone());
            }
            let put = place.put_replace(&file.path, &file.bytes);
            trouble = trouble.and(put.map_err(ActError::from));
        }
        now.insert(file.path.clone(), file_now);
    }
    raise(desk, &altered)?;
    trouble.and(page_list::keep(desk, place, &before, now))
}

/// Writes the media that are not there yet, or not as they were signed; clips before the pictures
/// that stand for them.
fn write_clips(
    desk: &Desk,
    place: &dyn Place,
    clips: &Clips,
    (before, altered, ready): (&Listed, &BTreeSet<String>, &Ready),
    now: &mut Listed,
) -> Result<(), ActError> {
    let mut trouble = Ok(());
    let there: BTreeSet<String> = place.list("clip")?.into_iter().collect();
    let mut clips: Vec<_> = clips.iter().collect();
    let is_still = |path: &str| {
        MediaType::ALL.iter().any(|kind| kind.is_still() && path.ends_with(kind.file_ending()))
    };
    clips.sort_by_key(|(path, _)| is_still(path));
    for (path, (entry, index)) in clips {
        desk.home.work.advance();
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(file) = before.get(path).filter(|_| there.contains(name))
            && !altered.contains(path)
        {
            now.insert(path.clone(), file.clone());
            continue;
        }
        let Some(record) = entry.record.media.get(*index) else { continue };
        let shown = match ready.get(path) {
            Some(ready) => Ok(ready.clone()),
            None => redact::as_shown(desk, entry, record, &entry.redaction),
        };
        match shown {
            Ok(bytes) => match place.put_replace(path, &bytes) {
                Ok(()) => drop(now.insert(path.clone(), page_list::listed(path, &bytes))),
                Err(error) => trouble = trouble.and(Err(error.into())),
            },
            // One clip that cannot be opened must not keep the others, or what was withdrawn,
            // on or off the pages; it is told in the end.
            Err(error) => trouble = trouble.and(Err(error)),
        }
    }
    trouble
}

/// When the clips on the pages were last held against the signed list.
const LOOKED_AT_CLIPS: &str = "looked-at-clips";
const LOOK_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Clips that are not as they were signed: once a day, since they are large.
fn altered_clips(
    desk: &Desk,
    place: &dyn Place,
    before: &Listed,
) -> Result<BTreeSet<String>, ActError> {
    let mut altered = BTreeSet::new();
    if !upkeep::is_due(&desk.home, LOOKED_AT_CLIPS, LOOK_EVERY)? {
        return Ok(altered);
    }
    for file in before.values().filter(|file| file.path.starts_with("clip/")) {
        // One that cannot be read is written again.
        if !matches!(page_list::stands(place, file), Ok(None | Some(true))) {
            altered.insert(file.path.clone());
        }
    }
    upkeep::note_done(&desk.home, LOOKED_AT_CLIPS)?;
    Ok(altered)
}

fn raise(desk: &Desk, altered: &BTreeSet<String>) -> Result<(), ActError> {
    if altered.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::new();
    for path in altered {
        let place = format!("staff/{path}");
        alarms::raise(&desk.home, &mut batch, AlarmKind::PagesAltered, &place);
    }
    Ok(desk.home.ledger.commit(batch)?)
}

/// Whether a name on the site is of the kind that only we write, or a sync client's copy of one:
/// all of them keep the beginning and the ending ("pupil-x (1).html", "index-PC3.html").
fn is_ours(path: &str) -> bool {
    let path = path.strip_suffix(".part").unwrap_or(path);
    let is_like = |beginning: &str, ending: &str| {
        let between = path.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(ending));
        between.is_some_and(|between| !between.starts_with(|at: char| at.is_alphanumeric()))
    };
    match path.strip_prefix("clip/") {
        Some(name) => {
            let is_medium = |kind: MediaType| name.ends_with(&format!(".{}", kind.file_ending()));
            name.starts_with('v') && MediaType::ALL.into_iter().any(is_medium)
        }
        None => {
            let is_page = path.starts_with("class-") || path.starts_with("pupil-");
            (is_page && path.ends_with(".html"))
                || is_like("index", ".html")
                || is_like("names", ".html")
                || is_like("book", ".json")
                || is_like("pages", ".cbor")
        }
    }
}

/// Everything on the site that is of the kind that only we write.
pub fn ours(place: &dyn Place) -> Result<Vec<String>, ActError> {
    let top = place.list("")?.into_iter();
    let clips = place.list("clip")?.into_iter().map(|name| format!("clip/{name}"));
    Ok(top.chain(clips).filter(|path| is_ours(path)).collect())
}

/// Deletes what no page names. A clip that somebody holds open stays for now: every other file
/// goes first, then the trouble is reported.
fn delete_orphans(place: &dyn Place, wanted: &BTreeSet<&str>) -> Result<(), ActError> {
    let mut trouble = Ok(());
    for path in ours(place)? {
        if !wanted.contains(path.as_str())
            && let Err(error) = place.delete(&path)
        {
            trouble = Err(error.into());
        }
    }
    trouble
}
