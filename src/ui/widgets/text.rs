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
    let shown = drawn(ui, stage, rect, text, size, colour);
    let id = ui.scope_id().with(("label", text, rect.min.x as i32, rect.min.y as i32));
    let role = if size == Words::Title { Role::Heading } else { Role::Label };
    ui.interact(shown, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(role, true, text));
}

/// Draws words, and says where.
fn drawn(ui: &Ui, stage: &Stage<'_>, rect: Rect, text: &str, size: Words, colour: Color32) -> Rect {
    stage.told.put(text);
    let galley = stage.galley(ui, text, size, colour, rect.width(), Align::LEFT);
    let top = rect.center().y - galley.size().y / 2.0;
    let shown = Rect::from_min_size(pos2(rect.left(), top), galley.size());
    ui.painter().galley(shown.min, galley, colour);
    shown
}

/// Where we are, on a pupil's screen. Whoever hears the screen is told so as soon as it changes: it
/// gets the focus, and the next press of Tab goes on from there.
pub(super) fn screen_heading(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, text: &str) {
    let rect = drawn(ui, stage, rect, text, Words::Title, stage.theme.ink());
    let id = ui.scope_id().with(("heading", text));
    let is_heard = ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |_| ()).is_some();
    let sense = if is_heard { Sense::focusable_noninteractive() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    let before = ui.ctx().data_mut(|data| {
        let last = data.get_temp_mut_or_default::<Option<egui::Id>>(egui::Id::unique("heading"));
        last.replace(id)
    });
    if is_heard && before != Some(id) {
        response.request_focus();
    }
}

/// Whether something that can be pressed has the focus, and not the heading.
pub fn is_pressable_focused(ui: &Ui) -> bool {
    let heading = ui.data(|data| data.get_temp::<Option<egui::Id>>(egui::Id::unique("heading")));
    let focused = ui.memory(|memory| memory.focused());
    focused.is_some() && focused != heading.flatten()
}

/// What changes while somebody is at it: heard again with each change.
pub fn is_told(ui: &Ui, id: egui::Id) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// A label that takes its height from the column of the screen.
pub fn paragraph(ui: &mut Ui, stage: &Stage<'_>, text: &str, size: Words, colour: Color32) -> Rect {
    let width = ui.available_width();
    let height = label_height(ui, stage, text, size, width);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    label(ui, stage, rect, text, size, colour);
    rect
}
