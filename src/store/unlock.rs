//! A person's identity, behind their passphrase, with a delay that grows with every wrong one.

use std::time::Duration;

use super::{Home, StoreError};
use crate::platform::{FsErrorKind, fs};
use crate::seal::passphrase::{self, IDENTITY_LIMIT_BYTES};
use crate::seal::{Identity, SealError};

const WRONG_TRIES: &str = "wrong-passphrases";
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// Waits after so many wrong tries: nothing, then 1, 2, 4 … 60 seconds.
pub fn delay_after(wrong_tries: u32) -> Duration {
    match wrong_tries {
        0 => Duration::ZERO,
        tries => Duration::from_secs(1 << (tries - 1).min(6)).min(LONGEST_DELAY),
    }
}

/// An identity that takes the place of the one before once the share knows it.
const NEXT: &str = "identity.age.next";
const CURRENT: &str = "identity.age";

/// Opens the person's identities: the current one and, where a recovery was cut off, the next.
/// The wrong try is counted before the passphrase is looked at, so that ending the program wins
/// nothing.
pub fn unlock(home: &Home, passphrase: &str) -> Result<Vec<Identity>, StoreError> {
    let tries = home.fact(WRONG_TRIES)?;
    let tries = tries.and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    home.machine.clock.wait(delay_after(tries));
    home.put_fact(WRONG_TRIES, &tries.saturating_add(1).to_be_bytes())?;
    let mut identities = Vec::new();
    let mut trouble = None;
    for name in [CURRENT, NEXT] {
        let file = match home.fs().read(&home.folder.join(name), IDENTITY_LIMIT_BYTES) {
            Ok(file) => file,
            Err(error) if error.kind == FsErrorKind::NotFound && name == NEXT => continue,
            Err(error) if error.kind == FsErrorKind::NotFound => return Err(StoreError::KeyLost),
            Err(error) => return Err(error.into()),
        };
        match passphrase::unwrap(&file, passphrase) {
            Ok(identity) => identities.push(identity),
            Err(error) => {
                trouble.get_or_insert(error);
            }
        }
    }
    match (identities.is_empty(), trouble) {
        (true, Some(SealError::WrongPassphrase)) => Err(SealError::WrongPassphrase.into()),
        // A damaged file is no guess.
        (true, trouble) => {
            home.put_fact(WRONG_TRIES, &tries.to_be_bytes())?;
            Err(trouble.unwrap_or(SealError::NotAKey).into())
        }
        (false, _) => {
            home.put_fact(WRONG_TRIES, &0_u32.to_be_bytes())?;
            Ok(identities)
        }
    }
}

/// Keeps an identity that is about to be made known: from now on its passphrase opens it too.
pub fn keep_next(home: &Home, wrapped: &[u8]) -> Result<(), StoreError> {
    Ok(fs::replace_private(home.fs(), &home.folder.join(NEXT), wrapped)?)
}

/// Puts the next identity in place of the one before, now that the share knows it.
pub fn take_next(home: &Home) -> Result<(), StoreError> {
    home.fs().rename_over(&home.folder.join(NEXT), &home.folder.join(CURRENT))?;
    home.fs().sync_folder(&home.folder)?;
    home.put_fact(WRONG_TRIES, &0_u32.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_and_ends_at_a_minute() {
        let seconds: Vec<u64> = (0..9).map(|tries| delay_after(tries).as_secs()).collect();
        assert_eq!(seconds, [0, 1, 2, 4, 8, 16, 32, 60, 60]);
    }
}
