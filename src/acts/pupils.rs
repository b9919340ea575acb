//! What is noted about pupils: who agreed or objects, who can decide, what must not be shown.
//! Told to everybody at once, so that pages and tablets obey.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{ActError, Desk, init, sync};
use crate::domain::consent_record::{Change, Noted};
use crate::domain::people::Nation;
use crate::domain::{Day, Moment, PupilId, School};

/// The day of a moment where this computer stands.
pub fn day_of(at: Moment) -> Option<Day> {
    let timestamp = Timestamp::from_millisecond(at.unix_millis).unwrap_or_default();
    let date = TimeZone::system().to_datetime(timestamp).date();
    Day::new(date.year(), date.month(), date.day())
}

/// The school, where this computer may tell of it.
fn school_to_tell(desk: &Desk) -> Result<School, ActError> {
    let trust = desk.trust()?;
    let own = trust.own_member(desk.home.device_id())?;
    if own.tells_school() {
        // What a colleague wrote down is not to be told away.
        sync::sync(desk)?;
        desk.school_to_change()
    } else {
        Err(ActError::WrongRole)
    }
}

fn tell(desk: &Desk, school: School) -> Result<(), ActError> {
    init::tell_school(desk, school)?;
    sync::send_now(desk)
}

/// Notes a change of a pupil's consents, capacity or flags.
pub fn note(desk: &Desk, pupil_id: &PupilId, change: Change) -> Result<(), ActError> {
    let now = desk.now();
    let missing = || ActError::NoPupil { pupil: pupil_id.to_string() };
    let today = day_of(now).ok_or_else(missing)?;
    change.check(today)?;
    let mut school = school_to_tell(desk)?;
    let pupil = school.pupils.iter_mut().find(|pupil| &pupil.pupil_id == pupil_id);
    let noted = Noted { at: now, by: desk.home.settings.name.clone(), change };
    pupil.ok_or_else(missing)?.note(noted, today);
    tell(desk, school)
}

/// Sets or takes away a pupil's birth day, on which it depends who decides.
pub fn set_born(desk: &Desk, pupil_id: &PupilId, born: Option<Day>) -> Result<(), ActError> {
    let mut school = school_to_tell(desk)?;
    let pupil = school.pupils.iter_mut().find(|pupil| &pupil.pupil_id == pupil_id);
    let missing = || ActError::NoPupil { pupil: pupil_id.to_string() };
    let today = day_of(desk.now()).ok_or_else(missing)?;
    pupil.ok_or_else(missing)?.set_born(born, today);
    tell(desk, school)
}

/// Sets whose law the words follow.
pub fn set_nation(desk: &Desk, nation: Nation) -> Result<(), ActError> {
    let mut school = school_to_tell(desk)?;
    school.nation = nation;
    tell(desk, school)
}
