//! When somebody is there to read a worry.

use serde::{Deserialize, Serialize};

/// A weekday and a time on the school's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    /// 0 is Monday.
    pub weekday: u8,
    /// Since midnight.
    pub minutes: u16,
}

/// Monday to Friday, from one time to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolHours {
    /// Minutes since midnight.
    pub from: u16,
    pub to: u16,
}

impl Default for SchoolHours {
    fn default() -> Self {
        Self { from: 8 * 60 + 30, to: 16 * 60 }
    }
}

/// Whether school is open, or else when it opens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchoolTime {
    Open,
    /// Nobody reads anything until then.
    ClosedUntil(LocalTime),
}

impl SchoolHours {
    pub fn at(&self, now: LocalTime) -> SchoolTime {
        let is_weekday = now.weekday < 5;
        if is_weekday && (self.from..self.to).contains(&now.minutes) {
            return SchoolTime::Open;
        }
        let later_today = is_weekday && now.minutes < self.from;
        let weekday = if later_today {
            now.weekday
        } else if now.weekday < 4 {
            now.weekday + 1
        } else {
            0
        };
        SchoolTime::ClosedUntil(LocalTime { weekday, minutes: self.from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_school_says_when_it_opens() {
        let hours = SchoolHours::default();
        let at = |weekday, minutes| hours.at(LocalTime { weekday, minutes });
        let opens = |weekday| SchoolTime::ClosedUntil(LocalTime { weekday, minutes: 510 });
        assert_eq!(at(0, 9 * 60), SchoolTime::Open);
        assert_eq!(at(0, 7 * 60), opens(0));
        assert_eq!(at(0, 16 * 60), opens(1));
        assert_eq!(at(4, 17 * 60), opens(0));
        assert_eq!(at(5, 12 * 60), opens(0));
        assert_eq!(at(6, 9 * 60), opens(0));
    }
}
