//! Answers, one after the other, each in the pupil's own way: My page, and what the SENCo asks.

use super::making::{Luggage, Made, Making};
use super::sending::TWICE_AFTER;
use super::{Kiosk, Who};
use crate::app::command::Command;
use crate::app::route::Route;
use crate::domain::inquiry::{APP, AllSaid, Asked, Inquiry};
use crate::domain::{Answered, Blob, EntryKind, Piece, Said};

/// What My page asks: messages' keys with a picture each.
pub const PAGE_PARTS: [(&str, &str); 4] = [
    ("page-like", "like"),
    ("page-important", "important"),
    ("page-support", "learn"),
    ("page-hopes", "hopes"),
];

/// One question of those at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// A message's key, or the words as the SENCo put them.
    pub question: String,
    /// Faces that come first; none where it is answered in any way at once.
    pub faces: &'static [u8],
    pub answer: Option<Made>,
}

/// Questions and what is answered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    pub kind: EntryKind,
    pub asked: Vec<Asking>,
    /// Where a survey stands.
    pub at: usize,
    /// Which survey it is, and what it is called.
    pub inquiry: Option<Inquiry>,
    /// A picture of something made.
    pub picture: Option<Blob>,
}

impl Answering {
    fn new(kind: EntryKind, asked: Vec<Asking>) -> Self {
        Self { kind, asked, at: 0, inquiry: None, picture: None }
    }

    fn page() -> Self {
        let asking = |(key, _): &(&str, &str)| Asking {
            question: (*key).to_owned(),
            faces: &[],
            answer: None,
        };
        Self::new(EntryKind::Page, PAGE_PARTS.iter().map(asking).collect())
    }

    fn survey(inquiry: &Inquiry) -> Self {
        let asked = inquiry.questions.iter().map(|question| Asking {
            question: question.text.clone(),
            faces: if question.has_faces { &[1, 2, 3, 4, 5] } else { &[] },
            answer: None,
        });
        let inquiry_of_it = Some(inquiry.clone());
        Self { inquiry: inquiry_of_it, ..Self::new(EntryKind::Survey, asked.collect()) }
    }

    /// "How was this app for you?": three faces, and a word or a voice with it.
    fn app() -> Self {
        let asking = |(key, faces): (&str, &'static [u8])| Asking {
            question: key.to_owned(),
            faces,
            answer: None,
        };
        let asked = [("app-how", &[2, 3, 4][..]), ("app-more", &[])].map(asking);
        Self::new(EntryKind::Survey, asked.into())
    }

    /// The id of the survey.
    fn survey_id(&self) -> Option<String> {
        match (&self.inquiry, self.kind) {
            (Some(inquiry), _) => Some(inquiry.inquiry_id.clone()),
            (None, EntryKind::Survey) => Some(APP.to_owned()),
            (None, _) => None,
        }
    }

    fn has_answers(&self) -> bool {
        self.picture.is_some() || self.asked.iter().any(|one| one.answer.is_some())
    }
}

impl Kiosk {
    pub(super) fn has_answers(&self) -> bool {
        self.answering.as_ref().is_some_and(Answering::has_answers)
    }

    /// What the SENCo asks whoever sits there, and has not heard from them yet.
    pub fn inquiries(&self) -> Vec<&Inquiry> {
        let Some(pupil_id) = self.who.as_ref().and_then(|who| who.pupil_id.as_ref()) else {
            return Vec::new();
        };
        let Some(pupil) = self.school.school.pupil(pupil_id) else { return Vec::new() };
        let is_answered = |inquiry: &&Inquiry| {
            let earlier = self.shelf().and_then(|shelf| shelf.answered.get(&inquiry.inquiry_id));
            self.answered.contains(&inquiry.inquiry_id)
                || earlier.into_iter().flatten().any(|kept| kept.what >= inquiry.round())
        };
        // What is asked of one pupil alone is shown to nobody else who touches that name.
        let is_checked = self.who.as_ref().is_some_and(Who::is_checked);
        let may_see = |inquiry: &&Inquiry| is_checked || !matches!(inquiry.asked, Asked::Pupil(_));
        let asked = self.school.school.inquiries.iter().filter(may_see);
        asked.filter(|inquiry| inquiry.is_for(pupil)).filter(|one| !is_answered(one)).collect()
    }

    /// What came of what was asked of whoever sits there and others, the last first, while the SENCo
    /// shows it.
    pub fn all_said(&self) -> Vec<&AllSaid> {
        let pupil_id = self.who.as_ref().and_then(|who| who.pupil_id.as_ref());
        let Some(pupil) = pupil_id.and_then(|pupil_id| self.school.school.pupil(pupil_id)) else {
            return Vec::new();
        };
        // What was asked of one pupil alone is never shown.
        let is_theirs =
            |one: &&Inquiry| !matches!(one.asked, Asked::Pupil(_)) && one.is_about(pupil);
        let mut shown: Vec<&Inquiry> =
            self.school.school.inquiries.iter().filter(is_theirs).collect();
        shown.sort_by_key(|inquiry| std::cmp::Reverse(inquiry.since()));
        shown.into_iter().flat_map(|inquiry| &inquiry.all_said).collect()
    }

    /// My page, as it was last where the pupil has shown who they are.
    pub(super) fn open_page(&mut self) {
        if !self.take_up(EntryKind::Page, None) {
            let mut page = Answering::page();
            for (question, answer) in self.shelf().into_iter().flat_map(|shelf| shelf.page()) {
                let asked = page.asked.iter_mut().find(|one| &one.question == question);
                if let Some(asked) = asked {
                    asked.answer = Some(Made::Piece(answer.clone()));
                }
            }
            self.answering = Some(page);
        }
        self.go(Route::MyPage);
    }

    /// Lays aside what is at hand and goes on with this one, where it was begun.
    fn take_up(&mut self, kind: EntryKind, survey: Option<&str>) -> bool {
        let aside = &mut self.laid_aside.answering;
        aside.extend(self.answering.take());
        let is_it = |one: &Answering| one.kind == kind && one.survey_id().as_deref() == survey;
        self.answering = aside.iter().position(is_it).map(|at| aside.swap_remove(at));
        self.answering.is_some()
    }

    /// Begins what the SENCo asks.
    fn open_inquiry(&mut self, inquiry_id: &str) {
        let found = self.inquiries().into_iter().find(|one| one.inquiry_id == inquiry_id);
        let Some(inquiry) = found.cloned() else { return };
        if !self.take_up(EntryKind::Survey, Some(&inquiry.inquiry_id)) {
            self.answering = Some(Answering::survey(&inquiry));
        }
        self.saying.kind = Some(EntryKind::Survey);
        self.go(Route::Survey);
    }

    pub(super) fn answered_with(&mut self, number: usize, made: Made) {
        let Some(answering) = &mut self.answering else { return };
        let Some(asked) = answering.asked.get_mut(number) else { return };
        let before = asked.answer.replace(made);
        if answering.kind == EntryKind::Survey && number == answering.at {
            answering.at = (number + 1).min(answering.asked.len());
        }
        if let Some(Made::Voice { draft_id, .. }) = before {
            self.throw_away(draft_id);
        }
    }

    pub(super) fn command_answering(&mut self, command: Command) {
        match command {
            Command::Inquiry(id) if id == APP => {
                if !self.take_up(EntryKind::Survey, Some(APP)) {
                    self.answering = Some(Answering::app());
                }
                self.saying.kind = Some(EntryKind::Survey);
                self.go(Route::Survey);
            }
            Command::Inquiry(inquiry_id) => self.open_inquiry(&inquiry_id),
            Command::Face(face) => {
                // A tremor's second press is no answer to the next question.
                if self.now.saturating_sub(self.faced_at) < TWICE_AFTER {
                    return;
                }
                self.faced_at = self.now;
                let at = self.answering.as_ref().map_or(0, |answering| answering.at);
                self.answered_with(at, Made::Piece(Piece::Face { face }));
            }
            Command::QuestionOn => {
                if let Some(answering) = &mut self.answering {
                    answering.at = (answering.at + 1).min(answering.asked.len());
                }
            }
            Command::QuestionTo(number) => {
                if let Some(answering) = &mut self.answering {
                    answering.at = number.min(answering.asked.len());
                }
            }
            Command::QuestionBack => match &mut self.answering {
                Some(answering) if answering.at > 0 => answering.at -= 1,
                Some(_) | None => self.go_back(),
            },
            Command::PagePicture => {
                self.making = Some(Making::Picture);
                self.begin_photo();
            }
            Command::NoPagePicture => {
                if let Some(answering) = &mut self.answering {
                    answering.picture = None;
                }
            }
            _ => {}
        }
    }

    /// A photo of something made, for the page.
    pub(super) fn page_picture_made(&mut self) {
        self.making = None;
        let blob = self.photo.take().and_then(|photo| photo.blob());
        if let (Some(answering), Some(blob)) = (&mut self.answering, blob) {
            answering.picture = Some(blob);
        }
        self.saying.kind = Some(EntryKind::Page);
        self.back_to(Route::MyPage);
    }

    /// The answers as they are sent.
    pub(super) fn said_answers(&self, luggage: &mut Luggage) -> Said {
        let mut said = Said::default();
        let Some(answering) = &self.answering else { return said };
        for asked in &answering.asked {
            if let Some(answer) = &asked.answer {
                let answer = luggage.take(answer);
                said.answers.push(Answered { question: asked.question.clone(), answer });
            }
        }
        luggage.blobs.extend(answering.picture.clone());
        said.survey = answering.survey_id();
        if let Some(inquiry) = &answering.inquiry {
            said.round = Some(inquiry.round());
            said.question = Some(inquiry.title.clone()).filter(|title| !title.is_empty());
        }
        said
    }

    /// What came back to whoever has shown who they are.
    pub fn shelf(&self) -> Option<&crate::domain::shelf::PupilShelf> {
        let greeting = self.greeting.as_ref()?;
        self.who.as_ref().is_some_and(Who::is_checked).then_some(&greeting.shelf)
    }
}
