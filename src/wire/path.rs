//! Names on the share: digits, lowercase base32 and a few fixed words, at most 110 characters,
//! the same on every file system. Whatever does not read as one of them is not ours and is
//! passed over (conflict copies, part files).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Hash;
use crate::domain::DeviceId;

/// Which of a device's two logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Log {
    /// Everything but worries.
    #[serde(rename = "d")]
    Daily,
    /// Worries alone, in a folder that staff accounts cannot list.
    #[serde(rename = "w")]
    Worry,
}

impl Log {
    pub const BOTH: [Log; 2] = [Self::Worry, Self::Daily];

    pub fn letter(self) -> &'static str {
        match self {
            Self::Daily => "d",
            Self::Worry => "w",
        }
    }
}

/// A path relative to the share's root, with `/` between its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharePath(String);

impl SharePath {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A name directly in this folder. `name` must itself be of the grammar.
    pub fn join(&self, name: &str) -> SharePath {
        SharePath(format!("{}/{name}", self.0))
    }

    pub fn share_file() -> Self {
        Self("v1/share.json".into())
    }

    pub fn keys(number: u64) -> Self {
        Self(format!("v1/keys/{number:09}.keys"))
    }

    /// The folder with a folder for each device.
    pub fn devices(log: Log) -> Self {
        Self(format!("v1/{}", log.letter()))
    }

    pub fn device(log: Log, device_id: &DeviceId) -> Self {
        Self(format!("v1/{}/{device_id}", log.letter()))
    }

    pub fn device_card(device_id: &DeviceId) -> Self {
        Self(format!("v1/d/{device_id}/device.cbor"))
    }

    pub fn log_folder(log: Log, device_id: &DeviceId) -> Self {
        Self(format!("v1/{}/{device_id}/log", log.letter()))
    }

    /// The folder of the thousand that holds a segment.
    pub fn segment_folder(log: Log, device_id: &DeviceId, seq: u64) -> Self {
        Self(format!("v1/{}/{device_id}/log/{:06}", log.letter(), seq / 1_000))
    }

    pub fn segment(log: Log, device_id: &DeviceId, seq: u64) -> Self {
        Self::segment_folder(log, device_id, seq).join(&format!("{seq:09}.seg"))
    }

    pub fn cut(log: Log, device_id: &DeviceId, seq: u64, cut: u32) -> Self {
        Self::segment_folder(log, device_id, seq).join(&format!("{seq:09}.c{cut}.seg"))
    }

    pub fn blob(log: Log, device_id: &DeviceId, hash: &Hash) -> Self {
        let digits = hash.to_string();
        Self(format!("v1/{}/{device_id}/blob/{}/{digits}.bin", log.letter(), &digits[..2]))
    }
}

impl fmt::Display for SharePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The highest number a cut can have.
pub const CUT_LIMIT: u32 = 999;

/// A segment's file name: its number, and which cut it is (0 is the segment as first written).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SegmentName {
    pub seq: u64,
    pub cut: u32,
}

impl SegmentName {
    /// Reads `000000001.seg` or `000000001.c1.seg`.
    pub fn parse(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".seg")?;
        let (number, cut) = match stem.split_once(".c") {
            Some((number, cut)) => {
                let canonical = !cut.starts_with('0') && cut.len() <= 3;
                (
                    number,
                    if canonical {
                        cut.parse().ok()?
                    } else {
                        return None;
                    },
                )
            }
            None => (stem, 0),
        };
        let is_canonical = number.len() == 9 && number.bytes().all(|byte| byte.is_ascii_digit());
        let seq = if is_canonical {
            number.parse().ok()?
        } else {
            return None;
        };
        (seq > 0).then_some(Self { seq, cut })
    }
}

/// Reads the name of a sealed blob.
pub fn parse_blob_name(name: &str) -> Option<Hash> {
    name.strip_suffix(".bin")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_outside_the_grammar_are_nobodys() {
        assert_eq!(SegmentName::parse("000000001.seg"), Some(SegmentName { seq: 1, cut: 0 }));
        assert_eq!(SegmentName::parse("000000012.c3.seg"), Some(SegmentName { seq: 12, cut: 3 }));
        for junk in [
            "000000000.seg",
            "1.seg",
            "000000001.c0.seg",
            "000000001.c01.seg",
            "000000001 (conflict copy).seg",
            "000000001.seg.part",
            "+00000001.seg",
            "..",
        ] {
            assert_eq!(SegmentName::parse(junk), None, "{junk}");
        }
    }

    #[test]
    fn paths_stay_short_enough_for_windows() {
        let device_id = DeviceId::from_bytes(&[9; 13]);
        let blob = SharePath::blob(Log::Worry, &device_id, &Hash::of(b""));
        assert!(blob.as_str().len() <= 110, "{blob}");
        assert!(SharePath::cut(Log::Daily, &device_id, 999_999_999, 999).as_str().len() <= 110);
    }
}
