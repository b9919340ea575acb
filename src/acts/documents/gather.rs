//! What stands in a document and below which heading.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub(super) use super::shown::Media;
use super::shown::{Shower, day};
use crate::acts::{ActError, Desk};
use crate::domain::quoting::{QuotableEntry, quote};
use crate::domain::{EntryKind, Flag, Looked, MediaType, Moment, Piece, Pupil, PupilId, Refusal};
use crate::pages::ShownName;
use crate::pages::documents::{
    Document, DocumentKind, Heading, Section, ShownPiece, Statement, heading_of,
};
use crate::store::LibraryEntry;
use crate::words::Words;

/// How far a document looks back: an annual review is about a year. The pupil's page and tips
/// stand until there are newer ones.
const LOOKS_BACK: Duration = Duration::from_secs(366 * 24 * 60 * 60);
/// No pupil says more than this in a year.
const ENTRIES_LIMIT: u32 = 5_000;

/// One entry that may be quoted.
pub(super) struct Quoted {
    pub library_entry: LibraryEntry,
    pub quotable: QuotableEntry,
}

impl Quoted {
    pub fn kind(&self) -> EntryKind {
        self.quotable.entry().kind
    }
}

/// Everything of a pupil that may be quoted in such a document, what was made last first; and how
/// much of the year the pupil chose for others than its readers.
fn quoted(
    desk: &Desk,
    pupil: &Pupil,
    kind: DocumentKind,
) -> Result<(Vec<Quoted>, usize), ActError> {
    let library = desk.library()?;
    let mut found = Vec::new();
    let mut for_others = 0;
    for line in library.lines_of(&pupil.pupil_id, ENTRIES_LIMIT)? {
        let Some(library_entry) = library.entry(&line.entry_id)? else { continue };
        let looked = match library_entry.published_at {
            Some(_) => Looked::NoOtherChildRecognisable,
            None => Looked::NotYet,
        };
        // The pupil said that what an adult wrote down is not what they meant.
        if library_entry.words_meant == Some(false) {
            continue;
        }
        let (heard, state) = (library_entry.heard(), library_entry.state());
        match quote(heard, state, pupil, looked, kind) {
            Ok(quotable) => found.push(Quoted { library_entry, quotable }),
            Err(Refusal::NotForStaff | Refusal::NotForMeeting) => {
                let is_recent = desk.now().since(library_entry.record.made_at) <= LOOKS_BACK;
                for_others += usize::from(is_recent);
            }
            Err(_) => {}
        }
    }
    Ok((found, for_others))
}

/// A document with what stands in none.
pub(super) struct Gathered {
    pub document: Document,
    /// Media that could not be opened.
    pub missing: usize,
    /// What the pupil chose for others than its readers.
    pub for_others: usize,
}

/// The document of a pupil.
pub(super) fn gather(
    desk: &Desk,
    pupil_id: &PupilId,
    kind: DocumentKind,
    words: &Words,
    media: Media,
) -> Result<Gathered, ActError> {
    let school = desk.school_to_change()?;
    let no_pupil = || ActError::NoPupil { pupil: pupil_id.to_string() };
    let pupil = school.pupil(pupil_id).ok_or_else(no_pupil)?;
    let (all, for_others) = quoted(desk, pupil, kind)?;
    let mut shower = Shower::new(desk, &school, kind, words, &all, media);
    let mut sections: BTreeMap<Heading, Vec<Statement>> = BTreeMap::new();
    let (older, current) = current(&all, desk.now());
    for entry in current {
        for (about, statement) in statements(&mut shower, entry)? {
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            if let Some(heading) = heading_of(kind, &about) {
                sections.entry(heading).or_default().push(statement);
            }
        }
    }
    if kind == DocumentKind::Profile
        && let Some(made) = sections.get_mut(&Heading::Made)
    {
        // The one page has room for one picture.
        made.truncate(1);
        made.iter_mut().for_each(|one| one.media.truncate(1));
    }
    let headings = Heading::of(kind).iter();
    let sections: Vec<Section> = headings
        .map(|heading| Section {
            heading: *heading,
            drawing: shower.drawings.of_the_screens(heading.drawing_name()),
            statements: sections.remove(heading).unwrap_or_default(),
        })
        .filter(|section| !section.heading.is_optional() || !section.statements.is_empty())
        .collect();
    let has = |flag| pupil.flags.contains(&flag);
    let (missing, drawings) = (shower.missing, shower.drawings.list);
    let document = Document {
        kind,
        name: match has(Flag::NoName) {
            true => ShownName::KeptPrivate,
            false => ShownName::Name(pupil.full_name()),
        },
        school: (!has(Flag::NoLocation)).then(|| school.name.clone()),
        class: (!has(Flag::NoLocation)).then(|| pupil.class.clone()),
        day: day(desk.now(), words),
        made_at: desk.now(),
        checked: None,
        sections,
        drawings,
        older: if kind == DocumentKind::SectionA { older } else { 0 },
    };
    Ok(Gathered { document, missing, for_others })
}

/// How many are too old, and the others. Of the pupil's page, of tips and of each topic that was
/// sorted the newest stands, however old.
fn current(all: &[Quoted], now: Moment) -> (usize, Vec<&Quoted>) {
    let mut newest = BTreeSet::new();
    let mut older = 0;
    let mut current = Vec::new();
    for entry in all {
        let said = &entry.quotable.entry().said;
        let slot = match entry.kind() {
            EntryKind::Page => Some(String::new()),
            EntryKind::Tips if !said.tips.is_empty() => Some(String::new()),
            EntryKind::Sort => said.sort.as_ref().map(|sort| sort.topic.clone()),
            _ => None,
        };
        match slot {
            Some(slot) => {
                if newest.insert((entry.kind(), slot)) {
                    current.push(entry);
                }
            }
            None if now.since(entry.quotable.entry().made_at) > LOOKS_BACK => older += 1,
            None => current.push(entry),
        }
    }
    (older, current)
}

/// What an entry says, each with what it is about.
fn statements(
    shower: &mut Shower<'_>,
    entry: &Quoted,
) -> Result<Vec<(Vec<String>, Statement)>, ActError> {
    let heard = entry.quotable.entry();
    let said = &heard.said;
    let mut found = Vec::new();
    let tags = entry.library_entry.tags.iter().map(|tag| format!("tag-{tag}"));
    let known: Vec<String> = said.question.iter().cloned().chain(tags).collect();
    let about = |names: &[&str]| -> Vec<String> {
        known.iter().cloned().chain(names.iter().map(|name| (*name).to_owned())).collect()
    };
    let words = shower.words_of(said);
    match entry.kind() {
        EntryKind::Tips if !said.tips.is_empty() => {
            let tips: Vec<&Piece> =
                said.tips.iter().filter(|tip| shower.is_there(tip, entry)).collect();
            let numbered = tips.iter().enumerate().map(|(at, tip)| ShownPiece::Tip {
                number: at + 1,
                tip: Box::new(shower.piece(tip)),
            });
            let numbered: Vec<ShownPiece> = numbered.collect();
            if !numbered.is_empty() {
                found.push((about(&["tips"]), shower.statement(entry, None, numbered)));
            }
        }
        EntryKind::Sort => {
            if let Some(sort) = &said.sort {
                let sorted = shower.sort(sort);
                found.push((vec![sort.topic.clone()], shower.statement(entry, None, vec![sorted])));
            }
        }
        EntryKind::Page | EntryKind::Survey => {
            for one in &said.answers {
                // How this program is liked is no view on school.
                let is_shown =
                    !one.question.starts_with("app-") && shower.is_there(&one.answer, entry);
                if is_shown {
                    let piece = shower.piece(&one.answer);
                    let asked = Some(one.question.clone());
                    let about = vec![one.question.clone()];
                    found.push((about, shower.statement(entry, asked, vec![piece])));
                }
            }
            let is_page = entry.kind() == EntryKind::Page;
            if !words.is_empty() {
                let name = if is_page { "page-words" } else { "words" };
                found.push((vec![name.to_owned()], shower.statement(entry, None, words)));
            }
            let mut made = shower.statement(entry, None, Vec::new());
            made.media = shower.pictures(entry)?;
            if is_page && !made.media.is_empty() {
                found.push((vec!["made".to_owned()], made));
            }
        }
        EntryKind::Made => {
            let mut made = shower.statement(entry, said.question.clone(), words);
            made.media = shower.pictures(entry)?;
            if !made.said.is_empty() || !made.media.is_empty() {
                found.push((about(&["made"]), made));
            }
        }
        EntryKind::Clip
        | EntryKind::Voice
        | EntryKind::Symbols
        | EntryKind::Tips
        | EntryKind::Observation => {
            let mut statement = shower.statement(entry, said.question.clone(), words);
            statement.media = shower.recordings(entry)?;
            let has_recording =
                heard.media.iter().any(|medium| medium.media_type == MediaType::Video)
                    || heard.media.iter().any(|medium| medium.media_type == MediaType::Sound);
            let is_own = entry.kind() != EntryKind::Observation;
            let names: &[&str] = if has_recording && is_own { &["recording"] } else { &["words"] };
            if !statement.said.is_empty() || !statement.media.is_empty() {
                found.push((about(names), statement));
            }
            if has_recording && is_own {
                let quotes = shower.quotes(entry);
                found.extend(quotes.into_iter().map(|quote| (about(names), quote)));
            }
        }
        EntryKind::Worry => {}
    }
    Ok(found)
}
