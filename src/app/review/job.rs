//! What the thread that owns the desk can be asked to do, and how what came of it is told.

use super::command::Typed;
use super::documents::Writable;
use super::event::{Doing, ReviewEvent};
use super::questions::AskedChange;
use super::school::SchoolJob;
use super::speaking::Written;
use super::words::WordJob;
use crate::acts::ActError;
use crate::acts::publish::Change;
use crate::acts::told::Heard;
use crate::domain::inquiry::{Asked, InquiryQuestion};
use crate::domain::{
    DocumentKind, EntryId, Looked, NoteId, NoteKind, PupilId, Says, Section, Sentence, Tags,
};

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
    Document(Writable),
    /// Which document is on the screen, to be told anew after each job.
    LookAtDocument(Option<(PupilId, DocumentKind)>),
    AskDocument((PupilId, DocumentKind)),
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
    let done = match done {
        Ok(what) => Ok(Sentence::plain(well(what))),
        Err(ActError::ShareLater { .. }) => later(doing),
        Err(error) => Err(error.says()),
    };
    ReviewEvent::Done { doing, done }
}

/// What was written is done: only what others see of it waits, and it must not be written twice.
fn later(doing: Doing) -> Result<Sentence, Sentence> {
    match doing {
        Doing::Replying => Ok(Sentence::plain("staff-reply-later")),
        Doing::Noting
        | Doing::Striking
        | Doing::Tagging
        | Doing::WritingDown
        | Doing::HandingOver
        | Doing::Concern => Ok(Sentence::plain("kept-until-sync")),
        Doing::AskingDocument => Ok(Sentence::plain("staff-document-asked-later")),
        Doing::Publishing => Err(Sentence::plain("staff-publish-later")),
        Doing::Asking | Doing::AskingAgain => Err(Sentence::plain("staff-asked-later")),
        Doing::Holding => Err(Sentence::plain("staff-hold-later")),
        Doing::Giving | Doing::TakingAway => Err(Sentence::plain("words-later")),
        Doing::Withdrawing | Doing::Document | Doing::School => {
            Err(Sentence::plain("kept-until-sync"))
        }
    }
}
