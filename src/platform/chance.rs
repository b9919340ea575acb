//! Random bytes: the system's, or a test's repeatable ones.

use std::fmt;
use std::sync::Mutex;

/// Where keys, salts and ids come from.
pub trait Chance: Send + Sync + fmt::Debug {
    fn fill(&self, bytes: &mut [u8]);
}

/// A fixed number of random bytes.
pub fn random<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    let mut bytes = [0; N];
    chance.fill(&mut bytes);
    bytes
}

/// The system's source of randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        // A system without randomness cannot make a key: there is no way on.
        getrandom::fill(bytes).expect("the system has a source of randomness");
    }
}

/// The same bytes for the same seed. For tests and simulations only.
pub struct SeededChance {
    stream: Mutex<blake3::OutputReader>,
}

impl SeededChance {
    pub fn new(seed: u64) -> Self {
        Self { stream: Mutex::new(stream(seed)) }
    }

    /// From now on it gives what a new one of this seed would.
    pub fn begin_again(&self, seed: u64) {
        *self.stream.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = stream(seed);
    }
}

fn stream(seed: u64) -> blake3::OutputReader {
    blake3::Hasher::new().update(&seed.to_be_bytes()).finalize_xof()
}

impl fmt::Debug for SeededChance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SeededChance")
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        self.stream.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill(bytes);
    }
}
