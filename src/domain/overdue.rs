//! The clock of what nobody has opened: who is to be told of it now, and why. Told is that it
//! waits and nothing of what it says; never somebody whom a worry is to be kept from.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::hours::{Calendar, LocalTime, SchoolTime};
use super::people::{Person, Role};
use super::worry::{self, WorryDetails};
use super::{DeviceId, EntryId, Moment};

/// Minutes of school time that a worry may wait unopened, where a school says nothing else.
pub const URGENT_MINUTES: u16 = 10;
pub const WORRY_MINUTES: u16 = 30;

/// How long a worry may wait. A school may only ever tighten it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    urgent_minutes: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    worry_minutes: Option<u16>,
}

impl Limits {
    /// Nothing where one of them is longer than may be.
    pub fn new(urgent_minutes: u16, worry_minutes: u16) -> Option<Self> {
        let fits = urgent_minutes <= URGENT_MINUTES && worry_minutes <= WORRY_MINUTES;
        fits.then_some(Self {
            urgent_minutes: (urgent_minutes < URGENT_MINUTES).then_some(urgent_minutes),
            worry_minutes: (worry_minutes < WORRY_MINUTES).then_some(worry_minutes),
        })
    }

    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    pub fn urgent_minutes(&self) -> u16 {
        self.urgent_minutes.unwrap_or(URGENT_MINUTES).min(URGENT_MINUTES)
    }

    pub fn worry_minutes(&self) -> u16 {
        self.worry_minutes.unwrap_or(WORRY_MINUTES).min(WORRY_MINUTES)
    }
}

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waits {
    /// "I am not safe now".
    Urgent,
    Worry,
    /// Anything else that a pupil said.
    Entry,
}

/// Whom to tell of it, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Chain {
    /// Told when it comes.
    pub first: BTreeSet<DeviceId>,
    /// Told when the first are not in, or have not opened it in time.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub second: BTreeSet<DeviceId>,
    /// Told while school is closed, and when nobody below has opened it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub above: BTreeSet<DeviceId>,
}

fn devices<'a>(people: impl IntoIterator<Item = &'a Person>) -> BTreeSet<DeviceId> {
    people.into_iter().map(|person| person.device_id.clone()).collect()
}

fn has(role: Role) -> impl Fn(&&Person) -> bool {
    move |person| person.roles.contains(&role)
}

impl Chain {
    /// Of a worry: its lead, then the deputies, then the head; the chair where it is kept from the
    /// head. People stand in the order in which the school names them.
    pub fn of_worry(people: &[Person], worry: &WorryDetails) -> Self {
        let readers = worry::readers(people, worry).devices;
        let reads = |person: &&Person| readers.contains(&person.device_id);
        let leads: Vec<&Person> = people.iter().filter(reads).filter(has(Role::Dsl)).collect();
        let others = people.iter().filter(reads).filter(|person| !has(Role::Dsl)(person));
        let first = devices(leads.iter().take(1).copied().chain(others));
        let second = devices(leads.into_iter().skip(1));
        let may_know = worry::may_know(people, worry);
        let above = |role| devices(may_know.iter().copied().filter(has(role)));
        let is_kept_from_head =
            worry.about_head || above(Role::Head) != devices(people.iter().filter(has(Role::Head)));
        let heads = above(Role::Head);
        let above = match heads.is_empty() && is_kept_from_head {
            true => above(Role::Chair),
            false => heads,
        };
        Self { first, second, above }
    }

    /// Of anything else: the first SENCo, then everybody else who hears it.
    pub fn of_entry(people: &[Person]) -> Self {
        let sencos: Vec<&Person> = people.iter().filter(has(Role::Senco)).collect();
        let first = devices(sencos.iter().take(1).copied());
        let mut second =
            devices(sencos.into_iter().skip(1).chain(people.iter().filter(has(Role::Dsl))));
        second.retain(|device| !first.contains(device));
        Self { first, second, above: BTreeSet::new() }
    }

    /// Everybody whom it names.
    pub fn everybody(&self) -> BTreeSet<DeviceId> {
        self.first.iter().chain(&self.second).chain(&self.above).cloned().collect()
    }
}

/// Something that nobody has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unopened {
    pub entry_id: EntryId,
    /// Since when it waits.
    pub since: Moment,
    pub waits: Waits,
    pub chain: Chain,
}

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It came.
    Arrived,
    /// Who would read it first is not in today.
    Absent,
    /// It has waited too long.
    Waiting,
    /// School is closed.
    Closed,
}

impl Why {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Absent => "absent",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
        }
    }
}

/// By what a school measures waiting.
#[derive(Debug, Clone, Copy)]
pub struct Measures<'a> {
    pub calendar: &'a Calendar,
    pub limits: Limits,
    /// Weekdays on which somebody is in, where that is not every day.
    pub days_in: &'a BTreeMap<DeviceId, BTreeSet<u8>>,
    pub zone: &'a TimeZone,
}

impl Measures<'_> {
    /// How long school time may pass before somebody else is told.
    pub fn limit(&self, waits: Waits) -> Duration {
        let minutes = |minutes: u16| Duration::from_secs(u64::from(minutes) * 60);
        match waits {
            Waits::Urgent => minutes(self.limits.urgent_minutes()),
            Waits::Worry => minutes(self.limits.worry_minutes()),
            Waits::Entry => self.calendar.hours.length(),
        }
    }

    fn is_in(&self, device: &DeviceId, weekday: u8) -> bool {
        self.days_in.get(device).is_none_or(|days| days.is_empty() || days.contains(&weekday))
    }
}

/// Somebody who should know by now that something waits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    pub entry_id: EntryId,
    pub whom: DeviceId,
    pub why: Why,
}

/// Who should know by now, and why; each person once for an entry. Whom somebody told already is
/// among them.
pub fn due(unopened: &[Unopened], measures: &Measures<'_>, now: Moment) -> Vec<Due> {
    let mut all = Vec::new();
    for one in unopened {
        let mut told: BTreeMap<&DeviceId, Why> = BTreeMap::new();
        for (whom, why) in due_of(one, measures, now) {
            told.entry(whom).or_insert(why);
        }
        all.extend(told.into_iter().map(|(whom, why)| Due {
            entry_id: one.entry_id.clone(),
            whom: whom.clone(),
            why,
        }));
    }
    all
}

fn due_of<'a>(one: &'a Unopened, measures: &Measures<'_>, now: Moment) -> Vec<(&'a DeviceId, Why)> {
    let Chain { first, second, above } = &one.chain;
    let mut due: Vec<(&DeviceId, Why)> = Vec::new();
    let mut tell = |whom: &'a BTreeSet<DeviceId>, why| {
        due.extend(whom.iter().map(|device| (device, why)));
    };
    let waited = measures.calendar.open_between(one.since, now, measures.zone);
    let limit = measures.limit(one.waits);
    if one.waits == Waits::Entry {
        if waited >= limit {
            tell(second, Why::Waiting);
        }
        return due;
    }
    tell(first, Why::Arrived);
    let there = LocalTime::of(now, measures.zone);
    let is_open = measures.calendar.at(there) == SchoolTime::Open;
    let is_in = |device: &DeviceId| measures.is_in(device, there.weekday());
    if is_open && !first.iter().any(is_in) {
        tell(second, Why::Absent);
        if !second.iter().any(is_in) {
            tell(above, Why::Absent);
        }
    }
    if waited >= limit {
        tell(second, Why::Waiting);
    }
    if waited >= limit * 2 || (waited >= limit && second.is_empty()) {
        tell(above, Why::Waiting);
    }
    if !is_open {
        // Where there is nobody above, the deputies.
        tell(if above.is_empty() { second } else { above }, Why::Closed);
    }
    due
}

#[cfg(test)]
#[path = "overdue_tests.rs"]
mod tests;
