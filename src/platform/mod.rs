//! The seams to the machine: files, clock, chance, the ledger, keys at rest, locks. Every one is
//! a trait with the real thing beside a fake that fails on demand.
//!
//! Nothing above this folder names `std::fs`. System-specific code is in files named
//! for their system, each with a twin for the other. Read `fs` first, then `ledger`.

pub mod autostart;
#[cfg(not(windows))]
mod autostart_unix;
#[cfg(windows)]
mod autostart_windows;
pub mod chance;
pub mod clock;
#[cfg(unix)]
#[path = "cpu_unix.rs"]
pub mod cpu;
#[cfg(windows)]
#[path = "cpu_windows.rs"]
pub mod cpu;
pub mod fs;
#[cfg(unix)]
mod fs_unix;
#[cfg(windows)]
mod fs_windows;
pub mod ledger;
pub mod machine;
pub mod memory_fs;
pub mod memory_ledger;
pub mod post;
pub mod real_fs;
pub mod screen;
#[cfg(target_os = "linux")]
mod screen_linux;
#[cfg(not(any(target_os = "linux", windows)))]
mod screen_other;
#[cfg(windows)]
mod screen_windows;
pub mod spreadsheet;
pub mod sqlite_ledger;
pub mod work;

#[cfg(unix)]
use fs_unix as system;
#[cfg(windows)]
use fs_windows as system;

pub use chance::{Chance, SystemChance};
pub use clock::{Clock, SystemClock};
pub use fs::{Fs, FsError, FsErrorKind, Lock};
pub use ledger::{Batch, Ledger, LedgerError, Table};
pub use machine::Machine;
pub use machine::documents_folder;
pub use memory_fs::MemoryFs;
pub use memory_ledger::MemoryLedger;
pub use post::{Letter, MailServer, Post, PostError};
pub use real_fs::RealFs;
pub use screen::{Screen, ScreenError};
pub use sqlite_ledger::SqliteLedger;
pub use work::Work;
