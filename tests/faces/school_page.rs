//! The school is set up in the window: consents, a newcomer, a class list, how long things are
//! kept, checks and keys; by label and by keyboard.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use sayso::acts::join::{self, Newcomer};
use sayso::app::review::{ReviewCommand, ReviewState, SchoolPage, Unlocked};
use sayso::domain::{Consent, Look, Preferences};
use sayso::platform::Machine;
use sayso::sample;

use super::school::School;
use super::screen::{Hand, Screen};

fn unlocked(state: &ReviewState) -> Option<&Unlocked> {
    match state {
        ReviewState::Unlocked(unlocked) => Some(unlocked),
        ReviewState::Locked(_) => None,
    }
}

fn page(state: &ReviewState) -> Option<&SchoolPage> {
    unlocked(state)?.school.as_ref()
}

fn known(screen: &Screen<'_>) -> sayso::domain::School {
    page(screen.review_state()).unwrap().known.as_ref().unwrap().school.clone()
}

/// Everything that can be pressed with these words in its name, where a screen reader finds it.
fn push(screen: &mut Screen<'_>, part: &str) {
    screen.step();
    let root = screen.harness.root();
    let found = root.children_recursive().find(|node| {
        let node = node.accesskit_node();
        let can_be = matches!(node.role(), Role::Button | Role::RadioButton | Role::CheckBox);
        can_be
            && node
                .label()
                .is_some_and(|label| label == part || label.starts_with(&format!("{part},")))
    });
    match found {
        Some(node) => node.click_accesskit(),
        None => panic!("nothing to press named {part:?}; on screen: {:?}", screen.names()),
    }
    for _ in 0..3 {
        screen.step();
    }
}

fn type_into(screen: &mut Screen<'_>, name: &str, text: &str) {
    let field = screen.harness.get_by_role_and_label(Role::TextInput, name);
    field.focus();
    field.type_text(text);
    screen.step();
    screen.step();
}

fn wait(screen: &mut Screen<'_>, what: &str, is_so: impl Fn(&SchoolPage) -> bool) {
    screen.wait_for_review(what, |state| page(state).is_some_and(&is_so));
    screen.step();
}

/// Waits until what was begun has ended, and gives what came of it.
fn done(screen: &mut Screen<'_>) -> &'static str {
    screen.wait_for_review("what came of it", |state| {
        unlocked(state)
            .is_some_and(|unlocked| unlocked.doing.is_none() && unlocked.notice.is_some())
    });
    let notice = unlocked(screen.review_state()).unwrap().notice.as_ref().unwrap();
    let key = notice.sentence.key;
    // Something slow may stand in the place of what was said.
    screen.window().review.as_mut().unwrap().review.command(ReviewCommand::Dismiss);
    screen.step();
    key
}

/// A second press that is no echo of the first.
fn push_again(screen: &mut Screen<'_>, part: &str) {
    let window = screen.window();
    window.review.as_mut().unwrap().ahead += Duration::from_secs(1);
    screen.step();
    push(screen, part);
}

fn opened(school: &School) -> Screen<'_> {
    sample::make(&Machine::real(), &school.folders.root, 3).unwrap();
    let mut screen = Screen::both_faces(school);
    screen.harness.set_size(vec2(1280.0, 844.0));
    screen.tab("SENCo");
    screen.unlock();
    push(&mut screen, "School");
    wait(&mut screen, "the school", |page| page.known.is_some() && page.asking.is_some());
    screen
}

fn keep_picture(screen: &mut Screen<'_>, name: &str) {
    let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for _ in 0..4 {
        screen.step();
    }
    screen.harness.render().unwrap().save(folder.join(format!("school-{name}.png"))).unwrap();
}

/// As large print and in high contrast, where pictures are asked for.
fn keep_pictures(screen: &mut Screen<'_>, name: &str) {
    keep_picture(screen, name);
    if std::env::var_os("SAYSO_PICTURES").is_none() {
        return;
    }
    for (look, text_percent, how) in [(Look::Soft, 200, "200"), (Look::Dark, 100, "dark")] {
        let liked = Preferences { look, text_percent, ..Preferences::default() };
        screen.window().kiosk.preferences = liked;
        keep_picture(screen, &format!("{name}-{how}"));
    }
    screen.window().kiosk.preferences = Preferences::default();
    screen.step();
}

#[test]
fn what_somebody_said_is_written_down_and_holds() {
    let school = School::new();
    let mut screen = opened(&school);
    keep_pictures(&mut screen, "pupils");
    type_into(&mut screen, "Search by name, class or number", "wal");
    assert!(!screen.shows("Grace Adeyemi"));
    push(&mut screen, "Ben Walker");
    assert!(screen.shows("The birth day is not known"));
    // What is missing is said, and nothing is lost.
    push(&mut screen, "Photos");
    push(&mut screen, "Objects");
    push(&mut screen, "Write it down");
    assert_eq!(done(&mut screen), "consent-no-name");
    type_into(&mut screen, "Their name", "Mr Walker");
    type_into(&mut screen, "On which day? (empty for today)", "yesterday");
    push(&mut screen, "Write it down");
    assert_eq!(done(&mut screen), "bad-day");
    for _ in "yesterday".chars() {
        screen.harness.key_press(Key::Backspace);
        screen.step();
    }
    type_into(&mut screen, "On which day? (empty for today)", "3/5/2026");
    push(&mut screen, "Write it down");
    assert_eq!(done(&mut screen), "school-kept");
    let ben = |screen: &Screen<'_>| {
        known(screen).pupils.iter().find(|pupil| pupil.first_name == "Ben").unwrap().clone()
    };
    assert_eq!(ben(&screen).consents.photo, Consent::Objected);
    assert!(screen.shows("Photos: objection"));
    assert!(screen.shows("Mr Walker (parental responsibility not known), 3 May 2026"));
    // A yes of somebody whose responsibility is not known is kept and counts for nothing.
    push(&mut screen, "Video");
    push(&mut screen, "Agrees");
    push(&mut screen, "Write it down");
    assert_eq!(done(&mut screen), "school-kept");
    assert_eq!(ben(&screen).consents.video, Consent::NotAsked);
    assert!(screen.shows("counts as no yes: parental responsibility is not known"));
    push(&mut screen, "Video");
    push(&mut screen, "Yes");
    push(&mut screen, "Write it down");
    assert_eq!(done(&mut screen), "school-kept");
    assert_eq!(ben(&screen).consents.video, Consent::Given);
    push(&mut screen, "No picture of this pupil may be shown");
    assert_eq!(done(&mut screen), "school-kept");
    assert_eq!(ben(&screen).flags.len(), 1);
    keep_pictures(&mut screen, "pupil");
    // Over compulsory school age the young person decides, and is to be asked.
    type_into(&mut screen, "Birth day, such as 3 May 2010", "3 May 2009");
    screen.harness.key_press(Key::Enter);
    assert_eq!(done(&mut screen), "school-kept");
    assert!(screen.shows("The young person decides themselves, since 27 June 2025"));
    assert!(screen.shows("has not been asked yet"));
    type_into(&mut screen, "Who found it", "Dr Shah");
    push(&mut screen, "They cannot decide this");
    assert_eq!(done(&mut screen), "school-kept");
    assert!(screen.shows("decided in their best interests"));
    keep_picture(&mut screen, "pupil-over-age");
    screen.wait("the tablet to hear of it", |kiosk| {
        let pupils = &kiosk.school.school.pupils;
        pupils.iter().any(|pupil| {
            let consents = pupil.consents;
            consents.photo == Consent::Objected && pupil.record.is_empty() && pupil.flags.is_empty()
        })
    });
}

#[test]
fn a_newcomer_is_let_in_by_six_words_and_shut_out_at_two_presses() {
    let school = School::new();
    let share = school.folders.share.display().to_string();
    let newcomer = Newcomer {
        share: &share,
        share_key: None,
        staff_share: None,
        name: "Mr Jones",
        role: sayso::domain::Role::Dsl,
        passphrase: Some("one long passphrase"),
        sample: true,
    };
    let home = school.folders.root.join("jones");
    let asked = join::join(&Machine::real(), &home, &newcomer).unwrap();
    let mut screen = opened(&school);
    push(&mut screen, "Adults and computers");
    push(&mut screen, "Mr Jones");
    type_into(&mut screen, "The six words", "one two three four five six");
    keep_pictures(&mut screen, "joining");
    push(&mut screen, "Let it in");
    assert_eq!(done(&mut screen), "words-do-not-fit");
    push(&mut screen, "Cancel");
    push(&mut screen, "Mr Jones");
    type_into(&mut screen, "The six words", &asked.words.join(" ").to_uppercase());
    // Enter does it too.
    screen.harness.key_press(Key::Enter);
    assert_eq!(done(&mut screen), "school-approved");
    let is_in = |page: &SchoolPage| {
        let known = page.known.as_ref().unwrap();
        known.people.iter().any(|person| person.name == "Mr Jones")
    };
    assert!(is_in(page(screen.review_state()).unwrap()));
    wait(&mut screen, "nobody who asks", |page| {
        page.asking.as_ref().is_some_and(|asking| asking.as_ref().is_ok_and(Vec::is_empty))
    });
    push(&mut screen, "Mr Jones");
    push(&mut screen, "Head");
    assert_eq!(done(&mut screen), "school-kept");
    keep_picture(&mut screen, "person");
    push(&mut screen, "Shut it out");
    push_again(&mut screen, "Yes, shut it out");
    assert_eq!(done(&mut screen), "school-revoked");
    assert!(!is_in(page(screen.review_state()).unwrap()));
    // Adults without a computer have a picture and days.
    push(&mut screen, "Add an adult");
    type_into(&mut screen, "Their name, as pupils say it", "Miss Lee");
    push(&mut screen, "Kite");
    push(&mut screen, "Tuesday");
    keep_picture(&mut screen, "adult");
    push(&mut screen, "Keep it");
    assert_eq!(done(&mut screen), "school-kept");
    let lee = known(&screen).adult("Miss Lee").unwrap().clone();
    assert_eq!((lee.picture.as_str(), lee.days.len()), ("kite", 1));
    push(&mut screen, "Miss Lee");
    push(&mut screen, "Take away");
    push_again(&mut screen, "Yes, take away");
    assert_eq!(done(&mut screen), "school-kept");
    assert!(known(&screen).other_adults.is_empty());
    // What was changed about the keys is told.
    wait(&mut screen, "the changes", |page| page.changes.as_ref().is_some_and(Result::is_ok));
    push(&mut screen, "Keys");
    for told in ["Who lets in", "Shut out: ", "Let in: ", "signed by Mrs Patel", "24 words"] {
        assert!(screen.shows(told), "{told}");
    }
    keep_pictures(&mut screen, "keys");
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

#[test]
fn a_class_list_is_dropped_on_the_window_matched_and_taken_in() {
    let school = School::new();
    let list = school.folders.root.join("liste.csv");
    std::fs::write(&list, b"Nr;Vorname;Nachname;Klasse\nB1;J\xf6rg;Meyer;3 Oak\nB2;;Orr;3 Oak\n")
        .unwrap();
    let mut screen = opened(&school);
    push(&mut screen, "Class list");
    // What is not there is said plainly; Enter reads.
    type_into(&mut screen, "Where the file is", "/nowhere/list.csv");
    screen.harness.key_press(Key::Enter);
    assert!(!done(&mut screen).is_empty());
    keep_picture(&mut screen, "roster");
    screen.harness.input_mut().dropped_files.push(Arc::new(Dropped(list)));
    screen.step();
    wait(&mut screen, "the list", |page| page.roster.is_some());
    assert!(screen.shows("Say first which column is: First name, Class"));
    assert!(!screen.shows("Take it in"));
    for (column, what) in
        [("Vorname", "First name"), ("Nachname", "Last name"), ("Klasse", "Class")]
    {
        push(&mut screen, column);
        push(&mut screen, what);
        wait(&mut screen, what, |page| {
            page.column.is_none() && {
                let preview = &page.roster.as_ref().unwrap().1;
                preview.columns.iter().any(|one| one.header == column && one.column.is_some())
            }
        });
    }
    assert!(screen.shows("One pupil is new."));
    assert!(screen.shows("12 of the school are not in the list, and stay."));
    assert!(screen.shows("Line 3, column 2: no first name."));
    keep_pictures(&mut screen, "preview");
    push(&mut screen, "Take it in");
    assert_eq!(done(&mut screen), "school-imported");
    assert_eq!(known(&screen).pupils.len(), 13);
    push(&mut screen, "Pupils");
    assert!(screen.shows("Jörg Meyer"));
}

#[test]
fn how_long_things_are_kept_is_chosen_and_checks_say_what_to_do() {
    let school = School::new();
    let mut screen = opened(&school);
    push(&mut screen, "Keeping");
    push(&mut screen, "6 months");
    assert_eq!(done(&mut screen), "school-kept");
    let months = known(&screen).retention.months(sayso::domain::EntryKind::Clip);
    assert_eq!(months, Some(6));
    push(&mut screen, "List what would go");
    wait(&mut screen, "the list", |page| page.over.is_some());
    assert!(screen.shows("Nothing has been kept longer than it should be."));
    push(&mut screen, "Wales");
    assert_eq!(done(&mut screen), "school-kept");
    keep_pictures(&mut screen, "keeping");
    push(&mut screen, "Checks");
    push(&mut screen, "Check now");
    wait(&mut screen, "the checks", |page| page.checks.is_some());
    assert!(screen.shows("Check again"));
    keep_pictures(&mut screen, "checks");
    // By keys alone to another part and back to the inbox.
    screen.hand = Hand::Keyboard;
    screen.press("Keys");
    assert!(screen.shows("Who lets in and shuts out"));
    screen.press("Back to the inbox");
    assert!(page(screen.review_state()).is_none());
    push(&mut screen, "School");
    wait(&mut screen, "the school", |page| page.known.is_some());
    push(&mut screen, "Lock");
    assert!(unlocked(screen.review_state()).is_none());
}

#[test]
fn hours_terms_and_closed_days_are_told_to_everybody() {
    let school = School::new();
    let mut screen = opened(&school);
    push(&mut screen, "When school is open");
    for _ in "16:00".chars() {
        screen.harness.get_by_role_and_label(Role::TextInput, CLOSES).focus();
        screen.harness.key_press(Key::Backspace);
        screen.step();
    }
    type_into(&mut screen, CLOSES, "8.15");
    screen.harness.key_press(Key::Enter);
    assert_eq!(done(&mut screen), "calendar-bad-hours");
    for _ in "8.15".chars() {
        screen.harness.get_by_role_and_label(Role::TextInput, CLOSES).focus();
        screen.harness.key_press(Key::Backspace);
        screen.step();
    }
    type_into(&mut screen, CLOSES, "15.30");
    screen.harness.key_press(Key::Enter);
    assert_eq!(done(&mut screen), "school-hours-kept");
    push(&mut screen, "Friday");
    assert_eq!(done(&mut screen), "school-hours-kept");
    type_into(&mut screen, "First day of a term, such as 2 September 2026", "2 September 2026");
    push(&mut screen, "Add this term");
    assert_eq!(done(&mut screen), "bad-day", "a term has a last day");
    type_into(&mut screen, "Its last day", "18/12/2026");
    push(&mut screen, "Add this term");
    assert_eq!(done(&mut screen), "school-hours-kept");
    assert!(screen.shows("2 September 2026 to 18 December 2026"));
    type_into(&mut screen, "Closed on, such as 26 October 2026", "26 October 2026");
    type_into(&mut screen, "Up to (empty for one day)", "30 October 2026");
    push(&mut screen, "Add closed days");
    assert_eq!(done(&mut screen), "school-hours-kept");
    push(&mut screen, "5 minutes");
    assert_eq!(done(&mut screen), "school-hours-kept");
    keep_pictures(&mut screen, "hours");
    let now = known(&screen);
    assert_eq!(now.calendar.hours.to, 15 * 60 + 30);
    assert_eq!(now.calendar.weekdays, (0..4).collect());
    assert_eq!((now.calendar.terms.len(), now.calendar.closed.len()), (1, 5));
    assert_eq!(now.limits.urgent_minutes(), 5);
    push(&mut screen, "Take out 26 October 2026 to 30 October 2026");
    assert_eq!(done(&mut screen), "school-hours-kept");
    push(&mut screen, "Take out 2 September 2026 to 18 December 2026");
    assert_eq!(done(&mut screen), "school-hours-kept");
    let now = known(&screen);
    assert!(now.calendar.terms.is_empty() && now.calendar.closed.is_empty());
    screen.wait("the tablet to hear of it", |kiosk| {
        kiosk.school.school.calendar.hours.to == 15 * 60 + 30
    });
}

const CLOSES: &str = "School closes at, such as 16:00";
