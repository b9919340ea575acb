//! Names of things that are safe in paths, pages and logs: a letter and 20 lowercase base32
//! digits (100 bits), or for a share all 52 digits of its hash. They say nothing about anybody.

use std::fmt;
use std::str::FromStr;

use data_encoding::{Encoding, Specification};
use serde::{Deserialize, Serialize};

/// RFC 4648 base32 in lowercase without padding, the only alphabet in our names.
pub fn base32() -> Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    specification.encoding().expect("the alphabet has 32 different letters")
}

/// A text that is not an id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected {expected}")]
pub struct NotAnId {
    pub expected: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $digits:literal, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// How many bytes of a hash or of chance name one.
            pub const SOURCE_BYTES: usize = ($digits * 5_usize).div_ceil(8);

            /// Names the thing after the first bytes of a hash, or after random bytes.
            pub fn from_bytes(bytes: &[u8; Self::SOURCE_BYTES]) -> Self {
                let mut text = String::from($prefix);
                text.push_str(&base32().encode(bytes)[..$digits]);
                Self(text)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let digits = text.strip_prefix($prefix).ok_or(NotAnId { expected: $expected })?;
                let known = |byte: u8| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte);
                if digits.len() == $digits && digits.bytes().all(known) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(NotAnId { expected: $expected })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A computer that writes to the share under its own key, named by that key's hash.
    DeviceId, "d", 20, "a device id (d and 20 digits)"
);
id!(
    /// One thing a pupil said.
    EntryId, "e", 20, "an entry id (e and 20 digits)"
);
id!(
    /// A pupil, by a number of chance that no page or path leads back to a name.
    PupilId, "p", 20, "a pupil id (p and 20 digits)"
);
id!(
    /// Something not yet signed off.
    DraftId, "f", 20, "a draft id (f and 20 digits)"
);
id!(
    /// A note or quote beside an entry.
    NoteId, "n", 20, "a note id (n and 20 digits)"
);
id!(
    /// A school's share: the whole hash of its root public key.
    ShareId, "s", 52, "a share id (s and 52 digits)"
);

impl NoteId {
    /// Names the words of an entry itself, where they are what is spoken of.
    pub fn of_entry(entry_id: &EntryId) -> Self {
        Self(format!("n{}", &entry_id.as_str()[1..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_nothing_else_does() {
        let id = EntryId::from_bytes(&[7; EntryId::SOURCE_BYTES]);
        assert_eq!(id.as_str().parse::<EntryId>().as_ref(), Ok(&id));
        for wrong in
            ["", "e", "e123", &id.as_str().to_uppercase(), &format!("{id}a"), "../etc/passwd"]
        {
            assert!(wrong.parse::<EntryId>().is_err(), "{wrong}");
        }
        assert!(id.as_str().parse::<PupilId>().is_err());
    }

    #[test]
    fn a_share_id_holds_the_whole_hash() {
        assert_eq!(ShareId::SOURCE_BYTES, 33);
        assert_eq!(DeviceId::SOURCE_BYTES, 13);
    }
}
