//! Pieces: a tip, an answer, a card. Each is made in the pupil's own way (symbols, words, voice) and
//! gathered until all of it is sent.

use super::{Answering, Kiosk, Message, Sorting};
use crate::app::command::{Command, MadeBy};
use crate::app::route::Route;
use crate::domain::{Blob, DraftId, EntryKind, Piece};
use crate::store::drafts::DraftFacts;
use crate::symbols::Vocabulary;

/// What the piece that is being made is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Making {
    /// One more.
    Tip,
    /// The answer with this number.
    Answer(usize),
    /// A card to be sorted.
    Card,
    /// A picture of something made, for the page.
    Picture,
}

impl Making {
    /// Where it is gathered.
    fn gathered_at(self, kind: Option<EntryKind>) -> Route {
        match self {
            Self::Tip => Route::Tips,
            Self::Card => Route::Sort,
            Self::Picture => Route::MyPage,
            Self::Answer(_) if kind == Some(EntryKind::Survey) => Route::Survey,
            Self::Answer(_) => Route::MyPage,
        }
    }
}

/// A piece that is made and not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    Piece(Piece),
    /// Said aloud; it lies on disk as a draft until it is sent.
    Voice {
        draft_id: DraftId,
        blob: Blob,
    },
}

impl Made {
    /// In one line; nothing where it is no word.
    pub fn words(&self, language_tag: &str) -> Option<String> {
        match self {
            Self::Piece(piece) => Vocabulary::built_in().piece(piece, language_tag),
            Self::Voice { .. } => None,
        }
    }

    /// The symbols of it, by their ids.
    pub fn symbols(&self) -> &[String] {
        match self {
            Self::Piece(piece) => piece.symbols(),
            Self::Voice { .. } => &[],
        }
    }
}

/// Sorts, pages and surveys that are begun, while another one is at hand.
#[derive(Debug, Default)]
pub(super) struct LaidAside {
    pub answering: Vec<Answering>,
    pub sorting: Vec<Sorting>,
}

/// What goes with an entry beside what it says.
#[derive(Debug, Default)]
pub(super) struct Luggage {
    pub blobs: Vec<Blob>,
    pub draft_ids: Vec<DraftId>,
}

impl Luggage {
    /// A piece as it is sent; what was said aloud goes along.
    pub fn take(&mut self, made: &Made) -> Piece {
        match made {
            Made::Piece(piece) => piece.clone(),
            Made::Voice { draft_id, blob } => {
                self.blobs.push(blob.clone());
                self.draft_ids.push(draft_id.clone());
                Piece::Medium { medium: (self.blobs.len() - 1) as u8 }
            }
        }
    }
}

impl Kiosk {
    /// My tips, as they were last where the pupil has shown who they are.
    pub(super) fn open_tips(&mut self) {
        if self.tips.is_empty() {
            let kept = self.shelf().and_then(|shelf| shelf.tips.first());
            self.tips =
                kept.into_iter().flat_map(|kept| &kept.what).cloned().map(Made::Piece).collect();
        }
        self.go(Route::Tips);
    }

    /// What was left half said, newest first; what is gathered here already is not.
    pub fn left_over(&self) -> Option<&DraftFacts> {
        let greeting = self.greeting.as_ref()?;
        greeting.left_over.iter().find(|draft| !self.holds(&draft.draft_id))
    }

    /// Whether a draft is one of the tips or answers at hand.
    fn holds(&self, draft_id: &DraftId) -> bool {
        let answering = self.answering.iter().chain(&self.laid_aside.answering);
        let answers = answering.flat_map(|one| &one.asked).filter_map(|one| one.answer.as_ref());
        self.tips.iter().chain(answers).any(|made| match made {
            Made::Voice { draft_id: held, .. } => held == draft_id,
            Made::Piece(_) => false,
        })
    }

    pub(super) fn make(&mut self, making: Making) {
        self.making = Some(making);
        self.message = Message::default();
        self.go(Route::How);
    }

    /// In the way that was chosen.
    pub(super) fn make_by(&mut self, way: MadeBy) {
        if self.making.is_none() {
            return;
        }
        self.message = Message::default();
        match way {
            MadeBy::Symbols => self.go(Route::Board),
            MadeBy::Words => self.go(Route::Write),
            MadeBy::Voice => {
                self.go(Route::Record);
                self.open_devices();
            }
        }
    }

    /// Takes a piece to the others, where the way back leads.
    pub(super) fn piece_made(&mut self, made: Made) {
        let Some(making) = self.making.take() else { return };
        let gathered_at = making.gathered_at(self.saying.kind);
        match (making, made) {
            (Making::Tip, made) => self.tips.push(made),
            (Making::Answer(number), made) => self.answered_with(number, made),
            (Making::Card, Made::Piece(card)) => self.add_card(card),
            (Making::Card, Made::Voice { .. }) | (Making::Picture, _) => {}
        }
        self.message = Message::default();
        self.back_to(gathered_at);
    }

    /// To a screen that was passed on the way here.
    pub(super) fn back_to(&mut self, route: Route) {
        while self.back.pop().is_some_and(|before| before != route) {}
        self.route = route;
        self.trouble = None;
    }

    /// A message on the board or in words is a piece.
    pub(super) fn message_made(&mut self) {
        let symbols = std::mem::take(&mut self.message.symbols);
        let piece = match symbols.is_empty() {
            true => Piece::Words(self.message.text.trim().to_owned()),
            false => Piece::Symbols { symbols },
        };
        self.piece_made(Made::Piece(piece));
    }

    /// What was recorded is a piece, once it is as it is to be kept.
    pub(super) fn voice_made(&mut self) {
        let Some(look) = self.look.take() else { return };
        self.recordings += 1;
        self.piece_made(Made::Voice { draft_id: look.draft_id, blob: look.blob });
    }

    pub(super) fn command_making(&mut self, command: Command) {
        match command {
            Command::MakeBy(way) => self.make_by(way),
            Command::AddTip if self.tips.len() < self.tips_offered() => self.make(Making::Tip),
            Command::TipUp(index) if index > 0 && index < self.tips.len() => {
                self.tips.swap(index - 1, index);
            }
            Command::TipAway(index) if index < self.tips.len() => {
                let Made::Voice { draft_id, .. } = self.tips.remove(index) else { return };
                self.throw_away(draft_id);
            }
            Command::Answer(number) => self.make(Making::Answer(number)),
            _ => {}
        }
    }

    /// How many tips there may be.
    pub fn tips_offered(&self) -> usize {
        super::TIPS_OFFERED
    }
}
