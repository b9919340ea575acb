//! What must never happen on a shared tablet, and what must always.

use std::time::Duration;

use sayso::acts::{answer, inbox, kiosk as acts, open, publish, sync};
use sayso::app::kiosk::{Devices, SetUp};
use sayso::app::route::PinFor;
use sayso::app::{Command, Route};
use sayso::domain::{EntryKind, Looked, Preferences};
use sayso::media::{CameraSource, MicrophoneSource};
use sayso::store::pins::Secret;

use super::school::School;
use super::screen::{Hand, Screen};

/// The first Amira's pictures: sun, ball, tree.
const AMIRAS: [u8; 3] = [0, 3, 5];

fn with_pictures(school: &School) {
    let tablet = school.tablet();
    let classes = tablet.school().unwrap();
    let amira = classes.classes()[0].pupils[0].pupil_id.clone();
    acts::set_secret(&tablet, &Secret::Pictures(amira), &AMIRAS).unwrap();
}

pub fn choose(screen: &mut Screen<'_>, class: &str, name: &str) {
    screen.press("Hello!");
    screen.press(class);
    screen.press(name);
    screen.wait_for_route(Route::Home);
}

#[test]
fn an_answer_stands_on_the_shelf_for_whom_it_is_and_for_nobody_else() {
    let school = School::new();
    with_pictures(&school);
    {
        let mut screen = Screen::kiosk(&school, Hand::Mouse);
        choose(&mut screen, "3 Oak", "Amira");
        screen.wait("the pictures", |kiosk| kiosk.who.as_ref().unwrap().has_pictures);
        screen.press("Open my things");
        for picture in ["sun", "ball", "tree"] {
            screen.press(picture);
        }
        screen.wait("the shelf", |kiosk| kiosk.who.as_ref().is_some_and(|who| who.is_checked()));
        screen.press("Write words");
        for letter in ["h", "i"] {
            screen.press(letter);
        }
        screen.press("Done");
        assert!(screen.shows("My SENCo is always in"));
        screen.press("Grown-ups who teach here, visitors too");
        screen.press("Yes, send it");
        screen.press("Press again to send it");
        screen.wait_for_route(Route::OnItsWay);
    }
    sync::send_now(&school.tablet()).unwrap();
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    let line = inbox::inbox(&senco).unwrap().remove(0);
    assert!(line.identity_checked);
    let folder = school.folders.root.join("opened");
    open::open(&senco, &line.entry_id, &folder).unwrap();
    publish::publish(&senco, &line.entry_id, Looked::NoOtherChildRecognisable, None).unwrap();
    answer::reply(&senco, &line.entry_id, &"We moved your desk.".into()).unwrap();
    drop(senco);

    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    screen.wait("a sync", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    choose(&mut screen, "3 Oak", "Amira");
    screen.press("What happened next");
    assert!(screen.shows("Open your things first"));
    assert!(!screen.shows("We moved your desk."));
    screen.press("Back");
    screen.press("Open my things");
    // Wrong ones first.
    for picture in ["kite", "kite", "kite"] {
        screen.press(picture);
    }
    screen.wait("a word", |kiosk| kiosk.trouble.is_some());
    assert!(screen.shows("These are not your pictures"));
    for picture in ["sun", "ball", "tree"] {
        screen.press(picture);
    }
    screen.wait("the answer", |kiosk| {
        kiosk.greeting.as_ref().is_some_and(|greeting| !greeting.answers.is_empty())
    });
    screen.press("What happened next");
    assert!(screen.shows("We moved your desk."));
    screen.press("Back");
    screen.press("I have finished");
    screen.wait_for_route(Route::Start);
    assert!(!screen.shows("Amira") && !screen.shows("We moved your desk."));
    assert!(screen.kiosk_state().greeting.is_none());
}

#[test]
fn nothing_of_a_pupil_is_left_after_the_idle_reset() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Zoë");
    screen.press("Write words");
    for letter in ["q", "Exclamation mark", "q"] {
        screen.press(letter);
    }
    assert!(screen.shows("q!q"));
    screen.window().ahead = Duration::from_secs(121);
    screen.wait("the question", |kiosk| kiosk.asks_still_there);
    screen.press("Yes, I am here");
    assert!(screen.shows("q!q"), "an answer keeps what was said");
    screen.window().ahead = Duration::from_secs(121 + 200);
    screen.wait_for_route(Route::Start);
    let state = format!("{:?}", screen.kiosk_state());
    for word in ["q!q", "Zoë"] {
        assert!(!screen.shows(word), "{word} is on the screen");
    }
    assert!(!state.contains("q!q"), "what was said is still in memory");
    assert!(screen.kiosk_state().who.is_none());
}

#[test]
fn a_worry_without_a_name_and_not_safe_go_on_one_press() {
    let school = School::new();
    {
        let mut screen = Screen::kiosk(&school, Hand::Mouse);
        screen.press("Worry box");
        screen.wait_for_route(Route::Worry);
        assert!(screen.shows("Mrs Patel reads it."));
        assert!(screen.shows("Grown-ups may still work out who you are."));
        screen.press("I am not safe now");
        screen.wait_for_route(Route::Care);
        assert!(screen.shows("Childline: 0800 1111"));
        screen.press("Hide");
        screen.wait_for_route(Route::Start);
    }
    sync::send_now(&school.tablet()).unwrap();
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    let lines = inbox::inbox(&senco).unwrap();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].urgent && lines[0].pupil_id.is_none());
    assert_eq!(lines[0].kind, EntryKind::Worry);
}

#[test]
fn a_second_press_in_distress_is_no_second_worry_and_hides_nothing() {
    let school = School::new();
    {
        let mut screen = Screen::kiosk(&school, Hand::Mouse);
        screen.press("Worry box");
        screen.window().kiosk.command(Command::NotSafe);
        screen.window().kiosk.command(Command::NotSafe);
        screen.wait_for_route(Route::Care);
        for _ in 0..30 {
            screen.step();
        }
        assert_eq!(screen.kiosk_state().route, Route::Care);
        // Pressed, and hidden before the tablet has answered: the start stays.
        screen.press("Hide");
        screen.press("Worry box");
        screen.window().kiosk.command(Command::NotSafe);
        screen.window().kiosk.command(Command::Hide);
        screen.wait("it is sent", |kiosk| kiosk.reachable && kiosk.waiting == 0);
        for _ in 0..30 {
            screen.step();
        }
        assert_eq!(screen.kiosk_state().route, Route::Start);
    }
    sync::send_now(&school.tablet()).unwrap();
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    assert_eq!(inbox::inbox(&senco).unwrap().len(), 2);
}

#[test]
fn what_is_begun_as_a_tip_goes_nowhere_else() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("My top tips");
    screen.press("Add a tip");
    screen.press("Back");
    screen.press("Back");
    screen.press("Worry box");
    screen.press("Words");
    for letter in ["o", "w"] {
        screen.press(letter);
    }
    screen.press("Done");
    screen.wait_for_route(Route::Send);
    assert!(screen.kiosk_state().tips.is_empty());
    assert_eq!(screen.kiosk_state().message.text, "ow");
    // A tremor's echo is no second yes.
    screen.press("Yes, send it");
    screen.window().kiosk.command(Command::Send);
    screen.step();
    assert_eq!(screen.kiosk_state().route, Route::Send);
    assert!(screen.shows("Press again to send it"));
}

/// A second of voice.
pub fn record(screen: &mut Screen<'_>) {
    screen.press("Record my voice");
    screen.press("Something else");
    screen.press("Record");
    screen.wait("a second", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|one| one.live.elapsed().as_millis() > 1_100)
    });
}

#[test]
fn stopping_in_a_pause_and_a_break_while_recording_keep_what_was_said() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    record(&mut screen);
    screen.press("Pause");
    let paused = screen.kiosk_state().recording.as_ref().unwrap().live.elapsed();
    std::thread::sleep(Duration::from_millis(300));
    let later = screen.kiosk_state().recording.as_ref().unwrap().live.elapsed();
    assert_eq!(paused, later, "a pause does not count");
    screen.press("Go on");
    screen.wait("more", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|one| one.live.elapsed().as_millis() > 1_800)
    });
    screen.press("Pause");
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
    let length = screen.kiosk_state().look.as_ref().unwrap().blob.duration_millis;
    assert!((1_500..4_000).contains(&length), "{length}");
    screen.press("Throw it away");
    screen.press("No, keep it");
    assert!(screen.kiosk_state().look.is_some(), "a slip of the finger threw it away");
    screen.press("Throw it away");
    screen.press("Yes, throw it away");
    screen.wait_for_route(Route::Home);
    record(&mut screen);
    screen.press("I need a break");
    screen.wait_for_route(Route::Break);
    screen.wait("the clip", |kiosk| kiosk.look.is_some());
    screen.press("I am ready");
    screen.wait_for_route(Route::Look);
}

#[test]
fn whom_the_pupil_names_does_not_read_the_worry() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    screen.press("Worry box");
    screen.press("Who should not see this?");
    screen.wait_for_route(Route::NotFor);
    screen.press("Mrs Patel");
    screen.wait("who is left", |kiosk| {
        kiosk.worry.as_ref().is_some_and(|worry| worry.readers.is_empty())
    });
    assert!(screen.shows("Nobody can read it on a computer now."));
    screen.press("Done");
    screen.wait_for_route(Route::Worry);
    assert!(screen.shows("Nobody can read it on a computer now."));
}

#[test]
fn without_a_camera_a_voice_can_be_used_instead() {
    let school = School::new();
    let devices = Devices {
        camera: CameraSource::Named("no such camera".to_owned()),
        microphone: MicrophoneSource::Tone,
    };
    let preferences = Preferences { count_in: false, ..Preferences::default() };
    let mut screen =
        Screen::open(&school, Hand::Mouse, SetUp { devices, preferences, ..SetUp::default() });
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Record a video");
    screen.press("Something else");
    screen.wait("trouble", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|recording| {
            matches!(recording.state, sayso::app::kiosk::RecordingState::Failed(_))
        })
    });
    assert!(screen.shows("The camera is asleep"));
    screen.press("Use my voice");
    screen.press("Record");
    screen.wait("half a second", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|one| one.live.elapsed().as_millis() > 600)
    });
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
    screen.press("Keep it");
    screen.wait_for_route(Route::Send);
    screen.press("Back");
    screen.wait_for_route(Route::Look);
    assert!(screen.kiosk_state().look.is_some(), "what was recorded is still there");
    screen.press("Throw it away");
    screen.press("Yes, throw it away");
    screen.wait_for_route(Route::Home);
}

/// Ben's one tip, sent and published.
pub fn publish_a_tip(school: &School) {
    {
        let mut screen = Screen::kiosk(school, Hand::Mouse);
        choose(&mut screen, "3 Oak", "Ben");
        screen.press("My top tips");
        screen.press("Add a tip");
        screen.press("Pick symbols");
        screen.press("What helps");
        screen.press("headphones");
        screen.press("Done");
        screen.wait_for_route(Route::Tips);
        screen.press("Send my tips");
        screen.press("Grown-ups who teach here, visitors too");
        screen.press("Yes, send it");
        screen.press("Press again to send it");
        screen.wait_for_route(Route::OnItsWay);
    }
    sync::send_now(&school.tablet()).unwrap();
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    let line = inbox::inbox(&senco).unwrap().remove(0);
    publish::publish(&senco, &line.entry_id, Looked::NotYet, None).unwrap();
}

#[test]
fn a_supply_teacher_is_two_touches_from_a_pupils_tips() {
    let school = School::new();
    publish_a_tip(&school);
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    screen.press("Top tips for staff");
    for digit in ["2", "4", "6", "8"] {
        screen.press(digit);
    }
    screen.wait("the share", |kiosk| {
        kiosk.staff_tips.as_ref().is_some_and(|tips| tips.site.is_some())
    });
    screen.press("3 Oak");
    screen.press("Ben Walker");
    assert!(screen.shows("headphones"));
    screen.press("I have finished");
    screen.wait_for_route(Route::Start);
    assert!(screen.kiosk_state().staff_tips.is_none());
}

#[test]
fn leaving_needs_the_staff_pin() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    screen.window().kiosk.command(Command::AskPin(PinFor::Leave));
    for digit in ["1", "1", "1", "1"] {
        screen.press(digit);
    }
    screen.wait("a word", |kiosk| kiosk.trouble.is_some());
    assert!(!screen.kiosk_state().may_leave);
    for digit in ["2", "4", "6", "8"] {
        screen.press(digit);
    }
    screen.wait("the way out", |kiosk| kiosk.may_leave);
}
