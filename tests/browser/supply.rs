//! A supply teacher's two minutes, in a real browser: from the first page to a pupil in two clicks,
//! the clip with its captions, and one sheet of paper. And what is hostile, full or large on paper.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sayso::pages::{Message, ShownName, Site};
use serde_json::Value;

use super::samples;
use crate::program::{School, skipped};

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Nothing where there is no browser here.
fn node(script: &str, arguments: &[&Path]) -> Option<Value> {
    if !scripts().join("node_modules/playwright-core").exists() {
        skipped("playwright-core is not installed; ./test installs it");
        return None;
    }
    let ran = Command::new("node")
        .arg(scripts().join(script))
        .args(arguments)
        .current_dir(scripts())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said} {}", String::from_utf8_lossy(&ran.stderr));
    Some(serde_json::from_str(&said).unwrap())
}

/// How many sheets of A4 each page is, in a folder for its papers.
fn sheets(site: &Path, pages: &[&str]) -> Option<Vec<u64>> {
    let paths: Vec<PathBuf> = pages.iter().map(|page| site.join(page)).collect();
    let all: Vec<&Path> = std::iter::once(site).chain(paths.iter().map(PathBuf::as_path)).collect();
    let papers = node("paper.mjs", &all)?;
    let papers = papers.as_array().unwrap();
    let count = |paper: &Value| {
        assert_eq!(paper["console"], serde_json::json!([]), "{paper}");
        let paper = paper["pdf"].as_str().unwrap();
        let told = Command::new("pdfinfo").arg(paper).output().ok()?;
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains("(A4)"), "{told}");
        told.lines().find_map(|line| line.strip_prefix("Pages:"))?.trim().parse().ok()
    };
    let counted: Option<Vec<u64>> = papers.iter().map(count).collect();
    if counted.is_none() {
        skipped("pdfinfo is not installed; ./test installs poppler-utils");
    }
    counted
}

#[test]
fn two_clicks_lead_to_a_pupil_whose_clip_plays_with_captions_and_whose_page_prints_on_one_a4() {
    let school = School::make();
    let clip = school.clip();
    let pupil = school.pupil(0);
    let says = "I like it when you say my name first.";
    let clip = ["--pupil", &pupil, "--kind", "clip", "--media", &clip, "--text", says];
    let tips = "Show me\nGive me time\nTell me first\nBy the door\nHeadphones";
    let tips = ["--pupil", &pupil, "--kind", "tips", "--text", tips];
    for entry in [&clip[..], &tips[..]] {
        let entry = school.add(&[entry, &["--audience", "staff"]].concat());
        school.sync();
        school.json("senco", &["publish", &entry]);
    }
    let folder = school.path("demo/share/staff");
    let Some(told) = node("visit.mjs", &[&folder, Path::new("3 Oak"), Path::new("Amira")]) else {
        return;
    };
    assert_eq!(told["clicks"], 2);
    assert_eq!(told["tips"], 5);
    assert_eq!(told["caption"], says);
    assert!(told["seconds"].as_f64().unwrap() > 0.5, "{told}");
    assert_eq!(told["console"], serde_json::json!([]));
    assert_eq!(told["elsewhere"], serde_json::json!([]));
    assert_eq!(told["reachable_by_keyboard"], true);
    // By the name, too: first letter, then the pupil.
    assert_eq!(told["by_name"], told["page"]);
    let page = PathBuf::from(told["page"].as_str().unwrap());
    let page = page.file_name().unwrap().to_str().unwrap();
    if let Some(sheets) = sheets(&folder, &[page]) {
        assert_eq!(sheets, [1]);
    }
}

#[test]
fn a_pupils_page_and_a_class_print_on_one_a4_each_however_full() {
    let folder = tempfile::tempdir().unwrap();
    let mut site = samples::school();
    let class = &mut site.classes[1];
    let mut full = samples::usual(70, "Fully", "Filled");
    for number in 0..40 {
        full.messages.push(Message {
            text: format!("{number}: {}", "I would like to say more. ".repeat(12)),
            ..full.messages[0].clone()
        });
        full.clips.push(full.clips[0].clone());
        full.sorts.push(full.sorts[0].clone());
    }
    full.profile.as_mut().unwrap().words = "All of my page. ".repeat(60);
    let mut long = samples::usual(71, "Long", "Winded");
    long.tips.extend(long.tips.clone());
    for tip in &mut long.tips {
        tip.text = "Please listen to all of it. ".repeat(200);
    }
    let mut named = samples::usual(72, "N", "N");
    named.shown_name = ShownName::Name("W".repeat(10_000));
    class.pupils.extend([full, long, named]);
    samples::write(&site, None, folder.path());
    let pages = [
        "pupil-p0.html",
        "pupil-p1.html",
        "pupil-p6.html",
        "pupil-p70.html",
        "pupil-p71.html",
        "pupil-p72.html",
        "class-c1-sheet.html",
        "class-c2-sheet.html",
    ];
    let Some(sheets) = sheets(folder.path(), &pages) else { return };
    assert_eq!(sheets, [1; 8], "{pages:?}");
    let usual = fs::read_to_string(folder.path().join("pupil-p0.html")).unwrap();
    assert!(!usual.contains("class=\"paper-more\""), "all of a usual page is on its paper");
    let full = fs::read_to_string(folder.path().join("pupil-p70.html")).unwrap();
    assert!(full.contains("choose 5 Willow, then this name"), "paper says where the rest is");
}

/// Names that break careless pages.
const HOSTILE: [&str; 7] = [
    "<script>document.title = 'taken'</script>",
    "=1+1",
    "../..",
    "\u{202E}gpj.exe",
    "\u{0}\u{1b}[31mred",
    "\"><img src=x onerror=alert(1)>",
    "محمد الأحمد",
];

#[test]
fn hostile_names_are_shown_as_text_and_run_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let long = "w".repeat(10_000);
    let mut site = Site { school: HOSTILE[0].to_owned(), ..samples::school() };
    for (number, name) in HOSTILE.iter().copied().chain([long.as_str()]).enumerate() {
        let mut pupil = samples::usual(200 + number, name, "");
        pupil.shown_name = ShownName::Name(name.to_owned());
        for tip in &mut pupil.tips {
            tip.text = name.to_owned();
        }
        pupil.clips.clear();
        pupil.messages[0].text = name.to_owned();
        site.classes[1].pupils.push(pupil);
    }
    site.classes[1].name = HOSTILE[5].to_owned();
    samples::write(&site, None, folder.path());
    let pages = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let mut pages: Vec<PathBuf> = pages
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            !name.starts_with("pupil-") || name.starts_with("pupil-p20")
        })
        .collect();
    pages.sort();
    let all: Vec<&Path> = pages.iter().map(PathBuf::as_path).collect();
    let Some(told) = node("shown.mjs", &all) else { return };
    for page in told.as_array().unwrap() {
        assert_eq!(page["console"], serde_json::json!([]), "{page}");
        assert_eq!(page["scripts"], 0, "{page}");
        assert_eq!(page["strangers"], 0, "{page}");
        assert_eq!(page["wider_than_window"], false, "{page}");
        assert_ne!(page["title"], "taken");
    }
    let page = told.as_array().unwrap().iter().find(|page| page["page"] == "pupil-p200.html");
    assert_eq!(page.unwrap()["heading"], HOSTILE[0]);
}

/// For the README: `assets/readme/make.sh` says where they go.
#[test]
fn large_pictures_of_the_pages() {
    let Some(into) = std::env::var_os("SAYSO_PICTURES") else { return };
    let school = School::make();
    let folder = school.path("pages");
    samples::write(&samples::school(), Some(Path::new(&school.clip())), &folder);
    let pages = ["class-c1.html", "pupil-p0.html", "class-c1-sheet.html"].map(Path::new);
    node("pictures.mjs", &[&[folder.as_path(), Path::new(&into)], &pages[..]].concat());
}
