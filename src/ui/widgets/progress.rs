//! Work that takes a while: what it is, how far it is, and a way to stop it.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::card::Picture;
use super::page::{Pill, pill, pill_size};
use super::text::{label, label_height};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{Surface, Tone, Words};

const PAD_UNITS: f32 = 24.0;
const BAR_UNITS: f32 = 14.0;

/// What is shown of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub text: String,
    /// 0 to 1; nothing where there is nothing to count.
    pub part: Option<f32>,
    /// What stands on the pill that stops it; nothing where it cannot be stopped.
    pub stop: Option<String>,
}

impl Progress {
    fn pill(&self) -> Option<Pill> {
        let label = self.stop.clone()?;
        Some(Pill { picture: Picture::None, ..Pill::new("", label) })
    }
}

struct Places {
    stop: egui::Vec2,
    words: f32,
    words_height: f32,
    height: f32,
}

fn places(ui: &Ui, stage: &Stage<'_>, progress: &Progress, width: f32) -> Places {
    let pad = stage.units(PAD_UNITS);
    let stop = match progress.pill() {
        Some(one) => pill_size(ui, stage, &one, width / 3.0),
        None => vec2(0.0, 0.0),
    };
    let beside = if stop.x > 0.0 { stop.x + pad } else { 0.0 };
    let words = width - 2.0 * pad - beside;
    let words_height = label_height(ui, stage, &progress.text, Words::Plain, words);
    let bar = if progress.part.is_some() { stage.units(2.0 * BAR_UNITS) } else { 0.0 };
    let height = (words_height + bar + stage.units(28.0)).max(stop.y + stage.units(16.0));
    Places { stop, words, words_height, height }
}

/// How high it is within a width.
pub fn progress_height(ui: &Ui, stage: &Stage<'_>, progress: &Progress, width: f32) -> f32 {
    places(ui, stage, progress, width).height
}

/// Draws it in `rect`; true where it is to be stopped.
pub fn progress(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, progress: &Progress) -> bool {
    let pad = stage.units(PAD_UNITS);
    let places = places(ui, stage, progress, rect.width());
    let surface = stage.theme.surface(Tone::Sky);
    let filled = Surface { top: surface.tint, ..surface };
    paint::panel(ui.painter(), stage.theme, rect, stage.units(24.0), &filled);
    let bar = stage.units(BAR_UNITS);
    let content = places.words_height + if progress.part.is_some() { 2.0 * bar } else { 0.0 };
    let top = rect.center().y - content / 2.0;
    let words =
        Rect::from_min_size(pos2(rect.left() + pad, top), vec2(places.words, places.words_height));
    label(ui, stage, words, &progress.text, Words::Plain, surface.text);
    if let Some(part) = progress.part {
        let track =
            Rect::from_min_size(pos2(words.left(), words.bottom() + bar), vec2(words.width(), bar));
        let part = part.clamp(0.0, 1.0);
        let id = ui.scope_id().with("bar");
        ui.interact(track, id, Sense::hover()).widget_info(|| WidgetInfo {
            value: Some(f64::from((part * 100.0).round())),
            ..WidgetInfo::labeled(Role::ProgressIndicator, true, &progress.text)
        });
        ui.painter().rect_filled(track, bar / 2.0, stage.theme.track());
        let done = Rect::from_min_size(track.min, vec2((track.width() * part).max(bar), bar));
        ui.painter().rect_filled(done, bar / 2.0, stage.theme.progress());
    }
    let Some(one) = progress.pill() else { return false };
    let right = rect.right() - pad / 2.0;
    let place = Rect::from_min_size(
        pos2(right - places.stop.x, rect.center().y - places.stop.y / 2.0),
        places.stop,
    );
    pill(ui, stage, place, &one)
}
