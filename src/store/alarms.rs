//! What a technician should know: kept once for each thing and place, with ids and hashes only.

use serde::{Deserialize, Serialize};

use super::{Home, StoreError};
use crate::domain::Moment;
use crate::platform::{Batch, Table};
use crate::wire::{from_cbor, to_cbor};

/// What was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlarmKind {
    /// A number of a log is not there, though a later one is.
    Gap,
    /// A file that is not what its name says, or whose signature does not fit.
    Junk,
    /// A record that its device may not say.
    Unauthorised,
    /// A record of a type this version does not know.
    UnknownRecord,
    /// A sealed body in a segment it was not made for.
    Copied,
    /// A segment that does not follow the one before it.
    Fork,
    /// Somebody else's file stood where ours belongs.
    Squatted,
    /// Our own log on the share holds what this home does not know: it was put back from a backup,
    /// or copied.
    Cloned,
    /// A keys file that somebody states is not on the share.
    KeysMissing,
    /// A sealed medium that was still to be sent is gone from this computer.
    MediumLost,
    /// What a revoked device wrote after it was shut out.
    SetAside,
    /// A staff page or clip was not as it was signed; it was written again.
    PagesAltered,
    /// A worry that only words from a safe can open.
    NobodyServing,
    /// What the school made for tablets came, and is not what it should be.
    OwnUnreadable,
}

impl AlarmKind {
    pub fn sentence_key(self) -> &'static str {
        match self {
            Self::Gap => "alarm-gap",
            Self::Junk => "alarm-junk",
            Self::Unauthorised => "alarm-unauthorised",
            Self::UnknownRecord => "alarm-unknown-record",
            Self::Copied => "alarm-copied",
            Self::Fork => "alarm-fork",
            Self::Squatted => "alarm-squatted",
            Self::Cloned => "alarm-cloned",
            Self::KeysMissing => "alarm-keys-missing",
            Self::MediumLost => "alarm-medium-lost",
            Self::SetAside => "alarm-set-aside",
            Self::PagesAltered => "alarm-pages-altered",
            Self::NobodyServing => "alarm-nobody-serving",
            Self::OwnUnreadable => "alarm-own-unreadable",
        }
    }
}

/// One alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    pub kind: AlarmKind,
    /// A path on the share, or an id.
    pub place: String,
    pub first_at: Moment,
}

/// Puts an alarm into a batch; the same one again changes nothing but is harmless.
pub fn raise(home: &Home, batch: &mut Batch, kind: AlarmKind, place: &str) {
    tracing::warn!(?kind, place, "alarm");
    let key = to_cbor(&(kind, place));
    let known = matches!(home.ledger.get(Table::Alarms, &key), Ok(Some(_)));
    if !known {
        let alarm = Alarm { kind, place: place.to_owned(), first_at: home.machine.clock.now() };
        batch.put(Table::Alarms, key, to_cbor(&alarm));
    }
}

/// Takes an alarm back, since what it named has been mended.
pub fn clear(batch: &mut Batch, kind: AlarmKind, place: &str) {
    batch.delete(Table::Alarms, to_cbor(&(kind, place)));
}

/// Takes all of them back: somebody has looked into them.
pub fn put_away(home: &Home) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    for key in home.ledger.keys(Table::Alarms, b"")? {
        batch.delete(Table::Alarms, key);
    }
    Ok(home.ledger.commit(batch)?)
}

pub fn all(home: &Home) -> Result<Vec<Alarm>, StoreError> {
    home.ledger
        .scan(Table::Alarms, b"")?
        .iter()
        .map(|(_, value)| Ok(from_cbor(value, "alarm")?))
        .collect()
}
