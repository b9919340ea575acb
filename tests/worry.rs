//! A worry reaches those who keep safe and nobody else, and leaves no word behind.

use std::fs;
use std::path::PathBuf;

use crate::program::{School, files, run};

const SENTENCE: &str = "The caretaker follows me behind the bicycle shed every Thursday";

/// The sentence in every form in which it might lie about.
fn forms() -> Vec<(String, Vec<u8>)> {
    let mut forms = vec![("UTF-8".to_owned(), SENTENCE.as_bytes().to_vec())];
    let utf16 = |to: fn(u16) -> [u8; 2]| SENTENCE.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    forms.push(("UTF-16LE".into(), utf16(u16::to_le_bytes)));
    forms.push(("UTF-16BE".into(), utf16(u16::to_be_bytes)));
    let hex = data_encoding::HEXLOWER.encode(SENTENCE.as_bytes());
    forms.push(("hex".into(), hex.clone().into_bytes()));
    forms.push(("HEX".into(), hex.to_uppercase().into_bytes()));
    for shift in 0..3 {
        // Three alignments; the ends depend on the neighbours and are left off.
        let shifted = [&b"xxx"[..shift], SENTENCE.as_bytes()].concat();
        let text = data_encoding::BASE64_NOPAD.encode(&shifted);
        let inner = text[4..text.len() - 4].to_owned();
        forms.push((format!("base64 at {shift}"), inner.into_bytes()));
    }
    forms
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// Everything that can be unpacked from a file: itself, and any zlib, gzip or raw deflate stream
/// that begins anywhere in it.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![bytes.to_vec()];
    for start in 0..bytes.len().saturating_sub(2) {
        let is_zlib = bytes[start] == 0x78 && [0x01, 0x5e, 0x9c, 0xda].contains(&bytes[start + 1]);
        let is_gzip = bytes[start..].starts_with(&[0x1f, 0x8b, 0x08]);
        let mut out = Vec::new();
        let mut read = |reader: &mut dyn std::io::Read| {
            let _ = reader.take(1 << 20).read_to_end(&mut out);
        };
        use std::io::Read;
        if is_zlib {
            read(&mut flate2::read::ZlibDecoder::new(&bytes[start..]));
        } else if is_gzip {
            read(&mut flate2::read::GzDecoder::new(&bytes[start..]));
        }
        if !out.is_empty() {
            all.push(out);
        }
    }
    all
}

fn places_of_sentence(folders: &[PathBuf]) -> Vec<String> {
    let forms = forms();
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        for text in unpacked(&fs::read(&path).unwrap()) {
            for (form, needle) in &forms {
                if contains(&text, needle) {
                    found.push(format!("{form} in {}", path.display()));
                }
            }
        }
    }
    found
}

#[test]
fn the_search_finds_what_lies_about() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let mut packed = flate2::write::ZlibEncoder::new(vec![1, 2, 3], flate2::Compression::default());
    packed.write_all(SENTENCE.as_bytes()).unwrap();
    let kinds = [
        SENTENCE.as_bytes().to_vec(),
        data_encoding::BASE64.encode(format!("ab{SENTENCE}cd").as_bytes()).into_bytes(),
        packed.finish().unwrap(),
    ];
    for (number, bytes) in kinds.iter().enumerate() {
        fs::write(folder.path().join(number.to_string()), bytes).unwrap();
    }
    assert_eq!(places_of_sentence(&[folder.path().to_owned()]).len(), 3);
}

#[test]
fn no_word_of_a_sent_worry_is_left_on_the_tablet_or_the_share() {
    let school = School::make();
    let pupil = school.pupil(0);
    let homes = [school.path("demo/tablet"), school.share()];
    let entry = school.add(&["--pupil", &pupil, "--kind", "worry", "--text", SENTENCE, "--urgent"]);
    assert_eq!(places_of_sentence(&homes), Vec::<String>::new(), "before the sync");
    school.sync();
    assert_eq!(places_of_sentence(&homes), Vec::<String>::new(), "after the sync");
    assert_eq!(places_of_sentence(&[school.path("demo/senco")]), Vec::<String>::new());

    let inbox = school.json("senco", &["inbox"]);
    assert_eq!(inbox[0]["entry_id"], entry.as_str());
    assert_eq!(inbox[0]["urgent"], true);
    school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
    let opened = fs::read_to_string(school.path("opened/entry.json")).unwrap();
    assert!(opened.contains(SENTENCE));
    let by_tablet = school.at("tablet", &["open", &entry, "--out", &school.text("no")]);
    assert_eq!(by_tablet.code, 1);
    assert!(!school.path("no").exists());
}

#[test]
fn a_person_named_as_one_who_should_not_see_it_cannot() {
    let school = School::make();
    school.join("khan", "Mr Khan", "dsl");
    school.join("hall", "Dr Hall", "head");
    let entry = school.add(&[
        "--pupil",
        "none",
        "--kind",
        "worry",
        "--text",
        SENTENCE,
        "--not-for",
        "mrs patel",
    ]);
    school.sync();
    assert!(school.line(&entry).is_none());
    assert_eq!(school.at("senco", &["open", &entry, "--out", &school.text("no")]).code, 1);
    for reader in ["khan", "hall"] {
        school.json(reader, &["sync", "--once"]);
        let folder = school.text(reader);
        school.json(reader, &["open", &entry, "--out", &folder]);
        assert!(fs::read_to_string(format!("{folder}/entry.json")).unwrap().contains(SENTENCE));
    }
    // A slip of the pen must not show it to her either.
    let wrong = school.at(
        "tablet",
        &[
            "entry",
            "add",
            "--pupil",
            "none",
            "--kind",
            "worry",
            "--text",
            "x",
            "--not-for",
            "Mrs Patle",
        ],
    );
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("Mrs Patel"), "{}", wrong.stderr);
}

#[test]
fn the_answer_to_a_worry_never_lies_on_a_tablet() {
    let school = School::make();
    let entry = school.add(&["--pupil", &school.pupil(0), "--kind", "worry", "--text", "A worry"]);
    school.sync();
    school.json("senco", &["reply", &entry, "--text", SENTENCE]);
    school.sync();
    school.json("tablet", &["sync", "--once"]);
    assert_eq!(
        places_of_sentence(&[school.path("demo/tablet"), school.share()]),
        Vec::<String>::new()
    );
}

#[test]
fn nobody_left_to_read_it_is_said_at_once() {
    let school = School::make();
    let added = school.at(
        "tablet",
        &[
            "--json",
            "entry",
            "add",
            "--pupil",
            "none",
            "--kind",
            "worry",
            "--text",
            "x",
            "--not-for",
            "Mrs Patel",
        ],
    );
    assert_eq!(added.code, 0, "{}", added.stderr);
    assert_eq!(added.json()["nobody_serving"], true);
    assert!(added.stderr.contains("safe grown-up"), "{}", added.stderr);
    let doctor = run(&["--home", &school.text("demo/tablet"), "doctor", "--json"]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.stdout.contains("words from a safe"));
}
