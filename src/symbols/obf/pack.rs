//! Symbols for our own boards, of a set of boards that somebody brought.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::model::{Board, BoardSet, Button, License};
use super::pictures::{Index, Picture};

/// A word with its picture, as a button of a set says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackSymbol<'a> {
    /// One of our own vocabulary where the button names it, else "<board>/<button>".
    pub symbol_id: String,
    /// The word under the picture by language ("en", "cy"); never empty.
    pub words: BTreeMap<String, String>,
    /// What is said instead of the word.
    pub vocalization: Option<&'a str>,
    /// What its board is called.
    pub topic: &'a str,
    pub board_id: &'a str,
    /// Nothing where the button has none that can be drawn: the word stands alone.
    pub picture: Option<Picture<'a>>,
    /// Of the picture; without one it is somebody's, all rights reserved.
    pub license: Option<&'a License>,
}

/// Every button that says a word, board by board and cell by cell; each symbol once. Buttons
/// that only open a board, do something or are hidden say none.
pub fn symbols_of(set: &BoardSet) -> Vec<PackSymbol<'_>> {
    let index = Index::new(set);
    let mut seen = BTreeSet::new();
    let mut symbols = Vec::new();
    for board in &set.boards {
        for button in in_order(board) {
            if let Some(symbol) = symbol(board, button, &index)
                && seen.insert(symbol.symbol_id.clone())
            {
                symbols.push(symbol);
            }
        }
    }
    symbols
}

/// Buttons as the grid has them, then those outside.
fn in_order(board: &Board) -> Vec<&Button> {
    let mut by_id: BTreeMap<&str, &Button> = BTreeMap::new();
    for button in &board.buttons {
        by_id.entry(&button.button_id).or_insert(button);
    }
    let cells = board.grid.order.iter().flatten().flatten();
    let mut ordered: Vec<&Button> =
        cells.filter_map(|button_id| by_id.remove(button_id.as_str())).collect();
    let outside = board.buttons.iter().filter(|button| {
        by_id.get(button.button_id.as_str()).is_some_and(|left| std::ptr::eq(*left, *button))
    });
    ordered.extend(outside);
    ordered
}

fn symbol<'a>(board: &'a Board, button: &'a Button, index: &Index<'a>) -> Option<PackSymbol<'a>> {
    let says_nothing = button.hidden
        || button.load_board.is_some()
        || button.action.as_deref().is_some_and(|action| action.starts_with(':'));
    let words = words(board, button);
    if says_nothing || words.is_empty() {
        return None;
    }
    let own_id = button.symbol_id().map(str::to_owned);
    let image = button.image_id.as_deref().and_then(|image_id| index.image(board, image_id));
    Some(PackSymbol {
        symbol_id: own_id.unwrap_or_else(|| format!("{}/{}", board.board_id, button.button_id)),
        words,
        vocalization: button.vocalization.as_deref(),
        topic: board.title(),
        board_id: &board.board_id,
        picture: index.picture(board, button),
        license: image.and_then(|image| image.license.as_ref()),
    })
}

/// "en" of "en-GB".
fn language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

/// The label in the board's own language, and in those that it has lists of texts for; and
/// CoughDrop's `translations` on the button.
fn words(board: &Board, button: &Button) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let mut add = |tag: &str, word: &str| {
        if !word.trim().is_empty() {
            words.entry(language(tag)).or_insert_with(|| word.trim().to_owned());
        }
    };
    let label = button.label.as_deref().unwrap_or_default();
    let own_tag = board.locale.as_deref().filter(|tag| !tag.is_empty()).unwrap_or("en");
    let in_own = board.strings.get(own_tag).and_then(|texts| texts.get(label));
    add(own_tag, in_own.map_or(label, String::as_str));
    for (tag, texts) in &board.strings {
        if let Some(word) = texts.get(label) {
            add(tag, word);
        }
    }
    if let Some(Value::Object(translations)) = button.extra.get("translations") {
        for (tag, texts) in translations {
            if let Some(word) = texts.get("label").and_then(Value::as_str) {
                add(tag, word);
            }
        }
    }
    words
}
