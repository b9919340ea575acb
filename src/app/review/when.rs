//! Times as people say them. The words are the screens'; here is which of them fits.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::Moment;

/// A time of the day on the school's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    pub hour: i8,
    pub minute: i8,
}

/// A day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub year: i16,
    /// From 1.
    pub month: i8,
    pub day: i8,
}

/// How somebody would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    Today,
    Yesterday,
    /// Within the last six days; 0 is Monday.
    Weekday(i8),
    ThisYear,
    /// The year has to be said.
    OtherYear,
}

/// A moment as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    pub spoken: Spoken,
    pub day: Day,
    pub time: TimeOfDay,
}

impl When {
    /// As said at `now`, where this computer stands.
    pub fn of(at: Moment, now: Moment) -> Self {
        Self::on(at, now, &TimeZone::system())
    }

    fn on(at: Moment, now: Moment, zone: &TimeZone) -> Self {
        let there = |moment: Moment| {
            let timestamp = Timestamp::from_millisecond(moment.unix_millis).unwrap_or_default();
            zone.to_datetime(timestamp)
        };
        let (then, today) = (there(at), there(now));
        let days = today.date().since(then.date()).map_or(i32::MAX, |span| span.get_days());
        let spoken = match days {
            0 => Spoken::Today,
            1 => Spoken::Yesterday,
            2..=6 => Spoken::Weekday(then.weekday().to_monday_zero_offset()),
            // A clock that runs ahead does not make a sentence about tomorrow.
            _ if then.year() == today.year() => Spoken::ThisYear,
            _ => Spoken::OtherYear,
        };
        Self {
            spoken,
            day: Day { year: then.year(), month: then.month(), day: then.day() },
            time: TimeOfDay { hour: then.hour(), minute: then.minute() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_as_people_say_it() {
        // Tuesday 24 November 2026, 12.00.
        let now = Moment::from_millis(1_795_521_600_000);
        let hour = 60 * 60 * 1_000;
        let said = |hours: i64| {
            let at = Moment::from_millis(now.unix_millis - hours * hour);
            When::on(at, now, &TimeZone::UTC).spoken
        };
        assert_eq!(said(1), Spoken::Today);
        assert_eq!(said(13), Spoken::Yesterday);
        assert_eq!(said(6 * 24), Spoken::Weekday(2));
        assert_eq!(said(7 * 24), Spoken::ThisYear);
        assert_eq!(said(365 * 24), Spoken::OtherYear);
        assert_eq!(said(-48), Spoken::ThisYear);
    }
}
