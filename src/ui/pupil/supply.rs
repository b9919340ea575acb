//! Who is here for a day: a name, before the PIN that opens one class.

use egui::{Ui, vec2};

use super::write::{letters, typed_on_a_real_one, written};
use super::{Commands, trouble_line};
use crate::app::{Command, Kiosk};
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{Header, Picture, Pill, Pressed, keyboard, label_height, page};
use crate::ui::{Stage, paint};

pub fn name(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("person"),
        title: stage.say("supply-name-title"),
        subtitle: stage.say("supply-name-sub"),
        ..Header::default()
    };
    let footer = [
        Pill::new("back", stage.say("back")),
        Pill::new("keep", stage.say("done")).tone(Tone::Leaf),
    ];
    typed_on_a_real_one(ui, out);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let text = match kiosk.supply_name.is_empty() {
            true => stage.say("supply-name-empty"),
            false => format!("{}|", kiosk.supply_name),
        };
        let (pad, gap) = (stage.units(28.0), stage.units(GAP_UNITS));
        let wide = room.x - 2.0 * pad;
        let height =
            (label_height(ui, stage, &text, Words::Big, wide) + pad).max(stage.units(104.0));
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        let surface = stage.theme.surface(Tone::Plain);
        paint::panel(ui.painter(), stage.theme, rect, stage.units(28.0), &surface);
        written(ui, stage, rect.shrink2(vec2(pad, 0.0)), &text, &kiosk.supply_name);
        ui.add_space(gap);
        if let Some(letter) =
            keyboard(ui, stage, vec2(room.x, room.y - height - gap), letters(kiosk))
        {
            out.push(Command::Letter(letter));
        }
    });
    match pressed {
        Pressed::Footer(0) => out.push(Command::Back),
        Pressed::Footer(_) => out.push(Command::DoneSaying),
        Pressed::Action(_) | Pressed::Nothing => {}
    }
}
