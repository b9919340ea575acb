//! What came in: worries first. Arrow keys go along the lines and open nothing; Enter does, since
//! what is opened counts as read.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Ui};

use super::fields::{FieldSpec, field};
use super::parts::{Turning, heading, pane, pills};
use super::rows::{Row, row};
use super::{Commands, empty, ground, part, say};
use crate::app::review::{Field, Line, Named, Quiet, Refused, ReviewCommand, Section, Unlocked};
use crate::domain::EntryState;
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Picture, Pill};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, unlocked: &Unlocked, place: Rect, out: &mut Commands) {
    let inner = ground(ui, stage, place);
    part(ui, inner, "inbox", |ui| {
        let lines = &unlocked.overview.lines;
        if lines.is_empty() {
            let is_first = unlocked.syncing.is_on && unlocked.syncing.share.is_none();
            let keys = match is_first {
                true => ["staff-syncing", ""],
                false => ["staff-inbox-empty", "staff-inbox-empty-sub"],
            };
            empty(ui, stage, inner, "inbox", keys);
            return;
        }
        let scope = ui.scope_id();
        let id_of = |line: &Line| scope.with(("line", line.entry_id.as_str()));
        let parts = parts(stage, unlocked);
        let in_order = parts.iter().flat_map(|part| part.lines.iter().copied());
        walk(ui, unlocked, &in_order.map(id_of).collect::<Vec<_>>());
        pane(ui, stage, inner, "lines", Turning::ByItselfOnly, |ui| {
            search(ui, stage, unlocked, out);
            let chosen = unlocked.chosen.as_ref().map(|chosen| &chosen.entry_id);
            let is_worries = |part: &Part<'_>| {
                part.lines.first().is_some_and(|line| line.section == Section::Worries)
            };
            // Right below worries.
            let refused_at = usize::from(parts.first().is_some_and(is_worries));
            let is_found = unlocked.found.is_some();
            for (at, part) in parts.iter().enumerate() {
                if at == refused_at && !is_found {
                    refused(ui, stage, &unlocked.overview.refused, out);
                }
                heading(ui, stage, &part.title);
                for line in &part.lines {
                    let is_selected = chosen == Some(&line.entry_id);
                    if row(ui, stage, id_of(line), &shown(stage, line, is_selected)) {
                        out.push(ReviewCommand::Choose(line.entry_id.clone()));
                    }
                    ui.add_space(8.0);
                }
                more(ui, stage, part, out);
            }
            if !is_found {
                if parts.len() <= refused_at {
                    refused(ui, stage, &unlocked.overview.refused, out);
                }
                quiet(ui, stage, &unlocked.overview.quiet, out);
            }
        });
    });
}

/// Where to type what is looked for.
fn search(ui: &mut Ui, stage: &Stage<'_>, unlocked: &Unlocked, out: &mut Commands) {
    let name = stage.say("staff-search");
    let spec = FieldSpec { field: Field::Search, name: &name, rows: 1 };
    let answer = field(ui, stage, &spec, &unlocked.search);
    if let Some(typed) = answer.typed {
        out.push(ReviewCommand::Type(Field::Search, typed));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::F)) {
        ui.ctx().memory_mut(|memory| memory.request_focus(answer.id));
    }
}

/// Lines under a heading.
struct Part<'a> {
    title: String,
    lines: Vec<&'a Line>,
    /// A section of which so many more are not shown.
    hidden: Option<(Section, usize)>,
}

/// What is listed, by its headings: what was found, or all there is.
fn parts<'a>(stage: &Stage<'_>, unlocked: &'a Unlocked) -> Vec<Part<'a>> {
    if let Some(found) = &unlocked.found {
        let title = match found.is_empty() {
            true => stage.say("staff-found-nothing"),
            false => title(stage, "staff-found", found.len()),
        };
        return vec![Part { title, lines: found.iter().collect(), hidden: None }];
    }
    let sections = Section::ALL.into_iter().map(|section| {
        let lines: Vec<&Line> = unlocked.overview.section(section).collect();
        let key = match section {
            Section::Worries => "staff-section-worries",
            Section::New => "staff-section-new",
            Section::Unanswered => "staff-section-unanswered",
            Section::Heard => "staff-section-heard",
            Section::Withdrawn => "staff-section-withdrawn",
        };
        let hidden = unlocked.overview.hidden(section);
        let title = title(stage, key, lines.len() + hidden);
        Part { title, lines, hidden: (hidden > 0).then_some((section, hidden)) }
    });
    sections.filter(|part| !part.lines.is_empty()).collect()
}

fn more(ui: &mut Ui, stage: &Stage<'_>, part: &Part<'_>, out: &mut Commands) {
    let Some((section, hidden)) = part.hidden else { return };
    let text = stage.words.say_with("staff-more", &[("count", &hidden.to_string())]);
    let pressed = ui.push_id(&part.title, |ui| pills(ui, stage, &[Pill::new("more", text)]));
    if pressed.inner.is_some() {
        out.push(ReviewCommand::More(section));
    }
}

/// So many pupils who were not heard from are named; the rest are counted.
const QUIET_SHOWN: usize = 8;

/// Pupils whom somebody should ask.
fn quiet(ui: &mut Ui, stage: &Stage<'_>, all: &[Quiet], out: &mut Commands) {
    if all.is_empty() {
        return;
    }
    heading(ui, stage, &title(stage, "staff-quiet", all.len()));
    for one in all.iter().take(QUIET_SHOWN) {
        let last = match &one.last {
            Some(last) => {
                stage.words.say_with("staff-quiet-since", &[("when", &say::when(stage, last))])
            }
            None => stage.say("staff-quiet-never"),
        };
        let id = ui.scope_id().with(("quiet", one.pupil.pupil_id.as_str()));
        let (picture, tone) = ("person", Tone::Plain);
        leads_to_year(ui, stage, id, &one.pupil, (picture, tone, last, String::new()), out);
    }
}

/// A pupil whose year is opened by a press: picture and tone, when, and what there is to say.
fn leads_to_year(
    ui: &mut Ui,
    stage: &Stage<'_>,
    id: egui::Id,
    pupil: &Named,
    (picture, tone, when, note): (&'static str, Tone, String, String),
    out: &mut Commands,
) {
    let shown = Row {
        picture: Picture::Ui(picture),
        tone,
        title: pupil.name.clone(),
        detail: say::joined(&[&pupil.class, &when]),
        note,
        mark: None,
        is_strong: false,
        is_selected: false,
    };
    if row(ui, stage, id, &shown) {
        out.push(ReviewCommand::Year(pupil.pupil_id.clone()));
    }
    ui.add_space(8.0);
}

/// Documents that are to be talked about with the pupil.
fn refused(ui: &mut Ui, stage: &Stage<'_>, all: &[Refused], out: &mut Commands) {
    if all.is_empty() {
        return;
    }
    heading(ui, stage, &title(stage, "staff-refused", all.len()));
    for one in all {
        let id = ui.scope_id().with(("refused", one.pupil.pupil_id.as_str(), one.kind.as_str()));
        let document = stage.say(say::document(one.kind));
        let what = stage.words.say_with("staff-refused-what", &[("document", &document)]);
        let shown = ("no", Tone::Honey, say::when(stage, &one.at), what);
        leads_to_year(ui, stage, id, &one.pupil, shown, out);
    }
}

fn title(stage: &Stage<'_>, key: &str, count: usize) -> String {
    let name = stage.say(key);
    stage.words.say_with("staff-count", &[("name", &name), ("count", &count.to_string())])
}

fn shown(stage: &Stage<'_>, line: &Line, is_selected: bool) -> Row {
    let (picture, tone) = match (line.urgent, say::look_of(line.kind)) {
        (true, _) => ("danger", Tone::Danger),
        (false, look) => look,
    };
    let kind = match line.kind.is_worry() {
        // The section says so.
        true => String::new(),
        false => say::kind(stage, line.kind),
    };
    let made = say::when(stage, &line.made);
    let note = match line.waiting {
        Some(waiting) if line.kind.is_worry() && waiting.as_secs() < 60 => {
            stage.say("staff-waiting-now")
        }
        Some(waiting) if line.kind.is_worry() => {
            let time = say::how_long(stage, waiting);
            stage.words.say_with("staff-waiting", &[("time", &time)])
        }
        _ => line.excerpt.clone(),
    };
    let mark = match line.state {
        _ if line.urgent => Some((stage.say("staff-not-safe"), Tone::Danger)),
        _ if line.concern => Some((stage.say("staff-concern-mark"), Tone::Violet)),
        EntryState::New if line.kind.is_worry() => {
            Some((say::state(stage, line.state), Tone::Violet))
        }
        EntryState::New
        | EntryState::Seen
        | EntryState::Published
        | EntryState::TakenBack
        | EntryState::Withdrawn
        | EntryState::Held => None,
    };
    let state = match line.state {
        _ if line.not_meant => stage.say("staff-not-meant"),
        EntryState::New | EntryState::Seen | EntryState::Withdrawn => String::new(),
        EntryState::Published | EntryState::TakenBack | EntryState::Held => {
            say::state(stage, line.state)
        }
    };
    Row {
        picture: Picture::Ui(picture),
        tone,
        title: say::name(stage, line),
        detail: say::joined(&[&line.class, &kind, &made, &state]),
        note,
        mark,
        is_strong: line.waiting.is_some(),
        is_selected,
    }
}

/// Up and Down go from line to line, from wherever nothing else has the keys.
fn walk(ui: &Ui, unlocked: &Unlocked, ids: &[Id]) {
    let focused = ui.ctx().memory(|memory| memory.focused());
    let at = focused.and_then(|focused| ids.iter().position(|id| *id == focused));
    if let Some(id) = at.and_then(|at| ids.get(at)) {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(*id, arrows));
    }
    let (up, down) =
        ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
    if up == down {
        return;
    }
    let next = match (at, focused) {
        (Some(at), _) if down => (at + 1).min(ids.len().saturating_sub(1)),
        (Some(at), _) => at.saturating_sub(1),
        (None, Some(_)) => return,
        (None, None) => {
            let chosen = unlocked.chosen.as_ref().map(|chosen| &chosen.entry_id);
            let lines = &unlocked.overview.lines;
            lines.iter().position(|line| Some(&line.entry_id) == chosen).unwrap_or(0)
        }
    };
    if let Some(id) = ids.get(next) {
        ui.ctx().memory_mut(|memory| {
            memory.request_focus(*id);
            // egui would go one further by itself.
            memory.move_focus(egui::FocusDirection::None);
        });
    }
}
