//! What grown-ups who teach here read on a tablet: the staff pages' own content, from the share.

use zeroize::Zeroizing;

use super::look::OpenMedium;
use super::site_model::{class_stem, clip_stem};
use super::{ActError, Desk};
use crate::domain::MediaType;
use crate::pages::{self, BOOK, BOOK_LIMIT_BYTES, Site, clip_path, picture_path};
use crate::seal::blob::BLOB_LIMIT_BYTES;
use crate::store::shelf::ShelfAnswer;

/// Everything published, by class. Empty where nothing was published yet.
pub fn book(desk: &Desk) -> Result<Site, ActError> {
    let site = desk.site.as_ref().ok_or(ActError::NoStaffShare)?;
    let bytes = site.read(BOOK, BOOK_LIMIT_BYTES)?;
    Ok(bytes.and_then(|bytes| pages::read_book(&bytes)).unwrap_or_default())
}

/// One class of it: all that whoever is here for a day may read.
pub fn book_of_class(desk: &Desk, class: &str) -> Result<Site, ActError> {
    let mut site = book(desk)?;
    let file_stem = class_stem(desk, class);
    site.classes.retain(|one| one.file_stem == file_stem);
    Ok(site)
}

/// What others see of something this tablet sent, of which staff hid a part; nothing where it is
/// not there any more, or not yet.
pub fn as_shown(desk: &Desk, answer: &ShelfAnswer) -> Result<Option<OpenMedium>, ActError> {
    let Some(asked) = &answer.asked else { return Ok(None) };
    let file_stem = clip_stem(desk, &answer.entry_id, &asked.redaction);
    if let Some(bytes) = clip(desk, &file_stem)? {
        return Ok(Some(OpenMedium { media_type: MediaType::Video, bytes }));
    }
    let site = desk.site.as_ref().ok_or(ActError::NoStaffShare)?;
    let path = picture_path(&file_stem, MediaType::Jpeg.file_ending());
    let bytes = site.read(&path, BLOB_LIMIT_BYTES as u64)?;
    let picture = |bytes| OpenMedium { media_type: MediaType::Jpeg, bytes: Zeroizing::new(bytes) };
    Ok(bytes.map(picture))
}

/// A published clip, in memory.
pub fn clip(desk: &Desk, file_stem: &str) -> Result<Option<Zeroizing<Vec<u8>>>, ActError> {
    let site = desk.site.as_ref().ok_or(ActError::NoStaffShare)?;
    Ok(site.read(&clip_path(file_stem), BLOB_LIMIT_BYTES as u64)?.map(Zeroizing::new))
}
