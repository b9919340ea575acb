//! The assistant's screens: one question each, on a sheet in the middle of the window, with "Back"
//! and "Next" below. What does not fit scrolls.
//!
//! Reads `app::setup` and gives commands. Read `show`, then a screen.

mod end;
mod places;
mod what;
mod who;
mod words;

use egui::{Key, Modifiers, Rect, Sense, Ui, pos2, vec2};

use super::fields::{FieldAnswer, FieldName, FieldSpec, field};
use super::parts::{SPACE_UNITS, pill_size};
use super::{dense, ground, part, say};
use crate::app::Setup;
use crate::app::setup::{SetupCommand, SetupField, Step};
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, is_told, label, label_height, paragraph, pill};
use crate::ui::{Stage, paint};

/// What a screen gives back.
pub type SetupCommands = Vec<SetupCommand>;

/// How wide the sheet is, in units.
const SHEET_UNITS: f32 = 1_180.0;

impl FieldName for SetupField {
    fn is_secret(self) -> bool {
        matches!(self, Self::Passphrase | Self::Again)
    }
}

/// Shows the assistant; gives what was asked.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup) -> SetupCommands {
    let theme = dense(stage.theme);
    let stage = &Stage { theme: &theme, ..*stage };
    let mut out = SetupCommands::new();
    let whole = ui.max_rect();
    paint::backdrop(ui.painter(), stage.theme, whole);
    // A new screen begins at its top, with nothing of the last one's fields.
    let salt = format!("{:?}", setup.step);
    part(ui, whole, &salt, |ui| sheet(ui, stage, setup, &mut out));
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        out.push(SetupCommand::Back);
    }
    out
}

/// The sheet, as high as what it held when it was last drawn, in the middle of the window.
fn sheet(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    let whole = ui.max_rect();
    let width = stage.units(SHEET_UNITS).min(whole.width() - stage.units(40.0));
    let id = ui.scope_id().with("height");
    let before = ui.ctx().data(|data| data.get_temp::<f32>(id)).unwrap_or(stage.units(700.0));
    let height = before.min(whole.height() - stage.units(40.0));
    let place = Rect::from_center_size(whole.center(), vec2(width, height));
    let bar = stage.units(16.0);
    let inner = ground(ui, stage, place).shrink2(vec2(stage.units(24.0), stage.units(12.0)));
    // The bar floats in the margin.
    let inner = Rect::from_min_max(inner.min, inner.max + vec2(bar, 0.0));
    let used = part(ui, inner, "sheet", |ui| {
        // The rings of the focus stand over the edge.
        let clip = inner.expand(stage.units(20.0)).intersect(ui.clip_rect());
        ui.set_clip_rect(clip);
        egui::ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_clip_rect(clip);
                let room = ui.available_rect_before_wrap();
                let room = Rect::from_min_max(room.min, room.max - vec2(bar, 0.0));
                ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
                    ui.set_width(room.width());
                    content(ui, stage, setup, out);
                    ui.add_space(stage.units(16.0));
                });
            })
            .content_size
            .y
    });
    let needed = used + place.height() - inner.height();
    if (needed - before).abs() > 1.0 {
        ui.ctx().data_mut(|data| data.insert_temp(id, needed));
        ui.ctx().request_repaint();
    }
}

fn content(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    match setup.step {
        Step::What => what::show(ui, stage, setup, out),
        Step::Share => places::share(ui, stage, setup, out),
        Step::Pages => places::pages(ui, stage, setup, out),
        Step::Names => who::names(ui, stage, setup, out),
        Step::Passphrase => who::passphrase(ui, stage, setup, out),
        Step::Safe(safe) => words::safe(ui, stage, setup, safe, out),
        Step::AskBack => words::ask_back(ui, stage, setup, out),
        Step::Making => end::making(ui, stage, setup, out),
        Step::Waiting => end::waiting(ui, stage, setup, out),
        Step::Ready => end::ready(ui, stage, setup, out),
    }
}

/// What a screen is about: a picture in its disc, a title, where among the steps we are.
fn head(
    ui: &mut Ui,
    stage: &Stage<'_>,
    setup: &Setup,
    (picture, tone): (&'static str, Tone),
    title: &str,
) {
    let theme = stage.theme;
    let (side, gap) = (stage.units(92.0), stage.units(24.0));
    let width = ui.available_width();
    let step = setup.place().map(|(at, of)| {
        let (at, of) = (at.to_string(), of.to_string());
        stage.words.say_with("setup-step", &[("at", &at), ("of", &of)])
    });
    let step = step.unwrap_or_default();
    let room = width - side - gap;
    let first = label_height(ui, stage, &step, Words::Small, room);
    let first = if step.is_empty() { 0.0 } else { first };
    let second = label_height(ui, stage, title, Words::Title, room);
    let (row, _) = ui.allocate_exact_size(vec2(width, side.max(first + second)), Sense::hover());
    let disc = Rect::from_min_size(row.min, vec2(side, side));
    let tint = match theme.look.is_high_contrast() {
        true => theme.disc(),
        false => theme.surface(tone).tint,
    };
    ui.painter().circle_filled(disc.center(), side / 2.0, tint);
    Picture::Ui(picture).paint(ui, stage, disc.shrink(side * 0.18));
    let left = disc.right() + gap;
    let top = row.center().y - (first + second) / 2.0;
    let line = |top: f32, height: f32| {
        Rect::from_min_max(pos2(left, top), pos2(row.right(), top + height))
    };
    label(ui, stage, line(top, first), &step, Words::Small, theme.quiet_ink());
    label(ui, stage, line(top + first, second), title, Words::Title, theme.ink());
    ui.add_space(stage.units(18.0));
}

/// What there is to know on a screen.
fn sub(ui: &mut Ui, stage: &Stage<'_>, text: &str) {
    paragraph(ui, stage, text, Words::Plain, stage.theme.quiet_ink());
    ui.add_space(stage.units(20.0));
}

/// A field; gives what came of it. What was typed is on its way already.
fn fill_in(
    ui: &mut Ui,
    stage: &Stage<'_>,
    setup: &Setup,
    (which, name): (SetupField, &str),
    out: &mut SetupCommands,
) -> FieldAnswer {
    let spec = FieldSpec { field: which, name, rows: 1 };
    let mut answer = field(ui, stage, &spec, setup.typed(which));
    if let Some(typed) = answer.typed.take() {
        out.push(SetupCommand::Type(which, typed));
    }
    ui.add_space(stage.units(18.0));
    answer
}

/// The fields of a screen. The first empty one has the focus at first; Enter goes to the next empty
/// one, and on from there.
fn fields(
    ui: &mut Ui,
    stage: &Stage<'_>,
    setup: &Setup,
    all: &[(SetupField, String)],
    out: &mut SetupCommands,
) -> Vec<FieldAnswer> {
    let answers: Vec<FieldAnswer> =
        all.iter().map(|(which, name)| fill_in(ui, stage, setup, (*which, name), out)).collect();
    let is_blank = |index: usize| setup.typed(all[index].0).as_str().is_empty();
    let count = answers.len();
    let begins = (0..count).find(|index| is_blank(*index)).unwrap_or(0);
    focus_at_first(ui, &answers[begins]);
    if let Some(entered) = answers.iter().position(|answer| answer.is_entered) {
        match (entered + 1..count).find(|index| is_blank(*index)) {
            Some(next) => ui.ctx().memory_mut(|memory| memory.request_focus(answers[next].id)),
            None => {
                // Where it goes no further, whoever typed goes on typing.
                ui.ctx().memory_mut(|memory| memory.request_focus(answers[entered].id));
                out.push(SetupCommand::Next);
            }
        }
    }
    answers
}

/// Whoever comes to a screen with a field comes to type.
fn focus_at_first(ui: &Ui, answer: &FieldAnswer) {
    let id = ui.scope_id().with("begun");
    let pass = ui.ctx().cumulative_pass_nr();
    let has_begun = ui.ctx().data_mut(|data| {
        let last = data.get_temp::<u64>(id);
        data.insert_temp(id, pass);
        last.is_some_and(|last| last + 1 >= pass)
    });
    if !has_begun {
        ui.ctx().memory_mut(|memory| memory.request_focus(answer.id));
    }
}

/// What did not work and what to do, or what is waited for; heard again with each change.
fn told(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, waits: Option<&str>) {
    let (text, colour) = match (&setup.trouble, waits) {
        (Some(trouble), _) => {
            let text = say::sentence(stage, trouble);
            // Where it is said for staff already, what a technician does is left out.
            let is_said = text != stage.words.sentence(trouble);
            let text = match stage.words.what_to_do(trouble).filter(|_| !is_said) {
                Some(what_to_do) => format!("{text} {what_to_do}"),
                None => text,
            };
            (text, stage.theme.surface(Tone::Danger).text)
        }
        (None, Some(waits)) => (stage.say(waits), stage.theme.ink()),
        (None, None) => return,
    };
    let width = ui.available_width();
    let height = label_height(ui, stage, &text, Words::Plain, width);
    let (place, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    stage.beside(ui, &text, Words::Plain, colour, place);
    let id = ui.scope_id().with("told");
    ui.interact(place, id, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
    is_told(ui, id);
    ui.add_space(stage.units(18.0));
}

/// "Back" on the left, what goes on on the right.
fn feet(
    ui: &mut Ui,
    stage: &Stage<'_>,
    setup: &Setup,
    next: Option<Pill>,
    out: &mut SetupCommands,
) {
    let width = ui.available_width();
    let back = setup.can_go_back().then(|| Pill::new("back", stage.say("setup-back")));
    let size = |ui: &Ui, one: &Option<Pill>| {
        one.as_ref().map_or(vec2(0.0, 0.0), |one| pill_size(ui, stage, one, width))
    };
    let (left, right) = (size(ui, &back), size(ui, &next));
    let gap = stage.units(SPACE_UNITS);
    let is_one_row = left.x + gap + right.x <= width;
    let height = if is_one_row { left.y.max(right.y) } else { left.y + gap + right.y };
    // A pill's edge stands below it.
    let (row, _) = ui.allocate_exact_size(vec2(width, height + stage.units(10.0)), Sense::hover());
    let second = if is_one_row { row.top() } else { row.top() + left.y + gap };
    if let Some(back) = &back
        && pill(ui, stage, Rect::from_min_size(row.min, left), back)
    {
        out.push(SetupCommand::Back);
    }
    if let Some(next) = &next
        && pill(ui, stage, Rect::from_min_size(pos2(row.right() - right.x, second), right), next)
    {
        out.push(SetupCommand::Next);
    }
}

/// "Next", in its colour once there is something to go on with.
fn next(stage: &Stage<'_>, is_ready: bool) -> Pill {
    let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
    Pill::new("go-on", stage.say("setup-next")).tone(tone)
}
