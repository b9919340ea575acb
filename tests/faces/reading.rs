//! What is read aloud: by the system's voice, by somebody who recorded it, by hands; and what the
//! light of a switch is on. Boards' own words stand where they belong.

use std::fs;
use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable;
use sayso::acts::words::NewWord;
use sayso::acts::{prompts, words};
use sayso::app::kiosk::SetUp;
use sayso::app::review::ReviewState;
use sayso::app::{Command, Route};
use sayso::domain::{Preferences, Way};
use sayso::media::poster;
use sayso::media::speech::{Speech, WrittenDown};
use sayso::platform::Machine;
use sayso::sample;

use super::flows::choose;
use super::school::School;
use super::screen::{Hand, Screen};
use crate::program::run;

/// From now on it is written down what should be heard.
fn write_down(screen: &mut Screen<'_>) -> WrittenDown {
    let (speech, written) = Speech::written_down();
    screen.window().reading.speak_by(speech);
    written
}

fn heard(written: &WrittenDown) -> Vec<String> {
    written.take().into_iter().flatten().collect()
}

/// Some seconds of a tone, and of moving colours: longer than a slow machine is at one frame.
fn recordings(school: &School) -> [PathBuf; 2] {
    ["none", "testcard"].map(|camera| {
        let path = school.folders.root.join(format!("{camera}.mp4"));
        let out = path.to_str().unwrap();
        let recorded = run(&[
            "record",
            "--camera",
            camera,
            "--microphone",
            "tone",
            "--seconds",
            "6",
            "--pace",
            "max",
            "--out",
            out,
        ]);
        assert_eq!(recorded.code, 0, "{}", recorded.stderr);
        path
    })
}

fn save(screen: &mut Screen<'_>, name: &str) {
    if let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(PathBuf::from) {
        fs::create_dir_all(&folder).unwrap();
        screen.harness.render().unwrap().save(folder.join(name)).unwrap();
    }
}

#[test]
fn what_the_light_is_on_is_said_and_a_press_ends_it() {
    let school = School::new();
    let way = Way::TwoSwitches;
    let preferences = Preferences { way, lit_aloud: true, ..Preferences::default() };
    let set_up = SetUp { preferences, ..SetUp::default() };
    let mut screen = Screen::open(&school, Hand::TwoSwitches, set_up);
    let written = write_down(&mut screen);
    screen.step();
    let mut said = heard(&written);
    for _ in 0..6 {
        screen.harness.key_press(Key::Tab);
        screen.step();
        screen.step();
        said.extend(heard(&written));
    }
    // Row by row, each by the names of what is in it, and round again.
    let names = screen.names();
    assert!(said.len() >= 6, "{said:?}");
    for row in &said {
        assert!(row.split(". ").all(|part| names.iter().any(|name| name.contains(part))), "{row}");
    }
    assert!(said.iter().any(|row| row.starts_with("Hello!")), "{said:?}");
    let again = said.iter().skip(1).any(|row| row == &said[0]);
    assert!(again && said.windows(2).all(|two| two[0] != two[1]), "{said:?}");
    // A press is a stop, whatever is said then.
    screen.harness.key_press(Key::Space);
    screen.step();
    assert_eq!(written.take().first(), Some(&None));
    // Whoever does not want it hears nothing.
    screen.window().kiosk.preferences.lit_aloud = false;
    screen.step();
    written.take();
    screen.harness.key_press(Key::Tab);
    screen.step();
    screen.step();
    assert!(heard(&written).is_empty());
}

#[test]
fn a_new_screen_is_said_before_what_the_light_is_on() {
    let school = School::new();
    let liked = Preferences { aloud: true, lit_aloud: true, ..Preferences::default() };
    let preferences = Preferences { way: Way::TwoSwitches, ..liked };
    let set_up = SetUp { preferences, ..SetUp::default() };
    let mut screen = Screen::open(&school, Hand::TwoSwitches, set_up);
    let written = write_down(&mut screen);
    screen.step();
    written.take();
    written.is_at_it(true);
    screen.window().kiosk.command(Command::Go(Route::Class));
    for _ in 0..4 {
        screen.step();
    }
    assert_eq!(heard(&written), ["Which class are you in?"]);
    written.is_at_it(false);
    screen.step();
    screen.step();
    let lit = heard(&written);
    assert!(lit.len() == 1 && lit[0] != "Which class are you in?", "{lit:?}");
}

#[test]
fn in_the_worry_box_the_light_is_silent_until_a_yes() {
    let school = School::new();
    let preferences =
        Preferences { way: Way::TwoSwitches, lit_aloud: true, ..Preferences::default() };
    let set_up = SetUp { preferences, ..SetUp::default() };
    let mut screen = Screen::open(&school, Hand::TwoSwitches, set_up);
    let written = write_down(&mut screen);
    screen.press("Worry box");
    screen.wait_for_route(Route::Worry);
    screen.step();
    written.take();
    for is_loud in [false, true] {
        screen.window().kiosk.may_be_loud = is_loud;
        screen.harness.key_press(Key::Tab);
        screen.step();
        screen.step();
        assert_eq!(heard(&written).is_empty(), !is_loud);
    }
}

#[test]
fn a_sentence_that_somebody_recorded_is_heard_instead_of_the_voice() {
    let school = School::new();
    let [sound, video] = recordings(&school);
    {
        let senco = school.senco();
        let polish = "pl".parse().unwrap();
        prompts::add(&senco, "home-worry", &sound, "en".parse().unwrap()).unwrap();
        prompts::add(&senco, "home-worry", &sound, polish).unwrap();
        prompts::add(&senco, "home-symbols", &video, "bsl".parse().unwrap()).unwrap();
    }
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    screen.wait("what was recorded", |kiosk| kiosk.own.prompts.len() == 3);
    let written = write_down(&mut screen);
    choose(&mut screen, "3 Oak", "Ben");
    written.take();
    screen.press_reader();
    let mut said = Vec::new();
    let mut all = |screen: &mut Screen<'_>, until: &str| {
        for _ in 0..600 {
            screen.step();
            said.extend(heard(&written));
            if said.iter().any(|one| one.contains(until)) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        std::mem::take(&mut said)
    };
    let home = all(&mut screen, "What happened next");
    let at = home.iter().position(|one| one == "recorded Worry box").unwrap();
    assert!(home[at - 1].starts_with("Hello, Ben") && home[at - 1].contains("Pick symbols"));
    assert!(home[at + 1].starts_with("Tell a grown-up"), "{home:?}");

    // Signed, for whom that is: it plays below what was pressed, and the rest is read after it.
    screen.press("How I like it");
    save(&mut screen, "like-own.png");
    screen.press("BSL");
    screen.press("Back");
    screen.press_reader();
    for _ in 0..600 {
        screen.step();
        if screen.window().reading.is_signing() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    screen.step();
    assert!(screen.window().reading.is_signing() && screen.shows("Stop signing"));
    save(&mut screen, "signing.png");
    let home = all(&mut screen, "What happened next");
    // Nobody signs the worry box: the language of the screens stands in.
    assert!(home.contains(&"recorded Worry box".to_owned()), "{home:?}");
    assert!(!home.iter().any(|one| one.contains("Pick symbols")), "{home:?}");
    assert!(!screen.window().reading.is_signing());

    // What is broken or gone is read by the voice, and nothing ends.
    for file in fs::read_dir(school.folders.tablet.join("own")).unwrap() {
        fs::write(file.unwrap().path(), b"no clip").unwrap();
    }
    screen.press_reader();
    let home = all(&mut screen, "What happened next");
    assert!(home.iter().any(|one| one.contains("Pick symbols")), "{home:?}");
}

#[test]
fn a_word_of_the_schools_own_stands_behind_ours_and_is_found() {
    let school = School::new();
    let [_, video] = recordings(&school);
    let photo = school.folders.root.join("photo.jpg");
    fs::write(&photo, poster(&fs::read(video).unwrap(), 0).unwrap().unwrap()).unwrap();
    {
        let senco = school.senco();
        let new = NewWord { word: "Mrs Patel", welsh: None, photo: &photo, topic: "people" };
        words::add(&senco, &new).unwrap();
    }
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    // It came while nobody was in the middle of something.
    super::screen::until(
        "the word",
        || sayso::symbols::packs::packs().has_word("Mrs Patel"),
        || {
            screen.step();
        },
    );
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Pick symbols");
    screen.press("People");
    for _ in 0..6 {
        if screen.shows("Mrs Patel") {
            break;
        }
        screen.press("More pictures");
    }
    save(&mut screen, "own-word.png");
    screen.press("Mrs Patel");
    screen.press("Find");
    for letter in ["p", "a", "t"] {
        screen.press(letter);
    }
    save(&mut screen, "own-word-found.png");
    screen.press("Mrs Patel");
    assert_eq!(screen.kiosk_state().message.symbols, ["Mrs Patel", "Mrs Patel"]);
    screen.press_reader();
    assert_eq!(screen.window().read(), "Mrs Patel Mrs Patel");
}

#[test]
fn a_senco_gives_a_word_to_the_tablets_and_takes_it_away() {
    let school = School::new();
    sample::make(&Machine::real(), &school.folders.root, 2).unwrap();
    let [_, video] = recordings(&school);
    let photo = school.folders.root.join("photo.jpg");
    fs::write(&photo, poster(&fs::read(video).unwrap(), 0).unwrap().unwrap()).unwrap();
    let mut screen = Screen::both_faces(&school);
    screen.harness.set_size(vec2(1280.0, 844.0));
    screen.tab("SENCo");
    screen.unlock();
    screen.press("Questions");
    screen.press("Our own words");
    let type_into = |screen: &mut Screen<'_>, name: &str, text: &str| {
        let field = screen.harness.get_by_role_and_label(Role::TextInput, name);
        field.focus();
        field.type_text(text);
        screen.step();
    };
    type_into(&mut screen, "The word", "Mrs Patel");
    assert!(!screen.shows("Give it"), "there is no photo yet");
    let place = photo.to_str().unwrap();
    type_into(&mut screen, "Its photo, a JPEG: drop it here, or write where it is", place);
    save(&mut screen, "words-written.png");
    screen.press("Give it");
    let words = |state: &ReviewState| match state {
        ReviewState::Unlocked(unlocked) => {
            let known = unlocked.words.as_ref().and_then(|words| words.known.clone());
            known.filter(|_| unlocked.doing.is_none()).map(|known| known.words)
        }
        ReviewState::Locked(_) => None,
    };
    screen.wait_for_review("the word", |state| words(state) == Some(vec!["Mrs Patel".into()]));
    screen.step();
    save(&mut screen, "words-given.png");
    assert!(screen.shows("It is on its way to every tablet."));
    // What is wrong is said, and what was written stays.
    type_into(&mut screen, "The word", "happy");
    type_into(&mut screen, "Its photo, a JPEG: drop it here, or write where it is", place);
    screen.press("Give it");
    screen.wait_for_review("a sentence", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.notice.as_ref().is_some_and(|notice| notice.is_trouble)
                && unlocked.words.as_ref().is_some_and(|words| words.word.as_str() == "happy")
        }
        ReviewState::Locked(_) => false,
    });
    screen.press("Take “Mrs Patel” away");
    screen.wait_for_review("nothing", |state| words(state) == Some(Vec::new()));
    screen.press("Questions");
    assert!(screen.shows("Our own words") && !screen.shows("The word"));
}
