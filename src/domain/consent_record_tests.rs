use super::*;

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

fn said(speaker: Speaker, name: &str, consent: Consent, on: Day) -> Noted {
    let about = BTreeSet::from([Purpose::Video]);
    let change = Change::Said(ConsentSaid { about, consent, speaker, name: name.into(), on });
    Noted { at: Moment::from_millis(1), by: "Mrs Patel".into(), change }
}

const GIVEN: Consent = Consent::Given;
const NO: Consent = Consent::Objected;
const BACK: Consent = Consent::NotAsked;
const MUM: Speaker = Speaker::Parent(Responsibility::Yes);
const NAN: Speaker = Speaker::Parent(Responsibility::No);
const UNCLE: Speaker = Speaker::Parent(Responsibility::NotKnown);

/// Who said what, by which name.
type Word = (Speaker, &'static str, Consent);

#[test]
fn what_stands_follows_from_who_said_what() {
    use Speaker::{Interests, List, Pupil};
    let rows: [(&str, &[Word], Consent); 13] = [
        ("a parent agrees", &[(MUM, "Mum", GIVEN)], GIVEN),
        ("without responsibility it is no yes", &[(NAN, "Nan", GIVEN)], BACK),
        ("nor where it is not known", &[(UNCLE, "Uncle", GIVEN)], BACK),
        ("an objection needs none", &[(UNCLE, "Uncle", NO)], NO),
        ("one no outweighs a later yes of another", &[(NAN, "Nan", NO), (MUM, "Mum", GIVEN)], NO),
        (
            "until whoever objected takes it back",
            &[(NAN, "Nan", NO), (MUM, "Mum", GIVEN), (NAN, "nan ", BACK)],
            GIVEN,
        ),
        ("a change of mind", &[(MUM, "Mum", GIVEN), (MUM, "Mum", NO)], NO),
        ("the pupil's own no stands", &[(Pupil, "", NO), (MUM, "Mum", GIVEN)], NO),
        (
            "and their yes takes it away",
            &[(Pupil, "", NO), (MUM, "Mum", GIVEN), (Pupil, "", GIVEN)],
            GIVEN,
        ),
        ("a young pupil's yes alone is none", &[(Pupil, "", GIVEN)], BACK),
        ("the list's no", &[(MUM, "Mum", GIVEN), (List, "", NO)], NO),
        ("nobody decides in their place", &[(Interests, "Court", GIVEN)], BACK),
        ("two who agree, one who takes it back", &[(MUM, "Mum", GIVEN), (MUM, "Dad", BACK)], GIVEN),
    ];
    let on = day(2026, 5, 1);
    for (what, words, expected) in rows {
        let mut record = PupilRecord { born: Some(day(2015, 1, 1)), ..Default::default() };
        for (speaker, name, consent) in words {
            record.note(said(*speaker, name, *consent, on), &Consents::default(), on);
        }
        assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, expected, "{what}");
        assert_eq!(record.standing(Purpose::Photo, on), None, "{what}");
        assert_eq!(record.consents(Consents::default(), on).video, expected, "{what}");
    }
}

#[test]
fn a_young_person_decides_for_themselves() {
    let (before, after) = (day(2026, 6, 25), day(2026, 6, 26));
    let born = day(2010, 2, 3);
    let mut record = PupilRecord { born: Some(born), ..Default::default() };
    let none = Consents::default();
    assert_eq!(record.decider(before), Decider::Parents);
    assert_eq!(record.decider(after), Decider::YoungPerson);
    record.note(said(MUM, "Mum", GIVEN, before), &none, before);
    let standing = record.standing(Purpose::Video, before).unwrap();
    assert!(standing.consent == GIVEN && !standing.is_to_ask_again);
    let standing = record.standing(Purpose::Video, after).unwrap();
    assert!(standing.consent == GIVEN && standing.is_to_ask_again);
    record.note(said(Speaker::Pupil, "", NO, after), &none, after);
    record.note(said(MUM, "Mum", GIVEN, after), &none, after);
    let standing = record.standing(Purpose::Video, after).unwrap();
    assert_eq!((standing.consent, standing.is_to_ask_again), (NO, false));
    assert_eq!(record.weight(2), Some(Weight::YoungPersonDecides));
    record.note(said(Speaker::Pupil, "", GIVEN, after), &none, after);
    record.note(said(MUM, "Mum", NO, after), &none, after);
    assert_eq!(record.standing(Purpose::Video, after).unwrap().consent, GIVEN);
}

#[test]
fn an_objection_is_obeyed_until_the_young_person_has_decided() {
    let on = day(2026, 9, 1);
    let none = Consents::default();
    let mut record = PupilRecord::default();
    record.note(said(UNCLE, "Uncle", NO, on), &none, on);
    // The birth day is found afterwards: nobody who objected is forgotten.
    record.born = Some(day(2009, 2, 3));
    let standing = record.standing(Purpose::Video, on).unwrap();
    assert_eq!((standing.consent, standing.is_to_ask_again), (NO, true));
    assert_eq!(record.weight(0), Some(Weight::UntilDecided));
    record.note(said(MUM, "Mum", GIVEN, on), &none, on);
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, NO);
    record.note(said(Speaker::Pupil, "", GIVEN, on), &none, on);
    record.note(said(MUM, "Mum", NO, on), &none, on);
    let standing = record.standing(Purpose::Video, on).unwrap();
    assert_eq!((standing.consent, standing.is_to_ask_again), (GIVEN, false));
}

#[test]
fn where_somebody_was_found_unable_to_decide_it_is_decided_in_their_interests() {
    let on = day(2026, 9, 1);
    let mut record = PupilRecord { born: Some(day(2009, 2, 3)), ..Default::default() };
    let none = Consents::default();
    let capacity = |can_decide| Noted {
        at: Moment::from_millis(1),
        by: String::new(),
        change: Change::Capacity { can_decide, name: "Dr Shah".into(), on },
    };
    record.note(said(Speaker::Interests, "Meeting", GIVEN, on), &none, on);
    assert_eq!(record.weight(0), Some(Weight::CanDecide));
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, BACK);
    record.note(capacity(false), &none, on);
    assert_eq!(record.decider(on), Decider::Interests);
    record.note(said(Speaker::Interests, "Meeting", GIVEN, on), &none, on);
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, GIVEN);
    record.note(said(Speaker::Pupil, "", NO, on), &none, on);
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, NO, "their no is obeyed");
    record.note(said(Speaker::Interests, "Meeting", GIVEN, on), &none, on);
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, NO, "whoever decides then");
    record.note(capacity(true), &none, on);
    record.note(said(Speaker::Pupil, "", GIVEN, on), &none, on);
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, GIVEN);
    // What was decided before stays what it was.
    assert_eq!(record.weight(2), Some(Weight::Counts));
}

#[test]
fn what_was_known_before_is_kept_as_the_lists_word() {
    let on = day(2026, 5, 1);
    let before = Consents { video: NO, photo: GIVEN, ..Consents::default() };
    let mut record = PupilRecord::default();
    record.note(said(MUM, "Mum", GIVEN, on), &before, on);
    let standing = record.standing(Purpose::Video, on).unwrap();
    assert_eq!(standing.consent, NO);
    assert_eq!(standing.because_of[0].speaker, Speaker::List);
    let consents = record.consents(before, on);
    assert_eq!((consents.video, consents.photo, consents.voice), (NO, GIVEN, BACK));
    record.note(said(Speaker::List, "", BACK, on), &before, on);
    assert_eq!(record.consents(before, on).video, GIVEN);
}

#[test]
fn a_long_history_forgets_what_counts_no_more() {
    let on = day(2026, 5, 1);
    let none = Consents::default();
    let mut record = PupilRecord::default();
    record.note(said(NAN, "Nan", NO, on), &none, on);
    for turn in 0..2 * HISTORY_LIMIT {
        let consent = if turn % 2 == 0 { GIVEN } else { NO };
        record.note(said(MUM, "Mum", consent, on), &none, on);
    }
    record.note(said(MUM, "Mum", GIVEN, on), &none, on);
    assert_eq!(record.history.len(), HISTORY_LIMIT);
    let standing = record.standing(Purpose::Video, on).unwrap();
    assert_eq!(standing.consent, NO);
    assert_eq!(standing.because_of[0].name, "Nan");
    // As many who object as there is room for, and more: none is forgotten.
    let mut record = PupilRecord::default();
    for number in 0..=HISTORY_LIMIT {
        record.note(said(NAN, &number.to_string(), NO, on), &none, on);
    }
    assert_eq!(record.standing(Purpose::Video, on).unwrap().consent, NO);
}

#[test]
fn a_change_says_what_has_to_be_known() {
    let today = day(2026, 5, 1);
    let of = |noted: Noted| noted.change.check(today);
    assert_eq!(of(said(MUM, "Mum", GIVEN, today)), Ok(()));
    assert_eq!(of(said(Speaker::Pupil, "", GIVEN, today)), Ok(()));
    assert_eq!(of(said(MUM, " ", GIVEN, today)), Err(BadChange::NoName));
    assert_eq!(of(said(MUM, "Mum", GIVEN, day(2026, 5, 2))), Err(BadChange::NotYet));
    let about = BTreeSet::new();
    let nothing =
        ConsentSaid { about, consent: NO, speaker: Speaker::Pupil, name: String::new(), on: today };
    assert_eq!(Change::Said(nothing).check(today), Err(BadChange::AboutNothing));
}
