//! The screens by what assistive technology is told of them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::Commands;
use crate::acts::ActError;
use crate::app::review::when::When;
use crate::app::review::{
    Chosen, Content, Field, Line, Notice, Open, Overview, Pane, Review, ReviewCommand, ReviewState,
    Section, ShownEntry, ShownPiece, Typed, Unlocked,
};
use crate::domain::review::Refusal;
use crate::domain::sign_off::Identity;
use crate::domain::{
    EntryId, EntryKind, EntryState, Helped, Moment, Others, PupilId, Redaction, Says,
};
use crate::ui::theme::{Theme, fonts};
use crate::ui::{Pictures, Stage, Told, Video};
use crate::words::{Language, Words};

fn entry_id(number: u8) -> EntryId {
    EntryId::from_bytes(&[number; 13])
}

fn when() -> When {
    When::of(Moment::default(), Moment::default())
}

fn line(number: u8, kind: EntryKind, name: &str) -> Line {
    Line {
        entry_id: entry_id(number),
        section: if kind.is_worry() { Section::Worries } else { Section::New },
        kind,
        pupil_id: Some(PupilId::from_bytes(&[number; 13])),
        name: Some(name.to_owned()),
        class: "3 Oak".to_owned(),
        made_at: Moment::default(),
        made: when(),
        waiting: Some(Duration::from_secs(720)),
        not_meant: false,
        concern: false,
        urgent: kind.is_worry(),
        state: EntryState::New,
        tags: Default::default(),
        is_answered: false,
        excerpt: String::new(),
    }
}

fn shown(others: Others) -> ShownEntry {
    ShownEntry {
        entry_id: entry_id(2),
        kind: EntryKind::Page,
        state: EntryState::Seen,
        pupil_id: Some(PupilId::from_bytes(&[2; 13])),
        name: Some("Ben Walker".to_owned()),
        class: "3 Oak".to_owned(),
        flags: Vec::new(),
        made: when(),
        published: None,
        redaction: Redaction::default(),
        is_asked: false,
        is_meant: None,
        helped: Helped::Alone,
        identity: Identity::Checked,
        others,
        witness: None,
        listeners: Vec::new(),
        question: None,
        text: "I am good at building".repeat(500),
        symbols: Vec::new(),
        tips: vec![ShownPiece::Words("Give me time".to_owned())],
        sort: None,
        answers: Vec::new(),
        replies: Vec::new(),
        notes: Vec::new(),
        tags: Default::default(),
        is_words_asked: false,
        words_meant: None,
        worry: None,
        handling: Default::default(),
        media: Vec::new(),
        refusal: None,
    }
}

fn unlocked() -> Unlocked {
    let lines =
        vec![line(1, EntryKind::Worry, "Amira Khan"), line(2, EntryKind::Page, "Ben Walker")];
    let overview = Overview { lines, keeps_safe: true, ..Overview::default() };
    Unlocked { overview, ..Unlocked::default() }
}

fn with_open(others: Others) -> Unlocked {
    let chosen = Chosen {
        entry_id: entry_id(2),
        content: Content::Open(Box::new(Open {
            entry: shown(others),
            voices: std::collections::BTreeMap::new(),
            player: None,
            photo: None,
            clip_trouble: None,
            has_more: false,
        })),
        reply: Typed::default(),
        writing: Default::default(),
        speaking: Default::default(),
        reason: Typed::default(),
        asked: None,
        no_other_child: false,
        redaction: Redaction::default(),
        is_hiding: false,
    };
    Unlocked { chosen: Some(chosen), pane: Pane::Entry, ..unlocked() }
}

/// A window of this size over the state, and what was asked in it.
fn window(
    state: ReviewState,
    width: f32,
    height: f32,
) -> (Harness<'static>, Rc<RefCell<Commands>>) {
    let opener = Box::new(|| Err(ActError::NoStaffShare));
    let mut review = Review::new(opener, Arc::new(|| {}), Duration::ZERO);
    review.state = state;
    let asked = Rc::new(RefCell::new(Commands::new()));
    let heard = Rc::clone(&asked);
    let words = Words::new(Language::English);
    let (pictures, video) = (Pictures::at_once(), Video::default());
    let mut theme = Theme::default();
    theme.fit(vec2(width, height));
    let mut is_dressed = false;
    let harness = Harness::builder().with_size(vec2(width, height)).build_ui(move |ui| {
        if !is_dressed {
            fonts::install(ui.ctx(), theme.font);
            theme.apply(ui.ctx());
            is_dressed = true;
            return;
        }
        let told = Told::default();
        let stage =
            Stage { theme: &theme, words: &words, pictures: &pictures, video: &video, told: &told };
        heard.borrow_mut().extend(super::show(ui, &stage, &review));
    });
    (harness, asked)
}

fn open_window(state: Unlocked) -> (Harness<'static>, Rc<RefCell<Commands>>) {
    let (mut harness, asked) = window(ReviewState::Unlocked(Box::new(state)), 1280.0, 800.0);
    harness.run_steps(4);
    (harness, asked)
}

#[test]
fn a_line_says_all_of_it_and_opens_when_pressed() {
    let (mut harness, asked) = open_window(unlocked());
    harness.get_by_label_contains("Not safe now");
    let line = harness.get_by_label_contains("Amira Khan, 3 Oak");
    assert!(line.accesskit_node().label().is_some_and(|label| label.contains("12 minutes")));
    line.click_accesskit();
    harness.run_steps(2);
    assert_eq!(*asked.borrow(), [ReviewCommand::Choose(entry_id(1))]);
}

#[test]
fn arrow_keys_open_nothing_and_enter_opens() {
    let (mut harness, asked) = open_window(unlocked());
    for key in [Key::ArrowDown, Key::ArrowDown] {
        harness.key_press(key);
        harness.run_steps(2);
    }
    assert!(asked.borrow().is_empty(), "what is opened counts as read");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(*asked.borrow(), [ReviewCommand::Choose(entry_id(2))]);
}

#[test]
fn the_entry_is_decided_about_by_name() {
    let (mut harness, asked) = open_window(with_open(Others::SeenOrHeard));
    harness.get_by_label_contains("no other child can be recognised").click_accesskit();
    harness.run_steps(2);
    for name in ["Publish", "Withdraw", "Hold"] {
        harness.get_by_label(name).click_accesskit();
        harness.run_steps(2);
    }
    let asked = asked.borrow();
    assert_eq!(asked.first(), Some(&ReviewCommand::NoOtherChild(true)));
    assert!(asked.contains(&ReviewCommand::Publish));
    assert_eq!(asked.len(), 4);
}

#[test]
fn what_cannot_be_published_says_why_and_has_no_such_button() {
    let mut state = with_open(Others::Nobody);
    if let Some(chosen) = &mut state.chosen
        && let Content::Open(open) = &mut chosen.content
    {
        open.entry.refusal = Some(Refusal::NotForStaff.says());
    }
    let (harness, _) = open_window(state);
    harness.get_by_label_contains("did not choose the grown-ups");
    assert!(harness.query_by_label("Publish").is_none());
}

#[test]
fn what_came_of_it_is_told_and_can_be_put_away() {
    let mut state = with_open(Others::Nobody);
    let sentence = crate::domain::Sentence::plain("staff-published");
    state.notice = Some(Notice { sentence, is_trouble: false });
    let (mut harness, asked) = open_window(state);
    harness.get_by_label("It is on the staff pages.");
    harness.get_by_label("OK").click_accesskit();
    harness.run_steps(2);
    assert_eq!(*asked.borrow(), [ReviewCommand::Dismiss]);
}

#[test]
fn the_passphrase_is_typed_at_once_and_nothing_of_a_pupil_is_there() {
    let (mut harness, asked) = window(ReviewState::Locked(Default::default()), 1280.0, 800.0);
    harness.run_steps(4);
    harness.event(egui::Event::Text("secret".to_owned()));
    harness.run_steps(1);
    let typed = Typed::new("secret".to_owned());
    assert_eq!(*asked.borrow(), [ReviewCommand::Type(Field::Passphrase, typed)]);
    harness.get_by_label("Unlock");
    harness.get_by_label("Review");
    assert!(harness.query_by_label_contains("Amira").is_none());
}

#[test]
fn a_narrow_window_shows_one_pane_with_a_way_back() {
    let state = with_open(Others::Nobody);
    let (mut harness, asked) = window(ReviewState::Unlocked(Box::new(state)), 700.0, 600.0);
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("Amira Khan").is_none());
    harness.get_by_label("Back").click_accesskit();
    harness.run_steps(2);
    assert_eq!(*asked.borrow(), [ReviewCommand::Show(Pane::Inbox)]);
}

#[test]
fn an_alarm_is_said_and_can_be_put_away() {
    let mut state = unlocked();
    let alarm = |place| {
        let alarm = crate::domain::Sentence::plain("alarm-junk");
        alarm.with("place", place).with("since", Moment::default())
    };
    state.overview.alarms = vec![alarm("v1/d/x.seg"), alarm("v1/d/y.seg")];
    let (mut harness, asked) = open_window(state);
    harness.get_by_label_contains("For whoever looks after the computers (2)");
    harness.get_by_label("OK").click_accesskit();
    harness.run_steps(2);
    assert_eq!(*asked.borrow(), [ReviewCommand::Dismiss]);
}
