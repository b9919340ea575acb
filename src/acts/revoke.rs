//! Shutting a lost or stolen computer out. What it said before stays; what it says from now on
//! is set aside.

use super::keys::{By, change};
use super::{ActError, Desk, init};
use crate::domain::{DeviceId, Role};
use crate::share::read;
use crate::store::received;
use crate::wire::keys::Revoked;
use crate::wire::{Log, Member};

/// Revokes a device as of the last segments this home has read.
pub fn revoke(desk: &Desk, device: &DeviceId) -> Result<(), ActError> {
    let keys = crate::share::Trust::refresh(&desk.home, &*desk.share)?.keys;
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
    let revoked = Revoked {
        at: desk.now(),
        last_daily_seq: received::cursor(&desk.home, device, Log::Daily)?.seq,
        last_worry_seq: last_worry(desk, member)?,
    };
    // Read before: what somebody told who goes may not be believed after.
    let before = desk.school_to_change()?;
    change(desk, By::Us, &|keys| {
        for member in keys.members.iter_mut().filter(|member| &member.device == device) {
            member.revoked.get_or_insert(revoked);
        }
        Ok(())
    })?;
    let mut school = before.clone();
    school.people.retain(|person| &person.device_id != device);
    init::tell_changed(desk, before, school)
}

/// A worry is never set aside for having been on its way: where this home reads no worries, all
/// that is on the share now counts.
fn last_worry(desk: &Desk, member: &Member) -> Result<u64, ActError> {
    let read_here = received::cursor(&desk.home, &member.device, Log::Worry)?.seq;
    let mut last = read_here;
    for seq in read::numbers_from(&*desk.share, &member.device, Log::Worry, read_here + 1)? {
        let reading = read::read(&*desk.share, member, Log::Worry, seq)?;
        if reading.segment.is_some() {
            last = seq;
        }
    }
    Ok(last)
}
