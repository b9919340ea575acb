//! The in-app keyboard: a kiosk cannot count on the system's.

use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::card::Picture;
use super::target::{Named, target};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{Tone, Words};

/// Alphabetical: nobody has to know where a typist's fingers go.
const ROWS: [&str; 4] = ["abcdefgh", "ijklmnop", "qrstuvwx", "yz'.,?!<"];
const DIGITS: [&str; 4] = ["123", "456", "789", "0<"];

/// Stands for the delete key in the rows above.
const DELETE_KEY: char = '<';
/// What the delete key gives.
pub const DELETE: char = '\u{8}';

fn key(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, letter: char, tone: Tone) -> bool {
    let name = match letter {
        DELETE_KEY => stage.say("key-delete"),
        ' ' => stage.say("key-space"),
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

/// Letters in `room`; gives what was typed.
pub fn keyboard(ui: &mut Ui, stage: &Stage<'_>, room: Vec2, digits: bool) -> Option<char> {
    let rows: &[&str] = if digits { &DIGITS } else { &ROWS };
    let gap = stage.units(12.0);
    let space = usize::from(!digits);
    let count = rows.len() + space;
    let least = stage.units(88.0);
    let height =
        ((room.y - gap * (count as f32 - 1.0)) / count as f32).max(least).min(stage.units(118.0));
    let width = if digits { room.x.min(stage.units(460.0)) } else { room.x };
    let total = height * count as f32 + gap * (count as f32 - 1.0);
    let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
    let left = area.center().x - width / 2.0;
    let mut typed = None;
    let columns = rows.first().map_or(1, |row| row.chars().count()) as f32;
    let wide = (width - gap * (columns - 1.0)) / columns;
    let mut top = area.top();
    for row in rows {
        for (column, letter) in row.chars().enumerate() {
            let corner = pos2(left + column as f32 * (wide + gap), top);
            let tone = if letter == DELETE_KEY { Tone::Coral } else { Tone::Plain };
            if key(ui, stage, Rect::from_min_size(corner, vec2(wide, height)), letter, tone) {
                typed = Some(if letter == DELETE_KEY { DELETE } else { letter });
            }
        }
        top += height + gap;
    }
    if space == 1
        && key(
            ui,
            stage,
            Rect::from_min_size(pos2(left, top), vec2(width, height)),
            ' ',
            Tone::Plain,
        )
    {
        typed = Some(' ');
    }
    typed
}
