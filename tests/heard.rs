//! An answer in an adult's own voice: over a tablet and staff's computers, until nothing of it is left.

use std::fs;
use std::path::{Path, PathBuf};

use sayso::acts::{Desk, answer, open, record};
use sayso::domain::EntryId;
use sayso::platform::Machine;
use sayso::store::shelf::ShelfAnswer;
use sayso::store::{Access, shelf};

use crate::program::{School, files, run};

fn desk(school: &School, home: &str) -> Desk {
    let folder = Path::new(&school.path("demo")).join(home);
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

fn blobs(school: &School) -> Vec<PathBuf> {
    let all = files(&school.share());
    all.into_iter()
        .filter(|path| path.components().any(|part| part.as_os_str() == "blob"))
        .collect()
}

fn sync(school: &School, homes: &[&str]) {
    for home in homes {
        school.json(home, &["sync", "--once"]);
    }
}

/// A tone of so many seconds, in a file.
fn tone(school: &School, seconds: &str) -> String {
    let path = school.text(&format!("tone-{seconds}.mp4"));
    let recorded = run(&[
        "record",
        "--camera",
        "none",
        "--microphone",
        "tone",
        "--seconds",
        seconds,
        "--pace",
        "max",
        "--out",
        &path,
    ]);
    assert_eq!(recorded.code, 0, "{}", recorded.stderr);
    path
}

fn said(school: &School) -> String {
    let pupil = school.pupil(0);
    let entry =
        school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "Time", "--audience", "staff"]);
    school.sync();
    entry
}

fn answer_of(desk: &Desk, entry: &str) -> Option<ShelfAnswer> {
    let entry_id: EntryId = entry.parse().unwrap();
    shelf::answer(&desk.home, &entry_id).unwrap()
}

fn bytes_of(file: &str) -> Vec<u8> {
    record::bring(&*Machine::real().fs, Path::new(file)).unwrap().bytes
}

/// Where a piece out of the middle of these bytes lies clear.
fn places(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let middle = &bytes[bytes.len() / 2..bytes.len() / 2 + 48];
    let has = |path: &PathBuf| {
        fs::read(path).unwrap().windows(middle.len()).any(|window| window == middle)
    };
    files(folder).into_iter().filter(has).collect()
}

#[test]
fn an_answer_in_a_voice_is_heard_on_the_tablet_and_goes_with_its_entry() {
    let school = School::make();
    let before = blobs(&school);
    for (file, text) in [(tone(&school, "2"), "We moved your table."), (school.clip(), "")] {
        let entry = said(&school);
        school.json("senco", &["reply", &entry, "--text", text, "--media", &file]);
        assert_eq!(blobs(&school).len(), before.len() + 1);
        sync(&school, &["tablet"]);
        let bytes = bytes_of(&file);
        let tablet = desk(&school, "tablet");
        let known = answer_of(&tablet, &entry).unwrap();
        assert_eq!(known.text.as_deref().unwrap_or_default(), text);
        let heard = answer::hear(&tablet, &known).unwrap().unwrap();
        assert!(*heard.bytes == bytes && !heard.media_type.is_still(), "byte for byte");
        drop(tablet);
        for home in ["tablet", "senco", "share"] {
            assert_eq!(places(&school.path(&format!("demo/{home}")), &bytes), [] as [PathBuf; 0]);
        }
        // Whoever reads it again says nothing: the answer stays.
        school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
        sync(&school, &["tablet"]);
        let tablet = desk(&school, "tablet");
        assert_eq!(answer_of(&tablet, &entry), Some(known.clone()));
        drop(tablet);
        assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));

        school.json("senco", &["withdraw", &entry, "--reason", "asked to"]);
        assert_eq!(blobs(&school), before);
        sync(&school, &["tablet"]);
        let tablet = desk(&school, "tablet");
        assert_eq!(answer_of(&tablet, &entry), None);
        assert!(answer::hear(&tablet, &known).unwrap().is_none());
        drop(tablet);
        assert!(files(&school.path("demo/senco/out/blob")).is_empty());
        assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));
    }
}

#[test]
fn whoever_comes_later_has_it_too_and_can_take_it_away() {
    let school = School::make();
    let before = blobs(&school);
    let entry = said(&school);
    school.json("senco", &["reply", &entry, "--media", &tone(&school, "2")]);
    let with_answer = blobs(&school);
    school.join("teacher", "Mr Brown", "dsl");
    assert_eq!(blobs(&school), with_answer, "granted without being written again");
    let replies = |home: &str| {
        let mut desk = desk(&school, home);
        let passphrase = fs::read_to_string(school.path("demo/passphrase")).unwrap();
        desk.unlock(passphrase.trim()).unwrap();
        open::find(&desk, &entry.parse().unwrap()).unwrap().replies
    };
    let (first, later) = (replies("senco"), replies("teacher"));
    assert_eq!((first.len(), later.len()), (1, 1), "said twice, and once");
    assert!(first[0].medium.is_some() && first[0].says_as(&later[0]));
    school.json("teacher", &["withdraw", &entry, "--reason", "asked to"]);
    sync(&school, &["senco", "tablet"]);
    assert_eq!(blobs(&school), before);
}

#[test]
fn one_that_comes_after_its_entry_was_withdrawn_is_destroyed() {
    let school = School::make();
    school.join("teacher", "Mr Brown", "dsl");
    let before = blobs(&school);
    let entry = said(&school);
    sync(&school, &["teacher"]);
    let away = school.path("demo/away");
    fs::rename(school.share(), &away).unwrap();
    let kept = school.at("senco", &["reply", &entry, "--media", &tone(&school, "2")]);
    assert!(kept.code == 1 && !kept.stderr.is_empty(), "{kept:?}");
    assert_eq!(files(&school.path("demo/senco/out/blob")).len(), 1);
    fs::rename(&away, school.share()).unwrap();
    school.json("teacher", &["withdraw", &entry, "--reason", "asked to"]);
    for _ in 0..2 {
        sync(&school, &["senco", "teacher", "tablet"]);
    }
    assert_eq!(blobs(&school), before);
    assert!(files(&school.path("demo/senco/out/blob")).is_empty());
    assert_eq!(answer_of(&desk(&school, "tablet"), &entry), None);
    assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));
}

#[test]
fn what_is_no_answer_is_refused_and_nothing_is_sent() {
    let school = School::make();
    let entry = said(&school);
    let pupil = school.pupil(0);
    let worry = school.add(&["--pupil", &pupil, "--kind", "worry", "--text", "A worry"]);
    school.sync();
    let before = blobs(&school);
    let photo = school.text("photo.jpg");
    let clip = school.clip();
    let jpeg = sayso::media::poster(&fs::read(&clip).unwrap(), 0).unwrap().unwrap();
    fs::write(&photo, jpeg).unwrap();
    let long = tone(&school, "303");
    for (entry, file, code, why) in [
        (&entry, photo, 1, "picture"),
        (&entry, long, 1, "5 minutes"),
        (&entry, school.text("demo/passphrase"), 1, ""),
        (&entry, school.text("no-such-file.mp4"), 1, ""),
        (&worry, clip, 1, "worry"),
    ] {
        let refused = school.at("senco", &["reply", entry, "--media", &file]);
        let is_said = !refused.stderr.trim().is_empty() && refused.stderr.contains(why);
        assert!(refused.code == code && is_said, "{file}: {refused:?}");
    }
    assert_eq!(school.at("senco", &["reply", &entry]).code, 2);
    assert_eq!(blobs(&school), before);
    assert!(files(&school.path("demo/senco/out/blob")).is_empty());
    // Five minutes are not too long.
    school.json("senco", &["reply", &entry, "--media", &tone(&school, "300")]);
}
