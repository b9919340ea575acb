//! What adults write beside an entry, or down, and what the pupil says to it on a tablet.

use std::path::Path;

use sayso::acts::{Desk, beside};
use sayso::platform::Machine;
use sayso::store::Access;
use sayso::store::shelf::{self, AskedQuote};
use serde_json::{Value, json};

use crate::program::School;

fn tablet(school: &School, home: &str) -> Desk {
    let folder = Path::new(&school.path("demo")).join(home);
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

/// What a tablet would ask.
fn asked(school: &School, home: &str) -> Vec<AskedQuote> {
    let desk = tablet(school, home);
    let answers = shelf::answers(&desk.home).unwrap();
    answers.into_iter().flat_map(|answer| answer.quotes).collect()
}

fn open(school: &School, home: &str, entry: &str) -> Value {
    let folder = school.text(&format!("{home}-{entry}"));
    school.json(home, &["open", entry, "--out", &folder]);
    let text = std::fs::read(Path::new(&folder).join("entry.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn says(school: &School, home: &str, entry: &str, quote: &AskedQuote, is_meant: bool) {
    let desk = tablet(school, home);
    beside::meant(&desk, &entry.parse().unwrap(), &quote.note_id, is_meant).unwrap();
    drop(desk);
    school.json(home, &["sync", "--once"]);
    school.json("senco", &["sync", "--once"]);
}

#[test]
fn a_quote_is_put_to_the_pupil_on_the_tablet_it_came_from_and_stands_as_they_say() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    let entry = school.add(&[
        "--pupil",
        &school.pupil(0),
        "--kind",
        "symbols",
        "--text",
        "I like maths a lot",
    ]);
    school.sync();
    school.json("senco", &["note", &entry, "--text", "Ask Mr Lee about this"]);
    let quoted = school.json(
        "senco",
        &["note", &entry, "--text", "I like maths", "--quote", "--at", "1.5", "--ask"],
    );
    assert_eq!(quoted["is_asked"], true);
    school.json("senco", &["tag", &entry, "learning,future"]);
    school.json("tablet", &["sync", "--once"]);
    school.json("second", &["sync", "--once"]);
    assert!(asked(&school, "second").is_empty(), "what was said on one tablet stays there");
    let quotes = asked(&school, "tablet");
    assert_eq!((quotes.len(), quotes[0].text.as_str()), (1, "I like maths"));
    assert!(!quotes[0].is_observation);

    let before = open(&school, "senco", &entry);
    let of = |entry: &Value, field: &str| -> Vec<Value> {
        let notes = entry["notes"].as_array().unwrap().iter();
        notes.map(|note| note[field].clone()).collect()
    };
    assert_eq!(of(&before, "kind"), ["note", "quote"]);
    assert_eq!(of(&before, "at_millis"), [Value::Null, json!(1_500)]);
    assert_eq!(of(&before, "is_meant"), [Value::Null, Value::Null]);
    assert_eq!(before["tags"], json!(["learning", "future"]));

    says(&school, "tablet", &entry, &quotes[0], false);
    assert_eq!(of(&open(&school, "senco", &entry), "is_meant"), [Value::Null, json!(false)]);

    // Whoever comes later has it all again.
    let (device, words) = school.ask_to_join("jones", "Ms Jones", "senco");
    school.json("senco", &["approve", &device, "--words", &words]);
    school.json("jones", &["sync", "--once"]);
    let after = open(&school, "jones", &entry);
    assert_eq!(of(&after, "text"), ["Ask Mr Lee about this", "I like maths"]);
    assert_eq!(of(&after, "is_meant"), [Value::Null, json!(false)]);
    assert_eq!(of(&after, "by"), of(&before, "by"));
    assert_eq!(after["tags"], before["tags"]);

    let note = before["notes"][0]["note_id"].as_str().unwrap();
    school.json("senco", &["note", &entry, "--strike", note]);
    school.json("senco", &["tag", &entry]);
    let struck = open(&school, "senco", &entry);
    assert_eq!(of(&struck, "text"), ["I like maths"]);
    assert_eq!(struck["tags"], json!([]));
    let again = school.at("senco", &["note", &entry, "--strike", note]);
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains(note), "{}", again.stderr);
    let did: Vec<Value> = school
        .json("senco", &["audit", "--entry", &entry])
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["did"].clone())
        .collect();
    for wanted in ["noted", "quoted", "tagged", "not_meant", "note_struck"] {
        assert!(did.contains(&json!(wanted)), "{wanted} in {did:?}");
    }
}

#[test]
fn what_a_pupil_told_an_adult_stands_in_the_adults_name_and_any_tablet_asks_about_it() {
    let school = School::make();
    school.join("second", "Back room", "tablet");
    let pupil = school.pupil(0);
    let told =
        school.json("senco", &["told", "--pupil", &pupil, "--text", "I want to be a vet", "--ask"]);
    let told = told["entry_id"].as_str().unwrap().to_owned();
    let seen =
        school.json("senco", &["told", "--pupil", &pupil, "--text", "Played with Ben", "--seen"]);
    let seen = seen["entry_id"].as_str().unwrap().to_owned();
    school.json("second", &["sync", "--once"]);
    let quotes = asked(&school, "second");
    assert_eq!((quotes.len(), quotes[0].text.as_str()), (1, "I want to be a vet"));
    let entry = open(&school, "senco", &told);
    assert_eq!((&entry["kind"], &entry["helped"]), (&json!("symbols"), &json!("proxy")));
    assert_eq!(entry["identity_checked"], false);
    assert_eq!(entry["witness"].as_str(), Some(quotes[0].by.as_str()));
    assert_eq!(open(&school, "senco", &seen)["kind"], "observation");

    says(&school, "second", &told, &quotes[0], true);
    assert_eq!(open(&school, "senco", &told)["words_meant"], true);
    assert_eq!(open(&school, "senco", &seen)["words_meant"], Value::Null);

    // Nothing of it stays on a tablet once it is withdrawn.
    school.json("senco", &["withdraw", &told, "--reason", "asked"]);
    school.json("second", &["sync", "--once"]);
    assert!(asked(&school, "second").is_empty());
}

#[test]
fn an_answer_in_symbols_alone_comes_back_and_an_empty_note_is_refused() {
    let school = School::make();
    let entry =
        school.add(&["--pupil", &school.pupil(0), "--kind", "symbols", "--text", "Too loud"]);
    school.sync();
    school.json("senco", &["reply", &entry, "--symbols", "quiet,happy"]);
    school.json("tablet", &["sync", "--once"]);
    let desk = tablet(&school, "tablet");
    let answers = shelf::answers(&desk.home).unwrap();
    assert_eq!(answers[0].symbols, ["quiet", "happy"]);
    assert_eq!(answers[0].text, None);
    drop(desk);
    let empty = school.at("senco", &["note", &entry, "--text", "  "]);
    assert_eq!(empty.code, 1);
    let long = school.at("senco", &["note", &entry, "--text", &"x".repeat(4_001)]);
    assert_eq!(long.code, 1);
    assert!(long.stderr.contains("4000"), "{}", long.stderr);
    assert_eq!(open(&school, "senco", &entry)["notes"], json!([]));
}
