//! How it stands with what was said here, without changing anything: green means read back.

use std::sync::Arc;
use std::time::Duration;

use super::{ActError, Desk, add_entry, sync};
use crate::domain::{Moment, Says, Sentence};
use crate::share::{PatientShare, Share, ShareState, trust};

/// A look at the share must not keep anybody waiting.
const LOOK_PATIENCE: Duration = Duration::from_secs(3);

/// How it stands.
#[derive(Debug)]
pub struct Status {
    pub pending: u64,
    pub oldest_pending_at: Option<Moment>,
    pub last_success_at: Option<Moment>,
    pub share_state: ShareState,
    pub says: Sentence,
}

/// Looks at the ledger and, for three seconds at most, at the share.
pub fn status(desk: &Desk) -> Result<Status, ActError> {
    let (pending, oldest_pending_at) = add_entry::pending(desk)?;
    let last_success_at = sync::last_success(desk)?;
    let look = PatientShare::new(Arc::clone(&desk.share), LOOK_PATIENCE);
    let share_state = match look_at(desk, &look) {
        ShareState::Ok => sync::last_state(desk)?.unwrap_or(ShareState::Ok),
        trouble => trouble,
    };
    let says = match (share_state, pending) {
        (ShareState::Ok, 0) if last_success_at.is_some() => Sentence::plain("status-all-there"),
        (ShareState::Ok, 0) => Sentence::plain("status-never"),
        (ShareState::Ok, count) => Sentence::plain("status-waiting").with("count", count),
        (state, count) => {
            let path = &desk.home.settings.share;
            state
                .says()
                .with("path", path)
                .with("detail", "")
                .with("count", count)
        }
    };
    Ok(Status {
        pending,
        oldest_pending_at,
        last_success_at,
        share_state,
        says,
    })
}

/// Whether our share stands where it should, as of now.
pub fn look_at(desk: &Desk, share: &dyn Share) -> ShareState {
    match trust::read_share_file(share) {
        Ok(Some(file)) if &file.share_id() == desk.home.share_id() => ShareState::Ok,
        Ok(_) => ShareState::Unreachable,
        Err(error) if error.state() == ShareState::Ok => ShareState::Unreachable,
        Err(error) => error.state(),
    }
}
