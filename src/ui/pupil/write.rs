//! Words by the in-app keyboard, or by a real one.

use egui::{Ui, vec2};

use super::{Commands, usual, worry_action, worry_actions};
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Picture, Pill, Pressed, Shape, grid, is_told, keyboard, label_height, page,
};

/// The least that a target has.
const PROPOSED_UNITS: f32 = 88.0;

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
        written(ui, stage, rect.shrink2(vec2(pad, 0.0)), &text, &kiosk.message.text);
        ui.add_space(stage.units(GAP_UNITS));
        let used = proposed(ui, stage, kiosk, room.x, out);
        let room = vec2(room.x, room.y - height - used - stage.units(GAP_UNITS));
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

/// Words that may end the one that is begun. Their row keeps its place while there is none, so
/// that no letter moves under a finger. Gives the height it took.
fn proposed(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, width: f32, out: &mut Commands) -> f32 {
    let words = kiosk.proposed(stage.words.language_tag());
    let row = vec2(width, stage.units(PROPOSED_UNITS));
    let before = ui.cursor().top();
    let cards: Vec<Card> = words
        .iter()
        .map(|word| Card::new(Picture::None, word, Tone::Sky).shape(Shape::Tile))
        .collect();
    match cards.is_empty() {
        true => drop(ui.allocate_exact_size(row, egui::Sense::hover())),
        false => {
            let pressed = grid(ui, stage, row, 4, &cards).and_then(|index| words.get(index));
            out.extend(pressed.cloned().map(Command::EndWord));
        }
    }
    ui.add_space(stage.units(GAP_UNITS));
    ui.cursor().top() - before
}

/// What is written so far; the caret is seen and not heard.
fn written(ui: &mut Ui, stage: &Stage<'_>, rect: egui::Rect, shown: &str, text: &str) {
    stage.beside(ui, shown, Words::Big, stage.theme.ink(), rect);
    let told = if text.is_empty() { shown } else { text };
    let id = ui.scope_id().with("written");
    ui.interact(rect, id, egui::Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, told));
    is_told(ui, id);
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
