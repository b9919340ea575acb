//! The SENCo's window over a school of many entries, without the window: what a frame costs the
//! interface while inbox, entry and year are shown and while somebody searches, and how long the
//! desk's thread takes until what was asked is there. `cargo bench --bench staff`;
//! `SAYSO_ENTRIES` for another number than 3,000 (a year of 20 pupils).

#![allow(clippy::print_stdout, reason = "a benchmark's output is what it is for")]

mod cost;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use cost::peak_mib;
use egui::{Pos2, RawInput, Rect, vec2};
use sayso::acts::{Desk, sync};
use sayso::app::review::{
    Field, Opener, ReviewCommand, ReviewState, Section, Typed, Unlocked, opener,
};
use sayso::platform::Machine;
use sayso::platform::cpu::thread_time;
use sayso::sample;
use sayso::store::Access;
use sayso::ui::Pictures;
use sayso::ui::review_window::{ReviewSetUp, ReviewWindow};

const AT_ONCE: u32 = 5_000;

/// A review window that is drawn into nothing.
struct Bench {
    ctx: egui::Context,
    window: ReviewWindow,
    began: Instant,
}

impl Bench {
    fn new(desk: Opener) -> Self {
        let ctx = egui::Context::default();
        let pictures = Pictures::in_background(&ctx);
        let window = ReviewWindow::new(&ctx, desk, ReviewSetUp::default(), pictures);
        Self { ctx, window, began: Instant::now() }
    }

    /// One frame; gives what of the processor it took.
    fn frame(&mut self) -> Duration {
        let before = thread_time().unwrap_or_default();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.began.elapsed().as_secs_f64()),
            ..RawInput::default()
        };
        self.window.face.logic(&self.ctx);
        let window = &mut self.window;
        let output = self.ctx.run_ui(input, |ui| window.show(ui));
        let _ = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        thread_time().unwrap_or_default() - before
    }

    /// Asks something, draws until it is there, and a second more; prints what it took.
    fn ask(&mut self, what: &str, command: ReviewCommand, is_there: impl Fn(&Unlocked) -> bool) {
        let began = Instant::now();
        self.window.face.review.command(command);
        let mut slowest = Duration::ZERO;
        let mut there = None;
        while there.is_none_or(|at: Duration| began.elapsed() < at + Duration::from_millis(500)) {
            slowest = slowest.max(self.frame());
            let state = &self.window.face.review.state;
            let is_so = matches!(state, ReviewState::Unlocked(unlocked) if is_there(unlocked));
            if is_so && there.is_none() {
                there = Some(began.elapsed());
            }
            assert!(began.elapsed() < Duration::from_secs(300), "{what} never came");
            std::thread::sleep(Duration::from_millis(2));
        }
        println!(
            "{what}: there after {:.1} ms; slowest frame {:.1} ms of CPU",
            there.unwrap_or_default().as_secs_f64() * 1e3,
            slowest.as_secs_f64() * 1e3
        );
    }
}

fn type_search(text: &str) -> ReviewCommand {
    ReviewCommand::Type(Field::Search, Typed::new(text.to_owned()))
}

fn main() {
    let count = std::env::var("SAYSO_ENTRIES").ok().and_then(|text| text.parse().ok());
    let count: u32 = count.unwrap_or(3_000);
    let folder = tempfile::tempdir().expect("a folder");
    let made = sample::make(&Machine::real(), &folder.path().join("school"), 0).expect("a school");
    let open = |home: &PathBuf| {
        Desk::open(&Machine::real(), home, Access::Write { verb: "bench" }).expect("a home")
    };
    let mut left = count;
    while left > 0 {
        let now = left.min(AT_ONCE);
        let tablet = open(&made.folders.tablet);
        sample::entries::add(&tablet, now).expect("entries");
        sync::sync(&tablet).expect("a sync");
        left -= now;
    }
    let passphrase = std::fs::read_to_string(&made.folders.passphrase).expect("a passphrase");
    let mut desk = open(&made.folders.senco);
    sync::sync(&desk).expect("a sync");
    desk.unlock(passphrase.trim()).expect("unlocked");
    drop(desk.library().expect("a library"));
    drop(desk);
    println!("{count} entries");

    let mut bench = Bench::new(opener(Machine::real(), made.folders.senco.clone()));
    bench.frame();
    let typed = Typed::new(passphrase.trim().to_owned());
    bench.window.face.review.command(ReviewCommand::Type(Field::Passphrase, typed));
    bench.ask("unlocked (passphrase, library, inbox)", ReviewCommand::Unlock, |unlocked| {
        !unlocked.overview.lines.is_empty() && !unlocked.syncing.is_on
    });
    bench.ask("100 more lines", ReviewCommand::More(Section::New), |unlocked| {
        unlocked.overview.section(Section::New).count() > 150
    });
    let ReviewState::Unlocked(unlocked) = &bench.window.face.review.state else { return };
    let line = &unlocked.overview.lines[unlocked.overview.lines.len() / 2];
    let entry_id = line.entry_id.clone();
    bench.ask("an entry and its pupil's year", ReviewCommand::Choose(entry_id), |unlocked| {
        let is_open = unlocked.chosen.as_ref().is_some_and(|chosen| chosen.open().is_some());
        is_open && unlocked.year.is_some() && !unlocked.syncing.is_on
    });
    for text in ["s", "sh", "noise", "the", "Amira", "zzz"] {
        let wanted = Typed::new(text.to_owned());
        let what = format!("typed “{text}”");
        bench.ask(&what, type_search(text), move |unlocked| {
            unlocked.found.is_some() && unlocked.search == wanted
        });
    }
    println!("peak memory {} MiB", peak_mib());
}
