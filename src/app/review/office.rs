//! The thread that owns the staff desk. One job after the other: unlocking changes the desk, and
//! publishing and answering sync themselves.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::clock;
use super::command::Typed;
use super::documents;
use super::event::{self, Doing, Fresh, JustOpened, ReviewEvent, Synced};
pub use super::job::Job;
use super::job::finished;
use super::questions::Known;
use super::school::{SchoolTold, job as school_job};
use super::shown::{self, Limits};
use super::year;
use crate::acts::beside::NewNote;
use crate::acts::documents::check;
use crate::acts::handover::Handover;
use crate::acts::told::Told;
use crate::acts::withdraw::{self, Withdrawn};
use crate::acts::{
    ActError, Desk, answer, beside, concern, handover, hold, inquiries, look, open, publish, sync,
    told, words,
};
use crate::domain::{DocumentKind, EntryId, MediaType, PupilId, Says};
use crate::media::{Waker, view_jpeg};
use crate::platform::work::HowFar;
use crate::platform::{Machine, Work};
use crate::share::ShareError;
use crate::store::Access;

/// Opens the desk, at the first unlocking.
pub type Opener = Box<dyn FnMut() -> Result<Desk, ActError> + Send>;

/// Opens the staff desk of a home at the first unlocking.
pub fn opener(machine: Machine, folder: PathBuf) -> Opener {
    Box::new(move || Desk::open(&machine, &folder, Access::Write { verb: "review" }))
}

/// What the thread is at: read and stopped from the window's.
#[derive(Debug, Default)]
struct AtWork {
    /// Nothing before the desk was opened.
    work: Option<Work>,
    is_sync: bool,
    /// Jobs that somebody waits for and that have not begun: a sync makes way for them.
    awaited: u32,
}

type Shared = Arc<Mutex<AtWork>>;

fn lock(shared: &Shared) -> MutexGuard<'_, AtWork> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where jobs are handed in. The thread ends when this is dropped.
pub struct Office {
    jobs: Sender<(u64, Job)>,
    at_work: Shared,
    pub waker: Waker,
}

impl std::fmt::Debug for Office {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an office")
    }
}

impl Office {
    pub fn start(opener: Opener, waker: Waker) -> (Self, Receiver<event::Told>) {
        let (jobs, queue) = channel();
        let (events, told) = channel();
        let teller = Teller { events, waker: waker.clone() };
        let for_failure = teller.clone();
        let at_work = Shared::default();
        let theirs = Arc::clone(&at_work);
        let spawned = thread::Builder::new().name("staff desk".to_owned()).spawn(move || {
            let mut clerk = Clerk::new(opener, theirs);
            for (session, job) in queue {
                clerk.take(session, job, &teller);
            }
        });
        if spawned.is_err() {
            for_failure.tell(0, ReviewEvent::ThreadDied);
        }
        (Self { jobs, at_work, waker }, told)
    }

    /// Hands in a job. A sync that is under way, or waits before it, makes way: it is resumed by
    /// the next one.
    pub fn ask(&self, session: u64, job: Job) {
        if !matches!(job, Job::Sync) {
            let mut at_work = lock(&self.at_work);
            at_work.awaited += 1;
            if let Some(work) = at_work.work.as_ref().filter(|_| at_work.is_sync) {
                work.stop();
            }
        }
        // A thread that is gone has told so.
        let _ = self.jobs.send((session, job));
    }

    /// How far the job at hand is.
    pub fn how_far(&self) -> Option<HowFar> {
        lock(&self.at_work).work.as_ref()?.how_far()
    }

    /// Stops the job at hand where nothing is lost by it.
    pub fn stop(&self) {
        if let Some(work) = &lock(&self.at_work).work {
            work.stop();
        }
    }
}

#[derive(Clone)]
struct Teller {
    events: Sender<event::Told>,
    waker: Waker,
}

impl Teller {
    fn tell(&self, session: u64, event: ReviewEvent) {
        // Nobody listens once the window has closed.
        let _ = self.events.send(event::Told { session, event });
        (self.waker)();
    }
}

struct Clerk {
    opener: Opener,
    desk: Option<Desk>,
    /// The entry on the screen, to be told anew after each job.
    shown: Option<EntryId>,
    /// Whose year is shown, to be told anew after each job.
    year_of: Option<PupilId>,
    /// The document on the screen, likewise.
    document: Option<(PupilId, DocumentKind)>,
    limits: Limits,
    /// What is searched for, to be found anew after each job.
    searched: Option<Typed>,
    at_work: Shared,
}

impl Clerk {
    fn new(opener: Opener, at_work: Shared) -> Self {
        Self {
            opener,
            desk: None,
            shown: None,
            year_of: None,
            document: None,
            limits: Limits::default(),
            searched: None,
            at_work,
        }
    }

    fn take(&mut self, session: u64, job: Job, teller: &Teller) {
        {
            let mut at_work = lock(&self.at_work);
            at_work.is_sync = matches!(job, Job::Sync);
            if !at_work.is_sync {
                at_work.awaited = at_work.awaited.saturating_sub(1);
            }
            let makes_way = at_work.is_sync && at_work.awaited > 0;
            if let Some(work) = &at_work.work {
                work.begin();
                if makes_way {
                    work.stop();
                }
            }
        }
        let done = catch_unwind(AssertUnwindSafe(|| {
            self.run(session, job, teller);
            if let Some(desk) = &self.desk {
                desk.keep_library();
            }
        }));
        if done.is_err() {
            tracing::error!("a job at the staff desk ended by a mistake of ours");
            teller.tell(session, ReviewEvent::JobDied);
        }
    }

    fn run(&mut self, session: u64, job: Job, teller: &Teller) {
        let tell = |event| teller.tell(session, event);
        match job {
            Job::Unlock(passphrase) => {
                let unlocked = self.unlock(&passphrase).map(Box::new);
                tell(ReviewEvent::Unlocked(unlocked.map_err(|error| error.says())));
                return;
            }
            Job::Lock => {
                (self.shown, self.searched, self.year_of) = (None, None, None);
                self.document = None;
                self.limits = Limits::default();
                self.leave();
                return;
            }
            Job::Look(entry_id) => {
                let opened = self.look(&entry_id).map(Box::new).map_err(|error| error.says());
                self.shown = opened.is_ok().then(|| entry_id.clone());
                self.year_of = opened.as_ref().ok().and_then(|one| one.entry.pupil_id.clone());
                tell(ReviewEvent::Opened { entry_id, opened });
            }
            Job::Year(pupil_id) => (self.shown, self.year_of) = (None, Some(pupil_id)),
            Job::More(section) => self.limits.more(section),
            Job::Search(typed) => {
                self.searched = (!typed.is_blank()).then(|| typed.clone());
                let found = self.with(|desk| shown::found(desk, typed.as_str()));
                tell(ReviewEvent::Found(typed, found.map_err(|error| error.says())));
                return;
            }
            Job::Publish(entry_id, looked, change) => {
                let done =
                    self.with(|desk| publish::publish(desk, &entry_id, looked, Some(&change)));
                tell(finished(Doing::Publishing, done, |published| {
                    match (published.is_redacted, published.is_asked) {
                        (false, _) => "staff-published",
                        (true, false) => "staff-published-hidden",
                        (true, true) => "staff-published-asked",
                    }
                }));
            }
            Job::Withdraw(entry_id, reason) => {
                let done = self.with(|desk| withdraw::withdraw(desk, &entry_id, reason.as_str()));
                tell(finished(Doing::Withdrawing, done, |withdrawn| match withdrawn {
                    Withdrawn::ButForPages => "withdrawn-but-pages",
                    Withdrawn::Everywhere | Withdrawn::TakenBack => "staff-withdrawn",
                }));
            }
            Job::Reply(entry_id, written) => {
                let done = self.with(|desk| answer::reply(desk, &entry_id, &written.answering()));
                tell(finished(Doing::Replying, done, |()| "staff-replied"));
            }
            Job::Note { entry_id, kind, text, at_millis, asks_pupil } => {
                let new = NewNote { kind, text: text.as_str(), at_millis, asks_pupil };
                let done = self.with(|desk| beside::note(desk, &entry_id, &new));
                tell(finished(Doing::Noting, done, |noted| {
                    if noted.is_asked { "note-kept-asked" } else { "note-kept" }
                }));
            }
            Job::Strike(entry_id, note_id) => {
                let done = self.with(|desk| beside::strike(desk, &entry_id, &note_id));
                tell(finished(Doing::Striking, done, |()| "note-struck"));
            }
            Job::Tag(entry_id, tags) => {
                let done = self.with(|desk| beside::tag(desk, &entry_id, &tags));
                tell(finished(Doing::Tagging, done, |()| "tagged"));
            }
            Job::WriteDown { pupil_id, heard, text, asks_pupil } => {
                let told = Told { pupil_id: &pupil_id, heard, text: text.as_str(), asks_pupil };
                let done = self.with(|desk| told::write_down(desk, &told));
                tell(finished(Doing::WritingDown, done, |_| "written-down"));
            }
            Job::Document(writable) => {
                let done = self.with(|desk| documents::write(desk, &writable));
                let done = done.map_err(|error| error.says());
                tell(ReviewEvent::Done { doing: Doing::Document, done });
            }
            Job::LookAtDocument(of) => self.document = of,
            Job::AskDocument((pupil_id, kind)) => {
                let done = self.with(|desk| check::ask(desk, &pupil_id, kind));
                tell(finished(Doing::AskingDocument, done, |()| "staff-document-asked"));
            }
            Job::HandOver { entry_id, what, recorded_in, reference } => {
                let done = Handover {
                    what: what.as_str(),
                    recorded_in: Some(recorded_in.as_str()),
                    reference: Some(reference.as_str()),
                };
                let done = self.with(|desk| handover::handover(desk, &entry_id, &done));
                tell(finished(Doing::HandingOver, done, |()| "handed-over"));
            }
            Job::Concern(entry_id, why) => {
                let done = self.with(|desk| concern::concern(desk, &entry_id, why.as_str()));
                tell(finished(Doing::Concern, done, |()| "concern-raised"));
            }
            Job::Hold(entry_id) => {
                let done = self.with(|desk| hold::hold(desk, &entry_id));
                tell(finished(Doing::Holding, done, |()| "held"));
            }
            Job::Questions => {
                self.tell_questions(session, teller);
                return;
            }
            Job::AskPupils { title, asked, questions, is_trial } => {
                let ask = if is_trial { inquiries::try_first } else { inquiries::ask };
                let done = self.with(|desk| ask(desk, &title, asked, questions));
                // With the share away it is asked all the same: once.
                let done = match done {
                    Err(ActError::ShareLater { .. }) => Ok("staff-asked-later"),
                    done => done.map(|_| "questions-asked"),
                };
                tell(finished(Doing::Asking, done, |key| key));
                self.tell_questions(session, teller);
            }
            Job::ChangeQuestion(id, change) => {
                let done = self.with(|desk| change.run(desk, &id));
                tell(finished(Doing::AskingAgain, done, |key| key));
                self.tell_questions(session, teller);
            }
            Job::School(job) => {
                let tell = |told| tell(ReviewEvent::School(told));
                let done = self.with(|desk| {
                    school_job::run(desk, *job, &tell);
                    Ok(())
                });
                if let Err(error) = done {
                    tell(SchoolTold::Known(Err(error.says())));
                }
            }
            Job::Words(job) => {
                if let Some(doing) = job.doing() {
                    tell(finished(doing, self.with(|desk| job.run(desk)), |key| key));
                    tell(self.fresh());
                }
                tell(ReviewEvent::Words(self.with(words::all).map_err(|error| error.says())));
                return;
            }
            Job::Sync => {
                let synced = self.with(|desk| {
                    let report = sync::sync(desk);
                    // Whatever became of it, who is to be told is told.
                    clock::keep(desk);
                    let report = report?;
                    let pages_trouble = report.pages_trouble.map(|error| error.says());
                    Ok(Synced { share: report.share_state, pages_trouble })
                });
                let synced = match synced {
                    Ok(synced) => Ok(Some(synced)),
                    Err(ActError::Share(ShareError::Stopped)) => Ok(None),
                    Err(error) => Err(error.says()),
                };
                // What came first: an inbox is called empty only once somebody has looked.
                tell(self.fresh());
                tell(ReviewEvent::Synced(synced));
                return;
            }
        }
        tell(self.fresh());
    }

    fn tell_questions(&mut self, session: u64, teller: &Teller) {
        let known = self
            .with(|desk| Ok(Known { at: desk.now(), asked: inquiries::all(desk)? }))
            .map_err(|error| error.says());
        teller.tell(session, ReviewEvent::Questions(known));
    }

    /// Lets the key go, and the home: while nobody is at it, the background program keeps the
    /// clock of what waits.
    fn leave(&mut self) {
        lock(&self.at_work).work = None;
        if let Some(mut desk) = self.desk.take() {
            desk.lock();
        }
    }

    fn unlock(&mut self, passphrase: &Typed) -> Result<shown::Overview, ActError> {
        if self.desk.is_none() {
            let desk = (self.opener)()?;
            lock(&self.at_work).work = Some(desk.home.work.clone());
            self.desk = Some(desk);
        }
        let Some(desk) = &mut self.desk else { return Err(locked()) };
        match desk.unlock(passphrase.as_str()) {
            Ok(()) => shown::overview(desk, &self.limits),
            Err(error) => {
                self.leave();
                Err(error)
            }
        }
    }

    fn with<R>(&self, work: impl FnOnce(&Desk) -> Result<R, ActError>) -> Result<R, ActError> {
        self.desk.as_ref().filter(|desk| desk.is_unlocked()).map_or_else(|| Err(locked()), work)
    }

    fn look(&self, entry_id: &EntryId) -> Result<JustOpened, ActError> {
        self.with(|desk| {
            let opened = look::look(desk, entry_id)?;
            // Anew, since now it has been opened.
            let entry = shown::entry(desk, &open::find(desk, entry_id)?)?;
            let photo = opened.media.iter().find(|medium| medium.media_type == MediaType::Jpeg);
            let photo = photo.and_then(|medium| view_jpeg(&medium.bytes));
            Ok(JustOpened { entry, media: opened.media, photo })
        })
    }

    fn fresh(&self) -> ReviewEvent {
        let fresh = self.with(|desk| {
            let overview = shown::overview(desk, &self.limits)?;
            let entry = match &self.shown {
                Some(entry_id) => match open::find(desk, entry_id) {
                    Ok(found) => Some(Box::new(shown::entry(desk, &found)?)),
                    // Withdrawn meanwhile.
                    Err(_) => None,
                },
                None => None,
            };
            let found = self.searched.as_ref().map(|typed| shown::found(desk, typed.as_str()));
            let year = match &self.year_of {
                Some(pupil_id) => year::of(desk, pupil_id)?.map(Box::new),
                None => None,
            };
            let document = self.document.as_ref().map(|of| documents::checked(desk, of));
            let (document, found) = (document.transpose()?, found.transpose()?);
            Ok(Box::new(Fresh { overview, entry, year, document, found }))
        });
        ReviewEvent::Fresh(fresh.map_err(|error| error.says()))
    }
}

fn locked() -> ActError {
    crate::store::StoreError::Locked.into()
}
