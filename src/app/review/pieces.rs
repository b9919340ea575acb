//! What a pupil put together, as the screens show it: symbols, tips, a sort, answers.

use crate::domain::{Answered, Column, Piece, Sort};
use crate::symbols::Vocabulary;

/// A symbol with its word; no picture where the list does not know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSymbol {
    pub word: String,
    pub picture: Option<String>,
}

impl ShownSymbol {
    pub fn of(symbol_id: &str) -> Self {
        let known = Vocabulary::built_in().get(symbol_id);
        Self {
            word: known.map_or_else(|| symbol_id.to_owned(), |known| known.word("en").to_owned()),
            picture: known.map(|known| known.picture.clone()),
        }
    }
}

/// A tip, an answer or a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownPiece {
    Words(String),
    Symbols(Vec<ShownSymbol>),
    /// Said aloud or shown: which of the entry's media.
    Medium(usize),
    /// Said aloud in an earlier entry.
    Earlier,
    /// From 1 to 5.
    Face(u8),
}

impl ShownPiece {
    pub fn of(piece: &Piece) -> Self {
        match piece {
            Piece::Words(words) => Self::Words(words.trim().to_owned()),
            Piece::Symbols { symbols } => {
                Self::Symbols(symbols.iter().map(String::as_str).map(ShownSymbol::of).collect())
            }
            Piece::Medium { medium } => Self::Medium(usize::from(*medium)),
            Piece::Earlier { .. } => Self::Earlier,
            Piece::Face { face } => Self::Face(*face),
        }
    }

    /// In one line; empty where it is no word.
    pub fn words(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Symbols(symbols) => {
                symbols.iter().map(|one| one.word.as_str()).collect::<Vec<_>>().join(" ")
            }
            Self::Medium(_) | Self::Earlier | Self::Face(_) => String::new(),
        }
    }
}

/// Cards in three columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSort {
    /// As the boards call it.
    pub topic: String,
    /// Good, so-so, not good.
    pub columns: [Vec<ShownPiece>; 3],
}

impl ShownSort {
    pub fn of(sort: &Sort) -> Self {
        let shown = |column| sort.column(column).iter().map(ShownPiece::of).collect();
        Self { topic: sort.topic.clone(), columns: Column::ALL.map(shown) }
    }
}

/// An answer with what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAnswer {
    /// A message's key, or the question as it was put.
    pub question: String,
    pub answer: ShownPiece,
}

impl ShownAnswer {
    pub fn of(answered: &Answered) -> Self {
        Self { question: answered.question.clone(), answer: ShownPiece::of(&answered.answer) }
    }
}
