//! Tablets and staff ask to join, wait, and open by themselves.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sayso::acts::{Desk, approve, sync};
use sayso::app::Route;
use sayso::app::setup::Step;
use sayso::ui::setup_window::Shown;

use super::computer::{Computer, Folders, PASSPHRASE};
use crate::faces::screen::DEADLINE;

/// A tablet that has asked, with the words on its screen.
fn tablet_that_asked(folders: &Folders) -> Computer<'static> {
    let mut computer = Computer::new(folders.at("tablet"));
    computer.press("Pupils’ tablet");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("nowhere"));
    computer.enter();
    assert_eq!(computer.told(), "file-not-found");
    let field = "The folder, such as \\\\server\\sayso or /mnt/sayso";
    std::fs::create_dir_all(folders.at("empty")).unwrap();
    computer.type_over(field, &folders.text("empty"));
    computer.enter();
    assert_eq!(computer.told(), "no-school");
    // As if the folder had been dropped on the window.
    let dropped = Arc::new(Dropped(folders.at("share")));
    computer.harness.input_mut().dropped_files.push(dropped);
    computer.step();
    computer.wait_for(Step::Names);
    computer.type_on("3 Oak tablet");
    computer.keep_picture("names-tablet");
    computer.enter();
    computer.wait_for(Step::Waiting);
    computer
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("nobody reads it here".to_owned())
    }
}

fn let_in(senco: &Desk, words: &str) {
    let asking = approve::requests(senco).unwrap();
    approve::approve(senco, &asking[0].device, words).unwrap();
    sync::send_now(senco).unwrap();
}

#[test]
fn a_tablet_asks_waits_through_anything_and_opens_by_itself() {
    let folders = Folders::new();
    let senco = folders.school("share", "senco");
    let mut computer = tablet_that_asked(&folders);
    let words = computer.six_words();
    assert_eq!(words.split(' ').count(), 6);
    computer.keep_picture("waiting");
    computer.later();
    computer.wait_for(Step::Waiting);
    // Closed, and opened again while the share is away: the same words, and it goes on.
    drop(computer);
    std::fs::rename(folders.at("share"), folders.at("away")).unwrap();
    let mut computer = Computer::again(folders.at("tablet"));
    computer.wait_for(Step::Waiting);
    assert_eq!(computer.six_words(), words);
    assert!(!computer.shows("Ask anew"), "a pupil may sit there");
    computer.later();
    assert_eq!(computer.told(), "share-unreachable");
    computer.keep_picture("waiting-share-away");
    std::fs::rename(folders.at("away"), folders.at("share")).unwrap();
    // A card that went missing is put again.
    let asking = approve::requests(&senco).unwrap();
    let card = folders.at("share/v1/d").join(asking[0].device.as_str()).join("device.cbor");
    std::fs::remove_file(&card).unwrap();
    let began = Instant::now();
    while !card.exists() {
        computer.later();
        assert!(began.elapsed() < DEADLINE, "the card never came back");
        std::thread::sleep(Duration::from_millis(20));
    }
    let_in(&senco, &words);
    computer.wait_until_in();
    computer.wait("the school", |shown| match shown {
        Shown::Tablet(window) => window.kiosk.school.school.pupils.len() == 1,
        Shown::Assistant(_) | Shown::Review(_) => false,
    });
    computer.step();
    computer.keep_picture("tablet-pin");
    // Nobody has chosen a staff PIN for it yet; then pupils can begin.
    for digit in ["2", "4", "6", "8"] {
        computer.press(digit);
    }
    computer.wait("the start", |shown| match shown {
        Shown::Tablet(window) => window.kiosk.route == Route::Start,
        Shown::Assistant(_) | Shown::Review(_) => false,
    });
    assert!(computer.shows("Hello"), "{:?}", computer.names());
    computer.keep_picture("tablet-open");
}

#[test]
fn staff_ask_with_a_role_and_open_review_with_their_own_passphrase() {
    let folders = Folders::new();
    let senco = folders.school("share", "senco");
    let mut computer = Computer::new(folders.at("jones"));
    computer.press("Staff");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    computer.type_on("Ms Jones");
    computer.enter();
    assert_eq!(computer.told(), "setup-no-role");
    // Whoever publishes is asked where.
    computer.press("SENCo");
    computer.press("Next");
    computer.wait_for(Step::Pages);
    computer.press("Back");
    computer.wait_for(Step::Names);
    computer.press("Safeguarding lead");
    computer.keep_picture("names-staff");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Waiting);
    // A wrong name: set aside, and asked anew.
    let first = computer.six_words();
    computer.press("Ask anew");
    computer.wait_for(Step::What);
    assert!(!computer.home.exists() && approve::requests(&senco).unwrap().is_empty());
    computer.press("Staff");
    computer.press("Next");
    computer.wait_for(Step::Names);
    assert!(computer.shows("Ms Jones"), "what was filled in is still there");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.type_on("another long passphrase");
    computer.enter();
    computer.type_on("another long passphrase");
    computer.enter();
    computer.wait_for(Step::Waiting);
    let words = computer.six_words();
    assert_ne!(words, first);
    let_in(&senco, &words);
    computer.wait_until_in();
    computer.step();
    computer.type_on("another long passphrase");
    computer.enter();
    computer.wait("the inbox", |shown| match shown {
        Shown::Review(window) => !window.face.review.is_locked(),
        Shown::Assistant(_) | Shown::Tablet(_) => false,
    });
}

#[cfg(unix)]
#[test]
fn whoever_waits_for_a_frozen_server_can_go_back_and_name_another_folder() {
    let folders = Folders::new();
    folders.school("share", "senco");
    // Opening a pipe that nobody writes to hangs, as a file of a frozen server does.
    std::fs::create_dir_all(folders.at("frozen/v1")).unwrap();
    let pipe = folders.at("frozen/v1/share.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut computer = Computer::new(folders.at("tablet"));
    computer.press("Pupils’ tablet");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("frozen"));
    computer.enter();
    assert!(computer.shows("Looking at the folder"));
    computer.keep_picture("share-looking");
    computer.press("Back");
    assert_eq!(computer.setup().step, Step::What);
    computer.press("Pupils’ tablet");
    // As it is copied where paths have quotation marks around them.
    let field = "The folder, such as \\\\server\\sayso or /mnt/sayso";
    computer.type_over(field, &format!("\"{}\"", folders.text("share")));
    let began = Instant::now();
    computer.enter();
    computer.wait_for(Step::Names);
    assert!(began.elapsed() < Duration::from_secs(20), "nobody waits for the frozen one");
    // Lets whoever hangs there end.
    std::fs::write(&pipe, b"").unwrap();
}

#[test]
fn what_cannot_be_made_is_told_and_tried_again() {
    let folders = Folders::new();
    let senco = folders.school("share", "senco");
    let mut computer = Computer::new(folders.at("file/home"));
    // A file stands where the home's folder should go.
    std::fs::write(folders.at("file"), b"in the way").unwrap();
    computer.press("Pupils’ tablet");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    computer.type_on("3 Oak tablet");
    computer.enter();
    assert!(!computer.told().is_empty());
    computer.keep_picture("not-made");
    assert_eq!(computer.setup().step, Step::Making);
    computer.press("Back");
    computer.wait_for(Step::Names);
    computer.press("Next");
    assert!(!computer.told().is_empty());
    std::fs::remove_file(folders.at("file")).unwrap();
    computer.press("Try again");
    computer.wait_for(Step::Waiting);
    let words = computer.six_words();
    for asking in approve::requests(&senco).unwrap() {
        let _ = approve::approve(&senco, &asking.device, &words);
    }
    computer.wait_until_in();
}
