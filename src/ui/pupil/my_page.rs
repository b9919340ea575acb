//! My page: the one-page profile in the pupil's own answers, and a picture of something made.

use egui::Ui;

use super::how::as_asked;
use super::{Commands, trouble_line, usual};
use crate::app::kiosk::{Asking, Made, PAGE_PARTS};
use crate::app::{Command, Kiosk};
use crate::domain::Consent;
use crate::symbols::Vocabulary;
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Header, Picture, Pill, Pressed, grid, page};

const TONES: [Tone; 4] = [Tone::Leaf, Tone::Honey, Tone::Sky, Tone::Violet];

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(answering) = &kiosk.answering else { return };
    let header = Header {
        picture: Picture::Ui("page"),
        title: stage.say("page-title"),
        subtitle: stage.say("page-sub"),
        ..Header::default()
    };
    let mut footer = super::usual_pills(stage);
    let has_any =
        answering.picture.is_some() || answering.asked.iter().any(|one| one.answer.is_some());
    if has_any {
        footer.push(Pill::new("send", stage.say("page-send")).tone(Tone::Leaf));
    }
    let answers = answering.asked.iter().enumerate();
    let mut all: Vec<(Card, Command)> =
        answers.map(|(index, asked)| (part(stage, index, asked), Command::Answer(index))).collect();
    if super::home::consents(kiosk).photo != Consent::Objected {
        let made = Card::new(Picture::Ui("photo"), stage.say("page-made"), Tone::Coral);
        all.push(match answering.picture {
            Some(_) => (made.below(stage.say("page-made-away")), Command::NoPagePicture),
            None => (made, Command::PagePicture),
        });
    }
    let (cards, commands): (Vec<Card>, Vec<Command>) = all.into_iter().unzip();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        if let Some(index) = grid(ui, stage, room, 3, &cards) {
            out.extend(commands.get(index).cloned());
        }
    });
    match pressed {
        Pressed::Footer(2) => out.push(Command::DoneSaying),
        other => usual(other, out),
    }
}

/// One part with its answer, whose first picture stands for it.
fn part(stage: &Stage<'_>, index: usize, asked: &Asking) -> Card {
    let (_, picture) = PAGE_PARTS[index % PAGE_PARTS.len()];
    let answer = asked.answer.as_ref();
    let first = answer.and_then(|made| made.symbols().first());
    let drawing = first.and_then(|id| Vocabulary::built_in().picture_of(id));
    let picture = drawing.map_or(Picture::Ui(picture), Picture::Drawing);
    let said = answer.map(|made| in_words(stage, made)).unwrap_or_default();
    Card::new(picture, as_asked(stage, &asked.question), TONES[index % TONES.len()]).below(said)
}

/// A piece in one line.
pub fn in_words(stage: &Stage<'_>, made: &Made) -> String {
    let words = made.words(stage.words.language_tag());
    words.unwrap_or_else(|| match made {
        Made::Voice { .. }
        | Made::Piece(crate::domain::Piece::Earlier { .. } | crate::domain::Piece::Medium { .. }) => {
            stage.say("said-aloud")
        }
        Made::Piece(crate::domain::Piece::Face { face }) => stage.say(&format!("face-{face}")),
        Made::Piece(_) => String::new(),
    })
}
