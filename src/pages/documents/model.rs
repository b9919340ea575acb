//! A document as plain data. Whoever fills it has already decided what may be shown, and brings
//! every drawing and picture as bytes.

pub use crate::domain::DocumentKind;
use crate::domain::{EntryId, Moment, NoteId};
use crate::pages::model::{HelpedShown, ShownName};

use super::headings::Heading;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub kind: DocumentKind,
    pub name: ShownName,
    /// Nothing where it must not be said where the pupil is.
    pub school: Option<String>,
    pub class: Option<String>,
    /// The day it was made, already worded.
    pub day: String,
    /// The same for the file's own properties.
    pub made_at: Moment,
    /// Nothing until the pupil has looked at it and said that it is right.
    pub checked: Option<Checked>,
    /// Every heading that belongs to it, also the empty ones.
    pub sections: Vec<Section>,
    /// Drawings of symbols, which pieces name by their place.
    pub drawings: Vec<Drawing>,
    /// How many things are older than this document looks back.
    pub older: usize,
}

impl Document {
    pub fn drawing(&self, at: Option<usize>) -> Option<&Drawing> {
        self.drawings.get(at?)
    }

    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sections.iter().flat_map(|section| &section.statements)
    }
}

/// That the pupil has checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Already worded.
    pub day: String,
}

/// A heading and what was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: Heading,
    /// Stands beside the heading.
    pub drawing: Option<usize>,
    /// Newest first. What contradicts each other stands beside each other.
    pub statements: Vec<Statement>,
}

/// One thing said, with whose words it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// A message's key, or the question as it was put.
    pub question: Option<String>,
    pub said: Vec<ShownPiece>,
    /// Made or recorded beside the words.
    pub media: Vec<ShownMedium>,
    pub whose: Whose,
    pub source: Source,
}

/// Whose words they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Verbatim.
    Pupil,
    /// The pupil's, written down by an adult who watched or heard the recording.
    QuotedFromRecording { by: String, at_millis: Option<u64> },
    /// An adult's, never the pupil's: somebody saw it, or chose it for the pupil.
    Adult { name: Option<String> },
}

/// One thing said in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownPiece {
    Words(String),
    Symbols(Vec<ShownSymbol>),
    /// On a scale from 1 to 5, with its drawing.
    Face {
        face: u8,
        drawing: Option<usize>,
    },
    /// Said aloud, and nobody has written it down.
    Aloud,
    /// One of several: a top tip.
    Tip {
        number: usize,
        tip: Box<ShownPiece>,
    },
    /// Cards of one topic: good, so-so, not good.
    Sort {
        topic: String,
        columns: [Vec<ShownPiece>; 3],
    },
}

/// A symbol with its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSymbol {
    /// The same in every language.
    pub symbol_id: String,
    pub word: String,
    /// Nothing where its picture is not on this computer.
    pub drawing: Option<usize>,
}

/// A recording that is named, or a picture that is shown.
#[derive(Clone, PartialEq, Eq)]
pub enum ShownMedium {
    /// To be watched or heard with somebody; where the bytes are there a slide plays it.
    Recording { kind: RecordingKind, watch_with: Option<String>, played: Option<Played> },
    /// Something that was made.
    Picture(Picture),
    /// Something that was made and must not be shown here.
    PictureKeptBack,
}

/// Says what it is, never what is in it.
impl std::fmt::Debug for ShownMedium {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Recording { .. } => "a recording",
            Self::Picture(_) => "a picture",
            Self::PictureKeptBack => "a picture that is kept back",
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordingKind {
    Video,
    Voice,
}

/// A recording's bytes, as they may be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Played {
    /// A fast-start MP4.
    pub mp4: Vec<u8>,
    /// Stands for it until it plays; nothing for a voice.
    pub poster: Option<Picture>,
}

impl std::fmt::Debug for Played {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a recording of {} bytes", self.mp4.len())
    }
}

/// A photo.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub kind: PictureKind,
    pub bytes: Vec<u8>,
    pub width_px: u32,
    pub height_px: u32,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a {:?} of {} bytes", self.kind, self.bytes.len())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Jpeg,
    Png,
}

/// A symbol's drawing, as a browser and as an office program want it.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawing {
    pub svg: Vec<u8>,
    /// Square.
    pub png: Vec<u8>,
}

impl std::fmt::Debug for Drawing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a drawing of {} bytes", self.svg.len())
    }
}

/// When and how it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub entry_id: EntryId,
    /// Where an adult wrote it down.
    pub note_id: Option<NoteId>,
    /// Already worded.
    pub day: String,
    pub how: How,
    pub helped: HelpedShown,
    /// Whether the tablet knew who was using it.
    pub identity_checked: bool,
    /// Who saw the pupil agree, where it was made elsewhere.
    pub witness: Option<String>,
}

/// In which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Video,
    Voice,
    Symbols,
    Words,
    Sort,
    Tips,
    Page,
    Answers,
    Made,
    /// Staff saw it.
    Seen,
}

impl How {
    /// The message that says so.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Video => "doc-how-video",
            Self::Voice => "doc-how-voice",
            Self::Symbols => "doc-how-symbols",
            Self::Words => "doc-how-words",
            Self::Sort => "doc-how-sort",
            Self::Tips => "doc-how-tips",
            Self::Page => "doc-how-page",
            Self::Answers => "doc-how-answers",
            Self::Made => "doc-how-made",
            Self::Seen => "doc-how-seen",
        }
    }
}
