//! A computer that is being set up, and folders for it, as somebody works it by its keys.

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, UiBuilder, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sayso::acts::init::{self, NewSchool};
use sayso::acts::{Desk, roster, sync};
use sayso::app::Setup;
use sayso::app::review::opener;
use sayso::app::setup::{Begins, SampleSchool, Sampler, Step};
use sayso::platform::Machine;
use sayso::sample;
use sayso::store::Access;
use sayso::ui::setup_window::{Afterwards, Assistant, SetupWindow, Shown};
use sayso::ui::{Pictures, access};

use crate::faces::screen::{DEADLINE, take_words_out};

pub const PASSPHRASE: &str = "acorn bridge candle";

/// A computer that is being set up, and the folders that its user knows of.
pub struct Computer<'a> {
    pub harness: Harness<'a, Option<SetupWindow>>,
    pub home: PathBuf,
    /// Draws everything but the words.
    pub wordless: Rc<Cell<bool>>,
}

/// The folders of a test.
pub struct Folders {
    folder: tempfile::TempDir,
}

impl Folders {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("share")).unwrap();
        Self { folder }
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.at(name).display().to_string()
    }

    /// A school that somebody made before.
    pub fn school(&self, share: &str, home: &str) -> Desk {
        let machine = Machine::real();
        let new = NewSchool {
            name: "Brook School",
            person: "Mr Shah",
            share: &self.text(share),
            share_key: None,
            staff_share: &self.text("pages"),
            passphrase: PASSPHRASE,
            sample: false,
            also: &[],
        };
        let safes = init::draw_words(&machine);
        let desk = init::init(&machine, &self.at(home), &new, &safes).unwrap();
        roster::import(&desk, b"Forename,Surname,Form\nAmira,Khan,3 Oak\n").unwrap();
        sync::send_now(&desk).unwrap();
        desk
    }
}

pub fn sampler(folder: PathBuf) -> Sampler {
    Box::new(move || {
        let machine = Machine::real();
        let made = sample::make(&machine, &folder, 0)?;
        let tablet = Desk::open(&machine, &made.folders.tablet, Access::Write { verb: "demo" })?;
        Ok(SampleSchool { tablet, review: opener(machine, made.folders.senco) })
    })
}

impl Computer<'_> {
    pub fn new(home: PathBuf) -> Self {
        Self::beginning(home, Begins::Anew)
    }

    /// A home that asked, opened again by `sayso kiosk`.
    pub fn again(home: PathBuf) -> Self {
        let machine = Machine::real();
        let began = Instant::now();
        loop {
            // The thread of a window that was just closed lets go of it soon.
            match Desk::open(&machine, &home, Access::Write { verb: "setup" }) {
                Ok(desk) => return Self::beginning(home, Begins::OnlyWaiting(Box::new(desk))),
                Err(error) => assert!(began.elapsed() < DEADLINE, "{error}"),
            }
        }
    }

    pub fn beginning(home: PathBuf, begins: Begins) -> Self {
        let sample = home.with_extension("sample");
        let (at, mut begins) = (home.clone(), Some(begins));
        let wordless = Rc::new(Cell::new(false));
        let is_wordless = Rc::clone(&wordless);
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_step_dt(0.1)
            .with_max_steps(200)
            .build_ui_state(
                move |ui, window: &mut Option<SetupWindow>| {
                    let ctx = ui.ctx().clone();
                    let window = window.get_or_insert_with(|| {
                        let waker = sayso::ui::window::waker(&ctx);
                        let setup = Setup::new(
                            Machine::real(),
                            at.clone(),
                            begins.take().unwrap(),
                            Some(sampler(sample.clone())),
                            waker,
                            Duration::ZERO,
                        );
                        SetupWindow::new(setup, Afterwards::default(), Pictures::at_once())
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
        let mut computer = Self { harness, home, wordless };
        computer.step();
        computer
    }

    pub fn step(&mut self) {
        self.harness.step();
    }

    pub fn shown(&self) -> &Shown {
        &self.harness.state().as_ref().unwrap().shown
    }

    pub fn assistant(&mut self) -> &mut Assistant {
        match &mut self.harness.state_mut().as_mut().unwrap().shown {
            Shown::Assistant(assistant) => assistant,
            Shown::Tablet(_) | Shown::Review(_) => panic!("the assistant has gone"),
        }
    }

    pub fn setup(&self) -> &Setup {
        match self.shown() {
            Shown::Assistant(assistant) => &assistant.setup,
            Shown::Tablet(_) | Shown::Review(_) => panic!("the assistant has gone"),
        }
    }

    pub fn names(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        nodes
            .filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value()))
            .collect()
    }

    pub fn shows(&self, part: &str) -> bool {
        self.names().iter().any(|name| name.contains(part))
    }

    pub fn wait(&mut self, what: &str, is_so: impl Fn(&Shown) -> bool) {
        let began = Instant::now();
        loop {
            self.step();
            if is_so(self.shown()) {
                break;
            }
            let names = self.names();
            assert!(began.elapsed() < DEADLINE, "never came: {what}; on screen: {names:?}");
            std::thread::sleep(Duration::from_millis(3));
        }
        self.step();
    }

    pub fn wait_for(&mut self, step: Step) {
        self.wait(&format!("{step:?}"), |shown| match shown {
            Shown::Assistant(assistant) => {
                assistant.setup.step == step && assistant.setup.busy.is_none()
            }
            Shown::Tablet(_) | Shown::Review(_) => false,
        });
    }

    /// Until what was begun has ended; gives what was told of it.
    pub fn told(&mut self) -> &'static str {
        self.wait("what came of it", |shown| match shown {
            Shown::Assistant(assistant) => {
                assistant.setup.busy.is_none() && assistant.setup.trouble.is_some()
            }
            Shown::Tablet(_) | Shown::Review(_) => false,
        });
        let trouble = self.setup().trouble.clone().unwrap();
        let said = sayso::words::Words::new(sayso::words::Language::English).sentence(&trouble);
        assert!(self.shows(&said), "{said:?} is not on the screen: {:?}", self.names());
        trouble.key
    }

    /// Presses by the keyboard alone what has this name, or begins with it.
    pub fn press(&mut self, name: &str) {
        self.step();
        let began = Instant::now();
        loop {
            let root = self.harness.root();
            let found = root.children_recursive().find(|node| {
                let node = node.accesskit_node();
                let can_be =
                    matches!(node.role(), Role::Button | Role::RadioButton | Role::CheckBox);
                can_be
                    && node.label().is_some_and(|label| {
                        label == name
                            || label.starts_with(&format!("{name}. "))
                            || label.starts_with(&format!("{name} "))
                    })
            });
            let Some(node) = found else {
                panic!("nothing to press named {name:?}; on screen: {:?}", self.names())
            };
            if node.accesskit_node().is_focused() {
                break;
            }
            assert!(began.elapsed() < DEADLINE, "the focus never came to {name:?}");
            self.harness.key_press(Key::Tab);
            self.step();
        }
        let ring = access::with(&self.harness.ctx, |access| access.ringed());
        assert!(ring.is_some(), "what has the focus shows it");
        self.harness.key_press(Key::Enter);
        self.step();
        self.step();
    }

    /// Types into the field that has the focus by itself.
    pub fn type_on(&mut self, text: &str) {
        self.step();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.step();
    }

    pub fn enter(&mut self) {
        self.harness.key_press(Key::Enter);
        self.step();
        self.step();
    }

    /// Types in the place of what a field holds.
    pub fn type_over(&mut self, name: &str, text: &str) {
        let is_field = |role| matches!(role, Role::TextInput | Role::PasswordInput);
        let fields = self.harness.get_all_by_label(name);
        let field = fields.into_iter().find(|node| is_field(node.accesskit_node().role()));
        field.unwrap_or_else(|| panic!("no field {name}")).focus();
        self.step();
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        self.step();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.step();
    }

    /// The words of a safe as they stand on the screen, in their order.
    pub fn words_of_safe(&self) -> Vec<String> {
        let mut numbered: Vec<(usize, String)> = self
            .names()
            .iter()
            .filter_map(|name| {
                let (number, word) = name.split_once(". ")?;
                Some((number.parse().ok()?, word.to_owned()))
            })
            .collect();
        numbered.sort();
        numbered.dedup();
        let words: Vec<String> = numbered.into_iter().map(|(_, word)| word).collect();
        assert_eq!(words.len(), 24);
        words
    }

    pub fn six_words(&self) -> String {
        let names = self.names();
        let words = names.iter().find_map(|name| name.strip_prefix("The six words: "));
        words.unwrap_or_else(|| panic!("no six words: {names:?}")).to_owned()
    }

    /// As if four seconds had passed.
    pub fn later(&mut self) {
        self.assistant().ahead += Duration::from_secs(5);
        self.step();
    }

    /// Waits until the window shows something else, looking on.
    pub fn wait_until_in(&mut self) {
        let began = Instant::now();
        while matches!(self.shown(), Shown::Assistant(_)) {
            self.later();
            assert!(began.elapsed() < DEADLINE, "nobody opened it: {:?}", self.names());
            std::thread::sleep(Duration::from_millis(20));
        }
        self.step();
    }

    pub fn keep_picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(PathBuf::from) else { return };
        std::fs::create_dir_all(&folder).unwrap();
        for _ in 0..4 {
            self.step();
        }
        self.harness.render().unwrap().save(folder.join(format!("setup-{name}.png"))).unwrap();
    }
}
