//! The answer in the adult's own voice or signing: recorded, listened to, kept or thrown away.

use std::time::Duration;

use egui::{Sense, Ui, vec2};

use super::parts::pills;
use super::{Commands, beside, say};
use crate::app::review::{
    BesideCommand, Chosen, Recorder, ReviewCommand, Said, SpeakCommand, Speaking,
};
use crate::domain::MediaType;
use crate::media::SourceState;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Picture, Pill, paragraph, player};

/// The least that is needed for each state, below the answer's words and symbols.
pub fn show(ui: &mut Ui, stage: &Stage<'_>, chosen: &Chosen, out: &mut Commands) {
    // The entry's own clip plays on the same screen.
    let stage = &Stage { video: stage.video.beside(), ..*stage };
    let choices = match &chosen.speaking {
        Speaking::Nothing => both(stage),
        Speaking::Failed(why) => {
            let text = say::sentence(stage, why);
            paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
            ui.add_space(stage.units(12.0));
            both(stage)
        }
        Speaking::At(recorder) => at(ui, stage, recorder),
        Speaking::Said(said) => ui.push_id("spoken answer", |ui| heard(ui, stage, said, out)).inner,
    };
    let (shown, commands): (Vec<Pill>, Vec<SpeakCommand>) = choices.into_iter().unzip();
    if let Some(command) = pills(ui, stage, &shown).and_then(|at| commands.get(at).copied()) {
        put(out, command);
    }
    ui.add_space(stage.units(12.0));
}

type Choices = Vec<(Pill, SpeakCommand)>;

fn put(out: &mut Commands, command: SpeakCommand) {
    out.push(ReviewCommand::Beside(BesideCommand::Speak(command)));
}

fn both(stage: &Stage<'_>) -> Choices {
    vec![
        (Pill::new("voice", stage.say("speak-say")), SpeakCommand::Say),
        (Pill::new("video", stage.say("speak-sign")), SpeakCommand::Sign),
    ]
}

/// Devices are open: what they give, how long it is by now, and what comes next.
fn at(ui: &mut Ui, stage: &Stage<'_>, recorder: &Recorder) -> Choices {
    let live = &recorder.live;
    if recorder.with_picture {
        let width = ui.available_width();
        let height = (width * 9.0 / 16.0).min(stage.units(420.0));
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let name = stage.say("speak-preview");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
        let newest = live.newest(stage.video.seen());
        stage.video.paint(ui.painter(), rect, stage.units(22.0), newest, true);
        if live.camera() != SourceState::Ready {
            let side = stage.units(120.0).min(height);
            let place = egui::Rect::from_center_size(rect.center(), vec2(side, side));
            Picture::Ui("sleeping-camera").paint(ui, stage, place);
        }
        ui.add_space(stage.units(12.0));
    }
    let is_opening = [live.camera(), live.microphone()].contains(&SourceState::Opening);
    let text = if recorder.is_ending {
        stage.say("speak-ending")
    } else if is_opening {
        stage.say("speak-opening")
    } else if recorder.is_recording() {
        stage.words.say_with("speak-recording", &[("time", &time(live.elapsed()))])
    } else {
        stage.say("speak-ready")
    };
    paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
    if live.hears_nothing() && !recorder.with_picture {
        paragraph(ui, stage, &stage.say("speak-silent"), Words::Plain, stage.theme.ink());
    }
    ui.add_space(stage.units(12.0));
    let away = (Pill::new("bin", stage.say("speak-away")), SpeakCommand::ThrowAway);
    let next = if recorder.is_ending {
        None
    } else if recorder.is_recording() {
        Some((Pill::new("stop", stage.say("speak-stop")).tone(Tone::Coral), SpeakCommand::Stop))
    } else {
        let begin = Pill::new("record", stage.say("speak-begin")).tone(Tone::Coral);
        Some((begin, SpeakCommand::Begin))
    };
    next.into_iter().chain([away]).collect()
}

fn time(elapsed: Duration) -> String {
    beside::place_in_clip(u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX))
}

/// It was said: listened to before it goes.
fn heard(ui: &mut Ui, stage: &Stage<'_>, said: &Said, out: &mut Commands) -> Choices {
    let is_video = said.blob.media_type == MediaType::Video;
    let width = ui.available_width();
    let bar = stage.units(100.0);
    let height = match is_video {
        true => (width * 9.0 / 16.0).min(stage.units(420.0)) + bar,
        false => stage.units(120.0) + bar,
    };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    if let Some(to) = player(ui, stage, rect, said.player.as_ref()) {
        put(out, SpeakCommand::Seek(to));
    }
    ui.add_space(stage.units(12.0));
    let long = time(Duration::from_millis(said.blob.duration_millis));
    let text = stage.words.say_with("speak-goes", &[("time", &long)]);
    paragraph(ui, stage, &text, Words::Small, stage.theme.quiet_ink());
    ui.add_space(stage.units(12.0));
    let is_playing = said.player.as_ref().is_some_and(|player| player.progress().is_playing);
    let play = match (is_playing, is_video) {
        (true, _) => Pill::new("pause", stage.say("speak-pause")),
        (false, false) => Pill::new("play", stage.say("speak-listen")),
        (false, true) => Pill::new("play", stage.say("speak-watch")),
    };
    let again = match is_video {
        true => (Pill::new("again", stage.say("speak-sign-again")), SpeakCommand::Sign),
        false => (Pill::new("again", stage.say("speak-say-again")), SpeakCommand::Say),
    };
    vec![
        (play.tone(Tone::Sky), SpeakCommand::PlayOrPause),
        again,
        (Pill::new("bin", stage.say("speak-away")), SpeakCommand::ThrowAway),
    ]
}
