//! Boards with anything in any place: whatever can be read at all is written and read again the
//! same. Bytes at random would hardly ever be JSON; so this puts wrong things into right boards.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::boards_tests::{SVG, full};
use super::*;
use crate::platform::Chance;
use crate::platform::chance::SeededChance;

fn number(chance: &SeededChance, below: usize) -> usize {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    (u64::from_be_bytes(bytes) % below.max(1) as u64) as usize
}

/// The values inside a value, itself the first.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum::<usize>(),
        Value::Object(map) => map.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Finds the value of a number, counted as above.
fn at(value: &mut Value, place: usize) -> Option<&mut Value> {
    if place == 0 {
        return Some(value);
    }
    let mut left = place - 1;
    let inside: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        _ => Vec::new(),
    };
    for one in inside {
        let size = count(one);
        if left < size {
            return at(one, left);
        }
        left -= size;
    }
    None
}

fn odd_value(chance: &SeededChance) -> Value {
    match number(chance, 16) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1.5e300),
        4 => json!(u64::MAX),
        5 => json!(""),
        6 => json!("1"),
        7 => json!("\u{0}\u{202e}é"),
        8 => json!([]),
        9 => json!({}),
        10 => json!([[1, null], ["1"], 3]),
        11 => json!({"id": 1, "path": "../x", "label": 2}),
        12 => json!("data:image/png;base64,AQID"),
        13 => json!(format!("data:image/svg+xml,{}", SVG.replace('#', "%23"))),
        14 => json!("boards/0.obf"),
        _ => json!("images/i.svg"),
    }
}

fn mutate(value: &mut Value, chance: &SeededChance) {
    for _ in 0..=number(chance, 4) {
        let place = number(chance, count(value));
        let copied = at(value, number(chance, count(value))).map(|found| found.clone());
        let Some(target) = at(value, place) else { continue };
        match (number(chance, 5), target) {
            (0, Value::Array(list)) => {
                list.pop();
            }
            (1, Value::Array(list)) => list.extend(copied),
            (0 | 1, Value::Object(map)) => {
                let key = map.keys().nth(number(chance, map.len())).cloned();
                key.map(|key| map.remove(&key));
            }
            (2, target) => *target = copied.unwrap_or_default(),
            (_, target) => *target = odd_value(chance),
        }
    }
}

fn package(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Reads, writes, reads: the same set; and writes: the same bytes.
fn survives(bytes: &[u8]) -> bool {
    let Ok(reading) = read(bytes) else { return false };
    let set = reading.set;
    assert!(set.root().is_some());
    let _ = symbols_of(&set);
    let written = write_obz(&set).unwrap();
    let again = read(&written).unwrap().set;
    if set.boards.iter().all(|board| board.path.is_some()) {
        assert_eq!(again, set);
    } else {
        let file = write_obf(&set, &set.root_id).unwrap();
        assert_eq!(read(&file).unwrap().set, set);
    }
    assert!(write_obz(&again).unwrap() == written);
    for board in &again.boards {
        let file = write_obf(&again, &board.board_id).unwrap();
        let alone = read(&file).unwrap().set;
        assert!(write_obf(&alone, &alone.root_id).unwrap() == file);
    }
    true
}

#[test]
fn whatever_is_read_is_written_and_read_the_same() {
    let asked = |name: &str| std::env::var(name).ok();
    let seed = asked("SAYSO_SEED").and_then(|text| text.parse().ok()).unwrap_or(7);
    let times = asked("SAYSO_MUTATIONS").and_then(|text| text.parse().ok()).unwrap_or(600_usize);
    eprintln!("seed {seed}");
    let chance = SeededChance::new(seed);
    let board: Value = serde_json::from_str(&full()).unwrap();
    let manifest = json!({"format": "open-board-0.1", "root": "boards/0.obf", "ext_a": 1,
        "paths": {"boards": {"full": "boards/0.obf", "other": "boards/1.obf"}, "ext_b": [2],
            "images": {"i1": "images/i.svg", "i9": "images/i.svg"}, "sounds": {"s1": "s.mp3"}}});
    let mut read_count = 0;
    for _ in 0..times {
        let mut alone = board.clone();
        mutate(&mut alone, &chance);
        read_count += usize::from(survives(&serde_json::to_vec(&alone).unwrap()));
        let mut list = manifest.clone();
        if number(&chance, 2) == 0 {
            mutate(&mut list, &chance);
        }
        let mut files = vec![
            ("images/i.svg".to_owned(), SVG.as_bytes().to_vec()),
            ("s.mp3".to_owned(), b"ID3".to_vec()),
        ];
        if number(&chance, 5) > 0 {
            files.push(("manifest.json".to_owned(), serde_json::to_vec(&list).unwrap()));
        }
        for name in 0..=number(&chance, 3) {
            let mut board = board.clone();
            board["images"][0] = json!({"id": "i1", "path": "images/i.svg"});
            mutate(&mut board, &chance);
            let path = format!("boards/{name}.{}", ["obf", "OBF", "json"][number(&chance, 3)]);
            files.push((path, serde_json::to_vec(&board).unwrap()));
        }
        read_count += usize::from(survives(&package(&files)));
    }
    eprintln!("{read_count} of {} were read", times * 2);
    assert!(read_count > times);
}
