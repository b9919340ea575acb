//! Retention: what has been kept long enough goes, after somebody has looked at the list. Counted
//! from when this computer got it; what nobody has opened and what safeguarding keeps stays.

use std::collections::BTreeSet;

use super::withdraw::Burying;
use super::{ActError, Desk, init, sync};
use crate::domain::retention::MONTHS_LIMIT;
use crate::domain::{EntryId, EntryKind, Moment, Piece, PupilId, Role, School};
use crate::platform::work::Step;
use crate::platform::{Batch, Table};
use crate::share::ShareState;
use crate::store::received::{self, Burial};
use crate::wire::record::Outcome;
use crate::wire::{from_cbor, to_cbor};

/// An entry whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    pub entry_id: EntryId,
    pub pupil_id: Option<PupilId>,
    pub kind: EntryKind,
    pub received_at: Moment,
    pub keeping: Keeping,
}

/// Whether it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    Goes,
    /// Safeguarding keeps it.
    Held,
    /// Nobody has heard it.
    Unopened,
    /// Something newer is said with what was said aloud in it.
    Needed,
}

impl Keeping {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Goes => "goes",
            Self::Held => "held",
            Self::Unopened => "unopened",
            Self::Needed => "needed",
        }
    }
}

/// Entries that a dry run listed: only those go.
const LISTED: &str = "retention-listed";
pub(super) const REASON: &str = "retention";

fn require_senco(desk: &Desk) -> Result<School, ActError> {
    let own = desk.trust()?.own_member(desk.home.device_id())?.clone();
    if !own.has_role(Role::Senco) {
        return Err(ActError::WrongRole);
    }
    desk.school_to_change()
}

/// Sets how many months a kind is kept; 0 for as long as nobody withdraws it.
pub fn set(desk: &Desk, kind: EntryKind, months: u16) -> Result<(), ActError> {
    let mut school = require_senco(desk)?;
    if kind.is_worry() || months > MONTHS_LIMIT {
        return Err(ActError::NoSuchRetention { limit: MONTHS_LIMIT });
    }
    school.retention.set(kind, months);
    init::tell_school(desk, school)?;
    sync::send_now(desk)
}

fn over(desk: &Desk, school: &School) -> Result<Vec<Over>, ActError> {
    let now = desk.now();
    let library = desk.library()?;
    let mut found = Vec::new();
    for line in library.lines()? {
        // The later of the two: a clock that was behind here costs nothing.
        let since = line.received_at.max(line.made_at);
        if !school.retention.is_over(line.kind, since, now) {
            continue;
        }
        let is_held = line.state == crate::domain::EntryState::Held;
        found.push(Over {
            entry_id: line.entry_id,
            pupil_id: line.pupil_id,
            kind: line.kind,
            received_at: line.received_at,
            keeping: match (is_held, line.opened) {
                (true, _) => Keeping::Held,
                (false, false) => Keeping::Unopened,
                (false, true) => Keeping::Goes,
            },
        });
    }
    let goes = |over: &Over| over.keeping == Keeping::Goes;
    let going: BTreeSet<EntryId> =
        found.iter().filter(|over| goes(over)).map(|over| over.entry_id.clone()).collect();
    if going.is_empty() {
        return Ok(found);
    }
    let mut needed = BTreeSet::new();
    for entry_id in library.ids()?.into_iter().filter(|entry_id| !going.contains(entry_id)) {
        let Some(entry) = library.entry(&entry_id)? else { continue };
        needed.extend(entry.record.said.pieces().filter_map(|piece| match piece {
            Piece::Earlier { entry, .. } => Some(entry.clone()),
            _ => None,
        }));
    }
    for over in found.iter_mut().filter(|over| needed.contains(&over.entry_id) && goes(over)) {
        over.keeping = Keeping::Needed;
    }
    Ok(found)
}

/// Lists what a run would destroy, and remembers the list: nothing else goes.
pub fn dry_run(desk: &Desk) -> Result<Vec<Over>, ActError> {
    let school = require_senco(desk)?;
    let found = over(desk, &school)?;
    let goes = found.iter().filter(|over| over.keeping == Keeping::Goes);
    let listed: BTreeSet<&EntryId> = goes.map(|over| &over.entry_id).collect();
    desk.home.put_fact(LISTED, &to_cbor(&listed))?;
    Ok(found)
}

/// Destroys what the last dry run listed and what still is over; gives all of that, with what
/// became of it. A receipt says what went, and what a hold kept.
pub fn run(desk: &Desk) -> Result<Vec<Over>, ActError> {
    require_senco(desk)?;
    let listed = desk.home.fact(LISTED)?.ok_or(ActError::DryRunFirst)?;
    let listed: BTreeSet<EntryId> = from_cbor(&listed, "retention list")?;
    // Somebody may have put a hold on something since.
    sync::send_now(desk)?;
    let school = require_senco(desk)?;
    let library = desk.library()?;
    let refused: BTreeSet<EntryId> = library
        .receipts()?
        .into_iter()
        .filter(|(_, receipt)| {
            receipt.outcome == Outcome::RefusedByHold && receipt.reason == REASON
        })
        .map(|(_, receipt)| receipt.entry_id)
        .collect();
    let mut found = over(desk, &school)?;
    // Held ones are listed, and told of by a receipt; nothing goes that was not listed to go.
    found.retain(|over| listed.contains(&over.entry_id) || over.keeping != Keeping::Goes);
    desk.home.work.step(Step::Destroying, found.len() as u64);
    let mut burying = Burying::new(desk)?;
    for over in &found {
        desk.home.work.advance();
        let Some(entry) = library.entry(&over.entry_id)? else { continue };
        match over.keeping {
            Keeping::Goes => {
                let traces = library.traces_of(&over.entry_id)?;
                burying.bury(&entry, &traces, Outcome::Expired, REASON)?;
            }
            Keeping::Held if !refused.contains(&over.entry_id) => {
                burying.refuse(&entry, REASON)?;
            }
            Keeping::Held | Keeping::Unopened | Keeping::Needed => {}
        }
    }
    burying.finish()?;
    let mut batch = Batch::new();
    batch.delete(Table::Facts, LISTED);
    desk.home.ledger.commit(batch)?;
    sync::send_and_clear(desk)?;
    if !received::burials(&desk.home, Burial::Due)?.is_empty() {
        return Err(ActError::ShareLater { state: ShareState::Refused });
    }
    Ok(found)
}
