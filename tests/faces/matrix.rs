//! Every screen in every look, on every size, with larger letters: targets are large and apart,
//! nothing is cut off, nothing overlaps, everything has a name and a role.

use egui::{Vec2, vec2};
use sayso::app::kiosk::SetUp;
use sayso::app::review::school::{SchoolCommand, SchoolSection};
use sayso::app::review::{ReviewCommand, ReviewState};
use sayso::app::{Command, Route};
use sayso::domain::{Language, Look, Preferences};
use sayso::platform::Machine;
use sayso::sample;

use super::bring::{SCREENS, bring};
use super::flows::{choose, publish_a_tip, record};
use super::holds::{Found, PUPILS, Place, STAFF};
use super::school::School;
use super::screen::{Hand, Screen};

pub const SIZES: [Vec2; 4] =
    [vec2(1024.0, 600.0), vec2(1280.0, 800.0), vec2(1920.0, 1200.0), vec2(800.0, 1280.0)];
const TEXTS: [u16; 3] = [100, 150, 200];
/// The largest that there are, in the look that has most room around its words, on a tablet that
/// lies and one that stands.
const LARGEST: u16 = 400;
const LARGEST_ON: [Vec2; 2] = [SIZES[1], SIZES[3]];

/// Draws it until nothing moves.
fn settle(screen: &mut Screen<'_>, look: Look, text_percent: u16) {
    settle_in(screen, Language::English, look, text_percent);
}

pub fn settle_in(screen: &mut Screen<'_>, language: Language, look: Look, text_percent: u16) {
    let way = screen.window().kiosk.preferences.way;
    let liked = Preferences { language, look, text_percent, way, ..Preferences::default() };
    for _ in 0..4 {
        screen.window().kiosk.preferences = liked;
        screen.step();
    }
}

/// What is on the screen, on every size, in every look, with every size of letters.
fn everywhere(screen: &mut Screen<'_>, what: &str, found: &mut Found) {
    for size in SIZES {
        screen.harness.set_size(size);
        for look in Look::ALL {
            for text in TEXTS {
                settle(screen, look, text);
                found.look_at(screen, &Place { what, size, text, look }, &PUPILS);
            }
        }
    }
}

fn all(look: Look) {
    all_in(Language::English, look);
}

fn all_in(language: Language, look: Look) {
    let school = School::new();
    let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
    let mut found = Found::default();
    for size in SIZES {
        screen.harness.set_size(size);
        let has_largest =
            look == Look::Soft && language == Language::English && LARGEST_ON.contains(&size);
        for text in TEXTS.into_iter().chain(has_largest.then_some(LARGEST)) {
            for what in SCREENS {
                bring(&mut screen, what);
                settle_in(&mut screen, language, look, text);
                found.look_at(&screen, &Place { what, size, text, look }, &PUPILS);
            }
        }
    }
    found.none();
}

#[test]
fn every_screen_holds_in_the_soft_look() {
    all(Look::Soft);
}

#[test]
fn every_screen_holds_in_welsh() {
    all_in(Language::Welsh, Look::Soft);
}

#[test]
fn every_screen_holds_in_white_on_black() {
    all(Look::Dark);
}

#[test]
fn every_screen_holds_in_black_on_white() {
    all(Look::Light);
}

#[test]
fn every_screen_holds_in_the_calm_look() {
    all(Look::Calm);
}

#[test]
fn looking_at_a_clip_holds_everywhere() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    record(&mut screen);
    let mut found = Found::default();
    everywhere(&mut screen, "recording", &mut found);
    screen.harness.set_size(vec2(1280.0, 800.0));
    settle(&mut screen, Look::Soft, 100);
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
    everywhere(&mut screen, "look", &mut found);
    found.none();
}

#[test]
fn a_film_and_changing_it_hold_everywhere() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Record a video");
    screen.press("Something else");
    let mut found = Found::default();
    let back = |screen: &mut Screen<'_>| {
        screen.harness.set_size(vec2(1280.0, 800.0));
        settle(screen, Look::Soft, 100);
    };
    screen.wait_for_camera();
    screen.press("Make a film");
    screen.press("One more");
    screen.press_containing("Part 1");
    screen.wait_for_camera();
    everywhere(&mut screen, "film without a picture", &mut found);
    back(&mut screen);
    for _ in 0..3 {
        screen.press("Take it");
    }
    screen.press("Picture 2, taken");
    everywhere(&mut screen, "film", &mut found);
    back(&mut screen);
    screen.press("Back");
    everywhere(&mut screen, "story", &mut found);
    back(&mut screen);
    screen.press("Speak over it");
    screen.press("Record");
    screen.wait("a second", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|one| one.live.elapsed().as_millis() > 1_100)
    });
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
    screen.press("Change it");
    everywhere(&mut screen, "change", &mut found);
    found.none();
}

#[test]
fn tips_for_staff_hold_everywhere() {
    let school = School::new();
    publish_a_tip(&school);
    let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
    let mut found = Found::default();
    screen.press("Top tips for staff");
    everywhere(&mut screen, "PIN for tips", &mut found);
    screen.window().kiosk.command(Command::Go(Route::SupplyName));
    everywhere(&mut screen, "name of who is here for a day", &mut found);
    screen.window().kiosk.supply_name = "Ms Wolfeschlegelstein-Hausenberger".to_owned();
    everywhere(&mut screen, "long name of who is here for a day", &mut found);
    screen.window().kiosk.command(Command::DoneSaying);
    everywhere(&mut screen, "PIN of who is here for a day", &mut found);
    screen.window().kiosk.command(Command::Back);
    screen.window().kiosk.command(Command::Back);
    for digit in ["2", "4", "6", "8"] {
        screen.press(digit);
    }
    screen.wait("the share", |kiosk| {
        kiosk.staff_tips.as_ref().is_some_and(|tips| tips.site.is_some())
    });
    everywhere(&mut screen, "classes of tips", &mut found);
    screen.window().kiosk.command(Command::TipsClass(0));
    everywhere(&mut screen, "class of tips", &mut found);
    screen.window().kiosk.command(Command::TipsPupil(1));
    assert!(screen.kiosk_state().staff_tips.is_some());
    everywhere(&mut screen, "tips", &mut found);
    found.none();
}

/// The SENCo's side: denser, by mouse and keyboard, and nothing cut off either.
#[test]
fn review_holds_everywhere() {
    let school = School::new();
    sample::make(&Machine::real(), &school.folders.root, 9).unwrap();
    let mut screen = Screen::both_faces(&school);
    screen.tab("SENCo");
    let mut found = Found::default();
    let mut all = |screen: &mut Screen<'_>, what: &str, looks: &[Look]| {
        for size in SIZES {
            screen.harness.set_size(size);
            for look in looks.iter().copied() {
                for text in TEXTS {
                    settle(screen, look, text);
                    found.look_at(screen, &Place { what, size, text, look }, &STAFF);
                }
            }
        }
        screen.harness.set_size(vec2(1280.0, 844.0));
        settle(screen, Look::Soft, 100);
    };
    all(&mut screen, "locked", &Look::ALL);
    screen.unlock();
    all(&mut screen, "inbox", &Look::ALL);
    screen.press_containing("Message");
    screen.wait_for_review("the entry", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.chosen.as_ref().is_some_and(|chosen| chosen.open().is_some())
        }
        ReviewState::Locked(_) => false,
    });
    all(&mut screen, "entry", &Look::ALL);
    screen.press("Withdraw");
    all(&mut screen, "withdrawing", &Look::ALL);
    screen.press("Questions");
    screen.wait_for_review("what was asked", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.questions.as_ref().is_some_and(|questions| questions.known.is_some())
        }
        ReviewState::Locked(_) => false,
    });
    all(&mut screen, "questions", &Look::ALL);
    screen.press("School");
    screen.wait_for_review("the school", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.school.as_ref().is_some_and(|page| page.known.is_some())
        }
        ReviewState::Locked(_) => false,
    });
    for section in SchoolSection::ALL {
        let command = ReviewCommand::School(SchoolCommand::Show(section));
        screen.window().review.as_mut().unwrap().review.command(command);
        // Made of what was looked at in every look above.
        all(&mut screen, &format!("school: {section:?}"), &[Look::Soft, Look::Dark]);
    }
    found.none();
}
