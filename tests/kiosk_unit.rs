//! A tablet that is only a kiosk: what `assets/linux` starts must be there, in this program and by
//! systemd's own word.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{run, skipped};

const PROGRAM: &str = "/usr/local/bin/sayso";

fn part(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/linux").join(name)
}

/// The one command of the unit: what stands before `sayso`, and what it is called with.
fn command(unit: &str) -> (Vec<&str>, Vec<&str>) {
    let mut lines = unit.lines().filter_map(|line| line.strip_prefix("ExecStart="));
    let line = lines.next().unwrap();
    assert_eq!(lines.next(), None, "one command");
    let (before, rest) = line.split_once(PROGRAM).expect("it starts the program");
    let called = rest.split(';').next().unwrap();
    // What a technician adds.
    let called = called.split_whitespace().filter(|word| !word.starts_with('$'));
    (before.split_whitespace().collect(), called.collect())
}

#[test]
fn the_unit_starts_the_kiosk_with_options_that_it_has() {
    let unit = fs::read_to_string(part("sayso-kiosk.service")).unwrap();
    let (before, mut called) = command(&unit);
    let verb = called[0];
    let help = run(&[verb, "--help"]);
    assert_eq!(help.code, 0, "{verb}: {}", help.stderr);
    for option in called.iter().filter(|word| word.starts_with('-')) {
        let known = help.stdout.split_whitespace().any(|word| word.trim_matches(',') == *option);
        assert!(known, "`sayso {verb}` has no {option}");
    }
    // As the program reads it, with a home that is not there: it could not, and was not used wrong.
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("tablet").to_string_lossy().into_owned();
    let home = called.iter().position(|word| *word == "--home").unwrap() + 1;
    let named = std::mem::replace(&mut called[home], &nowhere);
    assert_eq!(run(&called).code, 1);
    // Of cage, no -s: that would let a pupil change to another console.
    assert!(before[0].ends_with("/cage") && !before.contains(&"-s"), "{before:?}");
    // What sets it up and what explains it speak of the same places.
    for other in ["set-up-kiosk.sh", "README.md"] {
        let text = fs::read_to_string(part(other)).unwrap();
        assert!(text.contains(named), "{other} does not know {named}");
    }
    let set_up = fs::read_to_string(part("set-up-kiosk.sh")).unwrap();
    assert!(set_up.contains(PROGRAM), "set-up-kiosk.sh does not know {PROGRAM}");
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
