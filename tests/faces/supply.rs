//! A supply teacher at a tablet: a name, a PIN for one class and one day, and the end of the school
//! day, by touch, by a switch and by a real keyboard.

use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use sayso::acts::supply::{self, Given, SupplyTried};
use sayso::acts::{ActError, audit, sync};
use sayso::app::Route;
use sayso::app::route::PinFor;
use sayso::domain::Moment;
use sayso::platform::clock::TestClock;
use sayso::store::pins::Tried;

use super::flows::publish_a_tip;
use super::hand::Hand;
use super::school::School;
use super::screen::Screen;

/// A Friday in November, by the school's clock.
fn at(hour: i8, minute: i8) -> Moment {
    let there = date(2026, 11, 27).at(hour, minute, 0, 0);
    Moment::from_millis(TimeZone::system().to_timestamp(there).unwrap().as_millisecond())
}

/// The PIN for a class, on its way to the tablet.
fn given(school: &School, class: &str) -> Given {
    let senco = school.senco();
    let given = supply::give(&senco, class, None).unwrap();
    drop(senco);
    sync::send_now(&school.tablet()).unwrap();
    given
}

fn type_pin(screen: &mut Screen<'_>, pin: &str) {
    for digit in pin.chars() {
        screen.press(&digit.to_string());
    }
}

fn opened(school: &School) -> Vec<String> {
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    let lines = audit::audit(&senco, None, None).unwrap();
    let opened = lines.into_iter().filter(|line| line.did == "supply_opened");
    opened.map(|line| line.reason.unwrap()).collect()
}

fn visit(hand: Hand) {
    let clock = Arc::new(TestClock::starting_at(at(9, 10)));
    let school = School::by_clock(&clock);
    publish_a_tip(&school);
    let pin = given(&school, "3 Oak").pin;
    let mut screen = Screen::kiosk(&school, hand);
    screen.press("Top tips for staff");
    screen.press("I am here for today");
    screen.press("Done");
    assert_eq!(screen.kiosk_state().route, Route::SupplyName, "nobody goes on without a name");
    for letter in ["m", "s", "Space", "l", "i"] {
        screen.press(letter);
    }
    screen.press("Done");
    screen.wait_for_route(Route::Pin(PinFor::Supply));
    type_pin(&mut screen, &pin);
    screen.wait("the share", |kiosk| {
        kiosk.staff_tips.as_ref().is_some_and(|tips| tips.site.is_some())
    });
    let classes = &screen.kiosk_state().staff_tips.as_ref().unwrap().site.as_ref().unwrap().classes;
    assert_eq!(classes.len(), 1, "one class and no other");
    assert!(screen.shows("Until 16.30"));
    screen.press("Ben Walker");
    assert!(screen.shows("headphones"));
    screen.wait("staff are told", |kiosk| kiosk.reachable && kiosk.waiting == 0);

    // Nobody touches anything, and school is over.
    clock.set(at(16, 29));
    screen.step();
    assert!(screen.kiosk_state().staff_tips.is_some());
    clock.set(at(16, 30));
    screen.wait_for_route(Route::Start);
    assert!(screen.kiosk_state().staff_tips.is_none());
    drop(screen);
    assert_eq!(opened(&school), ["Ms Li, 3 Oak"]);
}

#[test]
fn a_supply_teacher_reads_one_class_until_half_past_four_by_touch() {
    visit(Hand::ShakyTouch);
}

#[test]
fn a_supply_teacher_reads_one_class_until_half_past_four_by_keyboard() {
    visit(Hand::Keyboard);
}

#[test]
fn a_pin_opens_its_own_day_alone_and_wrong_tries_are_slowed() {
    let clock = Arc::new(TestClock::starting_at(at(9, 10)));
    let school = School::by_clock(&clock);
    let Given { pin, until, .. } = given(&school, "3 Oak");
    assert_eq!(until, at(16, 30));
    let tablet = school.tablet();
    let tried = |pin: &str| supply::try_pin(&tablet, pin, "Ms Li").unwrap();
    assert!(matches!(supply::try_pin(&tablet, &pin, " "), Err(ActError::BadName)));
    assert!(matches!(tried(&pin), SupplyTried::Open(visit) if visit.class == "3 Oak"));

    let wrong = if pin == "000000" { "000001" } else { "000000" };
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(tried(wrong));
    }
    assert_eq!(answers[0], SupplyTried::No(Tried::Wrong));
    let is_slowed = |answer: &SupplyTried| matches!(answer, SupplyTried::No(Tried::Wait(_)));
    assert!(answers.iter().any(is_slowed), "{answers:?}");
    assert!(is_slowed(&tried(&pin)), "the right one waits as well");

    clock.set(at(16, 30));
    assert_eq!(tried(&pin), SupplyTried::No(Tried::Wrong));
    drop(tablet);
    // What is over is told to nobody any more.
    let other = given_on_saturday(&school, &clock);
    let tablet = school.tablet();
    assert_eq!(tablet.school().unwrap().supply.len(), 1);
    assert!(matches!(
        supply::try_pin(&tablet, &other, "Ms Li").unwrap(),
        SupplyTried::Open(visit) if visit.class == "5 Willow"
    ));
}

fn given_on_saturday(school: &School, clock: &TestClock) -> String {
    clock.set(Moment::from_millis(at(9, 0).unix_millis + 24 * 60 * 60 * 1_000));
    given(school, "5 Willow").pin
}

#[test]
fn a_real_keyboard_types_the_name_and_the_pin() {
    let clock = Arc::new(TestClock::starting_at(at(9, 10)));
    let school = School::by_clock(&clock);
    publish_a_tip(&school);
    let pin = given(&school, "5 Willow").pin;
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    screen.press("Top tips for staff");
    screen.press("I am here for today");
    screen.harness.event(egui::Event::Text("Mr O'Neil".to_owned()));
    screen.step();
    assert_eq!(screen.kiosk_state().supply_name, "Mr O'Neil");
    screen.press("Done");
    for digit in pin.chars() {
        screen.harness.event(egui::Event::Text(digit.to_string()));
        screen.step();
    }
    screen.wait("the share", |kiosk| {
        kiosk.staff_tips.as_ref().is_some_and(|tips| tips.site.is_some())
    });
    assert!(!screen.shows("Ben Walker") && screen.shows("Grace"));
}
