//! Look at it: it plays at once. Keep it, try again, throw it away; cut it by two big handles.

use egui::{Rect, Ui, pos2, vec2};

use super::Commands;
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Header, Picture, Pill, PlayerAsk, Pressed, label, label_height, page, player, slider,
};

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
        actions: vec![play.tone(Tone::Sky)],
        ..Header::default()
    };
    let keep = if look.is_cutting { "look-cutting" } else { "look-keep" };
    let footer = [
        Pill::new("break", stage.say("break")),
        Pill::new("bin", stage.say("look-throw")),
        Pill::new("again", stage.say("look-again")).tone(Tone::Honey),
        Pill::new("keep", stage.say(keep)).tone(Tone::Leaf),
    ];
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        let gap = stage.units(GAP_UNITS);
        let names = [stage.say("look-from"), stage.say("look-to")];
        let half = (room.x - gap) / 2.0;
        let words = names
            .iter()
            .map(|name| label_height(ui, stage, name, Words::Small, half))
            .fold(0.0, f32::max);
        let handle = stage.units(88.0);
        let trim = words + handle;
        let view = (room.y - trim - gap).max(stage.units(260.0));
        let (area, _) =
            ui.allocate_exact_size(vec2(room.x, view + gap + trim), egui::Sense::hover());
        let rect = Rect::from_min_size(area.min, vec2(room.x, view));
        if let Some(PlayerAsk::Seek(to)) = player(ui, stage, rect, look.player.as_ref()) {
            out.push(Command::Seek(to));
        }
        let whole = look.duration_micros().max(1);
        let parts = [look.from_micros, look.to_micros];
        for (index, name) in names.iter().enumerate() {
            let left = area.left() + index as f32 * (half + gap);
            let top = rect.bottom() + gap;
            let word = Rect::from_min_size(
                pos2(left + stage.units(20.0), top),
                vec2(half - stage.units(20.0), words),
            );
            label(ui, stage, word, name, Words::Small, stage.theme.ink());
            let bar = Rect::from_min_size(pos2(left, top + words), vec2(half, handle));
            let part = parts[index] as f32 / whole as f32;
            if let Some(part) = slider(ui, stage, bar, part, name, Tone::Honey) {
                let at = (f64::from(part) * whole as f64) as u64;
                out.push(if index == 0 { Command::TrimFrom(at) } else { Command::TrimTo(at) });
                out.push(Command::Seek(at.min(whole - 1)));
            }
        }
    });
    match pressed {
        Pressed::Action(_) => out.push(Command::PlayOrPause),
        Pressed::Footer(0) => out.push(Command::Break),
        Pressed::Footer(1) => out.push(Command::ThrowAway),
        Pressed::Footer(2) => out.push(Command::Again),
        Pressed::Footer(_) => out.push(Command::Keep),
        Pressed::Nothing => {}
    }
}
