//! How an entry stands on the pages, of all that was decided about it. The last word stands; where
//! whoever said it had not heard of another, what either hides is hidden.

use std::collections::BTreeSet;

use crate::domain::redaction::{AREAS_LIMIT, LEAST_SIDE, WHOLE};
use crate::domain::{Area, Moment, Redaction};
use crate::wire::Record;

/// That somebody published it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub at: Moment,
    /// When those were decided that they knew of; nothing where that was not written down, and
    /// they count as having known of all.
    pub knew: Option<BTreeSet<Moment>>,
    pub redaction: Redaction,
}

/// How it stands on the pages.
#[derive(Debug, Default)]
pub struct Standing {
    pub published_at: Option<Moment>,
    pub redaction: Redaction,
    /// What was put together to it, where somebody had not heard of another.
    parts: Vec<Redaction>,
}

impl Standing {
    /// Whether that asks the pupil about what is shown now.
    pub fn is_asked_by(&self, record: &Record) -> bool {
        matches!(record, Record::Asked { redaction, .. } if *redaction == self.redaction)
    }

    /// Nobody was asked about what was put together: a no to any part is a no to all of it.
    pub fn carry_no(&self, meant: &mut Vec<(Redaction, bool)>) {
        let is_answered = meant.iter().any(|(shown, _)| *shown == self.redaction);
        let is_no = |part: &Redaction| meant.contains(&(part.clone(), false));
        if !is_answered && self.parts.iter().any(is_no) {
            meant.push((self.redaction.clone(), false));
        }
    }
}

/// When it was published last, and with what hidden.
pub fn stands(all: &[Publication]) -> Standing {
    let Some(last) = all.iter().max_by_key(|one| one.at) else { return Standing::default() };
    // Somebody may have said it again to a newcomer.
    let words = all.iter().filter(|one| one.at == last.at);
    let knew = words.filter_map(|one| one.knew.as_ref()).flatten().collect::<BTreeSet<_>>();
    let knows_all = all.iter().filter(|one| one.at == last.at).all(|one| one.knew.is_none());
    let is_unheard = |one: &&Publication| *one != last && !(knows_all || knew.contains(&one.at));
    let parts: Vec<Redaction> = std::iter::once(last)
        .chain(all.iter().filter(is_unheard))
        .map(|one| one.redaction.clone())
        .collect();
    let redaction = parts.iter().skip(1).fold(last.redaction.clone(), both);
    Standing { published_at: Some(last.at), redaction, parts }
}

/// What either of two hides.
fn both(mut one: Redaction, other: &Redaction) -> Redaction {
    for area in &other.hidden {
        if !one.hidden.contains(area) {
            one.hidden.push(*area);
        }
    }
    let is_another_still =
        matches!((one.still_millis, other.still_millis), (Some(a), Some(b)) if a != b);
    one.still_millis = one.still_millis.or(other.still_millis);
    let is_nothing_left = match (one.kept, other.kept) {
        (Some(kept), Some(also)) => {
            one.kept = shared(kept, also);
            one.kept.is_none()
        }
        (kept, also) => {
            one.kept = kept.or(also);
            false
        }
    };
    if is_nothing_left || is_another_still || one.hidden.len() > AREAS_LIMIT {
        one.hidden = vec![Area { left: 0, top: 0, width: WHOLE, height: WHOLE }];
    }
    one
}

/// What lies in both, where that is enough to be seen.
fn shared(one: Area, other: Area) -> Option<Area> {
    let side = |from: (u16, u16), size: (u16, u16)| {
        let begin = from.0.max(from.1);
        let end = (from.0 + size.0).min(from.1 + size.1);
        Some((begin, end.checked_sub(begin).filter(|side| *side >= LEAST_SIDE)?))
    };
    let (left, width) = side((one.left, other.left), (one.width, other.width))?;
    let (top, height) = side((one.top, other.top), (one.height, other.height))?;
    Some(Area { left, top, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(at: i64, knew: Option<&[i64]>, redaction: Redaction) -> Publication {
        let moments = |all: &[i64]| all.iter().map(|at| Moment::from_millis(*at)).collect();
        Publication { at: Moment::from_millis(at), knew: knew.map(moments), redaction }
    }

    fn area(left: u16) -> Area {
        Area { left, top: 0, width: 100, height: 100 }
    }

    fn hides(areas: &[u16]) -> Redaction {
        let hidden = areas.iter().map(|left| area(*left)).collect();
        Redaction { hidden, ..Redaction::default() }
    }

    #[test]
    fn the_last_word_of_those_who_knew_each_other_stands() {
        assert_eq!(stands(&[]).published_at, None);
        let first = published(5, Some(&[]), hides(&[1]));
        let all = [first, published(9, Some(&[5]), Redaction::default())];
        assert_eq!(stands(&all).published_at, Some(Moment::from_millis(9)));
        assert_eq!(stands(&all).redaction, Redaction::default());
        let unsaid = [published(5, None, hides(&[1])), published(9, None, hides(&[2]))];
        assert_eq!(stands(&unsaid).redaction, hides(&[2]));
    }

    #[test]
    fn what_somebody_hid_of_whom_the_last_had_not_heard_stays_hidden() {
        let hid = published(5, Some(&[]), hides(&[1]));
        let shown = published(9, Some(&[]), Redaction::default());
        assert_eq!(stands(&[hid.clone(), shown.clone()]).redaction, hides(&[1]));
        assert_eq!(stands(&[shown.clone(), hid.clone()]).redaction, hides(&[1]), "in any order");
        // Whoever decides again without having heard of it, whatever the clocks say.
        let again = published(12, Some(&[9]), Redaction::default());
        assert_eq!(stands(&[hid.clone(), shown.clone(), again]).redaction, hides(&[1]));
        let decided = published(12, Some(&[5, 9]), hides(&[3]));
        assert_eq!(stands(&[hid.clone(), shown.clone(), decided]).redaction, hides(&[3]));
        // Said again to a newcomer.
        let copy = published(9, Some(&[9]), Redaction::default());
        assert_eq!(stands(&[hid, shown, copy]).redaction, hides(&[1]));
    }

    #[test]
    fn a_no_to_a_part_is_a_no_to_what_was_put_together() {
        let hid = published(5, Some(&[]), hides(&[1]));
        let standing = stands(&[hid, published(9, Some(&[]), hides(&[2]))]);
        let mut meant = vec![(hides(&[1]), true)];
        standing.carry_no(&mut meant);
        assert_eq!(meant.len(), 1);
        meant.push((hides(&[2]), false));
        standing.carry_no(&mut meant);
        assert_eq!(meant.last(), Some(&(hides(&[2, 1]), false)));
    }

    #[test]
    fn where_nothing_is_left_to_show_all_of_it_is_hidden() {
        let kept = |left| Redaction { kept: Some(area(left)), ..Redaction::default() };
        let whole = Area { left: 0, top: 0, width: WHOLE, height: WHOLE };
        let two = |one, other| {
            stands(&[published(1, Some(&[]), one), published(2, Some(&[]), other)]).redaction
        };
        assert_eq!(two(kept(0), kept(500)).hidden, [whole]);
        let shown = two(kept(0), kept(50));
        assert_eq!(shown.kept, Some(Area { left: 50, width: 50, ..area(0) }));
        assert_eq!(shown.check(), Ok(()));
        let many = two(hides(&[0, 100, 200, 300, 400]), hides(&[500, 600, 700, 800]));
        assert_eq!(many.hidden, [whole]);
        let still = |at| Redaction { still_millis: Some(at), ..Redaction::default() };
        assert_eq!(two(still(1), still(5)).hidden, [whole]);
    }
}
