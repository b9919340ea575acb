//! Somebody else can be seen: staff hide them, the page shows it so, and the pupil is asked whether
//! it is still what they meant.

use std::ops::ControlFlow;

use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use sayso::app::Route;
use sayso::app::review::{Chosen, ReviewState};
use sayso::domain::{Area, EntryState};
use sayso::media::I420;
use sayso::media::decode::decode_pictures;

use super::school::School;
use super::screen::Screen;
use super::story::{
    a_clip_with_somebody_else, back_on_the_tablet, bens_things, give_ben_pictures, open_bens_clip,
};

fn chosen<'a>(screen: &'a Screen<'_>) -> &'a Chosen {
    match screen.review_state() {
        ReviewState::Unlocked(unlocked) => unlocked.chosen.as_ref().unwrap(),
        ReviewState::Locked(_) => panic!("it is locked"),
    }
}

/// Every clip on the staff pages.
fn clips(school: &School) -> Vec<Vec<u8>> {
    let clips = std::fs::read_dir(school.folders.staff.join("clip")).unwrap();
    let paths = clips.map(|file| file.unwrap().path());
    let clips = paths.filter(|path| path.extension().is_some_and(|it| it == "mp4"));
    clips.map(|path| std::fs::read(path).unwrap()).collect()
}

/// How much of a line of a picture is plain, within a part of it, in hundredths: the camera's
/// picture is a ramp without an end.
fn plain(picture: &I420, area: Area) -> usize {
    let across = |value: u16| usize::from(value) * picture.width_px() / 1_000;
    let line = (usize::from(area.top + area.height / 2)) * picture.height_px() / 1_000;
    let from = line * picture.width_px() + across(area.left);
    let luma = &picture.bytes()[from..from + across(area.width)];
    let is_plain = |pair: &&[u8]| pair[0].abs_diff(pair[4]) < 3;
    luma.windows(5).filter(is_plain).count() * 100 / luma.len()
}

/// For whoever asks (`pictures`).
fn keep_picture(screen: &mut Screen<'_>, name: &str) {
    let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    screen.step();
    screen.harness.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
}

#[test]
fn somebody_is_hidden_and_the_pupil_says_that_this_is_not_what_they_meant() {
    let school = School::new();
    give_ben_pictures(&school);
    let mut screen = Screen::both_faces(&school);
    bens_things(&mut screen);
    a_clip_with_somebody_else(&mut screen);

    screen.tab("SENCo");
    open_bens_clip(&mut screen);
    screen.scroll_to("Hide somebody");
    screen.press("Hide somebody");
    screen.scroll_to("Hide a part");
    screen.press("Hide a part");
    screen.wait_for_review("the picture", |_| true);
    keep_picture(&mut screen, "hide");
    let before = chosen(&screen).redaction.hidden[0];
    // By keys, and by pulling it.
    screen.harness.get_by_label("Hidden part 1").focus();
    for _ in 0..3 {
        screen.step();
    }
    screen.harness.key_press(Key::ArrowLeft);
    screen.step();
    let moved = chosen(&screen).redaction.hidden[0];
    assert_eq!((moved.left, moved.width), (before.left - 20, before.width));
    screen.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    // One event after the other.
    for _ in 0..6 {
        screen.step();
    }
    assert_eq!(chosen(&screen).redaction.hidden[0].width, before.width + 20);
    let place = screen.harness.get_by_label("Hidden part 1").rect();
    screen.harness.drag_at(place.center());
    screen.step();
    screen.harness.hover_at(place.center() - vec2(place.width(), 0.0));
    screen.step();
    screen.harness.drop_at(place.center() - vec2(place.width(), 0.0));
    screen.step();
    let hidden = chosen(&screen).redaction.hidden[0];
    assert!(hidden.left + 100 < moved.left, "{hidden:?}, {moved:?}");
    screen.scroll_to("Hide a part");
    screen.press("Hide a part");
    screen.scroll_to("Take part 2 away");
    screen.press("Take part 2 away");
    assert_eq!(chosen(&screen).redaction.hidden, [hidden]);
    screen.scroll_to("Done");
    screen.press("Done");
    screen.press_containing("no other child can be recognised");
    screen.press("Publish it so");
    screen.wait_for_review("the page", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.overview.lines.iter().any(|line| line.state == EntryState::Published)
        }
        ReviewState::Locked(_) => false,
    });
    assert!(screen.shows("Something is hidden on the pages"));
    let published = clips(&school);
    assert_eq!(published.len(), 1);
    let beside = Area { left: hidden.left + hidden.width + 50, ..hidden };
    let mut count = 0;
    decode_pictures(&published[0], &mut |one| {
        count += 1;
        let (inside, outside) = (plain(&one.picture, hidden), plain(&one.picture, beside));
        assert!(inside > 50 && outside < 30, "{inside} % plain where hidden, {outside} % beside");
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(count > 40, "{count} pictures");

    back_on_the_tablet(&mut screen);
    bens_things(&mut screen);
    screen.wait("the question", |kiosk| kiosk.asked().is_some());
    assert!(screen.shows("There is a question for you"));
    screen.press("What happened next");
    keep_picture(&mut screen, "asked");
    screen.press("See it");
    screen.wait_for_route(Route::Meant);
    screen.wait("what others see", |kiosk| {
        kiosk.meaning.as_ref().is_some_and(|meaning| meaning.shown.can_be_seen())
    });
    screen.wait("it plays", |kiosk| {
        let player = kiosk.meaning.as_ref().and_then(|meaning| meaning.shown.player());
        player.is_some_and(|player| player.progress().has_picture)
    });
    keep_picture(&mut screen, "meant");
    screen.press("No");
    screen.wait_for_route(Route::WhatHappenedNext);
    assert!(screen.shows("no, this is not what I meant"));
    assert!(screen.kiosk_state().asked().is_none(), "nobody is asked twice");
    screen.wait("it is on the share", |kiosk| kiosk.reachable && kiosk.waiting == 0);

    screen.tab("SENCo");
    open_bens_clip(&mut screen);
    screen.wait_for_review("what Ben says", |state| match state {
        ReviewState::Unlocked(unlocked) => {
            unlocked.overview.lines.iter().any(|line| line.not_meant)
        }
        ReviewState::Locked(_) => false,
    });
    screen.wait_for_review("the pages", |_| clips(&school).is_empty());
    assert!(screen.shows("no, that is not what I meant"));
}
