//! What a pupil says, in whatever way: words, symbols, a sort, tips, answers. Verbatim: nobody edits
//! it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::EntryId;

/// Faces of a scale, from "not good at all" (1) to "very good".
pub const FACES: u8 = 5;

/// One thing said in one way: a tip, an answer, a card.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    Words(String),
    /// By their ids.
    Symbols {
        symbols: Vec<String>,
    },
    /// Said aloud in an earlier entry, and still so.
    Earlier {
        entry: EntryId,
        medium: u8,
    },
    /// Said aloud, or shown: which of the entry's media, from 0.
    Medium {
        medium: u8,
    },
    /// On a scale of `FACES`, from 1.
    Face {
        face: u8,
    },
}

impl Piece {
    pub fn symbol(symbol_id: impl Into<String>) -> Self {
        Self::Symbols { symbols: vec![symbol_id.into()] }
    }

    pub fn symbols(&self) -> &[String] {
        match self {
            Self::Symbols { symbols } => symbols,
            Self::Words(_) | Self::Earlier { .. } | Self::Medium { .. } | Self::Face { .. } => &[],
        }
    }

    /// Which of the entry's media it is.
    pub fn medium(&self) -> Option<usize> {
        match self {
            Self::Medium { medium } => Some(usize::from(*medium)),
            Self::Words(_) | Self::Symbols { .. } | Self::Earlier { .. } | Self::Face { .. } => {
                None
            }
        }
    }

    /// Whether what it names is there, of so many media.
    pub(super) fn fits(&self, media: usize) -> bool {
        match self {
            Self::Words(words) => !words.trim().is_empty(),
            Self::Symbols { symbols } => !symbols.is_empty(),
            Self::Earlier { .. } => true,
            Self::Medium { medium } => usize::from(*medium) < media,
            Self::Face { face } => (1..=FACES).contains(face),
        }
    }

    pub fn words_len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Symbols { symbols } => symbols.iter().map(String::len).sum(),
            Self::Earlier { .. } | Self::Medium { .. } | Self::Face { .. } => 0,
        }
    }
}

/// Words are tips as they always were.
impl From<&str> for Piece {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a piece of {} bytes", self.words_len())
    }
}

/// Where a card lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    Good,
    SoSo,
    NotGood,
}

impl Column {
    pub const ALL: [Column; 3] = [Self::Good, Self::SoSo, Self::NotGood];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::SoSo => "so-so",
            Self::NotGood => "not-good",
        }
    }
}

/// Cards of one topic in three columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sort {
    /// As the boards call it.
    pub topic: String,
    #[serde(default)]
    pub good: Vec<Piece>,
    #[serde(default)]
    pub so_so: Vec<Piece>,
    #[serde(default)]
    pub not_good: Vec<Piece>,
}

impl Sort {
    pub fn column(&self, column: Column) -> &[Piece] {
        match column {
            Column::Good => &self.good,
            Column::SoSo => &self.so_so,
            Column::NotGood => &self.not_good,
        }
    }

    pub fn column_mut(&mut self, column: Column) -> &mut Vec<Piece> {
        match column {
            Column::Good => &mut self.good,
            Column::SoSo => &mut self.so_so,
            Column::NotGood => &mut self.not_good,
        }
    }

    /// Every card with its column.
    pub fn cards(&self) -> impl Iterator<Item = (Column, &Piece)> {
        Column::ALL
            .into_iter()
            .flat_map(|column| self.column(column).iter().map(move |card| (column, card)))
    }

    /// Where a card lies.
    pub fn column_of(&self, card: &Piece) -> Option<Column> {
        self.cards().find(|(_, other)| *other == card).map(|(column, _)| column)
    }

    /// Takes a card out, wherever it lies.
    pub fn take(&mut self, card: &Piece) {
        for column in Column::ALL {
            self.column_mut(column).retain(|other| other != card);
        }
    }

    /// Lays a card into a column, at its end; one that lies elsewhere moves.
    pub fn lay(&mut self, card: Piece, column: Column) {
        self.take(&card);
        self.column_mut(column).push(card);
    }
}

/// An answer with what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// A message's key (`page-like`), or the question as it was put.
    pub question: String,
    pub answer: Piece,
}

/// The pupil's own words, in whatever way they were said. Verbatim: nobody edits them.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symbols: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tips: Vec<Piece>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// Of a page or a survey, in the order in which they were asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// What was asked: a message's key, or the question as the SENCo put it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Which survey, so that the same one can be compared later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey: Option<String>,
    /// Which time of asking it answers, from 0: clocks may differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
}

impl Said {
    /// Every tip, answer and card.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let cards = self.sort.iter().flat_map(Sort::cards).map(|(_, card)| card);
        self.tips.iter().chain(self.answers.iter().map(|one| &one.answer)).chain(cards)
    }

    /// Bytes of all words.
    pub(super) fn words_len(&self) -> usize {
        let text = self.text.as_ref().map_or(0, String::len);
        let asked: usize = self.answers.iter().map(|one| one.question.len()).sum();
        text + asked + self.pieces().map(Piece::words_len).sum::<usize>()
    }

    /// Nothing is said but by media.
    pub fn is_silent(&self) -> bool {
        self.text.is_none() && self.symbols.is_empty() && self.pieces().next().is_none()
    }
}

/// Says how much, never what: a log must not hold a pupil's words.
impl fmt::Debug for Said {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} bytes, {} symbols, {} pieces",
            self.words_len(),
            self.symbols.len(),
            self.pieces().count()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_lies_in_one_column() {
        let mut sort = Sort::default();
        sort.lay(Piece::symbol("maths"), Column::Good);
        sort.lay(Piece::symbol("art"), Column::Good);
        sort.lay(Piece::symbol("maths"), Column::NotGood);
        assert_eq!(sort.good, [Piece::symbol("art")]);
        assert_eq!(sort.column_of(&Piece::symbol("maths")), Some(Column::NotGood));
        sort.take(&Piece::symbol("maths"));
        assert_eq!(sort.cards().count(), 1);
    }
}
