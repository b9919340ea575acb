//! The frame of a screen: who or where we are on top, pills below, and between them what the
//! screen is about. What does not fit scrolls, and says so with a pill that every way in reaches.

use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, Vec2, pos2, vec2};

use super::card::{Card, Picture, card, card_height};
use super::reader::read_to_me;
use super::target::{Named, target};
use super::text::{label, screen_heading};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{EDGE_UNITS, GAP_UNITS, PILL_UNITS, Tone, Words};

const MARGIN_UNITS: f32 = 28.0;

/// A smaller thing to press, with a picture and a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Pill {
    pub picture: Picture,
    pub label: String,
    pub tone: Tone,
}

impl Pill {
    pub fn new(picture: &'static str, label: impl Into<String>) -> Self {
        Self { picture: Picture::Ui(picture), label: label.into(), tone: Tone::Plain }
    }

    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Who or where we are.
#[derive(Debug, Clone, Default)]
pub struct Header {
    pub picture: Picture,
    pub title: String,
    pub subtitle: String,
    /// On the right.
    pub actions: Vec<Pill>,
}

/// Which pill was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    Nothing,
    Action(usize),
    Footer(usize),
}

/// How wide a pill is by itself, at most `most`.
pub fn pill_width(ui: &Ui, stage: &Stage<'_>, pill: &Pill, most: f32) -> f32 {
    let words = stage.measure(ui, &pill.label, Words::Plain, f32::INFINITY).x;
    let picture = if pill.picture == Picture::None { 0.0 } else { stage.units(64.0) };
    (words + picture + stage.units(56.0)).max(stage.units(180.0)).min(most)
}

pub fn pill_height(ui: &Ui, stage: &Stage<'_>, pill: &Pill, width: f32) -> f32 {
    let words =
        stage.measure(ui, &pill.label, Words::Plain, (width - stage.units(112.0)).max(1.0)).y;
    (words + stage.units(28.0)).max(stage.units(PILL_UNITS)) + stage.units(EDGE_UNITS)
}

/// How much room a pill takes, at most `most` wide.
pub(super) fn pill_size(ui: &Ui, stage: &Stage<'_>, pill: &Pill, most: f32) -> Vec2 {
    let wide = pill_width(ui, stage, pill, most);
    vec2(wide, pill_height(ui, stage, pill, wide))
}

/// A pill in `rect`; true when it was pressed.
pub fn pill(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, one: &Pill) -> bool {
    let id = ui.scope_id().with(("pill", &one.label));
    pill_with(ui, stage, rect, one, id)
}

/// As `pill`, with an id of its own: the focus stays where only the words change.
fn pill_with(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, pill: &Pill, id: Id) -> bool {
    let press = target(ui, stage.theme, rect, id, &Named::button(&pill.label));
    let surface = stage.theme.surface(pill.tone);
    let radius = stage.units(37.0);
    let painter = ui.painter().clone();
    let face = paint::card(&painter, stage.theme, rect, radius, &surface, press.sunk);
    let side = if pill.picture == Picture::None { 0.0 } else { stage.units(50.0) };
    let gap = if side > 0.0 { stage.units(14.0) } else { 0.0 };
    let room = face.width() - side - gap - stage.units(40.0);
    let words = stage.measure(ui, &pill.label, Words::Plain, room.max(1.0)).x;
    let left = face.center().x - (side + gap + words) / 2.0;
    let picture =
        Rect::from_center_size(pos2(left + side / 2.0, face.center().y), vec2(side, side));
    if side > 0.0 {
        if stage.theme.look.is_high_contrast() || pill.tone == Tone::Night {
            painter.circle_filled(picture.center(), side * 0.54, stage.theme.disc());
            pill.picture.paint(ui, stage, picture.shrink(side * 0.12));
        } else {
            pill.picture.paint(ui, stage, picture);
        }
    }
    let words_rect = Rect::from_min_max(
        pos2(picture.right() + gap, face.top()),
        pos2(picture.right() + gap + words + 1.0, face.bottom()),
    );
    stage.beside(ui, &pill.label, Words::Plain, surface.text, words_rect);
    press.clicked
}

/// Pills in rows within a width: the first to the left, the last to the right, others between.
fn pill_rows(ui: &Ui, stage: &Stage<'_>, pills: &[Pill], width: f32) -> Vec<Vec<(usize, Vec2)>> {
    let gap = stage.units(GAP_UNITS);
    let mut rows: Vec<Vec<(usize, Vec2)>> = Vec::new();
    let mut used = f32::INFINITY;
    for (index, one) in pills.iter().enumerate() {
        let size = pill_size(ui, stage, one, width);
        let wide = size.x;
        match rows.last_mut() {
            Some(row) if used + gap + wide <= width => {
                row.push((index, size));
                used += gap + wide;
            }
            _ => {
                rows.push(vec![(index, size)]);
                used = wide;
            }
        }
    }
    rows
}

fn rows_height(stage: &Stage<'_>, rows: &[Vec<(usize, Vec2)>]) -> f32 {
    let gap = stage.units(GAP_UNITS);
    let heights: f32 =
        rows.iter().map(|row| row.iter().map(|(_, size)| size.y).fold(0.0, f32::max)).sum();
    heights + gap * rows.len().saturating_sub(1) as f32
}

fn show_rows(
    ui: &mut Ui,
    stage: &Stage<'_>,
    pills: &[Pill],
    rows: &[Vec<(usize, Vec2)>],
    (area, salt): (Rect, &str),
) -> Option<usize> {
    let gap = stage.units(GAP_UNITS);
    let mut pressed = None;
    let mut top = area.top();
    for row in rows {
        let height = row.iter().map(|(_, size)| size.y).fold(0.0, f32::max);
        let used: f32 = row.iter().map(|(_, size)| size.x).sum();
        let between = match row.len() {
            0 | 1 => 0.0,
            count => ((area.width() - used) / (count - 1) as f32).max(gap),
        };
        let mut left = area.left();
        for (index, size) in row {
            let rect = Rect::from_min_size(pos2(left, top), vec2(size.x, height));
            let id = ui.scope_id().with((salt, *index));
            if let Some(one) = pills.get(*index)
                && pill_with(ui, stage, rect, one, id)
            {
                pressed = Some(*index);
            }
            left += size.x + between;
        }
        top += height + gap;
    }
    pressed
}

/// The header's parts: title beside its picture, actions to the right or below.
struct Top {
    rows: Vec<Vec<(usize, Vec2)>>,
    actions_width: f32,
    beside: bool,
    side: f32,
    title: f32,
    subtitle: f32,
    height: f32,
}

fn measure_top(ui: &Ui, stage: &Stage<'_>, header: &Header, width: f32) -> Top {
    let gap = stage.units(GAP_UNITS);
    let side = stage.units(100.0);
    let indent = if side > 0.0 { side + stage.units(25.0) } else { 0.0 };
    let actions: f32 =
        header.actions.iter().map(|one| pill_width(ui, stage, one, width) + gap).sum();
    let title_width = stage.measure(ui, &header.title, Words::Title, f32::INFINITY).x;
    let beside = indent + title_width.min(width * 0.4) + actions <= width;
    let room = width - indent - if beside { actions } else { 0.0 };
    let title = stage.measure(ui, &header.title, Words::Title, room).y;
    let subtitle = match header.subtitle.is_empty() {
        true => 0.0,
        false => stage.measure(ui, &header.subtitle, Words::Plain, room).y,
    };
    let rows = pill_rows(ui, stage, &header.actions, if beside { actions } else { width });
    let rows_height = rows_height(stage, &rows);
    let words = (title + subtitle).max(side);
    let height = match (header.actions.is_empty(), beside) {
        (true, _) => words,
        (false, true) => words.max(rows_height),
        (false, false) => words + gap + rows_height,
    };
    let actions_width = (actions - gap).max(0.0);
    Top { rows, actions_width, beside, side, title, subtitle, height }
}

fn show_top(
    ui: &mut Ui,
    stage: &Stage<'_>,
    header: &Header,
    top: &Top,
    area: Rect,
) -> Option<usize> {
    let theme = stage.theme;
    let words_height = if top.beside || header.actions.is_empty() {
        area.height()
    } else {
        (top.title + top.subtitle).max(top.side)
    };
    let mut left = area.left();
    let mut disc = None;
    if top.side > 0.0 {
        let centre = pos2(left + top.side / 2.0, area.top() + words_height / 2.0);
        let shadow = theme.surface(Tone::Plain).shadow;
        ui.painter().circle_filled(centre + vec2(0.0, stage.units(6.0)), top.side / 2.0, shadow);
        ui.painter().circle_filled(centre, top.side / 2.0, theme.disc());
        let inner = theme.surface(Tone::Honey).tint;
        if !theme.look.is_high_contrast() {
            ui.painter().circle_filled(centre, top.side * 0.44, inner);
        }
        disc = Some(Rect::from_center_size(centre, vec2(top.side, top.side)));
        left += top.side + stage.units(25.0);
    }
    let right = if top.beside { area.right() - top.actions_width } else { area.right() };
    let begin = area.top() + (words_height - top.title - top.subtitle) / 2.0;
    let title = Rect::from_min_max(pos2(left, begin), pos2(right, begin + top.title));
    screen_heading(ui, stage, title, &header.title);
    let below =
        Rect::from_min_max(pos2(left, title.bottom()), pos2(right, title.bottom() + top.subtitle));
    label(ui, stage, below, &header.subtitle, Words::Plain, theme.quiet_ink());
    // Whoever hears the screen hears first where they are.
    if let Some(disc) = disc {
        read_to_me(ui, stage, &header.picture, disc);
    }
    let actions = if top.beside {
        let rows_height = rows_height(stage, &top.rows);
        let from = area.center().y - rows_height / 2.0;
        Rect::from_min_max(
            pos2(area.right() - top.actions_width, from),
            pos2(area.right(), from + rows_height),
        )
    } else {
        Rect::from_min_max(
            pos2(area.left(), area.top() + words_height + stage.units(GAP_UNITS)),
            area.max,
        )
    };
    show_rows(ui, stage, &header.actions, &top.rows, (actions, "action"))
}

/// Shows a screen. The body is given the room it may fill; it may take more.
pub fn page(
    ui: &mut Ui,
    stage: &Stage<'_>,
    header: &Header,
    footer: &[Pill],
    body: impl FnOnce(&mut Ui, Vec2),
) -> Pressed {
    let whole = ui.max_rect();
    paint::backdrop(ui.painter(), stage.theme, whole);
    laid_out(ui, stage, whole, header, footer, body)
}

/// As `page`, with a card along the bottom that stands there whatever else turns; true where it
/// was pressed.
pub fn page_keeping(
    ui: &mut Ui,
    stage: &Stage<'_>,
    header: &Header,
    footer: &[Pill],
    kept: &Card,
    body: impl FnOnce(&mut Ui, Vec2),
) -> (Pressed, bool) {
    let whole = ui.max_rect();
    paint::backdrop(ui.painter(), stage.theme, whole);
    let margin = stage.units(MARGIN_UNITS);
    let area = whole.shrink(margin);
    let high = card_height(ui, stage, kept, area.width()).max(stage.units(112.0));
    let strip = Rect::from_min_max(pos2(area.left(), area.bottom() - high), area.max);
    let bottom = strip.top() - stage.units(GAP_UNITS) + margin;
    let rest = Rect::from_min_max(whole.min, pos2(whole.right(), bottom));
    let pressed = laid_out(ui, stage, rest, header, footer, body);
    (pressed, card(ui, stage, strip, kept))
}

fn laid_out(
    ui: &mut Ui,
    stage: &Stage<'_>,
    whole: Rect,
    header: &Header,
    footer: &[Pill],
    body: impl FnOnce(&mut Ui, Vec2),
) -> Pressed {
    let margin = stage.units(MARGIN_UNITS);
    let gap = stage.units(20.0);
    let area = whole.shrink(margin);
    let top = measure_top(ui, stage, header, area.width());
    // Where the body was longer than its place, one pill more turns to the rest of it.
    let without = rows_height(stage, &pill_rows(ui, stage, footer, area.width()));
    let roomy = area.height() - top.height - without - 2.0 * gap;
    let id = ui.scope_id().with("turn to");
    let needs_more = ui.ctx().data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let mut footer = footer.to_vec();
    if needs_more {
        footer.push(Pill::new("more", stage.say("more")));
    }
    let rows_below = pill_rows(ui, stage, &footer, area.width());
    let below = rows_height(stage, &rows_below);
    let room = area.height() - top.height - below - 2.0 * gap;
    // With very large text nothing can stand still: then everything scrolls together.
    if roomy < area.height() * 0.45 || room < area.height() * 0.3 {
        return all_together(ui, stage, header, &footer, &top, area, needs_more, body);
    }
    let mut pressed = Pressed::Nothing;
    let top_rect = Rect::from_min_size(area.min, vec2(area.width(), top.height));
    if let Some(index) = show_top(ui, stage, header, &top, top_rect) {
        pressed = Pressed::Action(index);
    }
    let corner = pos2(area.left(), top_rect.bottom() + gap);
    let body_rect = Rect::from_min_size(corner, vec2(area.width(), room));
    let more = scrolled(ui, stage, body_rect, roomy, id, |ui| body(ui, body_rect.size()));
    let bottom = Rect::from_min_max(pos2(area.left(), area.bottom() - below), area.max);
    match show_rows(ui, stage, &footer, &rows_below, (bottom, "footer")) {
        Some(index) if needs_more && index + 1 == footer.len() => more.turn(ui),
        Some(index) => pressed = Pressed::Footer(index),
        None => {}
    }
    pressed
}

/// Header, body and pills in one column that scrolls; only "more" stands still.
#[allow(clippy::too_many_arguments, reason = "the parts of a page, used once, right above")]
fn all_together(
    ui: &mut Ui,
    stage: &Stage<'_>,
    header: &Header,
    footer: &[Pill],
    top: &Top,
    area: Rect,
    needs_more: bool,
    body: impl FnOnce(&mut Ui, Vec2),
) -> Pressed {
    let gap = stage.units(20.0);
    let id = ui.scope_id().with("turn to");
    let footer =
        if needs_more { footer.split_last().map_or(footer, |(_, rest)| rest) } else { footer };
    let rows_below = pill_rows(ui, stage, footer, area.width());
    let below = rows_height(stage, &rows_below);
    let one = Pill::new("more", stage.say("more"));
    let wide = pill_width(ui, stage, &one, area.width());
    let high = pill_height(ui, stage, &one, wide);
    let kept = if needs_more { high + gap } else { 0.0 };
    let view = Rect::from_min_max(area.min, pos2(area.right(), area.bottom() - kept));
    let mut pressed = Pressed::Nothing;
    let more = scrolled(ui, stage, view, area.height(), id, |ui| {
        let size = vec2(area.width(), top.height);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        if let Some(index) = show_top(ui, stage, header, top, rect) {
            pressed = Pressed::Action(index);
        }
        ui.add_space(gap);
        body(ui, vec2(area.width(), view.height() * 0.8));
        ui.add_space(gap);
        let size = vec2(area.width(), below);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        if let Some(index) = show_rows(ui, stage, footer, &rows_below, (rect, "footer")) {
            pressed = Pressed::Footer(index);
        }
    });
    if needs_more {
        let corner = pos2(area.center().x - wide / 2.0, area.bottom() - high);
        if pill(ui, stage, Rect::from_min_size(corner, vec2(wide, high)), &one) {
            more.turn(ui);
        }
    }
    pressed
}

/// A part that may be longer than its place.
struct More {
    id: Id,
    offset: f32,
    page: f32,
    longest: f32,
}

impl More {
    /// One view on, or back to the start from the end.
    fn turn(&self, ui: &Ui) {
        let at_end = self.offset >= self.longest - 1.0;
        let next = if at_end { 0.0 } else { (self.offset + self.page).min(self.longest) };
        ui.ctx().data_mut(|data| data.insert_temp(self.id.with("offset"), next));
        ui.ctx().request_repaint();
    }
}

/// Shows what may be longer than `view`, and remembers whether it is longer than `roomy`, the
/// room it has without the pill that turns it.
fn scrolled(
    ui: &mut Ui,
    stage: &Stage<'_>,
    view: Rect,
    roomy: f32,
    id: Id,
    body: impl FnOnce(&mut Ui),
) -> More {
    let turned = ui.ctx().data_mut(|data| data.remove_temp::<f32>(id.with("offset")));
    let was_needed = ui.ctx().data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    // Shadows reach out of the place; but what scrolls must not come near what stands still.
    let bleed = stage.units(if was_needed { 6.0 } else { 18.0 });
    let clip = view.expand2(vec2(stage.units(18.0), bleed)).intersect(ui.clip_rect());
    let mut child = ui.new_child(UiBuilder::new().max_rect(view));
    child.set_clip_rect(clip);
    let mut area = ScrollArea::vertical()
        .id_salt("body")
        .max_height(view.height())
        .auto_shrink([false, false])
        .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden);
    if let Some(offset) = turned {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show(&mut child, |ui| {
        ui.set_clip_rect(clip);
        body(ui);
    });
    let needed = shown.content_size.y > roomy + 1.0;
    if needed != was_needed {
        ui.ctx().data_mut(|data| data.insert_temp(id, needed));
        ui.ctx().request_repaint();
    }
    More {
        id,
        offset: shown.state.clamped_offset().y,
        page: view.height() * 0.8,
        longest: (shown.content_size.y - view.height()).max(0.0),
    }
}
