//! A film of single pictures: its storyboard, and taking the pictures with the last one shining
//! through.

use egui::{Rect, Ui, pos2, vec2};

use super::{Commands, camera_action, trouble_line, usual_pills};
use crate::app::kiosk::{Film, SCENES, Scene};
use crate::app::{Command, Kiosk};
use crate::media::film::FilmFrame;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Named, Picture, Pill, Pressed, columns, grid, info_row, label, label_height,
    page, paragraph, target,
};
use crate::ui::{Stage, paint};

const TONES: [Tone; 4] = [Tone::Sky, Tone::Honey, Tone::Leaf, Tone::Violet];

pub fn story(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(film) = &kiosk.film else { return };
    let slower = Pill::new("minus", stage.say("film-slower"));
    let faster = Pill::new("plus", stage.say("film-faster"));
    let header = Header {
        picture: Picture::Ui("film"),
        title: stage.say("film-story-title"),
        actions: vec![slower, faster],
        ..Header::default()
    };
    let mut footer = usual_pills(stage);
    let has_frames = film.frames().next().is_some();
    if has_frames {
        footer.push(Pill::new("voice", stage.say("film-speak")).tone(Tone::Coral));
    }
    let (mut cards, mut commands): (Vec<Card>, Vec<Command>) = film
        .scenes
        .iter()
        .enumerate()
        .map(|(index, scene)| (scene_card(stage, index, scene), Command::Scene(index)))
        .unzip();
    if film.scenes.len() < SCENES {
        cards.push(Card::new(Picture::Ui("plus"), stage.say("film-add-scene"), Tone::Plain));
        commands.push(Command::AddScene);
    }
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let rate = film.frames_a_second.to_string();
        let rate = stage.words.say_with("film-rate", &[("rate", &rate)]);
        let used = label_height(ui, stage, &rate, Words::Plain, room.x) + stage.units(24.0);
        paragraph(ui, stage, &rate, Words::Plain, stage.theme.ink());
        ui.add_space(stage.units(16.0));
        let room = vec2(room.x, room.y - used);
        if let Some(index) = grid(ui, stage, room, 4, &cards) {
            out.extend(commands.get(index).cloned());
        }
    });
    match pressed {
        Pressed::Action(0) => out.push(Command::FilmRate(film.frames_a_second.saturating_sub(2))),
        Pressed::Action(_) => out.push(Command::FilmRate(film.frames_a_second + 2)),
        Pressed::Footer(2) => out.push(Command::SpeakOver),
        other => super::usual(other, out),
    }
}

fn scene_card(stage: &Stage<'_>, index: usize, scene: &Scene) -> Card {
    let number = (index + 1).to_string();
    let name = match scene.word.is_empty() {
        true => stage.words.say_with("film-scene", &[("number", &number)]),
        false => scene.word.clone(),
    };
    let picture = match scene.frames.first() {
        Some(frame) => Picture::Still(frame.small().clone()),
        None => Picture::Ui("frame"),
    };
    let count = stage.words.say_count("film-scene-count", scene.frames.len() as i64, &[]);
    Card::new(picture, name, TONES[index % TONES.len()]).below(count)
}

pub fn take(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(film) = &kiosk.film else { return };
    let Some(scene) = film.scene() else { return };
    let word = Pill::new("symbols", stage.say("film-word"));
    let header = Header {
        picture: Picture::Ui("photo"),
        title: match scene.word.is_empty() {
            true => stage.say("film-take-title"),
            false => scene.word.clone(),
        },
        actions: [word].into_iter().chain(camera_action(stage, kiosk)).collect(),
        ..Header::default()
    };
    let trouble = kiosk.device_trouble();
    let mut footer = vec![
        (Pill::new("break", stage.say("break")), Command::Break),
        (Pill::new("back", stage.say("back")), Command::Back),
    ];
    if trouble.is_some() {
        let again = Pill::new("again", stage.say("record-try")).tone(Tone::Sky);
        footer.push((again, Command::TryDevices));
    } else if film.chosen.is_some() {
        let remove = Pill::new("bin", stage.say("film-remove"));
        footer.push((remove, Command::RemoveFrame));
        let again = Pill::new("again", stage.say("film-take-again")).tone(Tone::Honey);
        footer.push((again, Command::TakeFrame));
    } else if film.has_room() {
        let take = Pill::new("photo", stage.say("film-take")).tone(Tone::Coral);
        footer.push((take, Command::TakeFrame));
    }
    let (footer, commands): (Vec<Pill>, Vec<Command>) = footer.into_iter().unzip();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let gap = stage.units(GAP_UNITS);
        let beside = columns(stage, room.x);
        let width = if beside { room.x * 0.62 } else { room.x };
        let height = if beside { room.y } else { room.y * 0.55 }.max(stage.units(300.0));
        let side = match beside {
            true => vec2(room.x - width - gap, height),
            false => vec2(room.x, room.y - height - gap),
        };
        let rows = frames_height(stage, film, scene);
        let total = match beside {
            true => vec2(room.x, height.max(rows)),
            false => vec2(room.x, height + gap + rows),
        };
        let (area, _) = ui.allocate_exact_size(total, egui::Sense::hover());
        let view = Rect::from_min_size(area.min, vec2(width, height));
        match trouble {
            Some(key) => no_camera(ui, stage, key, view),
            None => viewfinder(ui, stage, kiosk, film, view),
        }
        let corner = match beside {
            true => pos2(area.left() + width + gap, area.top()),
            false => pos2(area.left(), area.top() + height + gap),
        };
        let strip = Rect::from_min_size(corner, vec2(side.x, rows));
        frames(ui, stage, film, scene, strip, out);
    });
    match pressed {
        Pressed::Action(0) => out.push(Command::SceneWord),
        Pressed::Action(_) => out.push(Command::OtherCamera),
        Pressed::Footer(index) => out.extend(commands.get(index).cloned()),
        Pressed::Nothing => {}
    }
}

/// The camera went: what to do stands below.
fn no_camera(ui: &mut Ui, stage: &Stage<'_>, key: &'static str, rect: Rect) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let sleeping = Picture::Ui("sleeping-camera");
    info_row(ui, stage, rect.shrink(stage.units(12.0)), &sleeping, Tone::Honey, &stage.say(key));
}

/// What the camera sees, and the last picture through it.
fn viewfinder(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, film: &Film, rect: Rect) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let inner = rect.shrink(stage.units(12.0));
    let newest =
        kiosk.recording.as_ref().and_then(|recording| recording.live.newest(stage.video.seen()));
    stage.video.paint(ui.painter(), inner, stage.units(22.0), newest, false);
    if let Some(frame) = film.onion() {
        stage.video.paint_still(ui.painter(), inner, stage.units(22.0), frame.small(), 0.35);
    }
}

/// Pictures beside each other.
const ACROSS: usize = 2;
const FRAME_UNITS: f32 = 132.0;
const NOTE_UNITS: f32 = 110.0;

fn has_note(film: &Film, scene: &Scene) -> bool {
    scene.frames.is_empty() || !film.has_room()
}

fn frames_height(stage: &Stage<'_>, film: &Film, scene: &Scene) -> f32 {
    let rows = scene.frames.len().div_ceil(ACROSS);
    let note = if has_note(film, scene) { NOTE_UNITS } else { 0.0 };
    rows as f32 * stage.units(FRAME_UNITS + GAP_UNITS) + stage.units(note)
}

/// What was taken for this picture of the storyboard, to choose one of.
fn frames(
    ui: &mut Ui,
    stage: &Stage<'_>,
    film: &Film,
    scene: &Scene,
    rect: Rect,
    out: &mut Commands,
) {
    let mut top = rect.top();
    if has_note(film, scene) {
        let note = if film.has_room() { "film-none" } else { "film-full" };
        let high = stage.units(NOTE_UNITS);
        let place = Rect::from_min_size(rect.min, vec2(rect.width(), high));
        label(ui, stage, place, &stage.say(note), Words::Plain, stage.theme.ink());
        top += high;
    }
    let gap = stage.units(GAP_UNITS);
    let size = vec2((rect.width() - gap) / ACROSS as f32, stage.units(FRAME_UNITS));
    for (index, frame) in scene.frames.iter().enumerate() {
        let (row, column) = (index / ACROSS, index % ACROSS);
        let corner = vec2(column as f32 * (size.x + gap), row as f32 * (size.y + gap));
        let place = Rect::from_min_size(pos2(rect.left(), top) + corner, size);
        if one_frame(ui, stage, index, frame, film.chosen == Some(index), place) {
            out.push(Command::ChooseFrame(index));
        }
    }
}

fn one_frame(
    ui: &mut Ui,
    stage: &Stage<'_>,
    index: usize,
    frame: &FilmFrame,
    is_chosen: bool,
    place: Rect,
) -> bool {
    let number = (index + 1).to_string();
    let name = stage.words.say_with("film-frame", &[("number", &number)]);
    let id = ui.scope_id().with(("frame", index));
    let press = target(ui, stage.theme, place, id, &Named::choice(&name, is_chosen));
    let tone = if is_chosen { Tone::Honey } else { Tone::Plain };
    let surface = stage.theme.surface(tone);
    let round = stage.units(24.0);
    let face = paint::card(ui.painter(), stage.theme, place, round, &surface, press.sunk);
    let inner = face.shrink(stage.units(10.0));
    stage.video.paint_still(ui.painter(), inner, stage.units(14.0), frame.small(), 1.0);
    let badge = Rect::from_min_size(inner.min, vec2(stage.units(44.0), stage.units(36.0)));
    ui.painter().rect_filled(badge, stage.units(12.0), surface.top);
    stage.centred(ui, &number, Words::Plain, surface.text, badge);
    press.clicked
}
