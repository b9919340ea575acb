//! What adults put beside the pupil's words: what they are about, notes, quotes. Below them and in
//! colours of their own, so that nobody takes one for the other.

use egui::{Key, Modifiers, Rect, Sense, Ui, pos2, vec2};

use super::fields::{FieldSpec, field, tick};
use super::parts::{Chip, Choice, chips, choices, heading, pills};
use super::{Commands, decide, say};
use crate::app::review::{
    BesideCommand, Chosen, Field, Open, ReviewCommand, ShownNote, Unlocked, Writing,
};
use crate::domain::{NoteKind, Tag};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, label, label_height};

fn put(out: &mut Commands, command: BesideCommand) {
    out.push(ReviewCommand::Beside(command));
}

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    chosen: &Chosen,
    open: &Open,
    out: &mut Commands,
) {
    heading(ui, stage, &stage.say("staff-tags"));
    tags(ui, stage, open, out);
    heading(ui, stage, &stage.say("staff-notes"));
    for note in &open.entry.notes {
        ui.push_id(note.note_id.as_str(), |ui| one(ui, stage, open, note, out));
        ui.add_space(stage.units(12.0));
    }
    match chosen.writing.kind {
        Some(kind) => write(ui, stage, unlocked, &chosen.writing, open, kind, out),
        None => begin(ui, stage, out),
    }
}

fn tags(ui: &mut Ui, stage: &Stage<'_>, open: &Open, out: &mut Commands) {
    let all: Vec<Choice> = Tag::ALL
        .into_iter()
        .map(|tag| Choice { text: say::tag(stage, tag), is_on: open.entry.tags.contains(&tag) })
        .collect();
    if let Some(index) = choices(ui, stage, &all) {
        put(out, BesideCommand::Tag(Tag::ALL[index]));
    }
}

/// "0.07": where in a clip something is said.
pub(super) fn place_in_clip(millis: u64) -> String {
    let seconds = millis / 1_000;
    format!("{}.{:02}", seconds / 60, seconds % 60)
}

fn one(ui: &mut Ui, stage: &Stage<'_>, open: &Open, note: &ShownNote, out: &mut Commands) {
    let (tone, key) = match note.kind {
        NoteKind::Note => (Tone::Plain, "staff-note-by"),
        NoteKind::Quote => (Tone::Leaf, "staff-quote-by"),
    };
    let when = say::when(stage, &note.at);
    let by = stage.words.say_with(key, &[("name", &note.by), ("when", &when)]);
    let surface = stage.theme.surface(tone);
    let indent = stage.units(22.0);
    let width = ui.available_width();
    let room = width - indent;
    let first = label_height(ui, stage, &by, Words::Small, room);
    let second = label_height(ui, stage, &note.text, Words::Plain, room);
    let gap = stage.units(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, first + gap + second), Sense::hover());
    let bar = Rect::from_min_size(rect.min, vec2(stage.units(6.0), rect.height()));
    ui.painter().rect_filled(bar, bar.width() / 2.0, surface.edge);
    let line = |top: f32, high: f32| {
        Rect::from_min_max(pos2(rect.left() + indent, top), pos2(rect.right(), top + high))
    };
    label(ui, stage, line(rect.top(), first), &by, Words::Small, stage.theme.quiet_ink());
    let words = line(rect.top() + first + gap, second);
    label(ui, stage, words, &note.text, Words::Plain, stage.theme.ink());
    ui.add_space(stage.units(8.0));
    if note.kind == NoteKind::Quote {
        let (picture, key, tone) = match (note.is_meant, note.is_asked) {
            (Some(true), _) => ("yes", "staff-quote-meant", Tone::Leaf),
            (Some(false), _) => ("no", "staff-quote-not-meant", Tone::Honey),
            (None, true) => ("question", "staff-meant-unknown", Tone::Plain),
            (None, false) => ("question", "staff-quote-unchecked", Tone::Plain),
        };
        chips(ui, stage, &[Chip { picture, text: stage.say(key), tone }]);
        ui.add_space(stage.units(8.0));
    }
    let strike = Pill::new("bin", stage.say("staff-note-strike"));
    let mut all = vec![(strike, BesideCommand::Strike(note.note_id.clone()))];
    if let (Some(at_millis), Some(_)) = (note.at_millis, &open.player) {
        let at = place_in_clip(at_millis);
        let hear = Pill::new("play", stage.words.say_with("staff-quote-hear", &[("at", &at)]));
        all.insert(0, (hear, BesideCommand::Hear(at_millis)));
    }
    let (shown, commands): (Vec<Pill>, Vec<BesideCommand>) = all.into_iter().unzip();
    if let Some(command) = pills(ui, stage, &shown).and_then(|at| commands.into_iter().nth(at)) {
        put(out, command);
    }
}

fn begin(ui: &mut Ui, stage: &Stage<'_>, out: &mut Commands) {
    let quote = Pill::new("talk", stage.say("staff-quote-new"));
    let note = Pill::new("page", stage.say("staff-note-new"));
    match pills(ui, stage, &[quote, note]) {
        Some(0) => put(out, BesideCommand::Begin(NoteKind::Quote)),
        Some(_) => put(out, BesideCommand::Begin(NoteKind::Note)),
        None => {}
    }
}

fn write(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    writing: &Writing,
    open: &Open,
    kind: NoteKind,
    out: &mut Commands,
) {
    let at = writing.at_millis.map(place_in_clip);
    let name = match (kind, at) {
        (NoteKind::Note, _) => stage.say("staff-note-name"),
        (NoteKind::Quote, None) => stage.say("staff-quote-name"),
        (NoteKind::Quote, Some(at)) => stage.words.say_with("staff-quote-name-at", &[("at", &at)]),
    };
    let spec = FieldSpec { field: Field::Note, name: &name, rows: 2 };
    let answer = field(ui, stage, &spec, &writing.text);
    if let Some(typed) = answer.typed {
        out.push(ReviewCommand::Type(Field::Note, typed));
    }
    decide::focus_at_first(ui, answer.id);
    ui.add_space(stage.units(12.0));
    if kind == NoteKind::Quote && !open.entry.kind.is_worry() {
        let text = stage.say("staff-quote-ask");
        if tick(ui, stage, &text, writing.asks_pupil) {
            put(out, BesideCommand::AskPupil(!writing.asks_pupil));
        }
        ui.add_space(stage.units(12.0));
    }
    let is_ready = !writing.text.is_blank() && unlocked.doing.is_none();
    let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
    let keep = Pill::new("keep", stage.say("staff-note-keep")).tone(tone);
    let cancel = Pill::new("back", stage.say("staff-note-leave"));
    let is_sent = ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Enter));
    match pills(ui, stage, &[keep, cancel]) {
        Some(0) => put(out, BesideCommand::Keep),
        Some(_) => put(out, BesideCommand::Leave),
        None if is_sent => put(out, BesideCommand::Keep),
        None => {}
    }
}
