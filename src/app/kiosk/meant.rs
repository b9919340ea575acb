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
use crate::media::{PreviewPicture, Waker, view_jpeg};
use crate::store::shelf::{Asked, ShelfAnswer};

/// What is asked about.
#[derive(Debug)]
pub struct Meaning {
    pub entry_id: EntryId,
    /// Who hid something.
    pub by: String,
    pub shown: AsShown,
}

/// How far the pupil can see it.
#[derive(Debug)]
pub enum AsShown {
    /// It is on its way from the pages.
    Waiting,
    Clip(Player),
    Photo(Arc<PreviewPicture>),
    /// It is on no page any more.
    Gone,
    /// The pages could not be reached, or what came cannot be seen.
    Later,
}

impl AsShown {
    fn of(medium: OpenMedium, waker: Waker) -> Self {
        if medium.media_type == MediaType::Jpeg {
            return view_jpeg(&medium.bytes).map_or(Self::Later, |photo| Self::Photo(photo.into()));
        }
        match Player::open(medium.bytes, waker) {
            Ok(player) => Self::Clip(player),
            Err(error) => {
                tracing::warn!(%error, "no player");
                Self::Later
            }
        }
    }

    pub fn player(&self) -> Option<&Player> {
        match self {
            Self::Clip(player) => Some(player),
            Self::Waiting | Self::Photo(_) | Self::Gone | Self::Later => None,
        }
    }

    /// Nobody can say what they have not seen.
    pub fn can_be_seen(&self) -> bool {
        match self {
            Self::Clip(player) => player.trouble().is_none(),
            Self::Photo(_) => true,
            Self::Waiting | Self::Gone | Self::Later => false,
        }
    }
}

impl Kiosk {
    /// What the pupil at hand was asked and has not answered.
    pub fn asked(&self) -> Option<&ShelfAnswer> {
        self.greeting
            .as_ref()
            .filter(|_| self.who.as_ref().is_some_and(Who::is_checked))?
            .answers
            .iter()
            .find(|answer| answer.asked.as_ref().is_some_and(Asked::is_open))
    }

    /// Shows it as others see it.
    pub(super) fn see_meaning(&mut self) {
        let Some(answer) = self.asked().cloned() else { return };
        let Some(asked) = &answer.asked else { return };
        let (entry_id, by) = (answer.entry_id.clone(), asked.by.clone());
        self.meaning = Some(Meaning { entry_id, by, shown: AsShown::Waiting });
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
        meaning.shown = match shown {
            Ok(Some(medium)) => AsShown::of(medium, waker),
            Ok(None) => AsShown::Gone,
            Err(_) => AsShown::Later,
        };
        // It must not be heard on another screen.
        if let (Route::Meant, Some(player)) = (&self.route, meaning.shown.player()) {
            player.play();
        }
        let is_seen = meaning.shown.can_be_seen();
        if !is_seen {
            self.not_now(entry_id);
        }
    }

    /// What cannot be seen now is not asked any more until the pupil comes again; what else is
    /// asked has its turn.
    fn not_now(&mut self, entry_id: &EntryId) {
        let answers = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.answers);
        for answer in answers.filter(|answer| &answer.entry_id == entry_id) {
            answer.asked = None;
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
        self.write(move || answer::meant(&desk, &meaning.entry_id, is_meant));
        self.go_back();
    }
}
