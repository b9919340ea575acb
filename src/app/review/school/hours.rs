//! Opening hours, terms and closed days as they are typed.

use super::{SchoolField, SchoolPage};
use crate::app::review::Typed;
use crate::domain::{CalendarChange, Day, Says, SchoolHours, Sentence, Term};

/// What is typed about hours, terms and closed days.
#[derive(Debug, Clone, Default)]
pub struct HoursPage {
    pub opens: Typed,
    pub closes: Typed,
    pub term_from: Typed,
    pub term_to: Typed,
    pub closed_from: Typed,
    /// Empty where it is one day.
    pub closed_to: Typed,
}

impl HoursPage {
    pub fn field(&mut self, field: SchoolField) -> Option<&mut Typed> {
        Some(match field {
            SchoolField::Opens => &mut self.opens,
            SchoolField::Closes => &mut self.closes,
            SchoolField::TermFrom => &mut self.term_from,
            SchoolField::TermTo => &mut self.term_to,
            SchoolField::ClosedFrom => &mut self.closed_from,
            SchoolField::ClosedTo => &mut self.closed_to,
            _ => return None,
        })
    }

    /// What holds now, to be changed.
    pub fn of(hours: SchoolHours) -> Self {
        Self {
            opens: Typed::new(SchoolHours::clock(hours.from)),
            closes: Typed::new(SchoolHours::clock(hours.to)),
            ..Self::default()
        }
    }

    /// Empties what was taken in.
    pub fn done(&mut self) {
        *self = Self { opens: self.opens.clone(), closes: self.closes.clone(), ..Self::default() };
    }
}

fn run(from: &Typed, to: &Typed) -> Result<Term, Sentence> {
    let day = |typed: &Typed| {
        let day = typed.as_str().parse::<Day>();
        day.map_err(|_| Sentence::plain("bad-day").with("text", typed.as_str()))
    };
    Ok(Term { from: day(from)?, to: day(to)? })
}

impl SchoolPage {
    pub(super) fn typed_hours(&self) -> Result<CalendarChange, Sentence> {
        let minutes = |typed: &Typed| SchoolHours::minutes_of(typed.as_str());
        let HoursPage { opens, closes, .. } = &self.hours;
        let hours = minutes(opens).and_then(|from| Ok(SchoolHours { from, to: minutes(closes)? }));
        hours.map(CalendarChange::Hours).map_err(|bad| bad.says())
    }

    pub(super) fn typed_term(&self) -> Result<CalendarChange, Sentence> {
        run(&self.hours.term_from, &self.hours.term_to).map(CalendarChange::AddTerm)
    }

    pub(super) fn typed_closed(&self) -> Result<CalendarChange, Sentence> {
        let HoursPage { closed_from, closed_to, .. } = &self.hours;
        let last = if closed_to.is_blank() { closed_from } else { closed_to };
        run(closed_from, last).map(CalendarChange::Close)
    }
}
