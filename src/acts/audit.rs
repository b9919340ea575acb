//! Who did what and when, by the signed logs: what every computer said it did, as far as this
//! person may read it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{ActError, Desk};
use crate::domain::{DeviceId, EntryId, Moment, NoteKind, PupilId};
use crate::store::library::Deed;
use crate::wire::record::{Again, Outcome};
use crate::wire::{Log, Record};

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
    /// Why, where somebody said; of a handover what was done.
    pub reason: Option<String>,
    /// Who was told, by name where that is known.
    pub whom: Option<String>,
    /// Where else it is recorded, and under which reference.
    pub recorded_in: Option<String>,
    pub reference: Option<String>,
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
    // Of what is gone, its readers have a receipt with its day.
    let receipts = library.receipts()?.into_iter().filter(|(_, one)| one.made_at.is_some());
    let known: BTreeSet<EntryId> = receipts.map(|(_, receipt)| receipt.entry_id).collect();
    let mut lines: Vec<AuditLine> = Vec::new();
    for deed in library.deeds()? {
        let Some(did) = did(&deed.record) else { continue };
        let about = deed.record.entry_id().cloned();
        // That a worry was taken back which this person was to hear nothing of: a tablet tells all
        // who keep safe.
        if let (Record::TakeBack { entry_id }, Log::Worry) = (&deed.record, deed.log)
            && !known.contains(entry_id)
            && library.entry(entry_id)?.is_none()
        {
            continue;
        }
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
        let device_id = first_by(&deed.record).unwrap_or(deed.device);
        let mut line = AuditLine {
            at,
            clock_was_ahead,
            who: who(&device_id),
            device_id,
            did,
            entry_id: about,
            pupil_id: pupil,
            reason: None,
            whom: None,
            recorded_in: None,
            reference: None,
        };
        match deed.record {
            Record::Receipt(receipt) => line.reason = Some(receipt.reason),
            Record::SupplyOpened { class, name } => {
                line.reason = Some(format!("{name}, {class}"));
            }
            Record::Concern { why, .. } => line.reason = Some(why),
            Record::Done { what, recorded_in, reference, .. } => {
                line.reason = (!what.is_empty()).then_some(what);
                (line.recorded_in, line.reference) = (recorded_in, reference);
            }
            Record::Notified { whom, why, how, .. } => {
                line.reason = Some(format!("{} {}", how.as_str(), why.as_str()));
                line.whom = Some(who(&whom).unwrap_or_else(|| whom.to_string()));
            }
            _ => {}
        }
        // What is said again for a newcomer was done once.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.at);
    Ok(lines)
}

/// The word that is said again, where it is.
fn again(record: &Record) -> Option<&Again> {
    match record {
        Record::Opened { again, .. }
        | Record::Notified { again, .. }
        | Record::Done { again, .. }
        | Record::Concern { again, .. } => again.as_ref(),
        _ => None,
    }
}

fn first_by(record: &Record) -> Option<DeviceId> {
    again(record).map(|again| again.by.clone())
}

fn clamped(deed: &Deed) -> (Moment, bool) {
    let at = again(&deed.record).map_or(deed.at, |again| again.at);
    let is_ahead = at.since(deed.received_at) > CLOCK_AHEAD_LIMIT;
    (if is_ahead { deed.received_at } else { at }, is_ahead)
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
        Record::MeantDocument(meant) => match meant.said.is_meant {
            true => "document_meant",
            false => "document_not_meant",
        },
        Record::Note { note, .. } => match note.kind {
            NoteKind::Note => "noted",
            NoteKind::Quote => "quoted",
        },
        Record::Struck { .. } => "note_struck",
        Record::Tagged { .. } => "tagged",
        Record::Reply { .. } => "replied",
        Record::Hold { .. } => "held",
        Record::SupplyOpened { .. } => "supply_opened",
        Record::Notified { .. } => "told",
        Record::Done { .. } => "handed_over",
        Record::Concern { .. } => "concern",
        Record::School(_) => "school_changed",
        Record::Own(_) => "own_changed",
        Record::Receipt(receipt) => match receipt.outcome {
            Outcome::Withdrawn => "withdrawn",
            Outcome::RefusedByHold => "refused_by_hold",
            Outcome::Erased => "erased",
            Outcome::Expired => "expired",
        },
        // A reply says so; a receipt says so; that it was published says so; what was asked goes when
        // it is answered, which says so.
        Record::Answer { .. }
        | Record::Asked { .. }
        | Record::AskedQuote { .. }
        | Record::AskedDocument(_)
        | Record::Tombstone(_)
        | Record::Watch { .. }
        | Record::Notice(_)
        | Record::Classes(_)
        | Record::Likes(_) => return None,
    })
}

fn pupil_of(record: &Record) -> Option<PupilId> {
    match record {
        Record::Entry(entry) => entry.pupil_id.clone(),
        Record::Receipt(receipt) => receipt.pupil_id.clone(),
        Record::MeantDocument(meant) => Some(meant.pupil_id.clone()),
        _ => None,
    }
}
