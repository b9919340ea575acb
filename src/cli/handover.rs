//! `sayso handover` and `sayso concern`

use clap::Args;
use serde_json::json;

use super::withdraw::kept;
use super::{Context, Done};
use crate::acts::{concern, handover};
use crate::domain::{EntryId, Sentence};

#[derive(Debug, Args)]
pub struct Handover {
    entry: EntryId,
    /// What was done
    #[arg(long, value_name = "T", default_value = "")]
    what: String,
    /// Where it is recorded: CPOMS, MyConcern …
    #[arg(long, value_name = "NAME")]
    recorded_in: Option<String>,
    /// Its reference there
    #[arg(long, value_name = "REFERENCE")]
    reference: Option<String>,
}

impl Handover {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("handover")?;
        let done = handover::Handover {
            what: &self.what,
            recorded_in: self.recorded_in.as_deref(),
            reference: self.reference.as_deref(),
        };
        handover::handover(&desk, &self.entry, &done).map_err(kept)?;
        context.output.say(&Sentence::plain("handed-over"));
        context.output.document(&json!({ "entry_id": self.entry }));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Concern {
    entry: EntryId,
    /// Why it worries you: read by those who keep safe
    #[arg(long, value_name = "T")]
    why: String,
}

impl Concern {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("concern")?;
        concern::concern(&desk, &self.entry, &self.why).map_err(kept)?;
        context.output.say(&Sentence::plain("concern-raised"));
        context.output.document(&json!({ "entry_id": self.entry }));
        Ok(())
    }
}
