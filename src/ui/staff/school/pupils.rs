//! All pupils, by class; a search above them.

use egui::Ui;

use super::{Commands, fill_in, heading, pills, put, quiet, space};
use crate::app::review::school::{
    KnownSchool, SchoolCommand, SchoolField, SchoolPage, SchoolSection,
};
use crate::domain::{Consent, Pupil, Purpose};
use crate::ui::Stage;
use crate::ui::staff::rows::{Row, row};
use crate::ui::staff::say;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Picture, Pill};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, page: &SchoolPage, out: &mut Commands) {
    let Some(known) = &page.known else { return };
    if known.school.pupils.is_empty() {
        quiet(ui, stage, &stage.say("school-no-pupils"));
        space(ui, stage);
        if pills(ui, stage, &[Pill::new("page", stage.say("school-to-roster"))]).is_some() {
            put(out, SchoolCommand::Show(SchoolSection::Roster));
        }
        return;
    }
    fill_in(ui, stage, (SchoolField::Search, "school-search"), &page.search, out);
    let pupils = page.pupils();
    if pupils.is_empty() {
        quiet(ui, stage, &stage.say("staff-found-nothing"));
    }
    let mut class = "";
    for pupil in pupils {
        if pupil.class != class {
            class = &pupil.class;
            heading(ui, stage, class);
        }
        let is_selected = page.pupil.as_ref().is_some_and(|open| open.pupil_id == pupil.pupil_id);
        let id = ui.scope_id().with(("pupil", pupil.pupil_id.as_str()));
        if row(ui, stage, id, &line(stage, known, pupil, is_selected)) {
            put(out, SchoolCommand::Pupil(Some(pupil.pupil_id.clone())));
        }
        ui.add_space(stage.units(6.0));
    }
}

fn line(stage: &Stage<'_>, known: &KnownSchool, pupil: &Pupil, is_selected: bool) -> Row {
    let objected: Vec<String> = Purpose::ALL
        .into_iter()
        .filter(|purpose| pupil.consents.on(*purpose) == Consent::Objected)
        .map(|purpose| stage.say(purpose_key(purpose)))
        .collect();
    let no = match objected.is_empty() {
        true => String::new(),
        false => stage.words.say_with("school-no-to", &[("what", &objected.join(", "))]),
    };
    let flags: Vec<String> = pupil.flags.iter().map(|flag| stage.say(say::flag(*flag))).collect();
    let asks_again = Purpose::ALL.into_iter().any(|purpose| {
        pupil.record.standing(purpose, known.today).is_some_and(|one| one.is_to_ask_again)
    });
    Row {
        picture: Picture::Ui("person"),
        tone: if objected.is_empty() { Tone::Sky } else { Tone::Coral },
        title: known.school.called(pupil),
        detail: no,
        note: flags.join(" · "),
        mark: asks_again.then(|| (stage.say("school-ask-again"), Tone::Honey)),
        is_strong: false,
        is_selected,
    }
}

pub fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Video => "school-purpose-video",
        Purpose::Voice => "school-purpose-voice",
        Purpose::Photo => "school-purpose-photo",
        Purpose::StaffPages => "school-purpose-pages",
        Purpose::Outside => "school-purpose-outside",
    }
}
