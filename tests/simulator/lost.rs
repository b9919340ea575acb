//! A share that lost what it had: it is put again, and nothing that is said meanwhile waits for it.

use sayso::acts::{add_entry, open, sync};
use sayso::domain::EntryKind;
use sayso::share::ShareState;

use super::school::School;

const CLIP_BYTES: usize = 300_000;
const DAY_MILLIS: i64 = 25 * 60 * 60 * 1_000;

#[test]
fn what_is_said_does_not_wait_for_a_medium_that_the_share_lost_and_has_no_room_for() {
    let school = School::make(39, 1, 0);
    let before = school.share.snapshot();
    let mut large = school.entry(EntryKind::Clip, 1);
    large.blobs[0].bytes = vec![7; CLIP_BYTES];
    let clip = add_entry::add(&school.tablets[0].open().unwrap(), large).unwrap().entry_id;
    school.settle();
    // Put back from before the clip, by a server that has become full meanwhile.
    school.share.restore(&before);
    school.share.room(Some(CLIP_BYTES / 2));
    let tablet = &school.tablets[0];
    tablet.clock.step(DAY_MILLIS);
    sync::sync(&tablet.desk()).unwrap();
    let page = school.add(0, EntryKind::Page).unwrap();
    let worry = school.add(0, EntryKind::Worry).unwrap();
    let report = sync::sync(&tablet.desk()).unwrap();
    assert_eq!(report.share_state, ShareState::Full);
    sync::sync(&school.staff[0].desk()).unwrap();
    assert!(school.heard(&page) && school.heard(&worry));
    // With room again it comes back.
    school.share.room(None);
    for computer in school.computers() {
        computer.clock.step(DAY_MILLIS);
    }
    school.settle();
    let desk = school.staff[0].desk();
    let entry = desk.library().unwrap().entry(&clip).unwrap().unwrap();
    let medium = open::medium(&desk, &entry, &entry.record.media[0]).unwrap();
    assert_eq!(medium.len(), CLIP_BYTES);
    drop(desk);
    school.assert_share_is_sound("put again");
}
