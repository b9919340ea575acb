//! At every step of what a computer does its power is cut, or its line to the share; afterwards
//! whatever a pupil was told is on its way arrives, once and whole, and what was withdrawn is gone.

use std::path::Path;
use std::time::Duration;

use sayso::acts::{
    ActError, add_entry, approve, erase, kiosk, look, publish, revoke, sync, withdraw,
};
use sayso::domain::sign_off::Identity;
use sayso::domain::{EntryKind, Looked, Moment, Role};
use sayso::platform::{Batch, Fs, Table};
use sayso::share::{ShareState, own_log};
use sayso::store::drafts;
use sayso::wire::fragment::DraftCard;
use sayso::wire::{Log, Segment, SharePath};

use super::computer::{BEGIN_MILLIS, Computer, SHARE};
use super::school::{self, School, text};

/// What is cut.
#[derive(Debug, Clone, Copy)]
pub enum Cut {
    Power,
    Line,
}

/// Does `work` again and again, with the cut one step later each time, until it comes through
/// without one; `check` then looks at what became of it.
pub fn at_every_step<T>(
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
            Cut::Line => &machine.cut_off,
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
    let school = School::make(1, 2, 0);
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
    let school = School::make(2, 2, 0);
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
            |school| &school.staff[0],
            cut,
            "the SENCo’s sync",
            |school| sync::sync(&school.staff[0].open()?),
            |school, _, at| all_heard(school, at),
        );
        assert!(steps >= 3, "{steps}");
    }
}

#[test]
fn a_withdrawal_that_was_begun_is_finished_and_one_that_was_not_changes_nothing() {
    let school = School::make(3, 2, 0);
    let entry = school.add(0, EntryKind::Clip).unwrap();
    let stays = school.add(1, EntryKind::Worry).unwrap();
    school.settle();
    publish::publish(&school.staff[0].desk(), &entry, Looked::NotYet, None).unwrap();
    school.settle();
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "withdraw",
            |school| withdraw::withdraw(&school.staff[0].open()?, &entry, "asked").map(drop),
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
    let school = School::make(4, 2, 0);
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

#[test]
fn an_erasure_that_was_begun_is_finished_and_one_that_was_not_changes_nothing() {
    let school = School::make(8, 2, 0);
    let entry = school.add(0, EntryKind::Clip).unwrap();
    let pupil = school.pupil.clone();
    school.settle();
    publish::publish(&school.staff[0].desk(), &entry, Looked::NotYet, None).unwrap();
    school.settle();
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "erase",
            |school| erase::erase(&school.staff[0].open()?, &pupil),
            |school, erased, at| {
                let is_there = school.heard(&entry);
                let is_listed = school.tablets[0].desk().school().unwrap().pupil(&pupil).is_some();
                assert!(!(erased.is_ok() && is_there), "{at}");
                assert_eq!(is_listed, is_there, "{at}");
                let sealed_name = school.sealed_with(b"Amira");
                assert_eq!(sealed_name == 0, !is_there, "{at}: {sealed_name}");
            },
        );
        println!("erase, {cut:?}: {steps} steps");
        assert!(steps >= 10);
    }
}

/// Somebody who comes later is let in, and hears what was said before: whatever was cut off is
/// done by doing it again.
#[test]
fn letting_somebody_in_can_be_cut_at_any_step_and_done_again() {
    let school = School::make(9, 1, 0);
    let entries: Vec<_> = (0..3).map(|_| school.add(0, EntryKind::Clip).unwrap()).collect();
    school.settle();
    let asked = school::ask(&school.spare, "Ms Lee", Role::Senco);
    let newcomer = school.spare.keep();
    let mut theirs = school.spare.open().unwrap();
    theirs.unlock(school::PASSPHRASE).unwrap();
    let identity = theirs.identities()[0].clone();
    drop(theirs);
    let let_in = |school: &School| {
        let desk = school.staff[0].open()?;
        approve::approve(&desk, &asked.device, &asked.words.join(" "))?;
        sync::send_now(&desk)
    };
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "approve",
            let_in,
            |school, _, at| {
                let_in(school).unwrap_or_else(|error| panic!("{at}: again: {error:?}"));
                school.settle();
                school.spare.put_back(&newcomer);
                let mut desk = school.spare.open().unwrap();
                desk.unlock_with(identity.clone());
                sync::sync(&desk).unwrap();
                let there = desk.library().unwrap().ids().unwrap();
                let mut expected = entries.clone();
                expected.sort();
                assert_eq!(there, expected, "{at}");
            },
        );
        println!("approve, {cut:?}: {steps} steps");
    }
}

/// What an older version left to be sent, before there was a table that says so, is sent.
#[test]
fn a_home_of_before_sends_what_waits() {
    let school = School::make(10, 1, 0);
    let entry = school.add(0, EntryKind::Page).unwrap();
    let tablet = &school.tablets[0];
    tablet.cut_off.blow_after(0);
    assert!(sync::sync(&tablet.desk()).unwrap().trouble.is_some());
    tablet.restart();
    let desk = tablet.desk();
    let ledger = &desk.home.ledger;
    let mut batch = Batch::new();
    for key in ledger.keys(Table::Uncovered, b"").unwrap() {
        batch.delete(Table::Uncovered, key);
    }
    assert!(!batch.changes.is_empty(), "it was fixed and not sent");
    batch.delete(Table::Facts, "uncovered-is-kept");
    ledger.commit(batch).unwrap();
    drop(desk);
    school.settle();
    assert!(school.heard(&entry));
}

/// A clip that the share has no room for keeps back neither words nor a worry said after it.
#[test]
fn what_is_small_does_not_wait_for_what_is_large() {
    let school = School::make(11, 1, 0);
    let tablet = &school.tablets[0];
    let mut clip = school.entry(EntryKind::Clip, 0);
    clip.blobs[0].bytes = vec![7; 300_000];
    let clip = add_entry::add(&tablet.desk(), clip).unwrap().entry_id;
    let words = school.add(0, EntryKind::Page).unwrap();
    let worry = school.add(0, EntryKind::Worry).unwrap();
    let used: usize = school.share.files().iter().map(|(_, bytes)| bytes.len()).sum();
    school.share.room(Some(used + 100_000));
    let report = sync::sync(&tablet.desk()).unwrap();
    assert_eq!(report.share_state, ShareState::Full);
    assert_eq!(report.pending, 1, "the clip alone");
    sync::sync(&school.staff[0].desk()).unwrap();
    let there = school.staff[0].desk().library().unwrap().ids().unwrap();
    assert!(there.contains(&words) && there.contains(&worry) && !there.contains(&clip));
    school.share.room(None);
    school.settle();
    assert_eq!(school.count(), 3);
}

/// A tablet has let go of what staff have, and then the share is put back from a backup of before:
/// staff put again what the tablet had sent.
#[test]
fn staff_put_again_what_a_tablet_has_let_go_of() {
    let school = School::make(12, 1, 1);
    let before = school.share.snapshot();
    let entry = school.add(0, EntryKind::Page).unwrap();
    let gone = school.add(0, EntryKind::Page).unwrap();
    school.settle();
    let senco = school.staff[0].desk();
    look::look(&senco, &gone).unwrap();
    withdraw::withdraw(&senco, &gone, "asked").unwrap();
    drop(senco);
    let pass_days = |days: u32| {
        for _ in 0..days {
            for computer in school.computers() {
                computer.clock.step(25 * 60 * 60 * 1_000);
            }
            school.settle();
        }
    };
    pass_days(20);
    // What is said next has staff say what time it is.
    let next = school.add(0, EntryKind::Page).unwrap();
    pass_days(3);
    let tablet = school.tablets[0].desk();
    let kept = own_log::own_segments(&tablet.home, Log::Daily).unwrap().into_iter();
    let bodies = kept.flat_map(|(_, own)| Segment::decode(&own.bytes).unwrap().bodies);
    assert_eq!(bodies.flatten().count(), 1, "the tablet has let go of all but the last");
    drop(tablet);
    school.share.restore(&before);
    for computer in school.computers().chain(school.computers()) {
        computer.clock.step(25 * 60 * 60 * 1_000);
        sync::sync(&computer.desk()).unwrap();
    }
    school.settle();
    // Whoever reads it from the beginning finds all of it, and nothing that was withdrawn.
    school.assert_share_is_sound("after the backup");
    let words = |number| text(number).into_bytes();
    assert_eq!(school.sealed_with(&words(0)), 2);
    assert!(school.heard(&entry) && school.heard(&next) && !school.heard(&gone));
}

/// Neither a tablet's own clock nor anything else that it alone believes costs the second copy.
#[test]
fn a_clock_that_is_put_right_costs_no_draft() {
    let school = School::make(17, 1, 0);
    let tablet = &school.tablets[0];
    // Its battery was empty.
    tablet.clock.set(Moment::from_millis(0));
    let desk = tablet.desk();
    let identity = Identity::Unchecked;
    let card = DraftCard { pupil_id: None, kind: EntryKind::Clip, begun_at: desk.now(), identity };
    drafts::begin(&desk.home, &card).unwrap().end().unwrap();
    tablet.clock.set(Moment::from_millis(BEGIN_MILLIS));
    let swept = |has_stepped| {
        kiosk::sweep_drafts(&desk, Duration::from_secs(2 * 60 * 60), has_stepped).unwrap()
    };
    assert_eq!(swept(true), 0, "it was begun minutes ago");
    tablet.clock.step(23 * 60 * 60 * 1_000);
    assert_eq!(swept(false), 0);
    tablet.clock.step(2 * 60 * 60 * 1_000);
    assert_eq!(swept(false), 1, "nobody came back for it");
    // Begun by a clock that was three hours ahead, and was put right while the tablet was off.
    let begun_at = desk.now().plus(Duration::from_secs(3 * 60 * 60));
    let card = DraftCard { pupil_id: None, kind: EntryKind::Clip, begun_at, identity };
    drafts::begin(&desk.home, &card).unwrap().end().unwrap();
    assert_eq!(swept(false), 0);
    tablet.clock.step(26 * 60 * 60 * 1_000);
    assert_eq!(swept(false), 0, "its own day is not over");
    tablet.clock.step(2 * 60 * 60 * 1_000);
    assert_eq!(swept(false), 1);
}

#[test]
fn a_tablet_whose_clock_leaps_ahead_lets_go_of_nothing() {
    let school = School::make(13, 1, 0);
    school.add(0, EntryKind::Clip).unwrap();
    school.settle();
    let tablet = &school.tablets[0];
    tablet.clock.step(500 * 24 * 60 * 60 * 1_000);
    for _ in 0..3 {
        sync::sync(&tablet.desk()).unwrap();
        tablet.clock.step(25 * 60 * 60 * 1_000);
    }
    let desk = tablet.desk();
    let kept = own_log::own_segments(&desk.home, Log::Daily).unwrap();
    let bodies = kept.iter().map(|(_, own)| Segment::decode(&own.bytes).unwrap());
    assert!(bodies.flat_map(|segment| segment.bodies).any(|body| body.is_some()));
    let media = desk.home.fs().list(&desk.home.folder.join("out/blob")).unwrap();
    assert_eq!(media.len(), 1);
}

/// A file that is gone for good, its tablet too, keeps nobody from reading what came after it.
#[test]
fn what_comes_after_a_hole_is_read() {
    let school = School::make(14, 1, 0);
    let mut said = Vec::new();
    for _ in 0..3 {
        said.push(school.add(0, EntryKind::Page).unwrap());
        sync::sync(&school.tablets[0].desk()).unwrap();
    }
    let device = school.tablets[0].desk().home.device_id().clone();
    let second = SharePath::segment(Log::Daily, &device, 2);
    school.share.remove(&Path::new(SHARE).join(second.as_str())).unwrap();
    sync::sync(&school.staff[0].desk()).unwrap();
    let there = school.staff[0].desk().library().unwrap().ids().unwrap();
    assert!(there.contains(&said[0]) && there.contains(&said[2]) && there.len() == 2);
}

/// The server has less of a revocation than it said when it was read back: whoever wrote it looks
/// again the next day, and everybody hears of it.
#[test]
fn a_keys_file_that_the_server_cut_short_is_put_again() {
    let school = School::make(15, 2, 1);
    let device = school.tablets[1].desk().home.device_id().clone();
    let senco = school.staff[0].desk();
    revoke::revoke(&senco, &device).unwrap();
    let number = senco.trust().unwrap().keys.number;
    drop(senco);
    let path = Path::new(SHARE).join(SharePath::keys(number).as_str());
    let whole = school.share.read(&path, u64::MAX).unwrap();
    school.share.write_synced(&path, &whole[..whole.len() / 2]).unwrap();
    for computer in [&school.staff[0], &school.staff[1]] {
        computer.clock.step(25 * 60 * 60 * 1_000);
        sync::sync(&computer.desk()).unwrap();
    }
    assert_eq!(school.share.read(&path, u64::MAX).unwrap(), whole);
    let theirs = school.staff[1].desk().trust().unwrap().keys;
    assert!(theirs.member(&device).unwrap().revoked.is_some());
}

/// What a sync client put beside a segment goes with what was withdrawn, and stays where a word is
/// in it that stands nowhere else.
#[test]
fn a_sync_clients_copy_of_what_was_withdrawn_goes_too() {
    let school = School::make(16, 1, 0);
    let gone = school.add(0, EntryKind::Page).unwrap();
    school.settle();
    let other = school.add(0, EntryKind::Page).unwrap();
    school.settle();
    let device = school.tablets[0].desk().home.device_id().clone();
    let path = |name: &str| {
        let folder = SharePath::segment_folder(Log::Daily, &device, 1);
        Path::new(SHARE).join(folder.as_str()).join(name)
    };
    let copy = |from: &str, to: &str| {
        let bytes = school.share.read(&path(from), u64::MAX).unwrap();
        school.share.write_synced(&path(to), &bytes).unwrap();
    };
    copy("000000001.seg", "000000001 (conflicted copy).seg");
    copy("000000002.seg", "000000002-PC3.seg");
    withdraw::withdraw(&school.staff[0].desk(), &gone, "asked").unwrap();
    let is_there = |name: &str| school.share.size(&path(name)).unwrap().is_some();
    assert!(!is_there("000000001 (conflicted copy).seg"));
    assert!(is_there("000000002-PC3.seg"));
    assert!(!school.heard(&gone) && school.heard(&other));
}
