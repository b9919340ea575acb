//! Whom a record is sealed to. Always before anything is committed.

use std::collections::BTreeSet;

use super::ActError;
use crate::domain::people::Person;
use crate::domain::worry::{self, RecoveryKey, WorryReaders};
use crate::domain::{DeviceId, Role, School};
use crate::seal::Recipient;
use crate::wire::record::EntryRecord;
use crate::wire::{KeysFile, Member};

/// The adults who serve, by the roles of the keys file and what the school says of them, in the
/// order in which it names them.
pub fn people(keys: &KeysFile, school: &School) -> Vec<Person> {
    let place = |device: &DeviceId| {
        let place = school.people.iter().position(|person| &person.device_id == device);
        place.unwrap_or(usize::MAX)
    };
    let serving = keys.members.iter().filter(|member| member.serves() && member.is_staff());
    let mut people: Vec<Person> = serving
        .map(|member| {
            let (device, roles) = (member.device.clone(), member.roles.clone());
            match school.people.iter().find(|person| person.device_id == device) {
                Some(known) => Person { roles, ..known.clone() },
                None => Person::new(device, String::new(), roles),
            }
        })
        .collect();
    people.sort_by_key(|person| place(&person.device_id));
    people
}

fn of<'a>(members: impl Iterator<Item = &'a Member>) -> BTreeSet<Recipient> {
    members.map(|member| member.recipient.clone()).collect()
}

/// Who hears whatever is no worry.
pub fn hears_entries(member: &Member) -> bool {
    member.serves() && (member.has_role(Role::Senco) || member.has_role(Role::Dsl))
}

/// SENCo, safeguarding staff and the school's recovery key: everything that is no worry.
pub fn staff(keys: &KeysFile) -> Vec<Recipient> {
    let mut recipients = of(keys.members.iter().filter(|member| hears_entries(member)));
    recipients.insert(keys.recovery.school.clone());
    recipients.into_iter().collect()
}

/// Every serving member of staff, for what is about no pupil's words.
pub fn all_staff(keys: &KeysFile) -> Vec<Recipient> {
    let serving = keys.members.iter().filter(|member| member.serves() && member.is_staff());
    let mut recipients = of(serving);
    recipients.insert(keys.recovery.school.clone());
    recipients.into_iter().collect()
}

/// Every serving tablet.
pub fn tablets(keys: &KeysFile) -> Vec<Recipient> {
    of(keys.serving(Role::Tablet)).into_iter().collect()
}

/// Those who may read an entry: the readers of a worry as its writer wished, else staff.
pub fn readers_of(keys: &KeysFile, school: &School, entry: &EntryRecord) -> Vec<Recipient> {
    if !entry.kind.is_worry() {
        return staff(keys);
    }
    let details = entry.sign_off.worry.clone().unwrap_or_default();
    worry(keys, &worry::readers(&people(keys, school), &details))
}

/// The readers of a worry, as keys.
pub fn worry(keys: &KeysFile, readers: &WorryReaders) -> Vec<Recipient> {
    let chosen = |member: &&Member| member.serves() && readers.devices.contains(&member.device);
    let mut recipients = of(keys.members.iter().filter(chosen));
    recipients.insert(match readers.recovery {
        RecoveryKey::School | RecoveryKey::Worry => keys.recovery.worry.clone(),
        RecoveryKey::Chair => keys.recovery.chair.clone(),
    });
    recipients.into_iter().collect()
}

/// All who may read any worry: for records that hold an entry's id and nothing else.
pub fn all_worry_readers(keys: &KeysFile) -> Vec<Recipient> {
    let reads = |member: &&Member| member.serves() && member.keeps_safe();
    let mut recipients = of(keys.members.iter().filter(reads));
    recipients.insert(keys.recovery.worry.clone());
    recipients.into_iter().collect()
}

/// Checks that every name the pupil gave means somebody the school knows, so that a slip of the
/// pen never shows a worry to the person it was to be kept from.
pub fn check_named(not_for: &[String], people: &[Person], school: &School) -> Result<(), ActError> {
    for name in not_for {
        let is_role = Role::ALL.iter().any(|role| role.as_str() == name.trim());
        let is_person = people.iter().any(|person| worry::is_named(person, name));
        let is_other = school
            .other_adults
            .iter()
            .any(|adult| adult.trim().to_lowercase() == name.trim().to_lowercase());
        if !(is_role || is_person || is_other) {
            let known: Vec<&str> = people
                .iter()
                .map(|person| person.name.as_str())
                .chain(school.other_adults.iter().map(String::as_str))
                .filter(|name| !name.is_empty())
                .collect();
            return Err(ActError::NoPerson { name: name.clone(), known: known.join(", ") });
        }
    }
    Ok(())
}
