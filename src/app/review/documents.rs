//! A pupil's documents for a meeting, written where the person wants them.

use std::path::Path;

use super::command::Typed;
use super::office::Job;
use super::told::Named;
use super::{Doing, Review};
use crate::acts::documents::{self, DocumentKind, Format, default_folder, file_name};
use crate::acts::{ActError, Desk};
use crate::domain::{Language, Sentence};
use crate::words::Words;

/// Which document is to be written, and where.
#[derive(Debug, Clone)]
pub struct Writable {
    pub kind: DocumentKind,
    pub format: Format,
    pub language: Language,
    pub folder: Typed,
}

impl Writable {
    fn new() -> Self {
        let folder = default_folder().to_string_lossy().into_owned();
        Self {
            kind: DocumentKind::Profile,
            format: Format::Docx,
            language: Language::English,
            folder: Typed::new(folder),
        }
    }
}

/// What can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentCommand {
    /// For the pupil whose year is shown.
    Open,
    Leave,
    Kind(DocumentKind),
    Format(Format),
    In(Language),
    Write,
}

/// Writes it, and says where.
pub(super) fn write(desk: &Desk, pupil: &Named, writable: &Writable) -> Result<Sentence, ActError> {
    let words = Words::new(writable.language);
    let key = match writable.kind {
        DocumentKind::Profile => "document-profile",
        DocumentKind::Tips => "document-tips",
        DocumentKind::SectionA => "document-section-a",
        DocumentKind::Slides => "document-slides",
    };
    let title = Words::new(Language::English).say(key);
    let name = file_name(&title, &pupil.name, writable.format);
    let path = Path::new(writable.folder.as_str().trim()).join(name);
    let (kind, format) = (writable.kind, writable.format);
    let exported = documents::export(desk, &pupil.pupil_id, kind, format, &words, &path)?;
    let key = if exported.is_checked { "exported" } else { "staff-exported-unchecked" };
    Ok(Sentence::plain(key).with("path", path.display()))
}

impl Review {
    pub(super) fn command_document(&mut self, command: DocumentCommand) {
        let Some(unlocked) = self.unlocked() else { return };
        if command == DocumentCommand::Open {
            if unlocked.year.is_some() {
                unlocked.writable.get_or_insert_with(Writable::new);
            }
            return;
        }
        let Some(writable) = &mut unlocked.writable else { return };
        match command {
            DocumentCommand::Open => {}
            DocumentCommand::Leave => unlocked.writable = None,
            DocumentCommand::Kind(kind) => {
                writable.kind = kind;
                if !writable.format.fits(kind) {
                    writable.format = Format::Html;
                }
            }
            DocumentCommand::Format(format) if format.fits(writable.kind) => {
                writable.format = format;
            }
            DocumentCommand::Format(_) => {}
            DocumentCommand::In(language) => writable.language = language,
            DocumentCommand::Write => {
                let Some(year) = &unlocked.year else { return };
                let job = Job::Document(year.pupil.clone(), writable.clone());
                self.decide(Doing::Document, job);
            }
        }
    }
}
