//! What the school does with what it heard. Only review makes something publishable.

use serde::{Deserialize, Serialize};

use super::consent::{Consent, Flag, Purpose};
use super::entry::{EntryKind, MediaType};
use super::people::Pupil;
use super::quoting::purpose_of;
use super::redaction::{BadRedaction, Redaction};
use super::said::Said;
use super::sentence::{Says, Sentence};
use super::sign_off::{Others, SignOff};
use super::{DeviceId, EntryId, Moment, PupilId};

/// Where an entry stands for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    New,
    Seen,
    Published,
    /// The pupil changed their mind; staff have not yet destroyed it.
    TakenBack,
    Withdrawn,
    /// Kept by a safeguarding hold, whatever else is asked.
    Held,
}

impl EntryState {
    const ALL: [Self; 6] =
        [Self::New, Self::Seen, Self::Published, Self::TakenBack, Self::Withdrawn, Self::Held];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Seen => "seen",
            Self::Published => "published",
            Self::TakenBack => "taken_back",
            Self::Withdrawn => "withdrawn",
            Self::Held => "held",
        }
    }

    /// Whether others than those who keep it may see it.
    pub fn may_be_shown(self) -> Result<(), Refusal> {
        match self {
            Self::New | Self::Seen | Self::Published => Ok(()),
            Self::TakenBack | Self::Withdrawn | Self::Held => Err(Refusal::State(self)),
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Where an entry stands in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Always on top, whatever has become of it.
    Worries,
    New,
    /// Heard, and the pupil has not heard back.
    Unanswered,
    Heard,
    Withdrawn,
}

impl Section {
    pub const ALL: [Section; 5] =
        [Self::Worries, Self::New, Self::Unanswered, Self::Heard, Self::Withdrawn];

    pub fn of(kind: EntryKind, state: EntryState, not_meant: bool, is_answered: bool) -> Self {
        let wants_answer = match kind {
            // Its answers are counted; an adult wrote it.
            EntryKind::Survey | EntryKind::Observation => false,
            EntryKind::Clip
            | EntryKind::Voice
            | EntryKind::Symbols
            | EntryKind::Sort
            | EntryKind::Tips
            | EntryKind::Page
            | EntryKind::Worry
            | EntryKind::Made => !is_answered,
        };
        match state {
            EntryState::Withdrawn => Self::Withdrawn,
            _ if kind.is_worry() => Self::Worries,
            _ if not_meant => Self::New,
            // One that was taken back waits for somebody who destroys it.
            EntryState::New | EntryState::TakenBack => Self::New,
            EntryState::Seen | EntryState::Published if wants_answer => Self::Unanswered,
            EntryState::Seen | EntryState::Published | EntryState::Held => Self::Heard,
        }
    }
}

/// One medium of an entry as heard: where its sealed bytes are and how to open them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardMedium {
    pub media_type: MediaType,
    pub duration_millis: u64,
}

/// An entry as a staff computer opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardEntry {
    pub entry_id: EntryId,
    pub kind: EntryKind,
    pub pupil_id: Option<PupilId>,
    pub device_id: DeviceId,
    pub made_at: Moment,
    pub said: Said,
    pub media: Vec<HeardMedium>,
    pub sign_off: SignOff,
}

/// Whether an adult has looked for other children in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    NotYet,
    NoOtherChildRecognisable,
}

/// An entry that may stand on the staff pages. `publish` alone makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedEntry {
    entry: HeardEntry,
}

impl PublishedEntry {
    pub fn entry(&self) -> &HeardEntry {
        &self.entry
    }
}

/// Why an entry may not be published. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("a worry is never published")]
    Worry,
    #[error("no staff in the audience")]
    NotForStaff,
    #[error("no meeting in the audience")]
    NotForMeeting,
    #[error("others may be recognised")]
    OthersNotLookedAt,
    #[error("objection to {0:?}")]
    Objection(Purpose),
    #[error("no-image flag")]
    NoImage,
    #[error("nobody's entry")]
    NoPupil,
    #[error("state {0:?}")]
    State(EntryState),
    /// A colleague decided something else meanwhile.
    #[error("changed meanwhile")]
    Changed,
    /// The pupil said that it is not what they meant.
    #[error("not what the pupil meant")]
    NotMeant,
}

impl Says for Refusal {
    fn says(&self) -> Sentence {
        Sentence::plain(match self {
            Self::Worry => "publish-worry",
            Self::NotForStaff => "publish-not-for-staff",
            Self::NotForMeeting => "publish-not-for-meeting",
            Self::OthersNotLookedAt => "publish-others-not-looked-at",
            Self::Objection(Purpose::Video) => "publish-objection-video",
            Self::Objection(Purpose::Voice) => "publish-objection-voice",
            Self::Objection(Purpose::Photo) => "publish-objection-photo",
            Self::Objection(Purpose::StaffPages) => "publish-objection-pages",
            Self::Objection(Purpose::Outside) => "publish-objection-outside",
            Self::NoImage => "publish-no-image",
            Self::NoPupil => "publish-no-pupil",
            Self::Changed => "publish-changed",
            Self::NotMeant => "publish-not-meant",
            Self::State(EntryState::Withdrawn) => "publish-withdrawn",
            Self::State(EntryState::TakenBack) => "publish-taken-back",
            Self::State(EntryState::Held) => "publish-held",
            Self::State(EntryState::New | EntryState::Seen | EntryState::Published) => {
                "publish-state"
            }
        })
    }
}

/// Decides whether an entry may stand on the staff pages.
pub fn publish(
    entry: HeardEntry,
    state: EntryState,
    pupil: Option<&Pupil>,
    looked: Looked,
) -> Result<PublishedEntry, Refusal> {
    if entry.kind.is_worry() {
        return Err(Refusal::Worry);
    }
    state.may_be_shown()?;
    if !entry.sign_off.audience.includes_staff() {
        return Err(Refusal::NotForStaff);
    }
    let pupil = pupil.ok_or(Refusal::NoPupil)?;
    if entry.sign_off.others == Others::SeenOrHeard && looked == Looked::NotYet {
        return Err(Refusal::OthersNotLookedAt);
    }
    let mut purposes = vec![Purpose::StaffPages];
    let is_video = entry.media.iter().any(|medium| medium.media_type == MediaType::Video);
    // What was sorted is drawn by the program: nobody can be seen in it, and it is on no page.
    let shown = entry.media.iter().filter(|_| entry.kind != EntryKind::Sort);
    for medium in shown {
        purposes.push(purpose_of(medium.media_type, is_video));
        if medium.media_type.shows_picture() && pupil.flags.contains(&Flag::NoImage) {
            return Err(Refusal::NoImage);
        }
    }
    match purposes.into_iter().find(|purpose| pupil.consents.on(*purpose) == Consent::Objected) {
        Some(purpose) => Err(Refusal::Objection(purpose)),
        None => Ok(PublishedEntry { entry }),
    }
}

/// Whether something can be hidden of an entry.
pub fn check_redaction(entry: &HeardEntry, redaction: &Redaction) -> Result<(), BadRedaction> {
    redaction.check()?;
    let has = |wanted: MediaType| entry.media.iter().any(|medium| medium.media_type == wanted);
    if !redaction.changes_something() {
        return Ok(());
    }
    if has(MediaType::Png) {
        return Err(BadRedaction::Png);
    }
    let has_picture =
        has(MediaType::Video) || (has(MediaType::Jpeg) && redaction.still_millis.is_none());
    if has_picture { Ok(()) } else { Err(BadRedaction::NoPicture) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Consents;
    use crate::domain::sign_off::{Helped, Identity};

    fn heard(audience: &str) -> HeardEntry {
        HeardEntry {
            entry_id: EntryId::from_bytes(&[1; 13]),
            kind: EntryKind::Clip,
            pupil_id: Some(PupilId::from_bytes(&[2; 13])),
            device_id: DeviceId::from_bytes(&[3; 13]),
            made_at: Moment::default(),
            said: Said::default(),
            media: vec![HeardMedium { media_type: MediaType::Video, duration_millis: 1 }],
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

    fn pupil() -> Pupil {
        Pupil {
            pupil_id: PupilId::from_bytes(&[2; 13]),
            first_name: "Amira".into(),
            last_name: String::new(),
            class: "3".into(),
            upn: String::new(),
            consents: Consents::default(),
            flags: Default::default(),
            record: Default::default(),
        }
    }

    fn refusal(
        entry: HeardEntry,
        state: EntryState,
        pupil: &Pupil,
        looked: Looked,
    ) -> Option<Refusal> {
        publish(entry, state, Some(pupil), looked).err()
    }

    #[test]
    fn only_what_is_for_staff_is_published() {
        let not_yet = Looked::NotYet;
        assert_eq!(refusal(heard("staff"), EntryState::New, &pupil(), not_yet), None);
        let refused = refusal(heard("meeting"), EntryState::New, &pupil(), not_yet);
        assert_eq!(refused, Some(Refusal::NotForStaff));
        for state in [EntryState::TakenBack, EntryState::Withdrawn, EntryState::Held] {
            let refused = refusal(heard("staff"), state, &pupil(), not_yet);
            assert_eq!(refused, Some(Refusal::State(state)));
        }
    }

    #[test]
    fn another_child_keeps_a_clip_back_until_an_adult_has_looked() {
        let mut entry = heard("staff");
        entry.sign_off.others = Others::SeenOrHeard;
        let refused = refusal(entry.clone(), EntryState::New, &pupil(), Looked::NotYet);
        assert_eq!(refused, Some(Refusal::OthersNotLookedAt));
        let looked = Looked::NoOtherChildRecognisable;
        assert_eq!(refusal(entry, EntryState::New, &pupil(), looked), None);
    }

    #[test]
    fn objections_and_flags_are_obeyed() {
        let mut objecting = pupil();
        objecting.consents.video = Consent::Objected;
        let refused = refusal(heard("staff"), EntryState::New, &objecting, Looked::NotYet);
        assert_eq!(refused, Some(Refusal::Objection(Purpose::Video)));
        let mut hidden = pupil();
        hidden.flags.insert(Flag::NoImage);
        let refused = refusal(heard("staff"), EntryState::New, &hidden, Looked::NotYet);
        assert_eq!(refused, Some(Refusal::NoImage));
    }

    #[test]
    fn who_objects_to_photos_may_still_be_seen_in_a_video_and_its_first_picture() {
        let mut objecting = pupil();
        objecting.consents.photo = Consent::Objected;
        let poster = HeardMedium { media_type: MediaType::Jpeg, duration_millis: 0 };
        let mut clip = heard("staff");
        clip.media.push(poster.clone());
        assert_eq!(refusal(clip, EntryState::New, &objecting, Looked::NotYet), None);
        let mut made = heard("staff");
        made.media = vec![poster];
        let refused = refusal(made, EntryState::New, &objecting, Looked::NotYet);
        assert_eq!(refused, Some(Refusal::Objection(Purpose::Photo)));
    }

    #[test]
    fn only_pictures_can_be_hidden_and_a_still_is_of_a_clip() {
        let area = crate::domain::Area { left: 0, top: 0, width: 500, height: 500 };
        let hide = Redaction { hidden: vec![area], ..Redaction::default() };
        let still = Redaction { still_millis: Some(0), ..Redaction::default() };
        let of = |media_type| {
            let media = vec![HeardMedium { media_type, duration_millis: 0 }];
            HeardEntry { media, ..heard("staff") }
        };
        let bad =
            |media_type, redaction: &Redaction| check_redaction(&of(media_type), redaction).err();
        assert_eq!(bad(MediaType::Video, &still), None);
        assert_eq!(bad(MediaType::Jpeg, &hide), None);
        assert_eq!(bad(MediaType::Jpeg, &still), Some(BadRedaction::NoPicture));
        assert_eq!(bad(MediaType::Sound, &hide), Some(BadRedaction::NoPicture));
        assert_eq!(bad(MediaType::Png, &hide), Some(BadRedaction::Png));
        assert_eq!(bad(MediaType::Png, &Redaction::default()), None);
    }

    #[test]
    fn what_waits_stands_above_what_was_heard() {
        use EntryState::{Held, New, Published, Seen, TakenBack, Withdrawn};
        let of = |kind, state, is_answered| Section::of(kind, state, false, is_answered);
        let rows = [
            (EntryKind::Worry, Seen, true, Section::Worries),
            (EntryKind::Worry, Withdrawn, true, Section::Withdrawn),
            (EntryKind::Clip, New, false, Section::New),
            (EntryKind::Clip, TakenBack, true, Section::New),
            (EntryKind::Clip, Seen, false, Section::Unanswered),
            (EntryKind::Clip, Published, false, Section::Unanswered),
            (EntryKind::Clip, Published, true, Section::Heard),
            (EntryKind::Clip, Held, false, Section::Heard),
            (EntryKind::Survey, Seen, false, Section::Heard),
            (EntryKind::Observation, Seen, false, Section::Heard),
        ];
        for (kind, state, is_answered, expected) in rows {
            assert_eq!(of(kind, state, is_answered), expected, "{kind} {state:?} {is_answered}");
        }
        assert_eq!(Section::of(EntryKind::Clip, Published, true, true), Section::New);
    }

    #[test]
    fn a_worry_is_never_published() {
        let mut worry = heard("staff");
        worry.kind = EntryKind::Worry;
        let refused = refusal(worry, EntryState::New, &pupil(), Looked::NotYet);
        assert_eq!(refused, Some(Refusal::Worry));
    }
}
