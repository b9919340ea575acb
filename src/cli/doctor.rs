//! `sayso doctor`

use clap::Args;
use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::ActError;
use crate::acts::{doctor, pages_check};
use crate::domain::Sentence;
use crate::store::{StoreError, alarms};

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum As {
    Pupil,
}

#[derive(Debug, Args)]
pub struct Doctor {
    /// Run in a pupil's login: passes only if staff pages and worries cannot be read
    #[arg(long = "as", value_name = "WHO")]
    seen_as: Option<As>,
    /// The alarms were looked into: they are told again only if it happens again
    #[arg(long, conflicts_with = "seen_as")]
    seen: bool,
    /// The code of a pupil's login that passed: from now on entries may be published
    #[arg(long, value_name = "CODE", conflicts_with_all = ["seen_as", "seen"])]
    passed: Option<String>,
}

impl Doctor {
    pub fn run(self, context: &Context) -> Done {
        if let Some(code) = &self.passed {
            pages_check::note_passed(&context.unlocked("doctor")?, code)?;
            context.output.say(&Sentence::plain("doctor-noted"));
            context.output.document(&json!({ "passed": true }));
            return Ok(());
        }
        if self.seen {
            alarms::put_away(&context.desk("doctor")?.home)?;
        }
        let checks = match context.desk_to_look() {
            Ok(desk) => match self.seen_as {
                Some(As::Pupil) => doctor::as_pupil(&desk),
                None => doctor::doctor(&desk)?,
            },
            Err(CliError::Act(ActError::Store(StoreError::NoHome { .. }))) => {
                doctor::without_home()
            }
            Err(error) => return Err(error),
        };
        let words = context.output.words();
        let mut rows = Vec::new();
        for check in &checks {
            let says = words.sentence(&check.says);
            let to_do = words.what_to_do(&check.says).unwrap_or_default();
            let mark = if check.ok { "+" } else { "!" };
            context.output.text(format!("{mark} {says} {to_do}").trim_end());
            rows.push(json!({ "check": check.check, "ok": check.ok, "says": says, "do": to_do }));
        }
        context.output.document(&json!(rows));
        if checks.iter().all(|check| check.ok) { Ok(()) } else { Err(CliError::Findings) }
    }
}
