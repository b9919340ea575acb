//! Coming back after a lost passphrase or a lost computer, with words from a safe.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::{By, change};
use super::{ActError, Desk, grant, inbox, init, sync};
use crate::domain::people::Person;
use crate::domain::worry::RecoveryKey;
use crate::domain::{EntryId, Role};
use crate::seal::passphrase::{WORK_FACTOR, wrap};
use crate::seal::{Identity, RecoveryWords};
use crate::share::Trust;
use crate::store::{HomeKind, Library, unlock};
use crate::wire::Member;

/// What words from a safe opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovered {
    pub safe: RecoveryKey,
    pub grants: u64,
}

/// Which safe these words are from, by the recovery keys that the keys file names.
fn safe_of(desk: &Desk, words: &RecoveryWords) -> Result<RecoveryKey, ActError> {
    let recovery = desk.trust()?.keys.recovery;
    [
        (RecoveryKey::School, recovery.school),
        (RecoveryKey::Worry, recovery.worry),
        (RecoveryKey::Chair, recovery.chair),
    ]
    .into_iter()
    .find(|(key, recipient)| words.recovery_identity(*key).recipient() == *recipient)
    .map(|(key, _)| key)
    .ok_or(ActError::WordsOfAnother)
}

/// Opens what the safe's key opens and seals it again to whoever may read it now.
///
/// With the school's words the person also gets a new key under `passphrase`, made known by the
/// root itself, and a computer that is no member yet becomes the SENCo's and administrator's.
/// With the head's or the chair's words the passphrase is the person's own: they bring worries,
/// not a key. What was opened before is not granted again.
pub fn recover(
    desk: &mut Desk,
    words: &RecoveryWords,
    passphrase: &str,
) -> Result<Recovered, ActError> {
    desk.home.require(HomeKind::Staff)?;
    Trust::refresh(&desk.home, &*desk.share)?;
    let safe = safe_of(desk, words)?;
    if safe == RecoveryKey::School {
        renew_key(desk, words, passphrase)?;
    } else {
        desk.unlock(passphrase)?;
    }
    sync::sync(desk)?;
    let keys = desk.trust()?.keys;
    let own = keys.member(desk.home.device_id()).ok_or(crate::share::ShareError::NotApproved)?;
    // With the person's own as well: what was said of an entry may be in another safe than it is.
    let mut rescued = vec![words.recovery_identity(safe)];
    rescued.extend_from_slice(desk.identities());
    let library = Library::in_memory(inbox::in_words)?;
    library.refresh(&desk.home, &keys, &rescued)?;
    let here = desk.library()?;
    let known: BTreeSet<EntryId> = here.ids()?.into_iter().collect();
    let is_wanted = |entry_id: &_| !known.contains(entry_id);
    let grants = grant::grant(desk, &library, &rescued, own, &is_wanted)?;
    for entry_id in &known {
        let (Some(here), Some(all)) = (here.entry(entry_id)?, library.entry(entry_id)?) else {
            continue;
        };
        if here.concerns.len() < all.concerns.len() || here.done.len() < all.done.len() {
            grant::tell_handling(desk, &all)?;
        }
    }
    // Others cannot: a SENCo's next sync tells them.
    let may_tell = own.tells_school();
    if let (true, Some(known)) = (may_tell && safe == RecoveryKey::School, library.school()?) {
        // What was told before is sealed to keys that may be lost: now somebody can bury it.
        let told = init::Told { schools: library.schools()?, all: library.told()? };
        let mut school = known.school;
        if !school.people.iter().any(|person| &person.device_id == desk.home.device_id()) {
            let (device, name) = (desk.home.device_id().clone(), desk.home.settings.name.clone());
            school.people.push(Person::new(device, name, own.roles.clone()));
        }
        init::tell_in_place_of(desk, school, &told)?;
    }
    Ok(Recovered { safe, grants })
}

/// A new key for whoever sits here: kept first, then made known, then put in place, so that no
/// cut between leaves a key that is known and lost.
fn renew_key(desk: &mut Desk, words: &RecoveryWords, passphrase: &str) -> Result<(), ActError> {
    init::check_passphrase(passphrase)?;
    let identity = Identity::random(&*desk.home.machine.chance);
    unlock::keep_next(&desk.home, &wrap(&identity, passphrase, WORK_FACTOR)?)?;
    let recipient = identity.recipient();
    let newcomer = Member {
        device: desk.home.device_id().clone(),
        roles: [Role::Senco, Role::Admin].into_iter().collect(),
        verifying_key: desk.home.keys.verifying_key().to_vec(),
        recipient: recipient.clone(),
        revoked: None,
        had: BTreeMap::new(),
    };
    change(desk, By::Root(&words.root().keys), &|keys| {
        match keys.members.iter_mut().find(|member| member.device == newcomer.device) {
            Some(member) => member.recipient.clone_from(&recipient),
            None => keys.members.push(newcomer.clone()),
        }
        Ok(())
    })?;
    unlock::take_next(&desk.home)?;
    desk.unlock_with(identity);
    Ok(())
}
