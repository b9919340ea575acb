//! Who asks to join, who has a computer and does what, and adults whom pupils can name.

use egui::Ui;

use super::choose::{Choice, Most, choices};
use super::{Commands, asks, fill_in, heading, pills, put, quiet, say, space, told, wrong};
use crate::acts::approve::Request;
use crate::app::review::Typed;
use crate::app::review::school::{
    AdultPage, KnownSchool, SchoolAsk, SchoolCommand, SchoolField, SchoolPage,
};
use crate::app::review::when::When;
use crate::domain::adults::PICTURES;
use crate::domain::people::Person;
use crate::domain::{Adult, Role};
use crate::ui::Stage;
use crate::ui::staff::rows::{Row, row};
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, paragraph};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    let Some(known) = &page.known else { return };
    heading(ui, stage, &stage.say("school-asking"));
    waiting(ui, stage, page, known, out);
    heading(ui, stage, &stage.say("school-computers"));
    for person in &known.people {
        ui.push_id(person.device_id.as_str(), |ui| {
            computer(ui, stage, page, (known, person), out);
        });
    }
    heading(ui, stage, &stage.say("school-others"));
    told(ui, stage, &stage.say("school-others-sub"), "");
    others(ui, stage, page, known, out);
}

pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Tablet => "school-role-tablet",
        Role::Senco => "school-role-senco",
        Role::Dsl => "school-role-dsl",
        Role::Head => "school-role-head",
        Role::Chair => "school-role-chair",
        Role::Admin => "school-role-admin",
    }
}

fn waiting(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    known: &KnownSchool,
    out: &mut Commands,
) {
    let requests = match &page.asking {
        None => return quiet(ui, stage, &stage.say("questions-wait")),
        Some(Err(trouble)) => return wrong(ui, stage, trouble),
        Some(Ok(requests)) => requests,
    };
    if requests.is_empty() {
        quiet(ui, stage, &stage.say("school-nobody-asks"));
    } else if !known.may_sign() {
        quiet(ui, stage, &stage.say("school-cannot-sign"));
    }
    for request in requests {
        let typed = page.joining.as_ref().filter(|(device, _)| device == &request.device);
        ui.push_id(request.device.as_str(), |ui| {
            newcomer(ui, stage, known, (request, typed.map(|(_, typed)| typed)), out);
        });
    }
}

fn newcomer(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &KnownSchool,
    (request, typed): (&Request, Option<&Typed>),
    out: &mut Commands,
) {
    let when = say::when(stage, &When::of(request.first_seen, known.at));
    let one = Row {
        picture: Picture::Ui(if request.role.is_staff() { "person-2" } else { "school" }),
        tone: Tone::Honey,
        title: request.name.clone(),
        detail: say::joined(&[
            &stage.say(role_key(request.role)),
            &stage.words.say_with("school-asks-since", &[("when", &when)]),
        ]),
        note: String::new(),
        mark: None,
        is_strong: true,
        is_selected: typed.is_some(),
    };
    let id = ui.scope_id().with("newcomer");
    if row(ui, stage, id, &one) && known.may_sign() {
        let chosen = typed.is_none().then(|| request.device.clone());
        put(out, SchoolCommand::Joining(chosen));
    }
    space(ui, stage);
    let Some(typed) = typed else { return };
    told(ui, stage, &stage.say("school-words-how"), "");
    let answer = fill_in(ui, stage, (SchoolField::SixWords, "school-words"), typed, out);
    let tone = if typed.is_blank() { Tone::Plain } else { Tone::Leaf };
    let all = [
        Pill::new("back", stage.say("staff-cancel")),
        Pill::new("keep", stage.say("school-let-in")).tone(tone),
    ];
    let pressed = pills(ui, stage, &all);
    if pressed == Some(0) {
        put(out, SchoolCommand::Joining(None));
    } else if pressed.is_some() || answer.is_entered {
        put(out, SchoolCommand::Approve);
    }
    space(ui, stage);
}

fn computer(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    (known, person): (&KnownSchool, &Person),
    out: &mut Commands,
) {
    let is_open = page.person.as_ref() == Some(&person.device_id);
    let is_own = person.device_id == known.own;
    let is_staff = person.roles.iter().any(|role| role.is_staff());
    let roles: Vec<String> = person.roles.iter().map(|role| stage.say(role_key(*role))).collect();
    let one = Row {
        picture: Picture::Ui(if is_staff { "person" } else { "school" }),
        tone: if is_staff { Tone::Violet } else { Tone::Sky },
        title: person.name.clone(),
        detail: roles.join(", "),
        note: String::new(),
        mark: is_own.then(|| (stage.say("school-this-one"), Tone::Leaf)),
        is_strong: false,
        is_selected: is_open,
    };
    let id = ui.scope_id().with("computer");
    if row(ui, stage, id, &one) {
        put(out, SchoolCommand::Person((!is_open).then(|| person.device_id.clone())));
    }
    ui.add_space(stage.units(6.0));
    if !is_open {
        return;
    }
    space(ui, stage);
    if is_staff {
        pictured(ui, stage, known, &person.name);
        let edits = page.adult.as_ref().filter(|adult| adult.name.as_str() == person.name);
        match edits {
            Some(adult) => edit(ui, stage, page, adult, out),
            None if known.may_tell() => {
                let pill = Pill::new("settings", stage.say("school-picture-days"));
                if pills(ui, stage, &[pill]).is_some() {
                    put(out, SchoolCommand::Adult(Some(person.name.clone())));
                }
            }
            None => {}
        }
        space(ui, stage);
    }
    if known.may_give_earlier(person) {
        quiet(ui, stage, &stage.say("school-earlier-sub"));
        let pill = Pill::new("send", stage.say("school-earlier"));
        if pills(ui, stage, &[pill]).is_some() {
            put(out, SchoolCommand::GiveEarlier(person.device_id.clone()));
        }
        space(ui, stage);
    }
    if !known.may_sign() {
        quiet(ui, stage, &stage.say("school-cannot-sign"));
        return;
    }
    if is_staff {
        roles_of(ui, stage, page, person, out);
    }
    let revoke = SchoolAsk::Revoke(person.device_id.clone());
    let is_asked = asks(ui, stage, page, &revoke, ("school-revoke-ask", "school-revoke-yes"), out);
    if !is_asked && !is_own {
        let pill = Pill::new("lock", stage.say("school-revoke"));
        if pills(ui, stage, &[pill]).is_some() {
            put(out, SchoolCommand::Ask(revoke));
        }
    }
    space(ui, stage);
}

/// The roles of somebody, to be given at one press and taken at two.
fn roles_of(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    person: &Person,
    out: &mut Commands,
) {
    told(ui, stage, &stage.say("school-roles"), "");
    let staff: Vec<Role> = Role::ALL.into_iter().filter(|role| role.is_staff()).collect();
    let all: Vec<Choice> = staff
        .iter()
        .map(|role| Choice::new(stage.say(role_key(*role)), person.roles.contains(role)))
        .collect();
    let pressed = choices(ui, stage, "roles", Most::Any, &all);
    if let Some(role) = pressed.and_then(|index| staff.get(index)).copied() {
        let device = person.device_id.clone();
        put(
            out,
            match person.roles.contains(&role) {
                true => SchoolCommand::Ask(SchoolAsk::TakeRole(device, role)),
                false => SchoolCommand::GiveRole(device, role),
            },
        );
    }
    space(ui, stage);
    for role in staff {
        let ask = SchoolAsk::TakeRole(person.device_id.clone(), role);
        if asks(ui, stage, page, &ask, ("school-take-role-ask", "school-take-role-yes"), out) {
            space(ui, stage);
        }
    }
}

fn days(stage: &Stage<'_>, adult: Option<&Adult>) -> String {
    match adult {
        Some(adult) if !adult.days.is_empty() => {
            let days = adult.days.iter().map(|day| stage.say(&format!("staff-weekday-{day}")));
            days.collect::<Vec<_>>().join(", ")
        }
        _ => stage.say("school-days-unknown"),
    }
}

fn pictured(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, name: &str) {
    let adult = known.school.adult(name);
    quiet(ui, stage, &days(stage, adult));
    ui.add_space(stage.units(10.0));
}

fn others(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    known: &KnownSchool,
    out: &mut Commands,
) {
    if known.school.other_adults.is_empty() {
        quiet(ui, stage, &stage.say("school-others-none"));
        space(ui, stage);
    }
    for name in &known.school.other_adults {
        ui.push_id(("adult", name), |ui| {
            let adult = known.school.adult(name);
            let picture = adult.and_then(Adult::known_picture).unwrap_or("person");
            let open = page.adult.as_ref().filter(|open| open.name.as_str() == name);
            let one = Row {
                picture: Picture::Ui(picture),
                tone: Tone::Violet,
                title: name.clone(),
                detail: days(stage, adult),
                note: String::new(),
                mark: None,
                is_strong: false,
                is_selected: open.is_some(),
            };
            let id = ui.scope_id().with("row");
            if row(ui, stage, id, &one) && known.may_tell() {
                let chosen = open.is_none().then(|| name.clone());
                put(out, SchoolCommand::Adult(chosen));
            }
            ui.add_space(stage.units(6.0));
            if let Some(open) = open {
                space(ui, stage);
                edit(ui, stage, page, open, out);
                space(ui, stage);
            }
        });
    }
    match &page.adult {
        Some(adult) if !adult.is_known => edit(ui, stage, page, adult, out),
        _ if known.may_tell() => {
            if pills(ui, stage, &[Pill::new("plus", stage.say("school-add-adult"))]).is_some() {
                put(out, SchoolCommand::Adult(Some(String::new())));
            }
        }
        _ => {}
    }
}

/// Picture and days of an adult; the name of a new one.
fn edit(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, adult: &AdultPage, out: &mut Commands) {
    if !adult.is_known {
        fill_in(ui, stage, (SchoolField::AdultName, "school-adult-name"), &adult.name, out);
    }
    told(ui, stage, &stage.say("school-picture"), "");
    let all = PICTURES.map(|picture| Choice {
        picture: Some(picture),
        text: stage.say(&format!("school-picture-{picture}")),
        is_chosen: adult.picture == picture,
    });
    if let Some(index) = choices(ui, stage, "picture", Most::One, &all) {
        put(out, SchoolCommand::Picture(PICTURES[index]));
    }
    space(ui, stage);
    told(ui, stage, &stage.say("school-days"), "");
    let week: Vec<Choice> = (0..5)
        .map(|day| {
            Choice::new(stage.say(&format!("staff-weekday-{day}")), adult.days.contains(&day))
        })
        .collect();
    if let Some(index) = choices(ui, stage, "days", Most::Any, &week) {
        put(out, SchoolCommand::AdultDay(u8::try_from(index).unwrap_or_default()));
    }
    space(ui, stage);
    let name = adult.name.as_str().to_owned();
    let remove = SchoolAsk::RemoveAdult(name.clone());
    if asks(ui, stage, page, &remove, ("school-remove-ask", "school-remove-yes"), out) {
        return;
    }
    let has_computer = page
        .known
        .as_ref()
        .is_some_and(|known| known.people.iter().any(|person| person.name == name));
    let tone = if adult.name.is_blank() { Tone::Plain } else { Tone::Leaf };
    let mut all = vec![
        Pill::new("back", stage.say("staff-cancel")),
        Pill::new("keep", stage.say("school-keep")).tone(tone),
    ];
    if adult.is_known && !has_computer {
        all.push(Pill::new("bin", stage.say("school-remove")));
    }
    match pills(ui, stage, &all) {
        Some(0) => put(out, SchoolCommand::Adult(None)),
        Some(1) => put(out, SchoolCommand::KeepAdult),
        Some(_) => put(out, SchoolCommand::Ask(remove)),
        None => {}
    }
    if !adult.is_known {
        ui.add_space(stage.units(6.0));
        let text = stage.say("school-adult-sub");
        paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
    }
}
