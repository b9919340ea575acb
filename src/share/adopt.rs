//! What stands in our own log and is not known here: this home was put back from a backup, or
//! there is a copy of it. All of it is signed by our own key, so it is ours: it is taken over, and
//! what waits here goes behind it. Nothing that either of the two said is lost.

use std::collections::BTreeSet;

use super::own_log::{self, OwnSegment, Progress};
use super::trust::Trust;
use super::{Share, ShareError, pull, read};
use crate::platform::{Batch, Table};
use crate::store::alarms::{self, AlarmKind};
use crate::store::outbox::{self, Waiting};
use crate::store::{Home, received};
use crate::wire::{Log, Member, Segment, SharePath};

/// Takes over every segment of our own logs that is not known here.
pub fn adopt(home: &Home, share: &dyn Share, trust: &Trust) -> Result<(), ShareError> {
    let member = trust.own_member(home.device_id())?;
    for log in Log::BOTH {
        match adopt_log(home, share, trust, member, log) {
            Err(error) if pull::is_closed_to(member, log, &error) => {}
            adopted => adopted?,
        }
    }
    Ok(())
}

fn adopt_log(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    member: &Member,
    log: Log,
) -> Result<(), ShareError> {
    let known: BTreeSet<u64> = own_log::own_numbers(home, log)?.into_iter().collect();
    // All that is not known lies from the first free number on.
    let first = (1..).find(|seq| !known.contains(seq)).unwrap_or(1);
    for seq in read::numbers_from(share, home.device_id(), log, first)? {
        if known.contains(&seq) {
            continue;
        }
        // Junk under a free number is stepped over once we come to it.
        let there = read::read(share, member, log, seq)?;
        if let Some(segment) = there.segment() {
            take(home, trust, segment)?;
        }
    }
    Ok(())
}

/// Takes over one segment that our key has signed, in the place of nothing.
pub(super) fn take(home: &Home, trust: &Trust, segment: &Segment) -> Result<(), ShareError> {
    let header = &segment.header;
    let (log, seq) = (header.log, header.seq);
    tracing::warn!(seq, "a segment of our own log was not known here");
    let mut batch = Batch::new();
    let place = SharePath::log_folder(log, home.device_id());
    alarms::raise(home, &mut batch, AlarmKind::Cloned, place.as_str());
    if !home.is_tablet() {
        // Staff read their own decisions like everybody else's.
        let member = trust.own_member(home.device_id())?;
        pull::take(home, trust, member, segment, &mut batch, &mut 0)?;
    }
    let own = OwnSegment {
        bytes: segment.encode(),
        header_hash: segment.header_hash(),
        progress: Progress::Pushed,
        since: home.machine.clock.now(),
        entries: Vec::new(),
    };
    own_log::put(&mut batch, log, seq, &own);
    // What waits here and was sent already need not be sent again.
    for (row, waiting) in outbox::waiting(home)? {
        if header.leaves.iter().any(|leaf| leaf.body == waiting.leaf.body) {
            batch.delete(Table::Outbox, row);
        }
    }
    let before = own_log::own_segment_at(home, log, seq - 1)?;
    if before.is_some_and(|before| before.header_hash != header.prev) {
        say_again(home, &mut batch, segment)?;
    }
    Ok(home.ledger.commit(batch)?)
}

/// The other one did not know what this home had sent when it wrote this segment, and nor may
/// whoever follows its branch: all that is still here of what came before is sent once more.
fn say_again(home: &Home, batch: &mut Batch, segment: &Segment) -> Result<(), ShareError> {
    let (log, seq) = (segment.header.log, segment.header.seq);
    for (before, own) in own_log::own_segments(home, log)? {
        if before >= seq {
            break;
        }
        let own = Segment::decode(&own.bytes)?;
        for (leaf, body) in own.header.leaves.iter().zip(&own.bodies) {
            let Some(body) = body else { continue };
            if received::is_buried(home, &leaf.body)? {
                continue;
            }
            let since = home.machine.clock.now();
            let (body, leaf) = (body.clone(), leaf.clone());
            outbox::put(home, batch, &Waiting { log, body, leaf, since, entry_id: None })?;
        }
    }
    Ok(())
}
