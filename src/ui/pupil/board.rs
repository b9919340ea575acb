//! A board of symbols by topic, with the message on top.

use egui::{Rect, Ui, pos2, vec2};

use super::write::letters;
use super::{Commands, usual, worry_action, worry_actions};
use crate::app::kiosk::{BEGINNINGS, Message};
use crate::app::{Command, Kiosk};
use crate::symbols::packs::{PackSymbol, packs};
use crate::symbols::{Symbol, Topic, Vocabulary};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Keys, Picture, Pill, Pressed, Shape, grid, is_told, keyboard, label,
    label_height, page, paragraph,
};

/// How high the message stands, and what it may begin with.
const STRIP_UNITS: f32 = 112.0;
/// So many are shown of what a search found, and so many of them from boards that were brought.
const FOUND: usize = 7;
const BOARDS_FOUND: usize = 3;

/// Parts of speech keep their colours on every board.
pub fn tone(topic: Topic) -> Tone {
    match topic {
        Topic::Core => Tone::Coral,
        Topic::Feelings | Topic::Body | Topic::Care => Tone::Honey,
        Topic::People | Topic::Future | Topic::Questions => Tone::Violet,
        Topic::Places | Topic::Lessons | Topic::Times | Topic::SmallWords => Tone::Sky,
        Topic::Helps | Topic::Food | Topic::Play | Topic::Travel => Tone::Leaf,
        Topic::Hard => Tone::Coral,
    }
}

fn tile(stage: &Stage<'_>, symbol: &Symbol) -> Card {
    let word = symbol.word(stage.words.language_tag());
    Card::new(Picture::Drawing(symbol.picture.clone()), word, tone(symbol.topic)).shape(Shape::Tile)
}

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let message = &kiosk.message;
    let mut actions = worry_actions(stage, kiosk);
    let first = actions.len();
    actions.push(Pill::new("undo", stage.say("board-undo")));
    actions.push(Pill::new("search", stage.say("board-search")));
    let header = Header {
        picture: Picture::Ui("symbols"),
        title: stage.say("board-title"),
        actions,
        ..Header::default()
    };
    let mut footer = super::usual_pills(stage);
    let has_board = message.topic.is_some() || message.search.is_some() || message.pack.is_some();
    if has_board {
        footer.push(Pill::new("symbols", stage.say("board-topics")));
    }
    let has_parts = message.search.is_none() && kiosk.board_parts() > 1;
    if has_parts {
        footer.push(Pill::new("go-on", stage.say("board-on")));
    }
    footer.push(Pill::new("keep", stage.say("done")).tone(Tone::Leaf));
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        let used = match message.symbols.is_empty() && message.search.is_none() {
            true => beginnings(ui, stage, room.x, out),
            false => strip(ui, stage, kiosk),
        };
        let room = vec2(room.x, room.y - used);
        let (across, down) = kiosk.preferences.board;
        let (across, places) = (usize::from(across), usize::from(across) * usize::from(down));
        match (&message.search, message.topic) {
            (Some(begins), _) => search(ui, stage, (begins, letters(kiosk)), room, out),
            (None, None) if message.pack.is_some() => {
                brought(ui, stage, message, room, (across, places), out);
            }
            (None, Some(topic)) => {
                let board = on_board(stage, topic);
                let part = board.chunks(places.max(1)).nth(message.part).unwrap_or_default();
                tiles(ui, stage, part, room, across, out);
            }
            (None, None) => topics(ui, stage, room, out),
        }
    });
    // What was put together is what somebody wants to hear.
    if stage.told.is_asked() && !message.symbols.is_empty() {
        let language = stage.words.language_tag();
        stage.told.ask_for(&Vocabulary::built_in().sentence(&message.symbols, language));
    }
    match pressed {
        Pressed::Action(index) if index < first => worry_action(index, out),
        Pressed::Action(index) if index == first => out.push(Command::Undo),
        // An empty search opens its board.
        Pressed::Action(_) => out.push(Command::Letter(' ')),
        Pressed::Footer(index) if index + 1 == footer.len() => out.push(Command::DoneSaying),
        Pressed::Footer(2) => out.push(Command::AllTopics),
        Pressed::Footer(3) => out.push(Command::BoardOn),
        other => usual(other, out),
    }
}

/// The message so far. Gives the height it took.
fn strip(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk) -> f32 {
    let language = stage.words.language_tag();
    let vocabulary = Vocabulary::built_in();
    let ids = &kiosk.message.symbols;
    let width = ui.available_width();
    let least = stage.units(STRIP_UNITS) + stage.units(24.0) * (stage.theme.text - 1.0);
    let empty = stage.say("board-empty");
    let words = label_height(ui, stage, &empty, Words::Plain, width - stage.units(52.0));
    let height = if ids.is_empty() { least.max(words + stage.units(20.0)) } else { least };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(28.0), &surface);
    let inner = rect.shrink(stage.units(10.0));
    if ids.is_empty() {
        let place = inner.shrink2(vec2(stage.units(16.0), 0.0));
        label(ui, stage, place, &empty, Words::Plain, stage.theme.quiet_ink());
    } else {
        // The newest are shown where not all fit.
        let word_of = |id: &String| vocabulary.sentence(std::slice::from_ref(id), language);
        let mut shown: Vec<(f32, &String)> = Vec::new();
        let mut used = 0.0;
        for id in ids.iter().rev() {
            let word = stage.measure(ui, &word_of(id), Words::Small, f32::INFINITY).x;
            let wide = (word + stage.units(16.0)).max(stage.units(84.0)).min(inner.width());
            if used + wide > inner.width() {
                break;
            }
            used += wide;
            shown.push((wide, id));
        }
        let mut left = inner.left();
        for (wide, id) in shown.into_iter().rev() {
            let place = Rect::from_min_size(pos2(left, inner.top()), vec2(wide, inner.height()));
            left += wide;
            let word = word_of(id);
            let below = stage.measure(ui, &word, Words::Small, f32::INFINITY).y;
            let line = pos2(place.right(), place.bottom() - below);
            if let Some(drawing) = vocabulary.picture_of(id) {
                let picture = Rect::from_min_max(place.min, line);
                if stage.theme.look.is_high_contrast() {
                    let side = picture.height().min(picture.width());
                    let ground = Rect::from_center_size(picture.center(), vec2(side, side));
                    ui.painter().rect_filled(ground, stage.units(8.0), stage.theme.disc());
                }
                stage.pictures.paint(ui.painter(), picture, &drawing);
            }
            let words = Rect::from_min_max(pos2(place.left(), line.y), place.max);
            stage.centred(ui, &word, Words::Small, stage.theme.ink(), words);
        }
        let sentence = vocabulary.sentence(ids, language);
        let id = ui.scope_id().with("message");
        ui.interact(rect, id, egui::Sense::hover())
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &sentence));
        is_told(ui, id);
    }
    ui.add_space(stage.units(GAP_UNITS));
    height + stage.units(GAP_UNITS)
}

/// How a message may begin, where it will stand. Gives the height it took.
fn beginnings(ui: &mut Ui, stage: &Stage<'_>, width: f32, out: &mut Commands) -> f32 {
    let vocabulary = Vocabulary::built_in();
    let language = stage.words.language_tag();
    let cards: Vec<Card> = BEGINNINGS
        .iter()
        .map(|beginning| {
            let symbols = beginning.symbols.iter().filter_map(|id| vocabulary.get(id));
            let words: Vec<&str> = symbols.map(|symbol| symbol.word(language)).collect();
            let last = beginning.symbols.last().and_then(|id| vocabulary.get(id));
            let picture = last.map_or(Picture::None, |one| Picture::Drawing(one.picture.clone()));
            Card::new(picture, format!("{}\u{a0}…", words.join(" ")), Tone::Plain)
                .shape(Shape::Tile)
        })
        .collect();
    let before = ui.cursor().top();
    let row = vec2(width, stage.units(STRIP_UNITS));
    if let Some(index) = grid(ui, stage, row, 5, &cards) {
        out.extend(BEGINNINGS.get(index).map(Command::Begin));
    }
    ui.add_space(stage.units(GAP_UNITS));
    ui.cursor().top() - before
}

fn topics(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2, out: &mut Commands) {
    let vocabulary = Vocabulary::built_in();
    let packs = packs();
    let (cards, commands): (Vec<Card>, Vec<Command>) = Topic::ALL
        .into_iter()
        .map(|topic| {
            // The first symbol of a board stands for it; of what must never be hidden, help.
            let shown = match topic {
                Topic::Core => vocabulary.get("help-me"),
                _ => vocabulary.board(topic).first().copied(),
            };
            let first = shown.map(|symbol| symbol.picture.clone());
            let picture = first.map_or(Picture::Ui("symbols"), Picture::Drawing);
            let label = stage.say(&format!("topic-{}", topic.as_str()));
            (Card::new(picture, label, tone(topic)).shape(Shape::Tile), Command::Topic(topic))
        })
        .chain(packs.all().iter().enumerate().map(|(number, pack)| {
            let first = pack.boards.iter().flat_map(|board| &board.symbols);
            let picture = first.into_iter().find_map(|symbol| symbol.picture.clone());
            let picture = picture.map_or(Picture::Ui("symbols"), Picture::Drawing);
            let one = Card::new(picture, &pack.name, Tone::Plain).shape(Shape::Tile);
            (one, Command::Pack(number))
        }))
        .unzip();
    if let Some(index) = grid(ui, stage, room, 6, &cards) {
        out.extend(commands.get(index).cloned());
    }
}

/// A word that can be pressed, with what it says.
type Said = (Card, String);

/// The symbols of a topic, and behind them the school's own words.
fn on_board(stage: &Stage<'_>, topic: Topic) -> Vec<Said> {
    let ours = Vocabulary::built_in().board(topic).into_iter();
    let ours = ours.map(|symbol| (tile(stage, symbol), symbol.symbol_id.clone()));
    let packs = packs();
    let own = packs.words_of(topic).into_iter().map(|symbol| own_word(stage, topic, symbol));
    ours.chain(own).collect()
}

fn own_word(stage: &Stage<'_>, topic: Topic, symbol: &PackSymbol) -> Said {
    let picture = symbol.picture.clone().map_or(Picture::None, Picture::Drawing);
    let word = symbol.word(stage.words.language_tag());
    (Card::new(picture, word, tone(topic)).shape(Shape::Tile), symbol.symbol_id.clone())
}

/// A word of a board that the school brought.
fn brought_word(stage: &Stage<'_>, symbol: &PackSymbol) -> Said {
    let picture = symbol.picture.clone().map_or(Picture::None, Picture::Drawing);
    let word = symbol.word(stage.words.language_tag());
    (Card::new(picture, word, Tone::Plain).shape(Shape::Tile), symbol.symbol_id.clone())
}

fn tiles(
    ui: &mut Ui,
    stage: &Stage<'_>,
    shown: &[Said],
    room: egui::Vec2,
    columns: usize,
    out: &mut Commands,
) {
    let cards: Vec<Card> = shown.iter().map(|(card, _)| card.clone()).collect();
    if let Some((_, said)) = grid(ui, stage, room, columns, &cards).and_then(|at| shown.get(at)) {
        out.push(Command::Symbol(said.clone()));
    }
}

/// Boards that the school brought: which of them, or its symbols as they lie.
fn brought(
    ui: &mut Ui,
    stage: &Stage<'_>,
    message: &Message,
    room: egui::Vec2,
    (across, places): (usize, usize),
    out: &mut Commands,
) {
    let Some((number, chosen)) = message.pack else { return };
    let packs = packs();
    let Some(pack) = packs.all().get(number) else { return };
    let new = |picture: Option<&String>, label: &str| {
        let picture = picture.cloned().map_or(Picture::None, Picture::Drawing);
        Card::new(picture, label, Tone::Plain).shape(Shape::Tile)
    };
    let (cards, commands): (Vec<Card>, Vec<Command>) = match chosen {
        None => {
            let boards = pack.boards.iter().enumerate();
            boards
                .map(|(index, board)| {
                    let first = board.symbols.iter().find_map(|symbol| symbol.picture.as_ref());
                    (new(first, &board.title), Command::PackBoard(number, index))
                })
                .unzip()
        }
        Some(index) => {
            let symbols = pack.boards.get(index).map_or(&[][..], |board| &board.symbols);
            let part = symbols.chunks(places.max(1)).nth(message.part).unwrap_or_default();
            part.iter()
                .map(|symbol| brought_word(stage, symbol))
                .map(|(card, said)| (card, Command::Symbol(said)))
                .unzip()
        }
    };
    if let Some(index) = grid(ui, stage, room, across, &cards) {
        out.extend(commands.get(index).cloned());
    }
}

/// By first letters.
fn search(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (begins, keys): (&str, Keys),
    room: egui::Vec2,
    out: &mut Commands,
) {
    let language = stage.words.language_tag();
    let packs = packs();
    let own = packs.search(begins, language).into_iter();
    let own = own.map(|(topic, symbol)| own_word(stage, topic, symbol));
    let ours = Vocabulary::built_in().search(begins, language).into_iter();
    let ours = ours.map(|symbol| (tile(stage, symbol), symbol.symbol_id.clone()));
    let boards = packs.search_boards(begins, language, BOARDS_FOUND).into_iter();
    let boards: Vec<Said> = boards.map(|symbol| brought_word(stage, symbol)).collect();
    // The school's own first: there are few, and of many of ours the last would not be seen.
    let mut found: Vec<Said> = own.chain(ours).take(FOUND - boards.len()).collect();
    found.extend(boards);
    let mut used = 0.0;
    if !begins.is_empty() {
        used += paragraph(ui, stage, begins, Words::Big, stage.theme.ink()).height();
    }
    if found.is_empty() && !begins.is_empty() {
        used += paragraph(
            ui,
            stage,
            &stage.say("board-nothing-found"),
            Words::Plain,
            stage.theme.ink(),
        )
        .height();
    } else if !found.is_empty() {
        let before = ui.cursor().top();
        tiles(ui, stage, &found, vec2(room.x, stage.units(150.0)), FOUND, out);
        used += ui.cursor().top() - before;
    }
    ui.add_space(stage.units(GAP_UNITS));
    let room = vec2(room.x, room.y - used - stage.units(GAP_UNITS));
    if let Some(letter) = keyboard(ui, stage, room, keys) {
        out.push(Command::Letter(letter));
    }
}
