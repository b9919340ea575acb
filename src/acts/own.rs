//! What the school makes itself and every tablet gets: boards, words with photos, sentences of the
//! screens said by somebody whom pupils know. A SENCo or administrator tells all of it whenever
//! something changes; what was told before is buried, and media that stand no more are destroyed.

use std::collections::BTreeSet;
use std::time::Duration;

use super::add_entry::{Sealing, seal};
use super::{ActError, Desk, open, recipients, sync, withdraw};
use crate::domain::{EntryId, Spoken};
use crate::media::decode::duration_micros;
use crate::platform::chance::random;
use crate::platform::{Batch, Table};
use crate::seal::blob::{self, SealedBlob};
use crate::store::alarms::{self, AlarmKind};
use crate::store::library::Telling;
use crate::store::outbox::{self, Dispatch};
use crate::store::own;
use crate::symbols::obf;
use crate::wire::Member;
use crate::wire::own::{NAME_LIMIT_CHARS, THINGS_LIMIT, merge};
use crate::wire::record::{BuriedBlob, Record};
use crate::wire::{Hash, Log, OwnForm, OwnKind, OwnMedium, OwnThing, SharePath};

/// The largest medium of them: every tablet fetches each, and sends nothing meanwhile. The largest
/// open vocabulary is 22 MB.
pub const LIMIT_BYTES: u64 = 32 * 1024 * 1024;

const DAILY: Sealing = Sealing { log: Log::Daily, worry: false };

/// The keys file under which this computer last told it.
const TOLD_UNDER: &str = "own-told-under-keys";

/// What stands, or was taken away, as this computer has heard it.
pub fn all(desk: &Desk) -> Result<Vec<OwnThing>, ActError> {
    Ok(merged(&desk.library()?.own()?))
}

fn merged(tellings: &[Telling<Vec<OwnThing>>]) -> Vec<OwnThing> {
    let mut things = Vec::new();
    for telling in tellings {
        merge(&mut things, telling.told.clone());
    }
    things
}

/// Refuses where this computer may not say what tablets get.
pub fn check_may_tell(desk: &Desk) -> Result<(), ActError> {
    if may_tell(desk)? { Ok(()) } else { Err(ActError::WrongRole) }
}

fn may_tell(desk: &Desk) -> Result<bool, ActError> {
    let keys = desk.trust()?.keys;
    let own = keys.member(desk.home.device_id());
    Ok(own.is_some_and(Member::tells_school))
}

/// Gives a thing to every tablet, in the place of what had its name.
pub fn put(
    desk: &Desk,
    kind: OwnKind,
    name: &str,
    spoken: Option<Spoken>,
    (form, bytes): (OwnForm, &[u8]),
) -> Result<(), ActError> {
    check_may_tell(desk)?;
    if bytes.len() as u64 > LIMIT_BYTES {
        return Err(ActError::OwnTooLarge { limit: LIMIT_BYTES / (1024 * 1024) });
    }
    let sealed = blob::seal(bytes, &*desk.home.machine.chance)?;
    let (blob, size, key) = (sealed.hash, sealed.stored.len() as u64, sealed.key.clone());
    let medium = OwnMedium { form, blob, size, key };
    change(desk, (kind, name, spoken), Some((medium, sealed)))
}

/// Takes a thing away from every tablet.
pub fn remove(
    desk: &Desk,
    kind: OwnKind,
    name: &str,
    spoken: Option<Spoken>,
) -> Result<(), ActError> {
    check_may_tell(desk)?;
    let stands = |thing: &OwnThing| thing.medium.is_some() && thing.is_of(kind, name, spoken);
    if !all(desk)?.iter().any(stands) {
        return Err(ActError::NotOwn { name: name.to_owned() });
    }
    change(desk, (kind, name, spoken), None)
}

fn change(
    desk: &Desk,
    (kind, name, spoken): (OwnKind, &str, Option<Spoken>),
    medium: Option<(OwnMedium, SealedBlob)>,
) -> Result<(), ActError> {
    if name.trim().is_empty() || name.chars().count() > NAME_LIMIT_CHARS {
        return Err(ActError::BadName);
    }
    let before = desk.library()?.own()?;
    let mut things = merged(&before);
    let known = things.iter().find(|thing| thing.is_of(kind, name, spoken));
    let after = known.map(|known| known.at.plus(Duration::from_millis(1)));
    if known.is_none() && things.len() >= THINGS_LIMIT {
        return Err(ActError::OwnTooMany { limit: THINGS_LIMIT });
    }
    let (medium, sealed) = medium.unzip();
    let changed = OwnThing {
        kind,
        name: name.to_owned(),
        spoken,
        at: after.map_or(desk.now(), |after| after.max(desk.now())),
        device: desk.home.device_id().clone(),
        medium,
    };
    merge(&mut things, vec![changed]);
    tell(desk, things, &before, sealed.as_slice())?;
    sync::send_now(desk)
}

/// Tells all of it, in the place of what was told before.
fn tell(
    desk: &Desk,
    things: Vec<OwnThing>,
    before: &[Telling<Vec<OwnThing>>],
    sealed: &[SealedBlob],
) -> Result<(), ActError> {
    let home = &desk.home;
    let keys = desk.trust()?.keys;
    let media = |thing: &OwnThing| {
        let blob = thing.medium.as_ref()?.blob;
        Some((thing.device.clone(), blob))
    };
    let stand: BTreeSet<_> = things.iter().filter_map(media).collect();
    let told: BTreeSet<_> =
        before.iter().flat_map(|telling| &telling.told).filter_map(media).collect();
    let over = told.difference(&stand).cloned();
    let blobs: Vec<BuriedBlob> =
        over.map(|(device, blob)| BuriedBlob { device, log: Log::Daily, blob }).collect();
    let traces: Vec<_> = before.iter().filter_map(|telling| telling.trace.clone()).collect();
    let mut batch = Batch::new();
    if !(traces.is_empty() && blobs.is_empty()) {
        // A tombstone names an entry, so it names one that never was.
        let nobody = EntryId::from_bytes(&random(&*home.machine.chance));
        withdraw::put_tombstones(desk, &mut batch, Log::Daily, &nobody, &traces, blobs)?;
    }
    batch.put(Table::Facts, TOLD_UNDER, keys.number.to_be_bytes());
    let mut to = recipients::tablets(&keys);
    // Staff can open it too, to change it and to take it away.
    to.extend(recipients::all_staff(&keys));
    let body = seal(desk, &DAILY, &to, Record::Own(things))?;
    let dispatch = Dispatch {
        log: DAILY.log,
        body,
        blobs: sealed,
        entry_id: None,
        draft_ids: &[],
        beside: None,
    };
    Ok(outbox::commit(home, batch, &dispatch)?)
}

/// Tells it again where the keys have changed since: whoever came could not open what was said
/// before. Part of a SENCo's or administrator's unlocked sync.
pub fn tell_newcomers(desk: &Desk) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let told = desk.home.fact(TOLD_UNDER)?.and_then(|bytes| bytes.try_into().ok());
    if told.map_or(0, u64::from_be_bytes) >= keys.number || !may_tell(desk)? {
        return Ok(());
    }
    let before = desk.library()?.own()?;
    let things = merged(&before);
    match things.is_empty() {
        true => Ok(()),
        false => tell(desk, things, &before, &[]),
    }
}

/// Fetches what came for this tablet and is not here yet: part of its sync. What is not on the
/// share yet is looked for again at the next; `between` two of them whatever was said meanwhile is
/// sent.
pub fn fetch(
    desk: &Desk,
    between: &mut dyn FnMut() -> Result<(), ActError>,
) -> Result<(), ActError> {
    let home = &desk.home;
    if let Err(error) = own::sweep(home) {
        // Another program may hold it; it is shown no more.
        tracing::warn!(%error, "what was taken away is still here");
    }
    for thing in own::missing(home)? {
        let Some(medium) = &thing.medium else { continue };
        between()?;
        let path = SharePath::blob(Log::Daily, &thing.device, &medium.blob);
        let opened = match medium.size > LIMIT_BYTES * 2 {
            true => Ok(Some(Vec::new().into())),
            false => open::open_at(desk, &path, &medium.blob, medium.size, &medium.key),
        };
        let checked = match opened {
            Ok(None) => continue,
            Ok(Some(bytes)) => checked(thing.kind, medium.form, &bytes),
            // Another's bytes under its name: it may be put again.
            Err(ActError::Store(_)) => {
                raise(desk, AlarmKind::Junk, path.as_str(), None)?;
                continue;
            }
            Err(error) => return Err(error),
        };
        match checked.map(|bytes| own::keep(home, &medium.blob, &bytes)) {
            Some(Ok(())) => {}
            // A full disk keeps nobody from being heard.
            Some(Err(error)) => tracing::warn!(%error, "there is no room for what staff gave"),
            None => raise(desk, AlarmKind::OwnUnreadable, path.as_str(), Some(&medium.blob))?,
        }
    }
    Ok(())
}

fn raise(
    desk: &Desk,
    kind: AlarmKind,
    place: &str,
    refused: Option<&Hash>,
) -> Result<(), ActError> {
    let mut batch = Batch::new();
    alarms::raise(&desk.home, &mut batch, kind, place);
    if let Some(blob) = refused {
        own::refuse(&mut batch, blob);
    }
    Ok(desk.home.ledger.commit(batch)?)
}

/// What a tablet keeps of it: boards as we write them, whoever wrote these; nothing where it is not
/// what it says.
fn checked(kind: OwnKind, form: OwnForm, bytes: &[u8]) -> Option<Vec<u8>> {
    match (kind, form) {
        (OwnKind::Boards | OwnKind::Word, OwnForm::Package) => {
            let reading = obf::read(bytes).ok()?;
            obf::write_obz(&reading.set).ok()
        }
        (OwnKind::Prompt, OwnForm::Sound | OwnForm::Video) => {
            let plays = duration_micros(bytes).is_ok_and(|all| all > 0);
            plays.then(|| bytes.to_vec())
        }
        (OwnKind::Boards | OwnKind::Word, _) | (OwnKind::Prompt, OwnForm::Package) => None,
    }
}
