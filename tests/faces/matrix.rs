//! Every screen in every look, on every size, with larger letters: targets are large and apart,
//! nothing is cut off, nothing overlaps, everything has a name and a role.

use egui::{Vec2, vec2};
use sayso::app::kiosk::{AsShown, Care, Made, Meaning, SetUp};
use sayso::app::review::ReviewState;
use sayso::app::route::PinFor;
use sayso::app::{Ask, Command, Route};
use sayso::domain::inquiry::{AllSaid, Asked, Faces, Inquiry, InquiryQuestion};
use sayso::domain::{Column, EntryId, EntryKind, Language, Look, Moment, Piece, Preferences};
use sayso::media::PreviewPicture;
use sayso::platform::Machine;
use sayso::sample;
use sayso::symbols::Topic;

use super::flows::{choose, publish_a_tip, record};
use super::holds::{Found, PUPILS, Place, STAFF};
use super::school::School;
use super::screen::{Hand, Screen};

pub const SIZES: [Vec2; 4] =
    [vec2(1024.0, 600.0), vec2(1280.0, 800.0), vec2(1920.0, 1200.0), vec2(800.0, 1280.0)];
const TEXTS: [u16; 3] = [100, 150, 200];

/// Three questions for everybody.
pub fn a_survey() -> Inquiry {
    let question = |text: &str, has_faces| InquiryQuestion { text: text.to_owned(), has_faces };
    Inquiry {
        inquiry_id: "autumn".to_owned(),
        title: "How is school?".to_owned(),
        asked: Asked::Everybody,
        questions: vec![
            question("How do you feel about coming to school in the morning?", true),
            question("How are break times?", true),
            question("What should we change?", false),
        ],
        rounds: vec![Moment::from_millis(0)],
        is_open: true,
        is_trial: false,
        all_said: Vec::new(),
    }
}

/// What came out of it, as pupils are shown it.
fn all_said(faces: Faces) -> Inquiry {
    let question = "How do you feel about coming to school in the morning?".to_owned();
    let second = AllSaid { question: "How are break times?".to_owned(), faces: [0, 1, 0, 3, 2] };
    let all_said = vec![AllSaid { question, faces }, second];
    Inquiry { inquiry_id: "summer".to_owned(), is_open: false, all_said, ..a_survey() }
}

/// Brings the kiosk to a screen, by commands.
pub fn bring(screen: &mut Screen<'_>, what: &str) {
    let pupil = screen.kiosk_state().school.school.classes()[0].pupils[4].pupil_id.clone();
    let kiosk = &mut screen.window().kiosk;
    kiosk.reset();
    if what != "start" && what != "worry" {
        kiosk.command(Command::ChoosePupil(pupil));
    }
    match what {
        "start" | "home" => kiosk.school.school.inquiries.clear(),
        "class" => kiosk.command(Command::Go(Route::Class)),
        "who" => kiosk.command(Command::ChooseClass("3 Oak".to_owned())),
        "pictures" => kiosk.command(Command::Go(Route::Pictures)),
        "pin" => kiosk.command(Command::AskPin(PinFor::Shelf)),
        "question" => kiosk.command(Command::Say(EntryKind::Clip)),
        "record" => {
            kiosk.command(Command::Say(EntryKind::Clip));
            kiosk.command(Command::Question(Some(4)));
            kiosk.cameras.names = vec!["Front".to_owned(), "Back".to_owned()];
        }
        "photo" => {
            kiosk.command(Command::Say(EntryKind::Made));
            kiosk.cameras.names = vec!["Front".to_owned(), "Back".to_owned()];
        }
        "board" => kiosk.command(Command::Say(EntryKind::Symbols)),
        "topic" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Topic(Topic::Core));
            for id in ["help-me", "dont-want", "happy"] {
                kiosk.command(Command::Symbol(id.to_owned()));
            }
        }
        "search" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Letter(' '));
            kiosk.command(Command::Letter('h'));
        }
        "write" => {
            kiosk.command(Command::Go(Route::Write));
            for letter in "i feel sad when it is loud".chars() {
                kiosk.command(Command::Letter(letter));
            }
        }
        "tips" => {
            kiosk.command(Command::Say(EntryKind::Tips));
            kiosk.tips = vec![
                Made::Piece("Show me first, then let me try".into()),
                Made::Piece(Piece::Symbols {
                    symbols: ["help-me", "when", "too-loud"].map(str::to_owned).to_vec(),
                }),
            ];
        }
        "how" => {
            kiosk.command(Command::Say(EntryKind::Tips));
            kiosk.command(Command::AddTip);
        }
        "sort-topic" => kiosk.command(Command::Say(EntryKind::Sort)),
        "sort" => {
            kiosk.command(Command::Say(EntryKind::Sort));
            kiosk.command(Command::SortTopic(Topic::Lessons));
            for column in [Column::Good, Column::Good, Column::NotGood, Column::Good] {
                kiosk.command(Command::Lay(column));
            }
            kiosk.command(Command::Hold(Piece::symbol("maths")));
        }
        "my-page" => {
            kiosk.command(Command::Say(EntryKind::Page));
            let page = kiosk.answering.as_mut().unwrap();
            page.asked[1].answer = Some(Made::Piece(Piece::symbol("drawing")));
            page.asked[2].answer = Some(Made::Piece("Give me time to answer".into()));
        }
        "survey" | "survey-all" => {
            kiosk.school.school.inquiries = vec![a_survey()];
            kiosk.command(Command::Inquiry("autumn".to_owned()));
            if what == "survey-all" {
                kiosk.command(Command::Face(4));
                kiosk.command(Command::QuestionTo(9));
            }
        }
        "asked" => kiosk.school.school.inquiries = vec![a_survey()],
        "said-home" => kiosk.school.school.inquiries = vec![all_said([1, 0, 2, 7, 5])],
        "all-said" | "all-said-many" => {
            let is_many = what == "all-said-many";
            let faces = if is_many { [12, 3, 41, 120, 64] } else { [1, 0, 2, 7, 5] };
            kiosk.school.school.inquiries = vec![all_said(faces)];
            kiosk.command(Command::Go(Route::AllSaid(0)));
        }
        "send" => {
            kiosk.command(Command::Say(EntryKind::Symbols));
            kiosk.command(Command::Symbol("happy".to_owned()));
            kiosk.command(Command::DoneSaying);
        }
        "way" => kiosk.route = Route::OnItsWay,
        "worry" => kiosk.command(Command::NoName),
        "worry-board" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Say(EntryKind::Symbols));
        }
        "not-for" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Go(Route::NotFor));
        }
        "talk-to" => {
            kiosk.command(Command::Go(Route::Worry));
            kiosk.command(Command::Go(Route::TalkTo));
        }
        "care" => {
            kiosk.care = Some(Care {
                entry_id: Some(EntryId::from_bytes(&[1; 13])),
                urgent: true,
                go_to: vec!["Mrs Patel".to_owned(), "Mr Cole".to_owned()],
                read_by: None,
                nobody_serving: false,
                leads_back: true,
            });
            kiosk.route = Route::Care;
        }
        "next" => kiosk.command(Command::Go(Route::WhatHappenedNext)),
        "meant" => {
            let (width_px, height_px) = (64, 48);
            let rgba = vec![180; width_px * height_px * 4];
            let photo = PreviewPicture { number: 1, width_px, height_px, rgba };
            kiosk.command(Command::Go(Route::WhatHappenedNext));
            kiosk.meaning = Some(Meaning {
                entry_id: EntryId::from_bytes(&[1; 13]),
                by: "Mrs Patel".to_owned(),
                shown: AsShown::Photo(std::sync::Arc::new(photo)),
            });
            kiosk.route = Route::Meant;
        }
        "heard" => {
            kiosk.command(Command::Go(Route::WhatHappenedNext));
            kiosk.meaning = Some(Meaning {
                entry_id: EntryId::from_bytes(&[1; 13]),
                by: "Mrs Patel".to_owned(),
                shown: AsShown::Later,
            });
            kiosk.route = Route::Heard;
        }
        "break" => kiosk.command(Command::Break),
        "liking" => kiosk.command(Command::Go(Route::Liking)),
        "ask" => kiosk.command(Command::Ask(Ask::Again)),
        "still" => kiosk.asks_still_there = true,
        other => panic!("no screen {other}"),
    }
}

pub const SCREENS: [&str; 38] = [
    "start",
    "class",
    "who",
    "pictures",
    "pin",
    "home",
    "question",
    "record",
    "photo",
    "board",
    "topic",
    "search",
    "write",
    "tips",
    "how",
    "sort-topic",
    "sort",
    "my-page",
    "survey",
    "survey-all",
    "asked",
    "said-home",
    "all-said",
    "all-said-many",
    "send",
    "way",
    "worry",
    "worry-board",
    "not-for",
    "talk-to",
    "care",
    "next",
    "meant",
    "heard",
    "break",
    "liking",
    "ask",
    "still",
];

/// Draws it until nothing moves.
fn settle(screen: &mut Screen<'_>, look: Look, text_percent: u16) {
    settle_in(screen, Language::English, look, text_percent);
}

pub fn settle_in(screen: &mut Screen<'_>, language: Language, look: Look, text_percent: u16) {
    let liked = Preferences { language, look, text_percent, ..Preferences::default() };
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
        for text in TEXTS {
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
    let mut all = |screen: &mut Screen<'_>, what: &str| {
        for size in SIZES {
            screen.harness.set_size(size);
            for look in Look::ALL {
                for text in TEXTS {
                    settle(screen, look, text);
                    found.look_at(screen, &Place { what, size, text, look }, &STAFF);
                }
            }
        }
        screen.harness.set_size(vec2(1280.0, 844.0));
        settle(screen, Look::Soft, 100);
    };
    all(&mut screen, "locked");
    screen.unlock();
    all(&mut screen, "inbox");
    screen.press_containing("Message");
    screen.wait_for_review("the entry", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.chosen.as_ref().is_some_and(|chosen| chosen.open().is_some())
        }
        ReviewState::Locked(_) => false,
    });
    all(&mut screen, "entry");
    screen.press("Withdraw");
    all(&mut screen, "withdrawing");
    screen.press("Questions");
    screen.wait_for_review("what was asked", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.questions.as_ref().is_some_and(|questions| questions.known.is_some())
        }
        ReviewState::Locked(_) => false,
    });
    all(&mut screen, "questions");
    found.none();
}
