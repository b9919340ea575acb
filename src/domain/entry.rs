//! One thing a pupil says, or that staff saw: before anybody has agreed to send it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::said::{Said, Sort};
use super::sentence::{Says, Sentence};
use super::{DeviceId, EntryId, Moment, PupilId};

/// The longest text an entry may carry, in bytes of UTF-8.
pub const TEXT_LIMIT_BYTES: usize = 64 * 1024;
/// Most symbols in one message.
pub const SYMBOLS_LIMIT: usize = 200;
/// Most top tips: five by default, George had ten.
pub const TIPS_LIMIT: usize = 10;
/// Most cards in one sort, and most answers of one page or survey.
pub const PIECES_LIMIT: usize = 100;
/// Most media of one entry: ten spoken tips, and what stands beside them.
pub const MEDIA_LIMIT: usize = 12;

/// What kind of thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A video.
    Clip,
    Voice,
    /// A message in symbols.
    Symbols,
    /// Cards in three columns: good, so-so, not good.
    Sort,
    /// Up to ten top tips for staff.
    Tips,
    /// The one-page profile in the pupil's own answers.
    Page,
    Worry,
    Survey,
    /// A picture of something made.
    Made,
    /// What staff saw, never in the first person.
    Observation,
}

impl EntryKind {
    pub const ALL: [EntryKind; 10] = [
        Self::Clip,
        Self::Voice,
        Self::Symbols,
        Self::Sort,
        Self::Tips,
        Self::Page,
        Self::Worry,
        Self::Survey,
        Self::Made,
        Self::Observation,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clip => "clip",
            Self::Voice => "voice",
            Self::Symbols => "symbols",
            Self::Sort => "sort",
            Self::Tips => "tips",
            Self::Page => "page",
            Self::Worry => "worry",
            Self::Survey => "survey",
            Self::Made => "made",
            Self::Observation => "observation",
        }
    }

    pub fn is_worry(self) -> bool {
        self == Self::Worry
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for EntryKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| Self::ALL.map(Self::as_str).join(", "))
    }
}

/// What a blob holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaType {
    /// H.264 and AAC in a fast-start MP4.
    Video,
    /// AAC in a fast-start MP4.
    Sound,
    Jpeg,
    Png,
}

impl MediaType {
    pub const ALL: [MediaType; 4] = [Self::Video, Self::Sound, Self::Jpeg, Self::Png];

    pub fn file_ending(self) -> &'static str {
        match self {
            Self::Video => "mp4",
            Self::Sound => "m4a",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// A picture that does not move.
    pub fn is_still(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }

    /// Whether a person can be seen in it.
    pub fn shows_picture(self) -> bool {
        self != Self::Sound
    }
}

/// One medium of an entry before it is sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Blob {
    pub media_type: MediaType,
    /// 0 for a picture.
    pub duration_millis: u64,
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Blob {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} of {} bytes", self.media_type, self.bytes.len())
    }
}

/// An entry that nobody has signed off: it cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub entry_id: EntryId,
    pub kind: EntryKind,
    /// Nobody where a worry was put in without a name.
    pub pupil_id: Option<PupilId>,
    pub device_id: DeviceId,
    pub made_at: Moment,
    pub said: Said,
    pub blobs: Vec<Blob>,
}

/// Why an entry cannot be made as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    #[error("nothing is said")]
    Empty,
    #[error("a {0} needs a medium")]
    MediaMissing(EntryKind),
    #[error("a {0} takes no such medium")]
    MediaUnfitting(EntryKind),
    #[error("text too long")]
    TextTooLong,
    #[error("too many symbols")]
    TooManySymbols,
    #[error("too many tips")]
    TooManyTips,
    #[error("too many cards or answers")]
    TooManyPieces,
    #[error("an answer names no medium or face that there is")]
    PieceUnfitting,
    #[error("too many media")]
    TooManyMedia,
    #[error("only a worry may be without a name")]
    PupilMissing(EntryKind),
}

impl Says for EntryError {
    fn says(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::plain("entry-empty"),
            Self::MediaMissing(kind) => Sentence::plain("entry-media-missing").with("kind", kind),
            Self::MediaUnfitting(kind) => {
                Sentence::plain("entry-media-unfitting").with("kind", kind)
            }
            Self::TextTooLong => {
                Sentence::plain("entry-text-too-long").with("limit", TEXT_LIMIT_BYTES / 1024)
            }
            Self::TooManySymbols => {
                Sentence::plain("entry-too-many-symbols").with("limit", SYMBOLS_LIMIT)
            }
            Self::TooManyTips => Sentence::plain("entry-too-many-tips").with("limit", TIPS_LIMIT),
            Self::TooManyPieces => {
                Sentence::plain("entry-too-many-pieces").with("limit", PIECES_LIMIT)
            }
            Self::PieceUnfitting => Sentence::plain("entry-piece-unfitting"),
            Self::TooManyMedia => {
                Sentence::plain("entry-too-many-media").with("limit", MEDIA_LIMIT)
            }
            Self::PupilMissing(kind) => Sentence::plain("entry-pupil-missing").with("kind", kind),
        }
    }
}

impl Entry {
    /// Checks that what is said fits its kind.
    pub fn check(&self) -> Result<(), EntryError> {
        let said = &self.said;
        if said.words_len() > TEXT_LIMIT_BYTES {
            return Err(EntryError::TextTooLong);
        }
        let is_long = |symbols: &[String]| symbols.len() > SYMBOLS_LIMIT;
        if is_long(&said.symbols) || said.pieces().any(|piece| is_long(piece.symbols())) {
            return Err(EntryError::TooManySymbols);
        }
        if said.pieces().count() > PIECES_LIMIT {
            return Err(EntryError::TooManyPieces);
        }
        if said.pieces().any(|piece| !piece.fits(self.blobs.len())) {
            return Err(EntryError::PieceUnfitting);
        }
        if said.tips.len() > TIPS_LIMIT {
            return Err(EntryError::TooManyTips);
        }
        if self.blobs.len() > MEDIA_LIMIT {
            return Err(EntryError::TooManyMedia);
        }
        if self.pupil_id.is_none() && !self.kind.is_worry() {
            return Err(EntryError::PupilMissing(self.kind));
        }
        let has =
            |media_type: MediaType| self.blobs.iter().any(|blob| blob.media_type == media_type);
        match self.kind {
            EntryKind::Clip if self.blobs.is_empty() => Err(EntryError::MediaMissing(self.kind)),
            EntryKind::Clip if !has(MediaType::Video) => Err(EntryError::MediaUnfitting(self.kind)),
            EntryKind::Voice if self.blobs.is_empty() => Err(EntryError::MediaMissing(self.kind)),
            EntryKind::Voice if !has(MediaType::Sound) => {
                Err(EntryError::MediaUnfitting(self.kind))
            }
            EntryKind::Symbols if said.symbols.is_empty() && said.text.is_none() => {
                Err(EntryError::Empty)
            }
            EntryKind::Tips if said.tips.is_empty() && self.blobs.is_empty() => {
                Err(EntryError::Empty)
            }
            EntryKind::Sort if said.sort.iter().flat_map(Sort::cards).next().is_none() => {
                Err(EntryError::Empty)
            }
            // "I want to talk to somebody" is a whole worry.
            EntryKind::Worry => Ok(()),
            _ if said.is_silent() && self.blobs.is_empty() => Err(EntryError::Empty),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: EntryKind) -> Entry {
        Entry {
            entry_id: EntryId::from_bytes(&[1; 13]),
            kind,
            pupil_id: Some(PupilId::from_bytes(&[2; 13])),
            device_id: DeviceId::from_bytes(&[3; 13]),
            made_at: Moment::from_millis(0),
            said: Said::default(),
            blobs: Vec::new(),
        }
    }

    #[test]
    fn what_is_said_must_fit_its_kind() {
        let sound = Blob { media_type: MediaType::Sound, duration_millis: 1, bytes: vec![0] };
        assert_eq!(entry(EntryKind::Clip).check(), Err(EntryError::MediaMissing(EntryKind::Clip)));
        let mut clip = entry(EntryKind::Clip);
        clip.blobs.push(sound);
        assert_eq!(clip.check(), Err(EntryError::MediaUnfitting(EntryKind::Clip)));
        clip.kind = EntryKind::Voice;
        assert_eq!(clip.check(), Ok(()));
        assert_eq!(entry(EntryKind::Made).check(), Err(EntryError::Empty));
        assert_eq!(entry(EntryKind::Worry).check(), Ok(()));
    }

    #[test]
    fn only_a_worry_may_be_without_a_name() {
        let mut worry = entry(EntryKind::Worry);
        worry.pupil_id = None;
        assert_eq!(worry.check(), Ok(()));
        let mut symbols = entry(EntryKind::Symbols);
        symbols.said.symbols.push("happy".into());
        symbols.pupil_id = None;
        assert_eq!(symbols.check(), Err(EntryError::PupilMissing(EntryKind::Symbols)));
    }

    #[test]
    fn a_log_line_of_an_entry_holds_no_word_of_it() {
        let mut worry = entry(EntryKind::Worry);
        worry.said.text = Some("secret".into());
        assert!(!format!("{worry:?}").contains("secret"));
    }

    #[test]
    fn every_kind_reads_back() {
        for kind in EntryKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("Clip".parse::<EntryKind>().is_err());
    }
}
