//! The passphrase. Nothing about a pupil is here.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::fields::{FieldSpec, field};
use super::parts::pill_size;
use super::{Commands, ground, part, say};
use crate::app::review::{Field, Locked, ReviewCommand};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, label, paragraph, pill};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, locked: &Locked, out: &mut Commands) {
    let whole = ui.max_rect();
    let width = stage.units(720.0).min(whole.width() - stage.units(56.0));
    // As high as it was when it was last shown: the window may be lower than what it holds.
    let id = ui.scope_id().with("unlock height");
    let before = ui.ctx().data(|data| data.get_temp::<f32>(id)).unwrap_or(stage.units(520.0));
    let height = before.min(whole.height() - stage.units(40.0));
    let place = Rect::from_center_size(whole.center(), vec2(width, height));
    let inner = ground(ui, stage, place).shrink(stage.units(16.0));
    let used = part(ui, inner, "unlock", |ui| {
        egui::ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| content(ui, stage, locked, out))
            .content_size
            .y
    });
    let needed = used + place.height() - inner.height();
    if (needed - before).abs() > 1.0 {
        ui.ctx().data_mut(|data| data.insert_temp(id, needed));
        ui.ctx().request_repaint();
    }
}

fn content(ui: &mut Ui, stage: &Stage<'_>, locked: &Locked, out: &mut Commands) {
    let theme = stage.theme;
    let side = stage.units(96.0);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), side), Sense::hover());
    let disc = Rect::from_min_size(row.min, vec2(side, side));
    let tint = match theme.look.is_high_contrast() {
        true => theme.disc(),
        false => theme.surface(Tone::Honey).tint,
    };
    ui.painter().circle_filled(disc.center(), side / 2.0, tint);
    Picture::Ui("lock").paint(ui, stage, disc.shrink(side * 0.18));
    let words = Rect::from_min_max(pos2(disc.right() + stage.units(24.0), row.top()), row.max);
    label(ui, stage, words, &stage.say("staff-unlock-title"), Words::Title, theme.ink());
    ui.add_space(stage.units(20.0));
    paragraph(ui, stage, &stage.say("staff-unlock-sub"), Words::Plain, theme.quiet_ink());
    ui.add_space(stage.units(24.0));
    let name = stage.say("staff-passphrase");
    let spec = FieldSpec { field: Field::Passphrase, name: &name, rows: 1 };
    let answer = field(ui, stage, &spec, &locked.passphrase);
    if let Some(typed) = answer.typed {
        out.push(ReviewCommand::Type(Field::Passphrase, typed));
    }
    if answer.is_entered {
        out.push(ReviewCommand::Unlock);
    }
    ui.add_space(stage.units(24.0));
    let key = if locked.is_trying { "staff-unlocking" } else { "staff-unlock" };
    let tone = if locked.is_trying { Tone::Plain } else { Tone::Leaf };
    let one = Pill::new("key", stage.say(key)).tone(tone);
    let size = pill_size(ui, stage, &one, ui.available_width());
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), size.y), Sense::hover());
    if pill(ui, stage, place, &one) {
        out.push(ReviewCommand::Unlock);
    }
    ui.add_space(stage.units(24.0));
    let (text, colour) = match &locked.trouble {
        Some(trouble) => (say::sentence(stage, trouble), theme.surface(Tone::Danger).text),
        None if locked.is_trying => (stage.say("staff-unlock-wait"), theme.quiet_ink()),
        None => (stage.say("staff-lock-hint"), theme.quiet_ink()),
    };
    paragraph(ui, stage, &text, Words::Small, colour);
    // Whoever comes here comes to type.
    let nothing_has_focus = ui.ctx().memory(|memory| memory.focused().is_none());
    if nothing_has_focus && !locked.is_trying {
        ui.ctx().memory_mut(|memory| memory.request_focus(answer.id));
    }
}
