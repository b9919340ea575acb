//! Pictures of the screens: small ones that are compared, so that no change goes unseen, and
//! large ones for the README where `SAYSO_PICTURES` names a folder.

use egui::vec2;
use egui_kittest::{SnapshotOptions, image_snapshot_options};
use image::imageops::{self, FilterType};
use sayso::acts::{add_entry, inquiries, sync};
use sayso::app::kiosk::{Devices, RecordingState, SetUp};
use sayso::app::review::ReviewState;
use sayso::app::{Command, Route};
use sayso::domain::inquiry::{Asked, InquiryQuestion};
use sayso::domain::{Answered, EntryKind, Look, Piece, Preferences, Said};
use sayso::media::{CameraSource, MicrophoneSource};
use sayso::platform::Machine;
use sayso::sample;

use super::bring::{SCREENS, bring};
use super::school::School;
use super::screen::{Hand, Screen};
use crate::sayings::saying;

const LOOKS: [(Look, &str); 4] =
    [(Look::Soft, "soft"), (Look::Dark, "dark"), (Look::Light, "light"), (Look::Calm, "calm")];

fn settle(screen: &mut Screen<'_>, look: Look) {
    let liked = Preferences { look, ..Preferences::default() };
    for _ in 0..4 {
        screen.window().kiosk.preferences = liked;
        screen.step();
    }
}

/// At half scale, by software: nearly the same on every machine.
fn compare(screen: &mut Screen<'_>, name: &str) {
    screen.step();
    let whole = screen.harness.render().unwrap();
    let (width, height) = (whole.width() / 2, whole.height() / 2);
    let mut small = imageops::resize(&whole, width, height, FilterType::Triangle);
    // Sixteen steps a colour: small files, and blind to what no eye sees.
    small.pixels_mut().for_each(|pixel| pixel.0 = pixel.0.map(|value| value & 0xf0 | 0x0f));
    let options = SnapshotOptions::new()
        .threshold(2.0)
        .max_failed_pixels(500_usize)
        .output_path("tests/snapshots");
    image_snapshot_options(&small, name, &options);
}

#[test]
fn home_and_worry_look_as_they_did() {
    let school = School::new();
    let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
    screen.harness.set_size(vec2(1280.0, 844.0));
    for (look, name) in LOOKS {
        bring(&mut screen, "home");
        settle(&mut screen, look);
        compare(&mut screen, &format!("home-{name}"));
    }
    bring(&mut screen, "topic");
    settle(&mut screen, Look::Soft);
    compare(&mut screen, "board-soft");
}

/// `SAYSO_PICTURES=folder cargo nextest run large_pictures`: every screen at full size.
#[test]
fn large_pictures_for_whoever_asks() {
    let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let school = School::new();
    let devices = Devices { camera: CameraSource::TestCard, microphone: MicrophoneSource::Tone };
    let preferences = Preferences { count_in: false, ..Preferences::default() };
    let mut screen =
        Screen::open(&school, Hand::Mouse, SetUp { devices, preferences, ..SetUp::default() });
    screen.harness.set_size(vec2(1280.0, 844.0));
    for what in SCREENS {
        bring(&mut screen, what);
        settle(&mut screen, Look::Soft);
        let picture = screen.harness.render().unwrap();
        picture.save(folder.join(format!("{what}.png"))).unwrap();
    }
    for (look, name) in LOOKS {
        bring(&mut screen, "home");
        settle(&mut screen, look);
        let picture = screen.harness.render().unwrap();
        picture.save(folder.join(format!("home-{name}.png"))).unwrap();
    }
    film(&mut screen, &folder);
    bring(&mut screen, "question");
    settle(&mut screen, Look::Soft);
    screen.window().kiosk.preferences = preferences;
    screen.window().kiosk.command(Command::Question(Some(0)));
    screen.step();
    screen.press("Record");
    screen.wait("two seconds", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|one| {
            one.state == RecordingState::Recording && one.live.elapsed().as_millis() > 2_000
        })
    });
    screen.harness.render().unwrap().save(folder.join("recording.png")).unwrap();
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
    screen.wait("a picture", |kiosk| {
        kiosk.look.as_ref().and_then(|look| look.player.as_ref()).is_some_and(|player| {
            player.progress().has_picture && player.progress().position_micros > 300_000
        })
    });
    screen.harness.render().unwrap().save(folder.join("look.png")).unwrap();
    screen.press("Change it");
    screen.harness.render().unwrap().save(folder.join("change.png")).unwrap();
    screen.press("Back");
    screen.press("Keep it");
    screen.wait_for_route(Route::Send);
    screen.press("No, only me");
    screen.harness.render().unwrap().save(folder.join("send-clip.png")).unwrap();
}

/// As `large_pictures_for_whoever_asks`, of the staff's side.
#[test]
fn large_pictures_of_the_staffs_side() {
    let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    staffs(&School::new(), &folder);
}

/// A film in the making.
fn film(screen: &mut Screen<'_>, folder: &std::path::Path) {
    bring(screen, "question");
    settle(screen, Look::Soft);
    screen.window().kiosk.command(Command::Question(Some(0)));
    screen.wait_for_camera();
    screen.harness.render().unwrap().save(folder.join("record-preview.png")).unwrap();
    screen.press("Make a film");
    screen.press("One more");
    screen.press_containing("Part 1");
    screen.wait_for_camera();
    for _ in 0..5 {
        screen.press("Take it");
    }
    screen.press("Picture 2, taken");
    screen.harness.render().unwrap().save(folder.join("film.png")).unwrap();
    screen.press("Back");
    screen.harness.render().unwrap().save(folder.join("story.png")).unwrap();
    screen.press("Back");
    bring(screen, "photo");
    settle(screen, Look::Soft);
    screen.wait_for_camera();
    screen.press("Take it");
    screen.harness.render().unwrap().save(folder.join("photo-taken.png")).unwrap();
}

/// The SENCo's side, with some entries in it.
fn staffs(school: &School, folder: &std::path::Path) {
    sample::make(&Machine::real(), &school.folders.root, 9).unwrap();
    a_survey_twice(school);
    let mut screen = Screen::both_faces(school);
    screen.harness.set_size(vec2(1280.0, 844.0));
    screen.tab("SENCo");
    screen.harness.render().unwrap().save(folder.join("review-locked.png")).unwrap();
    screen.unlock();
    screen.press_containing("Message");
    screen.wait_for_review("the entry", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.chosen.as_ref().is_some_and(|chosen| chosen.open().is_some())
        }
        ReviewState::Locked(_) => false,
    });
    for _ in 0..6 {
        screen.step();
    }
    screen.harness.render().unwrap().save(folder.join("review.png")).unwrap();
    screen.press("Learning");
    screen.press("Friends");
    let is_idle = |state: &ReviewState| match state {
        ReviewState::Unlocked(unlocked) => unlocked.doing.is_none(),
        ReviewState::Locked(_) => false,
    };
    screen.wait_for_review("the tags", is_idle);
    screen.scroll_to("Quote the pupil");
    screen.press("Quote the pupil");
    screen.type_into("The pupil’s words, word for word", "Maths is easier in a quiet room");
    screen.scroll_to("Keep it");
    screen.press("Keep it");
    screen.wait_for_review("the quote", is_idle);
    screen.scroll_to("Send answer");
    screen.step();
    screen.harness.render().unwrap().save(folder.join("review-beside.png")).unwrap();
    screen.press("Told me");
    screen.step();
    screen.harness.render().unwrap().save(folder.join("told-me.png")).unwrap();
    screen.press("Back to the inbox");
    screen.press("Questions");
    screen.wait_for_review("what was asked", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.questions.as_ref().is_some_and(|questions| questions.known.is_some())
        }
        ReviewState::Locked(_) => false,
    });
    screen.step();
    screen.harness.render().unwrap().save(folder.join("questions.png")).unwrap();
}

/// A class is asked twice, and feels better the second time.
fn a_survey_twice(school: &School) {
    let question = "How are break times?";
    let asked = InquiryQuestion { text: question.to_owned(), has_faces: true };
    let survey = inquiries::ask(&school.senco(), "", Asked::Everybody, vec![asked]).unwrap();
    for faces in [[2, 1, 3, 2, 4], [4, 3, 5, 4, 4]] {
        let tablet = school.tablet();
        sync::send_now(&tablet).unwrap();
        for (pupil, face) in faces.into_iter().enumerate() {
            let answer = Piece::Face { face };
            let said = Said {
                answers: vec![Answered { question: question.to_owned(), answer }],
                survey: Some(survey.clone()),
                ..Said::default()
            };
            let mut new = saying(&tablet, EntryKind::Survey, said, Vec::new());
            new.pupil_id = Some(tablet.school().unwrap().pupils[pupil].pupil_id.clone());
            add_entry::add(&tablet, new).unwrap();
        }
        sync::send_now(&tablet).unwrap();
        drop(tablet);
        let senco = school.senco();
        sync::sync(&senco).unwrap();
        if faces[0] == 2 {
            inquiries::ask_again(&senco, &survey).unwrap();
        }
    }
}
