//! The pupil's yes, on one screen: who helped, who else is in it, who may see it. Then two
//! presses, and what happens next.

use egui::Ui;

use super::{Commands, trouble_line, usual, worry_action, worry_actions};
use crate::app::kiosk::SendingState;
use crate::app::{Command, Kiosk};
use crate::domain::{Helped, Listener, Others};
use crate::ui::Stage;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{
    Card, Header, Picture, Pill, Pressed, Shape, grid, group, page, panel_height, paragraph,
    sentence_panel,
};

pub fn show(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let is_worry = kiosk.worry.is_some();
    let header = Header {
        picture: Picture::Ui("send"),
        title: stage.say("send-title"),
        subtitle: stage.say("send-hurt"),
        actions: worry_actions(stage, kiosk),
    };
    let waits = kiosk.asks_for_others() && kiosk.sending.others.is_none();
    let (key, tone) = match kiosk.sending.state {
        _ if waits => ("send-say-first", Tone::Plain),
        SendingState::Choosing => ("send-yes", Tone::Leaf),
        SendingState::Armed { .. } => ("send-armed", Tone::Coral),
        SendingState::Sending => ("send-sending", Tone::Plain),
    };
    let mut footer = super::usual_pills(stage);
    footer.push(Pill::new("send", stage.say(key)).tone(tone));
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let mut rows = vec![helped(stage, kiosk)];
        if kiosk.asks_for_others() {
            rows.push(others(stage, kiosk));
        }
        if !is_worry {
            rows.push(listeners(stage, kiosk));
        }
        let each = room.y / rows.len() as f32;
        for (title, choices) in rows {
            let (cards, commands): (Vec<Card>, Vec<Command>) = choices.into_iter().unzip();
            let used = paragraph(ui, stage, &title, Words::Plain, stage.theme.ink()).height();
            ui.add_space(stage.units(8.0));
            let high = (each - used - stage.units(22.0)).min(stage.units(130.0));
            let pressed =
                group(ui, &title, |ui| grid(ui, stage, egui::vec2(room.x, high), 3, &cards));
            out.extend(pressed.and_then(|index| commands.get(index)).cloned());
            ui.add_space(stage.units(14.0));
        }
    });
    match pressed {
        Pressed::Action(index) => worry_action(index, out),
        Pressed::Footer(2) => out.push(Command::Send),
        other => usual(other, out),
    }
}

/// What is asked, and the answers.
type Choices = (String, Vec<(Card, Command)>);

fn choice(stage: &Stage<'_>, picture: &'static str, key: &str, tone: Tone, selected: bool) -> Card {
    Card::new(Picture::Ui(picture), stage.say(key), tone).shape(Shape::Wide).selected(selected)
}

fn helped(stage: &Stage<'_>, kiosk: &Kiosk) -> Choices {
    let choices = [
        ("alone", "send-alone", Helped::Alone),
        ("helped", "send-someone", Helped::Helped),
        ("proxy", "send-proxy", Helped::Proxy),
    ];
    let cards = choices.into_iter().map(|(picture, key, helped)| {
        let selected = kiosk.sending.helped == helped;
        (choice(stage, picture, key, Tone::Honey, selected), Command::Helped(helped))
    });
    (stage.say("send-helped"), cards.collect())
}

fn others(stage: &Stage<'_>, kiosk: &Kiosk) -> Choices {
    let choices = [
        ("nobody-else", "send-no-others", Others::Nobody),
        ("others", "send-others-yes", Others::SeenOrHeard),
    ];
    let cards = choices.into_iter().map(|(picture, key, others)| {
        let selected = kiosk.sending.others == Some(others);
        let command = Command::OthersIn(others == Others::SeenOrHeard);
        (choice(stage, picture, key, Tone::Sky, selected), command)
    });
    (stage.say("send-others"), cards.collect())
}

fn listeners(stage: &Stage<'_>, kiosk: &Kiosk) -> Choices {
    let choices = [
        ("teachers", "send-staff", Listener::Staff),
        ("meeting", "send-meeting", Listener::Meeting),
        ("family", "send-family", Listener::Family),
    ];
    let cards = choices.into_iter().map(|(picture, key, listener)| {
        let ticked = kiosk.sending.listeners.contains(&listener);
        let one = choice(stage, picture, key, Tone::Leaf, false).ticked(ticked);
        (one, Command::Toggle(listener))
    });
    let asked = format!("{} {}.", stage.say("send-who"), stage.say("send-always"));
    (asked, cards.collect())
}

/// It is on its way, and what happens next.
pub fn on_its_way(ui: &mut Ui, stage: &Stage<'_>, kiosk: &Kiosk, out: &mut Commands) {
    let header =
        Header { picture: Picture::Ui("send"), title: stage.say("way-title"), ..Header::default() };
    let mut footer = vec![Pill::new("finished", stage.say("finished"))];
    if kiosk.sending.sent.is_some() {
        footer.push(Pill::new("undo", stage.say("way-take-back")));
    }
    footer.push(Pill::new("go-on", stage.say("home")).tone(Tone::Leaf));
    let senco = kiosk
        .school
        .school
        .people
        .iter()
        .find(|person| person.roles.contains(&crate::domain::Role::Senco))
        .map_or_else(String::new, |person| person.name.clone());
    let mut rows = vec![
        (Picture::Ui("senco"), Tone::Leaf, stage.words.say_with("way-to", &[("who", &senco)])),
        (Picture::Ui("next"), Tone::Sky, stage.say("way-next")),
        (Picture::Ui("undo"), Tone::Honey, stage.say("way-mind")),
    ];
    if !kiosk.reachable {
        rows.insert(1, (Picture::Ui("clock"), Tone::Violet, stage.say("way-kept")));
    }
    let pressed = page(ui, stage, &header, &footer, |ui, room| {
        trouble_line(ui, stage, kiosk);
        let height = panel_height(ui, stage, &rows, room.x).max(room.y.min(stage.units(460.0)));
        let (rect, _) = ui.allocate_exact_size(egui::vec2(room.x, height), egui::Sense::hover());
        sentence_panel(ui, stage, &rows, rect);
    });
    match pressed {
        Pressed::Footer(0) => out.push(Command::Finish),
        Pressed::Footer(index) if index + 1 == footer.len() => out.push(Command::Home),
        Pressed::Footer(_) => out.push(Command::TakeBack),
        Pressed::Action(_) | Pressed::Nothing => {}
    }
}
