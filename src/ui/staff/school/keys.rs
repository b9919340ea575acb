//! Checks, and keys: who signs, when that changed, what the words in the safes are for.

use egui::Ui;

use super::adults::role_key;
use super::{Commands, fill_in, heading, pills, put, quiet, say, space, told, wrong};
use crate::acts::keys_history::KeysChange;
use crate::app::review::school::{KnownSchool, SchoolCommand, SchoolField, SchoolPage};
use crate::app::review::when::When;
use crate::domain::{DeviceId, Role};
use crate::ui::Stage;
use crate::ui::staff::parts::{Chip, chips};
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

/// What a pupil's login said: nothing is published before.
fn pages_code(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    heading(ui, stage, &stage.say("school-pages"));
    let is_passed = page.known.as_ref().is_some_and(|known| known.school.pages_checked.is_some());
    let key = if is_passed { "school-pages-done" } else { "school-pages-how" };
    quiet(ui, stage, &stage.say(key));
    let code = (SchoolField::PagesCode, "school-pages-code");
    let answer = fill_in(ui, stage, code, &page.pages_code, out);
    let tone = if page.pages_code.is_blank() { Tone::Plain } else { Tone::Leaf };
    let keep = Pill::new("yes", stage.say("school-pages-keep")).tone(tone);
    if pills(ui, stage, &[keep]).is_some() || answer.is_entered {
        put(out, SchoolCommand::PagesPassed);
    }
    ui.add_space(stage.units(18.0));
}

pub fn checks(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    pages_code(ui, stage, page, out);
    told(ui, stage, &stage.say("school-checks-sub"), "");
    let key = if page.checks.is_some() { "school-check-again" } else { "school-check" };
    if pills(ui, stage, &[Pill::new("search", stage.say(key)).tone(Tone::Leaf)]).is_some()
        && !page.is_checking
    {
        put(out, SchoolCommand::Check);
    }
    ui.add_space(stage.units(18.0));
    if page.is_checking {
        quiet(ui, stage, &stage.say("questions-wait"));
        return;
    }
    let all = match &page.checks {
        None => return,
        Some(Err(trouble)) => return wrong(ui, stage, trouble),
        Some(Ok(all)) => all,
    };
    // What is to be done comes first.
    let (right, other): (Vec<_>, Vec<_>) = all.iter().partition(|check| check.ok);
    if other.is_empty() {
        told(ui, stage, &stage.say("school-all-well"), "");
    }
    for check in other.into_iter().chain(right) {
        let (picture, tone) = match check.ok {
            true => ("yes", Tone::Leaf),
            false => ("settings", Tone::Honey),
        };
        chips(ui, stage, &[Chip { picture, text: stage.words.sentence(&check.says), tone }]);
        let to_do = stage.words.what_to_do(&check.says).filter(|_| !check.ok);
        if let Some(to_do) = to_do {
            ui.add_space(stage.units(6.0));
            paragraph(ui, stage, &to_do, Words::Small, stage.theme.ink());
        }
        ui.add_space(stage.units(14.0));
    }
}

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage) {
    let Some(known) = &page.known else { return };
    heading(ui, stage, &stage.say("school-signs"));
    let signs = known.people.iter().filter(|person| person.roles.contains(&Role::Admin));
    for person in signs {
        let roles: Vec<String> =
            person.roles.iter().map(|role| stage.say(role_key(*role))).collect();
        told(ui, stage, &person.name, &roles.join(", "));
    }
    heading(ui, stage, &stage.say("school-safes"));
    for key in ["school-safe-school", "school-safe-worry", "school-safe-chair", "school-safe-lost"]
    {
        told(ui, stage, &stage.say(key), "");
    }
    heading(ui, stage, &stage.say("school-changes"));
    match &page.changes {
        None => quiet(ui, stage, &stage.say("questions-wait")),
        Some(Err(trouble)) => wrong(ui, stage, trouble),
        Some(Ok(changes)) => {
            changes.iter().for_each(|change| one(ui, stage, known, change));
        }
    }
    space(ui, stage);
}

fn one(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, change: &KeysChange) {
    let name = |device: &DeviceId| match known.person(device) {
        Some(person) => person.name.clone(),
        None => stage.words.say_with("school-gone-device", &[("device", device.as_str())]),
    };
    let lists = [
        ("school-came", &change.came),
        ("school-went", &change.went),
        ("school-changed", &change.changed),
    ];
    let said: Vec<String> = lists
        .into_iter()
        .filter(|(_, devices)| !devices.is_empty())
        .map(|(key, devices)| {
            let names: Vec<String> = devices.iter().map(name).collect();
            stage.words.say_with(key, &[("names", &names.join(", "))])
        })
        .collect();
    let what = match said.is_empty() {
        true => stage.say("school-safes-changed"),
        false => said.join(" "),
    };
    let by = match &change.by {
        Some(device) => name(device),
        None => stage.say("school-by-words"),
    };
    let when = say::when(stage, &When::of(change.at, known.at));
    let number = change.number.to_string();
    let below = stage
        .words
        .say_with("school-signed-by", &[("name", &by), ("when", &when), ("number", &number)]);
    told(ui, stage, &what, &below);
}
