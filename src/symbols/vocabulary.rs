//! The words that have a picture, from `symbols/vocabulary.csv`.

use std::sync::LazyLock;

use super::packs::packs;
use crate::domain::{Piece, fold};

/// What a board is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Never to be hidden: what a child must be able to say.
    Core,
    Feelings,
    People,
    Places,
    Lessons,
    /// Times of day, days, seasons and feasts.
    Times,
    Helps,
    Hard,
    /// Body and health.
    Body,
    /// Personal care, medicine and equipment.
    Care,
    Food,
    Play,
    Travel,
    /// What comes after: jobs, living, money, hopes.
    Future,
    Questions,
    SmallWords,
}

impl Topic {
    pub const ALL: [Topic; 16] = [
        Self::Core,
        Self::Feelings,
        Self::People,
        Self::Places,
        Self::Lessons,
        Self::Times,
        Self::Helps,
        Self::Hard,
        Self::Body,
        Self::Care,
        Self::Food,
        Self::Play,
        Self::Travel,
        Self::Future,
        Self::Questions,
        Self::SmallWords,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Feelings => "feelings",
            Self::People => "people",
            Self::Places => "places",
            Self::Lessons => "lessons",
            Self::Times => "times",
            Self::Helps => "helps",
            Self::Hard => "hard",
            Self::Body => "body",
            Self::Care => "care",
            Self::Food => "food",
            Self::Play => "play",
            Self::Travel => "travel",
            Self::Future => "future",
            Self::Questions => "questions",
            Self::SmallWords => "small-words",
        }
    }
}

/// A word with its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    pub symbol_id: String,
    pub topic: Topic,
    /// As `drawing` knows it.
    pub picture: String,
    /// English and Welsh.
    words: [String; 2],
    search: [String; 2],
}

impl Symbol {
    /// The word under the picture.
    pub fn word(&self, language_tag: &str) -> &str {
        &self.words[usize::from(language_tag == "cy")]
    }
}

/// All of them, in the order of the list.
#[derive(Debug)]
pub struct Vocabulary {
    symbols: Vec<Symbol>,
}

static BUILT_IN: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::read(include_bytes!("../../symbols/vocabulary.csv")));

impl Vocabulary {
    /// The one inside the program.
    pub fn built_in() -> &'static Vocabulary {
        &BUILT_IN
    }

    /// Rows that are no symbol are passed over; a test holds the built-in list to having none.
    fn read(file: &[u8]) -> Self {
        let rows = csv::Reader::from_reader(file).into_records().flatten();
        let symbols = rows
            .filter_map(|row| {
                let column = |number: usize| row.get(number).map(str::trim).map(str::to_owned);
                let topic = column(1)?;
                Some(Symbol {
                    symbol_id: column(0)?,
                    topic: Topic::ALL.into_iter().find(|known| known.as_str() == topic)?,
                    picture: column(2)?,
                    words: [column(3)?, column(4)?],
                    search: [column(5)?.to_lowercase(), column(6)?.to_lowercase()],
                })
            })
            .collect();
        Self { symbols }
    }

    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    pub fn get(&self, symbol_id: &str) -> Option<&Symbol> {
        self.symbols.iter().find(|symbol| symbol.symbol_id == symbol_id)
    }

    pub fn board(&self, topic: Topic) -> Vec<&Symbol> {
        self.symbols.iter().filter(|symbol| symbol.topic == topic).collect()
    }

    /// Those whose word, or a word of whose search list, begins so; whole words of the list
    /// first.
    pub fn search(&self, begins: &str, language_tag: &str) -> Vec<&Symbol> {
        let begins = fold(begins.trim());
        if begins.is_empty() {
            return Vec::new();
        }
        let language = usize::from(language_tag == "cy");
        let word_begins =
            |text: &str| fold(text).split_whitespace().any(|word| word.starts_with(&begins));
        let mut found: Vec<(bool, &Symbol)> = self
            .symbols
            .iter()
            .filter_map(|symbol| {
                let by_word = word_begins(&symbol.words[language]);
                (by_word || word_begins(&symbol.search[language])).then_some((!by_word, symbol))
            })
            .collect();
        found.sort_by_key(|(by_search, _)| *by_search);
        found.into_iter().map(|(_, symbol)| symbol).collect()
    }

    /// Single words that begin so, to end what somebody writes; the shortest first. None before the
    /// first letter, and none that is whole already.
    pub fn words(&self, begins: &str, language_tag: &str, most: usize) -> Vec<String> {
        let language = usize::from(language_tag == "cy");
        let all = self.symbols.iter().flat_map(|symbol| {
            let search = symbol.search[language].split_whitespace();
            symbol.words[language].split_whitespace().chain(search)
        });
        words_that_end(begins, all, most)
    }

    /// The picture for a symbol: ours, or that of a board or a word which the school brought.
    pub fn picture_of(&self, symbol_id: &str) -> Option<String> {
        match self.get(symbol_id) {
            Some(symbol) => Some(symbol.picture.clone()),
            None => packs().picture_of_word(symbol_id).map(str::to_owned),
        }
    }

    /// Symbols whose whole word stands in a text, in the order of the text; each once.
    pub fn of_words(&self, text: &str, language_tag: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'') {
            let word = fold(word);
            let is_it = |symbol: &&Symbol| fold(symbol.word(language_tag)) == word;
            if let Some(symbol) = self.symbols.iter().find(is_it)
                && !found.contains(&symbol.symbol_id)
            {
                found.push(symbol.symbol_id.clone());
            }
        }
        found
    }

    /// A tip, an answer or a card in words; none where it is a face, or said aloud.
    pub fn piece(&self, piece: &Piece, language_tag: &str) -> Option<String> {
        match piece {
            Piece::Words(words) => Some(words.trim().to_owned()),
            Piece::Symbols { symbols } => Some(self.sentence(symbols, language_tag)),
            Piece::Earlier { .. } | Piece::Medium { .. } | Piece::Face { .. } => None,
        }
    }

    /// A message of symbols as a sentence of their words.
    pub fn sentence(&self, symbol_ids: &[String], language_tag: &str) -> String {
        let packs = packs();
        let words: Vec<&str> = symbol_ids
            .iter()
            .map(|id| match self.get(id) {
                Some(symbol) => symbol.word(language_tag),
                None => packs.in_language(id, language_tag).unwrap_or(id),
            })
            .collect();
        words.join(" ")
    }
}

/// Of words those that end what was begun, the shortest first; one that differs by its accents alone
/// is among them.
pub(super) fn words_that_end<'a>(
    begins: &str,
    words: impl Iterator<Item = &'a str>,
    most: usize,
) -> Vec<String> {
    let begins = fold(begins);
    if begins.is_empty() {
        return Vec::new();
    }
    let ends_it = |word: &&str| {
        word.chars().count() > 2 && fold(word).starts_with(&begins) && word.to_lowercase() != begins
    };
    let mut found: Vec<&str> = words.filter(ends_it).collect();
    found.sort_by_key(|word| (word.chars().count(), *word));
    found.dedup();
    found.into_iter().take(most).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::symbols::drawing;

    #[test]
    fn the_list_is_whole() {
        let file = include_bytes!("../../symbols/vocabulary.csv");
        let rows = csv::Reader::from_reader(&file[..]).into_records().count();
        let vocabulary = Vocabulary::built_in();
        assert_eq!(vocabulary.symbols().len(), rows, "a row is no symbol");
        assert!(rows >= 400);
        let ids: BTreeSet<&str> =
            vocabulary.symbols().iter().map(|symbol| symbol.symbol_id.as_str()).collect();
        assert_eq!(ids.len(), rows, "an id stands twice");
        for symbol in vocabulary.symbols() {
            assert!(drawing(&symbol.picture).is_some(), "{}", symbol.symbol_id);
            assert!(!symbol.word("en").is_empty() && !symbol.word("cy").is_empty());
        }
    }

    #[test]
    fn every_board_offers_enough_and_no_two_of_its_pictures_are_one() {
        for topic in Topic::ALL {
            let board = Vocabulary::built_in().board(topic);
            let least = if topic == Topic::Core { 14 } else { 20 };
            assert!((least..=40).contains(&board.len()), "{}: {}", topic.as_str(), board.len());
            let pictures: BTreeSet<&str> =
                board.iter().map(|symbol| symbol.picture.as_str()).collect();
            assert_eq!(pictures.len(), board.len(), "{}: a picture stands twice", topic.as_str());
            for tag in ["en", "cy"] {
                let words: BTreeSet<String> =
                    board.iter().map(|symbol| symbol.word(tag).to_lowercase()).collect();
                assert_eq!(words.len(), board.len(), "{}: a word stands twice", topic.as_str());
            }
        }
    }

    #[test]
    fn no_own_drawing_lies_unused() {
        let used: BTreeSet<&str> = Vocabulary::built_in()
            .symbols()
            .iter()
            .filter_map(|symbol| symbol.picture.strip_prefix("own:"))
            .collect();
        assert!(used.len() >= 100);
        let own = concat!(env!("CARGO_MANIFEST_DIR"), "/symbols/own");
        for file in std::fs::read_dir(own).unwrap() {
            let file = file.unwrap().file_name().into_string().unwrap();
            let name = file.strip_suffix(".svg").unwrap_or(&file);
            assert!(name.starts_with("ui-") || used.contains(name), "{file}");
        }
    }

    #[test]
    fn what_a_child_must_be_able_to_say_is_there() {
        let core: Vec<&str> = Vocabulary::built_in()
            .board(Topic::Core)
            .into_iter()
            .map(|symbol| symbol.symbol_id.as_str())
            .collect();
        for needed in [
            "hit",
            "hurt",
            "touch",
            "private-parts",
            "secret",
            "photo",
            "phone",
            "hungry",
            "bed",
            "dont-want",
            "stop",
            "help-me",
            "dont-know",
            "something-else",
        ] {
            assert!(core.contains(&needed), "{needed}");
        }
    }

    #[test]
    fn words_are_proposed_from_their_first_letter_on() {
        let words = |begins| Vocabulary::built_in().words(begins, "en", 4);
        assert!(words("").is_empty());
        assert!(words("Tea").contains(&"teacher".to_owned()));
        assert!(words("mat").iter().all(|word| word.starts_with("mat") && word != "mat"));
        assert!(words("h").len() <= 4);
    }

    #[test]
    fn the_words_of_a_text_have_their_symbols_once_and_in_order() {
        let of = |text| Vocabulary::built_in().of_words(text, "en");
        assert_eq!(of("Happy friend, very HAPPY!"), ["happy", "friend"]);
        assert!(of("xyzzy").is_empty());
    }

    #[test]
    fn search_finds_by_first_letters_in_the_language() {
        let vocabulary = Vocabulary::built_in();
        let ids = |begins: &str, tag: &str| -> Vec<String> {
            vocabulary.search(begins, tag).iter().map(|symbol| symbol.symbol_id.clone()).collect()
        };
        assert_eq!(ids("happ", "en").first().map(String::as_str), Some("happy"));
        assert!(ids("hap", "cy").contains(&"happy".to_owned()));
        // Whoever types no accent finds it all the same.
        for (begins, id) in [("dwr", "water"), ("dŵr", "water"), ("ty bach", "toilet")] {
            let first = begins.split(' ').next().unwrap();
            assert!(ids(first, "cy").contains(&id.to_owned()), "{begins}");
        }
        assert!(vocabulary.words("dw", "cy", 9).contains(&"dŵr".to_owned()));
        assert!(ids("", "en").is_empty());
    }
}
