//! The school in memory, made by the real acts.

use std::collections::BTreeMap;
use std::path::Path;

use sayso::acts::add_entry::{self, NewEntry};
use sayso::acts::init::{self, NewSchool};
use sayso::acts::join::{self, Asked, Newcomer};
use sayso::acts::{ActError, approve, open, pages_check, people, roster, sync, verify};
use sayso::domain::sign_off::{Identity, SignOff};
use sayso::domain::{
    Audience, Blob, EntryId, EntryKind, Helped, Listener, MediaType, Others, PupilId, Role, Said,
};
use sayso::platform::memory_fs::{DiskSnapshot, Fuse, MemoryFs};
use sayso::seal::envelope;
use sayso::store::{Library, LibraryEntry};
use sayso::wire::Segment;

use super::computer::{Computer, HOME, Kept, SHARE, STAFF};

pub const PASSPHRASE: &str = "a long passphrase";
pub const SENTENCE: &str = "I like to sit by the window";

/// What a pupil says, and what is in its clip, as good as one to whoever does not look inside.
pub fn text(number: u64) -> String {
    format!("{SENTENCE} {number}")
}

pub struct School {
    pub share: MemoryFs,
    pub tablets: Vec<Computer>,
    /// The SENCo first, who also keeps safe, as the others do.
    pub staff: Vec<Computer>,
    pub pupil: PupilId,
    /// Without a home, to become a copy of another.
    pub spare: Computer,
}

/// All of it at one moment.
pub struct Everything {
    pub share: DiskSnapshot,
    pub tablets: Vec<Kept>,
    pub staff: Vec<Kept>,
}

impl School {
    /// Made by the real acts, once: the words and passphrases cost scrypt's time.
    pub fn make(seed: u64, tablets: u64, colleagues: u64) -> Self {
        let share = MemoryFs::new(Fuse::default());
        let mut senco = Computer::new(seed, &share);
        let new = NewSchool {
            name: "Simulated",
            person: "Mrs Patel",
            share: SHARE,
            share_key: None,
            staff_share: STAFF,
            passphrase: PASSPHRASE,
            sample: true,
            also: &[Role::Dsl],
        };
        let words = init::draw_words(&senco.machine);
        let desk = init::init(&senco.machine, Path::new(HOME), &new, &words).unwrap();
        pages_check::note(&desk).unwrap();
        roster::import(&desk, b"Forename,Surname,Form\nAmira,Khan,3\n").unwrap();
        let pupil = desk.school().unwrap().pupils[0].pupil_id.clone();
        senco.identity = Some(desk.identities()[0].clone());
        let tablets: Vec<Computer> = (0..tablets)
            .map(|number| {
                let tablet = Computer::new(seed + 1 + number, &share);
                let asked = ask(&tablet, "Tablet", Role::Tablet);
                approve::approve(&desk, &asked.device, &asked.words.join(" ")).unwrap();
                tablet
            })
            .collect();
        let mut staff = vec![senco];
        for number in 0..colleagues {
            let mut computer = Computer::new(seed + 100 + number, &share);
            let asked = ask(&computer, "Mr Cole", Role::Senco);
            approve::approve(&desk, &asked.device, &asked.words.join(" ")).unwrap();
            people::add(&desk, asked.device.as_str(), Role::Dsl).unwrap();
            let mut theirs = computer.open().unwrap();
            theirs.unlock(PASSPHRASE).unwrap();
            computer.identity = Some(theirs.identities()[0].clone());
            drop(theirs);
            staff.push(computer);
        }
        sync::send_now(&desk).unwrap();
        drop(desk);
        let spare = Computer::new(seed + 200, &share);
        let school = Self { share, tablets, staff, pupil, spare };
        school.settle();
        school
    }

    pub fn keep(&self) -> Everything {
        Everything {
            share: self.share.snapshot(),
            tablets: self.tablets.iter().map(Computer::keep).collect(),
            staff: self.staff.iter().map(Computer::keep).collect(),
        }
    }

    pub fn put_back(&self, kept: &Everything) {
        self.share.restore(&kept.share);
        let all = kept.tablets.iter().chain(&kept.staff);
        for (computer, kept) in self.computers().zip(all) {
            computer.put_back(kept);
        }
    }

    /// Something said, told apart from all else by its number.
    pub fn entry(&self, kind: EntryKind, number: u64) -> NewEntry {
        let said = text(number);
        let blobs = if kind == EntryKind::Clip {
            vec![Blob {
                media_type: MediaType::Video,
                duration_millis: 1_000,
                bytes: said.clone().into_bytes(),
            }]
        } else {
            Vec::new()
        };
        NewEntry {
            kind,
            pupil_id: Some(self.pupil.clone()),
            said: Said { text: Some(said), ..Said::default() },
            blobs,
            sign_off: SignOff {
                at: self.staff[0].machine.clock.now(),
                audience: Audience { listeners: [Listener::Staff].into_iter().collect() },
                helped: Helped::Alone,
                identity: Identity::Unchecked,
                others: Others::Nobody,
                witness: None,
                worry: None,
            },
            draft_ids: Vec::new(),
        }
    }

    pub fn add(&self, tablet: usize, kind: EntryKind) -> Result<EntryId, ActError> {
        add_entry::add(&self.tablets[tablet].open()?, self.entry(kind, 0))
            .map(|added| added.entry_id)
    }

    pub fn computers(&self) -> impl Iterator<Item = &Computer> {
        self.tablets.iter().chain(&self.staff)
    }

    /// Everybody comes back and syncs until nothing is left to say.
    pub fn settle(&self) {
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
    pub fn heard(&self, entry_id: &EntryId) -> bool {
        let desk = self.staff[0].desk();
        let library = desk.library().unwrap();
        let Some(entry) = library.entry(entry_id).unwrap() else {
            return false;
        };
        assert_eq!(entry.record.said.text.as_deref(), Some(text(0).as_str()));
        for record in &entry.record.media {
            assert_eq!(open::medium(&desk, &entry, record).unwrap().as_slice(), text(0).as_bytes());
        }
        true
    }

    pub fn count(&self) -> usize {
        self.staff[0].desk().library().unwrap().ids().unwrap().len()
    }

    /// How many bodies on the share hold these bytes, opened with every key there is.
    pub fn sealed_with(&self, bytes: &[u8]) -> usize {
        let keys: Vec<_> =
            self.computers().flat_map(|computer| computer.desk().identities().to_vec()).collect();
        let segments = self.share.files().into_iter();
        let bodies = segments
            .filter_map(|(_, file)| Segment::decode(&file).ok())
            .flat_map(|segment| segment.bodies.into_iter().flatten().collect::<Vec<_>>());
        let opened = bodies.filter_map(|body| envelope::open_plaintext(&body, &keys).ok());
        opened.filter(|plain| plain.windows(bytes.len()).any(|part| part == bytes)).count()
    }

    pub fn assert_share_is_sound(&self, at: &str) {
        let findings = verify::verify(&self.staff[0].desk()).unwrap().findings;
        assert_eq!(findings, Vec::new(), "{at}");
    }

    pub fn assert_no_clear_word(&self, at: &str) {
        let files = self.computers().flat_map(|computer| computer.disk.files());
        let rows = self.computers().flat_map(|computer| computer.ledger.values());
        let all = files.map(|(_, bytes)| bytes).chain(rows);
        for bytes in all {
            let word = SENTENCE.as_bytes();
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{at}");
        }
    }
}

/// A newcomer asks to join.
pub fn ask(computer: &Computer, name: &str, role: Role) -> Asked {
    let is_tablet = role == Role::Tablet;
    let newcomer = Newcomer {
        share: SHARE,
        share_key: None,
        staff_share: (!is_tablet).then_some(STAFF),
        name,
        role,
        passphrase: (!is_tablet).then_some(PASSPHRASE),
        sample: true,
    };
    join::join(&computer.machine, Path::new(HOME), &newcomer).unwrap()
}

/// Everything in a library.
pub fn entries(library: &Library) -> BTreeMap<EntryId, LibraryEntry> {
    let ids = library.ids().unwrap();
    ids.into_iter()
        .map(|entry_id| (entry_id.clone(), library.entry(&entry_id).unwrap().unwrap()))
        .collect()
}
