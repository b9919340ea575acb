//! Small plots of a pupil's year: how sorts and answers on faces changed from one time to the next.
//! Each says in words what it shows.

use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::parts::heading;
use super::say;
use crate::app::review::ShownYear;
use crate::app::review::when::When;
use crate::domain::said::FACES;
use crate::domain::year::{FacePoint, SortPoint};
use crate::domain::{Column, Moment};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::paragraph;

/// The columns of a sort in their colours, the best below.
const COLUMNS: [(Column, &str, Tone); 3] = [
    (Column::Good, "sort-good", Tone::Leaf),
    (Column::SoSo, "sort-so-so", Tone::Honey),
    (Column::NotGood, "sort-not-good", Tone::Coral),
];

const HEIGHT_UNITS: f32 = 96.0;

/// What was sorted or answered at least twice: a single time has nothing beside it.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, year: &ShownYear) {
    let sorts: Vec<_> = year.compared.sorts.iter().filter(|(_, points)| points.len() > 1).collect();
    let faces: Vec<_> = year.compared.faces.iter().filter(|(_, points)| points.len() > 1).collect();
    if sorts.is_empty() && faces.is_empty() {
        return;
    }
    heading(ui, stage, &stage.say("staff-year-compared"));
    for (topic, points) in sorts {
        let name = stage.words.topic(topic);
        let title = stage.words.say_with("staff-year-sort", &[("topic", &name)]);
        titled(ui, stage, &title);
        sort(ui, stage, &title, points, year.at);
    }
    for (question, points) in faces {
        let question = stage.words.question(question);
        titled(ui, stage, &question);
        answers(ui, stage, &question, points, year.at);
    }
}

fn titled(ui: &mut Ui, stage: &Stage<'_>, title: &str) {
    ui.add_space(stage.units(8.0));
    paragraph(ui, stage, title, Words::Small, stage.theme.ink());
    ui.add_space(stage.units(6.0));
}

/// The ground of a plot, with its words for whoever cannot see it.
fn ground(ui: &mut Ui, stage: &Stage<'_>, told: String) -> Rect {
    let size = vec2(ui.available_width(), stage.units(HEIGHT_UNITS));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
    let surface = stage.theme.surface(Tone::Plain);
    ui.painter().rect_filled(rect, stage.units(16.0), surface.tint);
    rect.shrink2(vec2(stage.units(16.0), stage.units(12.0)))
}

/// Where the points of a plot stand: even, since what matters is the order of times.
fn places(inner: Rect, count: usize) -> impl Fn(usize) -> f32 {
    let step = inner.width() / count.max(1) as f32;
    move |index| inner.left() + step * (index as f32 + 0.5)
}

fn sort(ui: &mut Ui, stage: &Stage<'_>, title: &str, points: &[SortPoint], at: Moment) {
    let told = points.iter().map(|point| {
        let counts = COLUMNS.iter().zip(point.cards);
        let counts = counts.map(|((_, key, _), count)| format!("{} {count}", stage.say(key)));
        let counts: Vec<String> = counts.collect();
        format!("{}: {}", say::when(stage, &When::of(point.at, at)), counts.join(", "))
    });
    let told = told.collect::<Vec<_>>().join("; ");
    let inner = ground(ui, stage, format!("{title}. {told}"));
    let at_x = places(inner, points.len());
    let width = (inner.width() / points.len().max(1) as f32 * 0.6).min(stage.units(40.0));
    for (index, point) in points.iter().enumerate() {
        let all: usize = point.cards.iter().sum();
        let mut bottom = inner.bottom();
        for ((_, _, tone), count) in COLUMNS.iter().zip(point.cards) {
            let height = inner.height() * count as f32 / all.max(1) as f32;
            let bar = Rect::from_min_max(
                pos2(at_x(index) - width / 2.0, bottom - height),
                pos2(at_x(index) + width / 2.0, bottom),
            );
            let surface = stage.theme.surface(*tone);
            ui.painter().rect_filled(bar.shrink(0.5), stage.units(3.0), surface.edge);
            bottom -= height;
        }
    }
}

fn answers(ui: &mut Ui, stage: &Stage<'_>, title: &str, points: &[FacePoint], at: Moment) {
    let told = points.iter().map(|point| {
        let when = say::when(stage, &When::of(point.at, at));
        let of = FACES.to_string();
        let face = stage
            .words
            .say_with("staff-year-face", &[("face", &point.face.to_string()), ("of", &of)]);
        format!("{when}: {face}")
    });
    let told = told.collect::<Vec<_>>().join("; ");
    let inner = ground(ui, stage, format!("{title}. {told}"));
    let at_x = places(inner, points.len());
    let at_y = |face: u8| {
        let part = f32::from(face.saturating_sub(1)) / f32::from(FACES - 1);
        inner.bottom() - inner.height() * part
    };
    let middle = inner.center().y;
    let line = Stroke::new(stage.units(1.5), stage.theme.line());
    ui.painter().hline(inner.x_range(), middle, line);
    let drawn: Vec<egui::Pos2> = points
        .iter()
        .enumerate()
        .map(|(index, point)| pos2(at_x(index), at_y(point.face)))
        .collect();
    let stroke = Stroke::new(stage.units(4.0), stage.theme.quiet_ink());
    ui.painter().line(drawn.clone(), stroke);
    for (point, place) in points.iter().zip(drawn) {
        let tone = match point.face {
            0..=2 => Tone::Coral,
            3 => Tone::Honey,
            _ => Tone::Leaf,
        };
        ui.painter().circle_filled(place, stage.units(9.0), stage.theme.ink());
        ui.painter().circle_filled(place, stage.units(6.5), stage.theme.surface(tone).edge);
    }
}
