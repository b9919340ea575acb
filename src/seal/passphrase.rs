//! A person's identity at rest: an age file under a passphrase (scrypt).

use age::secrecy::SecretString;
use std::io::{Read, Write};
use zeroize::Zeroizing;

use super::{Identity, SealError};

/// log2 of scrypt's cost when writing.
pub const WORK_FACTOR: u8 = 18;
/// The most that reading accepts, so that a planted file cannot stop a computer.
const WORK_FACTOR_LIMIT: u8 = 20;
/// The largest identity file.
pub const IDENTITY_LIMIT_BYTES: u64 = 8 * 1024;

/// Wraps an identity. `work_factor` is `WORK_FACTOR` but in tests.
pub fn wrap(identity: &Identity, passphrase: &str, work_factor: u8) -> Result<Vec<u8>, SealError> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(work_factor);
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            .map_err(|_| SealError::NotAKey)?;
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).map_err(|_| SealError::TooLarge)?;
    writer.write_all(identity.to_secret_text().as_bytes()).map_err(|_| SealError::TooLarge)?;
    writer.finish().map_err(|_| SealError::TooLarge)?;
    Ok(file)
}

/// Unwraps an identity.
pub fn unwrap(file: &[u8], passphrase: &str) -> Result<Identity, SealError> {
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| SealError::Damaged)?;
    let mut key = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    key.set_max_work_factor(WORK_FACTOR_LIMIT);
    let reader = decryptor.decrypt(std::iter::once(&key as &dyn age::Identity)).map_err(
        |error| match error {
            age::DecryptError::KeyDecryptionFailed
            | age::DecryptError::DecryptionFailed
            | age::DecryptError::NoMatchingKeys => SealError::WrongPassphrase,
            _ => SealError::Damaged,
        },
    )?;
    let mut text = Zeroizing::new(String::new());
    reader.take(IDENTITY_LIMIT_BYTES).read_to_string(&mut text).map_err(|_| SealError::Damaged)?;
    Identity::parse(&text)
}
