//! The in-app keyboard: a kiosk cannot count on the system's.

use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::card::Picture;
use super::target::{Named, target};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{TARGET_UNITS, Tone, Words};

/// Nobody has to know where a typist's fingers go.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";
/// As on a computer, for whoever knows it from there.
const QWERTY: &str = "qwertyuiopasdfghjklzxcvbnm";
/// Letters of Welsh that a word can hang on: "tŷ", "dŵr".
const WELSH: &str = "âêîôûŵŷ";
const MARKS: &str = "'.,?!";
const DIGITS: &str = "1234567890";
/// Letters beside each other where there is room.
const COLUMNS: usize = 10;

/// Stands for the delete key in the rows above.
const DELETE_KEY: char = '\u{7f}';
/// What the delete key gives.
pub const DELETE: char = '\u{8}';

fn key(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, letter: char, tone: Tone) -> bool {
    let name = match letter {
        DELETE_KEY => stage.say("key-delete"),
        ' ' => stage.say("key-space"),
        // Many voices pass over a mark.
        '\'' => stage.say("key-apostrophe"),
        '.' => stage.say("key-full-stop"),
        ',' => stage.say("key-comma"),
        '?' => stage.say("key-question-mark"),
        '!' => stage.say("key-exclamation-mark"),
        other => other.to_string(),
    };
    let id = ui.scope_id().with(("key", letter));
    let press = target(ui, stage.theme, rect, id, &Named::button(&name));
    let surface = stage.theme.surface(tone);
    let face =
        paint::card(ui.painter(), stage.theme, rect, stage.units(18.0), &surface, press.sunk);
    if letter == DELETE_KEY {
        let side = stage.units(56.0);
        let place = Rect::from_center_size(face.center(), vec2(side, side));
        Picture::Ui("back").paint(ui, stage, place);
    } else {
        let shown = if letter == ' ' { name } else { letter.to_string() };
        stage.centred(ui, &shown, Words::Big, surface.text, face);
    }
    press.clicked
}

/// Which keys are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Letters { qwerty: bool },
    Digits,
}

impl Keys {
    fn all(self, language_tag: &str) -> Vec<char> {
        let letters = match self {
            Self::Letters { qwerty: false } => ALPHABET,
            Self::Letters { qwerty: true } => QWERTY,
            Self::Digits => return DIGITS.chars().chain([DELETE_KEY]).collect(),
        };
        let own = if language_tag == "cy" { WELSH } else { "" };
        letters.chars().chain(own.chars()).chain(MARKS.chars()).chain([' ', DELETE_KEY]).collect()
    }
}

/// Letters in `room`, in as many rows as their size asks for; gives what was typed.
pub fn keyboard(ui: &mut Ui, stage: &Stage<'_>, room: Vec2, which: Keys) -> Option<char> {
    let gap = stage.units(12.0);
    let least = stage.units(TARGET_UNITS).max(stage.measure(ui, "W", Words::Big, f32::INFINITY).y);
    let keys = which.all(stage.words.language_tag());
    let (most, width) = match which {
        Keys::Digits => (3, room.x.min(stage.units(460.0))),
        Keys::Letters { .. } => (COLUMNS, room.x),
    };
    let columns = (((width + gap) / (least + gap)).floor() as usize).clamp(1, most);
    // Space takes what is left of its row; the last row holds it and delete.
    let rows = keys.len().div_ceil(columns);
    let height =
        ((room.y - gap * (rows as f32 - 1.0)) / rows as f32).min(stage.units(118.0)).max(least);
    let total = height * rows as f32 + gap * (rows as f32 - 1.0);
    let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
    let left = area.center().x - width / 2.0;
    let wide = (width - gap * (columns as f32 - 1.0)) / columns as f32;
    let mut typed = None;
    for (row, letters) in keys.chunks(columns).enumerate() {
        let top = area.top() + row as f32 * (height + gap);
        let spare = columns - letters.len();
        let mut at = left;
        for letter in letters {
            let extra = if *letter == ' ' { spare as f32 * (wide + gap) } else { 0.0 };
            let rect = Rect::from_min_size(pos2(at, top), vec2(wide + extra, height));
            at += wide + extra + gap;
            let tone = if *letter == DELETE_KEY { Tone::Coral } else { Tone::Plain };
            if key(ui, stage, rect, *letter, tone) {
                typed = Some(if *letter == DELETE_KEY { DELETE } else { *letter });
            }
        }
    }
    typed
}
