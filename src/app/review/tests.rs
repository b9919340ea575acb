//! Over a whole sample school on disk, as the program meets one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::*;
use crate::acts::add_entry::{self, NewEntry};
use crate::acts::{Desk, sync};
use crate::domain::sign_off::{Identity, SignOff};
use crate::domain::worry::WorryDetails;
use crate::domain::{Audience, EntryKind, EntryState, Helped, Others, Said};
use crate::platform::Machine;
use crate::sample::{self, Folders};
use crate::share::{PatientShare, PutNew, Share, ShareError};
use crate::store::Access;
use crate::wire::SharePath;

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
            draft_ids: Vec::new(),
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
        open(review).chosen.as_ref().and_then(Chosen::open).map(|open| {
            open.entry.replies.iter().map(|reply| reply.text.clone()).collect::<Vec<_>>()
        })
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

/// A share whose server answers nothing while it is frozen.
#[derive(Debug)]
struct Freezing {
    inner: Arc<dyn Share>,
    is_frozen: Arc<AtomicBool>,
}

impl Freezing {
    fn thawed(&self) -> &dyn Share {
        while self.is_frozen.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(5));
        }
        &*self.inner
    }
}

impl Share for Freezing {
    fn put_new(&self, path: &SharePath, bytes: &[u8]) -> Result<PutNew, ShareError> {
        self.thawed().put_new(path, bytes)
    }

    fn get(&self, path: &SharePath, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        self.thawed().get(path, limit_bytes)
    }

    fn size(&self, path: &SharePath) -> Result<Option<u64>, ShareError> {
        self.thawed().size(path)
    }

    fn list(&self, folder: &SharePath) -> Result<Vec<String>, ShareError> {
        self.thawed().list(folder)
    }

    fn delete(&self, path: &SharePath) -> Result<(), ShareError> {
        self.thawed().delete(path)
    }
}

/// A review whose share freezes on demand, with an hour's patience.
fn freezing(sample: &Sample, is_frozen: &Arc<AtomicBool>) -> Review {
    let (folder, is_frozen) = (sample.folders.senco.clone(), Arc::clone(is_frozen));
    let opener: Opener = Box::new(move || {
        let mut desk = Desk::open(&Machine::real(), &folder, Access::Write { verb: "review" })?;
        let share = Freezing { inner: Arc::clone(&desk.share), is_frozen: Arc::clone(&is_frozen) };
        let (hour, work) = (Duration::from_secs(3_600), desk.home.work.clone());
        desk.share = Arc::new(PatientShare::new(Arc::new(share), hour, work));
        Ok(desk)
    });
    let mut review = Review::new(opener, Arc::new(|| {}), Duration::ZERO);
    try_passphrase(&mut review, PASSPHRASE);
    until(&mut review, |review| !review.is_locked());
    until(&mut review, |review| !open(review).syncing.is_on);
    review
}

#[test]
fn a_frozen_share_keeps_nobody_waiting_and_what_is_stopped_goes_on_later() {
    let sample = Sample::make();
    let entry_id = sample.say(EntryKind::Symbols, Others::Nobody, false);
    let is_frozen = Arc::new(AtomicBool::new(false));
    let mut review = freezing(&sample, &is_frozen);
    is_frozen.store(true, Ordering::Release);
    review.command(ReviewCommand::Sync);
    review.tick(Duration::from_secs(5));
    assert!(open(&review).syncing.is_slow, "nobody says that the share is slow");
    // The sync makes way.
    choose(&mut review, &entry_id);
    let reply = Typed::new("We heard you".to_owned());
    review.command(ReviewCommand::Type(Field::Reply, reply));
    review.command(ReviewCommand::Reply);
    assert!(open(&review).doing.is_some());
    // Pressed until it is heard: the answer may still be behind the sync that opening began.
    until(&mut review, |review| {
        review.office.stop();
        open(review).doing.is_none()
    });
    assert_eq!(key_of_notice(&review), "stopped");
    is_frozen.store(false, Ordering::Release);
    review.command(ReviewCommand::Sync);
    until(&mut review, |review| {
        let chosen = open(review).chosen.as_ref().and_then(|chosen| chosen.open());
        chosen.is_some_and(|open| open.entry.replies.iter().any(|one| one.text == "We heard you"))
    });
}

#[test]
fn a_word_or_a_name_finds_what_was_said() {
    let sample = Sample::make();
    let said = sample.say(EntryKind::Page, Others::Nobody, false);
    let mut review = sample.unlocked();
    let search = |review: &mut Review, typed: &str| {
        review.command(ReviewCommand::Type(Field::Search, Typed::new(typed.to_owned())));
    };
    search(&mut review, "TEST sa");
    until(&mut review, |review| open(review).found.is_some());
    let found: Vec<_> = open(&review).found.iter().flatten().map(|line| &line.entry_id).collect();
    assert_eq!(found, [&said]);
    let name = open(&review).overview.line(&said).and_then(|line| line.name.clone()).unwrap();
    search(&mut review, &name[..3]);
    until(&mut review, |review| {
        open(review).found.iter().flatten().any(|line| line.entry_id == said)
    });
    search(&mut review, "xylophone");
    until(&mut review, |review| open(review).found.as_ref().is_some_and(Vec::is_empty));
    search(&mut review, "");
    until(&mut review, |review| open(review).found.is_none());
}
