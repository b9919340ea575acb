//! What was said, shown back to whoever said it: symbols as pictures with their words, and a line of
//! a document.

use egui::{Frame, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::domain::{Column, DocumentLine, LineBy, LineShows, Piece};
use crate::symbols::Vocabulary;
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{Picture, label, paragraph};

/// How large a symbol is: among answers, and where it is what the screen is about.
const AMONG_UNITS: f32 = 116.0;
const ALONE_UNITS: f32 = 150.0;
const PAD_UNITS: f32 = 26.0;

/// One line of a document: whose words it holds, what it is about, and, on a panel, the words.
pub fn document_line(ui: &mut Ui, stage: &Stage<'_>, line: &DocumentLine) {
    let ink = stage.theme.ink();
    let heading = stage.say(&line.heading);
    paragraph(ui, stage, &heading, Words::Card, ink);
    for about in about(stage, line, &heading) {
        paragraph(ui, stage, &about, Words::Plain, ink);
    }
    ui.add_space(stage.units(GAP_UNITS));
    let surface = stage.theme.surface(Tone::Plain);
    let frame = Frame::new()
        .fill(surface.top)
        .stroke(Stroke::new(stage.units(2.0), surface.rim))
        .corner_radius(stage.units(32.0))
        .inner_margin(stage.units(PAD_UNITS));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        what_stands_there(ui, stage, line);
    });
}

fn what_stands_there(ui: &mut Ui, stage: &Stage<'_>, line: &DocumentLine) {
    let ink = stage.theme.ink();
    let mut symbols: Vec<(Picture, String)> = Vec::new();
    for piece in &line.said {
        let words = match piece {
            Piece::Symbols { symbols: ids } => {
                symbols.extend(ids.iter().map(|id| symbol(stage, id)));
                continue;
            }
            Piece::Face { face } => {
                let key = face_name(*face);
                symbols.push((Picture::Ui(key), stage.say(key)));
                continue;
            }
            Piece::Words(words) => words.clone(),
            Piece::Medium { .. } | Piece::Earlier { .. } => stage.say("meant-aloud"),
        };
        rows(ui, stage, &std::mem::take(&mut symbols), ALONE_UNITS);
        paragraph(ui, stage, &words, Words::Title, ink);
    }
    symbols.extend(line.shows.iter().map(|shows| {
        let (picture, key) = match shows {
            LineShows::Video => ("video", "meant-video"),
            LineShows::Voice => ("voice", "meant-voice"),
            LineShows::Picture => ("photo", "meant-picture"),
        };
        (Picture::Ui(picture), stage.say(key))
    }));
    rows(ui, stage, &symbols, ALONE_UNITS);
}

/// Whose words, what was asked, which cards: what stands between the heading and the words.
fn about(stage: &Stage<'_>, line: &DocumentLine, heading: &str) -> Vec<String> {
    let mut about = Vec::new();
    let asked = line.question.as_ref().map(|question| stage.words.question(question));
    if let Some(asked) = asked.filter(|asked| asked != heading) {
        about.push(stage.words.say_with("meant-asked", &[("question", &asked)]));
    }
    if let Some((topic, column)) = &line.sorted {
        let column = stage.say(match column {
            Column::Good => "sort-good",
            Column::SoSo => "sort-so-so",
            Column::NotGood => "sort-not-good",
        });
        let topic = stage.words.topic(topic);
        let all = [("topic", topic.as_str()), ("column", &column)];
        about.push(stage.words.say_with("meant-sorted", &all));
    }
    match &line.by {
        LineBy::Pupil => {}
        LineBy::WrittenDown { by } => {
            about.push(stage.words.say_with("meant-words", &[("who", by)]));
        }
        LineBy::Adult { by: Some(by) } => {
            about.push(stage.words.say_with("meant-seen", &[("who", by)]));
        }
        LineBy::Adult { by: None } => about.push(stage.say("meant-chosen")),
    }
    about
}

fn face_name(face: u8) -> &'static str {
    match face {
        0 | 1 => "face-1",
        2 => "face-2",
        3 => "face-3",
        4 => "face-4",
        _ => "face-5",
    }
}

fn symbol(stage: &Stage<'_>, id: &String) -> (Picture, String) {
    let vocabulary = Vocabulary::built_in();
    let picture = vocabulary.picture_of(id).map_or(Picture::None, Picture::Drawing);
    (picture, vocabulary.sentence(std::slice::from_ref(id), stage.words.language_tag()))
}

/// Symbols by their ids, each with its word below, as many in a row as there is room for.
pub fn symbol_rows(ui: &mut Ui, stage: &Stage<'_>, ids: &[String]) {
    let symbols: Vec<_> = ids.iter().map(|id| symbol(stage, id)).collect();
    rows(ui, stage, &symbols, AMONG_UNITS);
    ui.add_space(stage.units(18.0));
}

fn rows(ui: &mut Ui, stage: &Stage<'_>, symbols: &[(Picture, String)], side_units: f32) {
    if symbols.is_empty() {
        return;
    }
    let (side, gap) = (stage.units(side_units), stage.units(14.0));
    let room = ui.available_width();
    let in_row = (((room + gap) / (side + gap)).floor() as usize).max(1);
    for row in symbols.chunks(in_row) {
        let heights = row.iter().map(|(_, word)| stage.measure(ui, word, Words::Small, side).y);
        let heights: Vec<f32> = heights.collect();
        let words = heights.iter().copied().fold(0.0, f32::max);
        let (rect, _) = ui.allocate_exact_size(vec2(room, side + words + gap), Sense::hover());
        for (index, ((picture, word), height)) in row.iter().zip(heights).enumerate() {
            let left = rect.left() + index as f32 * (side + gap);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(side, side));
            ui.painter().rect_filled(place, stage.units(22.0), stage.theme.disc());
            picture.paint(ui, stage, place.shrink(side * 0.1));
            let below = Rect::from_min_size(place.left_bottom(), vec2(side, height));
            label(ui, stage, below, word, Words::Small, stage.theme.ink());
        }
    }
}
