//! A photo of something made: take it, look at it, straight or as it was, keep it.

use egui::{Ui, vec2};

use super::{Commands, camera_action, trouble_line};
use crate::app::kiosk::Photo;
use crate::app::{Command, Kiosk};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Header, Picture, Pill, Pressed, page, panel_height, sentence_panel};
use crate::ui::{Stage, paint};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("photo"),
        title: stage.say(if kiosk.photo.is_some() { "photo-look" } else { "photo-title" }),
        actions: camera_action(stage, kiosk).into_iter().collect(),
        ..Header::default()
    };
    let trouble = kiosk.device_trouble();
    let mut footer = vec![
        (Pill::new("break", stage.say("break")), Command::Break),
        (Pill::new("back", stage.say("back")), Command::Back),
    ];
    match (&kiosk.photo, trouble) {
        (Some(photo), _) => footer.extend(looked_at(stage, photo)),
        (None, Some(_)) => {
            let again = Pill::new("again", stage.say("record-try")).tone(Tone::Sky);
            footer.push((again, Command::TryDevices));
        }
        (None, None) => {
            let take = Pill::new("photo", stage.say("film-take")).tone(Tone::Coral);
            footer.push((take, Command::TakePhoto));
        }
    }
    let (footer, commands): (Vec<Pill>, Vec<Command>) = footer.into_iter().unzip();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        if let (None, Some(key)) = (&kiosk.photo, trouble) {
            let said = [(Picture::Ui("sleeping-camera"), Tone::Honey, stage.say(key))];
            let high = panel_height(ui, stage, &said, room.x).max(room.y);
            let (rect, _) = ui.allocate_exact_size(vec2(room.x, high), egui::Sense::hover());
            return sentence_panel(ui, stage, &said, rect);
        }
        let high = room.y.max(stage.units(300.0));
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, high), egui::Sense::hover());
        let surface = stage.theme.surface(Tone::Plain);
        paint::panel(ui.painter(), stage.theme, rect, stage.units(32.0), &surface);
        let inner = rect.shrink(stage.units(12.0));
        match &kiosk.photo {
            Some(photo) => {
                let round = stage.units(22.0);
                let small = photo.shown().small();
                stage.video.paint_still(ui.painter(), inner, round, small, 1.0);
            }
            None => {
                let newest = kiosk
                    .recording
                    .as_ref()
                    .and_then(|recording| recording.live.newest(stage.video.seen()));
                stage.video.paint(ui.painter(), inner, stage.units(22.0), newest, false);
            }
        }
    });
    match pressed {
        Pressed::Footer(index) => out.extend(commands.get(index).cloned()),
        Pressed::Action(_) => out.push(Command::OtherCamera),
        Pressed::Nothing => {}
    }
}

fn looked_at(stage: &Stage<'_>, photo: &Photo) -> Vec<(Pill, Command)> {
    let again = Pill::new("again", stage.say("look-again")).tone(Tone::Honey);
    let mut pills = vec![(again, Command::PhotoAgain)];
    if photo.straight.is_some() {
        let (picture, key) = match photo.is_straight {
            true => ("frame", "photo-as-it-was"),
            false => ("page", "photo-straight"),
        };
        let pill = Pill::new(picture, stage.say(key)).tone(Tone::Sky);
        pills.push((pill, Command::Straight(!photo.is_straight)));
    }
    pills.push((Pill::new("keep", stage.say("look-keep")).tone(Tone::Leaf), Command::KeepPhoto));
    pills
}
