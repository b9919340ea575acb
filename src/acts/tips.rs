//! What grown-ups who teach here read on a tablet: the staff pages' own content, from the share.

use zeroize::Zeroizing;

use super::{ActError, Desk};
use crate::pages::{self, BOOK, BOOK_LIMIT_BYTES, Site, clip_path};
use crate::seal::blob::BLOB_LIMIT_BYTES;

/// Everything published, by class. Empty where nothing was published yet.
pub fn book(desk: &Desk) -> Result<Site, ActError> {
    let site = desk.site.as_ref().ok_or(ActError::NoStaffShare)?;
    let bytes = site.read(BOOK, BOOK_LIMIT_BYTES)?;
    Ok(bytes.and_then(|bytes| pages::read_book(&bytes)).unwrap_or_default())
}

/// A published clip, in memory.
pub fn clip(desk: &Desk, file_stem: &str) -> Result<Option<Zeroizing<Vec<u8>>>, ActError> {
    let site = desk.site.as_ref().ok_or(ActError::NoStaffShare)?;
    Ok(site.read(&clip_path(file_stem), BLOB_LIMIT_BYTES as u64)?.map(Zeroizing::new))
}
