//! What is this computer?

use egui::{Ui, vec2};

use super::{SetupCommands, head, sub, told};
use crate::app::Setup;
use crate::app::setup::{Busy, Computer, SetupCommand};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Picture, grid};

fn look_of(computer: Computer) -> (&'static str, Tone, &'static str) {
    match computer {
        Computer::First => ("school", Tone::Coral, "setup-first"),
        Computer::Staff => ("senco", Tone::Violet, "setup-staff"),
        Computer::Tablet => ("touch", Tone::Leaf, "setup-tablet"),
        Computer::Sample => ("search", Tone::Sky, "setup-sample"),
    }
}

pub fn show(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    head(ui, stage, setup, ("hello", Tone::Honey), &stage.say("setup-what"));
    sub(ui, stage, &stage.say("setup-what-sub"));
    let offered: Vec<Computer> = Computer::ALL
        .into_iter()
        .filter(|computer| *computer != Computer::Sample || setup.has_sample)
        .collect();
    let cards: Vec<Card> = offered
        .iter()
        .map(|computer| {
            let (picture, tone, key) = look_of(*computer);
            Card::new(Picture::Ui(picture), stage.say(key), tone)
                .below(stage.say(&format!("{key}-sub")))
        })
        .collect();
    let room = vec2(ui.available_width(), stage.units(300.0));
    if let Some(index) = grid(ui, stage, room, offered.len(), &cards) {
        out.push(SetupCommand::Computer(offered[index]));
    }
    ui.add_space(stage.units(24.0));
    let waits = (setup.busy == Some(Busy::Sample)).then_some("setup-sampling");
    told(ui, stage, setup, waits);
}
