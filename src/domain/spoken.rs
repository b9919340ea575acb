//! A language that something is said in, spoken or signed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest tag.
const LIMIT_LETTERS: usize = 12;

/// A language by its short tag: "pl", "cy", "bsl" for British Sign Language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Spoken {
    /// Small letters, digits and hyphens, then zeros.
    letters: [u8; LIMIT_LETTERS],
}

/// A text that is no tag of a language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a language such as pl, cy or bsl")]
pub struct NotALanguage;

impl Spoken {
    pub fn tag(&self) -> &str {
        let end = self.letters.iter().position(|letter| *letter == 0).unwrap_or(LIMIT_LETTERS);
        std::str::from_utf8(&self.letters[..end]).unwrap_or_default()
    }
}

impl FromStr for Spoken {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let tag = text.trim().to_ascii_lowercase();
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let begins = tag.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        if !begins || !(2..=LIMIT_LETTERS).contains(&tag.len()) || !tag.bytes().all(known) {
            return Err(NotALanguage);
        }
        let mut letters = [0; LIMIT_LETTERS];
        letters[..tag.len()].copy_from_slice(tag.as_bytes());
        Ok(Self { letters })
    }
}

impl TryFrom<String> for Spoken {
    type Error = NotALanguage;

    fn try_from(text: String) -> Result<Self, NotALanguage> {
        text.parse()
    }
}

impl From<Spoken> for String {
    fn from(spoken: Spoken) -> Self {
        spoken.tag().to_owned()
    }
}

impl fmt::Display for Spoken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

impl fmt::Debug for Spoken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_short_and_plain() {
        for (text, tag) in [("pl", "pl"), (" BSL ", "bsl"), ("en-gb", "en-gb")] {
            assert_eq!(text.parse::<Spoken>().unwrap().tag(), tag);
        }
        for text in ["", "p", "-pl", "7a", "pl/..", "polski język", "abcdefghijklm"] {
            assert_eq!(text.parse::<Spoken>(), Err(NotALanguage), "{text}");
        }
    }
}
