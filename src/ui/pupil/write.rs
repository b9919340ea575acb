//! Words by the in-app keyboard, or by a real one.

use egui::{Ui, vec2};

use super::{Commands, usual, worry_action, worry_actions};
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{Header, Picture, Pill, Pressed, keyboard, label, label_height, page};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("words"),
        title: stage.say("write-title"),
        actions: worry_actions(stage, kiosk),
        ..Header::default()
    };
    let mut footer = super::usual_pills(stage);
    footer.push(Pill::new("keep", stage.say("done")).tone(Tone::Leaf));
    typed_on_a_real_one(ui, out);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        let text = match kiosk.message.text.is_empty() {
            true => stage.say("write-empty"),
            false => format!("{}|", kiosk.message.text),
        };
        let pad = stage.units(28.0);
        let height = (label_height(ui, stage, &text, Words::Big, room.x - 2.0 * pad) + pad)
            .max(stage.units(104.0));
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        let surface = stage.theme.surface(Tone::Plain);
        paint::panel(ui.painter(), stage.theme, rect, stage.units(28.0), &surface);
        label(ui, stage, rect.shrink2(vec2(pad, 0.0)), &text, Words::Big, stage.theme.ink());
        ui.add_space(stage.units(GAP_UNITS));
        let room = vec2(room.x, room.y - height - stage.units(GAP_UNITS));
        if let Some(letter) = keyboard(ui, stage, room, false) {
            out.push(Command::Letter(letter));
        }
    });
    match pressed {
        Pressed::Action(index) => worry_action(index, out),
        Pressed::Footer(2) => out.push(Command::DoneSaying),
        other => usual(other, out),
    }
}

/// Letters of a real keyboard; space and enter press what has the focus, where anything has.
fn typed_on_a_real_one(ui: &Ui, out: &mut Commands) {
    let has_focus = ui.memory(|memory| memory.focused().is_some());
    ui.input(|input| {
        for event in &input.events {
            match event {
                egui::Event::Text(text) if !(has_focus && text == " ") => {
                    out.extend(
                        text.chars().filter(|letter| !letter.is_control()).map(Command::Letter),
                    );
                }
                egui::Event::Key { key: egui::Key::Backspace, pressed: true, .. } => {
                    out.push(Command::Letter(crate::app::kiosk::BACKSPACE));
                }
                _ => {}
            }
        }
    });
}
