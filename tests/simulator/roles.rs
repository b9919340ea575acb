//! Staff come and go: what was decided in a role stands when the role is taken, and a newcomer hears
//! of all that counts, whatever others had heard when they said it.

use sayso::acts::withdraw::{self, Withdrawn};
use sayso::acts::{ActError, Desk, answer, approve, handover, hold, look, people, publish, sync};
use sayso::domain::review::Looked;
use sayso::domain::{EntryId, EntryKind, Role};

use super::computer::Computer;
use super::school::{PASSPHRASE, School, ask};

/// Lets somebody in whose computer is kept beside the others.
fn let_in(school: &mut School, name: &str, role: Role) {
    let mut computer = Computer::new(700 + school.staff.len() as u64, &school.share);
    computer.clock.set(school.staff[0].machine.clock.now());
    let asked = ask(&computer, name, role);
    let senco = school.staff[0].desk();
    approve::approve(&senco, &asked.device, &asked.words.join(" ")).unwrap();
    sync::send_now(&senco).unwrap();
    drop(senco);
    let mut theirs = computer.open().unwrap();
    theirs.unlock(PASSPHRASE).unwrap();
    computer.identity = Some(theirs.identities()[0].clone());
    drop(theirs);
    school.staff.push(computer);
}

fn with_entry<T>(
    desk: &Desk,
    entry_id: &EntryId,
    see: impl Fn(&sayso::store::LibraryEntry) -> T,
) -> T {
    see(&desk.library().unwrap().entry(entry_id).unwrap().unwrap())
}

#[test]
fn what_somebody_decided_in_a_role_stands_when_it_is_taken_from_them() {
    // The SENCo keeps safe, and Mr Cole, who is a SENCo too.
    let school = School::make(34, 1, 1);
    let entry_id = school.add(0, EntryKind::Worry).unwrap();
    school.settle();
    let cole = school.staff[1].desk();
    look::look(&cole, &entry_id).unwrap();
    hold::hold(&cole, &entry_id).unwrap();
    let done = handover::Handover { what: "Talked", recorded_in: Some("CPOMS"), reference: None };
    handover::handover(&cole, &entry_id, &done).unwrap();
    people::add_adult(&cole, "Ms Lane").unwrap();
    drop(cole);
    school.settle();
    // Both of what Mr Cole is, so that a line that is cut between leaves nothing unknown.
    for role in [Role::Dsl, Role::Senco] {
        let kept = school.keep();
        for step in (0..).step_by(11) {
            school.put_back(&kept);
            let senco = &school.staff[0];
            if role == Role::Senco {
                // Somebody needs one more role to keep.
                people::add(&senco.desk(), "Mr Cole", Role::Admin).unwrap();
            }
            senco.power.blow_after(step);
            let taken = senco.open().and_then(|desk| people::remove(&desk, "Mr Cole", role));
            let came_through = !senco.power.is_blown();
            school.settle();
            for computer in &school.staff {
                let known = computer.desk().school_to_change().unwrap();
                assert!(known.other_adults.contains(&"Ms Lane".to_owned()), "{role}, {step}");
            }
            if came_through {
                taken.unwrap();
                break;
            }
        }
        let senco = school.staff[0].desk();
        let (opened, is_held, done) = with_entry(&senco, &entry_id, |entry| {
            (entry.opened_by.len(), entry.held, entry.done.len())
        });
        assert_eq!((opened, is_held, done), (1, true, 1), "{role}");
        let refused = withdraw::withdraw(&senco, &entry_id, "asked");
        assert!(matches!(refused, Err(ActError::Held)), "{refused:?}");
        drop(senco);
        school.assert_share_is_sound("a role is taken");
        school.put_back(&kept);
    }
}

#[test]
fn a_newcomer_hears_of_a_hold_that_was_said_before_they_were_known() {
    let mut school = School::make(35, 1, 1);
    let entry_id = school.add(0, EntryKind::Page).unwrap();
    school.settle();
    // Mr Cole is away: the newcomer is not known to him, nor his hold to them.
    school.staff[1].cut_off.blow_after(0);
    let cole = school.staff[1].desk();
    let held = hold::hold(&cole, &entry_id);
    assert!(matches!(held, Err(ActError::ShareLater { .. })), "{held:?}");
    drop(cole);
    let_in(&mut school, "Ms New", Role::Senco);
    school.staff[1].cut_off.mend();
    school.settle();
    let newcomer = school.staff[2].desk();
    assert!(with_entry(&newcomer, &entry_id, |entry| entry.held));
    let refused = withdraw::withdraw(&newcomer, &entry_id, "asked");
    assert!(matches!(refused, Err(ActError::Held)), "{refused:?}");
}

#[test]
fn what_a_newcomer_cannot_open_of_an_entry_goes_with_it() {
    let mut school = School::make(36, 1, 0);
    let entry_id = school.add(0, EntryKind::Page).unwrap();
    school.settle();
    const WORDS: &str = "We moved your seat";
    answer::reply(&school.staff[0].desk(), &entry_id, &WORDS.into()).unwrap();
    school.settle();
    let_in(&mut school, "Ms New", Role::Senco);
    // Nobody else is at work meanwhile.
    sync::sync(&school.staff[1].desk()).unwrap();
    assert!(school.sealed_with(WORDS.as_bytes()) > 1);
    withdraw::withdraw(&school.staff[1].desk(), &entry_id, "asked").unwrap();
    assert_eq!(school.sealed_with(WORDS.as_bytes()), 0);
}

#[test]
fn a_lead_whom_somebody_else_let_in_is_given_earlier_worries_by_a_lead() {
    let mut school = School::make(37, 1, 1);
    people::remove(&school.staff[0].desk(), "Mrs Patel", Role::Dsl).unwrap();
    school.settle();
    let entry_id = school.add(0, EntryKind::Worry).unwrap();
    school.settle();
    let_in(&mut school, "Ms New", Role::Dsl);
    school.settle();
    let hears =
        |computer: &Computer| computer.desk().library().unwrap().ids().unwrap().contains(&entry_id);
    assert_eq!(school.staff.iter().map(hears).collect::<Vec<_>>(), [false, true, false]);
    let newcomer = school.staff[2].desk().home.device_id().clone();
    // Whoever let her in is told so, and could give her nothing.
    let senco = school.staff[0].desk();
    assert!(people::waits_for_earlier(&senco, &newcomer).unwrap());
    assert_eq!(people::give_earlier(&senco, "Ms New").unwrap().1, 0);
    drop(senco);
    let cole = school.staff[1].desk();
    assert!(!people::waits_for_earlier(&cole, &newcomer).unwrap());
    assert_eq!(people::give_earlier(&cole, "Ms New").unwrap().1, 1);
    drop(cole);
    school.settle();
    assert_eq!(school.staff.iter().map(hears).collect::<Vec<_>>(), [false, true, true]);
    // Nobody hears it twice, however often it is given.
    people::give_earlier(&school.staff[1].desk(), "Ms New").unwrap();
    school.settle();
    assert_eq!(school.staff[2].desk().library().unwrap().ids().unwrap().len(), 1);
    school.assert_share_is_sound("a worry was given again");
}

#[test]
fn a_lead_who_does_not_write_the_pages_is_told_that_they_show_what_was_withdrawn() {
    let mut school = School::make(38, 1, 0);
    let [quiet, published] = [0, 1].map(|_| school.add(0, EntryKind::Page).unwrap());
    school.settle();
    let senco = school.staff[0].desk();
    publish::publish(&senco, &published, Looked::NoOtherChildRecognisable, None).unwrap();
    drop(senco);
    let_in(&mut school, "Ms New", Role::Dsl);
    school.settle();
    let lead = school.staff[1].desk();
    let withdraw = |entry_id| withdraw::withdraw(&lead, entry_id, "asked").unwrap();
    assert_eq!(withdraw(&quiet), Withdrawn::Everywhere);
    assert_eq!(withdraw(&published), Withdrawn::ButForPages);
}
