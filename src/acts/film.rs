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
    if let Some(before) = before {
        drafts::destroy(&desk.home, before)?;
    }
    Ok(kept)
}
