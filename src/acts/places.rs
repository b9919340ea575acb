//! Looking at the folders that somebody names before a computer is set up: nothing of the school's
//! is written there, and whatever would fail later is told now.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ActError;
use super::desk::{address, folder_of};
use crate::domain::ids::base32;
use crate::platform::chance::random;
use crate::platform::{Fs, FsError, FsErrorKind, Machine, Work};
use crate::seal::DeviceKeys;
use crate::share::patient::{PATIENCE, Patience};
use crate::share::{FolderShare, ShareAddress, trust};

/// What a share's folder is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedFor {
    /// A school is to be made there: none may be there yet.
    NewSchool,
    /// The school that is there is to be joined.
    Joining,
}

/// Looks whether a share's folder is there, can be written and is what is wanted.
pub fn look_at_share(
    machine: &Machine,
    text: &str,
    wanted: WantedFor,
    work: &Work,
) -> Result<(), ActError> {
    let ShareAddress::Folder(folder) = address(text)? else {
        // What opens a bucket is in a file, which is named on the command line.
        return Err(ActError::NoBucketKey);
    };
    let device = DeviceKeys::random(&*machine.chance).device_id();
    let probe = probe_name(machine);
    patiently(machine, work, text, move |fs| {
        require_folder(&**fs, &folder)?;
        let share = FolderShare::new(Arc::clone(fs), &folder, &device);
        match (wanted, trust::read_share_file(&share)?) {
            (WantedFor::NewSchool, None) => try_to_write(&**fs, &folder, &probe),
            (WantedFor::NewSchool, Some(_)) => Err(ActError::ShareTaken),
            (WantedFor::Joining, None) => {
                Err(ActError::NoSchool { path: folder.display().to_string() })
            }
            // Where newcomers leave their cards.
            (WantedFor::Joining, Some(_)) => {
                try_to_write(&**fs, &folder.join("v1").join("d"), &probe)
            }
        }
    })
}

/// Looks whether the staff pages can be written into a folder. It may be a new one in a folder that
/// is there.
pub fn look_at_pages(machine: &Machine, text: &str, work: &Work) -> Result<(), ActError> {
    let folder = folder_of(text)?;
    let probe = probe_name(machine);
    patiently(machine, work, text, move |fs| {
        let is_there = fs.size(&folder)?.is_some();
        let place = folder.parent().filter(|_| !is_there).unwrap_or(&folder);
        require_folder(&**fs, place)?;
        try_to_write(&**fs, place, &probe)
    })
}

/// On a thread of its own with an end to waiting: the server may be frozen.
fn patiently(
    machine: &Machine,
    work: &Work,
    path: &str,
    look: impl FnOnce(&Arc<dyn Fs>) -> Result<(), ActError> + Send + 'static,
) -> Result<(), ActError> {
    let fs = Arc::clone(&machine.fs);
    Patience::new(PATIENCE, work.clone()).call(path, 0, move || Ok(look(&fs)))?
}

fn require_folder(fs: &dyn Fs, folder: &Path) -> Result<(), ActError> {
    match fs.size(folder)? {
        Some(_) => Ok(()),
        None => Err(FsError::new(FsErrorKind::NotFound, "look", folder, "no folder").into()),
    }
}

/// A name that nobody has, which readers of a share pass over.
fn probe_name(machine: &Machine) -> String {
    format!("sayso-{}.part", base32().encode(&random::<10>(&*machine.chance)))
}

/// Writes a file that is nobody's, and takes it away.
fn try_to_write(fs: &dyn Fs, folder: &Path, name: &str) -> Result<(), ActError> {
    let path: PathBuf = folder.join(name);
    let written = fs.write_synced(&path, b"Say So looks whether it may write here.\n");
    let removed = fs.remove(&path);
    let tried = written.and(removed);
    // What it is about is the folder, whatever the file is called.
    Ok(tried.map_err(|error| FsError { path: folder.to_owned(), ..error })?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::init::{self, NewSchool};
    use crate::domain::Says;

    #[test]
    fn a_folder_is_what_is_wanted_or_it_is_said_why_not_and_nothing_stays_there() {
        let folder = tempfile::tempdir().unwrap();
        let machine = Machine::real();
        let (school, empty) = (folder.path().join("school"), folder.path().join("empty"));
        std::fs::create_dir_all(&empty).unwrap();
        let share = school.display().to_string();
        let new = NewSchool {
            name: "Hill",
            person: "Mrs Patel",
            share: &share,
            share_key: None,
            staff_share: &share,
            passphrase: "acorn bridge candle",
            sample: true,
            also: &[],
        };
        let safes = init::draw_words(&machine);
        init::init(&machine, &folder.path().join("home"), &new, &safes).unwrap();
        let nowhere = folder.path().join("nowhere");
        let look = |path: &Path, wanted| {
            look_at_share(&machine, &path.display().to_string(), wanted, &Work::default())
                .map_err(|error| error.says().key)
        };
        let before = std::fs::read_dir(school.join("v1/d")).unwrap().count();
        for (path, wanted, expected) in [
            (&empty, WantedFor::NewSchool, Ok(())),
            (&school, WantedFor::NewSchool, Err("share-taken")),
            (&nowhere, WantedFor::NewSchool, Err("file-not-found")),
            (&empty, WantedFor::Joining, Err("no-school")),
            (&school, WantedFor::Joining, Ok(())),
            (&nowhere, WantedFor::Joining, Err("file-not-found")),
        ] {
            assert_eq!(look(path, wanted), expected, "{} {wanted:?}", path.display());
        }
        assert_eq!(std::fs::read_dir(school.join("v1/d")).unwrap().count(), before);
        assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0);
        assert!(!nowhere.exists());
    }

    #[test]
    fn the_pages_folder_may_be_new_in_one_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let machine = Machine::real();
        let look = |path: &str| {
            let path = folder.path().join(path).display().to_string();
            look_at_pages(&machine, &path, &Work::default()).map_err(|error| error.says().key)
        };
        assert_eq!(look("staff"), Ok(()));
        assert_eq!(look("no/staff"), Err("file-not-found"));
        assert_eq!(look(""), Ok(()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let bucket = look_at_pages(&machine, "s3+https://store.example/x", &Work::default());
        assert!(matches!(bucket, Err(ActError::ShareAddress { .. })));
    }
}
