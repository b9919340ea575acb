//! `sayso prompts`: sentences of the pupils' screens in a familiar voice, or signed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Context, Done};
use crate::acts::prompts;
use crate::domain::{Sentence, Spoken};

#[derive(Debug, Args)]
pub struct Prompts {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The sentences by key, with what was recorded of each
    List {
        /// Only those of which something was recorded
        #[arg(long)]
        recorded: bool,
    },
    /// Have a sentence heard, or seen signed, on every tablet
    Add {
        key: String,
        /// A sound (WAV, M4A) or a video (MP4, MOV)
        #[arg(long, value_name = "F")]
        media: PathBuf,
        /// The language: en, cy, pl, bsl …
        #[arg(long, value_name = "LANGUAGE", default_value = "en")]
        spoken: Spoken,
    },
    /// Take a recording away from every tablet
    Remove {
        key: String,
        #[arg(long, value_name = "LANGUAGE", default_value = "en")]
        spoken: Spoken,
    },
}

impl Prompts {
    pub fn run(self, context: &Context) -> Done {
        match self.what {
            What::List { recorded } => {
                let desk = context.unlocked("prompts list")?;
                list(context, prompts::all(&desk)?, recorded);
            }
            What::Add { key, media, spoken } => {
                let desk = context.unlocked("prompts add")?;
                let is_video = prompts::add(&desk, &key, &media, spoken)?;
                let sentence = Sentence::plain("prompt-added").with("key", &key);
                context.output.say(&sentence.with("spoken", spoken));
                let document = json!({ "key": key, "spoken": spoken, "video": is_video });
                context.output.document(&document);
            }
            What::Remove { key, spoken } => {
                let desk = context.unlocked("prompts remove")?;
                prompts::remove(&desk, &key, spoken)?;
                let sentence = Sentence::plain("prompt-removed").with("key", &key);
                context.output.say(&sentence.with("spoken", spoken));
                context.output.document(&json!({ "key": key, "spoken": spoken }));
            }
        }
        Ok(())
    }
}

fn list(context: &Context, all: Vec<prompts::Prompt>, only_recorded: bool) {
    let shown = all.into_iter().filter(|one| !only_recorded || !one.recorded.is_empty());
    let rows: Vec<_> = shown
        .map(|one| {
            let recorded: Vec<&str> = one.recorded.iter().map(|one| one.spoken.tag()).collect();
            context.output.text(&format!("{}  [{}]  {}", one.key, recorded.join(" "), one.text));
            let recorded = one.recorded.iter();
            let recorded: Vec<_> = recorded
                .map(|one| json!({ "spoken": one.spoken, "video": one.is_video }))
                .collect();
            json!({ "key": one.key, "text": one.text, "recorded": recorded })
        })
        .collect();
    context.output.document(&json!(rows));
}
