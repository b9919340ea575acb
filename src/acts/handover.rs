//! What was done about an entry, and where that is recorded: the school's own records stay the
//! record. Several may follow each other.

use super::add_entry::{Sealing, enqueue};
use super::open::find;
use super::{ActError, Desk, concern, recipients, sync};
use crate::domain::EntryId;
use crate::domain::entry::TEXT_LIMIT_BYTES;
use crate::platform::Batch;
use crate::seal::Recipient;
use crate::wire::Member;
use crate::wire::record::Record;

/// The longest name of another system, and the longest reference in it.
const NAME_LIMIT_CHARS: usize = 200;

/// What was done.
#[derive(Clone, PartialEq, Eq)]
pub struct Handover<'a> {
    pub what: &'a str,
    /// "CPOMS" and the like.
    pub recorded_in: Option<&'a str>,
    pub reference: Option<&'a str>,
}

/// Without its words: a log must hold none.
impl std::fmt::Debug for Handover<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a handover of {} bytes", self.what.len())
    }
}

fn name(text: Option<&str>) -> Result<Option<String>, ActError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let fits = text.chars().count() <= NAME_LIMIT_CHARS && !text.chars().any(char::is_control);
    if fits { Ok(Some(text.to_owned())) } else { Err(ActError::BadText) }
}

/// Writes down what was done. Safeguarding staff and the head do; only who may read the entry can.
pub fn handover(desk: &Desk, entry_id: &EntryId, done: &Handover<'_>) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let may = keys.member(desk.home.device_id()).is_some_and(Member::keeps_safe);
    if !may {
        return Err(ActError::WrongRole);
    }
    let what = done.what.trim();
    let (recorded_in, reference) = (name(done.recorded_in)?, name(done.reference)?);
    let says_something = !what.is_empty() || recorded_in.is_some() || reference.is_some();
    if !says_something || what.len() > TEXT_LIMIT_BYTES {
        return Err(ActError::BadText);
    }
    let entry = find(desk, entry_id)?;
    // What is done about a concern is for those who keep safe, as the concern is.
    let to: Vec<Recipient> = match entry.concerns.is_empty() || entry.record.kind.is_worry() {
        true => recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record),
        false => concern::readers(desk, &keys, &entry)?.into_iter().collect(),
    };
    let record = Record::Done {
        entry_id: entry_id.clone(),
        what: what.to_owned(),
        recorded_in,
        reference,
        concerns: entry.known_concerns(),
        again: None,
    };
    let mut batch = Batch::new();
    enqueue(desk, &mut batch, &Sealing::for_kind(entry.record.kind), &to, record)?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}
