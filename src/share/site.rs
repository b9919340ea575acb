//! Where the staff pages lie: plain files that are replaced, in a folder of their own.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ShareError;
use crate::platform::{Fs, fs};

/// A place for pages. Paths are relative, of lowercase letters, digits, `-`, `.` and `/`.
pub trait Site: Send + Sync + fmt::Debug {
    /// Replaces a file whole: a reader sees the old one or the new one.
    fn put_replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShareError>;
    /// Names in a folder ("" is the top).
    fn list(&self, folder: &str) -> Result<Vec<String>, ShareError>;
    fn read(&self, path: &str, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError>;
    fn delete(&self, path: &str) -> Result<(), ShareError>;
}

/// A folder as a place for pages.
#[derive(Debug, Clone)]
pub struct FolderSite {
    fs: Arc<dyn Fs>,
    root: PathBuf,
}

impl FolderSite {
    pub fn new(fs: Arc<dyn Fs>, root: &Path) -> Self {
        Self { fs, root: root.to_owned() }
    }

    fn path(&self, path: &str) -> PathBuf {
        path.split('/')
            .filter(|part| !part.is_empty())
            .fold(self.root.clone(), |at, part| at.join(part))
    }
}

impl Site for FolderSite {
    fn put_replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShareError> {
        let path = self.path(path);
        if let Some(folder) = path.parent() {
            self.fs.create_folders(folder).map_err(|error| ShareError::from_fs(&error))?;
        }
        fs::replace(&*self.fs, &path, bytes).map_err(|error| ShareError::from_fs(&error))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ShareError> {
        self.fs.list(&self.path(folder)).map_err(|error| ShareError::from_fs(&error))
    }

    fn read(&self, path: &str, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        match self.fs.read(&self.path(path), limit_bytes) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind == crate::platform::FsErrorKind::NotFound => Ok(None),
            Err(error) => Err(ShareError::from_fs(&error)),
        }
    }

    fn delete(&self, path: &str) -> Result<(), ShareError> {
        self.fs.remove(&self.path(path)).map_err(|error| ShareError::from_fs(&error))
    }
}
