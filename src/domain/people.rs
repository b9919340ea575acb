//! The school as its tablets and staff computers know it: adults with roles, classes, pupils.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::adults::Adult;
use super::consent::{Consents, Flag};
use super::consent_record::{Change, Noted, PupilRecord};
use super::hours::Calendar;
use super::inquiry::{Asked, Inquiry};
use super::overdue::Limits;
use super::retention::Retention;
use super::{Day, DeviceId, Moment, PupilId, SupplyPin};

/// What a device, and whoever sits at it, may do. Each record type belongs to roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Tablet,
    /// Hears every entry that is no worry, publishes, answers.
    Senco,
    /// Safeguarding lead or deputy: hears every entry, worries among them.
    Dsl,
    /// Hears worries about staff.
    Head,
    /// Chair of governors: hears worries about the head.
    Chair,
    /// Signs keys files: approves, revokes.
    Admin,
}

impl Role {
    pub const ALL: [Role; 6] =
        [Self::Tablet, Self::Senco, Self::Dsl, Self::Head, Self::Chair, Self::Admin];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Senco => "senco",
            Self::Dsl => "dsl",
            Self::Head => "head",
            Self::Chair => "chair",
            Self::Admin => "admin",
        }
    }

    pub fn is_staff(self) -> bool {
        self != Self::Tablet
    }

    /// Whether whoever has it may read worries and decide about them.
    pub fn keeps_safe(self) -> bool {
        matches!(self, Self::Dsl | Self::Head | Self::Chair)
    }

    /// Whether what whoever has it tells of the school is believed.
    pub fn tells_school(self) -> bool {
        matches!(self, Self::Senco | Self::Admin)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| Self::ALL.map(Self::as_str).join(", "))
    }
}

/// An adult with a computer of their own on the share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub device_id: DeviceId,
    pub name: String,
    pub roles: BTreeSet<Role>,
    /// Where they are told that something waits; empty on a tablet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl Person {
    pub fn new(device_id: DeviceId, name: String, roles: BTreeSet<Role>) -> Self {
        Self { device_id, name, roles, email: None }
    }
}

/// A pupil. Tablets get first names only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pupil {
    pub pupil_id: PupilId,
    pub first_name: String,
    /// Empty on a tablet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    pub class: String,
    /// The unique pupil number, to find the same pupil in next year's roster; empty on a tablet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub upn: String,
    #[serde(default)]
    pub consents: Consents,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub flags: BTreeSet<Flag>,
    /// What it all stands on; empty on a tablet.
    #[serde(default, skip_serializing_if = "PupilRecord::is_empty")]
    pub record: PupilRecord,
}

/// Names a pupil by id alone: a log must not hold a name.
impl fmt::Debug for Pupil {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.pupil_id)
    }
}

impl Pupil {
    /// The name as staff know it.
    pub fn full_name(&self) -> String {
        if self.last_name.is_empty() {
            self.first_name.clone()
        } else {
            format!("{} {}", self.first_name, self.last_name)
        }
    }

    /// Keeps a change, and what stands because of it.
    pub fn note(&mut self, noted: Noted, today: Day) {
        if let Change::Flag { flag, is_on } = noted.change {
            match is_on {
                true => self.flags.insert(flag),
                false => self.flags.remove(&flag),
            };
        }
        self.record.note(noted, &self.consents, today);
        self.consents = self.record.consents(self.consents, today);
    }

    /// Sets or takes away the birth day; what stands may be another thing then.
    pub fn set_born(&mut self, born: Option<Day>, today: Day) {
        self.record.born = born;
        self.consents = self.record.consents(self.consents, today);
    }

    /// Takes over what another computer noted of the same pupil and this one had not heard.
    pub fn join(&mut self, other: &PupilRecord, today: Day) {
        if !self.record.join(other, today) {
            return;
        }
        for noted in &self.record.history {
            if let Change::Flag { flag, is_on } = noted.change {
                match is_on {
                    true => self.flags.insert(flag),
                    false => self.flags.remove(&flag),
                };
            }
        }
        self.consents = self.record.consents(self.consents, today);
    }

    /// What a tablet may know: no last name, no number, no flag (they are never shown there).
    pub fn for_tablet(&self) -> Pupil {
        Pupil {
            last_name: String::new(),
            upn: String::new(),
            flags: BTreeSet::new(),
            record: PupilRecord::default(),
            ..self.clone()
        }
    }
}

/// Where the school is: the law, and the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nation {
    #[default]
    England,
    Wales,
}

impl Nation {
    pub const ALL: [Nation; 2] = [Self::England, Self::Wales];

    /// What a message's key ends with where its words differ by nation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Wales => "wales",
        }
    }

    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A class by its name, with its pupils.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class<'a> {
    pub name: &'a str,
    pub pupils: Vec<&'a Pupil>,
}

/// The last change of a part of the school: its number, one more than any that its device had heard
/// of, and the device. Of two the greater stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(pub u64, pub DeviceId);

/// What the school told its devices, last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct School {
    pub name: String,
    /// In the order in which they are told that a worry waits: the first safeguarding lead, then
    /// the deputies.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Adults without a computer here, whom a pupil may still name in a worry.
    #[serde(default)]
    pub other_adults: Vec<String>,
    /// Pictures and days of adults whom pupils can name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adults: Vec<Adult>,
    #[serde(default)]
    pub pupils: Vec<Pupil>,
    /// Pupils of whom nothing is kept any more: whoever still names one is behind.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub erased: BTreeSet<PupilId>,
    #[serde(default, skip_serializing_if = "Retention::is_default")]
    pub retention: Retention,
    /// Whose law the words follow.
    #[serde(default, skip_serializing_if = "Nation::is_default")]
    pub nation: Nation,
    /// What is asked now, and what of it is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inquiries: Vec<Inquiry>,
    /// What opens a class's tips to a supply teacher, today and on days to come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supply: Vec<SupplyPin>,
    /// When a pupil's login was last shown not to read the staff pages; before that nothing is
    /// published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages_checked: Option<Moment>,
    /// When it is open.
    #[serde(default, skip_serializing_if = "Calendar::is_default")]
    pub calendar: Calendar,
    /// How long a worry may wait unopened.
    #[serde(default, skip_serializing_if = "Limits::is_default")]
    pub limits: Limits,
    /// The last change of each part that was changed since the school was made (`wire::school`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "grouped")]
    pub marks: BTreeMap<u64, Mark>,
}

/// Marks as they are written: each once, with the parts that it is of.
mod grouped {
    use super::{BTreeMap, Deserialize, DeviceId, Mark, Serialize};

    type Group = (u64, DeviceId, Vec<u64>);

    pub fn serialize<S: serde::Serializer>(
        marks: &BTreeMap<u64, Mark>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut groups: BTreeMap<&Mark, Vec<u64>> = BTreeMap::new();
        for (part, mark) in marks {
            groups.entry(mark).or_default().push(*part);
        }
        let groups = groups.into_iter().map(|(mark, parts)| (mark.0, mark.1.clone(), parts));
        groups.collect::<Vec<Group>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<u64, Mark>, D::Error> {
        let groups = Vec::<Group>::deserialize(deserializer)?.into_iter();
        Ok(groups
            .flat_map(|(times, device, parts)| {
                parts.into_iter().map(move |part| (part, Mark(times, device.clone())))
            })
            .collect())
    }
}

impl School {
    pub fn pupil(&self, pupil_id: &PupilId) -> Option<&Pupil> {
        self.pupils.iter().find(|pupil| &pupil.pupil_id == pupil_id)
    }

    /// Classes by name, pupils in each by first name: in the same order on a tablet, which knows
    /// no last names.
    pub fn classes(&self) -> Vec<Class<'_>> {
        let mut pupils: Vec<&Pupil> = self.pupils.iter().collect();
        pupils.sort_by_key(|pupil| {
            (pupil.class.as_str(), pupil.first_name.as_str(), &pupil.pupil_id)
        });
        let mut classes: Vec<Class<'_>> = Vec::new();
        for pupil in pupils {
            match classes.last_mut() {
                Some(class) if class.name == pupil.class => class.pupils.push(pupil),
                _ => classes.push(Class { name: &pupil.class, pupils: vec![pupil] }),
            }
        }
        classes
    }

    /// A pupil's name as staff tell pupils apart: where another in the same class has the same
    /// name, with the number or the birth day, where there is one.
    pub fn called(&self, pupil: &Pupil) -> String {
        let name = pupil.full_name();
        let is_alike = |other: &&Pupil| {
            other.pupil_id != pupil.pupil_id
                && other.class == pupil.class
                && other.full_name().to_lowercase() == name.to_lowercase()
        };
        if !self.pupils.iter().any(|other| is_alike(&other)) {
            return name;
        }
        match (pupil.record.born, pupil.upn.is_empty()) {
            (_, false) => format!("{name} ({})", pupil.upn),
            (Some(born), true) => format!("{name} ({born})"),
            (None, true) => name,
        }
    }

    pub fn for_tablet(&self) -> School {
        let inquiries = self.inquiries.iter().filter(|inquiry| inquiry.is_for_tablets()).cloned();
        let people = self.people.iter().cloned().map(|person| Person { email: None, ..person });
        School {
            people: people.collect(),
            pupils: self.pupils.iter().map(Pupil::for_tablet).collect(),
            inquiries: inquiries.collect(),
            pages_checked: None,
            ..self.clone()
        }
    }

    /// Whether it names somebody of whom nothing is to be kept.
    pub fn names_any(&self, erased: &BTreeSet<PupilId>) -> bool {
        self.pupils.iter().any(|pupil| erased.contains(&pupil.pupil_id))
    }

    /// Takes out everybody of whom nothing is to be kept, for ever.
    pub fn erase(&mut self, erased: &BTreeSet<PupilId>) {
        self.erased.extend(erased.iter().cloned());
        let School { pupils, erased, inquiries, .. } = self;
        let is_gone =
            |asked: &Asked| matches!(asked, Asked::Pupil(pupil) if erased.contains(pupil));
        inquiries.retain(|inquiry| !is_gone(&inquiry.asked));
        pupils.retain(|pupil| !erased.contains(&pupil.pupil_id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Consent, Purpose};

    fn pupil(number: u8, class: &str, upn: &str) -> Pupil {
        Pupil {
            pupil_id: PupilId::from_bytes(&[number; 13]),
            first_name: "Amira".into(),
            last_name: "Khan".into(),
            class: class.into(),
            upn: upn.into(),
            consents: Consents::default(),
            flags: BTreeSet::new(),
            record: PupilRecord::default(),
        }
    }

    #[test]
    fn two_of_one_name_in_one_class_are_told_apart() {
        let mut born = pupil(3, "3 Oak", "");
        born.record.born = Day::new(2018, 5, 1);
        let pupils = vec![pupil(1, "3 Oak", "A1"), pupil(2, "5 Elm", "A2"), born];
        let school = School { pupils, ..School::default() };
        let called: Vec<String> = school.pupils.iter().map(|one| school.called(one)).collect();
        assert_eq!(called, ["Amira Khan (A1)", "Amira Khan", "Amira Khan (2018-05-01)"]);
    }

    #[test]
    fn what_is_noted_stands_and_tablets_hear_only_what_stands() {
        let today = Day::new(2026, 5, 1).unwrap();
        let mut pupil = pupil(1, "3 Oak", "A1");
        let noted = |change| Noted { at: Default::default(), by: "Mrs Patel".into(), change };
        pupil.note(noted(Change::Flag { flag: Flag::NoName, is_on: true }), today);
        pupil.note(noted(Change::Flag { flag: Flag::NoImage, is_on: true }), today);
        pupil.note(noted(Change::Flag { flag: Flag::NoName, is_on: false }), today);
        assert_eq!(pupil.flags, BTreeSet::from([Flag::NoImage]));
        let said = crate::domain::consent_record::ConsentSaid {
            about: BTreeSet::from([Purpose::Video]),
            consent: Consent::Objected,
            speaker: crate::domain::consent_record::Speaker::Pupil,
            name: String::new(),
            on: today,
        };
        pupil.note(noted(Change::Said(said)), today);
        let shown = pupil.for_tablet();
        assert_eq!(shown.consents.video, Consent::Objected);
        assert!(shown.record.is_empty() && shown.flags.is_empty());
    }
}
