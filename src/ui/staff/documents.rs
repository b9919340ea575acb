//! A pupil's documents: which, as what, in which language, and where they are written to.

use egui::{Rect, Ui, vec2};

use super::fields::{FieldSpec, field};
use super::parts::{Chip, Choice, Turning, chips, choices, heading, pane, pills};
use super::{Commands, ground, say};
use crate::acts::documents::{DocumentKind, Format};
use crate::app::review::{Check, DocumentCommand, Field, ReviewCommand, Unlocked, Writable};
use crate::domain::Language;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

const KINDS: [DocumentKind; 4] =
    [DocumentKind::Profile, DocumentKind::Tips, DocumentKind::SectionA, DocumentKind::Slides];
const FORMATS: [(Format, &str); 3] = [
    (Format::Docx, "document-docx"),
    (Format::Html, "document-html"),
    (Format::Pptx, "document-pptx"),
];
const LANGUAGES: [(Language, &str); 2] =
    [(Language::English, "document-english"), (Language::Welsh, "document-welsh")];

fn put(out: &mut Commands, command: DocumentCommand) {
    out.push(ReviewCommand::Document(command));
}

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    writable: &Writable,
    place: Rect,
    out: &mut Commands,
) {
    let wide = place.width().min(stage.units(1_100.0));
    let middle = Rect::from_center_size(place.center(), vec2(wide, place.height()));
    let inner = ground(ui, stage, middle);
    pane(ui, stage, inner, "documents", Turning::ByPageKeys, |ui| {
        if pills(ui, stage, &[Pill::new("back", stage.say("told-leave"))]).is_some() {
            put(out, DocumentCommand::Leave);
        }
        ui.add_space(stage.units(16.0));
        let title = stage.words.say_with("document-title", &[("name", &writable.pupil.name)]);
        paragraph(ui, stage, &title, Words::Title, stage.theme.ink());
        heading(ui, stage, &stage.say("document-which"));
        let all = KINDS.map(|kind| (kind, stage.say(say::document(kind))));
        if let Some(kind) = one_of(ui, stage, "kind", &all, writable.kind) {
            put(out, DocumentCommand::Kind(kind));
        }
        check(ui, stage, unlocked, writable, out);
        heading(ui, stage, &stage.say("document-as"));
        let all: Vec<(Format, String)> = FORMATS
            .into_iter()
            .filter(|(format, _)| format.fits(writable.kind))
            .map(|(format, key)| (format, stage.say(key)))
            .collect();
        if let Some(format) = one_of(ui, stage, "format", &all, writable.format) {
            put(out, DocumentCommand::Format(format));
        }
        heading(ui, stage, &stage.say("document-in"));
        let all = LANGUAGES.map(|(language, key)| (language, stage.say(key)));
        if let Some(language) = one_of(ui, stage, "language", &all, writable.language) {
            put(out, DocumentCommand::In(language));
        }
        ui.add_space(stage.units(20.0));
        let name = stage.say("document-folder");
        let spec = FieldSpec { field: Field::DocumentFolder, name: &name, rows: 1 };
        let answer = field(ui, stage, &spec, &writable.folder);
        if let Some(typed) = answer.typed {
            out.push(ReviewCommand::Type(Field::DocumentFolder, typed));
        }
        ui.add_space(stage.units(14.0));
        let is_ready = !writable.folder.is_blank() && unlocked.doing.is_none();
        let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
        let write = Pill::new("page", stage.say("document-write")).tone(tone);
        if pills(ui, stage, &[write]).is_some() || answer.is_entered {
            put(out, DocumentCommand::Write);
        }
        ui.add_space(stage.units(12.0));
        let text = stage.say("document-who");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
    });
}

/// Whether the pupil has checked it, and a way to ask.
fn check(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    writable: &Writable,
    out: &mut Commands,
) {
    heading(ui, stage, &stage.say("document-check"));
    let Some(checked) = &writable.checking else {
        let text = stage.say("document-check-looking");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
        return;
    };
    let (picture, key, tone) = match &checked.check {
        Check::NotAsked => ("question", "document-not-asked", Tone::Plain),
        Check::Changed => ("question", "document-changed", Tone::Honey),
        Check::Asked(_) => ("question", "document-asked", Tone::Plain),
        Check::Yes(_) => ("yes", "document-yes", Tone::Leaf),
        Check::No(_) => ("no", "document-no", Tone::Honey),
    };
    let when = checked.at.as_ref().map(|at| say::when(stage, at)).unwrap_or_default();
    let text = stage.words.say_with(key, &[("when", &when)]);
    chips(ui, stage, &[Chip { picture, text, tone }]);
    if !checked.not_meant.is_empty() {
        ui.add_space(stage.units(8.0));
        let text = stage.say("document-no-lines");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
        for line in &checked.not_meant {
            paragraph(ui, stage, line, Words::Plain, stage.theme.ink());
        }
    }
    if checked.for_others > 0 {
        ui.add_space(stage.units(8.0));
        let count = checked.for_others.to_string();
        let text = stage.words.say_with("document-for-others", &[("count", &count)]);
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
    }
    ui.add_space(stage.units(10.0));
    let asks = match &checked.check {
        Check::NotAsked => "document-ask",
        Check::Changed | Check::No(_) => "document-ask-again",
        // Nothing to ask while it waits, or is right.
        Check::Asked(_) | Check::Yes(_) => return,
    };
    if unlocked.doing.is_some() {
        return;
    }
    let ask = Pill::new("question", stage.say(asks)).tone(Tone::Sky);
    if ui.push_id("ask", |ui| pills(ui, stage, &[ask])).inner.is_some() {
        put(out, DocumentCommand::AskPupil);
    }
    ui.add_space(stage.units(10.0));
    let sub = stage.say("document-ask-sub");
    paragraph(ui, stage, &sub, Words::Small, stage.theme.quiet_ink());
}

fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    stage: &Stage<'_>,
    salt: &str,
    all: &[(T, String)],
    chosen: T,
) -> Option<T> {
    let shown: Vec<Choice> = all
        .iter()
        .map(|(one, text)| Choice { text: text.clone(), is_on: *one == chosen })
        .collect();
    let pressed = ui.push_id(salt, |ui| choices(ui, stage, &shown)).inner?;
    all.get(pressed).map(|(one, _)| *one)
}
