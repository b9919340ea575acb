//! Letting a newcomer in, after the six words on its screen were typed here.

use std::collections::BTreeMap;
use std::time::Duration;

use super::keys::{By, change};
use super::{ActError, Desk, grant, init};
use crate::domain::people::Person;
use crate::domain::{DeviceId, Moment, Role};
use crate::platform::{Batch, Table};
use crate::seal::{joining, sign};
use crate::wire::device::CARD_LIMIT_BYTES;
use crate::wire::{DeviceCard, Log, Member, SharePath};

/// How long a request may be answered, counted from when this computer first saw it.
pub const ANSWERED_WITHIN: Duration = Duration::from_secs(24 * 60 * 60);
/// Most requests looked at.
const REQUESTS_LIMIT: usize = 50;

/// A newcomer who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub device: DeviceId,
    pub name: String,
    pub role: Role,
    pub first_seen: Moment,
}

fn card(desk: &Desk, device: &DeviceId) -> Result<DeviceCard, ActError> {
    let missing = || ActError::NoDevice { device: device.to_string() };
    let path = SharePath::device_card(device);
    let bytes = desk.share.get(&path, CARD_LIMIT_BYTES as u64)?.ok_or_else(missing)?;
    let card = sign::believed_card(&bytes)?;
    let is_ours = &card.device == device && &card.share_id == desk.home.share_id();
    if is_ours { Ok(card) } else { Err(missing()) }
}

/// When this computer first saw a request, noting it now if it never did.
fn first_seen(desk: &Desk, device: &DeviceId) -> Result<Moment, ActError> {
    let key = device.as_str().as_bytes();
    if let Some(bytes) = desk.home.ledger.get(Table::Requests, key)?
        && let Ok(millis) = bytes.try_into()
    {
        return Ok(Moment::from_millis(i64::from_be_bytes(millis)));
    }
    let now = desk.now();
    let mut batch = Batch::new();
    batch.put(Table::Requests, key, now.unix_millis.to_be_bytes());
    desk.home.ledger.commit(batch)?;
    Ok(now)
}

/// Who asks to join and is not a member yet, and whose approval was cut off before the school was
/// told: at most the newest fifty.
pub fn requests(desk: &Desk) -> Result<Vec<Request>, ActError> {
    let keys = crate::share::Trust::refresh(&desk.home, &*desk.share)?.keys;
    let told = match desk.is_unlocked() {
        true => desk.library()?.school()?.map(|known| known.school),
        false => None,
    };
    let is_let_in = |device: &DeviceId| match (keys.member(device), &told) {
        (Some(member), Some(told)) if member.serves() && device != desk.home.device_id() => {
            told.people.iter().any(|person| &person.device_id == device)
        }
        (member, _) => member.is_some(),
    };
    let mut requests = Vec::new();
    for name in desk.share.list(&SharePath::devices(Log::Daily))? {
        let Ok(device) = name.parse::<DeviceId>() else {
            continue;
        };
        if is_let_in(&device) {
            continue;
        }
        let Ok(card) = card(desk, &device) else {
            continue;
        };
        let first_seen = first_seen(desk, &device)?;
        requests.push(Request { device, name: card.name, role: card.role, first_seen });
    }
    requests.sort_by_key(|request| std::cmp::Reverse(request.first_seen));
    requests.truncate(REQUESTS_LIMIT);
    Ok(requests)
}

/// Makes the newcomer a member, if these are the words on its screen.
pub fn approve(desk: &Desk, device: &DeviceId, typed: &str) -> Result<Request, ActError> {
    let trust = crate::share::Trust::refresh(&desk.home, &*desk.share)?;
    let before = desk.school_to_change()?;
    let card = card(desk, device)?;
    let first_seen = first_seen(desk, device)?;
    let is_member = trust.keys.member(device).is_some();
    // One that was cut off can be finished for as long as it takes.
    if !is_member && desk.now().since(first_seen) > ANSWERED_WITHIN {
        return Err(ActError::RequestExpired);
    }
    let words = joining::six_words(&card, &trust.root_public_key);
    joining::typed_words_fit(typed, &words).map_err(|_| ActError::WordsDoNotFit)?;
    let member = Member {
        device: device.clone(),
        roles: [card.role].into_iter().collect(),
        verifying_key: card.verifying_key.clone(),
        recipient: card.recipient.clone(),
        revoked: None,
        had: BTreeMap::new(),
    };
    // Approving again is how an approval that was cut off is finished: all of it can be repeated.
    if card.role.is_staff() {
        grant::note_due(desk, device)?;
    }
    if !is_member {
        change(desk, By::Us, &|keys| {
            if keys.member(device).is_none() {
                keys.members.push(member.clone());
            }
            Ok(())
        })?;
    }
    let mut school = before.clone();
    // In their place, where an approval is finished that was cut off.
    match school.people.iter_mut().find(|person| &person.device_id == device) {
        Some(person) => {
            person.name.clone_from(&card.name);
            person.roles.clone_from(&member.roles);
        }
        None => {
            let roles = member.roles.clone();
            school.people.push(Person::new(device.clone(), card.name.clone(), roles));
        }
    }
    // Told again to everybody: the newcomer could not open what was said before.
    init::tell_changed(desk, before, school)?;
    if card.role.is_staff() {
        grant::to_member(desk, device)?;
    }
    Ok(Request { device: device.clone(), name: card.name, role: card.role, first_seen })
}
