//! The pages in a real browser: a clip plays, and a drawing shows, from `file://` without a console
//! message.

mod samples;
mod supply;

use std::path::Path;
use std::process::Command;

use crate::program::{School, files, skipped};

#[test]
fn the_clip_plays_from_the_folder_without_a_console_message() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !scripts.join("node_modules/playwright-core").exists() {
        return skipped("playwright-core is not installed; ./test installs it");
    }
    let school = School::make();
    let clip = school.clip();
    let pupil = school.pupil(0);
    let entry =
        school.add(&["--pupil", &pupil, "--kind", "clip", "--media", &clip, "--audience", "staff"]);
    let tips = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "tips",
        "--text",
        "One\nTwo\nThree\nFour\nFive",
        "--audience",
        "staff",
    ]);
    let photo = school.text("drawing.jpg");
    let picture = sayso::media::poster(&std::fs::read(&clip).unwrap(), 0).unwrap().unwrap();
    std::fs::write(&photo, picture).unwrap();
    let made = ["--pupil", &pupil, "--kind", "made", "--media", &photo, "--audience", "staff"];
    let made = school.add(&made);
    school.sync();
    for entry in [&entry, &tips, &made] {
        school.json("senco", &["publish", entry]);
    }
    let page = files(&school.path("demo/share/staff"))
        .into_iter()
        .find(|path| std::fs::read_to_string(path).is_ok_and(|page| page.contains("<video")))
        .unwrap();
    let played = Command::new("node")
        .arg(scripts.join("play.mjs"))
        .arg(&page)
        .current_dir(&scripts)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&played.stdout);
    assert!(played.status.success(), "{said} {}", String::from_utf8_lossy(&played.stderr));
    println!("{said}");
}
