//! "Told me": writing down in a few seconds what a pupil said, or what was seen.

use super::command::Typed;
use super::office::Job;
use super::{Doing, Review};
use crate::acts::told::Heard;
use crate::domain::{Pupil, PupilId};

/// So many pupils are offered while a name is typed.
const OFFERED: usize = 6;

/// What is being written down.
#[derive(Debug, Clone)]
pub struct Telling {
    pub heard: Heard,
    /// A name that is looked for.
    pub name: Typed,
    pub pupil_id: Option<PupilId>,
    pub text: Typed,
    pub asks_pupil: bool,
}

impl Default for Telling {
    fn default() -> Self {
        Self {
            heard: Heard::Said,
            name: Typed::default(),
            pupil_id: None,
            text: Typed::default(),
            asks_pupil: true,
        }
    }
}

/// A pupil to choose.
#[derive(Clone, PartialEq, Eq)]
pub struct Named {
    pub pupil_id: PupilId,
    pub name: String,
    pub class: String,
}

impl std::fmt::Debug for Named {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.pupil_id)
    }
}

impl Named {
    pub fn of(pupil: &Pupil) -> Self {
        Self {
            pupil_id: pupil.pupil_id.clone(),
            name: pupil.full_name(),
            class: pupil.class.clone(),
        }
    }
}

impl Telling {
    pub fn can_be_kept(&self) -> bool {
        self.pupil_id.is_some() && !self.text.is_blank()
    }

    /// Whom the typed letters may mean: each word begins a part of the name.
    pub fn offered<'a>(&self, pupils: &'a [Named]) -> Vec<&'a Named> {
        let wanted: Vec<String> =
            self.name.as_str().split_whitespace().map(str::to_lowercase).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let fits = |named: &&Named| {
            let name = named.name.to_lowercase();
            let parts: Vec<&str> = name.split_whitespace().collect();
            wanted.iter().all(|word| parts.iter().any(|part| part.starts_with(word.as_str())))
        };
        pupils.iter().filter(fits).take(OFFERED).collect()
    }
}

/// What can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TellingCommand {
    /// Begins; about the pupil of the open entry, where one is open.
    Open,
    Leave,
    Heard(Heard),
    Choose(PupilId),
    AskPupil(bool),
    Keep,
}

impl Review {
    pub(super) fn command_telling(&mut self, command: TellingCommand) {
        let Some(unlocked) = self.unlocked() else { return };
        if command == TellingCommand::Open {
            let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
            let of_year = unlocked.year.as_ref().map(|year| year.pupil.pupil_id.clone());
            let pupil_id = match &unlocked.chosen {
                Some(_) => open.and_then(|open| open.entry.pupil_id.clone()),
                None => of_year,
            };
            unlocked.questions = None;
            unlocked.school = None;
            let telling = unlocked.telling.get_or_insert_default();
            telling.pupil_id = telling.pupil_id.take().or(pupil_id);
            return;
        }
        let Some(telling) = &mut unlocked.telling else { return };
        match command {
            TellingCommand::Open => {}
            TellingCommand::Leave => unlocked.telling = None,
            TellingCommand::Heard(heard) => {
                telling.heard = heard;
                // What an adult saw is not put to the pupil unless somebody wants that.
                telling.asks_pupil = heard == Heard::Said;
            }
            TellingCommand::Choose(pupil_id) => {
                telling.pupil_id = Some(pupil_id);
                telling.name = Typed::default();
            }
            TellingCommand::AskPupil(asks) => telling.asks_pupil = asks,
            TellingCommand::Keep => {
                let (Some(pupil_id), false) = (telling.pupil_id.clone(), telling.text.is_blank())
                else {
                    return;
                };
                let job = Job::WriteDown {
                    pupil_id,
                    heard: telling.heard,
                    text: telling.text.clone(),
                    asks_pupil: telling.asks_pupil,
                };
                self.decide(Doing::WritingDown, job);
            }
        }
    }
}
