//! Our own vocabulary as a set of boards: a first board that opens one for each topic, and more
//! pages where a topic does not fit.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, json};

use super::model::{Board, BoardSet, Button, FORMAT, Grid, License, Link, Media, SYMBOL_ID_KEY};
use super::pictures::PictureKind;
use super::write::file_name;
use crate::symbols::drawings::{drawing, interface_drawing};
use crate::symbols::vocabulary::{Symbol, Topic, Vocabulary};

/// What the caller has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardName {
    /// The whole set, and its first board.
    Set,
    Topic(Topic),
    /// The button that opens the next page.
    More,
    /// The button that goes back.
    Back,
}

const ROOT_ID: &str = "sayso";
const LANGUAGES: [&str; 2] = ["en", "cy"];
/// A page needs room for a word, a way back and a way on.
const SIDE_LEAST: usize = 2;
const SIDE_MOST: usize = 20;
/// All drawings are squares of so many units.
const DRAWING_PX: u32 = 72;

/// The vocabulary on boards of `columns` by `rows`, labelled in a language ("en", "cy") and with
/// the other languages' words beside.
pub fn built_in(
    language_tag: &str,
    columns: usize,
    rows: usize,
    name: &dyn Fn(BoardName) -> String,
) -> BoardSet {
    let mut maker = Maker {
        language_tag,
        columns: columns.clamp(SIDE_LEAST, SIDE_MOST),
        rows: rows.clamp(SIDE_LEAST, SIDE_MOST),
        name,
        set: BoardSet { root_id: ROOT_ID.to_owned(), ..BoardSet::default() },
    };
    let vocabulary = Vocabulary::built_in();
    let mut topics = Vec::new();
    for topic in Topic::ALL {
        let symbols = vocabulary.board(topic);
        topics.extend(symbols.first().map(|first| maker.topic_button(topic, first)));
        let buttons = symbols.into_iter().map(|symbol| maker.symbol_button(symbol)).collect();
        let title = name(BoardName::Topic(topic));
        maker.pages(&board_id(topic), &title, buttons, Some(ROOT_ID));
    }
    maker.pages(ROOT_ID, &name(BoardName::Set), topics, None);
    let mut set = maker.set;
    set.sort();
    set.list_media();
    set
}

fn board_id(topic: Topic) -> String {
    format!("{ROOT_ID}-{}", topic.as_str())
}

fn path_of(board_id: &str) -> String {
    format!("boards/{}.obf", file_name(board_id))
}

fn link_to(board_id: &str) -> Link {
    Link { board_id: Some(board_id.to_owned()), path: Some(path_of(board_id)), ..Link::default() }
}

/// OpenMoji's, and our own drawings in its style, are licensed alike (NOTICE).
fn license(picture: &str) -> License {
    let author = if picture.starts_with("own:") { "Say So, OpenMoji" } else { "OpenMoji" };
    License {
        kind: Some("CC BY-SA 4.0".to_owned()),
        copyright_notice_url: Some("https://creativecommons.org/licenses/by-sa/4.0/".to_owned()),
        source_url: Some("https://openmoji.org/library/".to_owned()),
        author_name: Some(author.to_owned()),
        author_url: Some("https://openmoji.org/".to_owned()),
        ..License::default()
    }
}

struct Maker<'m> {
    language_tag: &'m str,
    columns: usize,
    rows: usize,
    name: &'m dyn Fn(BoardName) -> String,
    set: BoardSet,
}

impl Maker<'_> {
    fn symbol_button(&self, symbol: &Symbol) -> Button {
        let mut extra = Map::new();
        extra.insert(SYMBOL_ID_KEY.to_owned(), json!(symbol.symbol_id));
        Button {
            button_id: symbol.symbol_id.clone(),
            label: Some(symbol.word(self.language_tag).to_owned()),
            image_id: Some(symbol.picture.clone()),
            extra,
            ..Button::default()
        }
    }

    fn topic_button(&self, topic: Topic, first: &Symbol) -> Button {
        Button {
            button_id: format!("open-{}", topic.as_str()),
            label: Some((self.name)(BoardName::Topic(topic))),
            image_id: Some(first.picture.clone()),
            load_board: Some(link_to(&board_id(topic))),
            ..Button::default()
        }
    }

    fn way(&self, what: BoardName, picture: &str, board_id: &str) -> Button {
        Button {
            button_id: format!("go-{picture}"),
            label: Some((self.name)(what)),
            image_id: interface_drawing(picture).map(str::to_owned),
            load_board: Some(link_to(board_id)),
            ..Button::default()
        }
    }

    /// As many boards as the buttons need. The way back is the first cell, the way on the last.
    fn pages(&mut self, first_id: &str, title: &str, buttons: Vec<Button>, back: Option<&str>) {
        let cells = self.columns * self.rows;
        let mut left = buttons.as_slice();
        let mut back = back.map(str::to_owned);
        let mut page = 1;
        let mut id = first_id.to_owned();
        loop {
            let room = cells - usize::from(back.is_some());
            let is_last = left.len() <= room;
            let (now, later) = left.split_at(if is_last { left.len() } else { room - 1 });
            let next_id = format!("{first_id}-{}", page + 1);
            let mut on_page: Vec<Button> = Vec::with_capacity(cells);
            on_page.extend(back.as_deref().map(|to| self.way(BoardName::Back, "back", to)));
            on_page.extend(now.iter().cloned());
            if !is_last {
                on_page.push(self.way(BoardName::More, "more", &next_id));
            }
            self.add(&id, title, on_page);
            if is_last {
                return;
            }
            left = later;
            back = Some(std::mem::replace(&mut id, next_id));
            page += 1;
        }
    }

    fn add(&mut self, board_id: &str, title: &str, buttons: Vec<Button>) {
        let ids: Vec<String> = buttons.iter().map(|button| button.button_id.clone()).collect();
        let mut grid = Grid::of(ids, self.columns);
        grid.order.resize(self.rows, vec![None; self.columns]);
        let pictures: BTreeSet<&str> =
            buttons.iter().filter_map(|button| button.image_id.as_deref()).collect();
        let images = pictures.into_iter().filter_map(|picture| self.image(picture)).collect();
        let strings = self.strings(&buttons);
        self.set.boards.push(Board {
            board_id: board_id.to_owned(),
            path: Some(path_of(board_id)),
            format: FORMAT.to_owned(),
            locale: Some(self.language_tag.to_owned()),
            name: Some(title.to_owned()),
            license: Some(license("own:")),
            grid,
            buttons,
            images,
            strings,
            ..Board::default()
        });
    }

    /// The picture, and its file in the set.
    fn image(&mut self, picture: &str) -> Option<Media> {
        let bytes = drawing(picture)?;
        let path = format!("images/{}.{}", file_name(picture), PictureKind::Svg.ending());
        self.set.files.entry(path.clone()).or_insert_with(|| bytes.to_vec());
        Some(Media {
            media_id: picture.to_owned(),
            path: Some(path),
            content_type: Some(PictureKind::Svg.content_type().to_owned()),
            width: Some(DRAWING_PX.into()),
            height: Some(DRAWING_PX.into()),
            license: Some(license(picture)),
            ..Media::default()
        })
    }

    /// The words of every language by the label that is shown. Where two symbols share a label,
    /// the first one's words stand.
    fn strings(&self, buttons: &[Button]) -> BTreeMap<String, BTreeMap<String, String>> {
        let vocabulary = Vocabulary::built_in();
        let mut strings: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for symbol in buttons.iter().filter_map(|button| vocabulary.get(button.symbol_id()?)) {
            for tag in LANGUAGES {
                let texts = strings.entry(tag.to_owned()).or_default();
                let label = symbol.word(self.language_tag).to_owned();
                texts.entry(label).or_insert_with(|| symbol.word(tag).to_owned());
            }
        }
        strings
    }
}
