//! How pupils like the screens, on every tablet of their school: a tablet tells staff, who tell all
//! tablets. The later choice stands.

use std::collections::BTreeSet;

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, recipients, withdraw};
use crate::domain::{DeviceId, EntryKind, Moment, Preferences, PupilId};
use crate::platform::{Batch, Table};
use crate::store::library::{Telling, Trace};
use crate::store::{StoreError, shelf};
use crate::wire::record::{Likes, Record};
use crate::wire::{Log, Member};

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
    let is_by_staff = |device: &DeviceId| keys.member(device).is_some_and(Member::is_staff);
    let mut tellings = library.likes()?;
    for telling in &mut tellings {
        let by_staff = is_by_staff(&telling.device);
        for (pupil_id, (at, preferences)) in &mut telling.told {
            // A clock that is ahead, or says so, does not win for ever.
            *at = (*at).min(now);
            if by_staff && !is_anew {
                keep_later(&mut told, pupil_id, (*at, *preferences));
            } else if known.pupil(pupil_id).is_some() {
                keep_later(&mut chosen, pupil_id, (*at, *preferences));
            }
        }
    }
    chosen.retain(|pupil_id, (at, _)| told.get(pupil_id).is_none_or(|(before, _)| before < at));
    // What is told now, or was told later, need not be found any more: else each choice that
    // somebody ever made would stay.
    let is_over = |telling: &Telling<Likes>| {
        let by_staff = is_by_staff(&telling.device);
        telling.told.iter().all(|(pupil_id, (at, theirs))| match told.get(pupil_id) {
            _ if chosen.contains_key(pupil_id) => true,
            // One that a clock puts at the same moment has still to be passed on.
            Some((later, passed_on)) => {
                later > at || (!by_staff && later == at && passed_on == theirs)
            }
            None => false,
        })
    };
    let over: Vec<Trace> = tellings
        .iter()
        .filter(|telling| is_over(telling))
        .filter_map(|telling| telling.trace.clone())
        .collect();
    if chosen.is_empty() && over.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::new();
    withdraw::put_tombstone_of_none(desk, &mut batch, Log::Daily, &over)?;
    if !chosen.is_empty() {
        tell(desk, &mut batch, chosen)?;
    }
    Ok(desk.home.ledger.commit(batch)?)
}

/// Tells tablets all choices once more but those of pupils of whom nothing is kept: what told of them
/// is about to be buried.
pub fn tell_others(desk: &Desk, erased: &BTreeSet<PupilId>) -> Result<(), ActError> {
    let (known, now) = (desk.school()?, desk.now());
    let mut chosen = Likes::new();
    for telling in desk.library()?.likes()? {
        for (pupil_id, (at, preferences)) in telling.told {
            if known.pupil(&pupil_id).is_some() && !erased.contains(&pupil_id) {
                keep_later(&mut chosen, &pupil_id, (at.min(now), preferences));
            }
        }
    }
    if chosen.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::new();
    tell(desk, &mut batch, chosen)?;
    Ok(desk.home.ledger.commit(batch)?)
}

fn tell(desk: &Desk, batch: &mut Batch, chosen: Likes) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let mut to = recipients::tablets(&keys);
    // Staff can open it too, to take it away.
    to.extend(recipients::staff(&keys));
    enqueue(desk, batch, &Sealing::for_kind(EntryKind::Clip), &to, Record::Likes(chosen))?;
    batch.put(Table::Facts, TOLD_UNDER, keys.number.to_be_bytes());
    Ok(())
}

fn keep_later(into: &mut Likes, pupil_id: &PupilId, choice: (Moment, Preferences)) {
    if into.get(pupil_id).is_none_or(|(before, _)| *before < choice.0) {
        into.insert(pupil_id.clone(), choice);
    }
}

/// Takes over on a tablet what staff passed on.
pub fn learn(desk: &Desk, batch: &mut Batch, likes: &Likes) -> Result<(), StoreError> {
    // Of whom it has not heard yet it will hear: bodies come in no order.
    let erased = shelf::school(&desk.home)?.map(|known| known.school.erased).unwrap_or_default();
    for (pupil_id, (at, preferences)) in likes {
        let at = (*at).min(desk.now());
        let before = shelf::pupil(&desk.home, pupil_id)?.preferences;
        // What was chosen in a time that is still to come was chosen by a clock that was ahead.
        let is_later = before.is_none_or(|(before, _)| before < at || desk.now() < before);
        if is_later && !erased.contains(pupil_id) {
            shelf::put_likes(batch, pupil_id, at, preferences);
        }
    }
    Ok(())
}
