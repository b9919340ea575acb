//! Words that are read, not pressed: each is a label to a screen reader.

use egui::{Align, Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::Stage;
use crate::ui::theme::Words;

/// How high a label is within a width.
pub fn label_height(ui: &Ui, stage: &Stage<'_>, text: &str, size: Words, width: f32) -> f32 {
    stage.measure(ui, text, size, width).y
}

/// A label in `rect`, from the left, in the middle of the height.
pub fn label(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, text: &str, size: Words, colour: Color32) {
    if text.is_empty() {
        return;
    }
    let galley = stage.galley(ui, text, size, colour, rect.width(), Align::LEFT);
    let top = rect.center().y - galley.size().y / 2.0;
    let shown = Rect::from_min_size(pos2(rect.left(), top), galley.size());
    let id = ui.scope_id().with(("label", text, rect.min.x as i32, rect.min.y as i32));
    let role = if size == Words::Title { Role::Heading } else { Role::Label };
    ui.interact(shown, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(role, true, text));
    ui.painter().galley(shown.min, galley, colour);
}

/// A label that takes its height from the column of the screen.
pub fn paragraph(ui: &mut Ui, stage: &Stage<'_>, text: &str, size: Words, colour: Color32) -> Rect {
    let width = ui.available_width();
    let height = label_height(ui, stage, text, size, width);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    label(ui, stage, rect, text, size, colour);
    rect
}
