//! The pupil's own words, in whatever way they were said: clip, photo, text, symbols, tips.

use std::sync::Arc;

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::{Commands, hide, pieces, say};
use crate::app::review::{Chosen, Open, ReviewCommand, ShownEntry};
use crate::domain::MediaType;
use crate::media::player::Player;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, label, label_height, paragraph, player, player_view};

/// The pupil's own words, in whatever way they were said.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, open: &Open, out: &mut Commands) {
    let entry = &open.entry;
    ui.add_space(stage.units(24.0));
    if let Some(question) = &entry.question {
        let question = stage.words.question(question);
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
        pieces::symbols(ui, stage, &entry.symbols);
    }
    pieces::tips(ui, stage, open, out);
    pieces::answers(ui, stage, open, out);
    if let Some(sort) = &entry.sort {
        pieces::sort(ui, stage, sort);
    }
    let has_pieces = !entry.tips.is_empty() || !entry.answers.is_empty() || entry.sort.is_some();
    let is_silent = entry.text.is_empty() && entry.symbols.is_empty() && !has_pieces;
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
