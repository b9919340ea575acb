//! Look at it: it plays at once. Keep it, try again, throw it away; or change something first.

use egui::{Rect, Ui, vec2};

use super::{Commands, trouble_line, worry_action, worry_actions};
use crate::app::kiosk::Look;
use crate::app::{Ask, Command, Kiosk, Route};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Header, Picture, Pill, Pressed, page, player};
use crate::ui::{Stage, paint};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(look) = &kiosk.look else { return };
    let change = Pill::new("change", stage.say("look-change")).tone(Tone::Honey);
    let more = look.ended_itself && look.room().is_some();
    let header = Header {
        picture: Picture::Ui(if look.voice_only { "voice" } else { "video" }),
        title: stage.say("look-title"),
        actions: [play_pill(stage, look), change]
            .into_iter()
            .chain(more.then(|| more_pill(stage)))
            .chain(worry_actions(stage, kiosk))
            .collect(),
        ..Header::default()
    };
    let keep = if look.is_cutting { "look-cutting" } else { "look-keep" };
    let footer = [
        Pill::new("break", stage.say("break")),
        Pill::new("bin", stage.say("look-throw")),
        Pill::new("again", stage.say("look-again")).tone(Tone::Honey),
        Pill::new("keep", stage.say(keep)).tone(Tone::Leaf),
    ];
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let high = room.y.max(stage.units(300.0));
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, high), egui::Sense::hover());
        view(ui, stage, look, rect, out);
    });
    match pressed {
        Pressed::Action(0) => out.push(Command::PlayOrPause),
        Pressed::Action(1) => out.push(Command::Go(Route::Change)),
        Pressed::Action(2) if more => out.push(Command::SayMore),
        Pressed::Action(index) => worry_action(index - 2 - usize::from(more), out),
        Pressed::Footer(0) => out.push(Command::Break),
        Pressed::Footer(1) => out.push(Command::Ask(Ask::ThrowAway)),
        Pressed::Footer(2) => out.push(Command::Ask(Ask::Again)),
        Pressed::Footer(_) => out.push(Command::Keep),
        Pressed::Nothing => {}
    }
}

/// Another part of the same clip.
pub(super) fn more_pill(stage: &Stage<'_>) -> Pill {
    Pill::new("record", stage.say("look-more")).tone(Tone::Coral)
}

pub(super) fn play_pill(stage: &Stage<'_>, look: &Look) -> Pill {
    let is_playing = look.player.as_ref().is_some_and(|player| player.progress().is_playing);
    let pill = match is_playing {
        true => Pill::new("pause", stage.say("look-pause")),
        false => Pill::new("play", stage.say("look-play")),
    };
    pill.tone(Tone::Sky)
}

/// The clip, or what is left of it where its picture goes.
pub(super) fn view(ui: &mut Ui, stage: &Stage<'_>, look: &Look, rect: Rect, out: &mut Commands) {
    if look.voice_only {
        let surface = stage.theme.surface(Tone::Plain);
        paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
        let side = (rect.height().min(rect.width()) * 0.5).min(stage.units(260.0));
        let place = Rect::from_center_size(rect.center(), vec2(side, side));
        Picture::Ui("voice").paint(ui, stage, place);
    } else if let Some(to) = player(ui, stage, rect, look.player.as_ref()) {
        out.push(Command::Seek(to));
    }
}
