//! One pupil's year: month by month, with the times when nothing was heard, by kind or by what it is
//! about; and how what they sorted and answered changed.

use egui::{Rect, Ui};

use super::parts::{Choice, Turning, choices, heading, pane, pills};
use super::rows::{Row, row};
use super::{Commands, empty, ground, part, plots, say};
use crate::app::review::{
    DocumentCommand, Line, Pane, ReviewCommand, ShownYear, Unlocked, YearFilter,
};
use crate::domain::{EntryId, EntryState};
use crate::ui::Stage;
use crate::ui::theme::Words;
use crate::ui::widgets::{Picture, Pill, paragraph};

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    place: Rect,
    is_alone: bool,
    out: &mut Commands,
) {
    let inner = ground(ui, stage, place);
    part(ui, inner, "year", |ui| {
        let Some(year) = &unlocked.year else {
            if is_alone {
                back(ui, stage, unlocked, out);
            }
            empty(ui, stage, inner, "person", ["staff-year-empty", ""]);
            return;
        };
        pane(ui, stage, inner, "months", Turning::ByItselfOnly, |ui| {
            if is_alone {
                back(ui, stage, unlocked, out);
            }
            ui.add_space(stage.units(8.0));
            let title = stage.words.say_with("staff-year", &[("name", &year.pupil.name)]);
            paragraph(ui, stage, &title, Words::Card, stage.theme.ink());
            ui.add_space(stage.units(12.0));
            let documents = Pill::new("page", stage.say("document-open"));
            if pills(ui, stage, &[documents]).is_some() {
                out.push(ReviewCommand::Document(DocumentCommand::Open));
            }
            filters(ui, stage, unlocked, year, out);
            if unlocked.year_filter == YearFilter::All {
                plots::show(ui, stage, year);
            }
            let chosen = unlocked.chosen.as_ref().map(|chosen| &chosen.entry_id);
            lines(ui, stage, unlocked, year, chosen, out);
        });
    });
}

fn back(ui: &mut Ui, stage: &Stage<'_>, unlocked: &Unlocked, out: &mut Commands) {
    if pills(ui, stage, &[Pill::new("back", stage.say("staff-back"))]).is_some() {
        let to = if unlocked.chosen.is_some() { Pane::Entry } else { Pane::Inbox };
        out.push(ReviewCommand::Show(to));
    }
}

/// By kind and by what it is about, where there is more than one.
fn filters(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    year: &ShownYear,
    out: &mut Commands,
) {
    let kinds = year.kinds.iter().filter(|_| year.kinds.len() > 1);
    let kinds = kinds.map(|kind| (YearFilter::Kind(*kind), say::kind(stage, *kind)));
    let tags = year.tags.iter().map(|tag| (YearFilter::Tag(*tag), say::tag(stage, *tag)));
    let all: Vec<(YearFilter, String)> = kinds.chain(tags).collect();
    if all.is_empty() {
        return;
    }
    ui.add_space(stage.units(14.0));
    let shown: Vec<Choice> = all
        .iter()
        .map(|(filter, text)| Choice { text: text.clone(), is_on: unlocked.year_filter == *filter })
        .collect();
    if let Some(index) = choices(ui, stage, &shown) {
        out.push(ReviewCommand::FilterYear(all[index].0));
    }
}

fn lines(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    year: &ShownYear,
    chosen: Option<&EntryId>,
    out: &mut Commands,
) {
    let filter = unlocked.year_filter;
    let mut gaps = year.gaps.iter().filter(|_| filter == YearFilter::All).peekable();
    let mut month = None;
    let all: Vec<&Line> = year.lines.iter().filter(|line| filter.lets(line)).collect();
    for one in all.iter().take(unlocked.year_shown) {
        while let Some(gap) = gaps.next_if(|gap| gap.from >= one.made_at) {
            let key = if gap.is_last { "staff-year-quiet-now" } else { "staff-year-quiet" };
            let text = stage.words.say_count(key, gap.weeks, &[]);
            ui.add_space(stage.units(14.0));
            paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
        }
        let of = (one.made.day.year, one.made.day.month);
        if month != Some(of) {
            heading(ui, stage, &say::month(stage, &one.made));
            month = Some(of);
        }
        let id = ui.scope_id().with(("year", one.entry_id.as_str()));
        if row(ui, stage, id, &shown(stage, one, chosen == Some(&one.entry_id))) {
            out.push(ReviewCommand::Choose(one.entry_id.clone()));
        }
        ui.add_space(8.0);
    }
    if all.is_empty() {
        ui.add_space(stage.units(20.0));
        let text = stage.say("staff-year-nothing");
        paragraph(ui, stage, &text, Words::Plain, stage.theme.quiet_ink());
    }
    let left = all.len().saturating_sub(unlocked.year_shown);
    if left > 0 {
        let text = stage.words.say_with("staff-more", &[("count", &left.to_string())]);
        if pills(ui, stage, &[Pill::new("more", text)]).is_some() {
            out.push(ReviewCommand::MoreYear);
        }
    }
}

fn shown(stage: &Stage<'_>, line: &Line, is_selected: bool) -> Row {
    let (picture, tone) = say::look_of(line.kind);
    let state = match line.state {
        EntryState::Seen => String::new(),
        EntryState::New
        | EntryState::Published
        | EntryState::TakenBack
        | EntryState::Withdrawn
        | EntryState::Held => say::state(stage, line.state),
    };
    let tags: Vec<String> = line.tags.iter().map(|tag| say::tag(stage, *tag)).collect();
    Row {
        picture: Picture::Ui(picture),
        tone,
        title: say::kind(stage, line.kind),
        detail: say::joined(&[&say::when(stage, &line.made), &state, &tags.join(", ")]),
        note: line.excerpt.clone(),
        mark: None,
        is_strong: line.waiting.is_some(),
        is_selected,
    }
}
