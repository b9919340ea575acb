//! A pupil's year: who was not heard from for long, and how what they sorted and answered changed.

use std::collections::BTreeMap;

use super::{Moment, Piece, Said};

/// After so many days without a word of a pupil somebody should ask them.
pub const QUIET_DAYS: i64 = 42;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;

/// A time in which nothing was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub from: Moment,
    pub to: Moment,
}

impl Gap {
    pub fn weeks(&self) -> i64 {
        (self.to.unix_millis - self.from.unix_millis) / (7 * DAY_MILLIS)
    }
}

/// Whether somebody who was last heard then is not heard from any more.
pub fn is_quiet(last: Moment, now: Moment) -> bool {
    now.unix_millis - last.unix_millis > QUIET_DAYS * DAY_MILLIS
}

/// The long times between what was said, given newest first, and from the last of it until now.
pub fn gaps(said_at: &[Moment], now: Moment) -> Vec<Gap> {
    let ends = [now].into_iter().chain(said_at.iter().copied());
    let between = ends.zip(said_at.iter().copied());
    between.filter(|(to, from)| is_quiet(*from, *to)).map(|(to, from)| Gap { from, to }).collect()
}

/// One sort, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortPoint {
    pub at: Moment,
    /// Cards in the columns: good, so-so, not good.
    pub cards: [usize; 3],
}

/// One answer on the scale of faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacePoint {
    pub at: Moment,
    pub face: u8,
}

/// What can be compared over the year, oldest first.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// By topic.
    pub sorts: BTreeMap<String, Vec<SortPoint>>,
    /// By question.
    pub faces: BTreeMap<String, Vec<FacePoint>>,
}

/// Counts alone: a log must not hold a question about a pupil.
impl std::fmt::Debug for Compared {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} sorts, {} questions", self.sorts.len(), self.faces.len())
    }
}

impl Compared {
    /// Takes over what was said at a time.
    pub fn add(&mut self, at: Moment, said: &Said) {
        if let Some(sort) = &said.sort {
            let cards = [sort.good.len(), sort.so_so.len(), sort.not_good.len()];
            self.sorts.entry(sort.topic.clone()).or_default().push(SortPoint { at, cards });
        }
        for one in &said.answers {
            if let Piece::Face { face } = one.answer {
                let points = self.faces.entry(one.question.clone()).or_default();
                points.push(FacePoint { at, face });
            }
        }
    }

    /// In the order of time, whatever came first.
    pub fn in_order(mut self) -> Self {
        self.sorts.values_mut().for_each(|points| points.sort_by_key(|point| point.at));
        self.faces.values_mut().for_each(|points| points.sort_by_key(|point| point.at));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Answered, Sort};

    fn day(day: i64) -> Moment {
        Moment::from_millis(day * DAY_MILLIS)
    }

    #[test]
    fn six_weeks_without_a_word_are_a_gap_also_until_now() {
        let none: [Gap; 0] = [];
        assert_eq!(gaps(&[], day(500)), none, "who never said anything has no gap");
        assert_eq!(gaps(&[day(100), day(60)], day(142)), none);
        let found = gaps(&[day(100), day(50), day(40)], day(150));
        let gap = |from, to| Gap { from: day(from), to: day(to) };
        assert_eq!(found, [gap(100, 150), gap(50, 100)]);
        assert_eq!(found[0].weeks(), 7);
    }

    #[test]
    fn sorts_and_faces_are_compared_in_the_order_of_time() {
        let sort = |good: usize| Sort {
            topic: "food".into(),
            good: vec!["a".into(); good],
            ..Sort::default()
        };
        let face = |face| Answered { question: "How?".into(), answer: Piece::Face { face } };
        let said =
            |good, is| Said { sort: Some(sort(good)), answers: vec![face(is)], ..Said::default() };
        let mut compared = Compared::default();
        compared.add(day(9), &said(2, 4));
        compared.add(day(1), &said(1, 2));
        let compared = compared.in_order();
        let good: Vec<usize> = compared.sorts["food"].iter().map(|point| point.cards[0]).collect();
        assert_eq!(good, [1, 2]);
        let faces: Vec<u8> = compared.faces["How?"].iter().map(|point| point.face).collect();
        assert_eq!(faces, [2, 4]);
    }
}
