//! The keys of one device: ed25519 to sign what it writes, X25519 to open what is sealed to it.

use std::fmt;

use age::secrecy::ExposeSecret;
use bech32::{Bech32, Hrp};
use ed25519_dalek::SigningKey;
use zeroize::{Zeroize, Zeroizing};

use super::SealError;
use crate::domain::DeviceId;
use crate::platform::Chance;
use crate::platform::chance::random;
use crate::wire::Hash;

/// Opens what is sealed to it. Never shown by `Debug`.
#[derive(Clone)]
pub struct Identity(pub(super) age::x25519::Identity);

/// What things are sealed to, in text form ("age1…").
pub type Recipient = String;

impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "identity of {}", self.0.to_public())
    }
}

impl Identity {
    /// An identity from 32 secret bytes, in the text form that age itself reads.
    pub fn from_secret_bytes(secret: &[u8; 32]) -> Self {
        let prefix = Hrp::parse("age-secret-key-").expect("the prefix is valid");
        let mut text = bech32::encode_upper::<Bech32>(prefix, secret)
            .expect("32 bytes are no longer than bech32 allows");
        let identity = text.parse().expect("an identity in age's own form");
        text.zeroize();
        Self(identity)
    }

    pub fn random(chance: &dyn Chance) -> Self {
        let secret = Zeroizing::new(random::<32>(chance));
        Self::from_secret_bytes(&secret)
    }

    /// Reads "AGE-SECRET-KEY-1…".
    pub fn parse(text: &str) -> Result<Self, SealError> {
        text.trim().parse().map(Self).map_err(|_| SealError::NotAKey)
    }

    pub fn to_secret_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    pub fn recipient(&self) -> Recipient {
        self.0.to_public().to_string()
    }
}

/// Reads a recipient, so that a wrong one is noticed before anything is sealed to it.
pub fn recipient(text: &str) -> Result<age::x25519::Recipient, SealError> {
    text.parse().map_err(|_| SealError::NotAKey)
}

/// The id of the device that signs with this key: the first 100 bits of its BLAKE3.
pub fn device_id(verifying_key: &[u8]) -> DeviceId {
    let hash = Hash::of(verifying_key);
    let mut bytes = [0; DeviceId::SOURCE_BYTES];
    bytes.copy_from_slice(&hash.0[..DeviceId::SOURCE_BYTES]);
    DeviceId::from_bytes(&bytes)
}

/// A device's signing key.
#[derive(Clone)]
pub struct DeviceKeys {
    signing: SigningKey,
}

impl fmt::Debug for DeviceKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "keys of {}", self.device_id())
    }
}

impl DeviceKeys {
    pub fn from_secret_bytes(secret: &[u8; 32]) -> Self {
        Self { signing: SigningKey::from_bytes(secret) }
    }

    pub fn random(chance: &dyn Chance) -> Self {
        let secret = Zeroizing::new(random::<32>(chance));
        Self::from_secret_bytes(&secret)
    }

    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.signing.to_bytes())
    }

    pub fn verifying_key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    pub fn device_id(&self) -> DeviceId {
        device_id(&self.verifying_key())
    }

    pub(super) fn signing(&self) -> &SigningKey {
        &self.signing
    }
}
