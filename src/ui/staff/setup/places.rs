//! Where the share and the staff pages lie: typed, or dropped on the window.

use egui::Ui;

use super::{SetupCommands, feet, fields, head, next, sub, told};
use crate::app::Setup;
use crate::app::setup::{Busy, Computer, SetupCommand, SetupField};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::paragraph;

pub fn share(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    head(ui, stage, setup, ("inbox", Tone::Sky), &stage.say("setup-share"));
    let key = match setup.computer {
        Some(Computer::First) => "setup-share-first",
        _ => "setup-share-join",
    };
    sub(ui, stage, &stage.say(key));
    folder(ui, stage, setup, (SetupField::Share, "setup-share-field"), out);
}

pub fn pages(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    head(ui, stage, setup, ("page", Tone::Violet), &stage.say("setup-pages"));
    let key = match setup.computer {
        Some(Computer::First) => "setup-pages-first",
        _ => "setup-pages-join",
    };
    sub(ui, stage, &stage.say(key));
    folder(ui, stage, setup, (SetupField::Pages, "setup-pages-field"), out);
}

fn folder(
    ui: &mut Ui,
    stage: &Stage<'_>,
    setup: &Setup,
    (which, key): (SetupField, &str),
    out: &mut SetupCommands,
) {
    let dropped = ui.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
    if let Some(folder) = dropped.first() {
        out.push(SetupCommand::Dropped(which, folder.path().to_path_buf()));
    }
    fields(ui, stage, setup, &[(which, stage.say(key))], out);
    let is_held = ui.input(|input| !input.raw.hovered_files.is_empty());
    let hint = stage.say(if is_held { "setup-let-go" } else { "setup-drop" });
    paragraph(ui, stage, &hint, Words::Small, stage.theme.quiet_ink());
    ui.add_space(stage.units(20.0));
    let is_busy = setup.busy == Some(Busy::Looking);
    told(ui, stage, setup, is_busy.then_some("setup-looking"));
    let is_ready = !setup.typed(which).is_blank() && !is_busy;
    feet(ui, stage, setup, Some(next(stage, is_ready)), out);
}
