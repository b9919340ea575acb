//! `sayso demo`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Context, Done};
use crate::domain::Sentence;
use crate::sample;

#[derive(Debug, Args)]
pub struct Demo {
    /// Where to make it
    #[arg(long, value_name = "DIR", default_value = "sayso-demo")]
    dir: PathBuf,
    /// Do not open a window
    #[arg(long)]
    no_window: bool,
    /// So many entries that nobody has decided about, pushed
    #[arg(long, value_name = "N", default_value_t = 0)]
    entries: u32,
}

impl Demo {
    pub fn run(self, context: &Context) -> Done {
        let made = sample::make(&context.machine, &self.dir, self.entries)?;
        let key = if made.was_there { "demo-there" } else { "demo-made" };
        let folders = &made.folders;
        context.output.say(
            &Sentence::plain(key)
                .with("dir", folders.root.display())
                .with("tablet", folders.tablet.display())
                .with("senco", folders.senco.display())
                .with("passphrase", folders.passphrase.display()),
        );
        context.output.document(&json!({
            "dir": folders.root,
            "tablet": folders.tablet,
            "senco": folders.senco,
            "share": folders.share,
            "staff": folders.staff,
            "passphrase_file": folders.passphrase,
            "entries": made.entries,
        }));
        #[cfg(feature = "gui")]
        if !self.no_window {
            return super::faces::open_sample(context, folders);
        }
        Ok(())
    }
}
