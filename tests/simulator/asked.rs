//! A document that pupils are asked about: wherever power or line is cut, and whoever asks at the
//! same time, an answer counts once and no word of it stays on a tablet or in a question on the share.

use sayso::acts::documents::check::{self, Check};
use sayso::acts::{ActError, Desk, add_entry, sync, withdraw};
use sayso::domain::{DocumentKind, EntryId, EntryKind, Said};
use sayso::store::asked::{self, AskedDocument};

use super::computer::Computer;
use super::cuts::{Cut, at_every_step};
use super::school::{SENTENCE, School};

/// A pupil has said one thing for those who teach.
fn school(seed: u64) -> (School, EntryId) {
    let school = School::make(seed, 2, 1);
    let mut tips = school.entry(EntryKind::Tips, 0);
    tips.said = Said { tips: vec![SENTENCE.into()], ..Said::default() };
    let added = add_entry::add(&school.tablets[0].desk(), tips).unwrap();
    school.settle();
    (school, added.entry_id)
}

fn ask(school: &School, staff: usize) -> Result<(), ActError> {
    check::ask(&school.staff[staff].open()?, &school.pupil, DocumentKind::Tips)
}

fn open_at(desk: &Desk, school: &School) -> Result<Option<AskedDocument>, ActError> {
    let all = asked::of(&desk.home, &school.pupil)?;
    Ok(all.into_iter().find(AskedDocument::is_open))
}

fn question(school: &School, tablet: &Computer) -> Option<AskedDocument> {
    open_at(&tablet.desk(), school).unwrap()
}

fn answer(school: &School, tablet: usize) -> Result<(), ActError> {
    let desk = school.tablets[tablet].open()?;
    let question = open_at(&desk, school)?.unwrap();
    check::meant(&desk, &question, &[])?;
    sync::send_now(&desk)
}

fn stands(school: &School) -> Vec<Check> {
    let of = |computer: &Computer| {
        check::stands(&computer.desk(), &school.pupil, DocumentKind::Tips).unwrap().check
    };
    school.staff.iter().map(of).collect()
}

/// Nobody asks any more: the words are where they were said, and nowhere else.
fn assert_over(school: &School, at: &str, said: usize) {
    assert!(school.tablets.iter().all(|tablet| question(school, tablet).is_none()), "{at}");
    school.assert_no_clear_word(at);
    assert_eq!(school.sealed_with(SENTENCE.as_bytes()), said, "{at}");
}

#[test]
fn an_answer_can_be_cut_at_any_step_and_leaves_no_word_where_it_was_asked() {
    let (school, _) = school(31);
    ask(&school, 0).unwrap();
    school.settle();
    assert!(school.tablets.iter().all(|tablet| question(&school, tablet).is_some()));
    assert_eq!(school.sealed_with(SENTENCE.as_bytes()), 2, "said, and asked about");
    let is_yes = |school: &School| stands(school).iter().all(|one| matches!(one, Check::Yes(_)));
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.tablets[1],
            cut,
            "answer",
            |school| answer(school, 1),
            |school, answered, at| {
                let is_asked = question(school, &school.tablets[0]).is_some();
                assert!(!(answered.is_ok() && is_asked), "{at}");
                assert_eq!(is_yes(school), !is_asked, "{at}: {:?}", stands(school));
                if !is_asked {
                    assert_over(school, at, 1);
                }
            },
        );
        assert!(steps >= 3, "{steps}");
    }
    answer(&school, 1).unwrap();
    for cut in [Cut::Power, Cut::Line] {
        let steps = at_every_step(
            &school,
            |school| &school.staff[0],
            cut,
            "passing it on",
            |school| sync::sync(&school.staff[0].open()?),
            |school, _, at| {
                assert!(is_yes(school), "{at}: {:?}", stands(school));
                assert_over(school, at, 1);
            },
        );
        assert!(steps >= 5, "{steps}");
    }
}

#[test]
fn two_who_ask_at_the_same_time_are_answered_once() {
    let (school, _) = school(32);
    let cut_off = &school.staff[1].cut_off;
    cut_off.blow_after(0);
    assert!(ask(&school, 1).is_err(), "it waits for the line");
    ask(&school, 0).unwrap();
    school.settle();
    assert!(school.tablets.iter().all(|tablet| question(&school, tablet).is_some()));
    answer(&school, 0).unwrap();
    school.settle();
    assert_over(&school, "both", 1);
    assert!(
        stands(&school).iter().all(|one| matches!(one, Check::Yes(_))),
        "{:?}",
        stands(&school)
    );
}

#[test]
fn what_was_withdrawn_meanwhile_is_not_asked_about() {
    let (school, entry) = school(33);
    let cut_off = &school.staff[1].cut_off;
    cut_off.blow_after(0);
    assert!(ask(&school, 1).is_err(), "it waits for the line");
    withdraw::withdraw(&school.staff[0].desk(), &entry, "asked").unwrap();
    school.settle();
    assert_over(&school, "withdrawn", 0);
}
