//! "Told me": a member of staff writes down in a few seconds what a pupil said to them, or what
//! they saw. It is the adult's writing and says so everywhere; the pupil says later, on a tablet,
//! whether it is right.

use super::add_entry::{self, NewEntry, Sealing, enqueue};
use super::{ActError, Desk, recipients, sync};
use crate::domain::sign_off::{Helped, Identity, Others, SignOff};
use crate::domain::{Audience, EntryId, EntryKind, NoteId, PupilId, Said};
use crate::platform::Batch;
use crate::wire::Record;

/// Whose words are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heard {
    /// The pupil's, to an adult.
    #[default]
    Said,
    /// The adult's own, about what they saw.
    Seen,
}

/// What is written down.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    pub pupil_id: &'a PupilId,
    pub heard: Heard,
    pub text: &'a str,
    /// Whether tablets ask the pupil if it is right.
    pub asks_pupil: bool,
}

/// Keeps and sends it. Only SENCo and safeguarding see it until the pupil has agreed to more.
pub fn write_down(desk: &Desk, told: &Told<'_>) -> Result<EntryId, ActError> {
    let by = desk.home.settings.name.clone();
    let kind = match told.heard {
        Heard::Said => EntryKind::Symbols,
        Heard::Seen => EntryKind::Observation,
    };
    let text = told.text.trim();
    let said = Said { text: (!text.is_empty()).then(|| text.to_owned()), ..Said::default() };
    let sign_off = SignOff {
        at: desk.now(),
        audience: Audience::default(),
        helped: Helped::Proxy,
        identity: Identity::Unchecked,
        others: Others::Nobody,
        witness: Some(by.clone()),
        worry: None,
    };
    let pupil_id = Some(told.pupil_id.clone());
    let new = NewEntry { kind, pupil_id, said, blobs: Vec::new(), sign_off, draft_ids: Vec::new() };
    let added = add_entry::add(desk, new)?;
    if told.asks_pupil {
        ask(desk, &added.entry_id, told, by)?;
    }
    sync::send_now(desk)?;
    Ok(added.entry_id)
}

/// Any tablet may ask: the pupil may come to any.
fn ask(desk: &Desk, entry_id: &EntryId, told: &Told<'_>, by: String) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let mut to = recipients::staff(&keys);
    to.extend(recipients::tablets(&keys));
    let asked = Record::AskedQuote {
        entry_id: entry_id.clone(),
        pupil_id: told.pupil_id.clone(),
        note_id: NoteId::of_entry(entry_id),
        by,
        text: told.text.trim().to_owned(),
        is_observation: told.heard == Heard::Seen,
        is_meant: None,
    };
    let mut batch = Batch::new();
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Observation), &to, asked)?;
    Ok(desk.home.ledger.commit(batch)?)
}
