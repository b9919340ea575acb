//! How loud it is, as bars.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::Stage;

const BARS: usize = 14;

/// Bars in `rect`, lit up to `level`, 0 to 1. Loudness is heard in steps, so the bars are too.
pub fn meter(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, level: f32, name: &str) {
    let id = ui.scope_id().with("meter");
    ui.interact(rect, id, Sense::hover()).widget_info(|| WidgetInfo {
        value: Some(f64::from((level * 100.0).round())),
        ..WidgetInfo::labeled(Role::Meter, true, name)
    });
    // From -48 dB to 0.
    let decibels = 20.0 * level.max(1e-4).log10();
    let lit = (((decibels + 48.0) / 48.0).clamp(0.0, 1.0) * BARS as f32).round() as usize;
    let gap = rect.width() / BARS as f32;
    for bar in 0..BARS {
        let part = 0.5 + 0.5 * bar as f32 / (BARS - 1) as f32;
        let height = rect.height() * part;
        let size = vec2(gap * 0.66, height);
        let place =
            Rect::from_min_size(pos2(rect.left() + bar as f32 * gap, rect.bottom() - height), size);
        let colour = if bar < lit { stage.theme.progress() } else { stage.theme.track() };
        ui.painter().rect_filled(place, size.x / 2.0, colour);
    }
}
