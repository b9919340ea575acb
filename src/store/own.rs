//! What the school made itself, on a tablet: the list as it was told, and each medium in a file of
//! its own, named by the hash under which it travelled, so that no name becomes a path.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Home, StoreError};
use crate::platform::{Batch, Table, fs};
use crate::wire::own::{OwnThing, merge};
use crate::wire::{Hash, from_cbor, path, to_cbor};

const LIST: &str = "own";
const FOLDER: &str = "own";
/// What came and is not what it should be: it is not asked for again.
const REFUSED: &str = "own-refused/";

/// The largest medium that is read again.
const LIMIT_BYTES: u64 = 512 * 1024 * 1024;

/// All that was told, what was taken away among it. What cannot be read counts as nothing.
pub fn list(home: &Home) -> Result<Vec<OwnThing>, StoreError> {
    let stored = home.fact(LIST)?;
    Ok(stored.and_then(|bytes| from_cbor(&bytes, "own").ok()).unwrap_or_default())
}

/// Takes over what staff told.
pub fn learn(home: &Home, batch: &mut Batch, told: Vec<OwnThing>) -> Result<(), StoreError> {
    let mut known = list(home)?;
    merge(&mut known, told);
    batch.put(Table::Facts, LIST, to_cbor(&known));
    Ok(())
}

/// Where an open medium lies.
fn place(home: &Home, blob: &Hash) -> PathBuf {
    home.folder.join(FOLDER).join(format!("{blob}.bin"))
}

pub fn is_here(home: &Home, blob: &Hash) -> bool {
    home.fs().size(&place(home, blob)).is_ok_and(|size| size.is_some())
}

/// What stands and has not come yet.
pub fn missing(home: &Home) -> Result<Vec<OwnThing>, StoreError> {
    let mut missing = Vec::new();
    for thing in list(home)? {
        let Some(medium) = &thing.medium else { continue };
        let is_refused = home.fact(&format!("{REFUSED}{}", medium.blob))?.is_some();
        if !is_here(home, &medium.blob) && !is_refused {
            missing.push(thing);
        }
    }
    Ok(missing)
}

/// Keeps an open medium: it is there whole or not at all.
pub fn keep(home: &Home, blob: &Hash, bytes: &[u8]) -> Result<(), StoreError> {
    home.fs().create_folders(&home.folder.join(FOLDER))?;
    Ok(fs::replace(home.fs(), &place(home, blob), bytes)?)
}

pub fn refuse(batch: &mut Batch, blob: &Hash) {
    batch.put(Table::Facts, format!("{REFUSED}{blob}"), []);
}

/// An open medium; nothing where it is not here.
pub fn read(home: &Home, blob: &Hash) -> Option<Vec<u8>> {
    home.fs().read(&place(home, blob), LIMIT_BYTES).ok()
}

/// Removes what was taken away or replaced.
pub fn sweep(home: &Home) -> Result<(), StoreError> {
    let mut stands: BTreeSet<Hash> = BTreeSet::new();
    stands.extend(list(home)?.into_iter().filter_map(|thing| Some(thing.medium?.blob)));
    let folder = home.folder.join(FOLDER);
    for name in home.fs().list(&folder)? {
        // Half a file of a cut write has another name, and goes too.
        let blob = path::parse_blob_name(&name);
        if !blob.is_some_and(|blob| stands.contains(&blob)) {
            home.fs().remove(&folder.join(&name))?;
        }
    }
    Ok(())
}
