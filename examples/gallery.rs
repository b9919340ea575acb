//! Every widget in every state, in every look: `cargo run --example gallery`. Keys 1 to 4 change
//! the look, + and - the letters, F the typeface, S the way in (Tab shows the focus in any).

use egui::{Key, Rect, Sense, Ui, vec2};
use sayso::domain::{Font, Look, Way};
use sayso::ui::access::{self, AccessSettings};
use sayso::ui::theme::{Theme, Tone, Words, fonts};
use sayso::ui::widgets::{
    Answer, Card, Header, Keys, Picture, Pill, Pressed, Progress, Shape, card, dialog, grid,
    keyboard, meter, page, panel_height, paragraph, pill, player, progress, progress_height, ring,
    sentence_panel, slider,
};
use sayso::ui::{Pictures, Stage, Told, Video};
use sayso::words::{Language, Words as Sentences};

struct Gallery {
    theme: Theme,
    words: Sentences,
    pictures: Pictures,
    video: Video,
    font: Font,
    way: Way,
    part: f32,
    chosen: usize,
    /// The dialog is shown.
    asks: bool,
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.keys(&ctx);
        self.theme.fit(ui.max_rect().size());
        self.theme.apply(&ctx);
        self.pictures.take_drawn(&ctx);
        let theme = self.theme;
        let way = self.way;
        access::with(&ctx, |access| {
            access.theme = theme;
            access.settings = AccessSettings { way, ..AccessSettings::default() };
        });
        let header = Header {
            picture: Picture::Ui("settings"),
            title: format!("{:?}, {:?}, {} %", theme.look, self.font, (theme.text * 100.0) as u32),
            ..Header::default()
        };
        let stage = Stage {
            theme: &theme,
            words: &self.words,
            pictures: &self.pictures,
            video: &self.video,
            told: &Told::default(),
        };
        if self.asks {
            self.asks = !question(ui, &stage);
            return;
        }
        let (part, chosen) = (&mut self.part, &mut self.chosen);
        let footer = [Pill::new("bin", "Dialog")];
        let pressed = page(ui, &stage, &header, &footer, |ui, room| {
            cards(ui, &stage, room, chosen);
            pills(ui, &stage, room);
            measures(ui, &stage, room, part);
            told(ui, &stage, room);
        });
        self.asks = pressed == Pressed::Footer(0);
    }
}

impl Gallery {
    fn keys(&mut self, ctx: &egui::Context) {
        for (key, look) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(Look::ALL) {
            if ctx.input(|input| input.key_pressed(key)) {
                self.theme.look = look;
            }
        }
        if ctx.input(|input| input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals)) {
            self.theme.text = (self.theme.text + 0.5).min(4.0);
        }
        if ctx.input(|input| input.key_pressed(Key::Minus)) {
            self.theme.text = (self.theme.text - 0.5).max(1.0);
        }
        if ctx.input(|input| input.key_pressed(Key::S)) {
            self.way = match self.way {
                Way::Direct => Way::OneSwitch { pace_secs: 1.5 },
                Way::OneSwitch { .. } => Way::TwoSwitches,
                Way::TwoSwitches => Way::Dwell { secs: 1.0 },
                Way::Dwell { .. } => Way::Direct,
            };
        }
        if ctx.input(|input| input.key_pressed(Key::F)) {
            let at = Font::ALL.iter().position(|font| *font == self.font).unwrap_or(0);
            self.font = Font::ALL[(at + 1) % Font::ALL.len()];
            fonts::install(ctx, self.font);
        }
    }
}

/// A row of `high` units, in `count` equal places.
fn places(ui: &mut Ui, stage: &Stage<'_>, wide: f32, high: f32, count: usize) -> Vec<Rect> {
    let gap = stage.units(24.0);
    let (row, _) = ui.allocate_exact_size(vec2(wide, stage.units(high)), Sense::hover());
    let width = (wide - gap * (count as f32 - 1.0)) / count as f32;
    (0..count)
        .map(|index| {
            let corner = row.min + vec2(index as f32 * (width + gap), 0.0);
            Rect::from_min_size(corner, vec2(width, row.height()))
        })
        .collect()
}

fn title(ui: &mut Ui, stage: &Stage<'_>, name: &str) {
    ui.add_space(stage.units(28.0));
    paragraph(ui, stage, name, Words::Title, stage.theme.ink());
    ui.add_space(stage.units(8.0));
}

fn cards(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2, chosen: &mut usize) {
    title(ui, stage, "card: every tone, with a second line, pressed it sinks");
    let tones: Vec<Card> = Tone::ALL
        .iter()
        .map(|tone| Card::new(Picture::Ui("tips"), format!("{tone:?}"), *tone).below("sub"))
        .collect();
    grid(ui, stage, vec2(room.x, stage.units(500.0)), 4, &tones);
    title(ui, stage, "card: wide, of which one is chosen");
    let wide: Vec<Card> = ["alone", "helped", "proxy"]
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let card = Card::new(Picture::Ui(name), *name, Tone::Honey).shape(Shape::Wide);
            card.selected(index == *chosen)
        })
        .collect();
    if let Some(index) = grid(ui, stage, vec2(room.x, stage.units(120.0)), 3, &wide) {
        *chosen = index;
    }
    title(ui, stage, "card: without a picture, long words, right to left");
    let odd = [
        Card::new(Picture::None, "No picture", Tone::Sky),
        Card::new(Picture::Ui("talk"), "A label so long that it takes several lines", Tone::Leaf),
        Card::new(Picture::Ui("talk"), "محمد أنا سعيد", Tone::Violet),
    ];
    grid(ui, stage, vec2(room.x, stage.units(230.0)), 3, &odd);
    title(ui, stage, "card: danger");
    if let [rect] = places(ui, stage, room.x, 120.0, 1)[..] {
        let danger = Card::new(Picture::Ui("danger"), stage.say("worry-not-safe"), Tone::Danger);
        card(ui, stage, rect, &danger.below(stage.say("worry-not-safe-sub")).shape(Shape::Wide));
    }
    title(ui, stage, "symbol tile: on boards of 2, 4 and 8 columns; picture-password");
    for columns in [2, 4, 8] {
        let tiles: Vec<Card> = sayso::symbols::Vocabulary::built_in()
            .symbols()
            .iter()
            .skip(columns)
            .take(columns)
            .map(|symbol| {
                let picture = Picture::Drawing(symbol.picture.clone());
                Card::new(picture, symbol.word("en"), Tone::Leaf).shape(Shape::Tile)
            })
            .collect();
        grid(ui, stage, vec2(room.x, stage.units(200.0)), columns, &tiles);
        ui.add_space(stage.units(18.0));
    }
}

fn pills(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2) {
    title(ui, stage, "pill: tones, without a picture, long words; send before and after one press");
    let tones = [Tone::Plain, Tone::Leaf, Tone::Coral, Tone::Night];
    for (rect, tone) in places(ui, stage, room.x, 90.0, 4).into_iter().zip(tones) {
        let one = Pill { label: format!("{tone:?}"), ..Pill::new("hide", "") };
        pill(ui, stage, rect, &one.tone(tone));
    }
    ui.add_space(stage.units(18.0));
    let more = [
        Pill { picture: Picture::None, ..Pill::new("", "No picture") },
        Pill::new("again", "Words that need a second line in a pill"),
        Pill::new("keep", stage.say("send-yes")).tone(Tone::Leaf),
        Pill::new("keep", stage.say("send-armed")).tone(Tone::Honey),
    ];
    for (rect, one) in places(ui, stage, room.x, 120.0, 4).into_iter().zip(&more) {
        pill(ui, stage, rect, one);
    }
}

fn measures(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2, part: &mut f32) {
    title(ui, stage, "ring: all, some and no time left");
    for (rect, left) in places(ui, stage, room.x, 200.0, 4).into_iter().zip([1.0, *part, 0.1, 0.0])
    {
        ring(ui, stage, rect, left, "time left");
    }
    title(ui, stage, "level: silent, quiet, loud");
    for (rect, level) in places(ui, stage, room.x, 90.0, 3).into_iter().zip([0.0, 0.02, 0.8]) {
        meter(ui, stage, rect, level, "loudness");
    }
    title(ui, stage, "slider: by finger, arrow keys, switches; at its ends");
    for (index, rect) in places(ui, stage, room.x, 100.0, 3).into_iter().enumerate() {
        let at = [*part, 0.0, 1.0][index];
        let name = ["handle", "start", "end"][index];
        if let Some(moved) = slider(ui, stage, rect, at, name, Tone::Honey) {
            *part = moved;
        }
    }
    title(ui, stage, "progress: counted, not counted, with a way to stop it");
    let all = [
        Progress { text: "Sending 3 of 5".to_owned(), part: Some(0.6), stop: Some("Stop".into()) },
        Progress { text: "Nothing to count".to_owned(), part: None, stop: Some("Stop".into()) },
        Progress { text: "It cannot be stopped".to_owned(), part: Some(*part), stop: None },
    ];
    for (index, one) in all.iter().enumerate() {
        let high = progress_height(ui, stage, one, room.x);
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, high), Sense::hover());
        ui.push_id(index, |ui| progress(ui, stage, rect, one));
        ui.add_space(stage.units(14.0));
    }
}

fn told(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2) {
    title(ui, stage, "panel of sentences");
    let rows = [
        (Picture::Ui("two-people"), Tone::Leaf, stage.say("worry-unseen")),
        (Picture::Ui("clock"), Tone::Honey, stage.say("worry-told-on")),
    ];
    let high = panel_height(ui, stage, &rows, room.x);
    let (rect, _) = ui.allocate_exact_size(vec2(room.x, high), Sense::hover());
    sentence_panel(ui, stage, &rows, rect);
    title(ui, stage, "player: without a clip");
    if let [rect] = places(ui, stage, room.x, 360.0, 1)[..] {
        player(ui, stage, rect, None);
    }
    title(ui, stage, "keyboard: letters, digits");
    for (index, keys) in [Keys::Letters { qwerty: false }, Keys::Digits].into_iter().enumerate() {
        ui.push_id(index, |ui| keyboard(ui, stage, vec2(room.x, stage.units(420.0)), keys));
        ui.add_space(stage.units(18.0));
    }
}

fn question(ui: &mut Ui, stage: &Stage<'_>) -> bool {
    let header = Header {
        picture: Picture::Ui("bin"),
        title: stage.say("ask-throw"),
        subtitle: stage.say("ask-gone"),
        actions: vec![Pill::new("hide", stage.say("hide")).tone(Tone::Night)],
    };
    let cards = [
        Card::new(Picture::Ui("keep"), stage.say("ask-throw-no"), Tone::Leaf),
        Card::new(Picture::Ui("bin"), stage.say("ask-throw-yes"), Tone::Coral),
    ];
    dialog(ui, stage, &header, &cards) != Answer::None
}

fn main() -> eframe::Result {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let made = Box::new(|context: &eframe::CreationContext<'_>| {
        fonts::install(&context.egui_ctx, Font::Lexend);
        let gallery = Gallery {
            theme: Theme::default(),
            words: Sentences::new(Language::English),
            pictures: Pictures::in_background(&context.egui_ctx),
            video: Video::default(),
            font: Font::Lexend,
            way: Way::Direct,
            part: 0.6,
            chosen: 0,
            asks: false,
        };
        Ok(Box::new(gallery) as Box<dyn eframe::App>)
    });
    eframe::run_native("gallery", options, made)
}
