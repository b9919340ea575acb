//! Whole days by chance: several tablets and two staff computers say, send, read, publish, answer,
//! hold and withdraw, while power, lines, clocks and servers fail. Then the weather gets better,
//! and what was promised must be so. The same seed gives the same day.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::Instant;

use sayso::acts::{ActError, Desk, add_entry, answer, hold, look, open, publish, sync, withdraw};
use sayso::domain::{EntryId, EntryKind, Looked, Others};
use sayso::platform::memory_fs::DiskSnapshot;
use sayso::seal::envelope;
use sayso::store::received;
use sayso::wire::Segment;
use sayso::wire::path::SegmentName;

use super::computer::{Computer, SHARE, STAFF};
use super::dice::Dice;
use super::line::Weather;
use super::school::{Everything, School, text};

/// Days that every run of the tests lives through; `SAYSO_DAYS` asks for more, from
/// `SAYSO_SEED` on.
const DAYS: u64 = 120;
const HOUR_MILLIS: i64 = 60 * 60 * 1_000;

/// What became of what a pupil said, as far as anybody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// "It is on its way."
    Promised,
    /// Somebody began to withdraw it and was not told that it is done.
    MayBeGone,
    /// "It is withdrawn."
    Gone,
}

struct Day<'a> {
    school: &'a School,
    dice: Dice,
    said: BTreeMap<EntryId, (u64, Fate)>,
    texts: u64,
    /// The share as a backup has it.
    backup: Option<DiskSnapshot>,
    story: String,
}

impl Drop for Day<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() || std::env::var_os("SAYSO_STORY").is_some() {
            eprintln!("{}", self.story);
        }
    }
}

impl<'a> Day<'a> {
    fn new(school: &'a School, seed: u64) -> Self {
        let mut day = Self {
            school,
            dice: Dice::new(seed),
            said: BTreeMap::new(),
            texts: 0,
            backup: None,
            story: format!("seed {seed}\n"),
        };
        let computers: Vec<&Computer> = school.computers().collect();
        for (number, computer) in computers.into_iter().enumerate() {
            let weather = day.weather(number < school.tablets.len());
            writeln!(day.story, "computer {number}: {weather:?}").unwrap();
            computer.line.weather(weather, seed ^ (number as u64 + 1));
        }
        day
    }

    fn weather(&mut self, is_tablet: bool) -> Weather {
        let dice = &mut self.dice;
        let mut rate = |rates: &[u32]| rates[dice.below(rates.len())];
        Weather {
            gone: rate(&[0, 0, 5, 30]),
            unanswered: rate(&[0, 0, 5, 30]),
            cached: rate(&[0, 0, 0, 60]),
            said_once: rate(&[0, 0, 0, 60]),
            refused: rate(&[0, 0, 0, 40]),
            stale: rate(&[0, 1]) == 1,
            keeps_all: is_tablet && rate(&[0, 0, 0, 1]) == 1,
        }
    }

    fn tell(&mut self, what: impl std::fmt::Display) {
        writeln!(self.story, "{what}").unwrap();
    }

    /// Does something at a computer whose power or line may be cut meanwhile.
    fn at<T>(
        &mut self,
        computer: &Computer,
        work: impl FnOnce(&Desk) -> Result<T, ActError>,
    ) -> Result<T, ActError> {
        if self.dice.chance(250) {
            let fuse = if self.dice.chance(500) { &computer.power } else { &computer.cut_off };
            let most = [20, 120][self.dice.below(2)];
            fuse.blow_after(self.dice.below(most) as u64);
        }
        let done = computer.open().and_then(|desk| work(&desk));
        if computer.power.is_blown() || computer.cut_off.is_blown() || self.dice.chance(100) {
            computer.restart();
        }
        computer.power.mend();
        computer.cut_off.mend();
        done
    }

    fn tablet(&mut self) -> &'a Computer {
        let count = self.school.tablets.len();
        &self.school.tablets[self.dice.below(count)]
    }

    fn colleague(&mut self) -> &'a Computer {
        let count = self.school.staff.len();
        &self.school.staff[self.dice.below(count)]
    }

    /// An entry that this colleague has before their eyes.
    fn some_entry(&mut self, colleague: &Computer) -> Option<EntryId> {
        let library = colleague.desk().library().ok()?;
        if library.entries.is_empty() {
            return None;
        }
        library.entries.keys().nth(self.dice.below(library.entries.len())).cloned()
    }

    fn say(&mut self) {
        let kinds = [EntryKind::Clip, EntryKind::Symbols, EntryKind::Page, EntryKind::Worry];
        let kind = kinds[self.dice.below(kinds.len())];
        self.texts += 1;
        let number = self.texts;
        let new = self.school.entry(kind, number);
        let tablet = self.tablet();
        let added = self.at(tablet, |desk| add_entry::add(desk, new));
        self.tell(format_args!("say {number} {kind}: {added:?}"));
        if let Ok(added) = added {
            self.said.insert(added.entry_id, (number, Fate::Promised));
        }
    }

    fn sync(&mut self, computer: &Computer) {
        let synced = self.at(computer, sync::sync);
        let told = synced.map(|report| (report.sent, report.received, report.share_state));
        self.tell(format_args!("sync: {told:?}"));
    }

    fn decide(&mut self) {
        let colleague = self.colleague();
        let Some(entry_id) = self.some_entry(colleague) else { return };
        match self.dice.below(7) {
            5 => {
                let done = self.at(colleague, |desk| look::look(desk, &entry_id).map(|_| ()));
                self.tell(format_args!("look at {entry_id}: {done:?}"));
            }
            0 | 1 => {
                let looked = Looked::NoOtherChildRecognisable;
                let done = self.at(colleague, |desk| publish::publish(desk, &entry_id, looked));
                self.tell(format_args!("publish {entry_id}: {done:?}"));
            }
            2 => {
                let done = self.at(colleague, |desk| answer::reply(desk, &entry_id, "We heard"));
                self.tell(format_args!("reply {entry_id}: {done:?}"));
            }
            3 => {
                let done = self.at(colleague, |desk| hold::hold(desk, &entry_id));
                self.tell(format_args!("hold {entry_id}: {done:?}"));
            }
            _ => {
                let done = self.at(colleague, |desk| withdraw::withdraw(desk, &entry_id, "asked"));
                self.tell(format_args!("withdraw {entry_id}: {done:?}"));
                let fate = if done.is_ok() { Fate::Gone } else { Fate::MayBeGone };
                if let Some((_, before)) = self.said.get_mut(&entry_id)
                    && *before != Fate::Gone
                {
                    *before = fate;
                }
            }
        }
    }

    /// Clocks run on, and some step.
    fn time_passes(&mut self) {
        let millis = i64::try_from(self.dice.below(5 * 60 * 60 * 1_000)).unwrap();
        for computer in self.school.computers() {
            computer.clock.step(millis);
        }
        if self.dice.chance(60) {
            let days = i64::try_from(self.dice.below(13)).unwrap() - 6;
            let computers: Vec<_> = self.school.computers().collect();
            let which = self.dice.below(computers.len());
            computers[which].clock.step(days * 24 * HOUR_MILLIS);
            self.tell(format_args!("computer {which}: its clock steps by {days} days"));
        }
    }

    fn something(&mut self) {
        match self.dice.below(12) {
            0 | 1 => self.say(),
            2..=4 => {
                let tablet = self.tablet();
                self.sync(tablet);
            }
            5 | 6 => {
                let colleague = self.colleague();
                self.sync(colleague);
            }
            7..=10 => self.decide(),
            _ => self.share_from_backup(),
        }
        self.time_passes();
    }

    /// Now and then the server's disk is what it was at the last backup.
    fn share_from_backup(&mut self) {
        match self.backup.take() {
            Some(backup) if self.dice.chance(500) => {
                self.school.share.restore(&backup);
                self.tell("the share is put back from a backup");
            }
            _ => {
                self.backup = Some(self.school.share.snapshot());
                self.tell("the share is backed up");
            }
        }
    }

    /// The weather gets better and days pass, until nobody has anything to say.
    fn gets_better(&mut self) {
        for computer in self.school.computers() {
            computer.line.weather(Weather::default(), 0);
            computer.restart();
        }
        for round in 0..8 {
            let mut is_quiet = round > 2;
            for computer in self.school.computers() {
                computer.clock.step(25 * HOUR_MILLIS);
                let report = sync::sync(&computer.desk()).unwrap();
                is_quiet &= report.sent == 0 && report.received == 0 && report.pending == 0;
                if round == 7 {
                    assert!(report.trouble.is_none(), "{:?}", report.trouble);
                    assert!(report.pages_trouble.is_none(), "{:?}", report.pages_trouble);
                    assert_eq!(report.pending, 0);
                }
            }
            if is_quiet {
                break;
            }
        }
    }

    /// What was promised is so.
    fn check(&self) {
        let withdrawn = self.nothing_withdrawn_is_readable();
        let mut agreed = None;
        for computer in &self.school.staff {
            let desk = computer.desk();
            let library = desk.library().unwrap();
            let mut texts = BTreeSet::new();
            let mut states = BTreeMap::new();
            for (entry_id, entry) in &library.entries {
                assert!(!withdrawn.contains(entry_id), "{entry_id} was withdrawn");
                let said = entry.record.said.text.clone().unwrap_or_default();
                assert!(texts.insert(said.clone()), "twice: {said}");
                if let Some((number, _)) = self.said.get(entry_id) {
                    assert_eq!(said, text(*number));
                }
                for record in &entry.record.media {
                    let medium = open::medium(&desk, entry, record);
                    let medium = medium.unwrap_or_else(|error| panic!("{entry_id}: {error:?}"));
                    assert!(medium.as_slice() == said.as_bytes(), "{entry_id}: another medium");
                }
                states.insert(entry_id.clone(), (entry.state(), entry.replies.len()));
            }
            for (entry_id, (number, fate)) in &self.said {
                let is_heard = library.entries.contains_key(entry_id);
                match fate {
                    Fate::Promised => assert!(is_heard, "{entry_id} ({number}) is lost"),
                    Fate::Gone => assert!(!is_heard, "{entry_id} is still there"),
                    Fate::MayBeGone => {}
                }
            }
            let agreed = agreed.get_or_insert_with(|| states.clone());
            assert_eq!(*agreed, states, "two readers do not agree");
        }
        self.pages_show_what_is_published();
        self.school.assert_no_clear_word("a day");
    }

    /// Gives what is withdrawn, having looked at every body and medium on the share and in the
    /// staff's ledgers.
    fn nothing_withdrawn_is_readable(&self) -> BTreeSet<EntryId> {
        let gone: BTreeSet<EntryId> = self
            .said
            .iter()
            .filter(|(_, (_, fate))| *fate == Fate::Gone)
            .map(|(entry_id, _)| entry_id.clone())
            .collect();
        let identities: Vec<_> =
            self.school.staff.iter().filter_map(|computer| computer.identity.clone()).collect();
        let about = |body: &[u8]| {
            let opened = envelope::open(body, &identities).ok()?;
            opened.envelope.record.entry_id().cloned()
        };
        for (path, bytes) in self.school.share.files() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if SegmentName::parse(&name).is_none() {
                continue;
            }
            let Ok(segment) = Segment::decode(&bytes) else { continue };
            for body in segment.bodies.iter().flatten() {
                let about = about(body).filter(|entry_id| gone.contains(entry_id));
                let is_account = about.is_none() || is_account_of_it(body, &identities);
                assert!(is_account, "{}: {about:?} was withdrawn", path.display());
            }
        }
        for computer in &self.school.staff {
            for (address, received) in received::bodies(&computer.desk().home).unwrap() {
                let about = about(&received.body).filter(|entry_id| gone.contains(entry_id));
                let is_account = about.is_none() || is_account_of_it(&received.body, &identities);
                assert!(is_account, "{address:?}: {about:?} was withdrawn");
            }
        }
        gone
    }

    fn pages_show_what_is_published(&self) {
        let library = self.school.staff[0].desk().library().unwrap();
        let is_shown = |entry: &&sayso::store::LibraryEntry| {
            entry.published_at.is_some() && !entry.taken_back && !entry.held
        };
        let clips = library
            .entries
            .values()
            .filter(is_shown)
            .filter(|entry| entry.record.kind == EntryKind::Clip)
            .filter(|entry| entry.record.sign_off.others == Others::Nobody)
            .count();
        let on_site = self
            .school
            .share
            .files()
            .into_iter()
            .filter(|(path, _)| path.starts_with(STAFF))
            .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "mp4"))
            .count();
        assert_eq!(on_site, clips, "clips on the pages of {SHARE}");
    }
}

/// Tombstones and receipts tell of what is gone.
fn is_account_of_it(body: &[u8], identities: &[sayso::seal::Identity]) -> bool {
    use sayso::wire::record::Record;
    envelope::open(body, identities).is_ok_and(|opened| {
        matches!(opened.envelope.record, Record::Tombstone(_) | Record::Receipt(_))
    })
}

/// One day, from the same morning.
fn live_through(school: &School, morning: &Everything, seed: u64) {
    school.put_back(morning);
    let mut day = Day::new(school, seed);
    let events = 10 + day.dice.below(30);
    for _ in 0..events {
        day.something();
    }
    day.gets_better();
    day.check();
}

#[test]
fn whatever_goes_wrong_what_was_promised_is_so() {
    let number = |name: &str, usual: u64| {
        std::env::var(name).ok().map_or(usual, |text| text.parse().unwrap())
    };
    let (first, days) = (number("SAYSO_SEED", 1), number("SAYSO_DAYS", DAYS));
    let school = School::make(7, 3, 1);
    let morning = school.keep();
    let began = Instant::now();
    for seed in first..first + days {
        live_through(&school, &morning, seed);
    }
    println!("{days} days, {:.1} a second", days as f64 / began.elapsed().as_secs_f64());
}
