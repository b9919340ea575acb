//! `sayso erase`, `sayso retention` and `sayso audit`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{CliError, Context, Done, secrets};
use crate::acts::retention::{self, Keeping, Over};
use crate::acts::{Desk, audit, erase};
use crate::domain::{EntryId, EntryKind, PupilId, Sentence};

#[derive(Debug, Args)]
pub struct Erase {
    /// Everything of this pupil, everywhere; it cannot be undone
    #[arg(long, value_name = "ID")]
    pupil: PupilId,
}

impl Erase {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("erase")?;
        let name = desk.school()?.pupil(&self.pupil).map(|pupil| pupil.full_name());
        if let Some(name) = name.as_ref().filter(|_| secrets::is_terminal()) {
            let question = context.output.words().say_with("ask-erase", &[("name", name)]);
            if secrets::ask(&question)? != *name {
                return Err(CliError::Said(Sentence::plain("erase-not-confirmed")));
            }
        }
        let entries = erase::erase(&desk, &self.pupil)?;
        let sentence = Sentence::plain("erased").with("count", entries);
        context.output.say(&sentence.with("name", name.unwrap_or_default()));
        context.output.document(&json!({ "pupil_id": self.pupil, "entries": entries }));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Retention {
    #[command(subcommand)]
    verb: RetentionVerb,
}

#[derive(Debug, Subcommand)]
enum RetentionVerb {
    /// Destroy what has been kept long enough: first with --dry-run, then without
    Run {
        /// Only list it
        #[arg(long)]
        dry_run: bool,
    },
    /// How many months a kind of entry is kept
    Set {
        #[arg(long)]
        kind: EntryKind,
        /// 0 for as long as nobody withdraws it
        #[arg(long, value_name = "N")]
        months: u16,
    },
    /// How long everything is kept
    Show,
}

impl Retention {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("retention")?;
        match self.verb {
            RetentionVerb::Run { dry_run: true } => {
                let over = retention::dry_run(&desk)?;
                list(context, &desk, &over, "retention-would")
            }
            RetentionVerb::Run { dry_run: false } => {
                let over = retention::run(&desk)?;
                list(context, &desk, &over, "retention-done")
            }
            RetentionVerb::Set { kind, months } => {
                retention::set(&desk, kind, months)?;
                show(context, &desk)
            }
            RetentionVerb::Show => show(context, &desk),
        }
    }
}

fn list(context: &Context, desk: &Desk, over: &[Over], sentence: &'static str) -> Done {
    let school = desk.school()?;
    let count = |keeping| over.iter().filter(|over: &&Over| over.keeping == keeping).count();
    let rows: Vec<Value> = over
        .iter()
        .map(|over| {
            let pupil = over.pupil_id.as_ref().and_then(|pupil_id| school.pupil(pupil_id));
            context.output.text(&format!(
                "{}  {}  {}  {}  {}",
                over.entry_id,
                over.received_at,
                over.kind,
                over.keeping.as_str(),
                pupil.map(|pupil| school.called(pupil)).unwrap_or_default(),
            ));
            json!({
                "entry_id": over.entry_id,
                "pupil_id": over.pupil_id,
                "kind": over.kind,
                "received_at": over.received_at.to_string(),
                "keeping": over.keeping.as_str(),
            })
        })
        .collect();
    let (goes, held, unopened) =
        (count(Keeping::Goes), count(Keeping::Held), count(Keeping::Unopened));
    context.output.say(
        &Sentence::plain(sentence).with("goes", goes).with("held", held).with("unopened", unopened),
    );
    context.output.document(&json!({
        "goes": goes,
        "held": held,
        "unopened": unopened,
        "entries": rows,
    }));
    Ok(())
}

fn show(context: &Context, desk: &Desk) -> Done {
    let retention = desk.school()?.retention;
    let mut kinds = serde_json::Map::new();
    for kind in EntryKind::ALL {
        let months = retention.months(kind);
        let sentence = match months {
            Some(months) => Sentence::plain("retention-months").with("months", months),
            None => Sentence::plain("retention-for-ever"),
        };
        context.output.say(&sentence.with("kind", kind));
        kinds.insert(kind.as_str().to_owned(), json!(months));
    }
    context.output.document(&Value::Object(kinds));
    Ok(())
}

#[derive(Debug, Args)]
pub struct Audit {
    /// Only what was done about this entry
    #[arg(long, value_name = "ID")]
    entry: Option<EntryId>,
    /// Only what was done about this pupil's entries
    #[arg(long, value_name = "ID")]
    pupil: Option<PupilId>,
}

impl Audit {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("audit")?;
        let lines = audit::audit(&desk, self.entry.as_ref(), self.pupil.as_ref())?;
        let who = |line: &audit::AuditLine| {
            line.who.clone().unwrap_or_else(|| line.device_id.to_string())
        };
        let widest = lines.iter().map(|line| who(line).chars().count()).max().unwrap_or(0);
        let mut rows = Vec::with_capacity(lines.len());
        for line in &lines {
            let mark = if line.clock_was_ahead { "!" } else { " " };
            let text = format!(
                "{}{mark} {:widest$}  {:15}  {}  {}  {}  {} {}",
                line.at,
                who(line),
                line.did,
                line.entry_id.as_ref().map(EntryId::as_str).unwrap_or_default(),
                line.whom.as_deref().unwrap_or_default(),
                line.reason.as_deref().unwrap_or_default(),
                line.recorded_in.as_deref().unwrap_or_default(),
                line.reference.as_deref().unwrap_or_default(),
            );
            context.output.text(text.trim_end());
            rows.push(json!({
                "at": line.at.to_string(),
                "clock_was_ahead": line.clock_was_ahead,
                "device_id": line.device_id,
                "who": line.who,
                "did": line.did,
                "entry_id": line.entry_id,
                "pupil_id": line.pupil_id,
                "reason": line.reason,
                "whom": line.whom,
                "recorded_in": line.recorded_in,
                "reference": line.reference,
            }));
        }
        if lines.is_empty() {
            context.output.say(&Sentence::plain("audit-empty"));
        }
        context.output.document(&json!(rows));
        Ok(())
    }
}
