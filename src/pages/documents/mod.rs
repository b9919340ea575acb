//! Documents for the meeting and for staff: the one-page profile, top tips, the pupil's views for
//! Section A or an annual review, and the pupil's own slides; as a page to print, for Word and as
//! slides for an office program.
//!
//! A pure function from a [`Document`] and the words of one language to the bytes of a file: no
//! clock, no file, no random number, and no symbol that the model does not bring as bytes. Never
//! puts an adult's words into the pupil's mouth: every statement says whose it is.
//!
//! Read `model` first, then `headings` (what belongs where), `wording` (what is said around the
//! words), then `html`, `docx` and `pptx`; `ooxml` is what the last two share.

mod docx;
mod docx_parts;
mod headings;
mod html;
mod model;
mod ooxml;
mod picture;
mod pptx;
mod pptx_media;
mod pptx_parts;
mod wording;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

use crate::domain::{Says, Sentence};
use crate::words::Words;

pub use headings::{Heading, heading_of};
pub use model::{
    Checked, Document, DocumentKind, Drawing, How, Picture, PictureKind, Played, RecordingKind,
    Section, ShownMedium, ShownPiece, ShownSymbol, Source, Statement, Whose,
};
pub use picture::size_of_picture;

/// As what it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page for a browser and for paper.
    Html,
    Docx,
    Pptx,
}

impl Format {
    pub fn file_ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
        }
    }

    /// Whether a document can be written so: slides are no letter, and the pupil's views for a
    /// plan are no slides.
    pub fn fits(self, kind: DocumentKind) -> bool {
        match self {
            Self::Html => true,
            Self::Docx => kind != DocumentKind::Slides,
            Self::Pptx => kind != DocumentKind::SectionA,
        }
    }
}

/// Why a document could not be made. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("the document does not fit the format")]
    Unfitting,
    #[error("packing: {detail}")]
    Unwritable { detail: String },
}

impl Says for DocumentError {
    fn says(&self) -> Sentence {
        match self {
            Self::Unfitting => Sentence::plain("export-unfitting"),
            Self::Unwritable { detail } => {
                Sentence::plain("export-unwritable").with("detail", detail)
            }
        }
    }
}

/// The whole file.
pub fn render(
    document: &Document,
    format: Format,
    words: &Words,
) -> Result<Vec<u8>, DocumentError> {
    if !format.fits(document.kind) {
        return Err(DocumentError::Unfitting);
    }
    match format {
        Format::Html => Ok(html::page(document, words).into_string().into_bytes()),
        Format::Docx => docx::file(document, words),
        Format::Pptx => pptx::file(document, words),
    }
}
