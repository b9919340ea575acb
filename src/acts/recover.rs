//! Coming back after a lost passphrase or a lost computer, with words from a safe; and giving
//! newcomers what was said before they came, without rewriting a medium.

use super::keys::{By, change};
use super::{ActError, Desk, add_entry, recipients};
use crate::domain::Role;
use crate::domain::worry::{self, RecoveryKey};
use crate::platform::Batch;
use crate::seal::passphrase::{WORK_FACTOR, wrap};
use crate::seal::{Identity, Recipient, RecoveryWords};
use crate::store::{Library, unlock};
use crate::wire::{Hash, Record};

/// What words from a safe opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovered {
    pub safe: RecoveryKey,
    pub grants: u64,
}

/// Seals again, to these keys, all that this desk can read and the role may hear.
pub fn grant_to(desk: &Desk, recipients: &[Recipient], role: Role) -> Result<u64, ActError> {
    let library = desk.library()?;
    grant(desk, &library, recipients, role)
}

fn grant(desk: &Desk, library: &Library, to: &[Recipient], role: Role) -> Result<u64, ActError> {
    let keys = desk.trust()?.keys;
    let school = desk.school().unwrap_or_default();
    let people = recipients::people(&keys, &school);
    let mut grants = 0;
    for entry in library.entries.values() {
        let may_hear = if entry.record.kind.is_worry() {
            // By the pupil's own word, as if it were said now.
            let not_for = entry
                .record
                .sign_off
                .worry
                .as_ref()
                .map_or(&[][..], |worry| &worry.not_for);
            let readers = worry::readers(&people, not_for);
            let members = keys
                .members
                .iter()
                .filter(|member| readers.devices.contains(&member.device));
            members
                .map(|member| &member.recipient)
                .any(|recipient| to.contains(recipient))
        } else {
            matches!(role, Role::Senco | Role::Dsl)
        };
        if !may_hear {
            continue;
        }
        let sealing = add_entry::Sealing {
            log: entry.log,
            worry: entry.record.kind.is_worry(),
        };
        let record = Record::Grant {
            entry: entry.record.clone(),
            device: entry.device.clone(),
            original: Hash::of(entry.record.entry_id.as_str().as_bytes()),
        };
        let mut batch = Batch::new();
        add_entry::enqueue(desk, &mut batch, &sealing, to, record)?;
        desk.home.ledger.commit(batch)?;
        grants += 1;
    }
    Ok(grants)
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

/// Opens what the safe's key opens and seals it to this person again.
///
/// With the school's words the person also gets a new key under `passphrase`, in place of one
/// they can no longer open, made known by the root itself. With the head's or the chair's words
/// the desk must be unlocked: they bring worries, not a key.
pub fn recover(
    desk: &mut Desk,
    words: &RecoveryWords,
    passphrase: &str,
) -> Result<Recovered, ActError> {
    crate::share::Trust::refresh(&desk.home, &*desk.share)?;
    let safe = safe_of(desk, words)?;
    let rescued = words.recovery_identity(safe);
    if safe == RecoveryKey::School {
        super::init::check_passphrase(passphrase)?;
        let identity = Identity::random(&*desk.home.machine.chance);
        let wrapped = wrap(&identity, passphrase, WORK_FACTOR)?;
        let device = desk.home.device_id().clone();
        let recipient = identity.recipient();
        change(desk, By::Root(&words.root().keys), &|keys| {
            let member = keys
                .members
                .iter_mut()
                .find(|member| member.device == device)
                .ok_or(crate::share::ShareError::NotApproved)?;
            member.recipient.clone_from(&recipient);
            Ok(())
        })?;
        unlock::replace_identity(&desk.home, &wrapped)?;
        desk.unlock_with(identity);
    } else {
        desk.unlock(passphrase)?;
    }
    let keys = desk.trust()?.keys;
    let library = Library::open(&desk.home, &keys, &[rescued])?;
    let own = keys
        .member(desk.home.device_id())
        .ok_or(crate::share::ShareError::NotApproved)?;
    let role = if own.has_role(Role::Senco) {
        Role::Senco
    } else {
        Role::Dsl
    };
    let to = [own.recipient.clone()];
    let grants = grant(desk, &library, &to, role)?;
    if let (RecoveryKey::School, Some(known)) = (safe, library.school) {
        super::init::tell_school(desk, known.school)?;
    }
    Ok(Recovered { safe, grants })
}
