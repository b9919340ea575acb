//! Whole documents that pupils are asked about on this tablet. What one says lies here until the
//! question is over: answered, here or on another tablet, or taken back.

use serde::{Deserialize, Serialize};

use super::shelf::{self, was_taken_back};
use super::{Home, StoreError};
use crate::domain::{EntryId, Moment, PupilId};
use crate::platform::{Batch, Table};
pub use crate::wire::asked_document::AskedDocument;
use crate::wire::{Hash, from_cbor, to_cbor};

const ASKED: &str = "asked-document/";
const PLACES: &str = "asked-document-place/";

/// How far a pupil is with a question, so that it need not be gone through in one sitting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The line that is next, from 0.
    pub at: u32,
    /// Those before it that the pupil did not mean.
    pub not_meant: Vec<u32>,
}

fn key(asked: &AskedDocument) -> String {
    format!("{ASKED}{}/{}", asked.pupil_id, asked.document)
}

fn place_key(asked: &AskedDocument) -> String {
    format!("{PLACES}{}/{}", asked.pupil_id, asked.document)
}

/// How far the pupil is with this question; at its beginning, where that is of another one.
pub fn place_in(home: &Home, asked: &AskedDocument) -> Result<Place, StoreError> {
    let Some(row) = home.fact(&place_key(asked))? else { return Ok(Place::default()) };
    let (digest, asked_at, place): (Hash, Moment, Place) = from_cbor(&row, "place in a document")?;
    let is_of_it = (digest, asked_at) == (asked.digest, asked.asked_at);
    let is_in_it = usize::try_from(place.at).is_ok_and(|at| at < asked.lines.len());
    Ok(if is_of_it && is_in_it { place } else { Place::default() })
}

/// Keeps how far the pupil is, unless the question is over or another one.
pub fn keep_place(home: &Home, asked: &AskedDocument, place: &Place) -> Result<(), StoreError> {
    let known = of(home, &asked.pupil_id)?;
    if known.iter().any(|known| known.is_open() && known == asked) {
        home.put_fact(&place_key(asked), &to_cbor(&(asked.digest, asked.asked_at, place)))?;
    }
    Ok(())
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
    if !asked.is_open() {
        batch.delete(Table::Facts, place_key(asked));
    }
}

/// Which of two is the later: two who ask at the same moment are told apart by what they ask about.
fn time(asked: &AskedDocument) -> (Moment, Hash) {
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
        Some(known) if time(&known) > time(&new) => return Ok(()),
        Some(known) if time(&known) == time(&new) => {
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
        batch.delete(Table::Facts, place_key(&asked));
    }
    Ok(())
}
