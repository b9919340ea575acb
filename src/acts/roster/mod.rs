//! The class lists that schools export: CSV in any of their dialects. Read as a `table`, its
//! `columns` known by name or matched by hand, looked at before it is imported. Wrong rows are
//! named, the rest goes in; nobody is ever taken out.

pub mod columns;
pub mod merge;
pub mod rows;
pub mod table;
#[cfg(test)]
mod tests;

pub use columns::{Column, Mapping};
pub use rows::{RowProblem, WrongRow};
pub use table::Table;

use super::{ActError, Desk, init, pupils};
use crate::domain::{PupilId, School};
use merge::Importing;

/// The largest roster.
pub const ROSTER_LIMIT_BYTES: u64 = 16 * 1024 * 1024;
/// Most pupils of one school.
const PUPILS_LIMIT: usize = 4_000;
const NAME_LIMIT_CHARS: usize = 200;
/// So many rows are shown before an import.
const SHOWN_ROWS: usize = 4;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    pub added: usize,
    pub updated: usize,
    /// In the school, not in this file: they stay.
    pub not_listed: usize,
    pub leavers: Vec<PupilId>,
    pub wrong: Vec<WrongRow>,
}

/// A column of a file as it is shown before an import.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownColumn {
    /// Empty where the file names none.
    pub header: String,
    pub column: Option<Column>,
    pub first_rows: Vec<String>,
}

/// Without what stands in it: a log must not hold a name.
impl std::fmt::Debug for ShownColumn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.column)
    }
}

/// What an import would do.
#[derive(Clone, PartialEq, Eq)]
pub struct Preview {
    pub encoding: &'static str,
    pub separator: char,
    pub mapping: Mapping,
    pub columns: Vec<ShownColumn>,
    /// What has to be matched first; nothing would go in before.
    pub missing: Vec<Column>,
    pub added: usize,
    pub known: usize,
    /// By name: of the school, not in the file. They stay.
    pub leavers: Vec<String>,
    pub wrong: Vec<WrongRow>,
}

/// Counts only: a log must not hold a name.
impl std::fmt::Debug for Preview {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} new and {} known pupils", self.added, self.known)
    }
}

impl Preview {
    /// Nobody of the list is known, though there are pupils: the wrong number may have been taken.
    pub fn knows_nobody(&self) -> bool {
        self.known == 0 && self.added > 0 && !self.leavers.is_empty()
    }
}

/// What an import into the school would do, with columns as they are guessed or given.
pub fn preview_into(
    school: &School,
    table: &Table,
    mapping: Option<&Mapping>,
) -> Result<Preview, ActError> {
    let mapping = mapping.cloned().unwrap_or_else(|| Mapping::guess(table));
    let header = mapping.header.and_then(|header| table.lines.get(header));
    let first = mapping.header.map_or(0, |header| header + 1);
    let field = |index: usize, line: &table::Line| line.fields.get(index).cloned();
    let columns = (0..table.width).map(|index| ShownColumn {
        header: header.and_then(|line| field(index, line)).unwrap_or_default(),
        column: mapping.of(index),
        first_rows: (table.lines.iter().skip(first).take(SHOWN_ROWS))
            .map(|line| field(index, line).unwrap_or_default())
            .collect(),
    });
    let mut preview = Preview {
        encoding: table.encoding,
        separator: table.separator,
        columns: columns.collect(),
        missing: mapping.missing(),
        added: 0,
        known: 0,
        leavers: Vec::new(),
        wrong: Vec::new(),
        mapping,
    };
    if preview.missing.is_empty() {
        let (rows, wrong) = rows::read(table, &preview.mapping)?;
        let plan = merge::plan(school, &rows);
        preview.known = plan.iter().flatten().count();
        preview.added = rows.len() - preview.known;
        let left = merge::leavers(school, &plan);
        preview.leavers = left.into_iter().map(|pupil| school.called(pupil)).collect();
        preview.wrong = wrong;
    }
    Ok(preview)
}

/// Reads a file and shows what an import would do. Changes nothing.
pub fn preview(desk: &Desk, bytes: &[u8], mapping: Option<&Mapping>) -> Result<Preview, ActError> {
    preview_into(&desk.school_to_change()?, &Table::read(bytes)?, mapping)
}

/// Reads a roster into the school and tells everybody.
pub fn import(desk: &Desk, bytes: &[u8]) -> Result<Imported, ActError> {
    import_as(desk, bytes, None)
}

/// The same with columns as they were matched by hand.
pub fn import_as(
    desk: &Desk,
    bytes: &[u8],
    mapping: Option<&Mapping>,
) -> Result<Imported, ActError> {
    let table = Table::read(bytes)?;
    let mapping = mapping.cloned().unwrap_or_else(|| Mapping::guess(&table));
    let (rows, wrong) = rows::read(&table, &mapping)?;
    let mut school = desk.school_to_change()?;
    let at = desk.now();
    let today = pupils::day_of(at).ok_or(ActError::NotARoster)?;
    let importing = Importing { at, today, by: &desk.home.settings.name };
    let plan = merge::plan(&school, &rows);
    let left = merge::leavers(&school, &plan).into_iter();
    let leavers: Vec<PupilId> = left.map(|pupil| pupil.pupil_id.clone()).collect();
    merge::merge(&mut school, &rows, &plan, &importing, &*desk.home.machine.chance);
    init::tell_school(desk, school)?;
    let updated = plan.iter().flatten().count();
    let added = rows.len() - updated;
    Ok(Imported { added, updated, not_listed: leavers.len(), leavers, wrong })
}
