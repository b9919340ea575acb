//! A PIN for a supply teacher: one class, one day, given by the SENCo and tried at any tablet.

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, init, recipients, sync};
use crate::domain::supply::SUPPLY_NAME_LETTERS;
use crate::domain::{EntryKind, Moment, Role, SupplyPin, SupplyVisit};
use crate::platform::Batch;
use crate::platform::chance::random;
use crate::seal::pin;
use crate::store::pins::{self, Secret, Tried};
use crate::wire::record::Record;

/// When a school day is over for whoever came for a day.
const ENDS: (i8, i8) = (16, 30);
/// So many days ahead a PIN may be given.
const DAYS_AHEAD: i64 = 31;
const DIGITS: usize = 6;
const PINS: u32 = 1_000_000;

/// A PIN as it is told, once, to whoever gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub pin: String,
    pub class: String,
    pub date: Date,
    pub until: Moment,
}

/// Gives a PIN for a class and a day (today, unless said); one that was given for them before opens
/// nothing any more.
pub fn give(desk: &Desk, class: &str, date: Option<Date>) -> Result<Given, ActError> {
    let keys = desk.trust()?.keys;
    if !keys.member(desk.home.device_id()).is_some_and(|own| own.has_role(Role::Senco)) {
        return Err(ActError::WrongRole);
    }
    sync::sync(desk)?;
    let mut school = desk.school_to_change()?;
    let known = school.classes().into_iter().find(|one| one.name.trim() == class.trim());
    let known = known.map(|one| one.name.to_owned());
    let class = known.ok_or_else(|| ActError::NoClass { class: class.to_owned() })?;
    let now = desk.now();
    let today = local_day(now);
    let date = date.unwrap_or(today);
    let (from, until) = day(date).ok_or(ActError::SupplyDay)?;
    let ahead = today.until(date).map_or(i64::MAX, |span| i64::from(span.get_days()));
    if until <= now || ahead > DAYS_AHEAD {
        return Err(ActError::SupplyDay);
    }
    school.supply.retain(|one| !(one.class == class && one.from == from));
    let pin = draw(desk, &school.supply);
    let kept = pin::keep(pin.as_bytes(), &*desk.home.machine.chance);
    school.supply.push(SupplyPin { class: class.clone(), from, until, kept });
    init::tell_school(desk, school)?;
    sync::send_now(desk)?;
    Ok(Given { pin, class, date, until })
}

fn local_day(at: Moment) -> Date {
    let timestamp = jiff::Timestamp::from_millisecond(at.unix_millis).unwrap_or_default();
    TimeZone::system().to_datetime(timestamp).date()
}

/// From midnight to when school ends, by this computer's zone.
fn day(date: Date) -> Option<(Moment, Moment)> {
    let moment = |hour, minute| {
        let there = date.to_datetime(time(hour, minute, 0, 0));
        let timestamp = TimeZone::system().to_timestamp(there).ok()?;
        Some(Moment::from_millis(timestamp.as_millisecond()))
    };
    Some((moment(0, 0)?, moment(ENDS.0, ENDS.1)?))
}

/// Six digits that open no other class.
fn draw(desk: &Desk, others: &[SupplyPin]) -> String {
    loop {
        let number = u32::from_be_bytes(random(&*desk.home.machine.chance));
        // No digit is likelier than another.
        if number >= u32::MAX - u32::MAX % PINS {
            continue;
        }
        let pin = format!("{:0DIGITS$}", number % PINS);
        if !others.iter().any(|other| pin::is_it(pin.as_bytes(), &other.kept)) {
            return pin;
        }
    }
}

/// What came of a try at a tablet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupplyTried {
    Open(SupplyVisit),
    No(Tried),
}

/// Tries a PIN at a tablet. Where it opens a class, that is told to staff, with the name that
/// whoever typed it gave.
pub fn try_pin(desk: &Desk, given: &str, name: &str) -> Result<SupplyTried, ActError> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > SUPPLY_NAME_LETTERS {
        return Err(ActError::BadName);
    }
    let now = desk.now();
    let valid: Vec<SupplyPin> =
        desk.school()?.supply.into_iter().filter(|pin| pin.opens_at(now)).collect();
    let kept: Vec<&[u8]> = valid.iter().map(|pin| pin.kept.as_slice()).collect();
    let (tried, which) = pins::try_any(&desk.home, &Secret::Supply, &kept, given.as_bytes())?;
    let Some(found) = which.and_then(|which| valid.get(which)) else {
        return Ok(SupplyTried::No(tried));
    };
    let to = recipients::staff(&desk.trust()?.keys);
    let record = Record::SupplyOpened { class: found.class.clone(), name };
    let mut batch = Batch::new();
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Clip), &to, record)?;
    desk.home.ledger.commit(batch)?;
    Ok(SupplyTried::Open(SupplyVisit { class: found.class.clone(), until: found.until }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_half_past_four() {
        let (from, until) = day(jiff::civil::date(2026, 11, 27)).unwrap();
        assert_eq!(until.since(from).as_secs(), (16 * 60 + 30) * 60);
        assert_eq!(local_day(until), jiff::civil::date(2026, 11, 27));
    }
}
