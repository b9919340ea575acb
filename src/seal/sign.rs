//! Signed frames: making and believing them.

use ed25519_dalek::{Signer as _, VerifyingKey};

use super::{DeviceKeys, SealError};
use crate::wire::frame::{self, FrameKind, SignedFrame};
use crate::wire::{DeviceCard, Header, KeysFile, Segment, Signature};

/// Signs a file's CBOR with a device's key.
pub fn sign(kind: FrameKind, cbor: Vec<u8>, keys: &DeviceKeys) -> SignedFrame {
    let signature = keys.signing().sign(&frame::message(kind, &cbor));
    SignedFrame { cbor, signature: Signature(signature.to_bytes()) }
}

/// Whether the key signed it (RFC 8032, with the strict checks against weak keys).
pub fn verify(
    kind: FrameKind,
    signed: &SignedFrame,
    verifying_key: &[u8],
) -> Result<(), SealError> {
    let key: [u8; 32] = verifying_key.try_into().map_err(|_| SealError::NotAKey)?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| SealError::NotAKey)?;
    let signature = ed25519_dalek::Signature::from_bytes(&signed.signature.0);
    key.verify_strict(&frame::message(kind, &signed.cbor), &signature)
        .map_err(|_| SealError::BadSignature)
}

/// Signs a header and puts the bodies behind it.
pub fn segment(header: Header, bodies: Vec<Vec<u8>>, keys: &DeviceKeys) -> Segment {
    cut_segment(header, bodies.into_iter().map(Some).collect(), keys)
}

/// As `segment`, where some bodies were cut out already.
pub fn cut_segment(header: Header, bodies: Vec<Option<Vec<u8>>>, keys: &DeviceKeys) -> Segment {
    let frame = sign(frame::SEGMENT, header.encode(), keys);
    Segment { frame, header, bodies }
}

/// The bytes of a signed keys file.
pub fn keys_file(file: &KeysFile, keys: &DeviceKeys) -> Vec<u8> {
    sign(frame::KEYS, file.encode(), keys).encode(frame::KEYS)
}

/// The bytes of a signed device card.
pub fn device_card(card: &DeviceCard, keys: &DeviceKeys) -> Vec<u8> {
    sign(frame::DEVICE, card.encode(), keys).encode(frame::DEVICE)
}

/// Reads a card and believes it: its own key signed it, and its id is that key's hash.
pub fn believed_card(bytes: &[u8]) -> Result<DeviceCard, SealError> {
    let (signed, card) = DeviceCard::decode(bytes)?;
    verify(frame::DEVICE, &signed, &card.verifying_key)?;
    if super::keyring::device_id(&card.verifying_key) != card.device {
        return Err(SealError::BadSignature);
    }
    super::recipient(&card.recipient)?;
    Ok(card)
}
