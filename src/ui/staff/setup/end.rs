//! It is made; a newcomer waits with six words; the school is ready.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::{SetupCommands, feet, head, sub, told};
use crate::app::Setup;
use crate::app::setup::{Busy, Computer, SetupCommand, SetupField};
use crate::ui::Stage;
use crate::ui::staff::parts::pills;
use crate::ui::theme::{Theme, Tone, Words};
use crate::ui::widgets::{Picture, Pill, is_told, label, label_height, paragraph};

pub fn making(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    let is_busy = setup.busy == Some(Busy::Making);
    let (picture, tone, title) = match (is_busy, setup.computer) {
        (false, _) => ("danger", Tone::Coral, "setup-not-made"),
        (true, Some(Computer::First)) => ("school", Tone::Leaf, "setup-making-first"),
        (true, _) => ("handshake", Tone::Leaf, "setup-making-join"),
    };
    head(ui, stage, setup, (picture, tone), &stage.say(title));
    told(ui, stage, setup, is_busy.then_some("setup-making-wait"));
    if is_busy {
        return;
    }
    sub(ui, stage, &stage.say("setup-keeps"));
    let again = Pill::new("again", stage.say("setup-again")).tone(Tone::Leaf);
    feet(ui, stage, setup, Some(again), out);
}

pub fn waiting(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    head(ui, stage, setup, ("handshake", Tone::Leaf), &stage.say("setup-waiting"));
    let Some(asked) = &setup.asked else {
        let key = match setup.busy {
            Some(Busy::GivingUp) => "setup-giving-up",
            _ => "setup-asking",
        };
        told(ui, stage, setup, Some(key));
        return;
    };
    if setup.is_let_in {
        told(ui, stage, setup, Some("setup-let-in"));
        return;
    }
    sub(ui, stage, &stage.say("setup-waiting-sub"));
    six_words(ui, stage, &asked.words);
    let how = stage.say("setup-waiting-how");
    paragraph(ui, stage, &how, Words::Plain, stage.theme.quiet_ink());
    ui.add_space(stage.units(20.0));
    let is_leaving = setup.busy == Some(Busy::GivingUp);
    told(ui, stage, setup, is_leaving.then_some("setup-giving-up"));
    if !setup.may_begin_again {
        let text = stage.say("setup-begin-again-elsewhere");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
        return;
    }
    let anew = Pill::new("again", stage.say("setup-begin-again"));
    if pills(ui, stage, &[anew]).is_some() {
        out.push(SetupCommand::BeginAgain);
    }
    ui.add_space(stage.units(14.0));
    let text = stage.say("setup-begin-again-sub");
    paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
}

/// How much larger than a title they stand, since they are read across a room.
const WORD_SIZE: f32 = 1.35;
/// So many beside each other, where there is room.
const WORDS_IN_A_ROW: usize = 3;

/// Six words in their order, by rows; one label, so that they are heard in one go.
fn six_words(ui: &mut Ui, stage: &Stage<'_>, words: &[&str]) {
    let theme = Theme { text: stage.theme.text * WORD_SIZE, ..*stage.theme };
    let stage = &Stage { theme: &theme, ..*stage };
    let width = ui.available_width();
    let (pad, gap) = (stage.units(28.0), stage.units(44.0));
    let room = width - 2.0 * pad;
    // Numbered, since how many stand beside each other depends on the window.
    let numbered = words.iter().enumerate().map(|(index, word)| format!("{}. {word}", index + 1));
    let numbered: Vec<String> = numbered.collect();
    let sizes = numbered.iter().map(|word| stage.measure(ui, word, Words::Title, room));
    let largest = sizes.fold(vec2(1.0, 1.0), egui::Vec2::max);
    let fit = ((room + gap) / (largest.x + gap)) as usize;
    let columns = fit.clamp(1, WORDS_IN_A_ROW);
    let high = largest.y + stage.units(8.0);
    let rows = words.len().div_ceil(columns);
    let (area, _) =
        ui.allocate_exact_size(vec2(width, rows as f32 * high + 2.0 * pad), Sense::hover());
    let surface = stage.theme.surface(Tone::Leaf);
    ui.painter().rect_filled(area, stage.units(24.0), surface.tint);
    if stage.theme.look.is_high_contrast() {
        let rim = egui::Stroke::new(2.0, surface.rim);
        ui.painter().rect_stroke(area, stage.units(24.0), rim, egui::StrokeKind::Inside);
    }
    let column = room / columns as f32;
    for (index, word) in numbered.iter().enumerate() {
        let at = vec2((index % columns) as f32 * column, (index / columns) as f32 * high);
        let corner = area.min + vec2(pad, pad) + at;
        let place = Rect::from_min_size(corner, vec2(column, high));
        stage.beside(ui, word, Words::Title, surface.text, place);
    }
    let name = format!("{}: {}", stage.say("setup-six-words"), words.join(" "));
    let id = ui.scope_id().with("six words");
    ui.interact(area, id, Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    is_told(ui, id);
    ui.add_space(stage.units(20.0));
}

/// What next: a picture and a sentence each.
const NEXT: [(&str, &str); 5] = [
    ("page", "setup-next-list"),
    ("person-2", "setup-next-lead"),
    ("touch", "setup-next-tablets"),
    ("clock", "setup-next-hours"),
    ("search", "setup-next-pages"),
];

pub fn ready(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    let school = setup.typed(SetupField::School).as_str().trim();
    let title = stage.words.say_with("setup-ready", &[("school", school)]);
    head(ui, stage, setup, ("yes", Tone::Leaf), &title);
    sub(ui, stage, &stage.say("setup-ready-sub"));
    for (picture, key) in NEXT {
        line(ui, stage, picture, &stage.say(key));
    }
    ui.add_space(stage.units(10.0));
    let open = Pill::new("go-on", stage.say("setup-open")).tone(Tone::Leaf);
    if pills(ui, stage, &[open]).is_some() {
        out.push(SetupCommand::Open);
    }
    ui.add_space(stage.units(10.0));
}

fn line(ui: &mut Ui, stage: &Stage<'_>, picture: &'static str, text: &str) {
    let (side, gap) = (stage.units(52.0), stage.units(18.0));
    let width = ui.available_width();
    let words = label_height(ui, stage, text, Words::Plain, width - side - gap);
    let (row, _) = ui.allocate_exact_size(vec2(width, words.max(side)), Sense::hover());
    let centre = pos2(row.left() + side / 2.0, row.center().y);
    let disc = Rect::from_center_size(centre, vec2(side, side));
    let tint = match stage.theme.look.is_high_contrast() {
        true => stage.theme.disc(),
        false => stage.theme.surface(Tone::Sky).tint,
    };
    ui.painter().circle_filled(disc.center(), side / 2.0, tint);
    Picture::Ui(picture).paint(ui, stage, disc.shrink(side * 0.16));
    let words = Rect::from_min_max(pos2(disc.right() + gap, row.top()), row.max);
    label(ui, stage, words, text, Words::Plain, stage.theme.ink());
    ui.add_space(stage.units(14.0));
}
