//! `sayso withdraw`, `sayso reply` and `sayso hold`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::withdraw::{self, Withdrawn};
use crate::acts::{ActError, answer, hold, record};
use crate::domain::{EntryId, Sentence};
use crate::store::HomeKind;

#[derive(Debug, Args)]
pub struct Withdraw {
    entry: EntryId,
    /// Why; kept in the receipt
    #[arg(long, value_name = "R")]
    reason: String,
}

impl Withdraw {
    pub fn run(self, context: &Context) -> Done {
        if self.reason.trim().is_empty() {
            return Err(super::CliError::Usage(Sentence::plain("withdraw-reason-empty")));
        }
        let settings = crate::store::home::read_settings(&*context.machine.fs, &context.home)?;
        let desk = match settings.kind {
            HomeKind::Tablet => context.desk("withdraw")?,
            HomeKind::Staff => context.unlocked("withdraw")?,
        };
        let withdrawn = withdraw::withdraw(&desk, &self.entry, &self.reason)?;
        let key = match withdrawn {
            Withdrawn::TakenBack => "taken-back",
            Withdrawn::Everywhere => "withdrawn",
            Withdrawn::ButForPages => "withdrawn-but-pages",
        };
        context.output.say(&Sentence::plain(key).with("entry", &self.entry));
        context.output.document(&json!({ "entry_id": self.entry }));
        Ok(())
    }
}

/// What is decided and sealed goes by itself later.
pub fn kept(error: ActError) -> CliError {
    match error {
        ActError::ShareLater { .. } => CliError::Said(Sentence::plain("kept-until-sync")),
        error => CliError::Act(error),
    }
}

#[derive(Debug, Args)]
pub struct Reply {
    entry: EntryId,
    /// What the pupil gets back
    #[arg(long, value_name = "T", default_value = "",
          required_unless_present_any = ["symbols", "media"])]
    text: String,
    /// The same in symbols, by their ids
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    symbols: Vec<String>,
    /// The same said or signed: sound or video of at most five minutes
    #[arg(long, value_name = "F")]
    media: Option<PathBuf>,
}

impl Reply {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("reply")?;
        let bring = |path: &PathBuf| record::bring(&*context.machine.fs, path);
        let medium = self.media.as_ref().map(bring).transpose()?;
        let said =
            answer::Answering { text: &self.text, symbols: &self.symbols, medium: medium.as_ref() };
        answer::reply(&desk, &self.entry, &said).map_err(kept)?;
        context.output.say(&Sentence::plain("replied"));
        context.output.document(&json!({ "entry_id": self.entry }));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Hold {
    entry: EntryId,
}

impl Hold {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("hold")?;
        hold::hold(&desk, &self.entry).map_err(kept)?;
        context.output.say(&Sentence::plain("held"));
        context.output.document(&json!({ "entry_id": self.entry }));
        Ok(())
    }
}
