//! What happened next: who has seen it, and "You said, we did". Only for whom the identity was
//! checked of.

use egui::{Rect, Sense, Ui, vec2};

use super::line::symbol_rows;
use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::kiosk::{Asks, Earlier, ShelfAnswer};
use crate::app::{Command, Kiosk};
use crate::domain::{EntryKind, MediaType};
use crate::symbols::Vocabulary;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{
    Header, Picture, Pill, page, panel_height, paragraph, pill, pill_height, pill_width,
    sentence_panel,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("next"),
        title: stage.say("next-title"),
        subtitle: stage.say("next-sub"),
        ..Header::default()
    };
    let is_open = kiosk.who.as_ref().is_some_and(|who| who.is_checked());
    let answers = kiosk.greeting.as_ref().map(|greeting| greeting.answers.as_slice());
    let answers = if is_open { answers.unwrap_or_default() } else { &[] };
    let documents = kiosk.greeting.as_ref().map(|greeting| greeting.documents.as_slice());
    let documents = if is_open { documents.unwrap_or_default() } else { &[] };
    let rows: Vec<(Picture, Tone, String)> = answers
        .iter()
        .flat_map(|answer| {
            let earlier = answer.before.iter().filter(|one| one.has_words());
            let earlier = earlier.map(|one| before(stage, kiosk, one));
            std::iter::once(row(stage, kiosk, answer)).chain(earlier)
        })
        .chain(answers.iter().filter_map(|answer| {
            answer.asked.as_ref()?.is_meant.map(|is_meant| meant(stage, is_meant))
        }))
        .chain(
            answers
                .iter()
                .flat_map(|answer| &answer.quotes)
                .filter_map(|quote| quote.is_meant.map(|is_meant| meant(stage, is_meant))),
        )
        .chain(
            documents
                .iter()
                .filter_map(|one| one.asked.said.as_ref().map(|said| meant(stage, said.is_meant))),
        )
        .collect();
    let asked = kiosk.asked();
    let pressed = page(ui, stage, &header, &usual_pills(stage), |ui, room| {
        trouble_line(ui, stage, kiosk);
        if let Some(asked) = asked {
            question(ui, stage, asked, room.x, out);
        }
        heard(ui, stage, answers, room.x, out);
        for answer in answers.iter().filter(|answer| !answer.symbols.is_empty()) {
            in_symbols(ui, stage, &answer.read_by, &answer.symbols);
        }
        if rows.is_empty() {
            let key = if is_open { "next-none" } else { "next-locked" };
            paragraph(ui, stage, &stage.say(key), Words::Card, stage.theme.ink());
            return;
        }
        let height = panel_height(ui, stage, &rows, room.x);
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        sentence_panel(ui, stage, &rows, rect);
    });
    usual(pressed, out);
}

/// Who has seen it or answered, when, and what it was, where the tablet knows that.
fn row(stage: &Stage<'_>, kiosk: &Kiosk, answer: &ShelfAnswer) -> (Picture, Tone, String) {
    let is_answered = !answer.symbols.is_empty() || answer.medium.is_some();
    let (key, picture, tone) = match &answer.text {
        Some(_) => ("next-said", "reply", Tone::Leaf),
        None if is_answered => ("next-said-so", "reply", Tone::Leaf),
        None if answer.is_worry => ("next-worry", "yes", Tone::Sky),
        None => ("next-seen", "yes", Tone::Sky),
    };
    let when = super::when::day(stage, kiosk, answer.at);
    let text = answer.text.as_deref().unwrap_or_default();
    let said = [("who", answer.read_by.as_str()), ("when", &when), ("text", text)];
    let said = stage.words.say_with(key, &said);
    let kind = kiosk.shelf().and_then(|shelf| shelf.kind_of(&answer.entry_id));
    let what = match kind {
        Some(EntryKind::Tips) => stage.say("tips-title"),
        Some(EntryKind::Page) => stage.say("page-title"),
        Some(EntryKind::Sort) => stage.say("home-sort"),
        Some(EntryKind::Survey) => stage.say("home-asked"),
        _ => return (Picture::Ui(picture), tone, said),
    };
    let said = stage.words.say_with("next-about", &[("what", &what), ("said", &said)]);
    (Picture::Ui(picture), tone, said)
}

/// An answer that was given before the one that stands now.
fn before(stage: &Stage<'_>, kiosk: &Kiosk, one: &Earlier) -> (Picture, Tone, String) {
    let when = super::when::day(stage, kiosk, one.at);
    let vocabulary = Vocabulary::built_in();
    let symbols = vocabulary.sentence(&one.symbols, stage.words.language_tag());
    let text = one.text.as_deref().unwrap_or(&symbols);
    let said = [("who", one.by.as_str()), ("when", &when), ("text", text)];
    (Picture::Ui("reply"), Tone::Leaf, stage.words.say_with("next-said", &said))
}

/// What adults said or signed: a pill for each.
fn heard(ui: &mut Ui, stage: &Stage<'_>, answers: &[ShelfAnswer], width: f32, out: &mut Commands) {
    let all = answers.iter().flat_map(|answer| {
        let earlier = answer.before.iter().map(|one| (&one.by, &one.medium));
        let each = std::iter::once((&answer.read_by, &answer.medium)).chain(earlier);
        each.enumerate().map(|(number, (by, medium))| (&answer.entry_id, number, by, medium))
    });
    for (entry_id, number, by, medium) in all {
        let Some(said) = medium else { continue };
        let (picture, key) = match said.medium.media_type {
            MediaType::Video => ("video", "next-watch"),
            MediaType::Sound | MediaType::Jpeg | MediaType::Png => ("voice", "next-listen"),
        };
        let text = stage.words.say_with(key, &[("who", by.as_str())]);
        if one_pill(ui, stage, &Pill::new(picture, text).tone(Tone::Leaf), width) {
            out.push(Command::HearAnswer(entry_id.clone(), number));
        }
    }
}

/// A pill by itself. Gives whether it was pressed.
fn one_pill(ui: &mut Ui, stage: &Stage<'_>, one: &Pill, width: f32) -> bool {
    let wide = pill_width(ui, stage, one, width);
    let high = pill_height(ui, stage, one, wide);
    let (row, _) = ui.allocate_exact_size(vec2(width, high), Sense::hover());
    let is_pressed = pill(ui, stage, Rect::from_min_size(row.min, vec2(wide, high)), one);
    ui.add_space(stage.units(22.0));
    is_pressed
}

/// An answer in symbols: who gave it, then pictures with their words.
fn in_symbols(ui: &mut Ui, stage: &Stage<'_>, by: &str, symbols: &[String]) {
    let who = stage.words.say_with("next-answered", &[("who", by)]);
    paragraph(ui, stage, &who, Words::Plain, stage.theme.ink());
    ui.add_space(stage.units(10.0));
    symbol_rows(ui, stage, symbols);
}

/// What the pupil said when they were asked.
fn meant(stage: &Stage<'_>, is_meant: bool) -> (Picture, Tone, String) {
    match is_meant {
        true => (Picture::Ui("yes"), Tone::Leaf, stage.say("next-meant-yes")),
        false => (Picture::Ui("no"), Tone::Honey, stage.say("next-meant-no")),
    }
}

/// "Is it still what you meant?", and a way to look.
fn question(ui: &mut Ui, stage: &Stage<'_>, asks: Asks<'_>, width: f32, out: &mut Commands) {
    let key = match asks {
        Asks::Shown(..) => "next-asked",
        Asks::Words(..) => "next-asked-words",
        Asks::Document(_) => "next-asked-document",
    };
    let text = stage.words.say_with(key, &[("who", asks.by())]);
    paragraph(ui, stage, &text, Words::Card, stage.theme.ink());
    ui.add_space(stage.units(14.0));
    let see = Pill::new("play", stage.say("next-asked-see")).tone(Tone::Leaf);
    if one_pill(ui, stage, &see, width) {
        out.push(Command::SeeMeaning);
    }
}
