//! What the SENCo asks pupils: one question, a survey to be repeated, a question of the council.

use serde::{Deserialize, Serialize};

use super::said::FACES;
use super::{Moment, Pupil, PupilId};

/// "How was this app for you?": asked by the program itself, whenever a pupil likes.
pub const APP: &str = "app";

/// Most questions of one survey.
pub const QUESTIONS_LIMIT: usize = 10;
/// The longest question, in letters.
pub const QUESTION_LETTERS: usize = 200;

/// What a trial asks about itself, at its end: "Are these good questions?" on faces, "What should
/// we ask instead?" in any way. The program's own messages, so that pupils have them in their language.
pub const OF_A_TRIAL: [(&str, bool); 2] = [("app-good", true), ("app-instead", false)];

/// Fewest answers to a question whose faces pupils are shown: fewer tell who said what.
pub const SHOWN_FEWEST: u32 = 5;

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

/// How many chose each face, from "not good at all".
pub type Faces = [u32; FACES as usize];

/// How one question was answered, as pupils are shown it: never words, never who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllSaid {
    pub question: String,
    pub faces: Faces,
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
    /// Pupils try the questions first: what they answer counts nowhere else.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_trial: bool,
    /// What came out last, while pupils are shown it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all_said: Vec<AllSaid>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Why it cannot be asked so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InquiryError {
    #[error("no question")]
    Empty,
    #[error("too many questions")]
    TooMany,
    #[error("too many questions beside those of a trial")]
    TooManyToTry,
    #[error("a question too long")]
    TooLong,
    #[error("not a trial")]
    NoTrial,
    #[error("asked for real already")]
    RealAlready,
    #[error("asked of one pupil alone")]
    OnePupil,
    #[error("too few answers to be shown")]
    TooFew,
}

impl super::Says for InquiryError {
    fn says(&self) -> super::Sentence {
        match self {
            Self::Empty => super::Sentence::plain("inquiry-empty"),
            Self::TooMany => {
                super::Sentence::plain("inquiry-too-many").with("limit", QUESTIONS_LIMIT)
            }
            Self::TooManyToTry => {
                let limit = QUESTIONS_LIMIT - OF_A_TRIAL.len();
                super::Sentence::plain("inquiry-too-many-to-try").with("limit", limit)
            }
            Self::NoTrial => super::Sentence::plain("inquiry-no-trial"),
            Self::RealAlready => super::Sentence::plain("inquiry-real-already"),
            Self::OnePupil => super::Sentence::plain("inquiry-one-pupil"),
            Self::TooFew => super::Sentence::plain("inquiry-too-few").with("fewest", SHOWN_FEWEST),
            Self::TooLong => {
                super::Sentence::plain("inquiry-too-long").with("limit", QUESTION_LETTERS)
            }
        }
    }
}

impl Inquiry {
    /// Whether a pupil is to be asked.
    pub fn is_for(&self, pupil: &Pupil) -> bool {
        self.is_open && self.is_about(pupil)
    }

    /// Whether a pupil is or was among those who are asked.
    pub fn is_about(&self, pupil: &Pupil) -> bool {
        match &self.asked {
            Asked::Everybody => true,
            Asked::Class(class) => &pupil.class == class,
            Asked::Pupil(pupil_id) => &pupil.pupil_id == pupil_id,
        }
    }

    /// Whether tablets need to know of it.
    pub fn is_for_tablets(&self) -> bool {
        self.is_open || !self.all_said.is_empty()
    }

    /// The same as a trial, with what a trial asks about itself.
    pub fn tried_first(mut self) -> Self {
        self.is_trial = true;
        let own =
            |(text, has_faces): (&str, bool)| InquiryQuestion { text: text.to_owned(), has_faces };
        self.questions.extend(OF_A_TRIAL.map(own));
        self
    }

    /// Under which id a trial is asked for real: once.
    pub fn real_id(&self) -> String {
        format!("{}r", self.inquiry_id)
    }

    /// What was tried, asked for real for the first time, with nothing answered yet.
    pub fn for_real(&self, asked: Asked, at: Moment) -> Result<Self, InquiryError> {
        if !self.is_trial {
            return Err(InquiryError::NoTrial);
        }
        let is_own = |one: &&InquiryQuestion| OF_A_TRIAL.iter().any(|(own, _)| one.text == *own);
        Ok(Self {
            inquiry_id: self.real_id(),
            title: self.title.clone(),
            asked,
            questions: self.questions.iter().filter(|one| !is_own(one)).cloned().collect(),
            rounds: vec![at],
            is_open: true,
            is_trial: false,
            all_said: Vec::new(),
        })
    }

    /// Asks once more. What came out before is shown no longer: it would sway what is answered now.
    pub fn ask_again(&mut self, at: Moment) {
        self.rounds.push(at);
        self.is_open = true;
        self.all_said.clear();
    }

    /// Whether what came out can be shown to pupils at all.
    pub fn can_be_shown(&self) -> bool {
        let is_of_many = !matches!(self.asked, Asked::Pupil(_));
        is_of_many && self.questions.iter().any(|one| one.has_faces)
    }

    /// Shows pupils the faces of a round, given in the order of the questions, and asks nobody any
    /// more: the next answer would stand out. A question that few answered is left out.
    pub fn show(&mut self, faces: &[Faces]) -> Result<(), InquiryError> {
        if matches!(self.asked, Asked::Pupil(_)) {
            return Err(InquiryError::OnePupil);
        }
        let is_answered = |faces: &Faces| {
            faces.iter().fold(0u32, |sum, count| sum.saturating_add(*count)) >= SHOWN_FEWEST
        };
        let counted = self.questions.iter().zip(faces);
        let enough = counted.filter(|(asked, faces)| asked.has_faces && is_answered(faces));
        let all_said: Vec<AllSaid> = enough
            .map(|(asked, faces)| AllSaid { question: asked.text.clone(), faces: *faces })
            .collect();
        if all_said.is_empty() {
            return Err(InquiryError::TooFew);
        }
        self.all_said = all_said;
        self.is_open = false;
        Ok(())
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
            return Err(match self.is_trial {
                true => InquiryError::TooManyToTry,
                false => InquiryError::TooMany,
            });
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
            is_trial: false,
            all_said: Vec::new(),
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

    #[test]
    fn a_trial_asks_two_questions_more_which_the_limit_counts() {
        let tried = asked(8, "How?").tried_first();
        assert_eq!(tried.check(), Ok(()));
        let last: Vec<(&str, bool)> =
            tried.questions[8..].iter().map(|one| (one.text.as_str(), one.has_faces)).collect();
        assert_eq!(last, OF_A_TRIAL);
        assert_eq!(asked(9, "How?").tried_first().check(), Err(InquiryError::TooManyToTry));
    }

    #[test]
    fn for_real_it_is_another_with_the_questions_alone() {
        let mut tried = asked(2, "How?").tried_first();
        tried.rounds.push(Moment::from_millis(5));
        let real = tried.for_real(Asked::Everybody, Moment::from_millis(9)).unwrap();
        let again = Inquiry {
            inquiry_id: "ar".into(),
            asked: Asked::Everybody,
            rounds: vec![Moment::from_millis(9)],
            ..asked(2, "How?")
        };
        assert_eq!(real, again);
        let asked_again = real.for_real(Asked::Everybody, Moment::from_millis(9));
        assert_eq!(asked_again, Err(InquiryError::NoTrial));
    }

    #[test]
    fn faces_are_shown_from_five_answers_of_a_class_or_everybody() {
        const FIVE: Faces = [0, 1, 1, 0, 3];
        const FOUR: Faces = [4, 0, 0, 0, 0];
        let one = Asked::Pupil(PupilId::from_bytes(&[1; 13]));
        let class = || Asked::Class("3 Oak".into());
        // Of whom, the faces of two questions, how many are shown.
        let cases: [(Asked, &[Faces], Result<usize, InquiryError>); 7] = [
            (class(), &[FIVE, FIVE], Ok(2)),
            (Asked::Everybody, &[FIVE, FOUR], Ok(1)),
            (class(), &[FOUR, FOUR], Err(InquiryError::TooFew)),
            (class(), &[FIVE], Ok(1)),
            (class(), &[], Err(InquiryError::TooFew)),
            (class(), &[[u32::MAX; 5], FOUR], Ok(1)),
            (one, &[FIVE, FIVE], Err(InquiryError::OnePupil)),
        ];
        for (whom, faces, expected) in cases {
            let mut inquiry = Inquiry { asked: whom, ..asked(2, "How?") };
            let shown = inquiry.show(faces).map(|()| inquiry.all_said.len());
            assert_eq!(shown, expected, "{faces:?}");
            let is_shown = expected.is_ok();
            assert_eq!(inquiry.is_open, !is_shown, "who is refused changes nothing");
            assert!(inquiry.is_for_tablets());
            inquiry.ask_again(Moment::from_millis(1));
            assert!(inquiry.is_open && inquiry.all_said.is_empty());
        }
        let mut open = asked(1, "How?");
        open.questions[0].has_faces = false;
        assert_eq!(open.show(&[FIVE]), Err(InquiryError::TooFew), "words are never shown");
        assert!(!open.can_be_shown() && asked(1, "How?").can_be_shown());
    }
}
