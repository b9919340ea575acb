//! `sayso note`, `sayso tag` and `sayso told`: what adults write beside an entry, or down.

use clap::Args;
use serde_json::json;

use super::withdraw::kept;
use super::{Context, Done};
use crate::acts::beside::{self, NewNote};
use crate::acts::told::{self, Heard, Told as WrittenDown};
use crate::domain::{EntryId, NoteId, NoteKind, PupilId, Sentence, Tag};

#[derive(Debug, Args)]
pub struct Note {
    entry: EntryId,
    /// What stands beside the entry
    #[arg(long, value_name = "T", required_unless_present = "strike")]
    text: Option<String>,
    /// It is what the pupil said, not what the adult says of it
    #[arg(long)]
    quote: bool,
    /// Where in the clip it is said, in seconds
    #[arg(long, value_name = "SECONDS", requires = "quote")]
    at: Option<f64>,
    /// Ask the pupil on the tablet: "Is this what you meant?"
    #[arg(long, requires = "quote")]
    ask: bool,
    /// Strike out an earlier note
    #[arg(long, value_name = "NOTE", conflicts_with_all = ["text", "quote", "at", "ask"])]
    strike: Option<NoteId>,
}

impl Note {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("note")?;
        if let Some(note_id) = &self.strike {
            beside::strike(&desk, &self.entry, note_id).map_err(kept)?;
            context.output.say(&Sentence::plain("note-struck"));
            context.output.document(&json!({ "entry_id": self.entry, "note_id": note_id }));
            return Ok(());
        }
        let new = NewNote {
            kind: if self.quote { NoteKind::Quote } else { NoteKind::Note },
            text: self.text.as_deref().unwrap_or_default(),
            at_millis: self.at.filter(|at| *at >= 0.0).map(|at| (at * 1_000.0) as u64),
            asks_pupil: self.ask,
        };
        let noted = beside::note(&desk, &self.entry, &new).map_err(kept)?;
        let key = match (self.ask, noted.is_asked) {
            (true, true) => "note-kept-asked",
            (true, false) => "note-kept-not-asked",
            (false, _) => "note-kept",
        };
        context.output.say(&Sentence::plain(key));
        context.output.document(&json!({
            "entry_id": self.entry,
            "note_id": noted.note_id,
            "is_asked": noted.is_asked,
        }));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct TagVerb {
    entry: EntryId,
    /// What it is about: learning, communication, feelings, health, care, friends, family, travel,
    /// independence, future; none for nothing
    #[arg(value_delimiter = ',')]
    tags: Vec<Tag>,
}

impl TagVerb {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("tag")?;
        let tags = self.tags.into_iter().collect();
        beside::tag(&desk, &self.entry, &tags).map_err(kept)?;
        context.output.say(&Sentence::plain("tagged"));
        context.output.document(&json!({ "entry_id": self.entry, "tags": tags }));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Told {
    #[arg(long, value_name = "ID")]
    pupil: PupilId,
    /// What the pupil said to you, word for word
    #[arg(long, value_name = "T")]
    text: String,
    /// It is what you saw, not what the pupil said
    #[arg(long)]
    seen: bool,
    /// Ask the pupil on the tablets whether it is right
    #[arg(long)]
    ask: bool,
}

impl Told {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("told")?;
        let written = WrittenDown {
            pupil_id: &self.pupil,
            heard: if self.seen { Heard::Seen } else { Heard::Said },
            text: &self.text,
            asks_pupil: self.ask,
        };
        let entry_id = told::write_down(&desk, &written).map_err(kept)?;
        context.output.say(&Sentence::plain("written-down"));
        context.output.document(&json!({ "entry_id": entry_id }));
        Ok(())
    }
}
