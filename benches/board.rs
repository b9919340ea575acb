//! A board of 40 symbols, as a window draws one, without the window: the interface's own CPU time
//! for each frame from the first press until every drawing is there, drawings per second of their
//! thread, and whether another frame is asked for once nothing moves. `cargo bench --bench board`.

#![allow(clippy::print_stdout, reason = "a benchmark's output is what it is for")]

mod cost;

use std::time::{Duration, Instant};

use cost::peak_mib;
use egui::{Pos2, RawInput, Rect, vec2};
use sayso::domain::Font;
use sayso::platform::cpu::thread_time;
use sayso::symbols::{Vocabulary, drawing, raster};
use sayso::ui::theme::{Theme, Tone, fonts};
use sayso::ui::widgets::{Card, Header, Picture, Shape, grid, page};
use sayso::ui::{Pictures, Stage, Told, Video, access};
use sayso::words::{Language, Words};

const SYMBOLS: usize = 40;
const COLUMNS: usize = 8;
const ROUNDS: usize = 10;

fn cards(from: usize) -> Vec<Card> {
    let symbols = Vocabulary::built_in().symbols().iter().cycle().skip(from).take(SYMBOLS);
    symbols
        .map(|symbol| {
            let picture = Picture::Drawing(symbol.picture.clone());
            Card::new(picture, symbol.word("en"), Tone::Leaf).shape(Shape::Tile)
        })
        .collect()
}

/// What it took to open a board.
struct Opened {
    slowest: Duration,
    all: Duration,
    frames: u32,
    /// When the last frame wants another, if ever.
    next: Duration,
}

fn open(ctx: &egui::Context, pictures: &Pictures, from: usize) -> Opened {
    let told = Told::default();
    let (words, video) = (Words::new(Language::English), Video::default());
    let mut theme = Theme::default();
    theme.fit(vec2(1280.0, 800.0));
    let cards = cards(from);
    let header = Header { title: "A board".to_owned(), ..Header::default() };
    let (slowest, all, next) = (Duration::ZERO, Duration::ZERO, Duration::MAX);
    let mut opened = Opened { slowest, all, frames: 0, next };
    let began = Instant::now();
    let mut quiet = 0;
    // Until nothing new has come for a while: the drawings' thread has ended.
    while quiet < 20 && began.elapsed() < Duration::from_secs(60) {
        let before = thread_time().unwrap_or_default();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(began.elapsed().as_secs_f64()),
            ..RawInput::default()
        };
        let output = ctx.run_ui(input, |ui| {
            pictures.take_drawn(ui.ctx());
            let stage =
                Stage { theme: &theme, words: &words, pictures, video: &video, told: &told };
            page(ui, &stage, &header, &[], |ui, room| {
                grid(ui, &stage, room, COLUMNS, &cards);
            });
        });
        let views = output.viewport_output.values();
        opened.next = views.map(|view| view.repaint_delay).min().unwrap_or(Duration::MAX);
        let has_new = !output.textures_delta.set.is_empty();
        let _ = ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = thread_time().unwrap_or_default() - before;
        opened.slowest = opened.slowest.max(spent);
        opened.all += spent;
        opened.frames += 1;
        quiet = if has_new { 0 } else { quiet + 1 };
        std::thread::sleep(Duration::from_millis(16));
    }
    opened
}

fn main() {
    let ctx = egui::Context::default();
    fonts::install(&ctx, Font::Lexend);
    let theme = Theme::default();
    theme.apply(&ctx);
    access::with(&ctx, |access| access.theme = theme);
    let pictures = Pictures::in_background(&ctx);
    println!("before the first board: peak memory {} MiB", peak_mib());
    for round in 0..ROUNDS {
        let opened = open(&ctx, &pictures, round * SYMBOLS);
        println!(
            "board {} of {SYMBOLS} symbols: slowest frame {:.1} ms of CPU, {:.1} ms in {} frames; \
             the last {}",
            round + 1,
            opened.slowest.as_secs_f64() * 1e3,
            opened.all.as_secs_f64() * 1e3,
            opened.frames,
            match opened.next {
                Duration::MAX => "asks for none".to_owned(),
                next => format!("asks for one in {:.1} ms", next.as_secs_f64() * 1e3),
            },
        );
    }
    println!("after {} symbols: peak memory {} MiB", ROUNDS * SYMBOLS, peak_mib());
    let before = thread_time().unwrap_or_default();
    let mut drawn = 0_u32;
    for symbol in Vocabulary::built_in().symbols() {
        if drawing(&symbol.picture).and_then(|svg| raster(svg, 110)).is_some() {
            drawn += 1;
        }
    }
    let spent = (thread_time().unwrap_or_default() - before).as_secs_f64();
    println!("{drawn} symbols at 110 px: {:.0} a second of CPU", f64::from(drawn) / spent);
}
