//! What a school makes itself for every tablet: boards, words with photos, sentences of the screens
//! said by somebody whom pupils know. What it is travels in a record, the medium beside it.

use serde::{Deserialize, Serialize};

use super::Hash;
use crate::domain::{DeviceId, Moment, Spoken};

/// The most things that one telling names, those taken away among them.
pub const THINGS_LIMIT: usize = 2_000;
/// The longest name.
pub const NAME_LIMIT_CHARS: usize = 80;

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnKind {
    /// A package of boards.
    Boards,
    /// A word with its photo: a package with a board of its topic and one button.
    Word,
    /// A sentence of the pupils' screens, as sound or signed.
    Prompt,
}

/// What its medium is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnForm {
    /// An Open Board Format package.
    Package,
    /// AAC in a fast-start MP4.
    Sound,
    /// H.264 and perhaps AAC in a fast-start MP4: somebody signs, or is seen speaking.
    Video,
}

/// A sealed medium and the key that opens it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMedium {
    pub form: OwnForm,
    /// Names the stored file.
    pub blob: Hash,
    /// Bytes as stored.
    pub size: u64,
    /// A one-time age identity ("AGE-SECRET-KEY-1…").
    pub key: String,
}

impl std::fmt::Debug for OwnMedium {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} {:?}", self.form, self.blob)
    }
}

/// One thing, or that it was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnThing {
    pub kind: OwnKind,
    /// What boards are called, the word, or of a prompt the sentence's key.
    pub name: String,
    /// The language of a prompt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Spoken>,
    /// Later than every decision about it that its writer knew of, whatever their clocks say.
    pub at: Moment,
    /// Who put the medium on the share.
    pub device: DeviceId,
    /// Nothing where it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<OwnMedium>,
}

impl OwnThing {
    /// Whether both are about the same thing.
    pub fn is_about(&self, other: &Self) -> bool {
        self.is_of(other.kind, &other.name, other.spoken)
    }

    pub fn is_of(&self, kind: OwnKind, name: &str, spoken: Option<Spoken>) -> bool {
        self.kind == kind && self.name == name && self.spoken == spoken
    }

    /// Whether this is the later word: never both ways, so that all computers agree.
    fn is_after(&self, other: &Self) -> bool {
        let blob = |thing: &Self| thing.medium.as_ref().map(|medium| medium.blob);
        (self.at, &self.device, blob(self)) > (other.at, &other.device, blob(other))
    }
}

/// Takes over what was told, in whatever order: of each thing the later word stands.
pub fn merge(known: &mut Vec<OwnThing>, told: Vec<OwnThing>) {
    for thing in told {
        match known.iter().position(|one| one.is_about(&thing)) {
            Some(at) if thing.is_after(&known[at]) => known[at] = thing,
            Some(_) => {}
            None if known.len() < THINGS_LIMIT => known.push(thing),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(name: &str, at: i64, device: u8) -> OwnThing {
        OwnThing {
            kind: OwnKind::Boards,
            name: name.to_owned(),
            spoken: None,
            at: Moment::from_millis(at),
            device: DeviceId::from_bytes(&[device; 13]),
            medium: None,
        }
    }

    #[test]
    fn all_computers_come_to_the_same_whatever_came_first() {
        let told = [thing("a", 1, 1), thing("b", 2, 1), thing("a", 3, 1), thing("a", 3, 2)];
        let mut forward = Vec::new();
        merge(&mut forward, told.to_vec());
        let mut backward = Vec::new();
        for thing in told.iter().rev() {
            merge(&mut backward, vec![thing.clone()]);
        }
        backward.reverse();
        forward.sort_by(|a, b| a.name.cmp(&b.name));
        backward.sort_by(|a, b| a.name.cmp(&b.name));
        assert_eq!(forward, [thing("a", 3, 2), thing("b", 2, 1)]);
        assert_eq!(forward, backward);
    }
}
