//! Forgetting a pupil on a tablet, when the school says that nothing of them is to be kept: what
//! they like, their pictures, what came back to them, what they had not sent.

use super::pins::Secret;
use super::{Home, StoreError, asked, drafts, pins, shelf};
use crate::domain::PupilId;
use crate::platform::Batch;

/// Drafts are destroyed at once, the rest with the batch.
pub fn here(home: &Home, batch: &mut Batch, pupil_id: &PupilId) -> Result<(), StoreError> {
    shelf::forget_pupil(home, batch, pupil_id)?;
    asked::forget_pupil(home, batch, pupil_id)?;
    pins::forget(batch, &Secret::Pictures(pupil_id.clone()));
    for answer in shelf::answers(home)? {
        if answer.pupil_id.as_ref() == Some(pupil_id) {
            shelf::remove_answer(batch, &answer.entry_id);
        }
    }
    for draft in drafts::list(home)? {
        if draft.card.pupil_id.as_ref() == Some(pupil_id) {
            drafts::destroy(home, &draft.draft_id)?;
        }
    }
    Ok(())
}
