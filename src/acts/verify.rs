//! Reading the whole share and naming what is missing or altered.

use super::{ActError, Desk, status};
use crate::share::verify::{self, Report};

/// Verifies against what this home has seen. A share that is away or another's is trouble, not
/// a finding.
pub fn verify(desk: &Desk) -> Result<Report, ActError> {
    status::look_at(desk, &*desk.share)?;
    let trust = desk.trust()?;
    Ok(verify::verify(&desk.home, &*desk.share, &trust, desk.identities())?)
}
