//! Whole documents that pupils are asked about on this tablet. What one says lies here until the
//! question is over: answered, here or on another tablet, or taken back.

use super::shelf::{self, was_taken_back};
use super::{Home, StoreError};
use crate::domain::{EntryId, Moment, PupilId};
use crate::platform::{Batch, Table};
pub use crate::wire::asked_document::AskedDocument;
use crate::wire::{Hash, from_cbor, to_cbor};

const ASKED: &str = "asked-document/";

fn key(asked: &AskedDocument) -> String {
    format!("{ASKED}{}/{}", asked.pupil_id, asked.document)
}

fn all(home: &Home, below: &str) -> Result<Vec<AskedDocument>, StoreError> {
    let rows = home.ledger.scan(Table::Facts, below.as_bytes())?;
    rows.iter().map(|(_, row)| Ok(from_cbor(row, "asked document")?)).collect()
}

/// What one pupil is asked, or was: at most one question for each kind of document.
pub fn of(home: &Home, pupil_id: &PupilId) -> Result<Vec<AskedDocument>, StoreError> {
    all(home, &format!("{ASKED}{pupil_id}/"))
}

pub fn put(batch: &mut Batch, asked: &AskedDocument) {
    batch.put(Table::Facts, key(asked), to_cbor(asked));
}

/// Which of two is the later: two who ask at the same moment are told apart by what they ask about.
fn place(asked: &AskedDocument) -> (Moment, Hash) {
    (asked.asked_at, asked.digest)
}

/// Takes over what staff ask. Of two questions the later stands; one that is over stays so,
/// whichever came first: bodies come in no order, and some come twice.
pub fn learn(home: &Home, batch: &mut Batch, new: AskedDocument) -> Result<(), StoreError> {
    let is_erased =
        shelf::school(home)?.is_some_and(|known| known.school.erased.contains(&new.pupil_id));
    // A yes is bound to the digest: it has to be that of the lines which are shown.
    if is_erased || new.is_open() && !new.is_right() {
        return Ok(());
    }
    let mut is_over = !new.is_open();
    for entry_id in &new.entries {
        is_over |= was_taken_back(home, entry_id)?;
    }
    let known =
        home.fact(&key(&new))?.map(|row| from_cbor::<AskedDocument>(&row, "asked document"));
    let stands = match known.transpose()? {
        Some(known) if place(&known) > place(&new) => return Ok(()),
        Some(known) if place(&known) == place(&new) => {
            is_over |= !known.is_open();
            let said = new.said.clone().or(known.said);
            if is_over { new.closed(said) } else { new }
        }
        Some(_) | None if is_over => new.closed(new.said.clone()),
        Some(_) | None => new,
    };
    put(batch, &stands);
    Ok(())
}

/// With an entry goes every question that quotes it.
pub fn forget_entry(home: &Home, batch: &mut Batch, entry_id: &EntryId) -> Result<(), StoreError> {
    for asked in all(home, ASKED)?.into_iter().filter(|asked| asked.entries.contains(entry_id)) {
        put(batch, &asked.closed(None));
    }
    Ok(())
}

/// Nothing of a pupil stays.
pub fn forget_pupil(home: &Home, batch: &mut Batch, pupil_id: &PupilId) -> Result<(), StoreError> {
    for asked in of(home, pupil_id)? {
        batch.delete(Table::Facts, key(&asked));
    }
    Ok(())
}
