//! What stands beside the open entry, and what is being written there: notes, quotes, what it is
//! about, and the answer in symbols.

use super::command::Typed;
use super::office::Job;
use super::pieces::ShownSymbol;
use super::speaking::SpeakCommand;
use super::when::When;
use super::{Doing, Review};
use crate::domain::{MediaType, Moment, NoteId, NoteKind, Tag};
use crate::store::library::{KnownNote, Reply};
use crate::symbols::Vocabulary;

/// A note or quote, as the screens show it.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownNote {
    pub note_id: NoteId,
    pub kind: NoteKind,
    pub by: String,
    pub at: When,
    pub text: String,
    /// Where in the clip it is said.
    pub at_millis: Option<u64>,
    pub is_asked: bool,
    /// What the pupil says to it, once they have.
    pub is_meant: Option<bool>,
}

/// By its id alone.
impl std::fmt::Debug for ShownNote {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} {}", self.kind, self.note_id)
    }
}

impl ShownNote {
    pub fn of(known: &KnownNote, now: Moment) -> Self {
        let note = &known.note;
        Self {
            note_id: note.note_id.clone(),
            kind: note.kind,
            by: note.by.clone(),
            at: When::of(note.at, now),
            text: note.text.clone(),
            at_millis: note.at_millis,
            is_asked: known.is_asked,
            is_meant: known.is_meant,
        }
    }
}

/// What was answered, as the screens show it.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownReply {
    pub by: Option<String>,
    pub at: When,
    pub text: String,
    pub symbols: Vec<ShownSymbol>,
    /// In which way it was said or signed.
    pub medium: Option<MediaType>,
}

impl std::fmt::Debug for ShownReply {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a reply of {} bytes", self.text.len())
    }
}

impl ShownReply {
    pub fn of(reply: &Reply, by: Option<String>, now: Moment) -> Self {
        Self {
            by: reply.by.clone().or(by),
            at: When::of(reply.at, now),
            text: reply.text.clone(),
            symbols: reply.symbols.iter().map(String::as_str).map(ShownSymbol::of).collect(),
            medium: reply.medium.as_ref().map(|said| said.medium.media_type),
        }
    }
}

/// What is being written beside the open entry.
#[derive(Debug, Default)]
pub struct Writing {
    pub text: Typed,
    /// Nothing while nobody writes.
    pub kind: Option<NoteKind>,
    /// Where the clip stood when the quote was begun.
    pub at_millis: Option<u64>,
    pub asks_pupil: bool,
    /// The answer in symbols, by their ids.
    pub symbols: Vec<String>,
    /// What symbols are looked for by.
    pub symbol_search: Typed,
    pub done: Done,
}

/// What was done about an entry, as it is being written.
#[derive(Debug, Default)]
pub struct Done {
    pub what: Typed,
    pub recorded_in: Typed,
    pub reference: Typed,
}

impl Done {
    pub fn says_something(&self) -> bool {
        ![&self.what, &self.recorded_in, &self.reference].into_iter().all(Typed::is_blank)
    }
}

impl Writing {
    /// What of the answer is there in symbols.
    pub fn shown_symbols(&self) -> Vec<ShownSymbol> {
        self.symbols.iter().map(String::as_str).map(ShownSymbol::of).collect()
    }

    /// Symbols to add: what is looked for, or else those of the words that were typed.
    pub fn offered(&self, answer: &Typed) -> Vec<(String, ShownSymbol)> {
        let vocabulary = Vocabulary::built_in();
        let ids: Vec<String> = match self.symbol_search.is_blank() {
            false => {
                let found = vocabulary.search(self.symbol_search.as_str(), "en");
                found.into_iter().map(|entry| entry.symbol_id.clone()).collect()
            }
            true => vocabulary.of_words(answer.as_str(), "en"),
        };
        let is_new = |id: &String| !self.symbols.contains(id);
        let ids = ids.into_iter().filter(is_new).take(OFFERED);
        ids.map(|id| (id.clone(), ShownSymbol::of(&id))).collect()
    }
}

/// So many symbols are offered at once.
const OFFERED: usize = 8;

/// What can be done beside the open entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BesideCommand {
    /// Begins a note or a quote; the quote at the place where the clip stands.
    Begin(NoteKind),
    Leave,
    AskPupil(bool),
    Keep,
    Strike(NoteId),
    /// Puts a tag there, or takes it away.
    Tag(Tag),
    /// Plays the clip from where a quote is.
    Hear(u64),
    AddSymbol(String),
    /// Takes the last one away.
    DropSymbol,
    /// Keeps what was done, and where that is recorded.
    HandOver,
    /// The answer in their own voice or signing.
    Speak(SpeakCommand),
}

impl Review {
    pub(super) fn command_beside(&mut self, command: BesideCommand) {
        let position = self.position_millis();
        let Some(chosen) = self.chosen() else { return };
        let Some(entry) = chosen.open().map(|open| &open.entry) else { return };
        let entry_id = chosen.entry_id.clone();
        match command {
            BesideCommand::Begin(kind) => {
                let is_worry = entry.kind.is_worry();
                let writing = &mut chosen.writing;
                writing.kind = Some(kind);
                writing.at_millis = position.filter(|_| kind == NoteKind::Quote);
                writing.asks_pupil = kind == NoteKind::Quote && !is_worry;
            }
            BesideCommand::Leave => chosen.writing.kind = None,
            BesideCommand::AskPupil(asks) => chosen.writing.asks_pupil = asks,
            BesideCommand::Keep => {
                let writing = &chosen.writing;
                let (Some(kind), false) = (writing.kind, writing.text.is_blank()) else { return };
                let job = Job::Note {
                    entry_id,
                    kind,
                    text: writing.text.clone(),
                    at_millis: writing.at_millis,
                    asks_pupil: writing.asks_pupil && kind == NoteKind::Quote,
                };
                self.decide(Doing::Noting, job);
            }
            BesideCommand::Strike(note_id) => {
                self.decide(Doing::Striking, Job::Strike(entry_id, note_id));
            }
            BesideCommand::Tag(tag) => {
                let mut tags = entry.tags.clone();
                if !tags.remove(&tag) {
                    tags.insert(tag);
                }
                self.decide(Doing::Tagging, Job::Tag(entry_id, tags));
            }
            BesideCommand::Hear(at_millis) => self.with_player(|player| {
                player.seek(at_millis * 1_000);
                player.play();
            }),
            BesideCommand::AddSymbol(symbol_id) => {
                chosen.writing.symbols.push(symbol_id);
                chosen.writing.symbol_search = Typed::default();
            }
            BesideCommand::HandOver => {
                let done = &chosen.writing.done;
                if !done.says_something() {
                    return;
                }
                let job = Job::HandOver {
                    entry_id,
                    what: done.what.clone(),
                    recorded_in: done.recorded_in.clone(),
                    reference: done.reference.clone(),
                };
                self.decide(Doing::HandingOver, job);
            }
            BesideCommand::DropSymbol => {
                chosen.writing.symbols.pop();
            }
            BesideCommand::Speak(command) => self.command_speaking(command),
        }
    }

    /// Where the open clip stands.
    fn position_millis(&mut self) -> Option<u64> {
        let open = self.chosen().and_then(|chosen| chosen.open())?;
        Some(open.player.as_ref()?.progress().position_micros / 1_000)
    }
}
