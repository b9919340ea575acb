//! What became of an entry in adults' hands: who opened it, who was told that it waits, whom it
//! worries, what was done.

use serde::{Deserialize, Serialize};

use super::overdue::Why;
use super::{DeviceId, Moment};

/// Somebody opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub by: DeviceId,
    pub at: Moment,
}

/// How somebody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// On the screen of their own computer.
    Screen,
    Mail,
}

impl How {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Mail => "mail",
        }
    }
}

/// Somebody was told that it waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    pub whom: DeviceId,
    pub why: Why,
    pub how: How,
    /// The computer that told it.
    pub by: DeviceId,
    pub at: Moment,
}

/// What was done about it, and where that is kept: the school's own records stay the record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub what: String,
    pub recorded_in: Option<String>,
    pub reference: Option<String>,
    pub by: DeviceId,
    pub at: Moment,
}

/// Somebody who heard it says "This worries me".
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// Whoever says it, by name.
    pub name: String,
    pub why: String,
    pub by: DeviceId,
    pub at: Moment,
}

/// By the computer alone: a log must hold no word about a pupil.
impl std::fmt::Debug for Handover {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "handed over by {} at {}", self.by, self.at)
    }
}

impl std::fmt::Debug for Concern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a concern by {} at {}", self.by, self.at)
    }
}
