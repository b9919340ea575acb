//! The assistant's window, which becomes review's or the kiosk's once this computer is one of the
//! school's.
//!
//! `logic` hears the thread and the time, even while hidden; `show` only draws.

use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};

use super::access::{self, AccessSettings};
use super::review_window::{ReviewSetUp, ReviewWindow};
use super::staff::{self, setup as screens};
use super::theme::{Theme, fonts};
use super::window::{Opening, Window, waker};
use super::{Pictures, Stage, Told, Video};
use crate::app::kiosk::SetUp;
use crate::app::review::{Field, Opener};
use crate::app::setup::{Busy, Outcome, Step};
use crate::app::{ReviewCommand, Setup};
use crate::domain::Font;
use crate::media::Waker;
use crate::words::{Language, Words};

/// How what comes after the assistant is set up.
#[derive(Debug, Default)]
pub struct Afterwards {
    pub tablet: SetUp,
    pub review: ReviewSetUp,
    /// A tablet has the whole screen.
    pub full_screen: bool,
}

/// The assistant with what a window keeps for it.
#[derive(Debug)]
pub struct Assistant {
    pub setup: Setup,
    pub theme: Theme,
    words: Words,
    pictures: Pictures,
    unused: Video,
    told: Told,
    shown: Option<Step>,
    applied: Option<Theme>,
    started: Instant,
    /// A test's own passing of time.
    pub ahead: Duration,
}

/// What the window shows.
#[derive(Debug)]
pub enum Shown {
    Assistant(Box<Assistant>),
    Tablet(Box<Window>),
    Review(Box<ReviewWindow>),
}

/// The window.
#[derive(Debug)]
pub struct SetupWindow {
    pub shown: Shown,
    afterwards: Option<Afterwards>,
}

impl SetupWindow {
    pub fn new(setup: Setup, afterwards: Afterwards, pictures: Pictures) -> Self {
        let assistant = Assistant {
            setup,
            theme: Theme { look: afterwards.review.look, ..Theme::default() },
            words: Words::new(Language::English),
            pictures,
            unused: Video::default(),
            told: Told::default(),
            shown: None,
            applied: None,
            started: Instant::now(),
            ahead: Duration::ZERO,
        };
        Self { shown: Shown::Assistant(Box::new(assistant)), afterwards: Some(afterwards) }
    }

    /// What happens whether or not anything is drawn.
    pub fn logic(&mut self, ctx: &Context) {
        match &mut self.shown {
            Shown::Assistant(assistant) => assistant.logic(ctx),
            Shown::Tablet(window) => window.logic(ctx),
            Shown::Review(window) => window.face.logic(ctx),
        }
        self.turn(ctx);
    }

    /// Draws the window and does what was asked.
    pub fn show(&mut self, ui: &mut Ui) {
        match &mut self.shown {
            Shown::Assistant(assistant) => assistant.show(ui),
            Shown::Tablet(window) => window.show(ui),
            Shown::Review(window) => window.show(ui),
        }
    }

    /// Becomes what the computer became.
    fn turn(&mut self, ctx: &Context) {
        let Shown::Assistant(assistant) = &mut self.shown else { return };
        let Some(outcome) = assistant.setup.take_outcome() else { return };
        let pictures = std::mem::replace(&mut assistant.pictures, Pictures::at_once());
        let afterwards = self.afterwards.take().unwrap_or_default();
        forget(ctx);
        let title = |name: &str| ctx.send_viewport_cmd(ViewportCommand::Title(name.to_owned()));
        self.shown = match outcome {
            Outcome::Tablet(tablet) => {
                title(&tablet.home.settings.name);
                if afterwards.full_screen {
                    ctx.send_viewport_cmd(ViewportCommand::Decorations(false));
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
                }
                let opening = Opening { tablet, set_up: afterwards.tablet, review: None };
                Shown::Tablet(Box::new(Window::new(ctx, opening, pictures)))
            }
            Outcome::Staff { passphrase } => {
                title(assistant.setup.name());
                let opener = assistant.setup.opener();
                let mut window = ReviewWindow::new(ctx, opener, afterwards.review, pictures);
                if let Some(passphrase) = passphrase {
                    let review = &mut window.face.review;
                    review.command(ReviewCommand::Type(Field::Passphrase, passphrase));
                    review.command(ReviewCommand::Unlock);
                }
                Shown::Review(Box::new(window))
            }
            Outcome::Sample(sample) => {
                title(&sample.tablet.home.settings.name);
                let (tablet, review): (_, Option<Opener>) = (sample.tablet, Some(sample.review));
                let opening = Opening { tablet: tablet.into(), set_up: afterwards.tablet, review };
                Shown::Tablet(Box::new(Window::new(ctx, opening, pictures)))
            }
        };
        ctx.request_repaint();
    }
}

/// Nothing of what was typed stays with the widgets: their undo histories hold it.
fn forget(ctx: &Context) {
    ctx.data_mut(|data| data.remove_by_type::<egui::text_edit::TextEditState>());
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
    access::with(ctx, |access| access.start_over());
}

impl Assistant {
    fn logic(&mut self, ctx: &Context) {
        let now = self.started.elapsed() + self.ahead;
        self.setup.hear_all();
        let again = self.setup.tick(now);
        ctx.request_repaint_after(again);
        if self.shown != Some(self.setup.step) {
            self.shown = Some(self.setup.step);
            forget(ctx);
        }
        // Half a school is nobody's wish.
        let is_making = self.setup.busy == Some(Busy::Making);
        if is_making && ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if self.applied.is_none() {
            fonts::install(&ctx, Font::default());
        }
        self.theme.fit(ui.max_rect().size());
        if self.applied != Some(self.theme) {
            self.theme.apply(&ctx);
            self.applied = Some(self.theme);
        }
        self.pictures.take_drawn(&ctx);
        let title = self.words.say("setup-window");
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title));
        let dense = staff::dense(&self.theme);
        access::with(&ctx, |access| {
            access.theme = dense;
            access.settings = AccessSettings::default();
        });
        let stage = Stage {
            theme: &self.theme,
            words: &self.words,
            pictures: &self.pictures,
            video: &self.unused,
            told: &self.told,
        };
        // Staff read for themselves.
        self.told.begin(true);
        let commands = ui.push_id("setup", |ui| screens::show(ui, &stage, &self.setup)).inner;
        if !commands.is_empty() {
            ctx.request_repaint();
        }
        for command in commands {
            self.setup.command(command);
        }
    }
}

impl eframe::App for SetupWindow {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        SetupWindow::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        Theme::default().ground().to_normalized_gamma_f32()
    }
}

/// Makes the assistant, given what wakes its window.
pub type SetupMaker = Box<dyn FnOnce(Waker) -> Setup>;

/// Opens the window and stays until it is closed. An error says what the system lacks.
pub fn open(make: SetupMaker, afterwards: Afterwards) -> Result<(), String> {
    let title = Words::new(Language::English).say("setup-window");
    let viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("sayso")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0]);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let made = Box::new(move |context: &eframe::CreationContext<'_>| {
        let ctx = &context.egui_ctx;
        let pictures = Pictures::in_background(ctx);
        let window = SetupWindow::new(make(waker(ctx)), afterwards, pictures);
        Ok(Box::new(window) as Box<dyn eframe::App>)
    });
    eframe::run_native("sayso", options, made).map_err(|error| error.to_string())
}
