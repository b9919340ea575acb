//! How long each kind of entry is kept, counted from when the school's own computer got it: a
//! tablet's clock decides nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{EntryKind, Moment};

/// Months are counted long, so that nothing goes before its time.
const MONTH: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// The most months that can be set.
pub const MONTHS_LIMIT: u16 = 300;

/// Months to keep each kind of entry; what is not named is kept as `default_months` says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Retention {
    /// 0 keeps it until somebody withdraws it.
    months: BTreeMap<EntryKind, u16>,
}

/// A school year and the review after it for recordings, two for what is written; a worry is
/// never taken away by a clock.
fn default_months(kind: EntryKind) -> u16 {
    match kind {
        EntryKind::Clip | EntryKind::Voice | EntryKind::Made => 13,
        EntryKind::Symbols
        | EntryKind::Sort
        | EntryKind::Tips
        | EntryKind::Page
        | EntryKind::Survey
        | EntryKind::Observation => 25,
        EntryKind::Worry => 0,
    }
}

impl Retention {
    /// How many months this kind is kept; nothing where it is kept until somebody withdraws it.
    pub fn months(&self, kind: EntryKind) -> Option<u16> {
        let months = self.months.get(&kind).copied().unwrap_or_else(|| default_months(kind));
        (months > 0 && !kind.is_worry()).then_some(months.min(MONTHS_LIMIT))
    }

    /// Sets the months of a kind; 0 keeps it until somebody withdraws it.
    pub fn set(&mut self, kind: EntryKind, months: u16) {
        self.months.insert(kind, months);
    }

    /// Whether the time of an entry is over that came at `received_at`.
    pub fn is_over(&self, kind: EntryKind, received_at: Moment, now: Moment) -> bool {
        self.months(kind).is_some_and(|months| now.since(received_at) > MONTH * u32::from(months))
    }

    pub fn is_default(&self) -> bool {
        self.months.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_days(days: i64) -> Moment {
        Moment::from_millis(days * 24 * 60 * 60 * 1000)
    }

    #[test]
    fn each_kind_has_its_time_and_a_worry_none() {
        let mut retention = Retention::default();
        let is_over = |retention: &Retention, kind, days| {
            retention.is_over(kind, Moment::default(), after_days(days))
        };
        assert!(!is_over(&retention, EntryKind::Clip, 403));
        assert!(is_over(&retention, EntryKind::Clip, 404));
        assert!(!is_over(&retention, EntryKind::Tips, 775));
        assert!(is_over(&retention, EntryKind::Tips, 776));
        assert!(!is_over(&retention, EntryKind::Worry, 100_000));
        retention.set(EntryKind::Clip, 1);
        retention.set(EntryKind::Tips, 0);
        retention.set(EntryKind::Worry, 1);
        assert!(is_over(&retention, EntryKind::Clip, 32));
        assert!(!is_over(&retention, EntryKind::Tips, 100_000));
        assert!(!is_over(&retention, EntryKind::Worry, 100_000));
        // A clock that went back takes nothing away.
        assert!(!retention.is_over(EntryKind::Clip, after_days(500), Moment::default()));
    }
}
