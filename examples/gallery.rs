//! Every widget in every state, in every look: `cargo run --example gallery`. Keys 1 to 4 change
//! the look, + and - the letters, F the typeface.

use egui::{Key, Rect, Sense, Ui, vec2};
use sayso::domain::{Font, Look};
use sayso::ui::theme::{Theme, Tone, Words, fonts};
use sayso::ui::widgets::{
    Card, Header, Picture, Pill, Shape, card, grid, keyboard, meter, page, paragraph, pill, player,
    ring, sentence_panel, slider,
};
use sayso::ui::{Pictures, Stage, Video, access};
use sayso::words::{Language, Words as Sentences};

struct Gallery {
    theme: Theme,
    words: Sentences,
    pictures: Pictures,
    video: Video,
    font: Font,
    part: f32,
    chosen: usize,
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.keys(&ctx);
        self.theme.fit(ui.max_rect().size());
        self.theme.apply(&ctx);
        self.pictures.take_drawn(&ctx);
        let theme = self.theme;
        access::with(&ctx, |access| access.theme = theme);
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
        };
        let (part, chosen) = (&mut self.part, &mut self.chosen);
        page(ui, &stage, &header, &[], |ui, room| show(ui, &stage, room, part, chosen));
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
        if ctx.input(|input| input.key_pressed(Key::F)) {
            let at = Font::ALL.iter().position(|font| *font == self.font).unwrap_or(0);
            self.font = Font::ALL[(at + 1) % Font::ALL.len()];
            fonts::install(ctx, self.font);
        }
    }
}

fn show(ui: &mut Ui, stage: &Stage<'_>, room: egui::Vec2, part: &mut f32, chosen: &mut usize) {
    let gap = stage.units(24.0);
    let title = |ui: &mut Ui, name: &str| {
        paragraph(ui, stage, name, Words::Title, stage.theme.ink());
    };
    title(ui, "card");
    let cards: Vec<Card> = Tone::ALL
        .iter()
        .map(|tone| Card::new(Picture::Ui("tips"), format!("{tone:?}"), *tone).below("sub"))
        .collect();
    grid(ui, stage, vec2(room.x, stage.units(500.0)), 4, &cards);
    ui.add_space(gap);
    title(ui, "card, wide, of which one is chosen");
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
    ui.add_space(gap);
    title(ui, "symbol tile");
    let tiles: Vec<Card> = sayso::symbols::Vocabulary::built_in()
        .symbols()
        .iter()
        .take(8)
        .map(|symbol| {
            let picture = Picture::Drawing(symbol.picture.clone());
            Card::new(picture, symbol.word("en"), Tone::Leaf).shape(Shape::Tile)
        })
        .collect();
    grid(ui, stage, vec2(room.x, stage.units(160.0)), 8, &tiles);
    ui.add_space(gap);
    title(ui, "pill");
    let (row, _) = ui.allocate_exact_size(vec2(room.x, stage.units(90.0)), Sense::hover());
    for (index, tone) in [Tone::Plain, Tone::Leaf, Tone::Coral, Tone::Night].iter().enumerate() {
        let corner = row.min + vec2(index as f32 * stage.units(300.0), 0.0);
        let rect = Rect::from_min_size(corner, vec2(stage.units(280.0), stage.units(82.0)));
        let one = Pill { label: format!("{tone:?}"), ..Pill::new("hide", "") };
        pill(ui, stage, rect, &one.tone(*tone));
    }
    ui.add_space(gap);
    title(ui, "ring, level meter, slider");
    let (row, _) = ui.allocate_exact_size(vec2(room.x, stage.units(220.0)), Sense::hover());
    let at = |left: f32, width: f32| {
        let corner = row.min + vec2(stage.units(left), 0.0);
        Rect::from_min_size(corner, vec2(stage.units(width), stage.units(200.0)))
    };
    ring(ui, stage, at(0.0, 200.0), *part, "time left");
    meter(ui, stage, at(260.0, 300.0).shrink(stage.units(50.0)), *part, "loudness");
    if let Some(moved) = slider(ui, stage, at(620.0, 400.0), *part, "handle", Tone::Honey) {
        *part = moved;
    }
    title(ui, "panel of sentences");
    let rows = [
        (Picture::Ui("two-people"), Tone::Leaf, stage.say("worry-unseen")),
        (Picture::Ui("clock"), Tone::Honey, stage.say("worry-told-on")),
    ];
    let (rect, _) = ui.allocate_exact_size(vec2(room.x, stage.units(260.0)), Sense::hover());
    sentence_panel(ui, stage, &rows, rect);
    ui.add_space(gap);
    title(ui, "player without a clip");
    let (rect, _) = ui.allocate_exact_size(vec2(room.x, stage.units(360.0)), Sense::hover());
    player(ui, stage, rect, None);
    ui.add_space(gap);
    title(ui, "keyboard");
    keyboard(ui, stage, vec2(room.x, stage.units(420.0)), false);
    ui.add_space(gap);
    title(ui, "card, danger");
    let (rect, _) = ui.allocate_exact_size(vec2(room.x, stage.units(120.0)), Sense::hover());
    let danger = Card::new(Picture::Ui("danger"), stage.say("worry-not-safe"), Tone::Danger);
    card(ui, stage, rect, &danger.below(stage.say("worry-not-safe-sub")).shape(Shape::Wide));
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
            part: 0.6,
            chosen: 0,
        };
        Ok(Box::new(gallery) as Box<dyn eframe::App>)
    });
    eframe::run_native("gallery", options, made)
}
