//! Words of the school's own: giving one with its photo to every tablet, taking one away.

use std::path::PathBuf;

use super::office::Job;
use super::{Doing, Field, Review, Typed};
use crate::acts::words::{self, Given, NewWord};
use crate::acts::{ActError, Desk};
use crate::symbols::Topic;

/// What can be done about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordCommand {
    /// Opens them, or goes back.
    Open(bool),
    /// The board that the word stands on.
    Topic(Topic),
    Give,
    TakeAway(String),
}

/// What the desk does about them; what there is then is told each time.
#[derive(Debug)]
pub enum WordJob {
    Look,
    Give { word: Typed, welsh: Option<Typed>, photo: PathBuf, topic: Topic },
    TakeAway(String),
}

impl WordJob {
    /// What somebody waits for.
    pub fn doing(&self) -> Option<Doing> {
        match self {
            Self::Look => None,
            Self::Give { .. } => Some(Doing::Giving),
            Self::TakeAway(_) => Some(Doing::TakingAway),
        }
    }

    /// Gives the key of what is said then.
    pub fn run(&self, desk: &Desk) -> Result<&'static str, ActError> {
        match self {
            Self::Look => Ok("staff-words"),
            Self::Give { word, welsh, photo, topic } => {
                let welsh = welsh.as_ref().map(Typed::as_str);
                let (word, topic) = (word.as_str(), topic.as_str());
                words::add(desk, &NewWord { word, welsh, photo, topic })?;
                Ok("words-given")
            }
            Self::TakeAway(word) => words::remove(desk, word).map(|()| "words-taken"),
        }
    }
}

/// The words' own screen.
#[derive(Debug, Clone)]
pub struct OwnWords {
    pub word: Typed,
    pub welsh: Typed,
    /// Where the photo lies.
    pub photo: Typed,
    pub topic: Topic,
    /// Nothing before it was looked up.
    pub known: Option<Given>,
}

impl Default for OwnWords {
    fn default() -> Self {
        Self {
            word: Typed::default(),
            welsh: Typed::default(),
            photo: Typed::default(),
            topic: Topic::People,
            known: None,
        }
    }
}

impl OwnWords {
    pub fn can_be_given(&self) -> bool {
        !self.word.is_blank() && !self.photo.is_blank()
    }
}

impl Review {
    pub(super) fn command_words(&mut self, command: WordCommand) {
        let Some(unlocked) = self.unlocked() else { return };
        match (command, &mut unlocked.words) {
            (WordCommand::Open(true), words) => {
                words.get_or_insert_default();
                self.ask(Job::Words(WordJob::Look));
            }
            (WordCommand::Open(false), words) => *words = None,
            (WordCommand::Topic(topic), Some(words)) => words.topic = topic,
            (WordCommand::Give, Some(words)) if words.can_be_given() => {
                let job = WordJob::Give {
                    word: words.word.clone(),
                    welsh: Some(words.welsh.clone()).filter(|welsh| !welsh.is_blank()),
                    photo: PathBuf::from(words.photo.as_str().trim()),
                    topic: words.topic,
                };
                self.decide(Doing::Giving, Job::Words(job));
            }
            (WordCommand::TakeAway(word), Some(_)) => {
                self.decide(Doing::TakingAway, Job::Words(WordJob::TakeAway(word)));
            }
            (WordCommand::Topic(_) | WordCommand::Give | WordCommand::TakeAway(_), _) => {}
        }
    }

    pub(super) fn type_word(&mut self, field: Field, typed: Typed) {
        let Some(words) = self.unlocked().and_then(|one| one.words.as_mut()) else { return };
        match field {
            Field::Word => words.word = typed,
            Field::WordInWelsh => words.welsh = typed,
            Field::WordPhoto => words.photo = typed,
            _ => {}
        }
    }
}
