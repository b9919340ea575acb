//! What the thread that owns the desk can be asked to do.

use super::command::Typed;
use super::documents::Writable;
use super::school::SchoolJob;
use super::speaking::Written;
use super::told::Named;
use super::words::WordJob;
use crate::acts::publish::Change;
use crate::acts::told::Heard;
use crate::domain::inquiry::{Asked, InquiryQuestion};
use crate::domain::{EntryId, Looked, NoteId, NoteKind, PupilId, Section, Tags};

/// Something for the desk to do.
#[derive(Debug)]
pub enum Job {
    Unlock(Typed),
    Lock,
    Look(EntryId),
    Year(PupilId),
    More(Section),
    Search(Typed),
    Publish(EntryId, Looked, Change),
    Withdraw(EntryId, Typed),
    Reply(EntryId, Written),
    Note {
        entry_id: EntryId,
        kind: NoteKind,
        text: Typed,
        at_millis: Option<u64>,
        asks_pupil: bool,
    },
    Strike(EntryId, NoteId),
    Tag(EntryId, Tags),
    WriteDown {
        pupil_id: PupilId,
        heard: Heard,
        text: Typed,
        asks_pupil: bool,
    },
    Document(Named, Writable),
    Hold(EntryId),
    Questions,
    AskPupils {
        title: String,
        asked: Asked,
        questions: Vec<InquiryQuestion>,
    },
    AskAgain(String),
    CloseQuestion(String),
    Words(WordJob),
    School(Box<SchoolJob>),
    Sync,
}
