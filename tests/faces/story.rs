//! The whole way in one process: a pupil's finger, the SENCo's morning, the teacher's page, the
//! pupil's shelf. By accessible labels alone.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use sayso::acts::kiosk as acts;
use sayso::app::Route;
use sayso::app::kiosk::RecordingState;
use sayso::app::review::ReviewState;
use sayso::domain::{EntryState, PupilId};
use sayso::store::pins::Secret;

use super::school::School;
use super::screen::Screen;

/// Ben's pictures: sun, ball, tree.
pub fn give_ben_pictures(school: &School) -> PupilId {
    let tablet = school.tablet();
    let told = tablet.school().unwrap();
    let found = told.pupils.iter().find(|pupil| pupil.first_name == "Ben").unwrap();
    let secret = Secret::Pictures(found.pupil_id.clone());
    acts::set_secret(&tablet, &secret, &[0, 3, 5]).unwrap();
    found.pupil_id.clone()
}

/// From the start to Ben's home, identity checked.
pub fn bens_things(screen: &mut Screen<'_>) {
    screen.press("Hello!");
    screen.press("3 Oak");
    screen.press("Ben");
    screen.wait("the pictures", |kiosk| kiosk.who.as_ref().is_some_and(|who| who.has_pictures));
    screen.press("Open my things");
    for picture in ["sun", "ball", "tree"] {
        screen.press(picture);
    }
    screen.wait("the shelf", |kiosk| kiosk.who.as_ref().is_some_and(|who| who.is_checked()));
}

/// Two seconds about what helps, sent for those who teach here.
pub fn a_clip_with_somebody_else(screen: &mut Screen<'_>) {
    screen.press("Record a video");
    screen.press("What helps me learn");
    screen.press("Record");
    screen.wait("two seconds", |kiosk| {
        kiosk.recording.as_ref().is_some_and(|recording| {
            recording.state == RecordingState::Recording
                && recording.live.elapsed().as_millis() > 2_000
        })
    });
    screen.press("Stop");
    screen.wait_for_route(Route::Look);
    screen.wait("it plays by itself", |kiosk| {
        let player = kiosk.look.as_ref().and_then(|look| look.player.as_ref());
        player.is_some_and(|player| player.progress().position_micros > 200_000)
    });
    screen.press("Keep it");
    screen.press("Yes");
    screen.press("Grown-ups who teach here, visitors too");
    screen.press("Yes, send it");
    screen.press("Press again to send it");
    screen.wait_for_route(Route::OnItsWay);
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);
}

pub fn open_bens_clip(screen: &mut Screen<'_>) {
    screen.unlock();
    screen.press_containing("Ben Walker");
    screen.wait_for_review("the clip", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.chosen.as_ref().is_some_and(|chosen| chosen.open().is_some())
        }
        ReviewState::Locked(_) => false,
    });
}

/// Back on the tablet, when it has heard what the staff's computer said.
pub fn back_on_the_tablet(screen: &mut Screen<'_>) {
    screen.tab("Tablet");
    screen.wait_for_route(Route::Start);
    screen.window().ahead += std::time::Duration::from_secs(61);
    screen.wait("a sync", |kiosk| kiosk.reachable);
    for _ in 0..40 {
        screen.step();
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn from_the_pupils_finger_to_the_teachers_page_and_back_to_the_shelf() {
    let school = School::new();
    let ben = give_ben_pictures(&school);
    let mut screen = Screen::both_faces(&school);
    bens_things(&mut screen);
    a_clip_with_somebody_else(&mut screen);

    // The SENCo, one touch away.
    screen.tab("SENCo");
    assert!(!screen.shows("Ben"), "nothing of a pupil before it is unlocked");
    open_bens_clip(&mut screen);
    assert!(screen.shows("What helps me learn"));
    // Somebody else is in it: not before an adult has looked.
    screen.press("Publish");
    assert!(!screen.any_entry_is(EntryState::Published));
    screen.press_containing("no other child can be recognised");
    screen.press("Publish");
    screen.wait_for_review("the page", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.overview.lines.iter().any(|line| line.state == EntryState::Published)
        }
        ReviewState::Locked(_) => false,
    });
    let pages = std::fs::read_dir(&school.folders.staff).unwrap();
    let playing = pages
        .flatten()
        .any(|page| std::fs::read_to_string(page.path()).is_ok_and(|text| text.contains("<video")));
    assert!(playing, "a page plays the clip");
    let reply = screen.harness.get_by_role(Role::MultilineTextInput);
    reply.focus();
    reply.type_text("We moved your table.");
    screen.step();
    screen.scroll_to("Send answer");
    screen.press("Send answer");
    screen.wait_for_review("the answer", |state| match state {
        ReviewState::Unlocked(unlocked) => unlocked
            .chosen
            .as_ref()
            .and_then(|chosen| chosen.open())
            .is_some_and(|open| open.entry.replies.iter().any(|one| one.text.contains("table"))),
        ReviewState::Locked(_) => false,
    });

    // Back on the tablet.
    back_on_the_tablet(&mut screen);
    let has_answer = |kiosk: &sayso::app::Kiosk| {
        kiosk.greeting.as_ref().is_some_and(|greeting| {
            greeting.pupil_id == ben && greeting.answers.iter().any(|one| one.text.is_some())
        })
    };
    bens_things(&mut screen);
    screen.wait("the answer", has_answer);
    screen.press("What happened next");
    assert!(screen.shows("We moved your table."));
}
