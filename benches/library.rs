//! The library of a school with 100,000 entries: made anew from what came, opened after unlocking,
//! refreshed after ten new ones, and searched as somebody types. Processor seconds of this process
//! (`/proc/self/stat`), so Linux alone. `cargo bench --bench library`; `SAYSO_ENTRIES` for fewer.

#![allow(clippy::print_stdout, reason = "a benchmark's output is what it is for")]

use std::path::Path;
use std::time::Instant;

use sayso::acts::{Desk, inbox, sync};
use sayso::platform::Machine;
use sayso::sample::{self, Folders};
use sayso::seal::Identity;
use sayso::store::Access;

#[path = "cost.rs"]
mod cost;
use cost::{cpu_secs, peak_mib};

const AT_ONCE: u32 = 5_000;

fn open(folder: &Path) -> Desk {
    Desk::open(&Machine::real(), folder, Access::Write { verb: "bench" }).expect("a home")
}

fn senco(folders: &Folders, identity: &Identity) -> Desk {
    let mut desk = open(&folders.senco);
    desk.unlock_with(identity.clone());
    desk
}

/// Says and sends so many more.
fn say(folders: &Folders, count: u32) {
    let tablet = open(&folders.tablet);
    sample::entries::add(&tablet, count).expect("entries");
    let sent = sync::sync(&tablet).expect("a sync");
    assert_eq!(sent.pending, 0);
}

fn main() {
    let count = std::env::var("SAYSO_ENTRIES").ok().and_then(|text| text.parse().ok());
    let count: u32 = count.unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let made = sample::make(&Machine::real(), &folder.path().join("school"), 0).expect("a school");
    let folders = made.folders;
    let passphrase = std::fs::read_to_string(&folders.passphrase).expect("a passphrase");
    let mut desk = open(&folders.senco);
    desk.unlock(passphrase.trim()).expect("unlocked");
    let identity = desk.identities()[0].clone();
    drop(desk);
    let began = Instant::now();
    let mut left = count;
    while left > 0 {
        let now = left.min(AT_ONCE);
        say(&folders, now);
        left -= now;
    }
    println!("{count} entries said and sent in {:.0} s", began.elapsed().as_secs_f64());
    let before = cpu_secs();
    let mut desk = open(&folders.senco);
    let synced = sync::sync(&desk).expect("a sync");
    println!("{} records read, locked: {:.2} s of CPU", synced.received, cpu_secs() - before);

    let before = cpu_secs();
    desk.unlock_with(identity.clone());
    let lines = desk.library().and_then(|library| Ok(library.lines()?.len())).expect("lines");
    println!("made anew, {lines} lines: {:.2} s of CPU", cpu_secs() - before);
    let before = cpu_secs();
    drop(desk);
    println!("saved: {:.2} s of CPU", cpu_secs() - before);

    let before = (cpu_secs(), Instant::now());
    let desk = senco(&folders, &identity);
    let library = desk.library().expect("a library");
    println!(
        "opened after unlocking: {:.2} s of CPU, {:.2} s",
        cpu_secs() - before.0,
        before.1.elapsed().as_secs_f64()
    );
    let before = cpu_secs();
    let lines = library.lines().expect("lines").len();
    println!("all {lines} lines: {:.2} s of CPU", cpu_secs() - before);
    drop((library, desk));

    say(&folders, 10);
    let desk = open(&folders.senco);
    sync::sync(&desk).expect("a sync");
    drop(desk);
    let mut desk = open(&folders.senco);
    desk.unlock_with(identity.clone());
    drop(desk.library().expect("a library"));
    say(&folders, 10);
    let pulled = pull_locked(&desk);
    let before = Instant::now();
    let library = desk.library().expect("a library");
    println!("refreshed after {pulled} new: {:.1} ms", before.elapsed().as_secs_f64() * 1_000.0);
    drop(library);
    let mut slowest = 0.0_f64;
    for typed in ["s", "sh", "sho", "show", "noise", "t", "th", "the", "Amira", "zzz"] {
        let before = Instant::now();
        let found = inbox::search(&desk, typed).expect("found").len();
        let millis = before.elapsed().as_secs_f64() * 1_000.0;
        println!("typed “{typed}”: {found} found in {millis:.1} ms");
        slowest = slowest.max(millis);
    }
    println!("slowest keystroke: {slowest:.1} ms; peak memory {} MiB", peak_mib());
}

/// Reads what came, without anything that the library is needed for.
fn pull_locked(desk: &Desk) -> u64 {
    let trust = desk.trust().expect("keys");
    let (pulled, read) = sayso::share::pull::pull(&desk.home, &*desk.share, &trust);
    read.expect("a pull");
    pulled
}
