//! Erasing a pupil, retention and the audit, by the command line.

use std::fs;

use sayso::acts::Desk;
use sayso::platform::Machine;
use sayso::seal::envelope;
use sayso::store::{Access, received};
use sayso::wire::Segment;

use crate::program::{School, files};

/// Whether a text lies anywhere below a folder, in any file as it is.
fn lies_below(school: &School, folder: &str, text: &str) -> Vec<String> {
    let lies = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    let found = files(&school.path(folder)).into_iter();
    found
        .filter(|path| fs::read(path).is_ok_and(|bytes| lies(&bytes)))
        .map(|path| path.display().to_string())
        .collect()
}

/// How much names somebody of what is sealed, opened with every key that this school has: the
/// SENCo's and the tablet's.
fn sealed_with(school: &School, name: &str) -> usize {
    let machine = Machine::real();
    let tablet = Desk::open(&machine, &school.path("demo/tablet"), Access::Look).unwrap();
    let access = Access::Write { verb: "test" };
    let mut senco = Desk::open(&machine, &school.path("demo/senco"), access).unwrap();
    senco.unlock(fs::read_to_string(school.path("demo/passphrase")).unwrap().trim()).unwrap();
    let keys = [tablet.identities(), senco.identities()].concat();
    let names_it = |bytes: &[u8]| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    let mut found = 0;
    for path in files(&school.share()) {
        let Ok(segment) = Segment::decode(&fs::read(&path).unwrap()) else { continue };
        for body in segment.bodies.iter().flatten() {
            if let Ok(plaintext) = envelope::open_plaintext(body, &keys) {
                found += usize::from(names_it(&plaintext));
            }
        }
    }
    for (_, row) in received::bodies(&senco.home).unwrap() {
        if let Ok(plaintext) = envelope::open_plaintext(&row.body, &keys) {
            found += usize::from(names_it(&plaintext));
        }
    }
    for path in files(&school.path("demo/senco/library")) {
        let sealed = fs::read(&path).unwrap();
        let library = envelope::open_bytes(&sealed, &keys, usize::MAX).unwrap();
        found += usize::from(names_it(&library));
    }
    found
}

#[test]
fn an_erased_pupil_is_nowhere_and_stays_erased() {
    let school = School::make();
    let roster = school.json("senco", &["roster", "list"]);
    let ben = roster
        .as_array()
        .unwrap()
        .iter()
        .find(|pupil| pupil["name"].as_str().unwrap().starts_with("Ben"));
    let ben = ben.unwrap()["pupil_id"].as_str().unwrap().to_owned();
    let said = ["--helped", "alone", "--audience", "staff"];
    let clip = school.clip();
    let about_ben = ["--pupil", &ben, "--kind"];
    let film = school.add(&[&about_ben[..], &["clip", "--media", &clip], &said].concat());
    school.add(&[&about_ben[..], &["tips", "--text", "Call me Benedict please"], &said].concat());
    school.sync();
    school.json("senco", &["publish", &film]);
    school.json("senco", &["reply", &film, "--text", "We will"]);
    school.sync();
    // The tablet and the pages know him; the share and the library keep it sealed.
    assert_ne!(lies_below(&school, "demo/tablet", "Ben"), [""; 0]);
    assert_ne!(lies_below(&school, "demo/share/staff", "Ben Walker"), [""; 0]);

    assert!(sealed_with(&school, "Ben") > 5);

    // One entry was said on a tablet that has not synced since: it arrives too late.
    let late = school.add(&[&about_ben[..], &["page", "--text", "Too late"], &said].concat());
    let erased = school.json("senco", &["erase", "--pupil", &ben]);
    assert!(erased["entries"].as_u64().unwrap() >= 2, "{erased}");
    school.sync();
    school.sync();
    for folder in ["demo/tablet", "demo/share", "demo/senco"] {
        for text in ["Ben", "Benedict"] {
            let lying = lies_below(&school, folder, text);
            let lying: Vec<_> = lying.iter().filter(|path| !path.ends_with("passphrase")).collect();
            assert!(lying.is_empty(), "{text}: {lying:?}");
        }
    }
    for line in school.json("senco", &["inbox"]).as_array().unwrap() {
        assert!(line["pupil_id"] != ben.as_str() || line["state"] == "withdrawn", "{line}");
    }
    assert_eq!(school.line(&late).unwrap()["state"], "withdrawn");
    let names = |home| school.json(home, &["roster", "list"]).to_string();
    assert!(!names("senco").contains("Ben") && !names("tablet").contains("Ben"));
    assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));
    assert_eq!(sealed_with(&school, "Ben"), 0);
    let audit = school.json("senco", &["audit", "--pupil", &ben]);
    let did: Vec<_> =
        audit.as_array().unwrap().iter().map(|line| line["did"].as_str().unwrap()).collect();
    assert_eq!(did.iter().filter(|did| **did == "erased").count(), 3, "{audit}");
    // Once more changes nothing, and nobody else is touched.
    assert_eq!(school.json("senco", &["erase", "--pupil", &ben])["entries"], 0);
    assert!(names("tablet").contains("Amira"));
}

/// Worries that come late are heard; only a hand that keeps safe takes them away.
#[test]
fn a_worry_that_comes_after_its_pupil_was_erased_is_heard() {
    let school = School::make();
    let pupil = school.pupil(0);
    let gone = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "page",
        "--text",
        "Gone",
        "--helped",
        "alone",
        "--audience",
        "staff",
    ]);
    school.sync();
    school.json("senco", &["withdraw", &gone, "--reason", "her mum Fatima asked"]);
    let worry =
        school.add(&["--pupil", &pupil, "--kind", "worry", "--text", "Help", "--helped", "alone"]);
    school.json("senco", &["erase", "--pupil", &pupil]);
    // The tablet had not sent it.
    school.sync();
    assert_eq!(school.line(&worry).unwrap()["state"], "new");
    school.json("senco", &["open", &worry, "--out", &school.text("opened")]);
    school.sync();
    assert_eq!(school.line(&worry).unwrap()["state"], "seen");
    school.json("senco", &["erase", "--pupil", &pupil]);
    assert_eq!(school.line(&worry).unwrap()["state"], "withdrawn");
    // What somebody wrote into a receipt names nobody any more; that of a worry not even its pupil,
    // since all who read worries may read it.
    let other = school.pupil(1);
    let told =
        school.add(&["--pupil", &other, "--kind", "worry", "--text", "Help", "--helped", "alone"]);
    school.sync();
    school.json("senco", &["open", &told, "--out", &school.text("opened")]);
    school.json("senco", &["withdraw", &told, "--reason", "her mum Fatima asked"]);
    let pupil_of = || {
        let audit = school.json("senco", &["audit", "--entry", &told]);
        let lines = audit.as_array().unwrap().clone();
        lines.into_iter().find(|line| line["did"] == "withdrawn").unwrap()["pupil_id"].clone()
    };
    assert_eq!(pupil_of(), other.as_str());
    school.json("senco", &["erase", "--pupil", &other]);
    school.sync();
    assert_eq!(pupil_of(), serde_json::Value::Null);
    school.sync();
    let audit = school.json("senco", &["audit"]).to_string();
    assert!(!audit.contains("Fatima"), "{audit}");
    assert_eq!(sealed_with(&school, "Fatima"), 0);
}

#[test]
fn what_safeguarding_keeps_keeps_a_pupil_from_being_erased() {
    let school = School::make();
    let pupil = school.pupil(0);
    let entry = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "page",
        "--text",
        "Kept",
        "--helped",
        "alone",
        "--audience",
        "none",
    ]);
    school.sync();
    school.json("senco", &["hold", &entry]);
    let refused = school.at("senco", &["erase", "--pupil", &pupil]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("nothing was erased"), "{}", refused.stderr);
    let audit = school.json("senco", &["audit", "--entry", &entry]);
    let last = audit.as_array().unwrap().last().unwrap();
    assert_eq!((&last["did"], &last["reason"]), (&"refused_by_hold".into(), &"erased".into()));
    assert_eq!(school.line(&entry).unwrap()["state"], "held");
    let nobody = school.at("senco", &["erase", "--pupil", "paaaaaaaaaaaaaaaaaaaa"]);
    assert_eq!(nobody.code, 1, "{}", nobody.stderr);
    let tablet = school.at("tablet", &["erase", "--pupil", &pupil]);
    assert_eq!(tablet.code, 1, "{}", tablet.stderr);
}

#[test]
fn a_worry_that_nobody_heard_keeps_a_pupil_from_being_erased() {
    let school = School::make();
    let pupil = school.pupil(1);
    let worry =
        school.add(&["--pupil", &pupil, "--kind", "worry", "--text", "Help", "--helped", "alone"]);
    school.sync();
    let refused = school.at("senco", &["erase", "--pupil", &pupil]);
    assert!(refused.stderr.contains("Nobody has opened this worry"), "{}", refused.stderr);
    school.json("senco", &["open", &worry, "--out", &school.text("opened")]);
    school.json("senco", &["erase", "--pupil", &pupil]);
    assert_eq!(school.line(&worry).unwrap()["state"], "withdrawn");
}

#[test]
fn retention_asks_first_and_lets_nothing_go_before_its_time() {
    let school = School::make();
    assert_eq!(school.json("senco", &["retention", "show"])["clip"], 13);
    assert_eq!(school.json("senco", &["retention", "show"])["worry"], serde_json::Value::Null);
    let first = school.at("senco", &["retention", "run"]);
    assert!(first.stderr.contains("--dry-run"), "{}", first.stderr);
    let would = school.json("senco", &["retention", "run", "--dry-run"]);
    assert_eq!(would["entries"], serde_json::json!([]));
    let ran = school.json("senco", &["retention", "run"]);
    assert_eq!(ran["goes"], 0);
    let worry = school.at("senco", &["retention", "set", "--kind", "worry", "--months", "1"]);
    assert_eq!(worry.code, 1, "{}", worry.stderr);
    let set = school.json("senco", &["retention", "set", "--kind", "tips", "--months", "40"]);
    assert_eq!(set["tips"], 40);
}

#[test]
fn a_page_that_somebody_alters_is_named_and_written_again() {
    let school = School::make();
    let pupil = school.pupil(0);
    let said = ["--helped", "alone", "--audience", "staff"];
    let clip = school.clip();
    let film =
        school.add(&[&["--pupil", &pupil, "--kind", "clip", "--media", &clip], &said[..]].concat());
    school.sync();
    school.json("senco", &["publish", &film]);
    let staff = school.path("demo/share/staff");
    let findings = || {
        let run = school.at("senco", &["verify", "--json"]);
        let verified = run.json();
        let named = |finding: &serde_json::Value| {
            format!("{} {}", finding["what"], finding["path"]).replace('"', "")
        };
        let mut found: Vec<String> =
            verified["findings"].as_array().unwrap().iter().map(named).collect();
        found.sort();
        found
    };
    assert_eq!(findings(), [""; 0]);
    let all = files(&staff);
    assert!(all.len() >= 5, "{all:?}");
    // Each in one of three ways: a look at all of it takes a second.
    for (number, path) in all.iter().enumerate() {
        let name = path.strip_prefix(school.share()).unwrap().display().to_string();
        let before = fs::read(path).unwrap();
        let what = match number % 3 {
            0 => {
                let mut altered = before.clone();
                let middle = altered.len() / 2;
                altered[middle] ^= 1;
                fs::write(path, &altered).unwrap();
                "tampered"
            }
            1 => {
                fs::write(path, &before[..before.len() - 1]).unwrap();
                "tampered"
            }
            _ => {
                fs::remove_file(path).unwrap();
                "missing"
            }
        };
        assert_eq!(findings(), [format!("{what} {name}")]);
        fs::write(path, &before).unwrap();
    }
    fs::write(staff.join("pupil-of-nobody.html"), "planted").unwrap();
    assert_eq!(findings(), ["tampered staff/pupil-of-nobody.html"]);
    // A sync puts all of it right, and says so.
    let page = all.iter().find(|path| path.to_string_lossy().contains("pupil-")).unwrap();
    let right = fs::read(page).unwrap();
    fs::write(page, "<p>Not so</p>").unwrap();
    school.json("senco", &["sync", "--once"]);
    assert_eq!(fs::read(page).unwrap(), right);
    assert_eq!(findings(), [""; 0]);
    // Nor does a giant in the place of the list keep the pages as somebody made them.
    fs::write(staff.join("pages.cbor"), vec![7; 5 * 1024 * 1024]).unwrap();
    fs::write(page, "<p>Not so</p>").unwrap();
    assert_eq!(findings(), ["tampered staff/pages.cbor"]);
    school.json("senco", &["sync", "--once"]);
    assert_eq!(fs::read(page).unwrap(), right);
    assert_eq!(findings(), [""; 0]);
    let doctor = school.at("senco", &["doctor", "--json"]).stdout;
    assert!(doctor.contains("was not as Say So wrote it"), "{doctor}");
}
