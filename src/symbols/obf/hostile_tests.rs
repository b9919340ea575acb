//! Packages that are damaged or mean harm.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::boards_tests::SVG;
use super::limits::{ENTRIES_LIMIT, ENTRY_LIMIT_BYTES};
use super::*;

const BOARD: &str = r#"{"format":"open-board-0.1","id":"b","buttons":[{"id":"1","label":"x","image_id":"i"}],
"grid":{"rows":1,"columns":1,"order":[["1"]]},"images":[{"id":"i","path":"images/i.svg"}]}"#;
const MANIFEST: &str =
    r#"{"format":"open-board-0.1","root":"boards/b.obf","paths":{"boards":{"b":"boards/b.obf"}}}"#;

fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn kinds(files: &[(&str, &[u8])]) -> Vec<OddityKind> {
    let reading = read(&package(files)).unwrap();
    let again = read(&write_obz(&reading.set).unwrap()).unwrap();
    assert!(again.set == reading.set);
    reading.oddities.iter().map(|oddity| oddity.kind).collect()
}

#[test]
fn odd_packages_are_mended_and_told() {
    use OddityKind as K;
    let (board, svg, list) = (BOARD.as_bytes(), SVG.as_bytes(), MANIFEST.as_bytes());
    let picture = ("images/i.svg", svg);
    let other = BOARD.replace("\"b\"", "\"c\"");
    assert_eq!(kinds(&[("b.obf", board), picture]), [K::NoManifest]);
    assert_eq!(kinds(&[("manifest.json", list), ("boards/b.obf", board), picture]), []);
    assert_eq!(kinds(&[("a.obf", board), ("c.OBF", other.as_bytes()), picture]), [K::NoManifest]);
    assert_eq!(kinds(&[("a.obf", board), ("c.obf", board), picture]), [K::NoManifest, K::IdTwice]);
    assert_eq!(
        kinds(&[("x/manifest.json", list), ("x/boards/b.obf", board), ("x/images/i.svg", svg)]),
        [K::InFolder]
    );
    assert_eq!(
        kinds(&[("manifest.json", b"{"), ("boards/b.obf", board), picture]),
        [K::FileUnreadable]
    );
    assert_eq!(
        kinds(&[("manifest.json", list), ("elsewhere.obf", board), picture]),
        [K::ManifestNamesNothing, K::NotInManifest, K::NoRoot]
    );
    assert_eq!(
        kinds(&[("manifest.json", list), ("boards/b.obf", other.as_bytes()), picture]),
        [K::OtherIdInManifest]
    );
    assert_eq!(
        kinds(&[("b.obf", board), ("c.obf", b"[]"), ("d.obf", b"{"), picture]),
        [K::NoManifest, K::BoardUnreadable, K::BoardUnreadable]
    );
    assert_eq!(kinds(&[("b.obf", board)]), [K::NoManifest, K::FileMissing, K::NoSource]);
    assert_eq!(
        kinds(&[("b.obf", board), ("images/i.svg", b"<svg><script/></svg>")]),
        [K::NoManifest, K::SvgScript, K::NoSource]
    );
    assert_eq!(
        kinds(&[("b.obf", board), picture, ("__MACOSX/._b.obf", b"x"), (".DS_Store", b"x")]),
        [K::NoManifest]
    );
}

fn refused(bytes: &[u8]) -> ObfError {
    read(bytes).map(|reading| reading.set).unwrap_err()
}

#[test]
fn paths_and_links_that_lead_out_are_refused() {
    for path in ["../b.obf", "/b.obf", "C:/b.obf", "a/../../b.obf", "a\\b.obf"] {
        let bytes = package(&[("b.obf", BOARD.as_bytes()), (path, b"x")]);
        assert!(matches!(refused(&bytes), ObfError::UnsafePath { .. }), "{path}");
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("b.obf", SimpleFileOptions::default()).unwrap();
    writer.write_all(BOARD.as_bytes()).unwrap();
    writer.add_symlink("images/i.svg", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(matches!(refused(&bytes), ObfError::LinkInside { .. }));
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let zeros = vec![b' '; 8 * 1024 * 1024];
    let mut bomb = package(&[("b.obf", BOARD.as_bytes()), ("bomb", &zeros)]);
    assert!(matches!(refused(&bomb), ObfError::PackedTooTightly { .. }));
    // The same, and the list of files says that it is small.
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..*at + 4] == size).collect();
    assert!(places.len() >= 2);
    for at in places {
        bomb[at..at + 4].copy_from_slice(&[9, 0, 0, 0]);
    }
    assert!(!matches!(read(&bomb), Ok(reading) if reading.set.files.contains_key("bomb")));
    let noise: Vec<u8> = (0..u32::try_from(ENTRY_LIMIT_BYTES / 4 + 1).unwrap())
        .flat_map(|number| number.wrapping_mul(0x9e37_79b9).to_le_bytes())
        .collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("big", options).unwrap();
    writer.write_all(&noise).unwrap();
    let large = writer.finish().unwrap().into_inner();
    assert!(matches!(refused(&large), ObfError::TooLarge { .. }));
    let many: Vec<String> = (0..=ENTRIES_LIMIT).map(|number| number.to_string()).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|path| (path.as_str(), &b""[..])).collect();
    assert!(matches!(refused(&package(&many)), ObfError::TooManyFiles { .. }));
}

#[test]
fn what_is_no_board_says_what_it_is() {
    for (bytes, expected) in [
        (&b""[..], "neither"),
        (b"\x89PNG\r\n", "neither"),
        (b"\"text\"", "neither"),
        (b"{", "broken JSON at line 1"),
        (b"{}", "no board"),
        (b"[1]", "no board"),
        (br#"{"buttons":{}}"#, "no board"),
        (br#"{"format":"open-board-1.0","buttons":[]}"#, "newer"),
        (b"PK\x03\x04", "broken zip"),
        (&package(&[]), "no board that can be read"),
        (&package(&[("a.txt", b"x")]), "no board that can be read"),
        (&package(&[("manifest.json", br#"{"format":"open-board-2","paths":{}}"#)]), "newer"),
        (&package(&[("manifest.json", br#"{"paths":{"boards":[]}}"#)]), "manifest: boards"),
        (&package(&[("manifest.json", b"[]")]), "manifest: manifest.json"),
        (&package(&[("a.obf", br#"{"format":"open-board-7","buttons":[]}"#)]), "newer"),
    ] {
        let error = refused(bytes).to_string();
        assert!(error.contains(expected), "{error}: {}", String::from_utf8_lossy(bytes));
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refused(deep.as_bytes()), ObfError::BrokenJson { .. }));
    let values = format!("{{\"buttons\":[{}1]}}", "1,".repeat(4_000_000));
    assert!(matches!(refused(values.as_bytes()), ObfError::TooMany { what: "values", .. }));
    let many = format!(r#"{{"format":"open-board-0.1","buttons":[{}1]}}"#, "1,".repeat(10_001));
    assert!(matches!(refused(many.as_bytes()), ObfError::TooMany { .. }));
    let cells = format!(r#"{{"buttons":[],"grid":{{"order":[[{}1]]}}}}"#, "1,".repeat(10_001));
    assert!(matches!(refused(cells.as_bytes()), ObfError::TooMany { .. }));
}

#[test]
fn a_damaged_file_spoils_only_itself() {
    let mut bytes = package(&[("b.obf", BOARD.as_bytes()), ("images/i.svg", SVG.as_bytes())]);
    let name = b"images/i.svg";
    let at = bytes.windows(name.len()).position(|window| window == name).unwrap();
    for byte in &mut bytes[at + name.len()..at + name.len() + 20] {
        *byte ^= 0x55;
    }
    let reading = read(&bytes).unwrap();
    let kinds: Vec<_> = reading.oddities.iter().map(|oddity| oddity.kind).collect();
    assert_eq!(kinds[0], OddityKind::FileUnreadable);
    assert_eq!(symbols_of(&reading.set).len(), 1);
}

#[test]
fn a_long_report_ends_with_a_count() {
    let buttons: Vec<String> =
        (0..3_000).map(|id| format!(r#"{{"id":"b{id}","background_color":"x"}}"#)).collect();
    let text =
        format!(r#"{{"format":"open-board-0.1","id":"b","buttons":[{}]}}"#, buttons.join(","));
    let oddities = read(text.as_bytes()).unwrap().oddities;
    let last = oddities.last().unwrap();
    assert_eq!(
        (oddities.len(), last.kind, last.element.as_str()),
        (2_001, OddityKind::More, "1001")
    );
}
