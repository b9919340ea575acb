//! What must hold of a screen, whatever it shows: targets are large and apart, nothing is cut off,
//! no words lie over words, everything has a name and a role.

use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Pos2, Rect, Shape, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use sayso::domain::Look;
use sayso::ui::access;

use super::screen::Screen;

/// What a hand needs.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The least width and height of what can be pressed, and the least room between, in units
    /// of the design.
    pub least: Vec2,
    pub apart: f32,
}

/// 15 mm; pills 72 units.
pub const PUPILS: Limits = Limits { least: vec2(80.0, 74.0), apart: 12.0 };
/// At a desk: 44 points whatever the window, since its unit does not shrink below one.
pub const STAFF: Limits = Limits { least: vec2(44.0, 44.0), apart: 4.0 };

/// What is looked at, for what is said of it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub what: &'a str,
    pub size: Vec2,
    pub text: u16,
    pub look: Look,
}

/// Everything that was not as it should be.
#[derive(Debug, Default)]
pub struct Found {
    wrong: Vec<String>,
}

impl Found {
    pub fn check(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(what());
        }
    }

    /// Nothing was found.
    pub fn none(mut self) {
        let count = self.wrong.len();
        self.wrong.truncate(60);
        assert!(count == 0, "{count} findings, among them:\n{}", self.wrong.join("\n"));
    }

    pub fn look_at(&mut self, screen: &Screen<'_>, at: &Place<'_>, limits: &Limits) {
        let place =
            format!("{} at {}x{}, {} %, {:?}", at.what, at.size.x, at.size.y, at.text, at.look);
        let targets = access::with(&screen.harness.ctx, |access| access.targets());
        if at.what == "worry" {
            self.danger_stands(screen, &place, at.size, &targets);
        }
        self.look_at_any(&screen.harness, at, limits);
    }

    /// As `look_at`, whatever window it is.
    pub fn look_at_any<S>(&mut self, harness: &Harness<'_, S>, at: &Place<'_>, limits: &Limits) {
        let place =
            format!("{} at {}x{}, {} %, {:?}", at.what, at.size.x, at.size.y, at.text, at.look);
        let targets = access::with(&harness.ctx, |access| access.targets());
        self.targets(&place, at.size, &targets, limits);
        self.words(&place, &words(&harness.output().shapes));
        self.names(harness, &place);
    }

    fn targets(&mut self, place: &str, size: Vec2, targets: &[(Rect, Rect)], limits: &Limits) {
        let unit = unit(vec2(size.x, size.y - 44.0 * unit(size)));
        let unit = if limits.least.x < 80.0 { 1.0 } else { unit };
        self.check(!targets.is_empty(), || format!("{place}: nothing to press"));
        for (index, (rect, clip)) in targets.iter().enumerate() {
            let large = rect.width() >= limits.least.x * unit - 0.6
                && rect.height() >= limits.least.y * unit - 0.6;
            self.check(large, || format!("{place}: a target of {:?}", rect.size() / unit));
            let inside = rect.left() >= -0.5 && rect.right() <= size.x + 0.5;
            self.check(inside, || format!("{place}: a target leaves the screen: {rect:?}"));
            let rect = rect.intersect(*clip);
            if rect.height() <= 0.0 {
                continue;
            }
            for (other, other_clip) in &targets[index + 1..] {
                let other = other.intersect(*other_clip);
                if other.height() <= 0.0 {
                    continue;
                }
                let gap_x = (other.left() - rect.right()).max(rect.left() - other.right());
                let gap_y = (other.top() - rect.bottom()).max(rect.top() - other.bottom());
                let gap = gap_x.max(gap_y);
                self.check(gap >= limits.apart * unit - 0.6, || {
                    format!("{place}: targets {:.1} units apart: {rect:?} {other:?}", gap / unit)
                });
            }
        }
    }

    fn words(&mut self, place: &str, all: &[(Rect, Rect, String)]) {
        self.check(!all.is_empty(), || format!("{place}: no words"));
        for (index, (rect, clip, words)) in all.iter().enumerate() {
            let inside = rect.left() >= clip.left() - 1.0 && rect.right() <= clip.right() + 1.0;
            self.check(inside, || format!("{place}: cut off: {words:?} {rect:?} {clip:?}"));
            let seen = rect.shrink(1.5).intersect(*clip);
            for (other, other_clip, others) in &all[index + 1..] {
                let both = seen.intersect(other.shrink(1.5).intersect(*other_clip));
                let overlap = both.width() > 0.5 && both.height() > 0.5;
                self.check(!overlap, || format!("{place}: {words:?} over {others:?}"));
            }
        }
    }

    /// "I am not safe now" is wholly on the screen, whatever turns above it.
    fn danger_stands(
        &mut self,
        screen: &Screen<'_>,
        place: &str,
        size: Vec2,
        targets: &[(Rect, Rect)],
    ) {
        let whole = Rect::from_min_size(Pos2::ZERO, size);
        let begins = screen.harness.state().as_ref().unwrap().words.say("worry-not-safe");
        let danger = screen.harness.root().children_recursive().find(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(&begins))
        });
        let seen = danger.is_some_and(|node| whole.contains_rect(node.rect()));
        let rect = danger.map(|node| node.rect());
        let clipped = targets
            .iter()
            .any(|(target, clip)| rect == Some(*target) && !clip.contains_rect(*target));
        self.check(seen && !clipped, || format!("{place}: not safe now is out of sight"));
    }

    fn names<S>(&mut self, harness: &Harness<'_, S>, place: &str) {
        for node in harness.root().children_recursive() {
            let node = node.accesskit_node();
            let is_control = matches!(
                node.role(),
                Role::Button
                    | Role::RadioButton
                    | Role::CheckBox
                    | Role::Slider
                    | Role::Tab
                    | Role::TextInput
                    | Role::MultilineTextInput
                    | Role::PasswordInput
            );
            let named = node.label().is_some_and(|label| !label.trim().is_empty());
            self.check(!is_control || named, || {
                format!("{place}: a {:?} without a name", node.role())
            });
        }
    }
}

/// Words on the screen: where, cut off by what, which.
fn words(shapes: &[ClippedShape]) -> Vec<(Rect, Rect, String)> {
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        let mut queue = vec![shape];
        while let Some(shape) = queue.pop() {
            match shape {
                Shape::Vec(shapes) => queue.extend(shapes),
                Shape::Text(text) if !text.galley.text().trim().is_empty() => {
                    let rect = text.galley.rect.translate(text.pos.to_vec2());
                    found.push((rect, *clip_rect, text.galley.text().to_owned()));
                }
                _ => {}
            }
        }
    }
    found
}

/// The design's unit on a screen of this size.
fn unit(size: Vec2) -> f32 {
    let (wide, high) = if size.x >= size.y { (1280.0, 800.0) } else { (800.0, 1280.0) };
    (size.x / wide).min(size.y / high)
}
