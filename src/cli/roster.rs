//! `sayso roster`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{CliError, Context, Done};
use crate::acts::roster::{self, Column, Imported, Mapping, Preview, WrongRow};
use crate::acts::{Desk, sync};
use crate::domain::Sentence;

#[derive(Debug, Args)]
pub struct Roster {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read a class list as the school's system exports it (CSV)
    Import(Import),
    /// Every pupil: first names on a tablet
    List,
}

#[derive(Debug, Args)]
struct Import {
    file: PathBuf,
    /// Which column is what, counted from 1, as in first=2,last=3,class=5
    #[arg(long, value_name = "COLUMNS")]
    columns: Option<String>,
    /// The first line is a pupil and no names of columns
    #[arg(long, requires = "columns")]
    no_header: bool,
    /// Only show what would be done
    #[arg(long)]
    preview: bool,
}

impl Roster {
    pub fn run(self, context: &Context) -> Done {
        match self.what {
            What::Import(import) => import.run(context),
            What::List => list(context),
        }
    }
}

impl Import {
    fn run(self, context: &Context) -> Done {
        let mut mapping = None;
        if let Some(columns) = &self.columns {
            let bad = |known| CliError::Usage(Sentence::plain("bad-columns").with("known", known));
            let given: Mapping = columns.parse().map_err(bad)?;
            mapping = Some(match self.no_header {
                true => Mapping { header: None, ..given },
                false => given,
            });
        }
        let bytes = context.machine.fs.read(&self.file, roster::ROSTER_LIMIT_BYTES)?;
        let desk = context.unlocked("roster import")?;
        sync::sync(&desk)?;
        if self.preview {
            preview(context, &roster::preview(&desk, &bytes, mapping.as_ref())?);
            return Ok(());
        }
        let imported = roster::import_as(&desk, &bytes, mapping.as_ref())?;
        sync::send_now(&desk)?;
        tell(context, &desk, &imported)
    }
}

fn tell(context: &Context, desk: &Desk, imported: &Imported) -> Done {
    let sentence = Sentence::plain("roster-imported")
        .with("added", imported.added)
        .with("updated", imported.updated)
        .with("left", imported.not_listed);
    context.output.say(&sentence);
    let wrong = wrong(context, &imported.wrong);
    let school = desk.school()?;
    for pupil in imported.leavers.iter().filter_map(|pupil_id| school.pupil(pupil_id)) {
        let name = school.called(pupil);
        context.output.say(&Sentence::plain("roster-leaver").with("name", name));
    }
    context.output.document(&json!({
        "added": imported.added,
        "updated": imported.updated,
        "not_listed": imported.not_listed,
        "leavers": imported.leavers,
        "wrong": wrong,
    }));
    Ok(())
}

fn wrong(context: &Context, wrong: &[WrongRow]) -> Vec<Value> {
    let row = |wrong: &WrongRow| {
        let says = wrong.says();
        context.output.complain(&says);
        json!({
            "line": wrong.line,
            "column": wrong.column,
            "goes_in": !wrong.problem.keeps_out(),
            "says": context.output.words().sentence(&says),
        })
    };
    wrong.iter().map(row).collect()
}

fn preview(context: &Context, preview: &Preview) {
    for (index, column) in preview.columns.iter().enumerate() {
        let first = column.first_rows.first().map(String::as_str).unwrap_or_default();
        let what = column.column.map(Column::as_str).unwrap_or("-");
        context.output.text(&format!("{}  {what}  {}  {first}", index + 1, column.header));
    }
    match preview.missing.is_empty() {
        false => context.output.say(&Sentence::plain("roster-match-columns")),
        true => context.output.say(
            &Sentence::plain("roster-preview")
                .with("added", preview.added)
                .with("updated", preview.known)
                .with("left", preview.leavers.len()),
        ),
    }
    if preview.knows_nobody() {
        context.output.say(&Sentence::plain("roster-knows-nobody"));
    }
    let columns: Vec<Value> = (preview.columns.iter())
        .map(|one| {
            json!({
                "header": one.header,
                "column": one.column.map(Column::as_str),
                "first_rows": one.first_rows,
            })
        })
        .collect();
    let wrong = wrong(context, &preview.wrong);
    context.output.document(&json!({
        "encoding": preview.encoding,
        "separator": preview.separator,
        "columns": columns,
        "missing": preview.missing.iter().map(|column| column.as_str()).collect::<Vec<_>>(),
        "added": preview.added,
        "updated": preview.known,
        "leavers": preview.leavers,
        "wrong": wrong,
    }));
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
                if desk.home.is_tablet() { pupil.first_name.clone() } else { school.called(pupil) };
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
