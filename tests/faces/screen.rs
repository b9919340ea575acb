//! A window without a window: the whole kiosk over a real sample school, worked by labels.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::layers::ShapeIdx;
use egui::{UiBuilder, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sayso::acts::kiosk::SAMPLE_PASSPHRASE;
use sayso::app::kiosk::{Devices, RecordingState, SetUp};
use sayso::app::review::{Opener, ReviewState, opener};
use sayso::app::{Kiosk, Route};
use sayso::domain::{EntryState, Preferences};
use sayso::media::{CameraSource, MicrophoneSource};
use sayso::platform::Machine;
use sayso::ui::Pictures;
use sayso::ui::window::{Opening, Window};

pub use super::hand::Hand;
use super::school::{School, camera_file};

/// A person waits for something to happen, not for a time.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

/// Takes back every word that was drawn in this layer.
pub fn take_words_out(ui: &egui::Ui) {
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

/// Does something until it is so.
pub fn until(what: &str, is_so: impl Fn() -> bool, mut more: impl FnMut()) {
    let began = Instant::now();
    while !is_so() {
        more();
        assert!(began.elapsed() < DEADLINE, "never came: {what}");
        std::thread::sleep(Duration::from_millis(3));
    }
}

pub struct Screen<'a> {
    pub harness: Harness<'a, Option<Window>>,
    pub(super) hand: Hand,
    /// Draws everything but the words.
    pub wordless: Rc<Cell<bool>>,
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

    /// Types into the field that has this name.
    pub fn type_into(&mut self, name: &str, text: &str) {
        let is_field =
            |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput);
        let fields = self.harness.get_all_by_label(name);
        let field = fields.into_iter().find(|node| is_field(node.accesskit_node().role()));
        let field = field.unwrap_or_else(|| panic!("no field {name}"));
        field.focus();
        field.type_text(text);
        self.step();
    }

    /// As `type_into`, in the place of what stands there.
    pub fn type_over(&mut self, name: &str, text: &str) {
        self.type_into(name, "");
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.step();
        self.type_into(name, text);
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
}
