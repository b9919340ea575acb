//! A stop-motion film while it is made: kept as a draft after each change, so that what was made
//! survives whatever happens next, as a clip without sound.

use super::record::{DraftFor, whose_card};
use super::{ActError, Desk};
use crate::domain::DraftId;
use crate::media::film::Reel;
use crate::store::drafts;

/// Keeps the film as it is now in the place of what was kept before. A film without a picture is
/// no draft.
pub fn keep(
    desk: &Desk,
    whose: &DraftFor,
    reel: &Reel,
    before: Option<&DraftId>,
) -> Result<Option<DraftId>, ActError> {
    let kept = match reel.fragment()? {
        Some(fragment) => {
            let card = whose_card(desk, whose, true);
            let mut draft = drafts::begin(&desk.home, &card)?;
            draft.keep(fragment)?;
            Some(draft.end()?)
        }
        None => None,
    };
    if let Some(before) = before
        && let Err(error) = drafts::destroy(&desk.home, before)
    {
        // It is swept after a day; what is kept now must not be forgotten for it.
        tracing::warn!(%error, "a film of before is still there");
    }
    Ok(kept)
}
