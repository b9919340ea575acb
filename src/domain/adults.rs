//! What pupils are shown of the adults whom they can name: a picture, and on which days they are
//! in. The names themselves stand in `people` and `other_adults`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::School;

/// Pictures to choose from, by their names in `symbols/interface.csv`: no animals, which are the
/// pupils'.
pub const PICTURES: [&str; 13] = [
    "sun", "moon", "star", "ball", "apple", "tree", "flower", "boat", "train", "car", "drum",
    "kite", "hello",
];

/// An adult as pupils are shown them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Adult {
    pub name: String,
    /// One of `PICTURES`; empty where none was chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
    /// 0 is Monday; empty where nobody said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub days: BTreeSet<u8>,
}

impl Adult {
    /// The picture, where it is one that there is.
    pub fn known_picture(&self) -> Option<&'static str> {
        PICTURES.into_iter().find(|picture| *picture == self.picture)
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

impl School {
    /// What is known of an adult, with or without a computer here.
    pub fn adult(&self, name: &str) -> Option<&Adult> {
        self.adults.iter().find(|adult| is_same(&adult.name, name))
    }

    /// Whether they are in on a weekday; whoever said no days may always be.
    pub fn is_in(&self, name: &str, weekday: u8) -> bool {
        let days = self.adult(name).map(|adult| &adult.days);
        days.is_none_or(|days| days.is_empty() || days.contains(&weekday))
    }

    fn has_computer(&self, name: &str) -> bool {
        self.people.iter().any(|person| is_same(&person.name, name))
    }

    /// Keeps what is known of an adult; one without a computer here can be named from now on.
    pub fn put_adult(&mut self, adult: Adult) {
        let is_known = self.other_adults.iter().any(|known| is_same(known, &adult.name));
        if !is_known && !self.has_computer(&adult.name) {
            self.other_adults.push(adult.name.clone());
        }
        self.adults.retain(|known| !is_same(&known.name, &adult.name));
        if !adult.picture.is_empty() || !adult.days.is_empty() {
            self.adults.push(adult);
        }
    }

    /// Takes an adult without a computer out; gives whether there was one.
    pub fn remove_adult(&mut self, name: &str) -> bool {
        let before = self.other_adults.len();
        self.other_adults.retain(|known| !is_same(known, name));
        if !self.has_computer(name) {
            self.adults.retain(|known| !is_same(&known.name, name));
        }
        self.other_adults.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adult_is_known_by_name_whatever_its_case() {
        let mut school = School { other_adults: vec!["Mr Brown".to_owned()], ..School::default() };
        assert!(school.is_in("Mr Brown", 5));
        let days = BTreeSet::from([0, 2]);
        let adult = |name: &str| Adult {
            name: name.to_owned(),
            picture: "kite".to_owned(),
            days: days.clone(),
        };
        school.put_adult(adult("mr brown"));
        school.put_adult(adult("Miss Lee"));
        assert_eq!(school.other_adults, ["Mr Brown", "Miss Lee"]);
        assert!(school.is_in("Mr Brown", 2) && !school.is_in("MR BROWN ", 1));
        assert_eq!(school.adult("Mr Brown").and_then(Adult::known_picture), Some("kite"));
        assert!(school.remove_adult("Mr Brown") && !school.remove_adult("Mr Brown"));
        assert_eq!(school.adult("mr brown"), None);
        school.put_adult(Adult { name: "Miss Lee".into(), ..Adult::default() });
        assert!(school.adults.is_empty() && school.other_adults.len() == 1);
    }
}
