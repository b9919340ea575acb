//! What happened next: who has seen it, and "You said, we did". Only for whom the identity was
//! checked of.

use egui::{Rect, Sense, Ui, vec2};

use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{
    Header, Picture, Pill, page, panel_height, paragraph, pill, pill_height, pill_width,
    sentence_panel,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("next"),
        title: stage.say("next-title"),
        subtitle: stage.say("next-sub"),
        ..Header::default()
    };
    let is_open = kiosk.who.as_ref().is_some_and(|who| who.is_checked());
    let answers = kiosk.greeting.as_ref().map(|greeting| greeting.answers.as_slice());
    let answers = if is_open { answers.unwrap_or_default() } else { &[] };
    let rows: Vec<(Picture, Tone, String)> = answers
        .iter()
        .map(|answer| match &answer.text {
            Some(text) => (Picture::Ui("reply"), Tone::Leaf, format!("{}: {text}", answer.read_by)),
            None => {
                let key = if answer.is_worry { "next-worry" } else { "next-seen" };
                let text = stage.words.say_with(key, &[("who", &answer.read_by)]);
                (Picture::Ui("yes"), Tone::Sky, text)
            }
        })
        .chain(answers.iter().filter_map(|answer| {
            answer.asked.as_ref()?.is_meant.map(|is_meant| meant(stage, is_meant))
        }))
        .collect();
    let asked = kiosk.asked().and_then(|answer| answer.asked.as_ref());
    let pressed = page(ui, stage, &header, &usual_pills(stage), |ui, room| {
        trouble_line(ui, stage, kiosk);
        if let Some(asked) = asked {
            question(ui, stage, &asked.by, room.x, out);
        }
        if rows.is_empty() {
            let key = if is_open { "next-none" } else { "next-locked" };
            paragraph(ui, stage, &stage.say(key), Words::Card, stage.theme.ink());
            return;
        }
        let height = panel_height(ui, stage, &rows, room.x);
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        sentence_panel(ui, stage, &rows, rect);
    });
    usual(pressed, out);
}

/// What the pupil said when they were asked.
fn meant(stage: &Stage<'_>, is_meant: bool) -> (Picture, Tone, String) {
    match is_meant {
        true => (Picture::Ui("yes"), Tone::Leaf, stage.say("next-meant-yes")),
        false => (Picture::Ui("no"), Tone::Honey, stage.say("next-meant-no")),
    }
}

/// "Is it still what you meant?", and a way to look.
fn question(ui: &mut Ui, stage: &Stage<'_>, by: &str, width: f32, out: &mut Commands) {
    let text = stage.words.say_with("next-asked", &[("who", by)]);
    paragraph(ui, stage, &text, Words::Card, stage.theme.ink());
    ui.add_space(stage.units(14.0));
    let see = Pill::new("play", stage.say("next-asked-see")).tone(Tone::Leaf);
    let wide = pill_width(ui, stage, &see, width);
    let high = pill_height(ui, stage, &see, wide);
    let (row, _) = ui.allocate_exact_size(vec2(width, high), Sense::hover());
    if pill(ui, stage, Rect::from_min_size(row.min, vec2(wide, high)), &see) {
        out.push(Command::SeeMeaning);
    }
    ui.add_space(stage.units(22.0));
}
