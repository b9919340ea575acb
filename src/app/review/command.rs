//! What a member of staff asks for. Checked before anything changes.

use zeroize::Zeroizing;

use super::beside::BesideCommand;
use super::documents::DocumentCommand;
use super::questions::AskedChange;
use super::school::{SchoolCommand, SchoolField};
use super::told::TellingCommand;
use super::words::WordCommand;
use super::year::YearFilter;
use crate::domain::inquiry::Asked;
use crate::domain::{EntryId, PupilId, Redaction, Section};

/// Something typed: wiped when it is let go, and never in a log.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} bytes typed", self.0.len())
    }
}

/// A text field of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Passphrase,
    Reply,
    Reason,
    /// A note or quote beside the entry.
    Note,
    /// A symbol for the answer.
    SymbolSearch,
    /// Of whom something is written down, and what.
    TellingName,
    DocumentFolder,
    /// What was done about a worry, where that is recorded, and as what.
    DoneWhat,
    DoneIn,
    DoneReference,
    Telling,
    Search,
    QuestionTitle,
    /// A question that is being written, by its number.
    Question(usize),
    /// A word of the school's own, and where its photo lies.
    Word,
    WordInWelsh,
    WordPhoto,
    School(SchoolField),
}

/// What can be done about what pupils are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionCommand {
    /// Opens the questions, or goes back to the inbox.
    Open(bool),
    Add,
    Remove(usize),
    /// Five faces, or any way.
    Faces(usize),
    For(Asked),
    Ask,
    /// Whether pupils try it first.
    Try,
    Change(String, AskedChange),
}

/// Which pane a narrow window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    #[default]
    Inbox,
    Entry,
    Year,
}

/// A decision that takes two presses; the first one asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Withdraw,
    Hold,
    /// "This worries me".
    Concern,
}

/// A wish of whoever sits there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewCommand {
    Type(Field, Typed),
    Unlock,
    Lock,
    /// Opens an entry; it counts as read from then on.
    Choose(EntryId),
    Show(Pane),
    /// Opens the year of a pupil without an entry.
    Year(PupilId),
    FilterYear(YearFilter),
    /// More lines of the year.
    MoreYear,
    /// More lines of a section.
    More(Section),
    PlayOrPause,
    /// One of the pieces that were said aloud, by which of the media it is.
    PlayPiece(usize),
    Seek(u64),
    /// "No other child can be recognised".
    NoOtherChild(bool),
    Publish,
    /// Opens or closes what hides somebody.
    Hide(bool),
    /// What is to be hidden, once it is published.
    Redact(Redaction),
    Reply,
    Questions(QuestionCommand),
    Beside(BesideCommand),
    Telling(TellingCommand),
    Document(DocumentCommand),
    /// Goes so many milliseconds on in the clip, or back.
    Skip(i64),
    Words(WordCommand),
    School(SchoolCommand),
    Ask(Decision),
    /// The second press.
    Confirm,
    Cancel,
    Sync,
    /// Stops what takes long. What was done of it stays, the rest goes on with the next sync.
    Stop,
    /// The notice was read.
    Dismiss,
}
