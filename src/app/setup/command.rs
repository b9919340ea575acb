//! What somebody asks of the assistant.

use std::path::PathBuf;

use crate::app::review::Typed;
use crate::domain::Role;

/// What this computer is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computer {
    /// The first one of a new school.
    First,
    /// A member of staff's, of a school that is there.
    Staff,
    /// A tablet for pupils.
    Tablet,
    /// Nothing yet: the sample school is looked at.
    Sample,
}

impl Computer {
    pub const ALL: [Computer; 4] = [Self::First, Self::Staff, Self::Tablet, Self::Sample];
}

/// One small screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// What is this computer?
    What,
    /// Where the share lies.
    Share,
    /// What the school, its person or the tablet is called.
    Names,
    /// Where the staff pages lie.
    Pages,
    Passphrase,
    /// The words of one safe.
    Safe(usize),
    /// Some of the school's words, to be typed.
    AskBack,
    /// It is being made, or could not be.
    Making,
    /// The six words, until somebody lets this computer in.
    Waiting,
    /// The school is there.
    Ready,
}

/// A text field of the assistant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetupField {
    Share,
    School,
    /// The person's, or the tablet's.
    Name,
    Pages,
    Passphrase,
    Again,
    /// Where the words are to be written.
    WordsFile,
    /// A word that is asked back, by its turn.
    Word(usize),
}

/// A wish of whoever sits there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupCommand {
    Computer(Computer),
    Type(SetupField, Typed),
    Role(Role),
    /// A folder was dropped on the window, for that field.
    Dropped(SetupField, PathBuf),
    Next,
    Back,
    /// Writes the words of all safes into the file that was named.
    KeepWords,
    /// Opens what this computer now is.
    Open,
    /// Asks no more, and begins anew.
    BeginAgain,
}
