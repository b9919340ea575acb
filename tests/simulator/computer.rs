//! One computer of the simulated school: its own disk and power, and a line to the share.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use sayso::acts::{ActError, Desk};
use sayso::domain::Moment;
use sayso::platform::chance::{Chance, SeededChance};
use sayso::platform::clock::{Clock, TestClock};
use sayso::platform::memory_fs::{DiskSnapshot, Fuse, MemoryFs};
use sayso::platform::memory_ledger::RowsSnapshot;
use sayso::platform::{Fs, FsError, Lock, Machine, MemoryLedger};
use sayso::seal::Identity;
use sayso::store::Access;

use super::line::Line;

pub const SHARE: &str = "/net/share";
pub const STAFF: &str = "/net/share/staff";
pub const HOME: &str = "/home";
/// When every clock begins, in milliseconds since 1970.
pub const BEGIN_MILLIS: i64 = 1_800_000_000_000;

/// A disk with the share mounted below `/net`.
#[derive(Debug, Clone)]
struct Mounted {
    own: MemoryFs,
    net: Line,
}

impl Mounted {
    fn at(&self, path: &Path) -> &dyn Fs {
        if path.starts_with("/net") { &self.net } else { &self.own }
    }
}

impl Fs for Mounted {
    fn open_read(&self, path: &Path) -> Result<Box<dyn Read + Send>, FsError> {
        self.at(path).open_read(path)
    }
    fn read(&self, path: &Path, limit_bytes: u64) -> Result<Vec<u8>, FsError> {
        self.at(path).read(path, limit_bytes)
    }
    fn size(&self, path: &Path) -> Result<Option<u64>, FsError> {
        self.at(path).size(path)
    }
    fn list(&self, folder: &Path) -> Result<Vec<String>, FsError> {
        self.at(folder).list(folder)
    }
    fn write_synced(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        self.at(path).write_synced(path, bytes)
    }
    fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        self.at(path).write_private(path, bytes)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        self.at(to).rename_new(from, to)
    }
    fn rename_over(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        self.at(to).rename_over(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> Result<(), FsError> {
        self.at(folder).sync_folder(folder)
    }
    fn create_folders(&self, folder: &Path) -> Result<(), FsError> {
        self.at(folder).create_folders(folder)
    }
    fn remove(&self, path: &Path) -> Result<(), FsError> {
        self.at(path).remove(path)
    }
    fn remove_folder(&self, folder: &Path) -> Result<(), FsError> {
        self.at(folder).remove_folder(folder)
    }
    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, FsError> {
        self.at(path).lock(path)
    }
    fn is_locked(&self, path: &Path) -> Result<bool, FsError> {
        self.at(path).is_locked(path)
    }
}

pub struct Computer {
    /// Blows when the computer loses power.
    pub power: Fuse,
    /// Blows when the share can no longer be reached.
    pub cut_off: Fuse,
    pub line: Line,
    pub clock: Arc<TestClock>,
    pub disk: MemoryFs,
    pub ledger: MemoryLedger,
    pub chance: Arc<SeededChance>,
    pub machine: Machine,
    pub identity: Option<Identity>,
}

/// A computer's lasting state.
#[derive(Clone)]
pub struct Kept {
    disk: DiskSnapshot,
    rows: RowsSnapshot,
}

impl Computer {
    pub fn new(seed: u64, share: &MemoryFs) -> Self {
        let (power, cut_off) = (Fuse::default(), Fuse::default());
        let disk = MemoryFs::new(power.clone());
        let ledger = MemoryLedger::new(power.clone());
        let clock = Arc::new(TestClock::starting_at(Moment::from_millis(BEGIN_MILLIS)));
        let chance = Arc::new(SeededChance::new(seed));
        let line = Line::new(share, cut_off.clone(), Arc::clone(&clock));
        let machine = Machine {
            fs: Arc::new(Mounted { own: disk.clone(), net: line.clone() }),
            ledgers: Arc::new(ledger.clone()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            chance: Arc::clone(&chance) as Arc<dyn Chance>,
        };
        Self { power, cut_off, line, clock, disk, ledger, chance, machine, identity: None }
    }

    /// The same computer before another copy of the share.
    pub fn before(&self, seed: u64, share: &MemoryFs) -> Self {
        let computer = Self { identity: self.identity.clone(), ..Self::new(seed, share) };
        computer.put_back(&self.keep());
        computer
    }

    /// Opens the home, which a cut may interrupt like anything else.
    pub fn open(&self) -> Result<Desk, ActError> {
        let access = Access::Write { verb: "simulate" };
        let mut desk = Desk::open(&self.machine, Path::new(HOME), access)?;
        if let Some(identity) = &self.identity {
            desk.unlock_with(identity.clone());
        }
        Ok(desk)
    }

    pub fn desk(&self) -> Desk {
        self.open().unwrap()
    }

    /// The power comes back: what was not synced is gone.
    pub fn restart(&self) {
        let had_lost_power = self.power.is_blown();
        self.power.mend();
        self.cut_off.mend();
        self.line.remount();
        if had_lost_power {
            self.disk.lose_unsynced();
        }
    }

    pub fn keep(&self) -> Kept {
        Kept { disk: self.disk.snapshot(), rows: self.ledger.snapshot() }
    }

    pub fn put_back(&self, kept: &Kept) {
        self.power.mend();
        self.cut_off.mend();
        self.line.remount();
        self.disk.restore(&kept.disk);
        self.ledger.restore(&kept.rows);
    }
}
