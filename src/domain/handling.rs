//! What became of an entry in adults' hands: who opened it, who was told that it waits, whom it
//! worries, what was done.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::overdue::Why;
use super::{DeviceId, Moment, NoteId};

/// Somebody opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub by: DeviceId,
    pub at: Moment,
    /// The concerns that they knew of.
    #[serde(default)]
    pub concerns: BTreeSet<NoteId>,
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
    /// The concern that it was about, where it was about one.
    #[serde(default)]
    pub concern_id: Option<NoteId>,
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
    /// The concerns that they knew of.
    #[serde(default)]
    pub concerns: BTreeSet<NoteId>,
    pub by: DeviceId,
    pub at: Moment,
}

/// Somebody who heard it says "This worries me".
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// Nothing where an earlier version wrote it down.
    #[serde(default)]
    pub concern_id: Option<NoteId>,
    /// Whoever says it, by name.
    pub name: String,
    pub why: String,
    pub by: DeviceId,
    pub at: Moment,
}

impl Concern {
    /// Among others, once: whoever says it again to a newcomer says the same.
    pub fn put_into(self, all: &mut Vec<Concern>) {
        let is_same = |known: &&mut Concern| match &self.concern_id {
            Some(concern) => known.concern_id.as_ref() == Some(concern),
            None => **known == self,
        };
        match all.iter_mut().find(is_same) {
            Some(known) => known.at = known.at.min(self.at),
            None => all.push(self),
        }
    }

    /// Whether somebody who opened it, or did something about it, knew of this. One without an id
    /// goes by the clocks.
    pub fn is_known_by(&self, concerns: &BTreeSet<NoteId>, at: Moment) -> bool {
        self.concern_id.as_ref().map_or(at >= self.at, |concern| concerns.contains(concern))
    }
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
