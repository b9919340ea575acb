//! Reading the whole share, changing nothing, and naming whatever is missing or altered: by its
//! own signatures, and against what this home has seen.

use std::collections::{BTreeMap, BTreeSet};

use super::own_log;
use super::pull::{believable, is_refused};
use super::trust::{self, KEYS_LIMIT_BYTES, Trust};
use super::{Share, ShareError, read};
use crate::domain::DeviceId;
use crate::seal::{Identity, SealError, blob::BLOB_LIMIT_BYTES, envelope, sign};
use crate::store::Home;
use crate::store::received::{self, Cursor};
use crate::wire::device::CARD_LIMIT_BYTES;
use crate::wire::record::Record;
use crate::wire::share_file::{SHARE_FILE_LIMIT_BYTES, ShareFile};
use crate::wire::{Hash, KeysFile, Log, Member, Segment, SharePath};

/// Most numbers of one gap that are named one by one.
const GAP_LIMIT: usize = 1_000;

/// What is wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    Missing,
    Tampered,
    Unreadable,
}

impl FindingKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Tampered => "tampered",
            Self::Unreadable => "unreadable",
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    pub kind: FindingKind,
}

/// What a verification read and found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub segments: u64,
    pub records: u64,
    pub blobs: u64,
    pub findings: Vec<Finding>,
}

impl Report {
    pub fn count(&self, kind: FindingKind) -> usize {
        self.findings.iter().filter(|finding| finding.kind == kind).count()
    }

    fn find(&mut self, path: impl ToString, kind: FindingKind) {
        self.findings.push(Finding { path: path.to_string(), kind });
    }
}

/// What tombstones name, over all logs.
#[derive(Default)]
struct Buried {
    bodies: BTreeSet<Hash>,
    blobs: BTreeSet<Hash>,
}

struct Reading<'a> {
    home: &'a Home,
    share: &'a dyn Share,
    identities: &'a [Identity],
    report: Report,
    buried: Buried,
    /// Bodies cut out, to be held against the tombstones once all are known.
    absent: Vec<(String, Hash)>,
    blobs: Vec<(DeviceId, Log, Hash, u64)>,
}

/// Reads all that this login may read.
pub fn verify(
    home: &Home,
    share: &dyn Share,
    trust: &Trust,
    identities: &[Identity],
) -> Result<Report, ShareError> {
    let mut reading = Reading {
        home,
        share,
        identities,
        report: Report::default(),
        buried: Buried::default(),
        absent: Vec::new(),
        blobs: Vec::new(),
    };
    reading.share_file()?;
    reading.keys(trust)?;
    reading.cards(trust)?;
    let seen: BTreeMap<(DeviceId, Log), Cursor> = received::cursors(home)?
        .into_iter()
        .map(|(device, log, cursor)| ((device, log), cursor))
        .collect();
    for member in &trust.keys.members {
        for log in Log::BOTH {
            let cursor = if &member.device == home.device_id() {
                own_log::own_cursor(home, log)?
            } else {
                seen.get(&(member.device.clone(), log)).cloned().unwrap_or_else(Cursor::start)
            };
            match reading.log(member, log, &cursor) {
                // What this account may not read is for another to verify.
                Err(error) if log == Log::Worry && is_refused(&error) => {}
                other => other?,
            }
        }
    }
    reading.settle()?;
    let mut report = reading.report;
    report.findings.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    Ok(report)
}

impl Reading<'_> {
    /// `share.json` must be ours; whoever joins anew starts from it.
    fn share_file(&mut self) -> Result<(), ShareError> {
        let path = SharePath::share_file();
        match self.share.get(&path, SHARE_FILE_LIMIT_BYTES as u64) {
            Ok(None) => self.report.find(&path, FindingKind::Missing),
            Ok(Some(bytes)) => {
                let file = ShareFile::decode(&bytes).ok();
                let is_ours = file.is_some_and(|file| {
                    &file.share_id() == self.home.share_id() && file.encode() == bytes
                });
                if !is_ours {
                    self.report.find(&path, FindingKind::Tampered);
                }
            }
            Err(ShareError::TooLarge { .. }) => self.report.find(&path, FindingKind::Tampered),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The card that each member came with, which its own key signed.
    fn cards(&mut self, trust: &Trust) -> Result<(), ShareError> {
        for member in &trust.keys.members {
            let path = SharePath::device_card(&member.device);
            let bytes = match self.share.get(&path, CARD_LIMIT_BYTES as u64) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => {
                    self.report.find(&path, FindingKind::Missing);
                    continue;
                }
                Err(ShareError::TooLarge { .. }) => Vec::new(),
                Err(error) => return Err(error),
            };
            let card = sign::believed_card(&bytes).ok();
            let is_theirs = card.is_some_and(|card| {
                card.device == member.device && &card.share_id == self.home.share_id()
            });
            if !is_theirs {
                self.report.find(&path, FindingKind::Tampered);
            }
        }
        Ok(())
    }

    /// Every keys file that this home has believed must still stand, unchanged.
    fn keys(&mut self, trust: &Trust) -> Result<(), ShareError> {
        for number in 1..=trust.keys.number {
            let path = SharePath::keys(number);
            let known = trust::kept_bytes(self.home, number)?;
            let there = match self.share.get(&path, KEYS_LIMIT_BYTES) {
                Err(ShareError::TooLarge { .. }) => Some(Vec::new()),
                other => other?,
            };
            match there {
                None => self.report.find(&path, FindingKind::Missing),
                Some(bytes) if Some(&bytes) != known.as_ref() => {
                    self.report.find(&path, FindingKind::Tampered);
                }
                Some(bytes) if KeysFile::decode(&bytes).is_err() => {
                    self.report.find(&path, FindingKind::Tampered);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn log(&mut self, member: &Member, log: Log, seen: &Cursor) -> Result<(), ShareError> {
        let device = &member.device;
        let mut prev = Some(BTreeSet::from([Hash::default()]));
        let mut next = 1;
        for seq in read::numbers_from(self.share, device, log, 1)? {
            if !member.may_write(log, seq) {
                break;
            }
            let reading = read::read(self.share, member, log, seq)?;
            for path in &reading.junk {
                self.report.find(path, FindingKind::Tampered);
            }
            // A number that only junk stands under tells nothing of how far the log goes.
            if reading.segments.is_empty() {
                continue;
            }
            if seq > next {
                self.gap(member, log, next, seq - 1);
                prev = None;
            }
            let hashes = reading.segments.iter().map(Segment::header_hash).collect();
            let is_other_than_seen = seen.seq == seq
                && seen.hash != Hash::default()
                && !reading.segments.iter().any(|segment| segment.header_hash() == seen.hash);
            for segment in &reading.segments {
                let mut files = reading.believed.iter().rev();
                let path = files.find(|(_, file)| file.frame == segment.frame).map_or_else(
                    || SharePath::segment(log, device, seq),
                    |(name, _)| read::path_of(log, device, *name),
                );
                let follows = prev.as_ref().is_none_or(|prev| prev.contains(&segment.header.prev));
                if !follows || is_other_than_seen {
                    self.report.find(&path, FindingKind::Tampered);
                }
                self.segment(member, &path, segment);
            }
            prev = Some(hashes);
            next = seq + 1;
        }
        if seen.seq >= next {
            self.gap(member, log, next, seen.seq);
        }
        Ok(())
    }

    /// Numbers that should be there: each is named, up to a limit that keeps the report short.
    fn gap(&mut self, member: &Member, log: Log, first: u64, last: u64) {
        for seq in (first..=last).take(GAP_LIMIT) {
            let path = SharePath::segment(log, &member.device, seq);
            if !self.report.findings.iter().any(|finding| finding.path == path.as_str()) {
                self.report.find(path, FindingKind::Missing);
            }
        }
    }

    fn segment(&mut self, member: &Member, path: &SharePath, segment: &Segment) {
        let header = &segment.header;
        self.report.segments += 1;
        for (leaf, body) in header.leaves.iter().zip(&segment.bodies) {
            let Some(body) = body else {
                self.absent.push((path.to_string(), leaf.body));
                continue;
            };
            self.report.records += 1;
            for blob in &leaf.blobs {
                self.blobs.push((member.device.clone(), header.log, blob.hash, blob.size));
            }
            self.body(member, (header.log, header.seq), path, body, leaf.commitment);
        }
    }

    fn body(
        &mut self,
        member: &Member,
        at: (Log, u64),
        path: &SharePath,
        body: &[u8],
        commitment: Hash,
    ) {
        match envelope::open(body, self.identities) {
            Ok(opened) if opened.commitment != commitment => {
                self.report.find(path, FindingKind::Tampered);
            }
            Ok(opened) => {
                if let (Record::Tombstone(tombstone), true) =
                    (opened.envelope.record, member.is_staff())
                {
                    let tombstone = believable(tombstone, member, at);
                    self.buried.bodies.extend(tombstone.bodies.iter().map(|buried| buried.body));
                    self.buried.blobs.extend(tombstone.blobs.iter().map(|buried| buried.blob));
                }
            }
            Err(SealError::NotForUs) => {}
            // Its hash is right, so nobody changed it: it was written so.
            Err(_) => self.report.find(path, FindingKind::Unreadable),
        }
    }

    /// What may be absent is what a tombstone names.
    fn settle(&mut self) -> Result<(), ShareError> {
        for (path, body) in std::mem::take(&mut self.absent) {
            if !self.buried.bodies.contains(&body) {
                self.report.find(path, FindingKind::Missing);
            }
        }
        // An answer names its medium to staff and to tablets.
        let mut blobs = std::mem::take(&mut self.blobs);
        blobs.sort();
        blobs.dedup();
        for (device, log, hash, size) in blobs {
            let path = SharePath::blob(log, &device, &hash);
            if self.buried.blobs.contains(&hash) {
                continue;
            }
            match self.share.size(&path)? {
                None => self.report.find(&path, FindingKind::Missing),
                Some(found) if found != size || size > BLOB_LIMIT_BYTES as u64 => {
                    self.report.find(&path, FindingKind::Tampered);
                }
                Some(_) => {
                    let stored = self.share.get(&path, size)?.unwrap_or_default();
                    if Hash::of(&stored) == hash {
                        self.report.blobs += 1;
                    } else {
                        self.report.find(&path, FindingKind::Tampered);
                    }
                }
            }
        }
        Ok(())
    }
}
