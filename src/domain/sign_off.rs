//! The pupil's recorded yes. Only what is signed off can be sealed and sent.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Moment;
use super::entry::{Entry, EntryError};
use super::worry::WorryDetails;

/// Who made the choice and formed the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Helped {
    Alone,
    /// Somebody helped the pupil to say it.
    Helped,
    /// Somebody chose or wrote it for the pupil.
    Proxy,
}

impl Helped {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Helped => "helped",
            Self::Proxy => "proxy",
        }
    }
}

impl FromStr for Helped {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "alone" => Ok(Self::Alone),
            "helped" => Ok(Self::Helped),
            "proxy" => Ok(Self::Proxy),
            _ => Err("alone, helped, proxy"),
        }
    }
}

/// Somebody who may hear an entry besides the SENCo and the safeguarding staff.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Listener {
    /// Grown-ups who teach here, visitors too.
    Staff,
    Meeting,
    Family,
    /// One member of the family, by the name the pupil uses.
    FamilyMember(String),
}

impl fmt::Display for Listener {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Staff => formatter.write_str("staff"),
            Self::Meeting => formatter.write_str("meeting"),
            Self::Family => formatter.write_str("family"),
            Self::FamilyMember(name) => write!(formatter, "family:{name}"),
        }
    }
}

impl FromStr for Listener {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "staff" => Ok(Self::Staff),
            "meeting" => Ok(Self::Meeting),
            "family" => Ok(Self::Family),
            _ => match text.strip_prefix("family:").map(str::trim) {
                Some(name) if !name.is_empty() => Ok(Self::FamilyMember(name.to_owned())),
                _ => Err("staff, meeting, family, family:NAME"),
            },
        }
    }
}

impl TryFrom<String> for Listener {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Listener> for String {
    fn from(listener: Listener) -> String {
        listener.to_string()
    }
}

/// Whom the pupil chose, a set that may be empty: the SENCo and safeguarding staff always hear.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Audience {
    pub listeners: BTreeSet<Listener>,
}

impl Audience {
    pub fn includes_staff(&self) -> bool {
        self.listeners.contains(&Listener::Staff)
    }
}

/// Comma-separated listeners, or `none`.
impl FromStr for Audience {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim() == "none" {
            return Ok(Self::default());
        }
        let listeners: Result<_, _> = text.split(',').map(|one| one.trim().parse()).collect();
        Ok(Self { listeners: listeners.map_err(|_| "staff, meeting, family, family:NAME, none")? })
    }
}

/// Whether another person can be seen or heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Others {
    Nobody,
    SeenOrHeard,
}

/// How sure the tablet could be who sat before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Identity {
    /// By picture-password, or by the staff PIN.
    Checked,
    Unchecked,
}

/// What the pupil said yes to, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    pub at: Moment,
    /// Ignored for worries.
    pub audience: Audience,
    pub helped: Helped,
    pub identity: Identity,
    pub others: Others,
    /// Who saw the pupil agree, where the entry was made elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worry: Option<WorryDetails>,
}

/// An entry with the pupil's yes. `sign_off` alone makes one, and the outbox takes nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedEntry {
    entry: Entry,
    sign_off: SignOff,
}

impl SignedEntry {
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    pub fn sign_off(&self) -> &SignOff {
        &self.sign_off
    }
}

/// Puts the pupil's yes to an entry that says what its kind promises.
pub fn sign_off(entry: Entry, mut sign_off: SignOff) -> Result<SignedEntry, EntryError> {
    entry.check()?;
    if entry.kind.is_worry() {
        // Who hears a worry is never a matter of the audience.
        sign_off.audience = Audience::default();
        sign_off.worry.get_or_insert_with(WorryDetails::default);
    } else {
        sign_off.worry = None;
    }
    Ok(SignedEntry { entry, sign_off })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DeviceId, EntryId, EntryKind, Said};

    #[test]
    fn an_audience_is_a_set_and_may_be_empty() {
        let audience: Audience = "meeting, staff,family:Nan,staff".parse().unwrap();
        assert_eq!(audience.listeners.len(), 3);
        assert!(audience.includes_staff());
        assert_eq!("none".parse(), Ok(Audience::default()));
        for wrong in ["", "everyone", "family:", "staff,"] {
            assert!(wrong.parse::<Audience>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_worry_is_for_nobody_but_those_who_keep_safe() {
        let entry = Entry {
            entry_id: EntryId::from_bytes(&[1; 13]),
            kind: EntryKind::Worry,
            pupil_id: None,
            device_id: DeviceId::from_bytes(&[1; 13]),
            made_at: Moment::default(),
            said: Said::default(),
            blobs: Vec::new(),
        };
        let yes = SignOff {
            at: Moment::default(),
            audience: "staff".parse().unwrap(),
            helped: Helped::Alone,
            identity: Identity::Unchecked,
            others: Others::Nobody,
            witness: None,
            worry: None,
        };
        let signed = sign_off(entry, yes).unwrap();
        assert_eq!(signed.sign_off().audience, Audience::default());
        assert!(signed.sign_off().worry.is_some());
    }
}
