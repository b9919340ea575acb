//! Keeping the clock of what nobody has opened: who is to be told now is told, once by each means,
//! and it is written down for all who may read it. With the person's key everything they may read
//! is looked at; without it, what notices told this computer's own key.
//!
//! Several computers keep the same clock. Whoever is named first tells at once; the others wait
//! for their turn, and see before it that it was told.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::add_entry::{Sealing, enqueue};
use super::notify::{Means, Telling};
use super::{ActError, Desk, concern, notice, recipients, sync};
use crate::domain::overdue::{self, Chain, Due, Measures, Unopened, Waits, Why};
use crate::domain::people::Person;
use crate::domain::worry::WorryReaders;
use crate::domain::{DeviceId, EntryId, EntryKind, How, Moment, NoteId};
use crate::platform::{Batch, PostError};
use crate::seal::{Identity, Recipient, envelope};
use crate::share::ShareState;
use crate::store::outbox::{self, Dispatch};
use crate::store::watch::{self, KnownStaff, Noticed, ToldOf};
use crate::store::{HomeKind, LibraryEntry};
use crate::wire::record::{Again, Record};
use crate::wire::{Envelope, KeysFile, Log};

/// How long each computer further down waits before it tells others than its own person.
const TURN: Duration = Duration::from_secs(2 * 60);
/// A tablet's clock that says that a worry is older than this is wrong.
const OLD: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub entry_id: EntryId,
    pub whom: DeviceId,
    pub why: Why,
    pub how: How,
}

/// What one look came to.
#[derive(Debug, Default)]
pub struct Watch {
    /// Worries that are new since the last look.
    pub new: BTreeSet<EntryId>,
    pub told: Vec<Told>,
    /// What kept somebody from being told: tried again at the next look.
    pub trouble: Vec<PostError>,
}

/// Something that waits, with what is needed to tell of it.
struct Waiting {
    unopened: Unopened,
    /// Who may read it.
    readers: BTreeSet<DeviceId>,
    /// The concern that it is about, where it is about one.
    concern_id: Option<NoteId>,
    told: BTreeSet<ToldOf>,
    /// Whom it is written down for, and where.
    to: Vec<Recipient>,
    sealing: Sealing,
    /// Who raised a concern and does not keep safe: it is written down for them where they read.
    raisers: Vec<Recipient>,
}

impl Waiting {
    fn told_of(&self, whom: &DeviceId, how: How) -> ToldOf {
        let (entry_id, concern_id) = (self.unopened.entry_id.clone(), self.concern_id.clone());
        ToldOf { entry_id, concern_id, whom: whom.clone(), how }
    }
}

/// Has this computer hear of worries while nobody has typed a passphrase: makes its key and tells
/// tablets of it. Once is enough.
pub fn set_up(desk: &Desk) -> Result<(), ActError> {
    let home = &desk.home;
    home.require(HomeKind::Staff)?;
    let keys = desk.trust()?.keys;
    let own = keys.member(home.device_id()).ok_or(crate::share::ShareError::NotApproved)?;
    if !own.keeps_safe() {
        return Err(ActError::WrongRole);
    }
    if watch::identity(home)?.is_some() {
        return Ok(());
    }
    let identity = Identity::random(&*home.machine.chance);
    // Said first: a key that nobody has is sealed to in vain, one that nobody knows is never used.
    let record = Record::Watch { recipient: identity.recipient() };
    let (share_id, device) = (home.share_id().clone(), home.device_id().clone());
    let envelope = Envelope::new(share_id, device, desk.now(), record);
    let body = envelope::plain(&envelope, &*home.machine.chance)?;
    let dispatch = Dispatch {
        log: Log::Daily,
        body,
        blobs: &[],
        entry_id: None,
        draft_ids: &[],
        beside: None,
    };
    let mut batch = Batch::new();
    outbox::enqueue(home, &mut batch, &dispatch)?;
    home.ledger.commit(batch)?;
    Ok(watch::keep_identity(home, &identity)?)
}

/// Whether anybody asked this computer to keep the clock.
pub fn is_set_up(desk: &Desk) -> Result<bool, ActError> {
    Ok(desk.home.settings.mail.is_some() || watch::identity(&desk.home)?.is_some())
}

/// Keeps what the clock needs of the school, for when nobody has typed a passphrase.
pub fn keep_staff(desk: &Desk) -> Result<(), ActError> {
    if watch::identity(&desk.home)?.is_none() {
        return Ok(());
    }
    match known_staff(desk) {
        Ok(staff) => Ok(watch::keep_staff(&desk.home, staff)?),
        Err(ActError::SchoolUnknown) => Ok(()),
        Err(error) => Err(error),
    }
}

fn known_staff(desk: &Desk) -> Result<KnownStaff, ActError> {
    let school = desk.school_to_change()?;
    let people = recipients::people(&desk.trust()?.keys, &school);
    let days = |person: &Person| {
        let days = school.adult(&person.name)?.days.clone();
        (!days.is_empty()).then(|| (person.device_id.clone(), days))
    };
    let days_in = people.iter().filter_map(days).collect();
    Ok(KnownStaff { people, days_in, calendar: school.calendar, limits: school.limits })
}

/// Hears what came, tells who is to be told, and sends that they were. A share that is gone, or so
/// slow that its sync was stopped, keeps nobody from being told of what is known here.
pub fn pass(desk: &Desk, means: &Means) -> Result<(Watch, ShareState), ActError> {
    let synced = sync::sync(desk);
    let done = tell(desk, means)?;
    let report = synced?;
    if !done.told.is_empty() {
        sync::sync(desk)?;
    }
    Ok((done, report.share_state))
}

/// Since when it waits: since it was said, by the clock of its tablet, but never later than it
/// came here, and not longer than can be. Where it came in a time that is still to come, this clock
/// was ahead and was set back: it waits since then at the latest.
fn waits_since(said_at: Moment, received_at: Moment, now: Moment) -> Moment {
    if received_at > now {
        return said_at.min(now);
    }
    let is_old = received_at.since(said_at) > OLD;
    if is_old { received_at } else { said_at.min(received_at) }
}

/// Tells who is to be told now, by what is known here.
pub fn tell(desk: &Desk, means: &Means) -> Result<Watch, ActError> {
    let home = &desk.home;
    home.require(HomeKind::Staff)?;
    let keys = desk.trust()?.keys;
    let mut done = Watch::default();
    let mut all = BTreeMap::new();
    if let Some(identity) = watch::identity(home)? {
        let watched = watch::look(home, &keys, &identity)?;
        done.new = watched.new;
        for (entry_id, noticed) in watched.waiting {
            let told = watched.told.iter().filter(|told| told.entry_id == entry_id);
            let waiting = noticed_waits(desk, &keys, noticed, told.cloned().collect())?;
            all.insert(entry_id, waiting);
        }
    }
    let staff = if desk.is_unlocked() {
        look_in_library(desk, &keys, &mut all)?;
        match known_staff(desk) {
            Err(ActError::SchoolUnknown) => KnownStaff::default(),
            staff => staff?,
        }
    } else {
        watch::staff(home)?
    };
    let measures = Measures {
        calendar: &staff.calendar,
        limits: staff.limits,
        days_in: &staff.days_in,
        zone: &means.zone,
    };
    let unopened: Vec<Unopened> = all.values().map(|one| one.unopened.clone()).collect();
    let due = overdue::due(&unopened, &measures, desk.now());
    let mut batch = Batch::new();
    let email = |device: &DeviceId| {
        let person = staff.people.iter().find(|person| &person.device_id == device);
        person.and_then(|person| person.email.clone())
    };
    let own = home.device_id();
    let mut wanted: BTreeMap<(DeviceId, How), Vec<Due>> = BTreeMap::new();
    for due in due {
        let Some(waiting) = all.get(&due.entry_id) else { continue };
        let told = waiting.told_of(&due.whom, How::Screen);
        let since = watch::due_since(home, &mut batch, &told, desk.now())?;
        let is_our_turn = desk.now().since(since) >= TURN * turn(&waiting.unopened.chain, own);
        let by_screen = &due.whom == own;
        let by_mail =
            means.post.is_some() && email(&due.whom).is_some() && (by_screen || is_our_turn);
        for how in [(How::Screen, by_screen), (How::Mail, by_mail)]
            .into_iter()
            .filter_map(|(how, is_possible)| is_possible.then_some(how))
        {
            let told = waiting.told_of(&due.whom, how);
            if !waiting.told.contains(&told) && !watch::was_told(home, &told)? {
                wanted.entry((due.whom.clone(), how)).or_default().push(due.clone());
            }
        }
    }
    for ((whom, how), dues) in wanted {
        let telling = telling(&dues, &all, &whom, desk.now());
        let told = match (how, &means.post, email(&whom)) {
            (How::Screen, _, _) => {
                let (title, text) = telling.worded();
                let shown = means.screen.show(&title, &text);
                if let Err(error) = &shown {
                    tracing::warn!(%error, "somebody could not be told on this screen");
                }
                shown.is_ok()
            }
            // A server that cannot be reached is asked once: everybody else waits meanwhile.
            (How::Mail, Some(_), Some(_)) if is_post_away(&done) => false,
            (How::Mail, Some(post), Some(email)) => match post.send(&telling.letter(&email)) {
                Ok(()) => true,
                Err(error) => {
                    done.trouble.push(error);
                    false
                }
            },
            (How::Mail, _, _) => false,
        };
        for due in dues.into_iter().filter(|_| told) {
            let Some(waiting) = all.get(&due.entry_id) else { continue };
            watch::note_told(&mut batch, &waiting.told_of(&due.whom, how));
            let record = Record::Notified {
                entry_id: due.entry_id.clone(),
                whom: due.whom.clone(),
                why: due.why,
                how,
                concern_id: waiting.concern_id.clone(),
                again: Some(Again { by: own.clone(), at: desk.now() }),
            };
            if !waiting.raisers.is_empty() {
                let daily = Sealing::for_kind(EntryKind::Page);
                enqueue(desk, &mut batch, &daily, &waiting.raisers, record.clone())?;
            }
            enqueue(desk, &mut batch, &waiting.sealing, &waiting.to, record)?;
            let Due { entry_id, whom, why } = due;
            done.told.push(Told { entry_id, whom, why, how });
        }
    }
    if desk.is_unlocked() {
        watch::forget_but(home, &mut batch, &all.keys().cloned().collect())?;
    }
    if !batch.changes.is_empty() {
        home.ledger.commit(batch)?;
    }
    Ok(done)
}

fn is_post_away(done: &Watch) -> bool {
    done.trouble.iter().any(|trouble| matches!(trouble, PostError::Unreachable { .. }))
}

/// How many turns a computer waits: none whose person is told first.
fn turn(chain: &Chain, own: &DeviceId) -> u32 {
    let order = chain.first.iter().chain(&chain.second).chain(&chain.above);
    let place = order.clone().position(|device| device == own);
    u32::try_from(place.unwrap_or(order.count())).unwrap_or(u32::MAX).min(60)
}

fn telling(
    dues: &[Due],
    all: &BTreeMap<EntryId, Waiting>,
    whom: &DeviceId,
    now: Moment,
) -> Telling {
    let about: Vec<&Waiting> = dues.iter().filter_map(|due| all.get(&due.entry_id)).collect();
    let waited = about.iter().map(|one| now.since(one.unopened.since)).max().unwrap_or_default();
    let waits = about.iter().map(|one| one.unopened.waits).min().unwrap_or(Waits::Entry);
    let can_open = about.iter().any(|one| one.readers.contains(whom));
    Telling { count: dues.len(), waited, waits, can_open }
}

/// A worry as its notice tells of it.
fn noticed_waits(
    desk: &Desk,
    keys: &KeysFile,
    noticed: Noticed,
    told: BTreeSet<ToldOf>,
) -> Result<Waiting, ActError> {
    let Noticed { notice, said_at, received_at } = noticed;
    let now = desk.now();
    // Whoever left meanwhile, or keeps safe no more, is told nothing.
    let keeps_safe = |device: &DeviceId| {
        keys.member(device).is_some_and(|member| member.serves() && member.keeps_safe())
    };
    let mut chain = notice.chain;
    for devices in [&mut chain.first, &mut chain.second, &mut chain.above] {
        devices.retain(|device| keeps_safe(device));
    }
    let readers = WorryReaders { devices: notice.readers, recovery: notice.recovery };
    let mut to = recipients::worry(keys, &readers);
    to.extend(notice::watchers(desk, keys, &chain.everybody())?);
    let waits = if notice.urgent { Waits::Urgent } else { Waits::Worry };
    Ok(Waiting {
        unopened: Unopened {
            entry_id: notice.entry_id,
            since: waits_since(said_at, received_at, now),
            waits,
            chain,
        },
        readers: readers.devices,
        concern_id: notice.concern_id,
        told,
        to,
        sealing: Sealing::for_kind(EntryKind::Worry),
        raisers: Vec::new(),
    })
}

/// What the person's own key opens stands above what notices told.
fn look_in_library(
    desk: &Desk,
    keys: &KeysFile,
    all: &mut BTreeMap<EntryId, Waiting>,
) -> Result<(), ActError> {
    let library = desk.library()?;
    let school = match desk.school_to_change() {
        Err(ActError::SchoolUnknown) => return Ok(()),
        school => school?,
    };
    let mut gone = Vec::new();
    for entry_id in all.keys() {
        let is_opened = library.entry(entry_id)?.is_some_and(|entry| entry.opened);
        if is_opened || library.is_withdrawn(entry_id)? {
            gone.push(entry_id.clone());
        }
    }
    all.retain(|entry_id, _| !gone.contains(entry_id));
    for entry in library.waiting()? {
        let Some((since, waits, concern_id)) = waits(keys, &entry, desk.now()) else { continue };
        let mut chain = notice::chain_of(keys, &school, &entry.record);
        let mut sealing = Sealing::for_kind(entry.record.kind);
        let (to, mut raisers) = if waits != Waits::Entry && !entry.record.kind.is_worry() {
            let people = recipients::people(keys, &school);
            chain = Chain::of_worry(&people, &Default::default());
            sealing = notice::OF_CONCERN;
            (concern::heard_by(desk, keys, &entry)?, concern::raisers(keys, &entry))
        } else {
            let mut to = recipients::readers_of(keys, &school, &entry.record);
            to.extend(notice::watchers_of(desk, keys, &school, &entry.record)?);
            (to, Vec::new())
        };
        // Whoever tells knows it.
        let own = keys.member(desk.home.device_id());
        raisers.retain(|raiser| own.is_none_or(|own| &own.recipient != raiser));
        let serving = keys.members.iter().filter(|member| member.serves());
        let can_open = recipients::readers_of(keys, &school, &entry.record);
        let readers = serving.filter(|member| can_open.contains(&member.recipient));
        let waiting = Waiting {
            readers: readers.map(|member| member.device.clone()).collect(),
            concern_id: concern_id.clone(),
            told: entry
                .told
                .iter()
                // Of a concern without an id, who heard before it was raised has not heard.
                .filter(|told| {
                    let has_id = told.concern_id.is_some() || concern_id.is_some();
                    has_id || entry.record.kind.is_worry() || told.at >= since
                })
                .map(|told| ToldOf {
                    entry_id: entry.record.entry_id.clone(),
                    concern_id: told.concern_id.clone(),
                    whom: told.whom.clone(),
                    how: told.how,
                })
                .collect(),
            to,
            sealing,
            raisers,
            unopened: Unopened { entry_id: entry.record.entry_id.clone(), since, waits, chain },
        };
        all.insert(entry.record.entry_id.clone(), waiting);
    }
    Ok(())
}

/// Since when an entry waits, as what, and because of which concern; nothing where it waits for
/// nobody.
fn waits(
    keys: &KeysFile,
    entry: &LibraryEntry,
    now: Moment,
) -> Option<(Moment, Waits, Option<NoteId>)> {
    let kept_safe =
        |device: &DeviceId, at| keys.member(device).is_some_and(|member| member.kept_safe_then(at));
    // Somebody who keeps safe says so, or has looked since.
    let unheard = entry.concerns.iter().find(|concern| {
        !kept_safe(&concern.by, concern.at)
            && !entry.done.iter().any(|done| concern.is_known_by(&done.concerns, done.at))
            && !entry
                .opened_by
                .iter()
                .any(|one| kept_safe(&one.by, one.at) && concern.is_known_by(&one.concerns, one.at))
    });
    if let Some(concern) = unheard {
        return Some((concern.at.min(now), Waits::Worry, concern.concern_id.clone()));
    }
    if entry.opened {
        return None;
    }
    let waits = match (entry.record.kind.is_worry(), entry.is_urgent()) {
        (true, true) => Waits::Urgent,
        (true, false) => Waits::Worry,
        (false, _) => Waits::Entry,
    };
    Some((waits_since(entry.record.made_at, entry.received_at, now), waits, None))
}
