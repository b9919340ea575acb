//! What adults put beside what a pupil said: notes, quotes, what it is about. Never over it, and
//! never in the first person of the pupil.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::sentence::{Says, Sentence};
use super::{Moment, NoteId};

/// The longest note or quote, in letters.
pub const NOTE_LETTERS: usize = 4_000;
/// Most notes and quotes beside one entry.
pub const NOTES_LIMIT: usize = 100;

/// What an entry is about, as support plans sort it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tag {
    Learning,
    Communication,
    Feelings,
    Health,
    Care,
    Friends,
    Family,
    Travel,
    Independence,
    Future,
}

impl Tag {
    pub const ALL: [Tag; 10] = [
        Self::Learning,
        Self::Communication,
        Self::Feelings,
        Self::Health,
        Self::Care,
        Self::Friends,
        Self::Family,
        Self::Travel,
        Self::Independence,
        Self::Future,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Learning => "learning",
            Self::Communication => "communication",
            Self::Feelings => "feelings",
            Self::Health => "health",
            Self::Care => "care",
            Self::Friends => "friends",
            Self::Family => "family",
            Self::Travel => "travel",
            Self::Independence => "independence",
            Self::Future => "future",
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Tag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|tag| tag.as_str() == text)
            .ok_or_else(|| Self::ALL.map(Self::as_str).join(", "))
    }
}

pub type Tags = BTreeSet<Tag>;

/// Whose words a note holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// The adult's own.
    Note,
    /// The pupil's, as the adult heard or copied them.
    Quote,
}

/// One note or quote, with who wrote it and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub note_id: NoteId,
    pub kind: NoteKind,
    pub by: String,
    pub at: Moment,
    pub text: String,
    /// Where in the clip it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_millis: Option<u64>,
}

/// By its id alone: a log must not hold words.
impl fmt::Debug for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} {}", self.kind, self.note_id)
    }
}

/// Why something cannot stand beside an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("nothing written")]
    Empty,
    #[error("too long")]
    TooLong,
    #[error("too many beside one entry")]
    TooMany,
}

impl Says for NoteError {
    fn says(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::plain("note-empty"),
            Self::TooLong => Sentence::plain("note-too-long").with("limit", NOTE_LETTERS),
            Self::TooMany => Sentence::plain("note-too-many").with("limit", NOTES_LIMIT),
        }
    }
}

/// What is written, checked and without the blanks around it.
pub fn check(text: &str) -> Result<&str, NoteError> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(NoteError::Empty),
        letters if letters > NOTE_LETTERS => Err(NoteError::TooLong),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_some_words_and_not_a_book() {
        assert_eq!(check("  I like maths. \n"), Ok("I like maths."));
        assert_eq!(check(" \n"), Err(NoteError::Empty));
        assert_eq!(check(&"é".repeat(NOTE_LETTERS)).map(str::len), Ok(2 * NOTE_LETTERS));
        assert_eq!(check(&"é".repeat(NOTE_LETTERS + 1)), Err(NoteError::TooLong));
    }

    #[test]
    fn every_tag_reads_back() {
        for tag in Tag::ALL {
            assert_eq!(tag.as_str().parse(), Ok(tag));
        }
        assert!("Learning".parse::<Tag>().is_err());
    }
}
