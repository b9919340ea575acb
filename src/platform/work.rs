//! Long work, watched and stopped from another thread. Whoever works says how far it is; whoever
//! waits may ask it to stop, and it stops between two steps that each leave everything whole.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::{Says, Sentence};

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Putting what waits on the share.
    Sending,
    /// Reading what others put there.
    Reading,
    /// Opening what is sealed to us.
    Opening,
    /// Writing the staff pages.
    Pages,
    /// Hiding somebody in a clip; its parts are seconds.
    Hiding,
    /// Sealing what was said before to somebody who came.
    Granting,
    /// Destroying what is not to be kept.
    Destroying,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HowFar {
    pub step: Step,
    pub done: u64,
    pub of: u64,
}

impl Says for HowFar {
    fn says(&self) -> Sentence {
        let key = match self.step {
            Step::Sending => "step-sending",
            Step::Reading => "step-reading",
            Step::Opening => "step-opening",
            Step::Pages => "step-pages",
            Step::Hiding => "step-hiding",
            Step::Granting => "step-granting",
            Step::Destroying => "step-destroying",
        };
        Sentence::plain(key).with("done", self.done).with("of", self.of)
    }
}

#[derive(Debug, Default)]
struct State {
    how_far: Option<HowFar>,
    stopped: bool,
}

/// Shared by the one who works and the one who waits.
#[derive(Debug, Clone, Default)]
pub struct Work(Arc<Mutex<State>>);

impl Work {
    fn with<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Something new begins: an earlier wish to stop does not concern it.
    pub fn begin(&self) {
        self.with(|state| *state = State::default());
    }

    /// A step of so many parts begins.
    pub fn step(&self, step: Step, of: u64) {
        self.with(|state| state.how_far = Some(HowFar { step, done: 0, of }));
    }

    /// Back to a step that another one came in between of.
    pub fn resume(&self, how_far: Option<HowFar>) {
        self.with(|state| state.how_far = how_far);
    }

    /// A part of the step is done.
    pub fn advance(&self) {
        self.with(|state| {
            if let Some(how_far) = &mut state.how_far {
                how_far.done = (how_far.done + 1).min(how_far.of);
            }
        });
    }

    /// How far it is; nothing while there is nothing to count.
    pub fn how_far(&self) -> Option<HowFar> {
        self.with(|state| state.how_far)
    }

    /// Asks it to stop as soon as nothing is lost by it.
    pub fn stop(&self) {
        self.with(|state| state.stopped = true);
    }

    pub fn is_stopped(&self) -> bool {
        self.with(|state| state.stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_and_a_wish_to_stop_ends_with_what_it_was_for() {
        let worker = Work::default();
        let waiter = worker.clone();
        worker.step(Step::Sending, 2);
        worker.advance();
        worker.advance();
        worker.advance();
        assert_eq!(waiter.how_far(), Some(HowFar { step: Step::Sending, done: 2, of: 2 }));
        waiter.stop();
        assert!(worker.is_stopped());
        worker.begin();
        assert!(!worker.is_stopped() && worker.how_far().is_none());
    }
}
