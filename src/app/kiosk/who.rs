//! Who sits there, and how sure we are of it. Without picture-password or staff PIN a pupil can
//! only make new things: no answer, no draft, no count is loaded, so none can be shown.

use std::sync::Arc;

use super::{Kiosk, Reading};
use crate::acts::kiosk as acts;
use crate::app::command::Command;
use crate::app::event::{Event, Greeting, TriedWhat, Trouble};
use crate::app::route::{PinFor, Route};
use crate::domain::sign_off::Identity;
use crate::domain::{Badge, Preferences, PupilId, Sentence};
use crate::store::pins::{Secret, Tried};

/// The pictures of a picture-password, by their names in `symbols/interface.csv`.
pub const PICTURES: [&str; 12] = [
    "sun", "moon", "star", "ball", "apple", "tree", "flower", "boat", "train", "car", "drum",
    "kite",
];
/// How many of them, in order.
pub const PASSWORD_LENGTH: usize = 3;

/// Who sits there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Nobody: "I don't want to say".
    pub pupil_id: Option<PupilId>,
    pub name: String,
    pub badge: Badge,
    pub identity: Identity,
    /// Whether a picture-password was ever set for them on this tablet.
    pub has_pictures: bool,
}

impl Who {
    pub fn is_checked(&self) -> bool {
        self.identity == Identity::Checked
    }
}

impl Kiosk {
    pub(super) fn go_to_names(&mut self) {
        let classes = self.school.school.classes();
        match classes.as_slice() {
            [only] => {
                let class = only.name.to_owned();
                self.go(Route::Who { class });
            }
            _ => self.go(Route::Class),
        }
    }

    pub(super) fn command_who(&mut self, command: Command) {
        match command {
            Command::ChooseClass(class) => self.go(Route::Who { class }),
            Command::ChoosePupil(pupil_id) => self.choose(&pupil_id),
            Command::NoName => {
                self.who = Some(Who {
                    pupil_id: None,
                    name: String::new(),
                    badge: Badge::of(0),
                    identity: Identity::Unchecked,
                    has_pictures: false,
                });
                self.visit(Route::Worry);
            }
            Command::Picture(picture) => self.picture(picture),
            Command::ClearPictures => self.pictures.clear(),
            Command::AskPin(purpose) => {
                self.digits.clear();
                self.go(Route::Pin(purpose));
            }
            Command::Digit(digit) => self.digit(digit),
            Command::ClearDigits => self.digits.clear(),
            Command::NewPictures => {
                if self.who.as_ref().is_some_and(Who::is_checked) {
                    self.pictures.clear();
                    self.go(Route::Pictures);
                }
            }
            Command::Like(preferences) => self.like(preferences),
            _ => {}
        }
    }

    fn choose(&mut self, pupil_id: &PupilId) {
        let found = self.school.school.classes().into_iter().find_map(|class| {
            let at = class.pupils.iter().position(|pupil| &pupil.pupil_id == pupil_id)?;
            Some((class.pupils[at].first_name.clone(), Badge::of(at)))
        });
        let Some((name, badge)) = found else { return };
        self.who = Some(Who {
            pupil_id: Some(pupil_id.clone()),
            name,
            badge,
            identity: Identity::Unchecked,
            has_pictures: false,
        });
        self.greeting = None;
        self.greet_again();
        self.go(Route::Home);
        self.back.clear();
        self.back.push(Route::Start);
    }

    /// Asks for what is known of the pupil: more once the identity is checked.
    pub(super) fn greet_again(&self) {
        let Some(who) = &self.who else { return };
        let Some(pupil_id) = who.pupil_id.clone() else { return };
        let checked = who.is_checked();
        let desk = Arc::clone(&self.desk);
        self.ask(move || {
            let greet = || {
                let (answers, documents, left_over) = match checked {
                    true => (
                        acts::answers(&desk, &pupil_id)?,
                        acts::asked_documents(&desk, &pupil_id)?,
                        acts::left_over(&desk, &pupil_id)?,
                    ),
                    false => (Vec::new(), Vec::new(), Vec::new()),
                };
                Ok(Greeting {
                    is_checked: checked,
                    shelf: match checked {
                        true => acts::shelf(&desk, &pupil_id)?,
                        false => acts::shelf(&desk, &pupil_id)?.only_likes(),
                    },
                    has_pictures: acts::has_pictures(&desk, &pupil_id)?,
                    pupil_id: pupil_id.clone(),
                    answers,
                    documents: documents.into_iter().map(Reading::from).collect(),
                    left_over,
                })
            };
            match greet() {
                Ok(greeting) => Event::Greeted(Box::new(greeting)),
                Err(error) => Event::Failed(super::trouble(error)),
            }
        });
    }

    pub(super) fn greeted(&mut self, greeting: Greeting) {
        // Somebody else may sit there by now.
        let Some(who) = &mut self.who else { return };
        if who.pupil_id.as_ref() != Some(&greeting.pupil_id) {
            return;
        }
        who.has_pictures = greeting.has_pictures;
        // Whoever changed something since keeps it while they sit here.
        let is_first = self.greeting.as_ref().is_none_or(|before| {
            before.pupil_id != greeting.pupil_id || before.is_checked != greeting.is_checked
        });
        if let Some((_, liked)) = greeting.shelf.preferences.filter(|_| is_first) {
            self.preferences = liked;
        }
        // What was loaded for one whose identity was checked is for nobody else.
        if who.is_checked() || !greeting.is_checked {
            self.greeting = Some(greeting);
        }
    }

    fn picture(&mut self, picture: usize) {
        if self.pictures.len() >= PASSWORD_LENGTH || picture >= PICTURES.len() {
            return;
        }
        self.pictures.push(picture);
        if self.pictures.len() < PASSWORD_LENGTH {
            return;
        }
        let Some(who) = &self.who else { return };
        let Some(pupil_id) = who.pupil_id.clone() else { return };
        let secret = Secret::Pictures(pupil_id.clone());
        let value: Vec<u8> = self.pictures.iter().map(|picture| *picture as u8).collect();
        let desk = Arc::clone(&self.desk);
        if who.is_checked() {
            // New ones, by whom the staff PIN or the old ones let in.
            self.ask(move || match acts::set_secret(&desk, &secret, &value) {
                Ok(()) => Event::SecretSet,
                Err(error) => Event::Failed(super::trouble(error)),
            });
        } else {
            let what = TriedWhat::Pictures(pupil_id);
            self.ask(move || match acts::try_secret(&desk, &secret, &value) {
                Ok(tried) => Event::Tried { what, tried },
                Err(error) => Event::Failed(super::trouble(error)),
            });
        }
    }

    fn digit(&mut self, digit: char) {
        let Route::Pin(purpose) = self.route else { return };
        let most = purpose.digits();
        if self.digits.len() >= most || !digit.is_ascii_digit() {
            return;
        }
        self.digits.push(digit);
        if self.digits.len() < most {
            return;
        }
        if purpose == PinFor::Supply {
            return self.try_supply_pin();
        }
        let value = self.digits.clone().into_bytes();
        let desk = Arc::clone(&self.desk);
        if purpose == PinFor::First {
            self.ask(move || match acts::set_secret(&desk, &Secret::StaffPin, &value) {
                Ok(()) => Event::SecretSet,
                Err(error) => Event::Failed(super::trouble(error)),
            });
            return;
        }
        let whose = self.who.as_ref().and_then(|who| who.pupil_id.clone());
        let what = TriedWhat::Pin(purpose, whose);
        self.ask(move || match acts::try_secret(&desk, &Secret::StaffPin, &value) {
            Ok(tried) => Event::Tried { what, tried },
            Err(error) => Event::Failed(super::trouble(error)),
        });
    }

    pub(super) fn secret_is_set(&mut self) {
        self.digits.clear();
        self.pictures.clear();
        match self.route {
            Route::Pin(PinFor::First) => {
                self.school.has_pin = true;
                self.go_for_good(Route::Start);
            }
            Route::Pictures if self.who.as_ref().is_some_and(Who::is_checked) => {
                self.greet_again();
                self.go_for_good(Route::Home);
                self.back.push(Route::Start);
            }
            // They have gone on meanwhile.
            _ => {}
        }
    }

    pub(super) fn tried(&mut self, what: &TriedWhat, tried: Tried) {
        self.digits.clear();
        self.pictures.clear();
        let not_so = |pupil: &'static str| {
            Some(Trouble { pupil, technician: Sentence::plain("secret-wrong") })
        };
        match tried {
            Tried::Right => {}
            Tried::Wrong | Tried::NotSet => {
                self.trouble = not_so(match what {
                    TriedWhat::Pin(..) => "pin-wrong",
                    TriedWhat::Pictures(_) => "pictures-wrong",
                });
                return;
            }
            Tried::Wait(_) => {
                self.trouble = not_so("secret-wait");
                return;
            }
        }
        let whose = self.who.as_ref().and_then(|who| who.pupil_id.clone());
        match (what, self.route.clone()) {
            (TriedWhat::Pin(asked, for_whom), Route::Pin(purpose))
                if *asked == purpose && *for_whom == whose =>
            {
                match purpose {
                    PinFor::Leave => {
                        self.reset();
                        self.may_leave = true;
                    }
                    PinFor::Tips => {
                        self.reset();
                        self.open_staff_tips(None);
                    }
                    PinFor::Shelf => self.let_in(),
                    // A supply teacher's is tried by itself.
                    PinFor::Supply | PinFor::First => {}
                }
            }
            (TriedWhat::Pictures(pupil_id), Route::Pictures) => {
                let is_them = |who: &super::Who| who.pupil_id.as_ref() == Some(pupil_id);
                if self.who.as_ref().is_some_and(is_them) {
                    self.let_in();
                }
            }
            // They have gone on meanwhile.
            _ => {}
        }
    }

    fn let_in(&mut self) {
        if let Some(who) = &mut self.who {
            who.identity = Identity::Checked;
        }
        self.greet_again();
        self.go_for_good(Route::Home);
        self.back.push(Route::Start);
    }

    fn like(&mut self, preferences: Preferences) {
        self.preferences = preferences.within_limits();
        // Kept only for whom we know; for others it lasts while they sit here.
        let known = self.who.as_ref().filter(|who| who.is_checked());
        let Some(pupil_id) = known.and_then(|who| who.pupil_id.clone()) else { return };
        let desk = Arc::clone(&self.desk);
        let wished = self.preferences;
        self.write(move || acts::set_preferences(&desk, &pupil_id, &wished));
    }
}
