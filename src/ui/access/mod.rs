//! Every way in: touch (slow, shaky, with a palm resting), keyboard, one or two switches, dwell,
//! screen reader. An egui plugin, so that no screen has to know which of them is used.
//!
//! A widget registers with `register` and hears whether it was chosen by a switch or by dwelling;
//! everything else reaches it as an ordinary click. Read `touch`, `scan`, `dwell`.

mod dwell;
mod scan;
mod touch;

use egui::{Context, Event, Id, Key, LayerId, Order, Painter, Plugin, RawInput, Rect, Ui};

use dwell::Dwell;
use scan::Scan;
use touch::Touches;

use crate::domain::Way;
use crate::ui::paint;
use crate::ui::theme::Theme;

/// A pupil's way in.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AccessSettings {
    pub way: Way,
    /// After a press others are ignored for so long, 0 to 2 s.
    pub repeat_filter_secs: f64,
}

#[derive(Debug, Clone)]
struct Registered {
    id: Id,
    /// As it is told, where a switch's light goes round.
    name: String,
    rect: Rect,
    /// What it is seen through.
    clip: Rect,
}

/// The plugin. One for each window.
#[derive(Debug, Default)]
pub struct Access {
    pub settings: AccessSettings,
    pub theme: Theme,
    /// When somebody last did anything at all.
    last_input: f64,
    last_press: Option<f64>,
    targets: Vec<Registered>,
    focused: Option<Rect>,
    chosen: Option<Id>,
    ringed: Option<Rect>,
    touches: Touches,
    scan: Scan,
    /// The names of what the light was on, last.
    lit_names: Vec<String>,
    /// How often a switch chose something.
    switched: u64,
    dwell: Dwell,
}

/// What the plugin says to a widget that registers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Heard {
    pub chosen: bool,
    pub lit: bool,
}

/// The plugin of this context, made where there is none yet.
pub fn with<R>(ctx: &Context, work: impl FnOnce(&mut Access) -> R) -> R {
    work(&mut ctx.plugin_or_default::<Access>().lock())
}

impl Access {
    /// Tells of something that can be pressed, in this pass.
    pub fn register(&mut self, id: Id, rect: Rect, clip: Rect, name: &str) -> Heard {
        let name = if self.by_switch() { name.to_owned() } else { String::new() };
        self.targets.push(Registered { id, name, rect, clip });
        Heard {
            chosen: self.chosen == Some(id),
            lit: self.by_switch() && self.scan.lit_item() == Some(id),
        }
    }

    fn names_of(&self, ids: &[Id]) -> Vec<String> {
        let of_id = |id: &Id| self.targets.iter().find(|target| target.id == *id);
        ids.iter().filter_map(of_id).map(|target| target.name.clone()).collect()
    }

    fn by_switch(&self) -> bool {
        matches!(self.settings.way, Way::OneSwitch { .. } | Way::TwoSwitches)
    }

    pub fn note_focus(&mut self, rect: Rect) {
        self.focused = Some(rect);
    }

    /// Whether a press now counts, or is a tremor's second one.
    pub fn accept(&mut self, now: f64) -> bool {
        let too_soon =
            self.last_press.is_some_and(|last| now - last < self.settings.repeat_filter_secs);
        if !too_soon {
            self.last_press = Some(now);
        }
        !too_soon
    }

    /// When somebody last touched, moved or typed, in the context's seconds.
    pub fn last_input(&self) -> f64 {
        self.last_input
    }

    /// Everything that can be pressed on the screen shown last, with what it is seen through.
    pub fn targets(&self) -> Vec<(Rect, Rect)> {
        self.targets.iter().map(|target| (target.rect, target.clip)).collect()
    }

    /// Around what the light or the focus was on, last.
    pub fn ringed(&self) -> Option<Rect> {
        self.ringed
    }

    /// The names of what a switch's light was on, last: a row's in their order.
    pub fn lit_names(&self) -> &[String] {
        &self.lit_names
    }

    /// How often a switch has chosen something: what is said meanwhile ends.
    pub fn switched(&self) -> u64 {
        self.switched
    }

    /// A new screen: the light begins at its start.
    pub fn start_over(&mut self) {
        self.scan = Scan::default();
        self.lit_names.clear();
        self.dwell = Dwell::default();
        self.chosen = None;
    }

    /// Takes the switches out of the input; true where one was pressed.
    fn take_switches(&mut self, input: &mut RawInput) {
        let two = self.settings.way == Way::TwoSwitches;
        let one = matches!(self.settings.way, Way::OneSwitch { .. });
        if !(one || two) {
            return;
        }
        let (mut choose, mut advance) = (false, false);
        input.events.retain(|event| {
            let Event::Key { key, pressed, repeat, .. } = event else {
                return !matches!(event, Event::Text(text) if text == " ");
            };
            let is_choose = matches!(key, Key::Space | Key::Enter);
            let is_advance = two && matches!(key, Key::Tab | Key::ArrowRight | Key::ArrowDown);
            choose |= is_choose && *pressed && !*repeat;
            advance |= is_advance && *pressed && !*repeat;
            !(is_choose || is_advance)
        });
        if advance {
            self.scan.advance();
        }
        if choose {
            self.switched += 1;
            self.chosen = self.scan.choose();
        }
    }
}

impl Plugin for Access {
    fn debug_name(&self) -> &'static str {
        "ways in"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let did_something = input.events.iter().any(|event| {
            !matches!(event, Event::WindowFocused(_) | Event::PointerGone | Event::MouseMoved(_))
        });
        if did_something {
            self.last_input = input.time.unwrap_or_else(|| ctx.input(|input| input.time));
        }
        self.touches.filter(input, self.theme.units(24.0));
        self.take_switches(input);
    }

    fn on_begin_pass(&mut self, _ui: &mut Ui) {
        self.targets.clear();
        self.focused = None;
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let now = ctx.input(|input| input.time);
        let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("ways in")));
        self.chosen = None;
        let targets: Vec<(Id, Rect)> =
            self.targets.iter().map(|target| (target.id, target.rect)).collect();
        match self.settings.way {
            Way::Direct => {}
            Way::OneSwitch { pace_secs } => {
                let wait = self.scan.run(&targets, now, Some(pace_secs));
                ctx.request_repaint_after_secs(wait as f32);
            }
            Way::TwoSwitches => {
                self.scan.run(&targets, now, None);
            }
            Way::Dwell { secs } => {
                let visible: Vec<(Id, Rect)> = self
                    .targets
                    .iter()
                    .filter(|target| target.clip.contains(target.rect.center()))
                    .map(|target| (target.id, target.rect))
                    .collect();
                let pointer = ctx.input(|input| input.pointer.latest_pos());
                self.chosen = self.dwell.run(&visible, pointer, now, secs);
                if let Some((at, part)) = self.dwell.progress(now, secs) {
                    let radius = self.theme.units(22.0);
                    let [inner, outer] = self.theme.focus_ring();
                    painter.circle_filled(at, radius + self.theme.units(8.0), inner);
                    paint::arc(&painter, at, radius, part, self.theme.units(8.0), outer);
                    ctx.request_repaint();
                }
                if self.chosen.is_some() {
                    ctx.request_repaint();
                }
            }
        }
        let lit = self.scan.lit(&targets).filter(|_| self.by_switch());
        self.lit_names = match lit {
            Some(_) => self.names_of(self.scan.lit_ids()),
            None => Vec::new(),
        };
        self.ringed = lit.or(self.focused);
        if let Some(rect) = self.ringed {
            ring(&painter, &self.theme, rect);
        }
    }
}

/// The ring around what a press would choose: white, navy, white, painted last.
fn ring(painter: &Painter, theme: &Theme, rect: Rect) {
    let [light, dark] = theme.focus_ring();
    let radius = theme.units(34.0);
    for (out, width, colour) in [(2.0, 4.0, light), (7.0, 6.0, dark), (11.0, 2.0, light)] {
        let stroke = egui::Stroke::new(theme.units(width), colour);
        let rect = rect.expand(theme.units(out));
        painter.rect_stroke(rect, radius, stroke, egui::StrokeKind::Middle);
    }
}
