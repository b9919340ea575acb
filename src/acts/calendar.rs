//! When the school is open, how long a worry may wait, and whom to tell where and when.

use super::{ActError, Desk, init, sync};
use crate::domain::overdue::Limits;
use crate::domain::people::Person;
use crate::domain::{Calendar, CalendarChange, School};
use crate::platform::post;
use crate::wire::Member;

/// Tells everybody when the school is open and how long a worry may wait.
pub fn set(desk: &Desk, calendar: Calendar, limits: Limits) -> Result<(), ActError> {
    calendar.check()?;
    let mut school = school_to_tell(desk)?;
    if school.calendar != calendar || school.limits != limits {
        school.calendar = calendar;
        school.limits = limits;
        init::tell_school(desk, school)?;
    }
    Ok(())
}

/// Makes one change to when the school is open or how long a worry may wait.
pub fn change(desk: &Desk, change: &CalendarChange) -> Result<(), ActError> {
    let mut school = school_to_tell(desk)?;
    let (calendar, limits) = school.calendar.changed(school.limits, change)?;
    if (&school.calendar, school.limits) != (&calendar, limits) {
        school.calendar = calendar;
        school.limits = limits;
        init::tell_school(desk, school)?;
    }
    Ok(())
}

/// The school, for whoever may tell it.
fn school_to_tell(desk: &Desk) -> Result<School, ActError> {
    let keys = desk.trust()?.keys;
    if !keys.member(desk.home.device_id()).is_some_and(Member::tells_school) {
        return Err(ActError::WrongRole);
    }
    // What a colleague wrote down is not to be told away.
    sync::sync(desk)?;
    desk.school_to_change()
}

fn place(school: &School, named: &str) -> Result<usize, ActError> {
    let named = named.trim().to_lowercase();
    let is_named = |person: &Person| {
        person.roles.iter().any(|role| role.is_staff())
            && (person.device_id.as_str() == named || person.name.trim().to_lowercase() == named)
    };
    let staff =
        school.people.iter().filter(|person| person.roles.iter().any(|role| role.is_staff()));
    let known = staff.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
    let place = school.people.iter().position(is_named);
    place.ok_or(ActError::NoPerson { name: named, known })
}

/// Where somebody is told that a worry waits; an empty address takes it away.
pub fn set_contact(desk: &Desk, named: &str, email: &str) -> Result<Person, ActError> {
    let mut school = school_to_tell(desk)?;
    let at = place(&school, named)?;
    let person = &mut school.people[at];
    let email = email.trim();
    if !email.is_empty() {
        post::check_address(email)?;
    }
    person.email = (!email.is_empty()).then(|| email.to_owned());
    let person = person.clone();
    init::tell_school(desk, school)?;
    Ok(person)
}

/// Names somebody before all others: of several safeguarding leads, the lead.
pub fn put_first(desk: &Desk, named: &str) -> Result<Person, ActError> {
    let mut school = school_to_tell(desk)?;
    let at = place(&school, named)?;
    let person = school.people.remove(at);
    school.people.insert(0, person.clone());
    init::tell_school(desk, school)?;
    Ok(person)
}
