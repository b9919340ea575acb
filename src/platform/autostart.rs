//! Starting by itself when somebody logs in, by what the system has for it.

use std::path::Path;

use super::{Fs, FsError};

#[cfg(not(windows))]
use super::autostart_unix as system;
#[cfg(windows)]
use super::autostart_windows as system;

/// Has this program watch a home from the next login on. Gives what was written where.
pub fn install(fs: &dyn Fs, program: &Path, home: &Path) -> Result<String, FsError> {
    system::install(fs, program, home)
}

/// It no longer starts by itself.
pub fn remove(fs: &dyn Fs) -> Result<String, FsError> {
    system::remove(fs)
}
