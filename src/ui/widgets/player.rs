//! A clip that plays: the picture, where it is, and going to another place in it.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::card::Picture;
use super::text::label;
use crate::media::player::{Player, Progress};
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Tone, Words};

/// A bar of time with a handle; by finger, mouse, arrow keys and screen reader. Gives the part,
/// 0 to 1.
pub fn slider(
    ui: &mut Ui,
    stage: &Stage<'_>,
    rect: Rect,
    part: f32,
    name: &str,
    tone: Tone,
) -> Option<f32> {
    let id = ui.scope_id().with(("slider", name));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from((part * 100.0).round())),
        ..WidgetInfo::labeled(Role::Slider, true, name)
    });
    let surface = stage.theme.surface(tone);
    let knob = stage.units(26.0);
    let track =
        Rect::from_center_size(rect.center(), vec2(rect.width() - 2.0 * knob, stage.units(16.0)));
    let painter = ui.painter();
    painter.rect_filled(track, track.height() / 2.0, stage.theme.track());
    let at = track.left() + track.width() * part.clamp(0.0, 1.0);
    let done = Rect::from_min_max(track.min, pos2(at, track.bottom()));
    painter.rect_filled(done, track.height() / 2.0, stage.theme.progress());
    painter.circle_filled(pos2(at, track.center().y), knob, surface.edge);
    painter.circle_filled(pos2(at, track.center().y), knob - stage.units(5.0), surface.top);
    // By switch and by dwelling its halves are two things to press: back and on.
    let half = stage.units(GAP_UNITS) / 2.0;
    let less = Rect::from_min_max(rect.min, pos2(rect.center().x - half, rect.bottom()));
    let more = Rect::from_min_max(pos2(rect.center().x + half, rect.top()), rect.max);
    let clip = ui.clip_rect();
    let [less_name, more_name] =
        ["slider-back", "slider-on"].map(|key| stage.words.say_with(key, &[("what", name)]));
    let (back, on) = crate::ui::access::with(ui.ctx(), |access| {
        let back = access.register(id.with("back"), less, clip, &less_name).chosen;
        (back, access.register(id.with("on"), more, clip, &more_name).chosen)
    });
    if back || on {
        return Some((part + if on { 0.05 } else { -0.05 }).clamp(0.0, 1.0));
    }
    if response.has_focus() {
        crate::ui::access::with(ui.ctx(), |access| access.note_focus(rect));
        let step = key_step(ui, id);
        if step != 0.0 {
            return Some((part + step).clamp(0.0, 1.0));
        }
    }
    if response.dragged() || response.clicked() {
        let pointer = response.interact_pointer_pos()?;
        return Some(((pointer.x - track.left()) / track.width().max(1.0)).clamp(0.0, 1.0));
    }
    None
}

/// Arrow keys move the handle, not the focus.
fn key_step(ui: &Ui, id: Id) -> f32 {
    ui.memory_mut(|memory| {
        let arrows = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        memory.set_focus_lock_filter(id, arrows);
    });
    ui.input(|input| {
        let back = input.num_presses(egui::Key::ArrowLeft) as f32;
        let on = input.num_presses(egui::Key::ArrowRight) as f32;
        (on - back) * 0.02
    })
}

const BAR_UNITS: f32 = 76.0;

/// Where within `rect` the player has the picture.
pub fn player_view(stage: &Stage<'_>, rect: Rect) -> Rect {
    let inner = rect.shrink(stage.units(12.0));
    Rect::from_min_max(inner.min, pos2(inner.right(), inner.bottom() - stage.units(BAR_UNITS)))
}

/// The picture of a clip with its bar below, in `rect`. Gives the time, in microseconds, that
/// somebody wants to go to.
pub fn player(ui: &mut Ui, stage: &Stage<'_>, rect: Rect, player: Option<&Player>) -> Option<u64> {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let inner = rect.shrink(stage.units(12.0));
    let view = player_view(stage, rect);
    let progress = player.map(Player::progress).unwrap_or(Progress {
        is_playing: false,
        position_micros: 0,
        duration_micros: 0,
        has_picture: false,
        is_mute: false,
    });
    if progress.has_picture {
        let newest = player.and_then(|player| player.newest(stage.video.seen()));
        stage.video.paint(ui.painter(), view, stage.units(22.0), newest, false);
    } else {
        let side = view.height().min(view.width()).min(stage.units(240.0));
        let place = Rect::from_center_size(view.center(), vec2(side, side));
        Picture::Ui("ear").paint(ui, stage, place);
    }
    let trouble = player.and_then(Player::trouble).or(progress.is_mute.then_some("look-mute"));
    if let Some(key) = trouble {
        let line =
            Rect::from_min_max(pos2(view.left(), view.bottom() - stage.units(60.0)), view.max);
        ui.painter().rect_filled(line, stage.units(12.0), surface.top);
        label(
            ui,
            stage,
            line.shrink(stage.units(8.0)),
            &stage.say(key),
            Words::Small,
            stage.theme.ink(),
        );
    }
    let bar = Rect::from_min_max(pos2(inner.left(), view.bottom()), inner.max);
    let part = progress.position_micros as f32 / progress.duration_micros.max(1) as f32;
    slider(ui, stage, bar, part, &stage.say("look-where"), Tone::Leaf)
        .map(|part| (f64::from(part) * progress.duration_micros as f64) as u64)
}
