//! What a pupil put together, as they made it: symbols, tips, answers, a sort.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Commands;
use super::parts::flow;
use crate::app::review::{Open, ReviewCommand, ShownPiece, ShownSort, ShownSymbol};
use crate::domain::Column;
use crate::media::player::Player;
use crate::symbols::face_of;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{
    Picture, Pill, label, label_height, paragraph, pill, pill_height, pill_width,
};

/// A message's key and a tone for each column.
const COLUMNS: [(Column, &str, Tone); 3] = [
    (Column::Good, "sort-good", Tone::Leaf),
    (Column::SoSo, "sort-so-so", Tone::Honey),
    (Column::NotGood, "sort-not-good", Tone::Coral),
];

/// As the pupil put them: pictures with their words, one after the other.
pub fn symbols(ui: &mut Ui, stage: &Stage<'_>, symbols: &[ShownSymbol]) {
    tiles(ui, stage, symbols, Tone::Leaf, stage.units(104.0));
    ui.add_space(stage.units(16.0));
}

fn tiles(ui: &mut Ui, stage: &Stage<'_>, symbols: &[ShownSymbol], tone: Tone, box_side: f32) {
    let width = ui.available_width();
    let pad = stage.units(12.0);
    let surface = stage.theme.surface(tone);
    let sizes: Vec<egui::Vec2> = symbols
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
    for (symbol, place) in symbols.iter().zip(places) {
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
    let sentence: Vec<&str> = symbols.iter().map(|symbol| symbol.word.as_str()).collect();
    let id = ui.next_auto_id().with("symbols");
    ui.interact(area, id, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, sentence.join(" ")));
}

/// One tip or answer, in the way in which it was given.
fn piece(
    ui: &mut Ui,
    stage: &Stage<'_>,
    open: &Open,
    shown: &ShownPiece,
    tone: Tone,
    out: &mut Commands,
) {
    match shown {
        ShownPiece::Words(words) => {
            paragraph(ui, stage, words, Words::Plain, stage.theme.ink());
        }
        ShownPiece::Symbols(symbols) => tiles(ui, stage, symbols, tone, stage.units(76.0)),
        ShownPiece::Earlier => {
            let text = stage.say("staff-said-earlier");
            paragraph(ui, stage, &text, Words::Plain, stage.theme.quiet_ink());
        }
        ShownPiece::Medium(medium) => voice(ui, stage, open.voices.get(medium), *medium, out),
        ShownPiece::Face(number) => {
            let key = format!("face-{number}");
            let side = stage.units(64.0);
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), side), Sense::hover());
            let face = Rect::from_min_size(rect.min, vec2(side, side));
            stage.pictures.paint_ui(ui.painter(), face, &key);
            let words =
                Rect::from_min_max(pos2(face.right() + stage.units(16.0), rect.top()), rect.max);
            label(ui, stage, words, &stage.say(&key), Words::Plain, stage.theme.ink());
        }
    }
}

fn voice(
    ui: &mut Ui,
    stage: &Stage<'_>,
    player: Option<&Player>,
    medium: usize,
    out: &mut Commands,
) {
    let Some(player) = player else {
        paragraph(ui, stage, &stage.say("player-broken"), Words::Plain, stage.theme.quiet_ink());
        return;
    };
    let one = match player.progress().is_playing {
        true => Pill::new("pause", stage.say("staff-pause")),
        false => Pill::new("play", stage.say("staff-piece-play")),
    };
    let width = pill_width(ui, stage, &one, ui.available_width());
    let height = pill_height(ui, stage, &one, width);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    if pill(ui, stage, rect, &one.tone(Tone::Sky)) {
        out.push(ReviewCommand::PlayPiece(medium));
    }
}

pub fn tips(ui: &mut Ui, stage: &Stage<'_>, open: &Open, out: &mut Commands) {
    let surface = stage.theme.surface(Tone::Sky);
    let side = stage.units(46.0);
    let indent = side + stage.units(16.0);
    for (index, tip) in open.entry.tips.iter().enumerate() {
        let top = ui.cursor().min;
        let disc = Rect::from_min_size(top, vec2(side, side));
        ui.painter().circle_filled(disc.center(), side / 2.0, surface.tint);
        if stage.theme.look.is_high_contrast() {
            ui.painter().circle_stroke(disc.center(), side / 2.0, Stroke::new(1.5, surface.rim));
        }
        stage.centred(ui, &(index + 1).to_string(), Words::Card, surface.text, disc);
        let place = Rect::from_min_max(pos2(top.x + indent, top.y), ui.max_rect().max);
        let shown = ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            ui.push_id(index, |ui| piece(ui, stage, open, tip, Tone::Sky, out));
        });
        let used = shown.response.rect.bottom().max(disc.bottom()) - ui.cursor().top();
        ui.add_space(used.max(0.0) + stage.units(10.0));
    }
}

/// Each answer below what was asked.
pub fn answers(ui: &mut Ui, stage: &Stage<'_>, open: &Open, out: &mut Commands) {
    for (index, answered) in open.entry.answers.iter().enumerate() {
        let question = stage.words.question(&answered.question);
        paragraph(ui, stage, &question, Words::Small, stage.theme.quiet_ink());
        ui.add_space(stage.units(6.0));
        ui.push_id(("answer", index), |ui| {
            piece(ui, stage, open, &answered.answer, Tone::Violet, out);
        });
        ui.add_space(stage.units(18.0));
    }
}

/// The three columns beside each other, cards as they lie.
pub fn sort(ui: &mut Ui, stage: &Stage<'_>, sort: &ShownSort) {
    let topic = stage.words.topic(&sort.topic);
    paragraph(ui, stage, &topic, Words::Card, stage.theme.ink());
    ui.add_space(stage.units(12.0));
    let gap = stage.units(14.0);
    let width = (ui.available_width() - 2.0 * gap) / 3.0;
    let top = ui.cursor().min;
    let mut bottom = top.y;
    for (index, ((column, key, tone), cards)) in COLUMNS.iter().zip(&sort.columns).enumerate() {
        let left = top.x + index as f32 * (width + gap);
        let place =
            Rect::from_min_max(pos2(left, top.y), pos2(left + width, ui.max_rect().bottom()));
        let shown = ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            let title = stage.say(key);
            let words = label_height(ui, stage, &title, Words::Plain, width - stage.units(56.0));
            let high = words.max(stage.units(48.0));
            let (rect, _) = ui.allocate_exact_size(vec2(width, high), Sense::hover());
            let side = stage.units(46.0);
            let picture = Rect::from_min_size(rect.min, vec2(side, side));
            stage.pictures.paint_ui(ui.painter(), picture, face_of(*column));
            let words =
                Rect::from_min_max(pos2(picture.right() + stage.units(8.0), rect.top()), rect.max);
            label(ui, stage, words, &title, Words::Plain, stage.theme.ink());
            ui.add_space(stage.units(8.0));
            let symbols: Vec<ShownSymbol> = cards.iter().flat_map(as_tiles).collect();
            ui.push_id(index, |ui| tiles(ui, stage, &symbols, *tone, stage.units(64.0)));
        });
        bottom = bottom.max(shown.response.rect.bottom());
    }
    let used = bottom - ui.cursor().top();
    ui.add_space(used.max(0.0) + stage.units(16.0));
}

/// A card of words is a tile without a picture.
fn as_tiles(card: &ShownPiece) -> Vec<ShownSymbol> {
    match card {
        ShownPiece::Symbols(symbols) => symbols.clone(),
        other => vec![ShownSymbol { word: other.words(), picture: None }],
    }
}
