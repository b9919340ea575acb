//! The staff's review as a face of a window: beside the kiosk in the sample school, or alone.
//!
//! `logic` hears the desk and the time, even while hidden; `show` only draws.

use std::time::{Duration, Instant};

use egui::{Context, Ui};

use super::access::{self, AccessSettings};
use super::theme::{Theme, fonts};
use super::window::waker;
use super::{Pictures, Stage, Told, Video, staff};
use crate::app::Review;
use crate::app::kiosk::Devices;
use crate::app::review::{Opener, ReviewState};
use crate::domain::{EntryId, Font, Look};
use crate::words::{Language, Words};

/// What is on the screen: whatever else it was is to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Locked,
    Inbox,
    Entry(EntryId),
}

/// Review with what a window keeps for it.
#[derive(Debug)]
pub struct ReviewFace {
    pub review: Review,
    /// Its own, so that a clip of the other face never shows here.
    video: Video,
    shown: Shown,
    last_input: f64,
    started: Instant,
    /// A test's own passing of time.
    pub ahead: Duration,
}

impl ReviewFace {
    pub fn new(ctx: &Context, opener: Opener, devices: Devices) -> Self {
        let mut review = Review::new(opener, waker(ctx), Duration::ZERO);
        review.devices = devices;
        Self {
            review,
            video: Video::default(),
            shown: Shown::Locked,
            last_input: 0.0,
            started: Instant::now(),
            ahead: Duration::ZERO,
        }
    }

    /// What happens whether or not anything is drawn.
    pub fn logic(&mut self, ctx: &Context) {
        let now = self.started.elapsed() + self.ahead;
        self.review.hear_all();
        let last_input = access::with(ctx, |access| access.last_input());
        if last_input > self.last_input {
            self.last_input = last_input;
            self.review.touched(now);
        }
        let again = self.review.tick(now);
        ctx.request_repaint_after(again);
        self.forget(ctx);
    }

    /// Nothing of an entry that is no longer shown stays with the widgets.
    fn forget(&mut self, ctx: &Context) {
        let shown = match &self.review.state {
            ReviewState::Locked(_) => Shown::Locked,
            ReviewState::Unlocked(unlocked) => match &unlocked.chosen {
                Some(chosen) => Shown::Entry(chosen.entry_id.clone()),
                None => Shown::Inbox,
            },
        };
        if shown == self.shown {
            return;
        }
        let is_lock = shown == Shown::Locked;
        self.shown = shown;
        self.video.forget();
        // Their undo histories hold what was typed.
        ctx.data_mut(|data| data.remove_by_type::<egui::text_edit::TextEditState>());
        if is_lock {
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
    }

    /// Draws review and does what was asked.
    pub fn show(&mut self, ui: &mut Ui, stage: &Stage<'_>) {
        let ctx = ui.ctx().clone();
        let dense = staff::dense(stage.theme);
        access::with(&ctx, |access| {
            access.theme = dense;
            access.settings = AccessSettings::default();
        });
        let stage = Stage { video: &self.video, ..*stage };
        let commands = ui.push_id("review", |ui| staff::show(ui, &stage, &self.review)).inner;
        let any = !commands.is_empty();
        for command in commands {
            self.review.command(command);
        }
        if any {
            self.review.hear_all();
            self.forget(&ctx);
            ctx.request_repaint();
        }
    }
}

/// How a computer of staff is set up.
#[derive(Debug, Clone, Default)]
pub struct ReviewSetUp {
    pub look: Look,
    /// What answers are recorded with.
    pub devices: Devices,
}

/// A window with review alone.
#[derive(Debug)]
pub struct ReviewWindow {
    pub face: ReviewFace,
    theme: Theme,
    words: Words,
    pictures: Pictures,
    unused: Video,
    told: Told,
    /// What egui was told last.
    applied: Option<Theme>,
}

impl ReviewWindow {
    pub fn new(ctx: &Context, opener: Opener, set_up: ReviewSetUp, pictures: Pictures) -> Self {
        Self {
            face: ReviewFace::new(ctx, opener, set_up.devices),
            theme: Theme { look: set_up.look, ..Theme::default() },
            words: Words::new(Language::English),
            pictures,
            unused: Video::default(),
            told: Told::default(),
            applied: None,
        }
    }

    /// Draws the window.
    pub fn show(&mut self, ui: &mut Ui) {
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
        let stage = Stage {
            theme: &self.theme,
            words: &self.words,
            pictures: &self.pictures,
            video: &self.unused,
            told: &self.told,
        };
        // Staff read for themselves.
        self.told.begin(true);
        self.face.show(ui, &stage);
    }
}

impl eframe::App for ReviewWindow {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.face.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.ground().to_normalized_gamma_f32()
    }
}

/// Opens a window and stays until it is closed. An error says what the system lacks.
pub fn open(opener: Opener, title: &str, set_up: ReviewSetUp) -> Result<(), String> {
    let viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("sayso")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0]);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let made = Box::new(move |context: &eframe::CreationContext<'_>| {
        let ctx = &context.egui_ctx;
        let pictures = Pictures::in_background(ctx);
        let window = ReviewWindow::new(ctx, opener, set_up, pictures);
        Ok(Box::new(window) as Box<dyn eframe::App>)
    });
    eframe::run_native("sayso", options, made).map_err(|error| error.to_string())
}
