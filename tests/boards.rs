//! Our boards in the hands of a reader that others wrote.

use std::path::Path;
use std::process::Command;

use sayso::symbols::Vocabulary;
use serde_json::Value;

use crate::program::{run, skipped};

#[test]
fn another_programs_reader_finds_every_board_and_every_word_of_ours() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/boards");
    if !scripts.join("node_modules/@willwade/aac-processors").exists() {
        return skipped("the reader of boards is not installed; ./test installs it");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.obz");
    let made = run(&["symbols", "export", file.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let read = Command::new("node").arg(scripts.join("read.mjs")).arg(&file).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let found: Value = serde_json::from_slice(&read.stdout).unwrap();
    let labels: Vec<&str> =
        found["labels"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(found["boards"].as_u64().unwrap() > 16, "a board for each topic, and its parts");
    for symbol in Vocabulary::built_in().symbols() {
        assert!(labels.contains(&symbol.word("en")), "{}", symbol.symbol_id);
    }
}
