//! What was agreed and what must never be shown. Objections are obeyed wherever something is
//! published. What stands is made of what was said, in `said`.

use serde::{Deserialize, Serialize};

/// Where a recorded decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Consent {
    #[default]
    NotAsked,
    Given,
    Objected,
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Video,
    Voice,
    Photo,
    /// The staff pages.
    StaffPages,
    /// Anything outside school: the website, talks, the press. Only with consent.
    Outside,
}

impl Purpose {
    pub const ALL: [Purpose; 5] =
        [Self::Video, Self::Voice, Self::Photo, Self::StaffPages, Self::Outside];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Voice => "voice",
            Self::Photo => "photo",
            Self::StaffPages => "staffpages",
            Self::Outside => "outside",
        }
    }
}

impl std::str::FromStr for Purpose {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::as_str).join(", ");
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text).ok_or_else(known)
    }
}

/// Decisions by purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Consents {
    pub video: Consent,
    pub voice: Consent,
    pub photo: Consent,
    pub staff_pages: Consent,
    #[serde(skip_serializing_if = "is_not_asked")]
    pub outside: Consent,
}

fn is_not_asked(consent: &Consent) -> bool {
    *consent == Consent::NotAsked
}

impl Consents {
    pub fn all_given() -> Self {
        let given = Consent::Given;
        Self { video: given, voice: given, photo: given, staff_pages: given, outside: given }
    }

    pub fn on(&self, purpose: Purpose) -> Consent {
        match purpose {
            Purpose::Video => self.video,
            Purpose::Voice => self.voice,
            Purpose::Photo => self.photo,
            Purpose::StaffPages => self.staff_pages,
            Purpose::Outside => self.outside,
        }
    }

    /// The same with another decision about one purpose.
    pub fn with(mut self, purpose: Purpose, consent: Consent) -> Self {
        *match purpose {
            Purpose::Video => &mut self.video,
            Purpose::Voice => &mut self.voice,
            Purpose::Photo => &mut self.photo,
            Purpose::StaffPages => &mut self.staff_pages,
            Purpose::Outside => &mut self.outside,
        } = consent;
        self
    }
}

/// For looked-after children, refuges, court orders: never shown on a tablet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    NoImage,
    NoName,
    NoLocation,
}

impl Flag {
    pub const ALL: [Flag; 3] = [Self::NoImage, Self::NoName, Self::NoLocation];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoImage => "no-image",
            Self::NoName => "no-name",
            Self::NoLocation => "no-location",
        }
    }
}
