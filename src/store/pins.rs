//! The staff PIN and the pupils' picture-passwords of a tablet, and how often somebody guessed
//! wrongly. Each has its own count: a stranger at one pupil's pictures locks out nobody else.

use std::time::Duration;

use super::unlock::delay_after;
use super::{Home, StoreError};
use crate::domain::{Moment, PupilId};
use crate::platform::{Batch, Table};
use crate::seal::pin;

/// What a secret is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    StaffPin,
    Pictures(PupilId),
    /// A supply teacher's, of which the school tells: only its tries are counted here.
    Supply,
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Right,
    Wrong,
    /// Too many wrong ones: nothing was looked at.
    Wait(Duration),
    /// None was ever set.
    NotSet,
}

/// Two slips cost nothing: small fingers miss.
const FREE_TRIES: u32 = 2;

impl Secret {
    fn key(&self) -> String {
        match self {
            Self::StaffPin => "pin/staff".to_owned(),
            Self::Pictures(pupil_id) => format!("pin/{pupil_id}"),
            Self::Supply => "pin/supply".to_owned(),
        }
    }

    fn tries_key(&self) -> String {
        format!("{}/tries", self.key())
    }
}

pub fn is_set(home: &Home, secret: &Secret) -> Result<bool, StoreError> {
    Ok(home.fact(&secret.key())?.is_some())
}

/// Sets a secret in place of any before.
pub fn set(home: &Home, secret: &Secret, value: &[u8]) -> Result<(), StoreError> {
    let kept = pin::keep(value, &*home.machine.chance);
    let mut batch = Batch::new();
    batch.put(Table::Facts, secret.key(), kept);
    batch.delete(Table::Facts, secret.tries_key());
    Ok(home.ledger.commit(batch)?)
}

pub fn forget(batch: &mut Batch, secret: &Secret) {
    batch.delete(Table::Facts, secret.key());
    batch.delete(Table::Facts, secret.tries_key());
}

/// Tries a secret. The try is counted before it is looked at, so that switching the tablet off
/// wins nothing.
pub fn try_it(home: &Home, secret: &Secret, value: &[u8]) -> Result<Tried, StoreError> {
    let Some(kept) = home.fact(&secret.key())? else {
        return Ok(Tried::NotSet);
    };
    Ok(try_any(home, secret, &[&kept], value)?.0)
}

/// As `try_it`, against several that may be meant, which the caller brings; gives which it was.
pub fn try_any(
    home: &Home,
    secret: &Secret,
    kept: &[&[u8]],
    value: &[u8],
) -> Result<(Tried, Option<usize>), StoreError> {
    let now = home.machine.clock.now();
    let (tries, last) = tries(home, secret)?;
    let wait = delay_after(tries.saturating_sub(FREE_TRIES));
    let waited = now.since(last);
    // A clock that was set back must not lock anybody out for longer than the wait.
    if waited < wait && now >= last {
        return Ok((Tried::Wait(wait.saturating_sub(waited)), None));
    }
    note(home, secret, tries.saturating_add(1), now)?;
    match kept.iter().position(|kept| pin::is_it(value, kept)) {
        Some(which) => {
            note(home, secret, 0, now)?;
            Ok((Tried::Right, Some(which)))
        }
        None => Ok((Tried::Wrong, None)),
    }
}

fn tries(home: &Home, secret: &Secret) -> Result<(u32, Moment), StoreError> {
    let stored = home.fact(&secret.tries_key())?.unwrap_or_default();
    let Some((tries, last)) = stored.split_first_chunk::<4>() else {
        return Ok((0, Moment::default()));
    };
    let last = last.first_chunk::<8>().map_or(0, |millis| i64::from_be_bytes(*millis));
    Ok((u32::from_be_bytes(*tries), Moment::from_millis(last)))
}

fn note(home: &Home, secret: &Secret, tries: u32, at: Moment) -> Result<(), StoreError> {
    let mut stored = tries.to_be_bytes().to_vec();
    stored.extend(at.unix_millis.to_be_bytes());
    home.put_fact(&secret.tries_key(), &stored)
}
