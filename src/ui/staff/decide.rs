//! Publishing, withdrawing, keeping for safeguarding.

use egui::Ui;

use super::fields::{FieldSpec, field, tick};
use super::parts::{BUTTON_UNITS, pills};
use super::{Commands, say};
use crate::app::review::{Chosen, Decision, Field, Open, ReviewCommand, Unlocked};
use crate::domain::{EntryState, Others};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

/// How high the footer was when it was last laid out.
pub fn footer_height(ui: &Ui, stage: &Stage<'_>) -> f32 {
    let id = ui.scope_id().with("footer height");
    ui.ctx().data(|data| data.get_temp::<f32>(id)).unwrap_or(stage.units(BUTTON_UNITS))
}

/// Keeps it for the next frame, which comes at once where it differs.
pub fn note_footer_height(ui: &Ui, height: f32) {
    let id = ui.scope_id().with("footer height");
    let before = ui.ctx().data(|data| data.get_temp::<f32>(id));
    if before.is_none_or(|before| (before - height).abs() > 0.5) {
        ui.ctx().data_mut(|data| data.insert_temp(id, height));
        ui.ctx().request_repaint();
    }
}

/// What can be done about the entry; the second press of what takes two.
pub fn footer(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    chosen: &Chosen,
    open: &Open,
    out: &mut Commands,
) {
    match chosen.asked.map(|asked| asked.decision) {
        Some(Decision::Withdraw) => withdraw(ui, stage, chosen, out),
        Some(Decision::Hold) => hold(ui, stage, out),
        Some(Decision::Concern) => concern(ui, stage, chosen, out),
        None => decisions(ui, stage, unlocked, chosen, open, out),
    }
}

fn decisions(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    chosen: &Chosen,
    open: &Open,
    out: &mut Commands,
) {
    let entry = &open.entry;
    let is_worry = entry.kind.is_worry();
    let mut all = Vec::new();
    match (&entry.refusal, entry.state) {
        // It could not be published whatever anybody ticked.
        (Some(_), _) if is_worry => {}
        (Some(refusal), _) => {
            let text = say::sentence(stage, refusal);
            paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
            ui.add_space(stage.units(10.0));
        }
        (None, EntryState::Published) if !chosen.differs() => {}
        (None, _) => {
            if entry.others == Others::SeenOrHeard {
                let text = stage.say("staff-no-other-child");
                if tick(ui, stage, &text, chosen.no_other_child) {
                    out.push(ReviewCommand::NoOtherChild(!chosen.no_other_child));
                }
                ui.add_space(stage.units(10.0));
            }
            let may = entry.others == Others::Nobody || chosen.no_other_child;
            let is_ready = may && unlocked.doing.is_none() && chosen.differs();
            let tone = if is_ready { Tone::Leaf } else { Tone::Plain };
            let key = match chosen.redaction.changes_something() {
                true => "staff-publish-hidden",
                false => "staff-publish",
            };
            let publish = Pill::new("publish", stage.say(key)).tone(tone);
            all.push((publish, ReviewCommand::Publish));
        }
    }
    let withdraw = Pill::new("bin", stage.say("staff-withdraw"));
    all.push((withdraw, ReviewCommand::Ask(Decision::Withdraw)));
    if unlocked.overview.keeps_safe && entry.state != EntryState::Held {
        let hold = Pill::new("lock", stage.say("staff-hold"));
        all.push((hold, ReviewCommand::Ask(Decision::Hold)));
    }
    let (shown, commands): (Vec<Pill>, Vec<ReviewCommand>) = all.into_iter().unzip();
    if let Some(index) = pills(ui, stage, &shown) {
        out.extend(commands.into_iter().nth(index));
    }
}

fn withdraw(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, out: &mut Commands) {
    let yes = Pill::new("bin", stage.say("staff-withdraw-yes")).tone(Tone::Coral);
    because(ui, stage, chosen, ["staff-withdraw-ask", "staff-withdraw-reason"], yes, out);
}

/// What the pupil said stays as it is; those who keep safe have it before them from then on.
fn concern(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, out: &mut Commands) {
    let yes = Pill::new("worry", stage.say("staff-concern-yes")).tone(Tone::Violet);
    because(ui, stage, chosen, ["staff-concern-ask", "staff-concern-why"], yes, out);
}

/// A decision that takes a reason: what it does, why, and the second press.
fn because(
    ui: &mut Ui,
    stage: &Stage<'_>,
    chosen: &Chosen,
    [ask, why]: [&str; 2],
    yes: Pill,
    out: &mut Commands,
) {
    let text = stage.say(ask);
    paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
    ui.add_space(stage.units(14.0));
    let name = stage.say(why);
    let spec = FieldSpec { field: Field::Reason, name: &name, rows: 1 };
    let answer = field(ui, stage, &spec, &chosen.reason);
    if let Some(typed) = answer.typed {
        out.push(ReviewCommand::Type(Field::Reason, typed));
    }
    focus_at_first(ui, answer.id);
    ui.add_space(stage.units(14.0));
    let yes = if chosen.reason.is_blank() { yes.tone(Tone::Plain) } else { yes };
    confirm(ui, stage, yes, out);
}

fn hold(ui: &mut Ui, stage: &Stage<'_>, out: &mut Commands) {
    let text = stage.say("staff-hold-ask");
    paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
    ui.add_space(stage.units(14.0));
    confirm(ui, stage, Pill::new("lock", stage.say("staff-hold-yes")).tone(Tone::Honey), out);
}

/// "Cancel" stands first, where the first press was not.
fn confirm(ui: &mut Ui, stage: &Stage<'_>, yes: Pill, out: &mut Commands) {
    let cancel = Pill::new("back", stage.say("staff-cancel"));
    focus_at_first(ui, ui.scope_id().with(("pill", &cancel.label)));
    match pills(ui, stage, &[cancel, yes]) {
        Some(0) => out.push(ReviewCommand::Cancel),
        Some(_) => out.push(ReviewCommand::Confirm),
        None => {}
    }
}

/// The keys go where a question has just appeared, so that nobody has to look for it. The first
/// one to ask in a frame gets them.
pub fn focus_at_first(ui: &Ui, id: egui::Id) {
    let mark = egui::Id::unique("staff question");
    let pass = ui.ctx().cumulative_pass_nr();
    let last = ui.ctx().data_mut(|data| {
        let last = data.get_temp::<u64>(mark);
        data.insert_temp(mark, pass);
        last
    });
    if last.is_none_or(|last| last + 1 < pass) {
        ui.ctx().memory_mut(|memory| memory.request_focus(id));
    }
}
