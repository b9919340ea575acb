//! The one settings file of a home, TOML that a technician may edit.

use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::domain::{DeviceId, Role, ShareId};
use crate::platform::MailServer;

/// The version this Say So writes; it reads no newer one.
pub const VERSION: u32 = 1;
/// Settings are a few lines.
pub const SETTINGS_LIMIT_BYTES: u64 = 64 * 1024;

/// What the computer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HomeKind {
    /// A shared tablet: no passphrase, opens only what came back for its pupils.
    Tablet,
    /// A member of staff's: their key is under their passphrase.
    Staff,
}

/// `settings.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub version: u32,
    pub kind: HomeKind,
    /// The computer's name, or that of whoever it belongs to.
    pub name: String,
    pub role: Role,
    pub device: DeviceId,
    pub share_id: ShareId,
    /// The folder of the share.
    pub share: String,
    /// The folder of the staff pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_share: Option<String>,
    /// Everything in this home is made up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
    /// The school's server for e-mail, by which somebody is told that a worry waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailServer>,
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

impl Settings {
    pub fn encode(&self) -> Vec<u8> {
        toml::to_string_pretty(self).expect("settings are plain text and numbers").into_bytes()
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let wrong = |detail: String| StoreError::Settings { detail };
        let text = std::str::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
        let found: VersionOnly =
            toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))?;
        if found.version > VERSION {
            return Err(StoreError::Newer { version: found.version });
        }
        toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_home_is_left_alone() {
        let newer = Settings::decode(b"version = 2\nsomething = 'new'");
        assert!(matches!(newer, Err(StoreError::Newer { version: 2 })));
        assert!(matches!(Settings::decode(b"\xff"), Err(StoreError::Settings { .. })));
    }
}
