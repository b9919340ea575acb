//! A medium as it may be seen on the staff pages: what staff hide of it is hidden here, anew each
//! time it is written; what the pupil said stays sealed as it was.

use std::ops::ControlFlow;

use zeroize::Zeroizing;

use super::{ActError, Desk, open};
use crate::domain::MediaType;
use crate::domain::redaction::BadRedaction;
use crate::media::{poster, redact_clip, redact_jpeg};
use crate::platform::work::Step;
use crate::share::ShareError;
use crate::store::LibraryEntry;
use crate::wire::record::MediumRecord;

/// Opens a medium and hides what is to be hidden. `ShareError::Stopped` where somebody stopped it.
pub fn as_shown(
    desk: &Desk,
    entry: &LibraryEntry,
    medium: &MediumRecord,
) -> Result<Zeroizing<Vec<u8>>, ActError> {
    let bytes = open::medium(desk, entry, medium)?;
    let redaction = &entry.redaction;
    if !redaction.changes_something() {
        return Ok(bytes);
    }
    match medium.media_type {
        MediaType::Sound => Ok(bytes),
        MediaType::Video => {
            let work = &desk.home.work;
            let before = work.how_far();
            work.step(Step::Hiding, medium.duration_millis.div_ceil(1_000));
            let mut go_on = || {
                work.advance();
                if work.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let shown = redact_clip(&bytes, redaction, &mut go_on)?;
            work.resume(before);
            shown.map(Zeroizing::new).ok_or_else(|| ShareError::Stopped.into())
        }
        MediaType::Jpeg => {
            let still = match (redaction.still_millis, clip_of(entry)) {
                (Some(at), Some(clip)) => poster(&open::medium(desk, entry, clip)?, at * 1_000)?,
                (Some(_), None) | (None, _) => None,
            };
            let shown = redact_jpeg(still.as_ref().unwrap_or(&bytes), redaction)?;
            Ok(Zeroizing::new(shown))
        }
        MediaType::Png => Err(BadRedaction::Png.into()),
    }
}

fn clip_of(entry: &LibraryEntry) -> Option<&MediumRecord> {
    entry.record.media.iter().find(|medium| medium.media_type == MediaType::Video)
}
