//! `sayso inbox`

use clap::Args;
use serde_json::json;

use super::{Context, Done};
use crate::acts::Desk;
use crate::acts::inbox::{self, InboxLine};
use crate::domain::Sentence;

#[derive(Debug, Args)]
pub struct Inbox {
    /// Only what has these words in it, or is by a pupil of that name: what came last first
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

impl Inbox {
    pub fn run(&self, context: &Context) -> Done {
        let desk = context.unlocked("inbox")?;
        let lines = match &self.search {
            Some(typed) => inbox::search(&desk, typed)?,
            None => inbox::inbox(&desk)?,
        };
        self.list(context, &desk, &lines)
    }

    fn list(&self, context: &Context, desk: &Desk, lines: &[InboxLine]) -> Done {
        let school = desk.school()?;
        if lines.is_empty() {
            let key = if self.search.is_some() { "search-empty" } else { "inbox-empty" };
            context.output.say(&Sentence::plain(key));
        }
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines {
            let pupil = line.pupil_id.as_ref().and_then(|pupil_id| school.pupil(pupil_id));
            let state = json!(line.state);
            context.output.text(&format!(
                "{}  {}  {}  {}{}  {}",
                line.entry_id,
                line.made_at,
                line.kind,
                state.as_str().unwrap_or_default(),
                match (line.urgent, line.concern) {
                    (true, _) => "  URGENT",
                    (false, true) => "  CONCERN",
                    (false, false) => "",
                },
                pupil.map(|pupil| pupil.full_name()).unwrap_or_default(),
            ));
            rows.push(json!({
                "entry_id": line.entry_id,
                "pupil_id": line.pupil_id,
                "kind": line.kind,
                "made_at": line.made_at.to_string(),
                "state": state,
                "urgent": line.urgent,
                "concern": line.concern,
                "audience": line.audience,
                "helped": line.helped,
                "identity_checked": line.identity_checked,
            }));
        }
        context.output.document(&json!(rows));
        Ok(())
    }
}
