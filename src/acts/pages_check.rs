//! Nothing is published before somebody has seen, in a pupil's login, that the staff pages cannot be
//! read there. That login belongs to no staff computer: what it saw travels as a short code that a
//! person carries, and the SENCo's computer tells all others.

use super::doctor::Check;
use super::{ActError, Desk, init, sync};
use crate::domain::ids::base32;
use crate::domain::{Moment, School, Sentence, ShareId};
use crate::store::Library;
use crate::wire::Hash;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// A code is good for a week, and for clocks that differ.
const DAYS_BACK: i64 = 7;
const DAYS_AHEAD: i64 = 1;
/// 40 bits: eight letters.
const CODE_BYTES: usize = 5;

/// The code of a day. It keeps a slip of the pen or a code of another school out; whoever wants to
/// say that something passed which did not can compute it, as they could say so in a letter.
pub fn code(share_id: &ShareId, at: Moment) -> String {
    let day = at.unix_millis.div_euclid(DAY_MILLIS);
    let named = format!("sayso pages closed 1\u{0}{share_id}\u{0}{day}");
    let letters = base32().encode(&Hash::of(named.as_bytes()).0[..CODE_BYTES]).to_uppercase();
    let (first, last) = letters.split_at(letters.len() / 2);
    format!("{first}-{last}")
}

/// The last line of a look that found everything closed: what to tell the SENCo.
pub fn passed(desk: &Desk) -> Check {
    let code = code(desk.home.share_id(), desk.now());
    Check {
        check: "pupil-passed",
        ok: true,
        says: Sentence::plain("doctor-pupil-passed").with("code", code),
    }
}

/// Takes a pupil's login's code, and tells all staff computers that the pages may be written.
pub fn note_passed(desk: &Desk, given: &str) -> Result<(), ActError> {
    let letters = |text: &str| {
        let kept = text.chars().filter(char::is_ascii_alphanumeric);
        kept.map(|letter| letter.to_ascii_uppercase()).collect::<String>()
    };
    let now = desk.now();
    let is_it = (-DAYS_AHEAD..=DAYS_BACK).any(|back| {
        let at = Moment::from_millis(now.unix_millis.saturating_sub(back * DAY_MILLIS));
        letters(&code(desk.home.share_id(), at)) == letters(given)
    });
    if !is_it {
        return Err(ActError::NotThatCode);
    }
    sync::sync(desk)?;
    note(desk)?;
    sync::send_now(desk)
}

/// The pages count as checked from now on.
pub fn note(desk: &Desk) -> Result<(), ActError> {
    let mut school = desk.school_to_change()?;
    school.pages_checked = Some(desk.now());
    init::tell_school(desk, school)
}

/// Whether names and words may stand on the pages. A school that published before there was this
/// check has shown its pages already.
pub fn is_passed(library: &Library, school: &School) -> Result<bool, ActError> {
    Ok(school.pages_checked.is_some() || !library.published()?.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_of_one_share_and_one_day() {
        let share = |byte| ShareId::from_bytes(&[byte; ShareId::SOURCE_BYTES]);
        let at = Moment::from_millis(1_795_000_000_000);
        let one = code(&share(1), at);
        assert_eq!(one.len(), 9);
        assert_eq!(one, code(&share(1), Moment::from_millis(at.unix_millis + 1_000)));
        assert_ne!(one, code(&share(2), at));
        assert_ne!(one, code(&share(1), Moment::from_millis(at.unix_millis + DAY_MILLIS)));
    }
}
