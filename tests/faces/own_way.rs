//! Sorting, tips, My page and a survey, each whole, by every way in.

use sayso::acts::{inbox, inquiries, sync};
use sayso::app::Route;
use sayso::domain::inquiry::{Asked, InquiryQuestion};
use sayso::domain::{Answered, Column, EntryKind, Piece};

use super::flows::choose;
use super::school::School;
use super::screen::{Hand, Screen};
use crate::simulator::entries;

fn send(screen: &mut Screen<'_>) {
    screen.wait_for_route(Route::Send);
    screen.press("Yes, send it");
    screen.press("Press again to send it");
    screen.wait_for_route(Route::OnItsWay);
    screen.press("Home");
    screen.wait_for_route(Route::Home);
}

fn sort(screen: &mut Screen<'_>) {
    screen.press("Sort");
    screen.press("Lessons");
    screen.wait_for_route(Route::Sort);
    screen.press("Good");
    screen.press("Not good");
    screen.press("Another card");
    // A change of mind, and one more.
    screen.press("reading");
    screen.press("So-so");
    screen.press("maths");
    screen.press("Not good");
    screen.press("Undo");
    screen.press("Done");
    send(screen);
}

fn voice(screen: &mut Screen<'_>) {
    screen.press("Say it aloud");
    screen.wait_for_route(Route::Record);
    screen.record_a_second();
    screen.press("Keep it");
}

fn tips(screen: &mut Screen<'_>) {
    screen.press("My top tips");
    screen.press("Add a tip");
    screen.press("Pick symbols");
    screen.press("What helps");
    screen.press("more time");
    screen.press("Done");
    screen.wait_for_route(Route::Tips);
    screen.press("Add a tip");
    screen.press("Write words");
    for letter in ["h", "i"] {
        screen.press(letter);
    }
    screen.press("Done");
    screen.wait_for_route(Route::Tips);
    screen.press("Add a tip");
    voice(screen);
    screen.wait_for_route(Route::Tips);
    screen.press("Up: hi");
    screen.press("Send my tips");
    screen.wait_for_route(Route::Send);
    screen.press("No, only me");
    send(screen);
}

fn page(screen: &mut Screen<'_>) {
    screen.press("My page");
    screen.press("What is important to me");
    screen.press("Pick symbols");
    screen.press("Feelings");
    screen.press("happy");
    screen.press("Done");
    screen.wait_for_route(Route::MyPage);
    screen.press("Send my page");
    send(screen);
}

fn survey(screen: &mut Screen<'_>) {
    screen.press("A question for you");
    screen.wait_for_route(Route::Survey);
    screen.press("Good");
    // A tremor's second press would be no answer to the next question.
    screen.window().ahead += std::time::Duration::from_secs(1);
    screen.press("Very good");
    screen.press("Say it");
    screen.press("Pick symbols");
    screen.press("Places");
    screen.press("playground");
    screen.press("Done");
    screen.wait_for_route(Route::Survey);
    // One is changed before it is sent.
    screen.press_containing("How are break times?");
    screen.window().ahead += std::time::Duration::from_secs(1);
    screen.press("Not good");
    screen.press("Next");
    screen.press("Send my answers");
    send(screen);
    assert!(!screen.shows("A question for you"), "what was answered is not asked again");
}

/// The SENCo asks everybody three questions, and the tablet has heard it.
fn ask(school: &School) {
    let senco = school.senco();
    let question = |text: &str, has_faces| InquiryQuestion { text: text.to_owned(), has_faces };
    let questions = vec![
        question("How do you feel about coming to school?", true),
        question("How are break times?", true),
        question("What should we change?", false),
    ];
    inquiries::ask(&senco, "How is school?", Asked::Everybody, questions).unwrap();
    sync::send_now(&school.tablet()).unwrap();
}

fn all_four(hand: Hand) {
    let school = School::new();
    ask(&school);
    {
        let mut screen = Screen::kiosk(&school, hand);
        choose(&mut screen, "3 Oak", "Ben");
        sort(&mut screen);
        tips(&mut screen);
        page(&mut screen);
        survey(&mut screen);
        screen.wait("everything sent", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    }
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    assert_eq!(inbox::inbox(&senco).unwrap().len(), 4);
    let library = senco.library().unwrap();
    for entry in entries(&library).values() {
        let (record, said) = (&entry.record, &entry.record.said);
        match record.kind {
            EntryKind::Sort => {
                let sort = said.sort.as_ref().unwrap();
                assert_eq!(sort.good, [Piece::symbol("maths")]);
                assert_eq!(sort.so_so, [Piece::symbol("reading")]);
                assert!(sort.not_good.is_empty());
                assert_eq!(record.media.len(), 1, "a picture of it");
            }
            EntryKind::Tips => {
                let symbols = Piece::symbol("more-time");
                assert_eq!(said.tips, ["hi".into(), symbols, Piece::Medium { medium: 0 }]);
                assert!(record.media[0].duration_millis > 1_000);
            }
            EntryKind::Page => {
                let question = "page-important".to_owned();
                assert_eq!(said.answers, [Answered { question, answer: Piece::symbol("happy") }]);
            }
            EntryKind::Survey => {
                let answers: Vec<&Piece> = said.answers.iter().map(|one| &one.answer).collect();
                let expected =
                    [Piece::Face { face: 4 }, Piece::Face { face: 2 }, Piece::symbol("playground")];
                assert_eq!(answers, expected.iter().collect::<Vec<_>>());
                assert!(said.survey.is_some());
            }
            other => panic!("nobody said a {other}"),
        }
    }
}

#[test]
fn own_ways_by_mouse() {
    all_four(Hand::Mouse);
}

#[test]
fn own_ways_by_slow_shaky_touches_with_a_palm_resting() {
    all_four(Hand::ShakyTouch);
}

#[test]
fn own_ways_by_one_switch() {
    all_four(Hand::OneSwitch);
}

#[test]
fn own_ways_by_two_switches() {
    all_four(Hand::TwoSwitches);
}

#[test]
fn own_ways_by_keyboard() {
    all_four(Hand::Keyboard);
}

#[test]
fn own_ways_by_dwell() {
    all_four(Hand::Dwell);
}

#[test]
fn own_ways_by_screen_reader() {
    all_four(Hand::ScreenReader);
}

/// Chooses what a pupil has begun; nothing of it is lost by doing something else first.
#[test]
fn what_was_begun_is_gone_on_with_and_a_picture_stands_on_my_page() {
    let school = School::new();
    ask(&school);
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("My page");
    screen.press("My hopes");
    screen.press("Write words");
    screen.press("x");
    screen.press("Done");
    screen.press("Something I made");
    screen.wait_for_camera();
    screen.press("Take it");
    // Laying it straight comes by itself, and its pill with it.
    screen.wait("a photo", |kiosk| {
        kiosk.photo.as_ref().is_some_and(|photo| photo.straight.is_some())
    });
    screen.press("Keep it");
    screen.wait_for_route(Route::MyPage);
    screen.press("Back");
    // Something else first, and something else again.
    screen.press("A question for you");
    screen.press("Good");
    screen.press("Back");
    screen.press("Back");
    screen.press("How was this?");
    screen.press("Back");
    screen.press("Sort");
    screen.press("Food");
    screen.press("Good");
    screen.press("Back");
    screen.press("Play");
    screen.press("Back");
    screen.press("Food");
    let laid = screen.kiosk_state().sorting.as_ref().unwrap().sort.cards().count();
    assert_eq!(laid, 1, "what was sorted lies where it was");
    screen.press("Back");
    screen.press("Back");
    screen.press("My page");
    let page = screen.kiosk_state().answering.as_ref().unwrap();
    assert!(page.picture.is_some() && page.asked[3].answer.is_some());
    screen.press("Send my page");
    screen.wait_for_route(Route::Send);
    screen.press("No, only me");
    send(&mut screen);
    screen.press("A question for you");
    let survey = screen.kiosk_state().answering.as_ref().unwrap();
    assert!(survey.asked[0].answer.is_some(), "what was answered is still there");
}

/// Reading is asked for; where a worry is on the screen others may hear it.
#[test]
fn a_screen_is_read_and_a_worry_only_after_a_yes() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press_reader();
    let read = screen.window().read().to_owned();
    assert!(read.starts_with("Hello, Ben") && read.contains("Record a video"), "{read}");
    screen.press("Pick symbols");
    screen.press("Feelings");
    screen.press("happy");
    screen.press_reader();
    assert_eq!(screen.window().read(), "happy");
    screen.press("Back");
    screen.press("Worry box");
    screen.press_reader();
    assert!(screen.shows("Read it aloud?"));
    assert_eq!(screen.window().read(), "happy");
    screen.press("Yes, aloud");
    screen.press_reader();
    assert!(screen.window().read().contains("Worry box"));
}

/// A card follows the finger into a column, from there into another, and back to the pile.
#[test]
fn cards_are_dragged_by_mouse_and_by_finger() {
    for hand in [Hand::Mouse, Hand::ShakyTouch] {
        let school = School::new();
        let mut screen = Screen::kiosk(&school, hand);
        choose(&mut screen, "3 Oak", "Ben");
        screen.press("Sort");
        screen.press("Lessons");
        let lies = |screen: &Screen<'_>| {
            let sorting = screen.kiosk_state().sorting.as_ref().unwrap();
            sorting.sort.column_of(&Piece::symbol("maths"))
        };
        screen.drag("maths", "So-so");
        assert_eq!(lies(&screen), Some(Column::SoSo), "{hand:?}");
        screen.drag("maths", "Not good");
        assert_eq!(lies(&screen), Some(Column::NotGood), "{hand:?}");
        // The next card lies on the pile.
        screen.drag("maths", "reading");
        assert_eq!(lies(&screen), None, "{hand:?}");
    }
}
