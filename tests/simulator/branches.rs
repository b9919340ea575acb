//! A computer is put back from its image and the share from a backup, in the same days: its log goes
//! on without what it had said since. Whoever heard that says it for it, and once.

use std::collections::BTreeSet;

use sayso::acts::{Desk, add_entry, answer, approve, look, sync, withdraw};
use sayso::domain::{EntryId, EntryKind, Role};

use super::computer::Computer;
use super::days::HOUR_MILLIS;
use super::school::{PASSPHRASE, School, ask, entries, text};

/// A number for what is said twice under one number of a log.
const LOST: u64 = 1;
const AFTER: u64 = 2;

fn says(tablet: &Computer, school: &School, number: u64) -> EntryId {
    let new = school.entry(EntryKind::Page, number);
    add_entry::add(&tablet.desk(), new).unwrap().entry_id
}

fn days_pass(school: &School) {
    for _ in 0..4 {
        for computer in school.computers() {
            computer.clock.step(25 * HOUR_MILLIS);
        }
        school.settle();
    }
}

fn heard_at(desk: &Desk) -> BTreeSet<EntryId> {
    entries(&desk.library().unwrap()).into_keys().collect()
}

fn heard_by(computer: &Computer) -> BTreeSet<EntryId> {
    heard_at(&computer.desk())
}

/// The tablet's disk and the share as they were before something was said that the second of three
/// staff heard; then it says something else under the same number.
fn branched() -> (School, EntryId, EntryId) {
    let school = School::make(31, 1, 2);
    let (backup, image) = (school.share.snapshot(), school.tablets[0].keep());
    let lost = says(&school.tablets[0], &school, LOST);
    sync::sync(&school.tablets[0].desk()).unwrap();
    sync::sync(&school.staff[1].desk()).unwrap();
    school.share.restore(&backup);
    school.tablets[0].put_back(&image);
    let after = says(&school.tablets[0], &school, AFTER);
    sync::sync(&school.tablets[0].desk()).unwrap();
    (school, lost, after)
}

#[test]
fn what_a_tablet_said_before_it_was_put_back_reaches_whoever_had_not_heard_it() {
    let (school, lost, after) = branched();
    sync::sync(&school.staff[0].desk()).unwrap();
    assert_eq!(heard_by(&school.staff[0]), BTreeSet::from([after.clone()]));
    days_pass(&school);
    let both = BTreeSet::from([lost.clone(), after.clone()]);
    for computer in &school.staff {
        assert_eq!(heard_by(computer), both);
    }
    school.assert_share_is_sound("both are there");
    // Whoever comes now reads both from the share.
    let asked = ask(&school.spare, "Ms New", Role::Senco);
    let senco = school.staff[0].desk();
    approve::approve(&senco, &asked.device, &asked.words.join(" ")).unwrap();
    sync::send_now(&senco).unwrap();
    drop(senco);
    let mut newcomer = school.spare.open().unwrap();
    newcomer.unlock(PASSPHRASE).unwrap();
    sync::sync(&newcomer).unwrap();
    assert_eq!(heard_at(&newcomer), both);
    drop(newcomer);
    // What is withdrawn is cut out of the one and of the other.
    for (gone, said, stays) in [(&lost, LOST, Some(&after)), (&after, AFTER, None)] {
        withdraw::withdraw(&school.staff[2].desk(), gone, "asked").unwrap();
        days_pass(&school);
        for computer in &school.staff {
            assert_eq!(heard_by(computer), stays.cloned().into_iter().collect());
        }
        assert_eq!(school.sealed_with(text(said).as_bytes()), 0);
        assert_eq!(school.sealed_with(text(AFTER).as_bytes()) > 0, stays.is_some());
        school.assert_share_is_sound("one is gone");
    }
}

#[test]
fn what_staff_decided_before_their_computer_was_put_back_stands() {
    let school = School::make(32, 1, 1);
    let entry_id = says(&school.tablets[0], &school, LOST);
    school.settle();
    let cole = &school.staff[1];
    let (backup, image) = (school.share.snapshot(), cole.keep());
    answer::reply(&cole.desk(), &entry_id, &"We heard".into()).unwrap();
    sync::sync(&cole.desk()).unwrap();
    sync::sync(&school.staff[0].desk()).unwrap();
    school.share.restore(&backup);
    cole.put_back(&image);
    look::look(&cole.desk(), &entry_id).unwrap();
    sync::sync(&cole.desk()).unwrap();
    days_pass(&school);
    for computer in &school.staff {
        let entry = entries(&computer.desk().library().unwrap()).remove(&entry_id).unwrap();
        let replies: Vec<_> = entry.replies.iter().map(|reply| reply.text.as_str()).collect();
        assert_eq!(replies, ["We heard"]);
        assert_eq!(entry.opened_by.len(), 1);
    }
    school.assert_share_is_sound("both are there");
}
