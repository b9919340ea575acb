//! Who does what: roles of the people on the share, and adults whom pupils may name though they
//! have no computer here.

use super::keys::{By, change};
use super::{ActError, Desk, grant, init, recipients, revoke, sync};
use crate::domain::people::Person;
use crate::domain::{Adult, DeviceId, Role};
use crate::wire::Member;
use crate::wire::keys::Until;

/// Everybody on the share, tablets too, with names.
pub fn list(desk: &Desk) -> Result<Vec<Person>, ActError> {
    let keys = desk.trust()?.keys;
    let school = desk.school()?;
    let mut people = recipients::people(&keys, &school);
    let tablets = school.people.into_iter().filter(|person| {
        keys.member(&person.device_id).is_some_and(|member| member.serves() && !member.is_staff())
    });
    people.extend(tablets);
    Ok(people)
}

fn find(desk: &Desk, named: &str) -> Result<Person, ActError> {
    let people = recipients::people(&desk.trust()?.keys, &desk.school()?);
    let named_person = people.iter().find(|person| {
        person.device_id.as_str() == named
            || person.name.trim().to_lowercase() == named.trim().to_lowercase()
    });
    named_person.cloned().ok_or_else(|| ActError::NoPerson {
        name: named.to_owned(),
        known: people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// Gives somebody on the share one more role. What they may now read is granted to them.
pub fn add(desk: &Desk, named: &str, role: Role) -> Result<Person, ActError> {
    if role == Role::Tablet {
        return Err(ActError::WrongRole);
    }
    let person = find(desk, named)?;
    let device = person.device_id.clone();
    if !desk.trust()?.own_member(desk.home.device_id())?.has_role(Role::Admin) {
        return Err(ActError::NotAdmin);
    }
    grant::note_due(desk, &device)?;
    set_roles(desk, &device, &|member| {
        member.roles.insert(role);
        Ok(())
    })?;
    grant::to_member(desk, &device)?;
    find(desk, device.as_str())
}

/// Gives somebody what was said before they came or had their role, as far as this computer can read
/// it and they may hear it. Gives how many entries that are.
pub fn give_earlier(desk: &Desk, named: &str) -> Result<(Person, u64), ActError> {
    let person = find(desk, named)?;
    let given = grant::to_member(desk, &person.device_id)?;
    Ok((person, given))
}

/// Whether what was said before has to come to them from somebody else who keeps safe: whoever runs
/// this computer, and let them in, may not hear it.
pub fn waits_for_earlier(desk: &Desk, device: &DeviceId) -> Result<bool, ActError> {
    let keys = desk.trust()?.keys;
    let keeps_safe = |device| keys.member(device).is_some_and(Member::keeps_safe);
    Ok(keeps_safe(device) && !keeps_safe(desk.home.device_id()))
}

/// Takes a role from somebody; the last administrator, SENCo and safeguarding lead keep theirs. What
/// they decided in it stands.
pub fn remove(desk: &Desk, named: &str, role: Role) -> Result<Person, ActError> {
    let person = find(desk, named)?;
    let keys = desk.trust()?.keys;
    let is_needed = matches!(role, Role::Admin | Role::Senco | Role::Dsl);
    if is_needed && keys.serving(role).all(|member| member.device == person.device_id) {
        return Err(ActError::LastInRole { role: role.to_string() });
    }
    // What this computer tells of the school from then on would not be believed.
    let is_own = &person.device_id == desk.home.device_id();
    if is_own
        && role.tells_school()
        && person.roles.contains(&role)
        && person.roles.iter().filter(|role| role.tells_school()).count() == 1
    {
        return Err(ActError::NotOneself);
    }
    // What they have sent until now is to be read before it is written down how far they came.
    sync::send_now(desk)?;
    let trust = desk.trust()?;
    let until = match trust.keys.member(&person.device_id) {
        Some(member) => revoke::until_now(desk, &trust, member)?,
        None => return Err(ActError::NoDevice { device: person.device_id.to_string() }),
    };
    set_roles(desk, &person.device_id, &|member| {
        if member.roles.len() == 1 && member.roles.contains(&role) {
            return Err(ActError::LastInRole { role: role.to_string() });
        }
        let known = member.had.get(&role);
        let is_open = known.is_some_and(|known| known.last_worry_seq == Until::ALL);
        if member.roles.remove(&role) || is_open {
            member.had.insert(role, until);
        }
        Ok(())
    })?;
    find(desk, person.device_id.as_str())
}

/// Adds an adult without a computer, whom a pupil may name in a worry.
pub fn add_adult(desk: &Desk, name: &str) -> Result<(), ActError> {
    let name = init::check_name(name)?;
    let mut school = desk.school_to_change()?;
    if !school.other_adults.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
        school.other_adults.push(name);
        init::tell_school(desk, school)?;
    }
    Ok(())
}

/// Keeps an adult's picture and days; one without a computer can be named from now on.
pub fn put_adult(desk: &Desk, adult: Adult) -> Result<(), ActError> {
    let adult = Adult { name: init::check_name(&adult.name)?, ..adult };
    let mut school = desk.school_to_change()?;
    school.put_adult(adult);
    init::tell_school(desk, school)
}

/// Takes an adult without a computer out of the list.
pub fn remove_adult(desk: &Desk, name: &str) -> Result<(), ActError> {
    let mut school = desk.school_to_change()?;
    if !school.remove_adult(name) {
        let known = school.other_adults.join(", ");
        return Err(ActError::NoPerson { name: name.to_owned(), known });
    }
    init::tell_school(desk, school)
}

fn set_roles(
    desk: &Desk,
    device: &DeviceId,
    set: &dyn Fn(&mut Member) -> Result<(), ActError>,
) -> Result<(), ActError> {
    // Read before: what somebody told whose role goes may not be believed after.
    let before = desk.school_to_change()?;
    let after = change(desk, By::Us, &|keys| {
        let member = keys
            .members
            .iter_mut()
            .find(|member| &member.device == device)
            .ok_or_else(|| ActError::NoDevice { device: device.to_string() })?;
        set(member)
    })?;
    let mut school = before.clone();
    for person in &mut school.people {
        if let Some(member) = after.keys.member(&person.device_id) {
            person.roles = member.roles.clone();
        }
    }
    init::tell_changed(desk, before, school)
}
