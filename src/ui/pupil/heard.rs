//! An answer in an adult's own voice or signing.

use egui::{Sense, Ui, vec2};

use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::kiosk::AsShown;
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{Header, Picture, Pill, Pressed, page, paragraph, player};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(heard) = &kiosk.meaning else { return };
    let can_be_heard = heard.shown.can_be_seen();
    let mut actions = Vec::new();
    if let Some(player) = heard.shown.player().filter(|_| can_be_heard) {
        let pill = match player.progress().is_playing {
            true => Pill::new("pause", stage.say("look-pause")),
            false => Pill::new("play", stage.say("look-play")),
        };
        actions.push(pill.tone(Tone::Sky));
    }
    let header = Header {
        picture: Picture::Ui("reply"),
        title: stage.words.say_with("next-answered", &[("who", &heard.by)]),
        actions,
        ..Header::default()
    };
    let pressed = page(ui, stage, &header, &usual_pills(stage), |ui, room| {
        trouble_line(ui, stage, kiosk);
        if can_be_heard {
            let high = room.y.max(stage.units(300.0));
            let (rect, _) = ui.allocate_exact_size(vec2(room.x, high), Sense::hover());
            if let Some(to) = player(ui, stage, rect, heard.shown.player()) {
                out.push(Command::Seek(to));
            }
            return;
        }
        let (picture, key) = match heard.shown {
            AsShown::Waiting => ("clock", "heard-wait"),
            AsShown::Gone => ("nothing", "heard-gone"),
            AsShown::Clip(_)
            | AsShown::Photo(_)
            | AsShown::Words(_)
            | AsShown::Document(_)
            | AsShown::Later => ("muted", "heard-later"),
        };
        let side = stage.units(180.0).min(room.x);
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
        Picture::Ui(picture).paint(ui, stage, rect);
        ui.add_space(stage.units(GAP_UNITS));
        paragraph(ui, stage, &stage.say(key), Words::Card, stage.theme.ink());
    });
    match pressed {
        Pressed::Action(_) => out.push(Command::PlayOrPause),
        other => usual(other, out),
    }
}
