//! `sayso symbols`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::{Context, Done};
use crate::acts::boards;
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
    /// Take in boards of another program (.obf, .obz, or a folder of pictures)
    Import {
        #[arg(value_name = "F")]
        file: PathBuf,
        /// The language of a folder's pictures
        #[arg(long, value_enum, default_value_t = Tag::En)]
        language: Tag,
    },
    /// Take boards away that were imported
    Remove { name: String },
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
                let desk = context.desk("symbols import")?;
                let brought = boards::bring(&desk.home, &file, language.language().tag())?;
                let odd: Vec<String> = brought
                    .oddities
                    .iter()
                    .map(|oddity| context.output.words().sentence(&oddity.says()))
                    .collect();
                odd.iter().for_each(|text| context.output.text(text));
                let sentence = Sentence::plain("symbols-brought")
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
                let desk = context.desk("symbols remove")?;
                boards::take_away(&desk.home, &name)?;
                context.output.say(&Sentence::plain("symbols-taken-away").with("name", &name));
                context.output.document(&json!({ "name": name }));
            }
            What::Search { word, language } => search(context, &word, language.language().tag()),
        }
        Ok(())
    }
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
