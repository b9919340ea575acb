//! What pupils are asked: writing it on one side, what came back on the other, as faces and bars
//! without names.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::fields::{FieldSpec, field, tick};
use super::parts::{SPACE_UNITS, Turning, heading, pane, pills};
use super::{Commands, ground, say};
use crate::acts::inquiries::{Counted, Round};
use crate::app::review::command::QuestionCommand;
use crate::app::review::questions::{AskedChange, Known};
use crate::app::review::when::When;
use crate::app::review::{Field, Questions, ReviewCommand, Unlocked, WordCommand};
use crate::domain::Moment;
use crate::domain::inquiry::{APP, Asked, Inquiry};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

/// From "not good at all" to "very good".
const FACES: [(&str, Tone); 5] = [
    ("face-1", Tone::Coral),
    ("face-2", Tone::Coral),
    ("face-3", Tone::Honey),
    ("face-4", Tone::Leaf),
    ("face-5", Tone::Leaf),
];

pub fn show(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    questions: &Questions,
    place: Rect,
    out: &mut Commands,
) {
    let gap = stage.units(20.0);
    let is_wide = place.width() > stage.units(1_100.0);
    let (left, right) = match is_wide {
        true => place.split_left_right_at_x(place.left() + place.width() * 0.45),
        false => place.split_top_bottom_at_y(place.center().y),
    };
    let right = match is_wide {
        true => Rect::from_min_max(right.min + vec2(gap, 0.0), right.max),
        false => Rect::from_min_max(right.min + vec2(0.0, gap), right.max),
    };
    let inner = ground(ui, stage, left);
    pane(ui, stage, inner, "ask", Turning::ByItselfOnly, |ui| {
        write(ui, stage, unlocked, questions, out);
    });
    let inner = ground(ui, stage, right);
    pane(ui, stage, inner, "asked", Turning::ByPageKeys, |ui| known(ui, stage, questions, out));
}

fn put(out: &mut Commands, command: QuestionCommand) {
    out.push(ReviewCommand::Questions(command));
}

fn write(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    questions: &Questions,
    out: &mut Commands,
) {
    let back = Pill::new("back", stage.say("questions-back"));
    let own = Pill::new("symbols", stage.say("staff-words"));
    match pills(ui, stage, &[back, own]) {
        Some(0) => put(out, QuestionCommand::Open(false)),
        Some(_) => out.push(ReviewCommand::Words(WordCommand::Open(true))),
        None => {}
    }
    heading(ui, stage, &stage.say("questions-new"));
    let name = stage.say("questions-title");
    let spec = FieldSpec { field: Field::QuestionTitle, name: &name, rows: 1 };
    if let Some(typed) = field(ui, stage, &spec, &questions.title).typed {
        out.push(ReviewCommand::Type(Field::QuestionTitle, typed));
    }
    for (index, written) in questions.written.iter().enumerate() {
        ui.add_space(stage.units(18.0));
        let number = (index + 1).to_string();
        let name = stage.words.say_with("questions-question", &[("number", &number)]);
        let spec = FieldSpec { field: Field::Question(index), name: &name, rows: 1 };
        if let Some(typed) = field(ui, stage, &spec, &written.text).typed {
            out.push(ReviewCommand::Type(Field::Question(index), typed));
        }
        ui.add_space(stage.units(10.0));
        ui.push_id(index, |ui| {
            let faces = stage.words.say_with("questions-faces", &[("number", &number)]);
            if tick(ui, stage, &faces, written.has_faces) {
                put(out, QuestionCommand::Faces(index));
            }
            if questions.written.len() > 1 {
                ui.add_space(stage.units(SPACE_UNITS));
                let away = stage.words.say_with("questions-away", &[("number", &number)]);
                if pills(ui, stage, &[Pill::new("bin", away)]).is_some() {
                    put(out, QuestionCommand::Remove(index));
                }
            }
        });
    }
    ui.add_space(stage.units(SPACE_UNITS));
    if questions.written.len() < questions.most()
        && pills(ui, stage, &[Pill::new("plus", stage.say("questions-add"))]).is_some()
    {
        put(out, QuestionCommand::Add);
    }
    heading(ui, stage, &stage.say("questions-whom"));
    whom(ui, stage, unlocked, questions, out);
    ui.add_space(stage.units(SPACE_UNITS));
    if tick(ui, stage, &stage.say("questions-try"), questions.is_trial) {
        put(out, QuestionCommand::Try);
    }
    ui.add_space(stage.units(10.0));
    let why = stage.say("questions-try-why");
    paragraph(ui, stage, &why, Words::Small, stage.theme.quiet_ink());
    ui.add_space(stage.units(SPACE_UNITS));
    let ask = Pill::new("send", stage.say("questions-ask")).tone(Tone::Leaf);
    if questions.can_be_asked() && pills(ui, stage, &[ask]).is_some() {
        put(out, QuestionCommand::Ask);
    }
}

/// Everybody, a class, or the pupil whose entry is open.
fn whom(
    ui: &mut Ui,
    stage: &Stage<'_>,
    unlocked: &Unlocked,
    questions: &Questions,
    out: &mut Commands,
) {
    let mut all = vec![(stage.say("questions-everybody"), Asked::Everybody)];
    let classes = unlocked.overview.classes.iter();
    all.extend(classes.map(|class| (class.clone(), Asked::Class(class.clone()))));
    let open = unlocked.chosen.as_ref().and_then(|chosen| chosen.open());
    if let Some((name, pupil_id)) =
        open.and_then(|open| Some((open.entry.name.clone()?, open.entry.pupil_id.clone()?)))
    {
        all.push((name, Asked::Pupil(pupil_id)));
    }
    for (text, asked) in all {
        if tick(ui, stage, &text, questions.asked == asked) {
            put(out, QuestionCommand::For(asked));
        }
        ui.add_space(stage.units(SPACE_UNITS));
    }
}

/// What was asked, the last first, with what came back.
fn known(ui: &mut Ui, stage: &Stage<'_>, questions: &Questions, out: &mut Commands) {
    heading(ui, stage, &stage.say("questions-known"));
    let Some(known) = &questions.known else {
        paragraph(ui, stage, &stage.say("questions-wait"), Words::Plain, stage.theme.quiet_ink());
        return;
    };
    if known.asked.is_empty() {
        paragraph(
            ui,
            stage,
            &stage.say("questions-nothing"),
            Words::Plain,
            stage.theme.quiet_ink(),
        );
    }
    for (inquiry, rounds) in &known.asked {
        ui.push_id(&inquiry.inquiry_id, |ui| one(ui, stage, known, (inquiry, rounds), out));
        ui.add_space(stage.units(28.0));
    }
}

fn one(
    ui: &mut Ui,
    stage: &Stage<'_>,
    known: &Known,
    (inquiry, rounds): (&Inquiry, &[Round]),
    out: &mut Commands,
) {
    let is_ours = inquiry.inquiry_id == APP;
    let name = if is_ours { stage.say("app-how") } else { inquiry.name().to_owned() };
    paragraph(ui, stage, &name, Words::Card, stage.theme.ink());
    let stands = [("questions-trial", inquiry.is_trial), ("questions-shows", is_shown(inquiry))];
    for (key, _) in stands.into_iter().filter(|(_, is_so)| *is_so) {
        paragraph(ui, stage, &stage.say(key), Words::Small, stage.theme.ink());
    }
    for (index, asked) in inquiry.questions.iter().enumerate() {
        ui.add_space(stage.units(12.0));
        if !inquiry.title.trim().is_empty() || index > 0 {
            let text = stage.words.question(&asked.text);
            paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
        }
        for round in rounds {
            let Some(counted) = round.questions.get(index) else { continue };
            ui.push_id((index, round.began.unix_millis), |ui| {
                result(ui, stage, (round, known.at), counted, asked.has_faces);
            });
        }
    }
    if is_ours {
        return;
    }
    ui.add_space(stage.units(12.0));
    let changes = changes(known, inquiry, rounds);
    let buttons: Vec<Pill> = changes.iter().map(|change| button(stage, *change)).collect();
    if let Some(change) = pills(ui, stage, &buttons).and_then(|index| changes.get(index)) {
        put(out, QuestionCommand::Change(inquiry.inquiry_id.clone(), *change));
    }
}

fn is_shown(inquiry: &Inquiry) -> bool {
    !inquiry.all_said.is_empty()
}

/// What can become of it now.
fn changes(known: &Known, inquiry: &Inquiry, rounds: &[Round]) -> Vec<AskedChange> {
    let real_id = inquiry.real_id();
    let is_real = known.asked.iter().any(|(other, _)| other.inquiry_id == real_id);
    let is_tried = inquiry.is_trial && !is_real;
    let is_answered = rounds.last().is_some_and(|round| round.pupils > 0);
    let all = [
        (AskedChange::Real, is_tried),
        (AskedChange::RealOfEverybody, is_tried && inquiry.asked != Asked::Everybody),
        (AskedChange::Again, true),
        (AskedChange::Close, inquiry.is_open),
        (AskedChange::Show, is_answered && inquiry.can_be_shown() && !is_shown(inquiry)),
        (AskedChange::Hide, is_shown(inquiry)),
    ];
    all.into_iter().filter(|(_, can_be)| *can_be).map(|(change, _)| change).collect()
}

fn button(stage: &Stage<'_>, change: AskedChange) -> Pill {
    let (picture, key) = match change {
        AskedChange::Again => ("again", "questions-again"),
        AskedChange::Close => ("stop", "questions-close"),
        AskedChange::Real => ("send", "questions-for-real"),
        AskedChange::RealOfEverybody => ("send", "questions-for-real-everybody"),
        AskedChange::Show => ("two-people", "questions-show"),
        AskedChange::Hide => ("hide", "questions-hide"),
    };
    Pill::new(picture, stage.say(key))
}

/// One round of one question: when, how many, and how many chose each face.
fn result(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (round, now): (&Round, Moment),
    counted: &Counted,
    has_faces: bool,
) {
    let pupils = stage.words.say_count("questions-pupils", i64::from(round.pupils), &[]);
    // What the program asks by itself has no beginning.
    let line = match round.began.unix_millis {
        0 => pupils,
        _ => say::joined(&[&say::when(stage, &When::of(round.began, now)), &pupils]),
    };
    paragraph(ui, stage, &line, Words::Small, stage.theme.quiet_ink());
    if has_faces && round.pupils > 0 {
        chart(ui, stage, counted);
    }
    if counted.other > 0 {
        let other = stage.words.say_count("questions-other", i64::from(counted.other), &[]);
        paragraph(ui, stage, &other, Words::Small, stage.theme.ink());
    }
    ui.add_space(stage.units(10.0));
}

/// Faces beside each other, a bar above each as high as it was chosen, with its number.
fn chart(ui: &mut Ui, stage: &Stage<'_>, counted: &Counted) {
    let width = ui.available_width();
    let (bars, side) = (stage.units(90.0), stage.units(48.0));
    let high = bars + side + stage.units(34.0);
    let (area, response) = ui.allocate_exact_size(vec2(width, high), Sense::hover());
    let most = counted.faces.iter().copied().max().unwrap_or(0).max(1) as f32;
    let step = (width / 5.0).min(stage.units(150.0));
    let mut told = Vec::new();
    for (index, ((face, tone), count)) in FACES.into_iter().zip(counted.faces).enumerate() {
        let middle = area.left() + (index as f32 + 0.5) * step;
        let surface = stage.theme.surface(tone);
        let ground = area.bottom() - side - stage.units(4.0);
        let tall = bars * count as f32 / most;
        let bar = Rect::from_min_max(
            pos2(middle - step * 0.28, ground - tall),
            pos2(middle + step * 0.28, ground),
        );
        ui.painter().rect_filled(bar, stage.units(8.0), surface.edge);
        let number = Rect::from_center_size(
            pos2(middle, ground - tall - stage.units(15.0)),
            vec2(step, stage.units(28.0)),
        );
        stage.centred(ui, &count.to_string(), Words::Small, stage.theme.ink(), number);
        let picture =
            Rect::from_center_size(pos2(middle, area.bottom() - side / 2.0), vec2(side, side));
        ui.painter().circle_filled(picture.center(), side / 2.0, stage.theme.disc());
        stage.pictures.paint_ui(ui.painter(), picture, face);
        told.push(format!("{}: {count}", stage.say(face)));
    }
    let told = told.join(", ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &told));
}
