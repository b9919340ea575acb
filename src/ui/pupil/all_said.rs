//! What we all said: a question's five faces, each with as many little people as chose it. Never who,
//! and no number is needed to see it.

use egui::{Color32, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::survey::{FACE_TONES, face_picture};
use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::{Command, Kiosk, Route};
use crate::domain::inquiry::AllSaid;
use crate::ui::theme::{Surface, Tone, Words};
use crate::ui::widgets::{Header, Picture, Pill, Pressed, page, paragraph};
use crate::ui::{Stage, paint};

/// The narrowest that a little person is; where more chose a face, a bar stands for them.
const PERSON_UNITS: f32 = 16.0;
const DISC_UNITS: f32 = 76.0;
const PAD_UNITS: f32 = 28.0;

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, at: usize, out: &mut Commands) {
    let all = kiosk.all_said();
    let said = all.get(at).copied();
    let number = ((at + 1).to_string(), all.len().to_string());
    let header = Header {
        picture: Picture::Ui("two-people"),
        title: match said {
            Some(said) => stage.words.question(&said.question),
            None => stage.say("said-one"),
        },
        subtitle: match (said, all.len()) {
            (None, _) => String::new(),
            (Some(_), 1) => stage.say("said-one"),
            (Some(_), _) => {
                stage.words.say_with("said-at", &[("at", &number.0), ("of", &number.1)])
            }
        },
        ..Header::default()
    };
    let mut footer = usual_pills(stage);
    if at + 1 < all.len() {
        footer.push(Pill::new("go-on", stage.say("survey-on")).tone(Tone::Leaf));
    }
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        match said {
            Some(said) => chart(ui, stage, said, room),
            // Hidden while somebody looked at it.
            None => {
                paragraph(ui, stage, &stage.say("said-none"), Words::Card, stage.theme.ink());
            }
        }
    });
    match pressed {
        Pressed::Footer(2) => out.push(Command::Go(Route::AllSaid(at + 1))),
        other => usual(other, out),
    }
}

/// One face of a question as it is drawn.
struct Row {
    number: u8,
    count: u32,
    name: String,
    /// As it is heard.
    told: String,
    surface: Surface,
}

fn chart(ui: &mut Ui, stage: &Stage<'_>, said: &AllSaid, room: egui::Vec2) {
    let rows: Vec<Row> = (1u8..)
        .zip(said.faces)
        .zip(FACE_TONES)
        .map(|((number, count), tone)| {
            let name = stage.say(&format!("face-{number}"));
            let told = stage.words.say_count("said-face", i64::from(count), &[("face", &name)]);
            Row { number, count, name, told, surface: stage.theme.surface(tone) }
        })
        .collect();
    let pad = stage.units(PAD_UNITS);
    let disc = stage.units(DISC_UNITS);
    let words = (room.x - 2.0 * pad) * 0.24;
    let high = |row: &Row| {
        let name = stage.measure(ui, &row.name, Words::Plain, words).y;
        name.max(disc) + stage.units(8.0)
    };
    let heights: Vec<f32> = rows.iter().map(high).collect();
    let needed = heights.iter().sum::<f32>() + pad;
    let spare = ((room.y - needed) / rows.len() as f32).max(0.0);
    let whole = vec2(room.x, needed.max(room.y));
    let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
    let ground = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, area, stage.units(32.0), &ground);
    let most = said.faces.iter().copied().max().unwrap_or(0).max(1);
    let mut top = area.top() + pad / 2.0;
    for (row, height) in rows.iter().zip(heights) {
        let tall = height + spare;
        let place =
            Rect::from_min_size(pos2(area.left() + pad, top), vec2(area.width() - 2.0 * pad, tall));
        top += tall;
        stage.told.put(&row.told);
        let id = ui.scope_id().with(("face", row.number));
        let response = ui.interact(place.shrink(stage.units(2.0)), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &row.told));
        let round = Rect::from_center_size(
            pos2(place.left() + disc / 2.0, place.center().y),
            vec2(disc, disc),
        );
        ui.painter().circle_filled(round.center(), disc / 2.0, stage.theme.disc());
        face_picture(row.number).paint(ui, stage, round.shrink(disc * 0.06));
        let from = round.right() + stage.units(18.0);
        let name = Rect::from_min_max(pos2(from, place.top()), pos2(from + words, place.bottom()));
        stage.beside(ui, &row.name, Words::Plain, stage.theme.ink(), name);
        let line = Rect::from_min_max(pos2(name.right() + pad / 2.0, place.top()), place.max);
        people(ui, stage, row, most, line);
    }
}

/// As many little people beside each other as chose the face, or a bar as long.
fn people(ui: &Ui, stage: &Stage<'_>, row: &Row, most: u32, line: Rect) {
    let step = (line.width() / most as f32).min(stage.units(52.0));
    let edge = Stroke::new(stage.units(2.5), row.surface.text);
    let middle = line.center().y;
    let long = step * row.count as f32;
    if step < stage.units(PERSON_UNITS) {
        let bar = Rect::from_center_size(
            pos2(line.left() + long / 2.0, middle),
            vec2(long, stage.units(48.0)),
        );
        if row.count > 0 {
            ui.painter().rect(bar, stage.units(10.0), row.surface.edge, edge, StrokeKind::Inside);
        }
        return;
    }
    for index in 0..row.count {
        let centre = pos2(line.left() + step * (index as f32 + 0.5), middle);
        person(ui, centre, step * 0.8, (row.surface.edge, edge));
    }
}

/// A head above shoulders.
fn person(ui: &Ui, centre: egui::Pos2, wide: f32, (fill, edge): (Color32, Stroke)) {
    let head = wide * 0.3;
    let neck = centre.y - wide * 0.05;
    let body = Rect::from_min_max(
        pos2(centre.x - wide / 2.0, neck),
        pos2(centre.x + wide / 2.0, centre.y + wide * 0.8),
    );
    let round = (wide * 0.5).min(120.0) as u8;
    let corners = egui::CornerRadius { nw: round, ne: round, sw: round / 4, se: round / 4 };
    ui.painter().rect(body, corners, fill, edge, StrokeKind::Inside);
    ui.painter().circle(pos2(centre.x, neck - head * 0.75), head, fill, edge);
}
