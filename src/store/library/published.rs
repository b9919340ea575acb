//! How an entry stands on the pages, of all that was decided about it. The last word stands; where
//! whoever said it had not heard of another, what either hides is hidden.

use crate::domain::redaction::{AREAS_LIMIT, LEAST_SIDE, WHOLE};
use crate::domain::{Area, Moment, Redaction};

/// That somebody published it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub at: Moment,
    /// When the one was decided that they knew of; nothing where that was not written down, and
    /// they count as having known of all.
    pub knew: Option<Moment>,
    pub redaction: Redaction,
}

/// When it was published last, and with what hidden.
pub fn stands(all: &[Publication]) -> (Option<Moment>, Redaction) {
    let Some(last) = all.iter().max_by_key(|one| one.at) else {
        return (None, Redaction::default());
    };
    let is_unheard =
        |one: &&Publication| *one != last && last.knew.is_some_and(|knew| knew < one.at);
    let unheard = all.iter().filter(is_unheard);
    let redaction = unheard.fold(last.redaction.clone(), |hides, one| both(hides, &one.redaction));
    (Some(last.at), redaction)
}

/// What either of two hides.
fn both(mut one: Redaction, other: &Redaction) -> Redaction {
    for area in &other.hidden {
        if !one.hidden.contains(area) {
            one.hidden.push(*area);
        }
    }
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
    if is_nothing_left || one.hidden.len() > AREAS_LIMIT {
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

    fn published(at: i64, knew: Option<i64>, redaction: Redaction) -> Publication {
        let (at, knew) = (Moment::from_millis(at), knew.map(Moment::from_millis));
        Publication { at, knew, redaction }
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
        assert_eq!(stands(&[]), (None, Redaction::default()));
        let all = [published(5, Some(0), hides(&[1])), published(9, Some(5), Redaction::default())];
        assert_eq!(stands(&all), (Some(Moment::from_millis(9)), Redaction::default()));
        let unsaid = [published(5, None, hides(&[1])), published(9, None, hides(&[2]))];
        assert_eq!(stands(&unsaid).1, hides(&[2]));
    }

    #[test]
    fn what_somebody_hid_of_whom_the_last_had_not_heard_stays_hidden() {
        let all = [published(5, Some(0), hides(&[1])), published(9, Some(0), Redaction::default())];
        assert_eq!(stands(&all).1, hides(&[1]));
        let [hid, shown] = all;
        assert_eq!(stands(&[shown.clone(), hid.clone()]).1, hides(&[1]), "in any order");
        // Whoever has heard of both decides.
        let decided = published(12, Some(9), hides(&[3]));
        assert_eq!(stands(&[hid, shown, decided]).1, hides(&[3]));
    }

    #[test]
    fn where_nothing_is_left_to_show_all_of_it_is_hidden() {
        let kept = |left| Redaction { kept: Some(area(left)), ..Redaction::default() };
        let whole = Area { left: 0, top: 0, width: WHOLE, height: WHOLE };
        let apart = [published(1, Some(0), kept(0)), published(2, Some(0), kept(500))];
        assert_eq!(stands(&apart).1.hidden, [whole]);
        let beside = [published(1, Some(0), kept(0)), published(2, Some(0), kept(50))];
        let shown = stands(&beside).1;
        assert_eq!(shown.kept, Some(Area { left: 50, width: 50, ..area(0) }));
        assert_eq!(shown.check(), Ok(()));
        let many = [
            published(1, Some(0), hides(&[0, 100, 200, 300, 400])),
            published(2, Some(0), hides(&[500, 600, 700, 800])),
        ];
        assert_eq!(stands(&many).1.hidden, [whole]);
    }
}
