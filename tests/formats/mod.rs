//! The byte formats do not drift: committed vectors, good and malformed, read as they did when
//! they were made. `SAYSO_WRITE_VECTORS=1` writes them anew, which a change of a format's
//! version alone may do.

mod checked;
mod samples;
mod school;

use samples::*;

use sayso::domain::recording::{Fragment, PictureRun, PictureSample, SoundRun};
use sayso::domain::review::HeardEntry;
use sayso::domain::worry::RecoveryKey;
use sayso::domain::{DeviceId, DraftId, School, ShareId};
use sayso::platform::chance::SeededChance;
use sayso::seal::draft::DraftKey;
use sayso::seal::{Identity, envelope, joining, sign};
use sayso::share::Trust;
use sayso::wire::body::Padding;
use sayso::wire::fragment::{self, DraftPart};
use sayso::wire::pages::{ListedFile, PagesList};
use sayso::wire::record::Record;
use sayso::wire::share_file::ShareFile;
use sayso::wire::{DeviceCard, Envelope, Hash, KeysFile, Segment, WireError, frame};

#[test]
fn keys_of_24_words_and_six_words_never_change() {
    assert_eq!(
        share_file().share_id().to_string(),
        String::from_utf8(vector("share_id.txt", share_file().share_id().to_string().as_bytes()))
            .unwrap()
    );
    let six = joining::six_words(&card(), &share_file().root_public_key).join(" ");
    assert_eq!(six, String::from_utf8(vector("six_words.txt", six.as_bytes())).unwrap());
    let safes: Vec<String> = [RecoveryKey::School, RecoveryKey::Worry, RecoveryKey::Chair]
        .map(|key| words().recovery_identity(key).recipient())
        .to_vec();
    assert_eq!(
        safes.join("\n"),
        String::from_utf8(vector("safes.txt", safes.join("\n").as_bytes())).unwrap()
    );
}

#[test]
fn a_keys_file_is_believed_by_the_root_alone() {
    let bytes = vector("keys/good.bin", &sign::keys_file(&keys_file(), &words().root().keys));
    assert_eq!(bytes, sign::keys_file(&keys_file(), &words().root().keys), "byte for byte");
    let root = share_file().root_public_key;
    let share_id = share_file().share_id();
    assert!(Trust::follow(&root, &share_id, None, &bytes).is_ok());
    let forged = vector("keys/signed_by_another.bin", &sign::keys_file(&keys_file(), &keys()));
    assert!(KeysFile::decode(&forged).is_ok());
    assert!(Trust::follow(&root, &share_id, None, &forged).is_err());
    let second = KeysFile { number: 2, ..keys_file() };
    let gap =
        vector("keys/number_2_without_1.bin", &sign::keys_file(&second, &words().root().keys));
    assert!(Trust::follow(&root, &share_id, None, &gap).is_err());
    let other = KeysFile { share_id: ShareId::from_bytes(&[9; 33]), ..keys_file() };
    let other = vector("keys/of_another_share.bin", &sign::keys_file(&other, &words().root().keys));
    assert!(Trust::follow(&root, &share_id, None, &other).is_err());
}

#[test]
fn a_device_card_vouches_for_itself() {
    let good = vector("device/good.bin", &sign::device_card(&card(), &keys()));
    assert_eq!(sign::believed_card(&good).unwrap(), card());
    let stolen = DeviceCard { device: DeviceId::from_bytes(&[1; 13]), ..card() };
    let stolen = vector("device/another_id.bin", &sign::device_card(&stolen, &keys()));
    assert!(sign::believed_card(&stolen).is_err());
    let renamed = sign::device_card(&card(), &keys());
    let at = renamed.windows(5).position(|window| window == b"Class").unwrap();
    let mut renamed = renamed;
    renamed[at] = b'G';
    assert!(sign::believed_card(&vector("device/renamed.bin", &renamed)).is_err());
    let long = [good.as_slice(), &[0; 5000]].concat();
    assert!(matches!(DeviceCard::decode(&long), Err(WireError::TooLong { .. })));
}

#[test]
fn a_list_of_pages_is_taken_apart_and_its_signature_holds() {
    let list = PagesList {
        domain: frame::PAGES.domain.to_owned(),
        share_id: share_file().share_id(),
        device: card().device,
        made_at: moment(),
        files: vec![ListedFile { path: "index.html".into(), size: 3, hash: Hash::of(b"<p>") }],
    };
    let signed = sign::sign(frame::PAGES, list.encode(), &keys());
    let good = vector("pages/good.bin", &signed.encode(frame::PAGES));
    let (signed, read) = PagesList::decode(&good).unwrap();
    assert_eq!(read, list);
    sign::verify(frame::PAGES, &signed, &keys().verifying_key()).unwrap();
    let mut longer = good.clone();
    longer.push(0);
    assert_eq!(PagesList::decode(&longer), Err(WireError::LeftOver));
    let as_keys = vector("pages/under_another_magic.bin", &[b"SAYK", &good[4..]].concat());
    assert!(PagesList::decode(&as_keys).is_err() && KeysFile::decode(&as_keys).is_err());
}

#[test]
fn a_sealed_record_opens_for_its_reader_and_nobody_else() {
    let chance = SeededChance::new(1);
    let seal = |record, padding| {
        envelope::seal(&envelope_of(record), &[reader().recipient()], padding, &chance)
            .unwrap()
            .bytes
    };
    let sealed = vector("body/entry.bin", &seal(entry(), Padding::Usual));
    let opened = envelope::open(&sealed, &[reader()]).unwrap();
    assert_eq!(opened.envelope, envelope_of(entry()));
    assert_eq!(
        envelope::open(&sealed, &[Identity::from_secret_bytes(&[1; 32])]).unwrap_err(),
        sayso::seal::SealError::NotForUs
    );
    let receipt_bytes = vector("body/receipt.bin", &seal(receipt(), Padding::Worry));
    assert_eq!(
        envelope::open(&receipt_bytes, &[reader()]).unwrap().envelope,
        envelope_of(receipt())
    );
    let plain = envelope::plain(&envelope_of(tombstone()), &SeededChance::new(2)).unwrap();
    let plain = vector("body/tombstone.bin", &plain.bytes);
    assert_eq!(envelope::open(&plain, &[]).unwrap().envelope, envelope_of(tombstone()));

    let mut flipped = sealed.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert!(envelope::open(&vector("body/flipped.bin", &flipped), &[reader()]).is_err());
    let cut = vector("body/cut_off.bin", &sealed[..sealed.len() - 20]);
    assert!(envelope::open(&cut, &[reader()]).is_err());
    let mut newer = sealed.clone();
    newer[4] = 2;
    let newer = vector("body/newer.bin", &newer);
    assert!(matches!(
        envelope::open(&newer, &[reader()]),
        Err(sayso::seal::SealError::Wire(WireError::Newer(2)))
    ));
    vector("record/entry.bin", &envelope_of(entry()).encode());
    let own_bytes = vector("record/own.bin", &envelope_of(own()).encode());
    assert_eq!(Envelope::decode(&own_bytes), Ok(envelope_of(own())));
    assert_eq!(own_bytes, envelope_of(own()).encode(), "byte for byte");
    let cut = vector("record/own_cut_off.bin", &own_bytes[..own_bytes.len() - 1]);
    assert!(Envelope::decode(&cut).is_err());
    let at = own_bytes.windows(4).position(|four| four == b"cbsl").unwrap();
    let mut strange = own_bytes.clone();
    strange[at + 1] = b'/';
    let strange = vector("record/own_no_language.bin", &strange);
    assert!(Envelope::decode(&strange).is_err());
    let supply = vector("record/supply_opened.bin", &envelope_of(supply_opened()).encode());
    assert_eq!(Envelope::decode(&supply).unwrap(), envelope_of(supply_opened()));
    let told = envelope_of(Record::School(school_with_supply()));
    assert_eq!(
        Envelope::decode(&vector("record/school_supply.bin", &told.encode())).unwrap(),
        told
    );
    // What is not there takes no bytes: who reads older ones reads these.
    let plain = School { supply: Vec::new(), pages_checked: None, ..school_with_supply() };
    let plain = envelope_of(Record::School(plain)).encode();
    let has = |name: &[u8]| plain.windows(name.len()).any(|bytes| bytes == name);
    assert!(has(b"other_adults") && !has(b"supply") && !has(b"pages_checked"));
    vector("tombstone/envelope.bin", &envelope_of(tombstone()).encode());
}

#[test]
fn what_adults_do_about_an_entry_reads_as_it_was_written() {
    let all = handling().into_iter().chain(about_a_concern());
    for (name, record) in all.chain([("record/school_hours.bin", school())]) {
        let envelope = envelope_of(record);
        let bytes = vector(name, &envelope.encode());
        assert_eq!(Envelope::decode(&bytes).unwrap(), envelope, "{name}");
        assert_eq!(bytes, envelope.encode(), "{name}: byte for byte");
    }
    let read = |name: &str| std::fs::read(folder().join(name)).unwrap();
    // As it was before it could be said again, and a school before it had hours.
    let opened = read("record/opened.bin");
    assert!(!opened.windows(5).any(|window| window == b"again"));
    let bare = Record::School(School { name: "School".into(), ..School::default() });
    let bare = envelope_of(bare).encode();
    for key in ["calendar", "limits"] {
        assert!(!bare.windows(key.len()).any(|window| window == key.as_bytes()), "{key}");
    }
    let notice = read("record/notice.bin");
    let at = notice.windows(7).position(|window| window == b"readers").unwrap();
    let mut without = notice.clone();
    without[at] = b'R';
    let without = vector("record/notice_without_readers.bin", &without);
    assert!(Envelope::decode(&without).is_err());
}

#[test]
fn an_answer_that_was_said_reads_and_one_in_words_alone_takes_no_more_bytes() {
    for (name, said) in ["reply", "answer"].into_iter().zip(said_answers()) {
        let envelope = envelope_of(said.clone());
        let bytes = vector(&format!("record/{name}_said.bin"), &envelope.encode());
        assert_eq!(Envelope::decode(&bytes).as_ref(), Ok(&envelope), "{name}");
        assert_eq!(bytes, envelope.encode(), "byte for byte");
        let mut silent = said;
        if let Record::Reply { medium, .. } | Record::Answer { medium, .. } = &mut silent {
            *medium = None;
        }
        let plain = envelope_of(silent.clone()).encode();
        assert!(!plain.windows(6).any(|bytes| bytes == b"medium"));
        assert_eq!(Envelope::decode(&plain), Ok(envelope_of(silent)));
    }
}

#[test]
fn a_segment_and_its_cut_hold_under_one_signature() {
    let chance = SeededChance::new(3);
    let first = envelope::plain(&envelope_of(tombstone()), &chance).unwrap();
    let second = envelope::plain(&envelope_of(tombstone()), &chance).unwrap();
    let whole = segment(&[first, second]);
    let bytes = vector("segment/good.bin", &whole.encode());
    assert_eq!(bytes, whole.encode(), "byte for byte");
    let mut cut = whole.clone();
    cut.bodies[0] = None;
    let cut_bytes = vector("segment/cut.bin", &cut.encode());
    let key = keys().verifying_key();
    for bytes in [&bytes, &cut_bytes] {
        let decoded = Segment::decode(bytes).unwrap();
        sign::verify(frame::SEGMENT, &decoded.frame, &key).unwrap();
        assert!(decoded.altered_bodies().is_empty());
        assert_eq!(decoded.header_hash(), whole.header_hash());
    }
    let mut altered = bytes.clone();
    *altered.last_mut().unwrap() ^= 1;
    let altered = vector("segment/altered_body.bin", &altered);
    assert_eq!(Segment::decode(&altered).unwrap().altered_bodies(), [1]);
    for (name, wrong) in [
        ("segment/left_over.bin", [bytes.as_slice(), b"x"].concat()),
        ("segment/cut_off.bin", bytes[..bytes.len() - 1].to_vec()),
        ("segment/wrong_magic.bin", [b"SAYK", &bytes[4..]].concat()),
        ("segment/newer.bin", [&bytes[..4], &[2], &bytes[5..]].concat()),
        (
            "segment/header_too_long.bin",
            [&bytes[..5], &u32::MAX.to_be_bytes(), &bytes[9..]].concat(),
        ),
        ("segment/empty.bin", Vec::new()),
    ] {
        assert!(Segment::decode(&vector(name, &wrong)).is_err(), "{name}");
    }
    let oversized = vec![0; sayso::wire::segment::SEGMENT_LIMIT_BYTES + 1];
    assert!(matches!(Segment::decode(&oversized), Err(WireError::TooLong { .. })));
}

#[test]
fn a_draft_fragment_opens_in_its_place_alone() {
    let draft_id = DraftId::from_bytes(&[5; 13]);
    let key = DraftKey::from_bytes(&[6; 32]).unwrap();
    let fragment = Fragment {
        index: 0,
        picture: Some(PictureRun {
            width_px: 64,
            height_px: 36,
            samples: vec![PictureSample {
                at_micros: 0,
                is_keyframe: true,
                annex_b: vec![0, 0, 0, 1, 0x67, 9],
            }],
        }),
        sound: Some(SoundRun {
            at_micros: 0,
            rate_hz: 48_000,
            channels: 1,
            interleaved: vec![1, -2, 3],
        }),
    };
    let plaintext = fragment::encode(&DraftPart::Fragment(fragment.clone()));
    let plaintext = vector("fragment/plaintext.bin", &plaintext);
    assert_eq!(fragment::decode(0, &plaintext), Ok(DraftPart::Fragment(fragment)));
    let sealed = vector("fragment/sealed.bin", &key.seal(&draft_id, 1, &plaintext));
    assert_eq!(sealed, key.seal(&draft_id, 1, &plaintext), "byte for byte");
    assert_eq!(*key.open(&draft_id, 1, &sealed).unwrap(), plaintext);
    assert!(key.open(&draft_id, 2, &sealed).is_err(), "moved");
    assert!(key.open(&DraftId::from_bytes(&[1; 13]), 1, &sealed).is_err(), "of another draft");
    for (name, wrong) in [
        ("fragment/cut_off.bin", &plaintext[..plaintext.len() - 1]),
        ("fragment/unknown_part.bin", &[8][..]),
        ("fragment/end_with_more.bin", &[4, 0][..]),
        ("fragment/count_that_lies.bin", &[1, 0, 64, 0, 36, 255, 255, 255, 255][..]),
    ] {
        assert!(fragment::decode(0, &vector(name, wrong)).is_err(), "{name}");
    }
}

#[test]
fn the_share_file_is_plain_json() {
    let bytes = vector("share_file/good.bin", &share_file().encode());
    assert_eq!(ShareFile::decode(&bytes), Ok(share_file()));
    let newer = String::from_utf8(bytes).unwrap().replace("\"version\": 1", "\"version\": 2");
    let newer = vector("share_file/newer.bin", newer.as_bytes());
    assert_eq!(ShareFile::decode(&newer), Err(WireError::Newer(2)));
}

#[test]
fn what_staff_hear_is_what_was_signed_off() {
    let Record::Entry(record) = entry() else { panic!("an entry") };
    let heard: HeardEntry = record.heard_from(&keys().device_id());
    assert_eq!(heard.said, record.said);
    assert_eq!(heard.sign_off, record.sign_off);
}
