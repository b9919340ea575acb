//! After a worry, every worry: whether somebody has seen it, and who to go to now.

use egui::{Ui, vec2};

use super::{Commands, trouble_line};
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Header, Picture, Pill, Pressed, page, panel_height, sentence_panel};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(care) = &kiosk.care else { return };
    let go_to = match care.go_to.as_slice() {
        [] => stage.say("care-anyone"),
        names => names.join(" / "),
    };
    let with = |key: &str, who: &str| stage.words.say_with(key, &[("who", who)]);
    let state = match (&care.read_by, care.nobody_serving, care.urgent) {
        (Some(by), _, _) => (Picture::Ui("yes"), Tone::Leaf, with("care-read", by)),
        (None, true, _) => (Picture::Ui("two-people"), Tone::Honey, stage.say("care-nobody")),
        (None, false, true) => {
            (Picture::Ui("two-people"), Tone::Honey, with("care-urgent", &go_to))
        }
        (None, false, false) => {
            (Picture::Ui("two-people"), Tone::Honey, with("care-unseen", &go_to))
        }
    };
    let rows = [
        state,
        (Picture::Ui("phone"), Tone::Sky, stage.say("care-childline")),
        (Picture::Ui("danger"), Tone::Coral, stage.say("care-999")),
    ];
    let title = if care.urgent { "care-urgent-title" } else { "care-title" };
    let header = Header {
        picture: Picture::Ui(if care.urgent { "danger" } else { "handshake" }),
        title: stage.say(title),
        actions: vec![Pill::new("hide", stage.say("hide")).tone(Tone::Night)],
        ..Header::default()
    };
    let on = match care.leads_back {
        true => Pill::new("back", stage.say("back")),
        false => Pill::new("go-on", stage.say("home")),
    };
    let footer =
        [Pill::new("break", stage.say("break")), on, Pill::new("finished", stage.say("finished"))];
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let height = panel_height(ui, stage, &rows, room.x).max(room.y.min(stage.units(470.0)));
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        sentence_panel(ui, stage, &rows, rect);
    });
    match pressed {
        Pressed::Action(_) => out.push(Command::Hide),
        Pressed::Footer(0) => out.push(Command::Break),
        Pressed::Footer(1) if care.leads_back => out.push(Command::Back),
        Pressed::Footer(1) => out.push(Command::Home),
        Pressed::Footer(_) => out.push(Command::Finish),
        Pressed::Nothing => {}
    }
}
