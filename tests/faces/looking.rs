//! What can be done with a clip before it is kept: said more, its picture left out or chosen, or
//! all of it made of single pictures.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sayso::acts::kiosk::{self, CameraFor};
use sayso::acts::{Desk, open, publish, sync, withdraw};
use sayso::app::Route;
use sayso::app::kiosk::{Devices, SetUp};
use sayso::domain::{EntryKind, Looked, MediaType};
use sayso::media::decode::{decode_pictures, decode_sound};
use sayso::media::{CameraSource, MicrophoneSource};
use sayso::store::LibraryEntry;

use super::flows::choose;
use super::school::School;
use super::screen::{Hand, Screen};

/// Presses record, waits until a second is recorded, and stops.
fn record_a_second(screen: &mut Screen<'_>) {
    screen.press("Record");
    screen.wait("a second", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|one| one.live.elapsed().as_millis() > 1_100)
    });
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
}

fn millis(screen: &mut Screen<'_>) -> u64 {
    screen.kiosk_state().look.as_ref().unwrap().blob.duration_millis
}

fn send(screen: &mut Screen<'_>) {
    screen.press("Keep it");
    screen.wait_for_route(Route::Send);
    screen.press("No, only me");
    screen.press("Grown-ups who teach here, visitors too");
    screen.press("Yes, send it");
    screen.press("Press again to send it");
    screen.wait_for_route(Route::OnItsWay);
}

/// Ben before the camera, about to take the first picture of a film.
fn first_part_of_a_film(school: &School) -> Screen<'static> {
    let mut screen = Screen::kiosk(school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Record a video");
    screen.press("Something else");
    screen.wait_for_camera();
    screen.press("Make a film");
    screen.press_containing("Part 1");
    screen.wait_for_camera();
    screen
}

/// The newest entry, as it came to the SENCo.
fn heard(desk: &Desk) -> LibraryEntry {
    sync::sync(desk).unwrap();
    let library = desk.library().unwrap();
    let line = library.lines().unwrap().remove(0);
    library.entry(&line.entry_id).unwrap().unwrap()
}

/// The endings of all clips and pictures on the staff pages.
fn published(school: &School) -> Vec<String> {
    let clips = std::fs::read_dir(school.folders.staff.join("clip")).unwrap();
    let ending = |path: PathBuf| path.extension().unwrap().to_string_lossy().into_owned();
    let mut endings: Vec<String> = clips.map(|file| ending(file.unwrap().path())).collect();
    endings.sort();
    endings
}

/// Whether any page of the staff's holds this.
fn a_page_has(school: &School, text: &str) -> bool {
    let pages = std::fs::read_dir(&school.folders.staff).unwrap();
    pages
        .flatten()
        .any(|page| std::fs::read_to_string(page.path()).is_ok_and(|it| it.contains(text)))
}

#[test]
fn a_clip_is_said_more_and_shows_the_picture_that_was_chosen_first() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Record a video");
    screen.press("Something else");
    record_a_second(&mut screen);
    let first = millis(&mut screen);

    screen.press("Change it");
    screen.press("Say more");
    screen.wait_for_route(Route::Record);
    screen.press("Back");
    screen.wait_for_route(Route::Change);
    assert_eq!(millis(&mut screen), first, "a change of mind costs nothing");
    screen.press("Say more");
    record_a_second(&mut screen);
    let both = millis(&mut screen);
    assert!(both > first + 1_000, "{first} ms, then {both} ms");

    screen.press("Change it");
    screen.press("Picture first");
    let look = screen.kiosk_state().look.as_ref().unwrap();
    assert!(look.poster_micros.is_some(), "{look:?} {:?}", screen.kiosk_state().route);
    screen.press("Only my voice");
    assert!(screen.kiosk_state().look.as_ref().unwrap().voice_only);
    screen.press("My picture too");
    screen.press("Back");
    send(&mut screen);
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    drop(screen);

    let desk = school.senco();
    let entry = heard(&desk).record;
    assert_eq!(entry.kind, EntryKind::Clip);
    publish::publish(&desk, &entry.entry_id, Looked::NotYet, None).unwrap();
    assert_eq!(published(&school), ["jpg", "mp4"]);
    assert!(a_page_has(&school, "poster="), "the page shows the picture before it plays");
    withdraw::withdraw(&desk, &entry.entry_id, "changed their mind").unwrap();
    assert_eq!(published(&school), Vec::<String>::new(), "nothing of it is left");
}

#[test]
fn only_the_voice_of_a_video_is_sent() {
    let school = School::new();
    let mut screen = Screen::kiosk(&school, Hand::Mouse);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Record a video");
    screen.press("Something else");
    record_a_second(&mut screen);
    screen.press("Change it");
    screen.press("Only my voice");
    screen.press("Back");
    send(&mut screen);
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    drop(screen);
    let entry = heard(&school.senco());
    assert_eq!(entry.record.kind, EntryKind::Voice);
    let types: Vec<_> = entry.record.media.iter().map(|medium| medium.media_type).collect();
    assert_eq!(types, [MediaType::Sound]);
}

#[test]
fn a_film_of_single_pictures_is_made_spoken_over_and_sent() {
    let school = School::new();
    let mut screen = first_part_of_a_film(&school);
    let count = |screen: &Screen<'_>| screen.kiosk_state().film.as_ref().unwrap().frames().count();
    for taken in 1..=3 {
        screen.press("Take it");
        assert_eq!(count(&screen), taken);
    }
    screen.press("Picture 2, taken");
    screen.press("Take it again");
    assert_eq!(count(&screen), 3);
    screen.press("Picture 1, taken");
    screen.press("Remove it");
    assert_eq!(count(&screen), 2);
    screen.press("A word for it");
    screen.wait_for_route(Route::Board);
    screen.press("Feelings");
    screen.press("happy");
    screen.press("Done");
    screen.wait_for_route(Route::Film);
    screen.press("Back");
    assert!(screen.shows("happy. 2 pictures"));
    screen.press("Faster");
    assert_eq!(screen.kiosk_state().film.as_ref().unwrap().frames_a_second, 8);

    // What is made lies on disk: nothing of it is lost with the power.
    let drafts = school.folders.tablet.join("drafts");
    screen.wait("the draft", |_| std::fs::read_dir(&drafts).is_ok_and(|all| all.count() == 1));

    screen.press("Speak over it");
    record_a_second(&mut screen);
    send(&mut screen);
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    screen.wait("no draft", |_| std::fs::read_dir(&drafts).is_ok_and(|all| all.count() == 0));
    drop(screen);
    let desk = school.senco();
    let entry = heard(&desk);
    let clip = open::medium(&desk, &entry, &entry.record.media[0]).unwrap();
    let mut pictures = 0;
    decode_pictures(&clip, &mut |_| {
        pictures += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!((8..=14).contains(&pictures), "eight a second: {pictures}");
    assert!(decode_sound(&clip).unwrap().is_some());
}

/// A camera that sees a sheet of paper askew on a dark table.
fn sheet_on_a_table(folder: &Path) -> PathBuf {
    let (width, height) = (320_usize, 240_usize);
    let is_paper = |at: usize| {
        let (x, y) = ((at % width) as f32, (at / width) as f32);
        let left = 60.0 + (y - 40.0) * 0.1;
        (left..left + 190.0).contains(&x) && (40.0 + x * 0.05..200.0 + x * 0.05).contains(&y)
    };
    let luma: Vec<u8> = (0..width * height).map(|at| if is_paper(at) { 220 } else { 45 }).collect();
    let mut file = b"YUV4MPEG2 W320 H240 F30:1 Ip A1:1 C420\n".to_vec();
    for _ in 0..30 {
        file.extend(b"FRAME\n");
        file.extend(&luma);
        file.extend(vec![128_u8; width * height / 2]);
    }
    let path = folder.join("sheet.y4m");
    std::fs::write(&path, file).unwrap();
    path
}

#[test]
fn a_drawing_is_photographed_laid_straight_and_shown_on_the_page() {
    let school = School::new();
    let devices = Devices {
        camera: CameraSource::File(sheet_on_a_table(&school.folders.root)),
        microphone: MicrophoneSource::Tone,
    };
    let set_up = SetUp { devices, ..SetUp::default() };
    let mut screen = Screen::open(&school, Hand::Mouse, set_up);
    choose(&mut screen, "3 Oak", "Ben");
    screen.press("Show what I made");
    screen.wait_for_camera();
    screen.press("Take it");
    screen.wait("the sheet", |kiosk| {
        kiosk.photo.as_ref().is_some_and(|photo| photo.straight.is_some())
    });
    screen.step();
    screen.press("As it was");
    assert!(!screen.kiosk_state().photo.as_ref().unwrap().is_straight);
    screen.press("Lay it straight");
    screen.press("Try again");
    screen.press("Take it");
    screen.wait("the sheet", |kiosk| kiosk.photo.as_ref().is_some_and(|photo| photo.is_straight));
    send(&mut screen);
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    drop(screen);
    let desk = school.senco();
    let entry = heard(&desk).record;
    assert_eq!(entry.kind, EntryKind::Made);
    publish::publish(&desk, &entry.entry_id, Looked::NotYet, None).unwrap();
    assert!(a_page_has(&school, "<img src=\"clip/"), "the drawing is on the page");
    withdraw::withdraw(&desk, &entry.entry_id, "changed their mind").unwrap();
    assert_eq!(published(&school), Vec::<String>::new(), "nothing of it is left");
}

#[test]
fn the_camera_for_things_is_chosen_and_remembered_on_this_tablet() {
    let school = School::new();
    {
        let mut screen = Screen::open(&school, Hand::Mouse, SetUp::default());
        choose(&mut screen, "3 Oak", "Ben");
        screen.press("Show what I made");
        // What is plugged into this machine must not matter.
        screen.wait("no camera, or one", |kiosk| kiosk.recording.is_some());
        screen.wait("a list", |kiosk| kiosk.device_trouble().is_some() || kiosk.has_other_camera());
        screen.window().kiosk.cameras.names = vec!["Front".to_owned(), "Back".to_owned()];
        screen.press("Other camera");
    }
    let tablet = school.tablet();
    assert_eq!(kiosk::camera(&tablet, CameraFor::Things).unwrap().as_deref(), Some("Back"));
    assert_eq!(kiosk::camera(&tablet, CameraFor::Faces).unwrap(), None);
}

#[test]
fn a_break_while_more_is_said_and_a_film_that_waits_lose_nothing() {
    let school = School::new();
    // A film is begun, and left for a clip of oneself.
    let mut screen = first_part_of_a_film(&school);
    screen.press("Take it");
    screen.press("Back");
    screen.press("Speak over it");
    screen.wait_for_route(Route::Record);
    screen.press("Back");
    screen.press("Back");
    screen.wait_for_route(Route::Record);
    assert!(!screen.kiosk_state().recording.as_ref().unwrap().is_film, "it is oneself again");
    record_a_second(&mut screen);
    let first = millis(&mut screen);
    screen.press("Change it");
    screen.press("Say more");
    screen.wait_for_route(Route::Record);
    screen.press("I need a break");
    screen.wait_for_route(Route::Break);
    screen.press("I am ready");
    screen.wait_for_route(Route::Record);
    record_a_second(&mut screen);
    assert!(millis(&mut screen) > first + 1_000, "both parts are there");

    // What was cut away does not come back with another part.
    screen.press("Change it");
    assert!(screen.shows("Say more"));
    screen.press("Only my voice");
    assert!(!screen.shows("Say more"));
    screen.press("My picture too");
    screen.press("Back");
    send(&mut screen);
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);
    let drafts = std::fs::read_dir(school.folders.tablet.join("drafts")).unwrap();
    assert_eq!(drafts.count(), 1, "the film that was not sent is still there");
}
