//! "Is this what you meant?": staff hid somebody in what a pupil made, quoted them or wrote down
//! what they said; the pupil sees it as others see it and says yes or no. Only for whom the
//! identity was checked of.

use std::sync::Arc;

use super::{Kiosk, Who, trouble};
use crate::acts::look::OpenMedium;
use crate::acts::{answer, beside, tips};
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::{EntryId, MediaType};
use crate::media::player::Player;
use crate::media::{PreviewPicture, Waker, view_jpeg};
use crate::store::shelf::{Asked, AskedQuote, ShelfAnswer};

/// What is asked about, or an answer that is heard.
#[derive(Debug)]
pub struct Meaning {
    pub entry_id: EntryId,
    /// Who hid something, or answered.
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
    /// What an adult wrote down.
    Words(AskedQuote),
    /// It is on no page any more.
    Gone,
    /// The pages could not be reached, or what came cannot be seen.
    Later,
}

impl AsShown {
    pub(super) fn of(medium: OpenMedium, waker: Waker) -> Self {
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
            Self::Waiting | Self::Photo(_) | Self::Words(_) | Self::Gone | Self::Later => None,
        }
    }

    /// Nobody can say what they have not seen.
    pub fn can_be_seen(&self) -> bool {
        match self {
            Self::Clip(player) => player.trouble().is_none(),
            Self::Photo(_) | Self::Words(_) => true,
            Self::Waiting | Self::Gone | Self::Later => false,
        }
    }
}

/// Something that the pupil at hand is asked.
#[derive(Debug, Clone, Copy)]
pub enum Asks<'a> {
    /// How something of theirs is shown.
    Shown(&'a ShelfAnswer, &'a Asked),
    /// What an adult wrote down.
    Words(&'a ShelfAnswer, &'a AskedQuote),
}

impl Asks<'_> {
    pub fn by(&self) -> &str {
        match self {
            Self::Shown(_, asked) => &asked.by,
            Self::Words(_, quote) => &quote.by,
        }
    }
}

impl Kiosk {
    /// What the pupil at hand was asked and has not answered.
    pub fn asked(&self) -> Option<Asks<'_>> {
        let is_checked = self.who.as_ref().is_some_and(Who::is_checked);
        let greeting = self.greeting.as_ref().filter(|_| is_checked)?;
        greeting.answers.iter().find_map(|answer| {
            let asked = answer.asked.as_ref().filter(|asked| asked.is_open());
            let quote = || answer.quotes.iter().find(|quote| quote.is_meant.is_none());
            asked
                .map(|asked| Asks::Shown(answer, asked))
                .or_else(|| quote().map(|quote| Asks::Words(answer, quote)))
        })
    }

    /// Shows it as others see it.
    pub(super) fn see_meaning(&mut self) {
        let Some(asks) = self.asked() else { return };
        let by = asks.by().to_owned();
        let answer = match asks {
            Asks::Shown(answer, _) => answer.clone(),
            Asks::Words(answer, quote) => {
                let shown = AsShown::Words(quote.clone());
                self.meaning = Some(Meaning { entry_id: answer.entry_id.clone(), by, shown });
                return self.go(Route::Meant);
            }
        };
        let entry_id = answer.entry_id.clone();
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
        let is_asked = !self.is_hearing();
        let Some(meaning) =
            self.meaning.as_mut().filter(|one| is_asked && &one.entry_id == entry_id)
        else {
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
        let desk = Arc::clone(&self.desk);
        let answers = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.answers);
        let mut theirs = answers.filter(|answer| answer.entry_id == meaning.entry_id);
        match meaning.shown {
            AsShown::Words(asked) => {
                let quotes = theirs.flat_map(|answer| &mut answer.quotes);
                for quote in quotes.filter(|quote| quote.note_id == asked.note_id) {
                    quote.is_meant = Some(is_meant);
                }
                self.write(move || {
                    beside::meant(&desk, &meaning.entry_id, &asked.note_id, is_meant)
                });
            }
            AsShown::Waiting
            | AsShown::Clip(_)
            | AsShown::Photo(_)
            | AsShown::Gone
            | AsShown::Later => {
                if let Some(asked) = theirs.find_map(|answer| answer.asked.as_mut()) {
                    asked.is_meant = Some(is_meant);
                }
                self.write(move || answer::meant(&desk, &meaning.entry_id, is_meant));
            }
        }
        self.go_back();
    }
}
