//! The same three flows by every way in: a video, a message in symbols, a worry.

use sayso::acts::{inbox, sync};
use sayso::app::Route;
use sayso::domain::EntryKind;

use super::school::School;
use super::screen::{Hand, Screen};
use crate::simulator::entries;

fn go_home(screen: &mut Screen<'_>) {
    screen.press("Hello!");
    screen.wait_for_route(Route::Class);
    screen.press("3 Oak");
    screen.press("Ben");
    screen.wait_for_route(Route::Home);
}

fn video(screen: &mut Screen<'_>) {
    go_home(screen);
    screen.press("Record a video");
    screen.wait_for_route(Route::Question);
    screen.press("What helps me learn");
    screen.wait_for_route(Route::Record);
    screen.record_a_second();
    screen.press("Keep it");
    screen.wait_for_route(Route::Send);
    screen.press("Someone helped");
    screen.press("No, only me");
    screen.press("Grown-ups who teach here, visitors too");
    screen.press("Yes, send it");
    screen.press("Press again to send it");
    screen.wait_for_route(Route::OnItsWay);
}

fn symbols(screen: &mut Screen<'_>) {
    go_home(screen);
    screen.press("Pick symbols");
    screen.wait_for_route(Route::Board);
    screen.press("Feelings");
    screen.press("happy");
    screen.press("sad");
    screen.press("Undo");
    screen.press("Done");
    screen.wait_for_route(Route::Send);
    screen.press("Yes, send it");
    screen.press("Press again to send it");
    screen.wait_for_route(Route::OnItsWay);
}

fn worry(screen: &mut Screen<'_>) {
    screen.press("Worry box");
    screen.wait_for_route(Route::Worry);
    screen.press("Symbols");
    screen.wait_for_route(Route::Board);
    screen.press("Help");
    screen.press("hurt");
    screen.press("Done");
    screen.wait_for_route(Route::Send);
    screen.press("Yes, send it");
    screen.press("Press again to send it");
    screen.wait_for_route(Route::Care);
    assert!(screen.shows("No grown-up has seen this yet"));
}

fn all_three(hand: Hand) {
    let school = School::new();
    {
        let mut screen = Screen::kiosk(&school, hand);
        worry(&mut screen);
        screen.press("I have finished");
        screen.wait_for_route(Route::Start);
        symbols(&mut screen);
        screen.press("I have finished");
        screen.wait_for_route(Route::Start);
        video(&mut screen);
        screen.wait("everything sent", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    }
    // What arrives is what was said.
    sync::send_now(&school.tablet()).unwrap();
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    let kinds: Vec<_> = inbox::inbox(&senco).unwrap().into_iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [EntryKind::Worry, EntryKind::Symbols, EntryKind::Clip]);
    let library = senco.library().unwrap();
    for entry in entries(&library).values() {
        let record = &entry.record;
        match record.kind {
            EntryKind::Worry => assert_eq!(record.said.symbols, ["hurt"]),
            EntryKind::Symbols => assert_eq!(record.said.symbols, ["happy"]),
            _ => {
                assert_eq!(record.said.question.as_deref(), Some("question-learn"));
                assert!(record.sign_off.audience.includes_staff());
                assert!(record.media[0].duration_millis > 1_000);
            }
        }
    }
}

#[test]
fn by_mouse() {
    all_three(Hand::Mouse);
}

#[test]
fn by_slow_shaky_touches_with_a_palm_resting() {
    all_three(Hand::ShakyTouch);
}

#[test]
fn by_one_switch() {
    all_three(Hand::OneSwitch);
}

#[test]
fn by_two_switches() {
    all_three(Hand::TwoSwitches);
}

#[test]
fn by_keyboard() {
    all_three(Hand::Keyboard);
}

#[test]
fn by_dwell() {
    all_three(Hand::Dwell);
}

#[test]
fn by_screen_reader() {
    all_three(Hand::ScreenReader);
}
