//! Whole days by chance: several tablets and two staff computers say, send, read, publish, answer,
//! hold and withdraw, while power, lines, clocks and servers fail. Then the weather gets better,
//! and what was promised must be so. The same seed gives the same day.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

use sayso::acts::{
    ActError, Desk, add_entry, answer, hold, look, publish, retention, revoke, sync, withdraw,
};
use sayso::domain::{EntryId, EntryKind, Looked, Moment};
use sayso::platform::memory_fs::DiskSnapshot;
use sayso::share::ShareError;

use super::computer::{BEGIN_MILLIS, Computer, Kept};
use super::dice::Dice;
use super::hostile;
use super::line::Weather;
use super::school::{Everything, School};

/// Days of every run of the tests; `SAYSO_DAYS` asks for more, from `SAYSO_SEED` on.
const DAYS: u64 = 60;
/// Days on which something came out that no other had shown.
const FOUND: [u64; 13] = [
    101_272, 101_913, 103_090, 104_219, 200_040, 200_629, 201_257, 301_673, 802_462, 831_213,
    2_000_258, 3_000_755, 5_102_232,
];
pub(super) const HOUR_MILLIS: i64 = 60 * 60 * 1_000;

/// What became of what a pupil said, as far as anybody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// "It is on its way."
    Promised,
    /// Its withdrawal was begun and not told as done; or before anybody had read it its tablet was
    /// shut out, or forgot it and the share lost it.
    MayBeGone,
    /// "It is withdrawn."
    Gone,
}

pub struct Day<'a> {
    pub school: &'a School,
    pub(super) dice: Dice,
    pub said: BTreeMap<EntryId, (u64, Fate)>,
    texts: u64,
    /// The share as a backup has it.
    pub(super) backup: Option<DiskSnapshot>,
    /// A computer as its backup has it.
    pub(super) image: Option<(usize, Kept)>,
    /// Whether the spare computer is a copy of the first tablet.
    pub(super) is_copied: bool,
    /// Whether the second tablet may have been shut out.
    is_shut_out: bool,
    /// Whether a computer was put back from a backup: what it said since is on the share alone.
    pub(super) was_put_back: bool,
    /// Whether the share may have lost a medium that a computer was put back without.
    pub has_lost_twice: bool,
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
            image: None,
            is_copied: false,
            is_shut_out: false,
            was_put_back: false,
            has_lost_twice: false,
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

    pub(super) fn tell(&mut self, what: impl std::fmt::Display) {
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
        // The last one is in wrong hands.
        let honest = self.school.tablets.len() - 1;
        match self.dice.below(honest + usize::from(self.is_copied)) {
            copy if copy == honest => &self.school.spare,
            number => &self.school.tablets[number],
        }
    }

    fn colleague(&mut self) -> &'a Computer {
        let count = self.school.staff.len();
        &self.school.staff[self.dice.below(count)]
    }

    /// An entry that this colleague has before their eyes.
    fn some_entry(&mut self, colleague: &Computer) -> Option<EntryId> {
        let ids = colleague.desk().library().ok()?.ids().unwrap();
        if ids.is_empty() { None } else { ids.get(self.dice.below(ids.len())).cloned() }
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
            let is_ours = !(self.is_shut_out && std::ptr::eq(tablet, &self.school.tablets[1]));
            let fate = if is_ours { Fate::Promised } else { Fate::MayBeGone };
            self.said.insert(added.entry_id, (number, fate));
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
                let done =
                    self.at(colleague, |desk| publish::publish(desk, &entry_id, looked, None));
                self.tell(format_args!("publish {entry_id}: {done:?}"));
            }
            2 => {
                let done =
                    self.at(colleague, |desk| answer::reply(desk, &entry_id, &"We heard".into()));
                self.tell(format_args!("reply {entry_id}: {done:?}"));
            }
            3 => {
                let done = self.at(colleague, |desk| hold::hold(desk, &entry_id));
                self.tell(format_args!("hold {entry_id}: {done:?}"));
            }
            _ => {
                let done = self
                    .at(colleague, |desk| withdraw::withdraw(desk, &entry_id, "asked").map(drop));
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
        if self.dice.chance(20) {
            // A battery is empty, or somebody types the wrong year.
            let days = [-1_500, -500, 500][self.dice.below(3)];
            let which = self.dice.below(self.school.tablets.len());
            self.school.tablets[which].clock.step(days * 24 * HOUR_MILLIS);
            self.tell(format_args!("tablet {which}: its clock steps by {days} days"));
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
        match self.dice.below(13) {
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
            _ => self.something_rare(),
        }
        self.time_passes();
    }

    fn something_rare(&mut self) {
        match self.dice.below(9) {
            6 | 7 => self.retention(),
            8 => self.shut_a_tablet_out(),
            0 => self.share_from_backup(),
            1 => self.computer_from_backup(),
            2 if !self.is_copied => self.copy_a_tablet(),
            3 => self.somebody_meddles(),
            _ => {
                let wrong = &self.school.tablets[self.school.tablets.len() - 1];
                let told = hostile::act(wrong, self.school, &mut self.dice);
                self.tell(told);
            }
        }
    }

    /// Nothing is old enough to go, whatever a tablet's clock says.
    fn retention(&mut self) {
        let colleague = self.colleague();
        let listed = self.at(colleague, retention::dry_run);
        let ran = self.at(colleague, retention::run);
        self.tell(format_args!("retention: {listed:?}, {ran:?}"));
    }

    /// A tablet that may be offline is revoked. What the school had heard of it stays.
    fn shut_a_tablet_out(&mut self) {
        let tablet = &self.school.tablets[1];
        let device = tablet.desk().home.device_id().clone();
        let senco = &self.school.staff[0];
        self.is_shut_out = true;
        self.is_uncertain_but_for(std::slice::from_ref(senco));
        let done = self.at(senco, |desk| revoke::revoke(desk, &device));
        self.tell(format_args!("the second tablet is shut out: {done:?}"));
    }

    /// The weather gets better and days pass, until nobody has anything to say.
    fn gets_better(&mut self) {
        let copy = self.is_copied.then_some(&self.school.spare);
        let all: Vec<&Computer> = self.school.computers().chain(copy).collect();
        for computer in &all {
            computer.line.weather(Weather::default(), 0);
            computer.restart();
        }
        for round in 0..8 {
            let mut is_quiet = round > 2;
            for computer in &all {
                computer.clock.step(25 * HOUR_MILLIS);
                let report = sync::sync(&computer.desk()).unwrap();
                if self.is_shut_out && matches!(report.trouble, Some(ShareError::Revoked)) {
                    // What it still has is set aside.
                    continue;
                }
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
}

/// One day, from the same morning.
fn live_through(school: &School, morning: &Everything, seed: u64) {
    school.put_back(morning);
    for (number, computer) in school.computers().chain([&school.spare]).enumerate() {
        computer.chance.begin_again(seed * 100 + number as u64);
        // Days or weeks after the school was made.
        let later = (1 + seed as i64 % 60) * 24 * HOUR_MILLIS;
        computer.clock.set(Moment::from_millis(BEGIN_MILLIS + later));
    }
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
    let found = FOUND.into_iter().filter(|_| std::env::var_os("SAYSO_SEED").is_none());
    for seed in (first..first + days).chain(found) {
        live_through(&school, &morning, seed);
    }
    println!("{days} days, {:.1} a second", days as f64 / began.elapsed().as_secs_f64());
}
