//! A supply teacher at a tablet: their name, then the PIN that opens one class until school ends.

use std::sync::Arc;

use super::{BACKSPACE, Kiosk, trouble};
use crate::acts::supply::{self, SupplyTried};
use crate::app::event::{Event, Trouble};
use crate::app::route::{PinFor, Route};
use crate::domain::Sentence;
use crate::domain::supply::SUPPLY_NAME_LETTERS;
use crate::store::pins::Tried;

impl Kiosk {
    pub(super) fn supply_letter(&mut self, letter: char) {
        let name = &mut self.supply_name;
        if letter == BACKSPACE {
            name.pop();
        } else if name.chars().count() < SUPPLY_NAME_LETTERS {
            // The keyboard has small letters alone, and no name begins with a space.
            match name.chars().last() {
                None | Some(' ') if letter == ' ' => {}
                None | Some(' ' | '\'' | '-') => name.extend(letter.to_uppercase()),
                Some(_) => name.push(letter),
            }
        }
    }

    /// Nobody goes on without a name: it is what staff are told.
    pub(super) fn supply_named(&mut self) {
        if self.supply_name.trim().is_empty() {
            return;
        }
        self.digits.clear();
        self.go(Route::Pin(PinFor::Supply));
    }

    pub(super) fn try_supply_pin(&mut self) {
        let (pin, name) = (self.digits.clone(), self.supply_name.clone());
        let desk = Arc::clone(&self.desk);
        self.ask(move || Event::SupplyTried(supply::try_pin(&desk, &pin, &name).map_err(trouble)));
    }

    pub(super) fn supply_tried(&mut self, tried: Result<SupplyTried, Trouble>) {
        // Whoever typed it may have gone, and then it opens nothing.
        if self.route != Route::Pin(PinFor::Supply) {
            return;
        }
        self.digits.clear();
        let not_so = |pupil| Trouble { pupil, technician: Sentence::plain("secret-wrong") };
        match tried {
            Ok(SupplyTried::Open(visit)) => {
                // Staff are told at once.
                self.written(true);
                self.reset();
                self.open_staff_tips(Some(visit));
            }
            Ok(SupplyTried::No(Tried::Wait(_))) => self.trouble = Some(not_so("secret-wait")),
            Ok(SupplyTried::No(_)) => self.trouble = Some(not_so("pin-wrong")),
            Err(trouble) => self.trouble = Some(trouble),
        }
    }
}
