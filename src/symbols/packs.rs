//! Boards that a school brought along: read once when a tablet's screens open, and shown beside the
//! built-in ones.
//!
//! A message names a symbol of these by its word, so that whoever reads it, on any computer, reads
//! that word; the picture stays on tablets that have the boards.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::obf::{self, BoardSet, PictureKind};

/// A word of such a board, with its picture where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackSymbol {
    /// By language; never empty.
    words: BTreeMap<String, String>,
    /// What messages call it: its English word, or the first that it has.
    pub symbol_id: String,
    /// As `picture` knows it.
    pub picture: Option<String>,
}

impl PackSymbol {
    /// The word under the picture.
    pub fn word(&self, language_tag: &str) -> &str {
        self.words.get(language_tag).map_or(self.symbol_id.as_str(), String::as_str)
    }
}

/// One board with its words, as they lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackBoard {
    pub title: String,
    pub symbols: Vec<PackSymbol>,
}

/// A set of boards by its file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    pub name: String,
    pub boards: Vec<PackBoard>,
}

/// All that this tablet has, and their pictures.
#[derive(Debug, Default)]
pub struct Packs {
    packs: Vec<Pack>,
    pictures: BTreeMap<String, (PictureKind, Vec<u8>)>,
    by_word: BTreeMap<String, String>,
}

static OURS: OnceLock<Packs> = OnceLock::new();
static NONE: Packs =
    Packs { packs: Vec::new(), pictures: BTreeMap::new(), by_word: BTreeMap::new() };

/// Those that were brought to this program; none before that.
pub fn packs() -> &'static Packs {
    OURS.get().unwrap_or(&NONE)
}

/// Brings them, once. What comes later is there when the program is started again.
pub fn bring(packs: Packs) {
    if OURS.set(packs).is_err() {
        tracing::warn!("boards were brought already");
    }
}

impl Packs {
    /// Takes a set in.
    pub fn add(&mut self, name: &str, set: &BoardSet) {
        let number = self.packs.len();
        let mut boards: Vec<(&str, PackBoard)> = Vec::new();
        for (index, found) in obf::symbols_of(set).into_iter().enumerate() {
            let english = found.words.get("en");
            let Some(first) = english.or(found.words.values().next()).cloned() else { continue };
            let picture = found.picture.map(|picture| {
                let key = format!("pack:{number}/{index}");
                self.pictures.insert(key.clone(), (picture.kind, picture.bytes.to_vec()));
                self.by_word.entry(first.clone()).or_insert_with(|| key.clone());
                key
            });
            let symbol = PackSymbol { words: found.words, symbol_id: first, picture };
            match boards.iter_mut().find(|(board_id, _)| *board_id == found.board_id) {
                Some((_, board)) => board.symbols.push(symbol),
                None => {
                    let title = found.topic.to_owned();
                    boards.push((found.board_id, PackBoard { title, symbols: vec![symbol] }));
                }
            }
        }
        let boards = boards.into_iter().map(|(_, board)| board).collect();
        self.packs.push(Pack { name: name.to_owned(), boards });
    }

    pub fn all(&self) -> &[Pack] {
        &self.packs
    }

    /// A picture by its own name, as it came.
    pub fn picture(&self, name: &str) -> Option<(PictureKind, &[u8])> {
        self.pictures.get(name).map(|(kind, bytes)| (*kind, bytes.as_slice()))
    }

    /// The picture for a word that is said on one of these boards.
    pub fn picture_of_word(&self, word: &str) -> Option<&str> {
        self.by_word.get(word).map(String::as_str)
    }

    /// Whether one of these boards says it.
    pub fn has_word(&self, word: &str) -> bool {
        let boards = self.packs.iter().flat_map(|pack| &pack.boards);
        boards.flat_map(|board| &board.symbols).any(|symbol| symbol.symbol_id == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbols::{Topic, Vocabulary};

    #[test]
    fn our_own_boards_come_back_as_a_pack() {
        let set = obf::built_in("en", 6, 3, &|name| format!("{name:?}"));
        let mut packs = Packs::default();
        packs.add("ours", &set);
        let [pack] = packs.all() else { panic!("one pack") };
        let count: usize = pack.boards.iter().map(|board| board.symbols.len()).sum();
        assert_eq!(count, Vocabulary::built_in().symbols().len());
        let stop = Vocabulary::built_in().board(Topic::Core);
        let word = stop[0].word("en");
        assert!(packs.has_word(word) && !packs.has_word("no such word"));
        let picture = packs.picture_of_word(word).unwrap();
        assert!(
            matches!(packs.picture(picture), Some((PictureKind::Svg, bytes)) if !bytes.is_empty())
        );
    }
}
