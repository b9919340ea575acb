//! A day of the calendar: a birth day, the day somebody agreed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::Moment;

/// A day, written as 2010-05-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// Whatever is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no day")]
pub struct NoDay;

/// As schools' systems and people here write days; a month never comes first.
const FORMATS: [&str; 9] = [
    "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y",
    "%d-%b-%y",
];

impl Day {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// From 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    pub(super) fn of(date: Date) -> Self {
        Self(date)
    }

    /// The day of a moment in UTC: the same on every computer.
    pub fn in_utc(at: Moment) -> Self {
        let timestamp = Timestamp::from_millisecond(at.unix_millis).unwrap_or_default();
        Self(TimeZone::UTC.to_datetime(timestamp).date())
    }

    /// 0 is Monday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs()
    }

    /// So many days later; the last day there is where there is none.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(Span::new().days(days)))
    }

    pub fn days_since(self, earlier: Day) -> i32 {
        self.0.since(earlier.0).map_or(i32::MAX, |span| span.get_days())
    }

    /// So many minutes after its midnight, where the school stands.
    pub(super) fn at(self, minutes: u16, zone: &TimeZone) -> Moment {
        let local = self.0.to_datetime(Time::midnight());
        let local = local.saturating_add(Span::new().minutes(minutes));
        let there = zone.to_timestamp(local).unwrap_or_default();
        Moment::from_millis(there.as_millisecond())
    }

    /// The last Friday of a June.
    pub fn last_friday_in_june(year: i16) -> Option<Self> {
        let last = Date::new(year, 6, 30).ok()?;
        let fridays = last.nth_weekday_of_month(-1, Weekday::Friday);
        fridays.ok().map(Self)
    }

    /// The day until which somebody born on this day has to go to school in England and Wales:
    /// the last Friday in June of the school year (from September) in which they become 16.
    pub fn school_leaving_day(self) -> Option<Self> {
        let years = if self.month() >= 9 { 17 } else { 16 };
        Self::last_friday_in_june(self.year().checked_add(years)?)
    }
}

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let text = text.trim();
        // Databases put a time of nothing behind a day.
        let text =
            text.strip_suffix(" 00:00:00").or(text.strip_suffix("T00:00:00")).unwrap_or(text);
        // A year of two digits is no year 10.
        let in_time = |date: &Date| (1900..2200).contains(&date.year());
        let read = |format: &str| Date::strptime(format, text).ok().filter(in_time);
        FORMATS.iter().find_map(|format| read(format)).map(Self).ok_or(NoDay)
    }
}

impl TryFrom<String> for Day {
    type Error = NoDay;

    fn try_from(text: String) -> Result<Self, NoDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_schools_write_it() {
        let day = Day::new(2010, 5, 3).unwrap();
        for text in [
            "2010-05-03",
            "03/05/2010",
            "3/5/2010",
            "03.05.2010",
            "3 May 2010",
            "03-May-2010",
            " 03/05/2010 00:00:00",
            "2010-05-03T00:00:00",
            "03/05/10",
        ] {
            assert_eq!(text.parse(), Ok(day), "{text}");
        }
        for text in ["", "Tuesday", "31/02/2010", "13/13/2010", "2010", "0", "\u{665}/5/2010"] {
            assert_eq!(text.parse::<Day>(), Err(NoDay), "{text}");
        }
        assert_eq!(day.to_string().parse(), Ok(day));
    }

    #[test]
    fn the_young_person_decides_from_the_last_friday_in_june_of_year_11() {
        let rows = [
            // Born, and the day: the oldest and the youngest of one Year 11.
            ((2009, 9, 1), (2026, 6, 26)),
            ((2010, 8, 31), (2026, 6, 26)),
            ((2010, 9, 1), (2027, 6, 25)),
            ((2007, 1, 15), (2023, 6, 30)),
        ];
        for ((year, month, day), (y, m, d)) in rows {
            let born = Day::new(year, month, day).unwrap();
            assert_eq!(born.school_leaving_day(), Day::new(y, m, d), "{born}");
        }
    }
}
