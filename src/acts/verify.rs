//! Reading the whole share and naming what is missing or altered.

use super::{ActError, Desk};
use crate::share::Trust;
use crate::share::verify::{self, Report};

/// Verifies against what this home has seen. Keys files after those known are looked at first,
/// so that newcomers' logs are read too.
pub fn verify(desk: &Desk) -> Result<Report, ActError> {
    let trust = match Trust::known(&desk.home)? {
        Some(trust) => trust,
        None => Trust::refresh(&desk.home, &*desk.share)?,
    };
    Ok(verify::verify(
        &desk.home,
        &*desk.share,
        &trust,
        desk.identities(),
    )?)
}
