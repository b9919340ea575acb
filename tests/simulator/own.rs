//! What the school makes for its tablets, and how pupils like the screens: with power and lines that
//! are cut, and two SENCos who have not heard of each other, all tablets come to show the same.

use std::collections::{BTreeMap, BTreeSet};

use sayso::acts::{ActError, kiosk, own, sync};
use sayso::domain::{Preferences, PupilId};
use sayso::store::{own as kept, shelf};
use sayso::symbols::Topic;
use sayso::symbols::obf::{word_set, write_obz};
use sayso::wire::own::{OwnForm, OwnKind};

use super::computer::{Computer, SHARE};
use super::cuts::{Cut, at_every_step};
use super::dice::Dice;
use super::school::School;

/// A word with something like a photo.
fn package(word: &str, number: u64) -> Vec<u8> {
    let words = BTreeMap::from([("en".to_owned(), word.to_owned())]);
    write_obz(&word_set(Topic::People, &words, format!("photo {number}").into_bytes())).unwrap()
}

fn put(computer: &Computer, word: &str, number: u64) -> Result<(), ActError> {
    let package = package(word, number);
    own::put(&computer.open()?, OwnKind::Word, word, None, (OwnForm::Package, &package))
}

/// What a tablet shows: each word with the bytes of its package, all of them here.
fn shown(tablet: &Computer) -> BTreeMap<String, Vec<u8>> {
    let desk = tablet.desk();
    let things = kept::list(&desk.home).unwrap().into_iter();
    let standing = things.filter_map(|thing| Some((thing.name, thing.medium?.blob)));
    standing.map(|(name, blob)| (name, kept::read(&desk.home, &blob).unwrap())).collect()
}

/// How many files of this kind lie on the share.
fn media(school: &School) -> usize {
    let files = school.share.files().into_iter();
    files
        .filter(|(path, _)| path.starts_with(SHARE) && path.to_string_lossy().ends_with(".bin"))
        .count()
}

#[test]
fn giving_something_to_tablets_can_be_cut_at_any_step() {
    let school = School::make(21, 2, 0);
    put(&school.staff[0], "Mrs Patel", 1).unwrap();
    school.settle();
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "put",
            |school| put(&school.staff[0], "Mrs Patel", 2),
            |school, done, at| {
                let is_there = shown(&school.tablets[0]);
                let before = BTreeMap::from([("Mrs Patel".to_owned(), package("Mrs Patel", 1))]);
                let after = BTreeMap::from([("Mrs Patel".to_owned(), package("Mrs Patel", 2))]);
                assert!(is_there == after || (done.is_err() && is_there == before), "{at}");
                assert_eq!(is_there, shown(&school.tablets[1]), "{at}");
                assert_eq!(media(school), 1, "{at}");
            },
        );
        println!("put, {cut:?}: {steps} steps");
        assert!(steps >= 8);
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "remove",
            |school| own::remove(&school.staff[0].open()?, OwnKind::Word, "Mrs Patel", None),
            |school, done, at| {
                let left = shown(&school.tablets[0]);
                assert!(left.is_empty() || done.is_err(), "{at}");
                assert_eq!(media(school), left.len(), "{at}");
                let files = school.tablets[0].disk.files().into_iter();
                let own = files.filter(|(path, _)| path.starts_with("/home/own"));
                assert_eq!(own.count(), left.len(), "{at}");
            },
        );
        assert!(steps >= 8);
    }
}

#[test]
fn a_tablet_that_is_cut_while_it_fetches_has_all_of_it_in_the_end() {
    let school = School::make(22, 2, 0);
    for word in ["Mrs Patel", "Mr Brown"] {
        put(&school.staff[0], word, 1).unwrap();
    }
    // It only reads the share, which is no step of its line.
    let steps = at_every_step(
        &school,
        |school| &school.tablets[0],
        Cut::Power,
        "a tablet’s sync",
        |school| sync::sync(&school.tablets[0].open()?),
        |school, _, at| {
            let words = ["Mr Brown", "Mrs Patel"].map(|word| (word.to_owned(), package(word, 1)));
            assert_eq!(shown(&school.tablets[0]), BTreeMap::from(words), "{at}");
        },
    );
    assert!(steps >= 8, "{steps}");
}

fn choose(tablet: &Computer, pupil_id: &PupilId, text_percent: u16) {
    let liked = Preferences { text_percent, ..Preferences::default() };
    kiosk::set_preferences(&tablet.desk(), pupil_id, &liked).unwrap();
}

fn chosen(tablet: &Computer, pupil_id: &PupilId) -> Option<u16> {
    let liked = shelf::pupil(&tablet.desk().home, pupil_id).unwrap().preferences;
    liked.map(|(_, liked)| liked.text_percent)
}

/// How many choices lie on the share, however old.
fn tellings(school: &School) -> usize {
    school.staff[0].desk().library().unwrap().likes().unwrap().len()
}

#[test]
fn a_choice_is_passed_on_and_what_it_stands_in_place_of_is_buried_whatever_is_cut() {
    let school = School::make(23, 2, 0);
    choose(&school.tablets[0], &school.pupil, 150);
    school.settle();
    for tablet in &school.tablets {
        tablet.clock.step(60_000);
    }
    choose(&school.tablets[1], &school.pupil, 200);
    sync::send_now(&school.tablets[1].desk()).unwrap();
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "the SENCo’s sync",
            |school| sync::sync(&school.staff[0].open()?),
            |school, _, at| {
                // This SENCo's clock is behind: it takes its time, and nothing is lost by it.
                for computer in school.computers() {
                    computer.clock.step(120_000);
                }
                school.settle();
                for tablet in &school.tablets {
                    assert_eq!(chosen(tablet, &school.pupil), Some(200), "{at}");
                }
                assert_eq!(tellings(school), 1, "{at}");
            },
        );
        assert!(steps >= 5);
    }
}

/// Whole days of giving, replacing, taking away and choosing, with cuts in between.
#[test]
fn all_tablets_come_to_show_the_same_whoever_said_what_before_hearing_whom() {
    for seed in 0..4 {
        let mut dice = Dice::new(seed);
        let school = School::make(300 + seed, 2, 1);
        for number in 0..40 {
            let computers: Vec<&Computer> = school.computers().collect();
            let at = computers[dice.below(computers.len())];
            if dice.chance(300) {
                let fuse = if dice.chance(500) { &at.power } else { &at.cut_off };
                fuse.blow_after(dice.roll() % 60);
            }
            let word = ["Mrs Patel", "Mr Brown", "Ms Lee"][dice.below(3)];
            let staff = &school.staff[dice.below(2)];
            match dice.below(6) {
                0 | 1 => drop(put(staff, word, number)),
                2 => {
                    let removed =
                        staff.open().and_then(|desk| own::remove(&desk, OwnKind::Word, word, None));
                    drop(removed);
                }
                3 => {
                    let tablet = &school.tablets[dice.below(2)];
                    let percent = 100 + u16::try_from(number).unwrap();
                    let liked = Preferences { text_percent: percent, ..Preferences::default() };
                    let done = tablet
                        .open()
                        .map(|desk| kiosk::set_preferences(&desk, &school.pupil, &liked));
                    drop(done);
                }
                _ => drop(at.open().and_then(|desk| sync::sync(&desk))),
            }
            let seconds = i64::try_from(dice.roll() % 90).unwrap();
            for computer in school.computers() {
                computer.restart();
                computer.clock.step(1_000 * seconds);
            }
        }
        school.settle();
        school.settle();
        let at = format!("seed {seed}");
        school.assert_share_is_sound(&at);
        let first = shown(&school.tablets[0]);
        assert_eq!(shown(&school.tablets[1]), first, "{at}");
        for staff in &school.staff {
            let things = own::all(&staff.desk()).unwrap().into_iter();
            let there: BTreeSet<String> =
                things.filter(|thing| thing.medium.is_some()).map(|thing| thing.name).collect();
            assert_eq!(there, first.keys().cloned().collect(), "{at}");
        }
        let liked = chosen(&school.tablets[0], &school.pupil);
        assert_eq!(liked, chosen(&school.tablets[1], &school.pupil), "{at}");
        // One from each SENCo at most, where both told at the same time.
        assert!(tellings(&school) <= 2, "{at}: {}", tellings(&school));
        // The next telling leaves nothing that does not stand.
        put(&school.staff[0], "the last", 99).unwrap();
        school.settle();
        assert_eq!(media(&school), first.len() + 1, "{at}");
    }
}
