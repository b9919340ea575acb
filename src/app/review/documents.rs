//! A pupil's documents for a meeting, written where the person wants them.

use std::path::Path;

use super::command::Typed;
use super::office::Job;
use super::told::Named;
use super::{Doing, Review};
use crate::acts::documents::{self, DocumentKind, Format, default_folder, file_name};
use crate::acts::{ActError, Desk, sync};
use crate::domain::{Flag, Language, Sentence};
use crate::words::Words;

/// Which document is to be written, and where.
#[derive(Debug, Clone)]
pub struct Writable {
    pub pupil: Named,
    pub kind: DocumentKind,
    pub format: Format,
    pub language: Language,
    pub folder: Typed,
}

impl Writable {
    fn new(pupil: Named) -> Self {
        let folder = default_folder().to_string_lossy().into_owned();
        Self {
            pupil,
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
pub(super) fn write(desk: &Desk, writable: &Writable) -> Result<Sentence, ActError> {
    // Somebody may have taken something back since.
    let told = sync::sync(desk)?;
    let words = Words::new(writable.language);
    let key = match writable.kind {
        DocumentKind::Profile => "document-profile",
        DocumentKind::Tips => "document-tips",
        DocumentKind::SectionA => "document-section-a",
        DocumentKind::Slides => "document-slides",
    };
    let title = Words::new(Language::English).say(key);
    let (pupil_id, format) = (&writable.pupil.pupil_id, writable.format);
    let school = desk.school()?;
    let is_nameless =
        school.pupil(pupil_id).is_some_and(|pupil| pupil.flags.contains(&Flag::NoName));
    // Namesakes and languages have files of their own.
    let whose = match is_nameless {
        true => pupil_id.to_string(),
        false => format!("{}, {}", writable.pupil.name, writable.pupil.class),
    };
    let language = match writable.language {
        Language::English => String::new(),
        other => format!(" ({})", other.tag()),
    };
    let name = file_name(&format!("{title}{language}"), &whose, format);
    let path = Path::new(writable.folder.as_str().trim()).join(name);
    let exported = documents::export(desk, pupil_id, writable.kind, format, &words, &path)?;
    let key = match exported.is_checked {
        _ if told.trouble.is_some() => "staff-exported-share-away",
        _ if exported.missing > 0 => "staff-exported-missing",
        true => "exported",
        false => "staff-exported-unchecked",
    };
    Ok(Sentence::plain(key).with("path", path.display()).with("count", exported.missing))
}

impl Review {
    pub(super) fn command_document(&mut self, command: DocumentCommand) {
        let Some(unlocked) = self.unlocked() else { return };
        if command == DocumentCommand::Open {
            let pupil = unlocked.year.as_ref().map(|year| year.pupil.clone());
            unlocked.writable = pupil.map(Writable::new);
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
                let job = Job::Document(writable.clone());
                self.decide(Doing::Document, job);
            }
        }
    }
}
