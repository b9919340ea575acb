//! The school as several computers told it, put together. Whoever tells it marks what they changed,
//! so that two who change different parts at the same time, or hours apart without hearing of each
//! other, do not undo each other, whatever their clocks say.

use std::collections::{BTreeMap, BTreeSet};

use super::{Hash, to_cbor};
use crate::domain::people::{Mark, Person, Pupil, School};
use crate::domain::{Consents, Day, DeviceId, SupplyPin};

/// The number under which a part is marked: the first eight bytes of the BLAKE3 of its name,
/// since whoever has left the school is not to be named in what they leave behind.
fn part(kind: &str, which: &str) -> u64 {
    let Hash(bytes) = Hash::of(format!("{kind}/{which}").as_bytes());
    bytes[..8].iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

fn person(person: &Person) -> u64 {
    part("person", person.device_id.as_str())
}

fn email(person: &Person) -> u64 {
    part("email", person.device_id.as_str())
}

fn order() -> u64 {
    part("order", "people")
}

fn named(kind: &str, name: &str) -> u64 {
    part(kind, &name.trim().to_lowercase())
}

fn pupil(pupil: &Pupil) -> u64 {
    part("pupil", pupil.pupil_id.as_str())
}

fn born(pupil: &Pupil) -> u64 {
    part("born", pupil.pupil_id.as_str())
}

fn consents(pupil: &Pupil) -> u64 {
    part("consents", pupil.pupil_id.as_str())
}

/// A class's PIN of a day. Days count round, since no PIN is given so far ahead, and marks stay.
fn supply(pin: &SupplyPin) -> u64 {
    const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;
    const ROUND_DAYS: i64 = 64;
    let day = pin.from.unix_millis.div_euclid(DAY_MILLIS).rem_euclid(ROUND_DAYS);
    part("supply", &format!("{day}/{}", pin.class))
}

/// Every part of a school with what it says, but for the order of people. What a pupil's consents
/// stand on is none: of it nothing goes but what was superseded. Nor is what says nothing yet.
fn parts(school: &School) -> BTreeMap<u64, Vec<u8>> {
    let mut parts = BTreeMap::new();
    let mut put = |part: u64, says: Vec<u8>| {
        parts.insert(part, says);
    };
    put(part("school", "name"), to_cbor(&school.name));
    put(part("school", "nation"), to_cbor(&school.nation));
    put(part("school", "retention"), to_cbor(&school.retention));
    put(part("school", "calendar"), to_cbor(&school.calendar));
    put(part("school", "limits"), to_cbor(&school.limits));
    for one in &school.people {
        put(person(one), to_cbor(&(&one.name, &one.roles)));
        if one.email.is_some() {
            put(email(one), to_cbor(&one.email));
        }
    }
    for name in &school.other_adults {
        put(named("other", name), to_cbor(name));
    }
    for adult in &school.adults {
        put(named("adult", &adult.name), to_cbor(adult));
    }
    for one in &school.pupils {
        let known = (&one.first_name, &one.last_name, &one.class, &one.upn);
        put(pupil(one), to_cbor(&known));
        if one.record.born.is_some() {
            put(born(one), to_cbor(&one.record.born));
        }
        if one.consents != Consents::default() || !one.flags.is_empty() {
            put(consents(one), to_cbor(&(&one.consents, &one.flags)));
        }
    }
    for inquiry in &school.inquiries {
        put(part("inquiry", &inquiry.inquiry_id), to_cbor(inquiry));
    }
    for pin in &school.supply {
        put(supply(pin), to_cbor(pin));
    }
    parts
}

/// Marks what a school says otherwise, under one and the same mark, than any of what was told: what
/// its device changed, and what came of joining them. Gives whether there was anything.
pub fn mark(school: &mut School, told: &[School], by: &DeviceId) -> bool {
    let marks = told.iter().chain([&*school]).flat_map(|school| school.marks.values());
    let times = marks.map(|mark| mark.0).max().unwrap_or(0).saturating_add(1);
    let is = parts(school);
    let mut changed = BTreeSet::new();
    for told in told {
        let was = parts(told);
        let is_alike = |part: &u64| school.marks.get(part) == told.marks.get(part);
        let all = was.keys().chain(is.keys()).filter(|part| is_alike(part));
        changed.extend(all.filter(|part| was.get(part) != is.get(part)));
        if is_alike(&order()) && ids_in_both(school, told) != ids_in_both(told, school) {
            changed.insert(order());
        }
    }
    if school.marks.is_empty() && changed.is_empty() {
        // One without any is of an earlier version, and stands whole.
        school.marks.insert(part("school", "name"), Mark(times, by.clone()));
    }
    for part in &changed {
        school.marks.insert(*part, Mark(times, by.clone()));
    }
    !changed.is_empty()
}

/// Those of one school's people, in its order, whom the other has as well.
fn ids_in_both<'a>(of: &'a School, other: &School) -> Vec<&'a DeviceId> {
    let is_in_both = |id: &&DeviceId| other.people.iter().any(|one| &one.device_id == *id);
    of.people.iter().map(|one| &one.device_id).filter(is_in_both).collect()
}

/// Two tellings, of which one stands where neither, or both alike, marked a part.
struct Both<'a> {
    standing: &'a School,
    other: &'a School,
}

impl Both<'_> {
    fn is_others(&self, part: u64) -> bool {
        self.other.marks.get(&part) > self.standing.marks.get(&part)
    }

    fn one<T>(&self, name: &str, standing: T, other: T) -> T {
        if self.is_others(part("school", name)) { other } else { standing }
    }

    /// Things that have a part each, in the order of `first`, with those that only `then` has
    /// behind.
    fn all<T: Clone>(
        &self,
        (first, then): (&[T], &[T]),
        first_is_others: bool,
        part: impl Fn(&T) -> u64,
    ) -> Vec<T> {
        let then_of: BTreeMap<u64, &T> = then.iter().map(|thing| (part(thing), thing)).collect();
        let mut all = Vec::with_capacity(first.len());
        let mut taken = BTreeSet::new();
        for thing in first {
            let part = part(thing);
            taken.insert(part);
            let stands = self.is_others(part) == first_is_others;
            all.extend(if stands { Some(thing) } else { then_of.get(&part).copied() }.cloned());
        }
        for thing in then {
            let part = part(thing);
            if !taken.contains(&part) && self.is_others(part) != first_is_others {
                all.push(thing.clone());
            }
        }
        all
    }

    fn listed<T: Clone>(&self, list: impl Fn(&School) -> &[T], part: impl Fn(&T) -> u64) -> Vec<T> {
        self.all((list(self.standing), list(self.other)), false, part)
    }

    fn people(&self) -> Vec<Person> {
        let mut people = match self.is_others(order()) {
            true => self.all((&self.other.people, &self.standing.people), true, person),
            false => self.all((&self.standing.people, &self.other.people), false, person),
        };
        for one in &mut people {
            let school = if self.is_others(email(one)) { self.other } else { self.standing };
            let told = school.people.iter().find(|told| told.device_id == one.device_id);
            if let Some(told) = told {
                one.email.clone_from(&told.email);
            }
        }
        people
    }

    /// What was said about consents counts, whoever noted it: it stands in both histories or in one.
    fn pupils(&self, today: Day) -> Vec<Pupil> {
        let index = |school: &School| -> BTreeMap<u64, Pupil> {
            school.pupils.iter().map(|one| (pupil(one), one.clone())).collect()
        };
        let (standing, other) = (index(self.standing), index(self.other));
        let mut pupils = self.listed(|school| &school.pupils, pupil);
        for one in &mut pupils {
            let known = pupil(one);
            let (Some(standing), Some(other)) = (standing.get(&known), other.get(&known)) else {
                continue;
            };
            let (base, beside) = match self.is_others(consents(one)) {
                true => (other, standing),
                false => (standing, other),
            };
            (one.consents, one.flags) = (base.consents, base.flags.clone());
            one.record.clone_from(&base.record);
            one.join(&beside.record, today);
            let told = if self.is_others(born(one)) { other } else { standing };
            one.set_born(told.record.born, today);
        }
        pupils
    }
}

/// One school of two tellings. Of each part the later mark stands; of parts without one, as of all
/// that was told before there were marks, what `standing` says.
pub fn join(standing: &School, other: &School, today: Day) -> School {
    let both = Both { standing, other };
    let mut marks = standing.marks.clone();
    for (part, mark) in &other.marks {
        let known = marks.entry(*part).or_insert_with(|| mark.clone());
        if mark > known {
            known.clone_from(mark);
        }
    }
    let mut joined = School {
        name: both.one("name", &standing.name, &other.name).clone(),
        nation: both.one("nation", standing.nation, other.nation),
        retention: both.one("retention", &standing.retention, &other.retention).clone(),
        calendar: both.one("calendar", &standing.calendar, &other.calendar).clone(),
        limits: both.one("limits", standing.limits, other.limits),
        people: both.people(),
        other_adults: both.listed(|school| &school.other_adults, |name| named("other", name)),
        adults: both.listed(|school| &school.adults, |adult| named("adult", &adult.name)),
        pupils: both.pupils(today),
        inquiries: both.listed(|school| &school.inquiries, |one| part("inquiry", &one.inquiry_id)),
        supply: both.listed(|school| &school.supply, supply),
        pages_checked: standing.pages_checked.max(other.pages_checked),
        erased: BTreeSet::new(),
        marks,
    };
    joined.erase(&(&standing.erased | &other.erased));
    joined
}

#[cfg(test)]
#[path = "school_tests.rs"]
mod tests;
