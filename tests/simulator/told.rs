//! What staff computers tell of the school: changed by several who have not heard of each other, on
//! a bad line and by clocks that are wrong, it is all there in the end, for staff and for tablets.

use std::collections::BTreeSet;

use sayso::acts::{ActError, calendar, people, pupils, revoke, roster, sync};
use sayso::domain::consent_record::{Change, ConsentSaid, Responsibility, Speaker};
use sayso::domain::{Calendar, Consent, Day, Flag, Moment, Purpose, Role};

use super::computer::{BEGIN_MILLIS, Computer};
use super::dice::Dice;
use super::line::Weather;
use super::school::{Everything, School};

const HOUR_MILLIS: i64 = 60 * 60 * 1_000;

/// What somebody changed, and was not told that it failed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Changed {
    Objection(String),
    Flag,
    Adult(String),
    Pupil(String),
    Closed(Day),
}

/// What waits to be sent is kept: whoever changed it is told that it comes later.
fn is_kept<T>(done: &Result<T, ActError>) -> bool {
    matches!(done, Ok(_) | Err(ActError::ShareLater { .. }))
}

fn change(school: &School, staff: usize, dice: &mut Dice, number: u64) -> Option<Changed> {
    let desk = &school.staff[staff].desk();
    let name = format!("Person {number}");
    match dice.below(5) {
        0 => {
            let said = ConsentSaid {
                about: BTreeSet::from([Purpose::Video]),
                consent: Consent::Objected,
                speaker: Speaker::Parent(Responsibility::Yes),
                name: name.clone(),
                on: Day::new(2020, 1, 1).unwrap(),
            };
            let noted = pupils::note(desk, &school.pupil, Change::Said(said));
            is_kept(&noted).then_some(Changed::Objection(name))
        }
        1 => {
            let change = Change::Flag { flag: Flag::NoImage, is_on: true };
            let noted = pupils::note(desk, &school.pupil, change);
            is_kept(&noted).then_some(Changed::Flag)
        }
        2 => is_kept(&people::add_adult(desk, &name)).then_some(Changed::Adult(name)),
        3 => {
            let list = format!("Forename,Surname,Form\n{name},Khan,3\n");
            let added = roster::import(desk, list.as_bytes());
            is_kept(&added).then_some(Changed::Pupil(name))
        }
        _ => {
            // The days that a school is closed are one part: only one computer changes them.
            let day = Day::new(2027, 1, 1 + (number % 28) as i8).unwrap();
            let known = desk.school_to_change().ok()?;
            let closed = known.calendar.closed.into_iter().chain([day]).collect();
            let calendar = Calendar { closed, ..known.calendar };
            let set = (staff == 0).then(|| calendar::set(desk, calendar, known.limits))?;
            is_kept(&set).then_some(Changed::Closed(day))
        }
    }
}

/// What of this a school says.
fn knows(computer: &Computer, school: &School, changed: &Changed) -> bool {
    let desk = computer.desk();
    let known = desk.school_to_change().unwrap();
    let pupil = known.pupil(&school.pupil).unwrap();
    match changed {
        Changed::Objection(_) if desk.home.is_tablet() => pupil.consents.video == Consent::Objected,
        Changed::Objection(by) => {
            pupil.consents.video == Consent::Objected
                && pupil
                    .record
                    .history
                    .iter()
                    .any(|noted| matches!(&noted.change, Change::Said(said) if &said.name == by))
        }
        Changed::Flag => desk.home.is_tablet() || pupil.flags.contains(&Flag::NoImage),
        Changed::Adult(name) => known.other_adults.contains(name),
        Changed::Pupil(name) => known.pupils.iter().any(|one| &one.first_name == name),
        Changed::Closed(day) => known.calendar.closed.contains(day),
    }
}

fn live_through(school: &School, morning: &Everything, seed: u64) {
    school.put_back(morning);
    let mut dice = Dice::new(seed);
    for (number, computer) in school.computers().enumerate() {
        computer.chance.begin_again(seed * 100 + number as u64);
        let wrong = [0, -900, 900][dice.below(3)] * HOUR_MILLIS;
        computer.clock.set(Moment::from_millis(BEGIN_MILLIS + 2_000 * HOUR_MILLIS + wrong));
        let gone = [0, 100, 400][dice.below(3)];
        let weather = Weather { gone, stale: dice.chance(500), ..Weather::default() };
        computer.line.weather(weather, seed ^ number as u64);
    }
    let mut changed = BTreeSet::new();
    for number in 0..12 {
        let staff = dice.below(school.staff.len());
        let computer = &school.staff[staff];
        computer.clock.step(HOUR_MILLIS);
        if dice.chance(300) {
            computer.cut_off.blow_after(dice.below(20) as u64);
        }
        if dice.chance(500) {
            // Trouble with the line is in the report.
            let _ = sync::sync(&computer.desk());
        }
        changed.extend(change(school, staff, &mut dice, number));
        if dice.chance(500) {
            computer.restart();
        }
    }
    for computer in school.computers() {
        computer.line.weather(Weather::default(), 0);
    }
    school.settle();
    school.settle();
    for computer in school.computers() {
        for change in &changed {
            assert!(knows(computer, school, change), "seed {seed}: {change:?} of {changed:?}");
        }
    }
    let told: Vec<_> = school.staff.iter().map(|one| one.desk().school().unwrap()).collect();
    assert!(told.iter().all(|one| one == &told[0]), "seed {seed}: staff know the same");
    let beside = school.staff[0].desk().library().unwrap().told_beside().unwrap();
    assert_eq!(beside, [], "seed {seed}: it is told once");
}

#[test]
fn nobody_takes_the_school_from_everybody() {
    let school = School::make(42, 1, 1);
    let (senco, colleague) = (&school.staff[0], &school.staff[1]);
    let before = senco.desk().school().unwrap();
    let own = senco.desk().home.device_id().clone();
    let refused = revoke::revoke(&senco.desk(), &own);
    assert!(matches!(refused, Err(ActError::NotOneself)), "{refused:?}");
    people::remove(&senco.desk(), "Mr Cole", Role::Senco).unwrap();
    school.settle();
    // A safeguarding lead alone does not tell it, nor bury what others told.
    let refused = people::add_adult(&colleague.desk(), "Miss Lee");
    assert!(matches!(refused, Err(ActError::WrongRole)), "{refused:?}");
    school.settle();
    for computer in school.computers() {
        let known = computer.desk().school().unwrap();
        assert_eq!(known.pupils.len(), before.pupils.len());
        assert_eq!(known.people.len(), before.people.len());
    }
}

#[test]
fn whoever_changes_the_school_undoes_nobody() {
    let school = School::make(41, 1, 2);
    let morning = school.keep();
    for seed in 0..8 {
        live_through(&school, &morning, seed);
    }
}
