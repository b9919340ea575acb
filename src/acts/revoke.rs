//! Shutting a lost or stolen computer out. What it said before stays; what it says from now on
//! is set aside.

use std::collections::BTreeSet;

use super::keys::{By, change};
use super::{ActError, Desk, init};
use crate::domain::{DeviceId, Role};
use crate::share::{Trust, own_log, pull, read};
use crate::store::received;
use crate::wire::keys::Until;
use crate::wire::{Log, Member};

/// Revokes a device as of the last segments this home has read.
pub fn revoke(desk: &Desk, device: &DeviceId) -> Result<(), ActError> {
    let trust = Trust::refresh(&desk.home, &*desk.share)?;
    let keys = &trust.keys;
    let member =
        keys.member(device).ok_or_else(|| ActError::NoDevice { device: device.to_string() })?;
    if device == desk.home.device_id() {
        // Nothing that it told would be believed any more.
        return Err(ActError::NotOneself);
    }
    for role in [Role::Admin, Role::Senco] {
        if member.has_role(role) && keys.serving(role).all(|other| &other.device == device) {
            return Err(ActError::LastInRole { role: role.to_string() });
        }
    }
    let revoked = until_now(desk, &trust, member)?;
    // Read before: what somebody told who goes may not be believed after.
    let before = desk.school_to_change()?;
    change(desk, By::Us, &|keys| {
        for member in keys.members.iter_mut().filter(|member| &member.device == device) {
            let known = member.revoked.get_or_insert(revoked);
            // Whoever shut it out could not see how far its worries came.
            if known.last_worry_seq == Until::ALL {
                known.last_worry_seq = revoked.last_worry_seq;
            }
        }
        Ok(())
    })?;
    let mut school = before.clone();
    school.people.retain(|person| &person.device_id != device);
    init::tell_changed(desk, before, school)
}

/// How far a device has come in its logs.
pub(super) fn until_now(desk: &Desk, trust: &Trust, member: &Member) -> Result<Until, ActError> {
    let home = &desk.home;
    let last = |log| -> Result<u64, ActError> {
        if &member.device == home.device_id() {
            // What waits here gets its number first.
            own_log::fix(home, trust, log, &BTreeSet::new())?;
            return Ok(own_log::own_numbers(home, log)?.pop().unwrap_or(0));
        }
        match log {
            Log::Daily => Ok(received::cursor(home, &member.device, log)?.seq),
            Log::Worry => last_worry(desk, trust, member),
        }
    };
    Ok(Until {
        at: desk.now(),
        last_daily_seq: last(Log::Daily)?,
        last_worry_seq: last(Log::Worry)?,
    })
}

/// A worry is never set aside for having been on its way: where this home reads no worries, all
/// that is on the share now counts; where it cannot see how many there are, all of them do.
fn last_worry(desk: &Desk, trust: &Trust, member: &Member) -> Result<u64, ActError> {
    let read_here = received::cursor(&desk.home, &member.device, Log::Worry)?.seq;
    let listed = read::numbers_from(&*desk.share, &member.device, Log::Worry, read_here + 1);
    let reads_worries = trust.own_member(desk.home.device_id())?.keeps_safe();
    let numbers = match listed {
        Err(error) if !reads_worries && pull::is_refused(&error) => return Ok(Until::ALL),
        listed => listed?,
    };
    if !reads_worries && numbers.is_empty() {
        // Closed folders look empty on some servers, and where a sync client leaves them out.
        return Ok(Until::ALL);
    }
    let mut last = read_here;
    for seq in numbers {
        let reading = match read::read(&*desk.share, member, Log::Worry, seq) {
            Err(error) if !reads_worries && pull::is_refused(&error) => return Ok(Until::ALL),
            reading => reading?,
        };
        if !reading.segments.is_empty() {
            last = seq;
        }
    }
    Ok(last)
}
