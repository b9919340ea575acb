//! A set of boards from the bytes of a `.obf` or `.obz` file.

use std::collections::{BTreeMap, BTreeSet};

use super::board_json::{self, Known};
use super::check::check;
use super::error::ObfError;
use super::limits::{BOARDS_LIMIT, BUTTONS_LIMIT, FILE_LIMIT_BYTES, VALUES_LIMIT};
use super::manifest::{self, Manifest};
use super::model::{Board, BoardSet};
use super::package::{self, Files, MANIFEST};
use super::pictures::{Index, plain_path};
use super::report::{Oddity, OddityKind, Report};

/// A set that was read, and what was odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub set: BoardSet,
    pub oddities: Vec<Oddity>,
}

/// Reads either kind of file, whatever it is called.
pub fn read(bytes: &[u8]) -> Result<Reading, ObfError> {
    if bytes.len() as u64 > FILE_LIMIT_BYTES {
        return Err(ObfError::TooLarge { limit_bytes: FILE_LIMIT_BYTES });
    }
    let mut report = Report::default();
    let set = if package::is_package(bytes) {
        of_package(bytes, &mut report)?
    } else if looks_like_json(bytes) {
        of_board(bytes, &mut report)?
    } else {
        return Err(ObfError::NotBoards);
    };
    finished(set, report)
}

/// What every set goes through, wherever it comes from.
pub(super) fn finished(mut set: BoardSet, mut report: Report) -> Result<Reading, ObfError> {
    let buttons: usize = set.boards.iter().map(|board| board.buttons.len()).sum();
    if buttons > BUTTONS_LIMIT {
        return Err(ObfError::TooMany { what: "buttons", limit: BUTTONS_LIMIT });
    }
    set.sort();
    check(&mut set, &mut report);
    set.list_media();
    Ok(Reading { set, oddities: report.into_oddities() })
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

fn of_board(bytes: &[u8], report: &mut Report) -> Result<BoardSet, ObfError> {
    let known = Known { board_id: "board", path: None };
    let value = board_json::parse(bytes, &mut { VALUES_LIMIT })?;
    let board = board_json::board(value, known, report)?;
    Ok(BoardSet { root_id: board.board_id.clone(), boards: vec![board], ..BoardSet::default() })
}

fn of_package(bytes: &[u8], report: &mut Report) -> Result<BoardSet, ObfError> {
    let mut files = package::unpack(bytes, report)?;
    let manifest = manifest(&mut files, report)?;
    let mut boards = boards(&mut files, manifest.as_ref(), report)?;
    rename_doubles(&mut boards, report);
    let manifest = manifest.unwrap_or_default();
    for path in manifest.images.values().chain(manifest.sounds.values()) {
        if !files.contains_key(plain_path(path)) {
            report.add("", path, OddityKind::ManifestNamesNothing);
        }
    }
    let mut set = BoardSet {
        root_id: String::new(),
        boards,
        files,
        images: manifest.images,
        sounds: manifest.sounds,
        extra: manifest.extra,
        extra_paths: manifest.extra_paths,
    };
    set.sort();
    set.root_id = root_id(&set, manifest.root.as_deref(), report);
    Ok(set)
}

/// The manifest, where there is one that can be read.
fn manifest(files: &mut Files, report: &mut Report) -> Result<Option<Manifest>, ObfError> {
    let Some(bytes) = files.remove(MANIFEST) else {
        report.add("", MANIFEST, OddityKind::NoManifest);
        return Ok(None);
    };
    match board_json::parse(&bytes, &mut { VALUES_LIMIT }) {
        Ok(value) => manifest::read(value, report).map(Some),
        Err(error @ ObfError::TooMany { .. }) => Err(error),
        Err(_) => {
            report.add("", MANIFEST, OddityKind::FileUnreadable);
            Ok(None)
        }
    }
}

fn is_board_path(path: &str) -> bool {
    path.len() > 4 && path.get(path.len() - 4..).is_some_and(|end| end.eq_ignore_ascii_case(".obf"))
}

/// Paths of boards, with the ids that the manifest gives them.
fn board_paths(
    files: &Files,
    manifest: Option<&Manifest>,
    report: &mut Report,
) -> BTreeMap<String, Option<String>> {
    let mut paths = BTreeMap::new();
    for (board_id, path) in manifest.iter().flat_map(|manifest| &manifest.boards) {
        let path = plain_path(path);
        if files.contains_key(path) {
            paths.insert(path.to_owned(), Some(board_id.clone()));
        } else {
            report.add("", path, OddityKind::ManifestNamesNothing);
        }
    }
    let root = manifest.and_then(|manifest| manifest.root.as_deref()).map(plain_path);
    for path in files.keys() {
        let is_board = is_board_path(path) || Some(path.as_str()) == root;
        if is_board && !paths.contains_key(path) {
            if manifest.is_some() {
                report.add("", path, OddityKind::NotInManifest);
            }
            paths.insert(path.clone(), None);
        }
    }
    paths
}

fn boards(
    files: &mut Files,
    manifest: Option<&Manifest>,
    report: &mut Report,
) -> Result<Vec<Board>, ObfError> {
    let paths = board_paths(files, manifest, report);
    if paths.len() > BOARDS_LIMIT {
        return Err(ObfError::TooMany { what: "boards", limit: BOARDS_LIMIT });
    }
    let mut boards = Vec::with_capacity(paths.len());
    let mut newer = None;
    let mut values_left = VALUES_LIMIT;
    for (path, listed_id) in &paths {
        let Some(bytes) = files.get(path) else {
            continue;
        };
        let board_id = listed_id.as_deref().unwrap_or_else(|| stem(path));
        let known = Known { board_id, path: Some(path) };
        let read = board_json::parse(bytes, &mut values_left)
            .and_then(|value| board_json::board(value, known, report));
        match read {
            Ok(board) => {
                if listed_id.as_ref().is_some_and(|listed| *listed != board.board_id) {
                    report.add(board.title(), board_id, OddityKind::OtherIdInManifest);
                }
                files.remove(path);
                boards.push(board);
            }
            Err(error @ ObfError::TooMany { .. }) => return Err(error),
            // Kept as a file, for whoever can read it.
            Err(error) => {
                report.add("", path, OddityKind::BoardUnreadable);
                if matches!(error, ObfError::NewerFormat { .. }) {
                    newer = Some(error);
                }
            }
        }
    }
    if boards.is_empty() { Err(newer.unwrap_or(ObfError::NoBoards)) } else { Ok(boards) }
}

/// The name of a file without its folders and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Board ids must tell boards apart; the later of two gets another one.
fn rename_doubles(boards: &mut [Board], report: &mut Report) {
    let mut taken: BTreeSet<String> = boards.iter().map(|board| board.board_id.clone()).collect();
    // How often an id was seen, and the last number that was tried behind it.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for board in boards {
        let Some(number) = seen.get_mut(&board.board_id) else {
            seen.insert(board.board_id.clone(), 1);
            continue;
        };
        report.add(board.title(), &board.board_id, OddityKind::IdTwice);
        let mut board_id = board.board_id.clone();
        while !taken.insert(board_id.clone()) {
            *number += 1;
            board_id = format!("{}-{number}", board.board_id);
        }
        board.board_id = board_id;
    }
}

/// The board that the manifest names first; else the one that no other opens; else the first.
fn root_id(set: &BoardSet, stated: Option<&str>, report: &mut Report) -> String {
    let by_path = stated
        .map(plain_path)
        .and_then(|path| set.boards.iter().find(|board| board.path.as_deref() == Some(path)));
    if let Some(root) = by_path {
        return root.board_id.clone();
    }
    if let Some(stated) = stated {
        report.add("", stated, OddityKind::NoRoot);
    }
    let index = Index::new(set);
    let opened: BTreeSet<&str> = set
        .boards
        .iter()
        .flat_map(|board| {
            let links = board.buttons.iter().filter_map(|button| button.load_board.as_ref());
            links.filter_map(|link| index.linked(link)).map(move |linked| (board, linked))
        })
        .filter(|(board, linked)| board.board_id != linked.board_id)
        .map(|(_, linked)| linked.board_id.as_str())
        .collect();
    let mut ids = set.boards.iter().map(|board| board.board_id.as_str());
    let first = ids.clone().next().unwrap_or_default();
    ids.find(|board_id| !opened.contains(board_id)).unwrap_or(first).to_owned()
}
