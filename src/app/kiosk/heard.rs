//! An answer in an adult's own voice or signing: fetched when the pupil wants to hear it, kept in
//! memory alone, and gone when they go on. Only for whom the identity was checked of.

use std::sync::Arc;

use super::{AsShown, Kiosk, Meaning, Who, trouble};
use crate::acts::answer;
use crate::acts::look::OpenMedium;
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::{EntryId, Redaction};
use crate::media::player::Player;

impl Kiosk {
    /// Whether an answer is on the screen, or a way leads back to it.
    pub(super) fn is_hearing(&self) -> bool {
        self.route == Route::Heard || self.back.contains(&Route::Heard)
    }

    /// Brings an answer to an entry from the share and plays it: the last, or the one that came so
    /// many before it.
    pub(super) fn hear_answer(&mut self, entry_id: &EntryId, number: usize) {
        let is_checked = self.who.as_ref().is_some_and(Who::is_checked);
        let greeting = self.greeting.as_ref().filter(|_| is_checked);
        let mut answers = greeting.into_iter().flat_map(|greeting| &greeting.answers);
        let answer = answers.find(|answer| &answer.entry_id == entry_id).cloned();
        let Some(mut answer) = answer else { return };
        if let Some(earlier) = number.checked_sub(1) {
            let Some(earlier) = answer.before.get(earlier).cloned() else { return };
            (answer.read_by, answer.medium) = (earlier.by, earlier.medium);
        }
        if answer.medium.is_none() {
            return;
        }
        self.meaning = Some(Meaning {
            seen: Redaction::default(),
            entry_id: Some(entry_id.clone()),
            by: answer.read_by.clone(),
            shown: AsShown::Waiting,
        });
        if self.route != Route::Heard {
            self.go(Route::Heard);
        }
        let desk = Arc::clone(&self.desk);
        self.beside("answer", move || Event::AnswerCame {
            heard: answer::hear(&desk, &answer).map_err(trouble),
            entry_id: answer.entry_id,
        });
    }

    pub(super) fn answer_came(
        &mut self,
        entry_id: &EntryId,
        heard: Result<Option<OpenMedium>, Trouble>,
    ) {
        let waker = Arc::clone(&self.teller.waker);
        let is_hearing = self.is_hearing();
        // Somebody else may sit there by now.
        let Some(meaning) = self
            .meaning
            .as_mut()
            .filter(|one| is_hearing && one.entry_id.as_ref() == Some(entry_id))
        else {
            return;
        };
        meaning.shown = match heard {
            Ok(Some(medium)) => AsShown::of(medium, waker),
            Ok(None) => AsShown::Gone,
            Err(_) => AsShown::Later,
        };
        // It must not be heard on another screen.
        if self.route == Route::Heard {
            self.with_player(Player::play);
        }
    }
}
