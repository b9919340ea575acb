//! "Is this what you meant?": staff hid somebody in what a pupil made, quoted them, wrote down what
//! they said or put together a document; the pupil sees it as others see it, a document line by
//! line, and says yes or no. Only for whom the identity was checked of.

use std::sync::Arc;

use super::{Kiosk, Who, trouble};
use crate::acts::documents::check;
use crate::acts::look::OpenMedium;
use crate::acts::{answer, beside, kiosk as acts, tips};
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::{DocumentLine, EntryId, Listener, MediaType, Redaction};
use crate::media::player::Player;
use crate::media::{PreviewPicture, Waker, view_jpeg};
use crate::store::asked::{AskedDocument, Place};
use crate::store::shelf::{Asked, AskedQuote, ShelfAnswer};

/// What is asked about, or an answer that is heard.
#[derive(Debug)]
pub struct Meaning {
    /// Nothing for a document: it is of several.
    pub entry_id: Option<EntryId>,
    /// Who hid something, or answered.
    pub by: String,
    /// What is hidden in it as the pupil sees it; as it was said, where nothing is shown.
    pub seen: Redaction,
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
    /// A document, line by line.
    Document(Box<Reading>),
    /// It is on no page any more.
    Gone,
    /// The pages could not be reached, or what came cannot be seen.
    Later,
}

/// A document, and how far a pupil is with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub asked: AskedDocument,
    place: Place,
}

impl From<(AskedDocument, Place)> for Reading {
    fn from((asked, place): (AskedDocument, Place)) -> Self {
        Self { asked, place }
    }
}

impl Reading {
    fn at(&self) -> usize {
        usize::try_from(self.place.at).unwrap_or(usize::MAX)
    }

    /// The line that is asked about, which it is, from 1, and how many there are.
    pub fn line(&self) -> Option<(&DocumentLine, usize, usize)> {
        Some((self.asked.lines.get(self.at())?, self.at() + 1, self.asked.lines.len()))
    }

    /// Whether those who teach read it, and not those at the meeting.
    pub fn is_for_staff(&self) -> bool {
        self.asked.document.readers() == Listener::Staff
    }

    /// Yes or no to the line; gives whether it was the last.
    fn say(&mut self, is_meant: bool) -> bool {
        if !is_meant {
            self.place.not_meant.push(self.place.at);
        }
        self.place.at += 1;
        self.at() >= self.asked.lines.len()
    }

    /// To the line before, which is asked about again. False where it is the first.
    fn back(&mut self) -> bool {
        let Some(before) = self.place.at.checked_sub(1) else { return false };
        self.place.at = before;
        self.place.not_meant.retain(|at| *at != before);
        true
    }
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
            Self::Waiting
            | Self::Photo(_)
            | Self::Words(_)
            | Self::Document(_)
            | Self::Gone
            | Self::Later => None,
        }
    }

    /// Nobody can say what they have not seen.
    pub fn can_be_seen(&self) -> bool {
        match self {
            Self::Clip(player) => player.trouble().is_none(),
            Self::Photo(_) | Self::Words(_) | Self::Document(_) => true,
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
    /// What stands in a document.
    Document(&'a Reading),
}

impl Asks<'_> {
    pub fn by(&self) -> &str {
        match self {
            Self::Shown(_, asked) => &asked.by,
            Self::Words(_, quote) => &quote.by,
            Self::Document(reading) => &reading.asked.by,
        }
    }
}

impl Kiosk {
    /// What the pupil at hand was asked and has not answered.
    pub fn asked(&self) -> Option<Asks<'_>> {
        let is_checked = self.who.as_ref().is_some_and(Who::is_checked);
        let greeting = self.greeting.as_ref().filter(|_| is_checked)?;
        let of_answers = greeting.answers.iter().find_map(|answer| {
            let asked = answer.asked.as_ref().filter(|asked| asked.is_open());
            let quote = || answer.quotes.iter().find(|quote| quote.is_meant.is_none());
            asked
                .map(|asked| Asks::Shown(answer, asked))
                .or_else(|| quote().map(|quote| Asks::Words(answer, quote)))
        });
        let mut documents = greeting.documents.iter().filter(|one| one.asked.is_open());
        of_answers.or_else(|| documents.next().map(Asks::Document))
    }

    /// Shows it as others see it.
    pub(super) fn see_meaning(&mut self) {
        let Some(asks) = self.asked() else { return };
        let by = asks.by().to_owned();
        let answer = match asks {
            Asks::Shown(answer, _) => answer.clone(),
            Asks::Words(answer, quote) => {
                let shown = AsShown::Words(quote.clone());
                let entry_id = Some(answer.entry_id.clone());
                self.meaning = Some(Meaning { entry_id, by, seen: Redaction::default(), shown });
                return self.go(Route::Meant);
            }
            Asks::Document(reading) => {
                let shown = AsShown::Document(Box::new(reading.clone()));
                let seen = Redaction::default();
                self.meaning = Some(Meaning { entry_id: None, by, seen, shown });
                return self.go(Route::Meant);
            }
        };
        let seen = answer.asked.as_ref().map(|asked| asked.redaction.clone()).unwrap_or_default();
        let entry_id = Some(answer.entry_id.clone());
        self.meaning = Some(Meaning { entry_id, by, seen, shown: AsShown::Waiting });
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
            self.meaning.as_mut().filter(|one| is_asked && one.entry_id.as_ref() == Some(entry_id))
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

    fn reading(&mut self) -> Option<&mut Reading> {
        match &mut self.meaning.as_mut()?.shown {
            AsShown::Document(reading) => Some(reading),
            _ => None,
        }
    }

    /// To the line before of a document. Gives whether there was one.
    pub(super) fn back_in_document(&mut self) -> bool {
        let is_here = self.route == Route::Meant;
        let has_gone = is_here && self.reading().is_some_and(Reading::back);
        if has_gone {
            self.keep_place();
        }
        has_gone
    }

    /// A long document need not be gone through in one sitting: what was said so far stays here,
    /// and goes to nobody before the last line was said yes or no to.
    fn keep_place(&mut self) {
        let Some(reading) = self.reading().cloned() else { return };
        let documents = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.documents);
        for known in documents.filter(|known| known.asked == reading.asked) {
            known.clone_from(&reading);
        }
        let desk = Arc::clone(&self.desk);
        self.worker.ask(move || {
            let kept = acts::keep_place(&desk, &reading.asked, &reading.place);
            kept.err().map(|error| Event::Failed(trouble(error)))
        });
    }

    /// Yes or no; it goes to staff with the next sync. To a document when its last line was said
    /// yes or no to.
    pub(super) fn say_meant(&mut self, is_meant: bool) {
        if let Some(reading) = self.reading()
            && !reading.say(is_meant)
        {
            return self.keep_place();
        }
        let Some(meaning) = self.meaning.take() else { return };
        match (meaning.shown, meaning.entry_id) {
            (AsShown::Document(reading), _) => self.say_of_document(*reading),
            (AsShown::Words(quote), Some(entry_id)) => {
                self.say_of_words(entry_id, &quote, is_meant);
            }
            (_, Some(entry_id)) => self.say_of_shown(entry_id, meaning.seen, is_meant),
            (_, None) => {}
        }
        self.go_back();
    }

    fn say_of_document(&mut self, reading: Reading) {
        let Reading { asked, place: Place { not_meant, .. } } = reading;
        let documents = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.documents);
        for known in documents.filter(|known| known.asked.asked_at == asked.asked_at) {
            known.asked = known.asked.answered(self.desk.now(), &not_meant);
        }
        let desk = Arc::clone(&self.desk);
        self.write(move || check::meant(&desk, &asked, &not_meant));
    }

    fn say_of_words(&mut self, entry_id: EntryId, asked: &AskedQuote, is_meant: bool) {
        let answers = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.answers);
        let theirs = answers.filter(|answer| answer.entry_id == entry_id);
        let quotes = theirs.flat_map(|answer| &mut answer.quotes);
        for quote in quotes.filter(|quote| quote.note_id == asked.note_id) {
            quote.is_meant = Some(is_meant);
        }
        let (desk, note_id) = (Arc::clone(&self.desk), asked.note_id.clone());
        self.write(move || beside::meant(&desk, &entry_id, &note_id, is_meant));
    }

    fn say_of_shown(&mut self, entry_id: EntryId, seen: Redaction, is_meant: bool) {
        let answers = self.greeting.iter_mut().flat_map(|greeting| &mut greeting.answers);
        let mut theirs = answers.filter(|answer| answer.entry_id == entry_id);
        let asked = theirs.find_map(|answer| answer.asked.as_mut());
        if let Some(asked) = asked.filter(|asked| asked.redaction == seen) {
            asked.is_meant = Some(is_meant);
        }
        let desk = Arc::clone(&self.desk);
        self.write(move || answer::meant(&desk, &entry_id, &seen, is_meant));
    }
}
