//! Every screen in other words than English ones: Welsh in every look, and a made-up translation
//! that is longer than any that a school is likely to bring.

use sayso::app::kiosk::SetUp;
use sayso::domain::{Language, Look};
use sayso::words::Words;

use super::bring::{SCREENS, bring};
use super::holds::{Found, PUPILS, Place};
use super::matrix::{SIZES, settle_in};
use super::school::School;
use super::screen::{Hand, Screen};

#[test]
fn every_screen_holds_in_welsh_in_every_other_look() {
    for look in [Look::Dark, Look::Light, Look::Calm] {
        few_in(Language::Welsh, look, |_| {});
    }
}

/// Half as long again as English, and with marks above and below: longer than any language that
/// a school is likely to bring.
#[test]
fn every_screen_holds_in_the_longest_translation() {
    let english = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/languages/en");
    let files: Vec<String> = ["pupil", "pages", "entries", "staff", "school", "media", "boards"]
        .iter()
        .map(|name| std::fs::read_to_string(format!("{english}/{name}.ftl")).unwrap())
        .map(|file| stretched(&file))
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    for look in [Look::Soft, Look::Light] {
        few_in(Language::English, look, |screen| {
            screen.window().words = Words::of(Language::English, &files);
        });
    }
}

/// The smallest screen and one that stands upright, letters as they come and at the largest.
fn few_in(language: Language, look: Look, prepare: impl Fn(&mut Screen<'_>)) {
    let school = School::new();
    let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
    let mut found = Found::default();
    for size in [SIZES[0], SIZES[3]] {
        screen.harness.set_size(size);
        for text in [100, 200] {
            for what in SCREENS {
                bring(&mut screen, what);
                prepare(&mut screen);
                settle_in(&mut screen, language, look, text);
                found.look_at(&screen, &Place { what, size, text, look }, &PUPILS);
            }
        }
    }
    found.none();
}

/// Every sentence with its vowels doubled and marked; what stands in braces stays as it is.
fn stretched(file: &str) -> String {
    let line = |line: &str| -> String {
        let (head, text) = match line.split_once(" = ") {
            Some((head, text)) if !line.starts_with(' ') => (format!("{head} = "), text),
            _ => (String::new(), line),
        };
        if line.starts_with('#') || head.starts_with('-') {
            return line.to_owned();
        }
        let mut depth = 0;
        let mut long = head;
        for letter in text.chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            match letter {
                'a' | 'e' | 'i' | 'o' | 'u'
                    if depth == 0 && !text.trim_start().starts_with('[') =>
                {
                    long.push(letter);
                    long.push(letter);
                    long.push('\u{302}');
                }
                _ => long.push(letter),
            }
        }
        long
    };
    file.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
