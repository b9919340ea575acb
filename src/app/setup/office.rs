//! The thread that looks at folders, makes homes and waits to be let in. One job after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Sampler;
use crate::acts::init::{self, NewSchool, Safes};
use crate::acts::join::{self, Asked, Newcomer};
use crate::acts::places::{self, WantedFor};
use crate::acts::{ActError, Desk, safes, sync};
use crate::app::review::{Opener, Typed};
use crate::domain::{Role, Says, Sentence};
use crate::media::Waker;
use crate::platform::{Machine, Work};
use crate::store::Access;
use crate::words::{Language, Words};

/// The verb under which the home is held meanwhile.
const VERB: &str = "setup";

/// A tablet that was let in opens without knowing the school after so many looks; it hears of it
/// later.
const UNHEARD_LIMIT: u32 = 15;

/// What this computer is to be, as it was filled in.
#[derive(Debug)]
pub struct Plan {
    pub share: String,
    pub school: String,
    pub name: String,
    pub pages: Option<String>,
    pub role: Role,
    pub passphrase: Typed,
}

/// Something to do.
#[derive(Debug)]
pub enum Job {
    Share(String, WantedFor),
    Pages(String),
    KeepWords(PathBuf, Arc<Safes>),
    NewSchool(Box<Plan>, Arc<Safes>),
    Join(Box<Plan>),
    /// The six words of the home that is there.
    Asked,
    /// Whether somebody has let it in.
    Look,
    GiveUp,
    Sample,
}

/// What came of it.
#[derive(Debug)]
pub enum Told {
    /// A folder is what is wanted.
    Looked(Result<(), Sentence>),
    /// Where the words were written.
    WordsKept(Result<PathBuf, Sentence>),
    SchoolMade(Result<(), Sentence>),
    Asked(Result<Asked, Sentence>),
    Waited(Result<Waited, Sentence>),
    GivenUp(Result<PathBuf, Sentence>),
    Sample(Result<Box<SampleSchool>, Sentence>),
    /// A job ended by a mistake of ours, or there is no thread.
    Died,
}

/// What a look found.
#[derive(Debug)]
pub enum Waited {
    NotYet,
    /// Let in, and nobody has said yet who is in the school.
    Unheard,
    /// A tablet, with its desk.
    Tablet(Box<Desk>),
    Staff,
}

/// The sample school, to be looked at.
pub struct SampleSchool {
    pub tablet: Desk,
    pub review: Opener,
}

impl std::fmt::Debug for SampleSchool {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the sample school")
    }
}

/// Where jobs are handed in. The thread ends when this is dropped.
#[derive(Debug)]
pub struct Office {
    jobs: Sender<(u64, Job)>,
    /// Told to stop where nobody waits for the answer any more.
    pub work: Work,
}

impl Office {
    pub fn start(clerk: Clerk, waker: Waker) -> (Self, Receiver<(u64, Told)>) {
        let (jobs, queue) = channel();
        let (events, told) = channel();
        let work = clerk.work.clone();
        let died = (events.clone(), Arc::clone(&waker));
        let spawned = thread::Builder::new().name("assistant".to_owned()).spawn(move || {
            let mut clerk = clerk;
            for (turn, job) in queue {
                clerk.work.begin();
                let done = catch_unwind(AssertUnwindSafe(|| clerk.run(job)));
                let told = done.unwrap_or_else(|_| {
                    tracing::error!("a job of the assistant ended by a mistake of ours");
                    Told::Died
                });
                // Nobody listens once the window has closed.
                let _ = events.send((turn, told));
                waker();
            }
        });
        if spawned.is_err() {
            let (events, waker) = died;
            let _ = events.send((0, Told::Died));
            waker();
        }
        (Self { jobs, work }, told)
    }

    pub fn ask(&self, turn: u64, job: Job) {
        // A thread that is gone has told so.
        let _ = self.jobs.send((turn, job));
    }
}

/// What the thread works with.
pub struct Clerk {
    machine: Machine,
    folder: PathBuf,
    sampler: Option<Sampler>,
    /// The desk of a computer that waits.
    desk: Option<Desk>,
    work: Work,
    /// How often it was let in and the school not heard of.
    unheard: u32,
}

impl std::fmt::Debug for Clerk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a clerk")
    }
}

impl Clerk {
    pub fn new(
        machine: Machine,
        folder: PathBuf,
        sampler: Option<Sampler>,
        desk: Option<Desk>,
        work: Work,
    ) -> Self {
        Self { machine, folder, sampler, desk, work, unheard: 0 }
    }

    fn run(&mut self, job: Job) -> Told {
        match job {
            Job::Share(folder, wanted) => Told::Looked(said(places::look_at_share(
                &self.machine,
                &folder,
                wanted,
                &self.work,
            ))),
            Job::Pages(folder) => {
                Told::Looked(said(places::look_at_pages(&self.machine, &folder, &self.work)))
            }
            Job::KeepWords(path, safes) => Told::WordsKept(said(self.keep_words(&path, &safes))),
            Job::NewSchool(plan, safes) => Told::SchoolMade(said(self.new_school(&plan, &safes))),
            Job::Join(plan) => Told::Asked(said(self.join(&plan))),
            Job::Asked => Told::Asked(said(self.desk().and_then(join::asked))),
            Job::Look => Told::Waited(said(self.look())),
            Job::GiveUp => Told::GivenUp(said(self.give_up())),
            Job::Sample => Told::Sample(said(match &mut self.sampler {
                Some(sampler) => sampler().map(Box::new),
                None => Err(self.no_home()),
            })),
        }
    }

    fn no_home(&self) -> ActError {
        crate::store::StoreError::NoHome { path: self.folder.display().to_string() }.into()
    }

    fn keep_words(&self, path: &Path, drawn: &Safes) -> Result<PathBuf, ActError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let page = safes::page_of_words(&Words::new(Language::English), drawn);
        safes::keep_page(&self.machine, &path, &page)?;
        Ok(path)
    }

    fn new_school(&self, plan: &Plan, safes: &Safes) -> Result<(), ActError> {
        let new = NewSchool {
            name: &plan.school,
            person: &plan.name,
            share: &plan.share,
            share_key: None,
            staff_share: plan.pages.as_deref().unwrap_or_default(),
            passphrase: plan.passphrase.as_str(),
            sample: false,
            also: &[],
        };
        let desk = init::init(&self.machine, &self.folder, &new, safes)?;
        if let Err(error) = sync::send_now(&desk) {
            // It is made; what waits goes with the first sync of review.
            tracing::warn!(%error, "the new school could not be told to the share yet");
        }
        Ok(())
    }

    fn join(&self, plan: &Plan) -> Result<Asked, ActError> {
        let newcomer = Newcomer {
            share: &plan.share,
            share_key: None,
            staff_share: plan.pages.as_deref(),
            name: &plan.name,
            role: plan.role,
            passphrase: (plan.role != Role::Tablet).then(|| plan.passphrase.as_str()),
            sample: false,
        };
        join::join(&self.machine, &self.folder, &newcomer)
    }

    fn desk(&mut self) -> Result<&Desk, ActError> {
        let desk = match self.desk.take() {
            Some(desk) => desk,
            None => Desk::open(&self.machine, &self.folder, Access::Write { verb: VERB })?,
        };
        Ok(self.desk.insert(desk))
    }

    fn look(&mut self) -> Result<Waited, ActError> {
        let desk = self.desk()?;
        if !join::look_again(desk)? {
            return Ok(Waited::NotYet);
        }
        if !desk.home.is_tablet() {
            // Review opens it again.
            self.desk = None;
            return Ok(Waited::Staff);
        }
        let is_unheard = matches!(desk.school_to_change(), Err(ActError::SchoolUnknown));
        self.unheard += 1;
        if is_unheard && self.unheard < UNHEARD_LIMIT {
            return Ok(Waited::Unheard);
        }
        match self.desk.take() {
            Some(desk) => Ok(Waited::Tablet(Box::new(desk))),
            None => Err(self.no_home()),
        }
    }

    fn give_up(&mut self) -> Result<PathBuf, ActError> {
        self.desk()?;
        match self.desk.take() {
            Some(desk) => join::give_up(desk),
            None => Err(self.no_home()),
        }
    }
}

fn said<T>(done: Result<T, ActError>) -> Result<T, Sentence> {
    done.map_err(|error| error.says())
}
