use super::*;
use crate::domain::consent_record::{Change, ConsentSaid, Noted, Responsibility, Speaker};
use crate::domain::people::Nation;
use crate::domain::{Consent, Consents, EntryKind, Flag, Moment, PupilId, Purpose, Role};

fn device(number: u8) -> DeviceId {
    DeviceId::from_bytes(&[number; DeviceId::SOURCE_BYTES])
}

fn today() -> Day {
    Day::new(2026, 5, 1).unwrap()
}

fn pupil_called(number: u8, name: &str) -> Pupil {
    Pupil {
        pupil_id: PupilId::from_bytes(&[number; 13]),
        first_name: name.into(),
        last_name: String::new(),
        class: "3".into(),
        upn: String::new(),
        consents: Consents::default(),
        flags: BTreeSet::new(),
        record: Default::default(),
    }
}

fn lead(number: u8, name: &str) -> Person {
    Person::new(device(number), name.into(), BTreeSet::from([Role::Dsl]))
}

/// A school as its first computer told it.
fn school() -> School {
    let mut school = School {
        name: "Hill".into(),
        people: vec![lead(1, "Mrs Patel"), lead(2, "Mr Cole")],
        pupils: vec![pupil_called(1, "Amira"), pupil_called(2, "Ben")],
        ..School::default()
    };
    mark(&mut school, &[School::default()], &device(1));
    school
}

/// What a computer tells that knew this much.
fn told(before: &School, by: u8, change: impl FnOnce(&mut School)) -> School {
    let mut school = before.clone();
    change(&mut school);
    mark(&mut school, std::slice::from_ref(before), &device(by));
    school
}

/// What becomes of two tellings, which is the same whichever of them stands where nobody marked.
fn joined(one: &School, other: &School) -> School {
    let school = join(one, other, today());
    assert_eq!(join(&school, one, today()), school, "what is heard twice changes nothing");
    // Without a mark of its own, a list stands in the order of whatever stands.
    let in_order = |mut school: School| {
        school.pupils.sort_by_key(|pupil| pupil.pupil_id.clone());
        school.other_adults.sort();
        school
    };
    assert_eq!(in_order(school.clone()), in_order(join(other, one, today())));
    school
}

fn said(consent: Consent, by: &str, at: i64) -> Noted {
    let said = ConsentSaid {
        about: BTreeSet::from([Purpose::Video]),
        consent,
        speaker: Speaker::Parent(Responsibility::Yes),
        name: by.into(),
        on: today(),
    };
    Noted { at: Moment::from_millis(at), by: "office".into(), change: Change::Said(said) }
}

#[test]
fn two_who_change_different_parts_undo_nobody() {
    let before = school();
    let one = told(&before, 1, |school| {
        school.pupils.push(pupil_called(3, "Cara"));
        school.nation = Nation::Wales;
        school.people[0].email = Some("patel@hill.example".into());
        school.other_adults.push("Mr Brown".into());
    });
    let other = told(&before, 2, |school| {
        school.pupils[0].class = "4".into();
        school.retention.set(EntryKind::Clip, 6);
        school.people.retain(|person| person.device_id != device(2));
        school.other_adults.push("Miss Lee".into());
    });
    let school = joined(&one, &other);
    let classes: Vec<_> =
        school.pupils.iter().map(|one| (one.first_name.as_str(), one.class.as_str())).collect();
    assert_eq!(BTreeSet::from_iter(classes), [("Amira", "4"), ("Ben", "3"), ("Cara", "3")].into());
    assert_eq!(school.nation, Nation::Wales);
    assert_eq!(school.retention, other.retention);
    assert_eq!(school.people, [one.people[0].clone()]);
    let adults: BTreeSet<&str> = school.other_adults.iter().map(String::as_str).collect();
    assert_eq!(adults, BTreeSet::from(["Mr Brown", "Miss Lee"]));
}

#[test]
fn what_was_changed_later_stands_whoever_tells_it_and_what_was_taken_away_stays_so() {
    let before = told(&school(), 1, |school| school.other_adults.push("Mr Brown".into()));
    let gone = told(&before, 2, |school| school.other_adults.clear());
    let later = told(&gone, 1, |school| school.pupils[0].class = "5".into());
    for behind in [&before, &gone] {
        let school = joined(behind, &later);
        assert!(school.other_adults.is_empty());
        assert_eq!(school.pupils[0].class, "5");
    }
    let text = String::from_utf8_lossy(&to_cbor(&gone)).into_owned();
    assert!(!text.contains("Brown"), "a mark does not name who has left");
}

#[test]
fn an_order_of_people_stands_and_a_newcomer_comes_behind() {
    let before = school();
    let ordered = told(&before, 1, |school| school.people.reverse());
    let grown = told(&before, 2, |school| school.people.push(lead(3, "Ms Dahl")));
    let names: Vec<String> =
        joined(&ordered, &grown).people.iter().map(|one| one.name.clone()).collect();
    assert_eq!(names, ["Mr Cole", "Mrs Patel", "Ms Dahl"]);
}

#[test]
fn all_that_was_noted_of_one_pupil_counts() {
    let before = school();
    let one = told(&before, 1, |school| {
        school.pupils[0].note(said(Consent::Given, "Mother", 5), today());
        school.pupils[0].note(
            Noted {
                at: Moment::from_millis(9),
                by: String::new(),
                change: Change::Flag { flag: Flag::NoImage, is_on: true },
            },
            today(),
        );
    });
    let other = told(&before, 2, |school| {
        school.pupils[0].note(said(Consent::Objected, "Father", 3), today());
        school.pupils[0].last_name = "Khan".into();
    });
    let pupil = &joined(&one, &other).pupils[0];
    assert_eq!(pupil.record.history.len(), 3);
    assert_eq!(pupil.consents.video, Consent::Objected);
    assert_eq!(pupil.flags, BTreeSet::from([Flag::NoImage]));
    assert_eq!(pupil.last_name, "Khan");
}

#[test]
fn a_word_taken_back_stays_taken_back_whatever_the_clock_said() {
    let before = school();
    let agreed =
        told(&before, 1, |school| school.pupils[0].note(said(Consent::Given, "M", 90), today()));
    // By a clock that is behind.
    let objected =
        told(&agreed, 2, |school| school.pupils[0].note(said(Consent::Objected, "M", 10), today()));
    let beside =
        told(&agreed, 1, |school| school.pupils[0].note(said(Consent::Given, "F", 95), today()));
    let pupil = &joined(&objected, &beside).pupils[0];
    assert_eq!(pupil.record.history.len(), 3);
    assert_eq!(pupil.consents.video, Consent::Objected);
}

#[test]
fn what_came_of_joining_is_marked_so_that_tablets_hear_it() {
    let before = school();
    let objected =
        told(&before, 1, |school| school.pupils[0].note(said(Consent::Objected, "M", 1), today()));
    let flag = Change::Flag { flag: Flag::NoImage, is_on: true };
    let noted = Noted { at: Moment::from_millis(2), by: String::new(), change: flag };
    let flagged = told(&before, 2, |school| school.pupils[0].note(noted, today()));
    let mut all = joined(&objected, &flagged);
    assert_eq!(all.pupils[0].consents.video, Consent::Objected);
    assert!(mark(&mut all, &[objected.clone(), flagged.clone()], &device(1)));
    let again = all.clone();
    assert!(!mark(&mut all, &[objected, flagged.clone(), again], &device(2)), "once");
    // A tablet knows no history.
    let tablet = joined(&flagged.for_tablet(), &all.for_tablet());
    assert_eq!(tablet.pupils[0].consents.video, Consent::Objected);
}

#[test]
fn an_objection_stands_whichever_history_it_is_joined_to() {
    let ahead = told(&school(), 1, |school| {
        school.pupils[0].note(said(Consent::Given, "F", 900), today());
    });
    let objected =
        told(&ahead, 1, |school| school.pupils[0].note(said(Consent::Objected, "M", 2), today()));
    for at in [1, 3, 1_000] {
        let agreed =
            told(&ahead, 2, |school| school.pupils[0].note(said(Consent::Given, "M", at), today()));
        let pupil = &joined(&objected, &agreed).pupils[0];
        assert_eq!(pupil.consents.video, Consent::Objected, "{at}");
    }
}

#[test]
fn marks_take_few_bytes() {
    let list = |count: u16| School {
        pupils: (0..count)
            .map(|number| {
                let mut bytes = [0; 13];
                bytes[..2].copy_from_slice(&number.to_be_bytes());
                Pupil { pupil_id: PupilId::from_bytes(&bytes), ..pupil_called(0, "Amira") }
            })
            .collect(),
        ..School::default()
    };
    let bare = to_cbor(&list(1_000)).len();
    let mut marked = list(1_000);
    mark(&mut marked, &[School::default()], &device(1));
    let bytes = to_cbor(&marked);
    assert!(bytes.len() < bare + 1_000 * 10 + 200, "{} over {bare}", bytes.len());
    let read: School = crate::wire::from_cbor(&bytes, "school").unwrap();
    assert_eq!(read, marked);
}

#[test]
fn what_nobody_marked_is_as_the_one_that_stands_says() {
    let unmarked = |class: &str| {
        let mut school = school();
        school.marks.clear();
        school.pupils[0].class = class.into();
        school
    };
    let (standing, other) = (unmarked("4"), unmarked("5"));
    assert_eq!(join(&standing, &other, today()), standing);
    let marked = told(&other, 2, |school| school.pupils[1].class = "6".into());
    let classes: Vec<String> =
        join(&standing, &marked, today()).pupils.iter().map(|one| one.class.clone()).collect();
    assert_eq!(classes, ["4", "6"]);
}
