//! The house rules as a test: which folder may use which, where the system may be named, where
//! sentences may stand, how long a file may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each folder of `src` may use, as ARCHITECTURE.md says it.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("wire", &["domain"]),
    ("words", &["domain"]),
    ("platform", &["domain"]),
    ("media", &["domain", "platform"]),
    ("seal", &["domain", "wire", "platform"]),
    ("store", &["domain", "wire", "platform", "seal"]),
    ("share", &["domain", "wire", "platform", "seal", "store"]),
    ("pages", &["domain", "words"]),
    ("symbols", &["domain", "platform"]),
    (
        "acts",
        &[
            "domain", "wire", "words", "platform", "media", "seal", "store", "share", "symbols",
            "pages",
        ],
    ),
    ("sample", &["domain", "platform", "store", "acts"]),
    (
        "app",
        &["domain", "words", "platform", "media", "store", "share", "symbols", "pages", "acts"],
    ),
    ("ui", &["domain", "words", "media", "symbols", "pages", "acts", "app"]),
    (
        "cli",
        &[
            "domain", "words", "platform", "media", "seal", "store", "share", "acts", "sample",
            // `faces.rs` alone opens windows.
            "app", "ui",
        ],
    ),
];

const LINES_LIMIT: usize = 450;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, into);
        } else if path.extension().is_some_and(|found| found == ending) {
            into.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    files(&root().join(folder), "rs", &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The part of a file that is no test, without comments.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn folder_of(name: &str) -> Option<&str> {
    name.strip_prefix("src/")?.split_once('/').map(|(folder, _)| folder)
}

fn used_layers(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect())
        .collect()
}

#[test]
fn each_folder_uses_only_the_layers_below_it() {
    let layers: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let Some(folder) = folder_of(&name) else {
            continue;
        };
        let Some(allowed) = layers.get(folder) else {
            wrong.push(format!("{name}: the folder {folder} is in no layer"));
            continue;
        };
        // A test may begin from the sample school.
        if name.ends_with("tests.rs") {
            continue;
        }
        for used in used_layers(&code(&text)) {
            if used != folder
                && layers.contains_key(used.as_str())
                && !allowed.contains(&used.as_str())
            {
                wrong.push(format!("{name}: {folder} may not use {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_file_system_has_one_door() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let code = code(&text);
        if code.contains("std::fs") && !name.starts_with("src/platform/") {
            wrong.push(format!("{name}: std::fs"));
        }
        let is_system_file = ["_linux.rs", "_unix.rs", "_windows.rs", "_macos.rs"]
            .iter()
            .any(|ending| name.ends_with(ending));
        for system in ["std::os::", "libc::", "rustix::", "windows_sys::"] {
            if code.contains(system) && !is_system_file {
                wrong.push(format!("{name}: {system}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text of string literals, with what stands before each on its line.
fn literals(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in code.lines() {
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let Some(length) = rest[start + 1..].find('"') else {
                break;
            };
            found.push((
                line[..line.len() - rest.len() + start].trim().to_owned(),
                rest[start + 1..start + 1 + length].to_owned(),
            ));
            rest = &rest[start + 2 + length..];
        }
    }
    found
}

#[test]
fn sentences_stand_only_in_language_files() {
    // Made-up pupils of the sample school may say made-up things; a log and a proof are for
    // developers.
    let exempt = ["#[error(", "expect(", "tracing::", "warn!(", "info!(", "debug!(", "error!("];
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let is_for_tests = name.ends_with("fixtures.rs") || name.ends_with("tests.rs");
        if name.starts_with("src/sample/") || is_for_tests {
            continue;
        }
        for (before, literal) in literals(&code(&text)) {
            let words =
                literal.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
            let is_sentence = literal.starts_with(char::is_uppercase)
                && words.count() >= 3
                && literal.ends_with(['.', '!', '?']);
            if is_sentence && !exempt.iter().any(|mark| before.contains(mark)) {
                wrong.push(format!("{name}: {literal}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn colours_stand_only_in_the_theme() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src/ui") {
        if name.starts_with("src/ui/theme/") {
            continue;
        }
        for mark in ["from_rgb", "from_gray", "Color32::RED", "Color32::GREEN", "Color32::BLUE"] {
            // Pixels of pictures are no colours of ours.
            let pixels = name.ends_with("pictures.rs") || name.ends_with("video.rs");
            if code(&text).contains(mark) && !pixels {
                wrong.push(format!("{name}: {mark}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_file_opens_windows_and_no_screen_knows_a_worker() {
    for (name, text) in sources("src") {
        let opens = code(&text).contains("crate::ui::") && name.starts_with("src/cli/");
        assert!(!opens || name == "src/cli/faces.rs", "{name}");
        let draws = name.starts_with("src/app/") && code(&text).contains("egui");
        assert!(!draws, "{name} knows egui");
    }
}

#[test]
fn no_file_outgrows_its_room() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "fuzz"] {
        for (name, text) in sources(folder) {
            let lines = text.lines().count();
            if lines > LINES_LIMIT {
                wrong.push(format!("{name}: {lines} lines"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_says_what_it_is_for() {
    for (name, text) in sources("src") {
        if name.ends_with("/mod.rs") {
            assert!(text.starts_with("//! "), "{name} does not open with its purpose");
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "fuzz"] {
        for (name, text) in sources(folder) {
            if name == "tests/tidy.rs" {
                continue;
            }
            for mark in ["todo!(", "unimplemented!(", "dbg!(", "#[ignore", "FIXME", "XXX"] {
                if text.contains(mark) {
                    wrong.push(format!("{name}: {mark}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_language_has_every_message_for_pupils_and_pages() {
    let folder = root().join("assets/languages");
    let read = |language: &str, file: &str| {
        let text = fs::read_to_string(folder.join(language).join(file)).unwrap();
        let mut names = sayso::words::message_names(&text);
        names.sort();
        names
    };
    // What technicians read is in English alone.
    for file in ["pages.ftl", "pupil.ftl"] {
        let english = read("en", file);
        assert!(!english.is_empty());
        assert_eq!(english, read("cy", file), "{file}");
    }
}

#[test]
fn every_sentence_that_the_code_asks_for_exists() {
    let mut wrong = Vec::new();
    let words = sayso::words::Words::new(sayso::words::Language::English);
    for (name, text) in sources("src") {
        for part in code(&text).split("Sentence::plain(\"").skip(1) {
            let key = part.split('"').next().unwrap();
            if !words.has(key) {
                wrong.push(format!("{name}: {key}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_language_file_has_a_mistake() {
    let mut paths = Vec::new();
    files(&root().join("assets/languages"), "ftl", &mut paths);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let parsed = fluent_bundle::FluentResource::try_new(text);
        assert!(parsed.is_ok(), "{}: {:?}", path.display(), parsed.err().map(|(_, errors)| errors));
    }
}
