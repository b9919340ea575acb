//! `sayso school`: when it is open, and how long a worry may wait.

use std::collections::BTreeSet;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::{calendar, sync};
use crate::domain::hours::BadCalendar;
use crate::domain::overdue::{Limits, URGENT_MINUTES, WORRY_MINUTES};
use crate::domain::{Calendar, Day, Says, School as TheSchool, SchoolHours, Sentence, Term};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

#[derive(Debug, Args)]
pub struct School {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// When it is open, and how long a worry may wait; what is not given stays
    Hours(Box<Hours>),
    /// What is set now
    Show,
}

#[derive(Debug, Args)]
struct Hours {
    /// When it opens, as 8:30
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// When it closes
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// As mon,tue,wed,thu,fri
    #[arg(long, value_name = "DAYS")]
    weekdays: Option<String>,
    /// As 2026-09-02..2026-12-18, once for each; all that is known is replaced
    #[arg(long = "term", value_name = "DAY..DAY")]
    terms: Vec<String>,
    /// A day within a term, or several as DAY..DAY; all that is known is replaced
    #[arg(long, value_name = "DAY")]
    closed: Vec<String>,
    /// Minutes that somebody who is not safe may wait unopened; at most 10
    #[arg(long, value_name = "N")]
    urgent_minutes: Option<u16>,
    /// Minutes of school time that any other worry may wait unopened; at most 30
    #[arg(long, value_name = "N")]
    worry_minutes: Option<u16>,
}

fn usage(bad: BadCalendar) -> CliError {
    CliError::Usage(bad.says())
}

fn minutes(text: &str) -> Result<u16, CliError> {
    SchoolHours::minutes_of(text).map_err(usage)
}

/// Weekdays by their first three letters; 0 is Monday.
pub fn weekdays(text: &str) -> Result<BTreeSet<u8>, CliError> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let known = WEEKDAYS.iter().position(|name| part.to_lowercase() == *name);
            known.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| usage(BadCalendar::Weekdays))
        })
        .collect()
}

pub fn weekdays_text(days: &BTreeSet<u8>) -> Vec<&'static str> {
    days.iter().filter_map(|day| WEEKDAYS.get(usize::from(*day)).copied()).collect()
}

fn days(text: &str) -> Result<Term, CliError> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let wrong = |_| CliError::Usage(Sentence::plain("calendar-bad-day"));
    let day = |text: &str| text.parse::<Day>().map_err(wrong);
    let term = Term { from: day(from)?, to: day(to)? };
    if term.from > term.to { Err(usage(BadCalendar::Term)) } else { Ok(term) }
}

impl Hours {
    fn change(self, school: &TheSchool) -> Result<(Calendar, Limits), CliError> {
        let mut calendar = school.calendar.clone();
        let SchoolHours { from, to } = calendar.hours;
        calendar.hours = SchoolHours {
            from: self.from.as_deref().map_or(Ok(from), minutes)?,
            to: self.to.as_deref().map_or(Ok(to), minutes)?,
        };
        if let Some(text) = &self.weekdays {
            calendar.weekdays = weekdays(text)?;
        }
        if !self.terms.is_empty() {
            calendar.terms = self.terms.iter().map(|text| days(text)).collect::<Result<_, _>>()?;
        }
        if !self.closed.is_empty() {
            calendar.closed.clear();
            for text in &self.closed {
                let run = days(text)?;
                let length = run.to.days_since(run.from).clamp(0, 400);
                calendar.closed.extend((0..=length).map(|later| run.from.plus(later)));
            }
        }
        let limits = Limits::new(
            self.urgent_minutes.unwrap_or(school.limits.urgent_minutes()),
            self.worry_minutes.unwrap_or(school.limits.worry_minutes()),
        );
        let limits = limits.ok_or(BadCalendar::Limits)?;
        Ok((calendar, limits))
    }
}

fn show(context: &Context, school: &TheSchool) {
    let calendar = &school.calendar;
    let weekdays = weekdays_text(&calendar.open_weekdays());
    let (from, to) =
        (SchoolHours::clock(calendar.hours.from), SchoolHours::clock(calendar.hours.to));
    let terms: Vec<String> =
        calendar.terms.iter().map(|term| format!("{}..{}", term.from, term.to)).collect();
    let sentence = Sentence::plain("school-hours").with("from", &from).with("to", &to);
    context.output.say(
        &sentence
            .with("weekdays", weekdays.join(", "))
            .with("urgent", school.limits.urgent_minutes())
            .with("worry", school.limits.worry_minutes()),
    );
    terms.iter().for_each(|term| context.output.text(term));
    context.output.document(&json!({
        "from": from,
        "to": to,
        "weekdays": weekdays,
        "terms": terms,
        "closed": calendar.closed,
        "urgent_minutes": school.limits.urgent_minutes(),
        "worry_minutes": school.limits.worry_minutes(),
        "urgent_minutes_limit": URGENT_MINUTES,
        "worry_minutes_limit": WORRY_MINUTES,
    }));
}

impl School {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("school")?;
        if let What::Hours(hours) = self.what {
            sync::sync(&desk)?;
            let (calendar, limits) = hours.change(&desk.school_to_change()?)?;
            calendar::set(&desk, calendar, limits)?;
            sync::send_now(&desk)?;
        }
        show(context, &desk.school()?);
        Ok(())
    }
}
