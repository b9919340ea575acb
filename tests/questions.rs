//! The SENCo asks, pupils answer, and it is asked again: by the command line.

use std::path::Path;

use sayso::acts::{Desk, add_entry};
use sayso::domain::{Answered, EntryKind, Piece, Said};
use sayso::platform::Machine;
use sayso::store::Access;
use serde_json::json;

use crate::program::School;
use crate::sayings::saying;

const QUESTION: &str = "How are break times?";

/// A pupil answers with a face.
fn answer(school: &School, survey: &str, pupil: usize, face: u8) {
    let folder = Path::new(&school.path("demo")).join("tablet");
    let tablet = Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap();
    let said = Said {
        answers: vec![Answered { question: QUESTION.into(), answer: Piece::Face { face } }],
        survey: Some(survey.to_owned()),
        ..Said::default()
    };
    let mut new = saying(&tablet, EntryKind::Survey, said, Vec::new());
    new.pupil_id = Some(school.pupil(pupil).parse().unwrap());
    add_entry::add(&tablet, new).unwrap();
}

#[test]
fn answers_are_counted_by_round_and_the_last_of_a_pupil_stands() {
    let school = School::make();
    assert_eq!(school.at("senco", &["questions", "ask"]).code, 1, "nothing is asked");
    let refused = school.at("senco", &["questions", "ask", "--faces", "How?", "--class", "9 Elm"]);
    assert!(refused.stderr.contains("9 Elm"), "{}", refused.stderr);
    let asked = school.json("senco", &["questions", "ask", "--faces", QUESTION]);
    let survey = asked["question_id"].as_str().unwrap().to_owned();
    school.sync();
    for (pupil, face) in [(0, 2), (1, 5), (0, 4)] {
        answer(&school, &survey, pupil, face);
    }
    school.sync();
    let list = || school.json("senco", &["questions", "list"]);
    let first = json!({ "question": QUESTION, "faces": [0, 0, 0, 1, 1], "other": 0 });
    assert_eq!(list()[0]["rounds"][0]["pupils"], 2);
    assert_eq!(list()[0]["rounds"][0]["questions"], json!([first]));

    school.json("senco", &["questions", "again", &survey]);
    school.sync();
    answer(&school, &survey, 0, 1);
    school.sync();
    let rounds = list()[0]["rounds"].clone();
    assert_eq!(rounds[0]["questions"], json!([first]), "the first round stays as it was");
    assert_eq!(rounds[1]["questions"][0]["faces"], json!([1, 0, 0, 0, 0]));

    school.json("senco", &["questions", "close", &survey]);
    assert_eq!(list()[0]["open"], false);
    assert_eq!(school.at("senco", &["questions", "close", "nothing"]).code, 1);
}
