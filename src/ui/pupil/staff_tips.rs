//! Top tips for staff: class, pupil, one page with clip and tips. Two touches.

use egui::{Rect, Ui, vec2};

use super::{Commands, trouble_line};
use crate::app::kiosk::StaffTips;
use crate::app::{Command, Kiosk};
use crate::pages::{PupilPage, ShownName};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Picture, Pill, Pressed, columns, grid, page, panel_height, paragraph, player,
    sentence_panel,
};

const TONES: [Tone; 5] = [Tone::Sky, Tone::Leaf, Tone::Honey, Tone::Coral, Tone::Violet];

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(tips) = &kiosk.staff_tips else { return };
    let pupil = tips.pupil();
    let title = match (pupil, tips.class()) {
        (Some(pupil), _) => name(stage, pupil),
        (None, Some(class)) => class.name.clone(),
        (None, None) => stage.say("staff-tips-title"),
    };
    let has_clip = pupil.is_some_and(|pupil| !pupil.clips.is_empty());
    let mut actions = Vec::new();
    if has_clip {
        let plays = tips.player.as_ref().is_some_and(|player| player.progress().is_playing);
        actions.push(match plays {
            true => Pill::new("pause", stage.say("look-pause")),
            false => Pill::new("play", stage.say("look-play")),
        });
    }
    let subtitle =
        tips.open_until().map(|time| stage.words.say_with("staff-tips-until", &[("time", &time)]));
    let subtitle = subtitle.unwrap_or_default();
    let header = Header { picture: Picture::Ui("tips"), title, subtitle, actions };
    let footer =
        [Pill::new("back", stage.say("back")), Pill::new("finished", stage.say("finished"))];
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        match (pupil, &tips.site) {
            (Some(pupil), _) => one(ui, stage, tips, pupil, room, out),
            (None, None) => {
                paragraph(ui, stage, &stage.say("staff-tips-wait"), Words::Card, stage.theme.ink());
            }
            (None, Some(_)) => choose(ui, stage, tips, room, out),
        }
    });
    match pressed {
        Pressed::Action(_) => out.push(Command::TipsPlay),
        Pressed::Footer(0) => out.push(Command::TipsBack),
        Pressed::Footer(_) => out.push(Command::Finish),
        Pressed::Nothing => {}
    }
}

fn name(stage: &Stage<'_>, pupil: &PupilPage) -> String {
    match &pupil.shown_name {
        ShownName::Name(name) => name.clone(),
        ShownName::KeptPrivate => stage.say("staff-tips-private"),
    }
}

fn choose(ui: &mut Ui, stage: &Stage<'_>, tips: &StaffTips, room: egui::Vec2, out: &mut Commands) {
    let Some(class) = tips.class() else {
        let classes = tips.site.as_ref().map(|site| site.classes.as_slice()).unwrap_or_default();
        if classes.is_empty() {
            paragraph(ui, stage, &stage.say("staff-tips-none"), Words::Card, stage.theme.ink());
        }
        let cards: Vec<Card> = classes
            .iter()
            .zip(TONES.iter().cycle())
            .map(|(class, tone)| Card::new(Picture::Ui("school"), &class.name, *tone))
            .collect();
        if let Some(index) = grid(ui, stage, room, 3, &cards) {
            out.push(Command::TipsClass(index));
        }
        return;
    };
    let cards: Vec<Card> = class
        .pupils
        .iter()
        .zip(TONES.iter().cycle())
        .map(|(pupil, tone)| {
            let card = Card::new(Picture::Ui("person"), name(stage, pupil), *tone);
            match pupil.has_content() {
                true => card,
                false => card.below(stage.say("staff-tips-nothing")),
            }
        })
        .collect();
    if let Some(index) = grid(ui, stage, room, 4, &cards) {
        out.push(Command::TipsPupil(index));
    }
}

fn one(
    ui: &mut Ui,
    stage: &Stage<'_>,
    tips: &StaffTips,
    pupil: &PupilPage,
    room: egui::Vec2,
    out: &mut Commands,
) {
    let mut rows: Vec<(Picture, Tone, String)> = pupil
        .tips
        .iter()
        .zip(TONES.iter().cycle())
        .map(|(tip, tone)| (Picture::Ui("tips"), *tone, tip.text.clone()))
        .collect();
    rows.extend(pupil.messages.iter().map(|message| {
        (Picture::Ui("reply"), Tone::Sky, format!("{} ({})", message.text, message.recorded))
    }));
    if rows.is_empty() {
        rows.push((Picture::Ui("tips"), Tone::Sky, stage.say("staff-tips-nothing")));
    }
    let gap = stage.units(GAP_UNITS);
    let has_clip = !pupil.clips.is_empty();
    let beside = has_clip && columns(stage, room.x);
    let wide = if beside { (room.x - gap) / 2.0 } else { room.x };
    let needed = panel_height(ui, stage, &rows, wide);
    let view = if has_clip { stage.units(420.0) } else { 0.0 };
    let total = match (beside, has_clip) {
        (true, _) => needed.max(view),
        (false, true) => needed + gap + view,
        (false, false) => needed,
    };
    let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
    if has_clip {
        let rect = Rect::from_min_size(area.min, vec2(wide, view));
        if let Some(to) = player(ui, stage, rect, tips.player.as_ref()) {
            out.push(Command::TipsSeek(to));
        }
    }
    let corner = match (beside, has_clip) {
        (true, _) => area.min + vec2(wide + gap, 0.0),
        (false, true) => area.min + vec2(0.0, view + gap),
        (false, false) => area.min,
    };
    sentence_panel(ui, stage, &rows, Rect::from_min_size(corner, vec2(wide, needed)));
}
