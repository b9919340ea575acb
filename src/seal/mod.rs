//! Keys, signatures and envelopes: who can read what, and who said it. By age (X25519,
//! ChaCha20-Poly1305), ed25519, BLAKE3, scrypt and HKDF; nothing of our own making.
//!
//! Never writes a file and never logs a key. Read `keyring` first (what keys there are), then
//! `envelope`.

pub mod blob;
pub mod draft;
pub mod envelope;
pub mod joining;
pub mod keyring;
pub mod passphrase;
pub mod pin;
pub mod root;
pub mod sign;

pub use envelope::{OpenedBody, SealedBody};
pub use keyring::{DeviceKeys, Identity, Recipient, recipient};
pub use root::{RecoveryWords, Root};

use crate::domain::{Says, Sentence};
use crate::wire::WireError;

/// What cannot be sealed, opened or believed. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Sealed to others: no fault.
    #[error("not sealed to us")]
    NotForUs,
    #[error("altered or damaged")]
    Damaged,
    #[error("wrong passphrase")]
    WrongPassphrase,
    #[error("the signature does not fit")]
    BadSignature,
    #[error("not a key")]
    NotAKey,
    #[error("not 24 words")]
    NotWords,
    #[error("too large to seal")]
    TooLarge,
    #[error(transparent)]
    Wire(#[from] WireError),
}

impl Says for SealError {
    fn says(&self) -> Sentence {
        match self {
            Self::NotForUs => Sentence::plain("seal-not-for-us"),
            Self::Damaged => Sentence::plain("seal-damaged"),
            Self::WrongPassphrase => Sentence::plain("seal-wrong-passphrase"),
            Self::BadSignature => Sentence::plain("seal-bad-signature"),
            Self::NotAKey => Sentence::plain("seal-not-a-key"),
            Self::NotWords => Sentence::plain("seal-not-words"),
            Self::TooLarge => Sentence::plain("seal-too-large"),
            Self::Wire(error) => error.says(),
        }
    }
}
