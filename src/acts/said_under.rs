//! What keeps an entry or takes it out of sight, and was said before this computer had heard who was
//! let in since: it is said again to all who may read the entry now. A newcomer who does not know
//! of a hold could destroy what is held.

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, add_entry, recipients, sync};
use crate::domain::{EntryId, Moment};
use crate::platform::{Batch, Table};
use crate::seal::Recipient;
use crate::wire::record::Record;
use crate::wire::{Hash, from_cbor, to_cbor};

const SAID_UNDER: &str = "said-under/";

/// What is said again.
fn about(record: &Record) -> Option<(&'static str, &EntryId)> {
    match record {
        Record::Hold { entry_id } => Some(("hold", entry_id)),
        Record::TakeBack { entry_id } => Some(("take-back", entry_id)),
        _ => None,
    }
}

fn key(record: &Record) -> Option<String> {
    about(record).map(|(what, entry_id)| format!("{SAID_UNDER}{what}/{entry_id}"))
}

fn of_key(key: &[u8]) -> Option<Record> {
    let key = std::str::from_utf8(key).ok()?.strip_prefix(SAID_UNDER)?;
    let (what, entry_id) = key.split_once('/')?;
    let entry_id = entry_id.parse().ok()?;
    match what {
        "hold" => Some(Record::Hold { entry_id }),
        "take-back" => Some(Record::TakeBack { entry_id }),
        _ => None,
    }
}

/// By whom it was sealed to.
fn readers(to: &[Recipient]) -> Hash {
    let mut to: Vec<&str> = to.iter().map(Recipient::as_str).collect();
    to.sort_unstable();
    Hash::of(&to_cbor(&to))
}

/// Says it, and notes to whom.
pub fn say(
    desk: &Desk,
    batch: &mut Batch,
    sealing: &Sealing,
    to: &[Recipient],
    record: Record,
) -> Result<(), ActError> {
    if let Some(key) = key(&record) {
        batch.put(Table::Facts, key, to_cbor(&(readers(to), desk.now())));
    }
    enqueue(desk, batch, sealing, to, record)
}

/// Says again what others would not hear; forgets what was sent to all who are there. Part of each
/// sync, once the keys on the share are known.
pub fn say_again(desk: &Desk) -> Result<(), ActError> {
    let home = &desk.home;
    let sent_at = sync::last_success(desk)?;
    for (key, value) in home.ledger.scan(Table::Facts, SAID_UNDER.as_bytes())? {
        let mut batch = Batch::new();
        let Some(record) = of_key(&key) else { continue };
        let (said_to, at): (Hash, Moment) = from_cbor(&value, "said under")?;
        match to_whom(desk, &record)? {
            Some((_, to)) if readers(&to) == said_to => {
                if sent_at.is_some_and(|sent_at| sent_at > at) {
                    batch.delete(Table::Facts, key);
                }
            }
            Some((sealing, to)) => say(desk, &mut batch, &sealing, &to, record)?,
            // Gone meanwhile.
            None => drop(batch.delete(Table::Facts, key)),
        }
        if !batch.changes.is_empty() {
            home.ledger.commit(batch)?;
        }
    }
    Ok(())
}

fn to_whom(desk: &Desk, record: &Record) -> Result<Option<(Sealing, Vec<Recipient>)>, ActError> {
    let Some((_, entry_id)) = about(record) else { return Ok(None) };
    let keys = desk.trust()?.keys;
    if desk.home.is_tablet() {
        return match add_entry::log_of(desk, entry_id) {
            Ok(log) => Ok(Some(add_entry::of_take_back(&keys, log))),
            Err(ActError::NoEntry { .. }) => Ok(None),
            Err(error) => Err(error),
        };
    }
    let Some(entry) = desk.library()?.entry(entry_id)? else { return Ok(None) };
    let to = recipients::readers_of(&keys, &desk.school_to_change()?, &entry.record);
    Ok(Some((Sealing::for_kind(entry.record.kind), to)))
}
