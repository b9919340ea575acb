//! Time as a shape: a round-capped arc and a wedge, both clockwise from the top.

use std::f32::consts::TAU;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

fn on_circle(centre: Pos2, radius: f32, part: f32) -> Pos2 {
    let angle = part * TAU - TAU / 4.0;
    centre + radius * vec2(angle.cos(), angle.sin())
}

/// An arc over `part` of the circle, with round ends.
pub fn arc(painter: &Painter, centre: Pos2, radius: f32, part: f32, width: f32, colour: Color32) {
    let part = part.clamp(0.0, 1.0);
    if part <= 0.0 {
        return;
    }
    let steps = (96.0 * part).ceil().max(2.0) as usize;
    let points: Vec<Pos2> = (0..=steps)
        .map(|step| on_circle(centre, radius, part * step as f32 / steps as f32))
        .collect();
    for end in [points.first(), points.last()].into_iter().flatten() {
        painter.circle_filled(*end, width / 2.0, colour);
    }
    painter.add(Shape::line(points, Stroke::new(width, colour)));
}

/// A filled wedge over `part` of the circle.
pub fn wedge(painter: &Painter, centre: Pos2, radius: f32, part: f32, colour: Color32) {
    let part = part.clamp(0.0, 1.0);
    let steps = (96.0 * part).ceil() as u32;
    let mut mesh = Mesh::default();
    let vertex = |pos: Pos2| Vertex { pos, uv: WHITE_UV, color: colour };
    mesh.vertices.push(vertex(pos2(centre.x, centre.y)));
    for step in 0..=steps {
        let at = on_circle(centre, radius, part * step as f32 / steps.max(1) as f32);
        mesh.vertices.push(vertex(at));
    }
    for step in 1..=steps {
        mesh.add_triangle(0, step, step + 1);
    }
    painter.add(Shape::mesh(mesh));
}
