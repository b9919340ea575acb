//! Contrast as it is seen: each screen is drawn twice, once without its words, and the colour of
//! every word is held against every pixel behind it.

use egui::epaint::ClippedShape;
use egui::{Color32, Rect, Shape, vec2};
use image::RgbaImage;
use sayso::app::kiosk::SetUp;
use sayso::domain::{Look, Preferences};

use super::bring::{SCREENS, bring};
use super::school::School;
use super::screen::{Hand, Screen};

/// WCAG's relative luminance of a pixel.
fn luminance(pixel: [u8; 3]) -> f32 {
    let linear = pixel.map(|value| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: f32, other: f32) -> f32 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every row of words: where it is seen, in which colours, which words.
pub fn rows(shapes: &[ClippedShape]) -> Vec<(Rect, Vec<Color32>, String)> {
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        let mut queue = vec![shape];
        while let Some(shape) = queue.pop() {
            match shape {
                Shape::Vec(shapes) => queue.extend(shapes),
                Shape::Text(text) if !text.galley.text().trim().is_empty() => {
                    let of = |colour| match (text.override_text_color, colour) {
                        (Some(colour), _) => colour,
                        (None, Color32::PLACEHOLDER) => text.fallback_color,
                        (None, colour) => colour,
                    };
                    let sections = text.galley.job.sections.iter();
                    let colours: Vec<Color32> =
                        sections.map(|section| of(section.format.color)).collect();
                    for row in &text.galley.rows {
                        let rect = row.rect().translate(text.pos.to_vec2()).intersect(*clip_rect);
                        let words = text.galley.text().to_owned();
                        found.push((rect.shrink(1.0), colours.clone(), words));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The lowest contrast of words with what is behind them.
fn lowest(behind: &RgbaImage, rect: Rect, colour: Color32) -> f32 {
    let [red, green, blue, _] = colour.to_array();
    let words = luminance([red, green, blue]);
    let mut lowest = f32::INFINITY;
    for y in (rect.top().max(0.0) as u32..rect.bottom().max(0.0) as u32).step_by(2) {
        for x in (rect.left().max(0.0) as u32..rect.right().max(0.0) as u32).step_by(2) {
            if x < behind.width() && y < behind.height() {
                let [red, green, blue, _] = behind.get_pixel(x, y).0;
                lowest = lowest.min(contrast(words, luminance([red, green, blue])));
            }
        }
    }
    lowest
}

/// What is below 7:1, and the lowest of all.
pub fn too_low(
    rows: &[(Rect, Vec<Color32>, String)],
    behind: &RgbaImage,
    place: &str,
) -> (Vec<String>, f32) {
    let (mut wrong, mut lowest_of_all) = (Vec::new(), f32::INFINITY);
    for (rect, colours, words) in rows {
        for colour in colours {
            let found = lowest(behind, *rect, *colour);
            lowest_of_all = lowest_of_all.min(found);
            if found < 7.0 {
                wrong.push(format!("{place}: {words:?}: {found:.2}"));
            }
        }
    }
    (wrong, lowest_of_all)
}

#[test]
fn every_word_stands_out_seven_times_from_every_pixel_behind_it() {
    let school = School::new();
    let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
    screen.harness.set_size(vec2(1280.0, 844.0));
    let mut wrong = Vec::new();
    let mut lowest_of_all = f32::INFINITY;
    for look in Look::ALL {
        for what in SCREENS {
            bring(&mut screen, what);
            let like = |screen: &mut Screen<'_>| {
                screen.window().kiosk.preferences = Preferences { look, ..Preferences::default() };
                screen.step();
            };
            // What a device told meanwhile may have moved everything.
            let (rows, behind) = loop {
                (0..3).for_each(|_| like(&mut screen));
                let before = rows(&screen.harness.output().shapes);
                screen.wordless.set(true);
                like(&mut screen);
                let behind = screen.harness.render().unwrap();
                screen.wordless.set(false);
                like(&mut screen);
                if before == rows(&screen.harness.output().shapes) {
                    break (before, behind);
                }
            };
            assert!(!rows.is_empty(), "{what}: no words");
            let (found, lowest) = too_low(&rows, &behind, &format!("{what} in {look:?}"));
            wrong.extend(found);
            lowest_of_all = lowest_of_all.min(lowest);
        }
    }
    println!("the lowest contrast is {lowest_of_all:.2}");
    assert!(lowest_of_all.is_finite());
    assert!(wrong.is_empty(), "{} words:\n{}", wrong.len(), wrong.join("\n"));
}
