//! Over a whole sample school on disk, as the program meets one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::acts::add_entry::{self, NewEntry};
use crate::acts::{Desk, sync};
use crate::domain::sign_off::{Identity, SignOff};
use crate::domain::worry::WorryDetails;
use crate::domain::{Audience, EntryKind, EntryState, Helped, Others, Said};
use crate::platform::Machine;
use crate::sample::{self, Folders};
use crate::store::Access;

const PASSPHRASE: &str = "acorn bridge candle";
const PATIENCE: Duration = Duration::from_secs(60);

struct Sample {
    _folder: tempfile::TempDir,
    folders: Folders,
}

impl Sample {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = sample::make(&Machine::real(), &folder.path().join("school"), 5).unwrap();
        Self { _folder: folder, folders: made.folders }
    }

    /// Something said on the tablet, sent.
    fn say(&self, kind: EntryKind, others: Others, urgent: bool) -> EntryId {
        let access = Access::Write { verb: "test" };
        let desk = Desk::open(&Machine::real(), &self.folders.tablet, access).unwrap();
        let pupil = desk.school().unwrap().pupils.first().map(|pupil| pupil.pupil_id.clone());
        let new = NewEntry {
            kind,
            pupil_id: pupil,
            said: Said { text: Some("Said in a test".to_owned()), ..Said::default() },
            blobs: Vec::new(),
            sign_off: SignOff {
                at: desk.now(),
                audience: "staff".parse::<Audience>().unwrap(),
                helped: Helped::Alone,
                identity: Identity::Checked,
                others,
                witness: None,
                worry: kind.is_worry().then(|| WorryDetails { urgent, ..WorryDetails::default() }),
            },
            draft_id: None,
        };
        let added = add_entry::add(&desk, new).unwrap();
        sync::send_now(&desk).unwrap();
        added.entry_id
    }

    fn review(&self) -> Review {
        let folder = self.folders.senco.clone();
        let opener = Box::new(move || {
            Desk::open(&Machine::real(), &folder, Access::Write { verb: "review" })
        });
        Review::new(opener, Arc::new(|| {}), Duration::ZERO)
    }

    fn unlocked(&self) -> Review {
        let mut review = self.review();
        try_passphrase(&mut review, PASSPHRASE);
        until(&mut review, |review| !review.is_locked());
        until(&mut review, |review| !open(review).syncing.is_on);
        review
    }
}

fn try_passphrase(review: &mut Review, passphrase: &str) {
    let typed = Typed::new(passphrase.to_owned());
    review.command(ReviewCommand::Type(Field::Passphrase, typed));
    review.command(ReviewCommand::Unlock);
}

/// Hears until it is so; the desk's thread takes its time.
fn until(review: &mut Review, is_so: impl Fn(&Review) -> bool) {
    let begun = Instant::now();
    while !is_so(review) {
        assert!(begun.elapsed() < PATIENCE, "nothing came of it");
        if !review.hear_all() {
            std::thread::yield_now();
        }
    }
}

fn open(review: &Review) -> &Unlocked {
    match &review.state {
        ReviewState::Unlocked(unlocked) => unlocked,
        ReviewState::Locked(_) => panic!("it is locked"),
    }
}

fn key_of_notice(review: &Review) -> &'static str {
    open(review).notice.as_ref().map_or("", |notice| notice.sentence.key)
}

fn choose(review: &mut Review, entry_id: &EntryId) {
    review.command(ReviewCommand::Choose(entry_id.clone()));
    until(review, |review| open(review).chosen.as_ref().is_some_and(|one| one.open().is_some()));
}

#[test]
fn a_wrong_passphrase_says_so_and_the_right_one_opens() {
    let sample = Sample::make();
    let mut review = sample.review();
    try_passphrase(&mut review, "acorn bridge candl");
    until(
        &mut review,
        |review| matches!(&review.state, ReviewState::Locked(locked) if !locked.is_trying),
    );
    let ReviewState::Locked(locked) = &review.state else { panic!("it opened") };
    assert_eq!(locked.trouble.as_ref().map(|said| said.key), Some("seal-wrong-passphrase"));
    assert!(locked.passphrase.as_str().is_empty());
    try_passphrase(&mut review, PASSPHRASE);
    until(&mut review, |review| !review.is_locked());
    until(&mut review, |review| open(review).syncing.share == Some(ShareState::Ok));
}

#[test]
fn worries_come_first_and_urgent_ones_on_top() {
    let sample = Sample::make();
    let worry = sample.say(EntryKind::Worry, Others::Nobody, false);
    let urgent = sample.say(EntryKind::Worry, Others::Nobody, true);
    let mut review = sample.unlocked();
    until(&mut review, |review| open(review).overview.lines.len() == 7);
    let lines = &open(&review).overview.lines;
    assert_eq!(lines.first().map(|line| &line.entry_id), Some(&urgent));
    let sections: Vec<Section> = lines.iter().map(|line| line.section).collect();
    assert_eq!(sections[..3], [Section::Worries; 3]);
    assert_eq!(sections[3..], [Section::New; 4]);
    assert!(lines.iter().all(|line| line.waiting.is_some() && line.excerpt.is_empty()));
    choose(&mut review, &worry);
    until(&mut review, |review| {
        open(review).overview.line(&worry).is_some_and(|line| line.waiting.is_none())
    });
    let lines = &open(&review).overview.lines;
    let place = lines.iter().position(|line| line.entry_id == worry);
    assert_eq!(place, Some(2), "below the worry that nobody has opened");
}

#[test]
fn what_has_others_in_it_is_published_only_when_somebody_has_looked() {
    let sample = Sample::make();
    let entry_id = sample.say(EntryKind::Page, Others::SeenOrHeard, false);
    let mut review = sample.unlocked();
    until(&mut review, |review| open(review).overview.line(&entry_id).is_some());
    choose(&mut review, &entry_id);
    review.command(ReviewCommand::Publish);
    assert_eq!(key_of_notice(&review), "publish-others-not-looked-at");
    assert_eq!(open(&review).doing, None);
    review.command(ReviewCommand::NoOtherChild(true));
    review.command(ReviewCommand::Publish);
    assert_eq!(open(&review).doing, Some(Doing::Publishing));
    until(&mut review, |review| open(review).doing.is_none());
    assert_eq!(key_of_notice(&review), "staff-published");
    let state = |review: &Review| open(review).overview.line(&entry_id).map(|line| line.state);
    until(&mut review, |review| state(review) == Some(EntryState::Published));
}

#[test]
fn a_reply_and_a_withdrawal_with_a_reason_go_through() {
    let sample = Sample::make();
    let entry_id = sample.say(EntryKind::Page, Others::Nobody, false);
    let mut review = sample.unlocked();
    until(&mut review, |review| open(review).overview.line(&entry_id).is_some());
    choose(&mut review, &entry_id);
    review.command(ReviewCommand::Reply);
    assert_eq!(open(&review).doing, None, "there is nothing to send");
    review.command(ReviewCommand::Type(Field::Reply, Typed::new("We heard you".to_owned())));
    review.command(ReviewCommand::Reply);
    until(&mut review, |review| open(review).doing.is_none());
    let shown = |review: &Review| {
        open(review).chosen.as_ref().and_then(Chosen::open).map(|open| open.entry.replies.clone())
    };
    until(&mut review, |review| shown(review) == Some(vec!["We heard you".to_owned()]));
    review.command(ReviewCommand::Ask(Decision::Withdraw));
    review.tick(Duration::from_secs(1));
    review.command(ReviewCommand::Confirm);
    assert_eq!(open(&review).doing, None, "a receipt needs a reason");
    review.command(ReviewCommand::Type(Field::Reason, Typed::new("The parents asked".to_owned())));
    review.command(ReviewCommand::Ask(Decision::Withdraw));
    review.command(ReviewCommand::Confirm);
    assert_eq!(open(&review).doing, None, "the echo of a press is no second one");
    review.tick(Duration::from_secs(2));
    review.command(ReviewCommand::Confirm);
    until(&mut review, |review| open(review).doing.is_none());
    assert_eq!(key_of_notice(&review), "staff-withdrawn");
    until(&mut review, |review| {
        let line = open(review).overview.line(&entry_id);
        line.is_some_and(|line| line.section == Section::Withdrawn)
    });
    assert!(open(&review).chosen.is_none());
}

#[test]
fn a_lock_leaves_nothing_and_five_minutes_without_a_touch_lock() {
    let sample = Sample::make();
    let mut review = sample.unlocked();
    assert!(open(&review).overview.lines.iter().all(|line| line.name.is_some()));
    review.tick(LOCK_AFTER - Duration::from_secs(1));
    assert!(!review.is_locked());
    let entry_id = open(&review).overview.lines[0].entry_id.clone();
    review.command(ReviewCommand::Choose(entry_id));
    review.tick(LOCK_AFTER);
    assert!(review.is_locked());
    // What was on its way then is not heard any more.
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(2) {
        review.hear_all();
        assert!(review.is_locked());
        std::thread::yield_now();
    }
    try_passphrase(&mut review, PASSPHRASE);
    until(&mut review, |review| !review.is_locked());
    assert!(open(&review).chosen.is_none());
}

#[test]
fn a_locked_desk_opens_nothing() {
    let sample = Sample::make();
    let access = Access::Write { verb: "test" };
    let mut desk = Desk::open(&Machine::real(), &sample.folders.senco, access).unwrap();
    desk.unlock(PASSPHRASE).unwrap();
    assert!(desk.library().is_ok());
    desk.lock();
    assert!(!desk.is_unlocked());
    assert!(desk.library().is_err());
}
