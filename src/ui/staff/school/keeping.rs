//! How long each kind is kept, what would go now, and whose law the words follow.

use egui::Ui;

use super::choose::{Choice, Most, choices};
use super::{Commands, asks, heading, pills, put, quiet, say, space, told, wrong};
use crate::acts::retention::{Keeping, Over};
use crate::app::review::school::{KnownSchool, SchoolAsk, SchoolCommand, SchoolPage};
use crate::app::review::when::When;
use crate::domain::EntryKind;
use crate::domain::people::Nation;
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::Pill;

/// Months to choose from; 0 for as long as nobody withdraws it.
const MONTHS: [u16; 5] = [6, 13, 25, 37, 0];
const NAMED_LIMIT: usize = 50;

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    let Some(known) = &page.known else { return };
    told(ui, stage, &stage.say("school-keeping-sub"), "");
    over(ui, stage, page, known, out);
    heading(ui, stage, &stage.say("school-months"));
    for kind in EntryKind::ALL {
        ui.push_id(kind.as_str(), |ui| one_kind(ui, stage, known, kind, out));
    }
    heading(ui, stage, &stage.say("school-nation"));
    let all = Nation::ALL.map(|one| {
        Choice::new(
            stage.say(&format!("school-nation-{}", one.as_str())),
            one == known.school.nation,
        )
    });
    if let Some(index) = choices(ui, stage, "nation", Most::One, &all)
        && known.may_tell()
    {
        put(out, SchoolCommand::Nation(Nation::ALL[index]));
    }
}

fn one_kind(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &KnownSchool,
    kind: EntryKind,
    out: &mut Commands,
) {
    if kind.is_worry() {
        told(ui, stage, &say::kind(stage, kind), &stage.say("school-months-worry"));
        return;
    }
    told(ui, stage, &say::kind(stage, kind), "");
    let now = known.school.retention.months(kind).unwrap_or_default();
    let mut months = MONTHS.to_vec();
    if !months.contains(&now) {
        months.insert(0, now);
    }
    let all: Vec<Choice> = months
        .iter()
        .map(|number| {
            let text = match number {
                0 => stage.say("school-for-ever"),
                number => stage.words.say_count("school-for-months", i64::from(*number), &[]),
            };
            Choice::new(text, *number == now)
        })
        .collect();
    let pressed = choices(ui, stage, "months", Most::One, &all);
    if let Some(number) = pressed.and_then(|index| months.get(index))
        && known.may_destroy()
        && *number != now
    {
        put(out, SchoolCommand::Months(kind, *number));
    }
    ui.add_space(stage.units(18.0));
}

/// What a run would take away: listed first, destroyed at two more presses.
fn over(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    known: &KnownSchool,
    out: &mut Commands,
) {
    heading(ui, stage, &stage.say("school-over"));
    if !known.may_destroy() {
        quiet(ui, stage, &stage.say("school-cannot-destroy"));
        return;
    }
    match &page.over {
        None => {}
        Some(Err(trouble)) => wrong(ui, stage, trouble),
        Some(Ok(all)) if all.is_empty() => quiet(ui, stage, &stage.say("school-over-none")),
        Some(Ok(all)) => list(ui, stage, known, all),
    }
    space(ui, stage);
    let question = ("school-destroy-ask", "school-destroy-yes");
    if asks(ui, stage, page, &SchoolAsk::Destroy, question, out) {
        return;
    }
    let mut all = vec![Pill::new("search", stage.say("school-dry-run"))];
    let goes = |over: &Over| over.keeping == Keeping::Goes;
    if page
        .over
        .as_ref()
        .and_then(|over| over.as_ref().ok())
        .is_some_and(|all| all.iter().any(goes))
    {
        all.push(Pill::new("bin", stage.say("school-destroy")).tone(Tone::Coral));
    }
    match pills(ui, stage, &all) {
        Some(0) => put(out, SchoolCommand::DryRun),
        Some(_) => put(out, SchoolCommand::Ask(SchoolAsk::Destroy)),
        None => {}
    }
}

fn list(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, all: &[Over]) {
    for over in all.iter().take(NAMED_LIMIT) {
        let pupil = over.pupil_id.as_ref().and_then(|pupil_id| known.school.pupil(pupil_id));
        let name = match pupil {
            Some(pupil) => known.school.called(pupil),
            None => stage.say("staff-no-name"),
        };
        let when = say::when(stage, &When::of(over.received_at, known.at));
        let keeping = stage.say(match over.keeping {
            Keeping::Goes => "school-goes",
            Keeping::Held => "school-held",
            Keeping::Unopened => "school-unopened",
            Keeping::Needed => "school-needed",
        });
        let below = say::joined(&[&say::kind(stage, over.kind), &when, &keeping]);
        told(ui, stage, &name, &below);
    }
    let more = all.len().saturating_sub(NAMED_LIMIT);
    if more > 0 {
        let more = more.to_string();
        quiet(ui, stage, &stage.words.say_with("school-and-more", &[("count", &more)]));
    }
}
