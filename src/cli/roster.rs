//! `sayso roster`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Context, Done};
use crate::acts::{roster, sync};
use crate::domain::Sentence;

#[derive(Debug, Args)]
pub struct Roster {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read a class list as the school's system exports it (CSV)
    Import { file: PathBuf },
    /// Every pupil: first names on a tablet
    List,
}

impl Roster {
    pub fn run(self, context: &Context) -> Done {
        match self.what {
            What::Import { file } => import(context, &file),
            What::List => list(context),
        }
    }
}

fn import(context: &Context, file: &std::path::Path) -> Done {
    let bytes = context.machine.fs.read(file, roster::ROSTER_LIMIT_BYTES)?;
    let desk = context.unlocked("roster import")?;
    sync::sync(&desk)?;
    let imported = roster::import(&desk, &bytes)?;
    sync::send_now(&desk)?;
    let sentence = Sentence::plain("roster-imported")
        .with("added", imported.added)
        .with("updated", imported.updated)
        .with("left", imported.not_listed);
    context.output.say(&sentence);
    for wrong in &imported.wrong {
        context
            .output
            .complain(&Sentence::plain(wrong.problem.sentence_key()).with("line", wrong.line));
    }
    let wrong: Vec<_> = imported
        .wrong
        .iter()
        .map(|wrong| {
            let says = Sentence::plain(wrong.problem.sentence_key()).with("line", wrong.line);
            json!({ "line": wrong.line, "says": context.output.words().sentence(&says) })
        })
        .collect();
    context.output.document(&json!({
        "added": imported.added,
        "updated": imported.updated,
        "not_listed": imported.not_listed,
        "wrong": wrong,
    }));
    Ok(())
}

fn list(context: &Context) -> Done {
    let mut desk = context.desk_to_look()?;
    if !desk.home.is_tablet() {
        // Looking never counts wrong passphrases, so staff look as whoever writes.
        drop(desk);
        desk = context.unlocked("roster list")?;
    }
    let school = desk.school()?;
    let mut rows = Vec::new();
    for class in school.classes() {
        for pupil in class.pupils {
            let name =
                if desk.home.is_tablet() { pupil.first_name.clone() } else { pupil.full_name() };
            context.output.text(&format!("{}  {}  {name}", pupil.pupil_id, class.name));
            rows.push(json!({ "pupil_id": pupil.pupil_id, "name": name, "class": class.name }));
        }
    }
    if rows.is_empty() {
        context.output.say(&Sentence::plain("roster-empty"));
    }
    context.output.document(&json!(rows));
    Ok(())
}
