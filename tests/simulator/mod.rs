//! A school in memory: two tablets, one staff computer and a share, over the real code. At every
//! step of what a computer does its power is cut, or its line to the share; afterwards whatever
//! a pupil was told is on its way arrives, once and whole, and what was withdrawn is gone.

mod computer;

use std::path::Path;

use computer::{Computer, HOME, Kept, SHARE, STAFF};
use sayso::acts::add_entry::{self, NewEntry};
use sayso::acts::init::{self, NewSchool};
use sayso::acts::join::{self, Newcomer};
use sayso::acts::{ActError, approve, open, publish, roster, sync, verify, withdraw};
use sayso::domain::sign_off::{Identity, SignOff};
use sayso::domain::{
    Audience, Blob, EntryId, EntryKind, Helped, Listener, Looked, MediaType, Others, PupilId, Role,
    Said,
};
use sayso::platform::memory_fs::{DiskSnapshot, Fuse, MemoryFs};

const SENTENCE: &str = "I like to sit by the window";
const MEDIUM: &[u8] = b"as good as a clip to whoever does not look inside";

struct School {
    share: MemoryFs,
    tablets: [Computer; 2],
    senco: Computer,
    pupil: PupilId,
}

struct Everything {
    share: DiskSnapshot,
    tablets: [Kept; 2],
    senco: Kept,
}

impl School {
    /// Made by the real acts, once: the words and passphrases cost scrypt's time.
    fn make(seed: u64) -> Self {
        let share = MemoryFs::new(Fuse::default());
        let mut senco = Computer::new(seed, &share);
        let tablets = [Computer::new(seed + 1, &share), Computer::new(seed + 2, &share)];
        let new = NewSchool {
            name: "Simulated",
            person: "Mrs Patel",
            share: SHARE,
            staff_share: STAFF,
            passphrase: "a long passphrase",
            sample: true,
            also: &[Role::Dsl],
        };
        let words = init::draw_words(&senco.machine);
        let desk = init::init(&senco.machine, Path::new(HOME), &new, &words).unwrap();
        roster::import(&desk, b"Forename,Surname,Form\nAmira,Khan,3\n").unwrap();
        let pupil = desk.school().unwrap().pupils[0].pupil_id.clone();
        for tablet in &tablets {
            let newcomer = Newcomer {
                share: SHARE,
                staff_share: None,
                name: "Tablet",
                role: Role::Tablet,
                passphrase: None,
                sample: true,
            };
            let asked = join::join(&tablet.machine, Path::new(HOME), &newcomer).unwrap();
            approve::approve(&desk, &asked.device, &asked.words.join(" ")).unwrap();
        }
        sync::send_now(&desk).unwrap();
        senco.identity = Some(desk.identities()[0].clone());
        drop(desk);
        for tablet in &tablets {
            sync::send_now(&tablet.desk()).unwrap();
        }
        Self { share, tablets, senco, pupil }
    }

    fn keep(&self) -> Everything {
        Everything {
            share: self.share.snapshot(),
            tablets: [self.tablets[0].keep(), self.tablets[1].keep()],
            senco: self.senco.keep(),
        }
    }

    fn put_back(&self, kept: &Everything) {
        self.share.restore(&kept.share);
        self.tablets[0].put_back(&kept.tablets[0]);
        self.tablets[1].put_back(&kept.tablets[1]);
        self.senco.put_back(&kept.senco);
    }

    fn entry(&self, kind: EntryKind) -> NewEntry {
        let blobs = if kind == EntryKind::Clip {
            vec![Blob {
                media_type: MediaType::Video,
                duration_millis: 1_000,
                bytes: MEDIUM.to_vec(),
            }]
        } else {
            Vec::new()
        };
        NewEntry {
            kind,
            pupil_id: Some(self.pupil.clone()),
            said: Said { text: Some(SENTENCE.into()), ..Said::default() },
            blobs,
            sign_off: SignOff {
                at: self.senco.machine.clock.now(),
                audience: Audience { listeners: [Listener::Staff].into_iter().collect() },
                helped: Helped::Alone,
                identity: Identity::Unchecked,
                others: Others::Nobody,
                witness: None,
                worry: None,
            },
            draft_id: None,
        }
    }

    fn add(&self, tablet: usize, kind: EntryKind) -> Result<EntryId, ActError> {
        add_entry::add(&self.tablets[tablet].open()?, self.entry(kind)).map(|added| added.entry_id)
    }

    fn computers(&self) -> [&Computer; 3] {
        [&self.tablets[0], &self.tablets[1], &self.senco]
    }

    /// Everybody comes back and syncs until nothing is left to say.
    fn settle(&self) {
        for computer in self.computers() {
            computer.restart();
        }
        for _ in 0..2 {
            for computer in self.computers() {
                let report = sync::sync(&computer.desk()).unwrap();
                assert!(report.trouble.is_none(), "{:?}", report.trouble);
                assert_eq!(report.pending, 0);
            }
        }
    }

    /// How often the SENCo has an entry, whole; panics on one by half.
    fn heard(&self, entry_id: &EntryId) -> bool {
        let desk = self.senco.desk();
        let library = desk.library().unwrap();
        let Some(entry) = library.entries.get(entry_id) else {
            return false;
        };
        assert_eq!(entry.record.said.text.as_deref(), Some(SENTENCE));
        for record in &entry.record.media {
            assert_eq!(open::medium(&desk, entry, record).unwrap().as_slice(), MEDIUM);
        }
        true
    }

    fn count(&self) -> usize {
        self.senco.desk().library().unwrap().entries.len()
    }

    fn assert_share_is_sound(&self, at: &str) {
        let findings = verify::verify(&self.senco.desk()).unwrap().findings;
        assert_eq!(findings, Vec::new(), "{at}");
    }

    fn assert_no_clear_word(&self, at: &str) {
        let files = self.computers().map(|computer| computer.disk.files()).into_iter().flatten();
        let rows = self.computers().map(|computer| computer.ledger.values()).into_iter().flatten();
        let all = files.map(|(_, bytes)| bytes).chain(rows);
        for bytes in all {
            for word in [SENTENCE.as_bytes(), MEDIUM] {
                assert!(!bytes.windows(word.len()).any(|window| window == word), "{at}");
            }
        }
    }
}

/// What is cut.
#[derive(Debug, Clone, Copy)]
enum Cut {
    Power,
    Line,
}

/// Does `work` again and again, with the cut one step later each time, until it comes through
/// without one; `check` then looks at what became of it.
fn at_every_step<T>(
    school: &School,
    computer: impl Fn(&School) -> &Computer,
    cut: Cut,
    what: &str,
    work: impl Fn(&School) -> Result<T, ActError>,
    check: impl Fn(&School, Result<T, ActError>, &str),
) -> u64 {
    let kept = school.keep();
    for step in 0..2_000 {
        school.put_back(&kept);
        let machine = computer(school);
        let fuse = match cut {
            Cut::Power => &machine.power,
            Cut::Line => &machine.line,
        };
        fuse.blow_after(step);
        let done = work(school);
        let came_through = !fuse.is_blown();
        school.settle();
        let at = format!("{what}, {cut:?} cut at step {step}");
        check(school, done, &at);
        school.assert_share_is_sound(&at);
        if came_through {
            school.put_back(&kept);
            return step;
        }
    }
    panic!("{what} never ends");
}

#[test]
fn an_entry_that_was_acknowledged_arrives_once_whichever_step_is_the_last() {
    let school = School::make(1);
    for kind in [EntryKind::Clip, EntryKind::Worry] {
        let steps = at_every_step(
            &school,
            |school| &school.tablets[0],
            Cut::Power,
            "add",
            |school| school.add(0, kind),
            |school, added, at| {
                if let Ok(entry_id) = added {
                    assert!(school.heard(&entry_id), "{at}");
                }
                assert!(school.count() <= 1, "{at}");
                school.assert_no_clear_word(at);
            },
        );
        println!("{kind}: {steps} steps");
        assert!(steps >= 3);
    }
}

#[test]
fn a_sync_can_be_cut_at_any_step_on_either_side() {
    let school = School::make(2);
    let clip = school.add(0, EntryKind::Clip).unwrap();
    let worry = school.add(0, EntryKind::Worry).unwrap();
    let other = school.add(1, EntryKind::Page).unwrap();
    let all_heard = |school: &School, at: &str| {
        for entry_id in [&clip, &worry, &other] {
            assert!(school.heard(entry_id), "{at}");
        }
        assert_eq!(school.count(), 3, "{at}");
    };
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.tablets[0],
            cut,
            "a tablet’s sync",
            |school| sync::sync(&school.tablets[0].open()?),
            |school, _, at| all_heard(school, at),
        );
        assert!(steps >= 5, "{steps}");
        sync::send_now(&school.tablets[1].desk()).unwrap();
        let steps = at_every_step(
            &school,
            |school| &school.senco,
            cut,
            "the SENCo’s sync",
            |school| sync::sync(&school.senco.open()?),
            |school, _, at| all_heard(school, at),
        );
        assert!(steps >= 3, "{steps}");
    }
}

#[test]
fn a_withdrawal_that_was_begun_is_finished_and_one_that_was_not_changes_nothing() {
    let school = School::make(3);
    let entry = school.add(0, EntryKind::Clip).unwrap();
    let stays = school.add(1, EntryKind::Worry).unwrap();
    school.settle();
    publish::publish(&school.senco.desk(), &entry, Looked::NotYet).unwrap();
    school.settle();
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.senco,
            cut,
            "withdraw",
            |school| withdraw::withdraw(&school.senco.open()?, &entry, "asked"),
            |school, withdrawn, at| {
                let is_there = school.heard(&entry);
                if withdrawn.is_ok() {
                    assert!(!is_there, "{at}");
                }
                let left: Vec<_> = school
                    .share
                    .files()
                    .into_iter()
                    .map(|(path, _)| path.to_string_lossy().into_owned())
                    .filter(|path| path.ends_with(".bin") || path.ends_with(".mp4"))
                    .collect();
                assert_eq!(left.is_empty(), !is_there, "{at}: {left:?}");
                assert!(school.heard(&stays), "{at}");
            },
        );
        println!("withdraw, {cut:?}: {steps} steps");
        assert!(steps >= 10);
    }
}

#[test]
fn a_full_share_is_honest_and_loses_nothing() {
    let school = School::make(4);
    let entry = school.add(0, EntryKind::Clip).unwrap();
    let kept = school.keep();
    for room in (0..4_000).step_by(250) {
        school.put_back(&kept);
        school.share.room(Some(room));
        let report = sync::sync(&school.tablets[0].desk()).unwrap();
        if report.pending > 0 {
            assert_eq!(report.share_state.as_str(), "full", "{room}");
        }
        school.share.room(None);
        school.settle();
        assert!(school.heard(&entry), "{room}");
        school.assert_share_is_sound("full");
    }
}
