//! Files of other programs, from the folder that `SAYSO_OBF_SAMPLES` names.

use std::path::{Path, PathBuf};

use super::*;
use crate::platform::{Fs, RealFs};

fn samples() -> Option<Vec<(String, Vec<u8>)>> {
    let Ok(folder) = std::env::var("SAYSO_OBF_SAMPLES") else {
        eprintln!("SKIPPED: SAYSO_OBF_SAMPLES names no folder of sample boards");
        return None;
    };
    let folder = PathBuf::from(folder);
    let mut names = RealFs.list(&folder).unwrap();
    names.sort();
    assert!(!names.is_empty(), "no samples in {}", folder.display());
    Some(names.into_iter().map(|name| (name.clone(), bytes(&folder.join(&name)))).collect())
}

fn bytes(path: &Path) -> Vec<u8> {
    RealFs.read(path, FILE_LIMIT_BYTES).unwrap()
}

#[test]
fn boards_of_other_programs_survive_the_way_in_and_out() {
    for (name, bytes) in samples().unwrap_or_default() {
        let is_board = name.ends_with(".obf") || name.ends_with(".obz");
        let reading = match read(&bytes) {
            Ok(reading) => reading,
            Err(error) => {
                assert!(!is_board, "{name}: {error}");
                eprintln!("{name}: refused, {error}");
                continue;
            }
        };
        let set = &reading.set;
        let index = Index::new(set);
        let buttons: usize = set.boards.iter().map(|board| board.buttons.len()).sum();
        let shown = set.boards.iter().flat_map(|board| {
            board.buttons.iter().filter(|button| index.picture(board, button).is_some())
        });
        let mut kinds: Vec<String> =
            reading.oddities.iter().map(|oddity| format!("{:?}", oddity.kind)).collect();
        kinds.sort();
        let counted: Vec<String> = kinds
            .chunk_by(|a, b| a == b)
            .map(|same| format!("{} {}", same.len(), same[0]))
            .collect();
        eprintln!(
            "{name}: {} boards, {buttons} buttons, {} with a picture, {} symbols; {}",
            set.boards.len(),
            shown.count(),
            symbols_of(set).len(),
            counted.join(", ")
        );
        assert!(set.root().is_some(), "{name}");
        survives(&name, set);
    }
}

/// Out and in gives the same set, out again the same bytes.
fn survives(name: &str, set: &BoardSet) {
    let package = write_obz(set).unwrap();
    let again = read(&package).unwrap().set;
    assert!(without_paths(&again) == without_paths(set), "{name} is altered as a package");
    assert!(write_obz(&again).unwrap() == package, "{name} is written differently");
    for board in &set.boards {
        let file = write_obf(set, &board.board_id).unwrap();
        let once = read(&file).unwrap().set;
        let again = write_obf(&once, &once.root_id).unwrap();
        assert!(again == file, "{name}: {} is altered as a board", board.board_id);
        if set.files.is_empty() && board.path.is_none() {
            assert!(once == *set, "{name}: {} is altered", board.board_id);
        }
    }
}

/// A board that came alone is given a place in a package.
fn without_paths(set: &BoardSet) -> BoardSet {
    let mut set = set.clone();
    if set.boards.len() == 1 {
        set.boards[0].path = None;
    }
    set
}
