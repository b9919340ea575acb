//! Is this what you meant? What others see of something the pupil made, and a yes or a no.

use egui::{Sense, Ui, vec2};

use super::line::document_line;
use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::kiosk::AsShown;
use crate::app::{Command, Kiosk};
use crate::ui::Stage;
use crate::ui::theme::{GAP_UNITS, Tone, Words};
use crate::ui::widgets::{Header, Picture, Pill, Pressed, label_height, page, paragraph, player};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let Some(meaning) = &kiosk.meaning else { return };
    let mut actions = Vec::new();
    if let Some(player) = meaning.shown.player() {
        let pill = match player.progress().is_playing {
            true => Pill::new("pause", stage.say("look-pause")),
            false => Pill::new("play", stage.say("look-play")),
        };
        actions.push(pill.tone(Tone::Sky));
    }
    let title = match &meaning.shown {
        // With each line the title is another, and is told to whoever hears the screen.
        AsShown::Document(reading) => match reading.line() {
            Some((_, at, of)) => {
                let (at, of) = (at.to_string(), of.to_string());
                stage.words.say_with("meant-title-line", &[("at", &at), ("of", &of)])
            }
            None => stage.say("meant-title"),
        },
        _ => stage.say("meant-title"),
    };
    let header = Header { picture: Picture::Ui("question"), title, actions, ..Header::default() };
    let mut footer = usual_pills(stage);
    let can_be_seen = meaning.shown.can_be_seen();
    if can_be_seen {
        footer.push(Pill::new("no", stage.say("meant-no")).tone(Tone::Honey));
        footer.push(Pill::new("yes", stage.say("meant-yes")).tone(Tone::Leaf));
    }
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let key = match &meaning.shown {
            AsShown::Words(quote) if quote.is_observation => "meant-seen",
            AsShown::Words(_) => "meant-words",
            AsShown::Document(reading) if reading.is_for_staff() => "meant-document-staff",
            AsShown::Document(_) => "meant-document-meeting",
            AsShown::Waiting => "meant-wait",
            AsShown::Gone => "meant-gone",
            AsShown::Clip(_) | AsShown::Photo(_) if can_be_seen => "meant-how",
            AsShown::Clip(_) | AsShown::Photo(_) | AsShown::Later => "meant-later",
        };
        let text = stage.words.say_with(key, &[("who", &meaning.by)]);
        let gap = stage.units(GAP_UNITS);
        let words = label_height(ui, stage, &text, Words::Plain, room.x);
        paragraph(ui, stage, &text, Words::Plain, stage.theme.ink());
        if !can_be_seen {
            return;
        }
        ui.add_space(gap);
        if let AsShown::Words(quote) = &meaning.shown {
            paragraph(ui, stage, &quote.text, Words::Title, stage.theme.ink());
            return;
        }
        if let AsShown::Document(reading) = &meaning.shown {
            if let Some((line, ..)) = reading.line() {
                document_line(ui, stage, line);
            }
            return;
        }
        let high = (room.y - words - gap).max(stage.units(300.0));
        let (rect, response) = ui.allocate_exact_size(vec2(room.x, high), Sense::hover());
        if let AsShown::Photo(photo) = &meaning.shown {
            let name = stage.say("meant-photo");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
            stage.video.paint_still(ui.painter(), rect, stage.units(22.0), photo, 1.0);
        } else if let Some(to) = player(ui, stage, rect, meaning.shown.player()) {
            out.push(Command::Seek(to));
        }
    });
    match pressed {
        Pressed::Action(_) => out.push(Command::PlayOrPause),
        Pressed::Footer(index) if index >= 2 => out.push(Command::Meant(index == 3)),
        other => usual(other, out),
    }
}
