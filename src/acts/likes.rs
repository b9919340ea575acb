//! How pupils like the screens, on every tablet of their school: a tablet tells staff, who tell all
//! tablets. The later choice stands.

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, recipients};
use crate::domain::{EntryKind, Moment, Preferences, PupilId};
use crate::platform::{Batch, Table};
use crate::store::{StoreError, shelf};
use crate::wire::Member;
use crate::wire::record::{Likes, Record};

/// A pupil's choice, on its way to staff.
pub fn enqueue_to_staff(
    desk: &Desk,
    batch: &mut Batch,
    pupil_id: &PupilId,
    chosen: (Moment, Preferences),
) -> Result<(), ActError> {
    let to = recipients::staff(&desk.trust()?.keys);
    let likes = Record::Likes(Likes::from([(pupil_id.clone(), chosen)]));
    enqueue(desk, batch, &Sealing::for_kind(EntryKind::Clip), &to, likes)
}

/// Under which keys tablets were told last: one that came later could not open what was said.
const TOLD_UNDER: &str = "likes-told-under-keys";

/// Tells all tablets what tablets have told since: part of an unlocked sync.
pub fn pass_on(desk: &Desk) -> Result<(), ActError> {
    let (library, keys) = (desk.library()?, desk.trust()?.keys);
    let told_under = desk.home.fact(TOLD_UNDER)?.and_then(|bytes| bytes.try_into().ok());
    let is_anew = told_under.map_or(0, u64::from_be_bytes) < keys.number;
    let known = desk.school()?;
    let now = desk.now();
    let (mut chosen, mut told) = (Likes::new(), Likes::new());
    for (device, likes) in library.likes()? {
        let by_staff = keys.member(&device).is_some_and(Member::is_staff);
        for (pupil_id, (at, preferences)) in likes {
            // A clock that is ahead, or says so, does not win for ever.
            let choice = (at.min(now), preferences);
            if by_staff && !is_anew {
                keep_later(&mut told, &pupil_id, choice);
            } else if known.pupil(&pupil_id).is_some() {
                keep_later(&mut chosen, &pupil_id, choice);
            }
        }
    }
    chosen.retain(|pupil_id, (at, _)| told.get(pupil_id).is_none_or(|(before, _)| before < at));
    if chosen.is_empty() {
        return Ok(());
    }
    let mut to = recipients::tablets(&keys);
    // Staff can open it too, to take it away.
    to.extend(recipients::staff(&keys));
    let mut batch = Batch::new();
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Clip), &to, Record::Likes(chosen))?;
    batch.put(Table::Facts, TOLD_UNDER, keys.number.to_be_bytes());
    Ok(desk.home.ledger.commit(batch)?)
}

fn keep_later(into: &mut Likes, pupil_id: &PupilId, choice: (Moment, Preferences)) {
    if into.get(pupil_id).is_none_or(|(before, _)| *before < choice.0) {
        into.insert(pupil_id.clone(), choice);
    }
}

/// Takes over on a tablet what staff passed on.
pub fn learn(desk: &Desk, batch: &mut Batch, likes: &Likes) -> Result<(), StoreError> {
    let Some(known) = shelf::school(&desk.home)? else { return Ok(()) };
    for (pupil_id, (at, preferences)) in likes {
        let at = (*at).min(desk.now());
        let before = shelf::pupil(&desk.home, pupil_id)?.preferences;
        let is_later = before.is_none_or(|(before, _)| before < at);
        if is_later && known.school.pupil(pupil_id).is_some() {
            shelf::put_likes(batch, pupil_id, at, preferences);
        }
    }
    Ok(())
}
