//! The same as the pages, for Say So's own staff screens: one JSON file beside them. It holds
//! nothing that the pages do not.

use super::site::in_order;
use super::{PageFile, Site};

/// Its name on the site.
pub const BOOK: &str = "book.json";
/// A school of 2,000 pupils with ten long tips each.
pub const BOOK_LIMIT_BYTES: u64 = 32 * 1024 * 1024;

/// The file of it, the same for the same site.
pub fn book(site: &Site) -> PageFile {
    let site = in_order(site);
    PageFile { path: BOOK.to_owned(), bytes: serde_json::to_vec(&site).unwrap_or_default() }
}

/// Reads it back; nothing where it is none of ours, or of a newer version.
pub fn read(bytes: &[u8]) -> Option<Site> {
    serde_json::from_slice(bytes).ok()
}
