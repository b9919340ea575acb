//! What the school made itself, as this tablet has it: boards and words, brought anew only while
//! nobody is in the middle of something, and sentences that somebody recorded.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::Kiosk;
use crate::acts::boards;
use crate::acts::prompts::{self, PromptHere};
use crate::app::event::Event;
use crate::app::route::Route;
use crate::app::worker::once;
use crate::symbols::packs::{self, Packs};

/// What was found on this tablet.
#[derive(Debug)]
pub struct OwnCame {
    /// Of which `boards::state`.
    state: String,
    packs: Packs,
    prompts: Vec<PromptHere>,
}

/// The bytes of recordings, in the order in which they were asked for; nothing for one that cannot
/// be had.
pub type Opened = Vec<Option<Zeroizing<Vec<u8>>>>;

#[derive(Debug, Default)]
pub struct Own {
    /// Nothing before anything was looked at.
    state: Option<String>,
    is_looking: bool,
    /// Boards for whoever comes next.
    waiting: Option<Packs>,
    pub prompts: Vec<PromptHere>,
    asked: u64,
    opened: Option<(u64, Opened)>,
}

impl Kiosk {
    /// Looks whether a sync brought something, or took it away. There may be thousands of symbols.
    pub(super) fn look_for_own(&mut self) {
        if self.own.is_looking {
            return;
        }
        self.own.is_looking = true;
        let (desk, known) = (Arc::clone(&self.desk), self.own.state.clone());
        self.beside("boards", move || {
            let state = boards::state(&desk.home);
            let is_news = known.as_ref() != Some(&state);
            Event::OwnCame(is_news.then(|| {
                let (packs, prompts) = (boards::brought(&desk.home), prompts::here(&desk.home));
                Box::new(OwnCame { state, packs, prompts })
            }))
        });
    }

    pub(super) fn own_came(&mut self, came: Option<Box<OwnCame>>) {
        self.own.is_looking = false;
        let Some(came) = came else { return };
        let is_first = self.own.state.replace(came.state).is_none();
        self.own.prompts = came.prompts;
        self.own.waiting = Some(came.packs);
        // Cards do not change places under somebody's hand.
        if is_first || self.route == Route::Start {
            self.bring_boards();
        }
    }

    /// Shows the boards that came last.
    pub(super) fn bring_boards(&mut self) {
        if let Some(came) = self.own.waiting.take() {
            packs::bring(came);
        }
    }

    /// Fetches recordings from the disk. Gives the number under which they come.
    pub fn open_prompts(&mut self, wanted: Vec<PromptHere>) -> u64 {
        self.own.asked += 1;
        let number = self.own.asked;
        let desk = Arc::clone(&self.desk);
        once("prompts", &self.teller, move || {
            let opened = wanted.iter().map(|one| prompts::open(&desk.home, one)).collect();
            Some(Event::PromptsOpened { number, opened })
        });
        number
    }

    pub(super) fn prompts_opened(&mut self, number: u64, opened: Opened) {
        if number == self.own.asked {
            self.own.opened = Some((number, opened));
        }
    }

    /// What was fetched under this number, once it is here.
    pub fn take_prompts(&mut self, number: u64) -> Option<Opened> {
        self.own.opened.take_if(|(came, _)| *came == number).map(|(_, opened)| opened)
    }
}
