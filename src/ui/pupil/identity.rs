//! Who are you? And the secrets that open a shelf or the way out.

use egui::{Ui, vec2};

use super::{Commands, trouble_line, usual, usual_pills};
use crate::app::kiosk::PICTURES;
use crate::app::route::PinFor;
use crate::app::{Command, Kiosk, Route};
use crate::domain::Badge;
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{
    Card, Header, Keys, Picture, Pill, Pressed, Shape, grid, keyboard, page, paragraph,
};

const TONES: [Tone; 5] = [Tone::Coral, Tone::Honey, Tone::Leaf, Tone::Sky, Tone::Violet];

pub fn class(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("school"),
        title: stage.say("class-title"),
        ..Header::default()
    };
    let classes = kiosk.school.school.classes();
    let cards: Vec<Card> = classes
        .iter()
        .enumerate()
        .map(|(index, class)| {
            Card::new(Picture::Ui("school"), class.name, TONES[index % TONES.len()])
        })
        .collect();
    let pressed = page(ui, stage, &header, &back_only(stage), |ui, room| {
        let columns = if cards.len() > 6 { 4 } else { 3 };
        if let Some(class) = grid(ui, stage, room, columns, &cards).and_then(|at| classes.get(at)) {
            out.push(Command::ChooseClass(class.name.to_owned()));
        }
    });
    if matches!(pressed, Pressed::Footer(0)) {
        out.push(Command::Back);
    }
}

fn back_only(stage: &Stage<'_>) -> [Pill; 1] {
    [Pill::new("back", stage.say("back"))]
}

pub fn who(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, class: &str, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("person"),
        title: stage.say("who-title"),
        subtitle: stage.say("who-sub"),
        ..Header::default()
    };
    let classes = kiosk.school.school.classes();
    let pupils = classes.into_iter().find(|one| one.name == class).map(|one| one.pupils);
    let pupils = pupils.unwrap_or_default();
    let cards: Vec<Card> = pupils
        .iter()
        .enumerate()
        .map(|(index, pupil)| {
            let badge = Badge::of(index);
            let one = Card::new(
                Picture::Ui(badge.animal),
                &pupil.first_name,
                TONES[badge.colour % TONES.len()],
            );
            // Where two have one name the animal tells who is who, also to the ear.
            let namesakes = pupils.iter().filter(|other| other.first_name == pupil.first_name);
            match namesakes.count() {
                1 => one,
                _ => one.heard(stage.say(&format!("animal-{}", badge.animal))),
            }
        })
        .collect();
    let footer = [
        Pill::new("back", stage.say("back")),
        Pill::new("secret", stage.say("who-no-name")).tone(Tone::Violet),
    ];
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        let columns = match cards.len() {
            0..=8 => 4,
            9..=15 => 5,
            _ => 6,
        };
        if let Some(pupil) = grid(ui, stage, room, columns, &cards).and_then(|at| pupils.get(at)) {
            out.push(Command::ChoosePupil(pupil.pupil_id.clone()));
        }
    });
    match pressed {
        Pressed::Footer(0) => out.push(Command::Back),
        Pressed::Footer(_) => out.push(Command::NoName),
        Pressed::Action(_) | Pressed::Nothing => {}
    }
}

pub fn pictures(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let is_new = kiosk.who.as_ref().is_some_and(|who| who.is_checked());
    let (title, sub) = match is_new {
        true => ("pictures-new-title", "pictures-new-sub"),
        false => ("pictures-title", "pictures-sub"),
    };
    let so_far = i64::try_from(kiosk.pictures.len()).unwrap_or(0);
    let header = Header {
        picture: Picture::Ui("key"),
        title: stage.say(title),
        subtitle: stage.say(sub),
        actions: vec![Pill::new("undo", stage.say("pictures-clear"))],
    };
    let mut footer = usual_pills(stage);
    if !is_new {
        footer.push(Pill::new("lock", stage.say("pictures-pin")));
    }
    let cards: Vec<Card> = PICTURES
        .iter()
        .map(|name| {
            let label = stage.say(&format!("picture-{name}"));
            Card::new(Picture::Ui(name), label, Tone::Plain).shape(Shape::Tile)
        })
        .collect();
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let told = stage.words.say_count("pictures-so-far", so_far, &[]);
        let used = paragraph(ui, stage, &told, Words::Plain, stage.theme.ink()).height();
        ui.add_space(stage.units(12.0));
        let room = vec2(room.x, room.y - used - stage.units(12.0));
        if let Some(picture) = grid(ui, stage, room, 6, &cards) {
            out.push(Command::Picture(picture));
        }
    });
    match pressed {
        Pressed::Action(_) => out.push(Command::ClearPictures),
        Pressed::Footer(2) => out.push(Command::AskPin(PinFor::Shelf)),
        other => usual(other, out),
    }
}

pub fn pin(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, purpose: PinFor, out: &mut Commands) {
    let (title, sub) = match purpose {
        PinFor::First => ("pin-first-title", "pin-first-sub"),
        PinFor::Supply => ("supply-pin-title", "supply-pin-sub"),
        PinFor::Leave | PinFor::Shelf | PinFor::Tips => ("pin-title", "pin-sub"),
    };
    let header = Header {
        picture: Picture::Ui("lock"),
        title: stage.say(title),
        subtitle: stage.say(sub),
        ..Header::default()
    };
    let mut footer = vec![Pill::new("undo", stage.say("clear"))];
    if purpose != PinFor::First {
        footer.insert(0, Pill::new("back", stage.say("back")));
    }
    if purpose == PinFor::Tips {
        footer.insert(1, Pill::new("person", stage.say("supply-here")).tone(Tone::Sky));
    }
    digits_of_a_real_keyboard(ui, out);
    let so_far = i64::try_from(kiosk.digits.len()).unwrap_or(0);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let told = stage.words.say_count("pin-so-far", so_far, &[]);
        let used = paragraph(ui, stage, &told, Words::Plain, stage.theme.ink()).height();
        ui.add_space(stage.units(12.0));
        let room = vec2(room.x, room.y - used - stage.units(12.0));
        match keyboard(ui, stage, room, Keys::Digits) {
            Some(digit) if digit.is_ascii_digit() => out.push(Command::Digit(digit)),
            Some(_) => out.push(Command::ClearDigits),
            None => {}
        }
    });
    match pressed {
        Pressed::Footer(index) if index + 1 == footer.len() => out.push(Command::ClearDigits),
        Pressed::Footer(1) => out.push(Command::Go(Route::SupplyName)),
        Pressed::Footer(_) => out.push(Command::Back),
        Pressed::Action(_) | Pressed::Nothing => {}
    }
}

fn digits_of_a_real_keyboard(ui: &Ui, out: &mut Commands) {
    ui.input(|input| {
        for event in &input.events {
            if let egui::Event::Text(text) = event {
                let digits = text.chars().filter(char::is_ascii_digit);
                out.extend(digits.map(Command::Digit));
            }
        }
    });
}
