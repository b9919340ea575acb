//! Sorting: a pile of cards, three columns. A card moves by dragging it, by a press on it and one
//! on a column, or by a switch in the same two steps; the top of the pile needs only the second.

use egui::{Id, LayerId, Order, Rect, Sense, Ui, Vec2, pos2, vec2};

use super::{Commands, trouble_line, usual};
use crate::app::kiosk::{SORT_TOPICS, Sorting};
use crate::app::{Command, Kiosk};
use crate::domain::{Column, Piece, Sort, Way};
use crate::symbols::{Topic, Vocabulary, face_of};
use crate::ui::theme::{GAP_UNITS, TARGET_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Named, Picture, Pill, Pressed, Shape, card, card_height, columns, grid, label,
    page, target,
};
use crate::ui::{Stage, paint};

/// A message's key and a tone for each column.
const COLUMNS: [(Column, &str, Tone); 3] = [
    (Column::Good, "sort-good", Tone::Leaf),
    (Column::SoSo, "sort-so-so", Tone::Honey),
    (Column::NotGood, "sort-not-good", Tone::Coral),
];

pub fn topics(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("sort"),
        title: stage.say("sort-topic-title"),
        ..Header::default()
    };
    let vocabulary = Vocabulary::built_in();
    let cards: Vec<Card> = SORT_TOPICS
        .into_iter()
        .map(|topic| {
            let first = vocabulary.board(topic).first().map(|symbol| symbol.picture.clone());
            let picture = first.map_or(Picture::Ui("sort"), Picture::Drawing);
            let label = stage.say(&format!("topic-{}", topic.as_str()));
            let one = Card::new(picture, label, super::board::tone(topic));
            match kiosk.last_sort(topic) {
                Some(_) => one.below(stage.say("sort-again")),
                None => one,
            }
        })
        .collect();
    let pressed = page(ui, stage, &header, &super::usual_pills(stage), |ui, room| {
        trouble_line(ui, stage, kiosk);
        if let Some(topic) = grid(ui, stage, room, 4, &cards).and_then(|at| SORT_TOPICS.get(at)) {
            out.push(Command::SortTopic(*topic));
        }
    });
    usual(pressed, out);
}

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(sorting) = &kiosk.sorting else { return };
    let last = kiosk.last_sort(sorting.topic).map(|kept| &kept.what);
    let mut actions = vec![(Pill::new("undo", stage.say("board-undo")), Command::SortUndo)];
    if !sorting.can_undo() {
        actions.clear();
    }
    if last.is_some() {
        let key = if sorting.shows_last { "sort-now" } else { "sort-last" };
        actions.push((Pill::new("clock", stage.say(key)).tone(Tone::Sky), Command::LastTime));
    }
    let (actions, commands): (Vec<Pill>, Vec<Command>) = actions.into_iter().unzip();
    let shows_last = sorting.shows_last && last.is_some();
    let title = if shows_last { "sort-last-title" } else { "sort-title" };
    let header = Header {
        picture: Picture::Ui("sort"),
        title: stage.say(title),
        subtitle: stage.say(&format!("topic-{}", sorting.topic.as_str())),
        actions,
    };
    let mut footer = super::usual_pills(stage);
    if sorting.sort.cards().next().is_some() && !shows_last {
        footer.push(Pill::new("keep", stage.say("done")).tone(Tone::Leaf));
    }
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        match last.filter(|_| shows_last) {
            Some(last) => as_it_was(ui, stage, room, sorting.topic, last),
            None => {
                let is_scanned =
                    matches!(kiosk.preferences.way, Way::OneSwitch { .. } | Way::TwoSwitches);
                let beside = columns(stage, room.x) && !is_scanned;
                table(ui, stage, room, sorting, (last, beside), out);
            }
        }
    });
    match pressed {
        Pressed::Action(index) => out.extend(commands.get(index).cloned()),
        Pressed::Footer(2) => out.push(Command::DoneSaying),
        other => usual(other, out),
    }
}

/// The pile beside the columns, or above them on a narrow screen and for a light that goes row by
/// row.
fn table(
    ui: &mut Ui,
    stage: &Stage<'_>,
    room: Vec2,
    sorting: &Sorting,
    (last, beside): (Option<&Sort>, bool),
    out: &mut Commands,
) {
    let gap = stage.units(GAP_UNITS);
    let wide = if beside { (room.x * 0.24).max(stage.units(230.0)) } else { room.x };
    let pile = Pile::of(ui, stage, sorting, wide, !beside);
    let pile_high = if beside { pile.high.max(room.y) } else { pile.high };
    let rest = match beside {
        true => vec2(room.x - wide - gap, room.y),
        false => vec2(room.x, (room.y - pile_high - gap).max(stage.units(260.0))),
    };
    let layout = Layout::of(ui, stage, rest, sorting.topic, &sorting.sort);
    let height = match beside {
        true => pile_high.max(layout.high),
        false => pile_high + gap + layout.high,
    };
    let (area, _) = ui.allocate_exact_size(vec2(room.x, height), Sense::hover());
    let pile_place = Rect::from_min_size(area.min, vec2(wide, pile_high));
    let corner = match beside {
        true => pos2(pile_place.right() + gap, area.top()),
        false => pos2(area.left(), pile_place.bottom() + gap),
    };
    let places = layout.places(corner);
    let drop = |at: egui::Pos2| {
        let column = places.iter().position(|place| place.contains(at));
        column.map(|index| COLUMNS[index].0)
    };
    let dropped = at_hand(ui, stage, pile_place, &pile, sorting, last, out);
    if let (Some(to), Some(laid)) = (dropped.and_then(drop), sorting.at_hand()) {
        out.push(Command::Drop(laid.clone(), to));
    }
    for ((column, key, tone), place) in COLUMNS.into_iter().zip(places) {
        let count = sorting.sort.column(column).len();
        let on_ground = ground(ui, stage, place, &layout, count, tone);
        if head(ui, stage, place, &layout, (key, face_of(column), tone)) || on_ground {
            out.push(Command::Lay(column));
        }
        for (index, laid) in sorting.sort.column(column).iter().enumerate() {
            let tile = tile(stage, sorting.topic, laid, tone);
            let tile = tile.selected(sorting.held.as_ref() == Some(laid));
            let rect = layout.tile(place, index);
            let (pressed, dropped) = ui
                .push_id((key, index), |ui| {
                    let dropped = dragged(ui, stage, rect, &tile);
                    (card(ui, stage, rect, &tile), dropped)
                })
                .inner;
            if pressed {
                out.push(Command::Hold(laid.clone()));
            }
            out.extend(dropped.and_then(|at| match drop(at) {
                Some(to) => Some(Command::Drop(laid.clone(), to)),
                None => pile_place.contains(at).then(|| Command::PutBack(laid.clone())),
            }));
        }
    }
}

/// What stands below the card at hand, or beside it, and how high all of it is.
struct Pile {
    below: Vec<(Card, Command)>,
    high: f32,
    /// A card, and each of what stands below it.
    card: f32,
    each: Vec<f32>,
    wide: f32,
    is_wide: bool,
}

impl Pile {
    fn of(ui: &Ui, stage: &Stage<'_>, sorting: &Sorting, width: f32, is_wide: bool) -> Self {
        let gap = stage.units(GAP_UNITS);
        let new = |picture, key| {
            Card::new(Picture::Ui(picture), stage.say(key), Tone::Plain).shape(Shape::Wide)
        };
        let mut below = vec![(new("plus", "sort-blank"), Command::BlankCard)];
        if let Some(held) = &sorting.held {
            below.insert(0, (new("undo", "sort-put-back"), Command::PutBack(held.clone())));
        } else if sorting.pile.len() > 1 {
            below.insert(0, (new("go-on", "sort-next"), Command::NextCard));
        }
        let wide = if is_wide { (width - gap) / 2.0 } else { width };
        let high = |one: &Card| card_height(ui, stage, one, wide).max(stage.units(TARGET_UNITS));
        let each: Vec<f32> = below.iter().map(|(one, _)| high(one)).collect();
        let all = each.iter().sum::<f32>() + gap * (each.len() as f32 - 1.0);
        let least = sorting.at_hand().map_or(0.0, |card| {
            let tile = tile(stage, sorting.topic, card, Tone::Violet).below("x");
            card_height(ui, stage, &tile, wide)
        });
        let card = least.max(stage.units(170.0));
        let high = if is_wide { all.max(card) } else { all + gap + card };
        Self { below, high, card, each, wide, is_wide }
    }
}

/// The card that goes next, what else can be done with it, and a blank one. Gives where it was
/// dropped.
fn at_hand(
    ui: &mut Ui,
    stage: &Stage<'_>,
    place: Rect,
    pile: &Pile,
    sorting: &Sorting,
    last: Option<&Sort>,
    out: &mut Commands,
) -> Option<egui::Pos2> {
    let gap = stage.units(GAP_UNITS);
    let (top, mut corner) = match pile.is_wide {
        true => (
            Rect::from_min_size(place.min, vec2(pile.wide, place.height())),
            pos2(place.left() + pile.wide + gap, place.top()),
        ),
        false => {
            // The card has what the rest leaves.
            let free = place.height() - pile.high + pile.card;
            let top = Rect::from_min_size(place.min, vec2(pile.wide, free.min(stage.units(320.0))));
            (top, pos2(place.left(), top.bottom() + gap))
        }
    };
    let dropped = match sorting.at_hand() {
        Some(at_hand) => {
            let mut one = tile(stage, sorting.topic, at_hand, Tone::Violet);
            if let Some(before) = last.and_then(|last| last.column_of(at_hand)) {
                one = one
                    .below(stage.words.say_with("sort-was", &[("column", &word(stage, before))]));
            }
            let one = one.selected(sorting.held.is_some());
            let dropped = dragged(ui, stage, top, &one);
            if card(ui, stage, top, &one) {
                out.push(Command::Hold(at_hand.clone()));
            }
            dropped
        }
        None => {
            let surface = stage.theme.surface(Tone::Plain);
            paint::panel(ui.painter(), stage.theme, top, stage.units(28.0), &surface);
            let inner = top.shrink(stage.units(16.0));
            label(ui, stage, inner, &stage.say("sort-all-laid"), Words::Card, stage.theme.ink());
            None
        }
    };
    for ((one, command), high) in pile.below.iter().zip(&pile.each) {
        let rect = Rect::from_min_size(corner, vec2(pile.wide, *high));
        if card(ui, stage, rect, one) {
            out.push(command.clone());
        }
        corner.y += high + gap;
    }
    dropped
}

fn word(stage: &Stage<'_>, column: Column) -> String {
    stage.say(&format!("sort-{}", column.as_str()))
}

/// How it was sorted last time, to be looked at.
fn as_it_was(ui: &mut Ui, stage: &Stage<'_>, room: Vec2, topic: Topic, last: &Sort) {
    let layout = Layout::of(ui, stage, room, topic, last);
    let (area, _) = ui.allocate_exact_size(vec2(room.x, layout.high), Sense::hover());
    for ((column, key, tone), place) in COLUMNS.into_iter().zip(layout.places(area.min)) {
        let count = last.column(column).len();
        ground(ui, stage, place, &layout, count, tone);
        let top = Rect::from_min_size(place.min, vec2(place.width(), layout.head));
        face_and_word(ui, stage, top, (key, face_of(column), tone));
        for (index, laid) in last.column(column).iter().enumerate() {
            let shown = tile(stage, topic, laid, tone);
            let rect = layout.tile(place, index);
            shown.picture.paint(ui, stage, picture_of(rect, stage));
            let words =
                Rect::from_min_max(pos2(rect.left(), picture_of(rect, stage).bottom()), rect.max);
            let inks = stage.theme.surface(tone).text;
            label_centred(ui, stage, words, &shown.label, inks);
        }
    }
}

fn picture_of(rect: Rect, stage: &Stage<'_>) -> Rect {
    let side = (rect.height() - stage.units(40.0)).min(rect.width());
    Rect::from_center_size(pos2(rect.center().x, rect.top() + side / 2.0), vec2(side, side))
}

fn label_centred(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, text: &str, ink: egui::Color32) {
    stage.centred(ui, text, Words::Small, ink, rect);
    let id = ui.next_auto_id().with(text);
    ui.interact(rect, id, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
}

/// Where columns and their cards lie.
struct Layout {
    width: f32,
    head: f32,
    high: f32,
    across: usize,
    tile: Vec2,
    gap: f32,
    pad: f32,
}

impl Layout {
    fn of(ui: &Ui, stage: &Stage<'_>, room: Vec2, topic: Topic, sort: &Sort) -> Self {
        let (gap, pad) = (stage.units(12.0), stage.units(12.0));
        let width = (room.x - 2.0 * stage.units(GAP_UNITS)) / 3.0;
        let inner = width - 2.0 * pad;
        let tiles: Vec<Card> =
            sort.cards().map(|(_, laid)| tile(stage, topic, laid, Tone::Plain)).collect();
        let least = stage.units(TARGET_UNITS);
        let mut across = ((inner + gap) / (least + gap)).floor().clamp(1.0, 3.0) as usize;
        let tile_width = |across: usize| (inner - gap * (across as f32 - 1.0)) / across as f32;
        while across > 1 && !tiles.iter().all(|tile| tile.fits(ui, stage, tile_width(across))) {
            across -= 1;
        }
        let wide = tile_width(across);
        let needed =
            tiles.iter().map(|tile| card_height(ui, stage, tile, wide)).fold(least, f32::max);
        let tile = vec2(wide, needed.max(stage.units(116.0)));
        let words = COLUMNS.iter().map(|(_, key, _)| {
            let side = stage.units(72.0);
            stage.measure(ui, &stage.say(key), Words::Card, (inner - side).max(least)).y
        });
        let head = words.fold(stage.units(TARGET_UNITS), f32::max) + 2.0 * pad;
        let longest = Column::ALL.map(|column| sort.column(column).len()).into_iter().max();
        let rows = longest.unwrap_or(0).div_ceil(across) as f32;
        // Room for one more below, to press or drop on.
        let high = (head + rows * (tile.y + gap) + least).max(room.y);
        Self { width, head, high, across, tile, gap, pad }
    }

    fn places(&self, corner: egui::Pos2) -> [Rect; 3] {
        [0.0, 1.0, 2.0].map(|index| {
            let left = corner.x + index * (self.width + self.gap * 1.5);
            Rect::from_min_size(pos2(left, corner.y), vec2(self.width, self.high))
        })
    }

    fn tile(&self, place: Rect, index: usize) -> Rect {
        let (row, across) = ((index / self.across) as f32, (index % self.across) as f32);
        let left = place.left() + self.pad + across * (self.tile.x + self.gap);
        let top = place.top() + self.head + row * (self.tile.y + self.gap);
        Rect::from_min_size(pos2(left, top), self.tile)
    }
}

/// What the cards of a column lie on; true where its free part was touched.
fn ground(
    ui: &Ui,
    stage: &Stage<'_>,
    place: Rect,
    layout: &Layout,
    count: usize,
    tone: Tone,
) -> bool {
    let surface = stage.theme.surface(tone);
    let radius = stage.units(28.0);
    paint::panel(ui.painter(), stage.theme, place, radius, &surface);
    // Wherever no card and no head is, by touch and mouse; all else uses the head.
    let at = ui.input(|input| {
        let is_clicked = input.pointer.primary_clicked();
        is_clicked.then(|| input.pointer.interact_pos()).flatten()
    });
    let is_free = |at: &egui::Pos2| {
        let below_head = place.contains(*at) && at.y > place.top() + layout.head;
        below_head && (0..count).all(|index| !layout.tile(place, index).contains(*at))
    };
    at.filter(|at| ui.clip_rect().contains(*at)).is_some_and(|at| is_free(&at))
}

/// A column's face and word, to be pressed.
fn head(
    ui: &mut Ui,
    stage: &Stage<'_>,
    place: Rect,
    layout: &Layout,
    (key, face, tone): (&str, &'static str, Tone),
) -> bool {
    let rect = Rect::from_min_size(place.min, vec2(place.width(), layout.head - layout.gap));
    let id = ui.scope_id().with(("column", key));
    let press = target(ui, stage.theme, rect, id, &Named::button(&stage.say(key)));
    let surface = stage.theme.surface(tone);
    let radius = stage.units(28.0);
    let shown = paint::card(ui.painter(), stage.theme, rect, radius, &surface, press.sunk);
    face_and_word(ui, stage, shown, (key, face, tone));
    press.clicked
}

fn face_and_word(ui: &Ui, stage: &Stage<'_>, rect: Rect, look: (&str, &'static str, Tone)) {
    let (key, face, tone) = look;
    let pad = stage.units(10.0);
    let side = (rect.height() - 2.0 * pad).min(stage.units(76.0));
    let centre = pos2(rect.left() + pad + side / 2.0, rect.center().y);
    let picture = Rect::from_center_size(centre, vec2(side, side));
    ui.painter().circle_filled(picture.center(), side / 2.0, stage.theme.disc());
    Picture::Ui(face).paint(ui, stage, picture.shrink(side * 0.08));
    let words = Rect::from_min_max(pos2(picture.right() + pad, rect.top()), rect.max);
    stage.beside(ui, &stage.say(key), Words::Card, stage.theme.surface(tone).text, words);
}

/// A card as it lies: its picture with its word.
fn tile(stage: &Stage<'_>, topic: Topic, piece: &Piece, tone: Tone) -> Card {
    let vocabulary = Vocabulary::built_in();
    let words = vocabulary.piece(piece, stage.words.language_tag()).unwrap_or_default();
    let drawing = piece.symbols().first().and_then(|id| vocabulary.picture_of(id));
    let picture = drawing.map_or(Picture::None, Picture::Drawing);
    let tone = if tone == Tone::Plain { super::board::tone(topic) } else { tone };
    Card::new(picture, words, tone).shape(Shape::Tile)
}

/// Lets a card be dragged, which is drawn after it and takes the presses: it follows the finger above everything else. Gives where it was let go.
fn dragged(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, shown: &Card) -> Option<egui::Pos2> {
    let id = ui.scope_id().with(("drag", &shown.label));
    let drag = ui.interact(rect, id, Sense::drag());
    let at = drag.interact_pointer_pos()?;
    if drag.drag_stopped() {
        // A hand that shakes while it presses drags nothing.
        return (!rect.contains(at)).then_some(at);
    }
    if drag.dragged() && drag.total_drag_delta().is_some_and(|by| by.length() > stage.units(24.0)) {
        let side = rect.width().min(rect.height());
        let layer = LayerId::new(Order::Tooltip, Id::unique("dragged card"));
        let painter = ui.ctx().layer_painter(layer);
        let ghost = Rect::from_center_size(at, vec2(side, side));
        let surface = stage.theme.surface(shown.tone);
        paint::panel(&painter, stage.theme, ghost, stage.units(24.0), &surface);
        if let Picture::Drawing(name) = &shown.picture {
            stage.pictures.paint(&painter, ghost.shrink(side * 0.12), name);
        }
    }
    None
}
