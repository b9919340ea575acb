//! The file system as the rest of Say So knows it: a few steps, each of which can be cut short
//! by a crash, so that a model of one can stop after every step.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::{Says, Sentence};

/// Why a step failed, as far as it changes what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FsErrorKind {
    /// Nothing of that name.
    NotFound,
    /// The name is taken.
    Exists,
    /// No space left; trying again later can help.
    Full,
    /// The place or the file may not be written.
    ReadOnly,
    /// This login may not do it.
    Refused,
    /// The server or the medium does not answer; trying again later can help.
    Unreachable,
    /// Larger than the reader allows.
    TooLarge,
    /// Somebody else holds the lock.
    Locked,
    Other,
}

/// A step on the file system that did not succeed. What was there before is still there.
#[derive(Debug, thiserror::Error)]
#[error("{step}: {kind:?} ({detail})")]
pub struct FsError {
    pub kind: FsErrorKind,
    pub step: &'static str,
    pub path: PathBuf,
    pub detail: String,
}

impl FsError {
    pub fn new(
        kind: FsErrorKind,
        step: &'static str,
        path: &Path,
        detail: impl fmt::Display,
    ) -> Self {
        Self { kind, step, path: path.to_owned(), detail: detail.to_string() }
    }

    pub fn from_io(step: &'static str, path: &Path, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let kind = match error.kind() {
            Kind::NotFound | Kind::NotADirectory => FsErrorKind::NotFound,
            Kind::AlreadyExists => FsErrorKind::Exists,
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => FsErrorKind::Full,
            Kind::ReadOnlyFilesystem => FsErrorKind::ReadOnly,
            Kind::PermissionDenied => FsErrorKind::Refused,
            // A folder where a file belongs is nobody's file of ours.
            Kind::IsADirectory => FsErrorKind::TooLarge,
            Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown
            | Kind::NotConnected
            | Kind::ConnectionReset
            | Kind::ConnectionAborted
            | Kind::BrokenPipe
            | Kind::StaleNetworkFileHandle
            | Kind::TimedOut => FsErrorKind::Unreachable,
            // EHOSTDOWN, which cifs reports, has no kind of its own.
            _ if error.raw_os_error() == Some(112) => FsErrorKind::Unreachable,
            _ => FsErrorKind::Other,
        };
        Self::new(kind, step, path, error)
    }
}

impl Says for FsError {
    fn says(&self) -> Sentence {
        let key = match self.kind {
            FsErrorKind::NotFound => "file-not-found",
            FsErrorKind::Exists => "file-exists",
            FsErrorKind::Full => "file-disk-full",
            FsErrorKind::ReadOnly => "file-read-only",
            FsErrorKind::Refused => "file-refused",
            FsErrorKind::Unreachable => "file-unreachable",
            FsErrorKind::TooLarge => "file-too-large",
            FsErrorKind::Locked => "file-locked",
            FsErrorKind::Other => "file-other",
        };
        Sentence::plain(key).with("path", self.path.display()).with("detail", &self.detail)
    }
}

/// Held until dropped; the system lets go of it when the process ends, however it ends.
pub trait Lock: Send + Sync + fmt::Debug {}

/// Steps on files. Paths are the system's own.
pub trait Fs: Send + Sync + fmt::Debug {
    /// Opens a file to be read from its beginning.
    fn open_read(&self, path: &Path) -> Result<Box<dyn Read + Send>, FsError>;

    /// Reads a whole file; `TooLarge` past `limit_bytes`, before anything is allocated for it.
    fn read(&self, path: &Path, limit_bytes: u64) -> Result<Vec<u8>, FsError>;

    /// The size in bytes, or nothing where there is no such file.
    fn size(&self, path: &Path) -> Result<Option<u64>, FsError>;

    /// Names in a folder, in no order; nothing where there is no such folder.
    fn list(&self, folder: &Path) -> Result<Vec<String>, FsError>;

    /// Writes a file from its beginning (made, or emptied first), syncs and closes it. On any
    /// error the file may hold anything and must not be trusted.
    fn write_synced(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError>;

    /// As `write_synced`, of pieces that need not lie together.
    fn write_pieces(&self, path: &Path, pieces: &[&[u8]]) -> Result<(), FsError> {
        self.write_synced(path, &pieces.concat())
    }

    /// As `write_synced`, readable by this login alone.
    fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError>;

    /// Gives a file its name unless that name is taken (`Exists`). Never replaces.
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError>;

    /// Gives a file its name in place of whatever had it.
    fn rename_over(&self, from: &Path, to: &Path) -> Result<(), FsError>;

    /// Makes the names in a folder last through a power cut.
    fn sync_folder(&self, folder: &Path) -> Result<(), FsError>;

    fn create_folders(&self, folder: &Path) -> Result<(), FsError>;

    /// Removes a file; that there is none is no error.
    fn remove(&self, path: &Path) -> Result<(), FsError>;

    /// Removes an empty folder; that there is none, or that it is not empty, is no error.
    fn remove_folder(&self, folder: &Path) -> Result<(), FsError>;

    /// Takes an exclusive lock on a file (made where missing) without waiting; `Locked` where
    /// somebody else holds it.
    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, FsError>;

    /// Whether somebody holds the lock; touches nothing.
    fn is_locked(&self, path: &Path) -> Result<bool, FsError>;
}

/// Replaces a file whole: a reader sees the old bytes or the new ones, after a crash too.
pub fn replace(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
    replace_with(fs, path, |part| fs.write_synced(part, bytes))
}

/// As `replace`, of pieces that need not lie together.
pub fn replace_pieces(fs: &dyn Fs, path: &Path, pieces: &[&[u8]]) -> Result<(), FsError> {
    replace_with(fs, path, |part| fs.write_pieces(part, pieces))
}

/// As `replace`, readable by this login alone.
pub fn replace_private(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
    replace_with(fs, path, |part| fs.write_private(part, bytes))
}

fn replace_with(
    fs: &dyn Fs,
    path: &Path,
    write: impl Fn(&Path) -> Result<(), FsError>,
) -> Result<(), FsError> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = write(&part).and_then(|()| fs.rename_over(&part, path));
    if let Err(error) = written {
        // The part is worthless; that it cannot be removed changes nothing.
        let _ = fs.remove(&part);
        return Err(FsError { path: path.to_owned(), ..error });
    }
    match path.parent() {
        Some(folder) if folder != Path::new("") => fs.sync_folder(folder),
        _ => Ok(()),
    }
}
