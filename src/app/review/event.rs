//! What the desk's thread tells. Closed: every one is handled in one place.

use super::command::Typed;
use super::documents::Checked;
use super::questions::Known;
use super::school::SchoolTold;
use super::shown::{Line, Overview, ShownEntry};
use super::year::ShownYear;
use crate::acts::look::OpenMedium;
use crate::acts::words::Given;
use crate::domain::{EntryId, Sentence};
use crate::media::PreviewPicture;
use crate::share::ShareState;

/// What was asked for and takes a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Publishing,
    Withdrawing,
    Replying,
    Holding,
    Noting,
    Striking,
    Tagging,
    WritingDown,
    Document,
    /// A pupil whether a document is what they meant.
    AskingDocument,
    HandingOver,
    Concern,
    Asking,
    /// Something that was asked before: again, or no more.
    AskingAgain,
    /// A word to the tablets, and away from them.
    Giving,
    TakingAway,
    /// Something about the school itself.
    School,
}

/// How things stand after a job: what the screens show from then on.
#[derive(Debug)]
pub struct Fresh {
    pub overview: Overview,
    /// The entry that is open, where it is still there.
    pub entry: Option<Box<ShownEntry>>,
    /// The year of the pupil whose entry is open, or who was chosen.
    pub year: Option<Box<ShownYear>>,
    /// How the document on the screen stands.
    pub document: Option<Checked>,
    /// What is found by what was searched for last.
    pub found: Option<Vec<Line>>,
}

/// An entry that was just opened, with its media.
#[derive(Debug)]
pub struct JustOpened {
    pub entry: ShownEntry,
    pub media: Vec<OpenMedium>,
    /// The first photo, ready to be shown.
    pub photo: Option<PreviewPicture>,
}

/// What a sync came to.
#[derive(Debug)]
pub struct Synced {
    pub share: ShareState,
    /// What kept the staff pages from being all that they should be.
    pub pages_trouble: Option<Sentence>,
}

/// Something happened at the desk.
#[derive(Debug)]
pub enum ReviewEvent {
    Unlocked(Result<Box<Overview>, Sentence>),
    Opened {
        entry_id: EntryId,
        opened: Result<Box<JustOpened>, Sentence>,
    },
    Done {
        doing: Doing,
        done: Result<Sentence, Sentence>,
    },
    /// What was found by it.
    Found(Typed, Result<Vec<Line>, Sentence>),
    /// What is asked, with what was answered.
    Questions(Result<Known, Sentence>),
    /// What the school gave to its tablets.
    Words(Result<Given, Sentence>),
    School(SchoolTold),
    /// Nothing where it was stopped before its end.
    Synced(Result<Option<Synced>, Sentence>),
    Fresh(Result<Box<Fresh>, Sentence>),
    /// A job ended by a mistake of ours; the desk takes the next one.
    JobDied,
    /// There is no thread: nothing can be opened until the program is started again.
    ThreadDied,
}

/// An event and the unlocking that it belongs to: what was asked before a lock is not heard
/// after it.
#[derive(Debug)]
pub struct Told {
    pub session: u64,
    pub event: ReviewEvent,
}
