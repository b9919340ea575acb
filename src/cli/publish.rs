//! `sayso publish`

use clap::Args;
use serde_json::json;

use super::record::Seconds;
use super::{Context, Done};
use crate::acts::publish::{self, Change};
use crate::domain::{Area, EntryId, Looked, Redaction, Sentence};

#[derive(Debug, Args)]
pub struct Publish {
    entry: EntryId,
    /// I have looked: no other child can be recognised
    #[arg(long)]
    no_other_child: bool,
    /// Make a part of the picture unrecognisable: left,top,width,height in hundredths of it
    #[arg(long, value_name = "L,T,W,H")]
    hide: Vec<Area>,
    /// Show only this part of the picture
    #[arg(long, value_name = "L,T,W,H")]
    only: Option<Area>,
    /// Show one picture of a clip, at this second, for as long as the voice is heard
    #[arg(long, value_name = "SECONDS")]
    still: Option<Seconds>,
    /// Show all of it again, of which something was hidden
    #[arg(long, conflicts_with_all = ["hide", "only", "still"])]
    show_all: bool,
}

impl Publish {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("publish")?;
        let looked =
            if self.no_other_child { Looked::NoOtherChildRecognisable } else { Looked::NotYet };
        let to = Redaction {
            hidden: self.hide,
            kept: self.only,
            still_millis: self.still.map(|Seconds(seconds)| (seconds * 1_000.0) as u64),
        };
        // Without a word about it what is hidden stays hidden.
        let is_change = self.show_all || to.changes_something();
        let change = is_change.then_some(Change { from: None, to });
        publish::publish(&desk, &self.entry, looked, change.as_ref())?;
        let page = desk.home.settings.staff_share.clone().unwrap_or_default();
        let page = std::path::Path::new(&page).join("index.html");
        context.output.say(&Sentence::plain("published").with("page", page.display()));
        context.output.document(&json!({ "entry_id": self.entry, "page": page }));
        Ok(())
    }
}
