//! What else the pupil of the open entry said, month by month.

use egui::{Rect, Ui};

use super::parts::{Turning, heading, pane, pills};
use super::rows::{Row, row};
use super::{Commands, empty, ground, part, say};
use crate::app::review::{Line, Pane, ReviewCommand, Unlocked};
use crate::domain::EntryState;
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
        let line =
            unlocked.chosen.as_ref().and_then(|chosen| unlocked.overview.line(&chosen.entry_id));
        let pupil_id = line.and_then(|line| line.pupil_id.as_ref());
        let (Some(line), Some(pupil_id)) = (line, pupil_id) else {
            empty(ui, stage, inner, "person", ["staff-year-empty", ""]);
            return;
        };
        let name = say::name(stage, line);
        pane(ui, stage, inner, "months", Turning::ByItselfOnly, |ui| {
            if is_alone && pills(ui, stage, &[Pill::new("back", stage.say("staff-back"))]).is_some()
            {
                out.push(ReviewCommand::Show(Pane::Entry));
            }
            ui.add_space(stage.units(8.0));
            let title = stage.words.say_with("staff-year", &[("name", &name)]);
            paragraph(ui, stage, &title, Words::Card, stage.theme.ink());
            let mut month = None;
            for one in unlocked.overview.year_of(pupil_id) {
                let of = (one.made.day.year, one.made.day.month);
                if month != Some(of) {
                    heading(ui, stage, &say::month(stage, &one.made));
                    month = Some(of);
                }
                let id = ui.scope_id().with(("year", one.entry_id.as_str()));
                let is_selected = one.entry_id == line.entry_id;
                if row(ui, stage, id, &shown(stage, one, is_selected)) {
                    out.push(ReviewCommand::Choose(one.entry_id.clone()));
                }
                ui.add_space(8.0);
            }
        });
    });
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
    Row {
        picture: Picture::Ui(picture),
        tone,
        title: say::kind(stage, line.kind),
        detail: say::joined(&[&say::when(stage, &line.made), &state]),
        note: line.excerpt.clone(),
        mark: None,
        is_strong: line.waiting.is_some(),
        is_selected,
    }
}
