//! The soft colours behind everything, mixed in floats on a grid into one opaque mesh: stacked
//! translucent blobs would streak.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Painter, Rect, Rgba, Shape, lerp, pos2};

use crate::ui::theme::Theme;

const COLUMNS: usize = 80;
const ROWS: usize = 50;

pub fn backdrop(painter: &Painter, theme: &Theme, rect: Rect) {
    let ground = theme.ground();
    let glows = theme.glows();
    if glows.is_empty() {
        painter.rect_filled(rect, 0.0, ground);
        return;
    }
    let mut mesh = Mesh::default();
    let colour_at = |x: f32, y: f32| {
        let mut mixed = Rgba::from(ground);
        for glow in glows {
            let (dx, dy) = (x - glow.at[0], (y - glow.at[1]) * 0.72);
            let near = 1.0 - (dx * dx + dy * dy).sqrt() / glow.reach;
            if near > 0.0 {
                let part = near * near * (3.0 - 2.0 * near);
                mixed = mixed * (1.0 - part) + Rgba::from(glow.colour) * part;
            }
        }
        Color32::from(mixed)
    };
    for row in 0..=ROWS {
        for column in 0..=COLUMNS {
            let (x, y) = (column as f32 / COLUMNS as f32, row as f32 / ROWS as f32);
            let pos =
                pos2(lerp(rect.left()..=rect.right(), x), lerp(rect.top()..=rect.bottom(), y));
            mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color: colour_at(x, y) });
        }
    }
    let stride = (COLUMNS + 1) as u32;
    for row in 0..ROWS as u32 {
        for column in 0..COLUMNS as u32 {
            let first = row * stride + column;
            mesh.add_triangle(first, first + 1, first + stride);
            mesh.add_triangle(first + 1, first + stride, first + stride + 1);
        }
    }
    painter.add(Shape::mesh(mesh));
}
