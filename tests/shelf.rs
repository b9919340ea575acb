//! What comes back to a pupil on every tablet of their school: tips, page, sorts, and how they like
//! the screens; and that it goes when it is taken back.

use std::fs;
use std::path::Path;

use sayso::acts::{Desk, add_entry, kiosk};
use sayso::domain::shelf::PupilShelf;
use sayso::domain::{EntryKind, Look, Piece, Preferences, PupilId, Said, Sort};
use sayso::platform::Machine;
use sayso::store::Access;

use crate::program::School;
use crate::sayings::saying;

fn desk(school: &School, home: &str) -> Desk {
    let folder = Path::new(&school.path("demo")).join(home);
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

fn shelf(school: &School, home: &str, pupil_id: &PupilId) -> PupilShelf {
    kiosk::shelf(&desk(school, home), pupil_id).unwrap()
}

/// Says it on the first tablet, and has it read by the SENCo and heard by the second.
fn say(school: &School, kind: EntryKind, said: Said) -> String {
    let tablet = desk(school, "tablet");
    let entry = add_entry::add(&tablet, saying(&tablet, kind, said, Vec::new())).unwrap();
    drop(tablet);
    around(school);
    let entry = entry.entry_id.to_string();
    school.json("senco", &["open", &entry, "--out", &school.text(&entry)]);
    around(school);
    entry
}

/// From one tablet by way of the SENCo to the other.
fn around(school: &School) {
    for home in ["tablet", "senco", "second", "tablet"] {
        school.json(home, &["sync", "--once"]);
    }
}

/// One telling of one pupil's likes is left.
fn sync_and_look_for_likes(school: &School) {
    around(school);
    let mut senco = desk(school, "senco");
    senco.unlock(fs::read_to_string(school.path("demo/passphrase")).unwrap().trim()).unwrap();
    let likes = senco.library().unwrap().likes().unwrap();
    let told: Vec<usize> = likes.iter().map(|telling| telling.told.len()).collect();
    assert_eq!(told, [1]);
    assert_eq!(&likes[0].device, senco.home.device_id());
}

#[test]
fn tips_sorts_and_likes_are_there_on_another_tablet_and_go_when_they_are_withdrawn() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    let pupil_id: PupilId = desk(&school, "tablet").school().unwrap().pupils[0].pupil_id.clone();
    let tips = |words: &str| Said { tips: vec![words.into()], ..Said::default() };
    say(&school, EntryKind::Tips, tips("Give me time"));
    let newer = say(&school, EntryKind::Tips, tips("Show me first"));
    let sort = Sort { topic: "food".into(), good: vec![Piece::symbol("pizza")], ..Sort::default() };
    say(&school, EntryKind::Sort, Said { sort: Some(sort.clone()), ..Said::default() });
    say(
        &school,
        EntryKind::Symbols,
        Said { text: Some("only for staff".into()), ..Said::default() },
    );

    let there = shelf(&school, "second", &pupil_id);
    assert_eq!(there, shelf(&school, "tablet", &pupil_id), "the same on both");
    let versions: Vec<&Vec<Piece>> = there.tips.iter().map(|kept| &kept.what).collect();
    assert_eq!(versions, [&vec!["Show me first".into()], &vec!["Give me time".into()]]);
    assert_eq!(there.sorts["food"][0].what, sort);
    assert!(!format!("{there:?}").contains("only for staff"));

    let liked = Preferences { look: Look::Dark, text_percent: 200, ..Preferences::default() };
    kiosk::set_preferences(&desk(&school, "tablet"), &pupil_id, &liked).unwrap();
    around(&school);
    assert_eq!(shelf(&school, "second", &pupil_id).preferences.unwrap().1, liked);
    // Told once: a sync without news sends nothing.
    let sent = school.json("senco", &["sync", "--once"])["sent"].clone();
    assert_eq!(sent, 0);
    // The later choice stands, wherever it was made.
    let later = Preferences { look: Look::Calm, ..liked };
    kiosk::set_preferences(&desk(&school, "second"), &pupil_id, &later).unwrap();
    for home in ["second", "senco", "tablet"] {
        school.json(home, &["sync", "--once"]);
    }
    assert_eq!(shelf(&school, "tablet", &pupil_id).preferences.unwrap().1, later);

    // Of each pupil's choices the last alone lies anywhere.
    sync_and_look_for_likes(&school);

    // A tablet that comes later hears it too.
    school.join("third", "Library", "tablet");
    school.json("third", &["sync", "--once"]);
    assert_eq!(shelf(&school, "third", &pupil_id).preferences.unwrap().1, later);
    sync_and_look_for_likes(&school);

    school.json("senco", &["withdraw", &newer, "--reason", "asked"]);
    around(&school);
    for home in ["tablet", "second"] {
        let left = shelf(&school, home, &pupil_id);
        assert_eq!(left.tips.len(), 1, "{home}: what stood before stands again");
        assert_eq!(left.tips[0].what, ["Give me time".into()]);
    }

    school.json("senco", &["erase", "--pupil", pupil_id.as_str()]);
    around(&school);
    for home in ["tablet", "second"] {
        assert_eq!(shelf(&school, home, &pupil_id), PupilShelf::default(), "{home}");
    }
}

#[test]
fn what_was_said_without_showing_who_it_is_comes_back_to_nobody() {
    let school = School::make();
    let pupil = school.pupil(0);
    let entry = school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "Not me"]);
    school.sync();
    school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
    school.sync();
    let shelf = shelf(&school, "tablet", &pupil.parse().unwrap());
    assert!(shelf.tips.is_empty());
}
