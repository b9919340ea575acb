//! A pupil's documents for a meeting, written where the person wants them.

use std::path::Path;

use super::command::Typed;
use super::office::Job;
use super::told::Named;
use super::when::When;
use super::{Doing, Review};
pub use crate::acts::documents::check::Check;
use crate::acts::documents::check::{self, Checking};
use crate::acts::documents::{self, DocumentKind, Format, default_folder, file_name};
use crate::acts::{ActError, Desk, sync};
use crate::domain::{
    DocumentLine, Flag, Language, LineShows, Moment, Piece, PupilId, School, Sentence,
};
use crate::symbols::Vocabulary;
use crate::words::Words;

/// Which document is to be written, and where.
#[derive(Debug, Clone)]
pub struct Writable {
    pub pupil: Named,
    pub kind: DocumentKind,
    pub format: Format,
    pub language: Language,
    pub folder: Typed,
    /// What the pupil says to it, once that is known.
    pub checking: Option<Checked>,
}

/// What a pupil says to a document, as it stands now.
#[derive(Debug, Clone)]
pub struct Checked {
    pub pupil_id: PupilId,
    pub kind: DocumentKind,
    pub check: Check,
    /// When they were asked or answered.
    pub at: Option<When>,
    /// The lines that they did not mean, in words.
    pub not_meant: Vec<String>,
    /// What of the year the pupil chose for others than its readers.
    pub for_others: usize,
}

/// A document that a pupil said no to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub pupil: Named,
    pub kind: DocumentKind,
    pub at: When,
}

/// Every document that a pupil said no to and was not asked about again.
pub(super) fn refused(desk: &Desk, school: &School, now: Moment) -> Result<Vec<Refused>, ActError> {
    let named = |(pupil_id, kind, at)| {
        let pupil = Named::of(school.pupil(&pupil_id)?);
        Some(Refused { pupil, kind, at: When::of(at, now) })
    };
    Ok(check::refused(desk)?.into_iter().filter_map(named).collect())
}

/// How one document stands.
pub(super) fn checked(
    desk: &Desk,
    (pupil_id, kind): &(PupilId, DocumentKind),
) -> Result<Checked, ActError> {
    let words = Words::new(Language::English);
    let Checking { check, not_meant, for_others, .. } = check::stands(desk, pupil_id, *kind)?;
    let at = match check {
        Check::Asked(at) | Check::Yes(at) | Check::No(at) => Some(When::of(at, desk.now())),
        Check::NotAsked | Check::Changed => None,
    };
    let not_meant = not_meant.iter().map(|line| in_words(line, &words)).collect();
    Ok(Checked { pupil_id: pupil_id.clone(), kind: *kind, check, at, not_meant, for_others })
}

/// A line of a document as a line of text.
fn in_words(line: &DocumentLine, words: &Words) -> String {
    let tag = words.language_tag();
    let piece = |piece: &Piece| match piece {
        Piece::Words(text) => text.clone(),
        Piece::Symbols { symbols } => Vocabulary::built_in().sentence(symbols, tag),
        Piece::Face { face } => words.say(&format!("face-{face}")),
        Piece::Earlier { .. } | Piece::Medium { .. } => words.say("staff-said-aloud"),
    };
    let mut said: Vec<String> = line.said.iter().map(piece).collect();
    said.extend(line.shows.iter().map(|shows| {
        words.say(match shows {
            LineShows::Video => "staff-shows-video",
            LineShows::Voice => "staff-shows-voice",
            LineShows::Picture => "staff-shows-picture",
        })
    }));
    format!("{}: {}", words.say(&line.heading), said.join(", "))
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
            checking: None,
        }
    }

    fn of(&self) -> (PupilId, DocumentKind) {
        (self.pupil.pupil_id.clone(), self.kind)
    }

    /// Takes over how it stands, unless another one is on the screen by now.
    pub(super) fn take_checked(&mut self, checked: Option<Checked>) {
        let is_it = |one: &Checked| (&one.pupil_id, one.kind) == (&self.pupil.pupil_id, self.kind);
        if let Some(checked) = checked.filter(is_it) {
            self.checking = Some(checked);
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
    /// "Is this what you meant?", on the tablets.
    AskPupil,
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
    let key = match exported.checking.check {
        _ if told.trouble.is_some() => "staff-exported-share-away",
        _ if exported.missing > 0 => "staff-exported-missing",
        Check::Yes(_) => "staff-exported-checked",
        Check::No(_) => "staff-exported-refused",
        Check::NotAsked | Check::Changed | Check::Asked(_) => "staff-exported-unchecked",
    };
    Ok(Sentence::plain(key).with("path", path.display()).with("count", exported.missing))
}

impl Review {
    pub(super) fn command_document(&mut self, command: DocumentCommand) {
        let Some(unlocked) = self.unlocked() else { return };
        if command == DocumentCommand::Open {
            let pupil = unlocked.year.as_ref().map(|year| year.pupil.clone());
            unlocked.writable = pupil.map(Writable::new);
            return self.look_at_document();
        }
        let Some(writable) = &mut unlocked.writable else { return };
        match command {
            DocumentCommand::Open => {}
            DocumentCommand::Leave => {
                unlocked.writable = None;
                self.look_at_document();
            }
            DocumentCommand::Kind(kind) => {
                writable.kind = kind;
                writable.checking = None;
                if !writable.format.fits(kind) {
                    writable.format = Format::Html;
                }
                self.look_at_document();
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
            DocumentCommand::AskPupil => {
                let job = Job::AskDocument(writable.of());
                self.decide(Doing::AskingDocument, job);
            }
        }
    }

    /// Has the desk tell how the document on the screen stands, from now on.
    fn look_at_document(&mut self) {
        let Some(unlocked) = self.unlocked() else { return };
        let of = unlocked.writable.as_ref().map(Writable::of);
        self.ask(Job::LookAtDocument(of));
    }
}
