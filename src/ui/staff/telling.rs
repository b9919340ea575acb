//! "Told me": a pupil's words or what was seen, written down in a few seconds.

use egui::{Key, Modifiers, Rect, Ui, vec2};

use super::fields::{FieldSpec, field, tick};
use super::parts::{Choice, Turning, choices, heading, pane, pills};
use super::{Commands, decide, ground, say};
use crate::acts::told::Heard;
use crate::app::review::{Field, Named, ReviewCommand, Telling, TellingCommand, Unlocked};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

fn put(out: &mut Commands, command: TellingCommand) {
    out.push(ReviewCommand::Telling(command));
}

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    telling: &Telling,
    place: Rect,
    out: &mut Commands,
) {
    let wide = place.width().min(stage.units(1_100.0));
    let middle = Rect::from_center_size(place.center(), vec2(wide, place.height()));
    let inner = ground(ui, stage, middle);
    pane(ui, stage, inner, "telling", Turning::ByPageKeys, |ui| {
        if pills(ui, stage, &[Pill::new("back", stage.say("told-leave"))]).is_some() {
            put(out, TellingCommand::Leave);
        }
        ui.add_space(stage.units(16.0));
        paragraph(ui, stage, &stage.say("told-title"), Words::Title, stage.theme.ink());
        ui.add_space(stage.units(16.0));
        let all = [
            Choice { text: stage.say("told-said"), is_on: telling.heard == Heard::Said },
            Choice { text: stage.say("told-seen"), is_on: telling.heard == Heard::Seen },
        ];
        match choices(ui, stage, &all) {
            Some(0) => put(out, TellingCommand::Heard(Heard::Said)),
            Some(_) => put(out, TellingCommand::Heard(Heard::Seen)),
            None => {}
        }
        whom(ui, stage, &unlocked.overview.pupils, telling, out);
        if telling.pupil_id.is_some() {
            what(ui, stage, unlocked, telling, out);
        }
    });
}

/// Who it is: by the first letters of the name.
fn whom(ui: &mut Ui, stage: &Stage<'_>, pupils: &[Named], telling: &Telling, out: &mut Commands) {
    ui.add_space(stage.units(20.0));
    let chosen = telling.pupil_id.as_ref();
    let chosen = chosen.and_then(|id| pupils.iter().find(|named| &named.pupil_id == id));
    if let Some(named) = chosen {
        let who = say::joined(&[&named.name, &named.class]);
        heading(ui, stage, &stage.words.say_with("told-of", &[("name", &who)]));
    }
    let key = if chosen.is_some() { "told-somebody-else" } else { "told-name" };
    let name = stage.say(key);
    let spec = FieldSpec { field: Field::TellingName, name: &name, rows: 1 };
    let answer = field(ui, stage, &spec, &telling.name);
    if let Some(typed) = answer.typed {
        out.push(ReviewCommand::Type(Field::TellingName, typed));
    }
    if chosen.is_none() {
        decide::focus_at_first(ui, answer.id);
    }
    ui.add_space(stage.units(12.0));
    let offered = telling.offered(pupils);
    if offered.is_empty() && !telling.name.is_blank() {
        let text = stage.say("told-nobody");
        paragraph(ui, stage, &text, Words::Plain, stage.theme.quiet_ink());
    }
    let shown: Vec<Pill> = offered
        .iter()
        .map(|named| Pill::new("person", say::joined(&[&named.name, &named.class])))
        .collect();
    let pressed = pills(ui, stage, &shown);
    // Enter takes the first one.
    let taken = pressed.or((answer.is_entered && !offered.is_empty()).then_some(0));
    if let Some(named) = taken.and_then(|index| offered.get(index)) {
        put(out, TellingCommand::Choose(named.pupil_id.clone()));
    }
}

fn what(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    telling: &Telling,
    out: &mut Commands,
) {
    ui.add_space(stage.units(16.0));
    let (name, ask) = match telling.heard {
        Heard::Said => ("told-words", "told-ask-said"),
        Heard::Seen => ("told-what", "told-ask-seen"),
    };
    let name = stage.say(name);
    let spec = FieldSpec { field: Field::Telling, name: &name, rows: 4 };
    let answer = field(ui, stage, &spec, &telling.text);
    if let Some(typed) = answer.typed {
        out.push(ReviewCommand::Type(Field::Telling, typed));
    }
    decide::focus_at_first(ui, answer.id);
    ui.add_space(stage.units(12.0));
    if tick(ui, stage, &stage.say(ask), telling.asks_pupil) {
        put(out, TellingCommand::AskPupil(!telling.asks_pupil));
    }
    ui.add_space(stage.units(14.0));
    let is_ready = telling.can_be_kept() && unlocked.doing.is_none();
    let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
    let keep = Pill::new("keep", stage.say("told-keep")).tone(tone);
    let is_sent = ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Enter));
    if pills(ui, stage, &[keep]).is_some() || is_sent {
        put(out, TellingCommand::Keep);
    }
    ui.add_space(stage.units(12.0));
    let text = stage.say("told-who-sees");
    paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
}
