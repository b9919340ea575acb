//! Making a school's share and its first computer: the SENCo's, which is also the admin's.

use std::collections::BTreeMap;
use std::path::Path;

use super::desk::{Desk, address, folder_of, share_at};
pub use super::safes::{Safes, draw_words};
use super::{ActError, add_entry, withdraw};
use crate::domain::people::Person;
use crate::domain::worry::RecoveryKey;
use crate::domain::{Role, School};
use crate::platform::{Batch, Machine, Table, Work};
use crate::seal::passphrase::{WORK_FACTOR, wrap};
use crate::seal::{DeviceKeys, Identity, RecoveryWords, sign};
use crate::share::{BucketKey, PutNew, ShareAddress, Trust, trust};
use crate::store::Home;
use crate::store::home::{NewIdentity, NewSecrets};
use crate::store::library::Trace;
use crate::store::settings::{HomeKind, Settings, VERSION};
use crate::wire::keys::RecoveryRecipients;
use crate::wire::share_file::ShareFile;
use crate::wire::{
    self, DeviceCard, Hash, KeysFile, Log, Member, Record, SharePath, Signer, frame, to_cbor,
};

/// The shortest passphrase.
pub const PASSPHRASE_MIN_CHARS: usize = 8;

/// What a new school needs to say.
#[derive(Debug)]
pub struct NewSchool<'a> {
    pub name: &'a str,
    /// Who sits at this computer.
    pub person: &'a str,
    pub share: &'a str,
    /// Where the share is in an object store.
    pub share_key: Option<&'a BucketKey>,
    pub staff_share: &'a str,
    pub passphrase: &'a str,
    pub sample: bool,
    /// The roles of this computer beside SENCo and admin.
    pub also: &'a [Role],
}

/// A name as it may stand in formats: not empty, not endless.
pub fn check_name(name: &str) -> Result<String, ActError> {
    let name = name.trim();
    let fits = !name.chars().any(char::is_control)
        && !name.is_empty()
        && name.chars().count() <= crate::wire::device::NAME_LIMIT_CHARS;
    if fits { Ok(name.to_owned()) } else { Err(ActError::BadName) }
}

pub fn check_passphrase(passphrase: &str) -> Result<(), ActError> {
    if passphrase.chars().count() < PASSPHRASE_MIN_CHARS {
        return Err(ActError::WeakPassphrase);
    }
    Ok(())
}

/// Refuses whatever `init` would refuse, before any words are drawn or written.
pub fn check(machine: &Machine, folder: &Path, school: &NewSchool<'_>) -> Result<(), ActError> {
    check_name(school.name)?;
    check_name(school.person)?;
    check_passphrase(school.passphrase)?;
    crate::store::home::require_free(&*machine.fs, folder)?;
    folder_of(school.staff_share)?;
    let device = DeviceKeys::random(&*machine.chance).device_id();
    let at = address(school.share)?;
    let share = share_at(&machine.fs, &at, school.share_key, &device, &Work::default())?;
    match trust::read_share_file(&*share)? {
        Some(_) => Err(ActError::ShareTaken),
        None => Ok(()),
    }
}

/// Makes the share and this home. The words must have been shown (or written) before. One that was
/// cut off is gone on with by the same words, which nobody else has.
pub fn init(
    machine: &Machine,
    folder: &Path,
    school: &NewSchool<'_>,
    safes: &Safes,
) -> Result<Desk, ActError> {
    let name = check_name(school.name)?;
    let person = check_name(school.person)?;
    check_passphrase(school.passphrase)?;
    crate::store::home::require_free(&*machine.fs, folder)?;
    let root = safes.school.root();
    let share_file = ShareFile { root_public_key: root.keys.verifying_key() };
    let keys = DeviceKeys::random(&*machine.chance);
    let device = keys.device_id();
    let at = address(school.share)?;
    let share = share_at(&machine.fs, &at, school.share_key, &device, &Work::default())?;
    let begun = trust::read_share_file(&*share)?;
    if begun.as_ref().is_some_and(|begun| begun.root_public_key != share_file.root_public_key) {
        return Err(ActError::ShareTaken);
    }
    let identity = Identity::random(&*machine.chance);
    let settings = Settings {
        version: VERSION,
        kind: HomeKind::Staff,
        name: person.clone(),
        role: Role::Senco,
        device: device.clone(),
        share_id: share_file.share_id(),
        share: at.to_string(),
        staff_share: Some(folder_of(school.staff_share)?.display().to_string()),
        sample: school.sample,
        mail: None,
    };
    let now = machine.clock.now();
    let card = DeviceCard {
        domain: frame::DEVICE.domain.to_owned(),
        share_id: settings.share_id.clone(),
        device: device.clone(),
        name: person.clone(),
        role: Role::Senco,
        verifying_key: keys.verifying_key().to_vec(),
        recipient: identity.recipient(),
        made_at: now,
    };
    let recovery = |words: &RecoveryWords, key| words.recovery_identity(key).recipient();
    let mut roles: std::collections::BTreeSet<Role> = school.also.iter().copied().collect();
    roles.extend([Role::Senco, Role::Admin]);
    let first = KeysFile {
        domain: frame::KEYS.domain.to_owned(),
        share_id: settings.share_id.clone(),
        number: 1,
        prev: Hash::default(),
        made_at: now,
        signer: Signer::Root,
        recovery: RecoveryRecipients {
            school: recovery(&safes.school, RecoveryKey::School),
            worry: recovery(&safes.worry, RecoveryKey::Worry),
            chair: recovery(&safes.chair, RecoveryKey::Chair),
        },
        members: vec![Member {
            device: device.clone(),
            roles: roles.clone(),
            verifying_key: keys.verifying_key().to_vec(),
            recipient: identity.recipient(),
            revoked: None,
            had: BTreeMap::new(),
        }],
    };
    let keys_bytes = sign::keys_file(&first, &root.keys);
    // The folder itself may be new; a mounted share's is not.
    if let ShareAddress::Folder(folder) = &at {
        machine.fs.create_folders(folder)?;
    }
    if begun.is_none()
        && share.put_new(&SharePath::share_file(), &share_file.encode())? == PutNew::Exists
    {
        return Err(ActError::ShareTaken);
    }
    if super::keys::put(&*share, 1, &keys_bytes)? == PutNew::Exists {
        // Of the home that was cut off and has no settings: it names a key that is nowhere now.
        share.delete(&SharePath::keys(1))?;
        super::keys::put(&*share, 1, &keys_bytes)?;
    }
    share.put_new(&SharePath::device_card(&device), &sign::device_card(&card, &keys))?;
    let file = wrap(&identity, school.passphrase, WORK_FACTOR)?;
    let share_key = school.share_key.map(BucketKey::encode);
    let secrets = NewSecrets { keys, sealing: NewIdentity::Person { file }, share_key };
    let home = Home::create(machine, folder, settings, secrets)?;
    let believed = Trust::follow(&share_file.root_public_key, home.share_id(), None, &keys_bytes)?;
    trust::keep(&home, &believed, &keys_bytes)?;
    let mut desk = Desk::at(home)?;
    desk.unlock_with(identity);
    let told =
        School { name, people: vec![Person::new(device, person, roles)], ..School::default() };
    tell_school(&desk, told)?;
    Ok(desk)
}

/// Tells tablets and all staff what the school is now: tablets hear first names alone, and staff
/// must know each other's names to keep a worry from whom it is to be kept from.
pub fn tell_school(desk: &Desk, school: School) -> Result<(), ActError> {
    let before = desk.library()?.school()?;
    let before = before.map(|known| known.school).unwrap_or_default();
    tell_changed(desk, before, school)
}

/// As `tell_school`, where what was known meanwhile became another thing.
pub fn tell_changed(desk: &Desk, before: School, school: School) -> Result<(), ActError> {
    let library = desk.library()?;
    let told = Told { schools: [vec![before], library.schools()?].concat(), all: library.told()? };
    tell_in_place_of(desk, school, &told)
}

/// What was told before.
#[derive(Debug)]
pub struct Told {
    pub schools: Vec<School>,
    /// What is buried of it, so that nobody finds in it who is no longer here.
    pub all: Vec<Trace>,
}

/// Whether this computer may tell the school: what anybody else says of it nobody believes.
fn may_tell(desk: &Desk, keys: &KeysFile) -> bool {
    keys.member(desk.home.device_id()).is_some_and(Member::tells_school)
}

/// The school as it is told now: of what others told, and by the keys, whatever they knew.
fn to_tell(desk: &Desk, keys: &KeysFile, mut school: School, told: &[School]) -> (School, bool) {
    let now = desk.now();
    school.supply.retain(|pin| now < pin.until);
    school.people.retain(|person| keys.member(&person.device_id).is_none_or(Member::serves));
    let is_new = wire::school::mark(&mut school, told, desk.home.device_id());
    (school, is_new)
}

/// As `tell_school`, in the place of what was told before.
pub fn tell_in_place_of(desk: &Desk, school: School, told: &Told) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    if !may_tell(desk, &keys) {
        return Err(ActError::WrongRole);
    }
    let (school, _) = to_tell(desk, &keys, school, &told.schools);
    let before = &told.all;
    let mut batch = Batch::new();
    withdraw::put_tombstone_of_none(desk, &mut batch, Log::Daily, before)?;
    let to_staff = add_entry::Sealing { log: Log::Daily, worry: false };
    let staff = super::recipients::all_staff(&keys);
    add_entry::enqueue(desk, &mut batch, &to_staff, &staff, Record::School(school.clone()))?;
    let tablets = super::recipients::tablets(&keys);
    if !tablets.is_empty() {
        let to = [tablets, staff].concat();
        let record = Record::Classes(school.for_tablet());
        add_entry::enqueue(desk, &mut batch, &to_staff, &to, record)?;
    }
    batch.put(Table::Facts, TOLD_UNDER_KEYS, keys.number.to_be_bytes());
    Ok(desk.home.ledger.commit(batch)?)
}

/// The keys file under which this computer last told the school.
const TOLD_UNDER_KEYS: &str = "school-told-under-keys";

/// The tellings beside ours that this computer last put together.
const JOINED: &str = "school-joined";

/// Tells the school again where the keys have changed since: whoever came, or has a new key,
/// could not open what was said before. And where somebody told it at the same time: tablets then
/// hear all of it in one, from whose telling stands. Part of a SENCo's or administrator's unlocked
/// sync.
pub fn tell_newcomers(desk: &Desk) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let library = desk.library()?;
    let Some(known) = library.school()?.filter(|_| may_tell(desk, &keys)) else { return Ok(()) };
    let told = Told { schools: library.schools()?, all: library.told()? };
    let under = desk.home.fact(TOLD_UNDER_KEYS)?.and_then(|bytes| bytes.try_into().ok());
    if under.map_or(0, u64::from_be_bytes) < keys.number {
        return tell_in_place_of(desk, known.school, &told);
    }
    let beside = library.told_beside()?;
    if beside.is_empty() {
        return Ok(());
    }
    // Whoever sees it says at once what tablets cannot find out; the rest is for one to tidy up,
    // and once: what cannot be buried is not told again for ever.
    let joined = Hash::of(&to_cbor(&beside)).0;
    let is_ours = known.teller == desk.home.device_id().as_str()
        && desk.home.fact(JOINED)?.as_deref() != Some(joined.as_slice());
    let (_, is_new) = to_tell(desk, &keys, known.school.clone(), &told.schools);
    if is_new || is_ours {
        tell_in_place_of(desk, known.school, &told)?;
        desk.home.put_fact(JOINED, &joined)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::platform::memory_fs::Fuse;
    use crate::platform::{MemoryFs, MemoryLedger};

    #[test]
    fn what_was_cut_off_is_gone_on_with_by_the_same_words_alone() {
        let new = NewSchool {
            name: "Hill",
            person: "Mrs Patel",
            share: "/share",
            share_key: None,
            staff_share: "/share/staff",
            passphrase: "acorn bridge candle",
            sample: true,
            also: &[],
        };
        let mut cuts = 0;
        for steps in [2, 5, 8, 11, 13, 16] {
            let fuse = Fuse::default();
            let machine = Machine {
                fs: Arc::new(MemoryFs::new(fuse.clone())),
                ledgers: Arc::new(MemoryLedger::default()),
                ..Machine::real()
            };
            let safes = draw_words(&machine);
            let home = Path::new("/home");
            fuse.blow_after(steps);
            let cut = init(&machine, home, &new, &safes);
            fuse.mend();
            if cut.is_ok() {
                continue;
            }
            cuts += 1;
            let made = machine.fs.size(Path::new("/share/v1/share.json")).unwrap();
            if made.is_some() {
                let other = init(&machine, home, &new, &draw_words(&machine));
                assert!(matches!(other, Err(ActError::ShareTaken)), "{steps} steps");
            }
            let desk = init(&machine, home, &new, &safes).unwrap();
            assert!(desk.trust().unwrap().own_member(desk.home.device_id()).is_ok());
            assert_eq!(desk.school().unwrap().name, "Hill", "{steps} steps");
            super::super::sync::send_now(&desk).unwrap();
        }
        assert!(cuts > 3, "{cuts} cuts");
    }
}
