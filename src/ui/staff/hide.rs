//! Hiding somebody before an entry is published: dark parts over the picture that are pulled and
//! resized by mouse, touch and keys; a part alone; one picture for all of a clip.

use egui::{
    Color32, CursorIcon, Event, EventFilter, Id, Key, Rect, Role, Sense, Stroke, StrokeKind, Ui,
};
use egui::{WidgetInfo, pos2, vec2};

use super::Commands;
use super::parts::pills;
use crate::app::review::{Chosen, Open, ReviewCommand};
use crate::domain::redaction::{AREAS_LIMIT, WHOLE};
use crate::domain::{Area, MediaType, Redaction};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, paragraph};

/// Where a new part stands: in the middle, large enough to be seen.
const NEW: Area = Area { left: 375, top: 300, width: 250, height: 400 };
const NEW_KEPT: Area = Area { left: 200, top: 100, width: 600, height: 800 };
/// What an arrow key moves, in thousandths.
const STEP: i32 = 20;

/// Which part of the picture is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Hidden(usize),
    Kept,
}

impl Part {
    fn set(self, redaction: &mut Redaction, area: Option<Area>) {
        match (self, area) {
            (Self::Kept, area) => redaction.kept = area,
            (Self::Hidden(index), Some(area)) => {
                if let Some(hidden) = redaction.hidden.get_mut(index) {
                    *hidden = area;
                }
            }
            (Self::Hidden(index), None) if index < redaction.hidden.len() => {
                redaction.hidden.remove(index);
            }
            (Self::Hidden(_), None) => {}
        }
    }
}

/// What is hidden, over the picture; can be pulled while somebody is at it.
pub fn over(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, view: Rect, out: &mut Commands) {
    let redaction = &chosen.redaction;
    // The pill for it may be far below the picture.
    let id = ui.scope_id().with("was hiding");
    let was_hiding: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if chosen.is_hiding && !was_hiding {
        ui.scroll_to_rect(view, Some(egui::Align::TOP));
    }
    ui.data_mut(|data| data.insert_temp(id, chosen.is_hiding));
    if !chosen.can_hide() || !redaction.changes_something() {
        return;
    }
    let Some(picture) = stage.video.place(view) else { return };
    // Whoever is at it has to see whom they hide.
    let dark = Color32::from_black_alpha(if chosen.is_hiding { 190 } else { 255 });
    for area in &redaction.hidden {
        let place = on_screen(*area, picture);
        ui.painter().rect_filled(place, 0.0, dark);
        let side = place.width().min(place.height()).min(stage.units(90.0)) * 0.7;
        let sign = Rect::from_center_size(place.center(), vec2(side, side));
        ui.painter().circle_filled(sign.center(), side / 2.0, stage.theme.disc());
        Picture::Ui("hide").paint(ui, stage, sign.shrink(side * 0.15));
    }
    if let Some(area) = redaction.kept {
        let place = on_screen(area, picture);
        let (from, to) = (picture.min, picture.max);
        for beside in [
            Rect::from_min_max(from, pos2(to.x, place.top())),
            Rect::from_min_max(pos2(from.x, place.bottom()), to),
            Rect::from_min_max(pos2(from.x, place.top()), pos2(place.left(), place.bottom())),
            Rect::from_min_max(pos2(place.right(), place.top()), pos2(to.x, place.bottom())),
        ] {
            ui.painter().rect_filled(beside, 0.0, dark);
        }
    }
    if !chosen.is_hiding {
        return;
    }
    let parts = redaction.hidden.iter().enumerate().map(|(at, area)| (Part::Hidden(at), *area));
    // What is shown alone lies under what is hidden in it.
    let parts: Vec<_> =
        redaction.kept.map(|area| (Part::Kept, area)).into_iter().chain(parts).collect();
    for (part, area) in parts {
        if let Some(changed) = grip(ui, stage, part, area, picture) {
            let mut redaction = redaction.clone();
            part.set(&mut redaction, changed);
            out.push(ReviewCommand::Redact(redaction));
        }
    }
}

fn on_screen(area: Area, picture: Rect) -> Rect {
    let part = |value: u16| f32::from(value) / f32::from(WHOLE);
    let corner = vec2(part(area.left), part(area.top)) * picture.size();
    let size = vec2(part(area.width), part(area.height)) * picture.size();
    Rect::from_min_size(picture.min + corner, size)
}

fn moved(area: Area, by: [i32; 4]) -> Area {
    let add = |value: u16, by: i32| (i32::from(value) + by).clamp(0, i32::from(WHOLE)) as u16;
    let [left, top, width, height] = by;
    Area {
        left: add(area.left, left),
        top: add(area.top, top),
        width: add(area.width, width),
        height: add(area.height, height),
    }
    .within()
}

/// Lets a part be pulled by its middle and made larger by its corner. Gives what it is then;
/// nothing in it where it was taken away.
fn grip(
    ui: &mut Ui,
    stage: &Stage<'_>,
    part: Part,
    area: Area,
    picture: Rect,
) -> Option<Option<Area>> {
    let place = on_screen(area, picture);
    let id = ui.scope_id().with(("part", part));
    let body = ui.interact(place, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Move);
    let name = name(stage, part);
    body.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let corner = Rect::from_center_size(place.max, vec2(1.0, 1.0) * stage.units(64.0).max(44.0));
    let size = ui
        .interact(corner, id.with("corner"), Sense::drag())
        .on_hover_cursor(CursorIcon::ResizeNwSe);
    if body.clicked() {
        body.request_focus();
    }
    let is_held = body.has_focus() || body.dragged() || size.dragged();
    let surface = stage.theme.surface(Tone::Honey);
    let width = stage.units(if is_held { 6.0 } else { 3.0 });
    ui.painter().rect_stroke(place, 0.0, Stroke::new(width, surface.edge), StrokeKind::Middle);
    ui.painter().circle_filled(place.max, stage.units(20.0), surface.edge);
    ui.painter().circle_filled(place.max, stage.units(15.0), surface.top);
    let thousandths = |px: f32, side: f32| (px / side.max(1.0) * f32::from(WHOLE)).round() as i32;
    // Pulled little by little: what is left of a thousandth is kept for the next frame.
    let pulled = |ui: &Ui, id: Id, by: egui::Vec2| {
        let kept: egui::Vec2 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let whole = kept + by;
        let steps = [thousandths(whole.x, picture.width()), thousandths(whole.y, picture.height())];
        let part = |step: i32, side: f32| step as f32 / f32::from(WHOLE) * side;
        let used = vec2(part(steps[0], picture.width()), part(steps[1], picture.height()));
        ui.data_mut(|data| data.insert_temp(id, whole - used));
        steps
    };
    if size.dragged() {
        let [x, y] = pulled(ui, id.with("size"), size.drag_delta());
        // It stops at the edge instead of moving.
        let x = x.min(i32::from(WHOLE - area.left - area.width));
        let y = y.min(i32::from(WHOLE - area.top - area.height));
        return Some(Some(moved(area, [0, 0, x, y])));
    }
    if body.dragged() {
        let [x, y] = pulled(ui, id.with("place"), body.drag_delta());
        return Some(Some(moved(area, [x, y, 0, 0])));
    }
    if !body.has_focus() {
        return None;
    }
    by_keys(ui, id).map(|keys| match keys {
        Keys::Remove => None,
        Keys::Change(by) => Some(moved(area, by)),
    })
}

enum Keys {
    Remove,
    Change([i32; 4]),
}

/// Arrow keys move it, with Shift they change its size, Delete takes it away.
fn by_keys(ui: &Ui, id: Id) -> Option<Keys> {
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let mut by = [0; 4];
    let mut is_removed = false;
    ui.input(|input| {
        for event in &input.events {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { continue };
            let first = if modifiers.shift { 2 } else { 0 };
            match key {
                Key::ArrowLeft => by[first] -= STEP,
                Key::ArrowRight => by[first] += STEP,
                Key::ArrowUp => by[first + 1] -= STEP,
                Key::ArrowDown => by[first + 1] += STEP,
                // Held down it takes away one.
                Key::Delete | Key::Backspace => is_removed |= !repeat,
                _ => {}
            }
        }
    });
    match (is_removed, by == [0; 4]) {
        (true, _) => Some(Keys::Remove),
        (false, false) => Some(Keys::Change(by)),
        (false, true) => None,
    }
}

fn name(stage: &Stage<'_>, part: Part) -> String {
    match part {
        Part::Kept => stage.say("staff-hide-kept"),
        Part::Hidden(index) => {
            stage.words.say_with("staff-hide-part", &[("number", &(index + 1).to_string())])
        }
    }
}

/// What can be done with the picture, after what else can be done with it.
pub fn tools(
    ui: &mut Ui,
    stage: &Stage<'_>,
    chosen: &Chosen,
    before: &[(Pill, ReviewCommand)],
    out: &mut Commands,
) {
    let mut all: Vec<(Pill, ReviewCommand)> = before.to_vec();
    if let Some(open) = chosen.open().filter(|_| chosen.can_hide()) {
        match chosen.is_hiding {
            true => all.extend(ways(stage, chosen, open)),
            false => {
                let pill = Pill::new("hide", stage.say("staff-hide"));
                all.push((pill, ReviewCommand::Hide(true)));
            }
        }
    }
    let (shown, commands): (Vec<Pill>, Vec<ReviewCommand>) = all.into_iter().unzip();
    if let Some(index) = pills(ui, stage, &shown) {
        out.extend(commands.into_iter().nth(index));
    }
    if chosen.is_hiding {
        ui.add_space(stage.units(12.0));
        let text = stage.say("staff-hide-how");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
    }
}

fn ways(stage: &Stage<'_>, chosen: &Chosen, open: &Open) -> Vec<(Pill, ReviewCommand)> {
    let now = &chosen.redaction;
    let with = |change: &dyn Fn(&mut Redaction)| {
        let mut redaction = now.clone();
        change(&mut redaction);
        ReviewCommand::Redact(redaction)
    };
    let mut all = Vec::new();
    if now.hidden.len() < AREAS_LIMIT {
        let pill = Pill::new("hide", stage.say("staff-hide-add")).tone(Tone::Honey);
        all.push((pill, with(&|redaction| redaction.hidden.push(beside(&redaction.hidden)))));
    }
    for index in 0..now.hidden.len() {
        let number = (index + 1).to_string();
        let text = stage.words.say_with("staff-hide-remove", &[("number", &number)]);
        let pill = Pill::new("bin", text);
        all.push((
            pill,
            with(&|redaction| {
                redaction.hidden.remove(index);
            }),
        ));
    }
    let (key, kept) = match now.kept {
        None => ("staff-hide-keep", Some(NEW_KEPT)),
        Some(_) => ("staff-hide-keep-all", None),
    };
    all.push((Pill::new("frame", stage.say(key)), with(&|redaction| redaction.kept = kept)));
    if open.entry.media.contains(&MediaType::Video) {
        let here = open.player.as_ref().map(|player| player.progress().position_micros / 1_000);
        let (key, still) = match now.still_millis {
            None => ("staff-hide-still", Some(here.unwrap_or(0))),
            Some(_) => ("staff-hide-moving", None),
        };
        let picture = if still.is_some() { "photo" } else { "video" };
        let pill = Pill::new(picture, stage.say(key));
        all.push((pill, with(&|redaction| redaction.still_millis = still)));
    }
    all.push((Pill::new("yes", stage.say("staff-hide-done")), ReviewCommand::Hide(false)));
    all
}

/// A new part beside the last one, as long as there is room.
fn beside(others: &[Area]) -> Area {
    let shift = others.len() as i32 * 3 * STEP;
    moved(NEW, [shift, shift, 0, 0])
}
