//! A medium as it may be seen on the staff pages: what staff hide of it is hidden here, anew each
//! time it is written; what the pupil said stays sealed as it was.

use std::ops::ControlFlow;

use zeroize::Zeroizing;

use super::{ActError, Desk, open};
use crate::domain::redaction::BadRedaction;
use crate::domain::{MediaType, Redaction};
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
    redaction: &Redaction,
) -> Result<Zeroizing<Vec<u8>>, ActError> {
    let bytes = open::medium(desk, entry, medium)?;
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
            let shown = redact_clip(&bytes, redaction, &mut go_on);
            work.resume(before);
            shown?.map(Zeroizing::new).ok_or_else(|| ShareError::Stopped.into())
        }
        MediaType::Jpeg => {
            let shown = match redaction.still_micros() {
                Some(at) => {
                    let clip = clip_of(entry).ok_or(BadRedaction::NoPicture)?;
                    let still = poster(&open::medium(desk, entry, clip)?, at)?;
                    redact_jpeg(&still.ok_or(BadRedaction::NoPicture)?, redaction)?
                }
                None => redact_jpeg(&bytes, redaction)?,
            };
            Ok(Zeroizing::new(shown))
        }
        MediaType::Png => Err(BadRedaction::Png.into()),
    }
}

fn clip_of(entry: &LibraryEntry) -> Option<&MediumRecord> {
    entry.record.media.iter().find(|medium| medium.media_type == MediaType::Video)
}
