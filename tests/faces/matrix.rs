//! Every screen in every look, on every size, with larger letters: targets are large and apart,
//! nothing is cut off, nothing overlaps, everything has a name and a role.

use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Rect, Shape, Vec2, vec2};
use egui_kittest::kittest::NodeT;
use sayso::app::kiosk::{Care, SetUp};
use sayso::app::route::PinFor;
use sayso::app::{Command, Route};
use sayso::domain::{EntryId, EntryKind, Look, Preferences};
use sayso::symbols::Topic;
use sayso::ui::access;

use super::screen::{Hand, School, Screen};

const SIZES: [Vec2; 4] =
    [vec2(1024.0, 600.0), vec2(1280.0, 800.0), vec2(1920.0, 1200.0), vec2(800.0, 1280.0)];
const TEXTS: [u16; 3] = [100, 150, 200];

/// The design's unit on a screen of this size.
fn unit(size: Vec2) -> f32 {
    let (wide, high) = if size.x >= size.y { (1280.0, 800.0) } else { (800.0, 1280.0) };
    (size.x / wide).min(size.y / high)
}

/// Brings the kiosk to a screen, by commands.
pub fn bring(screen: &mut Screen<'_>, what: &str) {
    let pupil = screen.kiosk_state().school.school.classes()[0].pupils[4].pupil_id.clone();
    let kiosk = &mut screen.window().kiosk;
    kiosk.reset();
    if what != "start" && what != "worry" {
        kiosk.command(Command::ChoosePupil(pupil));
    }
    match what {
        "start" | "home" => {}
        "class" => kiosk.command(Command::Go(Route::Class)),
        "who" => kiosk.command(Command::ChooseClass("3 Oak".to_owned())),
        "pictures" => kiosk.command(Command::Go(Route::Pictures)),
        "pin" => kiosk.command(Command::AskPin(PinFor::Shelf)),
        "question" => kiosk.command(Command::Say(EntryKind::Clip)),
        "record" => {
            kiosk.command(Command::Say(EntryKind::Clip));
            kiosk.command(Command::Question(Some(4)));
        }
        "board" => kiosk.command(Command::Say(EntryKind::Symbols)),
        "topic" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Topic(Topic::Core));
            for id in ["help-me", "dont-want", "happy"] {
                kiosk.command(Command::Symbol(id.to_owned()));
            }
        }
        "search" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Letter(' '));
            kiosk.command(Command::Letter('h'));
        }
        "write" => {
            kiosk.command(Command::Go(Route::Write));
            for letter in "i feel sad when it is loud".chars() {
                kiosk.command(Command::Letter(letter));
            }
        }
        "tips" => {
            kiosk.command(Command::Say(EntryKind::Tips));
            kiosk.tips = vec![
                "Show me first, then let me try".to_owned(),
                "Give me time to answer".to_owned(),
            ];
        }
        "send" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Symbol("happy".to_owned()));
            kiosk.command(Command::DoneSaying);
        }
        "way" => kiosk.route = Route::OnItsWay,
        "worry" => kiosk.command(Command::NoName),
        "worry-board" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Say(EntryKind::Symbols));
        }
        "not-for" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Go(Route::NotFor));
        }
        "talk-to" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Go(Route::TalkTo));
        }
        "care" => {
            kiosk.care = Some(Care {
                entry_id: Some(EntryId::from_bytes(&[1; 13])),
                urgent: true,
                go_to: vec!["Mrs Patel".to_owned(), "Mr Cole".to_owned()],
                read_by: None,
                nobody_serving: false,
                leads_back: true,
            });
            kiosk.route = Route::Care;
        }
        "next" => kiosk.command(Command::Go(Route::WhatHappenedNext)),
        "break" => kiosk.command(Command::Break),
        "liking" => kiosk.command(Command::Go(Route::Liking)),
        "still" => kiosk.asks_still_there = true,
        other => panic!("no screen {other}"),
    }
}

pub const SCREENS: [&str; 24] = [
    "start",
    "class",
    "who",
    "pictures",
    "pin",
    "home",
    "question",
    "record",
    "board",
    "topic",
    "search",
    "write",
    "tips",
    "send",
    "way",
    "worry",
    "worry-board",
    "not-for",
    "talk-to",
    "care",
    "next",
    "break",
    "liking",
    "still",
];

struct Found {
    wrong: Vec<String>,
}

impl Found {
    fn check(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(what());
        }
    }
}

fn texts(shapes: &[ClippedShape]) -> Vec<(Rect, Rect, String)> {
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

fn look_at(
    screen: &mut Screen<'_>,
    what: &str,
    size: Vec2,
    text: u16,
    look: Look,
    found: &mut Found,
) {
    let unit = unit(vec2(size.x, size.y - 44.0 * unit(size)));
    let place = format!("{what} at {}x{}, {text} %, {look:?}", size.x, size.y);
    let targets = access::with(&screen.harness.ctx, |access| access.targets());
    found.check(!targets.is_empty(), || format!("{place}: nothing to press"));
    for (index, (rect, clip)) in targets.iter().enumerate() {
        let large = rect.width() >= 80.0 * unit - 0.6 && rect.height() >= 74.0 * unit - 0.6;
        found.check(large, || format!("{place}: a target of {:?}", rect.size() / unit));
        let inside = rect.left() >= -0.5 && rect.right() <= size.x + 0.5;
        found.check(inside, || format!("{place}: a target leaves the screen: {rect:?}"));
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
            found.check(gap >= 12.0 * unit - 0.6, || {
                format!("{place}: targets {:.1} units apart: {rect:?} {other:?}", gap / unit)
            });
        }
    }
    let output = screen.harness.output();
    let texts = texts(&output.shapes);
    found.check(!texts.is_empty(), || format!("{place}: no words"));
    for (index, (rect, clip, words)) in texts.iter().enumerate() {
        let inside = rect.left() >= clip.left() - 1.0 && rect.right() <= clip.right() + 1.0;
        found.check(inside, || format!("{place}: cut off: {words:?} {rect:?} {clip:?}"));
        let seen = rect.shrink(1.5).intersect(*clip);
        for (other, other_clip, others) in &texts[index + 1..] {
            let both = seen.intersect(other.shrink(1.5).intersect(*other_clip));
            let overlap = both.width() > 0.5 && both.height() > 0.5;
            found.check(!overlap, || format!("{place}: {words:?} over {others:?}"));
        }
    }
    if what == "worry" {
        // Always there: wholly on the screen, whatever turns above it.
        let whole = Rect::from_min_size(egui::Pos2::ZERO, size);
        let danger = screen.harness.root().children_recursive().find(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with("I am not safe now"))
        });
        let seen = danger.is_some_and(|node| whole.contains_rect(node.rect()));
        let rect = danger.map(|node| node.rect());
        let clipped = targets
            .iter()
            .any(|(target, clip)| rect == Some(*target) && !clip.contains_rect(*target));
        found.check(seen && !clipped, || format!("{place}: not safe now is out of sight"));
    }
    for node in screen.harness.root().children_recursive() {
        let node = node.accesskit_node();
        let is_control = matches!(
            node.role(),
            Role::Button | Role::RadioButton | Role::CheckBox | Role::Slider | Role::TextInput
        );
        let named = node.label().is_some_and(|label| !label.trim().is_empty());
        found
            .check(!is_control || named, || format!("{place}: a {:?} without a name", node.role()));
    }
}

fn all(look: Look) {
    let school = School::new();
    let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
    let mut found = Found { wrong: Vec::new() };
    for size in SIZES {
        screen.harness.set_size(size);
        for text in TEXTS {
            for what in SCREENS {
                bring(&mut screen, what);
                let liked = Preferences { look, text_percent: text, ..Preferences::default() };
                screen.window().kiosk.preferences = liked;
                for _ in 0..4 {
                    screen.step();
                    screen.window().kiosk.preferences = liked;
                }
                look_at(&mut screen, what, size, text, look, &mut found);
            }
        }
    }
    let count = found.wrong.len();
    found.wrong.truncate(60);
    assert!(count == 0, "{count} findings, among them:\n{}", found.wrong.join("\n"));
}

#[test]
fn every_screen_holds_in_the_soft_look() {
    all(Look::Soft);
}

#[test]
fn every_screen_holds_in_white_on_black() {
    all(Look::Dark);
}

#[test]
fn every_screen_holds_in_black_on_white() {
    all(Look::Light);
}

#[test]
fn every_screen_holds_in_the_calm_look() {
    all(Look::Calm);
}
