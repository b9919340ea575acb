//! Files in memory that forget what was not synced, and a fuse that cuts the power after any
//! step: the model of a bad day.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fs::{Fs, FsError, FsErrorKind, Lock};

/// Counts steps and cuts the power at one of them. Shared by all that one machine's power feeds.
#[derive(Debug, Clone, Default)]
pub struct Fuse {
    state: Arc<Mutex<FuseState>>,
}

#[derive(Debug, Default)]
struct FuseState {
    steps_taken: u64,
    blows_at: Option<u64>,
    blown: bool,
}

impl Fuse {
    fn state(&self) -> MutexGuard<'_, FuseState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets `steps` more steps happen, then none.
    pub fn blow_after(&self, steps: u64) {
        let mut state = self.state();
        state.blows_at = Some(state.steps_taken + steps);
    }

    /// Power is back; no cut is planned.
    pub fn mend(&self) {
        let mut state = self.state();
        state.blown = false;
        state.blows_at = None;
    }

    pub fn is_blown(&self) -> bool {
        self.state().blown
    }

    pub fn steps_taken(&self) -> u64 {
        self.state().steps_taken
    }

    /// Takes a step; false where the power is off.
    pub fn step(&self) -> bool {
        let mut state = self.state();
        if state.blows_at.is_some_and(|at| state.steps_taken >= at) {
            state.blown = true;
        }
        if !state.blown {
            state.steps_taken += 1;
        }
        !state.blown
    }
}

#[derive(Debug, Clone, Default)]
struct Inode {
    live: Vec<u8>,
    durable: Vec<u8>,
}

#[derive(Debug, Clone, Default)]
struct Disk {
    inodes: Vec<Inode>,
    live: BTreeMap<PathBuf, usize>,
    durable: BTreeMap<PathBuf, usize>,
    /// Folders that stand where a file belongs.
    folders: BTreeSet<PathBuf>,
    locked: BTreeMap<PathBuf, ()>,
    trouble: Option<FsErrorKind>,
    room_bytes: Option<usize>,
}

/// A disk at one moment.
#[derive(Debug, Clone)]
pub struct DiskSnapshot(Disk);

/// A file system in memory. Clones share the same disk.
#[derive(Clone, Default)]
pub struct MemoryFs {
    disk: Arc<Mutex<Disk>>,
    fuse: Fuse,
}

impl fmt::Debug for MemoryFs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MemoryFs of {} files", self.disk().live.len())
    }
}

#[derive(Debug)]
struct MemoryLock {
    fs: MemoryFs,
    path: PathBuf,
}

impl Lock for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        self.fs.disk().locked.remove(&self.path);
    }
}

impl MemoryFs {
    pub fn new(fuse: Fuse) -> Self {
        Self { disk: Arc::default(), fuse }
    }

    /// The same disk reached from a machine with another fuse, as a share is.
    pub fn seen_from(&self, fuse: Fuse) -> Self {
        Self { disk: Arc::clone(&self.disk), fuse }
    }

    /// Forgets what was not synced: names as of their folder's last sync, bytes as of the
    /// file's.
    pub fn lose_unsynced(&self) {
        let mut disk = self.disk();
        disk.live = disk.durable.clone();
        for inode in &mut disk.inodes {
            inode.live = inode.durable.clone();
        }
        disk.locked.clear();
    }

    /// The disk as it is now, to be put back later.
    pub fn snapshot(&self) -> DiskSnapshot {
        DiskSnapshot(self.disk().clone())
    }

    pub fn restore(&self, snapshot: &DiskSnapshot) {
        *self.disk() = snapshot.0.clone();
    }

    /// From now on every step fails in this way; nothing ends the trouble.
    pub fn trouble(&self, kind: Option<FsErrorKind>) {
        self.disk().trouble = kind;
    }

    /// Room left on the disk; nothing means without limit.
    pub fn room(&self, bytes: Option<usize>) {
        self.disk().room_bytes = bytes;
    }

    /// Makes a folder where a file belongs.
    pub fn put_folder(&self, path: &Path) {
        self.disk().folders.insert(path.to_owned());
    }

    /// Every file's path and bytes.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let disk = self.disk();
        disk.live
            .iter()
            .map(|(path, inode)| (path.clone(), disk.inodes[*inode].live.clone()))
            .collect()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self, step: &'static str, path: &Path) -> Result<MutexGuard<'_, Disk>, FsError> {
        if !self.fuse.step() {
            return Err(FsError::new(FsErrorKind::Other, step, path, "the power is off"));
        }
        let disk = self.disk();
        match disk.trouble {
            Some(kind) => Err(FsError::new(kind, step, path, "as planned")),
            None => Ok(disk),
        }
    }

    fn reads(&self, step: &'static str, path: &Path) -> Result<Vec<u8>, FsError> {
        // Reading changes nothing, so it is no step at which a crash differs; trouble still is.
        if self.fuse.is_blown() {
            return Err(FsError::new(FsErrorKind::Other, step, path, "the power is off"));
        }
        let disk = self.disk();
        match disk.trouble {
            Some(kind @ (FsErrorKind::Unreachable | FsErrorKind::Other)) => {
                Err(FsError::new(kind, step, path, "as planned"))
            }
            _ if disk.folders.contains(path) => {
                Err(FsError::new(FsErrorKind::TooLarge, step, path, "is a folder"))
            }
            _ => disk
                .live
                .get(path)
                .map(|inode| disk.inodes[*inode].live.clone())
                .ok_or_else(|| FsError::new(FsErrorKind::NotFound, step, path, "no such file")),
        }
    }
}

impl Fs for MemoryFs {
    fn open_read(&self, path: &Path) -> Result<Box<dyn Read + Send>, FsError> {
        Ok(Box::new(Cursor::new(self.reads("open", path)?)))
    }

    fn read(&self, path: &Path, limit_bytes: u64) -> Result<Vec<u8>, FsError> {
        let bytes = self.reads("read", path)?;
        if bytes.len() as u64 > limit_bytes {
            return Err(FsError::new(FsErrorKind::TooLarge, "read", path, bytes.len()));
        }
        Ok(bytes)
    }

    fn size(&self, path: &Path) -> Result<Option<u64>, FsError> {
        match self.reads("size", path) {
            Ok(bytes) => Ok(Some(bytes.len() as u64)),
            Err(error) if error.kind == FsErrorKind::NotFound => Ok(None),
            // A folder has a size too.
            Err(error) if error.kind == FsErrorKind::TooLarge => Ok(Some(4_096)),
            Err(error) => Err(error),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, FsError> {
        match self.reads("list", folder) {
            Err(error) if error.kind != FsErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let disk = self.disk();
        let mut names: Vec<String> = disk
            .live
            .keys()
            .chain(&disk.folders)
            .filter_map(|path| path.strip_prefix(folder).ok())
            .filter_map(|rest| rest.components().next())
            .map(|name| name.as_os_str().to_string_lossy().into_owned())
            .collect();
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        let inode = {
            let mut disk = self.step("create", path)?;
            disk.inodes.push(Inode::default());
            let inode = disk.inodes.len() - 1;
            disk.live.insert(path.to_owned(), inode);
            inode
        };
        {
            let mut disk = self.step("write", path)?;
            if let Some(room) = disk.room_bytes {
                let fits = bytes.len().min(room);
                disk.inodes[inode].live = bytes[..fits].to_vec();
                disk.room_bytes = Some(room - fits);
                if fits < bytes.len() {
                    return Err(FsError::new(FsErrorKind::Full, "write", path, "full"));
                }
            } else {
                // A torn write: half of it may last, whatever is asked.
                disk.inodes[inode].live = bytes.to_vec();
                disk.inodes[inode].durable = bytes[..bytes.len() / 2].to_vec();
            }
        }
        let mut disk = self.step("sync", path)?;
        disk.inodes[inode].durable = bytes.to_vec();
        Ok(())
    }

    fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        self.write_synced(path, bytes)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        let mut disk = self.step("rename", to)?;
        if disk.live.contains_key(to) || disk.folders.contains(to) {
            return Err(FsError::new(FsErrorKind::Exists, "rename", to, "taken"));
        }
        let inode = disk
            .live
            .remove(from)
            .ok_or_else(|| FsError::new(FsErrorKind::NotFound, "rename", from, "no such file"))?;
        disk.live.insert(to.to_owned(), inode);
        Ok(())
    }

    fn rename_over(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        let mut disk = self.step("rename", to)?;
        if disk.folders.remove(from) {
            disk.folders.insert(to.to_owned());
            return Ok(());
        }
        let inode = disk
            .live
            .remove(from)
            .ok_or_else(|| FsError::new(FsErrorKind::NotFound, "rename", from, "no such file"))?;
        disk.live.insert(to.to_owned(), inode);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), FsError> {
        let mut disk = self.step("sync folder", folder)?;
        let is_inside = |path: &Path| path.parent() == Some(folder);
        disk.durable.retain(|path, _| !is_inside(path));
        let synced: Vec<(PathBuf, usize)> = disk
            .live
            .iter()
            .filter(|(path, _)| is_inside(path))
            .map(|(path, inode)| (path.clone(), *inode))
            .collect();
        disk.durable.extend(synced);
        Ok(())
    }

    fn create_folders(&self, _folder: &Path) -> Result<(), FsError> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), FsError> {
        let mut disk = self.step("remove", path)?;
        if disk.folders.contains(path) {
            return Err(FsError::new(FsErrorKind::TooLarge, "remove", path, "is a folder"));
        }
        disk.live.remove(path);
        Ok(())
    }

    fn remove_folder(&self, _folder: &Path) -> Result<(), FsError> {
        Ok(())
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, FsError> {
        let mut disk = self.disk();
        if disk.locked.insert(path.to_owned(), ()).is_some() {
            return Err(FsError::new(FsErrorKind::Locked, "lock", path, "held"));
        }
        Ok(Box::new(MemoryLock { fs: self.clone(), path: path.to_owned() }))
    }

    fn is_locked(&self, path: &Path) -> Result<bool, FsError> {
        Ok(self.disk().locked.contains_key(path))
    }
}
