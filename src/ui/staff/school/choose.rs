//! Things to choose from, beside each other: one of them, or as many as fit.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::ui::Stage;
use crate::ui::staff::parts::flow;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Named, Picture, target};

/// One of the things.
#[derive(Debug)]
pub struct Choice {
    pub picture: Option<&'static str>,
    pub text: String,
    pub is_chosen: bool,
}

impl Choice {
    pub fn new(text: String, is_chosen: bool) -> Self {
        Self { picture: None, text, is_chosen }
    }
}

/// How many may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Most {
    One,
    Any,
}

/// Choices in rows. Gives which was pressed.
pub fn choices(
    ui: &mut Ui,
    stage: &Stage<'_>,
    salt: &str,
    most: Most,
    all: &[Choice],
) -> Option<usize> {
    let width = ui.available_width();
    let (mark, pad, gap) = (stage.units(34.0), stage.units(16.0), stage.units(10.0));
    let side = stage.units(40.0);
    let taken = |one: &Choice| match one.picture {
        Some(_) => mark + side + 4.0 * pad,
        None => mark + 3.0 * pad,
    };
    let sizes = all.iter().map(|one| {
        let room = (width - taken(one)).max(1.0);
        let words = stage.measure(ui, &one.text, Words::Plain, room);
        vec2(words.x + taken(one) + 1.0, (words.y + stage.units(22.0)).max(44.0))
    });
    let places = flow(sizes, width, gap);
    let height = places.iter().map(|place| place.bottom()).fold(0.0, f32::max);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut pressed = None;
    for (index, (one, place)) in all.iter().zip(places).enumerate() {
        let place = place.translate(area.min.to_vec2());
        let role = if most == Most::One { Role::RadioButton } else { Role::CheckBox };
        let named = Named { name: &one.text, role, selected: Some(one.is_chosen) };
        let id = ui.scope_id().with(("choice", salt, index));
        let press = target(ui, stage.theme, place, id, &named);
        if press.clicked {
            pressed = Some(index);
        }
        draw(ui, stage, place, one, (most, press.response.hovered()));
    }
    pressed
}

fn draw(ui: &Ui, stage: &Stage<'_>, place: Rect, one: &Choice, (most, is_hovered): (Most, bool)) {
    let theme = stage.theme;
    let (mark, pad) = (stage.units(34.0), stage.units(16.0));
    let leaf = theme.surface(Tone::Leaf);
    let plain = theme.surface(Tone::Plain);
    let painter = ui.painter();
    let radius = stage.units(20.0);
    let (fill, rim) = match (one.is_chosen, is_hovered) {
        (true, _) => (leaf.tint, leaf.edge),
        (false, true) => (plain.tint, theme.quiet_ink()),
        (false, false) => (plain.top, theme.quiet_ink()),
    };
    let rim = if theme.look.is_high_contrast() { theme.ink() } else { rim };
    painter.rect_filled(place, radius, fill);
    let width = if one.is_chosen { 3.0 } else { 1.5 };
    painter.rect_stroke(place, radius, Stroke::new(width, rim), StrokeKind::Inside);
    let centre = pos2(place.left() + pad + mark / 2.0, place.center().y);
    let ink = if one.is_chosen { leaf.text } else { theme.ink() };
    let stroke = Stroke::new(stage.units(3.0), ink);
    match most {
        Most::One => {
            painter.circle_stroke(centre, mark * 0.42, stroke);
            if one.is_chosen {
                painter.circle_filled(centre, mark * 0.24, ink);
            }
        }
        Most::Any => {
            let square = Rect::from_center_size(centre, vec2(mark, mark) * 0.84);
            painter.rect_stroke(square, stage.units(7.0), stroke, StrokeKind::Inside);
            if one.is_chosen {
                let at = |x: f32, y: f32| square.min + vec2(x, y) * square.width();
                let stroke = Stroke::new(stage.units(4.5), ink);
                painter.line(vec![at(0.22, 0.52), at(0.43, 0.73), at(0.80, 0.28)], stroke);
            }
        }
    }
    let mut left = centre.x + mark / 2.0 + pad;
    if let Some(picture) = one.picture {
        let side = stage.units(40.0);
        let disc = Rect::from_center_size(pos2(left + side / 2.0, centre.y), vec2(side, side));
        painter.circle_filled(disc.center(), side / 2.0, theme.disc());
        Picture::Ui(picture).paint(ui, stage, disc.shrink(side * 0.1));
        left = disc.right() + pad;
    }
    let words = Rect::from_min_max(pos2(left, place.top()), place.max);
    stage.beside(ui, &one.text, Words::Plain, ink, words);
}
