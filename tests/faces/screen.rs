//! A window without a window: the whole kiosk over a real sample school, worked by labels.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::layers::ShapeIdx;
use egui::{
    Event, Key, Modifiers, PointerButton, Pos2, Rect, TouchId, TouchPhase, UiBuilder, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sayso::acts::kiosk::SAMPLE_PASSPHRASE;
use sayso::app::kiosk::{Devices, RecordingState, SetUp};
use sayso::app::review::{Opener, ReviewState, opener};
use sayso::app::{Kiosk, Route};
use sayso::domain::{EntryState, Preferences, Way};
use sayso::media::{CameraSource, MicrophoneSource};
use sayso::platform::Machine;
use sayso::ui::window::{Opening, Window};
use sayso::ui::{Pictures, access};

use super::school::{School, camera_file};

/// A person waits for something to happen, not for a time.
const DEADLINE: Duration = Duration::from_secs(60);

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
    fn way(self) -> Way {
        match self {
            Self::OneSwitch => Way::OneSwitch { pace_secs: 0.5 },
            Self::TwoSwitches => Way::TwoSwitches,
            Self::Dwell => Way::Dwell { secs: 0.5 },
            Self::Mouse | Self::ShakyTouch | Self::Keyboard | Self::ScreenReader => Way::Direct,
        }
    }
}

/// Takes back every word that was drawn in this layer.
fn take_words_out(ui: &egui::Ui) {
    let layer = ui.layer_id();
    ui.ctx().graphics_mut(|graphics| {
        let Some(list) = graphics.get_mut(layer) else { return };
        let words: Vec<usize> = list
            .all_entries()
            .enumerate()
            .filter(|(_, entry)| matches!(entry.shape, egui::Shape::Text(_)))
            .map(|(index, _)| index)
            .collect();
        for index in words {
            list.reset_shape(ShapeIdx(index));
        }
    });
}

pub struct Screen<'a> {
    pub harness: Harness<'a, Option<Window>>,
    hand: Hand,
    /// Draws everything but the words.
    pub wordless: Rc<Cell<bool>>,
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
    /// A kiosk at 1280x800 in somebody's hands, with a camera from a file and a tone to hear.
    pub fn kiosk(school: &School, hand: Hand) -> Self {
        let camera = camera_file(&school.folders.root);
        let devices =
            Devices { camera: CameraSource::File(camera), microphone: MicrophoneSource::Tone };
        let preferences =
            Preferences { way: hand.way(), count_in: false, ..Preferences::default() };
        Self::open(school, hand, SetUp { devices, preferences, ..SetUp::default() })
    }

    /// Tablet and SENCo's computer in one window, as in the sample school.
    pub fn both_faces(school: &School) -> Self {
        let camera = camera_file(&school.folders.root);
        let devices =
            Devices { camera: CameraSource::File(camera), microphone: MicrophoneSource::Tone };
        let preferences = Preferences { count_in: false, ..Preferences::default() };
        let set_up = SetUp { devices, preferences, ..SetUp::default() };
        let desk = opener(Machine::real(), school.folders.senco.clone());
        Self::with(school, Hand::Mouse, set_up, Some(desk))
    }

    pub fn open(school: &School, hand: Hand, set_up: SetUp) -> Self {
        Self::with(school, hand, set_up, None)
    }

    fn with(school: &School, hand: Hand, set_up: SetUp, review: Option<Opener>) -> Self {
        let wordless = Rc::new(Cell::new(false));
        let is_wordless = Rc::clone(&wordless);
        let mut opening = Some(Opening { tablet: school.tablet(), set_up, review });
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_step_dt(0.1)
            .with_max_steps(200)
            .build_ui_state(
                move |ui, window: &mut Option<Window>| {
                    let ctx = ui.ctx().clone();
                    let window = window.get_or_insert_with(|| {
                        Window::new(&ctx, opening.take().unwrap(), Pictures::at_once())
                    });
                    window.logic(&ctx);
                    let whole = UiBuilder::new().max_rect(ctx.content_rect());
                    ui.scope_builder(whole, |ui| {
                        ui.set_clip_rect(ctx.content_rect());
                        window.show(ui);
                        if is_wordless.get() {
                            take_words_out(ui);
                        }
                    });
                },
                None,
            );
        let mut screen = Self { harness, hand, wordless };
        screen.wait("the school", |kiosk| !kiosk.school.school.pupils.is_empty());
        screen
    }

    pub fn window(&mut self) -> &mut Window {
        self.harness.state_mut().as_mut().unwrap()
    }

    pub fn kiosk_state(&self) -> &Kiosk {
        &self.harness.state().as_ref().unwrap().kiosk
    }

    pub fn step(&mut self) {
        self.harness.step();
    }

    /// Steps until something is so.
    pub fn wait(&mut self, what: &str, is_so: impl Fn(&Kiosk) -> bool) {
        let began = Instant::now();
        loop {
            self.step();
            if is_so(self.kiosk_state()) {
                self.step();
                return;
            }
            assert!(
                began.elapsed() < DEADLINE,
                "never came: {what}; on screen: {:?}",
                self.names()
            );
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    /// Steps until the SENCo's side is so.
    pub fn wait_for_review(&mut self, what: &str, is_so: impl Fn(&ReviewState) -> bool) {
        let began = Instant::now();
        while !is_so(self.review_state()) {
            self.step();
            assert!(
                began.elapsed() < DEADLINE,
                "never came: {what}; on screen: {:?}",
                self.names()
            );
            std::thread::sleep(Duration::from_millis(3));
        }
        self.step();
    }

    pub fn review_state(&self) -> &ReviewState {
        let window = self.harness.state().as_ref().unwrap();
        &window.review.as_ref().unwrap().review.state
    }

    /// Types the sample's passphrase and waits for the inbox.
    pub fn unlock(&mut self) {
        let field = self.harness.get_by_role_and_label(Role::PasswordInput, "Your passphrase");
        field.focus();
        field.type_text(SAMPLE_PASSPHRASE);
        self.step();
        self.press("Unlock");
        self.wait_for_review("the inbox", |state| match state {
            ReviewState::Unlocked(unlocked) => {
                unlocked.doing.is_none() && !unlocked.overview.lines.is_empty()
            }
            ReviewState::Locked(_) => false,
        });
    }

    /// Whether any entry of the inbox is in this state.
    pub fn any_entry_is(&self, state: EntryState) -> bool {
        match self.review_state() {
            ReviewState::Unlocked(unlocked) => {
                unlocked.overview.lines.iter().any(|line| line.state == state)
            }
            ReviewState::Locked(_) => false,
        }
    }

    /// Turns to the other face by its name in the banner.
    pub fn tab(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Tab, name).click();
        self.step();
        self.step();
    }

    /// Scrolls to something, as a wheel or a finger would.
    pub fn scroll_to(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).scroll_to_me();
        for _ in 0..8 {
            self.step();
        }
    }

    /// Presses what has these words in its name.
    pub fn press_containing(&mut self, part: &str) {
        self.step();
        let name =
            self.names().into_iter().find(|name| name.contains(part) && self.find(name).is_some());
        match name {
            Some(name) => self.press(&name),
            None => panic!("nothing to press with {part:?}; on screen: {:?}", self.names()),
        }
    }

    /// From "Record" to looking at what was said.
    pub fn record_a_second(&mut self) {
        self.press("Record");
        self.wait("a second", |kiosk| {
            kiosk.recording.as_ref().is_some_and(|recording| {
                recording.state == RecordingState::Recording
                    && recording.live.elapsed().as_millis() > 1_200
            })
        });
        self.press("Stop");
        self.wait_for_route(Route::Look);
    }

    /// "Read to me", whether or not anybody can be heard here.
    pub fn press_reader(&mut self) {
        let name = if self.shows("Read to me") { "Read to me" } else { "Nobody can be heard here" };
        self.press(name);
        self.step();
    }

    /// Waits until the camera shows something.
    pub fn wait_for_camera(&mut self) {
        self.wait("the camera", |kiosk| {
            kiosk.recording.as_ref().is_some_and(|one| one.live.still().is_some())
        });
    }

    pub fn wait_for_route(&mut self, route: Route) {
        self.wait(&format!("{route:?}"), |kiosk| kiosk.route == route);
    }

    /// The names of all that is on the screen.
    pub fn names(&self) -> Vec<String> {
        let root = self.harness.root();
        let mut names: Vec<String> = root
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                node.label().or_else(|| node.value())
            })
            .collect();
        names.dedup();
        names
    }

    pub fn shows(&self, part: &str) -> bool {
        self.names().iter().any(|name| name.contains(part))
    }

    fn find(&self, name: &str) -> Option<Rect> {
        let root = self.harness.root();
        let found = root.children_recursive().find(|node| {
            let node = node.accesskit_node();
            matches!(node.role(), Role::Button | Role::RadioButton | Role::CheckBox)
                && node.label().is_some_and(|label| is_called(&label, name))
        });
        found.map(|node| node.rect())
    }

    /// Where something that can be pressed is, by its name or how it begins.
    fn place(&self, name: &str) -> Rect {
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
                while self.ring() != Some(place) {
                    self.harness.key_press(Key::Tab);
                    self.step();
                    assert!(began.elapsed() < DEADLINE, "the focus never came to {name:?}");
                    if self.place(name) != place {
                        return self.press(name);
                    }
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
        let touch = |id: u64, phase, pos| Event::Touch {
            device_id: egui::TouchDeviceId(1),
            id: TouchId(id),
            phase,
            pos,
            force: None,
        };
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
