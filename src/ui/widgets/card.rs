//! A card: a big picture with a short word. And a grid of them, which keeps its order whatever
//! the size of screen and text.

use std::sync::Arc;

use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::target::{Named, target};
use crate::media::PreviewPicture;
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{EDGE_UNITS, GAP_UNITS, TARGET_UNITS, Tone, Words};

/// What stands on a card beside its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Picture {
    #[default]
    None,
    /// A part of the screens, by its name in `symbols/interface.csv`.
    Ui(&'static str),
    /// A drawing by its own name.
    Drawing(String),
    /// Something that the camera saw.
    Still(Arc<PreviewPicture>),
}

impl Picture {
    pub fn paint(&self, ui: &Ui, stage: &Stage<'_>, rect: Rect) {
        match self {
            Self::None => {}
            Self::Ui(name) => stage.pictures.paint_ui(ui.painter(), rect, name),
            Self::Drawing(name) => stage.pictures.paint(ui.painter(), rect, name),
            Self::Still(still) => {
                stage.video.paint_still(ui.painter(), rect, stage.units(10.0), still, 1.0);
            }
        }
    }
}

/// How picture and words stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// The picture in a disc above the words.
    #[default]
    Tall,
    /// The picture in a disc beside them.
    Wide,
    /// A symbol: the picture as large as it goes.
    Tile,
}

/// A picture with a short word, to be pressed.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub picture: Picture,
    pub label: String,
    /// A second line.
    pub sub: String,
    pub tone: Tone,
    pub shape: Shape,
    /// For one of several that can be chosen.
    pub selected: Option<bool>,
    /// Others can be chosen beside it.
    is_tick: bool,
    /// What is heard more than is read.
    heard: String,
}

impl Card {
    pub fn new(picture: Picture, label: impl Into<String>, tone: Tone) -> Self {
        let (sub, heard) = (String::new(), String::new());
        let (shape, selected, is_tick) = (Shape::Tall, None, false);
        Self { picture, label: label.into(), sub, tone, shape, selected, is_tick, heard }
    }

    pub fn below(mut self, sub: impl Into<String>) -> Self {
        self.sub = sub.into();
        self
    }

    pub fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// Chosen or not, whatever else is.
    pub fn ticked(mut self, ticked: bool) -> Self {
        self.selected = Some(ticked);
        self.is_tick = true;
        self
    }

    /// For whoever does not see the picture, where it tells more than the words.
    pub fn heard(mut self, heard: impl Into<String>) -> Self {
        self.heard = heard.into();
        self
    }

    fn name(&self) -> String {
        let mut name = self.label.clone();
        for more in [&self.heard, &self.sub].into_iter().filter(|more| !more.is_empty()) {
            // "Hello!" ends by itself.
            name.push_str(if name.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
            name.push_str(more);
        }
        name
    }

    fn size(&self) -> Words {
        match self.shape {
            Shape::Tall => Words::Card,
            Shape::Wide => Words::Card,
            Shape::Tile => Words::Small,
        }
    }
}

/// What is left of a card's side for words.
fn words_width(stage: &Stage<'_>, card: &Card, width: f32) -> f32 {
    let taken = match card.shape {
        Shape::Tall => 24.0,
        Shape::Tile => 16.0,
        Shape::Wide => 160.0,
    };
    (width - stage.units(taken)).max(stage.units(40.0))
}

/// The picture's disc or box.
fn picture_side(stage: &Stage<'_>, card: &Card, face: Vec2, words: f32) -> f32 {
    if card.picture == Picture::None {
        return 0.0;
    }
    let (largest, room) = match card.shape {
        // A card that stands nearly alone has a picture to match.
        Shape::Tall => (
            (face.y * 0.46 / stage.units(1.0)).clamp(144.0, 260.0),
            (face.y - words - stage.units(46.0)).min(face.x - stage.units(24.0)),
        ),
        Shape::Tile => {
            (220.0, (face.y - words - stage.units(22.0)).min(face.x - stage.units(16.0)))
        }
        Shape::Wide => (100.0, (face.y - stage.units(16.0)).min(face.x * 0.36)),
    };
    room.min(stage.units(largest)).max(stage.units(56.0))
}

fn words_height(ui: &Ui, stage: &Stage<'_>, card: &Card, width: f32) -> (f32, f32) {
    let width = words_width(stage, card, width);
    let label = stage.measure(ui, &card.label, card.size(), width).y;
    let sub = match card.sub.is_empty() {
        true => 0.0,
        false => stage.measure(ui, &card.sub, Words::Small, width).y,
    };
    (label, sub)
}

/// The least height that shows the whole card within a width.
pub fn card_height(ui: &Ui, stage: &Stage<'_>, card: &Card, width: f32) -> f32 {
    let (label, sub) = words_height(ui, stage, card, width);
    let needed = match card.shape {
        Shape::Tall => label + sub + stage.units(46.0 + 72.0),
        Shape::Tile => label + sub + stage.units(22.0 + 56.0),
        Shape::Wide => (label + sub + stage.units(24.0)).max(stage.units(90.0)),
    };
    needed + stage.units(EDGE_UNITS)
}

/// Draws a card in `rect`; true when it was pressed.
pub fn card(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, card: &Card) -> bool {
    let theme = stage.theme;
    let id = ui.scope_id().with(("card", &card.label, &card.sub, &card.picture_key()));
    let name = card.name();
    // One by one: each may have been recorded by somebody.
    [&card.label, &card.heard, &card.sub].into_iter().for_each(|words| stage.told.put(words));
    let named = match card.selected {
        Some(ticked) if card.is_tick => {
            Named { name: &name, role: egui::Role::CheckBox, selected: Some(ticked) }
        }
        Some(selected) => Named::choice(&name, selected),
        None => Named::button(&name),
    };
    let press = target(ui, theme, rect, id, &named);
    let surface = theme.surface(card.tone);
    let radius = stage.units(if card.shape == Shape::Tile { 24.0 } else { 32.0 });
    let painter = ui.painter().clone();
    let face = paint::card(&painter, theme, rect, radius, &surface, press.sunk);
    if card.selected == Some(true) {
        let ring = egui::Stroke::new(stage.units(5.0), surface.text);
        painter.rect_stroke(face, radius, ring, egui::StrokeKind::Inside);
    }
    let (label, sub) = words_height(ui, stage, card, rect.width());
    let side = picture_side(stage, card, face.size(), label + sub);
    let words = words_width(stage, card, rect.width());
    let (disc, words_rect) = match card.shape {
        Shape::Tall => {
            let free = face.height() - side - label - sub;
            let gap = free / 3.0;
            let top = face.top() + gap.min(stage.units(18.0)).max(0.0);
            let disc =
                Rect::from_center_size(pos2(face.center().x, top + side / 2.0), vec2(side, side));
            let below = Rect::from_min_max(
                pos2(face.center().x - words / 2.0, disc.bottom()),
                pos2(face.center().x + words / 2.0, face.bottom() - stage.units(4.0)),
            );
            (disc, below)
        }
        Shape::Tile => {
            let top = face.top() + (face.height() - side - label - sub) / 3.0;
            let disc =
                Rect::from_center_size(pos2(face.center().x, top + side / 2.0), vec2(side, side));
            let below = Rect::from_min_max(
                pos2(face.center().x - words / 2.0, disc.bottom()),
                pos2(face.center().x + words / 2.0, face.bottom() - stage.units(2.0)),
            );
            (disc, below)
        }
        Shape::Wide => {
            let left = face.left() + stage.units(20.0);
            let disc =
                Rect::from_center_size(pos2(left + side / 2.0, face.center().y), vec2(side, side));
            let beside = Rect::from_min_max(
                pos2(disc.right() + stage.units(20.0), face.top()),
                pos2(face.right() - stage.units(14.0), face.bottom()),
            );
            (disc, beside)
        }
    };
    if card.picture != Picture::None {
        if card.shape == Shape::Tile {
            // A symbol's lines are black: on a dark face it needs its white ground.
            if theme.look.is_high_contrast() {
                painter.rect_filled(disc, stage.units(12.0), theme.disc());
            }
            card.picture.paint(ui, stage, disc);
        } else if matches!(card.picture, Picture::Still(_)) {
            // What the camera saw is wide and stands without a disc.
            let wide = vec2(face.width() - stage.units(40.0), side);
            card.picture.paint(ui, stage, Rect::from_center_size(disc.center(), wide));
        } else {
            painter.circle_filled(
                disc.center() + vec2(0.0, stage.units(3.0)),
                side / 2.0,
                surface.shadow,
            );
            painter.circle_filled(disc.center(), side / 2.0, theme.disc());
            card.picture.paint(ui, stage, disc.shrink(side * 0.15));
        }
    }
    let top = words_rect.center().y - (label + sub) / 2.0;
    let label_rect =
        Rect::from_min_max(pos2(words_rect.left(), top), pos2(words_rect.right(), top + label));
    let sub_rect = Rect::from_min_max(
        pos2(words_rect.left(), label_rect.bottom()),
        pos2(words_rect.right(), label_rect.bottom() + sub),
    );
    if card.shape == Shape::Wide {
        stage.beside(ui, &card.label, card.size(), surface.text, label_rect);
        stage.beside(ui, &card.sub, Words::Small, surface.text, sub_rect);
    } else {
        stage.centred(ui, &card.label, card.size(), surface.text, label_rect);
        stage.centred(ui, &card.sub, Words::Small, surface.text, sub_rect);
    }
    press.clicked
}

impl Card {
    fn picture_key(&self) -> String {
        match &self.picture {
            Picture::None => String::new(),
            Picture::Ui(name) => (*name).to_owned(),
            Picture::Drawing(name) => name.clone(),
            Picture::Still(_) => "still".to_owned(),
        }
    }

    /// Whether its longest word fits a width.
    pub fn fits(&self, ui: &Ui, stage: &Stage<'_>, width: f32) -> bool {
        let room = words_width(stage, self, width);
        let word_fits = |text: &str, size: Words| {
            text.split_whitespace()
                .all(|word| stage.measure(ui, word, size, f32::INFINITY).x <= room)
        };
        word_fits(&self.label, self.size()) && word_fits(&self.sub, Words::Small)
    }
}

/// Things that belong to one question, which is told before each of them is.
pub fn group<R>(ui: &mut Ui, name: &str, body: impl FnOnce(&mut Ui) -> R) -> R {
    ui.push_id(("group", name), |ui| {
        let id = ui.unique_id();
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Group);
            node.set_label(name);
        });
        body(ui)
    })
    .inner
}

/// Cards in rows that fill `room` or, where they need more, are as high as they must be. Gives
/// which was pressed.
pub fn grid(
    ui: &mut Ui,
    stage: &Stage<'_>,
    room: Vec2,
    columns: usize,
    cards: &[Card],
) -> Option<usize> {
    if cards.is_empty() {
        return None;
    }
    let gap = stage.units(GAP_UNITS);
    let column_width = |columns: usize| (room.x - gap * (columns as f32 - 1.0)) / columns as f32;
    let upright = room.x < stage.units(1000.0) && columns > 2;
    let mut columns = if upright { columns.div_ceil(2) } else { columns }.clamp(1, cards.len());
    while columns > 1
        && (column_width(columns) < stage.units(TARGET_UNITS)
            || !cards.iter().all(|card| card.fits(ui, stage, column_width(columns))))
    {
        columns -= 1;
    }
    let rows = cards.len().div_ceil(columns);
    let width = column_width(columns);
    let needed = cards.iter().map(|card| card_height(ui, stage, card, width)).fold(0.0, f32::max);
    let even = (room.y - gap * (rows as f32 - 1.0)) / rows as f32;
    // Cards do not grow without end where there are few.
    let height = even.min(stage.units(320.0)).max(needed).max(stage.units(TARGET_UNITS));
    let total = height * rows as f32 + gap * (rows as f32 - 1.0);
    let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
    let mut pressed = None;
    for (row, chunk) in cards.chunks(columns).enumerate() {
        // Where the last row would look torn its cards share the width.
        let width = match rows > 1 && columns - chunk.len() == 1 && matches!(columns, 2 | 4) {
            true => column_width(chunk.len()),
            false => width,
        };
        for (column, one) in chunk.iter().enumerate() {
            let corner =
                area.min + vec2(column as f32 * (width + gap), row as f32 * (height + gap));
            if card(ui, stage, Rect::from_min_size(corner, vec2(width, height)), one) {
                pressed = Some(row * columns + column);
            }
        }
    }
    pressed
}
