//! The school's root: 24 words (BIP 39, English, 256 bits), shown once. From them, by
//! HKDF-SHA-256 with a different label each, the key that signs keys files and the keys that
//! open what must be recovered.

use std::fmt;

use bip39::Mnemonic;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{DeviceKeys, Identity, SealError};
use crate::domain::worry::RecoveryKey;
use crate::platform::Chance;
use crate::platform::chance::random;

/// Words for one safe. Never shown by `Debug`.
pub struct RecoveryWords {
    mnemonic: Mnemonic,
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("24 words")
    }
}

impl RecoveryWords {
    pub fn random(chance: &dyn Chance) -> Self {
        let entropy = Zeroizing::new(random::<32>(chance));
        let mnemonic = Mnemonic::from_entropy(entropy.as_slice()).expect("32 bytes make 24 words");
        Self { mnemonic }
    }

    /// Reads 24 words in any case, with any white space between them.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let words =
            Zeroizing::new(text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
        let mnemonic = Mnemonic::parse_normalized(&words).map_err(|_| SealError::NotWords)?;
        if mnemonic.word_count() == 24 { Ok(Self { mnemonic }) } else { Err(SealError::NotWords) }
    }

    pub fn words(&self) -> Vec<&'static str> {
        self.mnemonic.words().collect()
    }

    fn derive(&self, label: &str) -> Zeroizing<[u8; 32]> {
        let entropy = Zeroizing::new(self.mnemonic.to_entropy());
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(b"sayso"), &entropy)
            .expand(label.as_bytes(), key.as_mut())
            .expect("32 bytes are less than HKDF's limit");
        key
    }

    /// The key that opens what is sealed to this safe.
    pub fn recovery_identity(&self, key: RecoveryKey) -> Identity {
        Identity::from_secret_bytes(&self.derive(match key {
            RecoveryKey::School => "sayso recovery school 1",
            RecoveryKey::Worry => "sayso recovery worry 1",
            RecoveryKey::Chair => "sayso recovery chair 1",
        }))
    }

    /// The key that signs keys file 1, and any other in need.
    pub fn root(&self) -> Root {
        Root { keys: DeviceKeys::from_secret_bytes(&self.derive("sayso root signing 1")) }
    }
}

/// The root signing key; its public half names the share.
#[derive(Debug)]
pub struct Root {
    pub keys: DeviceKeys,
}
