//! When somebody is there to read a worry: hours, weekdays, terms and days on which school is
//! closed, on the school's own clock.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::overdue::{URGENT_MINUTES, WORRY_MINUTES};
use super::sentence::{Says, Sentence};
use super::{Day, Moment};

/// The longest that is looked ahead for an opening, and back for school time.
const DAYS_LIMIT: i32 = 400;
/// No holiday is longer: after so many days the terms that are known are out of date, and every
/// weekday counts again.
const HOLIDAY_LIMIT_DAYS: i32 = 56;
/// Most terms, and most closed days, that a school may name.
pub const TERMS_LIMIT: usize = 60;
pub const CLOSED_LIMIT: usize = 1_000;
const DAY_MINUTES: u16 = 24 * 60;

/// A day and a time on the school's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    pub day: Day,
    /// Since midnight.
    pub minutes: u16,
}

impl LocalTime {
    pub fn of(moment: Moment, zone: &TimeZone) -> Self {
        let timestamp = Timestamp::from_millisecond(moment.unix_millis).unwrap_or_default();
        let there = zone.to_datetime(timestamp);
        let minutes = i16::from(there.hour()) * 60 + i16::from(there.minute());
        Self { day: Day::of(there.date()), minutes: minutes.unsigned_abs() }
    }

    /// 0 is Monday.
    pub fn weekday(&self) -> u8 {
        self.day.weekday()
    }
}

/// From one time of a school day to another.
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

impl SchoolHours {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// A time of day as people write it (8:30, 16.00), in minutes since midnight.
    pub fn minutes_of(text: &str) -> Result<u16, BadCalendar> {
        let (hour, minute) = text.trim().split_once([':', '.']).ok_or(BadCalendar::Hours)?;
        match (hour.parse::<u16>(), minute.parse::<u16>()) {
            (Ok(hour @ 0..=24), Ok(minute @ 0..=59)) => Ok(hour * 60 + minute),
            _ => Err(BadCalendar::Hours),
        }
    }

    /// Minutes since midnight as people write them.
    pub fn clock(minutes: u16) -> String {
        format!("{}:{:02}", minutes / 60, minutes % 60)
    }

    /// How long a school day is.
    pub fn length(&self) -> Duration {
        Duration::from_secs(u64::from(self.to.saturating_sub(self.from)) * 60)
    }
}

/// Both days are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub from: Day,
    pub to: Day,
}

/// When a school is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    #[serde(default, skip_serializing_if = "SchoolHours::is_default")]
    pub hours: SchoolHours,
    /// 0 is Monday; none of them stands for Monday to Friday.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub weekdays: BTreeSet<u8>,
    /// Without any it is always term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Days within a term on which school is closed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub closed: BTreeSet<Day>,
}

/// A calendar that makes no sense. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCalendar {
    #[error("no hours")]
    Hours,
    #[error("no weekday")]
    Weekdays,
    #[error("a term that ends before it begins")]
    Term,
    #[error("too many terms or closed days")]
    TooMany,
    #[error("a worry would wait longer")]
    Limits,
}

impl Says for BadCalendar {
    fn says(&self) -> Sentence {
        let sentence = Sentence::plain(match self {
            Self::Hours => "calendar-bad-hours",
            Self::Weekdays => "calendar-bad-weekdays",
            Self::Term => "calendar-bad-term",
            Self::TooMany => "calendar-too-many",
            Self::Limits => "looser-limits",
        });
        match self {
            Self::Limits => sentence.with("urgent", URGENT_MINUTES).with("worry", WORRY_MINUTES),
            _ => sentence,
        }
    }
}

/// Whether school is open, or else when it opens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchoolTime {
    Open,
    /// Nobody reads anything until then.
    ClosedUntil(LocalTime),
}

impl Calendar {
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Refuses what nobody can mean.
    pub fn check(&self) -> Result<(), BadCalendar> {
        if self.hours.from >= self.hours.to || self.hours.to > DAY_MINUTES {
            return Err(BadCalendar::Hours);
        }
        if self.weekdays.iter().any(|weekday| *weekday > 6) {
            return Err(BadCalendar::Weekdays);
        }
        if self.terms.iter().any(|term| term.from > term.to) {
            return Err(BadCalendar::Term);
        }
        if self.terms.len() > TERMS_LIMIT || self.closed.len() > CLOSED_LIMIT {
            return Err(BadCalendar::TooMany);
        }
        Ok(())
    }

    fn is_term(&self, day: Day) -> bool {
        let Some(last) = self.terms.iter().map(|term| term.to).max() else { return true };
        self.terms.iter().any(|term| (term.from..=term.to).contains(&day))
            || day.days_since(last) > HOLIDAY_LIMIT_DAYS
    }

    /// The weekdays on which school is open; 0 is Monday.
    pub fn open_weekdays(&self) -> BTreeSet<u8> {
        match self.weekdays.is_empty() {
            true => (0..5).collect(),
            false => self.weekdays.clone(),
        }
    }

    /// Whether school opens on that day.
    pub fn is_school_day(&self, day: Day) -> bool {
        let weekday = day.weekday();
        self.open_weekdays().contains(&weekday) && !self.closed.contains(&day) && self.is_term(day)
    }

    pub fn at(&self, now: LocalTime) -> SchoolTime {
        let opens_today = self.is_school_day(now.day);
        if opens_today && (self.hours.from..self.hours.to).contains(&now.minutes) {
            return SchoolTime::Open;
        }
        let first = if opens_today && now.minutes < self.hours.from { 0 } else { 1 };
        let mut days = (first..DAYS_LIMIT).map(|days| now.day.plus(days));
        let opens = days.find(|day| self.is_school_day(*day));
        let day = opens.unwrap_or_else(|| now.day.plus(DAYS_LIMIT));
        SchoolTime::ClosedUntil(LocalTime { day, minutes: self.hours.from })
    }

    pub fn is_open(&self, now: Moment, zone: &TimeZone) -> bool {
        self.at(LocalTime::of(now, zone)) == SchoolTime::Open
    }

    /// How much of the time between two moments school was open.
    pub fn open_between(&self, from: Moment, until: Moment, zone: &TimeZone) -> Duration {
        let last = LocalTime::of(until, zone).day;
        let mut day = LocalTime::of(from, zone).day.max(last.plus(-DAYS_LIMIT));
        let mut open = Duration::ZERO;
        while day <= last {
            if self.is_school_day(day) {
                let opens = day.at(self.hours.from, zone).max(from);
                let closes = day.at(self.hours.to, zone).min(until);
                open += closes.since(opens);
            }
            day = day.plus(1);
        }
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn london() -> TimeZone {
        // The rule itself, so that a machine without a table of zones tells the same.
        TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap()
    }

    fn moment(text: &str) -> Moment {
        let there = text.parse::<jiff::civil::DateTime>().unwrap();
        Moment::from_millis(london().to_timestamp(there).unwrap().as_millisecond())
    }

    fn autumn() -> Calendar {
        let term = |from, to| Term { from: day(from), to: day(to) };
        Calendar {
            terms: vec![
                term("2026-09-02", "2026-10-23"),
                term("2026-11-02", "2026-12-18"),
                term("2027-01-05", "2027-03-26"),
            ],
            closed: [day("2026-12-18")].into(),
            ..Calendar::default()
        }
    }

    #[test]
    fn a_closed_school_says_when_it_opens() {
        let half = Calendar { weekdays: [1, 3].into(), ..Calendar::default() };
        let shut = Calendar { closed: [day("2026-11-30")].into(), ..Calendar::default() };
        let rows = [
            (Calendar::default(), "2026-11-26T09:00", None),
            (Calendar::default(), "2026-11-26T08:29", Some("2026-11-26")),
            (Calendar::default(), "2026-11-26T16:00", Some("2026-11-27")),
            (Calendar::default(), "2026-11-27T17:00", Some("2026-11-30")),
            (Calendar::default(), "2026-11-28T12:00", Some("2026-11-30")),
            (shut, "2026-11-27T17:00", Some("2026-12-01")),
            (half, "2026-11-26T17:00", Some("2026-12-01")),
            (autumn(), "2026-10-23T16:30", Some("2026-11-02")),
            // The last day of term is a closed one, and holidays follow.
            (autumn(), "2026-12-17T16:30", Some("2027-01-05")),
            // Terms that nobody told on: weekdays count again.
            (autumn(), "2027-05-20T18:00", Some("2027-05-24")),
            (autumn(), "2027-06-01T09:00", None),
        ];
        for (calendar, now, opens) in rows {
            let now = LocalTime::of(moment(now), &london());
            let expected = match opens {
                None => SchoolTime::Open,
                Some(opens) => SchoolTime::ClosedUntil(LocalTime { day: day(opens), minutes: 510 }),
            };
            assert_eq!(calendar.at(now), expected, "{now:?}");
        }
    }

    #[test]
    fn only_the_time_in_which_school_is_open_counts() {
        let rows = [
            (Calendar::default(), "2026-11-26T09:00", "2026-11-26T09:10", 10),
            (Calendar::default(), "2026-11-26T15:50", "2026-11-26T22:00", 10),
            (Calendar::default(), "2026-11-26T15:50", "2026-11-27T08:35", 15),
            (Calendar::default(), "2026-11-27T15:50", "2026-11-30T08:35", 15),
            (Calendar::default(), "2026-11-28T10:00", "2026-11-29T10:00", 0),
            (autumn(), "2026-12-17T15:50", "2027-01-05T08:35", 15),
            (autumn(), "2026-10-23T15:00", "2026-11-02T09:30", 120),
            // The clock went back between.
            (Calendar::default(), "2026-10-23T15:00", "2026-10-26T09:30", 120),
            // A clock that went back gives nothing.
            (Calendar::default(), "2026-11-26T09:10", "2026-11-26T09:00", 0),
        ];
        for (calendar, from, until, minutes) in rows {
            let open = calendar.open_between(moment(from), moment(until), &london());
            assert_eq!(open.as_secs() / 60, minutes, "{from} {until}");
        }
        // However long ago.
        let long = Calendar::default().open_between(
            Moment::default(),
            moment("2026-11-26T09:00"),
            &london(),
        );
        assert!(long > Duration::from_secs(100 * 60 * 60));
    }

    #[test]
    fn a_calendar_that_nobody_can_mean_is_refused() {
        let hours = |from, to| Calendar { hours: SchoolHours { from, to }, ..Calendar::default() };
        assert_eq!(hours(540, 540).check(), Err(BadCalendar::Hours));
        assert_eq!(hours(540, 1441).check(), Err(BadCalendar::Hours));
        let weekdays = Calendar { weekdays: [7].into(), ..Calendar::default() };
        assert_eq!(weekdays.check(), Err(BadCalendar::Weekdays));
        let term = Term { from: day("2026-12-01"), to: day("2026-11-01") };
        let terms = Calendar { terms: vec![term], ..Calendar::default() };
        assert_eq!(terms.check(), Err(BadCalendar::Term));
        assert_eq!(autumn().check(), Ok(()));
    }
}
