//! The system's files: the only place that names `std::fs` beside its system twins.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use super::fs::{Fs, FsError, FsErrorKind, Lock};
use super::system;

/// `std::fs`, with each step's errors named.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealFs;

#[derive(Debug)]
struct HeldFile {
    _file: File,
}

impl Lock for HeldFile {}

fn write_all_synced(file: File, path: &Path, pieces: &[&[u8]]) -> Result<(), FsError> {
    let mut writer = BufWriter::with_capacity(1 << 16, file);
    let mut write = || {
        pieces.iter().try_for_each(|piece| writer.write_all(piece)).and_then(|()| writer.flush())
    };
    write().map_err(|error| FsError::from_io("write", path, &error))?;
    let file = writer.get_ref();
    // A full network share may report it here, once, and nowhere else.
    file.sync_all().map_err(|error| FsError::from_io("sync", path, &error))
}

/// `Ok` where the error only says that there was nothing to do.
fn unless_missing(
    result: std::io::Result<()>,
    step: &'static str,
    path: &Path,
) -> Result<(), FsError> {
    match result.map_err(|error| FsError::from_io(step, path, &error)) {
        Err(error) if error.kind == FsErrorKind::NotFound => Ok(()),
        other => other,
    }
}

impl Fs for RealFs {
    fn open_read(&self, path: &Path) -> Result<Box<dyn Read + Send>, FsError> {
        let file = File::open(path).map_err(|error| FsError::from_io("open", path, &error))?;
        Ok(Box::new(file))
    }

    fn read(&self, path: &Path, limit_bytes: u64) -> Result<Vec<u8>, FsError> {
        let file = File::open(path).map_err(|error| FsError::from_io("open", path, &error))?;
        let size = file.metadata().map_err(|error| FsError::from_io("size", path, &error))?.len();
        if size > limit_bytes {
            return Err(FsError::new(FsErrorKind::TooLarge, "read", path, size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.take(limit_bytes)
            .read_to_end(&mut bytes)
            .map_err(|error| FsError::from_io("read", path, &error))?;
        Ok(bytes)
    }

    fn size(&self, path: &Path) -> Result<Option<u64>, FsError> {
        match fs::metadata(path).map_err(|error| FsError::from_io("size", path, &error)) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind == FsErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, FsError> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let error = FsError::from_io("list", folder, &error);
                return if error.kind == FsErrorKind::NotFound {
                    Ok(Vec::new())
                } else {
                    Err(error)
                };
            }
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| FsError::from_io("list", folder, &error))?;
            // Names of ours are ASCII: one that is no text is nobody's.
            names.extend(entry.file_name().into_string().ok());
        }
        Ok(names)
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        let file = File::create(path).map_err(|error| FsError::from_io("create", path, &error))?;
        write_all_synced(file, path, &[bytes])
    }

    fn write_pieces(&self, path: &Path, pieces: &[&[u8]]) -> Result<(), FsError> {
        let file = File::create(path).map_err(|error| FsError::from_io("create", path, &error))?;
        write_all_synced(file, path, pieces)
    }

    fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        let file = system::create_private(path)
            .map_err(|error| FsError::from_io("create", path, &error))?;
        write_all_synced(file, path, &[bytes])
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        system::rename_new(from, to).map_err(|error| FsError::from_io("rename", to, &error))
    }

    fn rename_over(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        fs::rename(from, to).map_err(|error| FsError::from_io("rename", to, &error))
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), FsError> {
        system::sync_folder(folder).map_err(|error| FsError::from_io("sync folder", folder, &error))
    }

    fn create_folders(&self, folder: &Path) -> Result<(), FsError> {
        fs::create_dir_all(folder).map_err(|error| FsError::from_io("make folder", folder, &error))
    }

    fn remove(&self, path: &Path) -> Result<(), FsError> {
        unless_missing(fs::remove_file(path), "remove", path)
    }

    fn remove_folder(&self, folder: &Path) -> Result<(), FsError> {
        match fs::remove_dir(folder) {
            Err(error) if error.kind() == std::io::ErrorKind::DirectoryNotEmpty => Ok(()),
            other => unless_missing(other, "remove folder", folder),
        }
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, FsError> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(|error| FsError::from_io("lock", path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Box::new(HeldFile { _file: file })),
            Err(TryLockError::WouldBlock) => {
                Err(FsError::new(FsErrorKind::Locked, "lock", path, "held"))
            }
            Err(TryLockError::Error(error)) => Err(FsError::from_io("lock", path, &error)),
        }
    }

    fn is_locked(&self, path: &Path) -> Result<bool, FsError> {
        let file = match File::open(path).map_err(|error| FsError::from_io("lock", path, &error)) {
            Ok(file) => file,
            Err(error) if error.kind == FsErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(FsError::from_io("lock", path, &error)),
        }
    }
}
