//! Who is told of what waits, as tables.

use super::*;
use crate::domain::Day;
use crate::domain::hours::Term;

fn device(number: u8) -> DeviceId {
    DeviceId::from_bytes(&[number; 13])
}

fn person(number: u8, name: &str, roles: &[Role]) -> Person {
    Person::new(device(number), name.into(), roles.iter().copied().collect())
}

fn school() -> Vec<Person> {
    vec![
        person(1, "Mr Khan", &[Role::Dsl]),
        person(2, "Mrs Patel", &[Role::Senco, Role::Admin, Role::Dsl]),
        person(3, "Dr Hall", &[Role::Head]),
        person(4, "Mr Orr", &[Role::Chair]),
        person(5, "Mr Cole", &[Role::Senco]),
    ]
}

fn zone() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap()
}

fn moment(text: &str) -> Moment {
    let there = text.parse::<jiff::civil::DateTime>().unwrap();
    Moment::from_millis(zone().to_timestamp(there).unwrap().as_millisecond())
}

fn about(not_for: &[&str], people: &[Person]) -> WorryDetails {
    let not_for = not_for.iter().map(|name| (*name).to_owned()).collect();
    let mut worry = WorryDetails { not_for, ..WorryDetails::default() };
    worry.settle(people);
    worry
}

fn calendar() -> Calendar {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let term = Term { from: day("2026-09-02"), to: day("2026-12-18") };
    let next = Term { from: day("2027-01-05"), to: day("2027-03-26") };
    Calendar { terms: vec![term, next], closed: [day("2026-11-30")].into(), ..Calendar::default() }
}

/// Who is told, by the first letter of a role's name in `school`, and why.
fn told(chain: Chain, waits: Waits, since: &str, now: &str, days_in: &[(u8, &[u8])]) -> String {
    let days_in = days_in
        .iter()
        .map(|(number, days)| (device(*number), days.iter().copied().collect()))
        .collect();
    let calendar = calendar();
    let zone = zone();
    let limits = Limits::default();
    let measures = Measures { calendar: &calendar, limits, days_in: &days_in, zone: &zone };
    let entry_id = EntryId::from_bytes(&[9; 13]);
    let unopened = [Unopened { entry_id, since: moment(since), waits, chain }];
    let names: BTreeMap<DeviceId, &str> = [
        (device(1), "lead"),
        (device(2), "deputy"),
        (device(3), "head"),
        (device(4), "chair"),
        (device(5), "senco"),
    ]
    .into();
    let mut due: Vec<String> = due(&unopened, &measures, moment(now))
        .into_iter()
        .map(|due| format!("{} {}", names[&due.whom], due.why.as_str()))
        .collect();
    due.sort();
    due.join(", ")
}

#[test]
fn a_worry_goes_from_lead_to_deputy_to_head_as_it_waits() {
    use Waits::{Urgent, Worry};
    let rows = [
        // In school time.
        (Worry, "2026-11-26T10:00", "2026-11-26T10:00", "lead arrived"),
        (Worry, "2026-11-26T10:00", "2026-11-26T10:29", "lead arrived"),
        (Worry, "2026-11-26T10:00", "2026-11-26T10:30", "deputy waiting, lead arrived"),
        (
            Worry,
            "2026-11-26T10:00",
            "2026-11-26T11:00",
            "deputy waiting, head waiting, lead arrived",
        ),
        (Urgent, "2026-11-26T10:00", "2026-11-26T10:09", "lead arrived"),
        (Urgent, "2026-11-26T10:00", "2026-11-26T10:10", "deputy waiting, lead arrived"),
        // Home time: the head, whatever the limit.
        (Worry, "2026-11-26T15:50", "2026-11-26T16:00", "head closed, lead arrived"),
        // Before school, at the weekend, in the holidays, on a closed day.
        (Urgent, "2026-11-26T07:00", "2026-11-26T07:00", "head closed, lead arrived"),
        (Worry, "2026-11-28T12:00", "2026-11-28T12:00", "head closed, lead arrived"),
        (Worry, "2026-12-24T12:00", "2026-12-27T12:00", "head closed, lead arrived"),
        (Worry, "2026-11-30T10:00", "2026-11-30T11:00", "head closed, lead arrived"),
        // What came at the weekend waits from when school opens.
        (Worry, "2026-11-21T12:00", "2026-11-23T08:59", "lead arrived"),
        (Worry, "2026-11-21T12:00", "2026-11-23T09:00", "deputy waiting, lead arrived"),
        // A clock that went back tells nobody more.
        (Worry, "2026-11-26T10:00", "2026-11-26T09:00", "lead arrived"),
    ];
    for (waits, since, now, expected) in rows {
        let chain = Chain::of_worry(&school(), &about(&[], &school()));
        assert_eq!(told(chain, waits, since, now, &[]), expected, "{waits:?} {since} {now}");
    }
}

#[test]
fn whom_a_worry_is_kept_from_never_hears_of_it() {
    let rows: [(&[&str], &str, &str); 7] = [
        // After an hour in school time, and out of hours.
        (&[], "deputy waiting, head waiting, lead arrived", "head closed, lead arrived"),
        (&["Mr Khan"], "deputy arrived, head arrived", "deputy arrived, head arrived"),
        (&["Mrs Patel"], "head arrived, lead arrived", "head arrived, lead arrived"),
        (&["dsl"], "head arrived", "head arrived"),
        (&["Dr Hall"], "chair arrived", "chair arrived"),
        (&["head", "Mr Khan"], "chair arrived", "chair arrived"),
        (&["Mr Brown"], "deputy waiting, head arrived, lead arrived", "head arrived, lead arrived"),
    ];
    for (not_for, in_school, out_of_hours) in rows {
        let people = school();
        let chain = || Chain::of_worry(&people, &about(not_for, &people));
        let worry = Waits::Worry;
        let at = told(chain(), worry, "2026-11-26T10:00", "2026-11-26T11:00", &[]);
        assert_eq!(at, in_school, "not for {not_for:?}");
        let at = told(chain(), worry, "2026-11-28T10:00", "2026-11-28T11:00", &[]);
        assert_eq!(at, out_of_hours, "not for {not_for:?}");
    }
}

#[test]
fn nobody_of_any_school_hears_of_a_worry_about_themselves() {
    // Every set of roles over four people, and each of them named.
    let sets: [&[Role]; 6] = [
        &[Role::Dsl],
        &[Role::Senco],
        &[Role::Head],
        &[Role::Chair],
        &[Role::Head, Role::Dsl],
        &[Role::Senco, Role::Dsl],
    ];
    let number = |index: usize| u8::try_from(index).unwrap() + 1;
    for combination in 0..sets.len().pow(4) {
        let people: Vec<Person> = (0..4)
            .map(|index| {
                let set = combination / sets.len().pow(u32::from(number(index)) - 1) % sets.len();
                person(number(index), &format!("P{index}"), sets[set])
            })
            .collect();
        for named in &people {
            let chain = Chain::of_worry(&people, &about(&[&named.name], &people));
            assert!(!chain.everybody().contains(&named.device_id), "{people:?} {named:?}");
            let is_head = named.roles.contains(&Role::Head);
            let heads = people.iter().filter(|person| person.roles.contains(&Role::Head));
            for head in heads.filter(|_| is_head) {
                assert!(!chain.everybody().contains(&head.device_id), "{people:?} {named:?}");
            }
        }
    }
}

#[test]
fn who_is_not_in_today_delays_nothing() {
    // The 26th is a Thursday.
    let not_today: &[u8] = &[0, 1, 2];
    let today: &[u8] = &[3];
    let chain = || Chain::of_worry(&school(), &WorryDetails::default());
    let at = |days_in: &[(u8, &[u8])], now| {
        told(chain(), Waits::Worry, "2026-11-26T10:00", now, days_in)
    };
    assert_eq!(at(&[(1, not_today)], "2026-11-26T10:00"), "deputy absent, lead arrived");
    assert_eq!(at(&[(1, today)], "2026-11-26T10:00"), "lead arrived");
    let both: &[(u8, &[u8])] = &[(1, not_today), (2, not_today)];
    assert_eq!(at(both, "2026-11-26T10:00"), "deputy absent, head absent, lead arrived");
}

#[test]
fn other_entries_go_to_a_second_person_after_a_school_day() {
    let people = school();
    let chain = || Chain::of_entry(&people);
    let at = |since, now| told(chain(), Waits::Entry, since, now, &[]);
    assert_eq!(at("2026-11-26T10:00", "2026-11-26T16:00"), "");
    assert_eq!(at("2026-11-26T10:00", "2026-11-27T09:59"), "");
    let second = "lead waiting, senco waiting";
    assert_eq!(at("2026-11-26T10:00", "2026-11-27T10:00"), second);
    // Friday's, over a weekend and a closed Monday.
    assert_eq!(at("2026-11-27T10:00", "2026-12-01T09:59"), "");
    assert_eq!(at("2026-11-27T10:00", "2026-12-01T10:00"), second);
}

#[test]
fn a_school_may_tighten_its_limits_and_never_loosen_them() {
    assert_eq!(Limits::new(11, 30), None);
    assert_eq!(Limits::new(10, 31), None);
    let tight = Limits::new(5, 15).unwrap();
    assert_eq!((tight.urgent_minutes(), tight.worry_minutes()), (5, 15));
    assert!(Limits::new(10, 30).unwrap().is_default());
    // Whatever somebody put on the share.
    let loose = Limits { urgent_minutes: Some(600), worry_minutes: Some(600) };
    assert_eq!((loose.urgent_minutes(), loose.worry_minutes()), (10, 30));
}

#[test]
fn a_head_without_a_computer_is_nobody_to_be_told_and_the_deputies_hear_in_time() {
    let people: Vec<Person> = school().into_iter().take(2).collect();
    let chain = Chain::of_worry(&people, &WorryDetails::default());
    assert!(chain.above.is_empty());
    let at = told(chain, Waits::Worry, "2026-11-28T10:00", "2026-11-28T11:00", &[]);
    assert_eq!(at, "deputy closed, lead arrived");
}
