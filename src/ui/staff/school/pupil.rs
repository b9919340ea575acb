//! One pupil: what stands and on whose word, writing down what was said, what must not be shown,
//! who decides, and what was written down before.

use egui::Ui;

use super::choose::{Choice, Most, choices};
use super::pupils::purpose_key;
use super::{Commands, fill_in, heading, pills, put, quiet, say, space, told};
use crate::app::review::school::{
    KnownSchool, PupilPage, SchoolCommand, SchoolField, SchoolPage, Whose,
};
use crate::app::review::when::When;
use crate::domain::consent_record::{
    Change, ConsentSaid, Decider, Noted, Responsibility, Speaker, Weight,
};
use crate::domain::{Consent, Day, Flag, Moment, Pupil, Purpose};
use crate::ui::Stage;
use crate::ui::staff::parts::{Chip, chips};
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    page: &SchoolPage,
    has_way_back: bool,
    out: &mut Commands,
) {
    let (Some(known), Some((open, pupil))) = (&page.known, page.open_pupil()) else { return };
    ui.push_id(pupil.pupil_id.as_str(), |ui| {
        if has_way_back {
            if pills(ui, stage, &[Pill::new("back", stage.say("school-all-pupils"))]).is_some() {
                put(out, SchoolCommand::Pupil(None));
            }
            space(ui, stage);
        }
        paragraph(ui, stage, &known.school.called(pupil), Words::Title, stage.theme.ink());
        let number = match pupil.upn.is_empty() {
            true => String::new(),
            false => stage.words.say_with("school-number", &[("number", &pupil.upn)]),
        };
        quiet(ui, stage, &say::joined(&[&pupil.class, &number]));
        decides(ui, stage, known, pupil);
        stands(ui, stage, known, pupil);
        if known.may_tell() {
            write_down(ui, stage, known, open, out);
            flags(ui, stage, pupil, out);
            born(ui, stage, open, out);
            capacity(ui, stage, known, (open, pupil), out);
        }
        history(ui, stage, known, pupil);
    });
}

/// "3 May 2026".
pub fn day(stage: &Stage<'_>, day: Day) -> String {
    let month = stage.say(&format!("staff-month-{}", day.month()));
    let (number, year) = (day.day().to_string(), day.year().to_string());
    stage.words.say_with("staff-day-year", &[("day", &number), ("month", &month), ("year", &year)])
}

fn decides(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, pupil: &Pupil) {
    ui.add_space(stage.units(10.0));
    let leaving = pupil.record.born.and_then(Day::school_leaving_day);
    let leaving = leaving.map(|leaving| day(stage, leaving)).unwrap_or_default();
    let key = match (pupil.record.decider(known.today), pupil.record.born) {
        (Decider::Parents, None) => "school-decides-unknown",
        (Decider::Parents, Some(_)) => "school-decides-parents",
        (Decider::YoungPerson, _) => "school-decides-young-person",
        (Decider::Interests, _) => "school-decides-interests",
    };
    let text = stage.words.say_with(key, &[("day", &leaving)]);
    paragraph(ui, stage, &text, Words::Small, stage.theme.ink());
}

fn consent_key(consent: Consent) -> &'static str {
    match consent {
        Consent::NotAsked => "school-not-asked",
        Consent::Given => "school-given",
        Consent::Objected => "school-objected",
    }
}

fn stands(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, pupil: &Pupil) {
    heading(ui, stage, &stage.say("school-stands"));
    for purpose in Purpose::ALL {
        let consent = pupil.consents.on(purpose);
        let (picture, tone) = match consent {
            Consent::NotAsked => ("question", Tone::Plain),
            Consent::Given => ("yes", Tone::Leaf),
            Consent::Objected => ("no", Tone::Coral),
        };
        let (what, how) = (stage.say(purpose_key(purpose)), stage.say(consent_key(consent)));
        let text = stage.words.say_with("school-stands-so", &[("what", &what), ("how", &how)]);
        chips(ui, stage, &[Chip { picture, text, tone }]);
        let standing = pupil.record.standing(purpose, known.today);
        let mut why = Vec::new();
        if let Some(standing) = &standing {
            if standing.consent != Consent::NotAsked {
                why.extend(standing.because_of.iter().map(|said| who_and_when(stage, said)));
            }
            if standing.is_to_ask_again {
                why.push(stage.say("school-ask-again-why"));
            }
        }
        if !why.is_empty() {
            ui.add_space(stage.units(4.0));
            let colour = stage.theme.quiet_ink();
            paragraph(ui, stage, &why.join(" · "), Words::Small, colour);
        }
        ui.add_space(stage.units(10.0));
    }
}

fn speaker(stage: &Stage<'_>, said: &ConsentSaid) -> String {
    let key = match said.speaker {
        Speaker::Pupil => "school-by-pupil",
        Speaker::Parent(Responsibility::Yes) => "school-by-parent-yes",
        Speaker::Parent(Responsibility::No) => "school-by-parent-no",
        Speaker::Parent(Responsibility::NotKnown) => "school-by-parent-unknown",
        Speaker::List => "school-by-list",
        Speaker::Interests => "school-by-interests",
    };
    stage.words.say_with(key, &[("name", &said.name)])
}

fn who_and_when(stage: &Stage<'_>, said: &ConsentSaid) -> String {
    let (who, when) = (speaker(stage, said), day(stage, said.on));
    stage.words.say_with("school-who-when", &[("who", &who), ("when", &when)])
}

fn write_down(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &KnownSchool,
    open: &PupilPage,
    out: &mut Commands,
) {
    heading(ui, stage, &stage.say("school-write-down"));
    told(ui, stage, &stage.say("school-about"), "");
    let all =
        Purpose::ALL.map(|one| Choice::new(stage.say(purpose_key(one)), open.about.contains(&one)));
    if let Some(index) = choices(ui, stage, "about", Most::Any, &all) {
        put(out, SchoolCommand::About(Purpose::ALL[index]));
    }
    space(ui, stage);
    told(ui, stage, &stage.say("school-who"), "");
    let whose = Whose::ALL.map(|one| {
        let key = match one {
            Whose::Parent => "school-who-parent",
            Whose::Pupil => "school-who-pupil",
            Whose::List => "school-who-list",
            Whose::Interests => "school-who-interests",
        };
        Choice::new(stage.say(key), open.whose == one)
    });
    if let Some(index) = choices(ui, stage, "whose", Most::One, &whose) {
        put(out, SchoolCommand::Whose(Whose::ALL[index]));
    }
    space(ui, stage);
    if open.whose == Whose::Parent {
        told(ui, stage, &stage.say("school-responsibility"), "");
        let all = Responsibility::ALL.map(|one| {
            let key = match one {
                Responsibility::Yes => "school-responsibility-yes",
                Responsibility::No => "school-responsibility-no",
                Responsibility::NotKnown => "school-responsibility-unknown",
            };
            Choice::new(stage.say(key), open.responsibility == one)
        });
        if let Some(index) = choices(ui, stage, "responsibility", Most::One, &all) {
            put(out, SchoolCommand::Responsibility(Responsibility::ALL[index]));
        }
        space(ui, stage);
    }
    if matches!(open.whose, Whose::Parent | Whose::Interests) {
        fill_in(ui, stage, (SchoolField::Name, "school-name"), &open.name, out);
    }
    const WORDS: [(Consent, &str); 3] = [
        (Consent::Given, "school-agrees"),
        (Consent::Objected, "school-objects"),
        (Consent::NotAsked, "school-takes-back"),
    ];
    told(ui, stage, &stage.say("school-says"), "");
    let all = WORDS.map(|(one, key)| Choice::new(stage.say(key), open.consent == one));
    if let Some(index) = choices(ui, stage, "consent", Most::One, &all) {
        put(out, SchoolCommand::Consent(WORDS[index].0));
    }
    space(ui, stage);
    fill_in(ui, stage, (SchoolField::On, "school-on"), &open.on, out);
    let key = format!("school-law-{}", known.school.nation.as_str());
    paragraph(ui, stage, &stage.say(&key), Words::Small, stage.theme.quiet_ink());
    space(ui, stage);
    let tone = if open.about.is_empty() { Tone::Plain } else { Tone::Leaf };
    if pills(ui, stage, &[Pill::new("keep", stage.say("school-note")).tone(tone)]).is_some() {
        put(out, SchoolCommand::Note);
    }
}

fn flags(ui: &mut Ui, stage: &Stage<'_>, pupil: &Pupil, out: &mut Commands) {
    heading(ui, stage, &stage.say("school-flags"));
    let all =
        Flag::ALL.map(|flag| Choice::new(stage.say(say::flag(flag)), pupil.flags.contains(&flag)));
    if let Some(index) = choices(ui, stage, "flags", Most::Any, &all) {
        let flag = Flag::ALL[index];
        put(out, SchoolCommand::Flag(flag, !pupil.flags.contains(&flag)));
    }
    ui.add_space(stage.units(6.0));
    let text = stage.say("school-flags-sub");
    paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
}

fn born(ui: &mut Ui, stage: &Stage<'_>, open: &PupilPage, out: &mut Commands) {
    heading(ui, stage, &stage.say("school-born-title"));
    let answer = fill_in(ui, stage, (SchoolField::Born, "school-born"), &open.born, out);
    if pills(ui, stage, &[Pill::new("keep", stage.say("school-born-keep"))]).is_some()
        || answer.is_entered
    {
        put(out, SchoolCommand::Born);
    }
}

fn capacity(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &KnownSchool,
    (open, pupil): (&PupilPage, &Pupil),
    out: &mut Commands,
) {
    if pupil.record.decider(known.today) == Decider::Parents {
        return;
    }
    heading(ui, stage, &stage.say("school-capacity"));
    told(ui, stage, &stage.say("school-capacity-sub"), "");
    fill_in(ui, stage, (SchoolField::FoundBy, "school-found-by"), &open.found_by, out);
    let all = [
        Pill::new("yes", stage.say("school-can-decide")),
        Pill::new("no", stage.say("school-cannot-decide")),
    ];
    if let Some(index) = pills(ui, stage, &all) {
        put(out, SchoolCommand::Capacity(index == 0));
    }
}

fn history(ui: &mut Ui, stage: &Stage<'_>, known: &KnownSchool, pupil: &Pupil) {
    heading(ui, stage, &stage.say("school-history"));
    let history = &pupil.record.history;
    if history.is_empty() {
        quiet(ui, stage, &stage.say("school-history-empty"));
    }
    for (place, noted) in history.iter().enumerate().rev() {
        let weight = pupil.record.weight(place).and_then(weight_key).map(|key| stage.say(key));
        let below = say::joined(&[&by(stage, noted, known.at), &weight.unwrap_or_default()]);
        told(ui, stage, &changed(stage, &noted.change), &below);
    }
}

fn by(stage: &Stage<'_>, noted: &Noted, now: Moment) -> String {
    if noted.at == Moment::default() {
        return stage.say("school-before");
    }
    let when = say::when(stage, &When::of(noted.at, now));
    stage.words.say_with("school-noted-by", &[("name", &noted.by), ("when", &when)])
}

fn weight_key(weight: Weight) -> Option<&'static str> {
    match weight {
        Weight::Counts => None,
        Weight::NoResponsibility => Some("school-weight-responsibility"),
        Weight::NotYetTheirs => Some("school-weight-not-yet"),
        Weight::UntilDecided => Some("school-weight-until"),
        Weight::YoungPersonDecides => Some("school-weight-young-person"),
        Weight::CanDecide => Some("school-weight-can-decide"),
        Weight::CannotDecide => Some("school-weight-cannot-decide"),
    }
}

fn changed(stage: &Stage<'_>, change: &Change) -> String {
    match change {
        Change::Said(said) => {
            let what: Vec<String> =
                said.about.iter().map(|one| stage.say(purpose_key(*one))).collect();
            let key = match said.consent {
                Consent::NotAsked => "school-said-back",
                Consent::Given => "school-said-yes",
                Consent::Objected => "school-said-no",
            };
            let who = who_and_when(stage, said);
            stage.words.say_with(key, &[("who", &who), ("what", &what.join(", "))])
        }
        Change::Capacity { can_decide, name, on } => {
            let key = if *can_decide { "school-found-can" } else { "school-found-cannot" };
            stage.words.say_with(key, &[("name", name), ("when", &day(stage, *on))])
        }
        Change::Flag { flag, is_on } => {
            let key = if *is_on { "school-flag-on" } else { "school-flag-off" };
            stage.words.say_with(key, &[("what", &stage.say(say::flag(*flag)))])
        }
    }
}
