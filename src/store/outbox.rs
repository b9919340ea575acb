//! The outbox: sealed records on their way, in the order in which they were signed off.
//!
//! Commit: seal and hash, write the media (temp, sync, rename, sync folder), then one ledger
//! step with everything; only after it does anybody hear "it is on its way". The pupil's
//! copy-proof is in the ledger: a draft that was signed off cannot be sent twice.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Home, StoreError};
use crate::domain::{DraftId, EntryId, Moment};
use crate::platform::{Batch, FsErrorKind, LedgerError, Table};
use crate::seal::SealedBody;
use crate::seal::blob::SealedBlob;
use crate::wire::segment::BlobRef;
use crate::wire::{Hash, Leaf, Log, from_cbor, to_cbor};

/// A record waiting for a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub log: Log,
    #[serde(with = "serde_bytes")]
    pub body: Vec<u8>,
    pub leaf: Leaf,
    pub since: Moment,
    /// Whether a pupil's entry is in it, for counting.
    pub entry_id: Option<EntryId>,
}

/// A sealed medium's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobRow {
    pub log: Log,
    pub size: u64,
    /// Nothing where it is no entry's.
    pub entry_id: Option<EntryId>,
    pub pushed: bool,
}

/// Everything that becomes durable in one step.
#[derive(Debug)]
pub struct Dispatch<'a> {
    pub log: Log,
    pub body: SealedBody,
    pub blobs: &'a [SealedBlob],
    pub entry_id: Option<&'a EntryId>,
    /// The drafts it was, so that it is sent once.
    pub draft_ids: &'a [DraftId],
    /// What goes with it in the same step: that it waits, for those who are to be told.
    pub beside: Option<SealedBody>,
}

pub fn blob_path(home: &Home, hash: &Hash) -> PathBuf {
    home.folder.join("out/blob").join(format!("{hash}.bin"))
}

fn keep_blob(home: &Home, blob: &SealedBlob) -> Result<(), StoreError> {
    let part = home.folder.join("out/tmp").join(format!("{}.part", blob.hash));
    let kept = blob_path(home, &blob.hash);
    let fs = home.fs();
    fs.write_synced(&part, &blob.stored)?;
    match fs.rename_new(&part, &kept) {
        // The same bytes under the same hash, from before a crash.
        Err(error) if error.kind == FsErrorKind::Exists => fs.rename_over(&part, &kept)?,
        other => other?,
    }
    Ok(fs.sync_folder(&home.folder.join("out/blob"))?)
}

/// Writes a record's media, and adds to a batch that they are to be sent.
pub fn keep_blobs(
    home: &Home,
    batch: &mut Batch,
    dispatch: &Dispatch<'_>,
) -> Result<(), StoreError> {
    for blob in dispatch.blobs {
        keep_blob(home, blob)?;
        let row = BlobRow {
            log: dispatch.log,
            size: blob.stored.len() as u64,
            entry_id: dispatch.entry_id.cloned(),
            pushed: false,
        };
        batch.put(Table::Blobs, blob.hash.0, to_cbor(&row));
    }
    Ok(())
}

/// Adds a record's rows to a batch; its media are kept already. `commit` is for entries.
pub fn enqueue(home: &Home, batch: &mut Batch, dispatch: &Dispatch<'_>) -> Result<(), StoreError> {
    let mut leaf = dispatch.body.leaf.clone();
    leaf.blobs = dispatch
        .blobs
        .iter()
        .map(|blob| BlobRef { hash: blob.hash, size: blob.stored.len() as u64 })
        .collect();
    let waiting = Waiting {
        log: dispatch.log,
        body: dispatch.body.bytes.clone(),
        leaf,
        since: home.machine.clock.now(),
        entry_id: dispatch.entry_id.cloned(),
    };
    put(home, batch, &waiting)
}

/// Puts a record behind all that waits.
pub fn put(home: &Home, batch: &mut Batch, waiting: &Waiting) -> Result<(), StoreError> {
    // Rows of the same batch are told apart by their number in it.
    let number = next_number(home)? + batch.changes.len() as u64;
    batch.insert(Table::Outbox, number.to_be_bytes(), to_cbor(waiting));
    batch.put(Table::Facts, "outbox-number", (number + 1).to_be_bytes());
    Ok(())
}

fn next_number(home: &Home) -> Result<u64, StoreError> {
    let stored = home.fact("outbox-number")?;
    Ok(stored.and_then(|bytes| bytes.try_into().ok()).map_or(1, u64::from_be_bytes))
}

/// Makes a record durable and due to be sent, in one step with whatever is in the batch. After `Ok`
/// it will arrive; after an error it will not, or it was there already (`AlreadySent`).
pub fn commit(home: &Home, mut batch: Batch, dispatch: &Dispatch<'_>) -> Result<(), StoreError> {
    keep_blobs(home, &mut batch, dispatch)?;
    if let Some(entry_id) = dispatch.entry_id {
        for draft_id in dispatch.draft_ids {
            batch.insert(Table::SignedOff, draft_id.as_str(), entry_id.as_str());
        }
    }
    enqueue(home, &mut batch, dispatch)?;
    if let Some(beside) = &dispatch.beside {
        let waiting = Waiting {
            log: dispatch.log,
            body: beside.bytes.clone(),
            leaf: beside.leaf.clone(),
            since: home.machine.clock.now(),
            entry_id: None,
        };
        put(home, &mut batch, &waiting)?;
    }
    match home.ledger.commit(batch) {
        Err(LedgerError::Taken(Table::SignedOff)) => Err(StoreError::AlreadySent),
        other => Ok(other?),
    }
}

/// Records waiting for a segment, oldest first, with their keys.
pub fn waiting(home: &Home) -> Result<Vec<(Vec<u8>, Waiting)>, StoreError> {
    home.ledger
        .scan(Table::Outbox, b"")?
        .into_iter()
        .map(|(key, value)| Ok((key, from_cbor(&value, "outbox row")?)))
        .collect()
}

/// Those of these media that are still to be put on the share.
pub fn unsent<'a>(
    home: &Home,
    media: impl IntoIterator<Item = &'a BlobRef>,
) -> Result<BTreeSet<Hash>, StoreError> {
    let mut unsent = BTreeSet::new();
    for blob in media {
        if blob_row(home, &blob.hash)?.is_some_and(|row| !row.pushed) {
            unsent.insert(blob.hash);
        }
    }
    Ok(unsent)
}

pub fn blob_row(home: &Home, hash: &Hash) -> Result<Option<BlobRow>, StoreError> {
    match home.ledger.get(Table::Blobs, &hash.0)? {
        Some(bytes) => Ok(Some(from_cbor(&bytes, "blob row")?)),
        None => Ok(None),
    }
}

/// Clears part files and media whose commit never happened. Runs whenever a home is opened to
/// be changed; what cannot be cleared now (another program holds it) is left for the next time,
/// since nobody must be kept from speaking by it.
pub fn tidy_up(home: &Home) {
    if let Err(error) = try_to_tidy_up(home) {
        tracing::warn!(%error, "something could not be cleared up");
    }
}

fn try_to_tidy_up(home: &Home) -> Result<(), StoreError> {
    let fs = home.fs();
    let tmp = home.folder.join("out/tmp");
    for name in fs.list(&tmp)? {
        fs.remove(&tmp.join(name))?;
    }
    let blobs = home.folder.join("out/blob");
    for name in fs.list(&blobs)? {
        let Some(hash) = crate::wire::path::parse_blob_name(&name) else {
            continue;
        };
        if home.ledger.get(Table::Blobs, &hash.0)?.is_none() {
            fs.remove(&blobs.join(name))?;
        }
    }
    super::drafts::sweep_signed_off(home)
}
