//! The library in its file: one for the person, sealed to them. The ledger names the file that
//! belongs to it and keeps what changed since, so that a file of another day is never believed.

use std::path::PathBuf;
use std::sync::{MutexGuard, PoisonError};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{CHANGE, Library, PutIntoWords, tables};
use crate::platform::chance::random;
use crate::platform::{Batch, Table, fs};
use crate::seal::{Identity, envelope};
use crate::store::received::{self, Change};
use crate::store::{Home, StoreError};
use crate::wire::{from_cbor, to_cbor};

/// The largest library that is kept: some millions of entries.
const LIBRARY_LIMIT_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// A library with more unsaved changes than this is saved at once.
const SAVE_AFTER: u64 = 1_000;

/// To open a body again costs some 200 times what it costs to save one.
const SAVING_PAYS_FROM: u64 = 200;

/// The fact that names the library's file.
const FILE: &str = "library";

/// Which file belongs to the ledger.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    file: String,
    /// The last change to the bodies that it holds.
    change: u64,
    /// Whom it is sealed to.
    readers: Vec<String>,
}

/// What the file does not hold yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unsaved {
    came: u64,
    went: u64,
}

impl Unsaved {
    pub fn count(&mut self, change: Change) {
        match change {
            Change::Came => self.came += 1,
            Change::Went => self.went += 1,
        }
    }

    pub fn add(&mut self, more: Self) {
        self.came += more.came;
        self.went += more.went;
    }
}

/// When a library is to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// While something is being done: after much has come.
    IfMuchCame,
    /// When something was done: where something must not be in the file any more.
    IfMuch,
    /// Before it is let go: where opening the rest again would cost more.
    IfItPays,
}

fn folder(home: &Home) -> PathBuf {
    home.folder.join("library")
}

fn readers(identities: &[Identity]) -> Vec<String> {
    identities.iter().map(Identity::recipient).collect()
}

fn kept(home: &Home) -> Result<Option<Kept>, StoreError> {
    let fact = home.fact(FILE)?;
    Ok(fact.map(|fact| from_cbor(&fact, "kept library")).transpose()?)
}

impl Library {
    /// The library as it was kept; an empty one where there is none for these identities.
    pub fn open(
        home: &Home,
        identities: &[Identity],
        put_into_words: PutIntoWords,
    ) -> Result<Self, StoreError> {
        if home.is_held() {
            // Of a save that was cut off: something in it may have been withdrawn since.
            let file = kept(home)?.map(|kept| kept.file);
            remove_others(home, file.as_deref())?;
        }
        match load(home, identities) {
            Ok(Some(db)) => Ok(Self::with(db, put_into_words)),
            Ok(None) => Self::in_memory(put_into_words),
            Err(error) => {
                tracing::warn!(%error, "the library is made anew");
                Self::in_memory(put_into_words)
            }
        }
    }

    /// Saves the library where that is due. Nothing is lost where it cannot be saved.
    pub fn save(
        &self,
        home: &Home,
        identities: &[Identity],
        saving: Saving,
    ) -> Result<(), StoreError> {
        let unsaved = *self.unsaved();
        let has_much = unsaved.came >= SAVE_AFTER;
        let is_due = match saving {
            Saving::IfMuchCame => has_much,
            Saving::IfMuch => has_much || unsaved.went > 0,
            Saving::IfItPays if unsaved.came == 0 => unsaved.went > 0,
            Saving::IfItPays => {
                unsaved.went > 0 || unsaved.came * SAVING_PAYS_FROM >= self.size()?
            }
        };
        if !is_due {
            return Ok(());
        }
        let (bytes, change) = {
            let mut db = self.db();
            let change = tables::meta(&db, CHANGE)?.and_then(|bytes| bytes.try_into().ok());
            (Zeroizing::new(db.serialize("main")?.to_vec()), change.map_or(0, u64::from_be_bytes))
        };
        let readers = readers(identities);
        let sealed = envelope::seal_bytes(&bytes, &readers)?;
        drop(bytes);
        let name = crate::domain::ids::base32().encode(&random::<10>(&*home.machine.chance));
        let file = format!("{name}.age");
        home.fs().create_folders(&folder(home))?;
        fs::replace_private(home.fs(), &folder(home).join(&file), &sealed)?;
        let mut batch = Batch::new();
        let kept = Kept { file: file.clone(), change, readers };
        batch.put(Table::Facts, FILE, to_cbor(&kept));
        received::forget_changes(home, &mut batch, change)?;
        home.ledger.commit(batch)?;
        remove_others(home, Some(&file))?;
        *self.unsaved() = Unsaved::default();
        Ok(())
    }

    fn unsaved(&self) -> MutexGuard<'_, Unsaved> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn size(&self) -> Result<u64, StoreError> {
        let count = "SELECT count(*) FROM opened";
        let size: i64 = self.db().query_row(count, [], |row| row.get(0))?;
        Ok(u64::try_from(size).unwrap_or_default())
    }
}

/// The database in the file that the ledger names.
fn load(home: &Home, identities: &[Identity]) -> Result<Option<Connection>, StoreError> {
    let Some(kept) = kept(home)? else { return Ok(None) };
    if kept.readers != readers(identities) {
        return Ok(None);
    }
    let path = folder(home).join(&kept.file);
    if home.fs().size(&path)?.is_none() {
        return Ok(None);
    }
    let sealed = home.fs().read(&path, LIBRARY_LIMIT_BYTES)?;
    let limit = usize::try_from(LIBRARY_LIMIT_BYTES).unwrap_or(usize::MAX);
    let bytes = envelope::open_bytes(&sealed, identities, limit)?;
    drop(sealed);
    let mut db = Connection::open_in_memory()?;
    db.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), false)?;
    db.pragma_update(None, "secure_delete", true)?;
    let change = tables::meta(&db, CHANGE)?;
    let is_ours = change.as_deref() == Some(kept.change.to_be_bytes().as_slice());
    Ok((tables::is_of_this_version(&db) && is_ours).then_some(db))
}

/// Files that the ledger does not name: of a save that was cut off, or from before.
fn remove_others(home: &Home, keep: Option<&str>) -> Result<(), StoreError> {
    for name in home.fs().list(&folder(home))? {
        if Some(name.as_str()) != keep {
            home.fs().remove(&folder(home).join(name))?;
        }
    }
    Ok(())
}

/// Destroys the file where something in it was withdrawn since, by whoever cannot open it to
/// take that out: it is made anew by the next who can.
pub fn forget_what_went(home: &Home) -> Result<(), StoreError> {
    let kept = kept(home)?;
    remove_others(home, kept.as_ref().map(|kept| kept.file.as_str()))?;
    let Some(kept) = kept else { return Ok(()) };
    let changes = received::changes_after(home, kept.change)?;
    if changes.iter().all(|(_, _, change)| *change == Change::Came) {
        return Ok(());
    }
    let mut batch = Batch::new();
    batch.delete(Table::Facts, FILE);
    home.ledger.commit(batch)?;
    remove_others(home, None)
}
