//! Words of the school's own: writing one on one side, what the tablets have on the other. A photo
//! is dropped onto the window, or named.

use egui::{Rect, Ui, vec2};

use super::fields::{FieldSpec, field, tick};
use super::parts::{SPACE_UNITS, Turning, heading, pane, pills};
use super::{Commands, ground};
use crate::app::review::{Field, OwnWords, ReviewCommand, Typed, WordCommand};
use crate::symbols::Topic;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Pill, paragraph};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, words: &OwnWords, place: Rect, out: &mut Commands) {
    let gap = stage.units(20.0);
    let is_wide = place.width() > stage.units(1_100.0);
    let (left, right) = match is_wide {
        true => place.split_left_right_at_x(place.left() + place.width() * 0.55),
        false => place.split_top_bottom_at_y(place.center().y),
    };
    let right = match is_wide {
        true => Rect::from_min_max(right.min + vec2(gap, 0.0), right.max),
        false => Rect::from_min_max(right.min + vec2(0.0, gap), right.max),
    };
    let dropped = ui.input(|input| {
        let file = input.raw.dropped_files.last();
        file.map(|file| file.path().to_path_buf())
    });
    if let Some(photo) = dropped {
        let typed = Typed::new(photo.to_string_lossy().into_owned());
        out.push(ReviewCommand::Type(Field::WordPhoto, typed));
    }
    let inner = ground(ui, stage, left);
    pane(ui, stage, inner, "word", Turning::ByItselfOnly, |ui| write(ui, stage, words, out));
    let inner = ground(ui, stage, right);
    pane(ui, stage, inner, "words", Turning::ByPageKeys, |ui| known(ui, stage, words, out));
}

fn put(out: &mut Commands, command: WordCommand) {
    out.push(ReviewCommand::Words(command));
}

fn write(ui: &mut Ui, stage: &Stage<'_>, words: &OwnWords, out: &mut Commands) {
    if pills(ui, stage, &[Pill::new("back", stage.say("words-back"))]).is_some() {
        put(out, WordCommand::Open(false));
    }
    heading(ui, stage, &stage.say("words-new"));
    let quiet = stage.theme.quiet_ink();
    paragraph(ui, stage, &stage.say("words-what"), Words::Small, quiet);
    for (of, key, value) in [
        (Field::Word, "words-word", &words.word),
        (Field::WordInWelsh, "words-welsh", &words.welsh),
        (Field::WordPhoto, "words-photo", &words.photo),
    ] {
        ui.add_space(stage.units(18.0));
        let name = stage.say(key);
        let spec = FieldSpec { field: of, name: &name, rows: 1 };
        if let Some(typed) = field(ui, stage, &spec, value).typed {
            out.push(ReviewCommand::Type(of, typed));
        }
    }
    ui.add_space(stage.units(SPACE_UNITS));
    // Nobody but the person who sits here can know who is in it.
    paragraph(ui, stage, &stage.say("words-who-is-in-it"), Words::Small, stage.theme.ink());
    ui.add_space(stage.units(SPACE_UNITS));
    let give = Pill::new("send", stage.say("words-give")).tone(Tone::Leaf);
    if words.can_be_given() && pills(ui, stage, &[give]).is_some() {
        put(out, WordCommand::Give);
    }
    heading(ui, stage, &stage.say("words-topic"));
    for topic in Topic::ALL {
        let name = stage.say(&format!("topic-{}", topic.as_str()));
        if tick(ui, stage, &name, words.topic == topic) {
            put(out, WordCommand::Topic(topic));
        }
    }
}

/// What the tablets have, by name.
fn known(ui: &mut Ui, stage: &Stage<'_>, words: &OwnWords, out: &mut Commands) {
    heading(ui, stage, &stage.say("words-known"));
    let quiet = stage.theme.quiet_ink();
    let Some(known) = &words.known else {
        paragraph(ui, stage, &stage.say("questions-wait"), Words::Plain, quiet);
        return;
    };
    if known.words.is_empty() {
        paragraph(ui, stage, &stage.say("words-nothing"), Words::Plain, quiet);
    }
    for word in &known.words {
        ui.push_id(word, |ui| {
            paragraph(ui, stage, word, Words::Card, stage.theme.ink());
            ui.add_space(stage.units(8.0));
            let name = stage.words.say_with("words-away", &[("word", word)]);
            if pills(ui, stage, &[Pill::new("bin", name)]).is_some() {
                put(out, WordCommand::TakeAway(word.clone()));
            }
            ui.add_space(stage.units(20.0));
        });
    }
    if !known.boards.is_empty() {
        heading(ui, stage, &stage.say("words-boards"));
        for board in &known.boards {
            paragraph(ui, stage, board, Words::Plain, stage.theme.ink());
        }
    }
}
