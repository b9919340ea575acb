//! The school's own page beside the inbox: its parts on the left, what is in them on the right.

pub(super) mod adults;
pub(super) mod choose;
mod hours;
mod keeping;
mod keys;
mod pupil;
mod pupils;
mod roster;

use egui::{Rect, Ui, pos2, vec2};

use self::choose::{Choice, Most, choices};
use super::fields::{FieldAnswer, FieldSpec, field};
use super::parts::{SPACE_UNITS, Turning, heading, pane, pills};
use super::rows::{Row, row};
use super::{Commands, ground, say};
use crate::app::review::school::{
    SchoolAsk, SchoolCommand, SchoolField, SchoolPage, SchoolSection,
};
use crate::app::review::{Field, ReviewCommand, Typed};
use crate::domain::Sentence;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, paragraph};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, place: Rect, out: &mut Commands) {
    let gap = stage.units(20.0);
    let is_wide = place.width() > stage.units(1_100.0) && stage.theme.text < 1.8;
    if !is_wide {
        let inner = ground(ui, stage, place);
        pane(ui, stage, inner, "school", Turning::ByPageKeys, |ui| {
            if page.pupil.is_none() || page.section != SchoolSection::Pupils {
                sections_in_rows(ui, stage, page, out);
            }
            content(ui, stage, page, out);
        });
        return;
    }
    let left = Rect::from_min_size(place.min, vec2(stage.units(380.0), place.height()));
    let right = Rect::from_min_max(pos2(left.right() + gap, place.top()), place.max);
    let inner = ground(ui, stage, left);
    pane(ui, stage, inner, "sections", Turning::ByItselfOnly, |ui| sections(ui, stage, page, out));
    if page.section == SchoolSection::Pupils && page.open_pupil().is_some() {
        let list = Rect::from_min_size(right.min, vec2(right.width() * 0.36, right.height()));
        let one = Rect::from_min_max(pos2(list.right() + gap, right.top()), right.max);
        let inner = ground(ui, stage, list);
        pane(ui, stage, inner, "pupils", Turning::ByItselfOnly, |ui| {
            pupils::show(ui, stage, page, out);
        });
        let inner = ground(ui, stage, one);
        pane(ui, stage, inner, "pupil", Turning::ByPageKeys, |ui| {
            pupil::show(ui, stage, page, false, out);
        });
        return;
    }
    let inner = ground(ui, stage, right);
    pane(ui, stage, inner, "school", Turning::ByPageKeys, |ui| content(ui, stage, page, out));
}

fn put(out: &mut Commands, command: SchoolCommand) {
    out.push(ReviewCommand::School(command));
}

fn look_of(section: SchoolSection) -> (&'static str, Tone, &'static str) {
    match section {
        SchoolSection::Pupils => ("friends", Tone::Coral, "school-pupils"),
        SchoolSection::Adults => ("teachers", Tone::Violet, "school-adults"),
        SchoolSection::Roster => ("page", Tone::Honey, "school-roster"),
        SchoolSection::Hours => ("clock", Tone::Sky, "school-opening"),
        SchoolSection::Keeping => ("bin", Tone::Coral, "school-keeping"),
        SchoolSection::Checks => ("search", Tone::Leaf, "school-checks"),
        SchoolSection::Keys => ("key", Tone::Honey, "school-keys"),
    }
}

fn sections(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    if pills(ui, stage, &[Pill::new("back", stage.say("questions-back"))]).is_some() {
        put(out, SchoolCommand::Open(false));
    }
    ui.add_space(stage.units(20.0));
    for section in SchoolSection::ALL {
        let (picture, tone, key) = look_of(section);
        let asking =
            page.asking.as_ref().and_then(|asking| asking.as_ref().ok()).map_or(0, Vec::len);
        let mark = (section == SchoolSection::Adults && asking > 0)
            .then(|| (asking.to_string(), Tone::Honey));
        let one = Row {
            picture: Picture::Ui(picture),
            tone,
            title: stage.say(key),
            detail: String::new(),
            note: String::new(),
            mark,
            is_strong: false,
            is_selected: page.section == section,
        };
        let id = ui.scope_id().with(("section", key));
        if row(ui, stage, id, &one) {
            put(out, SchoolCommand::Show(section));
        }
        ui.add_space(stage.units(6.0));
    }
}

/// The parts beside each other, where there is no room for a column of them.
fn sections_in_rows(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    if pills(ui, stage, &[Pill::new("back", stage.say("questions-back"))]).is_some() {
        put(out, SchoolCommand::Open(false));
    }
    space(ui, stage);
    let all = SchoolSection::ALL
        .map(|section| Choice::new(stage.say(look_of(section).2), page.section == section));
    if let Some(index) = choices(ui, stage, "sections", Most::One, &all) {
        put(out, SchoolCommand::Show(SchoolSection::ALL[index]));
    }
    ui.add_space(stage.units(20.0));
}

fn content(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    let (_, _, key) = look_of(page.section);
    let is_pupil = page.section == SchoolSection::Pupils && page.open_pupil().is_some();
    if !is_pupil {
        paragraph(ui, stage, &stage.say(key), Words::Title, stage.theme.ink());
        ui.add_space(stage.units(10.0));
    }
    if let Some(trouble) = &page.trouble {
        wrong(ui, stage, trouble);
        return;
    }
    if page.known.is_none() {
        quiet(ui, stage, &stage.say("questions-wait"));
        return;
    }
    match page.section {
        SchoolSection::Pupils if is_pupil => pupil::show(ui, stage, page, true, out),
        SchoolSection::Pupils => pupils::show(ui, stage, page, out),
        SchoolSection::Adults => adults::show(ui, stage, page, out),
        SchoolSection::Roster => roster::show(ui, stage, page, out),
        SchoolSection::Hours => hours::show(ui, stage, page, out),
        SchoolSection::Keeping => keeping::show(ui, stage, page, out),
        SchoolSection::Checks => keys::checks(ui, stage, page, out),
        SchoolSection::Keys => keys::show(ui, stage, page),
    }
}

fn quiet(ui: &mut Ui, stage: &Stage<'_>, text: &str) {
    paragraph(ui, stage, text, Words::Plain, stage.theme.quiet_ink());
}

fn wrong(ui: &mut Ui, stage: &Stage<'_>, sentence: &Sentence) {
    let colour = stage.theme.surface(Tone::Danger).text;
    paragraph(ui, stage, &say::sentence(stage, sentence), Words::Plain, colour);
}

fn space(ui: &mut Ui, stage: &Stage<'_>) {
    ui.add_space(stage.units(SPACE_UNITS));
}

/// A field of the page.
fn fill_in(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (which, key): (SchoolField, &str),
    value: &Typed,
    out: &mut Commands,
) -> FieldAnswer {
    let name = stage.say(key);
    let spec = FieldSpec { field: Field::School(which), name: &name, rows: 1 };
    let mut answer = field(ui, stage, &spec, value);
    if let Some(typed) = answer.typed.take() {
        out.push(ReviewCommand::Type(Field::School(which), typed));
    }
    ui.add_space(stage.units(18.0));
    answer
}

/// The question after a first press, with "Cancel" first; gives whether it is being asked.
fn asks(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    asked: &SchoolAsk,
    (question, yes): (&str, &str),
    out: &mut Commands,
) -> bool {
    if page.asked.as_ref().is_none_or(|(known, _)| known != asked) {
        return false;
    }
    paragraph(ui, stage, &stage.say(question), Words::Plain, stage.theme.ink());
    space(ui, stage);
    let all = [
        Pill::new("back", stage.say("staff-cancel")),
        Pill::new("bin", stage.say(yes)).tone(Tone::Coral),
    ];
    match pills(ui, stage, &all) {
        Some(0) => put(out, SchoolCommand::Cancel),
        Some(_) => put(out, SchoolCommand::Confirm),
        None => {}
    }
    true
}

/// A line that is read and not pressed.
fn told(ui: &mut Ui, stage: &Stage<'_>, text: &str, below: &str) {
    paragraph(ui, stage, text, Words::Plain, stage.theme.ink());
    if !below.is_empty() {
        ui.add_space(stage.units(4.0));
        paragraph(ui, stage, below, Words::Small, stage.theme.quiet_ink());
    }
    ui.add_space(stage.units(14.0));
}
