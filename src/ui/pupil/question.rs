//! What would you like to talk about? Or no question at all.

use egui::Ui;

use super::{Commands, usual, usual_pills};
use crate::app::kiosk::QUESTIONS;
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Header, Picture, Pill, Pressed, grid, page};

const TONES: [Tone; 6] = [Tone::Sky, Tone::Honey, Tone::Coral, Tone::Leaf, Tone::Violet, Tone::Sky];

pub fn show(ui: &mut Ui, stage: &Stage<'_>, _kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("question"),
        title: stage.say("question-title"),
        ..Header::default()
    };
    let cards: Vec<Card> = QUESTIONS
        .iter()
        .zip(TONES)
        .map(|((key, picture), tone)| Card::new(Picture::Ui(picture), stage.say(key), tone))
        .collect();
    let mut footer = usual_pills(stage);
    footer.push(Pill::new("nothing", stage.say("question-none")));
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        if let Some(index) = grid(ui, stage, room, 3, &cards) {
            out.push(Command::Question(Some(index)));
        }
    });
    match pressed {
        Pressed::Footer(2) => out.push(Command::Question(None)),
        other => usual(other, out),
    }
}
