//! A share that is a folder: mounted, UNC, synced, or local in the sample school.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{PutNew, Share, ShareError, ShareState};
use crate::domain::DeviceId;
use crate::platform::{Fs, FsErrorKind};
use crate::wire::{Hash, SharePath};

/// Folders put aside from one and the same place before somebody is called hostile.
const ASIDE_LIMIT: u32 = 16;

/// A folder as a share.
#[derive(Debug, Clone)]
pub struct FolderShare {
    fs: Arc<dyn Fs>,
    root: PathBuf,
    part_folder: SharePath,
    device: DeviceId,
}

impl FolderShare {
    /// The share below `root`, for a device that puts its part files into its own folder.
    pub fn new(fs: Arc<dyn Fs>, root: &Path, device: &DeviceId) -> Self {
        let part_folder = SharePath::device(crate::wire::Log::Daily, device).join("tmp");
        Self { fs, root: root.to_owned(), part_folder, device: device.clone() }
    }

    fn system_path(&self, path: &SharePath) -> PathBuf {
        // By parts, so that the system's own separator stands between them.
        path.as_str().split('/').fold(self.root.clone(), |folder, part| folder.join(part))
    }

    /// A share that vanished looks like an empty folder to those below it. Nothing may be
    /// written there: its own file must be in place, unless that is what is being written.
    fn require_present(&self, about: &SharePath) -> Result<(), ShareError> {
        let share_file = SharePath::share_file();
        if about == &share_file || self.size(&share_file)?.is_some() {
            return Ok(());
        }
        Err(ShareError::trouble(ShareState::Unreachable, self.root.display(), "share.json is gone"))
    }

    fn write_part(&self, part: &Path, to: &Path, bytes: &[u8]) -> Result<PutNew, ShareError> {
        // Any error in writing, syncing or closing condemns the part file: a full server may
        // report it once and then say that all is well.
        self.fs.write_synced(part, bytes).map_err(|error| ShareError::from_fs(&error))?;
        match self.fs.rename_new(part, to) {
            Ok(()) => {}
            Err(error) if error.kind == FsErrorKind::Exists => return Ok(PutNew::Exists),
            Err(error) => return Err(ShareError::from_fs(&error)),
        }
        if let Some(folder) = to.parent() {
            // Advisory: network file systems differ in whether they can.
            if let Err(error) = self.fs.sync_folder(folder) {
                tracing::debug!(%error, "the folder could not be synced");
            }
        }
        Ok(PutNew::Written)
    }

    /// A folder where a file of ours belongs is somebody else's, and so is what is in it: it goes
    /// out of the way, whole.
    fn put_aside(&self, in_the_way: &Path) -> Result<(), ShareError> {
        let aside = self.system_path(&self.part_folder);
        self.fs.create_folders(&aside).map_err(|error| ShareError::from_fs(&error))?;
        let name = Hash::of(in_the_way.to_string_lossy().as_bytes());
        for number in 0..ASIDE_LIMIT {
            let to = aside.join(format!("aside-{name}-{number}"));
            if self.fs.size(&to).map_err(|error| ShareError::from_fs(&error))?.is_none() {
                tracing::warn!(path = %in_the_way.display(), to = %to.display(), "put aside");
                let moved = self.fs.rename_over(in_the_way, &to);
                return moved.map_err(|error| ShareError::from_fs(&error));
            }
        }
        let detail = "a folder is in the way";
        Err(ShareError::trouble(ShareState::Refused, in_the_way.display(), detail))
    }
}

impl Share for FolderShare {
    fn put_new(&self, path: &SharePath, bytes: &[u8]) -> Result<PutNew, ShareError> {
        self.require_present(path)?;
        let to = self.system_path(path);
        let part_folder = self.system_path(&self.part_folder);
        for folder in [Some(part_folder.as_path()), to.parent()].into_iter().flatten() {
            self.fs.create_folders(folder).map_err(|error| ShareError::from_fs(&error))?;
        }
        // By its content: two who write at once do not write into each other's, and whoever was
        // cut off writes over their own the next time.
        let part = part_folder.join(format!("{}.part", Hash::of(bytes)));
        let written = self.write_part(&part, &to, bytes);
        if !matches!(written, Ok(PutNew::Written)) {
            // Worthless now; if it cannot be removed, the next writer of these bytes will.
            let _ = self.fs.remove(&part);
        }
        written
    }

    fn get(&self, path: &SharePath, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        match self.fs.read(&self.system_path(path), limit_bytes) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind == FsErrorKind::NotFound => Ok(None),
            Err(error) => Err(ShareError::from_fs(&error)),
        }
    }

    fn size(&self, path: &SharePath) -> Result<Option<u64>, ShareError> {
        self.fs.size(&self.system_path(path)).map_err(|error| ShareError::from_fs(&error))
    }

    fn list(&self, folder: &SharePath) -> Result<Vec<String>, ShareError> {
        self.fs.list(&self.system_path(folder)).map_err(|error| ShareError::from_fs(&error))
    }

    fn delete(&self, path: &SharePath) -> Result<(), ShareError> {
        tracing::info!(device = %self.device, %path, "deleting from the share");
        let path = self.system_path(path);
        match self.fs.remove(&path) {
            Ok(()) => {}
            Err(error) if error.kind == FsErrorKind::TooLarge => self.put_aside(&path)?,
            Err(error) => return Err(ShareError::from_fs(&error)),
        }
        if let Some(folder) = path.parent() {
            let _ = self.fs.sync_folder(folder);
        }
        Ok(())
    }
}
