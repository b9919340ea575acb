//! The ways in which somebody works a screen of a test: each finds what has a name and presses it as
//! they would.

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, TouchId, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use sayso::domain::Way;
use sayso::ui::access;

use super::screen::{DEADLINE, Screen};

/// How somebody works the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hand {
    Mouse,
    /// 20 px of wobble and three seconds.
    ShakyTouch,
    OneSwitch,
    TwoSwitches,
    Keyboard,
    Dwell,
    ScreenReader,
}

impl Hand {
    pub(super) fn way(self) -> Way {
        match self {
            Self::OneSwitch => Way::OneSwitch { pace_secs: 0.5 },
            Self::TwoSwitches => Way::TwoSwitches,
            Self::Dwell => Way::Dwell { secs: 0.5 },
            Self::Mouse | Self::ShakyTouch | Self::Keyboard | Self::ScreenReader => Way::Direct,
        }
    }
}

fn touch(id: u64, phase: TouchPhase, pos: Pos2) -> Event {
    let (device_id, id) = (egui::TouchDeviceId(1), TouchId(id));
    Event::Touch { device_id, id, phase, pos, force: None }
}

/// By its whole name, or by the word on it where more is told of it.
fn is_called(label: &str, name: &str) -> bool {
    let more = label.strip_prefix(name);
    let ends_by_itself = name.ends_with(['.', '!', '?', '…']);
    more.is_some_and(|more| {
        more.is_empty() || more.starts_with(". ") || (ends_by_itself && more.starts_with(' '))
    })
}

impl Screen<'_> {
    /// Pulls one thing onto another, by mouse or by one finger.
    pub fn drag(&mut self, from: &str, onto: &str) {
        let (from, to) = (self.place(from).center(), self.place(onto).center());
        self.step();
        let is_touch = self.hand == Hand::ShakyTouch;
        match is_touch {
            true => self.harness.event(touch(1, TouchPhase::Start, from)),
            false => self.button(from, true),
        }
        self.step();
        for part in [0.1, 0.4, 0.8, 1.0] {
            let at = from + (to - from) * part;
            match is_touch {
                true => self.harness.event(touch(1, TouchPhase::Move, at)),
                false => self.harness.event(Event::PointerMoved(at)),
            }
            self.step();
        }
        match is_touch {
            true => self.harness.event(touch(1, TouchPhase::End, to)),
            false => self.button(to, false),
        }
        self.step();
        self.step();
    }

    pub(super) fn find(&self, name: &str) -> Option<Rect> {
        let root = self.harness.root();
        let found = root.children_recursive().find(|node| {
            let node = node.accesskit_node();
            matches!(node.role(), Role::Button | Role::RadioButton | Role::CheckBox)
                && node.label().is_some_and(|label| is_called(&label, name))
        });
        found.map(|node| node.rect())
    }

    /// Where something that can be pressed is, by its name or how it begins.
    pub(super) fn place(&self, name: &str) -> Rect {
        match self.find(name) {
            Some(rect) => rect,
            None => panic!("nothing to press named {name:?}; on screen: {:?}", self.names()),
        }
    }

    fn now(&self) -> f64 {
        self.harness.ctx.input(|input| input.time)
    }

    /// Presses what has this name, by whatever way in this hand has.
    pub fn press(&mut self, name: &str) {
        if name.starts_with("Press again") {
            // A second yes is no tremor's echo.
            self.window().ahead += Duration::from_secs(1);
        }
        self.step();
        let place = self.place(name);
        let centre = place.center();
        match self.hand {
            Hand::Mouse => {
                self.button(centre, true);
                self.step();
                self.button(centre, false);
                self.step();
            }
            Hand::ShakyTouch => self.shaky_touch(centre),
            Hand::Keyboard => {
                let began = Instant::now();
                // What scrolls moves it on the way; a pane may show a part of it alone.
                let is_on = |ring: Rect, place: Rect| {
                    place.expand(0.5).contains_rect(ring) && ring.width() > place.width() - 1.0
                };
                while !self.ring().is_some_and(|ring| is_on(ring, self.place(name))) {
                    self.harness.key_press(Key::Tab);
                    self.step();
                    // A pane turns until what has the focus can be seen.
                    for _ in 0..20 {
                        if self.ring().is_none_or(|ring| ring.is_positive()) {
                            break;
                        }
                        self.step();
                    }
                    assert!(
                        began.elapsed() < DEADLINE,
                        "the focus never came to {name:?}, but to {:?}",
                        self.ring()
                    );
                }
                self.harness.key_press(Key::Enter);
                self.step();
            }
            Hand::OneSwitch | Hand::TwoSwitches => self.switch(name),
            Hand::Dwell => {
                self.harness.hover_at(centre);
                for _ in 0..9 {
                    self.step();
                }
                self.harness.hover_at(Pos2::new(2.0, 798.0));
                self.step();
            }
            Hand::ScreenReader => {
                let label = self.full_name(name);
                let nodes: Vec<_> = self.harness.get_all_by_label(&label).collect();
                let node = nodes.iter().find(|node| {
                    matches!(
                        node.accesskit_node().role(),
                        Role::Button | Role::RadioButton | Role::CheckBox
                    )
                });
                node.unwrap().click_accesskit();
                self.step();
            }
        }
        self.step();
    }

    fn full_name(&self, name: &str) -> String {
        self.names().into_iter().find(|one| is_called(one, name)).unwrap()
    }

    fn button(&self, pos: Pos2, pressed: bool) {
        self.harness.event(Event::PointerMoved(pos));
        let button = PointerButton::Primary;
        self.harness.event(Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }

    /// Three seconds, wandering up to 20 px, with a palm resting in a corner meanwhile.
    fn shaky_touch(&mut self, at: Pos2) {
        let palm = Pos2::new(1_275.0, 640.0);
        self.harness.event(touch(9, TouchPhase::Start, palm));
        self.step();
        let began = self.now();
        self.harness.event(touch(1, TouchPhase::Start, at));
        let mut turn = 0.0_f32;
        while self.now() - began < 3.0 {
            turn += 1.3;
            let shaken = at + 20.0 * vec2(turn.cos(), turn.sin());
            self.harness.event(touch(1, TouchPhase::Move, shaken));
            self.step();
        }
        self.harness.event(touch(1, TouchPhase::End, at + vec2(14.0, -14.0)));
        self.step();
        self.harness.event(touch(9, TouchPhase::End, palm));
        self.step();
    }

    fn ring(&self) -> Option<Rect> {
        access::with(&self.harness.ctx, |access| access.ringed())
    }

    /// Waits for the light (or moves it on), presses at the row, then at the item.
    fn switch(&mut self, name: &str) {
        let began = Instant::now();
        let route = self.kiosk_state().route.clone();
        loop {
            assert!(began.elapsed() < DEADLINE, "the light never came to {name:?}");
            if self.kiosk_state().route != route {
                return;
            }
            let place = self.place(name);
            match self.ring() {
                Some(ring) if ring == place => {
                    self.harness.key_press(Key::Space);
                    self.step();
                    self.step();
                    return;
                }
                Some(ring) if ring.contains_rect(place) => {
                    self.harness.key_press(Key::Space);
                    self.step();
                    self.step();
                }
                _ if self.hand == Hand::TwoSwitches => {
                    self.harness.key_press(Key::Tab);
                    self.step();
                }
                _ => self.step(),
            }
        }
    }
}
