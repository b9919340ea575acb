//! What of an entry may stand in a document: the pupil chose who may see it, so only what is for
//! those who read the document; and what was objected to is obeyed medium by medium. Words are
//! quoted where a picture must not be shown.

use super::DocumentKind;
use super::consent::{Consent, Flag, Purpose};
use super::entry::{EntryKind, MediaType};
use super::people::Pupil;
use super::review::{EntryState, HeardEntry, Looked, Refusal};
use super::sign_off::{Listener, Others};

/// An entry that may be quoted in a document. `quote` alone makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotableEntry {
    entry: HeardEntry,
    /// For each medium, why it must not be shown.
    kept_back: Vec<Option<Refusal>>,
}

impl QuotableEntry {
    pub fn entry(&self) -> &HeardEntry {
        &self.entry
    }

    /// Whether a medium may be shown or played; refused for one that there is not.
    pub fn may_show(&self, index: usize) -> bool {
        matches!(self.kept_back.get(index), Some(None))
    }

    /// Why a medium must not be shown, where that is so.
    pub fn why_not(&self, index: usize) -> Option<Refusal> {
        self.kept_back.get(index).copied().flatten()
    }
}

/// Decides whether an entry may be quoted in a document of that kind. Somebody has looked where it
/// was published.
pub fn quote(
    entry: HeardEntry,
    state: EntryState,
    pupil: &Pupil,
    looked: Looked,
    kind: DocumentKind,
) -> Result<QuotableEntry, Refusal> {
    if entry.kind.is_worry() {
        return Err(Refusal::Worry);
    }
    state.may_be_shown()?;
    if entry.pupil_id.as_ref() != Some(&pupil.pupil_id) {
        return Err(Refusal::NoPupil);
    }
    let readers = kind.readers();
    let is_for_staff = readers == Listener::Staff;
    if !entry.sign_off.audience.listeners.contains(&readers) {
        return Err(if is_for_staff { Refusal::NotForStaff } else { Refusal::NotForMeeting });
    }
    // Who objects to the staff pages does not hand the same to staff on paper.
    if is_for_staff && pupil.consents.staff_pages == Consent::Objected {
        return Err(Refusal::Objection(Purpose::StaffPages));
    }
    let is_video = entry.media.iter().any(|medium| medium.media_type == MediaType::Video);
    let kept_back: Vec<Option<Refusal>> = entry
        .media
        .iter()
        .map(|medium| {
            // What was sorted is drawn by the program: nobody can be seen in it.
            if entry.kind == EntryKind::Sort {
                return None;
            }
            let purpose = purpose_of(medium.media_type, is_video);
            if pupil.consents.on(purpose) == Consent::Objected {
                return Some(Refusal::Objection(purpose));
            }
            if medium.media_type.shows_picture() && pupil.flags.contains(&Flag::NoImage) {
                return Some(Refusal::NoImage);
            }
            let is_unlooked =
                entry.sign_off.others == Others::SeenOrHeard && looked == Looked::NotYet;
            is_unlooked.then_some(Refusal::OthersNotLookedAt)
        })
        .collect();
    Ok(QuotableEntry { entry, kept_back })
}

/// What a decision is about, of a medium; what stands for a video is a picture of it.
pub(super) fn purpose_of(media_type: MediaType, is_video: bool) -> Purpose {
    match media_type {
        MediaType::Video => Purpose::Video,
        MediaType::Sound => Purpose::Voice,
        MediaType::Jpeg if is_video => Purpose::Video,
        MediaType::Jpeg | MediaType::Png => Purpose::Photo,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Consents;
    use crate::domain::review::HeardMedium;
    use crate::domain::sign_off::{Helped, Identity, SignOff};
    use crate::domain::{DeviceId, EntryId, Moment, PupilId, Said};

    fn pupil() -> Pupil {
        Pupil {
            pupil_id: PupilId::from_bytes(&[1; 13]),
            first_name: "Amira".to_owned(),
            last_name: String::new(),
            class: "3 Oak".to_owned(),
            upn: String::new(),
            consents: Consents::all_given(),
            flags: Default::default(),
            record: Default::default(),
        }
    }

    fn entry(kind: EntryKind, audience: &str, media: &[MediaType]) -> HeardEntry {
        HeardEntry {
            entry_id: EntryId::from_bytes(&[2; 13]),
            kind,
            pupil_id: Some(pupil().pupil_id),
            device_id: DeviceId::from_bytes(&[3; 13]),
            made_at: Moment::default(),
            said: Said { text: Some("words".to_owned()), ..Said::default() },
            media: media
                .iter()
                .map(|media_type| HeardMedium { media_type: *media_type, duration_millis: 0 })
                .collect(),
            sign_off: SignOff {
                at: Moment::default(),
                audience: audience.parse().unwrap(),
                helped: Helped::Alone,
                identity: Identity::Checked,
                others: Others::Nobody,
                witness: None,
                worry: None,
            },
        }
    }

    #[test]
    fn each_document_quotes_only_what_is_for_its_readers() {
        use DocumentKind::{Profile, SectionA, Slides, Tips};
        let (staff, meeting) = (Err(Refusal::NotForStaff), Err(Refusal::NotForMeeting));
        let new = EntryState::New;
        for (document, audience, expected) in [
            (Profile, "staff", Ok(())),
            (Profile, "staff,family", Ok(())),
            (Profile, "meeting", staff),
            (Profile, "family", staff),
            (Tips, "staff", Ok(())),
            (Tips, "meeting,family", staff),
            (Tips, "none", staff),
            (SectionA, "meeting", Ok(())),
            (SectionA, "staff,meeting", Ok(())),
            (SectionA, "staff", meeting),
            (Slides, "meeting", Ok(())),
            (Slides, "staff,family", meeting),
            (Slides, "none", meeting),
        ] {
            let said = entry(EntryKind::Tips, audience, &[]);
            let quoted = quote(said, new, &pupil(), Looked::NotYet, document);
            assert_eq!(quoted.map(|_| ()), expected, "{document} of what is for {audience}");
        }
        let refused = |state| Err(Refusal::State(state));
        for (kind, state, expected) in [
            (EntryKind::Tips, EntryState::Published, Ok(())),
            (EntryKind::Observation, EntryState::Seen, Ok(())),
            (EntryKind::Worry, new, Err(Refusal::Worry)),
            (EntryKind::Tips, EntryState::TakenBack, refused(EntryState::TakenBack)),
            (EntryKind::Tips, EntryState::Held, refused(EntryState::Held)),
            (EntryKind::Tips, EntryState::Withdrawn, refused(EntryState::Withdrawn)),
        ] {
            let said = entry(kind, "staff,meeting", &[]);
            for document in DocumentKind::ALL {
                let quoted = quote(said.clone(), state, &pupil(), Looked::NotYet, document);
                assert_eq!(quoted.map(|_| ()), expected, "{kind} in {document}, {state:?}");
            }
        }
        let mut other = pupil();
        other.pupil_id = PupilId::from_bytes(&[9; 13]);
        let theirs = entry(EntryKind::Tips, "meeting", &[]);
        let quoted = quote(theirs, new, &other, Looked::NotYet, SectionA);
        assert_eq!(quoted, Err(Refusal::NoPupil));
    }

    #[test]
    fn objections_and_flags_keep_media_back_and_leave_the_words() {
        let mut strict = pupil();
        strict.consents.voice = Consent::Objected;
        strict.flags.insert(Flag::NoImage);
        let media = [MediaType::Video, MediaType::Sound, MediaType::Jpeg];
        let quoted = |entry, pupil: &Pupil, looked| {
            quote(entry, EntryState::New, pupil, looked, DocumentKind::SectionA).unwrap()
        };
        let clip = entry(EntryKind::Clip, "meeting", &media);
        let shown = quoted(clip.clone(), &strict, Looked::NotYet);
        assert_eq!([0, 1, 2, 3].map(|index| shown.may_show(index)), [false; 4]);
        assert_eq!(shown.why_not(0), Some(Refusal::NoImage));
        let shown = quoted(clip.clone(), &pupil(), Looked::NotYet);
        assert_eq!([0, 1, 2, 3].map(|index| shown.may_show(index)), [true, true, true, false]);

        let mut others = clip;
        others.sign_off.others = Others::SeenOrHeard;
        let unlooked = quoted(others.clone(), &pupil(), Looked::NotYet);
        assert_eq!(unlooked.why_not(0), Some(Refusal::OthersNotLookedAt));
        let looked = quoted(others, &pupil(), Looked::NoOtherChildRecognisable);
        assert_eq!(looked.why_not(0), None);

        let mut off_pages = pupil();
        off_pages.consents.staff_pages = Consent::Objected;
        let both = entry(EntryKind::Tips, "staff,meeting", &[]);
        let in_document = |kind| {
            quote(both.clone(), EntryState::New, &off_pages, Looked::NotYet, kind).map(|_| ())
        };
        let objection = Err(Refusal::Objection(Purpose::StaffPages));
        assert_eq!(in_document(DocumentKind::Tips), objection);
        assert_eq!(in_document(DocumentKind::SectionA), Ok(()));
    }
}
