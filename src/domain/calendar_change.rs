//! One change to when a school is open, or to how long a worry may wait.

use super::Calendar;
use super::hours::{BadCalendar, SchoolHours, Term};
use super::overdue::Limits;

/// The longest run of days that is closed at once.
const CLOSED_RUN_LIMIT_DAYS: i32 = 400;

/// What somebody changes. Made to the calendar as everybody knows it, so that two who change it
/// at once keep both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarChange {
    Hours(SchoolHours),
    /// Open on this weekday, or no longer; 0 is Monday.
    Weekday(u8),
    AddTerm(Term),
    RemoveTerm(Term),
    /// Closed on these days of a term.
    Close(Term),
    /// Open on these days after all.
    Reopen(Term),
    UrgentMinutes(u16),
    WorryMinutes(u16),
}

impl Calendar {
    /// As it is after a change, with how long a worry may wait then.
    pub fn changed(
        &self,
        limits: Limits,
        change: &CalendarChange,
    ) -> Result<(Calendar, Limits), BadCalendar> {
        let mut calendar = self.clone();
        let mut after = limits;
        match *change {
            CalendarChange::Hours(hours) => calendar.hours = hours,
            CalendarChange::Weekday(weekday) => {
                calendar.weekdays = self.open_weekdays();
                if !calendar.weekdays.remove(&weekday) {
                    calendar.weekdays.insert(weekday);
                }
                // None of them would stand for Monday to Friday.
                if calendar.weekdays.is_empty() {
                    return Err(BadCalendar::Weekdays);
                }
            }
            CalendarChange::AddTerm(term) => {
                if !calendar.terms.contains(&term) {
                    calendar.terms.push(term);
                }
                calendar.terms.sort_by_key(|term| (term.from, term.to));
            }
            CalendarChange::RemoveTerm(term) => calendar.terms.retain(|known| *known != term),
            CalendarChange::Close(run) => {
                if run.from > run.to {
                    return Err(BadCalendar::Term);
                }
                let length = run.to.days_since(run.from);
                if length > CLOSED_RUN_LIMIT_DAYS {
                    return Err(BadCalendar::TooMany);
                }
                calendar.closed.extend((0..=length).map(|later| run.from.plus(later)));
            }
            CalendarChange::Reopen(run) => {
                calendar.closed.retain(|day| !(run.from..=run.to).contains(day));
            }
            CalendarChange::UrgentMinutes(minutes) => {
                after = Limits::new(minutes, limits.worry_minutes()).ok_or(BadCalendar::Limits)?;
            }
            CalendarChange::WorryMinutes(minutes) => {
                after = Limits::new(limits.urgent_minutes(), minutes).ok_or(BadCalendar::Limits)?;
            }
        }
        calendar.check()?;
        Ok((calendar, after))
    }

    /// The days of closed ones that follow each other, as runs.
    pub fn closed_runs(&self) -> Vec<Term> {
        let mut runs: Vec<Term> = Vec::new();
        for day in &self.closed {
            match runs.last_mut() {
                Some(run) if run.to.plus(1) == *day => run.to = *day,
                _ => runs.push(Term { from: *day, to: *day }),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn term(from: &str, to: &str) -> Term {
        Term { from: day(from), to: day(to) }
    }

    fn after(calendar: &Calendar, change: CalendarChange) -> Calendar {
        calendar.changed(Limits::default(), &change).unwrap().0
    }

    #[test]
    fn changes_keep_what_they_do_not_name() {
        let autumn = term("2026-09-02", "2026-12-18");
        let spring = term("2027-01-05", "2027-03-26");
        let one = after(&Calendar::default(), CalendarChange::AddTerm(spring));
        let two = after(&one, CalendarChange::AddTerm(autumn));
        assert_eq!(two.terms, [autumn, spring]);
        assert_eq!(after(&two, CalendarChange::AddTerm(autumn)), two);
        let run = CalendarChange::Close(term("2026-10-26", "2026-10-28"));
        let closed = after(&two, run);
        assert_eq!(closed.closed.len(), 3);
        let reopened = after(&closed, CalendarChange::Reopen(term("2026-10-27", "2026-10-27")));
        let alone = |text| term(text, text);
        assert_eq!(reopened.closed_runs(), [alone("2026-10-26"), alone("2026-10-28")]);
        assert_eq!(reopened.terms, two.terms);
        assert_eq!(after(&two, CalendarChange::RemoveTerm(autumn)).terms, [spring]);
    }

    #[test]
    fn a_weekday_more_or_less_begins_with_monday_to_friday() {
        let saturday = after(&Calendar::default(), CalendarChange::Weekday(5));
        assert_eq!(saturday.weekdays, (0..6).collect());
        let mut left = saturday;
        for weekday in 0..5 {
            left = after(&left, CalendarChange::Weekday(weekday));
        }
        assert_eq!(left.weekdays, [5].into());
        let none = left.changed(Limits::default(), &CalendarChange::Weekday(5));
        assert_eq!(none, Err(BadCalendar::Weekdays));
    }

    #[test]
    fn what_nobody_can_mean_is_refused() {
        let rows = [
            (CalendarChange::Hours(SchoolHours { from: 900, to: 500 }), BadCalendar::Hours),
            (CalendarChange::AddTerm(term("2026-12-18", "2026-09-02")), BadCalendar::Term),
            (CalendarChange::Close(term("2026-12-18", "2026-09-02")), BadCalendar::Term),
            (CalendarChange::Close(term("2026-01-01", "2036-01-01")), BadCalendar::TooMany),
            (CalendarChange::WorryMinutes(31), BadCalendar::Limits),
        ];
        for (change, bad) in rows {
            let refused = Calendar::default().changed(Limits::default(), &change);
            assert_eq!(refused, Err(bad), "{change:?}");
        }
        let tighter = CalendarChange::UrgentMinutes(5);
        let after = Calendar::default().changed(Limits::default(), &tighter).unwrap();
        assert_eq!(after.1.urgent_minutes(), 5);
    }
}
