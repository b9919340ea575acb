//! The staff's review: inbox, the open entry, what else its pupil said. Denser than the pupils'
//! screens and made of the same tokens; all of it by keyboard.
//!
//! Reads `app::review` and gives commands. Read `parts` for what it is made of.

mod answer;
mod beside;
mod decide;
mod documents;
mod entry;
mod fields;
mod handling;
mod hide;
mod inbox;
mod parts;
mod pieces;
mod plots;
mod questions;
mod rows;
mod said;
mod say;
mod school;
pub mod setup;
mod speak;
mod telling;
#[cfg(test)]
mod tests;
mod top;
mod unlock;
mod words;
mod year;

use egui::{Key, Modifiers, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::Stage;
use super::paint;
use super::theme::{Theme, Tone, Words};
use super::widgets::{
    Picture, Pill, Progress, label, label_height, pill, progress, progress_height,
};
use crate::app::review::{
    BesideCommand, Pane, Review, ReviewCommand, ReviewState, TellingCommand, Unlocked,
};
use crate::domain::NoteKind;
use parts::pill_size;

/// What a screen gives back.
pub type Commands = Vec<ReviewCommand>;

/// How far the arrow keys go in a clip.
const SKIP_MILLIS: i64 = 5_000;
/// Narrower windows show one pane at a time.
const PANES_FROM: f32 = 1000.0;
/// Staff sit at a desk with a mouse: smaller than the pupils' screens, whatever the window.
const DENSE: f32 = 0.72;

/// The pupils' tokens at a desk's size.
pub fn dense(theme: &Theme) -> Theme {
    Theme { unit: theme.unit.clamp(1.0, 1.2) * DENSE, ..*theme }
}

/// Shows the staff's review; gives what was asked.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, review: &Review) -> Commands {
    let theme = dense(stage.theme);
    let stage = &Stage { theme: &theme, ..*stage };
    let mut commands = Commands::new();
    let whole = ui.max_rect();
    paint::backdrop(ui.painter(), stage.theme, whole);
    match &review.state {
        ReviewState::Locked(locked) => unlock::show(ui, stage, locked, &mut commands),
        ReviewState::Unlocked(unlocked) => {
            shortcuts(ui, unlocked, &mut commands);
            panes(ui, stage, unlocked, whole, &mut commands);
        }
    }
    commands
}

fn shortcuts(ui: &Ui, unlocked: &Unlocked, out: &mut Commands) {
    if ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::L)) {
        out.push(ReviewCommand::Lock);
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::T)) {
        out.push(ReviewCommand::Telling(TellingCommand::Open));
    }
    let nothing_has_focus = ui.ctx().memory(|memory| memory.focused().is_none());
    let has_player = unlocked
        .chosen
        .as_ref()
        .and_then(|chosen| chosen.open())
        .is_some_and(|open| open.player.is_some());
    if !nothing_has_focus || !has_player {
        return;
    }
    let keys = [
        (Key::Space, ReviewCommand::PlayOrPause),
        (Key::ArrowLeft, ReviewCommand::Skip(-SKIP_MILLIS)),
        (Key::ArrowRight, ReviewCommand::Skip(SKIP_MILLIS)),
        (Key::M, ReviewCommand::Beside(BesideCommand::Begin(NoteKind::Quote))),
    ];
    for (key, command) in keys {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            out.push(command);
        }
    }
}

fn panes(ui: &mut Ui, stage: &Stage<'_>, unlocked: &Unlocked, whole: Rect, out: &mut Commands) {
    let margin = stage.units(28.0);
    let gap = stage.units(20.0);
    let area = whole.shrink(margin);
    let top = top::bar(ui, stage, unlocked, area, out);
    let told = strip(ui, stage, unlocked, pos2(area.left(), top + gap), area.width(), out);
    let begin = told.map_or(top, |told| told.bottom()) + gap;
    let body = Rect::from_min_max(pos2(area.left(), begin), area.max);
    if let Some(page) = &unlocked.school {
        school::show(ui, stage, page, body, out);
        return;
    }
    if let Some(writable) = &unlocked.writable {
        documents::show(ui, stage, unlocked, writable, body, out);
        return;
    }
    if let Some(told) = &unlocked.telling {
        telling::show(ui, stage, unlocked, told, body, out);
        return;
    }
    if let Some(own) = &unlocked.words {
        words::show(ui, stage, own, body, out);
        return;
    }
    if let Some(questions) = &unlocked.questions {
        questions::show(ui, stage, unlocked, questions, body, out);
        return;
    }
    let is_wide = whole.width() >= PANES_FROM && stage.theme.text < 1.8;
    if !is_wide {
        match unlocked.pane {
            Pane::Inbox => inbox::show(ui, stage, unlocked, body, out),
            Pane::Entry => entry::show(ui, stage, unlocked, body, true, out),
            Pane::Year => year::show(ui, stage, unlocked, body, true, out),
        }
        return;
    }
    let has_year = unlocked.chosen.is_some() || unlocked.year.is_some();
    let left = (body.width() * 0.3).min(stage.units(640.0));
    let right = if has_year { (body.width() * 0.225).min(stage.units(480.0)) } else { 0.0 };
    let inbox = Rect::from_min_size(body.min, vec2(left, body.height()));
    let year = Rect::from_min_max(pos2(body.right() - right, body.top()), body.max);
    let middle_right = if has_year { year.left() - gap } else { body.right() };
    let middle = Rect::from_min_max(
        pos2(inbox.right() + gap, body.top()),
        pos2(middle_right, body.bottom()),
    );
    inbox::show(ui, stage, unlocked, inbox, out);
    entry::show(ui, stage, unlocked, middle, false, out);
    if has_year {
        year::show(ui, stage, unlocked, year, false, out);
    }
}

/// The ground of a pane; gives what of it is for content.
fn ground(ui: &Ui, stage: &Stage<'_>, place: Rect) -> Rect {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, place, stage.units(32.0), &surface);
    place.shrink2(vec2(stage.units(24.0), stage.units(20.0)))
}

/// A part of the window with an id of its own.
fn part<R>(ui: &mut Ui, place: Rect, salt: &str, body: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(place).id_salt(salt);
    ui.scope_builder(builder, body).inner
}

/// What is being done, or what came of it: over all panes, so that nobody misses it.
fn strip(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    corner: egui::Pos2,
    width: f32,
    out: &mut Commands,
) -> Option<Rect> {
    if unlocked.doing.is_some() || unlocked.syncing.is_slow {
        return Some(at_work(ui, stage, unlocked, corner, width, out));
    }
    let (tone, text) = match (&unlocked.notice, unlocked.alarm()) {
        (Some(notice), _) => {
            let tone = if notice.is_trouble { Tone::Honey } else { Tone::Leaf };
            (tone, say::sentence(stage, &notice.sentence))
        }
        (None, Some((alarm, count))) => (Tone::Honey, say::alarm(stage, alarm, count)),
        (None, None) => return None,
    };
    let pad = stage.units(24.0);
    let ok = Pill { picture: Picture::None, ..Pill::new("", stage.say("staff-ok")) };
    let ok_size = pill_size(ui, stage, &ok, width / 3.0);
    let room = width - 3.0 * pad - ok_size.x;
    let words = label_height(ui, stage, &text, Words::Plain, room);
    let height = (words + stage.units(28.0)).max(ok_size.y + stage.units(16.0));
    let rect = Rect::from_min_size(corner, vec2(width, height));
    let surface = stage.theme.surface(tone);
    let filled = super::theme::Surface { top: surface.tint, ..surface };
    paint::panel(ui.painter(), stage.theme, rect, stage.units(24.0), &filled);
    let place = Rect::from_min_size(rect.min + vec2(pad, 0.0), vec2(room, height));
    label(ui, stage, place, &text, Words::Plain, surface.text);
    let right = rect.right() - stage.units(10.0);
    let place =
        Rect::from_min_size(pos2(right - ok_size.x, rect.center().y - ok_size.y / 2.0), ok_size);
    if part(ui, rect, "notice", |ui| pill(ui, stage, place, &ok)) {
        out.push(ReviewCommand::Dismiss);
    }
    Some(rect)
}

/// What is being done and how far it is, with a way to stop it once it takes long.
fn at_work(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    corner: egui::Pos2,
    width: f32,
    out: &mut Commands,
) -> Rect {
    let syncing = &unlocked.syncing;
    let how_far = syncing.how_far.filter(|how_far| how_far.of > 0);
    let what = match unlocked.doing {
        Some(doing) => stage.say(say::doing(doing)),
        None => stage.say("staff-slow"),
    };
    let step = how_far.map(|how_far| say::how_far(stage, how_far)).unwrap_or_default();
    let shown = Progress {
        text: say::joined(&[&what, &step]),
        part: how_far.map(|how_far| how_far.done as f32 / how_far.of as f32),
        stop: syncing.is_slow.then(|| stage.say("staff-stop")),
    };
    let height = progress_height(ui, stage, &shown, width);
    let rect = Rect::from_min_size(corner, vec2(width, height));
    if part(ui, rect, "progress", |ui| progress(ui, stage, rect, &shown)) {
        out.push(ReviewCommand::Stop);
    }
    rect
}

/// Something in the middle of an empty pane: a picture, a sentence, a quieter one.
fn empty(ui: &mut Ui, stage: &Stage<'_>, place: Rect, picture: &'static str, keys: [&str; 2]) {
    let side = stage.units(130.0).min(place.height() * 0.4).min(place.width() * 0.6);
    let [first, second] = keys.map(|key| if key.is_empty() { key.into() } else { stage.say(key) });
    let width = place.width().min(stage.units(560.0));
    let heights = [
        label_height(ui, stage, &first, Words::Plain, width),
        label_height(ui, stage, &second, Words::Small, width),
    ];
    let gap = stage.units(20.0);
    let mut top = place.center().y - (side + gap + heights[0] + heights[1]) / 2.0;
    let disc = Rect::from_center_size(pos2(place.center().x, top + side / 2.0), vec2(side, side));
    let tint = match stage.theme.look.is_high_contrast() {
        true => stage.theme.disc(),
        false => stage.theme.surface(Tone::Sky).tint,
    };
    ui.painter().circle_filled(disc.center(), side / 2.0, tint);
    Picture::Ui(picture).paint(ui, stage, disc.shrink(side * 0.17));
    top = disc.bottom() + gap;
    let colours = [stage.theme.ink(), stage.theme.quiet_ink()];
    let sizes = [Words::Plain, Words::Small];
    for (index, text) in [first, second].into_iter().enumerate() {
        let galley =
            stage.galley(ui, &text, sizes[index], colours[index], width, egui::Align::Center);
        let shown = Rect::from_center_size(
            pos2(place.center().x, top + heights[index] / 2.0),
            vec2(width, heights[index]),
        );
        let id = ui.scope_id().with(("empty", index));
        ui.interact(shown, id, Sense::hover())
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
        ui.painter().galley(pos2(place.center().x, top), galley, colours[index]);
        top += heights[index];
    }
}
