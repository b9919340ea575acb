//! What came in: worries first, urgent ones on top, then the oldest; and what became of the
//! rest.

use std::collections::BTreeSet;

use super::{ActError, Desk};
use crate::domain::{
    Audience, EntryId, EntryKind, EntryState, Helped, Moment, Pupil, PupilId, Section, Tags,
};
use crate::store::Library;
use crate::store::library::{Line, Wording};
use crate::symbols::Vocabulary;
use crate::wire::record::EntryRecord;

/// A line of the inbox.
#[derive(Clone, PartialEq, Eq)]
pub struct InboxLine {
    pub entry_id: EntryId,
    pub pupil_id: Option<PupilId>,
    pub kind: EntryKind,
    pub made_at: Moment,
    pub state: EntryState,
    pub urgent: bool,
    pub audience: Audience,
    /// Nothing is known of who helped once an entry was withdrawn.
    pub helped: Option<Helped>,
    pub identity_checked: bool,
    /// Whether somebody has opened it.
    pub opened: bool,
    /// The pupil says that how it was shown is not what they meant.
    pub not_meant: bool,
    /// What it is about.
    pub tags: Tags,
    pub is_answered: bool,
    /// It worries somebody who heard it: it stands with the worries.
    pub concern: bool,
    /// How it begins, in words.
    pub begins: String,
}

/// Names an entry by its id alone: a log must not hold a pupil's words.
impl std::fmt::Debug for InboxLine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.kind, self.entry_id)
    }
}

/// How much of an entry's beginning a list can show.
const BEGINNING_LETTERS: usize = 120;

/// An entry in words, for lists and for searching: symbols in every language we have.
pub fn in_words(record: &EntryRecord) -> Wording {
    let said = &record.said;
    let symbols = |language| Vocabulary::built_in().sentence(&said.symbols, language);
    let text = said.text.clone().unwrap_or_default();
    let pieces = |language| -> Vec<String> {
        said.pieces().filter_map(|piece| Vocabulary::built_in().piece(piece, language)).collect()
    };
    let first = pieces("en").into_iter().next().unwrap_or_default();
    let begins = [text.clone(), first, symbols("en")];
    let begins = begins.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
    let begins = begins.split_whitespace().collect::<Vec<_>>().join(" ");
    let asked = said.answers.iter().map(|one| one.question.as_str()).collect::<Vec<_>>().join("\n");
    let words = [
        text,
        asked,
        pieces("en").join("\n"),
        pieces("cy").join("\n"),
        symbols("en"),
        symbols("cy"),
    ];
    Wording { begins: begins.chars().take(BEGINNING_LETTERS).collect(), words: words.join("\n") }
}

pub(super) fn line_of(line: Line) -> InboxLine {
    InboxLine {
        entry_id: line.entry_id,
        pupil_id: line.pupil_id,
        kind: line.kind,
        made_at: line.made_at,
        state: line.state,
        urgent: line.urgent,
        audience: line.audience,
        helped: Some(line.helped),
        identity_checked: line.identity_checked,
        opened: line.opened,
        not_meant: line.not_meant,
        tags: line.tags,
        is_answered: line.is_answered,
        concern: line.concern,
        begins: line.begins,
    }
}

/// Every entry this person may read, and a line for each that was withdrawn.
pub fn inbox(desk: &Desk) -> Result<Vec<InboxLine>, ActError> {
    let library = desk.library()?;
    let mut lines: Vec<InboxLine> = library.lines()?.into_iter().map(line_of).collect();
    lines.extend(withdrawn(&library)?);
    Ok(lines)
}

/// A line for each entry that was withdrawn, once.
fn withdrawn(library: &Library) -> Result<Vec<InboxLine>, ActError> {
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for (at, receipt) in library.receipts()? {
        if !library.is_withdrawn(&receipt.entry_id)? || !seen.insert(receipt.entry_id.clone()) {
            continue;
        }
        lines.push(InboxLine {
            entry_id: receipt.entry_id,
            pupil_id: receipt.pupil_id,
            kind: receipt.kind,
            made_at: receipt.made_at.unwrap_or(at),
            state: EntryState::Withdrawn,
            urgent: false,
            audience: Audience::default(),
            helped: None,
            identity_checked: false,
            opened: true,
            not_meant: false,
            tags: Tags::new(),
            is_answered: false,
            concern: false,
            begins: String::new(),
        });
    }
    Ok(lines)
}

/// The first lines of a section as review shows it, and how many there are.
pub fn section(
    desk: &Desk,
    section: Section,
    limit: usize,
) -> Result<(Vec<InboxLine>, usize), ActError> {
    let library = desk.library()?;
    if section == Section::Withdrawn {
        let mut lines = withdrawn(&library)?;
        let count = lines.len();
        lines.sort_by_key(|line| std::cmp::Reverse(line.made_at));
        lines.truncate(limit);
        return Ok((lines, count));
    }
    let lines = library.section(section, u32::try_from(limit).unwrap_or(u32::MAX))?;
    let count = library.count(section)?;
    Ok((lines.into_iter().map(line_of).collect(), count))
}

/// Most lines that a search gives.
const FOUND_LIMIT: u32 = 200;

/// Entries in which the words stand, or that a pupil of that name made; what came last first.
pub fn search(desk: &Desk, typed: &str) -> Result<Vec<InboxLine>, ActError> {
    let library = desk.library()?;
    let school = desk.school()?;
    let wanted: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let is_named = |pupil: &&Pupil| {
        let name = pupil.full_name().to_lowercase();
        let parts: Vec<&str> = name.split_whitespace().collect();
        !wanted.is_empty()
            && wanted.iter().all(|word| parts.iter().any(|part| part.starts_with(word.as_str())))
    };
    let mut found = library.search(typed, FOUND_LIMIT)?;
    for pupil in school.pupils.iter().filter(is_named) {
        found.extend(library.lines_of(&pupil.pupil_id, FOUND_LIMIT)?);
    }
    let mut seen = BTreeSet::new();
    found.retain(|line| seen.insert(line.entry_id.clone()));
    found.sort_by_key(|line| std::cmp::Reverse(line.received_at));
    found.truncate(FOUND_LIMIT as usize);
    Ok(found.into_iter().map(line_of).collect())
}
