//! The school share: a folder that anybody may vanish, fill, freeze or meddle with. No lock, no
//! append, no replace, no file times: write-once files named by number or hash.
//!
//! Never sees a pupil's words: what passes here is sealed. Read `folder` (the backend), `trust`
//! (who may write), then `push` and `pull`.

pub mod address;
pub mod adopt;
mod branches;
pub mod cut;
pub mod folder;
#[cfg(feature = "object-store")]
pub mod object_store;
pub mod own_log;
pub mod patient;
pub mod pull;
pub mod push;
pub mod read;
pub mod site;
pub mod trust;
pub mod upkeep;
pub mod verify;

pub use address::{BucketKey, ShareAddress};
pub use folder::FolderShare;
pub use patient::{PatientShare, PatientSite};
pub use site::{FolderSite, Site};
pub use trust::Trust;

use std::fmt;

use crate::domain::{Says, Sentence};
use crate::platform::{FsError, FsErrorKind, LedgerError};
use crate::seal::SealError;
use crate::store::StoreError;
use crate::wire::{SharePath, WireError};

/// How the share is doing, in the words of `sync --json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareState {
    Ok,
    Unreachable,
    ReadOnly,
    Full,
    Refused,
}

impl ShareState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Unreachable => "unreachable",
            Self::ReadOnly => "read_only",
            Self::Full => "full",
            Self::Refused => "refused",
        }
    }

    pub fn parse(text: &str) -> Self {
        [Self::Ok, Self::Unreachable, Self::ReadOnly, Self::Full]
            .into_iter()
            .find(|state| state.as_str() == text)
            .unwrap_or(Self::Refused)
    }
}

impl Says for ShareState {
    fn says(&self) -> Sentence {
        Sentence::plain(match self {
            Self::Ok => "share-ok",
            Self::Unreachable => "share-unreachable",
            Self::ReadOnly => "share-read-only",
            Self::Full => "share-full",
            Self::Refused => "share-refused",
        })
    }
}

/// What the share did not do. What was on it before is still there; what was to be written is
/// still here and is tried again at the next sync.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    #[error("share {state:?} at {path}: {detail}")]
    Trouble { state: ShareState, path: String, detail: String },
    /// A file larger than any of its kind: somebody else's.
    #[error("too large: {path}")]
    TooLarge { path: String },
    /// The folder is there and is another school's share, or none.
    #[error("not our share: {detail}")]
    NotOurs { detail: &'static str },
    #[error("this computer is not approved")]
    NotApproved,
    #[error("this computer was revoked")]
    Revoked,
    #[error("the keys on the share do not follow from the root")]
    Keys,
    /// Somebody asked to stop. What was done is whole; the rest is done at the next sync.
    #[error("stopped")]
    Stopped,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Wire(#[from] WireError),
}

impl From<LedgerError> for ShareError {
    fn from(error: LedgerError) -> Self {
        Self::Store(StoreError::Ledger(error))
    }
}

impl ShareError {
    pub fn trouble(state: ShareState, path: impl fmt::Display, detail: impl fmt::Display) -> Self {
        Self::Trouble { state, path: path.to_string(), detail: detail.to_string() }
    }

    /// A step on the share's own files that failed.
    pub(crate) fn from_fs(error: &FsError) -> Self {
        if error.kind == FsErrorKind::TooLarge {
            return Self::TooLarge { path: error.path.display().to_string() };
        }
        let state = match error.kind {
            FsErrorKind::Full => ShareState::Full,
            FsErrorKind::ReadOnly => ShareState::ReadOnly,
            FsErrorKind::Refused => ShareState::Refused,
            FsErrorKind::NotFound
            | FsErrorKind::Exists
            | FsErrorKind::Unreachable
            | FsErrorKind::TooLarge
            | FsErrorKind::Locked
            | FsErrorKind::Other => ShareState::Unreachable,
        };
        Self::trouble(state, error.path.display(), &error.detail)
    }

    /// What to show as the share's state after this error.
    pub fn state(&self) -> ShareState {
        match self {
            Self::Trouble { state, .. } => *state,
            Self::NotOurs { .. } | Self::Keys => ShareState::Unreachable,
            Self::NotApproved | Self::Revoked | Self::TooLarge { .. } => ShareState::Refused,
            Self::Stopped | Self::Store(_) | Self::Seal(_) | Self::Wire(_) => ShareState::Ok,
        }
    }
}

impl Says for ShareError {
    fn says(&self) -> Sentence {
        match self {
            Self::Trouble { state, path, detail } => {
                state.says().with("path", path).with("detail", detail)
            }
            Self::TooLarge { path } => {
                Sentence::plain("file-too-large").with("path", path).with("detail", "")
            }
            Self::NotOurs { .. } => Sentence::plain("share-not-ours"),
            Self::NotApproved => Sentence::plain("share-not-approved"),
            Self::Revoked => Sentence::plain("share-revoked"),
            Self::Keys => Sentence::plain("share-keys"),
            Self::Stopped => Sentence::plain("stopped"),
            Self::Store(error) => error.says(),
            Self::Seal(error) => error.says(),
            Self::Wire(error) => error.says(),
        }
    }
}

/// Whether a name was still free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutNew {
    Written,
    /// Something of that name was there; it was not touched.
    Exists,
}

/// The share as a set of write-once files. Every call may block for as long as the server does:
/// `PatientShare` puts an end to that.
pub trait Share: Send + Sync + fmt::Debug {
    /// Writes a file whole, synced, under a name that nobody has. After an error nothing of that
    /// name was made by us.
    fn put_new(&self, path: &SharePath, bytes: &[u8]) -> Result<PutNew, ShareError>;

    /// Reads a file whole; nothing where there is none. One larger than `limit_bytes` is `TooLarge`.
    fn get(&self, path: &SharePath, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError>;

    /// The size of a file, or nothing where there is none.
    fn size(&self, path: &SharePath) -> Result<Option<u64>, ShareError>;

    /// Names in a folder; nothing where there is no such folder.
    fn list(&self, folder: &SharePath) -> Result<Vec<String>, ShareError>;

    /// Removes a file; that there is none is no error. A folder in its place is put aside.
    fn delete(&self, path: &SharePath) -> Result<(), ShareError>;
}
