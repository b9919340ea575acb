//! Rows into the school. Known pupils keep their id, their consents and what the list does not
//! say; whoever is no longer listed stays.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Row;
use crate::domain::consent_record::{Change, ConsentSaid, Noted, Speaker};
use crate::domain::{Consent, Consents, Day, Moment, Pupil, PupilId, PupilRecord, Purpose, School};
use crate::platform::Chance;
use crate::platform::chance::random;

/// For each row which pupil of the school it is; nothing for a new one.
pub fn plan(school: &School, rows: &[Row]) -> Vec<Option<usize>> {
    let lower = |text: &str| text.to_lowercase();
    let mut by_number = BTreeMap::new();
    let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, pupil) in school.pupils.iter().enumerate() {
        if !pupil.upn.is_empty() {
            by_number.entry(pupil.upn.as_str()).or_insert(index);
        }
        let name = (lower(&pupil.first_name), lower(&pupil.class));
        by_name.entry(name).or_default().push(index);
    }
    let mut taken = BTreeSet::new();
    let mut found = vec![None; rows.len()];
    // Numbers first, wherever they stand: a name must not take what a number names.
    for (row, found) in rows.iter().zip(&mut found) {
        let known = by_number.get(row.number.as_str()).copied();
        *found = known.filter(|index| taken.insert(*index));
    }
    // Then those whose birth day fits too, then by the name alone.
    for needs_birth_day in [true, false] {
        for (row, found) in rows.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let name = (lower(&row.first_name), lower(&row.class));
            let fits = |index: &usize| {
                let Some(pupil) = school.pupils.get(*index) else { return false };
                let numbers_differ = !row.number.is_empty() && !pupil.upn.is_empty();
                let last_fits = row
                    .last_name
                    .as_ref()
                    .is_none_or(|last| lower(last) == lower(&pupil.last_name));
                let days_fit = match (row.born, pupil.record.born) {
                    (Some(one), Some(other)) => one == other,
                    (None, _) | (_, None) => !needs_birth_day,
                };
                !taken.contains(index) && !numbers_differ && last_fits && days_fit
            };
            let known = by_name.get(&name).into_iter().flatten().copied().find(fits);
            *found = known.filter(|index| taken.insert(*index));
        }
    }
    found
}

/// Whoever of the school is on no row.
pub fn leavers<'a>(school: &'a School, plan: &[Option<usize>]) -> Vec<&'a Pupil> {
    let listed: BTreeSet<usize> = plan.iter().flatten().copied().collect();
    let left = school.pupils.iter().enumerate().filter(|(index, _)| !listed.contains(index));
    left.map(|(_, pupil)| pupil).collect()
}

/// When it is, and who imports.
#[derive(Debug, Clone, Copy)]
pub struct Importing<'a> {
    pub at: Moment,
    pub today: Day,
    pub by: &'a str,
}

/// Whether the last word of the list about videos is no.
fn list_objects(pupil: &Pupil) -> bool {
    let words = pupil.record.history.iter().rev().filter_map(|noted| match &noted.change {
        Change::Said(said) if said.speaker == Speaker::List => Some(said),
        Change::Said(_) | Change::Capacity { .. } | Change::Flag { .. } => None,
    });
    let mut about_video = words.filter(|said| said.about.contains(&Purpose::Video));
    about_video.next().is_some_and(|said| said.consent == Consent::Objected)
}

fn take_over(pupil: &mut Pupil, row: &Row, importing: &Importing<'_>) {
    pupil.first_name.clone_from(&row.first_name);
    pupil.class.clone_from(&row.class);
    // What the list does not say stays.
    if let Some(last_name) = &row.last_name {
        pupil.last_name.clone_from(last_name);
    }
    if !row.number.is_empty() {
        pupil.upn.clone_from(&row.number);
    }
    pupil.set_born(row.born.or(pupil.record.born), importing.today);
    let mut changes: Vec<Change> = Vec::new();
    let new_flags = row.flags.difference(&pupil.flags).copied();
    changes.extend(new_flags.map(|flag| Change::Flag { flag, is_on: true }));
    if row.objects_to_video && !list_objects(pupil) {
        changes.push(Change::Said(ConsentSaid {
            about: BTreeSet::from([Purpose::Video]),
            consent: Consent::Objected,
            speaker: Speaker::List,
            name: String::new(),
            on: importing.today,
        }));
    }
    for change in changes {
        let noted = Noted { at: importing.at, by: importing.by.to_owned(), change };
        pupil.note(noted, importing.today);
    }
}

/// Puts rows into a school, as `plan` found them.
pub fn merge(
    school: &mut School,
    rows: &[Row],
    plan: &[Option<usize>],
    importing: &Importing<'_>,
    chance: &dyn Chance,
) {
    for (row, known) in rows.iter().zip(plan) {
        match known.and_then(|index| school.pupils.get_mut(index)) {
            Some(pupil) => take_over(pupil, row, importing),
            None => {
                let mut pupil = Pupil {
                    pupil_id: PupilId::from_bytes(&random(chance)),
                    first_name: String::new(),
                    last_name: String::new(),
                    class: String::new(),
                    upn: String::new(),
                    consents: Consents::default(),
                    flags: BTreeSet::new(),
                    record: PupilRecord::default(),
                };
                take_over(&mut pupil, row, importing);
                school.pupils.push(pupil);
            }
        }
    }
}
