//! A home: what one computer keeps. Settings, keys, drafts, the outbox, what it has pulled, and
//! the library made of it.
//!
//! Never talks to a share, and never writes a pupil's words unsealed: drafts go through their
//! own cipher, everything else through `seal`; what the school made for tablets (`own`) is nobody's
//! words and lies open. Read `home` first, then `outbox` and `library`.

pub mod alarms;
pub mod asked;
pub mod drafts;
pub mod forget_pupil;
pub mod home;
pub mod library;
pub mod outbox;
pub mod own;
pub mod pins;
pub mod received;
pub mod settings;
pub mod shelf;
pub mod unlock;
pub mod watch;

pub use home::{Access, Home};
pub use library::{Library, LibraryEntry};
pub use settings::{HomeKind, Settings};

use crate::domain::entry::EntryError;
use crate::domain::{Says, Sentence};
use crate::platform::{FsError, LedgerError};
use crate::seal::SealError;
use crate::wire::WireError;

/// What a home could not do. What it held before it still holds.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("no home")]
    NoHome { path: String },
    #[error("a home is there already")]
    HomeExists { path: String },
    #[error("the home is in use by {holder}")]
    InUse { holder: String },
    #[error("made by a newer version ({version})")]
    Newer { version: u32 },
    #[error("the ledger is lost")]
    LedgerLost,
    #[error("a key is lost")]
    KeyLost,
    #[error("settings: {detail}")]
    Settings { detail: String },
    #[error("a staff home needs a passphrase")]
    Locked,
    #[error("only for a {0:?} home")]
    WrongKind(HomeKind),
    #[error("already signed off")]
    AlreadySent,
    #[error("no such draft")]
    NoDraft,
    #[error("the draft is being recorded")]
    DraftInUse,
    #[error("the draft is full")]
    DraftFull,
    /// Nothing is lost: it is made anew of what came.
    #[error("library: {0}")]
    Library(#[from] rusqlite::Error),
    #[error(transparent)]
    Entry(#[from] EntryError),
    #[error(transparent)]
    Fs(#[from] FsError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Wire(#[from] WireError),
}

impl Says for StoreError {
    fn says(&self) -> Sentence {
        match self {
            Self::NoHome { path } => Sentence::plain("home-none").with("path", path),
            Self::HomeExists { path } => Sentence::plain("home-exists").with("path", path),
            Self::InUse { holder } => Sentence::plain("home-in-use").with("holder", holder),
            Self::Newer { version } => Sentence::plain("home-newer").with("version", version),
            Self::Settings { detail } => Sentence::plain("home-settings").with("detail", detail),
            Self::LedgerLost => Sentence::plain("home-ledger-lost"),
            Self::KeyLost => Sentence::plain("home-key-lost"),
            Self::Locked => Sentence::plain("home-locked"),
            Self::WrongKind(HomeKind::Tablet) => Sentence::plain("home-not-tablet"),
            Self::WrongKind(HomeKind::Staff) => Sentence::plain("home-not-staff"),
            Self::AlreadySent => Sentence::plain("entry-already-sent"),
            Self::NoDraft => Sentence::plain("draft-none"),
            Self::DraftInUse => Sentence::plain("draft-in-use"),
            Self::DraftFull => Sentence::plain("draft-full"),
            Self::Library(detail) => Sentence::plain("library-broken").with("detail", detail),
            Self::Entry(error) => error.says(),
            Self::Fs(error) => error.says(),
            Self::Ledger(error) => error.says(),
            Self::Seal(error) => error.says(),
            Self::Wire(error) => error.says(),
        }
    }
}
