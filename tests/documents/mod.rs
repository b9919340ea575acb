//! Documents by the command line, opened by readers that others wrote: python-docx, python-pptx,
//! LibreOffice, Chromium. `SAYSO_DOCUMENTS` names a folder that keeps those of a usual pupil.

mod readers;
mod school;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sayso::acts::add_entry;
use sayso::domain::{EntryKind, Piece, Said};
use serde_json::Value;

use crate::program::{School, skipped};
use crate::sayings::saying;
use readers::{biggest_medium, has_all, here, keep, pdf_text, printed, read, texts, width};
use school::{amira, answered, export, tablet, usual};

const UNCHECKED: &str = "Not yet checked by the pupil";

#[test]
fn a_usual_profile_is_one_page_in_word_and_on_paper() {
    let (school, pupil) = usual();
    let word = export(&school, &pupil, "profile", "docx", &[]);
    keep(&word);
    if let Some(read) = read(&word) {
        assert_eq!(read["title"], "Amira Noor: One-page profile");
        assert_eq!((&read["language"], &read["core_language"]), (&"en-GB".into(), &"en-GB".into()));
        assert_eq!(read["page_mm"], serde_json::json!([210, 297]));
        assert_eq!(texts(&read, "Title"), ["Amira Noor"]);
        assert_eq!(texts(&read, "Mark"), [UNCHECKED]);
        let headings = [
            "What people like about me",
            "What is important to me",
            "How to help me",
            "My hopes",
            "My top tips",
            "Something I made",
        ];
        assert_eq!(texts(&read, "Heading 1"), headings);
        let quotes = ["I am kind and I make people laugh", "dog music friends"];
        assert_eq!(texts(&read, "Quote")[..2], quotes);
        assert_eq!(texts(&read, "Top Tip").len(), 5);
        let alt: Vec<&str> =
            read["alt"].as_array().unwrap().iter().flat_map(Value::as_str).collect();
        assert_eq!(alt.len(), read["pictures"].as_u64().unwrap() as usize);
        assert!(alt.iter().all(|alt| !alt.is_empty()) && alt.contains(&"music"), "{alt:?}");
        assert!(read["media"].as_array().unwrap().iter().any(|start| start == "89504e47"));
    }
    let wanted = [
        UNCHECKED,
        "3 Oak · Hillside School",
        "I am kind and I make people laugh",
        "5 Ask me if I am OK, quietly",
        "OpenMoji (openmoji.org)",
    ];
    if let Some((text, pages)) = printed(&word) {
        has_all(&text, &wanted);
        assert_eq!(pages, 1);
    }
    let welsh = export(&school, &pupil, "profile", "docx", &["--language", "cy"]);
    if let Some(read) = read(&welsh) {
        assert_eq!(read["language"], "cy-GB");
        assert_eq!(texts(&read, "Mark"), ["Heb ei wirio gan y disgybl eto"]);
        assert!(texts(&read, "Quote").contains(&"ci cerddoriaeth ffrindiau".to_owned()));
    }
}

#[test]
fn the_views_for_section_a_are_quoted_with_who_said_them() {
    let (school, pupil) = usual();
    let inbox = school.json("senco", &["inbox"]);
    let entry = |kind: &str| {
        let is_it = |line: &&Value| {
            let is_for = line["audience"].as_array().unwrap().contains(&"meeting".into());
            line["kind"] == kind && is_for && line["state"] == "new"
        };
        inbox.as_array().unwrap().iter().find(is_it).unwrap()["entry_id"].as_str().unwrap()
    };
    let quote = ["note", entry("clip"), "--quote", "--at", "1.2", "--text", "Mia is my friend"];
    school.json("senco", &quote);
    school.json("senco", &["note", entry("clip"), "--text", "HIDDEN note"]);
    school.json("senco", &["tag", entry("symbols"), "travel"]);
    let word = export(&school, &pupil, "section-a", "docx", &[]);
    keep(&word);
    if let Some(read) = read(&word) {
        let headings = texts(&read, "Heading 1");
        for heading in ["My views", "My interests", "My hopes and aspirations", "My history"] {
            assert!(headings.iter().any(|one| one == heading), "{heading}: {headings:?}");
        }
        assert_eq!(headings.last().unwrap(), "The views of parents or carers");
        assert_eq!(read["tables"][0][0], "This box is empty: nothing has been filled in yet.");
        assert_eq!(texts(&read, "Adult Words"), ["Sat with a friend and laughed."]);
        let whose = [
            "Words of Mrs Patel, not the pupil's",
            "Said in the recording at 0:01, written down by Mrs Patel",
        ];
        assert_eq!(texts(&read, "Whose Words"), whose);
        assert!(texts(&read, "Quote").contains(&"Mia is my friend".to_owned()));
        let all = read["paragraphs"].as_array().unwrap();
        let tagged = all.iter().position(|one| one[1] == "worried because bus").unwrap();
        let above = all[tagged - 1][1].as_str().unwrap();
        assert_eq!(above.trim(), "My independence and getting around");
        assert!(!read.to_string().contains("HIDDEN"));
        assert!(texts(&read, "Quote").contains(&"I want to work with animals".to_owned()));
        assert!(texts(&read, "Heading 2").contains(&"How are break times?".to_owned()));
        assert!(texts(&read, "Empty Section").len() >= 4);
    }
    if let Some((text, pages)) = printed(&word) {
        has_all(
            &text,
            &["watch it with Mrs Patel", "Someone helped with this", "Good: art, music"],
        );
        assert!(pages <= 4, "{pages} pages");
    }
}

#[test]
fn nothing_stands_in_a_document_that_is_not_for_it() {
    let (school, pupil) = usual();
    let mut seen = 0;
    let all = ["html", "docx", "pptx"];
    for (what, formats) in [
        ("profile", &all[..]),
        ("section-a", &all[..2]),
        ("tips", &all[..]),
        ("slides", &["html", "pptx"]),
    ] {
        for format in formats {
            let path = export(&school, &pupil, what, format, &[]);
            let text = match *format {
                "html" => fs::read_to_string(path).unwrap(),
                _ => match read(&path) {
                    Some(read) => read.to_string(),
                    None => continue,
                },
            };
            assert!(!text.contains("HIDDEN"), "{what} as {format}");
            seen += usize::from(text.contains("Sat with a friend"));
        }
    }
    assert!(seen > 0, "what was seen stands in the views alone");
}

#[test]
fn each_document_takes_what_is_for_its_readers_and_tells_them_of_nothing_else() {
    let school = School::make();
    let pupil = amira(&school);
    let desk = tablet(&school);
    for (audience, kind) in
        [("staff", EntryKind::Page), ("meeting", EntryKind::Survey), ("family", EntryKind::Survey)]
    {
        let answer = Piece::from(format!("I say this for {audience}").as_str());
        let answers = vec![answered("page-like", answer)];
        let said = Said { answers, ..Said::default() };
        let mut new = saying(&desk, kind, said, Vec::new());
        new.pupil_id = Some(pupil.parse().unwrap());
        new.sign_off.audience = audience.parse().unwrap();
        add_entry::add(&desk, new).unwrap();
    }
    drop(desk);
    school.sync();
    for (what, wanted, empty) in [
        ("profile", "staff", "yet for the grown-ups who teach here."),
        ("section-a", "meeting", "yet for the meeting."),
        ("slides", "meeting", "yet for the meeting about:"),
        ("tips", "", "yet for the grown-ups who teach here."),
    ] {
        let out = school.text(what);
        let told = school
            .json("senco", &["export", what, "--pupil", &pupil, "--format", "html", "--out", &out]);
        let page = fs::read_to_string(&out).unwrap();
        for audience in ["staff", "meeting", "family"] {
            let is_in = page.contains(&format!("I say this for {audience}"));
            assert_eq!(is_in, audience == wanted, "{what}, {audience}");
        }
        assert!(page.contains(empty), "{what}");
        assert_eq!(told["for_others"], 2, "{what}: {told}");
    }
}

#[test]
fn slides_hold_the_clip_as_staff_may_see_it() {
    let (school, pupil) = usual();
    let slides = export(&school, &pupil, "slides", "pptx", &[]);
    keep(&slides);
    if let Some(read) = read(&slides) {
        assert_eq!((&read["wide"], &read["high"]), (&12_192_000.into(), &6_858_000.into()));
        assert_eq!(read["title"], "Amira Noor: My slides");
        let all = read["slides"].as_array().unwrap();
        assert_eq!(all[0]["layout"], "Title Slide");
        assert_eq!(all[0]["title"], "Amira Noor");
        let clip: Vec<&Value> = all.iter().filter(|one| one["media_shapes"] == 1).collect();
        assert_eq!(clip.len(), 1);
        let kinds: Vec<&Value> =
            clip[0]["clips"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
        assert_eq!(kinds, ["video", "media"]);
        assert_eq!(clip[0]["clips"][0]["part"], clip[0]["clips"][1]["part"]);
        assert_eq!(
            (&clip[0]["clips"][0]["type"], &clip[0]["plays"]),
            (&"video/mp4".into(), &true.into())
        );
        assert!(clip[0]["texts"].as_array().unwrap().contains(&"Look!".into()));
        for slide in &all[1..] {
            assert_eq!(slide["layout"], "Title and Content");
            assert_eq!(slide["languages"], serde_json::json!(["en-GB"]));
            let alt = slide["alt"].as_array().unwrap();
            assert!(alt.iter().all(|alt| alt.as_str().is_some_and(|alt| !alt.is_empty())));
        }
        let shown =
            all.iter().any(|slide| slide["alt"].as_array().unwrap().contains(&"music".into()));
        assert!(shown, "symbols are pictures with their word");
    }
    if let Some((text, pages)) = printed(&slides) {
        has_all(&text, &["I want to work with animals", "dog music friends", "Look!"]);
        assert!(pages >= 8, "{pages} slides");
    }
    let clip = fs::read(school.text("clip.mp4")).unwrap();
    assert_eq!(biggest_medium(&slides, "mp4").unwrap(), clip, "as it was kept");
}

#[test]
fn what_is_hidden_objected_to_or_flagged_is_obeyed() {
    let school = School::make();
    let (clip, pupil) = (school.clip(), amira(&school));
    let say = |others: &str| {
        let said = ["--pupil", &pupil, "--kind", "clip", "--media", &clip, "--others", others];
        school.add(&[&said[..], &["--audience", "staff,meeting"]].concat())
    };
    let entry = say("yes");
    school.sync();
    let slides = || export(&school, &pupil, "slides", "pptx", &[]);
    assert_eq!(biggest_medium(&slides(), "mp4"), None, "nobody has looked for other children");
    let publish = ["publish", &entry, "--no-other-child", "--only", "0,0,60,100"];
    school.json("senco", &publish);
    let shown = biggest_medium(&slides(), "mp4").unwrap();
    assert!(width(&shown) < width(&fs::read(&clip).unwrap()), "a part of it is hidden");
    assert!(biggest_medium(&slides(), "jpeg").is_some(), "with its picture");

    let flags = |columns: &str, yes: &str| {
        let list = school.text("list.csv");
        let rows = format!("Forename,Surname,Form,{columns}\nAmira,Noor,3 Oak,{yes}\n");
        fs::write(&list, rows).unwrap();
        school.json("senco", &["roster", "import", &list]);
    };
    flags("No image,No name,No location", "yes,yes,yes");
    let file = slides();
    assert_eq!(biggest_medium(&file, "mp4"), None);
    if let Some(read) = read(&file) {
        let text = read.to_string();
        assert!(text.contains("Name kept private") && text.contains("Said in a video"), "{text}");
        for hidden in ["Amira", "Hillside", "3 Oak"] {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
    flags("Objects to video", "yes");
    let html = fs::read_to_string(export(&school, &pupil, "section-a", "html", &[])).unwrap();
    assert!(!html.contains("Said in a video"), "it is not even named");
}

#[test]
fn awkward_words_and_names_open_everywhere() {
    let school = School::make();
    let name = "محمد <script>alert('x')</script> ../../etc";
    let list = school.text("list.csv");
    fs::write(&list, format!("Forename,Surname,Form\n\"{name}\",=1+1,Test\n")).unwrap();
    school.json("senco", &["roster", "import", &list]);
    school.sync();
    school.json("tablet", &["sync", "--once"]);
    let roster = school.json("tablet", &["roster", "list"]);
    let is_theirs = |one: &&Value| one["class"] == "Test";
    let pupil = roster.as_array().unwrap().iter().find(is_theirs).unwrap()["pupil_id"].clone();
    let pupil = pupil.as_str().unwrap();
    let desk = tablet(&school);
    let long = "W".repeat(10_000);
    let texts =
        ["a\u{1}b\u{b}c\u{FFFF}d", "=1+1", "]]> & <b>bold</b>", "السلام عليكم friends", &long];
    for text in texts {
        let answers = vec![answered(text, Piece::from(text))];
        let said = Said { answers, text: Some(text.to_owned()), ..Said::default() };
        let mut new = saying(&desk, EntryKind::Page, said, Vec::new());
        if text != long {
            new.kind = EntryKind::Survey;
        }
        new.pupil_id = Some(pupil.parse().unwrap());
        new.sign_off.audience = "staff,meeting".parse().unwrap();
        add_entry::add(&desk, new).unwrap();
        let tips = Said { tips: vec![Piece::from(text)], ..Said::default() };
        let mut new = saying(&desk, EntryKind::Tips, tips, Vec::new());
        new.pupil_id = Some(pupil.parse().unwrap());
        new.sign_off.audience = "staff,meeting".parse().unwrap();
        add_entry::add(&desk, new).unwrap();
    }
    drop(desk);
    school.sync();
    for (what, format) in
        [("section-a", "docx"), ("profile", "docx"), ("tips", "pptx"), ("slides", "pptx")]
    {
        let path = export(&school, pupil, what, format, &[]);
        let read = read(&path).map(|read| read.to_string()).unwrap_or_default();
        if let Some((text, pages)) = printed(&path) {
            let letters = text.matches('W').count();
            assert!(letters >= 10_000, "{what}: {letters} letters are left on {pages} pages");
            assert!(pages > 1, "{what}");
        }
        if !read.is_empty() && what == "section-a" {
            for wanted in ["abcd", "=1+1", "]]> & <b>bold</b>", "السلام عليكم friends"] {
                assert!(read.contains(wanted), "{wanted}");
            }
            assert!(
                !read.contains("\"right_to_left\": 0") && !read.contains("\"right_to_left\":0")
            );
        }
    }
    let page = fs::read_to_string(export(&school, pupil, "profile", "html", &[])).unwrap();
    assert!(page.contains("&lt;script&gt;alert('x')&lt;/script&gt;") && !page.contains("<script"));
}

#[test]
fn pages_are_silent_and_accessible_in_a_real_browser() {
    let scripts = here().join("browser");
    if !scripts.join("node_modules/axe-core").exists() {
        return skipped("axe-core is not installed; ./test installs it");
    }
    let (school, pupil) = usual();
    let mut paths = Vec::new();
    for (what, language) in
        [("profile", "en"), ("section-a", "cy"), ("tips", "en"), ("slides", "en")]
    {
        paths.push(export(&school, &pupil, what, "html", &["--language", language]));
    }
    let looked = Command::new("node")
        .arg(scripts.join("document.mjs"))
        .args(&paths)
        .current_dir(&scripts)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&looked.stdout);
    assert!(looked.status.success(), "{said} {}", String::from_utf8_lossy(&looked.stderr));
    let said: Value = serde_json::from_str(&said).unwrap();
    assert!(said["pictures"].as_u64().unwrap() > 10, "{said}");
    assert_eq!(said["media"].as_array().unwrap().len(), 1, "the clip plays on the slides' page");
    for path in &paths {
        keep(path);
        keep(&PathBuf::from(format!("{}.png", path.display())));
        keep(&PathBuf::from(format!("{}.pdf", path.display())));
    }
    if Command::new("pdftotext").arg("-v").output().is_err() {
        return skipped("pdftotext is not installed; ./test installs it");
    }
    let (text, pages) = pdf_text(&PathBuf::from(format!("{}.pdf", paths[0].display())));
    has_all(&text, &["Amira Noor", UNCHECKED, "I want to work with animals", "music"]);
    assert_eq!(pages, 1, "a profile is one page");
}

#[test]
fn what_cannot_be_made_is_said_and_leaves_the_old_file() {
    let school = School::make();
    let (pupil, out) = (school.pupil(0), school.text("out"));
    fs::write(&out, "old").unwrap();
    let at = |home: &str, what: &str, pupil: &str, format: &str| {
        school.at(home, &["export", what, "--pupil", pupil, "--format", format, "--out", &out])
    };
    for (what, format) in
        [("profile", "pdf"), ("slides", "docx"), ("section-a", "pptx"), ("profile", "odt")]
    {
        let refused = at("senco", what, &pupil, format);
        assert_eq!(refused.code, 2, "{what} {format}: {}", refused.stderr);
    }
    assert!(at("senco", "tips", &pupil, "pdf").stderr.contains("print it"));
    let nobody = "paaaaaaaaaaaaaaaaaaaa";
    for (home, pupil) in [("senco", nobody), ("tablet", pupil.as_str())] {
        let refused = at(home, "profile", pupil, "docx");
        assert_eq!(refused.code, 1, "{}", refused.stderr);
        assert!(!refused.stderr.is_empty());
    }
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
    assert_eq!(at("senco", "profile", &pupil, "html").code, 0);
    let empty = fs::read_to_string(&out).unwrap();
    let said = "Nothing has been said about this yet for the grown-ups who teach here.";
    assert_eq!(empty.matches(said).count(), 5);
}
