//! What was agreed and what must never be shown. Objections are obeyed wherever something is
//! published.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Video,
    Voice,
    Photo,
    /// The staff pages.
    StaffPages,
}

/// Decisions by purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Consents {
    pub video: Consent,
    pub voice: Consent,
    pub photo: Consent,
    pub staff_pages: Consent,
}

impl Consents {
    pub fn all_given() -> Self {
        let given = Consent::Given;
        Self { video: given, voice: given, photo: given, staff_pages: given }
    }

    pub fn on(&self, purpose: Purpose) -> Consent {
        match purpose {
            Purpose::Video => self.video,
            Purpose::Voice => self.voice,
            Purpose::Photo => self.photo,
            Purpose::StaffPages => self.staff_pages,
        }
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
