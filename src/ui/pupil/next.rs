//! What happened next: who has seen it, and "You said, we did". Only for whom the identity was
//! checked of.

use egui::{Ui, vec2};

use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::Kiosk;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Header, Picture, page, panel_height, paragraph, sentence_panel};

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
        .collect();
    let pressed = page(ui, stage, &header, &usual_pills(stage), |ui, room| {
        trouble_line(ui, stage, kiosk);
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
