//! The same values every time, and the committed bytes made of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use sayso::domain::overdue::{Chain, Limits, Why};
use sayso::domain::people::Person;
use sayso::domain::sign_off::{Identity as Checked, SignOff};
use sayso::domain::worry::RecoveryKey;
use sayso::domain::{
    Calendar, Day, DeviceId, EntryId, EntryKind, Helped, How, MediaType, Moment, NoteId, Others,
    PupilId, Role, Said, School, SchoolHours, SupplyPin, Term,
};
use sayso::seal::{DeviceKeys, Identity, RecoveryWords, sign};
use sayso::wire::keys::RecoveryRecipients;
use sayso::wire::own::{OwnForm, OwnKind, OwnMedium, OwnThing};
use sayso::wire::record::{
    self, Again, AnswerMedium, BodyAddress, BuriedBody, EntryRecord, MediumRecord, Notice, Outcome,
    Receipt, Record, Tombstone,
};
use sayso::wire::share_file::ShareFile;
use sayso::wire::{
    DeviceCard, Envelope, Hash, Header, KeysFile, Log, Member, Segment, Signer, frame,
};

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

pub fn is_writing() -> bool {
    std::env::var_os("SAYSO_WRITE_VECTORS").is_some()
}

/// The committed bytes of a vector; when writing, `bytes` become them.
pub fn vector(name: &str, bytes: &[u8]) -> Vec<u8> {
    let path = folder().join(name);
    if is_writing() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn words() -> RecoveryWords {
    let text = ["abandon"; 23].join(" ") + " art";
    RecoveryWords::parse(&text).unwrap()
}

pub fn keys() -> DeviceKeys {
    DeviceKeys::from_secret_bytes(&[11; 32])
}

pub fn reader() -> Identity {
    Identity::from_secret_bytes(&[12; 32])
}

pub fn share_file() -> ShareFile {
    ShareFile { root_public_key: words().root().keys.verifying_key() }
}

pub fn moment() -> Moment {
    Moment::from_millis(1_795_000_000_000)
}

pub fn entry_id() -> EntryId {
    EntryId::from_bytes(&[3; 13])
}

pub fn keys_file() -> KeysFile {
    let safe = |key| words().recovery_identity(key).recipient();
    KeysFile {
        domain: frame::KEYS.domain.into(),
        share_id: share_file().share_id(),
        number: 1,
        prev: Hash::default(),
        made_at: moment(),
        signer: Signer::Root,
        recovery: RecoveryRecipients {
            school: safe(RecoveryKey::School),
            worry: safe(RecoveryKey::Worry),
            chair: safe(RecoveryKey::Chair),
        },
        members: vec![Member {
            device: keys().device_id(),
            roles: [Role::Senco, Role::Admin].into_iter().collect(),
            verifying_key: keys().verifying_key().to_vec(),
            recipient: reader().recipient(),
            revoked: None,
            had: BTreeMap::new(),
        }],
    }
}

pub fn card() -> DeviceCard {
    DeviceCard {
        domain: frame::DEVICE.domain.into(),
        share_id: share_file().share_id(),
        device: keys().device_id(),
        name: "Class 3 tablet".into(),
        role: Role::Tablet,
        verifying_key: keys().verifying_key().to_vec(),
        recipient: reader().recipient(),
        made_at: moment(),
    }
}

pub fn envelope_of(record: Record) -> Envelope {
    Envelope::new(share_file().share_id(), keys().device_id(), moment(), record)
}

pub fn entry() -> Record {
    Record::Entry(Box::new(EntryRecord {
        entry_id: record::entry_id(&keys().device_id(), &[3; 16]),
        nonce: [3; 16],
        kind: EntryKind::Symbols,
        pupil_id: Some(PupilId::from_bytes(&[4; 13])),
        made_at: moment(),
        said: Said {
            text: Some("Zoë says 😀".into()),
            symbols: vec!["happy".into()],
            ..Said::default()
        },
        sign_off: SignOff {
            at: moment(),
            audience: "staff,family:Nan".parse().unwrap(),
            helped: Helped::Helped,
            identity: Checked::Checked,
            others: Others::SeenOrHeard,
            witness: Some("Mr Brown".into()),
            worry: None,
        },
        media: Vec::new(),
    }))
}

pub fn own() -> Record {
    let medium = OwnMedium {
        form: OwnForm::Sound,
        blob: Hash::of(b"blob"),
        size: 4_321,
        key: reader().to_secret_text().to_string(),
    };
    let thing = |kind, name: &str, spoken: Option<&str>, medium| OwnThing {
        kind,
        name: name.into(),
        spoken: spoken.map(|tag| tag.parse().unwrap()),
        at: moment(),
        device: keys().device_id(),
        medium,
    };
    let package = OwnMedium { form: OwnForm::Package, ..medium.clone() };
    Record::Own(vec![
        thing(OwnKind::Boards, "Zoë’s boards", None, Some(package.clone())),
        thing(OwnKind::Word, "Mrs Patel", None, Some(package)),
        thing(OwnKind::Prompt, "home-worry", Some("pl"), Some(medium)),
        thing(OwnKind::Prompt, "home-worry", Some("bsl"), None),
    ])
}

/// An answer in words and in the adult's own voice, as staff have it and as tablets do.
pub fn said_answers() -> [Record; 2] {
    let medium = MediumRecord {
        media_type: MediaType::Sound,
        duration_millis: 4_200,
        blob: Hash::of(b"blob"),
        size: 4_321,
        key: reader().to_secret_text().to_string(),
    };
    let medium = Some(Box::new(AnswerMedium { device: keys().device_id(), medium }));
    let reply = Record::Reply {
        entry_id: entry_id(),
        text: "We moved your table.".into(),
        symbols: Vec::new(),
        first: Some(("Mrs Patel".into(), moment())),
        medium: medium.clone(),
    };
    let answer = Record::Answer {
        entry_id: entry_id(),
        pupil_id: Some(PupilId::from_bytes(&[4; 13])),
        read_by: "Mrs Patel".into(),
        text: Some("We moved your table.".into()),
        symbols: Vec::new(),
        back: None,
        medium,
    };
    [reply, answer]
}

pub fn supply_opened() -> Record {
    Record::SupplyOpened { class: "3 Oak".into(), name: "Ms Li".into() }
}

/// With a PIN for a supply teacher, and the pages looked at from a pupil's login.
pub fn school_with_supply() -> School {
    let from = moment();
    let until = Moment::from_millis(from.unix_millis + 59_400_000);
    let pin = SupplyPin { class: "3 Oak".into(), from, until, kept: vec![7; 48] };
    School {
        name: "Hillside".into(),
        supply: vec![pin],
        pages_checked: Some(moment()),
        ..School::default()
    }
}

pub fn tombstone() -> Record {
    let at = BodyAddress { device: keys().device_id(), log: Log::Daily, seq: 1, leaf: 0 };
    Record::Tombstone(Tombstone {
        entry_id: entry_id(),
        bodies: vec![BuriedBody { at, body: Hash::of(b"body") }],
        blobs: Vec::new(),
    })
}

pub fn receipt() -> Record {
    Record::Receipt(Receipt {
        entry_id: entry_id(),
        kind: EntryKind::Symbols,
        pupil_id: None,
        made_at: Some(moment()),
        outcome: Outcome::Withdrawn,
        reason: "changed their mind".into(),
        bodies: 1,
        blobs: 0,
    })
}

/// What adults do about an entry, each under the name of its vector.
pub fn handling() -> Vec<(&'static str, Record)> {
    let device = keys().device_id();
    let again = Some(Again { by: DeviceId::from_bytes(&[5; 13]), at: moment() });
    let chain = Chain {
        first: [device.clone()].into(),
        second: [DeviceId::from_bytes(&[6; 13])].into(),
        above: [DeviceId::from_bytes(&[7; 13])].into(),
    };
    let notice = Notice {
        entry_id: entry_id(),
        concern_id: None,
        urgent: true,
        readers: [device.clone()].into(),
        recovery: RecoveryKey::Worry,
        chain,
    };
    let done = |recorded_in: Option<&str>| Record::Done {
        entry_id: entry_id(),
        what: "Talked with them".into(),
        recorded_in: recorded_in.map(str::to_owned),
        reference: recorded_in.map(|_| "R-9".to_owned()),
        concerns: BTreeSet::new(),
        again: None,
    };
    vec![
        (
            "record/opened.bin",
            Record::Opened { entry_id: entry_id(), concerns: BTreeSet::new(), again: None },
        ),
        (
            "record/opened_again.bin",
            Record::Opened {
                entry_id: entry_id(),
                concerns: BTreeSet::new(),
                again: again.clone(),
            },
        ),
        ("record/watch.bin", Record::Watch { recipient: reader().recipient() }),
        ("record/notice.bin", Record::Notice(Box::new(notice))),
        (
            "record/notified.bin",
            Record::Notified {
                entry_id: entry_id(),
                whom: device,
                why: Why::Waiting,
                how: How::Mail,
                concern_id: None,
                again: again.clone(),
            },
        ),
        ("record/done.bin", done(Some("CPOMS"))),
        ("record/done_here.bin", done(None)),
        (
            "record/concern.bin",
            Record::Concern {
                entry_id: entry_id(),
                concern_id: None,
                by: "Mrs Patel".into(),
                why: "The same house on fire".into(),
                again,
            },
        ),
    ]
}

/// A concern, and what is said that is about it.
pub fn about_a_concern() -> Vec<(&'static str, Record)> {
    let concern_id = NoteId::from_bytes(&[9; NoteId::SOURCE_BYTES]);
    let concerns = BTreeSet::from([concern_id.clone()]);
    let device = keys().device_id();
    let chain = Chain { first: [device.clone()].into(), ..Chain::default() };
    vec![
        (
            "record/concern_named.bin",
            Record::Concern {
                entry_id: entry_id(),
                concern_id: Some(concern_id.clone()),
                by: "Mrs Patel".into(),
                why: "The same house on fire".into(),
                again: None,
            },
        ),
        (
            "record/notice_of_concern.bin",
            Record::Notice(Box::new(Notice {
                entry_id: entry_id(),
                concern_id: Some(concern_id.clone()),
                urgent: false,
                readers: [device.clone()].into(),
                recovery: RecoveryKey::Worry,
                chain,
            })),
        ),
        (
            "record/notified_of_concern.bin",
            Record::Notified {
                entry_id: entry_id(),
                whom: device,
                why: Why::Arrived,
                how: How::Screen,
                concern_id: Some(concern_id),
                again: None,
            },
        ),
        (
            "record/opened_with_concern.bin",
            Record::Opened { entry_id: entry_id(), concerns: concerns.clone(), again: None },
        ),
        (
            "record/done_with_concern.bin",
            Record::Done {
                entry_id: entry_id(),
                what: "Talked with them".into(),
                recorded_in: None,
                reference: None,
                concerns,
                again: None,
            },
        ),
    ]
}

/// A school that says when it is open, and whom to tell.
pub fn school() -> Record {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let mut person = Person::new(keys().device_id(), "Mr Khan".into(), [Role::Dsl].into());
    person.email = Some("khan@school.example".into());
    Record::School(School {
        name: "School".into(),
        people: vec![person],
        calendar: Calendar {
            hours: SchoolHours { from: 525, to: 930 },
            weekdays: [0, 1, 2, 3].into(),
            terms: vec![Term { from: day("2026-09-02"), to: day("2026-12-18") }],
            closed: [day("2026-10-26")].into(),
        },
        limits: Limits::new(5, 20).unwrap(),
        ..School::default()
    })
}

pub fn segment(bodies: &[sayso::seal::SealedBody]) -> Segment {
    let header = Header {
        domain: frame::SEGMENT.domain.into(),
        share_id: share_file().share_id(),
        device: keys().device_id(),
        role: Role::Tablet,
        log: Log::Daily,
        seq: 1,
        prev: Hash::default(),
        keys_seq: 1,
        made_at: moment(),
        heads: Vec::new(),
        leaves: bodies.iter().map(|body| body.leaf.clone()).collect(),
    };
    sign::segment(header, bodies.iter().map(|body| body.bytes.clone()).collect(), &keys())
}
