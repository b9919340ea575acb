//! How to say one tip or answer: symbols, words or voice.

use egui::Ui;

use super::{Commands, trouble_line, usual};
use crate::app::command::MadeBy;
use crate::app::kiosk::Making;
use crate::app::{Command, Kiosk};
use crate::domain::Consent;
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Header, Picture, grid, page};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("talk"),
        title: title(stage, kiosk),
        subtitle: stage.say("how-sub"),
        ..Header::default()
    };
    let new = |picture, key, tone| Card::new(Picture::Ui(picture), stage.say(key), tone);
    let mut all = vec![
        (new("symbols", "home-symbols", Tone::Leaf), MadeBy::Symbols),
        (new("words", "home-words", Tone::Sky), MadeBy::Words),
    ];
    if super::home::consents(kiosk).voice != Consent::Objected {
        all.push((new("voice", "how-voice", Tone::Honey), MadeBy::Voice));
    }
    let (cards, ways): (Vec<Card>, Vec<MadeBy>) = all.into_iter().unzip();
    let pressed = page(ui, stage, &header, &super::usual_pills(stage), |ui, room| {
        trouble_line(ui, stage, kiosk);
        let pressed = grid(ui, stage, room, 3, &cards).and_then(|index| ways.get(index));
        out.extend(pressed.copied().map(Command::MakeBy));
    });
    usual(pressed, out);
}

/// What is being said.
fn title(stage: &Stage<'_>, kiosk: &Kiosk) -> String {
    let number = match kiosk.making {
        Some(Making::Answer(number)) => number,
        Some(Making::Tip | Making::Card | Making::Picture) | None => return stage.say("how-tip"),
    };
    let asked = kiosk.answering.as_ref().and_then(|answering| answering.asked.get(number));
    asked.map_or_else(String::new, |asked| as_asked(stage, &asked.question))
}

/// A question in the pupil's language, or as the SENCo put it.
pub fn as_asked(stage: &Stage<'_>, question: &str) -> String {
    stage.words.question(question)
}
