//! Documents for the meeting and for staff: what may be quoted of a pupil, gathered, drawn by
//! `pages::documents` and written where the person asked.
//!
//! Read `gather` for what goes where, `shown` for how each thing said becomes what is shown, `check`
//! for how the pupil checks it.

pub mod check;
mod gather;
mod lines;
mod shown;

use std::path::{Path, PathBuf};

use super::{ActError, Desk};
use crate::domain::PupilId;
use crate::pages::documents as pages;
pub use crate::pages::documents::{DocumentKind, Format};
use crate::platform::fs;
use crate::words::Words;
use check::Checking;
use gather::{Gathered, Media};

/// The longest part of a file's name that is a pupil's name, in letters.
const NAME_LETTERS: usize = 60;

/// Where documents go when nobody says otherwise.
pub fn default_folder() -> PathBuf {
    crate::platform::documents_folder()
}

/// A file's name for a document: the pupil's name without what no system takes in one.
pub fn file_name(title: &str, pupil_name: &str, format: Format) -> String {
    let named = format!("{title} - {pupil_name}");
    let safe: String = named
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            letter if letter.is_alphanumeric() => letter,
            ' ' | '-' | '\'' | ',' | '(' | ')' => letter,
            _ => '_',
        })
        .take(title.chars().count() + 3 + NAME_LETTERS)
        .collect();
    format!("{}.{}", safe.trim(), format.file_ending())
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub size_bytes: usize,
    pub statements: usize,
    /// Headings below which nothing stands.
    pub empty_sections: usize,
    /// Older than the document looks back.
    pub older: usize,
    /// Pictures and recordings that could not be opened here now.
    pub missing: usize,
    /// What the pupil said to it.
    pub checking: Checking,
}

/// Writes a document of a pupil. Nothing is replaced before all of it is made.
pub fn export(
    desk: &Desk,
    pupil_id: &PupilId,
    kind: DocumentKind,
    format: Format,
    words: &Words,
    out: &Path,
) -> Result<Exported, ActError> {
    let gathered = gather::gather(desk, pupil_id, kind, words, Media::Opened)?;
    let checking = check::checking(desk, pupil_id, kind, &gathered)?;
    let Gathered { mut document, missing, .. } = gathered;
    document.checked =
        checking.check.checked_at().map(|at| pages::Checked { day: shown::day(at, words) });
    let bytes = pages::render(&document, format, words)?;
    fs::replace_private(desk.home.fs(), out, &bytes)?;
    Ok(Exported {
        size_bytes: bytes.len(),
        statements: document.statements().count(),
        empty_sections: document.sections.iter().filter(|one| one.statements.is_empty()).count(),
        older: document.older,
        missing,
        checking,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_one_on_every_system() {
        let of = |name: &str| file_name("Top tips", name, Format::Docx);
        assert_eq!(of("Zoë O'Brien"), "Top tips - Zoë O'Brien.docx");
        assert_eq!(of("../../etc"), "Top tips - ______etc.docx");
        assert_eq!(of("a\u{0}b:c*"), "Top tips - ab_c_.docx");
        assert_eq!(of(&"x".repeat(10_000)).chars().count(), "Top tips - .docx".len() + 60);
    }
}
