//! The window: one face at a time, and in the sample school a banner to change between them.
//!
//! `logic` hears workers and the time, even while hidden; `show` only draws. Both can be driven
//! by a test without a window.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Rect, Role, Sense, Ui, UiBuilder, ViewportCommand, WidgetInfo, pos2, vec2};

use super::access::{self, AccessSettings};
use super::reading::Reading;
use super::review_window::ReviewFace;
use super::theme::{Theme, Tone, Words as Size, fonts};
use super::widgets::label;
use super::{Pictures, Stage, Told, Video, pupil};
use crate::acts::Desk;
use crate::acts::kiosk::{SAMPLE_PASSPHRASE, SAMPLE_PIN};
use crate::app::kiosk::SetUp;
use crate::app::review::Opener;
use crate::app::route::PinFor;
use crate::app::{Command, Kiosk, ReviewCommand, Route, cpu_time};
use crate::domain::{Font, Preferences};
use crate::media::Waker;
use crate::words::Words;

/// The hidden corner, in units, and for how long it is held.
const CORNER_UNITS: f32 = 60.0;
const CORNER_HELD: Duration = Duration::from_secs(3);

/// Something that wakes this context's window from any thread.
pub fn waker(ctx: &Context) -> Waker {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// What a window is opened with.
pub struct Opening {
    pub tablet: Arc<Desk>,
    pub set_up: SetUp,
    /// The SENCo's side, in the sample school: one touch away.
    pub review: Option<Opener>,
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.set_up)
    }
}

/// Which face the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Kiosk,
    Review,
}

/// The kiosk's window.
#[derive(Debug)]
pub struct Window {
    pub kiosk: Kiosk,
    pub review: Option<ReviewFace>,
    pub face: Face,
    theme: Theme,
    /// What egui was told last.
    applied: Option<Theme>,
    /// In the language of whoever sits there; a test may put other words in.
    pub words: Words,
    pictures: Pictures,
    video: Video,
    started: Instant,
    /// A test's own passing of time.
    pub ahead: Duration,
    shown_route: Route,
    shown_question: Option<usize>,
    shown_font: Option<Font>,
    told: Told,
    pub reading: Reading,
    last_input: f64,
    corner_since: Option<f64>,
}

impl Window {
    pub fn new(ctx: &Context, opening: Opening, pictures: Pictures) -> Self {
        let devices = &opening.set_up.devices;
        let review = opening.review.map(|opener| ReviewFace::new(ctx, opener, devices.clone()));
        let language = opening.set_up.preferences.language;
        let kiosk = Kiosk::new(opening.tablet, opening.set_up, waker(ctx), Duration::ZERO);
        Self {
            kiosk,
            review,
            face: Face::Kiosk,
            theme: Theme::default(),
            applied: None,
            words: Words::new(language),
            pictures,
            video: Video::default(),
            started: Instant::now(),
            ahead: Duration::ZERO,
            shown_route: Route::Start,
            shown_question: None,
            shown_font: None,
            told: Told::default(),
            reading: Reading::new(ctx),
            last_input: 0.0,
            corner_since: None,
        }
    }

    fn now(&self) -> Duration {
        self.started.elapsed() + self.ahead
    }

    /// What happens whether or not anything is drawn.
    pub fn logic(&mut self, ctx: &Context) {
        let now = self.now();
        self.kiosk.hear_all();
        let last_input = access::with(ctx, |access| access.last_input());
        if last_input > self.last_input {
            self.last_input = last_input;
            self.kiosk.touched(now);
        }
        let again = self.kiosk.tick(now);
        ctx.request_repaint_after(again);
        if let Some(review) = &mut self.review {
            review.logic(ctx);
        }
        self.hold_the_corner(ctx);
        if ctx.input(|input| input.viewport().close_requested()) {
            self.asked_to_close(ctx);
        }
        if self.kiosk.may_leave {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Anybody may close the sample; a kiosk asks for the staff PIN first.
    fn asked_to_close(&mut self, ctx: &Context) {
        if self.kiosk.may_leave || self.kiosk.school.is_sample || !self.kiosk.school.has_pin {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        if !matches!(self.kiosk.route, Route::Pin(_)) {
            self.kiosk.command(Command::AskPin(PinFor::Leave));
        }
    }

    fn hold_the_corner(&mut self, ctx: &Context) {
        let is_recording = self.kiosk.recording.as_ref().is_some_and(|one| one.is_running());
        if self.face == Face::Review || is_recording || matches!(self.kiosk.route, Route::Pin(_)) {
            self.corner_since = None;
            return;
        }
        let corner = self.theme.units(CORNER_UNITS);
        let area = Rect::from_min_size(
            ctx.content_rect().right_top() - vec2(corner, 0.0),
            vec2(corner, corner),
        );
        let (now, held) = ctx.input(|input| {
            let down = input.pointer.primary_down()
                && input.pointer.press_origin().is_some_and(|at| area.contains(at));
            (input.time, down)
        });
        if !held {
            self.corner_since = None;
            return;
        }
        let since = *self.corner_since.get_or_insert(now);
        ctx.request_repaint_after(Duration::from_millis(200));
        if now - since >= CORNER_HELD.as_secs_f64() {
            self.corner_since = None;
            self.kiosk.command(Command::AskPin(PinFor::Leave));
        }
    }

    /// Draws the face and does what was asked.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.dress(&ctx, ui.max_rect());
        self.pictures.take_drawn(&ctx);
        let stage = Stage {
            theme: &self.theme,
            words: &self.words,
            pictures: &self.pictures,
            video: &self.video,
            told: &self.told,
        };
        let whole = ui.max_rect();
        let banner = if self.kiosk.school.is_sample { stage.units(44.0) } else { 0.0 };
        let face = Rect::from_min_max(pos2(whole.left(), whole.top() + banner), whole.max);
        let mut turn_to = None;
        if banner > 0.0 {
            let rect = Rect::from_min_max(whole.min, pos2(whole.right(), face.top()));
            let has_review = self.review.is_some();
            turn_to = sample_banner(ui, &stage, rect, has_review.then_some(self.face));
        }
        // The banner is for the grown-up who tries it.
        self.told.begin(self.reading.is_mute());
        let place = UiBuilder::new().max_rect(face);
        let commands = match (self.face, &mut self.review) {
            (Face::Review, Some(review)) => {
                ui.scope_builder(place, |ui| {
                    ui.set_clip_rect(face);
                    review.show(ui, &stage);
                });
                Vec::new()
            }
            (Face::Review | Face::Kiosk, _) => {
                let route = format!("{:?}", self.kiosk.route);
                let shown = ui.push_id(route, |ui| {
                    ui.scope_builder(place, |ui| {
                        ui.set_clip_rect(face);
                        pupil::show(ui, &stage, &self.kiosk)
                    })
                });
                shown.inner.inner
            }
        };
        if self.face == Face::Kiosk {
            self.reading.show(ui, &stage);
            self.reading.run(&ctx, &self.told, &self.words, &mut self.kiosk);
        }
        if let Some(face) = turn_to {
            self.turn_to(&ctx, face);
        }
        let any = !commands.is_empty();
        for command in commands {
            self.kiosk.command(command);
        }
        if any {
            self.kiosk.hear_all();
            ctx.request_repaint();
        }
    }

    /// What was read aloud last.
    pub fn read(&self) -> &str {
        self.reading.read()
    }

    /// Shows the other face. Nobody who leaves a face leaves it open.
    fn turn_to(&mut self, ctx: &Context, face: Face) {
        if self.face == face {
            return;
        }
        self.face = face;
        match face {
            Face::Review => self.kiosk.reset(),
            Face::Kiosk => {
                if let Some(review) = &mut self.review {
                    review.review.command(ReviewCommand::Lock);
                }
            }
        }
        access::with(ctx, |access| access.start_over());
        self.video.forget();
        ctx.request_repaint();
    }

    /// The pupil's look, letters and ways in, from the next frame on.
    fn dress(&mut self, ctx: &Context, area: Rect) {
        let liked: Preferences = self.kiosk.preferences;
        if self.words.language() != liked.language {
            self.words = Words::new(liked.language);
        }
        if self.shown_font != Some(liked.font) {
            fonts::install(ctx, liked.font);
            self.shown_font = Some(liked.font);
        }
        self.theme.look = liked.look;
        self.theme.font = liked.font;
        self.theme.text = f32::from(liked.text_percent) / 100.0;
        self.theme.fit(area.size());
        if self.applied != Some(self.theme) {
            self.theme.apply(ctx);
            self.applied = Some(self.theme);
        }
        let title = self.words.say("window-title");
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title));
        // One question after the other is a new screen too.
        let question = self.kiosk.answering.as_ref().map(|answering| answering.at);
        let route_changed = self.shown_route != self.kiosk.route || self.shown_question != question;
        self.shown_question = question;
        let theme = self.theme;
        access::with(ctx, |access| {
            let way_changed = access.settings.way != liked.way;
            access.theme = theme;
            access.settings =
                AccessSettings { way: liked.way, repeat_filter_secs: liked.repeat_filter_secs };
            if route_changed || way_changed {
                access.start_over();
            }
        });
        if route_changed {
            self.shown_route = self.kiosk.route.clone();
            self.video.forget();
            // An old text must not stay in any widget's memory.
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
    }
}

/// Says that it is the sample, and changes between its faces. For the grown-up who tries it, so
/// its letters stay as they are.
fn sample_banner(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, shown: Option<Face>) -> Option<Face> {
    let theme = Theme { text: 1.0, ..*stage.theme };
    let stage = Stage { theme: &theme, ..*stage };
    let surface = theme.surface(Tone::Night);
    ui.painter().rect_filled(rect, 0.0, surface.bottom);
    let key = match shown {
        Some(Face::Review) => "sample-banner-review",
        Some(Face::Kiosk) | None => "sample-banner",
    };
    let secrets = [("pin", SAMPLE_PIN), ("passphrase", SAMPLE_PASSPHRASE)];
    let text = stage.words.say_with(key, &secrets);
    let mut right = rect.right() - stage.units(12.0);
    let mut turned = None;
    for (face, key) in [(Face::Review, "sample-review"), (Face::Kiosk, "sample-kiosk")] {
        let Some(shown) = shown else { break };
        let name = stage.say(key);
        let wide = stage.measure(ui, &name, Size::Small, f32::INFINITY).x + stage.units(36.0);
        let place = Rect::from_min_max(
            pos2(right - wide, rect.top() + stage.units(4.0)),
            pos2(right, rect.bottom() - stage.units(4.0)),
        );
        let response = ui.interact(place, ui.scope_id().with(key), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, shown == face, &name));
        if shown == face || response.has_focus() {
            ui.painter().rect_filled(place, stage.units(18.0), surface.text);
            stage.centred(ui, &name, Size::Small, surface.bottom, place);
        } else {
            stage.centred(ui, &name, Size::Small, surface.text, place);
        }
        if response.clicked() {
            turned = Some(face);
        }
        right -= wide + stage.units(8.0);
    }
    let words = Rect::from_min_max(
        pos2(rect.left() + stage.units(28.0), rect.top()),
        pos2(right, rect.bottom()),
    );
    label(ui, &stage, words, &text, Size::Small, surface.text);
    turned
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Window::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let before = cpu_time();
        self.show(ui);
        if let (Some(before), Some(after)) = (before, cpu_time()) {
            let cpu_micros = after.saturating_sub(before).as_micros();
            tracing::trace!(cpu_micros, "frame");
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.ground().to_normalized_gamma_f32()
    }
}

/// Opens a window and stays until it is closed. An error says what the system lacks.
pub fn open(opening: Opening, full_screen: bool) -> Result<(), String> {
    let title = opening.tablet.home.settings.name.clone();
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("sayso")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0]);
    if full_screen {
        viewport = viewport.with_fullscreen(true).with_decorations(false);
    }
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let made = Box::new(|context: &eframe::CreationContext<'_>| {
        let ctx = &context.egui_ctx;
        let pictures = Pictures::in_background(ctx);
        Ok(Box::new(Window::new(ctx, opening, pictures)) as Box<dyn eframe::App>)
    });
    eframe::run_native("sayso", options, made).map_err(|error| error.to_string())
}
