//! What the staff's screens are made of besides the pupils' widgets: headings, pills and chips in
//! rows, panes that scroll. Lines that can be chosen are in `rows`, what is filled in in `fields`.

use egui::{
    Key, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Named, Picture, Pill, label, label_height, pill, pill_width, target};

/// The height of a pill here, in units: 53 px at the least.
pub const BUTTON_UNITS: f32 = 74.0;
/// Between two things that can be pressed.
pub const SPACE_UNITS: f32 = 14.0;

/// A heading of a part, with its room above.
pub fn heading(ui: &mut Ui, stage: &Stage<'_>, text: &str) {
    ui.add_space(stage.units(22.0));
    let width = ui.available_width();
    let height = label_height(ui, stage, text, Words::Small, width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    stage.beside(ui, text, Words::Small, stage.theme.quiet_ink(), rect);
    ui.add_space(stage.units(10.0));
}

/// Pills beside each other, in as many rows as they need. Gives which was pressed.
pub fn pills(ui: &mut Ui, stage: &Stage<'_>, all: &[Pill]) -> Option<usize> {
    let width = ui.available_width();
    let gap = stage.units(SPACE_UNITS);
    let places = flow(all.iter().map(|one| pill_size(ui, stage, one, width)), width, gap);
    let height = places.iter().map(|place| place.bottom()).fold(0.0, f32::max);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut pressed = None;
    for (index, (one, place)) in all.iter().zip(places).enumerate() {
        if pill(ui, stage, place.translate(area.min.to_vec2()), one) {
            pressed = Some(index);
        }
    }
    pressed
}

/// How much room a pill takes within a width.
pub fn pill_size(ui: &Ui, stage: &Stage<'_>, one: &Pill, width: f32) -> Vec2 {
    let wide = pill_width(ui, stage, one, width);
    let room = (wide - stage.units(112.0)).max(1.0);
    let words = stage.measure(ui, &one.label, Words::Plain, room).y;
    vec2(wide, (words + stage.units(34.0)).max(stage.units(BUTTON_UNITS)).max(44.0))
}

/// Places things from left to right, a new row where the width ends.
pub fn flow(sizes: impl Iterator<Item = Vec2>, width: f32, gap: f32) -> Vec<Rect> {
    let mut places: Vec<Rect> = Vec::new();
    let (mut left, mut top, mut row_height) = (0.0_f32, 0.0_f32, 0.0_f32);
    for size in sizes {
        if left > 0.0 && left + size.x > width + 0.5 {
            (left, top) = (0.0, top + row_height + gap);
            row_height = 0.0;
        }
        places.push(Rect::from_min_size(pos2(left, top), size));
        left += size.x + gap;
        row_height = row_height.max(size.y);
    }
    places
}

/// What is told in passing: a small picture and a few words on a soft ground.
#[derive(Debug)]
pub struct Chip {
    pub picture: &'static str,
    pub text: String,
    pub tone: Tone,
}

/// Chips in rows.
pub fn chips(ui: &mut Ui, stage: &Stage<'_>, all: &[Chip]) {
    let width = ui.available_width();
    let (side, pad) = (stage.units(34.0), stage.units(12.0));
    let taken = side + 3.0 * pad;
    let sizes = all.iter().map(|chip| {
        let words = stage.measure(ui, &chip.text, Words::Small, (width - taken).max(1.0));
        vec2(words.x + taken + 1.0, words.y.max(side) + pad)
    });
    let places = flow(sizes, width, stage.units(10.0));
    let height = places.iter().map(|place| place.bottom()).fold(0.0, f32::max);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    for (chip, place) in all.iter().zip(places) {
        let place = place.translate(area.min.to_vec2());
        let surface = stage.theme.surface(chip.tone);
        let radius = place.height().min(side + pad) / 2.0;
        ui.painter().rect_filled(place, radius, surface.tint);
        if stage.theme.look.is_high_contrast() {
            let rim = Stroke::new(1.5, surface.rim);
            ui.painter().rect_stroke(place, radius, rim, StrokeKind::Inside);
        }
        let disc = Rect::from_center_size(
            pos2(place.left() + pad + side / 2.0, place.center().y),
            vec2(side, side),
        );
        ui.painter().circle_filled(disc.center(), side * 0.56, stage.theme.disc());
        Picture::Ui(chip.picture).paint(ui, stage, disc.shrink(side * 0.06));
        let words = Rect::from_min_max(
            pos2(disc.right() + pad, place.top()),
            pos2(place.right(), place.bottom()),
        );
        label(ui, stage, words, &chip.text, Words::Small, surface.text);
    }
}

/// Something that is on or off, among others like it.
#[derive(Debug)]
pub struct Choice {
    pub text: String,
    pub is_on: bool,
}

/// Choices in rows; gives which was pressed.
pub fn choices(ui: &mut Ui, stage: &Stage<'_>, all: &[Choice]) -> Option<usize> {
    let width = ui.available_width();
    let pad = stage.units(22.0);
    let sizes = all.iter().map(|choice| {
        let words = stage.measure(ui, &choice.text, Words::Small, (width - 2.0 * pad).max(1.0));
        vec2(words.x + 2.0 * pad + 1.0, (words.y + stage.units(22.0)).max(44.0))
    });
    let places = flow(sizes, width, stage.units(10.0));
    let height = places.iter().map(|place| place.bottom()).fold(0.0, f32::max);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let scope = ui.scope_id();
    let mut pressed = None;
    for (index, (choice, place)) in all.iter().zip(places).enumerate() {
        let place = place.translate(area.min.to_vec2());
        let named =
            Named { name: &choice.text, role: Role::CheckBox, selected: Some(choice.is_on) };
        let press = target(ui, stage.theme, place, scope.with(("choice", index)), &named);
        let surface = stage.theme.surface(if choice.is_on { Tone::Leaf } else { Tone::Plain });
        let radius = place.height() / 2.0;
        let ground = if press.response.hovered() { surface.tint } else { surface.top };
        let ground = if choice.is_on { surface.tint } else { ground };
        ui.painter().rect_filled(place, radius, ground);
        let (width, rim) = match choice.is_on {
            true => (stage.units(4.0), surface.text),
            false => (stage.units(2.0), stage.theme.quiet_ink()),
        };
        ui.painter().rect_stroke(place, radius, Stroke::new(width, rim), StrokeKind::Inside);
        stage.centred(ui, &choice.text, Words::Small, surface.text, place);
        if press.clicked {
            pressed = Some(index);
        }
    }
    pressed
}

/// Keys that turn a pane's pages while no field has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turning {
    ByPageKeys,
    ByItselfOnly,
}

/// A place whose content may be longer than it.
pub fn pane(
    ui: &mut Ui,
    stage: &Stage<'_>,
    place: Rect,
    salt: &str,
    turning: Turning,
    body: impl FnOnce(&mut Ui),
) {
    let bleed = stage.units(12.0);
    let clip = place.expand2(vec2(bleed, 0.0)).intersect(ui.clip_rect());
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(salt));
    child.set_clip_rect(clip);
    let id = child.scope_id().with("offset");
    let turned = child.ctx().data_mut(|data| data.remove_temp::<f32>(id));
    let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]);
    if let Some(offset) = turned {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show(&mut child, |ui| {
        ui.set_clip_rect(clip);
        // The bar floats over the edge.
        let inner = ui.available_rect_before_wrap();
        let inner = Rect::from_min_max(inner.min, inner.max - vec2(stage.units(14.0), 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ui.set_width(inner.width());
            body(ui);
            ui.add_space(stage.units(20.0));
        });
    });
    let focused = ui.ctx().memory(|memory| memory.focused());
    // A line or a pill that has the focus does nothing with these keys.
    let is_typing = focused.is_some_and(|id| TextEdit::load_state(ui.ctx(), id).is_some());
    if turning == Turning::ByPageKeys && !is_typing {
        let longest = (shown.content_size.y - place.height()).max(0.0);
        let offset = shown.state.clamped_offset().y;
        let page = place.height() * 0.85;
        let to = ui.input(|input| {
            if input.key_pressed(Key::PageDown) {
                Some(offset + page)
            } else if input.key_pressed(Key::PageUp) {
                Some(offset - page)
            } else if input.key_pressed(Key::Home) {
                Some(0.0)
            } else if input.key_pressed(Key::End) {
                Some(longest)
            } else {
                None
            }
        });
        if let Some(to) = to {
            ui.ctx().data_mut(|data| data.insert_temp(id, to.clamp(0.0, longest)));
            ui.ctx().request_repaint();
        }
    }
}
