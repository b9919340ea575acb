//! The bar above everything: whose desk it is, how it stands with the share, where one can go.
//! Where the words and all pills do not fit beside each other, the pills stand below.

use egui::{Rect, Ui, pos2, vec2};

use super::parts::{SPACE_UNITS, flow, pill_size};
use super::{Commands, part};
use crate::app::review::command::QuestionCommand;
use crate::app::review::school::SchoolCommand;
use crate::app::review::{ReviewCommand, ShareState, TellingCommand, Unlocked};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, label, label_height, pill};

/// So much of the width is left to the words, in units.
const WORDS_UNITS: f32 = 480.0;

/// Where one can go from everywhere.
fn pills(stage: &Stage<'_>, unlocked: &Unlocked) -> [(Pill, ReviewCommand); 5] {
    let school = SchoolCommand::Open(unlocked.school.is_none());
    let told = match unlocked.telling.is_none() {
        true => TellingCommand::Open,
        false => TellingCommand::Leave,
    };
    let asks = QuestionCommand::Open(unlocked.questions.is_none());
    [
        (Pill::new("school", stage.say("school-open")), ReviewCommand::School(school)),
        (Pill::new("words", stage.say("staff-told")), ReviewCommand::Telling(told)),
        (Pill::new("talk", stage.say("staff-questions")), ReviewCommand::Questions(asks)),
        (Pill::new("again", stage.say("staff-sync")), ReviewCommand::Sync),
        (Pill::new("lock", stage.say("staff-lock")), ReviewCommand::Lock),
    ]
}

/// Shows the bar; gives where it ends.
pub fn bar(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    area: Rect,
    out: &mut Commands,
) -> f32 {
    let gap = stage.units(SPACE_UNITS);
    let pills = pills(stage, unlocked);
    let sizes = pills.each_ref().map(|(one, _)| pill_size(ui, stage, one, area.width()));
    let side = stage.units(80.0);
    let taken: f32 = sizes.iter().map(|size| size.x + gap).sum();
    let words_left = area.left() + side + stage.units(20.0);
    let words_units = stage.units(WORDS_UNITS) * stage.theme.text;
    let is_one_row = words_left + words_units + taken <= area.right();
    let words_right = if is_one_row { area.right() - taken } else { area.right() };
    let highest =
        if is_one_row { sizes.iter().map(|size| size.y).fold(0.0, f32::max) } else { 0.0 };
    let words = Rect::from_min_max(
        pos2(area.left(), area.top()),
        pos2(words_right, area.top() + highest.max(stage.units(84.0))),
    );
    let words = name_and_status(ui, stage, unlocked, words);
    let width = if is_one_row { taken } else { area.width() + 0.5 };
    let places = flow(sizes.into_iter(), width, gap);
    let corner = match is_one_row {
        true => pos2(words_right + gap, words.center().y - highest / 2.0),
        false => pos2(area.left(), words.bottom() + gap),
    };
    let mut bottom = words.bottom();
    part(ui, area, "top", |ui| {
        for ((one, command), place) in pills.into_iter().zip(places) {
            let place = place.translate(corner.to_vec2());
            bottom = bottom.max(place.bottom());
            if pill(ui, stage, place, &one) {
                out.push(command);
            }
        }
    });
    bottom
}

/// Whose desk it is, and how it stands with the share. Gives how much room that took.
fn name_and_status(ui: &mut Ui, stage: &Stage<'_>, unlocked: &Unlocked, place: Rect) -> Rect {
    let gap = stage.units(SPACE_UNITS);
    let side = stage.units(80.0);
    let overview = &unlocked.overview;
    let title = match overview.school_name.is_empty() {
        true => stage.say("staff-title"),
        false => overview.school_name.clone(),
    };
    let (status, is_quiet) = status(stage, unlocked);
    let left = place.left() + side + stage.units(20.0);
    let width = (place.right() - left).max(1.0);
    let status_width = match is_quiet {
        true => stage.measure(ui, &status, Words::Small, width * 0.4).x + 2.0,
        false => width * 0.55,
    };
    let name_width = (width - status_width - gap).max(1.0);
    let first = label_height(ui, stage, &title, Words::Big, name_width);
    let second = label_height(ui, stage, &overview.person, Words::Small, name_width);
    let told = label_height(ui, stage, &status, Words::Small, status_width);
    let height = [place.height(), first + second, told].into_iter().fold(0.0, f32::max);
    let place = Rect::from_min_size(place.min, vec2(place.width(), height));
    let middle = place.center().y;
    let centre = pos2(place.left() + side / 2.0, middle);
    let theme = stage.theme;
    let shadow = theme.surface(Tone::Plain).shadow;
    ui.painter().circle_filled(centre + vec2(0.0, stage.units(5.0)), side / 2.0, shadow);
    ui.painter().circle_filled(centre, side / 2.0, theme.disc());
    let disc = Rect::from_center_size(centre, vec2(side, side));
    Picture::Ui("inbox").paint(ui, stage, disc.shrink(side * 0.17));
    let begin = middle - (first + second) / 2.0;
    let line =
        |top: f32, height: f32| Rect::from_min_size(pos2(left, top), vec2(name_width, height));
    label(ui, stage, line(begin, first), &title, Words::Big, theme.ink());
    let person = line(begin + first, second);
    label(ui, stage, person, &overview.person, Words::Small, theme.quiet_ink());
    let told = Rect::from_min_max(
        pos2(place.right() - status_width, place.top()),
        pos2(place.right(), place.bottom()),
    );
    label(ui, stage, told, &status, Words::Small, theme.quiet_ink());
    place
}

/// How it stands with the share, and whether that is nothing to notice.
fn status(stage: &Stage<'_>, unlocked: &Unlocked) -> (String, bool) {
    let syncing = &unlocked.syncing;
    match syncing.share {
        Some(ShareState::Ok) if syncing.pages_are_old => (stage.say("staff-share-pages"), false),
        Some(ShareState::Ok) if !syncing.is_on => (stage.say("staff-share-ok"), true),
        Some(ShareState::Ok) => (stage.say("staff-syncing"), true),
        Some(other) => (stage.say(&format!("staff-share-{}", other.as_str())), false),
        None if syncing.is_on => (stage.say("staff-syncing"), true),
        None => (stage.say("staff-share-none"), true),
    }
}
