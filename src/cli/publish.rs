//! `sayso publish`

use clap::Args;
use serde_json::json;

use super::{Context, Done};
use crate::acts::publish;
use crate::domain::{EntryId, Looked, Sentence};

#[derive(Debug, Args)]
pub struct Publish {
    entry: EntryId,
    /// I have looked: no other child can be recognised
    #[arg(long)]
    no_other_child: bool,
}

impl Publish {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("publish")?;
        let looked =
            if self.no_other_child { Looked::NoOtherChildRecognisable } else { Looked::NotYet };
        publish::publish(&desk, &self.entry, looked)?;
        let page = desk.home.settings.staff_share.clone().unwrap_or_default();
        let page = std::path::Path::new(&page).join("index.html");
        context.output.say(&Sentence::plain("published").with("page", page.display()));
        context.output.document(&json!({ "entry_id": self.entry, "page": page }));
        Ok(())
    }
}
