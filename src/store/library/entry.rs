//! What the library knows of one entry: all of it, or a line for a list.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::review::HeardEntry;
use crate::domain::sign_off::Helped;
use crate::domain::{
    Audience, Concern, DeviceId, EntryId, EntryKind, EntryState, Handover, Moment, Note, NoteId,
    Opening, PupilId, Redaction, Section, Tags, Telling,
};
use crate::wire::Log;
use crate::wire::record::{AnswerMedium, BodyAddress, EntryRecord};

/// An entry with all that is known of it here.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    pub record: EntryRecord,
    pub device: DeviceId,
    pub log: Log,
    /// Where the body lies that the pupil's tablet wrote.
    pub address: BodyAddress,
    /// That body's plaintext, where we have it only by a grant.
    pub granted: Option<Zeroizing<Vec<u8>>>,
    pub received_at: Moment,
    pub opened: bool,
    /// Who opened it and when, in order.
    pub opened_by: Vec<Opening>,
    /// When it was put on the staff pages.
    pub published_at: Option<Moment>,
    /// What of it is hidden there.
    pub redaction: Redaction,
    /// Whether the pupil was asked about that on their tablet.
    pub is_asked: bool,
    /// What the pupil said to every way in which it was shown.
    pub meant: Vec<(Redaction, bool)>,
    pub taken_back: bool,
    pub held: bool,
    pub replies: Vec<Reply>,
    /// Whether the pupil was asked if what staff wrote down is right, and what they say.
    pub is_words_asked: bool,
    pub words_meant: Option<bool>,
    /// Notes and quotes beside it, the oldest first.
    pub notes: Vec<KnownNote>,
    /// What it is about, and when that was decided.
    pub tags: Tags,
    pub tagged_at: Option<Moment>,
    /// Who was told that it waits, in order.
    pub told: Vec<Telling>,
    /// What was done about it, in order.
    pub done: Vec<Handover>,
    /// Whom it worries, for those who keep safe, and for whoever said so.
    pub concerns: Vec<Concern>,
}

/// What staff answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Nobody where an older program said it again.
    pub by: Option<String>,
    pub device: DeviceId,
    pub at: Moment,
    pub text: String,
    pub symbols: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Box<AnswerMedium>>,
}

impl Reply {
    /// Whether it is the same answer, said again.
    pub fn says_as(&self, other: &Self) -> bool {
        (&self.text, &self.symbols, &self.medium) == (&other.text, &other.symbols, &other.medium)
    }
}

/// A note or quote, with what the pupil says to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownNote {
    pub note: Note,
    /// Whether a tablet asks the pupil about it.
    pub is_asked: bool,
    pub is_meant: Option<bool>,
}

/// Not a word of it: a log must not hold any.
impl std::fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a reply of {} bytes", self.text.len())
    }
}

impl std::fmt::Debug for KnownNote {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.note)
    }
}

impl LibraryEntry {
    /// The concerns that are known here.
    pub fn known_concerns(&self) -> BTreeSet<NoteId> {
        self.concerns.iter().filter_map(|concern| concern.concern_id.clone()).collect()
    }

    pub fn state(&self) -> EntryState {
        if self.held {
            EntryState::Held
        } else if self.taken_back {
            EntryState::TakenBack
        } else if self.published_at.is_some() && self.is_meant() != Some(false) {
            EntryState::Published
        } else if self.opened {
            EntryState::Seen
        } else {
            EntryState::New
        }
    }

    /// Where it stands in the inbox.
    pub fn section(&self) -> Section {
        let not_meant = self.is_meant() == Some(false);
        match self.concerns.is_empty() {
            true => {
                Section::of(self.record.kind, self.state(), not_meant, !self.replies.is_empty())
            }
            false => Section::Worries,
        }
    }

    /// What the pupil says to how it is shown.
    pub fn is_meant(&self) -> Option<bool> {
        self.says_of(&self.redaction)
    }

    /// What the pupil said to a way of showing it, where they were asked and have answered.
    pub fn says_of(&self, redaction: &Redaction) -> Option<bool> {
        self.meant.iter().find(|(shown, _)| shown == redaction).map(|(_, is_meant)| *is_meant)
    }

    pub fn is_urgent(&self) -> bool {
        self.record.sign_off.worry.as_ref().is_some_and(|worry| worry.urgent)
    }

    pub fn heard(&self) -> HeardEntry {
        self.record.heard_from(&self.device)
    }
}

/// An entry in a list.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    pub entry_id: EntryId,
    pub pupil_id: Option<PupilId>,
    pub kind: EntryKind,
    pub made_at: Moment,
    pub received_at: Moment,
    pub urgent: bool,
    pub opened: bool,
    /// The pupil says that how it was shown is not what they meant.
    pub not_meant: bool,
    /// It worries somebody who heard it.
    pub concern: bool,
    pub state: EntryState,
    pub audience: Audience,
    pub helped: Helped,
    pub identity_checked: bool,
    /// What it is about.
    pub tags: Tags,
    pub is_answered: bool,
    /// How it begins, in words.
    pub begins: String,
}

/// Names an entry by its id alone: a log must not hold a pupil's words.
impl std::fmt::Debug for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.kind, self.entry_id)
    }
}

/// An entry in words.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// How it begins, on one line.
    pub begins: String,
    /// Everything that can be searched for.
    pub words: String,
}

impl std::fmt::Debug for Wording {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} bytes of words", self.words.len())
    }
}

/// Puts an entry into words; symbols have theirs elsewhere.
pub type PutIntoWords = fn(&EntryRecord) -> Wording;
