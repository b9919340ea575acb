//! The pupil's yes: who helped, who else is in it, who may see it, and two presses.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Kiosk, trouble};
use crate::acts::add_entry::{self, Added, NewEntry};
use crate::app::command::Command;
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::sign_off::Identity;
use crate::domain::worry::WorryDetails;
use crate::domain::{Audience, EntryId, EntryKind, Helped, Listener, Others, Said, SignOff};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SendingState {
    #[default]
    Choosing,
    /// Pressed once.
    Armed,
    Sending,
}

/// The choices of the send screen; the last ones are remembered while the pupil is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    pub helped: Helped,
    /// Not asked of what shows and sounds nobody.
    pub others: Option<Others>,
    pub listeners: BTreeSet<Listener>,
    pub state: SendingState,
    /// What was sent last.
    pub sent: Option<EntryId>,
}

impl Default for Sending {
    fn default() -> Self {
        Self {
            helped: Helped::Alone,
            others: None,
            listeners: BTreeSet::new(),
            state: SendingState::Choosing,
            sent: None,
        }
    }
}

impl Sending {
    pub(super) fn keep_choices(&self) -> Self {
        Self { state: SendingState::Choosing, others: None, sent: None, ..self.clone() }
    }
}

impl Kiosk {
    /// Whether somebody else may be in it.
    pub fn asks_for_others(&self) -> bool {
        self.look.is_some()
    }

    pub(super) fn go_to_send(&mut self) {
        self.sending.state = SendingState::Choosing;
        self.go(Route::Send);
    }

    pub(super) fn command_sending(&mut self, command: Command) {
        // Whatever is changed after the first press has to be said yes to anew.
        let armed = self.sending.state == SendingState::Armed;
        if self.sending.state == SendingState::Sending {
            return;
        }
        self.sending.state = SendingState::Choosing;
        match command {
            Command::Helped(helped) => self.sending.helped = helped,
            Command::OthersIn(others) => {
                self.sending.others =
                    Some(if others { Others::SeenOrHeard } else { Others::Nobody });
            }
            Command::Toggle(listener) => {
                if !self.sending.listeners.remove(&listener) {
                    self.sending.listeners.insert(listener);
                }
            }
            Command::Send => {
                if self.asks_for_others() && self.sending.others.is_none() {
                    return;
                }
                if armed {
                    self.send();
                } else {
                    self.sending.state = SendingState::Armed;
                }
            }
            _ => {}
        }
    }

    fn sign_off(&self, worry: Option<WorryDetails>) -> SignOff {
        SignOff {
            at: self.desk.now(),
            audience: Audience { listeners: self.sending.listeners.clone() },
            helped: self.sending.helped,
            identity: self.who.as_ref().map_or(Identity::Unchecked, |who| who.identity),
            others: self.sending.others.unwrap_or(Others::Nobody),
            witness: None,
            worry,
        }
    }

    /// Sends what is said, once.
    fn send(&mut self) {
        let worry = self.worry.as_ref().map(|worry| worry.details(false));
        let kind = match (&worry, self.saying.kind) {
            (Some(_), _) => EntryKind::Worry,
            (None, Some(kind)) => kind,
            (None, None) => return,
        };
        let question = self.saying.question.and_then(|index| super::QUESTIONS.get(index));
        let mut said = Said::default();
        let (mut blobs, mut draft_id) = (Vec::new(), None);
        match &self.look {
            Some(look) => {
                blobs.push(look.blob.clone());
                draft_id = Some(look.draft_id.clone());
                said.question = question.map(|(key, _)| (*key).to_owned());
            }
            None if kind == EntryKind::Tips => said.tips = self.tips.clone(),
            None => {
                said.symbols = self.message.symbols.clone();
                let text = self.message.text.trim();
                said.text = (!text.is_empty()).then(|| text.to_owned());
            }
        }
        self.sending.state = SendingState::Sending;
        let sign_off = self.sign_off(worry);
        self.dispatch(NewEntry {
            kind,
            pupil_id: self.who.as_ref().and_then(|who| who.pupil_id.clone()),
            said,
            blobs,
            sign_off,
            draft_id,
        });
    }

    /// A worry without words: on the press.
    pub(super) fn send_worry_at_once(&mut self, urgent: bool) {
        let Some(worry) = &self.worry else { return };
        let details = worry.details(urgent);
        let sign_off = self.sign_off(Some(details));
        self.sending.state = SendingState::Sending;
        self.dispatch(NewEntry {
            kind: EntryKind::Worry,
            pupil_id: self.who.as_ref().and_then(|who| who.pupil_id.clone()),
            said: Said::default(),
            blobs: Vec::new(),
            sign_off,
            draft_id: None,
        });
    }

    fn dispatch(&mut self, new: NewEntry) {
        let desk = Arc::clone(&self.desk);
        self.ask(move || Event::Sent(add_entry::add(&desk, new).map_err(trouble)));
    }

    pub(super) fn sent(&mut self, sent: Result<Added, Trouble>) {
        self.sending.state = SendingState::Choosing;
        match sent {
            Ok(added) => {
                self.sync_soon();
                let was_worry = self.worry.take();
                self.look = None;
                self.message = super::Message::default();
                self.tips = Vec::new();
                self.sending = self.sending.keep_choices();
                match was_worry {
                    Some(worry) => self.care_after(worry, added),
                    None => {
                        self.sending.sent = Some(added.entry_id);
                        self.go_for_good(Route::OnItsWay);
                    }
                }
            }
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    /// "I changed my mind".
    pub(super) fn take_back(&mut self) {
        let Some(entry_id) = self.sending.sent.take() else { return };
        let desk = Arc::clone(&self.desk);
        self.worker.ask(move || match add_entry::take_back(&desk, &entry_id) {
            Ok(()) => None,
            Err(error) => Some(Event::Failed(trouble(error))),
        });
        self.sync_soon();
        self.go_home();
    }
}
