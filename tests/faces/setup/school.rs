//! A new school, from nothing to the inbox; and a look at the sample one.

use std::path::Path;

use egui::Key;
use sayso::app::review::ReviewState;
use sayso::app::setup::Step;
use sayso::ui::setup_window::Shown;

use super::computer::{Computer, Folders, PASSPHRASE};
use crate::program::{Run, sayso};

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn a_new_school_is_made_by_keys_alone_from_nothing_to_the_inbox() {
    let folders = Folders::new();
    folders.school("taken", "theirs");
    let mut computer = Computer::new(folders.at("home"));
    computer.keep_picture("what");
    computer.press("A new school");
    computer.wait_for(Step::Share);
    computer.keep_picture("share");
    // The field has the focus; what is not there, and what is another school's, is told.
    computer.enter();
    assert_eq!(computer.told(), "setup-no-folder");
    computer.type_on(&folders.text("nowhere"));
    computer.enter();
    assert_eq!(computer.told(), "file-not-found");
    computer.keep_picture("share-missing");
    let field = "The folder, such as \\\\server\\sayso or /mnt/sayso";
    computer.type_over(field, &folders.text("taken"));
    computer.enter();
    assert_eq!(computer.told(), "share-taken");
    computer.type_over(field, &folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);

    computer.type_on("Hillside School");
    computer.enter();
    computer.enter();
    assert_eq!(computer.told(), "bad-name");
    computer.type_on("Mrs Patel");
    computer.keep_picture("names");
    computer.enter();
    computer.wait_for(Step::Pages);
    assert!(computer.shows(&folders.text("share/staff")), "a place is proposed");
    computer.keep_picture("pages");
    computer.enter();
    computer.wait_for(Step::Passphrase);

    computer.type_on("acorn");
    computer.enter();
    computer.type_on("acorn");
    computer.enter();
    assert_eq!(computer.told(), "weak-passphrase");
    computer.type_over("Your passphrase", PASSPHRASE);
    computer.enter();
    assert_eq!(computer.told(), "setup-passphrases-differ");
    computer.keep_picture("passphrase");
    computer.type_over("The same passphrase again", PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Safe(0));

    let words = computer.words_of_safe();
    computer.keep_picture("safe-school");
    // Back and on again: nothing is lost, and the words are the same.
    computer.harness.key_press(Key::Escape);
    computer.wait_for(Step::Passphrase);
    computer.press("Back");
    computer.wait_for(Step::Pages);
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.press("Next");
    computer.wait_for(Step::Safe(0));
    assert_eq!(computer.words_of_safe(), words);

    computer.press("I have written them down");
    computer.wait_for(Step::Safe(1));
    assert_ne!(computer.words_of_safe(), words);
    computer.keep_picture("safe-head");
    computer.press("I have written them down");
    computer.wait_for(Step::Safe(2));
    computer.keep_picture("safe-chair");
    computer.press("I have written them down");
    computer.wait_for(Step::AskBack);
    computer.keep_picture("ask-back");
    let asked = computer.setup().asked_back;
    for turn in 0..3 {
        computer.type_on(if turn == 1 { "zebra crossing" } else { &words[asked[turn]] });
        computer.enter();
    }
    assert_eq!(computer.told(), "setup-word-wrong");
    computer.keep_picture("ask-back-wrong");
    // Nothing was made so far.
    assert!(is_empty(&folders.at("share")) && !computer.home.exists());
    let number = format!("Word number {}", asked[1] + 1);
    computer.type_over(&number, &format!(" {} ", words[asked[1]].to_uppercase()));
    computer.enter();
    computer.keep_picture("making");
    computer.wait_for(Step::Ready);
    assert!(computer.shows("Hillside School is ready"));
    assert!(folders.at("share/v1/share.json").exists());
    computer.keep_picture("ready");
    let debug = format!("{:?}", computer.harness.state());
    assert!(!debug.contains(PASSPHRASE) && !debug.contains(&words[..3].join(" ")));

    computer.press("Open Say So");
    computer.wait("the inbox", |shown| match shown {
        Shown::Review(window) => match &window.face.review.state {
            ReviewState::Unlocked(unlocked) => unlocked.overview.school_name == "Hillside School",
            ReviewState::Locked(_) => false,
        },
        Shown::Assistant(_) | Shown::Tablet(_) => false,
    });
    computer.keep_picture("inbox");
}

#[test]
fn the_words_go_into_a_new_file_and_never_over_another() {
    let folders = Folders::new();
    let mut computer = Computer::new(folders.at("home"));
    to_the_safes(&mut computer, &folders);
    let words = computer.words_of_safe();
    let (taken, new) = (folders.at("old.txt"), folders.at("words.txt"));
    std::fs::write(&taken, "another school's").unwrap();
    let field = "A new file, such as E:\\words.txt";
    computer.press("Save them there");
    assert_eq!(computer.told(), "setup-no-file");
    for (path, expected) in [
        (&taken, "words-file-there"),
        (&folders.at("share"), "words-file-there"),
        (&folders.at("nowhere/words.txt"), "file-not-found"),
    ] {
        computer.type_over(field, &path.display().to_string());
        computer.enter();
        assert_eq!(computer.told(), expected, "{}", path.display());
    }
    assert_eq!(std::fs::read_to_string(&taken).unwrap(), "another school's");
    computer.type_over(field, &new.display().to_string());
    computer.press("Save them there");
    computer.wait("the file", |shown| match shown {
        Shown::Assistant(assistant) => assistant.setup.words_at.is_some(),
        Shown::Tablet(_) | Shown::Review(_) => false,
    });
    computer.keep_picture("safe-saved");
    assert!(computer.shows("All three lists are in"));
    let page = std::fs::read_to_string(&new).unwrap();
    let mut lists = page.split("\n\n").filter(|part| !part.trim().is_empty());
    let first: Vec<&str> = lists.next().unwrap().lines().skip(1).collect();
    assert_eq!(first.join(" "), words.join(" "));
    assert_eq!(lists.count(), 2);
}

fn to_the_safes(computer: &mut Computer<'_>, folders: &Folders) {
    computer.press("A new school");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    computer.type_on("Hillside School");
    computer.enter();
    computer.type_on("Mrs Patel");
    computer.enter();
    computer.wait_for(Step::Pages);
    computer.enter();
    computer.wait_for(Step::Passphrase);
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Safe(0));
}

#[test]
fn just_looking_opens_the_sample_school() {
    let folders = Folders::new();
    let mut computer = Computer::new(folders.at("home"));
    computer.press("Just look");
    computer.wait("the sample school", |shown| match shown {
        Shown::Tablet(window) => !window.kiosk.school.school.pupils.is_empty(),
        Shown::Assistant(_) | Shown::Review(_) => false,
    });
    assert!(!computer.home.exists());
    assert!(computer.shows("Sample school"));
}

#[test]
fn without_a_window_it_says_how_to_begin_and_a_kiosk_without_a_home_sets_nothing_up() {
    let folders = Folders::new();
    let home = folders.text("home");
    let run = |arguments: &[&str], display: &str| {
        let mut command = sayso();
        command.args(["--home", &home]).args(arguments);
        command.env_remove("WAYLAND_DISPLAY").env("DISPLAY", display);
        Run::from(command.output().unwrap())
    };
    let alone = run(&[], "");
    assert_eq!(alone.code, 0);
    assert!(alone.stdout.contains("belongs to no school yet"), "{}", alone.stdout);
    // A program is answered, whether or not there is a display.
    assert_eq!(run(&["--json"], ":97").json()["is_home"], false);
    for verb in ["kiosk", "review"] {
        let without = run(&[verb], ":97");
        assert_eq!(without.code, 1);
        assert!(without.stderr.contains("“sayso” alone"), "{}", without.stderr);
    }
    assert!(!folders.at("home").exists());
}
