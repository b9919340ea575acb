//! What opens one class's tips for one day to a teacher who is here for that day alone.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Moment;

/// A supply teacher's name is no longer than this.
pub const SUPPLY_NAME_LETTERS: usize = 60;

/// A PIN for one class and one day, as every tablet knows it: only whether a try is the one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplyPin {
    pub class: String,
    pub from: Moment,
    /// From then on it opens nothing, and what it opened closes.
    pub until: Moment,
    /// Salt and scrypt hash, as `seal::pin` keeps a secret.
    #[serde(with = "serde_bytes")]
    pub kept: Vec<u8>,
}

impl SupplyPin {
    pub fn opens_at(&self, at: Moment) -> bool {
        self.from <= at && at < self.until
    }
}

/// What is kept of the PIN is for nobody's log.
impl fmt::Debug for SupplyPin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} until {}", self.class, self.until)
    }
}

/// A supply teacher at a tablet: which class is open to them, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyVisit {
    pub class: String,
    pub until: Moment,
}
