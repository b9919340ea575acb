//! A person's identity, behind their passphrase, with a delay that grows with every wrong one.

use std::time::Duration;

use super::{Home, StoreError};
use crate::platform::fs;
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

/// Opens the person's identity. The wrong try is counted before the passphrase is looked at, so
/// that ending the program wins nothing.
pub fn unlock(home: &Home, passphrase: &str) -> Result<Identity, StoreError> {
    let tries = home.fact(WRONG_TRIES)?;
    let tries = tries
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u32::from_be_bytes);
    home.machine.clock.wait(delay_after(tries));
    let file = home
        .fs()
        .read(&home.folder.join("identity.age"), IDENTITY_LIMIT_BYTES)?;
    home.put_fact(WRONG_TRIES, &tries.saturating_add(1).to_be_bytes())?;
    match passphrase::unwrap(&file, passphrase) {
        Ok(identity) => {
            home.put_fact(WRONG_TRIES, &0_u32.to_be_bytes())?;
            Ok(identity)
        }
        // A damaged file is no guess.
        Err(error @ SealError::WrongPassphrase) => Err(error.into()),
        Err(error) => {
            home.put_fact(WRONG_TRIES, &tries.to_be_bytes())?;
            Err(error.into())
        }
    }
}

/// Puts an identity under a passphrase in place of the one before.
pub fn replace_identity(home: &Home, wrapped: &[u8]) -> Result<(), StoreError> {
    fs::replace_private(home.fs(), &home.folder.join("identity.age"), wrapped)?;
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
