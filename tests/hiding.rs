//! What staff hide of an entry before others see it, and whose word counts about that.

use std::fs;
use std::path::Path;

use sayso::acts::add_entry::{self, Sealing};
use sayso::acts::{Desk, answer, recipients, sync};
use sayso::domain::{Area, EntryId, EntryKind, Redaction};
use sayso::platform::{Batch, Machine};
use sayso::store::{Access, shelf};
use sayso::wire::Record;

use crate::program::{School, files};

/// The clips on the staff pages, by name.
fn clips(school: &School) -> Vec<std::path::PathBuf> {
    files(&school.path("demo/share/staff/clip"))
}

fn published_clip(school: &School) -> (EntryId, String) {
    let clip = school.clip();
    let pupil = school.pupil(0);
    let arguments = ["--pupil", &pupil, "--kind", "clip", "--media", &clip, "--audience", "staff"];
    let entry = school.add(&arguments);
    school.sync();
    let hide = ["publish", &entry, "--hide", "10,10,40,40", "--only", "0,0,80,100"];
    school.json("senco", &hide);
    (entry.parse().unwrap(), entry)
}

fn desk(school: &School, home: &str) -> Desk {
    let access = Access::Write { verb: "test" };
    Desk::open(&Machine::real(), Path::new(&school.path("demo")).join(home).as_path(), access)
        .unwrap()
}

/// A second SENCo, who keeps the same staff pages.
fn join_senco(school: &School, home: &str, name: &str) {
    let (device, words) = school.ask_to_join(home, name, "senco");
    school.json("senco", &["approve", &device, "--words", &words]);
    let settings = school.path(&format!("demo/{home}/settings.toml"));
    let text = fs::read_to_string(&settings).unwrap();
    assert!(!text.contains("staff_share"), "told below: {text}");
    let pages = fs::read_to_string(school.path("demo/senco/settings.toml")).unwrap();
    let line = pages.lines().find(|line| line.starts_with("staff_share")).unwrap();
    fs::write(&settings, format!("{line}\n{text}")).unwrap();
}

/// The size of a clip's pictures.
fn size(path: &Path) -> (usize, usize) {
    let mut size = (0, 0);
    sayso::media::decode::decode_pictures(&fs::read(path).unwrap(), &mut |one| {
        size = (one.picture.width_px(), one.picture.height_px());
        std::ops::ControlFlow::Break(())
    })
    .unwrap();
    size
}

#[test]
fn what_is_hidden_can_be_changed_and_only_the_last_stands_on_the_pages() {
    let school = School::make();
    let (_, entry) = published_clip(&school);
    let first = clips(&school);
    let (width, height) = size(&first[0]);
    let bad = school.at("senco", &["publish", &entry, "--hide", "10,10,2,2"]);
    assert!(bad.code != 0 && bad.stderr.contains("10,10,2,2"), "{}", bad.stderr);
    assert_eq!(clips(&school), first, "nothing was changed");
    school.json("senco", &["publish", &entry, "--still", "0.5"]);
    let second = clips(&school);
    assert_eq!((first.len(), second.len()), (1, 1));
    assert_ne!(first, second);
    assert_eq!(size(&second[0]).1, height);
    assert!(width < size(&second[0]).0, "all of it is shown again");
    school.json("senco", &["publish", &entry]);
    assert_eq!(clips(&school), second, "nothing was said about what is hidden");
    school.json("senco", &["publish", &entry, "--show-all"]);
    let whole = clips(&school);
    assert_ne!(whole, second);

    let audit = school.json("senco", &["audit"]);
    let did =
        |what: &str| audit.as_array().unwrap().iter().filter(|line| line["did"] == what).count();
    assert_eq!((did("published_redacted"), did("published")), (2, 1));
    assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));
}

#[test]
fn words_alone_have_nothing_to_hide() {
    let school = School::make();
    let pupil = school.pupil(0);
    let entry =
        school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "Time", "--audience", "staff"]);
    school.sync();
    let refused = school.at("senco", &["publish", &entry, "--hide", "10,10,40,40"]);
    assert!(refused.code != 0 && refused.stderr.contains("no picture"), "{}", refused.stderr);
    assert_eq!(school.line(&entry).unwrap()["state"], "new");
}

#[test]
fn who_comes_later_hides_the_same() {
    let school = School::make();
    published_clip(&school);
    let before = clips(&school);
    join_senco(&school, "jones", "Ms Jones");
    fs::remove_file(&before[0]).unwrap();
    school.json("jones", &["sync", "--once"]);
    assert_eq!(clips(&school), before, "written anew, as it is to be shown");
}

#[test]
fn only_the_pupils_own_tablet_says_that_it_is_not_meant() {
    let school = School::make();
    let (entry_id, entry) = published_clip(&school);
    school.join("other", "Another tablet", "tablet");
    let area = |left, top, width, height| Area { left, top, width, height };
    let redaction = Redaction {
        hidden: vec![area(100, 100, 400, 400)],
        kept: Some(area(0, 0, 800, 1_000)),
        still_millis: None,
    };
    {
        let other = desk(&school, "other");
        let to = recipients::staff(&other.trust().unwrap().keys);
        let record = Record::Meant {
            entry_id: entry_id.clone(),
            redaction: redaction.clone(),
            is_meant: false,
        };
        let mut batch = Batch::new();
        let sealing = Sealing::for_kind(EntryKind::Clip);
        add_entry::enqueue(&other, &mut batch, &sealing, &to, record).unwrap();
        other.home.ledger.commit(batch).unwrap();
        sync::send_now(&other).unwrap();
        let said = answer::meant(&other, &entry_id, &redaction, false);
        assert!(said.is_err(), "it was not asked");
    }
    school.json("senco", &["sync", "--once"]);
    assert_eq!(school.line(&entry).unwrap()["state"], "published");
    assert_eq!(clips(&school).len(), 1);

    let tablet = desk(&school, "tablet");
    sync::send_now(&tablet).unwrap();
    let asked = shelf::answer(&tablet.home, &entry_id).unwrap().unwrap().asked.unwrap();
    assert_eq!((asked.is_meant, asked.by.is_empty()), (None, false));
    // What they saw before something else was hidden says nothing of what is hidden now.
    answer::meant(&tablet, &entry_id, &Redaction::default(), true).unwrap();
    let still = shelf::answer(&tablet.home, &entry_id).unwrap().unwrap().asked.unwrap();
    assert_eq!(still.is_meant, None);
    answer::meant(&tablet, &entry_id, &asked.redaction, false).unwrap();
    sync::send_now(&tablet).unwrap();
    drop(tablet);
    school.json("senco", &["sync", "--once"]);
    assert_eq!(school.line(&entry).unwrap()["state"], "new");
    assert!(clips(&school).is_empty(), "it is shown to nobody");
    let again =
        school.at("senco", &["publish", &entry, "--hide", "10,10,40,40", "--only", "0,0,80,100"]);
    assert!(again.code != 0 && again.stderr.contains("not what they meant"), "{}", again.stderr);
    // Whoever comes now hears that it was refused.
    join_senco(&school, "jones", "Ms Jones");
    school.json("jones", &["sync", "--once"]);
    assert!(clips(&school).is_empty(), "it is shown to nobody by anybody");
    school.json("senco", &["publish", &entry, "--hide", "10,10,60,60"]);
    assert_eq!(clips(&school).len(), 1, "something else may be asked about");
    let refused_before = ["publish", &entry, "--hide", "10,10,40,40", "--only", "0,0,80,100"];
    let again = school.at("senco", &refused_before);
    assert!(again.code != 0 && again.stderr.contains("not what they meant"), "{}", again.stderr);
    assert_eq!(clips(&school).len(), 1);
    let tablet = desk(&school, "tablet");
    sync::send_now(&tablet).unwrap();
    let asked = shelf::answer(&tablet.home, &entry_id).unwrap().unwrap().asked.unwrap();
    assert!(asked.is_open(), "and is");
    drop(tablet);
    school.json("senco", &["publish", &entry, "--show-all"]);
    let tablet = desk(&school, "tablet");
    sync::send_now(&tablet).unwrap();
    let asked = shelf::answer(&tablet.home, &entry_id).unwrap().unwrap().asked.unwrap();
    assert!(!asked.is_open(), "nothing is hidden, and there is nothing to ask");
    drop(tablet);
    school.json("senco", &["withdraw", &entry, "--reason", "asked"]);
    assert!(clips(&school).is_empty());
    assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));
}
