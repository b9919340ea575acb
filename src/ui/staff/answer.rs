//! "You said, we did": the answer that is written, in words and in symbols, and those that went.

use egui::{Sense, Stroke, StrokeKind, Ui, vec2};

use super::fields::{FieldSpec, field};
use super::parts::{Chip, chips, heading, pills};
use super::{Commands, pieces, say, speak};
use crate::app::review::{
    BesideCommand, Chosen, Field, Open, ReviewCommand, ShownEntry, ShownReply, Unlocked,
};
use crate::domain::MediaType;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, label, label_height, paragraph};

/// What the pupil gets back.
pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    chosen: &Chosen,
    open: &Open,
    out: &mut Commands,
) {
    replies(ui, stage, &open.entry);
    ui.add_space(stage.units(26.0));
    let is_worry = open.entry.kind.is_worry();
    let (name, send) = match is_worry {
        true => ("staff-reply-worry", "staff-reply-keep"),
        false => ("staff-reply", "staff-reply-send"),
    };
    let name = stage.say(name);
    let spec = FieldSpec { field: Field::Reply, name: &name, rows: 3 };
    if let Some(typed) = field(ui, stage, &spec, &chosen.reply).typed {
        out.push(ReviewCommand::Type(Field::Reply, typed));
    }
    ui.add_space(stage.units(12.0));
    if is_worry {
        let text = stage.say("staff-reply-worry-sub");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
        ui.add_space(stage.units(12.0));
    } else {
        symbols(ui, stage, chosen, out);
        speak::show(ui, stage, chosen, out);
    }
    let is_ready = chosen.can_answer() && unlocked.doing.is_none();
    let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
    if pills(ui, stage, &[Pill::new("reply", stage.say(send)).tone(tone)]).is_some() {
        out.push(ReviewCommand::Reply);
    }
}

/// The answer in symbols: those of its own words are offered, others can be looked for.
fn symbols(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, out: &mut Commands) {
    let writing = &chosen.writing;
    let name = stage.say("staff-reply-symbols");
    let spec = FieldSpec { field: Field::SymbolSearch, name: &name, rows: 1 };
    if let Some(typed) = field(ui, stage, &spec, &writing.symbol_search).typed {
        out.push(ReviewCommand::Type(Field::SymbolSearch, typed));
    }
    ui.add_space(stage.units(12.0));
    if !writing.symbols.is_empty() {
        pieces::symbols(ui, stage, &writing.shown_symbols());
        let drop = Pill::new("undo", stage.say("staff-reply-symbol-drop"));
        if pills(ui, stage, &[drop]).is_some() {
            out.push(ReviewCommand::Beside(BesideCommand::DropSymbol));
        }
        ui.add_space(stage.units(12.0));
    }
    let offered = writing.offered(&chosen.reply);
    let shown: Vec<Pill> = offered
        .iter()
        .map(|(_, symbol)| {
            let label = stage.words.say_with("staff-reply-symbol-add", &[("word", &symbol.word)]);
            let picture = symbol.picture.clone().map_or(Picture::Ui("plus"), Picture::Drawing);
            Pill { picture, label, tone: Tone::Plain }
        })
        .collect();
    if let Some(index) = pills(ui, stage, &shown) {
        let added = offered[index].0.clone();
        out.push(ReviewCommand::Beside(BesideCommand::AddSymbol(added)));
    }
    if !shown.is_empty() {
        ui.add_space(stage.units(12.0));
    }
}

fn replies(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    if entry.replies.is_empty() {
        return;
    }
    heading(ui, stage, &stage.say("staff-replies"));
    for (index, reply) in entry.replies.iter().enumerate() {
        ui.push_id(("reply", index), |ui| one(ui, stage, reply));
    }
}

fn one(ui: &mut Ui, stage: &Stage<'_>, reply: &ShownReply) {
    let surface = stage.theme.surface(Tone::Sky);
    let pad = stage.units(18.0);
    let when = say::when(stage, &reply.at);
    let by = say::joined(&[reply.by.as_deref().unwrap_or_default(), &when]);
    let width = ui.available_width();
    label_line(ui, stage, &by);
    if !reply.text.is_empty() {
        let height =
            label_height(ui, stage, &reply.text, Words::Plain, width - 2.0 * pad) + 2.0 * pad;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        ui.painter().rect_filled(rect, stage.units(20.0), surface.tint);
        if stage.theme.look.is_high_contrast() {
            let rim = Stroke::new(1.5, surface.rim);
            ui.painter().rect_stroke(rect, stage.units(20.0), rim, StrokeKind::Inside);
        }
        label(ui, stage, rect.shrink(pad), &reply.text, Words::Plain, surface.text);
        ui.add_space(stage.units(10.0));
    }
    if !reply.symbols.is_empty() {
        pieces::symbols(ui, stage, &reply.symbols);
    }
    if let Some(media_type) = reply.medium {
        let (picture, key) = match media_type {
            MediaType::Video => ("video", "speak-went-video"),
            MediaType::Sound | MediaType::Jpeg | MediaType::Png => ("voice", "speak-went-sound"),
        };
        chips(ui, stage, &[Chip { picture, text: stage.say(key), tone: Tone::Plain }]);
        ui.add_space(stage.units(10.0));
    }
}

fn label_line(ui: &mut Ui, stage: &Stage<'_>, text: &str) {
    paragraph(ui, stage, text, Words::Small, stage.theme.quiet_ink());
    ui.add_space(stage.units(6.0));
}
