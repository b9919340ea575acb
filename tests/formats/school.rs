//! The school on the wire: what was written before consents had a history reads as it did, and
//! is written back byte for byte.

use std::collections::BTreeSet;

use sayso::domain::consent_record::{Change, ConsentSaid, Noted, Responsibility, Speaker};
use sayso::domain::inquiry::{Asked, Inquiry, InquiryQuestion};
use sayso::domain::people::{Nation, Person};
use sayso::domain::{
    Adult, Consent, Consents, Day, Flag, Pupil, PupilId, PupilRecord, Purpose, Role, School,
};
use sayso::wire::Envelope;
use sayso::wire::record::Record;

use super::samples::{envelope_of, keys, moment, vector};

fn before() -> School {
    School {
        name: "Hillside".into(),
        people: vec![Person::new(
            keys().device_id(),
            "Mrs Patel".into(),
            BTreeSet::from([Role::Senco]),
        )],
        other_adults: vec!["Mr Brown".into()],
        pupils: vec![Pupil {
            pupil_id: PupilId::from_bytes(&[4; 13]),
            first_name: "Zoë".into(),
            last_name: "O'Brien".into(),
            class: "3 Oak".into(),
            upn: "A1".into(),
            consents: Consents { video: Consent::Objected, ..Consents::default() },
            flags: BTreeSet::from([Flag::NoImage]),
            record: PupilRecord::default(),
        }],
        ..School::default()
    }
}

fn after() -> School {
    let mut school = before();
    let today = Day::new(2026, 5, 3).unwrap();
    let said = |about: &[Purpose], consent, speaker, name: &str| {
        Change::Said(ConsentSaid {
            about: about.iter().copied().collect(),
            consent,
            speaker,
            name: name.into(),
            on: today,
        })
    };
    let changes = [
        said(
            &[Purpose::Outside, Purpose::Photo],
            Consent::Given,
            Speaker::Parent(Responsibility::Yes),
            "Mrs O'Brien",
        ),
        said(&[Purpose::Voice], Consent::Objected, Speaker::Pupil, ""),
        said(&[Purpose::Photo], Consent::NotAsked, Speaker::Interests, "Meeting"),
        Change::Capacity { can_decide: true, name: "Dr Shah".into(), on: today },
        Change::Flag { flag: Flag::NoName, is_on: true },
    ];
    school.pupils[0].record.born = Day::new(2018, 2, 28);
    for change in changes {
        school.pupils[0].note(Noted { at: moment(), by: "Mrs Patel".into(), change }, today);
    }
    school.put_adult(Adult {
        name: "Mr Brown".into(),
        picture: "kite".into(),
        days: BTreeSet::from([0, 4]),
    });
    school.nation = Nation::Wales;
    school
}

/// With a trial of a question, and what came out of another shown to pupils.
fn asked() -> School {
    let question = |text: &str| InquiryQuestion { text: text.into(), has_faces: true };
    let breaks = Inquiry {
        inquiry_id: "0123456789abcdef".into(),
        title: String::new(),
        asked: Asked::Class("3 Oak".into()),
        questions: vec![question("How are break times?")],
        rounds: vec![moment()],
        is_open: true,
        is_trial: false,
        all_said: Vec::new(),
    };
    let mut tried = Inquiry { inquiry_id: "fedcba9876543210".into(), ..breaks.clone() };
    tried = tried.tried_first();
    let mut shown = breaks;
    shown.show(&[[1, 0, 0, 3, 300]]).unwrap();
    School { inquiries: vec![tried, shown], ..before() }
}

#[test]
fn what_is_neither_tried_nor_shown_takes_no_bytes() {
    let mut plain = asked();
    for inquiry in &mut plain.inquiries {
        (inquiry.is_trial, inquiry.all_said) = (false, Vec::new());
    }
    let bytes = envelope_of(Record::School(plain)).encode();
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    assert!(has(b"rounds") && !has(b"is_trial") && !has(b"all_said"));
}

#[test]
fn a_school_reads_as_it_was_written() {
    for (name, school) in [
        ("record/school.bin", before()),
        ("record/school_noted.bin", after()),
        ("record/school_asked.bin", asked()),
    ] {
        let envelope = envelope_of(Record::School(school));
        let bytes = vector(name, &envelope.encode());
        assert_eq!(Envelope::decode(&bytes).unwrap(), envelope, "{name}");
        assert_eq!(bytes, envelope.encode(), "{name}, byte for byte");
    }
    // A key of the wire: its length and its letters. The envelope has a record of its own.
    let bytes = envelope_of(Record::School(before())).encode();
    let count = |key: &str| {
        let key = [&[0x60 + u8::try_from(key.len()).unwrap()], key.as_bytes()].concat();
        bytes.windows(key.len()).filter(|window| *window == key).count()
    };
    assert_eq!((count("record"), count("pupils")), (1, 1));
    for new in ["adults", "nation", "outside", "born", "history"] {
        assert_eq!(count(new), 0, "{new}");
    }
}
