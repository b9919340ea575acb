//! The pupil's own words, in whatever way they were said: clip, photo, text, symbols, tips.

use std::sync::Arc;

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::parts::flow;
use super::{Commands, hide, say};
use crate::app::review::{Chosen, Open, ReviewCommand, ShownEntry};
use crate::domain::MediaType;
use crate::media::player::Player;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, label, label_height, paragraph, player, player_view};

/// The pupil's own words, in whatever way they were said.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, open: &Open, out: &mut Commands) {
    let entry = &open.entry;
    ui.add_space(stage.units(24.0));
    if let Some(question) = &entry.question {
        let question =
            if stage.words.has(question) { stage.say(question) } else { question.clone() };
        let text = stage.words.say_with("staff-asked", &[("question", &question)]);
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
        ui.add_space(stage.units(10.0));
    }
    if let Some(one) = &open.player {
        clip(ui, stage, chosen, entry, one, out);
    }
    if let Some(photo) = &open.photo {
        let width = ui.available_width();
        let height = (width * 0.75).min(stage.units(520.0));
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let name = say::kind(stage, entry.kind);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
        let newest = (stage.video.seen() < photo.number).then(|| Arc::clone(photo));
        stage.video.paint(ui.painter(), rect, stage.units(22.0), newest, false);
        hide::over(ui, stage, chosen, rect, out);
        ui.add_space(stage.units(14.0));
        hide::tools(ui, stage, chosen, &[], out);
        ui.add_space(stage.units(18.0));
    }
    if open.has_more {
        let text = stage.say("staff-more-media");
        paragraph(ui, stage, &text, Words::Plain, stage.theme.quiet_ink());
        ui.add_space(stage.units(14.0));
    }
    if let Some(trouble) = &open.clip_trouble {
        let text = say::sentence(stage, trouble);
        paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
        ui.add_space(stage.units(14.0));
    }
    if !entry.text.is_empty() {
        quoted(ui, stage, entry);
    }
    if !entry.symbols.is_empty() {
        symbols(ui, stage, entry);
    }
    tips(ui, stage, entry);
    let is_silent = entry.text.is_empty() && entry.symbols.is_empty() && entry.tips.is_empty();
    if is_silent && entry.media.is_empty() {
        let text = stage.say("staff-nothing-said");
        paragraph(ui, stage, &text, Words::Plain, stage.theme.quiet_ink());
    }
}

fn clip(
    ui: &mut Ui,
    stage: &Stage<'_>,
    chosen: &Chosen,
    entry: &ShownEntry,
    one: &Player,
    out: &mut Commands,
) {
    let width = ui.available_width();
    let bar = stage.units(100.0);
    let height = match entry.media.contains(&MediaType::Video) {
        true => (width * 9.0 / 16.0).min(stage.units(520.0)) + bar,
        false => stage.units(170.0) + bar,
    };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    if let Some(to) = player(ui, stage, rect, Some(one)) {
        out.push(ReviewCommand::Seek(to));
    }
    hide::over(ui, stage, chosen, player_view(stage, rect), out);
    ui.add_space(stage.units(14.0));
    let play = match one.progress().is_playing {
        true => Pill::new("pause", stage.say("staff-pause")),
        false => Pill::new("play", stage.say("staff-play")),
    };
    let play = (play.tone(Tone::Sky), ReviewCommand::PlayOrPause);
    hide::tools(ui, stage, chosen, &[play], out);
    ui.add_space(stage.units(18.0));
}

/// Few words stand large; many are to be read.
fn quoted(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    let size = if entry.text.len() < 160 { Words::Big } else { Words::Plain };
    let (_, tone) = say::look_of(entry.kind);
    let surface = stage.theme.surface(tone);
    let indent = stage.units(26.0);
    let width = ui.available_width();
    let height = label_height(ui, stage, &entry.text, size, width - indent);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let bar = Rect::from_min_size(rect.min, vec2(stage.units(7.0), height));
    ui.painter().rect_filled(bar, bar.width() / 2.0, surface.edge);
    let words = Rect::from_min_max(pos2(rect.left() + indent, rect.top()), rect.max);
    label(ui, stage, words, &entry.text, size, stage.theme.ink());
    ui.add_space(stage.units(16.0));
}

/// As the pupil put them: pictures with their words, one after the other.
fn symbols(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    let width = ui.available_width();
    let (pad, box_side) = (stage.units(12.0), stage.units(104.0));
    let surface = stage.theme.surface(Tone::Leaf);
    let sizes: Vec<egui::Vec2> = entry
        .symbols
        .iter()
        .map(|symbol| {
            let words = stage.measure(ui, &symbol.word, Words::Plain, width - 2.0 * pad);
            let picture = if symbol.picture.is_some() { box_side } else { 0.0 };
            vec2(words.x.max(picture) + 2.0 * pad, words.y + picture + 2.0 * pad)
        })
        .collect();
    let highest = sizes.iter().map(|size| size.y).fold(0.0, f32::max);
    let even = sizes.into_iter().map(|size| vec2(size.x, highest));
    let places = flow(even, width, stage.units(10.0));
    let height = places.iter().map(|place| place.bottom()).fold(0.0, f32::max);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    for (symbol, place) in entry.symbols.iter().zip(places) {
        let place = place.translate(area.min.to_vec2());
        ui.painter().rect_filled(place, stage.units(18.0), surface.tint);
        let rim = Stroke::new(stage.units(2.0), surface.edge);
        ui.painter().rect_stroke(place, stage.units(18.0), rim, StrokeKind::Inside);
        let inner = place.shrink(pad);
        let mut words = inner;
        if let Some(picture) = &symbol.picture {
            let side = Rect::from_center_size(
                pos2(inner.center().x, inner.top() + box_side / 2.0),
                vec2(box_side, box_side),
            );
            if stage.theme.look.is_high_contrast() {
                ui.painter().rect_filled(side, stage.units(10.0), stage.theme.disc());
            }
            Picture::Drawing(picture.clone()).paint(ui, stage, side);
            words.min.y = side.bottom();
        }
        stage.centred(ui, &symbol.word, Words::Plain, surface.text, words);
    }
    let sentence: Vec<&str> = entry.symbols.iter().map(|symbol| symbol.word.as_str()).collect();
    let id = ui.scope_id().with("symbols");
    ui.interact(area, id, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, sentence.join(" ")));
    ui.add_space(stage.units(16.0));
}

fn tips(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    let surface = stage.theme.surface(Tone::Sky);
    let side = stage.units(46.0);
    let indent = side + stage.units(16.0);
    for (index, tip) in entry.tips.iter().enumerate() {
        let width = ui.available_width();
        let words = label_height(ui, stage, tip, Words::Plain, width - indent);
        let (rect, _) = ui.allocate_exact_size(vec2(width, words.max(side)), Sense::hover());
        let disc = Rect::from_min_size(rect.min, vec2(side, side));
        ui.painter().circle_filled(disc.center(), side / 2.0, surface.tint);
        if stage.theme.look.is_high_contrast() {
            ui.painter().circle_stroke(disc.center(), side / 2.0, Stroke::new(1.5, surface.rim));
        }
        stage.centred(ui, &(index + 1).to_string(), Words::Card, surface.text, disc);
        let place = Rect::from_min_max(pos2(rect.left() + indent, rect.top()), rect.max);
        label(ui, stage, place, tip, Words::Plain, stage.theme.ink());
        ui.add_space(stage.units(10.0));
    }
}
