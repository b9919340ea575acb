//! One plain function for each format that is read from somebody else's bytes. None may panic,
//! hang or allocate without limit; what reads back must say the same when written again.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use sayso::domain::{Area, DraftId, Redaction};
use sayso::media::open_clip::import;
use sayso::media::{
    CameraSource, FinishRequest, Form, MicrophoneSource, Pace, RecordingRequest, decode, finish,
    poster, recorder, redact_clip, redact_jpeg, view_jpeg,
};
use sayso::platform::memory_fs::Fuse;
use sayso::platform::{Fs, MemoryFs};
use sayso::seal::draft::DraftKey;
use sayso::seal::{Identity, envelope, passphrase, sign};
use sayso::symbols::obf;
use sayso::wire::pages::PagesList;
use sayso::wire::record::Tombstone;
use sayso::wire::share_file::ShareFile;
use sayso::wire::{Body, DeviceCard, Envelope, KeysFile, Segment, body, fragment, from_cbor};
use sayso::words::{Language, Words, bidi};

/// Reads bytes of one kind.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also its corpus folder.
pub const TARGETS: &[(&str, Target)] = &[
    ("segment", segment),
    ("keys", keys),
    ("device", device),
    ("body", sealed_body),
    ("record", record),
    ("tombstone", tombstone),
    ("fragment", draft_fragment),
    ("share_file", share_file),
    ("pages", pages),
    ("identity", identity),
    ("media", media),
    ("camera", camera),
    ("sound", sound),
    ("board_file", board_file),
    ("svg", svg),
    ("language", language),
];

/// A language's file: whatever stands in it, its messages can be asked for and drawn.
pub fn language(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let words = Words::of(Language::English, &[&text]);
    let keys = text.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim());
    for key in keys.take(50) {
        let said = words.say_count(key, 2, &[("name", "Ben"), ("who", "\u{202e}Zo\u{eb}")]);
        let _ = bidi::in_drawn_order(&said);
    }
}

pub fn segment(bytes: &[u8]) {
    if let Ok(segment) = Segment::decode(bytes) {
        assert_eq!(segment.encode(), bytes);
        let _ = segment.altered_bodies();
    }
}

pub fn keys(bytes: &[u8]) {
    if let Ok((signed, _)) = KeysFile::decode(bytes) {
        assert_eq!(signed.encode(sayso::wire::frame::KEYS), bytes);
    }
}

pub fn device(bytes: &[u8]) {
    if let Ok((signed, _)) = DeviceCard::decode(bytes) {
        assert_eq!(signed.encode(sayso::wire::frame::DEVICE), bytes);
    }
    let _ = sign::believed_card(bytes);
}

pub fn sealed_body(bytes: &[u8]) {
    if let Ok(body) = Body::decode(bytes) {
        assert_eq!(body.encode(), bytes);
    }
    let _ = envelope::open(bytes, &[Identity::from_secret_bytes(&[7; 32])]);
}

pub fn record(bytes: &[u8]) {
    let _ = body::cbor_of(bytes);
    if let Ok(envelope) = Envelope::decode(bytes) {
        let again = Envelope::decode(&envelope.encode());
        assert_eq!(again.as_ref(), Ok(&envelope));
    }
}

pub fn tombstone(bytes: &[u8]) {
    let _ = from_cbor::<Tombstone>(bytes, "tombstone");
}

pub fn draft_fragment(bytes: &[u8]) {
    let _ = fragment::split(bytes);
    if let Ok(part) = fragment::decode(0, bytes) {
        assert_eq!(fragment::encode(&part), bytes);
    }
    let draft_id = DraftId::from_bytes(&[1; 13]);
    if let Ok(key) = DraftKey::from_bytes(&[2; 32]) {
        let _ = key.open(&draft_id, 1, bytes);
    }
}

pub fn share_file(bytes: &[u8]) {
    let _ = ShareFile::decode(bytes);
}

pub fn pages(bytes: &[u8]) {
    if let Ok((signed, _)) = PagesList::decode(bytes) {
        assert_eq!(signed.encode(sayso::wire::frame::PAGES), bytes);
    }
}

/// A file under a passphrase, without paying for scrypt: one that asks for it is not tried.
pub fn identity(bytes: &[u8]) {
    if !bytes.windows(9).any(|window| window == b"-> scrypt") {
        let _ = passphrase::unwrap(bytes, "a passphrase");
    }
}

/// Whatever somebody brings as a clip or photo: taken over, and played.
pub fn media(bytes: &[u8]) {
    let _ = import(bytes);
    let mut pictures = 0;
    let _ = decode::decode_pictures(bytes, &mut |_| {
        pictures += 1;
        if pictures < 50 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let _ = decode::decode_sound(bytes);
    let _ = poster(bytes, 100_000);
    let _ = view_jpeg(bytes);
    let area = |left| Area { left, top: 100, width: 400, height: 300 };
    let redaction =
        Redaction { hidden: vec![area(0)], kept: Some(area(500)), still_millis: Some(100) };
    let _ = redact_jpeg(bytes, &redaction);
    let mut seconds = 0;
    let _ = redact_clip(bytes, &redaction, &mut || {
        seconds += 1;
        if seconds < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

/// A file as a camera: raw pictures, or JPEGs as webcams give them.
pub fn camera(bytes: &[u8]) {
    recorded(bytes, CameraSource::File("file".into()), MicrophoneSource::None);
}

/// A file as a microphone.
pub fn sound(bytes: &[u8]) {
    recorded(bytes, CameraSource::None, MicrophoneSource::File("file".into()));
}

fn recorded(bytes: &[u8], camera: CameraSource, microphone: MicrophoneSource) {
    let fs = MemoryFs::new(Fuse::default());
    if fs.write_synced(Path::new("file"), bytes).is_err() {
        return;
    }
    let length = Duration::from_millis(200);
    let fit_to = Some(Form::new(64, 48));
    let request = RecordingRequest { camera, microphone, length, pace: Pace::Max, fit_to };
    let mut fragments = Vec::new();
    let recorded = recorder::record(&request, &fs, &AtomicBool::new(false), &mut |fragment| {
        fragments.push(fragment);
        Ok(())
    });
    if recorded.is_ok() {
        let _ = finish(&mut fragments.into_iter(), &FinishRequest::default());
    }
}

/// A board or a package of another program. Written again it is the same set, and from then on
/// the same bytes.
pub fn board_file(bytes: &[u8]) {
    let Ok(reading) = obf::read(bytes) else { return };
    let set = reading.set;
    let _ = obf::symbols_of(&set);
    if let Ok(package) = obf::write_obz(&set) {
        let again = obf::read(&package).map(|reading| reading.set);
        let again = again.expect("what was written can be read");
        assert!(again.boards.len() == set.boards.len() && again.root_id == set.root_id);
        assert!(set.boards.iter().any(|board| board.path.is_none()) || again == set);
        assert_eq!(obf::write_obz(&again).ok(), Some(package));
    }
    if let Ok(file) = obf::write_obf(&set, &set.root_id) {
        let again = obf::read(&file).map(|reading| reading.set);
        let again = again.expect("what was written can be read");
        assert_eq!(obf::write_obf(&again, &again.root_id).ok(), Some(file));
    }
}

/// A drawing that somebody brought; drawn where it may be.
pub fn svg(bytes: &[u8]) {
    if obf::check_svg(bytes).is_ok() {
        #[cfg(feature = "gui")]
        let _ = sayso::symbols::raster(bytes, 48);
    }
}
