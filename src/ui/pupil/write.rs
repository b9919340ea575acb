//! Words by the in-app keyboard, or by a real one.

use egui::{Ui, vec2};

use super::{Commands, usual, worry_action, worry_actions};
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Keys, Picture, Pill, Pressed, card, columns, is_pressable_focused, is_told,
    keyboard, label_height, page,
};

/// So many words are proposed, where there is room.
const OFFERED: usize = 2;

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
        let gap = stage.units(GAP_UNITS);
        // Words that may end the one that is begun stand beside the text: the letters keep their
        // place whatever is proposed.
        let offered = if columns(stage, room.x) { OFFERED } else { 0 };
        let word = vec2(stage.units(200.0), stage.units(104.0));
        let wide = room.x - offered as f32 * (word.x + gap);
        let height =
            (label_height(ui, stage, &text, Words::Big, wide - 2.0 * pad) + pad).max(word.y);
        let (row, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        let rect = egui::Rect::from_min_size(row.min, vec2(wide, height));
        let surface = stage.theme.surface(Tone::Plain);
        paint::panel(ui.painter(), stage.theme, rect, stage.units(28.0), &surface);
        written(ui, stage, rect.shrink2(vec2(pad, 0.0)), &text, &kiosk.message.text);
        let words = kiosk.proposed(stage.words.language_tag(), offered);
        for (index, proposed) in words.iter().enumerate() {
            let left = rect.right() + gap + index as f32 * (word.x + gap);
            let place = egui::Rect::from_min_size(egui::pos2(left, row.top()), word);
            let one = Card::new(Picture::None, proposed, Tone::Sky);
            if one.fits(ui, stage, word.x) && card(ui, stage, place, &one) {
                out.push(Command::EndWord(proposed.clone()));
            }
        }
        ui.add_space(gap);
        let room = vec2(room.x, room.y - height - gap);
        if let Some(letter) = keyboard(ui, stage, room, letters(kiosk)) {
            out.push(Command::Letter(letter));
        }
    });
    if stage.told.is_asked() && !kiosk.message.text.trim().is_empty() {
        stage.told.ask_for(&kiosk.message.text);
    }
    match pressed {
        Pressed::Action(index) => worry_action(index, out),
        Pressed::Footer(2) => out.push(Command::DoneSaying),
        other => usual(other, out),
    }
}

/// The keys of whoever sits there.
pub(super) fn letters(kiosk: &Kiosk) -> Keys {
    Keys::Letters { qwerty: kiosk.preferences.qwerty }
}

/// What is written so far; the caret is seen and not heard.
pub(super) fn written(ui: &mut Ui, stage: &Stage<'_>, rect: egui::Rect, shown: &str, text: &str) {
    stage.beside(ui, shown, Words::Big, stage.theme.ink(), rect);
    let told = if text.is_empty() { shown } else { text };
    let id = ui.scope_id().with("written");
    ui.interact(rect, id, egui::Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, told));
    is_told(ui, id);
}

/// Letters of a real keyboard; space and enter press what has the focus, where anything has.
pub(super) fn typed_on_a_real_one(ui: &Ui, out: &mut Commands) {
    let has_focus = is_pressable_focused(ui);
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
