//! The pupil's yes: who helped, who else is in it, who may see it, and two presses.
//!
//! What is being sent is held apart (`InFlight`), so that its end touches nothing that somebody
//! has begun since.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::making::{Luggage, Made};
use super::sort::add_sort_picture;
use super::worry::WorryDraft;
use super::{Kiosk, Look, trouble};
use crate::acts::add_entry::{self, Added, NewEntry};
use crate::acts::{kiosk as acts, record};
use crate::app::command::Command;
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::sign_off::Identity;
use crate::domain::worry::WorryDetails;
use crate::domain::{Audience, EntryId, EntryKind, Helped, Listener, Others, Said, SignOff};

/// A tremor's second press is no second yes.
pub(super) const TWICE_AFTER: Duration = Duration::from_millis(600);

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SendingState {
    #[default]
    Choosing,
    /// Pressed once, then.
    Armed {
        at: Duration,
    },
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

/// What is on its way to the outbox.
#[derive(Debug)]
pub(super) struct InFlight {
    worry: Option<WorryDraft>,
    /// Sent without what else is being said: that stays.
    at_once: bool,
}

impl Kiosk {
    /// The clip that is to be sent: the one looked at on the way here, and no other.
    fn clip(&self) -> Option<&Look> {
        self.look.as_ref().filter(|_| self.back.contains(&Route::Look))
    }

    /// Whether somebody else may be in it.
    pub fn asks_for_others(&self) -> bool {
        self.clip().is_some() || self.photo_to_send().is_some() || self.has_heard_pieces()
    }

    /// Whether tips or answers that are to be sent were said aloud, or show something.
    fn has_heard_pieces(&self) -> bool {
        let is_heard = |made: &Made| matches!(made, Made::Voice { .. });
        match self.saying.kind {
            Some(EntryKind::Tips) => self.tips.iter().any(is_heard),
            Some(EntryKind::Page | EntryKind::Survey) => {
                self.answering.as_ref().is_some_and(|answering| {
                    let answers = answering.asked.iter().filter_map(|one| one.answer.as_ref());
                    answering.picture.is_some() || answers.into_iter().any(is_heard)
                })
            }
            _ => false,
        }
    }

    /// Nothing of what was gathered is sent twice.
    fn gathered_was_sent(&mut self) {
        match self.saying.kind {
            Some(EntryKind::Tips) => self.tips = Vec::new(),
            Some(EntryKind::Sort) => self.sorting = None,
            Some(EntryKind::Page | EntryKind::Survey) => {
                let inquiry = self.answering.take().and_then(|answering| answering.inquiry);
                self.answered.extend(inquiry.map(|inquiry| inquiry.inquiry_id));
            }
            _ => {}
        }
    }

    pub(super) fn go_to_send(&mut self) {
        self.sending.state = SendingState::Choosing;
        self.go(Route::Send);
    }

    pub(super) fn command_sending(&mut self, command: Command) {
        // Whatever is changed after the first press has to be said yes to anew.
        let before = self.sending.state.clone();
        if before == SendingState::Sending {
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
            Command::Send if self.asks_for_others() && self.sending.others.is_none() => {}
            Command::Send => match before {
                SendingState::Armed { at } if self.now.saturating_sub(at) < TWICE_AFTER => {
                    self.sending.state = SendingState::Armed { at };
                }
                SendingState::Armed { .. } => self.send(),
                SendingState::Choosing | SendingState::Sending => {
                    self.sending.state = SendingState::Armed { at: self.now };
                }
            },
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
        let worry = self.worry.clone();
        let kind = match (&worry, self.saying.kind) {
            (Some(_), _) => EntryKind::Worry,
            (None, Some(kind)) => kind,
            (None, None) => return,
        };
        let question = self.saying.question.and_then(|index| super::QUESTIONS.get(index));
        let mut said = Said::default();
        let mut luggage = Luggage::default();
        let mut poster_micros = None;
        match self.clip() {
            Some(look) => {
                luggage.blobs.push(look.blob.clone());
                poster_micros = look.poster_micros;
                luggage.draft_ids.push(look.draft_id.clone());
                said.question = question.map(|(key, _)| (*key).to_owned());
            }
            None if kind == EntryKind::Made => {
                let Some(blob) = self.photo_to_send().and_then(super::Photo::blob) else { return };
                luggage.blobs.push(blob);
            }
            None if kind == EntryKind::Tips => {
                said.tips = self.tips.iter().map(|tip| luggage.take(tip)).collect();
            }
            None if kind == EntryKind::Sort => {
                said = self.said_sort();
            }
            None if matches!(kind, EntryKind::Page | EntryKind::Survey) => {
                said = self.said_answers(&mut luggage);
            }
            None => {
                said.symbols = self.message.symbols.clone();
                let text = self.message.text.trim();
                said.text = (!text.is_empty()).then(|| text.to_owned());
            }
        }
        self.sending.state = SendingState::Sending;
        let details = worry.as_ref().map(WorryDraft::details);
        let new = NewEntry {
            kind,
            pupil_id: self.who.as_ref().and_then(|who| who.pupil_id.clone()),
            said,
            blobs: luggage.blobs,
            sign_off: self.sign_off(details),
            draft_ids: luggage.draft_ids,
        };
        self.dispatch(new, poster_micros, worry, false);
    }

    /// A worry without words: on the press. What else is being said stays as it is.
    pub(super) fn send_worry_at_once(&mut self, worry: WorryDraft) {
        if self.in_flight.values().any(|flight| flight.at_once) {
            return;
        }
        let mut sign_off = self.sign_off(Some(worry.details()));
        sign_off.others = Others::Nobody;
        let new = NewEntry {
            kind: EntryKind::Worry,
            pupil_id: self.who.as_ref().and_then(|who| who.pupil_id.clone()),
            said: Said::default(),
            blobs: Vec::new(),
            sign_off,
            draft_ids: Vec::new(),
        };
        self.dispatch(new, None, Some(worry), true);
    }

    fn dispatch(
        &mut self,
        mut new: NewEntry,
        poster_micros: Option<u64>,
        worry: Option<WorryDraft>,
        at_once: bool,
    ) {
        self.sends += 1;
        let number = self.sends;
        self.in_flight.insert(number, InFlight { worry, at_once });
        let desk = Arc::clone(&self.desk);
        self.writes += 1;
        self.count_writes();
        self.ask(move || {
            if let Some(at_micros) = poster_micros {
                record::add_poster(&mut new.blobs, at_micros);
            }
            add_sort_picture(&new.said, &mut new.blobs);
            let sent = match new.kind.is_worry() {
                true => acts::add_worry(&desk, new),
                false => add_entry::add(&desk, new),
            };
            Event::Sent { number, sent: sent.map_err(trouble) }
        });
    }

    pub(super) fn sent(&mut self, number: u64, sent: Result<Added, Trouble>) {
        self.written(sent.is_ok());
        // Whoever sent it may have gone; then nothing on the screen is about it.
        let Some(flight) = self.in_flight.remove(&number) else { return };
        if !flight.at_once {
            self.sending.state = SendingState::Choosing;
        }
        if sent.is_ok() {
            self.greet_again();
        }
        match (sent, flight.worry) {
            (Ok(added), Some(worry)) if flight.at_once => self.care_after(worry, &added, true),
            (Ok(added), worry) => {
                self.photo = None;
                if self.look.take().is_some() {
                    self.film_was_sent();
                }
                self.message = super::Message::default();
                self.gathered_was_sent();
                self.worry = None;
                self.sending = self.sending.keep_choices();
                match worry {
                    Some(worry) => self.care_after(worry, &added, false),
                    None => {
                        self.sending.sent = Some(added.entry_id);
                        self.is_on_its_way();
                    }
                }
            }
            // "I am not safe" must end at a person, whatever the tablet could not do.
            (Err(trouble), Some(worry)) if worry.urgent => {
                self.trouble = Some(trouble);
                self.care_without(worry);
            }
            (Err(trouble), _) => self.trouble = Some(trouble),
        }
    }

    /// Shows so, or has it behind a break or a worry that somebody went to meanwhile.
    fn is_on_its_way(&mut self) {
        match self.back.iter().rposition(|before| *before == Route::Send) {
            Some(at) if self.route != Route::Send => {
                self.back.drain(..at);
                self.back[0] = Route::OnItsWay;
            }
            Some(_) | None => self.go_for_good(Route::OnItsWay),
        }
    }

    /// "I changed my mind".
    pub(super) fn take_back(&mut self) {
        let Some(entry_id) = self.sending.sent.take() else { return };
        let desk = Arc::clone(&self.desk);
        self.write(move || add_entry::take_back(&desk, &entry_id));
        self.go_home();
    }
}
