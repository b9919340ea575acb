//! What time does: the idle reset, the count-in, the next sync.

use std::sync::Arc;
use std::time::Duration;

use super::{Kiosk, Recording, trouble};
use crate::acts::{ActError, kiosk as acts, sync};
use crate::app::event::Event;
use crate::app::route::Route;
use crate::domain::Moment;
use crate::share::ShareState;

/// A minute of "Are you still there?".
const STILL_THERE: Duration = Duration::from_secs(60);
/// The least idle limit while a film of single pictures is made.
const WHILE_FILMING: Duration = Duration::from_secs(900);
/// A clock that goes by more than this between two syncs was put right, or wrong. A tablet that
/// slept over night is none: what a pupil left there goes after a day all the same.
const LEAP: Duration = Duration::from_secs(24 * 60 * 60);
/// How often the share is looked at while nothing happens.
pub(super) const SYNC_EVERY: Duration = Duration::from_secs(60);
/// The longest wait after failed syncs.
pub(super) const SYNC_LONGEST: Duration = Duration::from_secs(600);

impl Kiosk {
    /// Somebody did something: the idle time begins anew.
    pub fn touched(&mut self, now: Duration) {
        self.idle_since = now;
        self.now = now;
    }

    /// "Yes, I am here."
    pub(super) fn is_still_here(&mut self) {
        self.idle_since = self.now;
        self.asks_still_there = false;
    }

    /// A clip that plays is something done.
    fn is_watching(&self) -> bool {
        let look = self.look.as_ref().and_then(|look| look.player.as_ref());
        let tips = self.staff_tips.as_ref().and_then(|tips| tips.player.as_ref());
        let meant = self.meaning.as_ref().and_then(|meaning| meaning.shown.player());
        look.into_iter().chain(tips).chain(meant).any(|player| player.progress().is_playing)
    }

    /// A figure of clay takes its time to be moved.
    fn idle_limit(&self) -> Duration {
        let limit = Duration::from_secs(u64::from(self.preferences.idle_secs));
        match self.route {
            Route::Story | Route::Film => limit.max(WHILE_FILMING),
            _ => limit,
        }
    }

    /// What time does: idle reset, the next sync. Gives when it wants to be called again.
    pub fn tick(&mut self, now: Duration) -> Duration {
        self.tick_recording(now);
        let mut next = self.tick_sync(now);
        if self.count_in().is_some() {
            next = next.min(Duration::from_millis(100));
        }
        // School is over for whoever was here for a day, whatever is on the screen.
        match self.visit_left() {
            Some(Duration::ZERO) => self.reset(),
            Some(left) => next = next.min(left),
            None => {}
        }
        let is_recording = self.recording.as_ref().is_some_and(Recording::is_running);
        if self.route == Route::Start || is_recording || self.is_watching() {
            self.idle_since = now;
            return next;
        }
        let limit = self.idle_limit();
        let idle = now.saturating_sub(self.idle_since);
        if idle >= limit {
            self.reset();
        } else if self.asks_still_there {
            next = next.min(limit - idle);
        } else if idle + STILL_THERE >= limit {
            self.asks_still_there = true;
            next = next.min(limit - idle);
        } else {
            next = next.min(limit - STILL_THERE - idle);
        }
        next
    }

    /// Whether the clock leapt since it was last asked: by it, the kiosk was opened at another time.
    fn has_stepped(&mut self, opened_for: Duration) -> bool {
        let opened = i64::try_from(opened_for.as_millis()).unwrap_or(i64::MAX);
        let opened_at = Moment::from_millis(self.desk.now().unix_millis.saturating_sub(opened));
        let before = self.opened_at.replace(opened_at);
        before.is_some_and(|was| was.since(opened_at).max(opened_at.since(was)) > LEAP)
    }

    fn tick_sync(&mut self, now: Duration) -> Duration {
        if now < self.sync_at || self.is_syncing {
            return self.sync_at.saturating_sub(now).max(Duration::from_secs(1));
        }
        self.is_syncing = true;
        self.sync_at = now + self.sync_wait;
        let desk = Arc::clone(&self.desk);
        let opened_for = now.saturating_sub(self.begun_at);
        let has_stepped = self.has_stepped(opened_for);
        self.syncer.ask(move || {
            let swept = acts::sweep_drafts(&desk, opened_for, has_stepped);
            if let Err(error) = swept {
                tracing::warn!(%error, "old drafts could not be swept");
            }
            Some(match sync::sync(&desk) {
                Ok(report) => Event::Synced {
                    reachable: report.share_state == ShareState::Ok,
                    waiting: Some(report.pending),
                },
                Err(error) => {
                    tracing::warn!(%error, "could not sync");
                    Event::Synced { reachable: false, waiting: None }
                }
            })
        });
        self.sync_wait
    }

    /// Writes something that travels; from now on it waits to be sent.
    pub(super) fn write(&mut self, write: impl FnOnce() -> Result<(), ActError> + Send + 'static) {
        self.writes += 1;
        self.count_writes();
        self.ask(move || Event::Written(write().map_err(trouble)));
    }

    /// What was written goes at once, whatever the wait was.
    pub(super) fn written(&mut self, is_written: bool) {
        self.writes = self.writes.saturating_sub(1);
        if is_written {
            self.sync_at = Duration::ZERO;
            self.sync_wait = SYNC_EVERY;
        }
    }

    /// What is written now, or was since a sync began, waits as well: that sync has not seen it.
    pub(super) fn count_writes(&mut self) {
        if self.writes > 0 || self.sync_at.is_zero() {
            self.waiting = self.waiting.max(1);
        }
    }
}
