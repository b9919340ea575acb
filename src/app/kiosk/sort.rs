//! Sorting cards of one topic into good, so-so and not good. A card can be moved as often as the
//! pupil likes, and what was sorted last time stands beside.

use super::Kiosk;
use super::making::Making;
use crate::app::command::Command;
use crate::app::route::Route;
use crate::domain::shelf::Kept;
use crate::domain::{Blob, Column, MediaType, Piece, Said, Sort};
use crate::symbols::packs::packs;
use crate::symbols::{Topic, Vocabulary, sort_picture};

/// What can be sorted; of the small words nothing is good or bad.
pub const SORT_TOPICS: [Topic; 12] = [
    Topic::Lessons,
    Topic::People,
    Topic::Places,
    Topic::Times,
    Topic::Helps,
    Topic::Hard,
    Topic::Play,
    Topic::Food,
    Topic::Body,
    Topic::Care,
    Topic::Travel,
    Topic::Future,
];

/// A sort that is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorting {
    pub topic: Topic,
    /// Cards that lie nowhere yet; the first is on top.
    pub pile: Vec<Piece>,
    pub sort: Sort,
    /// A card of a column that was taken up to be moved.
    pub held: Option<Piece>,
    /// What was sorted last time is shown.
    pub shows_last: bool,
    /// Before the last step, and the one before it, and so on.
    before: Vec<(Vec<Piece>, Sort)>,
}

impl Sorting {
    fn new(topic: Topic) -> Self {
        let board = Vocabulary::built_in().board(topic);
        let packs = packs();
        // The school's own words first: whoever sorts people means theirs.
        let own = packs.words_of(topic).into_iter().map(|symbol| symbol.symbol_id.as_str());
        let ours = board.iter().map(|symbol| symbol.symbol_id.as_str());
        Self {
            topic,
            pile: own.chain(ours).map(Piece::symbol).collect(),
            sort: Sort { topic: topic.as_str().to_owned(), ..Sort::default() },
            held: None,
            shows_last: false,
            before: Vec::new(),
        }
    }

    /// The card that goes where the pupil says next.
    pub fn at_hand(&self) -> Option<&Piece> {
        self.held.as_ref().or(self.pile.first())
    }

    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    fn remember(&mut self) {
        self.before.push((self.pile.clone(), self.sort.clone()));
    }

    fn lay(&mut self, card: &Piece, column: Column) {
        let is_known = self.pile.contains(card) || self.sort.column_of(card).is_some();
        if !is_known || self.sort.column_of(card) == Some(column) {
            self.held = None;
            return;
        }
        self.remember();
        self.pile.retain(|other| other != card);
        self.sort.lay(card.clone(), column);
        self.held = None;
    }

    /// Back on top of the pile.
    fn put_back(&mut self, card: &Piece) {
        if self.sort.column_of(card).is_none() {
            return;
        }
        self.remember();
        self.sort.take(card);
        self.pile.insert(0, card.clone());
        self.held = None;
    }

    fn undo(&mut self) {
        if let Some((pile, sort)) = self.before.pop() {
            self.pile = pile;
            self.sort = sort;
        }
        self.held = None;
    }
}

impl Kiosk {
    pub(super) fn has_sorted(&self) -> bool {
        self.sorting.as_ref().is_some_and(|sorting| sorting.sort.cards().next().is_some())
    }

    /// How whoever sits there sorted this topic last, where they have shown who they are.
    pub fn last_sort(&self, topic: Topic) -> Option<&Kept<Sort>> {
        self.shelf()?.sorts.get(topic.as_str())?.first()
    }

    pub(super) fn command_sort(&mut self, command: Command) {
        if let Command::SortTopic(topic) = command {
            // Whoever looks at another topic and comes back goes on where they were.
            let aside = &mut self.laid_aside.sorting;
            aside.extend(self.sorting.take());
            let begun = aside.iter().position(|sorting| sorting.topic == topic);
            let begun = begun.map(|at| aside.swap_remove(at));
            self.sorting = Some(begun.unwrap_or_else(|| Sorting::new(topic)));
            return self.go(Route::Sort);
        }
        let Some(sorting) = &mut self.sorting else { return };
        match command {
            Command::Lay(column) => {
                if let Some(card) = sorting.at_hand().cloned() {
                    sorting.lay(&card, column);
                }
            }
            Command::Drop(card, column) => sorting.lay(&card, column),
            // Taken up again it is let go of.
            Command::Hold(card) => {
                let is_held = sorting.held.as_ref() == Some(&card);
                sorting.held = (!is_held).then_some(card);
            }
            Command::PutBack(card) => sorting.put_back(&card),
            Command::NextCard if sorting.held.is_some() => sorting.held = None,
            Command::NextCard if sorting.pile.len() > 1 => {
                let card = sorting.pile.remove(0);
                sorting.pile.push(card);
            }
            Command::SortUndo => sorting.undo(),
            Command::LastTime => sorting.shows_last = !sorting.shows_last,
            Command::BlankCard => {
                self.making = Some(Making::Card);
                self.message = super::Message::default();
                self.go(Route::Board);
            }
            _ => {}
        }
    }

    /// A card of the pupil's own, on top of the pile.
    pub(super) fn add_card(&mut self, card: Piece) {
        let Some(sorting) = &mut self.sorting else { return };
        if sorting.sort.column_of(&card).is_some() {
            sorting.held = Some(card);
            return;
        }
        sorting.remember();
        sorting.pile.retain(|other| other != &card);
        sorting.pile.insert(0, card);
    }

    /// As it is sent.
    pub(super) fn said_sort(&self) -> Said {
        let sort = self.sorting.as_ref().map(|sorting| sorting.sort.clone());
        Said { sort, ..Said::default() }
    }
}

/// A picture of what lies where goes along; without one it is said all the same.
pub(super) fn add_sort_picture(said: &Said, blobs: &mut Vec<Blob>) {
    let Some(sort) = &said.sort else { return };
    match sort_picture(sort, "en") {
        Some(bytes) => blobs.push(Blob { media_type: MediaType::Jpeg, duration_millis: 0, bytes }),
        None => tracing::warn!("no picture of a sort"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(sorting: &Sorting) -> Piece {
        sorting.at_hand().unwrap().clone()
    }

    #[test]
    fn every_step_can_be_undone_and_no_card_is_lost() {
        let mut sorting = Sorting::new(Topic::Lessons);
        let begun = sorting.clone();
        let count = sorting.pile.len();
        let card = first(&sorting);
        sorting.lay(&card, Column::Good);
        sorting.lay(&card, Column::NotGood);
        let other = first(&sorting);
        sorting.lay(&other, Column::SoSo);
        sorting.put_back(&card);
        assert_eq!(first(&sorting), card);
        assert_eq!(sorting.pile.len() + sorting.sort.cards().count(), count);
        for _ in 0..4 {
            sorting.undo();
        }
        assert_eq!(sorting, begun);
    }

    #[test]
    fn a_card_that_is_not_there_cannot_be_laid() {
        let mut sorting = Sorting::new(Topic::Food);
        sorting.lay(&Piece::symbol("no-such-card"), Column::Good);
        sorting.put_back(&Piece::symbol("no-such-card"));
        assert_eq!(sorting.sort.cards().count(), 0);
        assert!(!sorting.can_undo());
    }
}
