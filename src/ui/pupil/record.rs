//! Recording: the pupil sees themselves, how much time is left and that they are heard.

use egui::{Rect, Ui, Vec2, pos2, vec2};

use super::{Commands, camera_action, trouble_line, worry_action, worry_actions};
use crate::app::kiosk::{QUESTIONS, Recording, RecordingState};
use crate::app::{Command, Kiosk};
use crate::media::SourceState;
use crate::ui::Stage;
use crate::ui::paint;
use crate::ui::theme::{GAP_UNITS, Theme, Tone, Words};
use crate::ui::widgets::{
    Card, Header, Picture, Pill, Pressed, columns, grid, info_row, label, meter, page,
    panel_height, pill, ring, sentence_panel,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let question = kiosk.saying.question.and_then(|index| QUESTIONS.get(index));
    let with_picture = kiosk.recording.as_ref().is_some_and(|recording| recording.with_picture);
    let title = match (question, with_picture) {
        (Some((key, _)), _) => *key,
        (None, true) => "record-video-title",
        (None, false) => "record-voice-title",
    };
    let picture = question.map_or(if with_picture { "video" } else { "voice" }, |(_, name)| name);
    let header = Header {
        picture: Picture::Ui(picture),
        title: stage.say(title),
        actions: camera_action(stage, kiosk)
            .into_iter()
            .chain(worry_actions(stage, kiosk))
            .collect(),
        ..Header::default()
    };
    let state = kiosk.recording.as_ref().map(|recording| &recording.state);
    let (mut footer, mut commands) = pills(stage, state);
    if kiosk.may_make_film() {
        footer.push(Pill::new("film", stage.say("film-make")).tone(Tone::Violet));
        commands.push(Command::MakeFilm);
    }
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        match &kiosk.recording {
            Some(recording) => match &recording.state {
                RecordingState::Failed(trouble) => {
                    failed(ui, stage, trouble.pupil, with_picture, room, out)
                }
                _ => going(ui, stage, kiosk, recording, room, out),
            },
            None => label_in(ui, stage, "record-flushing", room),
        }
    });
    match pressed {
        Pressed::Footer(index) => out.extend(commands.get(index).cloned()),
        Pressed::Action(0) if kiosk.has_other_camera() => out.push(Command::OtherCamera),
        Pressed::Action(index) => {
            worry_action(index - usize::from(kiosk.has_other_camera()), out);
        }
        Pressed::Nothing => {}
    }
}

fn label_in(ui: &mut Ui, stage: &Stage<'_>, key: &str, room: Vec2) {
    let (rect, _) = ui.allocate_exact_size(vec2(room.x, stage.units(90.0)), egui::Sense::hover());
    label(ui, stage, rect, &stage.say(key), Words::Big, stage.theme.ink());
}

fn pills(stage: &Stage<'_>, state: Option<&RecordingState>) -> (Vec<Pill>, Vec<Command>) {
    let take_break = (Pill::new("break", stage.say("break")), Command::Break);
    let back = (Pill::new("back", stage.say("back")), Command::Back);
    let record =
        (Pill::new("record", stage.say("record-record")).tone(Tone::Coral), Command::Record);
    let pause = (Pill::new("pause", stage.say("record-pause")).tone(Tone::Honey), Command::Pause);
    let go_on = (Pill::new("play", stage.say("record-go-on")).tone(Tone::Leaf), Command::GoOn);
    let stop = (Pill::new("stop", stage.say("record-stop")).tone(Tone::Coral), Command::Stop);
    let shown = match state {
        Some(RecordingState::Preview) => vec![take_break, back, record],
        Some(RecordingState::Counting { .. }) => vec![take_break, stop],
        Some(RecordingState::Recording) => vec![take_break, pause, stop],
        Some(RecordingState::Paused) => vec![take_break, go_on, stop],
        Some(RecordingState::Flushing) => vec![take_break],
        Some(RecordingState::Failed(_)) | None => vec![take_break, back],
    };
    shown.into_iter().unzip()
}

/// What did not work, and the ways on.
fn failed(
    ui: &mut Ui,
    stage: &Stage<'_>,
    key: &'static str,
    with_picture: bool,
    room: Vec2,
    out: &mut Commands,
) {
    let said = [(Picture::Ui("sleeping-camera"), Tone::Honey, stage.say(key))];
    let height = panel_height(ui, stage, &said, room.x);
    let (rect, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
    sentence_panel(ui, stage, &said, rect);
    ui.add_space(stage.units(GAP_UNITS));
    let again = Card::new(Picture::Ui("again"), stage.say("record-try"), Tone::Sky);
    let mut ways = vec![(again, Command::TryDevices)];
    if with_picture {
        let voice = Card::new(Picture::Ui("voice"), stage.say("record-voice-instead"), Tone::Honey);
        ways.push((voice, Command::VoiceInstead));
    }
    let (cards, commands): (Vec<Card>, Vec<Command>) = ways.into_iter().unzip();
    let room = vec2(room.x, room.y - rect.height() - stage.units(GAP_UNITS));
    if let Some(index) = grid(ui, stage, room, 2, &cards) {
        out.extend(commands.get(index).cloned());
    }
}

fn going(
    ui: &mut Ui,
    stage: &Stage<'_>,
    kiosk: &Kiosk,
    recording: &Recording,
    room: Vec2,
    out: &mut Commands,
) {
    let gap = stage.units(22.0);
    let beside = columns(stage, room.x);
    let side_width = if beside { room.x * 0.362 - gap } else { room.x };
    let heard = Heard::new(stage, recording, kiosk.preferences.signs);
    let meter_height = heard.height(ui, stage, side_width);
    let least_view = stage.units(300.0);
    let (view, side) = if beside {
        let height = room.y.max(stage.units(420.0));
        let (area, _) = ui.allocate_exact_size(vec2(room.x, height), egui::Sense::hover());
        let wide = room.x * 0.638;
        let view = Rect::from_min_size(area.min, vec2(wide, height));
        (view, Rect::from_min_max(pos2(view.right() + gap, area.top()), area.max))
    } else {
        let side_height = stage.units(330.0) + meter_height;
        let view_height = (room.y - side_height - gap).max(least_view);
        let total = view_height + gap + side_height;
        let (area, _) = ui.allocate_exact_size(vec2(room.x, total), egui::Sense::hover());
        let view = Rect::from_min_size(area.min, vec2(room.x, view_height));
        (view, Rect::from_min_max(pos2(area.left(), view.bottom() + gap), area.max))
    };
    self_view(ui, stage, recording, view);
    if let Some(count) = kiosk.count_in() {
        count_in(ui, stage, view, count);
    }
    let ring_rect =
        Rect::from_min_max(side.min, pos2(side.right(), side.bottom() - meter_height - gap));
    ring_panel(ui, stage, recording, ring_rect, out);
    let meter_rect = Rect::from_min_max(pos2(side.left(), side.bottom() - meter_height), side.max);
    meter_panel(ui, stage, &heard, meter_rect);
}

/// 3-2-1, over the picture.
fn count_in(ui: &mut Ui, stage: &Stage<'_>, view: Rect, count: u64) {
    let theme = Theme { text: 2.4, ..*stage.theme };
    let stage = Stage { theme: &theme, ..*stage };
    let surface = theme.surface(Tone::Plain);
    ui.painter().circle_filled(view.center(), stage.units(96.0), surface.top);
    stage.centred(ui, &count.to_string(), Words::Title, theme.ink(), view);
}

fn self_view(ui: &mut Ui, stage: &Stage<'_>, recording: &Recording, rect: Rect) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let inner = rect.shrink(stage.units(12.0));
    if recording.with_picture {
        let newest = recording.live.newest(stage.video.seen());
        stage.video.paint(ui.painter(), inner, stage.units(22.0), newest, !recording.is_film);
        if recording.live.camera() == SourceState::Lost {
            asleep(ui, stage, inner);
        }
    } else {
        let side = inner.height().min(inner.width()).min(stage.units(260.0));
        let place = Rect::from_center_size(inner.center(), vec2(side, side));
        Picture::Ui("voice").paint(ui, stage, place);
    }
    let chip = match &recording.state {
        RecordingState::Recording => Some("record-recording"),
        RecordingState::Paused => Some("record-paused"),
        RecordingState::Counting { .. } => Some("record-get-ready"),
        RecordingState::Flushing => Some("record-flushing"),
        RecordingState::Preview if recording.live.camera() == SourceState::Opening => {
            Some("record-opening")
        }
        RecordingState::Preview | RecordingState::Failed(_) => None,
    };
    if let Some(key) = chip {
        let text = stage.say(key);
        let words = stage.measure(ui, &text, Words::Plain, inner.width());
        let height = words.y + stage.units(16.0);
        let chip = Rect::from_min_size(
            inner.min + vec2(stage.units(16.0), stage.units(16.0)),
            vec2(words.x + stage.units(62.0), height),
        );
        ui.painter().rect_filled(chip, height / 2.0, surface.top);
        let lamp = pos2(chip.left() + stage.units(25.0), chip.center().y);
        if recording.state == RecordingState::Recording {
            ui.painter().circle_filled(lamp, stage.units(9.0), stage.theme.recording());
        } else {
            ui.painter().circle_filled(lamp, stage.units(9.0), stage.theme.track());
        }
        let words = Rect::from_min_max(pos2(chip.left() + stage.units(44.0), chip.top()), chip.max);
        label(ui, stage, words, &text, Words::Plain, stage.theme.ink());
    }
}

/// The camera went: over what it showed last, how to go on.
fn asleep(ui: &mut Ui, stage: &Stage<'_>, inner: Rect) {
    let text = stage.say("record-camera-asleep");
    let width = inner.width() - stage.units(60.0);
    let words = stage.measure(ui, &text, Words::Plain, width - stage.units(150.0));
    let high = (words.y + stage.units(40.0)).max(stage.units(120.0)).min(inner.height());
    let rect = Rect::from_center_size(inner.center(), vec2(width, high));
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    info_row(ui, stage, rect, &Picture::Ui("sleeping-camera"), Tone::Honey, &text);
}

fn ring_panel(
    ui: &mut Ui,
    stage: &Stage<'_>,
    recording: &Recording,
    rect: Rect,
    out: &mut Commands,
) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let switch = Pill::new(
        if recording.shows_ring { "hide" } else { "clock" },
        stage.say(if recording.shows_ring { "record-hide-ring" } else { "record-show-ring" }),
    );
    let inner = rect.shrink(stage.units(20.0));
    let height = stage
        .measure(ui, &switch.label, Words::Plain, inner.width() - stage.units(112.0))
        .y
        .max(stage.units(46.0))
        + stage.units(36.0);
    let below = Rect::from_min_max(pos2(inner.left(), inner.bottom() - height), inner.max);
    if pill(ui, stage, below, &switch) {
        out.push(Command::Ring);
    }
    let above = Rect::from_min_max(inner.min, pos2(inner.right(), below.top() - stage.units(18.0)));
    if recording.shows_ring {
        let side = above.height().min(above.width()).min(stage.units(210.0));
        let place = Rect::from_center_size(above.center(), vec2(side, side));
        ring(ui, stage, place, 1.0 - recording.part(), &stage.say("record-time"));
    } else {
        label(ui, stage, above, &stage.say("ring-hidden"), Words::Plain, stage.theme.ink());
    }
}

/// What the microphone makes of it.
struct Heard {
    level: f32,
    is_heard: bool,
    text: String,
}

impl Heard {
    /// Of somebody who signs nothing need be heard.
    fn new(stage: &Stage<'_>, recording: &Recording, signs: bool) -> Self {
        let level = recording.live.level();
        let is_heard = level > 0.004;
        let key = match recording.live.microphone() {
            _ if is_heard => "record-hear",
            _ if signs && recording.with_picture => "record-signing",
            SourceState::Lost => "record-microphone-asleep",
            _ if recording.live.hears_nothing() => "record-hear-nothing",
            SourceState::Absent | SourceState::Opening | SourceState::Ready => "record-cannot-hear",
        };
        Self { level, is_heard, text: stage.say(key) }
    }

    fn height(&self, ui: &Ui, stage: &Stage<'_>, width: f32) -> f32 {
        let width = width - stage.units(248.0);
        let words = stage.measure(ui, &self.text, Words::Plain, width.max(stage.units(60.0))).y;
        (words + stage.units(28.0)).max(stage.units(120.0))
    }
}

fn meter_panel(ui: &mut Ui, stage: &Stage<'_>, heard: &Heard, rect: Rect) {
    let surface = stage.theme.surface(Tone::Plain);
    paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
    let side = stage.units(80.0);
    let disc = pos2(rect.left() + stage.units(62.0), rect.center().y);
    ui.painter().circle_filled(
        disc,
        side / 2.0,
        if stage.theme.look.is_high_contrast() {
            stage.theme.disc()
        } else {
            stage.theme.surface(Tone::Honey).tint
        },
    );
    let place = Rect::from_center_size(disc, vec2(side, side) * 0.7);
    Picture::Ui(if heard.is_heard { "ear" } else { "muted" }).paint(ui, stage, place);
    let text = &heard.text;
    let words = Rect::from_min_max(
        pos2(disc.x + stage.units(62.0), rect.top() + stage.units(10.0)),
        pos2(rect.right() - stage.units(20.0), rect.center().y + stage.units(8.0)),
    );
    let height = stage.measure(ui, text, Words::Plain, words.width()).y;
    let one_line = height <= words.height() * 1.3;
    label(
        ui,
        stage,
        if one_line { words } else { rect.shrink2(vec2(stage.units(124.0), 0.0)) },
        text,
        Words::Plain,
        stage.theme.ink(),
    );
    if one_line {
        let bars = Rect::from_min_max(
            pos2(words.left(), words.bottom() + stage.units(2.0)),
            pos2(words.right() - stage.units(10.0), rect.bottom() - stage.units(18.0)),
        );
        meter(ui, stage, bars, heard.level, text);
    }
}
