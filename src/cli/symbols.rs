//! `sayso symbols`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::{Context, Done};
use crate::acts::boards;
use crate::acts::words::{self, NewWord};
use crate::domain::{Says, Sentence};
use crate::words::{Language, Words};

#[derive(Debug, Args)]
pub struct Symbols {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the vocabulary as boards for other programs (Open Board Format)
    Export {
        #[arg(value_name = "F.obz")]
        file: PathBuf,
        #[arg(long, value_enum, default_value_t = Tag::En)]
        language: Tag,
        /// Buttons across
        #[arg(long, default_value_t = 5)]
        columns: usize,
        /// Buttons down
        #[arg(long, default_value_t = 4)]
        rows: usize,
    },
    /// Take in boards of another program (.obf, .obz, or a folder of pictures): on a tablet for
    /// itself, on a staff computer for every tablet
    Import {
        #[arg(value_name = "F")]
        file: PathBuf,
        /// The language of a folder's pictures
        #[arg(long, value_enum, default_value_t = Tag::En)]
        language: Tag,
    },
    /// Take boards away that were imported
    Remove { name: String },
    /// A word of your own with a photo, on every tablet. No photo of a pupil who may not be shown
    Word {
        word: String,
        /// A JPEG; its middle is shown
        #[arg(long, value_name = "F", required_unless_present = "remove")]
        photo: Option<PathBuf>,
        /// The board that it stands on: people, places, food …
        #[arg(long, default_value = "people")]
        topic: String,
        /// The word in Welsh
        #[arg(long, value_name = "W")]
        welsh: Option<String>,
        /// Take the word away again
        #[arg(long, conflicts_with_all = ["photo", "topic", "welsh"])]
        remove: bool,
    },
    /// Boards and words that staff gave to every tablet
    Own,
    /// Symbols whose word begins so
    Search {
        word: String,
        #[arg(long, value_enum, default_value_t = Tag::En)]
        language: Tag,
    },
}

/// A language of the vocabulary.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Tag {
    En,
    Cy,
}

impl Tag {
    pub fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Cy => Language::Welsh,
        }
    }
}

impl Symbols {
    pub fn run(self, context: &Context) -> Done {
        match self.what {
            What::Export { file, language, columns, rows } => {
                let words = Words::new(language.language());
                let fs = &*context.machine.fs;
                let exported = boards::export(fs, &file, &words, columns, rows)?;
                let sentence = Sentence::plain("symbols-exported")
                    .with("symbols", exported.symbols)
                    .with("boards", exported.boards);
                context.output.say(&sentence);
                context.output.document(&json!({
                    "symbols": exported.symbols,
                    "boards": exported.boards,
                    "size_bytes": exported.size_bytes,
                }));
            }
            What::Import { file, language } => {
                let desk = context.own_desk("symbols import")?;
                let brought = boards::bring(&desk, &file, language.language().tag())?;
                let odd: Vec<String> = brought
                    .oddities
                    .iter()
                    .map(|oddity| context.output.words().sentence(&oddity.says()))
                    .collect();
                odd.iter().for_each(|text| context.output.text(text));
                let key = match desk.home.is_tablet() {
                    true => "symbols-brought",
                    false => "symbols-given",
                };
                let sentence = Sentence::plain(key)
                    .with("symbols", brought.symbols)
                    .with("boards", brought.boards)
                    .with("name", &brought.name);
                context.output.say(&sentence);
                context.output.document(&json!({
                    "name": brought.name,
                    "boards": brought.boards,
                    "symbols": brought.symbols,
                    "oddities": odd,
                }));
            }
            What::Remove { name } => {
                let desk = context.own_desk("symbols remove")?;
                boards::take_away(&desk, &name)?;
                context.output.say(&Sentence::plain("symbols-taken-away").with("name", &name));
                context.output.document(&json!({ "name": name }));
            }
            What::Word { word, remove: true, .. } => {
                let desk = context.unlocked("symbols word")?;
                words::remove(&desk, &word)?;
                context.output.say(&Sentence::plain("word-removed").with("word", &word));
                context.output.document(&json!({ "word": word }));
            }
            What::Word { word, photo, topic, welsh, remove: false } => {
                let desk = context.unlocked("symbols word")?;
                let photo = photo.unwrap_or_default();
                let new =
                    NewWord { word: &word, welsh: welsh.as_deref(), photo: &photo, topic: &topic };
                let word = words::add(&desk, &new)?;
                context.output.say(&Sentence::plain("word-added").with("word", &word));
                context.output.document(&json!({ "word": word, "topic": topic }));
            }
            What::Own => own(context)?,
            What::Search { word, language } => search(context, &word, language.language().tag()),
        }
        Ok(())
    }
}

fn own(context: &Context) -> Done {
    let desk = context.unlocked("symbols own")?;
    let given = words::all(&desk)?;
    given.boards.iter().chain(&given.words).for_each(|name| context.output.text(name));
    if given.boards.is_empty() && given.words.is_empty() {
        context.output.say(&Sentence::plain("own-nothing"));
    }
    context.output.document(&json!({ "boards": given.boards, "words": given.words }));
    Ok(())
}

fn search(context: &Context, begins: &str, language_tag: &str) {
    let found = boards::search(begins, language_tag);
    if found.is_empty() {
        context.output.say(&Sentence::plain("symbols-none-found").with("word", begins));
    }
    let mut rows = Vec::new();
    for symbol in found {
        context.output.text(&format!("{}  {}  {}", symbol.symbol_id, symbol.topic, symbol.word));
        rows.push(json!({
            "symbol_id": symbol.symbol_id,
            "word": symbol.word,
            "topic": symbol.topic,
        }));
    }
    context.output.document(&json!(rows));
}
