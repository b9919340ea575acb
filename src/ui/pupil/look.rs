//! Look at it: it plays at once. Keep it, try again, throw it away; cut it by two big handles.

use egui::{Rect, Ui, pos2, vec2};

use super::{Commands, trouble_line, worry_action, worry_actions};
use crate::app::kiosk::Look;
use crate::app::{Ask, Command, Kiosk};
use crate::ui::theme::{GAP_UNITS, TARGET_UNITS, Tone, Words};
use crate::ui::widgets::{
    Header, Picture, Pill, Pressed, columns, label, label_height, page, pill, pill_height, player,
    slider,
};
use crate::ui::{Stage, paint};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(look) = &kiosk.look else { return };
    let progress = look.player.as_ref().map(|player| player.progress());
    let is_playing = progress.is_some_and(|progress| progress.is_playing);
    let play = match is_playing {
        true => Pill::new("pause", stage.say("look-pause")),
        false => Pill::new("play", stage.say("look-play")),
    };
    let header = Header {
        picture: Picture::Ui("video"),
        title: stage.say("look-title"),
        actions: std::iter::once(play.tone(Tone::Sky)).chain(worry_actions(stage, kiosk)).collect(),
        ..Header::default()
    };
    let keep = if look.is_cutting { "look-cutting" } else { "look-keep" };
    let mut footer = vec![
        (Pill::new("break", stage.say("break")), Command::Break),
        (Pill::new("bin", stage.say("look-throw")), Command::Ask(Ask::ThrowAway)),
        (Pill::new("again", stage.say("look-again")).tone(Tone::Honey), Command::Ask(Ask::Again)),
    ];
    if look.has_room() {
        let more = Pill::new("record", stage.say("look-more")).tone(Tone::Violet);
        footer.push((more, Command::SayMore));
    }
    footer.push((Pill::new("keep", stage.say(keep)).tone(Tone::Leaf), Command::Keep));
    let (footer, commands): (Vec<Pill>, Vec<Command>) = footer.into_iter().unzip();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let gap = stage.units(GAP_UNITS);
        let beside = columns(stage, room.x);
        let names = [stage.say("look-from"), stage.say("look-to")];
        let wide = if beside { room.x * 0.3 } else { room.x };
        let words = names
            .iter()
            .map(|name| label_height(ui, stage, name, Words::Plain, wide))
            .fold(0.0, f32::max);
        let handle = stage.units(TARGET_UNITS);
        let choices = choices(stage, look);
        let pill_high = choices
            .iter()
            .map(|(choice, _)| pill_height(ui, stage, choice, wide))
            .fold(0.0, f32::max);
        let trim = 2.0 * (words + handle) + gap + choices.len() as f32 * (pill_high + gap);
        let (view, corner, total) = if beside {
            let high = room.y.max(stage.units(360.0)).max(trim);
            let view = vec2(room.x - wide - gap, high);
            (view, vec2(view.x + gap, (high - trim) / 2.0), high)
        } else {
            let high = (room.y - trim - gap).max(stage.units(300.0));
            (vec2(room.x, high), vec2(0.0, high + gap), high + gap + trim)
        };
        let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
        let rect = Rect::from_min_size(area.min, view);
        if look.voice_only {
            voice_alone(ui, stage, rect);
        } else if let Some(to) = player(ui, stage, rect, look.player.as_ref()) {
            out.push(Command::Seek(to));
        }
        let whole = look.duration_micros().max(1);
        let mut top = area.min + corner;
        for (name, at, is_start) in
            [(&names[0], look.from_micros, true), (&names[1], look.to_micros, false)]
        {
            let word = Rect::from_min_size(top, vec2(wide, words));
            label(ui, stage, word, name, Words::Plain, stage.theme.ink());
            let bar = Rect::from_min_size(pos2(top.x, word.bottom()), vec2(wide, handle));
            let part = at as f32 / whole as f32;
            if let Some(part) = slider(ui, stage, bar, part, name, Tone::Honey) {
                let at = (f64::from(part) * whole as f64) as u64;
                out.push(if is_start { Command::TrimFrom(at) } else { Command::TrimTo(at) });
                out.push(Command::Seek(at.min(whole - 1)));
            }
            top.y = bar.bottom() + gap;
        }
        for (choice, command) in choices {
            let rect = Rect::from_min_size(top, vec2(wide, pill_high));
            if pill(ui, stage, rect, &choice) {
                out.push(command);
            }
            top.y = rect.bottom() + gap;
        }
    });
    match pressed {
        Pressed::Action(0) => out.push(Command::PlayOrPause),
        Pressed::Action(index) => worry_action(index - 1, out),
        Pressed::Footer(index) => out.extend(commands.get(index).cloned()),
        Pressed::Nothing => {}
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
        let key = if look.poster_micros.is_some() { "look-poster-chosen" } else { "look-poster" };
        let picture = if look.poster_micros.is_some() { "keep" } else { "page" };
        choices.push((Pill::new(picture, stage.say(key)).tone(Tone::Sky), Command::Poster));
    }
    choices
}

/// The picture goes: what is left of the clip.
fn voice_alone(ui: &mut Ui, stage: &Stage<'_>, rect: Rect) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let side = (rect.height().min(rect.width()) * 0.5).min(stage.units(260.0));
    let place = Rect::from_center_size(rect.center(), vec2(side, side));
    Picture::Ui("voice").paint(ui, stage, place);
}
