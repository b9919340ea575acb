//! What would you like to do? Cards never change places; what the school does not want is not
//! there. Worry box, symbols and words always are.

use egui::Ui;

use super::{Commands, trouble_line};
use crate::app::{Ask, Command, Kiosk, Route};
use crate::domain::inquiry::APP;
use crate::domain::{Consent, Consents, EntryKind};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{
    Card, Header, Picture, Pill, Pressed, grid, page, paragraph, pill, pill_width,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(who) = &kiosk.who else { return };
    let mut actions = Vec::new();
    let mut acts = Vec::new();
    // One after the other: the next is there when the first is answered.
    if let Some(inquiry) = kiosk.inquiries().first() {
        actions.push(Pill::new("talk", stage.say("home-asked")).tone(Tone::Sky));
        acts.push(Command::Inquiry(inquiry.inquiry_id.clone()));
    } else if !kiosk.all_said().is_empty() {
        // In the same place: with both there is no room for the cards.
        actions.push(Pill::new("two-people", stage.say("home-all-said")).tone(Tone::Sky));
        acts.push(Command::Go(Route::AllSaid(0)));
    }
    if !who.is_checked() {
        actions.push(Pill::new("key", stage.say("home-unlock")));
        acts.push(match who.has_pictures {
            true => Command::Go(Route::Pictures),
            false => Command::AskPin(crate::app::route::PinFor::Shelf),
        });
    }
    actions.push(Pill::new("settings", stage.say("home-like")));
    acts.push(Command::Go(Route::Liking));
    let header = Header {
        picture: Picture::Ui(who.badge.animal),
        title: stage.words.say_with("home-hello", &[("name", &who.name)]),
        subtitle: stage.say("home-what"),
        actions,
    };
    let footer = [
        Pill::new("break", stage.say("break")),
        Pill::new("like", stage.say("home-app")),
        Pill::new("finished", stage.say("finished")),
    ];
    let (cards, commands) = cards(stage, kiosk);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let before = ui.cursor().top();
        left_over(ui, stage, kiosk, out);
        let used = ui.cursor().top() - before;
        let room = egui::vec2(room.x, room.y - used);
        if let Some(index) = grid(ui, stage, room, 5, &cards) {
            out.extend(commands.get(index).cloned());
        }
    });
    match pressed {
        Pressed::Action(index) => out.extend(acts.get(index).cloned()),
        Pressed::Footer(0) => out.push(Command::Break),
        Pressed::Footer(1) => out.push(Command::Inquiry(APP.to_owned())),
        Pressed::Footer(_) => out.push(Command::Finish),
        Pressed::Nothing => {}
    }
}

/// What the school has recorded for whoever sits there.
pub fn consents(kiosk: &Kiosk) -> Consents {
    let pupil = kiosk.who.as_ref().and_then(|who| who.pupil_id.as_ref());
    let pupil = pupil.and_then(|pupil_id| kiosk.school.school.pupil(pupil_id));
    pupil.map(|pupil| pupil.consents).unwrap_or_default()
}

fn cards(stage: &Stage<'_>, kiosk: &Kiosk) -> (Vec<Card>, Vec<Command>) {
    let consents = consents(kiosk);
    let new = |picture, key: &str, tone| Card::new(Picture::Ui(picture), stage.say(key), tone);
    let mut all = Vec::new();
    if consents.video != Consent::Objected {
        all.push((new("video", "home-video", Tone::Coral), Command::Say(EntryKind::Clip)));
    }
    if consents.voice != Consent::Objected {
        all.push((new("voice", "home-voice", Tone::Honey), Command::Say(EntryKind::Voice)));
    }
    all.extend([
        (new("symbols", "home-symbols", Tone::Leaf), Command::Say(EntryKind::Symbols)),
        (new("words", "home-words", Tone::Sky), Command::Go(Route::Write)),
        (new("sort", "home-sort", Tone::Honey), Command::Say(EntryKind::Sort)),
        (
            new("worry", "home-worry", Tone::Violet).below(stage.say("home-worry-sub")),
            Command::Go(Route::Worry),
        ),
    ]);
    if consents.photo != Consent::Objected {
        all.push((new("photo", "home-made", Tone::Coral), Command::Say(EntryKind::Made)));
    }
    let next = if kiosk.asked().is_some() { "home-next-asked" } else { "home-next-sub" };
    all.extend([
        (new("tips", "home-tips", Tone::Sky), Command::Say(EntryKind::Tips)),
        (new("page", "home-page", Tone::Leaf), Command::Say(EntryKind::Page)),
        (
            new("next", "home-next", Tone::Honey).below(stage.say(next)),
            Command::Go(Route::WhatHappenedNext),
        ),
    ]);
    all.into_iter().unzip()
}

/// What was left half said, offered only to whom it belongs.
fn left_over(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let is_checked = kiosk.who.as_ref().is_some_and(|who| who.is_checked());
    if !is_checked || kiosk.left_over().is_none() {
        return;
    }
    paragraph(ui, stage, &stage.say("home-left-over"), Words::Plain, stage.theme.ink());
    let width = ui.available_width();
    let (row, _) =
        ui.allocate_exact_size(egui::vec2(width, stage.units(92.0)), egui::Sense::hover());
    let yes = Pill::new("play", stage.say("home-left-over-yes")).tone(Tone::Leaf);
    let no = Pill::new("bin", stage.say("home-left-over-no"));
    let wide = pill_width(ui, stage, &yes, width / 2.0);
    let height = stage.units(82.0);
    let left = egui::Rect::from_min_size(row.min, egui::vec2(wide, height));
    if pill(ui, stage, left, &yes) {
        out.push(Command::LeftOver);
    }
    let other = pill_width(ui, stage, &no, width / 2.0);
    let right = egui::Rect::from_min_size(
        left.right_top() + egui::vec2(stage.units(18.0), 0.0),
        egui::vec2(other, height),
    );
    if pill(ui, stage, right, &no) {
        out.push(Command::Ask(Ask::ThrowLeftOver));
    }
    ui.add_space(stage.units(18.0));
}
