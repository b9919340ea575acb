//! The words of the safes, one safe at a time, and three of them asked back.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::{SetupCommands, feet, fields, fill_in, head, sub, told};
use crate::app::Setup;
use crate::app::setup::{Busy, SetupCommand, SetupField};
use crate::ui::Stage;
use crate::ui::staff::parts::pills;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, label, paragraph};

/// For whose safe they are, and the colours of its screen.
const SAFES: [(&str, Tone); crate::app::setup::SAFES] = [
    ("setup-safe-school", Tone::Honey),
    ("setup-safe-worry", Tone::Violet),
    ("setup-safe-chair", Tone::Sky),
];

pub fn safe(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, safe: usize, out: &mut SetupCommands) {
    let Some((key, tone)) = SAFES.get(safe) else { return };
    head(ui, stage, setup, ("key", *tone), &stage.say(key));
    sub(ui, stage, &stage.say(&format!("{key}-sub")));
    if let Some(drawn) = &setup.safes {
        let (_, words) = drawn.each()[safe];
        table(ui, stage, &words.words(), *tone);
    }
    paragraph(ui, stage, &stage.say("setup-safe-once"), Words::Small, stage.theme.ink());
    ui.add_space(stage.units(18.0));
    into_a_file(ui, stage, setup, out);
    let key = match setup.words_at.is_some() {
        true => "setup-safe-next-saved",
        false => "setup-safe-next",
    };
    let next = Pill::new("go-on", stage.say(key)).tone(Tone::Leaf);
    feet(ui, stage, setup, Some(next), out);
}

/// The words with their numbers, to be read from the top down and copied.
fn table(ui: &mut Ui, stage: &Stage<'_>, words: &[&str], tone: Tone) {
    let width = ui.available_width();
    let pad = stage.units(20.0);
    let lines: Vec<String> =
        words.iter().enumerate().map(|(index, word)| format!("{}. {word}", index + 1)).collect();
    let measure = |line: &String| stage.measure(ui, line, Words::Card, f32::INFINITY);
    let wide = lines.iter().map(|line| measure(line).x).fold(0.0, f32::max) + stage.units(20.0);
    let high = lines.iter().map(|line| measure(line).y).fold(0.0, f32::max) + stage.units(8.0);
    let columns = (((width - 2.0 * pad) / wide) as usize).clamp(1, 4);
    let rows = lines.len().div_ceil(columns);
    let column = (width - 2.0 * pad) / columns as f32;
    let (area, _) =
        ui.allocate_exact_size(vec2(width, rows as f32 * high + 2.0 * pad), Sense::hover());
    let surface = stage.theme.surface(tone);
    ui.painter().rect_filled(area, stage.units(24.0), surface.tint);
    if stage.theme.look.is_high_contrast() {
        let rim = egui::Stroke::new(2.0, surface.rim);
        ui.painter().rect_stroke(area, stage.units(24.0), rim, egui::StrokeKind::Inside);
    }
    for (index, line) in lines.iter().enumerate() {
        let corner = pos2(
            area.left() + pad + (index / rows) as f32 * column,
            area.top() + pad + (index % rows) as f32 * high,
        );
        let place = Rect::from_min_size(corner, vec2(column, high));
        label(ui, stage, place, line, Words::Card, surface.text);
    }
    ui.add_space(stage.units(16.0));
}

fn into_a_file(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    if let Some(path) = &setup.words_at {
        let path = path.display().to_string();
        let text = stage.words.say_with("setup-safe-saved", &[("path", &path)]);
        paragraph(ui, stage, &text, Words::Plain, stage.theme.surface(Tone::Leaf).text);
        ui.add_space(stage.units(18.0));
        told(ui, stage, setup, None);
        return;
    }
    let or = stage.say("setup-safe-file");
    paragraph(ui, stage, &or, Words::Plain, stage.theme.quiet_ink());
    ui.add_space(stage.units(12.0));
    let name = stage.say("setup-safe-file-field");
    let answer = fill_in(ui, stage, setup, (SetupField::WordsFile, &name), out);
    let is_ready = !setup.typed(SetupField::WordsFile).is_blank();
    let tone = if is_ready { Tone::Sky } else { Tone::Plain };
    let save = Pill::new("keep", stage.say("setup-safe-save")).tone(tone);
    if pills(ui, stage, &[save]).is_some() || answer.is_entered {
        out.push(SetupCommand::KeepWords);
    }
    ui.add_space(stage.units(24.0));
    let waits = (setup.busy == Some(Busy::KeepingWords)).then_some("setup-safe-saving");
    told(ui, stage, setup, waits);
}

pub fn ask_back(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    head(ui, stage, setup, ("key", Tone::Leaf), &stage.say("setup-ask-back"));
    sub(ui, stage, &stage.say("setup-ask-back-sub"));
    let all: Vec<(SetupField, String)> = setup
        .asked_back
        .iter()
        .enumerate()
        .map(|(turn, number)| {
            let number = (number + 1).to_string();
            let name = stage.words.say_with("setup-word-field", &[("number", &number)]);
            (SetupField::Word(turn), name)
        })
        .collect();
    fields(ui, stage, setup, &all, out);
    told(ui, stage, setup, None);
    let is_ready = all.iter().all(|(field, _)| !setup.typed(*field).is_blank());
    let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
    let make = Pill::new("school", stage.say("setup-make")).tone(tone);
    feet(ui, stage, setup, Some(make), out);
}
