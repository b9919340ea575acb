//! A tablet that is only a kiosk: what `assets/linux` starts must be there, in this program and by
//! systemd's own word.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{run, skipped};

fn part(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/linux").join(name)
}

/// The words of the unit's one command.
fn command(unit: &str) -> Vec<String> {
    let mut lines = unit.lines().filter_map(|line| line.strip_prefix("ExecStart="));
    let words = lines.next().unwrap().split_whitespace().map(str::to_owned).collect();
    assert_eq!(lines.next(), None, "one command");
    words
}

#[test]
fn the_unit_starts_the_kiosk_with_options_that_it_has() {
    let unit = fs::read_to_string(part("sayso-kiosk.service")).unwrap();
    let words = command(&unit);
    let program = words.iter().position(|word| word.ends_with("/sayso")).unwrap();
    let [verb, options @ ..] = &words[program + 1..] else { panic!("{words:?}") };
    let help = run(&[verb.as_str(), "--help"]);
    assert_eq!(help.code, 0, "{verb}: {}", help.stderr);
    let known =
        |option: &str| help.stdout.split_whitespace().any(|word| word.trim_matches(',') == option);
    for option in options.iter().filter(|word| word.starts_with('-')) {
        assert!(known(option), "`sayso {verb}` has no {option}");
    }
    // As the program reads it, with a home that is not there: it could not, and was not used wrong.
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("tablet").to_string_lossy().into_owned();
    let mut all: Vec<&str> = words[program + 1..].iter().map(String::as_str).collect();
    let home = all.iter().position(|word| *word == "--home").unwrap() + 1;
    let named = std::mem::replace(&mut all[home], &nowhere);
    assert_eq!(run(&all).code, 1);
    // Of cage, no -s: that would let a pupil change to another console.
    assert!(words[..program].iter().all(|word| word != "-s"), "{words:?}");
    // What sets it up and what explains it speak of the same places.
    let set_up = fs::read_to_string(part("set-up-kiosk.sh")).unwrap();
    for place in [named, words[program].as_str()] {
        assert!(set_up.contains(place), "set-up-kiosk.sh does not know {place}");
    }
}

#[test]
fn systemd_finds_no_fault_with_the_unit() {
    let unit = fs::read_to_string(part("sayso-kiosk.service")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("sayso-kiosk.service");
    // cage itself need not be installed where the tests run.
    fs::write(&copy, unit.replace("=/usr/bin/cage ", "=/bin/sh ")).unwrap();
    let verified = Command::new("systemd-analyze").arg("verify").arg(&copy).output();
    let Ok(verified) = verified else {
        return skipped("systemd-analyze is not installed");
    };
    let said = String::from_utf8_lossy(&verified.stderr);
    // It speaks of other units too, where they need it.
    assert!(verified.status.success() && !said.contains("sayso-kiosk"), "{said}");
}
