//! A point in time as clocks of schools give it: milliseconds, since they agree no better.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 00:00 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment {
    pub unix_millis: i64,
}

impl Moment {
    pub fn from_millis(unix_millis: i64) -> Self {
        Self { unix_millis }
    }

    /// Time passed since `earlier`; nothing where the clock stepped back.
    pub fn since(self, earlier: Moment) -> Duration {
        Duration::from_millis(self.unix_millis.saturating_sub(earlier.unix_millis).max(0) as u64)
    }

    pub fn plus(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self { unix_millis: self.unix_millis.saturating_add(millis) }
    }
}

/// RFC 3339 in UTC, to the second: what the JSON of every verb shows.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp = jiff::Timestamp::from_millisecond(self.unix_millis).unwrap_or_default();
        write!(formatter, "{}", timestamp.strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_as_rfc_3339_and_survives_nonsense() {
        assert_eq!(Moment::from_millis(0).to_string(), "1970-01-01T00:00:00Z");
        assert!(!Moment::from_millis(i64::MAX).to_string().is_empty());
        assert_eq!(Moment::from_millis(5).since(Moment::from_millis(9)), Duration::ZERO);
    }
}
