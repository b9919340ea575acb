//! What became of an entry in adults' hands: who opened it and when, who was told that it waits, whom
//! it worries, what was done and where that is recorded.

use egui::{Key, Modifiers, Ui};

use super::fields::{FieldSpec, field};
use super::parts::{Chip, chips, heading, pills};
use super::{Commands, say};
use crate::app::review::shown::{ShownDeed, ShownHandover};
use crate::app::review::{
    BesideCommand, Chosen, Decision, Field, Open, ReviewCommand, Typed, Unlocked,
};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    chosen: &Chosen,
    open: &Open,
    out: &mut Commands,
) {
    let handling = &open.entry.handling;
    let is_safeguarding = open.entry.kind.is_worry() || !handling.concerns.is_empty();
    heading(ui, stage, &stage.say("staff-handling"));
    let deed = |key: &str, deed: &ShownDeed| {
        let when = say::when(stage, &deed.when);
        stage.words.say_with(key, &[("name", &deed.who), ("when", &when)])
    };
    let mut all = Vec::new();
    if handling.out_of_hours && is_safeguarding {
        let text = stage.say("staff-out-of-hours");
        all.push(Chip { picture: "clock", text, tone: Tone::Honey });
    }
    for told in &handling.told {
        let text = deed("staff-told-waiting", told);
        all.push(Chip { picture: "send", text, tone: Tone::Plain });
    }
    for opened in &handling.opened_by {
        let text = deed("staff-opened-by", opened);
        all.push(Chip { picture: "ear", text, tone: Tone::Plain });
    }
    chips(ui, stage, &all);
    for (concern, why) in &handling.concerns {
        ui.add_space(stage.units(12.0));
        let by = deed("staff-concern-by", concern);
        paragraph(ui, stage, &by, Words::Small, stage.theme.quiet_ink());
        paragraph(ui, stage, why, Words::Plain, stage.theme.ink());
    }
    for done in &handling.done {
        ui.add_space(stage.units(12.0));
        handed_over(ui, stage, done);
    }
    if !is_safeguarding {
        ui.add_space(stage.units(12.0));
        if pills(ui, stage, &[Pill::new("worry", stage.say("staff-concern"))]).is_some() {
            out.push(ReviewCommand::Ask(Decision::Concern));
        }
    }
    if is_safeguarding && unlocked.overview.keeps_safe {
        ui.push_id("hand over", |ui| write(ui, stage, unlocked, chosen, out));
    }
}

fn handed_over(ui: &mut Ui, stage: &Stage<'_>, done: &ShownHandover) {
    let when = say::when(stage, &done.deed.when);
    let by = say::joined(&[&done.deed.who, &when]);
    paragraph(ui, stage, &by, Words::Small, stage.theme.quiet_ink());
    if !done.what.is_empty() {
        paragraph(ui, stage, &done.what, Words::Plain, stage.theme.ink());
    }
    let place = done.recorded_in.as_deref().unwrap_or_default();
    let text = match &done.reference {
        Some(reference) => {
            stage.words.say_with("staff-recorded-as", &[("place", place), ("reference", reference)])
        }
        None if !place.is_empty() => stage.words.say_with("staff-recorded", &[("place", place)]),
        None => return,
    };
    paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
}

/// What was done, and where the school's own record of it is.
fn write(ui: &mut Ui, stage: &Stage<'_>, unlocked: &Unlocked, chosen: &Chosen, out: &mut Commands) {
    ui.add_space(stage.units(16.0));
    let done = &chosen.writing.done;
    let fields: [(Field, &str, usize, &Typed); 3] = [
        (Field::DoneWhat, "staff-done-what", 2, &done.what),
        (Field::DoneIn, "staff-done-in", 1, &done.recorded_in),
        (Field::DoneReference, "staff-done-reference", 1, &done.reference),
    ];
    for (name, key, rows, value) in fields {
        let label = stage.say(key);
        let spec = FieldSpec { field: name, name: &label, rows };
        if let Some(typed) = field(ui, stage, &spec, value).typed {
            out.push(ReviewCommand::Type(name, typed));
        }
        ui.add_space(stage.units(12.0));
    }
    let is_ready = done.says_something() && unlocked.doing.is_none();
    let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
    let keep = Pill::new("handshake", stage.say("staff-done-keep")).tone(tone);
    let is_sent = done.says_something()
        && ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Enter));
    if pills(ui, stage, &[keep]).is_some() || is_sent {
        out.push(ReviewCommand::Beside(BesideCommand::HandOver));
    }
}
