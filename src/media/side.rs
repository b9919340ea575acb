//! One side of the intake: a queue, how its source fares, and for how long it has been silent.
//!
//! A device that goes after it gave something is away rather than over: its thread tries to open
//! it again, and what it gives then belongs to the same recording.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::MediaError;

/// From opening to the first picture or sound.
const FIRST_LIMIT: Duration = Duration::from_secs(5);
/// Drivers that load firmware take their time.
const OPEN_LIMIT: Duration = Duration::from_secs(20);

/// How a source fares.
#[derive(Debug)]
pub(super) enum State {
    /// Not asked for, dismissed, or its end has been told.
    Absent,
    Opening,
    Open,
    /// Will give no more; what is queued still counts.
    Ended(Result<(), MediaError>),
}

#[derive(Debug)]
pub(super) struct Side<T> {
    pub label: String,
    pub is_device: bool,
    pub state: State,
    pub since: Instant,
    pub first_at: Option<Duration>,
    pub queue: VecDeque<(Duration, T)>,
    /// Up to where the reader has taken.
    pub taken_until: Duration,
    pub dropped: u64,
    /// Whether the thread behind it still holds the device.
    pub running: bool,
    away: Away,
}

/// Whether a device that gave something is gone for now, and whether the reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Away {
    Here,
    Untold,
    Told,
}

impl<T> Side<T> {
    pub fn new(label: String, is_device: bool, wanted: bool) -> Self {
        Self {
            label,
            is_device,
            state: if wanted { State::Opening } else { State::Absent },
            since: Instant::now(),
            first_at: None,
            queue: VecDeque::new(),
            taken_until: Duration::ZERO,
            dropped: 0,
            running: false,
            away: Away::Here,
        }
    }

    /// Something came.
    pub fn came(&mut self, at: Duration) {
        self.since = Instant::now();
        self.first_at.get_or_insert(at);
        self.away = Away::Here;
    }

    /// Something came that is not kept.
    pub fn is_here(&mut self) {
        self.since = Instant::now();
        self.away = Away::Here;
    }

    /// It is gone, and may come back; false where it is over instead.
    pub fn goes_away(&mut self) -> bool {
        let may_return = self.live() && self.first_at.is_some();
        if may_return && self.away == Away::Here {
            self.away = Away::Untold;
        }
        may_return
    }

    pub fn is_away(&self) -> bool {
        self.away != Away::Here
    }

    /// Once for each time that it went, when all that came before has been taken.
    pub fn take_away(&mut self) -> bool {
        let tells = self.away == Away::Untold && self.queue.is_empty() && self.live();
        if tells {
            self.away = Away::Told;
        }
        tells
    }

    pub fn live(&self) -> bool {
        matches!(self.state, State::Opening | State::Open)
    }

    /// Whether time zero can be told as far as this side goes.
    pub fn settled(&self) -> bool {
        match self.state {
            State::Opening => false,
            State::Open => !self.is_device || self.first_at.is_some(),
            State::Absent | State::Ended(_) => true,
        }
    }

    /// Where nothing has come for too long: whether nothing ever came.
    pub fn overdue(&self, gap: Duration) -> Option<bool> {
        if !self.is_device {
            return None;
        }
        let waited = self.since.elapsed();
        match self.state {
            State::Opening if waited > OPEN_LIMIT => Some(true),
            State::Open if self.first_at.is_none() && waited > FIRST_LIMIT => Some(true),
            State::Open if self.first_at.is_some() && waited > gap => Some(false),
            State::Opening | State::Open | State::Absent | State::Ended(_) => None,
        }
    }

    pub fn take_end(&mut self) -> Option<Result<(), MediaError>> {
        if !self.queue.is_empty() {
            return None;
        }
        match std::mem::replace(&mut self.state, State::Absent) {
            State::Ended(end) => Some(end),
            other => {
                self.state = other;
                None
            }
        }
    }

    /// Time zero moved on by a pause.
    pub fn shift(&mut self, paused: Duration) {
        self.taken_until += paused;
        for (at, _) in &mut self.queue {
            *at += paused;
        }
    }

    /// It has opened, and its first picture or sound is now waited for.
    pub fn open(&mut self) {
        if matches!(self.state, State::Opening) {
            self.state = State::Open;
            self.since = Instant::now();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn open() -> Side<u8> {
        let mut side = Side::new("camera".to_owned(), true, true);
        side.open();
        side.came(SECOND);
        side
    }

    #[test]
    fn one_that_goes_and_comes_back_while_nothing_is_kept_is_not_told_as_away() {
        let mut side = open();
        assert!(side.goes_away() && side.is_away());
        side.is_here();
        assert!(!side.is_away() && !side.take_away());
    }

    #[test]
    fn that_it_is_away_is_told_once_and_after_all_that_came_before() {
        let mut side = open();
        side.queue.push_back((SECOND, 1));
        assert!(side.goes_away());
        assert!(!side.take_away(), "what came before is first");
        side.queue.clear();
        assert!(side.take_away() && !side.take_away());
        side.came(2 * SECOND);
        assert!(side.goes_away() && side.take_away(), "it went again");
    }

    #[test]
    fn what_waits_moves_with_a_pause() {
        let mut side = open();
        side.taken_until = SECOND;
        side.queue.push_back((2 * SECOND, 1));
        side.shift(5 * SECOND);
        assert_eq!((side.taken_until, side.queue[0].0), (6 * SECOND, 7 * SECOND));
    }

    #[test]
    fn one_that_gave_nothing_yet_does_not_come_back() {
        let mut side: Side<u8> = Side::new("camera".to_owned(), true, true);
        assert!(!side.goes_away() && !side.is_away());
    }
}
