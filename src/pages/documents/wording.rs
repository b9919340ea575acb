//! What a document says around what was said: titles, days, who helped, whose words they are. The
//! same in every format.

use super::headings::Heading;
use super::model::{
    Document, RecordingKind, Section, ShownMedium, ShownPiece, Source, Statement, Whose,
};
use crate::domain::DocumentKind;
use crate::domain::sign_off::Listener;
use crate::pages::model::{HelpedShown, ShownName};
use crate::pages::text::{clean, clean_line};
use crate::words::Words;

/// A name at the head of a page, and of a file's properties, is no longer.
const NAME_LETTERS: usize = 120;
const BETWEEN: &str = " · ";

/// The pupil's name, or the words that stand in its place.
pub(super) fn name(document: &Document, words: &Words) -> String {
    match &document.name {
        ShownName::KeptPrivate => words.say("pages-name-private"),
        ShownName::Name(name) => {
            let name = clean_line(name);
            if name.is_empty() {
                words.say("pages-name-missing")
            } else if name.chars().count() > NAME_LETTERS {
                name.chars().take(NAME_LETTERS).chain(['…']).collect()
            } else {
                name
            }
        }
    }
}

/// Which document it is.
pub(super) fn kind(document: &Document, words: &Words) -> String {
    words.say(match document.kind {
        DocumentKind::Profile => "doc-kind-profile",
        DocumentKind::SectionA => "doc-kind-section-a",
        DocumentKind::Tips => "doc-kind-tips",
        DocumentKind::Slides => "doc-kind-slides",
    })
}

/// The title of the file.
pub(super) fn title(document: &Document, words: &Words) -> String {
    let (name, kind) = (name(document, words), kind(document, words));
    words.say_with("doc-title", &[("name", &name), ("kind", &kind)])
}

/// Class and school; empty where neither may be told.
pub(super) fn place(document: &Document) -> String {
    let all = [&document.class, &document.school].into_iter().flatten();
    let lines: Vec<String> =
        all.map(|line| clean_line(line)).filter(|line| !line.is_empty()).collect();
    lines.join(BETWEEN)
}

/// Whether the pupil has checked it.
pub(super) fn mark(document: &Document, words: &Words) -> String {
    match &document.checked {
        Some(checked) => words.say_with("doc-checked", &[("day", &clean_line(&checked.day))]),
        None => words.say("doc-not-checked"),
    }
}

pub(super) fn made(document: &Document, words: &Words) -> String {
    words.say_with("doc-made", &[("day", &clean_line(&document.day))])
}

/// What the document is, for whoever reads it the first time.
pub(super) fn lead(document: &Document, words: &Words) -> Option<String> {
    (document.kind == DocumentKind::SectionA).then(|| words.say("doc-section-a-lead"))
}

pub(super) fn older(document: &Document, words: &Words) -> Option<String> {
    let count = i64::try_from(document.older).unwrap_or(i64::MAX);
    (count > 0).then(|| words.say_count("doc-older", count, &[]))
}

/// Whose drawings they are, where there are any.
pub(super) fn attribution(document: &Document, words: &Words) -> Option<String> {
    (!document.drawings.is_empty()).then(|| words.say("doc-attribution"))
}

pub(super) fn heading(heading: Heading, words: &Words) -> String {
    words.say(heading.key())
}

/// What stands below a heading about which there is nothing. It is the same whether nothing was said
/// or what was said is for others: a reader must not learn that there is something else.
pub(super) fn empty(document: &Document, section: &Section, words: &Words) -> String {
    words.say(match (section.heading, document.kind.readers()) {
        (Heading::History, _) => "doc-empty-history",
        (_, Listener::Staff) => "doc-empty-staff",
        (_, Listener::Meeting | Listener::Family | Listener::FamilyMember(_)) => {
            "doc-empty-meeting"
        }
    })
}

/// The sections that stand there by themselves. A pupil who presents slides has none about which
/// nothing was said: the last one names those.
pub(super) fn shown(document: &Document) -> impl Iterator<Item = &Section> {
    let is_deck = document.kind == DocumentKind::Slides;
    document.sections.iter().filter(move |one| !is_deck || !one.statements.is_empty())
}

/// What nothing was said about, where that has no section of its own.
pub(super) fn unsaid(document: &Document, words: &Words) -> Option<String> {
    let is_deck = document.kind == DocumentKind::Slides;
    let empty = document.sections.iter().filter(|one| is_deck && one.statements.is_empty());
    let headings: Vec<String> = empty.map(|one| heading(one.heading, words)).collect();
    let all = headings.join(BETWEEN);
    (!headings.is_empty()).then(|| words.say_with("doc-unsaid", &[("headings", &all)]))
}

/// What was asked, where the heading does not say the same.
pub(super) fn question(below: Heading, statement: &Statement, words: &Words) -> Option<String> {
    let asked = clean_line(&words.question(statement.question.as_deref()?));
    (!asked.is_empty() && asked != heading(below, words)).then_some(asked)
}

/// Whose words they are, where they are not the pupil's own.
pub(super) fn whose(statement: &Statement, words: &Words) -> Option<String> {
    match &statement.whose {
        Whose::Pupil => None,
        Whose::QuotedFromRecording { by, at_millis: None } => {
            Some(words.say_with("doc-quoted-by-alone", &[("name", &clean_line(by))]))
        }
        Whose::QuotedFromRecording { by, at_millis: Some(at_millis) } => {
            let secs = at_millis / 1_000;
            let at = format!("{}:{:02}", secs / 60, secs % 60);
            let by = clean_line(by);
            Some(words.say_with("doc-quoted-by", &[("name", &by), ("at", &at)]))
        }
        Whose::Adult { name: Some(name) } => {
            Some(words.say_with("doc-adult-named", &[("name", &clean_line(name))]))
        }
        Whose::Adult { name: None } => Some(words.say("doc-adult")),
    }
}

pub(super) fn is_adult(statement: &Statement) -> bool {
    matches!(statement.whose, Whose::Adult { .. })
}

/// How, when and with whose help, in one line.
pub(super) fn source(source: &Source, words: &Words) -> String {
    let mut parts = vec![words.say(source.how.key()), clean_line(&source.day)];
    if source.how != super::How::Seen {
        parts.push(words.say(match source.helped {
            HelpedShown::Alone => "pages-helped-alone",
            HelpedShown::Helped => "pages-helped-helped",
            HelpedShown::Proxy => "pages-helped-proxy",
        }));
        if !source.identity_checked {
            parts.push(words.say("pages-identity-not-checked"));
        }
    }
    if let Some(witness) = source.witness.as_deref().map(clean_line).filter(|one| !one.is_empty()) {
        parts.push(words.say_with("doc-witness", &[("name", &witness)]));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(BETWEEN)
}

/// Each source of a document once, where it is told once for all: a page that is read in two
/// minutes has no room to repeat it. None where every statement tells its own.
pub(super) fn shared_sources(document: &Document, words: &Words) -> Vec<String> {
    if document.kind == DocumentKind::SectionA {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    for statement in document.statements() {
        let line = source(&statement.source, words);
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found
}

/// The source below one statement, where it is told there.
pub(super) fn own_source(
    document: &Document,
    statement: &Statement,
    words: &Words,
) -> Option<String> {
    let is_own = document.kind == DocumentKind::SectionA;
    is_own.then(|| source(&statement.source, words))
}

/// What stands for a recording or picture on paper.
pub(super) fn medium(medium: &ShownMedium, day: &str, words: &Words) -> String {
    match medium {
        ShownMedium::Recording { kind, watch_with, .. } => {
            let day = clean_line(day);
            let key = match kind {
                RecordingKind::Video => "doc-watch",
                RecordingKind::Voice => "doc-hear",
            };
            match watch_with.as_deref().map(clean_line).filter(|name| !name.is_empty()) {
                Some(name) => words.say_with(key, &[("day", &day), ("name", &name)]),
                None => words.say_with(&format!("{key}-anyone"), &[("day", &day)]),
            }
        }
        ShownMedium::Picture(_) => words.say("pages-profile-picture"),
        ShownMedium::PictureKeptBack => words.say("doc-picture-kept-back"),
    }
}

pub(super) fn face(face: u8, words: &Words) -> String {
    words.say(&format!("face-{}", face.clamp(1, 5)))
}

/// The keys over the columns of a sort.
pub(super) const COLUMNS: [&str; 3] = ["sort-good", "sort-so-so", "sort-not-good"];

pub(super) fn topic(topic: &str, words: &Words) -> String {
    let key = format!("topic-{topic}");
    if words.has(&key) { words.say(&key) } else { clean_line(topic) }
}

/// A piece as plain text.
pub(super) fn text(piece: &ShownPiece, words: &Words) -> String {
    match piece {
        ShownPiece::Words(said) => clean(said),
        ShownPiece::Symbols(symbols) => {
            let all: Vec<String> = symbols.iter().map(|symbol| clean_line(&symbol.word)).collect();
            all.join(" ")
        }
        ShownPiece::Face { face: at, .. } => face(*at, words),
        ShownPiece::Aloud => words.say("doc-aloud"),
        ShownPiece::Tip { tip, .. } => text(tip, words),
        ShownPiece::Sort { topic: of, columns } => {
            let mut lines = vec![topic(of, words)];
            for (key, cards) in COLUMNS.iter().zip(columns) {
                let cards: Vec<String> = cards.iter().map(|card| text(card, words)).collect();
                let cards = match cards.is_empty() {
                    true => words.say("pages-sort-none"),
                    false => cards.join(", "),
                };
                lines.push(format!("{}: {cards}", words.say(key)));
            }
            lines.join("\n")
        }
    }
}
