//! Every file of a small share is altered in every way: flipped bytes, cut short, removed, swapped
//! with another, replayed from another school. `verify` names its path, and a reader who comes
//! anew shows nothing that nobody said.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::acts::{Desk, add_entry, sync, verify};
use sayso::domain::{EntryKind, Said};
use sayso::platform::Machine;
use sayso::sample::{self, Folders};
use sayso::seal::Identity as Key;
use sayso::store::Access;

use crate::sayings::{saying, video};
use crate::simulator::entries;

const SAID: &str = "I want a seat by the door";
const CLIP: &[u8] = b"what stands for a clip";

struct School {
    folders: Folders,
    key: Key,
    folder: tempfile::TempDir,
}

fn open(folder: &Path) -> Desk {
    Desk::open(&Machine::real(), folder, Access::Write { verb: "test" }).unwrap()
}

impl School {
    /// With one clip and one message, sent and read.
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let folders =
            sample::make(&Machine::real(), &folder.path().join("school"), 0).unwrap().folders;
        let mut senco = open(&folders.senco);
        let passphrase = fs::read_to_string(&folders.passphrase).unwrap();
        senco.unlock(passphrase.trim()).unwrap();
        let key = senco.identities()[0].clone();
        drop(senco);
        let school = Self { folders, key, folder };
        // As a reader who has seen nothing yet.
        school.copy("senco", "newly-come");
        let tablet = open(&school.folders.tablet);
        for kind in [EntryKind::Clip, EntryKind::Symbols] {
            school.say(&tablet, kind);
        }
        sync::send_now(&tablet).unwrap();
        drop(tablet);
        sync::send_now(&school.senco("senco")).unwrap();
        school
    }

    fn say(&self, tablet: &Desk, kind: EntryKind) {
        let blobs = match kind {
            EntryKind::Clip => vec![video(CLIP.to_vec())],
            _ => Vec::new(),
        };
        let said = Said { text: Some(SAID.to_owned()), ..Said::default() };
        let new = saying(tablet, kind, said, blobs);
        add_entry::add(tablet, new).unwrap();
    }

    fn home(&self, name: &str) -> PathBuf {
        self.folders.senco.with_file_name(name)
    }

    fn copy(&self, from: &str, to: &str) {
        let (from, to) = (self.home(from), self.home(to));
        let _ = fs::remove_dir_all(&to);
        copy_all(&from, &to);
    }

    fn senco(&self, home: &str) -> Desk {
        let mut desk = open(&self.home(home));
        desk.unlock_with(self.key.clone());
        desk
    }

    /// Every file of the share's protocol, by its path on the share.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.folders.share, &self.folders.share.join("v1"), &mut found);
        found.retain(|path| !path.contains("/tmp/"));
        found.sort();
        found
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let below = path.strip_prefix(root).unwrap();
            found.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
}

/// What `verify` names.
fn named(desk: &Desk) -> BTreeSet<String> {
    let report = verify::verify(desk).unwrap();
    report.findings.into_iter().map(|finding| finding.path).collect()
}

/// The same kind of file of the same school, else of another.
fn twin(path: &str, all: &[String]) -> Option<String> {
    let ending = path.rsplit('.').next();
    all.iter().find(|other| *other != path && other.rsplit('.').next() == ending).cloned()
}

/// The path that a segment has before anything is cut out of it; any other as it is.
fn segment_of(path: &str) -> String {
    let is_cut = |part: &&str| part.strip_prefix('c').is_some_and(|cut| cut.parse::<u32>().is_ok());
    let parts: Vec<&str> = path.split('.').filter(|part| !is_cut(part)).collect();
    parts.join(".")
}

#[test]
fn whatever_is_altered_is_named_by_its_path() {
    let (school, other) = (School::make(), School::make());
    let desk = school.senco("senco");
    assert_eq!(named(&desk), BTreeSet::new(), "before anything was altered");
    let (all, foreign) = (school.files(), other.files());
    assert!(all.len() >= 8, "{all:?}");
    let mut altered = 0_u32;
    for path in &all {
        let place = school.folders.share.join(path);
        let bytes = fs::read(&place).unwrap();
        let mut attempt = |what: &str, with: Option<Vec<u8>>| {
            if with.as_ref() == Some(&bytes) {
                return;
            }
            match &with {
                Some(with) => fs::write(&place, with).unwrap(),
                None => fs::remove_file(&place).unwrap(),
            }
            let named = named(&desk);
            // Of a cut that is gone nobody knows that it was one: its segment is missing.
            let is_named = match with {
                Some(_) => named.contains(path),
                None => named.contains(&segment_of(path)),
            };
            assert!(is_named, "{path}: {what} was not named, but {named:?}");
            altered += 1;
            fs::write(&place, &bytes).unwrap();
        };
        for part in 0..12 {
            let at = (bytes.len() - 1) * part / 11;
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (part % 8);
            attempt(&format!("byte {at} flipped"), Some(flipped));
        }
        attempt("cut short", Some(bytes[..bytes.len() / 2].to_vec()));
        attempt("emptied", Some(Vec::new()));
        attempt("lengthened", Some([bytes.as_slice(), b"more"].concat()));
        attempt("removed", None);
        if let Some(twin) = twin(path, &all) {
            attempt("swapped", Some(fs::read(school.folders.share.join(twin)).unwrap()));
        }
        let theirs = foreign.iter().find(|one| *one == path).cloned().or(twin(path, &foreign));
        if let Some(theirs) = theirs {
            let replayed = fs::read(other.folders.share.join(theirs)).unwrap();
            attempt("replayed from another school", Some(replayed));
        }
    }
    assert_eq!(named(&desk), BTreeSet::new(), "after all was put back");
    println!("{altered} alterations of {} files", all.len());
}

#[test]
fn a_reader_who_comes_anew_shows_nothing_that_nobody_said() {
    let school = School::make();
    for path in school.files() {
        let place = school.folders.share.join(&path);
        let bytes = fs::read(&place).unwrap();
        for at in [bytes.len() / 3, bytes.len() * 2 / 3] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x10;
            fs::write(&place, &flipped).unwrap();
            school.copy("newly-come", "reader");
            let desk = school.senco("reader");
            // Trouble is for the report; what is shown is what counts.
            let _ = sync::sync(&desk);
            if let Ok(library) = desk.library() {
                for entry in entries(&library).values() {
                    assert_eq!(entry.record.said.text.as_deref(), Some(SAID), "{path} at {at}");
                    for record in &entry.record.media {
                        if let Ok(clip) = sayso::acts::open::medium(&desk, entry, record) {
                            assert_eq!(clip.as_slice(), CLIP, "{path} at {at}");
                        }
                    }
                }
            }
            drop(desk);
            fs::write(&place, &bytes).unwrap();
        }
    }
    assert!(school.folder.path().exists());
}
