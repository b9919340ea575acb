//! An approved tablet in wrong hands: it signs with its own key whatever it likes.

use sayso::acts::add_entry::{self, Sealing};
use sayso::acts::{Desk, recipients, sync};
use sayso::domain::{EntryId, EntryKind, Redaction, School as Roll};
use sayso::platform::Batch;
use sayso::seal::{SealedBody, envelope};
use sayso::store::outbox::{self, Dispatch};
use sayso::wire::path::SegmentName;
use sayso::wire::record::{BodyAddress, BuriedBlob, BuriedBody, Record, Tombstone};
use sayso::wire::{Envelope, Hash, Leaf, Log, Segment};

use super::computer::Computer;
use super::dice::Dice;
use super::school::School;

/// A body of somebody else on the share, and what it could be addressed by.
struct Stolen {
    address: BodyAddress,
    leaf: Leaf,
    body: Vec<u8>,
}

fn stolen(school: &School, dice: &mut Dice) -> Option<Stolen> {
    let mut all = Vec::new();
    for (path, bytes) in school.share.files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(segment) = SegmentName::parse(&name).and_then(|_| Segment::decode(&bytes).ok())
        else {
            continue;
        };
        let header = &segment.header;
        for (number, (leaf, body)) in header.leaves.iter().zip(&segment.bodies).enumerate() {
            let Some(body) = body else { continue };
            let address = BodyAddress {
                device: header.device.clone(),
                log: header.log,
                seq: header.seq,
                leaf: u32::try_from(number).unwrap(),
            };
            all.push(Stolen { address, leaf: leaf.clone(), body: body.clone() });
        }
    }
    if all.is_empty() { None } else { Some(all.swap_remove(dice.below(all.len()))) }
}

/// Whose entry it may be: its own kind of guess, since it can open none.
fn some_entry(school: &School, dice: &mut Dice) -> Option<EntryId> {
    let desk = school.staff[0].desk();
    let ids = desk.library().ok()?.ids().unwrap();
    if ids.is_empty() { None } else { ids.get(dice.below(ids.len())).cloned() }
}

fn put(desk: &Desk, log: Log, body: SealedBody) {
    let mut batch = Batch::new();
    let dispatch = Dispatch { log, body, blobs: &[], entry_id: None, draft_ids: &[], beside: None };
    outbox::enqueue(&desk.home, &mut batch, &dispatch).unwrap();
    desk.home.ledger.commit(batch).unwrap();
}

/// Says what it may not, and sends it. Tells what it did.
pub fn act(computer: &Computer, school: &School, dice: &mut Dice) -> String {
    computer.restart();
    let weather = computer.line.in_better_weather();
    let desk = computer.desk();
    let told = say(&desk, school, dice);
    let synced = sync::sync(&desk);
    computer.line.back_to(weather);
    format!("the tablet in wrong hands {told}: {:?}", synced.map(|report| report.sent))
}

fn say(desk: &Desk, school: &School, dice: &mut Dice) -> &'static str {
    let log = if dice.chance(500) { Log::Daily } else { Log::Worry };
    let sealing = Sealing { log, worry: log == Log::Worry };
    let keys = desk.trust().unwrap().keys;
    let to = match log {
        Log::Daily => recipients::staff(&keys),
        Log::Worry => recipients::all_worry_readers(&keys),
    };
    let Some(entry_id) = some_entry(school, dice) else { return "finds nothing" };
    let enqueue = |record: Record| {
        let mut batch = Batch::new();
        add_entry::enqueue(desk, &mut batch, &sealing, &to, record).unwrap();
        desk.home.ledger.commit(batch).unwrap();
    };
    match dice.below(7) {
        0 => {
            enqueue(Record::TakeBack { entry_id });
            "takes back what another said"
        }
        1 => {
            let redaction = Redaction::default();
            enqueue(Record::Published {
                entry_id,
                redaction,
                decided_at: None,
                knew: None,
                is_meant: None,
            });
            "publishes"
        }
        2 => {
            enqueue(Record::Hold { entry_id });
            "holds"
        }
        3 => {
            enqueue(Record::School(Roll::default()));
            "tells of an empty school"
        }
        4 => {
            let Some(stolen) = stolen(school, dice) else { return "finds nothing" };
            put(desk, log, SealedBody { bytes: stolen.body, leaf: stolen.leaf });
            "sends what another sealed"
        }
        5 => {
            let Some(stolen) = stolen(school, dice) else { return "finds nothing" };
            let (device, log) = (stolen.address.device.clone(), stolen.address.log);
            let blobs = stolen.leaf.blobs.iter();
            let blobs = blobs
                .map(|blob| BuriedBlob { device: device.clone(), log, blob: blob.hash })
                .collect();
            let body = BuriedBody { at: stolen.address, body: Hash::of(&stolen.body) };
            let tombstone = Tombstone { entry_id, bodies: vec![body], blobs };
            let envelope = Envelope::new(
                desk.home.share_id().clone(),
                desk.home.device_id().clone(),
                desk.now(),
                Record::Tombstone(tombstone),
            );
            put(desk, log, envelope::plain(&envelope, &*desk.home.machine.chance).unwrap());
            "buries what another said"
        }
        _ => {
            let mut entry = school.entry(EntryKind::Symbols, 1_000_000 + dice.roll() % 1_000);
            entry.pupil_id = None;
            // It may say things as itself: that is what an approved tablet is for.
            let _ = add_entry::add(desk, entry);
            "says something of its own"
        }
    }
}
