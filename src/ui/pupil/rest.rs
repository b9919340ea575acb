//! I need a break: everything is kept, and a grown-up can be fetched. And "Are you still there?".

use egui::Ui;

use super::{Commands, trouble_line, worry_action, worry_actions};
use crate::app::{Ask, Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Answer, Card, Header, Picture, dialog, grid, page};

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
    match dialog(ui, stage, &header, &cards) {
        Answer::Card(0) => out.push(Command::StillHere),
        Answer::Card(_) => out.push(Command::Finish),
        Answer::Action(_) | Answer::None => {}
    }
}

/// Before something goes that cannot come back.
pub fn ask(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, ask: Ask, out: &mut Commands) {
    let (picture, title, yes, no) = match ask {
        Ask::ThrowAway => ("bin", "ask-throw", "ask-throw-yes", "ask-throw-no"),
        Ask::Again => ("again", "ask-again", "ask-again-yes", "ask-throw-no"),
        Ask::ThrowLeftOver => ("bin", "ask-throw", "ask-throw-yes", "ask-throw-no"),
        Ask::Loud => ("ear", "ask-loud", "ask-loud-yes", "ask-loud-no"),
    };
    let told = if ask == Ask::Loud { "ask-loud-others" } else { "ask-gone" };
    let header = Header {
        picture: Picture::Ui(picture),
        title: stage.say(title),
        subtitle: stage.say(told),
        actions: worry_actions(stage, kiosk),
    };
    let cards = [
        Card::new(
            Picture::Ui(if ask == Ask::Loud { "no" } else { "keep" }),
            stage.say(no),
            Tone::Leaf,
        ),
        Card::new(Picture::Ui(picture), stage.say(yes), Tone::Coral),
    ];
    match dialog(ui, stage, &header, &cards) {
        Answer::Card(0) => out.push(Command::No),
        Answer::Card(_) => out.push(Command::Yes),
        Answer::Action(index) => worry_action(index, out),
        Answer::None => {}
    }
}
