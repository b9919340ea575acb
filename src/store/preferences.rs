//! How each pupil of this tablet likes the screens.

use super::{Home, StoreError};
use crate::domain::{Preferences, PupilId};
use crate::platform::{Batch, Table};
use crate::wire::{from_cbor, to_cbor};

fn key(pupil_id: &PupilId) -> String {
    format!("preferences/{pupil_id}")
}

/// A pupil's own, where they ever chose. What cannot be read counts as never chosen.
pub fn of(home: &Home, pupil_id: &PupilId) -> Result<Option<Preferences>, StoreError> {
    let stored = home.fact(&key(pupil_id))?;
    let read = stored.and_then(|bytes| from_cbor::<Preferences>(&bytes, "preferences").ok());
    Ok(read.map(Preferences::within_limits))
}

pub fn forget(batch: &mut Batch, pupil_id: &PupilId) {
    batch.delete(Table::Facts, key(pupil_id));
}

pub fn set(home: &Home, pupil_id: &PupilId, preferences: &Preferences) -> Result<(), StoreError> {
    home.put_fact(&key(pupil_id), &to_cbor(preferences))
}
