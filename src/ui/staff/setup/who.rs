//! What the school, its people and its tablets are called, and the passphrase.

use egui::Ui;

use super::{SetupCommands, feet, fields, head, next, sub, told};
use crate::app::Setup;
use crate::app::setup::{Computer, SetupCommand, SetupField};
use crate::domain::Role;
use crate::ui::Stage;
use crate::ui::staff::say;
use crate::ui::staff::school::adults::role_key;
use crate::ui::staff::school::choose::{Choice, Most, choices};
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::paragraph;

pub fn names(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    let (picture, title) = match setup.computer {
        Some(Computer::First) => ("school", "setup-names-first"),
        Some(Computer::Tablet) => ("touch", "setup-names-tablet"),
        _ => ("person", "setup-names-staff"),
    };
    head(ui, stage, setup, (picture, Tone::Coral), &stage.say(title));
    let school = (SetupField::School, stage.say("setup-school-field"));
    let name = |key| (SetupField::Name, stage.say(key));
    let all = match setup.computer {
        Some(Computer::First) => vec![school, name("setup-person-field")],
        Some(Computer::Tablet) => vec![name("setup-tablet-field")],
        _ => vec![name("setup-person-field")],
    };
    fields(ui, stage, setup, &all, out);
    match setup.computer {
        Some(Computer::Tablet) => sub(ui, stage, &stage.say("setup-tablet-sub-name")),
        Some(Computer::Staff) => roles(ui, stage, setup, out),
        _ => {}
    }
    told(ui, stage, setup, None);
    let has_role = setup.computer != Some(Computer::Staff) || setup.role.is_some();
    let is_ready = has_role && all.iter().all(|(field, _)| !setup.typed(*field).is_blank());
    feet(ui, stage, setup, Some(next(stage, is_ready)), out);
}

fn roles(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    paragraph(ui, stage, &stage.say("setup-role"), Words::Small, stage.theme.ink());
    ui.add_space(stage.units(12.0));
    let offered = Role::ALL.into_iter().filter(|role| role.is_staff());
    for role in offered {
        let does = stage.say(&format!("setup-role-{}", role.as_str()));
        let text = say::joined(&[&stage.say(role_key(role)), &does]);
        let one = Choice::new(text, setup.role == Some(role));
        if choices(ui, stage, role.as_str(), Most::One, &[one]).is_some() {
            out.push(SetupCommand::Role(role));
        }
        ui.add_space(stage.units(10.0));
    }
    ui.add_space(stage.units(12.0));
}

pub fn passphrase(ui: &mut Ui, stage: &Stage<'_>, setup: &Setup, out: &mut SetupCommands) {
    head(ui, stage, setup, ("lock", Tone::Honey), &stage.say("setup-passphrase"));
    sub(ui, stage, &stage.say("setup-passphrase-sub"));
    let all = [
        (SetupField::Passphrase, stage.say("setup-passphrase-field")),
        (SetupField::Again, stage.say("setup-passphrase-again")),
    ];
    fields(ui, stage, setup, &all, out);
    let lost = stage.say("setup-passphrase-lost");
    paragraph(ui, stage, &lost, Words::Small, stage.theme.quiet_ink());
    ui.add_space(stage.units(20.0));
    told(ui, stage, setup, None);
    let is_ready = all.iter().all(|(field, _)| !setup.typed(*field).as_str().is_empty());
    feet(ui, stage, setup, Some(next(stage, is_ready)), out);
}
