//! Change it: cut it by two big handles, say more, keep the voice alone, choose the picture that
//! comes first.

use egui::{Rect, Ui, pos2, vec2};

use super::look::{more_pill, play_pill, view};
use super::{Commands, trouble_line, worry_action, worry_actions};
use crate::app::kiosk::Look;
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, TARGET_UNITS, Tone, Words};
use crate::ui::widgets::{
    Header, Picture, Pill, Pressed, columns, label, label_height, page, slider,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(look) = &kiosk.look else { return };
    let mut actions = vec![(play_pill(stage, look), Command::PlayOrPause)];
    if look.room().is_some() {
        actions.push((more_pill(stage), Command::SayMore));
    }
    let (mut actions, action_commands): (Vec<Pill>, Vec<Command>) = actions.into_iter().unzip();
    actions.extend(worry_actions(stage, kiosk));
    let header = Header {
        picture: Picture::Ui("change"),
        title: stage.say("look-change"),
        actions,
        ..Header::default()
    };
    let mut footer = vec![
        (Pill::new("break", stage.say("break")), Command::Break),
        (Pill::new("back", stage.say("back")), Command::Back),
    ];
    footer.extend(choices(stage, look));
    let (footer, commands): (Vec<Pill>, Vec<Command>) = footer.into_iter().unzip();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let gap = stage.units(GAP_UNITS);
        let beside = columns(stage, room.x);
        let wide = if beside { room.x * 0.3 } else { room.x };
        let trim = trim_height(ui, stage, wide);
        let (shown, corner, total) = if beside {
            let high = room.y.max(stage.units(300.0)).max(trim);
            let shown = vec2(room.x - wide - gap, high);
            (shown, vec2(shown.x + gap, (high - trim) / 2.0), high)
        } else {
            let high = (room.y - trim - gap).max(stage.units(300.0));
            (vec2(room.x, high), vec2(0.0, high + gap), high + gap + trim)
        };
        let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
        view(ui, stage, look, Rect::from_min_size(area.min, shown), out);
        handles(ui, stage, look, Rect::from_min_size(area.min + corner, vec2(wide, trim)), out);
    });
    match pressed {
        Pressed::Action(index) => match action_commands.get(index) {
            Some(command) => out.push(command.clone()),
            None => worry_action(index - action_commands.len(), out),
        },
        Pressed::Footer(index) => out.extend(commands.get(index).cloned()),
        Pressed::Nothing => {}
    }
}

fn names(stage: &Stage<'_>) -> [String; 2] {
    [stage.say("look-from"), stage.say("look-to")]
}

fn word_height(ui: &Ui, stage: &Stage<'_>, wide: f32) -> f32 {
    let names = names(stage);
    let heights = names.iter().map(|name| label_height(ui, stage, name, Words::Plain, wide));
    heights.fold(0.0, f32::max)
}

fn trim_height(ui: &Ui, stage: &Stage<'_>, wide: f32) -> f32 {
    2.0 * (word_height(ui, stage, wide) + stage.units(TARGET_UNITS)) + stage.units(GAP_UNITS)
}

/// Where it begins and where it ends.
fn handles(ui: &mut Ui, stage: &Stage<'_>, look: &Look, rect: Rect, out: &mut Commands) {
    let whole = look.duration_micros().max(1);
    let words = word_height(ui, stage, rect.width());
    let handle = stage.units(TARGET_UNITS);
    let mut top = rect.min;
    let ends = [(look.from_micros, true), (look.to_micros, false)];
    for (name, (at, is_start)) in names(stage).iter().zip(ends) {
        let word = Rect::from_min_size(top, vec2(rect.width(), words));
        label(ui, stage, word, name, Words::Plain, stage.theme.ink());
        let bar = Rect::from_min_size(pos2(top.x, word.bottom()), vec2(rect.width(), handle));
        let part = at as f32 / whole as f32;
        if let Some(part) = slider(ui, stage, bar, part, name, Tone::Honey) {
            let at = (f64::from(part) * whole as f64) as u64;
            out.push(if is_start { Command::TrimFrom(at) } else { Command::TrimTo(at) });
            out.push(Command::Seek(at.min(whole - 1)));
        }
        top.y = bar.bottom() + stage.units(GAP_UNITS);
    }
}

/// What can be chosen of a clip with a picture.
fn choices(stage: &Stage<'_>, look: &Look) -> Vec<(Pill, Command)> {
    if !look.has_picture() {
        return Vec::new();
    }
    let voice = match look.voice_only {
        true => Pill::new("video", stage.say("look-picture-too")),
        false => Pill::new("voice", stage.say("look-voice-only")),
    };
    let mut choices = vec![(voice.tone(Tone::Honey), Command::VoiceOnly)];
    if !look.voice_only {
        let (picture, key) = match look.poster_micros {
            Some(_) => ("keep", "look-poster-chosen"),
            None => ("frame", "look-poster"),
        };
        choices.push((Pill::new(picture, stage.say(key)).tone(Tone::Sky), Command::Poster));
    }
    choices
}
