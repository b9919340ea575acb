//! Boards and words that a school brought along: read when a tablet's screens open and when a sync
//! brought others, and shown beside the built-in ones.
//!
//! A message names a symbol of these by its word, so that whoever reads it, on any computer, reads
//! that word; the picture stays on tablets that have the boards.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::Topic;
use super::obf::{self, BoardSet, PictureKind};
use super::vocabulary::words_that_end;
use crate::domain::fold;

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

    /// Whether one of its words begins so; `begins` is folded.
    fn begins(&self, begins: &str, language_tag: &str) -> bool {
        fold(self.word(language_tag)).split_whitespace().any(|word| word.starts_with(begins))
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
    /// Words that belong to our own topics, in the order of their words.
    words: Vec<(Topic, PackSymbol)>,
    pictures: BTreeMap<String, (PictureKind, Vec<u8>)>,
    by_word: BTreeMap<String, String>,
}

static OURS: RwLock<Option<Arc<Packs>>> = RwLock::new(None);

/// Told apart for good, so that a picture of packs that went is never taken for one that came.
static PICTURES: AtomicU64 = AtomicU64::new(0);

/// Those that were brought to this program last; none before that.
pub fn packs() -> Arc<Packs> {
    let ours = OURS.read().unwrap_or_else(PoisonError::into_inner);
    ours.clone().unwrap_or_default()
}

/// Brings them, in the place of those before. Not while somebody looks at a board.
pub fn bring(packs: Packs) {
    *OURS.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(packs));
}

impl Packs {
    /// Takes a set in.
    pub fn add(&mut self, name: &str, set: &BoardSet) {
        let mut boards: Vec<(&str, PackBoard)> = Vec::new();
        for found in obf::symbols_of(set) {
            let (board_id, title) = (found.board_id, found.topic.to_owned());
            let Some(symbol) = self.symbol(found) else { continue };
            match boards.iter_mut().find(|(known, _)| *known == board_id) {
                Some((_, board)) => board.symbols.push(symbol),
                None => boards.push((board_id, PackBoard { title, symbols: vec![symbol] })),
            }
        }
        let boards = boards.into_iter().map(|(_, board)| board).collect();
        self.packs.push(Pack { name: name.to_owned(), boards });
    }

    /// Takes one word in. Gives whether the set was one.
    pub fn add_word(&mut self, set: &BoardSet) -> bool {
        let Some((topic, found)) = obf::word_of(set) else { return false };
        let Some(symbol) = self.symbol(found) else { return false };
        let by_word = |one: &(Topic, PackSymbol)| one.1.symbol_id.to_lowercase();
        let place =
            self.words.partition_point(|one| by_word(one) < symbol.symbol_id.to_lowercase());
        self.words.insert(place, (topic, symbol));
        true
    }

    fn symbol(&mut self, found: obf::PackSymbol<'_>) -> Option<PackSymbol> {
        let english = found.words.get("en");
        let first = english.or(found.words.values().next()).cloned()?;
        let picture = found.picture.map(|picture| {
            let key = format!("pack:{}", PICTURES.fetch_add(1, Ordering::Relaxed));
            self.pictures.insert(key.clone(), (picture.kind, picture.bytes.to_vec()));
            self.by_word.entry(first.clone()).or_insert_with(|| key.clone());
            key
        });
        Some(PackSymbol { words: found.words, symbol_id: first, picture })
    }

    /// The school's own words of a topic.
    pub fn words_of(&self, topic: Topic) -> Vec<&PackSymbol> {
        let theirs = self.words.iter().filter(|(of, _)| *of == topic);
        theirs.map(|(_, symbol)| symbol).collect()
    }

    /// The school's own words with a word in them that begins so.
    pub fn search(&self, begins: &str, language_tag: &str) -> Vec<(Topic, &PackSymbol)> {
        let begins = fold(begins.trim());
        let all = self.words.iter().filter(|_| !begins.is_empty());
        all.filter(|(_, symbol)| symbol.begins(&begins, language_tag))
            .map(|(topic, symbol)| (*topic, symbol))
            .collect()
    }

    /// Symbols of boards that were brought with a word in them that begins so; each word once,
    /// the shortest first.
    pub fn search_boards(&self, begins: &str, language_tag: &str, most: usize) -> Vec<&PackSymbol> {
        let begins = fold(begins.trim());
        if begins.is_empty() {
            return Vec::new();
        }
        let boards = self.packs.iter().flat_map(|pack| &pack.boards);
        let mut found: Vec<&PackSymbol> = boards
            .flat_map(|board| &board.symbols)
            .filter(|symbol| symbol.begins(&begins, language_tag))
            .collect();
        let word = |symbol: &PackSymbol| fold(symbol.word(language_tag));
        found.sort_by_cached_key(|symbol| (word(symbol).chars().count(), word(symbol)));
        found.dedup_by_key(|symbol| word(symbol));
        found.truncate(most);
        found
    }

    /// Single words of all of these that begin so, to end what somebody writes; the shortest first.
    pub fn words(&self, begins: &str, language_tag: &str, most: usize) -> Vec<String> {
        let said = self.symbols().flat_map(|symbol| symbol.word(language_tag).split_whitespace());
        words_that_end(begins, said, most)
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

    fn symbols(&self) -> impl Iterator<Item = &PackSymbol> {
        let boards = self.packs.iter().flat_map(|pack| &pack.boards);
        let words = self.words.iter().map(|(_, symbol)| symbol);
        words.chain(boards.flat_map(|board| &board.symbols))
    }

    /// Whether one of these boards says it.
    pub fn has_word(&self, word: &str) -> bool {
        self.symbols().any(|symbol| symbol.symbol_id == word)
    }

    /// How a word that is said on one of these boards is said in a language.
    pub fn in_language(&self, word: &str, language_tag: &str) -> Option<&str> {
        let symbol = self.symbols().find(|symbol| symbol.symbol_id == word)?;
        Some(symbol.word(language_tag))
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
        let found = packs.search_boards("happ", "en", 3);
        assert_eq!(found.first().map(|symbol| symbol.word("en")), Some("happy"));
        assert!(packs.search_boards("happ", "en", 0).is_empty());
        assert!(packs.search_boards(" ", "en", 3).is_empty());
        let picture = packs.picture_of_word(word).unwrap();
        assert!(
            matches!(packs.picture(picture), Some((PictureKind::Svg, bytes)) if !bytes.is_empty())
        );
    }

    #[test]
    fn a_word_stands_in_its_topic_and_is_found_by_any_of_its_words() {
        let words = |en: &str, cy: &str| {
            let all = [("en", en), ("cy", cy)].map(|(tag, word)| (tag.to_owned(), word.to_owned()));
            obf::word_set(Topic::People, &all.into_iter().collect(), b"\xff\xd8".to_vec())
        };
        let mut packs = Packs::default();
        assert!(packs.add_word(&words("mrs Patel", "Mrs Patel")));
        assert!(packs.add_word(&words("Dr Owen", "Y doctor")));
        assert!(!packs.add_word(&obf::built_in("en", 6, 3, &|name| format!("{name:?}"))));
        let names = |tag: &str| -> Vec<String> {
            let people = packs.words_of(Topic::People);
            people.into_iter().map(|symbol| symbol.word(tag).to_owned()).collect()
        };
        assert_eq!(names("en"), ["Dr Owen", "mrs Patel"]);
        assert!(packs.words_of(Topic::Food).is_empty());
        assert_eq!(packs.search("pat", "en").len(), 1);
        assert_eq!(packs.search("doc", "cy").len(), 1);
        assert!(packs.search("doc", "en").is_empty() && packs.search(" ", "en").is_empty());
        assert_eq!(packs.words("pat", "en", 4), ["Patel"]);
        assert!(packs.words("patel", "en", 4).is_empty(), "it is whole already");
        assert_eq!(packs.in_language("Dr Owen", "cy"), Some("Y doctor"));
        assert_eq!(packs.in_language("nobody", "cy"), None);
    }
}
