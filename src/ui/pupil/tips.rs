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
    Header, Named, Picture, Pill, Pressed, label, label_height, page, panel_height, paragraph,
    sentence_panel, target,
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
        before(ui, stage, kiosk);
    });
    match pressed {
        Pressed::Footer(index @ 2..) => out.extend(commands.get(index - 2).cloned()),
        other => usual(other, out),
    }
}

/// Earlier versions, for whoever has shown who they are.
fn before(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk) {
    let Some(shelf) = kiosk.shelf() else { return };
    let language = stage.words.language_tag();
    let earlier = shelf.tips.iter().filter_map(|kept| {
        let aloud = || stage.say("said-aloud");
        let tip = |tip| Vocabulary::built_in().piece(tip, language).unwrap_or_else(aloud);
        let tips: Vec<String> = kept.what.iter().map(tip).collect();
        let now: Vec<String> = kiosk.tips.iter().map(|made| in_words(stage, made)).collect();
        // What is on the screen already was said before by nobody.
        (tips != now).then(|| (kept.at, tips.join(" · ")))
    });
    let said: Vec<(Picture, Tone, String)> = earlier
        .map(|(at, tips)| {
            let when = super::when::day(stage, kiosk, at);
            let text = stage.words.say_with("tips-said", &[("when", &when), ("tips", &tips)]);
            (Picture::Ui("clock"), Tone::Sky, text)
        })
        .collect();
    if said.is_empty() {
        return;
    }
    paragraph(ui, stage, &stage.say("tips-before"), Words::Card, stage.theme.quiet_ink());
    ui.add_space(stage.units(GAP_UNITS));
    let width = ui.available_width();
    let height = panel_height(ui, stage, &said, width);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    sentence_panel(ui, stage, &said, rect);
}

fn one(ui: &mut Ui, stage: &Stage<'_>, index: usize, made: &Made, out: &mut Commands) {
    let tip = &in_words(stage, made);
    let vocabulary = Vocabulary::built_in();
    let drawings: Vec<String> =
        made.symbols().iter().filter_map(|id| vocabulary.picture_of(id)).collect();
    let side = stage.units(88.0);
    let gap = stage.units(14.0);
    let pad = stage.units(24.0);
    let width = ui.available_width();
    let number = (index + 1).to_string();
    let count = stage.measure(ui, &number, Words::Title, f32::INFINITY).x + stage.units(30.0);
    let count = count.max(stage.units(80.0));
    let words = width - 2.0 * (side + gap) - 2.0 * pad - count;
    // The pictures stand above their words, as many as there is room for.
    let picture = if drawings.is_empty() { 0.0 } else { stage.units(76.0) };
    let height = (label_height(ui, stage, tip, Words::Card, words) + picture + stage.units(28.0))
        .max(side + stage.units(20.0));
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(28.0), &surface);
    let counted = Rect::from_min_size(rect.min, vec2(count, height));
    stage.centred(ui, &number, Words::Title, stage.theme.ink(), counted);
    let shown = (words / (picture + stage.units(8.0))).floor().max(0.0) as usize;
    for (index, drawing) in drawings.iter().take(shown).enumerate() {
        let left = counted.right() + index as f32 * (picture + stage.units(8.0));
        let corner = pos2(left, rect.top() + stage.units(12.0));
        let place = Rect::from_min_size(corner, vec2(picture, picture));
        if stage.theme.look.is_high_contrast() {
            ui.painter().rect_filled(place, stage.units(8.0), stage.theme.disc());
        }
        stage.pictures.paint(ui.painter(), place, drawing);
    }
    let text = Rect::from_min_max(
        pos2(counted.right(), rect.top() + picture),
        pos2(counted.right() + words, rect.bottom()),
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
