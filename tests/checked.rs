//! A whole document that the pupil checks: asked on the SENCo's computer, gone through on one
//! tablet, gone from every other, and marked on what is written afterwards.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use sayso::acts::documents::check;
use sayso::acts::{Desk, beside};
use sayso::platform::Machine;
use sayso::store::asked::{self, AskedDocument};
use sayso::store::{Access, shelf};
use serde_json::{Value, json};

use crate::program::{School, files};

const TIP: &str = "Tell me before the zeppelin lands";

fn tablet(school: &School, home: &str) -> Desk {
    let folder = Path::new(&school.path("demo")).join(home);
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

/// What a tablet would ask the first pupil of documents.
fn open(school: &School, home: &str) -> Vec<AskedDocument> {
    let pupil = school.pupil(0).parse().unwrap();
    let desk = tablet(school, home);
    let mut all = asked::of(&desk.home, &pupil).unwrap();
    all.retain(AskedDocument::is_open);
    all
}

/// Whether words lie on a home's disk as they are.
fn lies_open(school: &School, home: &str, words: &str) -> bool {
    let folder = Path::new(&school.path("demo")).join(home);
    files(&folder).iter().any(|file| {
        let bytes = fs::read(file).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}

fn export(school: &School, what: &str, format: &str, more: &[&str]) -> (Value, PathBuf) {
    let (pupil, out) = (school.pupil(0), school.text(&format!("{what}.{format}")));
    let arguments = ["export", what, "--pupil", &pupil, "--format", format, "--out", &out];
    (school.json("senco", &[&arguments[..], more].concat()), PathBuf::from(out))
}

/// All text of a document, whatever it is written as.
fn text(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes).unwrap();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            part.read_to_string(&mut all).unwrap();
        }
    }
    all
}

fn say(school: &School, kind: &str, audience: &str, words: &str) -> String {
    let pupil = school.pupil(0);
    let who = ["--pupil", &pupil, "--kind", kind, "--audience", audience];
    school.add(&[&who[..], &["--text", words]].concat())
}

fn hear_at(school: &School, homes: &[&str]) {
    for home in homes {
        school.json(home, &["sync", "--once"]);
    }
}

/// Goes through the one question at a tablet.
fn answer(school: &School, home: &str, not_meant: &[u32]) {
    let question = open(school, home).pop().unwrap();
    let desk = tablet(school, home);
    check::meant(&desk, &question, not_meant).unwrap();
    drop(desk);
    // The tablet, who passes it on, and every other.
    hear_at(school, &[home, "senco", "tablet", "second", "senco"]);
}

#[test]
fn what_one_tablet_was_told_is_gone_from_all_and_stands_in_every_format() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    say(&school, "tips", "staff", &format!("{TIP}\nShow me"));
    school.sync();
    let (told, path) = export(&school, "tips", "html", &["--ask-pupil"]);
    assert_eq!((&told["check"], &told["asked"]), (&json!("not-asked"), &json!(true)));
    assert!(text(&path).contains("Not yet checked by the pupil"));
    hear_at(&school, &["tablet", "second"]);
    for home in ["tablet", "second"] {
        let lines: Vec<usize> = open(&school, home).iter().map(|one| one.lines.len()).collect();
        assert_eq!(lines, [2], "{home}: each tip is a line");
        assert!(lies_open(&school, home, TIP), "{home}: so that the pupil can read it");
    }
    assert_eq!(export(&school, "tips", "html", &[]).0["check"], "asked");
    assert_eq!(export(&school, "profile", "html", &[]).0["check"], "not-asked", "one by one");

    answer(&school, "second", &[]);
    for home in ["tablet", "second"] {
        assert!(open(&school, home).is_empty(), "{home}");
        assert!(!lies_open(&school, home, TIP), "{home} needs it no longer");
    }
    for (format, language, mark) in [
        ("html", "en", "Checked by the pupil on"),
        ("docx", "en", "Checked by the pupil on"),
        ("pptx", "en", "Checked by the pupil on"),
        ("html", "cy", "Gwiriwyd gan y disgybl"),
    ] {
        let (told, path) = export(&school, "tips", format, &["--language", language]);
        assert_eq!((&told["checked"], &told["check"]), (&json!(true), &json!("yes")), "{format}");
        assert!(text(&path).contains(mark), "{format} in {language}");
    }

    // What is said since was not checked.
    say(&school, "tips", "staff", "Show me twice");
    school.sync();
    let (told, path) = export(&school, "tips", "docx", &[]);
    assert_eq!((&told["checked"], &told["check"]), (&json!(false), &json!("changed")));
    assert!(text(&path).contains("Not yet checked by the pupil"));
}

#[test]
fn a_no_names_the_lines_and_can_be_asked_about_again() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    say(&school, "tips", "staff", "Show me\nWait for me");
    school.sync();
    export(&school, "tips", "html", &["--ask-pupil"]);
    hear_at(&school, &["tablet", "second"]);
    answer(&school, "tablet", &[1]);
    let (told, path) = export(&school, "tips", "html", &[]);
    assert_eq!((&told["checked"], &told["check"]), (&json!(false), &json!("no")));
    assert_eq!(told["not_meant"].as_array().unwrap().len(), 1);
    assert_eq!(told["not_meant"][0]["said"], json!(["Wait for me"]));
    assert!(text(&path).contains("Not yet checked by the pupil"));

    export(&school, "tips", "html", &["--ask-pupil"]);
    hear_at(&school, &["tablet", "second"]);
    assert_eq!(export(&school, "tips", "html", &[]).0["check"], "asked");
    answer(&school, "second", &[]);
    assert_eq!(export(&school, "tips", "html", &[]).0["check"], "yes");
    let audit = school.json("senco", &["audit"]);
    let did =
        |what: &str| audit.as_array().unwrap().iter().filter(|one| one["did"] == what).count();
    let counts = ["document_not_meant", "document_meant"].map(did);
    assert_eq!(counts, [1, 1]);
}

#[test]
fn a_question_goes_with_what_it_quotes() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    let ask = |words: &str| {
        let entry = say(&school, "symbols", "meeting", words);
        school.sync();
        export(&school, "section-a", "html", &["--ask-pupil"]);
        hear_at(&school, &["tablet", "second"]);
        assert!(lies_open(&school, "second", words), "{words}");
        entry
    };
    let withdrawn = ask("I want a green canoe");
    school.json("senco", &["withdraw", &withdrawn, "--reason", "asked"]);
    hear_at(&school, &["tablet", "second"]);
    let taken_back = ask("I want a yellow canoe");
    school.json("tablet", &["withdraw", &taken_back, "--reason", "no"]);
    assert!(open(&school, "tablet").is_empty(), "at once where it was taken back");
    hear_at(&school, &["tablet", "senco", "second"]);
    let held = ask("I want a red canoe");
    school.json("senco", &["hold", &held]);
    hear_at(&school, &["senco", "second", "tablet"]);
    for home in ["tablet", "second"] {
        assert!(open(&school, home).is_empty(), "{home}");
        for words in ["green canoe", "yellow canoe", "red canoe"] {
            assert!(!lies_open(&school, home, words), "{words} at {home}");
        }
    }
    assert_eq!(school.json("senco", &["verify"])["missing"], 0);
}

#[test]
fn nothing_asked_of_a_pupil_stays_when_they_are_erased() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    say(&school, "tips", "staff", TIP);
    school.sync();
    export(&school, "tips", "html", &["--ask-pupil"]);
    hear_at(&school, &["tablet", "second"]);
    let pupil = school.pupil(0);
    school.json("senco", &["erase", "--pupil", &pupil]);
    hear_at(&school, &["tablet", "second"]);
    for home in ["tablet", "second"] {
        assert!(!lies_open(&school, home, TIP), "{home}");
        let desk = tablet(&school, home);
        let asked = asked::of(&desk.home, &pupil.parse().unwrap()).unwrap();
        assert!(asked.is_empty(), "{home}: not even that something was asked");
    }
}

#[test]
fn whoever_comes_later_is_asked_and_hears_what_was_said() {
    let school = School::make();
    let pupil = school.pupil(0);
    say(&school, "tips", "staff", "Show me");
    say(&school, "symbols", "meeting", "I like the canoe");
    school.sync();
    let tell = |words: &str| {
        let told = school.json("senco", &["told", "--pupil", &pupil, "--text", words, "--ask"]);
        told["entry_id"].as_str().unwrap().to_owned()
    };
    let (first, _) = (tell("I want to be a vet"), tell("I want to be a diver"));
    export(&school, "tips", "html", &["--ask-pupil"]);
    hear_at(&school, &["tablet"]);
    let question = open(&school, "tablet").pop().unwrap();
    let desk = tablet(&school, "tablet");
    check::meant(&desk, &question, &[]).unwrap();
    let asked = shelf::answer(&desk.home, &first.parse().unwrap()).unwrap().unwrap();
    beside::meant(&desk, &asked.entry_id, &asked.quotes[0].note_id, false).unwrap();
    drop(desk);
    hear_at(&school, &["tablet", "senco"]);
    export(&school, "section-a", "html", &["--ask-pupil"]);

    school.join("second", "Back room", "tablet");
    hear_at(&school, &["senco", "second"]);
    let kinds: Vec<_> = open(&school, "second").iter().map(|one| one.document.as_str()).collect();
    assert_eq!(kinds, ["section-a"], "what was answered is not asked again");
    let desk = tablet(&school, "second");
    let answers = shelf::answers(&desk.home).unwrap();
    let quotes = answers.iter().flat_map(|answer| &answer.quotes);
    let open: Vec<&str> =
        quotes.filter(|quote| quote.is_meant.is_none()).map(|quote| quote.text.as_str()).collect();
    assert_eq!(open, ["I want to be a diver"]);
    drop(desk);

    let (device, words) = school.ask_to_join("jones", "Ms Jones", "senco");
    school.json("senco", &["approve", &device, "--words", &words]);
    hear_at(&school, &["jones", "senco", "jones"]);
    let folder = school.text("jones-opened");
    school.json("jones", &["open", &first, "--out", &folder]);
    let entry: Value =
        serde_json::from_slice(&fs::read(Path::new(&folder).join("entry.json")).unwrap()).unwrap();
    assert_eq!(entry["words_meant"], json!(false), "and so does a colleague");
    let out = school.text("by-jones.html");
    let arguments = ["export", "tips", "--pupil", &pupil, "--format", "html", "--out", &out];
    assert_eq!(school.json("jones", &arguments)["check"], "yes");
}

#[test]
fn what_an_adult_wrote_down_is_gone_from_every_tablet_once_one_was_told() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    let (pupil, words) = (school.pupil(0), "I want to be a lighthouse keeper");
    let told = school.json("senco", &["told", "--pupil", &pupil, "--text", words, "--ask"]);
    let told = told["entry_id"].as_str().unwrap().to_owned();
    hear_at(&school, &["tablet", "second"]);
    for home in ["tablet", "second"] {
        assert!(lies_open(&school, home, words), "{home}: so that the pupil can read it");
    }
    let desk = tablet(&school, "second");
    let asked = shelf::answer(&desk.home, &told.parse().unwrap()).unwrap().unwrap();
    beside::meant(&desk, &asked.entry_id, &asked.quotes[0].note_id, false).unwrap();
    drop(desk);
    hear_at(&school, &["second", "senco", "tablet", "senco"]);
    for home in ["tablet", "second"] {
        assert!(!lies_open(&school, home, words), "{home} needs it no longer");
        let desk = tablet(&school, home);
        let answer = shelf::answer(&desk.home, &told.parse().unwrap()).unwrap().unwrap();
        let said: Vec<Option<bool>> = answer.quotes.iter().map(|one| one.is_meant).collect();
        assert_eq!(said, [Some(false)], "{home} knows that it was answered");
    }
    assert_eq!(school.json("senco", &["verify"])["missing"], 0);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let school = School::make();
    let pupil = school.pupil(3);
    let out = school.text("out.html");
    let arguments = ["export", "tips", "--pupil", &pupil, "--format", "html", "--out", &out];
    let nothing = school.at("senco", &[&arguments[..], &["--ask-pupil"]].concat());
    assert_eq!(nothing.code, 1);
    assert!(nothing.stderr.contains("nothing in this document"), "{}", nothing.stderr);
}

#[test]
fn nobody_is_asked_about_what_is_held_or_struck_out() {
    let school = School::make();
    let pupil = school.pupil(0);
    school.join("second", "Back room", "tablet");
    let words = "I want to tell you of the lighthouse";
    let told = school.json("senco", &["told", "--pupil", &pupil, "--text", words, "--ask"]);
    hear_at(&school, &["senco", "tablet", "second"]);
    for home in ["tablet", "second"] {
        assert!(lies_open(&school, home, words), "{home}: so that the pupil can say yes or no");
    }
    school.json("senco", &["hold", told["entry_id"].as_str().unwrap()]);
    hear_at(&school, &["senco", "tablet", "second", "senco"]);
    school.join("third", "Hall", "tablet");
    hear_at(&school, &["senco", "third"]);
    for home in ["tablet", "second", "third"] {
        assert!(!lies_open(&school, home, words), "{home}");
    }
    // A quote within a document goes the same way.
    let who = ["--pupil", &pupil, "--kind", "clip", "--audience", "meeting"];
    let entry = school.add(&[&who[..], &["--media", &school.clip()]].concat());
    school.sync();
    let quote = "With my brother on the lake";
    let noted = school.json("senco", &["note", &entry, "--text", quote, "--quote"]);
    export(&school, "section-a", "html", &["--ask-pupil"]);
    hear_at(&school, &["tablet", "second"]);
    let asks = |home: &str| open(&school, home).len();
    assert_eq!(asks("second"), 1);
    school.json("senco", &["note", &entry, "--strike", noted["note_id"].as_str().unwrap()]);
    hear_at(&school, &["senco", "tablet", "second"]);
    assert_eq!((asks("tablet"), asks("second")), (0, 0));
    assert!(!lies_open(&school, "second", quote));
}
