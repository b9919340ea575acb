//! The clock of what waits, kept while somebody works at the desk: the background program looks
//! only when nobody does.

use crate::acts::notify::Means;
use crate::acts::{Desk, watch};

/// Tells whoever is to be told of what waits, where this computer was asked to. That somebody
/// could not be told is tried again, and keeps nothing else.
pub(super) fn keep(desk: &Desk) {
    let told = watch::is_set_up(desk).and_then(|is_set_up| match is_set_up {
        true => watch::tell(desk, &Means::of(&desk.home).0),
        false => Ok(watch::Watch::default()),
    });
    match told {
        Ok(told) => {
            for error in told.trouble {
                tracing::warn!(%error, "somebody could not be told that a worry waits");
            }
        }
        Err(error) => tracing::warn!(%error, "the clock of what waits could not be kept"),
    }
}
