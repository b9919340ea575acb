//! What pupils are asked: writing it, and what came back.

use super::command::QuestionCommand;
use super::office::Job;
use super::{Doing, Review, Typed};
use crate::acts::inquiries::{self, Round};
use crate::acts::{ActError, Desk};
use crate::domain::Moment;
use crate::domain::inquiry::{Asked, Inquiry, InquiryQuestion, OF_A_TRIAL, QUESTIONS_LIMIT};

/// A question that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub text: Typed,
    pub has_faces: bool,
}

impl Default for Written {
    fn default() -> Self {
        Self { text: Typed::default(), has_faces: true }
    }
}

/// What is asked, with what was answered.
#[derive(Debug, Clone)]
pub struct Known {
    /// When it was looked up.
    pub at: Moment,
    pub asked: Vec<(Inquiry, Vec<Round>)>,
}

/// The questions' own screen.
#[derive(Debug, Clone)]
pub struct Questions {
    pub title: Typed,
    pub written: Vec<Written>,
    pub asked: Asked,
    /// Pupils try it first.
    pub is_trial: bool,
    /// Nothing before it was looked up.
    pub known: Option<Known>,
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            title: Typed::default(),
            written: vec![Written::default()],
            asked: Asked::Everybody,
            is_trial: false,
            known: None,
        }
    }
}

impl Questions {
    pub fn can_be_asked(&self) -> bool {
        self.written.iter().any(|one| !one.text.is_blank())
    }

    /// How many can be written.
    pub fn most(&self) -> usize {
        match self.is_trial {
            true => QUESTIONS_LIMIT - OF_A_TRIAL.len(),
            false => QUESTIONS_LIMIT,
        }
    }
}

/// What becomes of something that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedChange {
    Again,
    Close,
    /// Asks for real what was tried, of those who tried it.
    Real,
    RealOfEverybody,
    /// Shows pupils what came out.
    Show,
    Hide,
}

impl AskedChange {
    /// Gives the message that says what was done.
    pub(super) fn run(self, desk: &Desk, id: &str) -> Result<&'static str, ActError> {
        let (done, said) = match self {
            Self::Again => (inquiries::ask_again(desk, id), "questions-asked"),
            Self::Close => (inquiries::close(desk, id), "questions-closed"),
            Self::Real | Self::RealOfEverybody => {
                let of_everybody = self == Self::RealOfEverybody;
                let real = inquiries::ask_for_real(desk, id, of_everybody);
                (real.map(|_| ()), "questions-asked")
            }
            Self::Show => (inquiries::show(desk, id), "questions-shown"),
            Self::Hide => (inquiries::hide(desk, id), "questions-hidden"),
        };
        match done {
            // With the share away it is decided all the same: once.
            Err(ActError::ShareLater { .. }) => Ok("staff-asked-later"),
            done => done.map(|()| said),
        }
    }
}

impl Review {
    pub(super) fn command_questions(&mut self, command: QuestionCommand) {
        let Some(unlocked) = self.unlocked() else { return };
        match command {
            QuestionCommand::Open(true) => {
                unlocked.school = None;
                unlocked.questions.get_or_insert_default();
                self.ask(Job::Questions);
                return;
            }
            // From the school's own words one step back.
            QuestionCommand::Open(false) if unlocked.words.take().is_some() => return,
            QuestionCommand::Open(false) => {
                unlocked.questions = None;
                return;
            }
            QuestionCommand::Change(id, change) => {
                return self.decide(Doing::AskingAgain, Job::ChangeQuestion(id, change));
            }
            _ => {}
        }
        let Some(questions) = &mut unlocked.questions else { return };
        match command {
            QuestionCommand::Add if questions.written.len() < questions.most() => {
                questions.written.push(Written::default());
            }
            QuestionCommand::Remove(index) if questions.written.len() > 1 => {
                if index < questions.written.len() {
                    questions.written.remove(index);
                }
            }
            QuestionCommand::Faces(index) => {
                if let Some(one) = questions.written.get_mut(index) {
                    one.has_faces = !one.has_faces;
                }
            }
            QuestionCommand::For(asked) => questions.asked = asked,
            QuestionCommand::Try => questions.is_trial = !questions.is_trial,
            QuestionCommand::Ask if questions.can_be_asked() => {
                let written = questions.written.iter().filter(|one| !one.text.is_blank());
                let question = |one: &Written| InquiryQuestion {
                    text: one.text.as_str().to_owned(),
                    has_faces: one.has_faces,
                };
                let job = Job::AskPupils {
                    title: questions.title.as_str().to_owned(),
                    asked: questions.asked.clone(),
                    questions: written.map(question).collect(),
                    is_trial: questions.is_trial,
                };
                self.decide(Doing::Asking, job);
            }
            _ => {}
        }
    }

    pub(super) fn type_question(&mut self, index: Option<usize>, typed: Typed) {
        let Some(questions) = self.unlocked().and_then(|one| one.questions.as_mut()) else {
            return;
        };
        match index {
            None => questions.title = typed,
            Some(index) => {
                if let Some(one) = questions.written.get_mut(index) {
                    one.text = typed;
                }
            }
        }
    }
}
