//! What the SENCo asks: one question at a time, by five faces or in any way. What was answered can be
//! changed until all of it is sent.

use egui::Ui;

use super::how::as_asked;
use super::my_page::in_words;
use super::{Commands, trouble_line, usual};
use crate::app::kiosk::{Answering, Asking, Made};
use crate::app::{Command, Kiosk};
use crate::domain::Piece;
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{Card, Header, Picture, Pill, Pressed, Shape, grid, page, paragraph};

/// From "not good at all" to "very good".
pub const FACE_TONES: [Tone; 5] = [Tone::Coral, Tone::Coral, Tone::Honey, Tone::Leaf, Tone::Leaf];

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(answering) = &kiosk.answering else { return };
    match answering.asked.get(answering.at) {
        Some(asked) => question(ui, stage, kiosk, answering, asked, out),
        None => all_of_it(ui, stage, kiosk, answering, out),
    }
}

fn question(
    ui: &mut Ui,
    stage: &Stage<'_>,
    kiosk: &Kiosk,
    answering: &Answering,
    asked: &Asking,
    out: &mut Commands,
) {
    let (at, of) = ((answering.at + 1).to_string(), answering.asked.len().to_string());
    let header = Header {
        picture: Picture::Ui("talk"),
        title: as_asked(stage, &asked.question),
        subtitle: stage.words.say_with("survey-at", &[("at", &at), ("of", &of)]),
        ..Header::default()
    };
    let mut footer = super::usual_pills(stage);
    let on = if asked.answer.is_some() { "survey-on" } else { "survey-skip" };
    footer.push(Pill::new("go-on", stage.say(on)));
    let chosen = match &asked.answer {
        Some(Made::Piece(Piece::Face { face })) => Some(*face),
        Some(_) | None => None,
    };
    let faces: Vec<Card> = asked
        .faces
        .iter()
        .copied()
        .map(|face| {
            let key = format!("face-{face}");
            let card =
                Card::new(face_picture(face), stage.say(&key), FACE_TONES[usize::from(face - 1)]);
            card.selected(chosen == Some(face))
        })
        .collect();
    let other = Card::new(Picture::Ui("symbols"), stage.say("survey-other"), Tone::Sky);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        if asked.faces.is_empty() {
            if let Some(answer) = &asked.answer {
                let said = in_words(stage, answer);
                paragraph(ui, stage, &said, Words::Big, stage.theme.ink());
                ui.add_space(stage.units(GAP_UNITS));
            }
            let say = Card::new(Picture::Ui("talk"), stage.say("survey-say"), Tone::Leaf);
            if grid(ui, stage, room, 1, &[say]).is_some() {
                out.push(Command::Answer(answering.at));
            }
            return;
        }
        let high = room.y * 0.62;
        if let Some(index) = grid(ui, stage, egui::vec2(room.x, high), 5, &faces) {
            out.extend(asked.faces.get(index).copied().map(Command::Face));
        }
        ui.add_space(stage.units(GAP_UNITS));
        let left = egui::vec2(room.x, room.y - high - stage.units(GAP_UNITS));
        if grid(ui, stage, left, 1, &[other.shape(Shape::Wide)]).is_some() {
            out.push(Command::Answer(answering.at));
        }
    });
    match pressed {
        Pressed::Footer(1) => out.push(Command::QuestionBack),
        Pressed::Footer(2) => out.push(Command::QuestionOn),
        other => usual(other, out),
    }
}

/// Everything that was answered, each to be changed, before it is sent.
fn all_of_it(
    ui: &mut Ui,
    stage: &Stage<'_>,
    kiosk: &Kiosk,
    answering: &Answering,
    out: &mut Commands,
) {
    let header = Header {
        picture: Picture::Ui("keep"),
        title: stage.say("survey-all"),
        subtitle: stage.say("survey-all-sub"),
        ..Header::default()
    };
    let mut footer = super::usual_pills(stage);
    let has_any = answering.asked.iter().any(|one| one.answer.is_some());
    if has_any {
        footer.push(Pill::new("send", stage.say("survey-send")).tone(Tone::Leaf));
    }
    let cards: Vec<Card> = answering.asked.iter().map(|asked| answered(stage, asked)).collect();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        if let Some(index) = grid(ui, stage, room, 2, &cards) {
            out.push(Command::QuestionTo(index));
        }
    });
    match pressed {
        Pressed::Footer(1) => out.push(Command::QuestionBack),
        Pressed::Footer(2) => out.push(Command::DoneSaying),
        other => usual(other, out),
    }
}

fn answered(stage: &Stage<'_>, asked: &Asking) -> Card {
    let (picture, said, tone) = match &asked.answer {
        None => (Picture::Ui("words"), stage.say("survey-nothing"), Tone::Plain),
        Some(Made::Piece(Piece::Face { face })) => (
            face_picture(*face),
            stage.say(&format!("face-{face}")),
            FACE_TONES[usize::from(face.saturating_sub(1)).min(4)],
        ),
        Some(made) => (Picture::Ui("talk"), in_words(stage, made), Tone::Sky),
    };
    Card::new(picture, as_asked(stage, &asked.question), tone).below(said).shape(Shape::Wide)
}

/// A face of the scale.
pub fn face_picture(face: u8) -> Picture {
    Picture::Ui(match face {
        0 | 1 => "face-1",
        2 => "face-2",
        3 => "face-3",
        4 => "face-4",
        _ => "face-5",
    })
}
