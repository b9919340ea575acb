//! Time left: a wedge that shrinks clockwise inside an arc. No number.

use egui::{Rect, Role, Sense, Ui, WidgetInfo};

use crate::ui::Stage;
use crate::ui::paint;

/// The ring in the middle of `rect`; `left` from 1 (all) to 0.
pub fn ring(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, left: f32, name: &str) {
    let id = ui.scope_id().with("ring");
    ui.interact(rect, id, Sense::hover()).widget_info(|| WidgetInfo {
        value: Some(f64::from((left * 100.0).round())),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    let radius = rect.width().min(rect.height()) / 2.0;
    let width = radius * 0.2;
    let (track, full) = (stage.theme.track(), stage.theme.progress());
    let painter = ui.painter();
    paint::arc(painter, rect.center(), radius - width / 2.0, 1.0, width, track);
    paint::arc(painter, rect.center(), radius - width / 2.0, left, width, full);
    paint::wedge(painter, rect.center(), radius - width * 1.4, left, full.gamma_multiply(0.28));
}
