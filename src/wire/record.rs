//! Records: what a body says once it is open. CBOR, text keys; a reader passes over keys it does
//! not know, and a record whose type it does not know is kept and named in an alarm.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::asked_document::{AskedDocument, MeantDocument};
pub use super::burial::{BodyAddress, BuriedBlob, BuriedBody, Outcome, Receipt, Tombstone};
pub use super::entry_record::{AnswerMedium, Back, EntryRecord, MediumRecord, entry_id};
pub use super::notice::{Again, Notice};
use super::own::OwnThing;
use super::{Member, WireError, from_cbor, to_cbor};
use crate::domain::overdue::Why;
use crate::domain::{
    DeviceId, EntryId, How, Moment, Note, NoteId, Preferences, PupilId, Redaction, School, ShareId,
    Tags,
};

const VERSION: u8 = 1;

/// A record with where it belongs, so that a sealed body copied elsewhere is noticed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    pub v: u8,
    pub share_id: ShareId,
    pub device: DeviceId,
    pub at: Moment,
    pub record: Record,
}

impl Envelope {
    pub fn new(share_id: ShareId, device: DeviceId, at: Moment, record: Record) -> Self {
        Self { v: VERSION, share_id, device, at, record }
    }

    pub fn encode(&self) -> Vec<u8> {
        to_cbor(self)
    }

    pub fn decode(cbor: &[u8]) -> Result<Self, WireError> {
        let envelope: Self = from_cbor(cbor, "record")?;
        if envelope.v == VERSION { Ok(envelope) } else { Err(WireError::Newer(envelope.v)) }
    }
}

fn is_false(is: &bool) -> bool {
    !is
}

fn is_as_said(redaction: &Redaction) -> bool {
    !redaction.changes_something()
}

/// Each pupil's choice of how the screens are, with when it was made.
pub type Likes = BTreeMap<PupilId, (Moment, Preferences)>;

/// What a device says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// Something said and signed off.
    Entry(Box<EntryRecord>),
    /// The pupil changed their mind: readers hide the entry at once, staff then destroy it.
    TakeBack { entry_id: EntryId },
    /// An entry again, sealed to somebody who joined later: the plaintext of the body at this
    /// address, whose commitment its tablet signed, so that nobody can grant what was never said.
    Grant {
        entry_id: EntryId,
        at: BodyAddress,
        #[serde(with = "serde_bytes")]
        plaintext: Vec<u8>,
        /// All else that was said about the entry until then, in the same log: whoever comes later
        /// cannot open it, and has it destroyed with the entry.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        beside: Vec<BuriedBody>,
    },
    /// A member of staff has opened the entry.
    Opened {
        entry_id: EntryId,
        /// The concerns that its writer knew of.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        concerns: BTreeSet<NoteId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    /// Plain: what small notices may be sealed to for this computer, so that it can tell its person
    /// of a worry while nobody has typed a passphrase.
    Watch { recipient: String },
    /// That a worry waits, for the computers of those who are to be told, and nothing of what it
    /// says.
    Notice(Box<Notice>),
    /// Somebody was told that the entry waits.
    Notified {
        entry_id: EntryId,
        whom: DeviceId,
        why: Why,
        how: How,
        /// The concern that it is about, where it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        concern_id: Option<NoteId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    /// What was done about it, and where that is recorded.
    Done {
        entry_id: EntryId,
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_in: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
        /// The concerns that its writer knew of.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        concerns: BTreeSet<NoteId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    /// "This worries me": it stands under worries for those who keep safe.
    Concern {
        entry_id: EntryId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        concern_id: Option<NoteId>,
        by: String,
        why: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Again>,
    },
    /// It may stand on the staff pages, with this hidden.
    Published {
        entry_id: EntryId,
        #[serde(default, skip_serializing_if = "is_as_said")]
        redaction: Redaction,
        /// Later than every decision that its writer knew of, whatever their clocks say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided_at: Option<Moment>,
        /// When those publications were decided that its writer knew of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        knew: Option<BTreeSet<Moment>>,
        /// What the pupil said to it, where this only says it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_meant: Option<bool>,
    },
    /// "Is this what you meant?": staff hid something of it, or hide nothing any more, and there
    /// is nothing to ask; sealed to the tablet it came from.
    Asked {
        entry_id: EntryId,
        pupil_id: PupilId,
        by: String,
        redaction: Redaction,
        decided_at: Moment,
    },
    /// What the pupil says to that, on the tablet it came from.
    Meant { entry_id: EntryId, redaction: Redaction, is_meant: bool },
    /// What staff put beside an entry; sealed to those who may read it.
    Note {
        entry_id: EntryId,
        note: Note,
        /// What the pupil said to it, where this only says it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_meant: Option<bool>,
    },
    /// A note or quote that does not count any more.
    Struck { entry_id: EntryId, note_id: NoteId },
    /// What an entry is about. The last word stands.
    Tagged {
        entry_id: EntryId,
        tags: Tags,
        /// Later than every decision that its writer knew of, whatever their clocks say.
        decided_at: Moment,
    },
    /// "Is this what you meant?": a quote, for the tablets that may ask.
    AskedQuote {
        entry_id: EntryId,
        pupil_id: PupilId,
        note_id: NoteId,
        by: String,
        text: String,
        /// What the adult saw, and not what the pupil said.
        #[serde(default, skip_serializing_if = "is_false")]
        is_observation: bool,
        /// What the pupil said to it, where this only says that, and has no words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_meant: Option<bool>,
    },
    /// What the pupil says to that.
    MeantQuote { entry_id: EntryId, note_id: NoteId, is_meant: bool },
    /// "Is this what you meant?": a whole document, for every tablet.
    AskedDocument(Box<AskedDocument>),
    /// What the pupil says to that, line by line.
    MeantDocument(Box<MeantDocument>),
    /// What staff answer; sealed to staff.
    Reply {
        entry_id: EntryId,
        text: String,
        /// The same or more, in symbols.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        symbols: Vec<String>,
        /// Who answered and when, where this only says it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<(String, Moment)>,
        /// The same or more, said or signed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        medium: Option<Box<AnswerMedium>>,
    },
    /// What the pupil gets back of it on tablets: who has read it, and the answer's words, which
    /// are left out for a worry.
    Answer {
        entry_id: EntryId,
        pupil_id: Option<PupilId>,
        read_by: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// What was answered in symbols.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        symbols: Vec<String>,
        /// What of it the pupil finds again on any tablet: tips, page, sort.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back: Option<Box<Back>>,
        /// What was answered aloud or by signing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        medium: Option<Box<AnswerMedium>>,
    },
    /// How pupils like the screens, with when they chose: from a tablet to staff, and from staff
    /// to every tablet.
    Likes(Likes),
    /// All that the school made itself for every tablet, and what of it was taken away: each
    /// telling is whole and takes the place of those that its writer knew of.
    Own(Vec<OwnThing>),
    /// A supply teacher, by the name they typed, opened a class's tips at this tablet.
    SupplyOpened { class: String, name: String },
    /// Safeguarding keeps the entry.
    Hold { entry_id: EntryId },
    /// The school as its devices should know it.
    School(School),
    /// The same with first names alone, for tablets; staff can open it too, to take it away.
    Classes(School),
    /// What was done about destroying an entry, or why it was not.
    Receipt(Receipt),
    /// Plain: names what was destroyed, by hashes alone.
    Tombstone(Tombstone),
}

impl Record {
    /// Whether a member's device might say it there; others are ignored and named in an alarm.
    pub fn is_for(&self, member: &Member, at: &BodyAddress) -> bool {
        match self {
            Self::Entry(_)
            | Self::TakeBack { .. }
            | Self::Meant { .. }
            | Self::MeantQuote { .. }
            | Self::MeantDocument(_)
            | Self::Likes(_)
            | Self::SupplyOpened { .. }
            | Self::Notice(_) => true,
            Self::Grant { .. }
            | Self::Opened { .. }
            | Self::Published { .. }
            | Self::Asked { .. }
            | Self::Note { .. }
            | Self::Struck { .. }
            | Self::Tagged { .. }
            | Self::AskedQuote { .. }
            | Self::AskedDocument(_)
            | Self::Reply { .. }
            | Self::Answer { .. }
            | Self::Receipt(_)
            | Self::Hold { .. }
            | Self::Watch { .. }
            | Self::Notified { .. }
            | Self::Done { .. }
            | Self::Concern { .. }
            | Self::Tombstone(_) => member.is_staff(),
            Self::School(_) | Self::Classes(_) | Self::Own(_) => {
                member.told_school_at(at.log, at.seq)
            }
        }
    }

    /// Its key on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::TakeBack { .. } => "take-back",
            Self::Grant { .. } => "grant",
            Self::Opened { .. } => "opened",
            Self::Published { .. } => "published",
            Self::Asked { .. } => "asked",
            Self::Meant { .. } => "meant",
            Self::Note { .. } => "note",
            Self::Struck { .. } => "struck",
            Self::Tagged { .. } => "tagged",
            Self::AskedQuote { .. } => "asked-quote",
            Self::MeantQuote { .. } => "meant-quote",
            Self::AskedDocument(_) => "asked-document",
            Self::MeantDocument(_) => "meant-document",
            Self::Reply { .. } => "reply",
            Self::Answer { .. } => "answer",
            Self::Likes(_) => "likes",
            Self::Own(_) => "own",
            Self::SupplyOpened { .. } => "supply-opened",
            Self::Hold { .. } => "hold",
            Self::Watch { .. } => "watch",
            Self::Notice(_) => "notice",
            Self::Notified { .. } => "notified",
            Self::Done { .. } => "done",
            Self::Concern { .. } => "concern",
            Self::School(_) => "school",
            Self::Classes(_) => "classes",
            Self::Receipt(_) => "receipt",
            Self::Tombstone(_) => "tombstone",
        }
    }

    /// What goes with an answer.
    pub fn answer_medium(&self) -> Option<&AnswerMedium> {
        match self {
            Self::Reply { medium, .. } | Self::Answer { medium, .. } => medium.as_deref(),
            _ => None,
        }
    }

    /// Whether it tells of an entry's end, and stays.
    pub fn outlives_its_entry(&self) -> bool {
        matches!(self, Self::Receipt(_) | Self::Tombstone(_))
    }

    /// The entry it is about.
    pub fn entry_id(&self) -> Option<&EntryId> {
        match self {
            Self::Entry(entry) => Some(&entry.entry_id),
            Self::Grant { entry_id, .. }
            | Self::TakeBack { entry_id }
            | Self::Opened { entry_id, .. }
            | Self::Notified { entry_id, .. }
            | Self::Done { entry_id, .. }
            | Self::Concern { entry_id, .. }
            | Self::Published { entry_id, .. }
            | Self::Asked { entry_id, .. }
            | Self::Meant { entry_id, .. }
            | Self::Note { entry_id, .. }
            | Self::Struck { entry_id, .. }
            | Self::Tagged { entry_id, .. }
            | Self::AskedQuote { entry_id, .. }
            | Self::MeantQuote { entry_id, .. }
            | Self::Reply { entry_id, .. }
            | Self::Answer { entry_id, .. }
            | Self::Hold { entry_id } => Some(entry_id),
            Self::Notice(notice) => Some(&notice.entry_id),
            Self::Receipt(receipt) => Some(&receipt.entry_id),
            Self::Tombstone(tombstone) => Some(&tombstone.entry_id),
            Self::School(_)
            | Self::Classes(_)
            | Self::Likes(_)
            | Self::Own(_)
            | Self::AskedDocument(_)
            | Self::MeantDocument(_)
            | Self::SupplyOpened { .. }
            | Self::Watch { .. } => None,
        }
    }
}
