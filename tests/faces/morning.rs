//! A SENCo's ten minutes, by labels and keyboard alone: what waits is heard, written beside,
//! answered and published; and what comes of it on the tablet.

use egui::{Key, Modifiers};
use sayso::acts::{add_entry, sync};
use sayso::app::Route;
use sayso::app::review::{ReviewState, Unlocked};
use sayso::domain::worry::WorryDetails;
use sayso::domain::{EntryKind, EntryState, Said, Tag};

use super::flows::choose;
use super::school::School;
use super::screen::{Hand, Screen};
use super::story::{a_clip_with_somebody_else, back_on_the_tablet, bens_things, give_ben_pictures};
use crate::sayings::saying;

/// "I am not safe now", at another tablet of the school.
fn an_urgent_worry(school: &School) {
    let tablet = school.tablet();
    let mut worry = saying(&tablet, EntryKind::Worry, Said::default(), Vec::new());
    worry.sign_off.worry = Some(WorryDetails { urgent: true, ..WorryDetails::default() });
    add_entry::add(&tablet, worry).unwrap();
    sync::send_now(&tablet).unwrap();
}

fn unlocked<'a>(screen: &'a Screen<'_>) -> &'a Unlocked {
    match screen.review_state() {
        ReviewState::Unlocked(unlocked) => unlocked,
        ReviewState::Locked(_) => panic!("it is locked"),
    }
}

fn until(screen: &mut Screen<'_>, what: &str, is_so: impl Fn(&Unlocked) -> bool) {
    screen.wait_for_review(what, |state| match state {
        ReviewState::Unlocked(unlocked) => unlocked.doing.is_none() && is_so(unlocked),
        ReviewState::Locked(_) => false,
    });
}

fn opens(screen: &mut Screen<'_>, part: &str) {
    screen.press_containing(part);
    until(screen, "the entry", |unlocked| {
        unlocked.chosen.as_ref().is_some_and(|chosen| chosen.open().is_some())
    });
}

fn notes(unlocked: &Unlocked) -> usize {
    let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
    open.map_or(0, |open| open.entry.notes.len())
}

fn tagged(screen: &mut Screen<'_>, name: &str, tag: Tag) {
    screen.press(name);
    until(screen, name, |unlocked| {
        let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
        open.is_some_and(|open| open.entry.tags.contains(&tag))
    });
}

/// Marks the place in the clip and writes what is said there.
fn quoted(screen: &mut Screen<'_>, words: &str) {
    screen.press("Quote the pupil");
    let field = screen.names().into_iter().find(|name| name.starts_with("The pupil’s words"));
    screen.type_into(&field.expect("a field for the quote"), words);
    screen.harness.key_press_modifiers(Modifiers::CTRL, Key::Enter);
    screen.step();
    until(screen, "the quote", |unlocked| notes(unlocked) == 1);
}

#[test]
fn a_sencos_morning_by_keyboard_and_what_the_pupil_sees_of_it() {
    let school = School::new();
    let ben = give_ben_pictures(&school);
    an_urgent_worry(&school);
    let mut screen = Screen::both_faces(&school);
    choose(&mut screen, "3 Oak", "Callum");
    a_clip_with_somebody_else(&mut screen);
    screen.press("I have finished");
    screen.wait_for_route(Route::Start);
    bens_things(&mut screen);
    a_clip_with_somebody_else(&mut screen);

    screen.tab("SENCo");
    screen.hand = Hand::Keyboard;
    screen.unlock();
    // What cannot wait is the first thing there is.
    until(&mut screen, "the worry", |unlocked| {
        unlocked.overview.lines.first().is_some_and(|line| line.urgent)
    });
    opens(&mut screen, "Not safe");
    assert!(screen.shows("Go to the pupil"));
    assert!(!screen.shows("Ask the pupil"), "a worry is never spoken of on a tablet");

    screen.type_into("What was done", "Went to her at once, with Ms Lee");
    screen.type_into("Recorded in (CPOMS and the like)", "CPOMS");
    screen.type_into("With reference", "2026-118");
    screen.press("Keep what was done");
    until(&mut screen, "the handover", |unlocked| {
        let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
        open.is_some_and(|open| open.entry.handling.done.len() == 1)
    });
    assert!(screen.shows("Recorded in CPOMS with reference 2026-118"));
    assert!(screen.shows("Opened by Mrs Patel"));

    // Two clips: what each is about, and the pupil's own words from it.
    opens(&mut screen, "Callum ");
    tagged(&mut screen, "Friends", Tag::Friends);
    quoted(&mut screen, "I want to sit with Amira");
    opens(&mut screen, "Ben Walker");
    tagged(&mut screen, "Learning", Tag::Learning);
    tagged(&mut screen, "Independence", Tag::Independence);
    quoted(&mut screen, "I like to build");
    let has_place = |unlocked: &Unlocked| {
        let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open()).unwrap();
        (open.entry.notes[0].at_millis, open.entry.notes[0].is_asked)
    };
    assert_eq!(has_place(unlocked(&screen)), (Some(0), true));

    // What somebody saw at break, in a few seconds.
    screen.harness.key_press_modifiers(Modifiers::CTRL, Key::T);
    screen.step();
    screen.press("I saw it");
    screen.type_into("Somebody else? First letters of the name", "dafy");
    screen.harness.key_press(Key::Enter);
    screen.step();
    screen.step();
    assert!(screen.shows("About Dafydd Llewellyn"));
    screen.type_into("What you saw, in your own words", "Shared his ball with Amira");
    screen.harness.key_press_modifiers(Modifiers::CTRL, Key::Enter);
    screen.step();
    until(&mut screen, "the observation", |unlocked| {
        let is_it = |kind| kind == EntryKind::Observation;
        unlocked.telling.is_none() && unlocked.overview.lines.iter().any(|line| is_it(line.kind))
    });

    // The answer, in words and in a symbol, and the page.
    opens(&mut screen, "Ben Walker");
    screen.type_into("Your answer to the pupil", "You said you like to build. We have new bricks.");
    screen.type_into("Look for a symbol for the answer", "happ");
    screen.press("Add “happy”");
    screen.press("Send answer");
    until(&mut screen, "the answer", |unlocked| {
        let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
        open.is_some_and(|open| open.entry.replies.len() == 1)
    });
    screen.press_containing("no other child can be recognised");
    screen.press("Publish");
    until(&mut screen, "the page", |unlocked| {
        unlocked.overview.lines.iter().any(|line| line.state == EntryState::Published)
    });

    // The profile for the meeting, as a file for Word.
    let folder = school.folders.root.join("for the meeting");
    std::fs::create_dir(&folder).unwrap();
    screen.press("Documents");
    screen.type_over("Folder", &folder.to_string_lossy());
    screen.press("Write it");
    until(&mut screen, "the document", |unlocked| {
        unlocked.notice.as_ref().is_some_and(|notice| !notice.is_trouble)
    });
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().collect();
    assert_eq!(files[0].file_name().to_string_lossy(), "One-page profile - Ben Walker, 3 Oak.docx");
    screen.press("Back to the inbox");

    // On the tablet: the answer, and whether the quote is right.
    screen.hand = Hand::Mouse;
    back_on_the_tablet(&mut screen);
    bens_things(&mut screen);
    screen.wait("what came back", |kiosk| {
        kiosk.greeting.as_ref().is_some_and(|greeting| {
            greeting.pupil_id == ben && greeting.answers.iter().any(|one| !one.quotes.is_empty())
        })
    });
    screen.press("What happened next");
    assert!(screen.shows("We have new bricks."));
    assert!(screen.shows("happy"), "the symbol has its word");
    screen.press("See it");
    screen.wait_for_route(Route::Meant);
    assert!(screen.shows("I like to build"));
    screen.press("Yes");
    screen.wait_for_route(Route::WhatHappenedNext);
    assert!(screen.kiosk_state().asked().is_none(), "nobody is asked twice");
    screen.wait("it is sent", |kiosk| kiosk.waiting == 0);

    screen.tab("SENCo");
    screen.hand = Hand::Keyboard;
    screen.unlock();
    opens(&mut screen, "Ben Walker");
    until(&mut screen, "what the pupil says", |unlocked| {
        let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
        open.is_some_and(|open| open.entry.notes.iter().any(|note| note.is_meant == Some(true)))
    });
}
