//! Reading one number of a log from whatever stands under it: the segment, its cuts, litter.
//! Anybody who can write may have put a file there, so every file is held against the member's
//! signature and each body is taken from any believed file that still has it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Share, ShareError, ShareState};
use crate::domain::DeviceId;
use crate::seal::sign;
use crate::wire::path::SegmentName;
use crate::wire::segment::SEGMENT_LIMIT_BYTES;
use crate::wire::{Hash, Log, Member, Segment, SharePath, WireError, frame};

/// Most files looked at under one number: a segment and its cuts are two at most times.
const FILES_LIMIT: usize = 16;

/// What stands under a number.
#[derive(Debug, Default)]
pub struct Reading {
    /// The segment with every body that any believed file has. More than one where copies of one
    /// home wrote different ones under this number: the latest is first.
    pub segments: Vec<Segment>,
    /// Files that are the member's, by name; of one header a higher cut has no more bodies than a
    /// lower.
    pub believed: Vec<(SegmentName, Segment)>,
    /// Paths of files that are not.
    pub junk: Vec<SharePath>,
    /// The cut numbers of all files, believed or not.
    pub cuts: BTreeSet<u32>,
    /// Names that a sync client made of one of ours ("000000001.c2 (1).seg"); nobody reads them.
    pub copies: Vec<String>,
}

/// The path of a segment's file.
pub fn path_of(log: Log, device: &DeviceId, name: SegmentName) -> SharePath {
    match name.cut {
        0 => SharePath::segment(log, device, name.seq),
        cut => SharePath::cut(log, device, name.seq, cut),
    }
}

/// Whether bytes are the segment that a member wrote at this place, with no body altered.
pub(super) fn believed(
    member: &Member,
    log: Log,
    seq: u64,
    bytes: &[u8],
) -> Result<Segment, ShareError> {
    let segment = Segment::decode(bytes)?;
    let header = &segment.header;
    if header.device != member.device || header.log != log || header.seq != seq {
        return Err(WireError::Misplaced("segment").into());
    }
    sign::verify(frame::SEGMENT, &segment.frame, &member.verifying_key)?;
    if segment.altered_bodies().is_empty() {
        Ok(segment)
    } else {
        Err(WireError::Malformed("segment body").into())
    }
}

/// Reads all that stands under a number.
pub fn read(share: &dyn Share, member: &Member, log: Log, seq: u64) -> Result<Reading, ShareError> {
    let folder = SharePath::segment_folder(log, &member.device, seq);
    let listed = share.list(&folder)?;
    let mut names: Vec<SegmentName> = listed
        .iter()
        .filter_map(|name| SegmentName::parse(name))
        .filter(|name| name.seq == seq)
        .collect();
    names.sort_unstable();
    let number = format!("{seq:09}");
    let is_copy = |name: &&String| {
        name.starts_with(&number) && name.ends_with(".seg") && SegmentName::parse(name).is_none()
    };
    let mut reading = Reading {
        cuts: names.iter().map(|name| name.cut).collect(),
        copies: listed.iter().filter(is_copy).take(FILES_LIMIT).cloned().collect(),
        ..Reading::default()
    };
    // The segment itself and the highest cuts say most.
    if names.len() > FILES_LIMIT {
        names.drain(1..=names.len() - FILES_LIMIT);
    }
    for name in names {
        let path = path_of(log, &member.device, name);
        let bytes = match share.get(&path, SEGMENT_LIMIT_BYTES as u64) {
            Ok(Some(bytes)) => bytes,
            // Gone between listing and reading: somebody cut or cleaned up.
            Ok(None) => continue,
            Err(ShareError::TooLarge { .. }) => {
                reading.junk.push(path);
                continue;
            }
            // One file that this account may not read, in a folder that it may.
            Err(error) if error.state() == ShareState::Refused => {
                reading.junk.push(path);
                continue;
            }
            Err(error) => return Err(error),
        };
        match believed(member, log, seq, &bytes) {
            Ok(segment) => reading.believed.push((name, segment)),
            Err(error) => {
                tracing::warn!(%path, %error, "not a segment of this log");
                reading.junk.push(path);
            }
        }
    }
    reading.merge();
    Ok(reading)
}

impl Reading {
    /// Puts the bodies of all believed files with the same header together.
    fn merge(&mut self) {
        for (_, file) in &self.believed {
            let Some(known) = self.segments.iter_mut().find(|known| known.frame == file.frame)
            else {
                self.segments.push(file.clone());
                continue;
            };
            for (body, found) in known.bodies.iter_mut().zip(&file.bodies) {
                if body.is_none() {
                    body.clone_from(found);
                }
            }
        }
        // Whatever the files are called: a cut may give the one or the other a higher name.
        self.segments
            .sort_by_key(|segment| Reverse((segment.header.made_at, segment.header_hash())));
    }

    /// The segment, where there is one.
    pub fn segment(&self) -> Option<&Segment> {
        self.segments.first()
    }

    /// The segment of this very header.
    pub fn same_as(&self, segment: &Segment) -> Option<&Segment> {
        self.segments.iter().find(|there| there.frame == segment.frame)
    }

    /// The segment that goes on from a header of this hash, or the latest, and the others.
    pub fn into_following(mut self, prev: &Hash) -> Option<(Segment, Vec<Segment>)> {
        if self.segments.is_empty() {
            return None;
        }
        let at = self.segments.iter().position(|segment| &segment.header.prev == prev);
        let following = self.segments.remove(at.unwrap_or(0));
        Some((following, self.segments))
    }
}

/// The numbers that stand in a log from `first` on, in order, whatever is in the files.
pub fn numbers_from(
    share: &dyn Share,
    device: &DeviceId,
    log: Log,
    first: u64,
) -> Result<Vec<u64>, ShareError> {
    let mut numbers = Vec::new();
    for name in share.list(&SharePath::log_folder(log, device))? {
        let thousand = (name.len() == 6).then(|| name.parse::<u64>().ok()).flatten();
        let Some(thousand) = thousand.filter(|thousand| *thousand >= first / 1_000) else {
            continue;
        };
        let names = share.list(&SharePath::segment_folder(log, device, thousand * 1_000))?;
        let seqs = names.iter().filter_map(|name| SegmentName::parse(name));
        numbers.extend(
            seqs.map(|name| name.seq).filter(|seq| *seq >= first && seq / 1_000 == thousand),
        );
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}
