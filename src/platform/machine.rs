//! All seams of one machine together, so that what is built on them takes one argument.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::chance::{Chance, SystemChance};
use super::clock::{Clock, SystemClock};
use super::fs::Fs;
use super::ledger::{Ledger, LedgerError};
use super::memory_ledger::MemoryLedger;
use super::real_fs::RealFs;
use super::sqlite_ledger::SqliteLedger;

/// Where a home's ledger comes from.
pub trait Ledgers: Send + Sync + fmt::Debug {
    fn open(&self, path: &Path) -> Result<Arc<dyn Ledger>, LedgerError>;
    /// For looking only, beside whoever writes.
    fn open_to_read(&self, path: &Path) -> Result<Arc<dyn Ledger>, LedgerError>;
}

/// SQLite files.
#[derive(Debug, Clone, Copy, Default)]
pub struct SqliteLedgers;

impl Ledgers for SqliteLedgers {
    fn open(&self, path: &Path) -> Result<Arc<dyn Ledger>, LedgerError> {
        Ok(Arc::new(SqliteLedger::open(path)?))
    }

    fn open_to_read(&self, path: &Path) -> Result<Arc<dyn Ledger>, LedgerError> {
        Ok(Arc::new(SqliteLedger::open_to_read(path)?))
    }
}

/// The same ledger in memory at every opening.
impl Ledgers for MemoryLedger {
    fn open(&self, _path: &Path) -> Result<Arc<dyn Ledger>, LedgerError> {
        Ok(Arc::new(self.clone()))
    }

    fn open_to_read(&self, _path: &Path) -> Result<Arc<dyn Ledger>, LedgerError> {
        Ok(Arc::new(self.clone()))
    }
}

/// One machine: files, ledgers, clock and chance.
#[derive(Debug, Clone)]
pub struct Machine {
    pub fs: Arc<dyn Fs>,
    pub ledgers: Arc<dyn Ledgers>,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
}

impl Machine {
    /// The machine we run on.
    pub fn real() -> Self {
        Self {
            fs: Arc::new(RealFs),
            ledgers: Arc::new(SqliteLedgers),
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
        }
    }
}

/// Where this person's documents go: the system's folder for them, else their own one.
pub fn documents_folder() -> std::path::PathBuf {
    let home = ["HOME", "USERPROFILE"]
        .into_iter()
        .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()));
    let home = home.map(std::path::PathBuf::from).unwrap_or_default();
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}
