//! What happens to whole disks: computers and the share are put back from a backup, a tablet is
//! copied, somebody meddles with files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use sayso::acts::sync;
use sayso::domain::EntryId;
use sayso::platform::Fs;

use super::computer::Computer;
use super::days::{Day, Fate, HOUR_MILLIS};
use super::school::entries;

impl Day<'_> {
    /// What not all of these have heard may be gone from now on.
    pub(super) fn is_uncertain_but_for(&mut self, listeners: &[Computer]) {
        let heard = |one: &Computer| -> BTreeSet<EntryId> {
            let known = one.desk().library().map(|library| entries(&library)).ok();
            known.into_iter().flat_map(BTreeMap::into_keys).collect()
        };
        let known = listeners.iter().map(heard).reduce(|all, one| &all & &one).unwrap_or_default();
        for (entry_id, (_, fate)) in &mut self.said {
            // Whose it is shows in its id only to those who know its record.
            if *fate == Fate::Promised && !known.contains(entry_id) {
                *fate = Fate::MayBeGone;
            }
        }
    }

    /// In good weather, and until the share has all that is here.
    pub(super) fn syncs_well(&mut self, computer: &Computer) {
        let weather = computer.line.in_better_weather();
        computer.restart();
        for _ in 0..3 {
            computer.clock.step(25 * HOUR_MILLIS);
            sync::sync(&computer.desk()).unwrap();
        }
        computer.clock.step(-75 * HOUR_MILLIS);
        computer.line.back_to(weather);
    }

    /// A computer's disk is what it was at its last backup; what it said since is on the share.
    pub(super) fn computer_from_backup(&mut self) {
        let computers: Vec<&Computer> = self.school.computers().collect();
        match self.image.take() {
            Some((number, kept)) => {
                self.syncs_well(computers[number]);
                computers[number].put_back(&kept);
                self.was_put_back = true;
                self.tell(format_args!("computer {number} is put back from a backup"));
            }
            None => {
                let number = self.dice.below(computers.len());
                self.image = Some((number, computers[number].keep()));
                self.tell(format_args!("computer {number} is backed up"));
            }
        }
    }

    pub(super) fn copy_a_tablet(&mut self) {
        self.school.spare.put_back(&self.school.tablets[0].keep());
        self.is_copied = true;
        self.tell("a tablet is copied");
    }

    /// What a computer said before it was put back is on the share alone; of what staff have heard
    /// as well, the media are.
    fn share_may_lose_something(&mut self) {
        if self.was_put_back {
            let school = self.school;
            self.is_uncertain_but_for(&school.staff);
            self.has_lost_twice = true;
        }
    }

    /// Somebody who can write to the share deletes, overwrites or puts something in the way.
    pub(super) fn somebody_meddles(&mut self) {
        let is_of_a_log = |path: &PathBuf| {
            let text = path.to_string_lossy();
            text.contains("/log/") || text.contains("/blob/")
        };
        let files = self.school.share.files().into_iter().map(|(path, _)| path);
        let files: Vec<PathBuf> = files.filter(is_of_a_log).collect();
        if files.is_empty() {
            return;
        }
        let path = &files[self.dice.below(files.len())];
        let what = self.dice.below(4);
        self.tell(format_args!("somebody meddles ({what}) with {}", path.display()));
        if what < 2 {
            self.share_may_lose_something();
        }
        let share = &self.school.share;
        match what {
            // A folder that was put in its place stays.
            0 => drop(share.remove(path)),
            1 => share.write_synced(path, b"something else").unwrap(),
            2 => {
                let name = path.with_file_name("000000007.seg");
                share.put_folder(&name);
            }
            _ => {
                let name = path.with_file_name(format!("{:09}.seg", 1 + self.dice.below(9)));
                if share.size(&name).unwrap().is_none() {
                    share.write_synced(&name, b"in the way").unwrap();
                }
            }
        }
    }

    /// Now and then the server's disk is what it was at the last backup.
    pub(super) fn share_from_backup(&mut self) {
        match self.backup.take() {
            Some(backup) if self.dice.chance(500) => {
                self.share_may_lose_something();
                self.school.share.restore(&backup);
                self.tell("the share is put back from a backup");
            }
            _ => {
                self.backup = Some(self.school.share.snapshot());
                self.tell("the share is backed up");
            }
        }
    }
}
