//! `sayso open`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Context, Done};
use crate::acts::open;
use crate::domain::{EntryId, Sentence};

#[derive(Debug, Args)]
pub struct Open {
    entry: EntryId,
    /// The folder for entry.json and the media
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Open {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("open")?;
        let opened = open::open(&desk, &self.entry, &self.out)?;
        context.output.say(&Sentence::plain("opened").with("path", opened.folder.display()));
        context.output.document(&json!({
            "entry": opened.folder.join("entry.json"),
            "media": opened.media,
        }));
        Ok(())
    }
}
