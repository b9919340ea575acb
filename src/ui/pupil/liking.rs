//! How I like it: look, letters, ways in. Each press shows at once.

use std::collections::BTreeSet;

use egui::{Ui, vec2};

use super::{Commands, usual, usual_pills};
use crate::acts::prompts::PromptHere;
use crate::app::{Command, Kiosk};
use crate::domain::{Font, Language, Look, Preferences, Spoken, Way};
use crate::ui::Stage;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Header, Picture, Pill, Pressed, Shape, grid, group, page};

/// Text sizes offered, in percent.
const TEXTS: [u16; 5] = [100, 150, 200, 300, 400];
const CLIPS: [u16; 4] = [15, 45, 120, 300];
/// Seconds that the light of a switch stays, and that somebody looks at a thing to choose it.
const PACES: [f64; 5] = [0.8, 1.5, 2.5, 4.0, 7.0];
const DWELLS: [f64; 5] = [0.6, 0.9, 1.2, 2.0, 3.5];
/// Minutes without a touch until the screen asks whether anybody is there.
const IDLE_MINUTES: [u16; 5] = [2, 3, 5, 10, 30];
/// Symbols across and down.
const BOARDS: [(u8, u8); 5] = [(2, 2), (3, 2), (4, 3), (6, 3), (8, 5)];

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header = Header {
        picture: Picture::Ui("settings"),
        title: stage.say("like-title"),
        ..Header::default()
    };
    let mut footer = usual_pills(stage);
    let is_checked = kiosk.who.as_ref().is_some_and(|who| who.is_checked());
    if is_checked {
        footer.push(Pill::new("key", stage.say("like-pictures")));
    }
    let liked = kiosk.preferences;
    let recorded = languages_recorded(&kiosk.own.prompts);
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        for (name, columns, choices) in rows(stage, &liked, &recorded) {
            let (cards, wished): (Vec<Card>, Vec<Preferences>) = choices.into_iter().unzip();
            let row = vec2(room.x, stage.units(112.0));
            let pressed = group(ui, &stage.say(name), |ui| grid(ui, stage, row, columns, &cards));
            let wished = pressed.and_then(|index| wished.get(index));
            out.extend(wished.copied().map(Command::Like));
            ui.add_space(stage.units(18.0));
        }
    });
    match pressed {
        Pressed::Footer(2) => out.push(Command::NewPictures),
        other => usual(other, out),
    }
}

/// What it is about, how many beside each other, and the choices.
type Row = (&'static str, usize, Vec<(Card, Preferences)>);

/// The languages in which somebody recorded something, in the order of their tags.
fn languages_recorded(prompts: &[PromptHere]) -> Vec<Spoken> {
    let all: BTreeSet<Spoken> = prompts.iter().map(|prompt| prompt.spoken).collect();
    all.into_iter().collect()
}

/// A language by its own name, where we know it.
fn language_name(stage: &Stage<'_>, spoken: Spoken) -> String {
    let key = format!("spoken-{spoken}");
    if stage.words.has(&key) { stage.say(&key) } else { spoken.to_string() }
}

fn rows(stage: &Stage<'_>, liked: &Preferences, recorded: &[Spoken]) -> Vec<Row> {
    let choice = |label: String, tone: Tone, wished: Preferences| {
        let card = Card::new(Picture::None, label, tone).shape(Shape::Tall);
        (card.selected(wished == *liked), wished)
    };
    let looks = Look::ALL.map(|look| {
        let key = match look {
            Look::Soft => "like-soft",
            Look::Dark => "like-dark",
            Look::Light => "like-light",
            Look::Calm => "like-calm",
        };
        choice(stage.say(key), Tone::Sky, Preferences { look, ..*liked })
    });
    let languages = Language::ALL.map(|language| {
        // Each by its own name: whoever looks for it may read no other.
        let name = match language {
            Language::English => "English",
            Language::Welsh => "Cymraeg",
        };
        choice(name.to_owned(), Tone::Coral, Preferences { language, ..*liked })
    });
    let texts = TEXTS.map(|text_percent| {
        let percent = text_percent.to_string();
        let label = stage.words.say_with("like-text", &[("percent", &percent)]);
        choice(label, Tone::Honey, Preferences { text_percent, ..*liked })
    });
    let fonts = Font::ALL.map(|font| {
        let key = match font {
            Font::Lexend => "like-lexend",
            Font::Andika => "like-andika",
            Font::Atkinson => "like-atkinson",
            Font::OpenDyslexic => "like-dyslexic",
        };
        choice(stage.say(key), Tone::Leaf, Preferences { font, ..*liked })
    });
    // Whoever has chosen a way keeps its pace.
    let ways = [
        ("like-touch", Way::Direct),
        ("like-one-switch", Way::ONE_SWITCH),
        ("like-two-switches", Way::TwoSwitches),
        ("like-dwell", Way::DWELL),
    ]
    .map(|(key, way)| {
        let way = if way.is_same_kind(liked.way) { liked.way } else { way };
        choice(stage.say(key), Tone::Violet, Preferences { way, ..*liked })
    });
    let seconds = |secs: f64, way: Way| {
        let label = stage.words.say_with("like-seconds", &[("secs", &format!("{secs}"))]);
        choice(label, Tone::Violet, Preferences { way, ..*liked })
    };
    let paces: Vec<(Card, Preferences)> = match liked.way {
        Way::OneSwitch { .. } => {
            PACES.iter().map(|secs| seconds(*secs, Way::OneSwitch { pace_secs: *secs })).collect()
        }
        Way::Dwell { .. } => {
            DWELLS.iter().map(|secs| seconds(*secs, Way::Dwell { secs: *secs })).collect()
        }
        Way::Direct | Way::TwoSwitches => Vec::new(),
    };
    let waits = IDLE_MINUTES.map(|minutes| {
        let label = stage.words.say_with("like-minutes", &[("minutes", &minutes.to_string())]);
        choice(label, Tone::Sky, Preferences { idle_secs: minutes * 60, ..*liked })
    });
    let shaky = if liked.repeat_filter_secs > 0.0 { 0.0 } else { 0.6 };
    let toggle = |key: &str, on: bool, wished: Preferences| {
        let card = Card::new(Picture::None, stage.say(key), Tone::Coral);
        (card.ticked(on), wished)
    };
    let toggles = vec![
        toggle(
            "like-repeat",
            liked.repeat_filter_secs > 0.0,
            Preferences { repeat_filter_secs: shaky, ..*liked },
        ),
        toggle("like-count", liked.count_in, Preferences { count_in: !liked.count_in, ..*liked }),
        toggle("like-sign", liked.signs, Preferences { signs: !liked.signs, ..*liked }),
        toggle("like-qwerty", liked.qwerty, Preferences { qwerty: !liked.qwerty, ..*liked }),
        toggle(
            "like-less-noise",
            liked.less_noise,
            Preferences { less_noise: !liked.less_noise, ..*liked },
        ),
    ];
    let slower = if liked.speech_percent < 100 { 100 } else { 70 };
    let toggles = [
        toggle("like-aloud", liked.aloud, Preferences { aloud: !liked.aloud, ..*liked }),
        toggle(
            "like-lit-aloud",
            liked.lit_aloud,
            Preferences { lit_aloud: !liked.lit_aloud, ..*liked },
        ),
        toggle(
            "like-slow-voice",
            liked.speech_percent < 100,
            Preferences { speech_percent: slower, ..*liked },
        ),
    ]
    .into_iter()
    .chain(toggles)
    .collect();
    let clips = CLIPS.map(|clip_secs| {
        let secs = clip_secs.to_string();
        let label = stage.words.say_with("like-clip", &[("secs", &secs)]);
        choice(label, Tone::Coral, Preferences { clip_secs, ..*liked })
    });
    let boards = BOARDS.map(|board| {
        let (across, down) = (board.0.to_string(), board.1.to_string());
        let size = [("across", across.as_str()), ("down", down.as_str())];
        let label = stage.words.say_with("like-board", &size);
        choice(label, Tone::Sky, Preferences { board, ..*liked })
    });
    let heard = std::iter::once(None).chain(recorded.iter().copied().map(Some)).map(|spoken| {
        let label = match spoken {
            None => stage.say("like-spoken-screens"),
            Some(spoken) => language_name(stage, spoken),
        };
        choice(label, Tone::Coral, Preferences { spoken, ..*liked })
    });
    let mut rows = vec![
        ("like-group-language", 4, languages.to_vec()),
        ("like-group-look", 4, looks.to_vec()),
        ("like-group-text", 5, texts.to_vec()),
        ("like-group-font", 4, fonts.to_vec()),
        ("like-group-way", 4, ways.to_vec()),
        ("like-group-more", 3, toggles),
        ("like-group-board", 5, boards.to_vec()),
        ("like-group-clip", 4, clips.to_vec()),
        ("like-group-idle", 5, waits.to_vec()),
    ];
    if !paces.is_empty() {
        let name = match liked.way {
            Way::Dwell { .. } => "like-group-dwell",
            _ => "like-group-pace",
        };
        let after = rows.iter().position(|row| row.0 == "like-group-way").map_or(0, |at| at + 1);
        rows.insert(after, (name, 5, paces));
    }
    // Nobody is asked in which language to hear what nobody has said.
    if !recorded.is_empty() {
        rows.insert(1, ("like-group-spoken", 4, heard.collect()));
    }
    rows
}
