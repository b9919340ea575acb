//! Short secrets that open a shelf or the way out of the kiosk: a staff PIN, three pictures.
//! Guessing by hand is slowed down in `store::pins`; against somebody who has the disk they
//! protect little, and nothing that was sent lies behind them.

use crate::platform::Chance;
use crate::platform::chance::random;

const SALT_BYTES: usize = 16;

/// A secret that can be compared and not read: 16 bytes of salt and 32 of scrypt(2^14, 8, 1).
pub fn keep(secret: &[u8], chance: &dyn Chance) -> Vec<u8> {
    let salt: [u8; SALT_BYTES] = random(chance);
    let mut kept = salt.to_vec();
    kept.extend(derive(secret, &salt));
    kept
}

/// Whether a secret is the one that was kept.
pub fn is_it(secret: &[u8], kept: &[u8]) -> bool {
    let Some((salt, hash)) = kept.split_at_checked(SALT_BYTES) else {
        return false;
    };
    // In constant time, as blake3 compares.
    blake3::hash(&derive(secret, salt)) == blake3::hash(hash)
}

fn derive(secret: &[u8], salt: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    let cost = scrypt::Params::new(14, 8, 1, 32).expect("the parameters are within scrypt's");
    scrypt::scrypt(secret, salt, &cost, &mut hash).expect("32 bytes are a length scrypt gives");
    hash
}
