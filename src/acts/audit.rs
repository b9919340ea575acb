//! Who did what and when, by the signed logs: what every computer said it did, as far as this
//! person may read it.

use std::time::Duration;

use super::{ActError, Desk};
use crate::domain::{DeviceId, EntryId, Moment, NoteKind, PupilId};
use crate::store::library::Deed;
use crate::wire::Record;
use crate::wire::record::Outcome;

/// A clock that is further ahead than this is wrong: what it says is shown no later.
const CLOCK_AHEAD_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// One line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    pub at: Moment,
    /// Whoever did it had a clock that was far ahead: `at` is when it was read here.
    pub clock_was_ahead: bool,
    pub device_id: DeviceId,
    /// Whose computer it is, where that is known.
    pub who: Option<String>,
    /// A stable word: `entry`, `opened`, `published`, `withdrawn` …
    pub did: &'static str,
    pub entry_id: Option<EntryId>,
    pub pupil_id: Option<PupilId>,
    /// Why, where somebody said.
    pub reason: Option<String>,
}

/// Everything that was done, oldest first; of one entry or one pupil where that is asked.
pub fn audit(
    desk: &Desk,
    entry_id: Option<&EntryId>,
    pupil_id: Option<&PupilId>,
) -> Result<Vec<AuditLine>, ActError> {
    let library = desk.library()?;
    let school = desk.school()?;
    let who = |device: &DeviceId| {
        let person = school.people.iter().find(|person| &person.device_id == device);
        person.map(|person| person.name.clone())
    };
    let mut lines = Vec::new();
    for deed in library.deeds()? {
        let Some(did) = did(&deed.record) else { continue };
        let about = deed.record.entry_id().cloned();
        let pupil = pupil_of(&deed.record);
        let pupil = match (&pupil, &about) {
            (None, Some(about)) => library.entry(about)?.and_then(|entry| entry.record.pupil_id),
            _ => pupil,
        };
        let is_wanted = entry_id.is_none_or(|wanted| about.as_ref() == Some(wanted))
            && pupil_id.is_none_or(|wanted| pupil.as_ref() == Some(wanted));
        if !is_wanted {
            continue;
        }
        let (at, clock_was_ahead) = clamped(&deed);
        lines.push(AuditLine {
            at,
            clock_was_ahead,
            who: who(&deed.device),
            device_id: deed.device,
            did,
            entry_id: about,
            pupil_id: pupil,
            reason: match deed.record {
                Record::Receipt(receipt) => Some(receipt.reason),
                Record::SupplyOpened { class, name } => Some(format!("{name}, {class}")),
                _ => None,
            },
        });
    }
    lines.sort_by_key(|line| line.at);
    Ok(lines)
}

fn clamped(deed: &Deed) -> (Moment, bool) {
    let is_ahead = deed.at.since(deed.received_at) > CLOCK_AHEAD_LIMIT;
    (if is_ahead { deed.received_at } else { deed.at }, is_ahead)
}

/// What is done by a record; nothing where another one says it better.
fn did(record: &Record) -> Option<&'static str> {
    Some(match record {
        Record::Entry(_) => "entry",
        Record::TakeBack { .. } => "taken_back",
        Record::Grant { .. } => "granted",
        Record::Opened { .. } => "opened",
        Record::Published { redaction, .. } => match redaction.changes_something() {
            true => "published_redacted",
            false => "published",
        },
        Record::Meant { is_meant: true, .. } => "meant",
        Record::Meant { is_meant: false, .. } => "not_meant",
        Record::MeantQuote { is_meant: true, .. } => "meant",
        Record::MeantQuote { is_meant: false, .. } => "not_meant",
        Record::Note { note, .. } => match note.kind {
            NoteKind::Note => "noted",
            NoteKind::Quote => "quoted",
        },
        Record::Struck { .. } => "note_struck",
        Record::Tagged { .. } => "tagged",
        Record::Reply { .. } => "replied",
        Record::Hold { .. } => "held",
        Record::SupplyOpened { .. } => "supply_opened",
        Record::School(_) => "school_changed",
        Record::Own(_) => "own_changed",
        Record::Receipt(receipt) => match receipt.outcome {
            Outcome::Withdrawn => "withdrawn",
            Outcome::RefusedByHold => "refused_by_hold",
            Outcome::Erased => "erased",
            Outcome::Expired => "expired",
        },
        // A reply says so; a receipt says so; that it was published says so.
        Record::Answer { .. }
        | Record::Asked { .. }
        | Record::AskedQuote { .. }
        | Record::Tombstone(_)
        | Record::Classes(_)
        | Record::Likes(_) => return None,
    })
}

fn pupil_of(record: &Record) -> Option<PupilId> {
    match record {
        Record::Entry(entry) => entry.pupil_id.clone(),
        Record::Receipt(receipt) => receipt.pupil_id.clone(),
        _ => None,
    }
}
