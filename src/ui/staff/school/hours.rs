//! When the school is open, its terms and closed days, and how long a worry may wait.

use egui::Ui;

use super::choose::{Choice, Most, choices};
use super::pupil::day;
use super::{Commands, fill_in, heading, pills, put, quiet, space, told};
use crate::app::review::Typed;
use crate::app::review::school::{KnownSchool, SchoolCommand, SchoolField, SchoolPage};
use crate::domain::overdue::{URGENT_MINUTES, WORRY_MINUTES};
use crate::domain::{CalendarChange, Term};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::Pill;

/// Minutes to choose from, never more than may be.
const URGENT: [u16; 3] = [3, 5, URGENT_MINUTES];
const WORRY: [u16; 4] = [5, 10, 20, WORRY_MINUTES];

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    let Some(known) = &page.known else { return };
    told(ui, stage, &stage.say("school-opening-sub"), "");
    if !known.may_tell() {
        quiet(ui, stage, &stage.say("school-cannot-tell"));
        space(ui, stage);
    }
    hours(ui, stage, page, known, out);
    heading(ui, stage, &stage.say("school-terms"));
    let terms = &known.school.calendar.terms;
    ui.push_id("terms", |ui| {
        let remove = |term| SchoolCommand::Calendar(CalendarChange::RemoveTerm(term));
        runs(ui, stage, known, (terms, "school-terms-none"), remove, out);
        let fields = [
            (SchoolField::TermFrom, "school-first-day", &page.hours.term_from),
            (SchoolField::TermTo, "school-last-day", &page.hours.term_to),
        ];
        add(ui, stage, known, fields, ("school-add-term", SchoolCommand::AddTerm), out);
    });
    heading(ui, stage, &stage.say("school-closed"));
    ui.push_id("closed", |ui| {
        let closed = known.school.calendar.closed_runs();
        runs(ui, stage, known, (&closed, "school-closed-none"), SchoolCommand::Reopen, out);
        let fields = [
            (SchoolField::ClosedFrom, "school-closed-first", &page.hours.closed_from),
            (SchoolField::ClosedTo, "school-closed-last", &page.hours.closed_to),
        ];
        add(ui, stage, known, fields, ("school-close", SchoolCommand::Close), out);
    });
    limits(ui, stage, known, out);
}

fn hours(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    known: &KnownSchool,
    out: &mut Commands,
) {
    heading(ui, stage, &stage.say("school-open-from"));
    if known.may_tell() {
        let opens =
            fill_in(ui, stage, (SchoolField::Opens, "school-opens"), &page.hours.opens, out);
        let closes =
            fill_in(ui, stage, (SchoolField::Closes, "school-closes"), &page.hours.closes, out);
        let keep = Pill::new("keep", stage.say("school-keep")).tone(Tone::Leaf);
        if pills(ui, stage, &[keep]).is_some() || opens.is_entered || closes.is_entered {
            put(out, SchoolCommand::KeepHours);
        }
        ui.add_space(stage.units(18.0));
    }
    told(ui, stage, &stage.say("school-weekdays"), "");
    let open = known.school.calendar.open_weekdays();
    let week: Vec<Choice> = (0..7)
        .map(|day| Choice::new(stage.say(&format!("staff-weekday-{day}")), open.contains(&day)))
        .collect();
    let pressed = choices(ui, stage, "weekdays", Most::Any, &week);
    let weekday = pressed.and_then(|index| u8::try_from(index).ok());
    if let Some(weekday) = weekday
        && known.may_tell()
    {
        put(out, SchoolCommand::Calendar(CalendarChange::Weekday(weekday)));
    }
    ui.add_space(stage.units(18.0));
}

/// From one day to another, or one day, as people write them.
fn run_text(stage: &Stage<'_>, run: Term) -> String {
    let (from, to) = (day(stage, run.from), day(stage, run.to));
    match run.from == run.to {
        true => from,
        false => stage.words.say_with("school-from-to", &[("from", &from), ("to", &to)]),
    }
}

fn runs(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &KnownSchool,
    (all, none): (&[Term], &str),
    remove: impl Fn(Term) -> SchoolCommand,
    out: &mut Commands,
) {
    if all.is_empty() {
        quiet(ui, stage, &stage.say(none));
        space(ui, stage);
    }
    for (index, run) in all.iter().enumerate() {
        ui.push_id(index, |ui| {
            let text = run_text(stage, *run);
            let name = stage.words.say_with("school-take-out", &[("what", &text)]);
            match known.may_tell() {
                true if pills(ui, stage, &[Pill::new("bin", name)]).is_some() => {
                    put(out, remove(*run));
                }
                true => space(ui, stage),
                false => told(ui, stage, &text, ""),
            }
        });
    }
}

fn add(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &KnownSchool,
    fields: [(SchoolField, &str, &Typed); 2],
    (key, command): (&str, SchoolCommand),
    out: &mut Commands,
) {
    if !known.may_tell() {
        return;
    }
    let mut is_entered = false;
    for (field, name, typed) in fields {
        is_entered |= fill_in(ui, stage, (field, name), typed, out).is_entered;
    }
    let tone = if fields[0].2.is_blank() { Tone::Plain } else { Tone::Leaf };
    let pressed = pills(ui, stage, &[Pill::new("plus", stage.say(key)).tone(tone)]).is_some();
    if (pressed || is_entered) && !fields[0].2.is_blank() {
        put(out, command);
    }
    ui.add_space(stage.units(18.0));
}

fn limits(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, out: &mut Commands) {
    heading(ui, stage, &stage.say("school-limits"));
    quiet(ui, stage, &stage.say("school-limits-sub"));
    space(ui, stage);
    let limits = &known.school.limits;
    let mut one =
        |salt: &str, key: &str, all: &[u16], now: u16, change: fn(u16) -> CalendarChange| {
            told(ui, stage, &stage.say(key), "");
            let mut minutes = all.to_vec();
            if !minutes.contains(&now) {
                minutes.insert(0, now);
            }
            let shown: Vec<Choice> = minutes
                .iter()
                .map(|number| {
                    let text = stage.words.say_count("school-minutes", i64::from(*number), &[]);
                    Choice::new(text, *number == now)
                })
                .collect();
            let pressed = choices(ui, stage, salt, Most::One, &shown);
            let chosen = pressed.and_then(|index| minutes.get(index).copied());
            if let Some(minutes) = chosen.filter(|minutes| *minutes != now && known.may_tell()) {
                put(out, SchoolCommand::Calendar(change(minutes)));
            }
            ui.add_space(stage.units(18.0));
        };
    let urgent = limits.urgent_minutes();
    one("urgent", "school-limit-urgent", &URGENT, urgent, CalendarChange::UrgentMinutes);
    let worry = limits.worry_minutes();
    one("worry", "school-limit-worry", &WORRY, worry, CalendarChange::WorryMinutes);
}
