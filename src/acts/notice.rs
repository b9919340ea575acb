//! That a worry waits, sealed to the computers of those who are to be told: small, without a word
//! of the worry, and open to what runs there while nobody has typed a passphrase. Whom the worry
//! is kept from gets none.

use std::collections::BTreeSet;

use super::add_entry::Sealing;
use super::{ActError, Desk, recipients};
use crate::domain::overdue::Chain;
use crate::domain::people::Person;
use crate::domain::worry::{self, WorryDetails};
use crate::domain::{DeviceId, EntryId, School};
use crate::seal::Recipient;
use crate::store::watch;
use crate::wire::record::{EntryRecord, Notice};
use crate::wire::{KeysFile, Log};

/// What notices for these computers are sealed to, where they asked for some.
pub fn watchers(
    desk: &Desk,
    keys: &KeysFile,
    devices: &BTreeSet<DeviceId>,
) -> Result<Vec<Recipient>, ActError> {
    let known = watch::keys(&desk.home)?;
    let serving = keys.members.iter().filter(|member| member.serves() && member.keeps_safe());
    let wanted = serving.filter(|member| devices.contains(&member.device));
    Ok(wanted.filter_map(|member| known.get(&member.device).cloned()).collect())
}

/// Whom an entry's clock goes by.
pub fn chain_of(keys: &KeysFile, school: &School, entry: &EntryRecord) -> Chain {
    let people = recipients::people(keys, school);
    if !entry.kind.is_worry() {
        return Chain::of_entry(&people);
    }
    Chain::of_worry(&people, &entry.sign_off.worry.clone().unwrap_or_default())
}

/// The keys of all computers that heard that this worry waits; none of anything else.
pub fn watchers_of(
    desk: &Desk,
    keys: &KeysFile,
    school: &School,
    entry: &EntryRecord,
) -> Result<Vec<Recipient>, ActError> {
    if !entry.kind.is_worry() {
        return Ok(Vec::new());
    }
    watchers(desk, keys, &chain_of(keys, school, entry).everybody())
}

/// What is said of an entry about which there is a concern: in the log that computers look at
/// which nobody has unlocked.
pub const OF_CONCERN: Sealing = Sealing { log: Log::Worry, worry: false };

/// The computers that are told of a concern about an entry that is no worry.
pub fn watchers_of_concern(
    desk: &Desk,
    keys: &KeysFile,
    school: &School,
) -> Result<Vec<Recipient>, ActError> {
    let people = recipients::people(keys, school);
    let chain = Chain::of_worry(&people, &WorryDetails::default());
    watchers(desk, keys, &chain.everybody())
}

/// The notice of a worry and the computers' keys that it is for; nothing where none asked for any.
pub fn of_worry(
    desk: &Desk,
    keys: &KeysFile,
    people: &[Person],
    entry_id: &EntryId,
    details: &WorryDetails,
) -> Result<Option<(Notice, Vec<Recipient>)>, ActError> {
    let chain = Chain::of_worry(people, details);
    let to = watchers(desk, keys, &chain.everybody())?;
    if to.is_empty() {
        return Ok(None);
    }
    let readers = worry::readers(people, details);
    let notice = Notice {
        entry_id: entry_id.clone(),
        concern_id: None,
        urgent: details.urgent,
        readers: readers.devices,
        recovery: readers.recovery,
        chain,
    };
    Ok(Some((notice, to)))
}
