//! The open entry: whose, when, what was said, how it was said; then what can be done about it.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::parts::{Chip, Turning, chips, heading, pane, pills};
use super::{Commands, answer, beside, decide, empty, ground, handling, part, said, say};
use crate::app::review::{Chosen, Content, Open, Pane, ReviewCommand, ShownEntry, Unlocked};
use crate::domain::sign_off::Identity;
use crate::domain::{EntryState, Others};
use crate::ui::Stage;
use crate::ui::theme::{Surface, Tone, Words};
use crate::ui::widgets::{Picture, Pill, label, label_height, paragraph};

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    place: Rect,
    is_alone: bool,
    out: &mut Commands,
) {
    let inner = ground(ui, stage, place);
    part(ui, inner, "entry", |ui| {
        let Some(chosen) = &unlocked.chosen else {
            if is_alone {
                back(ui, stage, None, out);
            }
            empty(ui, stage, inner, "ear", ["staff-choose", "staff-choose-sub"]);
            return;
        };
        match &chosen.content {
            Content::Opening => empty(ui, stage, inner, "ear", ["staff-opening", ""]),
            Content::Failed(trouble) => {
                if is_alone {
                    back(ui, stage, None, out);
                }
                ui.add_space(stage.units(20.0));
                let text = say::sentence(stage, trouble);
                paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
                ui.add_space(stage.units(20.0));
                let again = [Pill::new("again", stage.say("staff-open-again"))];
                if pills(ui, stage, &again).is_some() {
                    out.push(ReviewCommand::Choose(chosen.entry_id.clone()));
                }
            }
            Content::Open(open) => {
                let below = decide::footer_height(ui, stage);
                // In a low window what can be done scrolls with the rest.
                let stands = below < inner.height() * 0.42;
                let view = match stands {
                    true => {
                        let end = inner.bottom() - below - stage.units(16.0);
                        Rect::from_min_max(inner.min, pos2(inner.right(), end))
                    }
                    false => inner,
                };
                let salt = format!("open {}", chosen.entry_id);
                let mut needed = below;
                pane(ui, stage, view, &salt, Turning::ByPageKeys, |ui| {
                    if is_alone {
                        back(ui, stage, open.entry.pupil_id.as_ref().map(|_| ()), out);
                        ui.add_space(stage.units(16.0));
                    }
                    content(ui, stage, unlocked, chosen, open, out);
                    if !stands {
                        ui.add_space(stage.units(20.0));
                        let top = ui.cursor().top();
                        decide::footer(ui, stage, unlocked, chosen, open, out);
                        needed = ui.cursor().top() - top;
                    }
                });
                if stands {
                    let foot =
                        Rect::from_min_max(pos2(inner.left(), inner.bottom() - below), inner.max);
                    let line = Stroke::new(stage.units(2.0), stage.theme.line());
                    let at = foot.top() - stage.units(8.0);
                    ui.painter().hline(inner.left()..=inner.right(), at, line);
                    part(ui, foot, "decisions", |ui| {
                        decide::footer(ui, stage, unlocked, chosen, open, out);
                        needed = ui.cursor().top() - foot.top();
                    });
                }
                decide::note_footer_height(ui, needed);
            }
        }
    });
}

fn back(ui: &mut Ui, stage: &Stage<'_>, has_year: Option<()>, out: &mut Commands) {
    let mut all = vec![Pill::new("back", stage.say("staff-back"))];
    if has_year.is_some() {
        all.push(Pill::new("person", stage.say("staff-year-show")));
    }
    match pills(ui, stage, &all) {
        Some(0) => out.push(ReviewCommand::Show(Pane::Inbox)),
        Some(_) => out.push(ReviewCommand::Show(Pane::Year)),
        None => {}
    }
}

fn content(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    chosen: &Chosen,
    open: &Open,
    out: &mut Commands,
) {
    let entry = &open.entry;
    whose(ui, stage, entry);
    worry(ui, stage, entry);
    said::show(ui, stage, chosen, open, out);
    facts(ui, stage, entry);
    handling::show(ui, stage, unlocked, chosen, open, out);
    beside::show(ui, stage, unlocked, chosen, open, out);
    answer::show(ui, stage, unlocked, chosen, open, out);
}

fn whose(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    let theme = stage.theme;
    let (picture, tone) = say::look_of(entry.kind);
    let name = entry.name.clone().unwrap_or_else(|| stage.say("staff-no-name"));
    let made = stage.words.say_with("staff-made", &[("when", &say::when(stage, &entry.made))]);
    let kind = say::kind(stage, entry.kind);
    let state = match entry.state {
        EntryState::New | EntryState::Seen => String::new(),
        EntryState::Published
        | EntryState::TakenBack
        | EntryState::Withdrawn
        | EntryState::Held => say::state(stage, entry.state),
    };
    let detail = say::joined(&[&entry.class, &kind, &made, &state]);
    let side = stage.units(88.0);
    let width = ui.available_width();
    let room = width - side - stage.units(22.0);
    let first = label_height(ui, stage, &name, Words::Title, room);
    let second = label_height(ui, stage, &detail, Words::Small, room);
    let height = (first + second).max(side);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let disc = Rect::from_min_size(rect.min, vec2(side, side));
    let tint = match theme.look.is_high_contrast() {
        true => theme.disc(),
        false => theme.surface(tone).tint,
    };
    ui.painter().circle_filled(disc.center(), side / 2.0, tint);
    Picture::Ui(picture).paint(ui, stage, disc.shrink(side * 0.15));
    let left = disc.right() + stage.units(22.0);
    let top = rect.top() + (height - first - second) / 2.0;
    let line =
        |top: f32, high: f32| Rect::from_min_max(pos2(left, top), pos2(rect.right(), top + high));
    label(ui, stage, line(top, first), &name, Words::Title, theme.ink());
    label(ui, stage, line(top + first, second), &detail, Words::Small, theme.quiet_ink());
}

/// What a worry adds, in a panel that nobody overlooks.
fn worry(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    let Some(worry) = &entry.worry else { return };
    let mut rows = Vec::new();
    if worry.urgent {
        let when = say::when(stage, &entry.made);
        rows.push(("danger", stage.words.say_with("staff-urgent", &[("when", &when)])));
    }
    if !worry.not_for.is_empty() {
        let names = worry.not_for.join(", ");
        rows.push(("hide", stage.words.say_with("staff-not-for", &[("names", &names)])));
    }
    if let Some(name) = &worry.wants_to_talk_to {
        rows.push(("talk", stage.words.say_with("staff-talk-to", &[("name", name)])));
    }
    rows.push(("handshake", stage.say("staff-no-secret")));
    ui.add_space(stage.units(20.0));
    let tone = if worry.urgent { Tone::Danger } else { Tone::Violet };
    let surface = stage.theme.surface(tone);
    let (pad, side, gap) = (stage.units(20.0), stage.units(52.0), stage.units(14.0));
    let width = ui.available_width();
    let room = width - 2.0 * pad - side - gap;
    let heights: Vec<f32> = rows
        .iter()
        .map(|(_, text)| label_height(ui, stage, text, Words::Plain, room).max(side) + gap)
        .collect();
    let height = heights.iter().sum::<f32>() + 2.0 * pad - gap;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let radius = stage.units(24.0);
    let ground: Surface = Surface { top: surface.tint, ..surface };
    ui.painter().rect_filled(rect, radius, ground.top);
    let rim = Stroke::new(stage.units(3.0), surface.edge);
    ui.painter().rect_stroke(rect, radius, rim, StrokeKind::Inside);
    let mut top = rect.top() + pad;
    for ((picture, text), height) in rows.iter().zip(heights) {
        let high = height - gap;
        let disc = Rect::from_center_size(
            pos2(rect.left() + pad + side / 2.0, top + high / 2.0),
            vec2(side, side),
        );
        ui.painter().circle_filled(disc.center(), side / 2.0, stage.theme.disc());
        Picture::Ui(picture).paint(ui, stage, disc.shrink(side * 0.16));
        let words = Rect::from_min_size(pos2(disc.right() + gap, top), vec2(room, high));
        label(ui, stage, words, text, Words::Plain, surface.text);
        top += height;
    }
}

fn facts(ui: &mut Ui, stage: &Stage<'_>, entry: &ShownEntry) {
    let chip = |picture, text: String, tone| Chip { picture, text, tone };
    heading(ui, stage, &stage.say("staff-facts"));
    let (picture, key) = say::helped(entry.helped);
    let mut how = vec![chip(picture, stage.say(key), Tone::Plain)];
    how.push(match entry.identity {
        Identity::Checked => chip("key", stage.say("staff-identity-checked"), Tone::Plain),
        Identity::Unchecked => chip("question", stage.say("staff-identity-unchecked"), Tone::Honey),
    });
    how.push(match entry.others {
        Others::Nobody => chip("nobody-else", stage.say("staff-others-nobody"), Tone::Plain),
        Others::SeenOrHeard => chip("others", stage.say("staff-others-seen"), Tone::Honey),
    });
    if let Some(name) = &entry.witness {
        let text = stage.words.say_with("staff-witness", &[("name", name)]);
        how.push(chip("ear", text, Tone::Plain));
    }
    if let Some(at) = &entry.published {
        let when = say::when(stage, at);
        let text = stage.words.say_with("staff-published-on", &[("when", &when)]);
        how.push(chip("publish", text, Tone::Leaf));
    }
    if entry.published.is_some() && entry.redaction.changes_something() {
        how.push(chip("hide", stage.say("staff-something-hidden"), Tone::Plain));
        let said = match (entry.is_meant, entry.is_asked) {
            (Some(true), _) => Some(("yes", "staff-meant", Tone::Leaf)),
            (Some(false), _) => Some(("no", "staff-not-meant", Tone::Honey)),
            (None, true) => Some(("question", "staff-meant-unknown", Tone::Plain)),
            // It came from no tablet that could ask.
            (None, false) => None,
        };
        how.extend(said.map(|(picture, key, tone)| chip(picture, stage.say(key), tone)));
    }
    let words = match (entry.words_meant, entry.is_words_asked) {
        (Some(true), _) => Some(("yes", "staff-quote-meant", Tone::Leaf)),
        (Some(false), _) => Some(("no", "staff-quote-not-meant", Tone::Honey)),
        (None, true) => Some(("question", "staff-meant-unknown", Tone::Plain)),
        (None, false) => None,
    };
    how.extend(words.map(|(picture, key, tone)| chip(picture, stage.say(key), tone)));
    for flag in &entry.flags {
        how.push(chip("hide", stage.say(say::flag(*flag)), Tone::Honey));
    }
    chips(ui, stage, &how);
    heading(ui, stage, &stage.say("staff-audience"));
    let mut who = Vec::new();
    if entry.kind.is_worry() {
        who.push(chip("lock", stage.say("staff-audience-worry"), Tone::Violet));
    } else {
        who.push(chip("person-2", stage.say("staff-audience-always"), Tone::Plain));
        for listener in &entry.listeners {
            let (picture, text) = say::listener(stage, listener);
            who.push(chip(picture, text, Tone::Plain));
        }
    }
    chips(ui, stage, &who);
}
