//! Reading to whoever does not read: the picture of where we are is what is pressed.

use egui::{Rect, Ui, vec2};

use super::card::Picture;
use super::target::{Named, target};
use crate::ui::Stage;
use crate::ui::theme::Tone;

/// The picture of where we are; pressed it has the screen read aloud. An ear says so, or that
/// nobody can be heard here.
pub(super) fn read_to_me(ui: &mut Ui, stage: &Stage<'_>, shown: &Picture, disc: Rect) {
    let id = ui.scope_id().with("read to me");
    let name = match stage.told.is_mute() {
        true => stage.say("read-mute"),
        false => stage.say("read-to-me"),
    };
    stage.told.put_reader(disc);
    let press = target(ui, stage.theme, disc, id, &Named::button(&name));
    let side = disc.width();
    let sunk = vec2(0.0, press.sunk * stage.units(6.0));
    shown.paint(ui, stage, disc.translate(sunk).shrink(side * 0.16));
    let badge =
        Rect::from_center_size(disc.max - vec2(side, side) * 0.13 + sunk, vec2(side, side) * 0.38);
    let ring = stage.theme.surface(Tone::Sky);
    ui.painter().circle_filled(badge.center(), badge.width() / 2.0, ring.edge);
    ui.painter().circle_filled(badge.center(), badge.width() * 0.44, stage.theme.disc());
    let picture = if stage.told.is_mute() { "muted" } else { "ear" };
    Picture::Ui(picture).paint(ui, stage, badge.shrink(badge.width() * 0.2));
    if press.clicked {
        stage.told.ask();
    }
}
