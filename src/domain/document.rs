//! A document about a pupil: which, and who reads it. The pupil chose who may hear each thing, so
//! each document takes what is for its readers alone.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::sign_off::Listener;

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The one-page profile.
    Profile,
    /// The pupil's views for Section A of a plan, or for an annual review.
    SectionA,
    /// Top tips for staff.
    Tips,
    /// The pupil's own slides.
    Slides,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 4] = [Self::Profile, Self::SectionA, Self::Tips, Self::Slides];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::SectionA => "section-a",
            Self::Tips => "tips",
            Self::Slides => "slides",
        }
    }

    /// Whom it is handed to: whoever teaches the pupil works by the profile and the tips, and those
    /// at the meeting read the views and see the slides.
    pub fn readers(self) -> Listener {
        match self {
            Self::Profile | Self::Tips => Listener::Staff,
            Self::SectionA | Self::Slides => Listener::Meeting,
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
