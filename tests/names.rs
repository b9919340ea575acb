//! Names and words of every kind go through unchanged and are shown as they are.

use std::fs;

use crate::program::{School, files};

fn awkward() -> Vec<String> {
    vec![
        "Zoë \"Zed\" O'Brien".into(),
        "<script>alert('x')</script>".into(),
        "../../etc/passwd".into(),
        "😀👩‍🦽".into(),
        "محمد".into(),
        "\u{202e}abc".into(),
        "W".repeat(200),
    ]
}

#[test]
fn every_name_is_shown_as_it_is_and_none_becomes_a_path() {
    let school = School::make();
    let rows: String = awkward()
        .iter()
        .map(|name| format!("\"{}\",X,Test\n", name.replace('"', "\"\"")))
        .collect();
    let list = school.text("list.csv");
    fs::write(&list, format!("Forename,Surname,Form\n{rows}")).unwrap();
    let imported = school.json("senco", &["roster", "import", &list]);
    assert_eq!(imported["added"], awkward().len());
    school.sync();
    school.json("tablet", &["sync", "--once"]);
    let roster = school.json("tablet", &["roster", "list"]);
    for name in awkward() {
        let pupil = roster
            .as_array()
            .unwrap()
            .iter()
            .find(|pupil| pupil["name"] == name.as_str())
            .unwrap_or_else(|| panic!("{name} is on the tablet"))["pupil_id"]
            .as_str()
            .unwrap()
            .to_owned();
        let entry = school.add(&[
            "--pupil",
            &pupil,
            "--kind",
            "tips",
            "--text",
            &name,
            "--audience",
            "staff",
        ]);
        school.sync();
        school.json("senco", &["publish", &entry]);
    }
    let pages = files(&school.path("demo/share/staff"));
    let all: String = pages.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(!all.contains("<script"));
    assert!(all.contains("&lt;script&gt;alert("));
    assert!(all.contains("محمد") && all.contains("😀👩‍🦽") && all.contains("../../etc/passwd"));
    assert!(!all.contains('\u{202e}'), "nothing turns the page around");
    assert!(all.contains(&"W".repeat(200)));
    for page in pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let is_plain = |letter: char| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter)
        };
        assert!(name.chars().all(is_plain), "{name}");
    }
}

#[test]
fn pupils_words_come_back_to_the_letter() {
    let school = School::make();
    let pupil = school.pupil(0);
    for words in awkward() {
        let entry = school.add(&["--pupil", &pupil, "--kind", "survey", "--text", &words]);
        school.sync();
        let folder = school.text("opened");
        school.json("senco", &["open", &entry, "--out", &folder]);
        let opened: serde_json::Value =
            serde_json::from_slice(&fs::read(format!("{folder}/entry.json")).unwrap()).unwrap();
        assert_eq!(opened["text"], words.as_str());
    }
}
