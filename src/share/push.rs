//! From the outbox to the share: what has no medium first, then one medium after the other, each
//! followed by the segment that names it, which is the commit point. A segment's exact bytes are
//! fixed here before it goes. What was put is read back before anybody is told that it is there.

use std::collections::BTreeSet;

use super::own_log::{self, OwnSegment, Progress};
use super::trust::Trust;
use super::{PutNew, Share, ShareError, ShareState, adopt, pull, read};
use crate::platform::work::Step;
use crate::platform::{Batch, Table};
use crate::store::alarms::{self, AlarmKind};
use crate::store::outbox::{self, BlobRow};
use crate::store::{Home, received};
use crate::wire::segment::SEGMENT_LIMIT_BYTES;
use crate::wire::{Hash, Log, Member, Segment, SharePath, to_cbor};

/// How many taken names are stepped over before the share is called hostile.
const SQUATTED_LIMIT: u32 = 64;

/// What was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pushed {
    pub records: u64,
    pub bytes: u64,
}

impl Pushed {
    fn add(&mut self, more: Self) {
        self.records += more.records;
        self.bytes += more.bytes;
    }
}

/// Sends what waits in both logs: worries first, and in all of it what is small before the next
/// large medium, whatever was said meanwhile. One log that is in trouble does not stop the other;
/// the first trouble is given back beside what was sent.
pub fn send(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    in_doubt: InDoubt,
) -> (Pushed, Result<(), ShareError>) {
    let (mut pushed, mut trouble) = send_small(home, share, trust, in_doubt);
    let sending = Sending { home, share, trust, in_doubt };
    for log in Log::BOTH {
        let sent = sending.large(&mut pushed, log);
        trouble = trouble.and(sent);
    }
    (pushed, trouble)
}

/// As `send`, without any medium: what others said is not heard later for one.
pub fn send_small(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    in_doubt: InDoubt,
) -> (Pushed, Result<(), ShareError>) {
    let sending = Sending { home, share, trust, in_doubt };
    let mut pushed = Pushed::default();
    let sent = sending.small(&mut pushed, &BTreeSet::new());
    (pushed, sent)
}

/// Whether all that waits has a large medium to send first, which no tombstone has.
pub fn has_sent_small(home: &Home) -> Result<bool, ShareError> {
    for log in Log::BOTH {
        for seq in own_log::to_be_sent(home, log)? {
            if unsent_of(home, log, seq)?.is_empty() {
                return Ok(false);
            }
        }
    }
    for (_, record) in outbox::waiting(home)? {
        if outbox::unsent(home, &record.leaf.blobs)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Media of one of our segments that are not on the share: lost there and put again, as a rule.
fn unsent_of(home: &Home, log: Log, seq: u64) -> Result<BTreeSet<Hash>, ShareError> {
    let Some(own) = own_log::own_segment_at(home, log, seq)? else { return Ok(BTreeSet::new()) };
    let segment = Segment::decode(&own.bytes)?;
    Ok(outbox::unsent(home, segment.header.leaves.iter().flat_map(|leaf| &leaf.blobs))?)
}

struct Sending<'a> {
    home: &'a Home,
    share: &'a dyn Share,
    trust: &'a Trust,
    in_doubt: InDoubt,
}

impl Sending<'_> {
    /// What has no medium to send, of both logs, but for media that were given up.
    fn small(&self, pushed: &mut Pushed, given_up: &BTreeSet<Hash>) -> Result<(), ShareError> {
        let mut trouble = Ok(());
        for log in Log::BOTH {
            let sent = own_log::fix(self.home, self.trust, log, given_up)
                .and_then(|()| self.segments(pushed, log, given_up));
            trouble = trouble.and(sent);
        }
        trouble
    }

    /// Puts every fixed segment of a log on the share whose media are there.
    fn segments(
        &self,
        pushed: &mut Pushed,
        log: Log,
        given_up: &BTreeSet<Hash>,
    ) -> Result<(), ShareError> {
        // Looked up anew each time: a taken name moves all segments behind it.
        while let Some((segment, decoded)) = self.next_segment(log, given_up)? {
            let records = decoded.header.leaves.len() as u64;
            let (home, share, trust) = (self.home, self.share, self.trust);
            let sent = push_segment(home, share, trust, segment, decoded, self.in_doubt)?;
            let Some(bytes) = sent else { break };
            tracing::info!(records, "segment pushed");
            pushed.add(Pushed { records, bytes });
        }
        Ok(())
    }

    fn next_segment(
        &self,
        log: Log,
        given_up: &BTreeSet<Hash>,
    ) -> Result<Option<(OwnSegment, Segment)>, ShareError> {
        for seq in own_log::to_be_sent(self.home, log)? {
            if unsent_of(self.home, log, seq)?.is_subset(given_up)
                && let Some(segment) = own_log::own_segment_at(self.home, log, seq)?
            {
                let decoded = Segment::decode(&segment.bytes)?;
                return Ok(Some((segment, decoded)));
            }
        }
        Ok(None)
    }

    /// Media that wait, together with what waits for the same: of segments that the share lost,
    /// then of records.
    fn media(&self, log: Log) -> Result<Vec<BTreeSet<Hash>>, ShareError> {
        let mut media = Vec::new();
        for seq in own_log::to_be_sent(self.home, log)? {
            media.push(unsent_of(self.home, log, seq)?);
        }
        for (_, record) in outbox::waiting(self.home)? {
            if record.log == log {
                media.push(outbox::unsent(self.home, &record.leaf.blobs)?);
            }
        }
        media.retain(|media| !media.is_empty());
        Ok(media)
    }

    /// Media of a log one after the other, each with what it belongs to, and with all that is
    /// small and was said since. One that is in trouble keeps nothing else, unless it is the whole
    /// share that is.
    fn large(&self, pushed: &mut Pushed, log: Log) -> Result<(), ShareError> {
        let mut tried: BTreeSet<Hash> = BTreeSet::new();
        let mut given_up = BTreeSet::new();
        let mut trouble = Ok(());
        let mut is_first = true;
        loop {
            let mut waiting = self.media(log)?;
            waiting.retain(|media| !media.is_subset(&tried));
            if std::mem::take(&mut is_first) && !waiting.is_empty() {
                self.home.work.step(Step::Sending, waiting.len() as u64);
            }
            let Some(media) = waiting.into_iter().next() else { return trouble };
            let put = media.iter().try_for_each(|hash| {
                pushed.bytes += push_blob(self.home, self.share, log, hash)?;
                Ok(())
            });
            tried.extend(&media);
            let sent = match put {
                Ok(()) => {
                    given_up.extend(&media);
                    self.small(pushed, &given_up)
                }
                Err(error) => Err(error),
            };
            if let Err(error) = sent {
                let goes_on = pull::is_refused(&error) || self.is_there_beside(&error);
                trouble = trouble.and(Err(error));
                if !goes_on {
                    return trouble;
                }
            }
            self.home.work.advance();
        }
    }

    /// Whether the share answers all the same: what is in trouble is one file of it.
    fn is_there_beside(&self, error: &ShareError) -> bool {
        error.state() != ShareState::Ok
            && matches!(self.share.size(&SharePath::share_file()), Ok(Some(_)))
    }
}

/// Puts a sealed medium on the share unless a tombstone names it; returns the bytes written.
pub(super) fn push_blob(
    home: &Home,
    share: &dyn Share,
    log: Log,
    hash: &Hash,
) -> Result<u64, ShareError> {
    let Some(row) = outbox::blob_row(home, hash)? else {
        return Ok(0);
    };
    if row.pushed || received::is_buried(home, hash)? {
        return Ok(0);
    }
    let path = SharePath::blob(log, home.device_id(), hash);
    let local = outbox::blob_path(home, hash);
    let stored = home.fs().read(&local, row.size).ok();
    let Some(stored) = stored.filter(|stored| Hash::of(stored) == *hash) else {
        // The words go without it: they must not wait for what can no longer come.
        tracing::error!(%hash, "a sealed medium is lost on this computer");
        let mut batch = Batch::new();
        alarms::raise(home, &mut batch, AlarmKind::MediumLost, &hash.to_string());
        home.ledger.commit(batch)?;
        return Ok(0);
    };
    if share.put_new(&path, &stored)? == PutNew::Exists && !reads_back(share, &path, &stored)? {
        // A blob's name is the hash of its bytes: whatever else is there cannot be it.
        share.delete(&path)?;
        share.put_new(&path, &stored)?;
    }
    if !reads_back(share, &path, &stored)? {
        return Err(ShareError::trouble(ShareState::Unreachable, &path, "does not read back"));
    }
    let mut batch = Batch::new();
    batch.put(Table::Blobs, hash.0, to_cbor(&BlobRow { pushed: true, ..row }));
    alarms::clear(&mut batch, AlarmKind::MediumLost, &hash.to_string());
    home.ledger.commit(batch)?;
    Ok(stored.len() as u64)
}

fn reads_back(share: &dyn Share, path: &SharePath, bytes: &[u8]) -> Result<bool, ShareError> {
    match share.get(path, bytes.len() as u64) {
        Ok(there) => Ok(there.is_some_and(|there| there == bytes)),
        Err(ShareError::TooLarge { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What to do where a cut of ours stands whose missing bodies no tombstone names, as far as we
/// have read: staff may have cut it, or somebody may want it never to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InDoubt {
    /// Leave it for after the next pull.
    Wait,
    /// Every tombstone is known: put what is missing.
    Write,
}

/// What stands where our segment belongs.
enum Standing {
    /// All of it, but for what was withdrawn.
    Whole,
    /// Less than all of it, in cuts beside its own name, which is free.
    Part,
    /// The name is taken by our own write, cut off.
    Torn,
    /// The name is taken by somebody else's file.
    Taken,
    /// The number is taken by a segment that our key signed and this home does not know.
    Adopted(Box<Segment>),
    Nothing,
}

fn standing(
    home: &Home,
    share: &dyn Share,
    member: &Member,
    own: &Segment,
    bytes: &[u8],
) -> Result<Standing, ShareError> {
    let (log, seq) = (own.header.log, own.header.seq);
    let reading = read::read(share, member, log, seq)?;
    let path = SharePath::segment(log, home.device_id(), seq);
    let name_is_junk = reading.junk.contains(&path);
    let name_is_believed = reading.believed.iter().any(|(name, _)| name.cut == 0);
    if let Some(segment) = reading.same_as(own) {
        let mut is_whole = true;
        for ((leaf, there), ours) in own.header.leaves.iter().zip(&segment.bodies).zip(&own.bodies)
        {
            is_whole &= there.is_some() || ours.is_none() || received::is_buried(home, &leaf.body)?;
        }
        if is_whole {
            return Ok(Standing::Whole);
        }
        return Ok(if name_is_junk || name_is_believed { Standing::Taken } else { Standing::Part });
    }
    if let Some(theirs) = reading.segment() {
        return Ok(Standing::Adopted(Box::new(theirs.clone())));
    }
    if !name_is_junk {
        return Ok(Standing::Nothing);
    }
    match share.get(&path, SEGMENT_LIMIT_BYTES as u64) {
        Ok(Some(there)) if is_cut_off(&there, bytes) => Ok(Standing::Torn),
        Ok(Some(_)) | Err(ShareError::TooLarge { .. }) => Ok(Standing::Taken),
        Ok(None) => Ok(Standing::Nothing),
        Err(error) => Err(error),
    }
}

/// Whether every byte that is there is ours up to a tail of zeros, which some servers leave
/// behind a write that was cut off.
fn is_cut_off(there: &[u8], ours: &[u8]) -> bool {
    let same = there.iter().zip(ours).take_while(|(there, ours)| there == ours).count();
    there.len() <= ours.len() && there[same..].iter().all(|byte| *byte == 0)
}

/// Puts one segment; returns the bytes written, or nothing where it has to wait.
fn push_segment(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    mut own: OwnSegment,
    mut decoded: Segment,
    in_doubt: InDoubt,
) -> Result<Option<u64>, ShareError> {
    let log = decoded.header.log;
    let member = trust.own_member(home.device_id())?;
    for _ in 0..SQUATTED_LIMIT {
        let seq = decoded.header.seq;
        let path = SharePath::segment(log, home.device_id(), seq);
        match standing(home, share, member, &decoded, &own.bytes)? {
            Standing::Whole => return finish(home, log, seq, own).map(|()| Some(0)),
            Standing::Part if in_doubt == InDoubt::Wait => return Ok(None),
            Standing::Torn => share.delete(&path)?,
            Standing::Taken => {
                let mut batch = Batch::new();
                alarms::raise(home, &mut batch, AlarmKind::Squatted, path.as_str());
                home.ledger.commit(batch)?;
                let prev = decoded.header.prev;
                (own, decoded) = own_log::move_on(home, own, decoded, prev)?;
                continue;
            }
            Standing::Adopted(theirs) => {
                let prev = theirs.header_hash();
                // Ours leaves the number first: taking theirs over writes its row. Cut in between,
                // `adopt` finds theirs at the next sync.
                (own, decoded) = own_log::move_on(home, own, decoded, prev)?;
                adopt::take(home, trust, &theirs)?;
                continue;
            }
            Standing::Part | Standing::Nothing => {}
        }
        // What is there now is looked at again: written and read back is one and the same.
        share.put_new(&path, &own.bytes)?;
        if matches!(standing(home, share, member, &decoded, &own.bytes)?, Standing::Whole) {
            let bytes = own.bytes.len() as u64;
            return finish(home, log, seq, own).map(|()| Some(bytes));
        }
    }
    let path = SharePath::log_folder(log, home.device_id());
    Err(ShareError::trouble(ShareState::Refused, path, "it never reads back"))
}

fn finish(home: &Home, log: Log, seq: u64, own: OwnSegment) -> Result<(), ShareError> {
    let mut batch = Batch::new();
    let since = home.machine.clock.now();
    let pushed = OwnSegment { progress: Progress::Pushed, since, ..own };
    own_log::put(&mut batch, log, seq, &pushed);
    Ok(home.ledger.commit(batch)?)
}
