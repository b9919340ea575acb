//! The cipher of drafts: each has a key of its own, destroyed at sign-off, which makes what is
//! left on the disk unreadable however it is dug up.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use zeroize::Zeroizing;

use super::SealError;
use crate::domain::DraftId;
use crate::platform::Chance;
use crate::platform::chance::random;
use crate::wire::fragment;

/// A draft's own key, 32 bytes.
#[derive(Clone)]
pub struct DraftKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DraftKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a draft's key")
    }
}

impl DraftKey {
    pub fn random(chance: &dyn Chance) -> Self {
        Self(Zeroizing::new(random(chance)))
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        bytes.try_into().map(|key| Self(Zeroizing::new(key))).map_err(|_| SealError::NotAKey)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(chacha20poly1305::Key::from_slice(self.0.as_slice()))
    }

    /// A fragment file: `index` must be used once for each key, which the draft's store keeps.
    pub fn seal(&self, draft_id: &DraftId, index: u32, plaintext: &[u8]) -> Vec<u8> {
        let prefix = fragment::prefix(index);
        let associated = [&prefix, draft_id.as_str().as_bytes()].concat();
        let sealed = self
            .cipher()
            .encrypt(&nonce(index), Payload { msg: plaintext, aad: &associated })
            .expect("a fragment is far shorter than the cipher's limit");
        [prefix.as_slice(), &sealed].concat()
    }

    /// The plaintext of a fragment file that must be the one of this index.
    pub fn open(
        &self,
        draft_id: &DraftId,
        index: u32,
        file: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (found, sealed) = fragment::split(file)?;
        if found != index {
            return Err(SealError::Damaged);
        }
        let associated = [&fragment::prefix(index), draft_id.as_str().as_bytes()].concat();
        self.cipher()
            .decrypt(&nonce(index), Payload { msg: sealed, aad: &associated })
            .map(Zeroizing::new)
            .map_err(|_| SealError::Damaged)
    }
}

fn nonce(index: u32) -> Nonce {
    let mut nonce = [0; 12];
    nonce[8..].copy_from_slice(&index.to_be_bytes());
    nonce.into()
}
