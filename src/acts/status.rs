//! How it stands with what was said here, without changing anything: green means read back.

use std::sync::Arc;
use std::time::Duration;

use super::{ActError, Desk, add_entry, sync};
use crate::domain::{Moment, Says, Sentence};
use crate::share::{PatientShare, Share, ShareError, ShareState, Trust, trust};
use crate::store::alarms::{self, Alarm};

/// A look at the share must not keep anybody waiting.
pub const LOOK_PATIENCE: Duration = Duration::from_secs(3);

/// How it stands.
#[derive(Debug)]
pub struct Status {
    pub pending: u64,
    pub oldest_pending_at: Option<Moment>,
    pub last_success_at: Option<Moment>,
    pub share_state: ShareState,
    pub says: Sentence,
    /// What a technician should know.
    pub alarms: Vec<Sentence>,
}

/// What was noticed about the share, for a technician.
pub fn alarms(desk: &Desk) -> Result<Vec<Sentence>, ActError> {
    let says = |alarm: &Alarm| {
        Sentence::plain(alarm.kind.sentence_key())
            .with("place", &alarm.place)
            .with("since", alarm.first_at)
    };
    Ok(alarms::all(&desk.home)?.iter().map(says).collect())
}

/// Looks at the ledger and, for three seconds at most, at the share.
pub fn status(desk: &Desk) -> Result<Status, ActError> {
    let (pending, oldest_pending_at) = add_entry::pending(desk)?;
    let last_success_at = sync::last_success(desk)?;
    let look = PatientShare::new(Arc::clone(&desk.share), LOOK_PATIENCE, desk.home.work.clone());
    let path = &desk.home.settings.share;
    let seen = look_at(desk, &look).and_then(|()| {
        let trust = Trust::known(&desk.home)?.ok_or(ShareError::NotApproved)?;
        trust.own_member(desk.home.device_id()).map(|_| ())
    });
    let (share_state, says) = match seen {
        Err(error) => (error.state(), error.says().with("path", path)),
        Ok(()) => match (last_trouble(desk)?, pending) {
            (ShareState::Ok, 0) if last_success_at.is_some() => {
                (ShareState::Ok, Sentence::plain("status-all-there"))
            }
            (ShareState::Ok, 0) => (ShareState::Ok, Sentence::plain("status-never")),
            (ShareState::Ok, count) => {
                (ShareState::Ok, Sentence::plain("status-waiting").with("count", count))
            }
            (state, _) => (state, state.says().with("path", path).with("detail", "")),
        },
    };
    let alarms = alarms(desk)?;
    Ok(Status { pending, oldest_pending_at, last_success_at, share_state, says, alarms })
}

/// What the last sync met that a look cannot see: that it was away is past.
fn last_trouble(desk: &Desk) -> Result<ShareState, ActError> {
    let last = sync::last_state(desk)?.unwrap_or(ShareState::Ok);
    Ok(if last == ShareState::Unreachable { ShareState::Ok } else { last })
}

/// Whether our share stands where it should, as of now.
pub fn look_at(desk: &Desk, share: &dyn Share) -> Result<(), ShareError> {
    match trust::read_share_file(share)? {
        Some(file) if &file.share_id() == desk.home.share_id() => Ok(()),
        Some(_) => Err(ShareError::NotOurs { detail: "share.json names another root" }),
        None => Err(ShareError::trouble(
            ShareState::Unreachable,
            &desk.home.settings.share,
            "no share.json",
        )),
    }
}
