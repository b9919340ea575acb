//! What time it is, and waiting.

use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::domain::Moment;

/// A clock that may step; nothing that must be safe depends on it.
pub trait Clock: Send + Sync + fmt::Debug {
    fn now(&self) -> Moment;
    fn wait(&self, duration: Duration);
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn wait(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// A clock that a test moves; waiting moves it at once.
#[derive(Debug, Default)]
pub struct TestClock {
    now: Mutex<Moment>,
}

impl TestClock {
    pub fn starting_at(now: Moment) -> Self {
        Self { now: Mutex::new(now) }
    }

    pub fn set(&self, to: Moment) {
        *self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
    }

    pub fn step(&self, millis: i64) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        now.unix_millis += millis;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        *self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn wait(&self, duration: Duration) {
        self.step(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX));
    }
}
