//! What came in: worries first, urgent ones on top, then the oldest; and what became of the
//! rest.

use std::collections::BTreeSet;

use super::{ActError, Desk};
use crate::domain::sign_off::Identity;
use crate::domain::{Audience, EntryId, EntryKind, EntryState, Helped, Moment, PupilId};

/// A line of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxLine {
    pub entry_id: EntryId,
    pub pupil_id: Option<PupilId>,
    pub kind: Option<EntryKind>,
    pub made_at: Moment,
    pub state: EntryState,
    pub urgent: bool,
    pub audience: Audience,
    /// Nothing is known of who helped once an entry was withdrawn.
    pub helped: Option<Helped>,
    pub identity_checked: bool,
}

/// Every entry this person may read, and a line for each that was withdrawn.
pub fn inbox(desk: &Desk) -> Result<Vec<InboxLine>, ActError> {
    let library = desk.library()?;
    let mut lines: Vec<InboxLine> = library
        .inbox()
        .into_iter()
        .map(|entry| {
            let record = &entry.record;
            InboxLine {
                entry_id: record.entry_id.clone(),
                pupil_id: record.pupil_id.clone(),
                kind: Some(record.kind),
                made_at: record.made_at,
                state: entry.state(),
                urgent: entry.is_urgent(),
                audience: record.sign_off.audience.clone(),
                helped: Some(record.sign_off.helped),
                identity_checked: record.sign_off.identity == Identity::Checked,
            }
        })
        .collect();
    for (at, receipt) in &library.receipts {
        if !library.is_withdrawn(&receipt.entry_id) {
            continue;
        }
        lines.push(InboxLine {
            entry_id: receipt.entry_id.clone(),
            pupil_id: receipt.pupil_id.clone(),
            kind: Some(receipt.kind),
            made_at: receipt.made_at.unwrap_or(*at),
            state: EntryState::Withdrawn,
            urgent: false,
            audience: Audience::default(),
            helped: None,
            identity_checked: false,
        });
    }
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.entry_id.clone()));
    Ok(lines)
}
