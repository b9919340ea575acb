//! A ledger in memory with the promise of the real one: a commit happens whole or not at all.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ledger::{Batch, Change, Ledger, LedgerError, Row, Table};
use super::memory_fs::Fuse;

type Rows = BTreeMap<(Table, Vec<u8>), Vec<u8>>;

/// Rows at one moment.
#[derive(Debug, Clone)]
pub struct RowsSnapshot(Rows);

/// Rows in memory. Clones share them; a crash loses none that were committed.
#[derive(Debug, Clone, Default)]
pub struct MemoryLedger {
    rows: Arc<Mutex<Rows>>,
    commits: Arc<AtomicU64>,
    fuse: Fuse,
}

impl MemoryLedger {
    pub fn new(fuse: Fuse) -> Self {
        Self { rows: Arc::default(), commits: Arc::default(), fuse }
    }

    /// The rows as they are now, to be put back later.
    pub fn snapshot(&self) -> RowsSnapshot {
        RowsSnapshot(self.rows().clone())
    }

    pub fn restore(&self, snapshot: &RowsSnapshot) {
        *self.rows() = snapshot.0.clone();
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    /// Every value, to search for what must not be there.
    pub fn values(&self) -> Vec<Vec<u8>> {
        self.rows().values().cloned().collect()
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ledger for MemoryLedger {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, LedgerError> {
        Ok(self.rows().get(&(table, key.to_vec())).cloned())
    }

    fn scan(&self, table: Table, prefix: &[u8]) -> Result<Vec<Row>, LedgerError> {
        Ok(self
            .rows()
            .range((table, prefix.to_vec())..)
            .take_while(|((at, key), _)| *at == table && key.starts_with(prefix))
            .map(|((_, key), value)| (key.clone(), value.clone()))
            .collect())
    }

    fn keys(&self, table: Table, prefix: &[u8]) -> Result<Vec<Vec<u8>>, LedgerError> {
        Ok(self.scan(table, prefix)?.into_iter().map(|(key, _)| key).collect())
    }

    fn commit(&self, batch: Batch) -> Result<(), LedgerError> {
        if !self.fuse.step() {
            return Err(LedgerError::Other("the power is off".into()));
        }
        let mut rows = self.rows();
        let mut changed: BTreeMap<(Table, Vec<u8>), Option<Vec<u8>>> = BTreeMap::new();
        for change in batch.changes {
            match change {
                Change::Put(table, key, value) => {
                    changed.insert((table, key), Some(value));
                }
                Change::Insert(table, key, value) => {
                    let place = (table, key);
                    let is_taken = match changed.get(&place) {
                        Some(pending) => pending.is_some(),
                        None => rows.contains_key(&place),
                    };
                    if is_taken {
                        return Err(LedgerError::Taken(table));
                    }
                    changed.insert(place, Some(value));
                }
                Change::Delete(table, key) => {
                    changed.insert((table, key), None);
                }
            }
        }
        for (place, value) in changed {
            match value {
                Some(value) => rows.insert(place, value),
                None => rows.remove(&place),
            };
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        drop(rows);
        // The step has happened; whether the caller learns of it is the next step's luck.
        if self.fuse.step() { Ok(()) } else { Err(LedgerError::Other("the power is off".into())) }
    }
    fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }
}
