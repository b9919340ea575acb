//! Looking at an entry where it is reviewed: everything in memory, no clear copy on any disk.
//! Who looked is written down, and the pupil hears that it was read, as by `open`.

use zeroize::Zeroizing;

use super::open::{find, medium, note_opened};
use super::{ActError, Desk};
use crate::domain::{EntryId, MediaType};
use crate::store::LibraryEntry;

/// A medium in memory, wiped when it is let go.
#[derive(Clone)]
pub struct OpenMedium {
    pub media_type: MediaType,
    pub bytes: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for OpenMedium {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} of {} bytes", self.media_type, self.bytes.len())
    }
}

/// An entry that somebody has before their eyes.
#[derive(Debug)]
pub struct OpenEntry {
    /// As it was before this look: `opened` says whether somebody had looked before.
    pub entry: LibraryEntry,
    /// In the record's order.
    pub media: Vec<OpenMedium>,
}

/// Opens an entry in memory and notes that it was opened. Where a medium cannot be had nothing
/// is noted: what nobody could hear was not heard.
pub fn look(desk: &Desk, entry_id: &EntryId) -> Result<OpenEntry, ActError> {
    let entry = find(desk, entry_id)?;
    let mut media = Vec::with_capacity(entry.record.media.len());
    for record in &entry.record.media {
        let bytes = medium(desk, &entry, record)?;
        media.push(OpenMedium { media_type: record.media_type, bytes });
    }
    note_opened(desk, &entry)?;
    Ok(OpenEntry { entry, media })
}
