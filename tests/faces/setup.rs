//! A computer is set up in the window, by somebody who never saw a command line: a new school, a
//! tablet, a member of staff; by label and by keyboard. What is wrong is told, and nothing is made.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, UiBuilder, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sayso::acts::init::{self, NewSchool};
use sayso::acts::{Desk, approve, roster, sync};
use sayso::app::Setup;
use sayso::app::review::{ReviewState, opener};
use sayso::app::setup::{Begins, SampleSchool, Sampler, Step};
use sayso::domain::Look;
use sayso::platform::Machine;
use sayso::sample;
use sayso::store::Access;
use sayso::ui::setup_window::{Afterwards, Assistant, SetupWindow, Shown};
use sayso::ui::{Pictures, access};

use super::holds::{Found, Place, STAFF};
use super::matrix::SIZES;
use super::screen::DEADLINE;

const PASSPHRASE: &str = "acorn bridge candle";

/// A computer that is being set up, and the folders that its user knows of.
struct Computer<'a> {
    harness: Harness<'a, Option<SetupWindow>>,
    home: PathBuf,
}

/// The folders of a test.
struct Folders {
    folder: tempfile::TempDir,
}

impl Folders {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("share")).unwrap();
        Self { folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.at(name).display().to_string()
    }

    /// A school that somebody made before.
    fn school(&self, share: &str, home: &str) -> Desk {
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

fn sampler(folder: PathBuf) -> Sampler {
    Box::new(move || {
        let machine = Machine::real();
        let made = sample::make(&machine, &folder, 0)?;
        let tablet = Desk::open(&machine, &made.folders.tablet, Access::Write { verb: "demo" })?;
        Ok(SampleSchool { tablet, review: opener(machine, made.folders.senco) })
    })
}

impl Computer<'_> {
    fn new(home: PathBuf) -> Self {
        Self::beginning(home, Begins::Anew)
    }

    /// A home that asked, opened again.
    fn again(home: PathBuf) -> Self {
        let machine = Machine::real();
        let began = Instant::now();
        loop {
            // The thread of a window that was just closed lets go of it soon.
            match Desk::open(&machine, &home, Access::Write { verb: "setup" }) {
                Ok(desk) => return Self::beginning(home, Begins::Waiting(Box::new(desk))),
                Err(error) => assert!(began.elapsed() < DEADLINE, "{error}"),
            }
        }
    }

    fn beginning(home: PathBuf, begins: Begins) -> Self {
        let sample = home.with_extension("sample");
        let (at, mut begins) = (home.clone(), Some(begins));
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
                    });
                },
                None,
            );
        let mut computer = Self { harness, home };
        computer.step();
        computer
    }

    fn step(&mut self) {
        self.harness.step();
    }

    fn shown(&self) -> &Shown {
        &self.harness.state().as_ref().unwrap().shown
    }

    fn assistant(&mut self) -> &mut Assistant {
        match &mut self.harness.state_mut().as_mut().unwrap().shown {
            Shown::Assistant(assistant) => assistant,
            Shown::Tablet(_) | Shown::Review(_) => panic!("the assistant has gone"),
        }
    }

    fn setup(&self) -> &Setup {
        match self.shown() {
            Shown::Assistant(assistant) => &assistant.setup,
            Shown::Tablet(_) | Shown::Review(_) => panic!("the assistant has gone"),
        }
    }

    fn names(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        nodes
            .filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value()))
            .collect()
    }

    fn shows(&self, part: &str) -> bool {
        self.names().iter().any(|name| name.contains(part))
    }

    fn wait(&mut self, what: &str, is_so: impl Fn(&Shown) -> bool) {
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

    fn wait_for(&mut self, step: Step) {
        self.wait(&format!("{step:?}"), |shown| match shown {
            Shown::Assistant(assistant) => {
                assistant.setup.step == step && assistant.setup.busy.is_none()
            }
            Shown::Tablet(_) | Shown::Review(_) => false,
        });
    }

    /// Until what was begun has ended; gives what was told of it.
    fn told(&mut self) -> &'static str {
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
    fn press(&mut self, name: &str) {
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
    fn type_on(&mut self, text: &str) {
        self.step();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.step();
    }

    fn enter(&mut self) {
        self.harness.key_press(Key::Enter);
        self.step();
        self.step();
    }

    /// Types in the place of what a field holds.
    fn type_over(&mut self, name: &str, text: &str) {
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
    fn words_of_safe(&self) -> Vec<String> {
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

    fn six_words(&self) -> String {
        let names = self.names();
        let words = names.iter().find_map(|name| name.strip_prefix("The six words: "));
        words.unwrap_or_else(|| panic!("no six words: {names:?}")).to_owned()
    }

    /// As if four seconds had passed.
    fn later(&mut self) {
        self.assistant().ahead += Duration::from_secs(5);
        self.step();
    }

    /// Waits until the window shows something else, looking on.
    fn wait_until_in(&mut self) {
        let began = Instant::now();
        while matches!(self.shown(), Shown::Assistant(_)) {
            self.later();
            assert!(began.elapsed() < DEADLINE, "nobody opened it: {:?}", self.names());
            std::thread::sleep(Duration::from_millis(20));
        }
        self.step();
    }

    fn keep_picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("SAYSO_PICTURES").map(PathBuf::from) else { return };
        std::fs::create_dir_all(&folder).unwrap();
        for _ in 0..4 {
            self.step();
        }
        self.harness.render().unwrap().save(folder.join(format!("setup-{name}.png"))).unwrap();
    }
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn a_new_school_is_made_by_keys_alone_from_nothing_to_the_inbox() {
    let folders = Folders::new();
    folders.school("taken", "theirs");
    let mut computer = Computer::new(folders.at("home"));
    computer.keep_picture("what");
    computer.press("A new school");
    computer.wait_for(Step::Share);
    computer.keep_picture("share");
    // The field has the focus; what is not there, and what is another school's, is told.
    computer.enter();
    assert_eq!(computer.told(), "setup-no-folder");
    computer.type_on(&folders.text("nowhere"));
    computer.enter();
    assert_eq!(computer.told(), "file-not-found");
    computer.keep_picture("share-missing");
    let field = "The folder, such as \\\\server\\sayso or /mnt/sayso";
    computer.type_over(field, &folders.text("taken"));
    computer.enter();
    assert_eq!(computer.told(), "share-taken");
    computer.type_over(field, &folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);

    computer.type_on("Hillside School");
    computer.enter();
    computer.enter();
    assert_eq!(computer.told(), "bad-name");
    computer.type_on("Mrs Patel");
    computer.keep_picture("names");
    computer.enter();
    computer.wait_for(Step::Pages);
    assert!(computer.shows(&folders.text("share/staff")), "a place is proposed");
    computer.keep_picture("pages");
    computer.enter();
    computer.wait_for(Step::Passphrase);

    computer.type_on("acorn");
    computer.enter();
    computer.type_on("acorn");
    computer.enter();
    assert_eq!(computer.told(), "weak-passphrase");
    computer.type_over("Your passphrase", PASSPHRASE);
    computer.enter();
    assert_eq!(computer.told(), "setup-passphrases-differ");
    computer.keep_picture("passphrase");
    computer.type_over("The same passphrase again", PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Safe(0));

    let words = computer.words_of_safe();
    computer.keep_picture("safe-school");
    // Back and on again: nothing is lost, and the words are the same.
    computer.harness.key_press(Key::Escape);
    computer.wait_for(Step::Passphrase);
    computer.press("Back");
    computer.wait_for(Step::Pages);
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.press("Next");
    computer.wait_for(Step::Safe(0));
    assert_eq!(computer.words_of_safe(), words);

    computer.press("I have written them down");
    computer.wait_for(Step::Safe(1));
    assert_ne!(computer.words_of_safe(), words);
    computer.keep_picture("safe-head");
    computer.press("I have written them down");
    computer.wait_for(Step::Safe(2));
    computer.keep_picture("safe-chair");
    computer.press("I have written them down");
    computer.wait_for(Step::AskBack);
    computer.keep_picture("ask-back");
    let asked = computer.setup().asked_back;
    for turn in 0..3 {
        computer.type_on(if turn == 1 { "zebra crossing" } else { &words[asked[turn]] });
        computer.enter();
    }
    assert_eq!(computer.told(), "setup-word-wrong");
    computer.keep_picture("ask-back-wrong");
    // Nothing was made so far.
    assert!(is_empty(&folders.at("share")) && !computer.home.exists());
    let number = format!("Word number {}", asked[1] + 1);
    computer.type_over(&number, &format!(" {} ", words[asked[1]].to_uppercase()));
    computer.enter();
    computer.keep_picture("making");
    computer.wait_for(Step::Ready);
    assert!(computer.shows("Hillside School is ready"));
    assert!(folders.at("share/v1/share.json").exists());
    computer.keep_picture("ready");
    let debug = format!("{:?}", computer.harness.state());
    assert!(!debug.contains(PASSPHRASE) && !debug.contains(&words[..3].join(" ")));

    computer.press("Open Say So");
    computer.wait("the inbox", |shown| match shown {
        Shown::Review(window) => match &window.face.review.state {
            ReviewState::Unlocked(unlocked) => unlocked.overview.school_name == "Hillside School",
            ReviewState::Locked(_) => false,
        },
        Shown::Assistant(_) | Shown::Tablet(_) => false,
    });
    computer.keep_picture("inbox");
}

#[test]
fn the_words_go_into_a_new_file_and_never_over_another() {
    let folders = Folders::new();
    let mut computer = Computer::new(folders.at("home"));
    to_the_safes(&mut computer, &folders);
    let words = computer.words_of_safe();
    let (taken, new) = (folders.at("old.txt"), folders.at("words.txt"));
    std::fs::write(&taken, "another school's").unwrap();
    let field = "A new file, such as E:\\words.txt";
    computer.press("Save them there");
    assert_eq!(computer.told(), "setup-no-file");
    for (path, expected) in [
        (&taken, "words-file-there"),
        (&folders.at("share"), "words-file-there"),
        (&folders.at("nowhere/words.txt"), "file-not-found"),
    ] {
        computer.type_over(field, &path.display().to_string());
        computer.enter();
        assert_eq!(computer.told(), expected, "{}", path.display());
    }
    assert_eq!(std::fs::read_to_string(&taken).unwrap(), "another school's");
    computer.type_over(field, &new.display().to_string());
    computer.press("Save them there");
    computer.wait("the file", |shown| match shown {
        Shown::Assistant(assistant) => assistant.setup.words_at.is_some(),
        Shown::Tablet(_) | Shown::Review(_) => false,
    });
    computer.keep_picture("safe-saved");
    assert!(computer.shows("All three lists are in"));
    let page = std::fs::read_to_string(&new).unwrap();
    let mut lists = page.split("\n\n").filter(|part| !part.trim().is_empty());
    let first: Vec<&str> = lists.next().unwrap().lines().skip(1).collect();
    assert_eq!(first.join(" "), words.join(" "));
    assert_eq!(lists.count(), 2);
}

fn to_the_safes(computer: &mut Computer<'_>, folders: &Folders) {
    computer.press("A new school");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    computer.type_on("Hillside School");
    computer.enter();
    computer.type_on("Mrs Patel");
    computer.enter();
    computer.wait_for(Step::Pages);
    computer.enter();
    computer.wait_for(Step::Passphrase);
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Safe(0));
}

/// A tablet that has asked, with the words on its screen.
fn tablet_that_asked(folders: &Folders) -> Computer<'static> {
    let mut computer = Computer::new(folders.at("tablet"));
    computer.press("Pupils’ tablet");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("nowhere"));
    computer.enter();
    assert_eq!(computer.told(), "file-not-found");
    let field = "The folder, such as \\\\server\\sayso or /mnt/sayso";
    std::fs::create_dir_all(folders.at("empty")).unwrap();
    computer.type_over(field, &folders.text("empty"));
    computer.enter();
    assert_eq!(computer.told(), "no-school");
    // As if the folder had been dropped on the window.
    let dropped = Arc::new(Dropped(folders.at("share")));
    computer.harness.input_mut().dropped_files.push(dropped);
    computer.step();
    computer.wait_for(Step::Names);
    computer.type_on("3 Oak tablet");
    computer.keep_picture("names-tablet");
    computer.enter();
    computer.wait_for(Step::Waiting);
    computer
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("nobody reads it here".to_owned())
    }
}

fn let_in(senco: &Desk, words: &str) {
    let asking = approve::requests(senco).unwrap();
    approve::approve(senco, &asking[0].device, words).unwrap();
    sync::send_now(senco).unwrap();
}

#[test]
fn a_tablet_asks_waits_through_anything_and_opens_by_itself() {
    let folders = Folders::new();
    let senco = folders.school("share", "senco");
    let mut computer = tablet_that_asked(&folders);
    let words = computer.six_words();
    assert_eq!(words.split(' ').count(), 6);
    computer.keep_picture("waiting");
    computer.later();
    computer.wait_for(Step::Waiting);
    // Closed, and opened again while the share is away: the same words, and it goes on.
    drop(computer);
    std::fs::rename(folders.at("share"), folders.at("away")).unwrap();
    let mut computer = Computer::again(folders.at("tablet"));
    computer.wait_for(Step::Waiting);
    assert_eq!(computer.six_words(), words);
    computer.later();
    assert_eq!(computer.told(), "share-unreachable");
    computer.keep_picture("waiting-share-away");
    std::fs::rename(folders.at("away"), folders.at("share")).unwrap();
    // A card that went missing is put again.
    let asking = approve::requests(&senco).unwrap();
    let card = folders.at("share/v1/d").join(asking[0].device.as_str()).join("device.cbor");
    std::fs::remove_file(&card).unwrap();
    let began = Instant::now();
    while !card.exists() {
        computer.later();
        assert!(began.elapsed() < DEADLINE, "the card never came back");
        std::thread::sleep(Duration::from_millis(20));
    }
    let_in(&senco, &words);
    computer.wait_until_in();
    computer.wait("the school", |shown| match shown {
        Shown::Tablet(window) => window.kiosk.school.school.pupils.len() == 1,
        Shown::Assistant(_) | Shown::Review(_) => false,
    });
    computer.step();
    assert!(computer.shows("Hello"), "{:?}", computer.names());
    computer.keep_picture("tablet-open");
}

#[test]
fn staff_ask_with_a_role_and_open_review_with_their_own_passphrase() {
    let folders = Folders::new();
    let senco = folders.school("share", "senco");
    let mut computer = Computer::new(folders.at("jones"));
    computer.press("Staff");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    computer.type_on("Ms Jones");
    computer.enter();
    assert_eq!(computer.told(), "setup-no-role");
    // Whoever publishes is asked where.
    computer.press("SENCo");
    computer.press("Next");
    computer.wait_for(Step::Pages);
    computer.press("Back");
    computer.wait_for(Step::Names);
    computer.press("Safeguarding lead");
    computer.keep_picture("names-staff");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.type_on(PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Waiting);
    // A wrong name: set aside, and asked anew.
    let first = computer.six_words();
    computer.press("Ask anew");
    computer.wait_for(Step::What);
    assert!(!computer.home.exists() && approve::requests(&senco).unwrap().is_empty());
    computer.press("Staff");
    computer.press("Next");
    computer.wait_for(Step::Names);
    assert!(computer.shows("Ms Jones"), "what was filled in is still there");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.type_on("another long passphrase");
    computer.enter();
    computer.type_on("another long passphrase");
    computer.enter();
    computer.wait_for(Step::Waiting);
    let words = computer.six_words();
    assert_ne!(words, first);
    let_in(&senco, &words);
    computer.wait_until_in();
    computer.step();
    computer.type_on("another long passphrase");
    computer.enter();
    computer.wait("the inbox", |shown| match shown {
        Shown::Review(window) => !window.face.review.is_locked(),
        Shown::Assistant(_) | Shown::Tablet(_) => false,
    });
}

#[test]
fn what_cannot_be_made_is_told_and_tried_again() {
    let folders = Folders::new();
    let senco = folders.school("share", "senco");
    let mut computer = Computer::new(folders.at("file/home"));
    // A file stands where the home's folder should go.
    std::fs::write(folders.at("file"), b"in the way").unwrap();
    computer.press("Pupils’ tablet");
    computer.wait_for(Step::Share);
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    computer.type_on("3 Oak tablet");
    computer.enter();
    assert!(!computer.told().is_empty());
    computer.keep_picture("not-made");
    assert_eq!(computer.setup().step, Step::Making);
    computer.press("Back");
    computer.wait_for(Step::Names);
    computer.press("Next");
    assert!(!computer.told().is_empty());
    std::fs::remove_file(folders.at("file")).unwrap();
    computer.press("Try again");
    computer.wait_for(Step::Waiting);
    let words = computer.six_words();
    for asking in approve::requests(&senco).unwrap() {
        let _ = approve::approve(&senco, &asking.device, &words);
    }
    computer.wait_until_in();
}

#[test]
fn just_looking_opens_the_sample_school() {
    let folders = Folders::new();
    let mut computer = Computer::new(folders.at("home"));
    computer.press("Just look");
    computer.wait("the sample school", |shown| match shown {
        Shown::Tablet(window) => !window.kiosk.school.school.pupils.is_empty(),
        Shown::Assistant(_) | Shown::Review(_) => false,
    });
    assert!(!computer.home.exists());
    assert!(computer.shows("Sample school"));
}

/// Every screen on every size, in every look, with larger letters.
#[test]
fn the_assistant_holds_everywhere() {
    let folders = Folders::new();
    let mut found = Found::default();
    let mut all = |computer: &mut Computer<'_>, what: &str| {
        for size in SIZES {
            computer.harness.set_size(size);
            for look in Look::ALL {
                for text in [100, 150, 200] {
                    let theme = &mut computer.assistant().theme;
                    (theme.look, theme.text) = (look, f32::from(text) / 100.0);
                    for _ in 0..4 {
                        computer.step();
                    }
                    let at = Place { what, size, text, look };
                    found.look_at_any(&computer.harness, &at, &STAFF);
                    if size == SIZES[0] && text == 150 && look == Look::Dark {
                        computer.keep_picture(&format!("{what}-dark-150"));
                    }
                }
            }
        }
        computer.harness.set_size(vec2(1280.0, 800.0));
        let theme = &mut computer.assistant().theme;
        (theme.look, theme.text) = (Look::Soft, 1.0);
        computer.step();
    };
    let mut computer = Computer::new(folders.at("home"));
    all(&mut computer, "what");
    computer.press("A new school");
    computer.enter();
    all(&mut computer, "share");
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    all(&mut computer, "names");
    computer.type_on("Hillside School");
    computer.enter();
    computer.type_on("Mrs Patel");
    computer.enter();
    computer.wait_for(Step::Pages);
    all(&mut computer, "pages");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    all(&mut computer, "passphrase");
    computer.type_over("Your passphrase", PASSPHRASE);
    computer.type_over("The same passphrase again", PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Safe(0));
    all(&mut computer, "safe");
    let words = computer.words_of_safe();
    for step in [Step::Safe(1), Step::Safe(2), Step::AskBack] {
        computer.press("I have written them down");
        computer.wait_for(step);
    }
    all(&mut computer, "ask back");
    let asked = computer.setup().asked_back;
    for (turn, number) in asked.into_iter().enumerate() {
        let field = format!("Word number {}", asked[turn] + 1);
        computer.type_over(&field, &words[number]);
    }
    computer.press("Make the school");
    computer.wait_for(Step::Ready);
    all(&mut computer, "ready");
    let mut computer = Computer::new(folders.at("staff"));
    computer.press("Staff");
    computer.type_on(&folders.text("share"));
    computer.enter();
    computer.wait_for(Step::Names);
    all(&mut computer, "roles");
    computer.type_over("Your name, as pupils know you", "Ms Jones");
    computer.press("Head");
    computer.press("Next");
    computer.wait_for(Step::Passphrase);
    computer.type_over("Your passphrase", PASSPHRASE);
    computer.type_over("The same passphrase again", PASSPHRASE);
    computer.enter();
    computer.wait_for(Step::Waiting);
    all(&mut computer, "waiting");
    found.none();
}
