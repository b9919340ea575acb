//! The class list: a file by its path or dropped on the window, its columns matched, what an
//! import would do, then the import.

use egui::Ui;

use super::choose::{Choice, Most, choices};
use super::{Commands, fill_in, heading, pills, put, quiet, say, space, told};
use crate::acts::roster::{Column, Preview, ShownColumn};
use crate::app::review::school::{SchoolCommand, SchoolField, SchoolPage};
use crate::ui::Stage;
use crate::ui::staff::fields::tick;
use crate::ui::staff::rows::{Row, row};
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, paragraph};

/// So many of what is named one by one.
const NAMED_LIMIT: usize = 30;

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    let dropped = ui.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
    if let Some(file) = dropped.first() {
        put(out, SchoolCommand::Dropped(file.path().to_path_buf()));
    }
    let Some((file, preview)) = page.roster.as_deref() else {
        let is_held = ui.input(|input| !input.raw.hovered_files.is_empty());
        let key = if is_held { "school-roster-let-go" } else { "school-roster-how" };
        told(ui, stage, &stage.say(key), &stage.say("school-roster-systems"));
        let answer = fill_in(ui, stage, (SchoolField::Path, "school-path"), &page.path, out);
        let tone = if page.path.is_blank() { Tone::Plain } else { Tone::Leaf };
        let read = Pill::new("page", stage.say("school-read")).tone(tone);
        if pills(ui, stage, &[read]).is_some() || answer.is_entered {
            put(out, SchoolCommand::Read);
        }
        return;
    };
    let separator = match preview.separator {
        ';' => "school-separator-semicolon",
        '\t' => "school-separator-tab",
        _ => "school-separator-comma",
    };
    let separator = stage.say(separator);
    told(ui, stage, &file.name, &say::joined(&[preview.encoding, &separator]));
    would(ui, stage, preview);
    let all = [
        Pill::new("back", stage.say("school-another-file")),
        Pill::new("keep", stage.say("school-import")).tone(Tone::Leaf),
    ];
    let shown = if preview.missing.is_empty() { &all[..] } else { &all[..1] };
    match pills(ui, stage, shown) {
        Some(0) => put(out, SchoolCommand::Forget),
        Some(_) => put(out, SchoolCommand::Import),
        None => {}
    }
    columns(ui, stage, page, preview, out);
    looked_at(ui, stage, preview);
}

/// What an import would do.
fn would(ui: &mut Ui, stage: &Stage<'_>, preview: &Preview) {
    if !preview.missing.is_empty() {
        let missing = preview.missing.iter().map(|one| stage.say(column_key(Some(*one))));
        let missing = missing.collect::<Vec<_>>().join(", ");
        let text = stage.words.say_with("school-missing", &[("what", &missing)]);
        let colour = stage.theme.surface(Tone::Danger).text;
        paragraph(ui, stage, &text, Words::Plain, colour);
        space(ui, stage);
        return;
    }
    let counts = [
        ("school-would-add", preview.added),
        ("school-would-know", preview.known),
        ("school-would-leave", preview.leavers.len()),
    ];
    let said = counts.map(|(key, count)| {
        stage.words.say_count(key, i64::try_from(count).unwrap_or(i64::MAX), &[])
    });
    told(ui, stage, &said.join(" "), "");
    if preview.knows_nobody() {
        let colour = stage.theme.surface(Tone::Danger).text;
        paragraph(ui, stage, &stage.say("school-knows-nobody"), Words::Plain, colour);
        space(ui, stage);
    }
}

fn column_key(column: Option<Column>) -> &'static str {
    match column {
        None => "school-column-none",
        Some(Column::FirstName) => "school-column-first",
        Some(Column::LastName) => "school-column-last",
        Some(Column::Class) => "school-column-class",
        Some(Column::Year) => "school-column-year",
        Some(Column::Number) => "school-column-number",
        Some(Column::Born) => "school-column-born",
        Some(Column::NoImage) => "school-column-no-image",
        Some(Column::NoName) => "school-column-no-name",
        Some(Column::NoLocation) => "school-column-no-location",
        Some(Column::NoVideo) => "school-column-no-video",
    }
}

fn columns(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    preview: &Preview,
    out: &mut Commands,
) {
    heading(ui, stage, &stage.say("school-columns"));
    let has_header = preview.mapping.header.is_some();
    if tick(ui, stage, &stage.say("school-header"), has_header) {
        put(out, SchoolCommand::Header(!has_header));
    }
    space(ui, stage);
    for (index, column) in preview.columns.iter().enumerate() {
        ui.push_id(("column", index), |ui| {
            one_column(ui, stage, (index, column), page.column == Some(index), out);
        });
    }
}

/// What the column is called, what stands in it, and what it is taken for.
fn one_column(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (index, column): (usize, &ShownColumn),
    is_open: bool,
    out: &mut Commands,
) {
    let number = (index + 1).to_string();
    let title = match column.header.is_empty() {
        true => stage.words.say_with("school-column", &[("number", &number)]),
        false => column.header.clone(),
    };
    let samples: Vec<&str> = column.first_rows.iter().map(String::as_str).collect();
    let tone = if column.column.is_some() { Tone::Leaf } else { Tone::Plain };
    let one = Row {
        picture: Picture::Ui(if column.column.is_some() { "yes" } else { "minus" }),
        tone,
        title,
        detail: say::joined(&samples),
        note: String::new(),
        mark: Some((stage.say(column_key(column.column)), tone)),
        is_strong: false,
        is_selected: is_open,
    };
    let id = ui.scope_id().with("row");
    if row(ui, stage, id, &one) {
        put(out, SchoolCommand::Column((!is_open).then_some(index)));
    }
    ui.add_space(stage.units(6.0));
    if !is_open {
        return;
    }
    let all: Vec<Option<Column>> =
        Column::ALL.into_iter().map(Some).chain(std::iter::once(None)).collect();
    let shown: Vec<Choice> = all
        .iter()
        .map(|one| Choice::new(stage.say(column_key(*one)), *one == column.column))
        .collect();
    if let Some(chosen) = choices(ui, stage, "what", Most::One, &shown) {
        put(out, SchoolCommand::Match(index, all.get(chosen).copied().flatten()));
    }
    space(ui, stage);
}

/// Lines that somebody should look at, and who is in no line.
fn looked_at(ui: &mut Ui, stage: &Stage<'_>, preview: &Preview) {
    let wrong: Vec<String> =
        preview.wrong.iter().map(|wrong| stage.words.sentence(&wrong.says())).collect();
    listed(ui, stage, "school-wrong-lines", &wrong);
    listed(ui, stage, "school-leavers", &preview.leavers);
}

fn listed(ui: &mut Ui, stage: &Stage<'_>, key: &str, all: &[String]) {
    if all.is_empty() {
        return;
    }
    heading(ui, stage, &stage.say(key));
    for one in all.iter().take(NAMED_LIMIT) {
        paragraph(ui, stage, one, Words::Plain, stage.theme.ink());
        ui.add_space(stage.units(8.0));
    }
    let more = all.len().saturating_sub(NAMED_LIMIT);
    if more > 0 {
        let more = more.to_string();
        quiet(ui, stage, &stage.words.say_with("school-and-more", &[("count", &more)]));
    }
}
