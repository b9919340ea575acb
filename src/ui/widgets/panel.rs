//! Panels: what is told, not pressed.

use egui::{Rect, Ui, pos2, vec2};

use super::card::Picture;
use super::text::{label, label_height};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{Tone, Words};

const PAD_UNITS: f32 = 28.0;
const DISC_UNITS: f32 = 92.0;

/// Side by side where there is room for it, else one below the other.
pub fn columns(stage: &Stage<'_>, width: f32) -> bool {
    width >= stage.units(1000.0) && stage.theme.text < 1.6
}

/// How high a row of a panel is: a picture with a sentence beside it.
pub fn row_height(ui: &Ui, stage: &Stage<'_>, text: &str, width: f32) -> f32 {
    let words = width - stage.units(2.0 * PAD_UNITS + DISC_UNITS + 26.0);
    label_height(ui, stage, text, Words::Plain, words).max(stage.units(DISC_UNITS))
        + stage.units(24.0)
}

/// A picture on a tinted disc with a sentence beside it.
pub fn info_row(
    ui: &mut Ui,
    stage: &Stage<'_>,
    rect: Rect,
    picture: &Picture,
    tone: Tone,
    text: &str,
) {
    let side = stage.units(DISC_UNITS);
    let left = rect.left() + stage.units(PAD_UNITS);
    let disc = Rect::from_center_size(pos2(left + side / 2.0, rect.center().y), vec2(side, side));
    let tint = match stage.theme.look.is_high_contrast() {
        true => stage.theme.disc(),
        false => stage.theme.surface(tone).tint,
    };
    ui.painter().circle_filled(disc.center(), side / 2.0, tint);
    picture.paint(ui, stage, disc.shrink(side * 0.14));
    let words = Rect::from_min_max(
        pos2(disc.right() + stage.units(26.0), rect.top()),
        pos2(rect.right() - stage.units(PAD_UNITS), rect.bottom()),
    );
    label(ui, stage, words, text, Words::Plain, stage.theme.ink());
}

/// How high a panel of rows is.
pub fn panel_height(
    ui: &Ui,
    stage: &Stage<'_>,
    rows: &[(Picture, Tone, String)],
    width: f32,
) -> f32 {
    rows.iter().map(|(_, _, text)| row_height(ui, stage, text, width)).sum()
}

/// A panel with rows in the column of the screen; higher than it must be where `least` says so.
pub fn sentence_panel(
    ui: &mut Ui,
    stage: &Stage<'_>,
    rows: &[(Picture, Tone, String)],
    rect: Rect,
) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let needed = panel_height(ui, stage, rows, rect.width());
    let spare = ((rect.height() - needed) / rows.len().max(1) as f32).max(0.0);
    let mut top = rect.top();
    for (index, (picture, tone, text)) in rows.iter().enumerate() {
        let height = row_height(ui, stage, text, rect.width()) + spare;
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        if index > 0 {
            let inset = stage.units(PAD_UNITS);
            let line = egui::Stroke::new(stage.units(2.0), stage.theme.line());
            ui.painter().hline(rect.left() + inset..=rect.right() - inset, top, line);
        }
        info_row(ui, stage, row, picture, *tone, text);
        top += height;
    }
}
