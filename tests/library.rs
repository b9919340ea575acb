//! The library as a cache: what is in its file is believed only where the ledger says so, what was
//! withdrawn is not in it, and words are found as people type them.

use std::fs;
use std::path::PathBuf;

use sayso::acts::{Desk, add_entry, inbox, sync, withdraw};
use sayso::domain::{EntryId, EntryKind, Said};
use sayso::platform::Machine;
use sayso::sample::{self, Folders};
use sayso::store::Access;

use crate::sayings::saying;

struct School {
    _folder: tempfile::TempDir,
    folders: Folders,
    passphrase: String,
}

impl School {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = sample::make(&Machine::real(), &folder.path().join("school"), 3).unwrap();
        let passphrase = fs::read_to_string(&made.folders.passphrase).unwrap().trim().to_owned();
        Self { _folder: folder, folders: made.folders, passphrase }
    }

    fn say(&self, text: &str, symbols: &[&str]) -> EntryId {
        let access = Access::Write { verb: "test" };
        let desk = Desk::open(&Machine::real(), &self.folders.tablet, access).unwrap();
        let symbols = symbols.iter().map(|symbol| (*symbol).to_owned()).collect();
        let said = Said { text: Some(text.to_owned()), symbols, ..Said::default() };
        let added = add_entry::add(&desk, saying(&desk, EntryKind::Symbols, said, Vec::new()));
        sync::send_now(&desk).unwrap();
        added.unwrap().entry_id
    }

    fn senco(&self) -> Desk {
        let access = Access::Write { verb: "test" };
        let mut desk = Desk::open(&Machine::real(), &self.folders.senco, access).unwrap();
        desk.unlock(&self.passphrase).unwrap();
        desk
    }

    fn files(&self) -> Vec<PathBuf> {
        let folder = fs::read_dir(self.folders.senco.join("library")).unwrap();
        folder.map(|file| file.unwrap().path()).collect()
    }
}

fn found(desk: &Desk, typed: &str) -> Vec<EntryId> {
    inbox::search(desk, typed).unwrap().into_iter().map(|line| line.entry_id).collect()
}

#[test]
fn words_are_found_as_people_type_them() {
    let school = School::new();
    let first = school.say("Mae'r tŷ yn swnllyd, it's LOUD", &[]);
    let second = school.say("", &["happy", "school"]);
    let desk = school.senco();
    sync::sync(&desk).unwrap();
    for typed in ["ty swn", "tŷ yn", "TY swn", "loud", "lou", "it's", "swnllyd loud"] {
        assert_eq!(found(&desk, typed), std::slice::from_ref(&first), "{typed}");
    }
    for typed in ["happ schoo", "school happy", "ysgol hapus"] {
        assert_eq!(found(&desk, typed), std::slice::from_ref(&second), "{typed}");
    }
    for typed in ["", "  ", "oud", "\"", "loud NOT x", "* OR *", "said:x", "quiet loud"] {
        assert_eq!(found(&desk, typed), [], "{typed}");
    }
}

#[test]
fn a_file_of_another_day_is_not_believed_and_what_is_withdrawn_is_in_none() {
    let school = School::new();
    let gone = school.say("I would rather not have said this", &[]);
    let desk = school.senco();
    sync::sync(&desk).unwrap();
    assert_eq!(found(&desk, "rather"), std::slice::from_ref(&gone));
    drop(desk);
    let [before] = &school.files()[..] else { panic!("one file is kept") };
    let old = fs::read(before).unwrap();
    let desk = school.senco();
    withdraw::withdraw(&desk, &gone, "asked").unwrap();
    drop(desk);
    let files = school.files();
    assert!(!files.contains(before), "the old file is gone");
    // Somebody puts the old one back, under the name that is expected.
    for file in files {
        fs::write(file, &old).unwrap();
    }
    let desk = school.senco();
    assert_eq!(found(&desk, "rather"), []);
    let still = school.say("and this stays", &[]);
    sync::sync(&desk).unwrap();
    assert_eq!(found(&desk, "stays"), std::slice::from_ref(&still));
    drop(desk);
    // Nonsense, a cut file, none at all: made anew.
    for bytes in [b"nonsense".to_vec(), old[..old.len() / 2].to_vec(), Vec::new()] {
        for file in school.files() {
            fs::write(file, &bytes).unwrap();
        }
        assert_eq!(found(&school.senco(), "stays"), std::slice::from_ref(&still));
    }
    fs::remove_dir_all(school.folders.senco.join("library")).unwrap();
    assert_eq!(found(&school.senco(), "stays"), [still]);
}
