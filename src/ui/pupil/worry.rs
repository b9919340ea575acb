//! The worry box. First who reads it and when; then every way to tell; and "I am not safe now",
//! always there.

use egui::{Rect, Ui, pos2, vec2};

use super::{Commands, trouble_line, usual, usual_pills, worry_action, worry_actions};
use crate::app::{Command, Kiosk, Route};
use crate::domain::{Adult, EntryKind, SchoolTime};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Picture, Pill, Pressed, Shape, columns, grid, page, page_keeping, panel_height,
    paragraph, sentence_panel,
};

/// Names as people say them.
fn list(names: &[String]) -> String {
    names.join(" & ")
}

/// Who reads it.
pub fn who_reads(stage: &Stage<'_>, readers: &[String]) -> String {
    match readers {
        [] => stage.say("worry-read-nobody"),
        [one] => stage.words.say_with("worry-read-one", &[("who", one)]),
        many => stage.words.say_with("worry-read", &[("who", &list(many))]),
    }
}

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let has_no_name = kiosk.who.as_ref().is_some_and(|who| who.pupil_id.is_none());
    let header = Header {
        picture: Picture::Ui("worry"),
        title: stage.say("worry-title"),
        subtitle: stage.say(if has_no_name { "no-name-told" } else { "worry-sub" }),
        actions: vec![
            Pill::new("two-people", stage.say("worry-not-for")),
            Pill::new("hide", stage.say("hide")).tone(Tone::Night),
        ],
    };
    let footer = usual_pills(stage);
    let rows = told(stage, kiosk);
    // Always there, whatever turns above it.
    let danger = Card::new(Picture::Ui("danger"), stage.say("worry-not-safe"), Tone::Danger)
        .below(stage.say("worry-not-safe-sub"))
        .shape(Shape::Wide);
    let (pressed, not_safe) = page_keeping(ui, stage, &header, &footer, &danger, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let gap = stage.units(GAP_UNITS);
        if columns(stage, room.x) {
            let left = room.x * 0.487;
            let height = panel_height(ui, stage, &rows, left).max(room.y);
            let top = ui.cursor().min;
            let rect = Rect::from_min_size(top, vec2(left, height));
            sentence_panel(ui, stage, &rows, rect);
            let right = Rect::from_min_max(
                pos2(rect.right() + stage.units(28.0), top.y),
                pos2(top.x + room.x, rect.bottom()),
            );
            let ways = ui
                .scope_builder(egui::UiBuilder::new().max_rect(right), |ui| {
                    ways(ui, stage, right.size(), out);
                    ui.min_rect()
                })
                .inner;
            ui.advance_cursor_after_rect(rect.union(ways));
        } else {
            let height = panel_height(ui, stage, &rows, room.x);
            let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
            sentence_panel(ui, stage, &rows, rect);
            ui.add_space(gap);
            ways(ui, stage, vec2(room.x, stage.units(420.0)), out);
        }
    });
    if not_safe {
        out.push(Command::NotSafe);
    }
    match pressed {
        Pressed::Action(0) => out.push(Command::Go(Route::NotFor)),
        Pressed::Action(_) => out.push(Command::Hide),
        other => usual(other, out),
    }
}

fn told(stage: &Stage<'_>, kiosk: &Kiosk) -> Vec<(Picture, Tone, String)> {
    let readers = kiosk.worry.as_ref().map(|worry| worry.readers.clone()).unwrap_or_default();
    let mut rows = vec![(Picture::Ui("two-people"), Tone::Leaf, who_reads(stage, &readers))];
    match kiosk.school_time() {
        SchoolTime::ClosedUntil(time) => {
            let day = stage.say(&format!("weekday-{}", time.weekday()));
            let at = format!("{}.{:02}", time.minutes / 60, time.minutes % 60);
            // Another week's Monday needs its date.
            let when = match time.day.days_since(kiosk.local_time().day) {
                ..7 => format!("{day} {at}"),
                7.. => {
                    let month = stage.say(&format!("month-{}", time.day.month()));
                    format!("{day} {} {month}, {at}", time.day.day())
                }
            };
            let text = stage.words.say_with("worry-closed", &[("when", &when)]);
            rows.push((Picture::Ui("clock"), Tone::Honey, text));
        }
        SchoolTime::Open => {
            let text = format!("{} “{}”", stage.say("worry-until"), stage.say("worry-unseen"));
            rows.push((Picture::Ui("clock"), Tone::Honey, text));
        }
    }
    rows.push((Picture::Ui("handshake"), Tone::Sky, stage.say("worry-told-on")));
    rows
}

fn ways(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2, out: &mut Commands) {
    let used =
        paragraph(ui, stage, &stage.say("worry-how"), Words::Card, stage.theme.ink()).height();
    ui.add_space(stage.units(10.0));
    let new = |picture, key: &str, tone| {
        Card::new(Picture::Ui(picture), stage.say(key), tone).shape(Shape::Wide)
    };
    let cards = [
        new("voice", "worry-voice", Tone::Honey),
        new("video", "worry-video", Tone::Coral),
        new("symbols", "worry-symbols", Tone::Leaf),
        new("words", "worry-words", Tone::Sky),
        new("talk", "worry-talk", Tone::Violet),
    ];
    let commands = [
        Command::Say(EntryKind::Voice),
        Command::Say(EntryKind::Clip),
        Command::Say(EntryKind::Symbols),
        Command::Go(Route::Write),
        Command::Go(Route::TalkTo),
    ];
    let room = vec2(room.x, room.y - used - stage.units(10.0));
    if let Some(index) = grid(ui, stage, room, 2, &cards) {
        out.extend(commands.get(index).cloned());
    }
}

/// An adult's own picture, where one was chosen.
fn picture_of(kiosk: &Kiosk, name: &str) -> Picture {
    let adult = kiosk.school.school.adult(name);
    Picture::Ui(adult.and_then(Adult::known_picture).unwrap_or("person"))
}

/// "Who should not see this?"
pub fn not_for(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("two-people"),
        title: stage.say("not-for-title"),
        subtitle: stage.say("not-for-sub"),
        actions: worry_actions(stage, kiosk),
    };
    let named = kiosk.worry.as_ref().map(|worry| worry.not_for.clone()).unwrap_or_default();
    let adults = kiosk.adults();
    let cards: Vec<Card> = adults
        .iter()
        .map(|name| {
            Card::new(picture_of(kiosk, name), name, Tone::Violet).ticked(named.contains(name))
        })
        .collect();
    let readers = kiosk.worry.as_ref().map(|worry| worry.readers.clone()).unwrap_or_default();
    let footer = [
        Pill::new("break", stage.say("break")),
        Pill::new("keep", stage.say("done")).tone(Tone::Leaf),
    ];
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let told = who_reads(stage, &readers);
        let used = paragraph(ui, stage, &told, Words::Plain, stage.theme.ink()).height();
        ui.add_space(stage.units(GAP_UNITS));
        let room = vec2(room.x, room.y - used - stage.units(GAP_UNITS));
        if let Some(name) = grid(ui, stage, room, 4, &cards).and_then(|index| adults.get(index)) {
            out.push(Command::NotFor(name.clone()));
        }
    });
    match pressed {
        Pressed::Action(index) => worry_action(index, out),
        other => usual(other, out),
    }
}

/// Only "I want to talk to …".
pub fn talk_to(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("talk"),
        title: stage.say("talk-title"),
        actions: worry_actions(stage, kiosk),
        ..Header::default()
    };
    let named = kiosk.worry.as_ref().map(|worry| worry.not_for.clone()).unwrap_or_default();
    let adults: Vec<String> =
        kiosk.adults_in_today().into_iter().filter(|name| !named.contains(name)).collect();
    let cards: Vec<Card> =
        adults.iter().map(|name| Card::new(picture_of(kiosk, name), name, Tone::Violet)).collect();
    let footer = usual_pills(stage);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        if cards.is_empty() {
            paragraph(ui, stage, &stage.say("talk-none"), Words::Card, stage.theme.ink());
        }
        if let Some(name) = grid(ui, stage, room, 4, &cards).and_then(|index| adults.get(index)) {
            out.push(Command::TalkTo(name.clone()));
        }
    });
    match pressed {
        Pressed::Action(index) => worry_action(index, out),
        other => usual(other, out),
    }
}
