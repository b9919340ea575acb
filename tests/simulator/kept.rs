//! What stays when something else goes: what a newer entry plays, and how other pupils like the
//! screens.

use sayso::acts::retention::{self, Keeping};
use sayso::acts::{add_entry, approve, erase, kiosk, look, roster, sync, withdraw};
use sayso::domain::{Blob, EntryId, EntryKind, MediaType, Piece, Preferences, PupilId, Role, Said};
use sayso::store::shelf;

use super::computer::Computer;
use super::days::HOUR_MILLIS;
use super::school::{School, ask, text};

const MONTH_MILLIS: i64 = 31 * 24 * HOUR_MILLIS;

fn tips(school: &School, said: Piece, is_aloud: bool) -> EntryId {
    let mut new = school.entry(EntryKind::Tips, 0);
    new.said = Said { tips: vec![said], ..Said::default() };
    if is_aloud {
        let (media_type, bytes) = (MediaType::Sound, text(0).into_bytes());
        new.blobs = vec![Blob { media_type, duration_millis: 1_000, bytes }];
    }
    let added = add_entry::add(&school.tablets[0].desk(), new).unwrap();
    school.settle();
    look::look(&school.staff[0].desk(), &added.entry_id).unwrap();
    added.entry_id
}

fn months_pass(school: &School, months: i64) {
    for computer in school.computers() {
        computer.clock.step(months * MONTH_MILLIS);
    }
}

#[test]
fn what_something_newer_plays_is_kept_for_as_long_as_that_is_there() {
    let school = School::make(37, 1, 0);
    retention::set(&school.staff[0].desk(), EntryKind::Tips, 12).unwrap();
    let first = tips(&school, Piece::Medium { medium: 0 }, true);
    months_pass(&school, 10);
    let again = Piece::Earlier { entry: first.clone(), medium: 0 };
    let second = tips(&school, again, false);
    months_pass(&school, 4);
    let found = retention::dry_run(&school.staff[0].desk()).unwrap();
    let found: Vec<_> = found.iter().map(|over| (&over.entry_id, over.keeping)).collect();
    assert_eq!(found, [(&first, Keeping::Needed)]);
    retention::run(&school.staff[0].desk()).unwrap();
    assert!(school.staff[0].desk().library().unwrap().entry(&first).unwrap().is_some());
    withdraw::withdraw(&school.staff[0].desk(), &second, "asked").unwrap();
    let found = retention::dry_run(&school.staff[0].desk()).unwrap();
    assert_eq!(found[0].keeping, Keeping::Goes);
    retention::run(&school.staff[0].desk()).unwrap();
    assert!(school.staff[0].desk().library().unwrap().is_withdrawn(&first).unwrap());
}

fn choose(tablet: &Computer, pupil_id: &PupilId, text_percent: u16) {
    let liked = Preferences { text_percent, ..Preferences::default() };
    kiosk::set_preferences(&tablet.desk(), pupil_id, &liked).unwrap();
}

#[test]
fn erasing_one_pupil_leaves_how_others_like_the_screens() {
    let school = School::make(38, 1, 0);
    let senco = school.staff[0].desk();
    roster::import(&senco, b"Forename,Surname,Form\nAmira,Khan,3\nBen,Hill,3\n").unwrap();
    let pupils = senco.school().unwrap().pupils;
    let ben = &pupils.iter().find(|pupil| pupil.first_name == "Ben").unwrap().pupil_id;
    drop(senco);
    school.settle();
    choose(&school.tablets[0], &school.pupil, 150);
    choose(&school.tablets[0], ben, 175);
    school.settle();
    erase::erase(&school.staff[0].desk(), ben).unwrap();
    school.settle();
    // A tablet that comes later.
    let asked = ask(&school.spare, "Tablet", Role::Tablet);
    let senco = school.staff[0].desk();
    approve::approve(&senco, &asked.device, &asked.words.join(" ")).unwrap();
    sync::send_now(&senco).unwrap();
    drop(senco);
    sync::sync(&school.spare.desk()).unwrap();
    let liked = |pupil_id: &PupilId| {
        let known = shelf::pupil(&school.spare.desk().home, pupil_id).unwrap().preferences;
        known.map(|(_, liked)| liked.text_percent)
    };
    assert_eq!((liked(&school.pupil), liked(ben)), (Some(150), None));
}
