//! The assistant for a computer that belongs to no school yet: it makes a new school, or asks to
//! join one and waits. Small screens, each of which one can go back from; whatever can fail is
//! looked at before anything is made.
//!
//! Must never put a passphrase or a safe's word into a log or a sentence. `command` is what a
//! screen asks, `doing` what becomes of it, `office` the thread that does what blocks.

pub mod command;
mod doing;
pub mod office;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

pub use command::{Computer, SetupCommand, SetupField, Step};
pub use office::SampleSchool;

use super::review::LOCK_AFTER;
use super::review::{Opener, Typed, opener};
use crate::acts::init::Safes;
use crate::acts::join::Asked;
use crate::acts::safes::ASKED_BACK;
use crate::acts::{ActError, Desk};
use crate::domain::{Role, Sentence};
use crate::media::Waker;
use crate::platform::{Machine, Work};
use office::{Clerk, Job, Office, Told};

/// How often it is looked whether somebody has let this computer in.
const LOOK_EVERY: Duration = Duration::from_secs(4);
/// How many safes there are.
pub const SAFES: usize = 3;

/// Makes the sample school, or finds it.
pub type Sampler = Box<dyn FnMut() -> Result<SampleSchool, ActError> + Send>;

/// What the assistant begins with.
#[derive(Debug)]
pub enum Begins {
    /// There is no home.
    Anew,
    /// The home has asked to join, and nobody let it in yet.
    Waiting(Box<Desk>),
    /// Likewise, and whoever sits there may do no more than wait: it may be a pupil.
    OnlyWaiting(Box<Desk>),
}

/// What somebody has to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// A folder is looked at: one can go back meanwhile.
    Looking,
    KeepingWords,
    Making,
    /// The six words are worked out.
    Asking,
    GivingUp,
    Sample,
}

/// What this computer became: another face takes over.
#[derive(Debug)]
pub enum Outcome {
    Tablet(Arc<Desk>),
    /// With the passphrase, where it was just typed.
    Staff {
        passphrase: Option<Typed>,
    },
    Sample(Box<SampleSchool>),
}

/// Everything the assistant's screens read.
#[derive(Debug)]
pub struct Setup {
    pub step: Step,
    pub computer: Option<Computer>,
    pub role: Option<Role>,
    /// Drawn once: whoever goes back finds the same words.
    pub safes: Option<Arc<Safes>>,
    /// Which of the school's words are asked back, counted from 0.
    pub asked_back: [usize; ASKED_BACK],
    /// Where the words were written.
    pub words_at: Option<PathBuf>,
    pub busy: Option<Busy>,
    pub trouble: Option<Sentence>,
    pub asked: Option<Asked>,
    /// Somebody let it in; who is in the school is still to be heard.
    pub is_let_in: bool,
    pub has_sample: bool,
    /// Whether whoever sits there may ask anew.
    pub may_begin_again: bool,
    filled: BTreeMap<SetupField, Typed>,
    blank: Typed,
    /// The folder of the pages that was proposed last.
    proposed: Typed,
    machine: Machine,
    /// Where the home is, or is to be.
    pub folder: PathBuf,
    outcome: Option<Outcome>,
    office: Office,
    told: Receiver<(u64, Told)>,
    /// Goes up where somebody goes back: what was asked before is not heard.
    turn: u64,
    /// Since when the school is made.
    ready_at: Duration,
    look_at: Duration,
    is_looking: bool,
    now: Duration,
}

impl Setup {
    /// The assistant for a home in `folder`. `now` counts from any beginning and only forward.
    pub fn new(
        machine: Machine,
        folder: PathBuf,
        begins: Begins,
        sampler: Option<Sampler>,
        waker: Waker,
        now: Duration,
    ) -> Self {
        let has_sample = sampler.is_some();
        let may_begin_again = !matches!(begins, Begins::OnlyWaiting(_));
        let (desk, step) = match begins {
            Begins::Anew => (None, Step::What),
            Begins::Waiting(desk) | Begins::OnlyWaiting(desk) => (Some(*desk), Step::Waiting),
        };
        let name = desk.as_ref().map(|desk| desk.home.settings.name.clone()).unwrap_or_default();
        let filled = BTreeMap::from([(SetupField::Name, Typed::new(name))]);
        let work = Work::default();
        let clerk = Clerk::new(machine.clone(), folder.clone(), sampler, desk, work);
        let (office, told) = Office::start(clerk, waker);
        let mut setup = Self {
            step,
            computer: None,
            role: None,
            safes: None,
            asked_back: [0; ASKED_BACK],
            words_at: None,
            busy: None,
            trouble: None,
            asked: None,
            is_let_in: false,
            has_sample,
            may_begin_again,
            filled,
            blank: Typed::default(),
            proposed: Typed::default(),
            machine,
            folder,
            outcome: None,
            office,
            told,
            turn: 0,
            look_at: now,
            ready_at: now,
            is_looking: false,
            now,
        };
        if step == Step::Waiting {
            setup.ask(Busy::Asking, Job::Asked);
        }
        setup
    }

    /// What was typed into a field.
    pub fn typed(&self, field: SetupField) -> &Typed {
        self.filled.get(&field).unwrap_or(&self.blank)
    }

    /// The screens on which something is filled in, in their order.
    pub fn steps(&self) -> Vec<Step> {
        match self.computer {
            Some(Computer::First) => {
                let safes = (0..SAFES).map(Step::Safe);
                let before = [Step::Share, Step::Names, Step::Pages, Step::Passphrase];
                before.into_iter().chain(safes).chain([Step::AskBack]).collect()
            }
            // Who publishes needs to know where.
            Some(Computer::Staff) if self.role == Some(Role::Senco) => {
                vec![Step::Share, Step::Names, Step::Pages, Step::Passphrase]
            }
            Some(Computer::Staff) => vec![Step::Share, Step::Names, Step::Passphrase],
            Some(Computer::Tablet) => vec![Step::Share, Step::Names],
            Some(Computer::Sample) | None => Vec::new(),
        }
    }

    /// Where among them we are, from 1, and how many there are.
    pub fn place(&self) -> Option<(usize, usize)> {
        let steps = self.steps();
        let at = steps.iter().position(|step| *step == self.step)?;
        Some((at + 1, steps.len()))
    }

    /// Whether one can go back from here.
    pub fn can_go_back(&self) -> bool {
        let is_held = self.busy.is_some_and(|busy| busy != Busy::Looking);
        !is_held && !matches!(self.step, Step::What | Step::Waiting | Step::Ready)
    }

    /// What time does. Gives when it wants to be called again.
    pub fn tick(&mut self, now: Duration) -> Duration {
        self.now = now;
        // Whoever comes along later opens it by the passphrase.
        if self.step == Step::Ready && now.saturating_sub(self.ready_at) >= LOCK_AFTER {
            self.filled.remove(&SetupField::Passphrase);
        }
        if self.step != Step::Waiting || self.busy.is_some() || self.is_looking {
            return LOOK_EVERY;
        }
        if now >= self.look_at {
            self.look_at = now + LOOK_EVERY;
            self.is_looking = true;
            // One whose words could not be shown is tried again too.
            let job = if self.asked.is_some() { Job::Look } else { Job::Asked };
            self.office.ask(self.turn, job);
        }
        self.look_at.saturating_sub(now).max(Duration::from_millis(100))
    }

    /// What this computer, or whoever sits at it, is called.
    pub fn name(&self) -> &str {
        self.typed(SetupField::Name).as_str().trim()
    }

    /// Opens the desk of the home that was made here, for review.
    pub fn opener(&self) -> Opener {
        opener(self.machine.clone(), self.folder.clone())
    }

    /// What this computer became, once.
    pub fn take_outcome(&mut self) -> Option<Outcome> {
        self.outcome.take()
    }

    fn ask(&mut self, busy: Busy, job: Job) {
        self.busy = Some(busy);
        self.trouble = None;
        self.office.ask(self.turn, job);
    }
}
