//! The SENCo asks, pupils try it first and answer, it is asked again and shown: by the command line.

use std::path::Path;

use sayso::acts::{Desk, add_entry};
use sayso::domain::inquiry::{AllSaid, Inquiry};
use sayso::domain::{Answered, EntryKind, Piece, Said};
use sayso::platform::Machine;
use sayso::store::Access;
use serde_json::{Value, json};

use crate::program::School;
use crate::sayings::saying;

const QUESTION: &str = "How are break times?";

fn tablet(school: &School, home: &str) -> Desk {
    let folder = Path::new(&school.path("demo")).join(home);
    Desk::open(&Machine::real(), &folder, Access::Write { verb: "test" }).unwrap()
}

/// What a tablet knows of what is asked.
fn known(school: &School, home: &str) -> Vec<Inquiry> {
    tablet(school, home).school().unwrap().inquiries
}

/// A pupil answers with a face.
fn answer(school: &School, survey: &str, pupil: usize, face: u8) {
    answer_at(school, "tablet", survey, pupil, &[(QUESTION, face)]);
}

fn answer_at(school: &School, home: &str, survey: &str, pupil: usize, faces: &[(&str, u8)]) {
    let answered = |(question, face): &(&str, u8)| Answered {
        question: (*question).into(),
        answer: Piece::Face { face: *face },
    };
    let pupil_id = school.pupil(pupil).parse().unwrap();
    let tablet = tablet(school, home);
    let said = Said {
        answers: faces.iter().map(answered).collect(),
        survey: Some(survey.to_owned()),
        ..Said::default()
    };
    let mut new = saying(&tablet, EntryKind::Survey, said, Vec::new());
    new.pupil_id = Some(pupil_id);
    add_entry::add(&tablet, new).unwrap();
}

fn ask(school: &School, more: &[&str]) -> String {
    let asked = school.json("senco", &[&["questions", "ask", "--faces", QUESTION], more].concat());
    asked["question_id"].as_str().unwrap().to_owned()
}

/// The one that was asked last.
fn last(school: &School) -> Value {
    school.json("senco", &["questions", "list"])[0].clone()
}

#[test]
fn answers_are_counted_by_round_and_the_last_of_a_pupil_stands() {
    let school = School::make();
    assert_eq!(school.at("senco", &["questions", "ask"]).code, 1, "nothing is asked");
    let refused = school.at("senco", &["questions", "ask", "--faces", "How?", "--class", "9 Elm"]);
    assert!(refused.stderr.contains("9 Elm"), "{}", refused.stderr);
    let survey = ask(&school, &[]);
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

#[test]
fn what_is_asked_for_real_counts_nothing_of_its_trial() {
    let school = School::make();
    let tried = ask(&school, &["--trial"]);
    school.sync();
    let asked = known(&school, "tablet").remove(0);
    let texts: Vec<&str> = asked.questions.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, [QUESTION, "app-good", "app-instead"]);
    answer_at(&school, "tablet", &tried, 0, &[(QUESTION, 2), ("app-good", 5)]);
    school.sync();
    let trial = last(&school);
    assert_eq!(trial["trial"], true);
    assert_eq!(trial["rounds"][0]["questions"][1]["faces"], json!([0, 0, 0, 0, 1]));

    let made = school.json("senco", &["questions", "real", &tried]);
    let real = made["question_id"].as_str().unwrap();
    // A tablet that has not heard of it yet still has the trial.
    answer(&school, &tried, 1, 1);
    school.sync();
    let first = last(&school);
    assert_eq!((&first["question_id"], &first["trial"]), (&json!(real), &json!(false)));
    let nothing = json!([{ "question": QUESTION, "faces": [0, 0, 0, 0, 0], "other": 0 }]);
    assert_eq!(first["rounds"].as_array().unwrap().len(), 1);
    assert_eq!(first["rounds"][0]["questions"], nothing);
    school.sync();
    let asked: Vec<String> =
        known(&school, "tablet").into_iter().map(|one| one.inquiry_id).collect();
    assert_eq!(asked, [real], "the trial is over");

    answer(&school, real, 0, 4);
    school.sync();
    assert_eq!(last(&school)["rounds"][0]["questions"][0]["faces"], json!([0, 0, 0, 1, 0]));
    let twice = school.at("senco", &["questions", "real", &tried]);
    assert!(twice.code == 1 && twice.stderr.contains("already"), "{}", twice.stderr);
    let no_trial = school.at("senco", &["questions", "real", real]);
    assert!(no_trial.code == 1 && no_trial.stderr.contains("not a trial"), "{}", no_trial.stderr);
}

#[test]
fn a_trial_with_a_class_is_asked_of_everybody_and_ten_questions_are_the_most() {
    let school = School::make();
    let tried = ask(&school, &["--trial", "--class", "3 Oak"]);
    school.json("senco", &["questions", "real", &tried, "--everybody"]);
    assert_eq!(last(&school)["asked"], "everybody");
    let nine = ["--open", "Why?"].repeat(8);
    let ask_nine = [&["questions", "ask", "--faces", QUESTION][..], &nine].concat();
    let refused = school.at("senco", &[&ask_nine[..], &["--trial"]].concat());
    assert!(refused.code == 1 && refused.stderr.contains("more than 8"), "{}", refused.stderr);
    school.json("senco", &ask_nine);
}

#[test]
fn tablets_show_the_faces_of_five_answers_or_more_until_they_are_hidden() {
    let school = School::make();
    school.join("second", "Class 5", "tablet");
    let survey = ask(&school, &[]);
    let sync = || {
        school.json("second", &["sync", "--once"]);
        school.sync();
        school.json("second", &["sync", "--once"]);
        school.json("tablet", &["sync", "--once"]);
    };
    sync();
    for (home, pupil, face) in
        [("tablet", 0, 1), ("tablet", 1, 4), ("second", 2, 4), ("second", 3, 5)]
    {
        answer_at(&school, home, &survey, pupil, &[(QUESTION, face)]);
    }
    sync();
    let show = || school.at("senco", &["questions", "show", &survey]);
    let refused = show();
    assert!(refused.code == 1 && refused.stderr.contains("Fewer"), "{}", refused.stderr);
    sync();
    let inquiry = known(&school, "second").remove(0);
    assert!(inquiry.is_open && inquiry.all_said.is_empty(), "a refusal changes nothing");

    answer_at(&school, "second", &survey, 4, &[(QUESTION, 4)]);
    sync();
    let shown = show();
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    sync();
    let all_said = AllSaid { question: QUESTION.into(), faces: [1, 0, 0, 3, 1] };
    for home in ["tablet", "second"] {
        let inquiry = known(&school, home).remove(0);
        assert!(!inquiry.is_open, "{home}: what is shown is asked no longer");
        assert_eq!(inquiry.all_said, std::slice::from_ref(&all_said), "{home}");
    }
    assert_eq!(last(&school)["shown"], json!([all_said]));

    school.json("senco", &["questions", "hide", &survey]);
    sync();
    for home in ["tablet", "second"] {
        assert!(known(&school, home).is_empty(), "{home} lets go of it");
    }
    // Asked again it is another round: of that nobody answered yet.
    school.json("senco", &["questions", "again", &survey]);
    assert_eq!(show().code, 1);
    let pupil = school.pupil(0);
    let of_one = ask(&school, &["--pupil", &pupil]);
    let refused = school.at("senco", &["questions", "show", &of_one]);
    assert!(refused.code == 1 && refused.stderr.contains("one pupil"), "{}", refused.stderr);
}
