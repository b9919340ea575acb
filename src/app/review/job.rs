//! What the thread that owns the desk can be asked to do, and how what came of it is told.

use super::command::Typed;
use super::documents::Writable;
use super::event::{Doing, ReviewEvent};
use super::questions::AskedChange;
use super::school::SchoolJob;
use super::speaking::Written;
use super::told::Named;
use super::words::WordJob;
use crate::acts::ActError;
use crate::acts::publish::Change;
use crate::acts::told::Heard;
use crate::domain::inquiry::{Asked, InquiryQuestion};
use crate::domain::{EntryId, Looked, NoteId, NoteKind, PupilId, Says, Section, Sentence, Tags};

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
    HandOver {
        entry_id: EntryId,
        what: Typed,
        recorded_in: Typed,
        reference: Typed,
    },
    /// "This worries me", with why.
    Concern(EntryId, Typed),
    Hold(EntryId),
    Questions,
    AskPupils {
        title: String,
        asked: Asked,
        questions: Vec<InquiryQuestion>,
        is_trial: bool,
    },
    ChangeQuestion(String, AskedChange),
    Words(WordJob),
    School(Box<SchoolJob>),
    Sync,
}

/// What came of a decision. Where only the share has still to be told, that is said in the words
/// of the decision.
pub(super) fn finished<T>(
    doing: Doing,
    done: Result<T, ActError>,
    well: impl FnOnce(T) -> &'static str,
) -> ReviewEvent {
    let later = matches!(done, Err(ActError::ShareLater { .. }));
    let done = done.map(|what| Sentence::plain(well(what))).map_err(|error| match doing {
        Doing::Publishing if later => Sentence::plain("staff-publish-later"),
        Doing::Asking | Doing::AskingAgain if later => Sentence::plain("staff-asked-later"),
        Doing::Replying if later => Sentence::plain("staff-reply-later"),
        Doing::Holding if later => Sentence::plain("staff-hold-later"),
        Doing::Noting
        | Doing::Striking
        | Doing::Tagging
        | Doing::WritingDown
        | Doing::HandingOver
        | Doing::Concern
            if later =>
        {
            Sentence::plain("kept-until-sync")
        }
        Doing::Giving | Doing::TakingAway if later => Sentence::plain("words-later"),
        Doing::Publishing
        | Doing::Withdrawing
        | Doing::Replying
        | Doing::Holding
        | Doing::Noting
        | Doing::Striking
        | Doing::Tagging
        | Doing::WritingDown
        | Doing::Document
        | Doing::HandingOver
        | Doing::Concern
        | Doing::Asking
        | Doing::AskingAgain
        | Doing::Giving
        | Doing::TakingAway
        | Doing::School => error.says(),
    });
    ReviewEvent::Done { doing, done }
}
