//! My top tips: up to five, in the pupil's order.

use egui::{Rect, Ui, pos2, vec2};

use super::my_page::in_words;
use super::{Commands, trouble_line, usual};
use crate::app::kiosk::Made;
use crate::app::{Command, Kiosk};
use crate::symbols::Vocabulary;
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Header, Named, Picture, Pill, Pressed, label, label_height, page, paragraph, target,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("tips"),
        title: stage.say("tips-title"),
        subtitle: stage.say("tips-sub"),
        ..Header::default()
    };
    let mut footer = super::usual_pills(stage);
    let mut commands = Vec::new();
    if kiosk.tips.len() < kiosk.tips_offered() {
        footer.push(Pill::new("plus", stage.say("tips-add")).tone(Tone::Sky));
        commands.push(Command::AddTip);
    }
    if !kiosk.tips.is_empty() {
        footer.push(Pill::new("send", stage.say("tips-send")).tone(Tone::Leaf));
        commands.push(Command::DoneSaying);
    }
    let pressed = page(ui, stage, &header, &footer, |ui, _room| {
        trouble_line(ui, stage, kiosk);
        if kiosk.tips.is_empty() {
            paragraph(ui, stage, &stage.say("tips-none"), Words::Card, stage.theme.ink());
        }
        for (index, tip) in kiosk.tips.iter().enumerate() {
            ui.push_id(index, |ui| one(ui, stage, index, tip, out));
            ui.add_space(stage.units(GAP_UNITS));
        }
    });
    match pressed {
        Pressed::Footer(index @ 2..) => out.extend(commands.get(index - 2).cloned()),
        other => usual(other, out),
    }
}

fn one(ui: &mut Ui, stage: &Stage<'_>, index: usize, made: &Made, out: &mut Commands) {
    let tip = &in_words(stage, made);
    let vocabulary = Vocabulary::built_in();
    let drawings: Vec<&str> = made
        .symbols()
        .iter()
        .filter_map(|id| vocabulary.get(id))
        .map(|symbol| symbol.picture.as_str())
        .collect();
    let side = stage.units(88.0);
    let gap = stage.units(14.0);
    let pad = stage.units(24.0);
    let width = ui.available_width();
    let words = width - 2.0 * (side + gap) - 2.0 * pad - stage.units(70.0);
    // The pictures stand above their words, as many as there is room for.
    let picture = if drawings.is_empty() { 0.0 } else { stage.units(76.0) };
    let height = (label_height(ui, stage, tip, Words::Card, words) + picture + stage.units(28.0))
        .max(side + stage.units(20.0));
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(28.0), &surface);
    let number = Rect::from_min_size(rect.min, vec2(stage.units(80.0), height));
    stage.centred(ui, &(index + 1).to_string(), Words::Title, stage.theme.ink(), number);
    let shown = (words / (picture + stage.units(8.0))).floor().max(0.0) as usize;
    for (index, drawing) in drawings.iter().take(shown).enumerate() {
        let left = number.right() + index as f32 * (picture + stage.units(8.0));
        let corner = pos2(left, rect.top() + stage.units(12.0));
        let place = Rect::from_min_size(corner, vec2(picture, picture));
        if stage.theme.look.is_high_contrast() {
            ui.painter().rect_filled(place, stage.units(8.0), stage.theme.disc());
        }
        stage.pictures.paint(ui.painter(), place, drawing);
    }
    let text = Rect::from_min_max(
        pos2(number.right(), rect.top() + picture),
        pos2(number.right() + words, rect.bottom()),
    );
    label(ui, stage, text, tip, Words::Card, stage.theme.ink());
    let mut right = rect.right() - pad;
    for (key, picture, command) in
        [("tips-away", "bin", Command::TipAway(index)), ("tips-up", "up", Command::TipUp(index))]
    {
        if index == 0 && key == "tips-up" {
            continue;
        }
        let place =
            Rect::from_center_size(pos2(right - side / 2.0, rect.center().y), vec2(side, side));
        let name = stage.words.say_with(key, &[("tip", tip)]);
        let id = ui.scope_id().with(key);
        let press = target(ui, stage.theme, place, id, &Named::button(&name));
        let face = paint::card(
            ui.painter(),
            stage.theme,
            place,
            stage.units(24.0),
            &stage.theme.surface(Tone::Plain),
            press.sunk,
        );
        Picture::Ui(picture).paint(ui, stage, face.shrink(stage.units(16.0)));
        if press.clicked {
            out.push(command);
        }
        right -= side + gap;
    }
}
