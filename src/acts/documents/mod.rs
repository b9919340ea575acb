//! Documents for the meeting and for staff: what may be quoted of a pupil, gathered, drawn by
//! `pages::documents` and written where the person asked.
//!
//! Read `gather` for what goes where, `shown` for how each thing said becomes what is shown.

mod gather;
mod shown;

use std::path::Path;

use super::{ActError, Desk};
use crate::domain::PupilId;
use crate::pages::documents as pages;
pub use crate::pages::documents::{DocumentKind, Format};
use crate::platform::fs;
use crate::words::Words;

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
    pub is_checked: bool,
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
    let (document, missing) = gather::gather(desk, pupil_id, kind, words)?;
    let bytes = pages::render(&document, format, words)?;
    fs::replace_private(desk.home.fs(), out, &bytes)?;
    Ok(Exported {
        size_bytes: bytes.len(),
        statements: document.statements().count(),
        empty_sections: document.sections.iter().filter(|one| one.statements.is_empty()).count(),
        older: document.older,
        missing,
        is_checked: document.checked.is_some(),
    })
}
