//! A pupil who has said what a pupil says, and how documents of them are asked for.

use std::fs;
use std::path::PathBuf;

use sayso::acts::{Desk, add_entry};
use sayso::domain::{Answered, Audience, Blob, EntryKind, Helped, MediaType, Piece, Said, Sort};
use sayso::platform::Machine;
use sayso::store::Access;
use serde_json::Value;

use crate::program::School;
use crate::sayings::{saying, video};

pub fn symbols(all: &[&str]) -> Piece {
    Piece::Symbols { symbols: all.iter().map(|one| (*one).to_owned()).collect() }
}

pub fn tablet(school: &School) -> Desk {
    let folder = school.path("demo/tablet");
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

/// The pupil of this name, of whom there is one.
pub fn amira(school: &School) -> String {
    let roster = school.json("senco", &["roster", "list"]);
    let is_theirs = |one: &&Value| one["name"] == "Amira Noor";
    let found = roster.as_array().unwrap().iter().find(is_theirs).unwrap();
    found["pupil_id"].as_str().unwrap().to_owned()
}

/// Says something for those at the meeting and those who teach, with help.
pub fn say(desk: &Desk, pupil: &str, kind: EntryKind, said: Said, media: Vec<Blob>) {
    let mut new = saying(desk, kind, said, media);
    new.pupil_id = Some(pupil.parse().unwrap());
    new.sign_off.audience = "staff,meeting".parse::<Audience>().unwrap();
    new.sign_off.helped = Helped::Helped;
    add_entry::add(desk, new).unwrap();
}

pub fn picture(media_type: MediaType, bytes: Vec<u8>) -> Blob {
    Blob { media_type, duration_millis: 0, bytes }
}

pub fn answered(question: &str, answer: Piece) -> Answered {
    Answered { question: question.to_owned(), answer }
}

/// A pupil who has said what a pupil says in a year, and what must stand in no document.
pub fn usual() -> (School, String) {
    let school = School::make();
    let clip = fs::read(school.clip()).unwrap();
    let still = sayso::media::poster(&clip, 0).unwrap().unwrap();
    let pupil = amira(&school);
    let desk = tablet(&school);
    let say = |kind, said, media| say(&desk, &pupil, kind, said, media);
    let still = picture(MediaType::Jpeg, still);
    say(EntryKind::Made, Said::default(), vec![still]);
    let dog = sayso::symbols::drawing("1F436").unwrap();
    let drawn = picture(MediaType::Png, sayso::symbols::png(dog, 480).unwrap());
    let page = vec![
        answered("page-like", Piece::from("I am kind and I make people laugh")),
        answered("page-important", symbols(&["dog", "music", "friends"])),
        answered("page-support", symbols(&["quiet", "headphones", "timer"])),
        answered("page-hopes", Piece::from("I want to work with animals")),
    ];
    say(EntryKind::Page, Said { answers: page, ..Said::default() }, vec![drawn]);
    let tips = [
        "Give me time to think before I answer",
        "Show me, don't only tell me",
        "Let me sit near the door",
        "Tell me before things change",
        "Ask me if I am OK, quietly",
    ];
    let tips = tips.map(Piece::from).to_vec();
    say(EntryKind::Tips, Said { tips, ..Said::default() }, Vec::new());
    let asked = Some("question-friends".to_owned());
    let clip_said = Said { question: asked, text: Some("Look!".into()), ..Said::default() };
    say(EntryKind::Clip, clip_said, vec![video(clip)]);
    let sort = Sort {
        topic: "lessons".to_owned(),
        good: vec![Piece::symbol("art"), Piece::symbol("music")],
        so_so: vec![Piece::from("reading aloud")],
        not_good: vec![Piece::symbol("maths")],
    };
    say(EntryKind::Sort, Said { sort: Some(sort), ..Said::default() }, Vec::new());
    let face = vec![answered("How are break times?", Piece::Face { face: 2 })];
    say(EntryKind::Survey, Said { answers: face, ..Said::default() }, Vec::new());
    let sentence = ["worried", "because", "bus"].map(str::to_owned).to_vec();
    say(EntryKind::Symbols, Said { symbols: sentence, ..Said::default() }, Vec::new());
    drop(desk);
    for (kind, audience) in [("worry", "meeting"), ("symbols", "family"), ("symbols", "none")] {
        let text = format!("HIDDEN {kind} {audience}");
        let arguments = ["--pupil", &pupil, "--kind", kind, "--audience", audience];
        school.add(&[&arguments[..], &["--text", &text]].concat());
    }
    let back = ["--pupil", &pupil, "--kind", "symbols", "--audience", "meeting"];
    let back = school.add(&[&back[..], &["--text", "HIDDEN taken back"]].concat());
    school.sync();
    school.json("tablet", &["withdraw", &back, "--reason", "no"]);
    school.json("tablet", &["sync", "--once"]);
    for (text, audience) in [("Sat with a friend and laughed.", "meeting"), ("HIDDEN seen", "none")]
    {
        let seen = ["--pupil", &pupil, "--kind", "observation", "--audience", audience];
        let seen = [&["entry", "add"], &seen[..], &["--text", text]].concat();
        school.json("senco", &seen);
    }
    let held = ["--pupil", &pupil, "--kind", "symbols", "--audience", "meeting"];
    let held = school.add(&[&held[..], &["--text", "HIDDEN held"]].concat());
    school.sync();
    school.json("senco", &["hold", &held]);
    (school, pupil)
}

/// Exports a document, and gives where it lies.
#[track_caller]
pub fn export(school: &School, pupil: &str, what: &str, format: &str, more: &[&str]) -> PathBuf {
    let out = school.text(&format!("{what}.{format}"));
    let arguments = ["export", what, "--pupil", pupil, "--format", format, "--out", &out];
    let told = school.json("senco", &[&arguments[..], more].concat());
    assert_eq!((told["checked"].as_bool(), told["missing"].as_u64()), (Some(false), Some(0)));
    let size = fs::metadata(&out).unwrap().len();
    assert_eq!(told["size_bytes"], size);
    PathBuf::from(out)
}
