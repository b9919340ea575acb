//! The pupil's screens, one file each. A screen draws the kiosk's state and gives commands.

mod all_said;
mod board;
mod care;
mod change;
mod film;
mod heard;
mod home;
mod how;
mod identity;
mod liking;
mod line;
mod look;
mod meant;
mod my_page;
mod next;
mod photo;
mod question;
mod record;
mod rest;
mod send;
mod sort;
mod staff_tips;
mod start;
mod supply;
mod survey;
mod tips;
mod when;
mod worry;
mod write;

use egui::Ui;

use super::theme::{Surface, Tone, Words};
use super::widgets::{Pill, Pressed, label, label_height};
use super::{Stage, paint};
use crate::app::{Command, Kiosk, Route};

/// What a screen gives back.
pub type Commands = Vec<Command>;

/// Shows where the kiosk is.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk) -> Commands {
    let mut commands = Commands::new();
    if kiosk.asks_still_there {
        rest::still_there(ui, stage, &mut commands);
        return commands;
    }
    let out = &mut commands;
    if let Some(ask) = kiosk.asks {
        rest::ask(ui, stage, kiosk, ask, out);
        return commands;
    }
    match &kiosk.route {
        Route::Start => start::show(ui, stage, kiosk, out),
        Route::Class => identity::class(ui, stage, kiosk, out),
        Route::Who { class } => identity::who(ui, stage, kiosk, class, out),
        Route::Pictures => identity::pictures(ui, stage, kiosk, out),
        Route::Pin(purpose) => identity::pin(ui, stage, kiosk, *purpose, out),
        Route::Home => home::show(ui, stage, kiosk, out),
        Route::Question => question::show(ui, stage, kiosk, out),
        Route::Record => record::show(ui, stage, kiosk, out),
        Route::Look => look::show(ui, stage, kiosk, out),
        Route::Change => change::show(ui, stage, kiosk, out),
        Route::Photo => photo::show(ui, stage, kiosk, out),
        Route::Story => film::story(ui, stage, kiosk, out),
        Route::Film => film::take(ui, stage, kiosk, out),
        Route::Send => send::show(ui, stage, kiosk, out),
        Route::OnItsWay => send::on_its_way(ui, stage, kiosk, out),
        Route::Board => board::show(ui, stage, kiosk, out),
        Route::Write => write::show(ui, stage, kiosk, out),
        Route::How => how::show(ui, stage, kiosk, out),
        Route::SortTopic => sort::topics(ui, stage, kiosk, out),
        Route::Sort => sort::show(ui, stage, kiosk, out),
        Route::MyPage => my_page::show(ui, stage, kiosk, out),
        Route::AllSaid(at) => all_said::show(ui, stage, kiosk, *at, out),
        Route::Survey => survey::show(ui, stage, kiosk, out),
        Route::Tips => tips::show(ui, stage, kiosk, out),
        Route::Worry => worry::show(ui, stage, kiosk, out),
        Route::NotFor => worry::not_for(ui, stage, kiosk, out),
        Route::TalkTo => worry::talk_to(ui, stage, kiosk, out),
        Route::Care => care::show(ui, stage, kiosk, out),
        Route::WhatHappenedNext => next::show(ui, stage, kiosk, out),
        Route::Meant => meant::show(ui, stage, kiosk, out),
        Route::Heard => heard::show(ui, stage, kiosk, out),
        Route::Break => rest::show(ui, stage, kiosk, out),
        Route::SupplyName => supply::name(ui, stage, kiosk, out),
        Route::StaffTips => staff_tips::show(ui, stage, kiosk, out),
        Route::Liking => liking::show(ui, stage, kiosk, out),
    }
    commands
}

/// The pills that every screen of a pupil has below.
fn usual_pills(stage: &Stage<'_>) -> Vec<Pill> {
    vec![Pill::new("break", stage.say("break")), Pill::new("back", stage.say("back"))]
}

/// What the usual pills do.
fn usual(pressed: Pressed, out: &mut Commands) {
    match pressed {
        Pressed::Footer(0) => out.push(Command::Break),
        Pressed::Footer(1) => out.push(Command::Back),
        Pressed::Footer(_) | Pressed::Action(_) | Pressed::Nothing => {}
    }
}

/// In the worry box, on every screen of it: "I am not safe now", and hiding at a touch.
fn worry_actions(stage: &Stage<'_>, kiosk: &Kiosk) -> Vec<Pill> {
    match kiosk.worry {
        None => Vec::new(),
        Some(_) => vec![
            Pill::new("danger", stage.say("worry-not-safe")).tone(Tone::Danger),
            Pill::new("hide", stage.say("hide")).tone(Tone::Night),
        ],
    }
}

/// What they do.
fn worry_action(index: usize, out: &mut Commands) {
    out.push(if index == 0 { Command::NotSafe } else { Command::Hide });
}

/// Turns to another camera, where the tablet has one.
fn camera_action(stage: &Stage<'_>, kiosk: &Kiosk) -> Option<Pill> {
    kiosk.has_other_camera().then(|| Pill::new("again", stage.say("record-other-camera")))
}

/// A word about what did not work, above everything else of a body.
fn trouble_line(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk) {
    let Some(trouble) = &kiosk.trouble else { return };
    let text = stage.say(trouble.pupil);
    let width = ui.available_width();
    let height =
        label_height(ui, stage, &text, Words::Plain, width - stage.units(56.0)) + stage.units(28.0);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height), egui::Sense::hover());
    let surface = stage.theme.surface(Tone::Honey);
    // In its tone, not white.
    let tinted = Surface { top: surface.tint, ..surface };
    paint::panel(ui.painter(), stage.theme, rect, stage.units(24.0), &tinted);
    label(
        ui,
        stage,
        rect.shrink2(egui::vec2(stage.units(28.0), 0.0)),
        &text,
        Words::Plain,
        surface.text,
    );
    ui.add_space(stage.units(18.0));
}
