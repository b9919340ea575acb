//! Reading the whole share and naming what is missing or altered.

use super::{ActError, Desk, page_list, status};
use crate::share::ShareError;
use crate::share::trust::{self, KEYS_LIMIT_BYTES};
use crate::share::verify::{self, Report};
use crate::wire::SharePath;

/// Verifies against what this home has seen, and the staff pages against their signed list. A share
/// that is away or another's is trouble, not a finding; one that has our keys and no `share.json` of
/// ours is ours, and somebody was at it.
pub fn verify(desk: &Desk) -> Result<Report, ActError> {
    if let Err(error) = status::look_at(desk, &*desk.share)
        && !has_our_keys(desk)?
    {
        return Err(error.into());
    }
    let trust = desk.trust()?;
    let mut report = verify::verify(&desk.home, &*desk.share, &trust, desk.identities())?;
    report.findings.extend(page_list::check(desk)?);
    Ok(report)
}

/// Whether any keys file that this home has believed stands on the share.
fn has_our_keys(desk: &Desk) -> Result<bool, ActError> {
    let number = desk.trust()?.keys.number;
    let known = trust::kept_bytes(&desk.home, number)?;
    let there = match desk.share.get(&SharePath::keys(number), KEYS_LIMIT_BYTES) {
        Err(ShareError::TooLarge { .. }) => None,
        other => other?,
    };
    Ok(there.is_some() && there == known)
}
