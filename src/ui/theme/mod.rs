//! How everything looks: tokens of colour, four themes, four fonts, text size, one scale.
//!
//! Colours stand here alone; `tests/tidy.rs` looks. Sizes are in design units: a unit is a pixel
//! on the design's screen, 1280x800 on ten inches, so that 88 units are 15 mm there.

pub mod fonts;
mod tokens;

use egui::{Color32, Context, FontFamily, FontId, Vec2};

pub use crate::domain::{Font, Look};
pub use tokens::{Surface, Tone};

/// The smallest side of anything that can be pressed, in units: 15 mm.
pub const TARGET_UNITS: f32 = 88.0;
/// The smallest height of a pill.
pub const PILL_UNITS: f32 = 74.0;
/// The least room between two targets.
pub const GAP_UNITS: f32 = 18.0;
/// How far a pressed card sinks.
pub const EDGE_UNITS: f32 = 8.0;

/// What a screen is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    pub look: Look,
    pub font: Font,
    /// 1 is 100 %; up to 4.
    pub text: f32,
    /// Points for a design unit.
    pub unit: f32,
}

impl Default for Theme {
    fn default() -> Self {
        Self { look: Look::Soft, font: Font::Lexend, text: 1.0, unit: 1.0 }
    }
}

/// Weights and sizes of text, by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// 42 units: who or where we are.
    Title,
    /// 30 units: a choice that stands alone.
    Big,
    /// 26 units: cards and questions.
    Card,
    /// 25 units: pills and sentences.
    Plain,
    /// 20 units: a second line.
    Small,
}

impl Words {
    fn units(self) -> f32 {
        match self {
            Self::Title => 42.0,
            Self::Big => 30.0,
            Self::Card => 26.0,
            Self::Plain => 25.0,
            Self::Small => 20.0,
        }
    }

    fn family(self) -> FontFamily {
        match self {
            Self::Title | Self::Card | Self::Big => fonts::strong(),
            Self::Plain | Self::Small => FontFamily::Proportional,
        }
    }
}

impl Theme {
    /// One scale from the design, for landscape and portrait.
    pub fn fit(&mut self, size: Vec2) {
        let (wide, high) = if size.x >= size.y { (1280.0, 800.0) } else { (800.0, 1280.0) };
        self.unit = (size.x / wide).min(size.y / high).clamp(0.5, 4.0);
    }

    pub fn units(&self, units: f32) -> f32 {
        units * self.unit
    }

    pub fn font(&self, words: Words) -> FontId {
        FontId::new(words.units() * self.unit * self.text, words.family())
    }

    pub fn surface(&self, tone: Tone) -> Surface {
        tokens::surface(self.look, tone)
    }

    /// The colour of text on the backdrop and on panels.
    pub fn ink(&self) -> Color32 {
        tokens::ink(self.look)
    }

    /// A second line's colour; 7:1 like every text.
    pub fn quiet_ink(&self) -> Color32 {
        tokens::quiet_ink(self.look)
    }

    /// The colour behind everything.
    pub fn ground(&self) -> Color32 {
        tokens::ground(self.look)
    }

    pub fn line(&self) -> Color32 {
        tokens::line(self.look)
    }

    /// White, navy, white.
    pub fn focus_ring(&self) -> [Color32; 2] {
        tokens::focus_ring(self.look)
    }

    /// The disc behind a picture: its lines are black in every look.
    pub fn disc(&self) -> Color32 {
        tokens::DISC
    }

    /// What shines in the backdrop: at which part of the screen, how wide, in which colour.
    pub fn glows(&self) -> &'static [tokens::Glow] {
        tokens::glows(self.look)
    }

    /// Sound and time that passes.
    pub fn progress(&self) -> Color32 {
        tokens::progress(self.look)
    }

    pub fn track(&self) -> Color32 {
        tokens::track(self.look)
    }

    /// The lamp that shines while something is recorded.
    pub fn recording(&self) -> Color32 {
        tokens::RECORDING
    }

    /// Tells egui's own parts, and raises the limits that would swallow slow or shaky presses.
    pub fn apply(&self, ctx: &Context) {
        ctx.options_mut(|options| {
            options.input_options.max_click_dist = self.units(24.0);
            options.input_options.max_click_duration = f64::INFINITY;
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        let dark = self.look == Look::Dark;
        let mut visuals = if dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        visuals.override_text_color = Some(self.ink());
        visuals.panel_fill = self.ground();
        visuals.selection.bg_fill = self.track();
        ctx.set_visuals(visuals);
        let moves = self.look.moves();
        ctx.all_styles_mut(|style| {
            style.animation_time = if moves { 0.09 } else { 0.0 };
            style.interaction.selectable_labels = false;
            style.spacing.item_spacing = Vec2::ZERO;
        });
    }
}
