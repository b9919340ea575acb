//! The staff pages of a year: 20 pupils with 3,000 entries, all published. What it costs to render
//! all of them, and what one more publication writes. Processor seconds of this process
//! (`/proc/self/stat`), so Linux alone. `cargo bench --bench site`; `SAYSO_ENTRIES` for fewer.

#![allow(clippy::print_stdout, reason = "a benchmark's output is what it is for")]

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use sayso::acts::add_entry::{Sealing, enqueue};
use sayso::acts::{Desk, inbox, publish, recipients, roster, site_model, staff_site, sync};
use sayso::domain::{EntryKind, EntryState, Looked, Redaction};
use sayso::pages::{book, render};
use sayso::platform::{Batch, Machine};
use sayso::sample::{self, Folders};
use sayso::share::{ShareError, Site};
use sayso::store::Access;
use sayso::wire::record::Record;
use sayso::words::{Language, Words};

#[path = "cost.rs"]
mod cost;
use cost::{cpu_secs, peak_mib};

const PUPILS: usize = 20;

/// Counts what is written, and what is read to see whether it must be.
#[derive(Debug)]
struct Counted {
    site: Arc<dyn Site>,
    put: Arc<Mutex<Vec<(String, usize)>>>,
    reads: Arc<AtomicU64>,
}

impl Site for Counted {
    fn put_replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShareError> {
        if let Ok(mut put) = self.put.lock() {
            put.push((path.to_owned(), bytes.len()));
        }
        self.site.put_replace(path, bytes)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ShareError> {
        self.site.list(folder)
    }

    fn read(&self, path: &str, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        self.site.read(path, limit_bytes)
    }

    fn delete(&self, path: &str) -> Result<(), ShareError> {
        self.site.delete(path)
    }
}

fn open(folder: &Path) -> Desk {
    Desk::open(&Machine::real(), folder, Access::Write { verb: "bench" }).expect("a home")
}

fn senco(folders: &Folders) -> Desk {
    let mut desk = open(&folders.senco);
    let passphrase = std::fs::read_to_string(&folders.passphrase).expect("a passphrase");
    desk.unlock(passphrase.trim()).expect("unlocked");
    desk
}

/// Decides that all of it may be shown; the pages are written once, afterwards.
fn publish_all(desk: &Desk) -> u32 {
    let mut published = 0;
    let to = recipients::staff(&desk.trust().expect("keys").keys);
    let mut batch = Batch::new();
    for line in inbox::inbox(desk).expect("an inbox") {
        if line.kind == EntryKind::Worry {
            continue;
        }
        let record = Record::Published {
            entry_id: line.entry_id,
            redaction: Redaction::default(),
            decided_at: Some(desk.now()),
            knew: None,
            is_meant: None,
        };
        enqueue(desk, &mut batch, &Sealing::for_kind(line.kind), &to, record).expect("a record");
        published += 1;
    }
    desk.home.ledger.commit(batch).expect("decided");
    published
}

fn main() {
    let count = std::env::var("SAYSO_ENTRIES").ok().and_then(|text| text.parse().ok());
    let count: u32 = count.unwrap_or(3_000);
    let folder = tempfile::tempdir().expect("a folder");
    let made = sample::make(&Machine::real(), &folder.path().join("school"), 0).expect("a school");
    let folders = made.folders;
    let mut list = "Forename,Surname,Form,UPN\n".to_owned();
    for number in 0..PUPILS {
        list += &format!("Pupil{number},Name{number},{} Oak,U{number:04}\n", 3 + number / 10);
    }
    let mut desk = senco(&folders);
    roster::import(&desk, list.as_bytes()).expect("a roster");
    sync::send_now(&desk).expect("a sync");
    {
        let tablet = open(&folders.tablet);
        sync::send_now(&tablet).expect("a sync");
        sample::entries::add(&tablet, count).expect("entries");
        sync::send_now(&tablet).expect("a sync");
    }
    sync::sync(&desk).expect("a sync");
    let published = publish_all(&desk);
    println!("{published} of {count} entries are published (worries never are)");

    let library = desk.library().expect("a library");
    let known = library.school().expect("a school").expect("a school");
    let (before, began) = (cpu_secs(), Instant::now());
    let (site, _) = site_model::build(&desk, &library, &known).expect("a site");
    let built = cpu_secs() - before;
    let before = cpu_secs();
    let pages = render(&site, &Words::new(Language::English));
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    let rendered = cpu_secs() - before;
    println!(
        "{} pages, {} KiB and a book of {} KiB: {built:.2} CPU s to gather, {rendered:.2} CPU s to \
         render, {:.2} s in all",
        pages.len(),
        bytes / 1024,
        book(&site).bytes.len() / 1024,
        began.elapsed().as_secs_f64(),
    );
    let before = cpu_secs();
    staff_site::rebuild(&desk).expect("pages");
    println!("all of it written: {:.2} CPU s", cpu_secs() - before);

    let (put, reads) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicU64::new(0)));
    if let Some(site) = desk.site.take() {
        desk.site =
            Some(Arc::new(Counted { site, put: Arc::clone(&put), reads: Arc::clone(&reads) }));
    }
    {
        let tablet = open(&folders.tablet);
        sample::entries::add(&tablet, 2).expect("entries");
        sync::send_now(&tablet).expect("a sync");
    }
    sync::sync(&desk).expect("a sync");
    let newest = inbox::inbox(&desk).expect("an inbox");
    let is_new = |state: EntryState| state == EntryState::New;
    let is_message = |kind: EntryKind| kind == EntryKind::Symbols;
    let newest = newest.into_iter().find(|line| is_new(line.state) && is_message(line.kind));
    let entry_id = newest.expect("a message").entry_id;
    reads.store(0, Ordering::Relaxed);
    let (before, began) = (cpu_secs(), Instant::now());
    publish::publish(&desk, &entry_id, Looked::NotYet, None).expect("published");
    let put = put.lock().map(|put| put.clone()).unwrap_or_default();
    println!(
        "one more publication: {:.2} CPU s, {:.2} s; {} files written, {} KiB, {} looked at",
        cpu_secs() - before,
        began.elapsed().as_secs_f64(),
        put.len(),
        put.iter().map(|(_, size)| size).sum::<usize>() / 1024,
        reads.load(Ordering::Relaxed),
    );
    println!("peak memory {} MiB", peak_mib());
}
