//! "Hello! Touch to begin". No faces, nothing of anybody.

use egui::{Rect, Ui, vec2};

use super::Commands;
use crate::app::route::PinFor;
use crate::app::{Command, Kiosk, Route};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone};
use crate::ui::widgets::{Card, Header, Picture, Shape, card, card_height, columns, page};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("school"),
        title: kiosk.school.school.name.clone(),
        ..Header::default()
    };
    page(ui, stage, &header, &[], |ui, room| {
        let begin = Card::new(Picture::Ui("touch"), stage.say("start-title"), Tone::Leaf)
            .below(stage.say("start-touch"));
        let worry = Card::new(Picture::Ui("worry"), stage.say("start-worry"), Tone::Violet)
            .below(stage.say("start-worry-sub"))
            .shape(Shape::Wide);
        let tips =
            Card::new(Picture::Ui("tips"), stage.say("start-tips"), Tone::Sky).shape(Shape::Wide);
        let gap = stage.units(GAP_UNITS);
        let beside = columns(stage, room.x);
        let half = if beside { (room.x - gap) / 2.0 } else { room.x };
        let low = card_height(ui, stage, &worry, half)
            .max(card_height(ui, stage, &tips, half))
            .max(stage.units(150.0));
        let below = if beside { low } else { 2.0 * low + gap };
        let high = (room.y - below - gap).max(card_height(ui, stage, &begin, room.x));
        let (area, _) =
            ui.allocate_exact_size(vec2(room.x, high + gap + below), egui::Sense::hover());
        let first = Rect::from_min_size(area.min, vec2(room.x, high));
        if card(ui, stage, first, &begin) {
            out.push(Command::Go(Route::Class));
        }
        let corner = area.min + vec2(0.0, high + gap);
        let second = Rect::from_min_size(corner, vec2(half, low));
        if card(ui, stage, second, &worry) {
            out.push(Command::NoName);
        }
        let step = if beside { vec2(half + gap, 0.0) } else { vec2(0.0, low + gap) };
        if card(ui, stage, second.translate(step), &tips) {
            out.push(Command::AskPin(PinFor::Tips));
        }
    });
}
