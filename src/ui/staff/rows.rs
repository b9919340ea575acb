//! A line of a list that can be chosen, as high as its words need.

use egui::{Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Named, Picture, target};

/// A line of a list, to be chosen.
#[derive(Debug)]
pub struct Row {
    pub picture: Picture,
    pub tone: Tone,
    pub title: String,
    pub detail: String,
    /// A third line.
    pub note: String,
    /// A short word in its own colours, on the right of the title.
    pub mark: Option<(String, Tone)>,
    pub is_strong: bool,
    pub is_selected: bool,
}

/// How a row's parts stand within a width.
struct RowPlan {
    indent: f32,
    mark: Vec2,
    heights: [f32; 3],
    height: f32,
}

const ROW_PAD_UNITS: f32 = 14.0;
const ROW_DISC_UNITS: f32 = 56.0;

impl Row {
    fn title_size(&self) -> Words {
        if self.is_strong { Words::Card } else { Words::Plain }
    }

    fn plan(&self, ui: &Ui, stage: &Stage<'_>, width: f32) -> RowPlan {
        let pad = stage.units(ROW_PAD_UNITS);
        let indent = pad + stage.units(ROW_DISC_UNITS) + pad;
        let room = (width - indent - pad).max(stage.units(80.0));
        let mark = match &self.mark {
            Some((text, _)) => {
                stage.measure(ui, text, Words::Small, room * 0.5) + vec2(stage.units(20.0), 0.0)
            }
            None => Vec2::ZERO,
        };
        let lines = [
            (&self.title, self.title_size(), room - mark.x),
            (&self.detail, Words::Small, room),
            (&self.note, Words::Small, room),
        ];
        let heights = lines.map(|(text, size, width)| match text.is_empty() {
            true => 0.0,
            false => stage.measure(ui, text, size, width).y,
        });
        let words: f32 = heights.iter().sum();
        let height = (words + 2.0 * pad).max(stage.units(ROW_DISC_UNITS) + 2.0 * pad).max(44.0);
        RowPlan { indent, mark, heights, height }
    }

    fn name(&self) -> String {
        let mark = self.mark.as_ref().map(|(text, _)| text.as_str()).unwrap_or_default();
        let parts = [self.title.as_str(), &self.detail, &self.note, mark];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Shows a row in the column of the pane; true when it was pressed.
pub fn row(ui: &mut Ui, stage: &Stage<'_>, id: Id, row: &Row) -> bool {
    let width = ui.available_width();
    let plan = row.plan(ui, stage, width);
    let (rect, _) = ui.allocate_exact_size(vec2(width, plan.height), Sense::hover());
    let name = row.name();
    let named =
        Named { name: &name, role: Role::Button, selected: row.is_selected.then_some(true) };
    let press = target(ui, stage.theme, rect, id, &named);
    if !ui.clip_rect().intersects(rect) {
        return press.clicked;
    }
    let theme = stage.theme;
    let surface = theme.surface(row.tone);
    let painter = ui.painter().clone();
    let radius = stage.units(22.0);
    let is_lit = row.is_selected || press.response.hovered();
    if row.is_selected {
        painter.rect_filled(rect, radius, surface.tint);
        let rim = if theme.look.is_high_contrast() { surface.rim } else { surface.edge };
        painter.rect_stroke(rect, radius, Stroke::new(stage.units(3.0), rim), StrokeKind::Inside);
    } else if is_lit {
        let plain = theme.surface(Tone::Plain);
        painter.rect_filled(rect, radius, plain.tint);
        if theme.look.is_high_contrast() {
            painter.rect_stroke(rect, radius, Stroke::new(1.5, plain.rim), StrokeKind::Inside);
        }
    }
    if press.sunk > 0.0 {
        painter.rect_filled(rect, radius, surface.edge.gamma_multiply(0.35 * press.sunk));
    }
    let pad = stage.units(ROW_PAD_UNITS);
    let side = stage.units(ROW_DISC_UNITS);
    let disc = Rect::from_min_size(rect.min + vec2(pad, pad), vec2(side, side));
    let high_contrast = theme.look.is_high_contrast();
    let ground = if high_contrast || row.is_selected { theme.disc() } else { surface.tint };
    painter.circle_filled(disc.center(), side / 2.0, ground);
    row.picture.paint(ui, stage, disc.shrink(side * 0.15));
    let left = rect.left() + plan.indent;
    let right = rect.right() - pad;
    let words: f32 = plan.heights.iter().sum();
    let mut top = rect.top() + (plan.height - words) / 2.0;
    let lines = [
        (&row.title, row.title_size(), theme.ink(), right - plan.mark.x),
        (&row.detail, Words::Small, theme.quiet_ink(), right),
        (&row.note, Words::Small, surface.text, right),
    ];
    for ((text, size, colour, right), height) in lines.into_iter().zip(plan.heights) {
        let line = Rect::from_min_max(pos2(left, top), pos2(right, top + height));
        stage.beside(ui, text, size, colour, line);
        top += height;
    }
    if let Some((text, tone)) = &row.mark {
        let chip = theme.surface(*tone);
        let height = plan.mark.y + stage.units(6.0);
        let first = rect.top() + (plan.height - words) / 2.0 + plan.heights[0] / 2.0;
        let place = Rect::from_min_max(
            pos2(right - plan.mark.x, first - height / 2.0),
            pos2(right, first + height / 2.0),
        );
        painter.rect_filled(place, height / 2.0, chip.tint);
        if high_contrast {
            painter.rect_stroke(
                place,
                height / 2.0,
                Stroke::new(1.5, chip.rim),
                StrokeKind::Inside,
            );
        }
        stage.centred(ui, text, Words::Small, chip.text, place);
    }
    press.clicked
}
