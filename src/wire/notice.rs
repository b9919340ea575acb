//! That a worry waits, as it travels; and whose word something was that is said again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::overdue::Chain;
use crate::domain::worry::RecoveryKey;
use crate::domain::{DeviceId, EntryId, Moment, NoteId};

/// Whose word it was first, where somebody says it again to a newcomer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    pub by: DeviceId,
    pub at: Moment,
}

/// That a worry waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub entry_id: EntryId,
    /// The concern that staff raised about it; nothing of a worry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern_id: Option<NoteId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// Who may open it; it names nobody whom it is kept from.
    pub readers: BTreeSet<DeviceId>,
    pub recovery: RecoveryKey,
    /// Whom to tell.
    pub chain: Chain,
}
