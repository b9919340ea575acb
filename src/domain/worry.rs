//! Who may open a worry. The pupil can say who should not see it; nobody can be shut out so far
//! that no adult is left.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::DeviceId;
use super::people::{Person, Role};

/// What a worry adds to a sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WorryDetails {
    /// "I am not safe now".
    #[serde(default)]
    pub urgent: bool,
    /// Adults who should not see it, by the name the school knows them by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_for: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_to_talk_to: Option<String>,
    /// The devices of those adults when it was said: whatever they are called later, it stays
    /// kept from them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kept_from: BTreeSet<DeviceId>,
    /// Whether the head was among them, when it was said.
    #[serde(default)]
    pub about_head: bool,
}

/// Keys in a safe, one set of words each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecoveryKey {
    /// For everything but worries.
    School,
    /// In the head's safe.
    Worry,
    /// In the chair of governors' safe.
    Chair,
}

/// Whom a worry is sealed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorryReaders {
    pub devices: BTreeSet<DeviceId>,
    pub recovery: RecoveryKey,
}

impl WorryReaders {
    /// Whether only words from a safe could open it: the pupil must then be sent to a person.
    pub fn nobody_serving(&self) -> bool {
        self.devices.is_empty()
    }
}

/// Whether a name, a device id or a role as the pupil gave it means this person.
pub fn is_named(person: &Person, named: &str) -> bool {
    let named = named.trim();
    named.to_lowercase() == person.name.trim().to_lowercase()
        || named == person.device_id.as_str()
        || person.roles.iter().any(|role| role.as_str() == named)
}

impl WorryDetails {
    /// Settles whom the given names mean, when it is said.
    pub fn settle(&mut self, people: &[Person]) {
        // An adult without a computer may be the head, where no computer is the head's.
        let has_head = people.iter().any(|person| person.roles.contains(&Role::Head));
        let names_stranger =
            self.not_for.iter().any(|name| !people.iter().any(|person| is_named(person, name)));
        self.about_head |= names_stranger && !has_head;
        self.shut_out(people);
    }

    /// Adds whom the names mean by what is known now; nobody is ever let in again by it.
    fn shut_out(&mut self, people: &[Person]) {
        let named = |person: &&Person| self.not_for.iter().any(|name| is_named(person, name));
        let kept_from: Vec<&Person> = people.iter().filter(named).collect();
        self.about_head |= self.not_for.iter().any(|name| name.trim() == Role::Head.as_str())
            || kept_from.iter().any(|person| person.roles.contains(&Role::Head));
        self.kept_from.extend(kept_from.into_iter().map(|person| person.device_id.clone()));
    }
}

/// Whom a worry is not kept from, though few of them may read it: who may hear that it waits.
pub fn may_know<'a>(people: &'a [Person], worry: &WorryDetails) -> Vec<&'a Person> {
    let mut worry = worry.clone();
    worry.shut_out(people);
    let is_kept_from = |person: &&Person| {
        let is_head = worry.about_head && person.roles.contains(&Role::Head);
        // Somebody whose name is not known yet may be the one who was named.
        let may_be_named = !worry.not_for.is_empty() && person.name.trim().is_empty();
        is_head || may_be_named || worry.kept_from.contains(&person.device_id)
    };
    people.iter().filter(|person| !is_kept_from(person)).collect()
}

/// Chooses the readers of a worry.
///
/// Safeguarding leads and deputies read it. Where it is about one of the staff, the head reads
/// it too; where it is about the head, the chair of governors reads it instead, and the head's
/// safe stays shut. Without a chair on the share the leads who are not named keep reading,
/// since a worry must reach an adult.
pub fn readers(people: &[Person], worry: &WorryDetails) -> WorryReaders {
    let mut worry = worry.clone();
    worry.shut_out(people);
    let with_role = |role: Role| {
        people
            .iter()
            .filter(move |person| person.roles.contains(&role))
            .filter(|person| !worry.kept_from.contains(&person.device_id))
            // Somebody whose name is not known yet may be the one who was named.
            .filter(|person| worry.not_for.is_empty() || !person.name.trim().is_empty())
            .map(|person| person.device_id.clone())
            .collect::<BTreeSet<_>>()
    };
    let leads = with_role(Role::Dsl);
    if worry.about_head {
        let heads = with_role(Role::Head);
        let mut devices = with_role(Role::Chair);
        if devices.is_empty() {
            devices = leads.difference(&heads).cloned().collect();
        }
        return WorryReaders { devices, recovery: RecoveryKey::Chair };
    }
    let mut devices = leads;
    if !worry.not_for.is_empty() {
        devices.extend(with_role(Role::Head));
    }
    WorryReaders { devices, recovery: RecoveryKey::Worry }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: u8, name: &str, roles: &[Role]) -> Person {
        Person {
            device_id: DeviceId::from_bytes(&[number; 13]),
            name: name.into(),
            roles: roles.iter().copied().collect(),
            email: None,
        }
    }

    fn about(not_for: &[&str]) -> WorryDetails {
        let not_for = not_for.iter().map(|name| (*name).to_owned()).collect();
        WorryDetails { not_for, ..WorryDetails::default() }
    }

    fn names(people: &[Person], not_for: &[&str]) -> (Vec<String>, RecoveryKey) {
        let mut worry = about(not_for);
        worry.settle(people);
        let readers = readers(people, &worry);
        let named = people.iter().filter(|person| readers.devices.contains(&person.device_id));
        (named.map(|person| person.name.clone()).collect(), readers.recovery)
    }

    #[test]
    fn a_named_person_is_never_a_reader_and_somebody_above_them_is() {
        let people = [
            person(1, "Mrs Patel", &[Role::Senco, Role::Admin]),
            person(2, "Mr Khan", &[Role::Dsl]),
            person(3, "Ms Lee", &[Role::Dsl]),
            person(4, "Dr Hall", &[Role::Head]),
            person(5, "Mr Orr", &[Role::Chair]),
        ];
        let rows: [(&[&str], &[&str], RecoveryKey); 6] = [
            (&[], &["Mr Khan", "Ms Lee"], RecoveryKey::Worry),
            (&["mr khan "], &["Ms Lee", "Dr Hall"], RecoveryKey::Worry),
            (&["Mr Brown"], &["Mr Khan", "Ms Lee", "Dr Hall"], RecoveryKey::Worry),
            (&["Dr Hall"], &["Mr Orr"], RecoveryKey::Chair),
            (&["head"], &["Mr Orr"], RecoveryKey::Chair),
            (&["dsl"], &["Dr Hall"], RecoveryKey::Worry),
        ];
        for (not_for, expected, recovery) in rows {
            let (readers, key) = names(&people, not_for);
            assert_eq!(readers, expected, "not for {not_for:?}");
            assert_eq!(key, recovery, "not for {not_for:?}");
        }
    }

    #[test]
    fn without_a_chair_a_worry_about_the_head_still_reaches_an_adult() {
        let people = [person(2, "Mr Khan", &[Role::Dsl]), person(4, "Dr Hall", &[Role::Head])];
        let (readers, key) = names(&people, &["Dr Hall"]);
        assert_eq!(readers, ["Mr Khan"]);
        assert_eq!(key, RecoveryKey::Chair);
    }

    #[test]
    fn the_only_lead_named_leaves_nobody_serving_and_says_so() {
        let people = [person(1, "Mrs Patel", &[Role::Senco, Role::Dsl])];
        let readers = readers(&people, &about(&["Mrs Patel"]));
        assert!(readers.nobody_serving());
    }

    #[test]
    fn a_person_who_was_named_stays_shut_out_under_another_name_or_role() {
        let before = [person(2, "Mr Khan", &[Role::Dsl]), person(3, "Ms Lee", &[Role::Dsl])];
        let mut worry = about(&["Mr Khan"]);
        worry.settle(&before);
        let later = [
            person(2, "K.", &[Role::Dsl, Role::Head]),
            person(3, "L.", &[Role::Dsl]),
            person(4, "", &[Role::Dsl]),
        ];
        let readers = readers(&later, &worry);
        assert_eq!(readers.devices, [later[1].device_id.clone()].into());
    }

    #[test]
    fn a_head_without_a_computer_does_not_get_it_from_her_safe() {
        let people = [person(2, "Mr Khan", &[Role::Dsl])];
        let mut worry = about(&["Dr Hall"]);
        worry.settle(&people);
        let readers = readers(&people, &worry);
        assert_eq!(readers.recovery, RecoveryKey::Chair);
        assert!(!readers.nobody_serving());
    }
}
