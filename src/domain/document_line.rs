//! What a document says, line by line, as a pupil goes through it on a tablet: the same in every
//! format and language.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::said::{Column, Piece};

/// The most lines that a pupil is asked about: each is a screen of its own.
pub const LINES_LIMIT: usize = 150;
/// And so many bytes of words in all of them.
const LINES_LIMIT_BYTES: usize = 128 * 1024;

/// Whether these are no more than a pupil can be asked about.
pub fn can_be_gone_through(lines: &[DocumentLine]) -> bool {
    let bytes: usize = lines.iter().map(DocumentLine::words_len).sum();
    lines.len() <= LINES_LIMIT && bytes <= LINES_LIMIT_BYTES
}

/// Whose words a line holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineBy {
    /// The pupil's, verbatim.
    #[default]
    Pupil,
    /// The pupil's, written down by an adult who heard the recording.
    WrittenDown { by: String },
    /// An adult's: somebody saw it, or chose it for the pupil.
    Adult {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
}

impl LineBy {
    fn is_pupil(&self) -> bool {
        *self == Self::Pupil
    }
}

/// What a document shows or names beside words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineShows {
    Video,
    Voice,
    Picture,
}

/// One line of a document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// What it stands below: a key of the language files.
    pub heading: String,
    /// What was asked: a key of the language files, or as it was put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Which topic was sorted, and where these cards lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sorted: Option<(String, Column)>,
    /// A piece that names a medium was said aloud.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Piece>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<LineShows>,
    #[serde(default, skip_serializing_if = "LineBy::is_pupil")]
    pub by: LineBy,
}

impl DocumentLine {
    /// How many bytes of words are in it.
    pub fn words_len(&self) -> usize {
        self.said.iter().map(Piece::words_len).sum()
    }
}

/// Not a word of it: a log must not hold any.
impl fmt::Debug for DocumentLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a line of {} bytes", self.words_len())
    }
}
