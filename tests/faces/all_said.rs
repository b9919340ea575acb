//! Pupils try questions first; what a class said is shown to the class, without names.

use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::Queryable;
use sayso::acts::{add_entry, inquiries, sync};
use sayso::app::Route;
use sayso::app::review::ReviewState;
use sayso::app::review::questions::Known;
use sayso::domain::inquiry::{Asked, Inquiry, InquiryQuestion};
use sayso::domain::{Answered, EntryKind, Piece, Said};
use sayso::media::speech::Speech;

use super::flows::choose;
use super::school::School;
use super::screen::{Hand, Screen};
use crate::sayings::saying;

const BREAKS: &str = "How are break times?";
const LUNCH: &str = "How is lunch?";

/// A class is asked two questions, five pupils answer them, and they are shown what came out.
fn shown(school: &School) -> String {
    let question = |text: &str| InquiryQuestion { text: text.to_owned(), has_faces: true };
    let questions = vec![question(BREAKS), question(LUNCH)];
    let class = Asked::Class("3 Oak".to_owned());
    let survey = inquiries::ask(&school.senco(), "", class, questions).unwrap();
    let tablet = school.tablet();
    sync::send_now(&tablet).unwrap();
    let pupils = tablet.school().unwrap();
    let class = &pupils.classes()[0];
    let faces = [(1, 4), (4, 4), (4, 4), (5, 4), (4, 4)];
    for (pupil, (breaks, lunch)) in class.pupils.iter().zip(faces) {
        let answered = |(question, face): (&str, u8)| Answered {
            question: question.to_owned(),
            answer: Piece::Face { face },
        };
        let said = Said {
            answers: [(BREAKS, breaks), (LUNCH, lunch)].map(answered).to_vec(),
            survey: Some(survey.clone()),
            ..Said::default()
        };
        let mut new = saying(&tablet, EntryKind::Survey, said, Vec::new());
        new.pupil_id = Some(pupil.pupil_id.clone());
        add_entry::add(&tablet, new).unwrap();
    }
    sync::send_now(&tablet).unwrap();
    drop(tablet);
    let senco = school.senco();
    sync::sync(&senco).unwrap();
    inquiries::show(&senco, &survey).unwrap();
    sync::send_now(&school.tablet()).unwrap();
    survey
}

fn asked(screen: &Screen<'_>) -> Inquiry {
    screen.kiosk_state().school.school.inquiries[0].clone()
}

fn seen_by(hand: Hand) {
    let school = School::new();
    let survey = shown(&school);
    {
        let mut screen = Screen::kiosk(&school, hand);
        choose(&mut screen, "3 Oak", "Ben");
        assert!(!screen.shows("A question for you"), "nobody is asked it any more");
        screen.press("What we all said");
        screen.wait_for_route(Route::AllSaid(0));
        screen.step();
        for line in [BREAKS, "Not good at all: one pupil", "Not good: nobody", "Good: 3 pupils"] {
            assert!(screen.shows(line), "{line}: {:?}", screen.names());
        }
        assert!(!screen.shows("Ben") && !screen.shows("Amira"), "{:?}", screen.names());
        let (speech, written) = Speech::written_down();
        screen.window().reading.speak_by(speech);
        screen.press_reader();
        let heard: Vec<String> = written.take().into_iter().flatten().collect();
        assert!(heard.concat().contains("Very good: one pupil"), "{heard:?}");
        screen.press("Next");
        screen.wait_for_route(Route::AllSaid(1));
        assert!(screen.shows(LUNCH) && screen.shows("Good: 5 pupils"), "{:?}", screen.names());
        assert!(!screen.shows("Next"));
        screen.press("Back");
        screen.press("Back");
        screen.wait_for_route(Route::Home);
        // A question stands there first.
        let asked = Inquiry { is_open: true, inquiry_id: "next".to_owned(), ..asked(&screen) };
        screen.window().kiosk.school.school.inquiries.push(asked);
        screen.step();
        assert!(screen.shows("A question for you") && !screen.shows("What we all said"));
        // It lies on the tablet, but is for the class alone.
        let kiosk = &mut screen.window().kiosk;
        let here = kiosk.who.as_ref().and_then(|who| who.pupil_id.clone()).unwrap();
        let pupils = &mut kiosk.school.school.pupils;
        pupils.iter_mut().find(|pupil| pupil.pupil_id == here).unwrap().class = "5 Elm".to_owned();
        assert!(kiosk.all_said().is_empty());
    }
    inquiries::hide(&school.senco(), &survey).unwrap();
    sync::send_now(&school.tablet()).unwrap();
    let mut screen = Screen::kiosk(&school, hand);
    choose(&mut screen, "3 Oak", "Ben");
    assert!(!screen.shows("What we all said"), "hidden again");
}

#[test]
fn what_we_all_said_by_mouse() {
    seen_by(Hand::Mouse);
}

#[test]
fn what_we_all_said_by_slow_shaky_touches_with_a_palm_resting() {
    seen_by(Hand::ShakyTouch);
}

#[test]
fn what_we_all_said_by_one_switch() {
    seen_by(Hand::OneSwitch);
}

fn knows(state: &ReviewState, is_so: impl Fn(&Known) -> bool) -> bool {
    let ReviewState::Unlocked(unlocked) = state else { return false };
    let known = unlocked.questions.as_ref().and_then(|questions| questions.known.as_ref());
    unlocked.doing.is_none() && known.is_some_and(is_so)
}

#[test]
fn the_senco_tries_a_question_with_pupils_first_and_then_asks_it() {
    let school = School::new();
    let survey = shown(&school);
    let mut screen = Screen::both_faces(&school);
    screen.harness.set_size(vec2(1280.0, 844.0));
    screen.tab("SENCo");
    screen.unlock();
    screen.press("Questions");
    screen.wait_for_review("what was asked", |state| knows(state, |_| true));
    screen.step();
    assert!(screen.shows("Pupils are shown what came out"), "{:?}", screen.names());
    screen.scroll_to("Stop showing pupils");
    screen.press("Stop showing pupils");
    let is_shown = |known: &Known| {
        known.asked.iter().any(|(one, _)| one.inquiry_id == survey && !one.all_said.is_empty())
    };
    screen.wait_for_review("hidden", |state| knows(state, |known| !is_shown(known)));
    screen.step();
    screen.scroll_to("Show pupils what came out");
    screen.press("Show pupils what came out");
    screen.wait_for_review("shown", |state| knows(state, is_shown));

    screen.type_into("Question 1", "How is the playground?");
    let tick = screen.harness.get_by_role_and_label(Role::CheckBox, "Try it with pupils first");
    tick.scroll_to_me();
    for _ in 0..8 {
        screen.step();
    }
    screen.press("Try it with pupils first");
    screen.scroll_to("Ask");
    screen.press("Ask");
    let has = |is_trial: bool| {
        move |known: &Known| {
            known.asked.iter().any(|(one, _)| {
                one.is_open && one.is_trial == is_trial && one.name() == "How is the playground?"
            })
        }
    };
    screen.wait_for_review("the trial", |state| knows(state, has(true)));
    screen.step();
    assert!(screen.shows("A trial") && screen.shows("Are these good questions?"));
    screen.scroll_to("Ask it for real");
    screen.press("Ask it for real");
    screen.wait_for_review("for real", |state| knows(state, has(false)));
    screen.step();
    assert!(!screen.shows("Ask it for real"), "once");
}
