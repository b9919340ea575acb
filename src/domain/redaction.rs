//! What staff hide of an entry before it stands on the staff pages, since somebody else can be
//! seen in it. What the pupil said stays as it was; only what is published differs.

use serde::{Deserialize, Serialize};

use super::sentence::{Says, Sentence};

/// A part of a picture, in thousandths of its width and height as it is shown, from its upper
/// left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub left: u16,
    pub top: u16,
    pub width: u16,
    pub height: u16,
}

/// The whole of a side.
pub const WHOLE: u16 = 1_000;
/// Smaller on a side hides nobody, and nobody can grasp it on a screen.
pub const LEAST_SIDE: u16 = 50;
/// Most parts that are hidden in one entry.
pub const AREAS_LIMIT: usize = 8;
/// No clip is longer than ten minutes, and a little.
const STILL_LIMIT_MILLIS: u64 = 630_000;

impl Area {
    /// Within the picture and large enough: what was pulled over an edge stops there.
    pub fn within(self) -> Self {
        let width = self.width.clamp(LEAST_SIDE, WHOLE);
        let height = self.height.clamp(LEAST_SIDE, WHOLE);
        Self {
            left: self.left.min(WHOLE - width),
            top: self.top.min(WHOLE - height),
            width,
            height,
        }
    }
}

impl std::str::FromStr for Area {
    type Err = BadRedaction;

    /// `left,top,width,height` in hundredths: `25,10,30,40`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadRedaction::Area { text: text.to_owned() };
        let numbers = text.split(',').map(|part| part.trim().parse::<u16>());
        let numbers = numbers.collect::<Result<Vec<_>, _>>().map_err(|_| bad())?;
        let [left, top, width, height] = numbers[..] else { return Err(bad()) };
        if [left, top, width, height].iter().any(|value| *value > 100) {
            return Err(bad());
        }
        let area = Self { left: left * 10, top: top * 10, width: width * 10, height: height * 10 };
        if area == area.within() { Ok(area) } else { Err(bad()) }
    }
}

/// How an entry's pictures are shown. The default shows them as they are. A way of hiding that a
/// later version has must not be passed over: it does not read as one of ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// Made unrecognisable, for the whole of a clip.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Area>,
    /// Only this is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Area>,
    /// Of a clip only the picture at this time is shown, for as long as the voice is heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub still_millis: Option<u64>,
}

impl Redaction {
    /// Whether anything differs from how it was said.
    pub fn changes_something(&self) -> bool {
        *self != Self::default()
    }

    pub fn still_micros(&self) -> Option<u64> {
        self.still_millis.map(|millis| millis.saturating_mul(1_000))
    }

    /// What may be done; readers do not trust what others wrote.
    pub fn check(&self) -> Result<(), BadRedaction> {
        if self.hidden.len() > AREAS_LIMIT {
            return Err(BadRedaction::TooMany);
        }
        if self.still_millis.is_some_and(|still| still > STILL_LIMIT_MILLIS) {
            return Err(BadRedaction::Late);
        }
        match self.hidden.iter().chain(&self.kept).all(|area| *area == area.within()) {
            true => Ok(()),
            false => Err(BadRedaction::Outside),
        }
    }
}

/// Why something cannot be hidden so. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRedaction {
    #[error("not an area: {text}")]
    Area { text: String },
    #[error("too many areas")]
    TooMany,
    #[error("an area outside of the picture")]
    Outside,
    #[error("after the end of any clip")]
    Late,
    #[error("there is no picture in it")]
    NoPicture,
    #[error("a PNG cannot be redacted")]
    Png,
}

impl Says for BadRedaction {
    fn says(&self) -> Sentence {
        match self {
            Self::Area { text } => Sentence::plain("redact-bad-area").with("text", text),
            Self::TooMany => Sentence::plain("redact-too-many").with("limit", AREAS_LIMIT),
            Self::Outside => Sentence::plain("redact-outside"),
            Self::Late => Sentence::plain("redact-late"),
            Self::NoPicture => Sentence::plain("redact-no-picture"),
            Self::Png => Sentence::plain("redact-png"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_in_hundredths_and_stays_within_the_picture() {
        let area: Area = "25, 10,30,40".parse().unwrap();
        assert_eq!(area, Area { left: 250, top: 100, width: 300, height: 400 });
        for bad in ["", "1,2,3", "1,2,3,4,5", "0,0,101,10", "80,0,30,10", "a,0,30,10", "0,0,2,10"] {
            assert!(bad.parse::<Area>().is_err(), "{bad}");
        }
        let pulled = Area { left: 990, top: 0, width: 300, height: 10 }.within();
        assert_eq!(pulled, Area { left: 700, top: 0, width: 300, height: LEAST_SIDE });
    }

    #[test]
    fn what_others_wrote_is_checked() {
        let area = Area { left: 0, top: 0, width: 500, height: 500 };
        let good = Redaction { hidden: vec![area], kept: Some(area), still_millis: Some(0) };
        assert_eq!(good.check(), Ok(()));
        assert!(good.changes_something() && !Redaction::default().changes_something());
        let many = Redaction { hidden: vec![area; AREAS_LIMIT + 1], ..Redaction::default() };
        assert_eq!(many.check(), Err(BadRedaction::TooMany));
        let outside = Area { left: 900, ..area };
        let outside = Redaction { kept: Some(outside), ..Redaction::default() };
        assert_eq!(outside.check(), Err(BadRedaction::Outside));
        let late = Redaction { still_millis: Some(u64::MAX), ..Redaction::default() };
        assert_eq!((late.check(), late.still_micros()), (Err(BadRedaction::Late), Some(u64::MAX)));
    }
}
