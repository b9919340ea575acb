//! How each thing that was said becomes what a document shows: symbols with their drawings, media
//! as they may be seen, and whose words they are.

use std::collections::BTreeMap;

use super::gather::Quoted;
use crate::acts::{ActError, Desk, redact};
use crate::domain::sign_off::Identity;
use crate::domain::{
    Column, EntryKind, Helped, MediaType, Moment, NoteKind, Piece, Purpose, Refusal, Said, School,
    Sort,
};
use crate::media::poster;
use crate::pages::HelpedShown;
use crate::pages::documents::{
    DocumentKind, Drawing, How, Picture, PictureKind, Played, RecordingKind, ShownMedium,
    ShownPiece, ShownSymbol, Source, Statement, Whose, size_of_picture,
};
use crate::store::LibraryEntry;
use crate::store::library::KnownNote;
use crate::symbols::{Vocabulary, cropped, drawing, interface_drawing, png};
use crate::words::Words;

/// Sharp on paper at two centimetres.
const DRAWING_PX: u32 = 192;

/// A day as people write it.
pub(super) fn day(at: Moment, words: &Words) -> String {
    let timestamp = jiff::Timestamp::from_millisecond(at.unix_millis).unwrap_or_default();
    let local = timestamp.to_zoned_datetime(jiff::tz::TimeZone::system());
    let month = words.say(&format!("doc-month-{}", local.month()));
    let (day, year) = (local.day().to_string(), local.year().to_string());
    words.say_with("doc-day", &[("day", &day), ("month", &month), ("year", &year)])
}

/// Every drawing that a document uses, once.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    by_name: BTreeMap<String, Option<usize>>,
    pub list: Vec<Drawing>,
}

impl Drawings {
    /// The drawing of that name; nothing where it is not inside the program.
    fn named(&mut self, name: &str) -> Option<usize> {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let made = drawing(name)
            .and_then(|svg| Some(Drawing { svg: cropped(svg), png: png(svg, DRAWING_PX)? }));
        let at = made.map(|made| {
            self.list.push(made);
            self.list.len() - 1
        });
        self.by_name.insert(name.to_owned(), at);
        at
    }

    /// By what the screens call it.
    pub fn of_the_screens(&mut self, name: &str) -> Option<usize> {
        self.named(interface_drawing(name)?)
    }
}

/// Turns entries into statements.
pub(super) struct Shower<'a> {
    desk: &'a Desk,
    school: &'a School,
    kind: DocumentKind,
    words: &'a Words,
    /// All that may be quoted: an earlier entry's voice is heard while it may be.
    all: &'a [Quoted],
    media: Media,
    pub drawings: Drawings,
    /// Media that could not be opened.
    pub missing: usize,
}

/// Whether a document is to be made, or only what it says is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    Opened,
    Named,
}

impl<'a> Shower<'a> {
    pub fn new(
        desk: &'a Desk,
        school: &'a School,
        kind: DocumentKind,
        words: &'a Words,
        all: &'a [Quoted],
        media: Media,
    ) -> Self {
        let drawings = Drawings::default();
        Self { desk, school, kind, words, all, media, drawings, missing: 0 }
    }

    fn name_of(&self, device: &crate::domain::DeviceId) -> Option<String> {
        let person = self.school.people.iter().find(|person| person.device_id == *device);
        person.map(|person| person.name.clone())
    }

    pub fn statement(
        &self,
        entry: &Quoted,
        question: Option<String>,
        said: Vec<ShownPiece>,
    ) -> Statement {
        let heard = entry.quotable.entry();
        let whose = match (entry.kind(), heard.sign_off.helped) {
            (EntryKind::Observation, _) => {
                Whose::Adult { name: self.name_of(&entry.library_entry.device) }
            }
            (_, Helped::Proxy) => Whose::Adult { name: None },
            (_, Helped::Alone | Helped::Helped) => Whose::Pupil,
        };
        Statement { question, said, media: Vec::new(), whose, source: self.source(entry) }
    }

    /// What adults wrote down of a recording, but what the pupil says they did not mean.
    pub fn quotes(&self, entry: &Quoted) -> Vec<Statement> {
        let asked = entry.quotable.entry().said.question.clone();
        let is_quote = |known: &&KnownNote| {
            known.note.kind == NoteKind::Quote && known.is_meant != Some(false)
        };
        let quotes = entry.library_entry.notes.iter().filter(is_quote).map(|known| {
            let said = vec![ShownPiece::Words(known.note.text.clone())];
            let mut quote = self.statement(entry, asked.clone(), said);
            let (by, at_millis) = (known.note.by.clone(), known.note.at_millis);
            quote.source.note_id = Some(known.note.note_id.clone());
            quote.whose = Whose::QuotedFromRecording { by, at_millis };
            quote
        });
        quotes.collect()
    }

    fn source(&self, entry: &Quoted) -> Source {
        let heard = entry.quotable.entry();
        Source {
            entry_id: heard.entry_id.clone(),
            note_id: None,
            day: day(heard.made_at, self.words),
            how: how(entry),
            helped: match heard.sign_off.helped {
                Helped::Alone => HelpedShown::Alone,
                Helped::Helped => HelpedShown::Helped,
                Helped::Proxy => HelpedShown::Proxy,
            },
            identity_checked: heard.sign_off.identity == Identity::Checked,
            witness: heard.sign_off.witness.clone(),
        }
    }

    /// Words and symbols that stand beside everything else.
    pub fn words_of(&mut self, said: &Said) -> Vec<ShownPiece> {
        let mut found = Vec::new();
        if !said.symbols.is_empty() {
            found.push(self.symbols(&said.symbols));
        }
        let text = said.text.as_ref().filter(|text| !text.trim().is_empty());
        found.extend(text.map(|text| ShownPiece::Words(text.clone())));
        found
    }

    fn symbols(&mut self, ids: &[String]) -> ShownPiece {
        let tag = self.words.language_tag();
        let shown = ids.iter().map(|id| match Vocabulary::built_in().get(id) {
            Some(symbol) => ShownSymbol {
                symbol_id: id.clone(),
                word: symbol.word(tag).to_owned(),
                drawing: self.drawings.named(&symbol.picture),
            },
            // Of boards that a school brought: their pictures are on tablets alone.
            None => ShownSymbol { symbol_id: id.clone(), word: id.clone(), drawing: None },
        });
        ShownPiece::Symbols(shown.collect())
    }

    pub fn piece(&mut self, piece: &Piece) -> ShownPiece {
        match piece {
            Piece::Words(words) => ShownPiece::Words(words.clone()),
            Piece::Symbols { symbols } => self.symbols(symbols),
            Piece::Face { face } => {
                let drawing = self.drawings.of_the_screens(&format!("face-{face}"));
                ShownPiece::Face { face: *face, drawing }
            }
            Piece::Earlier { .. } | Piece::Medium { .. } => ShownPiece::Aloud,
        }
    }

    pub fn sort(&mut self, sort: &Sort) -> ShownPiece {
        let columns = Column::ALL
            .map(|column| sort.column(column).iter().map(|card| self.piece(card)).collect());
        ShownPiece::Sort { topic: sort.topic.clone(), columns }
    }

    /// Whether what a piece names may still be quoted.
    pub fn is_there(&self, piece: &Piece, of: &Quoted) -> bool {
        match piece {
            Piece::Words(words) => !words.trim().is_empty(),
            Piece::Symbols { symbols } => !symbols.is_empty(),
            Piece::Face { .. } => true,
            Piece::Medium { medium } => !is_objected(of, usize::from(*medium)),
            Piece::Earlier { entry, medium } => self.all.iter().any(|earlier| {
                let is_it = &earlier.library_entry.record.entry_id == entry;
                is_it && !is_objected(earlier, usize::from(*medium))
            }),
        }
    }

    /// A medium as it may be seen; nothing where it must not be, or cannot be opened here now.
    fn bytes(&mut self, entry: &Quoted, index: usize) -> Result<Option<Vec<u8>>, ActError> {
        let LibraryEntry { record, redaction, .. } = &entry.library_entry;
        // The pupil said that it is not what they meant.
        let is_refused = entry.library_entry.is_meant() == Some(false);
        if !entry.quotable.may_show(index) || is_refused || self.media == Media::Named {
            return Ok(None);
        }
        let Some(medium) = record.media.get(index) else { return Ok(None) };
        match redact::as_shown(self.desk, &entry.library_entry, medium, redaction) {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(error) if self.desk.home.work.is_stopped() => Err(error),
            Err(error) => {
                tracing::warn!(%error, "a medium is left out of a document");
                self.missing += 1;
                Ok(None)
            }
        }
    }

    /// What was made: pictures that may be shown, and that there is one where it may not.
    pub fn pictures(&mut self, entry: &Quoted) -> Result<Vec<ShownMedium>, ActError> {
        let mut found = Vec::new();
        for (index, medium) in entry.quotable.entry().media.iter().enumerate() {
            let kind = match medium.media_type {
                MediaType::Jpeg => PictureKind::Jpeg,
                MediaType::Png => PictureKind::Png,
                MediaType::Video | MediaType::Sound => continue,
            };
            if is_objected(entry, index) {
                continue;
            }
            let bytes = self.bytes(entry, index)?;
            found.push(
                bytes
                    .and_then(|bytes| picture(kind, bytes))
                    .map_or(ShownMedium::PictureKeptBack, ShownMedium::Picture),
            );
        }
        Ok(found)
    }

    /// Recordings, named so that somebody can watch them; on slides they play.
    pub fn recordings(&mut self, entry: &Quoted) -> Result<Vec<ShownMedium>, ActError> {
        let mut found = Vec::new();
        let watch_with = self.name_of(self.desk.home.device_id());
        for (index, medium) in entry.quotable.entry().media.iter().enumerate() {
            let kind = match medium.media_type {
                MediaType::Video => RecordingKind::Video,
                MediaType::Sound => RecordingKind::Voice,
                MediaType::Jpeg | MediaType::Png => continue,
            };
            if is_objected(entry, index) {
                continue;
            }
            let played = match self.kind {
                DocumentKind::Slides => self.played(entry, index)?,
                DocumentKind::Profile | DocumentKind::SectionA | DocumentKind::Tips => None,
            };
            let watch_with = watch_with.clone();
            found.push(ShownMedium::Recording { kind, watch_with, played });
        }
        Ok(found)
    }

    fn played(&mut self, entry: &Quoted, index: usize) -> Result<Option<Played>, ActError> {
        let Some(mp4) = self.bytes(entry, index)? else { return Ok(None) };
        let is_jpeg =
            |medium: &crate::domain::review::HeardMedium| medium.media_type == MediaType::Jpeg;
        let chosen = match entry.quotable.entry().media.iter().position(is_jpeg) {
            Some(index) => self.bytes(entry, index)?,
            None => None,
        };
        let first = match chosen {
            Some(chosen) => Some(chosen),
            None => poster(&mp4, 0).ok().flatten(),
        };
        let poster = first.and_then(|bytes| picture(PictureKind::Jpeg, bytes));
        Ok(Some(Played { mp4, poster }))
    }
}

/// Whether somebody objects to that kind of medium: then it is not even named.
fn is_objected(entry: &Quoted, index: usize) -> bool {
    let is_objection = |refusal: Refusal| {
        matches!(refusal, Refusal::Objection(Purpose::Video | Purpose::Voice | Purpose::Photo))
    };
    entry.quotable.why_not(index).is_some_and(is_objection)
}

fn picture(kind: PictureKind, bytes: Vec<u8>) -> Option<Picture> {
    let (width_px, height_px) = size_of_picture(kind, &bytes)?;
    Some(Picture { kind, bytes, width_px, height_px })
}

fn how(entry: &Quoted) -> How {
    match entry.kind() {
        EntryKind::Clip => How::Video,
        EntryKind::Voice => How::Voice,
        EntryKind::Symbols => match entry.quotable.entry().said.symbols.is_empty() {
            true => How::Words,
            false => How::Symbols,
        },
        EntryKind::Sort => How::Sort,
        EntryKind::Tips => How::Tips,
        EntryKind::Page => How::Page,
        EntryKind::Survey => How::Answers,
        EntryKind::Made => How::Made,
        EntryKind::Observation => How::Seen,
        EntryKind::Worry => How::Words,
    }
}
