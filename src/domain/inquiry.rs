//! What the SENCo asks pupils: one question, a survey to be repeated, a question of the council.

use serde::{Deserialize, Serialize};

use super::{Moment, Pupil, PupilId};

/// "How was this app for you?": asked by the program itself, whenever a pupil likes.
pub const APP: &str = "app";

/// Most questions of one survey.
pub const QUESTIONS_LIMIT: usize = 10;
/// The longest question, in letters.
pub const QUESTION_LETTERS: usize = 200;

/// Whom it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    Everybody,
    Class(String),
    Pupil(PupilId),
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryQuestion {
    /// As the SENCo put it.
    pub text: String,
    /// Answered on a scale of five faces; else in any way.
    #[serde(default)]
    pub has_faces: bool,
}

/// Something that is asked, until it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// Lowercase letters and digits. The same one again later has the same.
    pub inquiry_id: String,
    /// What it is called; may be empty for one question.
    #[serde(default)]
    pub title: String,
    pub asked: Asked,
    pub questions: Vec<InquiryQuestion>,
    /// When it was asked, and asked again: who answered before the last time is asked once more.
    pub rounds: Vec<Moment>,
    #[serde(default)]
    pub is_open: bool,
}

/// Why it cannot be asked so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InquiryError {
    #[error("no question")]
    Empty,
    #[error("too many questions")]
    TooMany,
    #[error("a question too long")]
    TooLong,
}

impl super::Says for InquiryError {
    fn says(&self) -> super::Sentence {
        match self {
            Self::Empty => super::Sentence::plain("inquiry-empty"),
            Self::TooMany => {
                super::Sentence::plain("inquiry-too-many").with("limit", QUESTIONS_LIMIT)
            }
            Self::TooLong => {
                super::Sentence::plain("inquiry-too-long").with("limit", QUESTION_LETTERS)
            }
        }
    }
}

impl Inquiry {
    /// Whether a pupil is to be asked.
    pub fn is_for(&self, pupil: &Pupil) -> bool {
        self.is_open
            && match &self.asked {
                Asked::Everybody => true,
                Asked::Class(class) => &pupil.class == class,
                Asked::Pupil(pupil_id) => &pupil.pupil_id == pupil_id,
            }
    }

    /// What it is called, or its first question.
    pub fn name(&self) -> &str {
        match (self.title.trim(), self.questions.first()) {
            ("", Some(first)) => &first.text,
            (title, _) => title,
        }
    }

    /// Which time of asking it is, from 0.
    pub fn round(&self) -> u32 {
        u32::try_from(self.rounds.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Since when it is asked this time.
    pub fn since(&self) -> Moment {
        self.rounds.last().copied().unwrap_or(Moment::from_millis(0))
    }

    pub fn check(&self) -> Result<(), InquiryError> {
        if self.questions.is_empty() || self.questions.iter().any(|one| one.text.trim().is_empty())
        {
            return Err(InquiryError::Empty);
        }
        if self.questions.len() > QUESTIONS_LIMIT {
            return Err(InquiryError::TooMany);
        }
        let texts = self.questions.iter().map(|one| &one.text).chain([&self.title]);
        if texts.into_iter().any(|text| text.chars().count() > QUESTION_LETTERS) {
            return Err(InquiryError::TooLong);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(count: usize, text: &str) -> Inquiry {
        let question = InquiryQuestion { text: text.to_owned(), has_faces: true };
        Inquiry {
            inquiry_id: "a".into(),
            title: String::new(),
            asked: Asked::Class("3 Oak".into()),
            questions: vec![question; count],
            rounds: vec![Moment::from_millis(0)],
            is_open: true,
        }
    }

    #[test]
    fn a_survey_has_one_to_ten_questions_of_some_words() {
        assert_eq!(asked(10, "How is school?").check(), Ok(()));
        assert_eq!(asked(0, "").check(), Err(InquiryError::Empty));
        assert_eq!(asked(1, "  ").check(), Err(InquiryError::Empty));
        assert_eq!(asked(11, "How?").check(), Err(InquiryError::TooMany));
        assert_eq!(asked(1, &"x".repeat(201)).check(), Err(InquiryError::TooLong));
    }
}
