//! "Is this what you meant?": staff hid somebody in what a pupil made; the pupil sees it as others
//! see it and says yes or no. Only for whom the identity was checked of.

use std::sync::Arc;

use super::{Kiosk, Who, trouble};
use crate::acts::look::OpenMedium;
use crate::acts::{answer, tips};
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::{EntryId, MediaType};
use crate::media::player::Player;
use crate::media::{PreviewPicture, view_jpeg};
use crate::store::shelf::ShelfAnswer;

/// What is asked about.
#[derive(Debug)]
pub struct Meaning {
    pub entry_id: EntryId,
    /// Who hid something.
    pub by: String,
    pub player: Option<Player>,
    pub photo: Option<Arc<PreviewPicture>>,
    /// The pages have answered, whether or not it is there.
    pub has_come: bool,
}

impl Kiosk {
    /// What the pupil at hand was asked and has not answered.
    pub fn asked(&self) -> Option<&ShelfAnswer> {
        self.greeting
            .as_ref()
            .filter(|_| self.who.as_ref().is_some_and(Who::is_checked))?
            .answers
            .iter()
            .find(|answer| answer.asked.as_ref().is_some_and(|asked| asked.is_meant.is_none()))
    }

    /// Shows it as others see it.
    pub(super) fn see_meaning(&mut self) {
        let Some(answer) = self.asked().cloned() else { return };
        let Some(asked) = &answer.asked else { return };
        self.meaning = Some(Meaning {
            entry_id: answer.entry_id.clone(),
            by: asked.by.clone(),
            player: None,
            photo: None,
            has_come: false,
        });
        self.go(Route::Meant);
        let desk = Arc::clone(&self.desk);
        self.beside("meaning", move || Event::AsShown {
            shown: tips::as_shown(&desk, &answer).map_err(trouble),
            entry_id: answer.entry_id,
        });
    }

    pub(super) fn as_shown_came(
        &mut self,
        entry_id: &EntryId,
        shown: Result<Option<OpenMedium>, Trouble>,
    ) {
        let waker = Arc::clone(&self.teller.waker);
        // Somebody else may sit there by now.
        let Some(meaning) = self.meaning.as_mut().filter(|one| &one.entry_id == entry_id) else {
            return;
        };
        meaning.has_come = true;
        match shown {
            Ok(Some(medium)) if medium.media_type == MediaType::Jpeg => {
                meaning.photo = view_jpeg(&medium.bytes).map(Arc::new);
            }
            Ok(Some(medium)) => {
                let player = Player::open(medium.bytes, waker);
                if let Ok(player) = &player {
                    player.play();
                }
                meaning.player = player.map_err(|error| tracing::warn!(%error, "no player")).ok();
            }
            Ok(None) => {}
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    /// Yes or no; it goes to staff with the next sync.
    pub(super) fn say_meant(&mut self, is_meant: bool) {
        let Some(meaning) = self.meaning.take() else { return };
        let answers = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.answers);
        for answer in answers.filter(|answer| answer.entry_id == meaning.entry_id) {
            if let Some(asked) = &mut answer.asked {
                asked.is_meant = Some(is_meant);
            }
        }
        let desk = Arc::clone(&self.desk);
        self.worker.ask(move || match answer::meant(&desk, &meaning.entry_id, is_meant) {
            Ok(()) => None,
            Err(error) => Some(Event::Failed(trouble(error))),
        });
        self.sync_soon();
        self.go_back();
    }
}
