//! The sample school: made-up pupils on a share, a tablet and a SENCo's computer in one folder,
//! so that anybody can try everything in a minute. Everything is real but the people.
//!
//! Uses the same acts as a school does and no other way in. Read `school` for who is in it.

pub mod entries;
pub mod school;

use std::path::{Path, PathBuf};

use crate::acts::init::{self, NewSchool};
use crate::acts::join::{self, Newcomer};
use crate::acts::kiosk::{SAMPLE_PASSPHRASE, SAMPLE_PIN};
use crate::acts::{ActError, Desk, approve, kiosk, pages_check, roster, sync};
use crate::domain::Role;
use crate::platform::{Machine, fs};
use crate::store::pins::Secret;
use crate::store::{Access, StoreError};

/// Where the sample school lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    pub root: PathBuf,
    pub tablet: PathBuf,
    pub senco: PathBuf,
    pub share: PathBuf,
    pub staff: PathBuf,
    pub passphrase: PathBuf,
}

impl Folders {
    fn below(root: &Path) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let share = root.join("share");
        Self {
            tablet: root.join("tablet"),
            senco: root.join("senco"),
            staff: share.join("staff"),
            passphrase: root.join("passphrase"),
            share,
            root,
        }
    }

    /// Written last: a folder with it is a whole sample school.
    fn mark(&self) -> PathBuf {
        self.root.join("sample-school")
    }
}

/// What was made, or was there already.
#[derive(Debug)]
pub struct Made {
    pub folders: Folders,
    pub was_there: bool,
    /// Entries added by this call.
    pub entries: u32,
}

/// Makes the sample school, or finds it, and adds entries that nobody has decided about.
pub fn make(machine: &Machine, root: &Path, entries: u32) -> Result<Made, ActError> {
    let folders = Folders::below(root);
    let was_there = machine.fs.size(&folders.mark())?.is_some();
    if !was_there {
        if !machine.fs.list(&folders.root)?.is_empty() {
            return Err(StoreError::HomeExists { path: folders.root.display().to_string() }.into());
        }
        make_school(machine, &folders)?;
        machine.fs.write_synced(&folders.mark(), b"Everything in this folder is made up.\n")?;
    }
    if entries > 0 {
        let desk = Desk::open(machine, &folders.tablet, Access::Write { verb: "demo" })?;
        entries::add(&desk, entries)?;
        sync::send_now(&desk)?;
    }
    Ok(Made { folders, was_there, entries })
}

fn make_school(machine: &Machine, folders: &Folders) -> Result<(), ActError> {
    machine.fs.create_folders(&folders.root)?;
    fs::replace_private(
        &*machine.fs,
        &folders.passphrase,
        format!("{SAMPLE_PASSPHRASE}\n").as_bytes(),
    )?;
    let share = folders.share.display().to_string();
    let new = NewSchool {
        name: school::NAME,
        person: school::SENCO,
        share: &share,
        share_key: None,
        staff_share: &folders.staff.display().to_string(),
        passphrase: SAMPLE_PASSPHRASE,
        sample: true,
        // The sample's SENCo is deputy safeguarding lead too, and reads worries.
        also: &[Role::Dsl],
    };
    let senco = init::init(machine, &folders.senco, &new, &init::draw_words(machine))?;
    roster::import(&senco, school::ROSTER.as_bytes())?;
    school::record_consents(&senco)?;
    pages_check::note(&senco)?;
    let staff = folders.staff.display().to_string();
    let newcomer = Newcomer {
        share: &share,
        share_key: None,
        staff_share: Some(&staff),
        name: school::TABLET,
        role: Role::Tablet,
        passphrase: None,
        sample: true,
    };
    let asked = join::join(machine, &folders.tablet, &newcomer)?;
    approve::approve(&senco, &asked.device, &asked.words.join(" "))?;
    sync::send_now(&senco)?;
    let tablet = Desk::open(machine, &folders.tablet, Access::Write { verb: "demo" })?;
    kiosk::set_secret(&tablet, &Secret::StaffPin, SAMPLE_PIN.as_bytes())?;
    sync::send_now(&tablet)
}
