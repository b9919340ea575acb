//! I need a break: everything is kept, and a grown-up can be fetched. And "Are you still there?".

use egui::Ui;

use super::{Commands, trouble_line};
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Header, Picture, grid, page};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("calm"),
        title: stage.say("break-title"),
        subtitle: stage.say("break-sub"),
        ..Header::default()
    };
    let cards = [
        Card::new(Picture::Ui("yes"), stage.say("break-back"), Tone::Leaf),
        Card::new(Picture::Ui("fetch"), stage.say("break-fetch"), Tone::Violet),
    ];
    page(ui, stage, &header, &[], |ui, room| {
        trouble_line(ui, stage, kiosk);
        match grid(ui, stage, room, 2, &cards) {
            Some(0) => out.push(Command::Back),
            Some(_) => out.push(Command::FetchGrownUp),
            None => {}
        }
    });
}

pub fn still_there(ui: &mut Ui, stage: &Stage<'_>, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("calm"),
        title: stage.say("still-title"),
        ..Header::default()
    };
    let cards = [
        Card::new(Picture::Ui("yes"), stage.say("still-yes"), Tone::Leaf),
        Card::new(Picture::Ui("finished"), stage.say("finished"), Tone::Sky),
    ];
    page(ui, stage, &header, &[], |ui, room| match grid(ui, stage, room, 2, &cards) {
        Some(0) => out.push(Command::StillHere),
        Some(_) => out.push(Command::Finish),
        None => {}
    });
}
