//! `sayso sync` and `sayso status`

use clap::Args;
use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::{status, sync};
use crate::domain::{Says, Sentence};

#[derive(Debug, Args)]
pub struct Sync {
    /// Once, then end; windows sync by themselves
    #[arg(long)]
    once: bool,
}

impl Sync {
    pub fn run(self, context: &Context) -> Done {
        let _ = self.once;
        let mut desk = context.desk("sync")?;
        context.unlock_if_given(&mut desk)?;
        let report = sync::sync(&desk)?;
        let sentence = Sentence::plain("synced")
            .with("sent", report.sent)
            .with("received", report.received)
            .with("pending", report.pending);
        context.output.say(&sentence);
        context.output.document(&json!({
            "sent": report.sent,
            "received": report.received,
            "pending": report.pending,
            "bytes_sent": report.bytes_sent,
            "share_state": report.share_state.as_str(),
        }));
        if let Some(trouble) = &report.pages_trouble {
            context.output.complain(&trouble.says());
        }
        match report.trouble {
            None if report.pages_trouble.is_some() => Err(CliError::Findings),
            None => Ok(()),
            Some(trouble) => Err(CliError::Said(trouble.says())),
        }
    }
}

pub fn status(context: &Context) -> Done {
    let desk = context.desk_to_look()?;
    let status = status::status(&desk)?;
    let words = context.output.words();
    context.output.say(&status.says);
    for alarm in &status.alarms {
        context.output.complain(alarm);
    }
    let alarms: Vec<_> = status
        .alarms
        .iter()
        .map(|alarm| {
            json!({
                "says": words.sentence(alarm),
                "do": words.what_to_do(alarm).unwrap_or_default(),
            })
        })
        .collect();
    context.output.document(&json!({
        "pending": status.pending,
        "oldest_pending_at": status.oldest_pending_at.map(|at| at.to_string()),
        "last_success_at": status.last_success_at.map(|at| at.to_string()),
        "share_state": status.share_state.as_str(),
        "says": words.sentence(&status.says),
        "do": words.what_to_do(&status.says).unwrap_or_default(),
        "alarms": alarms,
    }));
    Ok(())
}
