//! The SENCo says an answer, signs another; the pupil hears and sees them on the tablet.

use sayso::app::Route;
use sayso::app::kiosk::{AsShown, Kiosk};
use sayso::app::review::{Recorder, ReviewState, Said, Speaking};
use sayso::domain::MediaType;
use sayso::media::CameraSource;

use super::school::School;
use super::screen::Screen;
use super::story::{
    a_clip_with_somebody_else, back_on_the_tablet, bens_things, give_ben_pictures, open_bens_clip,
};

fn speaking(state: &ReviewState) -> Option<&Speaking> {
    match state {
        ReviewState::Unlocked(unlocked) => unlocked.chosen.as_ref().map(|one| &one.speaking),
        ReviewState::Locked(_) => None,
    }
}

fn recorder(state: &ReviewState) -> Option<&Recorder> {
    match speaking(state) {
        Some(Speaking::At(recorder)) => Some(recorder),
        _ => None,
    }
}

fn said(state: &ReviewState) -> Option<&Said> {
    match speaking(state) {
        Some(Speaking::Said(said)) => Some(said),
        _ => None,
    }
}

fn replies(state: &ReviewState) -> Vec<Option<MediaType>> {
    let ReviewState::Unlocked(unlocked) = state else { return Vec::new() };
    let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
    open.map(|open| open.entry.replies.iter().map(|reply| reply.medium).collect())
        .unwrap_or_default()
}

fn record_and_stop(screen: &mut Screen<'_>) {
    screen.wait_for_review("a second and a half", |state| {
        recorder(state).is_some_and(|one| one.live.elapsed().as_millis() > 1_500)
    });
    screen.scroll_to("Stop recording");
    screen.press("Stop recording");
    screen.wait_for_review("what was said", |state| said(state).is_some());
}

fn press(screen: &mut Screen<'_>, name: &str) {
    screen.scroll_to(name);
    screen.press(name);
}

fn heard(kiosk: &Kiosk) -> Option<u64> {
    let player = kiosk.meaning.as_ref()?.shown.player()?;
    player.progress().is_playing.then(|| player.progress().position_micros)
}

#[test]
fn an_answer_is_said_on_one_side_and_heard_on_the_other() {
    let school = School::new();
    give_ben_pictures(&school);
    let mut screen = Screen::both_faces(&school);
    bens_things(&mut screen);
    a_clip_with_somebody_else(&mut screen);

    screen.tab("SENCo");
    open_bens_clip(&mut screen);
    press(&mut screen, "Say it");
    record_and_stop(&mut screen);
    assert!(screen.shows("It goes with"));
    press(&mut screen, "Listen to your answer");
    screen.wait_for_review("it plays", |state| {
        let player = said(state).and_then(|said| said.player.as_ref());
        player.is_some_and(|player| player.progress().position_micros > 100_000)
    });
    press(&mut screen, "Say it again");
    record_and_stop(&mut screen);
    press(&mut screen, "Throw the recording away");
    assert!(matches!(speaking(screen.review_state()), Some(Speaking::Nothing)));
    press(&mut screen, "Say it");
    record_and_stop(&mut screen);
    press(&mut screen, "Send answer");
    screen.wait_for_review("the answer", |state| replies(state) == [Some(MediaType::Sound)]);
    screen.wait_for_review("room for the next", |state| said(state).is_none());
    assert!(screen.shows("Said in their own voice"));

    back_on_the_tablet(&mut screen);
    bens_things(&mut screen);
    screen.wait("the answer", |kiosk| {
        let mut answers = kiosk.greeting.iter().flat_map(|greeting| &greeting.answers);
        answers.any(|answer| answer.medium.is_some())
    });
    screen.press("What happened next");
    screen.press_containing("Listen to");
    screen.wait_for_route(Route::Heard);
    screen.wait("it plays by itself", |kiosk| heard(kiosk) > Some(100_000));
    screen.press("Stop here");
    assert_eq!(heard(screen.kiosk_state()), None);
    screen.press("Play");
    screen.press("I need a break");
    assert_eq!(heard(screen.kiosk_state()), None, "a break is quiet");
    screen.window().kiosk.command(sayso::app::Command::Back);
    screen.wait_for_route(Route::Heard);
    assert!(screen.kiosk_state().meaning.is_some());
    screen.press("Back");
    screen.wait_for_route(Route::WhatHappenedNext);
    assert!(screen.kiosk_state().meaning.is_none(), "nothing of it stays");

    // The share is away: a sentence, and what else there is to read stays.
    let away = school.folders.root.join("away");
    std::fs::rename(&school.folders.share, &away).unwrap();
    screen.press_containing("Listen to");
    screen.wait("no answer", |kiosk| {
        matches!(kiosk.meaning.as_ref().map(|one| &one.shown), Some(AsShown::Later))
    });
    assert!(screen.shows("cannot be played here now"), "{:?}", screen.names());
    std::fs::rename(&away, &school.folders.share).unwrap();
    screen.press("Back");
    screen.press_containing("Listen to");
    screen.wait("it plays", |kiosk| heard(kiosk).is_some());
    screen.window().kiosk.reset();
    assert!(screen.kiosk_state().meaning.is_none());
}

#[test]
fn a_signed_answer_is_seen_first_and_a_lock_throws_away_what_is_not_sent() {
    let school = School::new();
    give_ben_pictures(&school);
    let mut screen = Screen::both_faces(&school);
    bens_things(&mut screen);
    a_clip_with_somebody_else(&mut screen);
    screen.tab("SENCo");
    open_bens_clip(&mut screen);
    let review = &mut screen.window().review.as_mut().unwrap().review;
    let named = CameraSource::Named("a camera that is not there".to_owned());
    let camera = std::mem::replace(&mut review.devices.camera, named);
    press(&mut screen, "Sign it");
    screen.wait_for_review("why not", |state| matches!(speaking(state), Some(Speaking::Failed(_))));
    assert!(screen.shows("camera"), "{:?}", screen.names());
    screen.window().review.as_mut().unwrap().review.devices.camera = camera;
    press(&mut screen, "Sign it");
    screen.wait_for_review("the picture", |state| {
        recorder(state).is_some_and(|one| one.live.still().is_some())
    });
    assert!(screen.shows("Nothing is recorded yet"));
    press(&mut screen, "Begin");
    record_and_stop(&mut screen);
    let media_type = said(screen.review_state()).map(|said| said.blob.media_type);
    assert_eq!(media_type, Some(MediaType::Video));
    press(&mut screen, "Send answer");
    screen.wait_for_review("the answer", |state| replies(state) == [Some(MediaType::Video)]);

    press(&mut screen, "Sign it");
    screen.wait_for_review("the picture", |state| {
        recorder(state).is_some_and(|one| one.live.still().is_some())
    });
    let live = recorder(screen.review_state()).map(|one| std::sync::Arc::clone(&one.live)).unwrap();
    screen.window().review.as_mut().unwrap().review.lock();
    assert!(live.stopped().load(std::sync::atomic::Ordering::Relaxed), "the devices stop");
    assert!(speaking(screen.review_state()).is_none());

    back_on_the_tablet(&mut screen);
    bens_things(&mut screen);
    screen.press("What happened next");
    screen.press_containing("Watch");
    screen.wait("its picture", |kiosk| {
        let player = kiosk.meaning.as_ref().and_then(|one| one.shown.player());
        player.is_some_and(|player| player.progress().has_picture)
    });
}
