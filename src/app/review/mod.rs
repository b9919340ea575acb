//! Review: a member of staff at their own desk hears what came in, publishes what may be
//! published, answers. While it is locked nothing about a pupil is held here.
//!
//! `command` is what a screen asks, `hear_all` what the desk's thread tells, `tick` what time
//! does. Read `asking` and `hearing`, `office` for the thread that owns the desk, and `shown` for
//! what it tells.

mod asking;
pub mod beside;
mod clock;
pub mod command;
pub mod documents;
pub mod event;
mod hearing;
mod job;
pub mod office;
mod open;
pub mod pieces;
pub mod questions;
pub mod school;
pub mod shown;
pub mod speaking;
#[cfg(test)]
mod tests;
pub mod told;
pub mod when;
pub mod words;
pub mod year;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

pub use crate::platform::work::{HowFar, Step};
pub use beside::{BesideCommand, ShownNote, ShownReply, Writing};
pub use command::{Decision, Field, Pane, ReviewCommand, Typed};
pub use documents::{Check, Checked, DocumentCommand, Refused, Writable};
pub use event::{Doing, ReviewEvent};
pub use office::{Opener, opener};
pub use pieces::{ShownAnswer, ShownPiece, ShownSort, ShownSymbol};
pub use questions::{Questions, Written};
pub use school::SchoolPage;
pub use shown::{Limits, Line, Overview, ShownEntry};
pub use speaking::{Recorder, Said, SpeakCommand, Speaking};
pub use told::{Named, Telling, TellingCommand};

pub use crate::domain::Section;
pub use words::{OwnWords, WordCommand};
pub use year::{Quiet, ShownGap, ShownYear, YearFilter};

use super::kiosk::Devices;
use crate::domain::{EntryId, Redaction, Sentence};
use crate::media::player::Player;
use crate::media::{PreviewPicture, Waker};
pub use crate::share::ShareState;
use event::Told;
use office::{Job, Office};

/// Without a touch for so long it locks.
pub const LOCK_AFTER: Duration = Duration::from_secs(5 * 60);
/// So many lines of a year are shown at first, and so many more each time.
const YEAR_SHOWN: usize = 60;
/// How often the share is looked at.
const SYNC_EVERY: Duration = Duration::from_secs(60);
/// A press that follows the first one sooner is its echo, not a second decision.
const TWICE_AFTER: Duration = Duration::from_millis(600);
/// How often it is looked how far something is.
const WATCH_EVERY: Duration = Duration::from_millis(250);
/// From here on the screen says that it is the share which takes so long.
const SLOW_AFTER: Duration = Duration::from_secs(4);

/// Locked, or everything there is.
#[derive(Debug)]
pub enum ReviewState {
    Locked(Locked),
    Unlocked(Box<Unlocked>),
}

/// The passphrase is asked for.
#[derive(Debug, Default)]
pub struct Locked {
    pub passphrase: Typed,
    /// It is being tried.
    pub is_trying: bool,
    pub trouble: Option<Sentence>,
}

/// The inbox and, where one was chosen, an entry.
#[derive(Debug, Default)]
pub struct Unlocked {
    pub overview: Overview,
    /// What is searched for.
    pub search: Typed,
    /// What was found; nothing while nothing is searched for.
    pub found: Option<Vec<Line>>,
    pub chosen: Option<Chosen>,
    /// What pupils are asked, where that is looked at.
    pub questions: Option<Questions>,
    /// What somebody writes down that a pupil told them.
    pub telling: Option<Telling>,
    /// A document that somebody wants.
    pub writable: Option<Writable>,
    /// The year of the pupil whose entry is open, or who was chosen.
    pub year: Option<Box<ShownYear>>,
    pub year_filter: YearFilter,
    /// So many of its lines are shown.
    pub year_shown: usize,
    /// Words of the school's own, where those are looked at.
    pub words: Option<OwnWords>,
    /// The school's own page, where that is looked at.
    pub school: Option<SchoolPage>,
    /// What a narrow window shows.
    pub pane: Pane,
    pub doing: Option<Doing>,
    /// The entry that it is done to.
    pub doing_of: Option<EntryId>,
    pub syncing: Syncing,
    pub notice: Option<Notice>,
    /// So many alarms were read and put away.
    pub alarms_read: usize,
}

impl Unlocked {
    /// The first alarm that nobody has put away, and how many there are.
    pub fn alarm(&self) -> Option<(&Sentence, usize)> {
        let unread = self.overview.alarms.get(self.alarms_read..)?;
        unread.first().map(|first| (first, unread.len()))
    }
}

/// How it stands with the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Syncing {
    pub is_on: bool,
    /// What the last look found; nothing before the first.
    pub share: Option<ShareState>,
    /// The staff pages could not be written by it.
    pub pages_are_old: bool,
    /// Something at the desk takes long.
    pub is_slow: bool,
    /// How far it is, where that can be counted.
    pub how_far: Option<HowFar>,
}

/// An entry that somebody chose.
#[derive(Debug)]
pub struct Chosen {
    pub entry_id: EntryId,
    pub content: Content,
    pub reply: Typed,
    /// What is written beside it.
    pub writing: Writing,
    /// The answer as it is said or signed.
    pub speaking: Speaking,
    pub reason: Typed,
    pub asked: Option<Asked>,
    /// "No other child can be recognised" was ticked.
    pub no_other_child: bool,
    /// What is hidden once it is published.
    pub redaction: Redaction,
    /// Somebody is at hiding something.
    pub is_hiding: bool,
}

/// The first press of a decision, and when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub decision: Decision,
    at: Duration,
}

/// How far an entry is open.
#[derive(Debug)]
pub enum Content {
    Opening,
    Open(Box<Open>),
    Failed(Sentence),
}

/// An open entry; its clip lies in memory alone.
#[derive(Debug)]
pub struct Open {
    pub entry: ShownEntry,
    pub player: Option<Player>,
    /// Tips and answers that were said aloud, by which of the media they are.
    pub voices: BTreeMap<usize, Player>,
    pub photo: Option<Arc<PreviewPicture>>,
    /// Why there is a clip and no player.
    pub clip_trouble: Option<Sentence>,
    /// There are media with it that the screen does not show.
    pub has_more: bool,
}

/// What came of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub sentence: Sentence,
    pub is_trouble: bool,
}

/// Everything the staff's screens read.
#[derive(Debug)]
pub struct Review {
    pub state: ReviewState,
    /// What answers are recorded with.
    pub devices: Devices,
    office: Office,
    told: Receiver<Told>,
    /// Goes up with every lock: what was asked before it is not heard after it.
    session: u64,
    idle_since: Duration,
    sync_at: Duration,
    /// How many jobs the desk's thread has not ended yet, and since when it is at one.
    jobs: u32,
    busy_since: Option<Duration>,
    now: Duration,
}

impl Review {
    /// The desk is opened by `opener` at the first unlocking. `now` counts from any beginning
    /// and only forward.
    pub fn new(opener: Opener, waker: Waker, now: Duration) -> Self {
        let (office, told) = Office::start(opener, waker);
        Self {
            state: ReviewState::Locked(Locked::default()),
            devices: Devices::default(),
            office,
            told,
            session: 0,
            idle_since: now,
            sync_at: now,
            jobs: 0,
            busy_since: None,
            now,
        }
    }

    pub fn is_locked(&self) -> bool {
        matches!(self.state, ReviewState::Locked(_))
    }

    fn unlocked(&mut self) -> Option<&mut Unlocked> {
        match &mut self.state {
            ReviewState::Unlocked(unlocked) => Some(unlocked),
            ReviewState::Locked(_) => None,
        }
    }

    fn chosen(&mut self) -> Option<&mut Chosen> {
        self.unlocked()?.chosen.as_mut()
    }

    /// Somebody did something: the idle time begins anew.
    pub fn touched(&mut self, now: Duration) {
        self.idle_since = now;
    }

    /// What time does: locking, the next sync. Gives when it wants to be called again.
    pub fn tick(&mut self, now: Duration) -> Duration {
        self.now = now;
        if self.is_locked() {
            self.idle_since = now;
            return SYNC_EVERY;
        }
        if self.is_spoken_to() {
            self.idle_since = now;
        }
        let idle = now.saturating_sub(self.idle_since);
        if idle >= LOCK_AFTER {
            self.lock();
            return SYNC_EVERY;
        }
        if now >= self.sync_at {
            self.sync();
        }
        let busy = self.busy_since.map(|since| now.saturating_sub(since));
        let how_far = busy.and_then(|_| self.office.how_far());
        if let Some(unlocked) = self.unlocked() {
            unlocked.syncing.is_slow = busy.is_some_and(|busy| busy >= SLOW_AFTER);
            unlocked.syncing.how_far = how_far;
        }
        let next = (LOCK_AFTER - idle).min(self.sync_at.saturating_sub(now));
        let next = if busy.is_some() { next.min(WATCH_EVERY) } else { next };
        next.max(Duration::from_millis(200))
    }

    /// Nothing of what was unlocked stays: not on a screen, not here; and the desk's thread lets
    /// the key go as soon as it has ended what it is at.
    pub fn lock(&mut self) {
        self.session += 1;
        self.jobs = 0;
        self.busy_since = None;
        self.state = ReviewState::Locked(Locked::default());
        self.office.ask(self.session, Job::Lock);
    }

    fn ask(&mut self, job: Job) {
        if !matches!(job, Job::Sync) && self.is_syncing() {
            // It makes way, and goes on afterwards where it was.
            self.sync_at = self.now;
        }
        self.jobs += 1;
        self.busy_since.get_or_insert(self.now);
        self.office.ask(self.session, job);
    }

    /// The desk's thread has ended a job.
    fn job_ended(&mut self) {
        self.jobs = self.jobs.saturating_sub(1);
        self.busy_since = (self.jobs > 0).then_some(self.now);
    }

    fn is_syncing(&self) -> bool {
        match &self.state {
            ReviewState::Unlocked(unlocked) => unlocked.syncing.is_on,
            ReviewState::Locked(_) => false,
        }
    }

    fn sync(&mut self) {
        self.sync_at = self.now + SYNC_EVERY;
        let Some(unlocked) = self.unlocked() else { return };
        if !unlocked.syncing.is_on {
            unlocked.syncing.is_on = true;
            self.ask(Job::Sync);
        }
    }
}
