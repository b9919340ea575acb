//! What a school makes itself travels to every tablet: boards, words with photos, sentences in a
//! familiar voice. By the command line, over two tablets.

use std::fs;
use std::path::{Path, PathBuf};

use sayso::acts::add_entry::{Sealing, enqueue};
use sayso::acts::{Desk, boards, prompts, recipients};
use sayso::domain::{DeviceId, EntryKind, Moment};
use sayso::media::square_photo;
use sayso::platform::{Batch, Machine};
use sayso::store::alarms::{self, AlarmKind};
use sayso::store::{Access, own};
use sayso::symbols::Topic;
use sayso::wire::own::{OwnForm, OwnKind, OwnMedium, OwnThing};
use sayso::wire::{Hash, Record};

use crate::program::{School, files, run};

fn desk(school: &School, home: &str) -> Desk {
    let folder = Path::new(&school.path("demo")).join(home);
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

/// Names of the sets of boards that a tablet shows.
fn shown(school: &School, home: &str) -> Vec<String> {
    let packs = boards::brought(&desk(school, home).home);
    packs.all().iter().map(|pack| pack.name.clone()).collect()
}

fn words(school: &School, home: &str) -> Vec<String> {
    let packs = boards::brought(&desk(school, home).home);
    let people = packs.words_of(Topic::People);
    people.into_iter().map(|symbol| symbol.word("cy").to_owned()).collect()
}

fn sync(school: &School, homes: &[&str]) {
    for home in homes {
        school.json(home, &["sync", "--once"]);
    }
}

/// Boards in a file called "core", made of ours.
fn board_file(school: &School, columns: &str) -> String {
    let file = school.text("core.obz");
    let made = run(&["symbols", "export", &file, "--columns", columns]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    file
}

fn own_files(school: &School, home: &str) -> Vec<PathBuf> {
    files(&school.path(&format!("demo/{home}/own")))
}

fn blobs(school: &School) -> Vec<PathBuf> {
    let all = files(&school.share());
    all.into_iter()
        .filter(|path| path.components().any(|part| part.as_os_str() == "blob"))
        .collect()
}

#[test]
fn boards_come_to_every_tablet_and_go_from_each() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    let before = blobs(&school);
    let file = board_file(&school, "5");
    // A tablet's own stay its own.
    school.json("tablet", &["symbols", "import", &file]);
    assert_eq!((shown(&school, "tablet"), shown(&school, "second")), (vec!["core".into()], vec![]));
    fs::rename(&file, school.text("share words.obz")).unwrap();
    let given = school.json("senco", &["symbols", "import", &school.text("share words.obz")]);
    assert_eq!(given["name"], "share words");
    sync(&school, &["tablet", "second"]);
    assert_eq!(shown(&school, "tablet"), ["core", "share words"]);
    assert_eq!(shown(&school, "second"), ["share words"]);
    assert_eq!(school.json("senco", &["symbols", "own"])["boards"][0], "share words");

    // Another under the same name takes its place, and the first is destroyed.
    let first = own_files(&school, "second");
    fs::rename(board_file(&school, "3"), school.text("share words.obz")).unwrap();
    school.json("senco", &["symbols", "import", &school.text("share words.obz")]);
    sync(&school, &["second"]);
    assert_ne!(own_files(&school, "second"), first);
    assert_eq!(own_files(&school, "second").len(), 1);
    sync(&school, &["senco"]);
    assert_eq!(blobs(&school).len(), before.len() + 1);

    // Whoever comes later could not open what was told before.
    school.join("third", "Library", "tablet");
    sync(&school, &["third"]);
    assert_eq!(shown(&school, "third"), ["share words"]);
    let sent = school.json("senco", &["sync", "--once"])["sent"].clone();
    assert_eq!(sent, 0, "told once");

    school.json("senco", &["symbols", "remove", "share words"]);
    assert_eq!(school.at("senco", &["symbols", "remove", "share words"]).code, 1);
    sync(&school, &["tablet", "second", "third", "senco"]);
    assert_eq!(shown(&school, "tablet"), ["core"]);
    for home in ["second", "third"] {
        assert!(shown(&school, home).is_empty() && own_files(&school, home).is_empty(), "{home}");
    }
    assert_eq!(blobs(&school), before);
    let verified = school.at("senco", &["verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

#[test]
fn what_is_not_on_the_share_yet_is_fetched_later_and_what_is_no_board_never() {
    let school = School::make();
    let before = blobs(&school);
    school.json("senco", &["symbols", "import", &board_file(&school, "5")]);
    let blob = blobs(&school).into_iter().find(|path| !before.contains(path)).unwrap();
    let whole = fs::read(&blob).unwrap();
    fs::remove_file(&blob).unwrap();
    sync(&school, &["tablet"]);
    assert!(shown(&school, "tablet").is_empty());
    // Somebody else's bytes under its name.
    fs::write(&blob, &whole[..whole.len() - 1]).unwrap();
    sync(&school, &["tablet"]);
    assert!(shown(&school, "tablet").is_empty());
    fs::write(&blob, &whole).unwrap();
    sync(&school, &["tablet"]);
    assert_eq!(shown(&school, "tablet"), ["core"]);
    let junk = |alarm: &alarms::Alarm| alarm.kind == AlarmKind::Junk;
    assert!(alarms::all(&desk(&school, "tablet").home).unwrap().iter().any(junk));
}

#[test]
fn only_a_senco_or_an_administrator_tells_tablets() {
    let school = School::make();
    school.join("teacher", "Mr Brown", "dsl");
    let file = board_file(&school, "5");
    let refused = school.at("teacher", &["symbols", "import", &file]);
    assert!(refused.code == 1 && refused.stderr.contains("not for your role"), "{refused:?}");

    // One that says it all the same is not believed.
    let other = desk(&school, "teacher");
    let thing = OwnThing {
        kind: OwnKind::Boards,
        name: "theirs".into(),
        spoken: None,
        at: Moment::from_millis(i64::MAX),
        device: DeviceId::from_bytes(&[1; 13]),
        medium: Some(OwnMedium {
            form: OwnForm::Package,
            blob: Hash::of(b"theirs"),
            size: 9,
            key: String::new(),
        }),
    };
    let keys = other.trust().unwrap().keys;
    let to = [recipients::tablets(&keys), recipients::all_staff(&keys)].concat();
    let mut batch = Batch::new();
    let sealing = Sealing::for_kind(EntryKind::Clip);
    enqueue(&other, &mut batch, &sealing, &to, Record::Own(vec![thing])).unwrap();
    other.home.ledger.commit(batch).unwrap();
    drop(other);
    sync(&school, &["teacher", "tablet", "senco"]);
    assert_eq!(school.json("senco", &["symbols", "own"])["boards"], serde_json::json!([]));
    for home in ["tablet", "senco"] {
        let desk = desk(&school, home);
        assert!(own::list(&desk.home).unwrap().is_empty());
        let alarms = alarms::all(&desk.home).unwrap();
        assert!(alarms.iter().any(|alarm| alarm.kind == AlarmKind::Unauthorised));
    }
}

/// A photo as a camera writes it.
fn photo(school: &School) -> String {
    let clip = school.clip();
    let jpeg = sayso::media::poster(&fs::read(clip).unwrap(), 0).unwrap().unwrap();
    let path = school.text("photo.jpg");
    fs::write(&path, jpeg).unwrap();
    path
}

#[test]
fn a_word_with_a_photo_stands_in_its_topic_until_it_is_taken_away() {
    let school = School::make();
    let before = blobs(&school);
    let photo = photo(&school);
    let add = |more: &[&str]| {
        let mut all = vec!["symbols", "word"];
        all.extend(more);
        school.at("senco", &all)
    };
    let added = add(&["Mrs  Patel", "--photo", &photo, "--welsh", "Mrs Patel y pennaeth"]);
    assert!(added.code == 0, "{}", added.stderr);
    assert!(added.stdout.contains("No photo of a pupil who may not be shown"), "{}", added.stdout);
    assert_eq!(add(&["Ms Lee", "--photo", &photo]).code, 0);
    sync(&school, &["tablet"]);
    assert_eq!(words(&school, "tablet"), ["Mrs Patel y pennaeth", "Ms Lee"]);
    let tablet = desk(&school, "tablet");
    let packs = boards::brought(&tablet.home);
    let (_, jpeg) = packs.picture(packs.picture_of_word("Mrs Patel").unwrap()).unwrap();
    assert_eq!(jpeg, square_photo(&fs::read(&photo).unwrap(), 480).unwrap());
    drop(tablet);

    // Wrong use changes nothing.
    for (wrong, why) in [
        (&["happy", "--photo", &photo][..], "has a picture"),
        (&["Mr Ode", "--photo", &school.clip()], "no photo"),
        (&["Mr Ode", "--photo", &photo, "--topic", "nowhere"], "no board"),
        (&["Mr Ode", "--photo", "no-such-file.jpg"], ""),
        (&["", "--photo", &photo], ""),
        (&["Nobody", "--remove"], "Nobody"),
    ] {
        let refused = add(wrong);
        assert!(refused.code == 1 && refused.stderr.contains(why), "{wrong:?} {refused:?}");
    }
    // A message names it by its word, for whoever reads it anywhere.
    let pupil = school.pupil(0);
    let entry = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "symbols",
        "--symbols",
        "i like",
        "--text",
        "Mrs Patel",
    ]);
    assert!(!entry.is_empty());

    assert_eq!(add(&["Mrs Patel", "--remove"]).code, 0);
    sync(&school, &["tablet", "senco"]);
    assert_eq!(words(&school, "tablet"), ["Ms Lee"]);
    assert_eq!((own_files(&school, "tablet").len(), blobs(&school).len()), (1, before.len() + 1));
}

#[test]
fn sentences_are_recorded_by_language_and_travel() {
    let school = School::make();
    let list = || school.json("senco", &["prompts", "list", "--recorded"]);
    assert_eq!(list(), serde_json::json!([]));
    let clip = school.clip();
    let sound = school.text("sound.mp4");
    let recorded = run(&[
        "record",
        "--camera",
        "none",
        "--microphone",
        "tone",
        "--seconds",
        "1",
        "--pace",
        "max",
        "--out",
        &sound,
    ]);
    assert_eq!(recorded.code, 0, "{}", recorded.stderr);
    school.json("senco", &["prompts", "add", "home-worry", "--media", &sound, "--spoken", "pl"]);
    school.json("senco", &["prompts", "add", "home-worry", "--media", &clip, "--spoken", "bsl"]);
    assert_eq!(
        list()[0]["recorded"],
        serde_json::json!([{ "spoken": "bsl", "video": true }, { "spoken": "pl", "video": false }])
    );
    sync(&school, &["tablet"]);
    let here = |school: &School| {
        let tablet = desk(school, "tablet");
        let here = prompts::here(&tablet.home);
        let bytes = here.iter().map(|one| prompts::open(&tablet.home, one).unwrap().len());
        let mut found: Vec<(String, bool, bool)> = here
            .iter()
            .zip(bytes)
            .map(|(one, size)| (one.spoken.to_string(), one.is_video, size > 1_000))
            .collect();
        found.sort();
        found
    };
    assert_eq!(here(&school), [("bsl".into(), true, true), ("pl".into(), false, true)]);
    let photo = photo(&school);
    for (wrong, why) in [
        (&["no-such-key", "--media", &sound][..], "no-such-key"),
        (&["home-worry", "--media", &photo], "picture"),
        (&["home-worry", "--media", &school.text("demo/passphrase")], ""),
    ] {
        let mut all = vec!["prompts", "add"];
        all.extend(wrong);
        let refused = school.at("senco", &all);
        assert!(refused.code == 1 && refused.stderr.contains(why), "{wrong:?} {refused:?}");
    }
    assert_eq!(
        school.at("senco", &["prompts", "add", "done", "--media", &sound, "--spoken", "7"]).code,
        2
    );
    school.json("senco", &["prompts", "remove", "home-worry", "--spoken", "bsl"]);
    assert_eq!(school.at("senco", &["prompts", "remove", "home-worry"]).code, 1);
    sync(&school, &["tablet"]);
    assert_eq!(here(&school), [("pl".into(), false, true)]);
}
