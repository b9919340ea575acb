//! What was said about a pupil's consents, by whom and when, and what stands because of it.
//!
//! An objection is obeyed until whoever made it says otherwise. A yes counts from somebody with
//! parental responsibility, or from the young person once they decide themselves; whatever else
//! was said is kept and counts for nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Consent, Consents, Day, Flag, Moment, Purpose, Says, Sentence};

/// The most that is kept of one pupil; what goes then no longer counted.
pub const HISTORY_LIMIT: usize = 60;

/// Whether somebody has parental responsibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Responsibility {
    Yes,
    No,
    #[default]
    NotKnown,
}

impl Responsibility {
    pub const ALL: [Responsibility; 3] = [Self::Yes, Self::No, Self::NotKnown];
}

/// Whose word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The pupil, or the young person.
    Pupil,
    Parent(Responsibility),
    /// The school's own system, or whatever was known before this was kept.
    List,
    /// Decided in their best interests, after they were found unable to decide this themselves.
    Interests,
}

impl Speaker {
    /// What is one voice: a later word of it takes the place of an earlier one.
    fn voice(self, name: &str) -> (u8, String) {
        match self {
            Self::Pupil => (0, String::new()),
            Self::Parent(_) => (1, name.trim().to_lowercase()),
            Self::List => (2, String::new()),
            Self::Interests => (3, String::new()),
        }
    }
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentSaid {
    pub about: BTreeSet<Purpose>,
    /// "Not asked" takes back what they said before.
    pub consent: Consent,
    pub speaker: Speaker,
    /// Whoever spoke, where it was not the pupil.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    pub on: Day,
}

/// Something that was changed about a pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Said(ConsentSaid),
    /// Whether the young person can decide this themselves, as somebody found who may.
    Capacity {
        can_decide: bool,
        name: String,
        on: Day,
    },
    Flag {
        flag: Flag,
        is_on: bool,
    },
}

/// Why a change cannot be written down as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadChange {
    #[error("about nothing")]
    AboutNothing,
    #[error("nobody's name")]
    NoName,
    #[error("a day that has not come")]
    NotYet,
}

impl Says for BadChange {
    fn says(&self) -> Sentence {
        Sentence::plain(match self {
            Self::AboutNothing => "consent-about-nothing",
            Self::NoName => "consent-no-name",
            Self::NotYet => "consent-not-yet",
        })
    }
}

impl Change {
    /// Whether it says what has to be known.
    pub fn check(&self, today: Day) -> Result<(), BadChange> {
        let (name, on) = match self {
            Self::Flag { .. } => return Ok(()),
            Self::Capacity { name, on, .. } => (Some(name), on),
            Self::Said(said) if said.about.is_empty() => return Err(BadChange::AboutNothing),
            Self::Said(said) => match said.speaker {
                Speaker::Pupil | Speaker::List => (None, &said.on),
                Speaker::Parent(_) | Speaker::Interests => (Some(&said.name), &said.on),
            },
        };
        match name {
            Some(name) if name.trim().is_empty() => Err(BadChange::NoName),
            _ if *on > today => Err(BadChange::NotYet),
            _ => Ok(()),
        }
    }
}

/// A change, with who wrote it down and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub at: Moment,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    pub change: Change,
}

/// What staff alone know of a pupil.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PupilRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
    /// In the order in which it was written down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Noted>,
}

/// Counts only: a log must not hold a name.
impl std::fmt::Debug for PupilRecord {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} noted", self.history.len())
    }
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decider {
    /// Whoever has parental responsibility.
    Parents,
    /// Over compulsory school age.
    YoungPerson,
    /// Over compulsory school age, and found unable to decide this.
    Interests,
}

/// What a word weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Counts,
    /// A yes from somebody whose parental responsibility is not known, or who has none.
    NoResponsibility,
    /// A yes of a pupil who does not decide yet: it takes their own no away, and is none.
    NotYetTheirs,
    /// A no of somebody else, obeyed until the young person, or whoever decides for them, has decided.
    UntilDecided,
    /// A yes of somebody else: the young person decides.
    YoungPersonDecides,
    /// The young person can decide, or nobody found that they cannot.
    CanDecide,
    /// The young person was found unable to decide this: their no is obeyed, their yes is none.
    CannotDecide,
}

/// What stands about a purpose, and whose words it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing<'a> {
    pub consent: Consent,
    pub because_of: Vec<&'a ConsentSaid>,
    /// It was given by others before the young person decided themselves: they are to be asked.
    pub is_to_ask_again: bool,
}

impl PupilRecord {
    pub fn is_empty(&self) -> bool {
        self.born.is_none() && self.history.is_empty()
    }

    /// Who decides on a day, by what was noted until a place in the history.
    fn decider_at(&self, place: usize, on: Day) -> Decider {
        let is_over = self.born.and_then(Day::school_leaving_day).is_some_and(|day| on >= day);
        if !is_over {
            return Decider::Parents;
        }
        let until = self.history.iter().take(place).rev();
        let found = until.into_iter().find_map(|noted| match &noted.change {
            Change::Capacity { can_decide, .. } => Some(*can_decide),
            Change::Said(_) | Change::Flag { .. } => None,
        });
        if found == Some(false) { Decider::Interests } else { Decider::YoungPerson }
    }

    /// Who decides on a day, by all that is known.
    pub fn decider(&self, on: Day) -> Decider {
        self.decider_at(self.history.len(), on)
    }

    /// What a word in the history weighs; nothing where the place holds none.
    pub fn weight(&self, place: usize) -> Option<Weight> {
        let Change::Said(said) = &self.history.get(place)?.change else { return None };
        let is_yes = said.consent == Consent::Given;
        let weight = match (self.decider_at(place, said.on), said.speaker) {
            (_, Speaker::List) => Weight::Counts,
            (Decider::Parents, Speaker::Parent(Responsibility::Yes)) => Weight::Counts,
            (Decider::Parents, Speaker::Parent(_)) if is_yes => Weight::NoResponsibility,
            (Decider::Parents, Speaker::Pupil) if is_yes => Weight::NotYetTheirs,
            (Decider::Parents, Speaker::Parent(_) | Speaker::Pupil) => Weight::Counts,
            (Decider::YoungPerson, Speaker::Pupil) => Weight::Counts,
            (Decider::YoungPerson | Decider::Interests, Speaker::Parent(_)) => match is_yes {
                true => Weight::YoungPersonDecides,
                false => Weight::UntilDecided,
            },
            (Decider::Parents | Decider::YoungPerson, Speaker::Interests) => Weight::CanDecide,
            (Decider::Interests, Speaker::Interests) => Weight::Counts,
            (Decider::Interests, Speaker::Pupil) if is_yes => Weight::CannotDecide,
            (Decider::Interests, Speaker::Pupil) => Weight::Counts,
        };
        Some(weight)
    }

    /// What stands about a purpose; nothing where nobody said anything about it.
    pub fn standing(&self, purpose: Purpose, today: Day) -> Option<Standing<'_>> {
        let mut voices: Vec<((u8, String), &ConsentSaid, Consent)> = Vec::new();
        let mut was_said = false;
        let mut is_their_own = false;
        for (place, noted) in self.history.iter().enumerate() {
            let Change::Said(said) = &noted.change else { continue };
            if !said.about.contains(&purpose) {
                continue;
            }
            was_said = true;
            let Some(weight) = self.weight(place) else { continue };
            let decider = self.decider_at(place, said.on);
            let counted = match weight {
                Weight::Counts => said.consent,
                // It takes their own no away.
                Weight::NoResponsibility | Weight::NotYetTheirs | Weight::CannotDecide => {
                    Consent::NotAsked
                }
                Weight::UntilDecided if is_their_own => continue,
                Weight::YoungPersonDecides if is_their_own => continue,
                Weight::UntilDecided => said.consent,
                Weight::YoungPersonDecides => Consent::NotAsked,
                Weight::CanDecide => continue,
            };
            let decides = matches!(
                (decider, said.speaker),
                (Decider::YoungPerson, Speaker::Pupil) | (Decider::Interests, Speaker::Interests)
            );
            if decides {
                // What others said before is theirs to decide now; nobody decides away the
                // young person's own no.
                let is_interests = said.speaker == Speaker::Interests;
                voices.retain(|(_, said, _)| is_interests && said.speaker == Speaker::Pupil);
                is_their_own = said.consent != Consent::NotAsked;
            }
            let voice = said.speaker.voice(&said.name);
            voices.retain(|(known, _, _)| known != &voice);
            voices.push((voice, said, counted));
        }
        if !was_said {
            return None;
        }
        let has = |wanted| voices.iter().any(|(_, _, consent)| *consent == wanted);
        let consent = match (has(Consent::Objected), has(Consent::Given)) {
            (true, _) => Consent::Objected,
            (false, true) => Consent::Given,
            (false, false) => Consent::NotAsked,
        };
        let by = voices.into_iter().filter(|(_, _, counted)| *counted == consent);
        let is_to_ask_again = !is_their_own && self.decider(today) != Decider::Parents;
        Some(Standing {
            consent,
            because_of: by.map(|(_, said, _)| said).collect(),
            is_to_ask_again,
        })
    }

    /// Keeps a change; what was known before this was kept is kept as the list's word.
    pub fn note(&mut self, noted: Noted, before: &Consents, today: Day) {
        if let Change::Said(said) = &noted.change {
            for purpose in said.about.clone() {
                let known = before.on(purpose);
                if known != Consent::NotAsked && self.standing(purpose, today).is_none() {
                    let change = Change::Said(ConsentSaid {
                        about: BTreeSet::from([purpose]),
                        consent: known,
                        speaker: Speaker::List,
                        name: String::new(),
                        on: said.on,
                    });
                    let at = Moment::default();
                    self.history.push(Noted { at, by: String::new(), change });
                }
            }
        }
        self.history.push(noted);
        while self.history.len() > HISTORY_LIMIT && self.forget_one(today) {}
    }

    /// Takes over what is in another's history alone, between what both have, each in the order in
    /// which it was written down; of what was written at the same time, what guards the pupil last.
    /// Gives whether there was anything.
    pub fn join(&mut self, other: &PupilRecord, today: Day) -> bool {
        if other.history.iter().all(|noted| self.history.contains(noted)) {
            return false;
        }
        let (mut ours, mut theirs) = (self.history.as_slice(), other.history.as_slice());
        let mut joined: Vec<Noted> = Vec::with_capacity(ours.len() + theirs.len());
        // An objection, or a flag that is set, comes after whatever was noted beside it.
        let guards = |noted: &Noted| match &noted.change {
            Change::Said(said) => said.consent == Consent::Objected,
            Change::Flag { is_on, .. } => *is_on,
            Change::Capacity { .. } => false,
        };
        let when = |noted: &Noted| (guards(noted), noted.at);
        loop {
            while let Some((_, rest)) = ours.split_first().filter(|one| joined.contains(one.0)) {
                ours = rest;
            }
            while let Some((_, rest)) = theirs.split_first().filter(|one| joined.contains(one.0)) {
                theirs = rest;
            }
            let is_ours = match (ours.first(), theirs.first()) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(_), Some(their)) if ours.contains(their) => true,
                (Some(our), Some(_)) if theirs.contains(our) => false,
                (Some(our), Some(their)) => when(our) <= when(their),
            };
            let from = if is_ours { &mut ours } else { &mut theirs };
            if let Some((first, rest)) = from.split_first() {
                joined.push(first.clone());
                *from = rest;
            }
        }
        self.history = joined;
        while self.history.len() > HISTORY_LIMIT && self.forget_one(today) {}
        true
    }

    /// Whether a later word of the same voice, or a later flag, took the place of this one.
    fn is_superseded(&self, place: usize) -> bool {
        let Some((noted, later)) = self.history.get(place..).and_then(<[Noted]>::split_first)
        else {
            return false;
        };
        later.iter().any(|later| match (&noted.change, &later.change) {
            (Change::Said(said), Change::Said(after)) => {
                said.speaker.voice(&said.name) == after.speaker.voice(&after.name)
                    && said.about.is_subset(&after.about)
            }
            (Change::Flag { flag, .. }, Change::Flag { flag: after, .. }) => flag == after,
            (Change::Said(_) | Change::Flag { .. } | Change::Capacity { .. }, _) => false,
        })
    }

    /// Takes out the oldest that counts no more; everything stands as before.
    fn forget_one(&mut self, today: Day) -> bool {
        let stands = |record: &Self| {
            Purpose::ALL.map(|purpose| {
                record.standing(purpose, today).map(|one| (one.consent, one.is_to_ask_again))
            })
        };
        let before = stands(self);
        for place in (0..self.history.len()).filter(|place| self.is_superseded(*place)) {
            let mut without = self.clone();
            without.history.remove(place);
            if stands(&without) == before {
                *self = without;
                return true;
            }
        }
        false
    }

    /// The consents that stand, over what was known before.
    pub fn consents(&self, before: Consents, today: Day) -> Consents {
        Purpose::ALL.into_iter().fold(before, |consents, purpose| {
            match self.standing(purpose, today) {
                Some(standing) => consents.with(purpose, standing.consent),
                None => consents,
            }
        })
    }
}

#[cfg(test)]
#[path = "consent_record_tests.rs"]
mod tests;
