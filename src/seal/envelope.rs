//! Records sealed to people: before anything is committed, and open to nobody else afterwards.

use std::io::{Read, Write};

use zeroize::Zeroizing;

use super::{Identity, Recipient, SealError, recipient};
use crate::domain::{DeviceId, ShareId};
use crate::platform::Chance;
use crate::platform::chance::random;
use crate::wire::body::{self, BODY_LIMIT_BYTES, Body, BodyKind, Padding};
use crate::wire::{Envelope, Hash, Leaf};

/// A body ready for a segment, with the leaf that will vouch for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBody {
    pub bytes: Vec<u8>,
    pub leaf: Leaf,
}

/// What was in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedBody {
    pub envelope: Envelope,
    pub commitment: Hash,
}

impl OpenedBody {
    /// Whether it was made for where it lay: a sealed body copied elsewhere is not.
    pub fn is_in_place(&self, share_id: &ShareId, device: &DeviceId, commitment: &Hash) -> bool {
        self.commitment == *commitment
            && &self.envelope.device == device
            && &self.envelope.share_id == share_id
    }
}

/// Seals an envelope to recipients ("age1…"). There must be one at least.
pub fn seal(
    envelope: &Envelope,
    recipients: &[Recipient],
    padding: Padding,
    chance: &dyn Chance,
) -> Result<SealedBody, SealError> {
    let cbor = Zeroizing::new(envelope.encode());
    let plaintext = Zeroizing::new(body::plaintext(&random(chance), &cbor, padding));
    let payload = seal_bytes(&plaintext, recipients)?;
    finish(BodyKind::Sealed, &payload, &plaintext)
}

/// Puts an envelope into a plain body. For tombstones, which hold ids and hashes
/// alone, and for keys that small notices are sealed to.
pub fn plain(envelope: &Envelope, chance: &dyn Chance) -> Result<SealedBody, SealError> {
    let plaintext = body::plaintext(&random(chance), &envelope.encode(), Padding::Usual);
    finish(BodyKind::Plain, &plaintext, &plaintext)
}

fn finish(kind: BodyKind, payload: &[u8], plaintext: &[u8]) -> Result<SealedBody, SealError> {
    let bytes = Body { kind, payload }.encode();
    if bytes.len() > BODY_LIMIT_BYTES {
        return Err(SealError::TooLarge);
    }
    let leaf =
        Leaf { body: Hash::of(&bytes), commitment: body::commitment(plaintext), blobs: Vec::new() };
    Ok(SealedBody { bytes, leaf })
}

/// Opens a body; `NotForUs` where it is sealed to others. The caller compares commitment, share
/// and device with the segment the body lay in.
pub fn open(bytes: &[u8], identities: &[Identity]) -> Result<OpenedBody, SealError> {
    read_plaintext(&open_plaintext(bytes, identities)?)
}

/// The plaintext of a body, to be granted again.
pub fn open_plaintext(
    bytes: &[u8],
    identities: &[Identity],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let body = Body::decode(bytes)?;
    match body.kind {
        BodyKind::Plain => Ok(Zeroizing::new(body.payload.to_vec())),
        BodyKind::Sealed => open_bytes(body.payload, identities, BODY_LIMIT_BYTES),
    }
}

/// What a plaintext says, and what it commits to.
pub fn read_plaintext(plaintext: &[u8]) -> Result<OpenedBody, SealError> {
    let envelope = Envelope::decode(body::cbor_of(plaintext)?)?;
    Ok(OpenedBody { envelope, commitment: body::commitment(plaintext) })
}

/// An age file around bytes.
pub fn seal_bytes(plaintext: &[u8], recipients: &[Recipient]) -> Result<Vec<u8>, SealError> {
    let recipients: Vec<_> =
        recipients.iter().map(|text| recipient(text)).collect::<Result<_, _>>()?;
    let encryptor = age::Encryptor::with_recipients(
        recipients.iter().map(|recipient| recipient as &dyn age::Recipient),
    )
    .map_err(|_| SealError::NotAKey)?;
    let mut sealed = Vec::with_capacity(plaintext.len() + 512);
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| SealError::TooLarge)?;
    writer.write_all(plaintext).map_err(|_| SealError::TooLarge)?;
    writer.finish().map_err(|_| SealError::TooLarge)?;
    Ok(sealed)
}

/// Opens an age file into memory that is wiped when dropped.
pub fn open_bytes(
    sealed: &[u8],
    identities: &[Identity],
    limit_bytes: usize,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(|_| SealError::Damaged)?;
    let keys = identities.iter().map(|identity| &identity.0 as &dyn age::Identity);
    let reader = decryptor.decrypt(keys).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => SealError::NotForUs,
        _ => SealError::Damaged,
    })?;
    let mut plaintext = Zeroizing::new(Vec::with_capacity(sealed.len().min(limit_bytes)));
    reader.take(limit_bytes as u64).read_to_end(&mut plaintext).map_err(|_| SealError::Damaged)?;
    Ok(plaintext)
}
