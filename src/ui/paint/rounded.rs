//! Cards and panels: a tinted shadow in two layers, a darker edge below, a gradient with a rim.

use egui::epaint::{Mesh, Shadow, Vertex, WHITE_UV};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::ui::theme::{EDGE_UNITS, Look, Surface, Theme};

const STEPS_A_CORNER: usize = 10;

fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    let centres = [
        (pos2(rect.right() - radius, rect.top() + radius), -0.25),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 0.25),
        (pos2(rect.left() + radius, rect.top() + radius), 0.5),
    ];
    let mut points = Vec::with_capacity(4 * (STEPS_A_CORNER + 1));
    for (centre, turn) in centres {
        for step in 0..=STEPS_A_CORNER {
            let part = step as f32 / STEPS_A_CORNER as f32;
            let angle = (turn + 0.25 * part) * std::f32::consts::TAU;
            points.push(centre + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    points
}

fn between(top: Color32, bottom: Color32, part: f32) -> Color32 {
    top.lerp_to_gamma(bottom, part.clamp(0.0, 1.0))
}

/// A rounded rectangle from one colour to another, its border one pixel soft.
pub fn gradient(painter: &Painter, rect: Rect, radius: f32, top: Color32, bottom: Color32) {
    let pixel = 1.0 / painter.pixels_per_point();
    let inner = outline(rect.shrink(pixel / 2.0), radius - pixel / 2.0);
    let outer = outline(rect.expand(pixel / 2.0), radius + pixel / 2.0);
    let colour_at =
        |point: Pos2| between(top, bottom, (point.y - rect.top()) / rect.height().max(1.0));
    let mut mesh = Mesh::default();
    let centre = rect.center();
    mesh.vertices.push(Vertex { pos: centre, uv: WHITE_UV, color: colour_at(centre) });
    for point in &inner {
        mesh.vertices.push(Vertex { pos: *point, uv: WHITE_UV, color: colour_at(*point) });
    }
    for point in &outer {
        mesh.vertices.push(Vertex { pos: *point, uv: WHITE_UV, color: Color32::TRANSPARENT });
    }
    let count = inner.len() as u32;
    for index in 0..count {
        let next = (index + 1) % count;
        let (a, b) = (1 + index, 1 + next);
        let (c, d) = (1 + count + index, 1 + count + next);
        mesh.add_triangle(0, a, b);
        mesh.add_triangle(a, c, b);
        mesh.add_triangle(b, c, d);
    }
    painter.add(Shape::mesh(mesh));
}

fn shadow(painter: &Painter, theme: &Theme, rect: Rect, radius: CornerRadius, colour: Color32) {
    if colour.a() == 0 {
        return;
    }
    let near = Shadow {
        offset: [0, theme.units(3.0) as i8],
        blur: theme.units(8.0) as u8,
        spread: 0,
        color: colour.gamma_multiply(0.6),
    };
    let far = Shadow {
        offset: [0, theme.units(14.0) as i8],
        blur: theme.units(36.0) as u8,
        spread: 0,
        color: colour,
    };
    painter.add(far.as_shape(rect, radius));
    painter.add(near.as_shape(rect, radius));
}

fn corner(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.clamp(0.0, 255.0) as u8)
}

/// Something that can be pressed, in `rect` with its edge; `sunk` from 0 to 1. Gives the face
/// that content belongs on.
pub fn card(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    radius: f32,
    surface: &Surface,
    sunk: f32,
) -> Rect {
    let edge = theme.units(EDGE_UNITS);
    let face = Rect::from_min_max(rect.min, rect.max - vec2(0.0, edge))
        .translate(vec2(0.0, edge * sunk.clamp(0.0, 1.0)));
    let whole = Rect::from_min_max(face.min, rect.max);
    shadow(painter, theme, whole, corner(radius), surface.shadow);
    painter.rect_filled(whole, corner(radius), surface.edge);
    match theme.look {
        Look::Soft => {
            gradient(painter, face, radius, surface.top, surface.bottom);
            let rim = Stroke::new(theme.units(2.5), surface.rim);
            painter.rect_stroke(face, corner(radius), rim, StrokeKind::Inside);
        }
        Look::Calm => {
            painter.rect_filled(face, corner(radius), surface.bottom);
        }
        Look::Dark | Look::Light => {
            let inset = theme.units(5.0);
            painter.rect_filled(face, corner(radius), surface.rim);
            painter.rect_filled(face.shrink(inset), corner(radius - inset), surface.bottom);
        }
    }
    face
}

/// Something that cannot be pressed: no edge below.
pub fn panel(painter: &Painter, theme: &Theme, rect: Rect, radius: f32, surface: &Surface) {
    shadow(painter, theme, rect, corner(radius), surface.shadow);
    painter.rect_filled(rect, corner(radius), surface.top);
    if theme.look != Look::Soft {
        let rim = Stroke::new(theme.units(2.0), surface.rim);
        painter.rect_stroke(rect, corner(radius), rim, StrokeKind::Inside);
    }
}
