//! Putting clips on a folder share beside `rclone copy` and `cp` with a sync, in interleaved
//! rounds: the same sealed files each time. Ours writes, syncs, renames, reads back and compares.
//! `cargo bench --bench push`; wants rclone. `SAYSO_CLIPS` (of 12 MB) in each round.

#![allow(clippy::print_stdout, reason = "a benchmark's output is what it is for")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use sayso::acts::{Desk, add_entry, sync};
use sayso::domain::{EntryKind, Said};
use sayso::platform::Machine;
use sayso::sample;
use sayso::store::Access;

#[path = "cost.rs"]
mod cost;
#[path = "../tests/sayings.rs"]
mod sayings;
use cost::{cpu_secs, cpu_secs_of_children};
use sayings::{saying, video};

const CLIP_BYTES: usize = 12 * 1024 * 1024;
const ROUNDS: usize = 3;

/// Seconds on the clock and on the processor.
#[derive(Default, Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

impl Cost {
    fn of(before: (Instant, f64), cpu_after: f64) -> Self {
        Self { wall: before.0.elapsed().as_secs_f64(), cpu: cpu_after - before.1 }
    }

    fn add(&mut self, more: Self) {
        self.wall += more.wall;
        self.cpu += more.cpu;
    }
}

fn say_clips(desk: &Desk, count: usize) {
    for number in 0..count {
        let mut bytes = vec![0; CLIP_BYTES];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = (at.wrapping_mul(2_654_435_761 + number) >> 13) as u8;
        }
        let new = saying(desk, EntryKind::Clip, Said::default(), vec![video(bytes)]);
        add_entry::add(desk, new).expect("an entry");
    }
}

fn other(command: &str, from: &Path, to: &Path) -> Cost {
    let before = (Instant::now(), cpu_secs_of_children());
    let status = Command::new("sh")
        .arg("-c")
        .arg(command)
        .env("FROM", from)
        .env("TO", to)
        .status()
        .expect("a shell");
    assert!(status.success(), "{command}");
    Cost::of(before, cpu_secs_of_children())
}

fn main() {
    let clips = std::env::var("SAYSO_CLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(67);
    let mut all =
        [("sayso", Cost::default()), ("rclone", Cost::default()), ("cp", Cost::default())];
    for round in 0..ROUNDS {
        let folder = tempfile::tempdir().expect("a folder");
        let made = sample::make(&Machine::real(), &folder.path().join("school"), 0).expect("made");
        let access = Access::Write { verb: "bench" };
        let desk = Desk::open(&Machine::real(), &made.folders.tablet, access).expect("a tablet");
        say_clips(&desk, clips);
        let sealed = made.folders.tablet.join("out/blob");
        let _ = Command::new("sync").status();
        let ours = || {
            let before = (Instant::now(), cpu_secs());
            assert_eq!(sync::sync(&desk).expect("a sync").pending, 0);
            Cost::of(before, cpu_secs())
        };
        let (by_rclone, by_cp) = (folder.path().join("rclone"), folder.path().join("cp"));
        let rclone = || other("rclone copy \"$FROM\" \"$TO\"", &sealed, &by_rclone);
        let cp = || other("cp -r \"$FROM\" \"$TO\" && sync -f \"$TO\"", &sealed, &by_cp);
        // Each is first once.
        let order: [usize; 3] = [[0, 1, 2], [1, 2, 0], [2, 0, 1]][round % 3];
        for which in order {
            let cost = match which {
                0 => ours(),
                1 => rclone(),
                _ => cp(),
            };
            println!(
                "round {round}, {}: {:.2} s, {:.2} s of CPU",
                all[which].0, cost.wall, cost.cpu
            );
            all[which].1.add(cost);
        }
    }
    let [ours, rclone, cp] = all.map(|(_, cost)| cost);
    let megabytes = (ROUNDS * clips * CLIP_BYTES) as f64 / 1e6;
    println!("{megabytes:.0} MB each; ratios of wall time and of CPU:");
    println!("to rclone {:.2} {:.2}", ours.wall / rclone.wall, ours.cpu / rclone.cpu);
    println!("to cp and sync {:.2} {:.2}", ours.wall / cp.wall, ours.cpu / cp.cpu);
}
