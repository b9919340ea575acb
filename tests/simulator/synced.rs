//! A share that a sync client keeps: every computer has a copy of its own, and the client carries
//! files between them late, out of order, first as empty placeholders, with copies for conflicts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sayso::acts::{add_entry, answer, publish, sync, withdraw};
use sayso::domain::{EntryId, EntryKind, Looked};
use sayso::platform::memory_fs::Fuse;
use sayso::platform::{Fs, MemoryFs};
use sayso::seal::envelope;
use sayso::wire::Segment;

use super::computer::{Computer, STAFF};
use super::dice::Dice;
use super::school::{School, entries, text};

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// One computer's copy, and what its client has told the cloud of it.
struct Copy {
    fs: MemoryFs,
    known: Files,
}

impl Copy {
    fn files(&self) -> Files {
        self.fs.files().into_iter().collect()
    }

    fn put(&self, path: &Path, bytes: &[u8]) {
        self.fs.create_folders(path.parent().unwrap()).unwrap();
        self.fs.write_synced(path, bytes).unwrap();
        self.fs.sync_folder(path.parent().unwrap()).unwrap();
    }

    fn remove(&self, path: &Path) {
        self.fs.remove(path).unwrap();
        self.fs.sync_folder(path.parent().unwrap()).unwrap();
    }
}

/// What the cloud has.
struct Client {
    cloud: Files,
    copies: Vec<Copy>,
    conflicts: u32,
}

impl Client {
    /// One pass over every copy. `in_a_thousand` of the work there is is done; all of it, whole,
    /// at 1000.
    fn carry(&mut self, dice: &mut Dice, in_a_thousand: u32) {
        for (number, copy) in self.copies.iter_mut().enumerate() {
            let here = copy.files();
            let paths: BTreeSet<&PathBuf> =
                here.keys().chain(self.cloud.keys()).chain(copy.known.keys()).collect();
            let mut paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
            // In no order.
            for at in (1..paths.len()).rev() {
                paths.swap(at, dice.below(at + 1));
            }
            for path in paths {
                if in_a_thousand < 1_000 && !dice.chance(in_a_thousand) {
                    continue;
                }
                let is_changed_here = here.get(&path) != copy.known.get(&path);
                let is_changed_there = self.cloud.get(&path) != copy.known.get(&path);
                match (here.get(&path), self.cloud.get(&path)) {
                    (mine, theirs) if mine == theirs => {}
                    // Two wrote it: mine is put beside, theirs has the name.
                    (Some(mine), Some(theirs)) if is_changed_here && is_changed_there => {
                        let stem = path.file_stem().unwrap().to_string_lossy();
                        let ending = path.extension().unwrap_or_default().to_string_lossy();
                        let copied = format!("{stem} (conflicted copy {number}).{ending}");
                        let beside = path.with_file_name(copied);
                        copy.put(&beside, mine);
                        copy.put(&path, theirs);
                        self.conflicts += 1;
                    }
                    (Some(mine), _) if is_changed_here => {
                        self.cloud.insert(path.clone(), mine.clone());
                    }
                    (None, Some(_)) if is_changed_here && !is_changed_there => {
                        self.cloud.remove(&path);
                    }
                    (_, Some(theirs)) => {
                        if !here.contains_key(&path) && in_a_thousand < 1_000 && dice.chance(300) {
                            // A placeholder; its content comes another time.
                            copy.put(&path, b"");
                            copy.known.insert(path.clone(), Vec::new());
                            continue;
                        }
                        copy.put(&path, theirs);
                    }
                    (Some(_), None) => copy.remove(&path),
                    (None, None) => {}
                }
                match copy.fs.read(&path, u64::MAX) {
                    Ok(bytes) => copy.known.insert(path, bytes),
                    Err(_) => copy.known.remove(&path),
                };
            }
        }
    }
}

/// The school with a copy of the share for each computer.
fn apart(school: School) -> (School, Client) {
    let begin = school.share.snapshot();
    let mut copies = Vec::new();
    let mut number = 1_000;
    let mut moved = |computer: &Computer| {
        let fs = MemoryFs::new(Fuse::default());
        fs.restore(&begin);
        number += 1;
        let computer = computer.before(number, &fs);
        copies.push(Copy { known: fs.files().into_iter().collect(), fs });
        computer
    };
    let tablets = school.tablets.iter().map(&mut moved).collect();
    let staff = school.staff.iter().map(&mut moved).collect();
    let cloud = school.share.files().into_iter().collect();
    (School { tablets, staff, ..school }, Client { cloud, copies, conflicts: 0 })
}

/// Some weeks of sync client, then a quiet one.
#[test]
fn over_a_sync_client_nothing_is_lost_and_nothing_withdrawn_stays() {
    let (school, mut client) = apart(School::make(7, 2, 1));
    let mut dice = Dice::new(20_261_125);
    let mut said: BTreeMap<EntryId, u64> = BTreeMap::new();
    let mut withdrawn = BTreeSet::new();
    // Sealed bytes are other ones each time, and their names with them: until enough has happened.
    for turn in 0..600 {
        if turn > 120 && client.conflicts > 0 && !withdrawn.is_empty() {
            break;
        }
        let number = said.len() as u64 + 1;
        match dice.below(5) {
            0 | 1 => {
                let kinds = [EntryKind::Clip, EntryKind::Symbols];
                let new = school.entry(kinds[dice.below(kinds.len())], number);
                let tablet = &school.tablets[dice.below(school.tablets.len())];
                said.insert(add_entry::add(&tablet.desk(), new).unwrap().entry_id, number);
            }
            2 => {
                let desk = school.staff[dice.below(school.staff.len())].desk();
                let ids = desk.library().unwrap().ids().unwrap();
                if ids.is_empty() {
                    continue;
                }
                let entry_id = ids[dice.below(ids.len())].clone();
                // What may not be, or waits for the share, is for others to test.
                let _ = match dice.below(3) {
                    0 => {
                        let looked = Looked::NoOtherChildRecognisable;
                        publish::publish(&desk, &entry_id, looked, None).map(|_| ())
                    }
                    1 => answer::reply(&desk, &entry_id, &format!("answer {turn}").as_str().into()),
                    _ => withdraw::withdraw(&desk, &entry_id, "asked").map(drop),
                };
                if desk.library().unwrap().is_withdrawn(&entry_id).unwrap() {
                    withdrawn.insert(entry_id);
                }
            }
            _ => {
                let all: Vec<&Computer> = school.computers().collect();
                sync::sync(&all[dice.below(all.len())].desk()).unwrap();
            }
        }
        client.carry(&mut dice, 400);
    }
    for _ in 0..8 {
        client.carry(&mut dice, 1_000);
        for computer in school.computers() {
            computer.clock.step(25 * 60 * 60 * 1000);
            let report = sync::sync(&computer.desk()).unwrap();
            assert!(report.trouble.is_none(), "{:?}", report.trouble);
        }
    }
    assert!(said.len() > 30 && !withdrawn.is_empty() && client.conflicts > 0);
    let mut agreed = None;
    for colleague in &school.staff {
        let desk = colleague.desk();
        let there = entries(&desk.library().unwrap());
        for (entry_id, number) in &said {
            let is_there = there.contains_key(entry_id);
            assert_eq!(is_there, !withdrawn.contains(entry_id), "{entry_id} ({number})");
        }
        for entry in there.values() {
            let words = text(said[&entry.record.entry_id]);
            assert_eq!(entry.record.said.text.as_ref(), Some(&words));
            for medium in &entry.record.media {
                let medium = sayso::acts::open::medium(&desk, entry, medium).unwrap();
                assert_eq!(medium.as_slice(), words.as_bytes());
            }
        }
        let states: Vec<_> = there
            .iter()
            .map(|(id, entry)| (id.clone(), entry.state(), entry.replies.len()))
            .collect();
        assert_eq!(agreed.get_or_insert_with(|| states.clone()), &states);
    }
    nothing_of_these_is_in_a_copy(&school, &client, &withdrawn);
}

/// Not in a segment, not in what the client put beside one, not on a page.
fn nothing_of_these_is_in_a_copy(school: &School, client: &Client, withdrawn: &BTreeSet<EntryId>) {
    let identities: Vec<_> =
        school.staff.iter().filter_map(|colleague| colleague.identity.clone()).collect();
    for copy in &client.copies {
        for (path, bytes) in copy.files() {
            if path.starts_with(STAFF) {
                let name = path.file_name().unwrap().to_string_lossy();
                assert!(!name.contains("conflicted"), "{} is on the pages", path.display());
            }
            let Ok(segment) = Segment::decode(&bytes) else { continue };
            for body in segment.bodies.iter().flatten() {
                let Ok(opened) = envelope::open(body, &identities) else { continue };
                let record = &opened.envelope.record;
                let is_account = ["receipt", "tombstone"].contains(&record.key());
                let about = record.entry_id().filter(|entry_id| withdrawn.contains(*entry_id));
                assert!(is_account || about.is_none(), "{}: {about:?}", path.display());
            }
        }
    }
}
