//! The whole way: recorded, added, synced, opened, published, answered, withdrawn.

use std::fs;
use std::process::Command;

use crate::program::{School, files};

fn has_name(names: &[std::path::PathBuf], ending: &str) -> bool {
    names.iter().any(|path| path.to_string_lossy().ends_with(ending))
}

fn probe(path: &str) -> Option<String> {
    let probed = Command::new("ffprobe")
        .args(["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", path])
        .output()
        .ok()?;
    assert!(probed.status.success(), "{}", String::from_utf8_lossy(&probed.stderr));
    Some(String::from_utf8_lossy(&probed.stdout).into_owned())
}

/// The order of an MP4's top boxes.
fn boxes(bytes: &[u8]) -> Vec<String> {
    let mut at = 0;
    let mut names = Vec::new();
    while at + 8 <= bytes.len() {
        let size = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        names.push(String::from_utf8_lossy(&bytes[at + 4..at + 8]).into_owned());
        at += size.max(8);
    }
    names
}

#[test]
fn a_clip_goes_the_whole_way_and_comes_back() {
    let school = School::make();
    let pupil = school.pupil(0);
    let clip = school.clip();
    let entry = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "clip",
        "--media",
        &clip,
        "--helped",
        "alone",
        "--audience",
        "staff,meeting",
        "--witness",
        "Mr Brown",
    ]);
    let status = school.json("tablet", &["status"]);
    assert_eq!(status["pending"], 1);
    let sync = school.json("tablet", &["sync", "--once"]);
    assert_eq!(
        (&sync["sent"], &sync["pending"], &sync["share_state"]),
        (&1.into(), &0.into(), &"ok".into())
    );
    assert_eq!(school.json("tablet", &["status"])["pending"], 0);
    assert!(school.json("senco", &["sync", "--once"])["received"].as_u64().unwrap() >= 1);

    let line = school.line(&entry).unwrap();
    assert_eq!(line["state"], "new");
    assert_eq!(line["audience"], serde_json::json!(["staff", "meeting"]));
    assert_eq!(line["identity_checked"], true);

    school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
    let opened = school.text("opened/1.mp4");
    if let Some(streams) = probe(&opened) {
        assert!(streams.contains("h264") && streams.contains("aac"), "{streams}");
    }
    let names = boxes(&fs::read(&opened).unwrap());
    assert_eq!(names[0], "ftyp");
    let place = |name: &str| names.iter().position(|found| found == name).unwrap();
    assert!(place("moov") < place("mdat"), "fast start: {names:?}");
    assert_eq!(school.line(&entry).unwrap()["state"], "seen");

    school.json("senco", &["publish", &entry]);
    assert_eq!(school.line(&entry).unwrap()["state"], "published");
    let pages = files(&school.path("demo/share/staff"));
    assert_eq!(pages.iter().filter(|path| path.to_string_lossy().ends_with(".mp4")).count(), 1);
    assert!(has_name(&pages, "index.html"));

    school.json("senco", &["reply", &entry, "--text", "We moved your table."]);
    assert_eq!(school.json("tablet", &["sync", "--once"])["share_state"], "ok");

    school.json("senco", &["withdraw", &entry, "--reason", "changed their mind"]);
    assert_eq!(school.line(&entry).unwrap()["state"], "withdrawn");
    let left = files(&school.share());
    assert!(!has_name(&left, ".mp4"), "{left:?}");
    assert!(!has_name(&left, ".bin"), "{left:?}");
    for page in left.iter().filter(|path| path.to_string_lossy().ends_with(".html")) {
        assert!(!fs::read_to_string(page).unwrap().contains("<video"), "{}", page.display());
    }
    let verified = school.json("senco", &["verify"]);
    assert_eq!(verified["findings"], serde_json::json!([]));
    school.json("tablet", &["sync", "--once"]);
    assert_eq!(school.json("tablet", &["verify"])["missing"], 0);
    assert_eq!(school.at("senco", &["open", &entry, "--out", &school.text("again")]).code, 1);
}

#[test]
fn tips_stand_on_the_pupils_page_as_they_were_said() {
    let school = School::make();
    let pupil = school.pupil(0);
    let tips = "Show me first\nGive me <b>time</b>\n\"Quiet\" & calm\n../up\n👍 please";
    let entry =
        school.add(&["--pupil", &pupil, "--kind", "tips", "--text", tips, "--audience", "staff"]);
    school.sync();
    school.json("senco", &["publish", &entry]);
    let page = files(&school.path("demo/share/staff"))
        .into_iter()
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("pupil-"))
        .map(|path| fs::read_to_string(path).unwrap())
        .find(|page| page.contains("Show me first"))
        .unwrap();
    assert!(page.contains("Give me &lt;b&gt;time&lt;/b&gt;"));
    assert!(page.contains("👍 please") && page.contains("../up"));
}

#[test]
fn a_pupil_takes_something_back_and_staff_no_longer_see_it_published() {
    let school = School::make();
    let pupil = school.pupil(0);
    let entry = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "tips",
        "--text",
        "One tip",
        "--audience",
        "staff",
    ]);
    school.sync();
    school.json("senco", &["publish", &entry]);
    school.json("tablet", &["withdraw", &entry, "--reason", "no"]);
    school.json("senco", &["sync", "--once"]);
    assert_eq!(school.line(&entry).unwrap()["state"], "taken_back");
    for page in files(&school.path("demo/share/staff")) {
        assert!(!String::from_utf8_lossy(&fs::read(page).unwrap()).contains("One tip"));
    }
    assert_eq!(school.at("senco", &["publish", &entry]).code, 1);
    school.json("senco", &["withdraw", &entry, "--reason", "taken back"]);
    assert_eq!(school.line(&entry).unwrap()["state"], "withdrawn");
}

#[test]
fn publishing_obeys_audience_others_and_objections() {
    let school = School::make();
    let roster = school.json("senco", &["roster", "list"]);
    let named = |name: &str| {
        let pupils = roster.as_array().unwrap();
        let pupil = pupils.iter().find(|pupil| pupil["name"].as_str().unwrap().starts_with(name));
        pupil.unwrap()["pupil_id"].as_str().unwrap().to_owned()
    };
    let clip = school.clip();
    let add = |pupil: &str, more: &[&str]| {
        let mut all = vec!["--pupil", pupil, "--kind", "clip", "--media", &clip];
        all.extend(more);
        school.add(&all)
    };
    let first = school.pupil(0);
    let for_meeting = add(&first, &["--audience", "meeting"]);
    let with_others = add(&first, &["--audience", "staff", "--others", "yes"]);
    let no_image = add(&named("Callum"), &["--audience", "staff"]);
    let no_video = add(&named("Mia"), &["--audience", "staff"]);
    school.sync();
    for entry in [&for_meeting, &with_others, &no_image, &no_video] {
        let refused = school.at("senco", &["publish", entry]);
        assert_eq!(refused.code, 1, "{}", refused.stdout);
        assert!(!refused.stderr.trim().is_empty());
    }
    school.json("senco", &["publish", &with_others, "--no-other-child"]);
}

#[test]
fn a_hold_keeps_an_entry_from_being_withdrawn() {
    let school = School::make();
    let entry =
        school.add(&["--pupil", &school.pupil(1), "--kind", "symbols", "--symbols", "sad,home"]);
    school.sync();
    school.json("senco", &["hold", &entry]);
    assert_eq!(school.line(&entry).unwrap()["state"], "held");
    let refused = school.at("senco", &["withdraw", &entry, "--reason", "asked"]);
    assert_eq!(refused.code, 1);
    assert_eq!(school.line(&entry).unwrap()["state"], "held");
    assert_eq!(school.json("senco", &["verify"])["findings"], serde_json::json!([]));
}

#[test]
fn what_is_sent_is_sent_once_and_in_order() {
    let school = School::make();
    let pupil = school.pupil(2);
    let entries: Vec<String> = (0..5)
        .map(|number| {
            school.add(&["--pupil", &pupil, "--kind", "survey", "--text", &number.to_string()])
        })
        .collect();
    for _ in 0..3 {
        school.sync();
    }
    let inbox = school.json("senco", &["inbox"]);
    let seen: Vec<&str> =
        inbox.as_array().unwrap().iter().map(|line| line["entry_id"].as_str().unwrap()).collect();
    assert_eq!(seen, entries);
}
