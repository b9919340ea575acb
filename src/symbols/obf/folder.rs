//! A folder of pictures as a set of boards, with or without a list.
//!
//! The list is `list.csv`: its first line names the columns, in any order and case: `file`,
//! `word`, `topic` if wanted, and a language's tag (`en`, `cy`) for the word in that language.
//! Commas, semicolons and tabs will do, and every encoding that a spreadsheet writes. Without a
//! list, the names of the files are the words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::ObfError;
use super::limits::{ELEMENTS_LIMIT, MEDIA_LIMIT_BYTES, UNPACKED_LIMIT_BYTES};
use super::model::{Board, BoardSet, Button, FORMAT, Grid, Link, Media, TOPIC_COLUMNS};
use super::pictures::kind_of;
use super::read::{Reading, finished, stem};
use super::report::{OddityKind, Report};
use super::write::file_name;
use crate::platform::spreadsheet;
use crate::platform::{Fs, FsErrorKind};

const LIST: &str = "list.csv";
const LIST_LIMIT_BYTES: u64 = 4 * 1024 * 1024;
const ROOT_ID: &str = "pictures";

/// A picture and its words, as a line of the list says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Row {
    file: String,
    word: String,
    words: BTreeMap<String, String>,
    topic: String,
}

/// Reads the pictures of a folder, not of folders in it. Words are in the language of the tag
/// where the list does not say otherwise.
pub fn read_folder(fs: &dyn Fs, folder: &Path, language_tag: &str) -> Result<Reading, ObfError> {
    let mut report = Report::default();
    let mut names = fs.list(folder)?;
    names.sort();
    let list = names.iter().find(|name| name.eq_ignore_ascii_case(LIST));
    let pictures: BTreeSet<&str> =
        names.iter().map(String::as_str).filter(|name| is_picture(name)).collect();
    let rows = match list {
        Some(list) => {
            rows(&fs.read(&folder.join(list), LIST_LIMIT_BYTES)?, language_tag, &mut report)?
        }
        None => pictures.iter().map(|name| named_by_file(name)).collect(),
    };
    let rows = rows_with_pictures(rows, &pictures, &mut report);
    if rows.is_empty() {
        return Err(ObfError::NoPictures);
    }
    if rows.len() > ELEMENTS_LIMIT {
        return Err(ObfError::TooMany { what: "buttons", limit: ELEMENTS_LIMIT });
    }
    let mut set = boards(rows, language_tag);
    read_pictures(fs, folder, &mut set, &mut report)?;
    finished(set, report)
}

fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ["png", "jpg", "jpeg", "svg", "gif", "webp", "bmp"];
    ending.is_some_and(|ending| known.contains(&ending.as_str())) && !name.starts_with("._")
}

/// "very_happy.png" says "very happy".
fn named_by_file(name: &str) -> Row {
    let word = stem(name).replace(['_', '-'], " ");
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    Row { file: name.to_owned(), word, ..Row::default() }
}

#[derive(Debug)]
struct Columns {
    file: usize,
    word: Option<usize>,
    topic: Option<usize>,
    languages: Vec<(String, usize)>,
}

fn columns(header: &csv::StringRecord) -> Option<Columns> {
    let (mut file, mut word, mut topic, mut languages) = (None, None, None, Vec::new());
    for (index, name) in header.iter().enumerate() {
        let name = name.trim().to_lowercase();
        match name.as_str() {
            "file" | "filename" | "file name" | "picture" | "image" => {
                file.get_or_insert(index);
            }
            "word" | "label" | "name" => {
                word.get_or_insert(index);
            }
            "topic" | "board" | "category" => {
                topic.get_or_insert(index);
            }
            _ if (2..=3).contains(&name.len())
                && name.bytes().all(|letter| letter.is_ascii_lowercase()) =>
            {
                languages.push((name, index));
            }
            _ => {}
        }
    }
    Some(Columns { file: file?, word, topic, languages })
}

fn rows(bytes: &[u8], language_tag: &str, report: &mut Report) -> Result<Vec<Row>, ObfError> {
    let text = spreadsheet::decode(bytes);
    if text.contains('\0') {
        return Err(ObfError::NotAPictureList);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(spreadsheet::delimiter(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| ObfError::NotAPictureList)?.clone();
    let columns = columns(&header).ok_or(ObfError::NotAPictureList)?;
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let line = index + 2;
        match record {
            Ok(record) if record.iter().all(|field| field.trim().is_empty()) => {}
            Ok(record) => rows.extend(row(&record, &columns, language_tag, line, report)),
            Err(_) => report.add(LIST, line, OddityKind::LineUnreadable),
        }
    }
    Ok(rows)
}

fn row(
    record: &csv::StringRecord,
    columns: &Columns,
    language_tag: &str,
    line: usize,
    report: &mut Report,
) -> Option<Row> {
    let field = |column: usize| record.get(column).map(str::trim).unwrap_or_default().to_owned();
    let file = field(columns.file);
    let words: BTreeMap<String, String> = columns
        .languages
        .iter()
        .map(|(tag, column)| (tag.clone(), field(*column)))
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let word = columns.word.map(field).filter(|word| !word.is_empty());
    let word = word.or_else(|| words.get(language_tag).cloned());
    let word = word.or_else(|| words.values().next().cloned());
    // A quotation mark that is never closed runs on into the lines below it.
    if record.iter().any(|field| field.contains('\n')) || file.is_empty() {
        report.add(LIST, line, OddityKind::LineUnreadable);
        return None;
    }
    let word = word.unwrap_or_else(|| {
        report.add(LIST, &file, OddityKind::NoWord);
        named_by_file(&file).word
    });
    Some(Row { file, word, words, topic: columns.topic.map(field).unwrap_or_default() })
}

/// Rows whose picture is there under that name, in whatever case; pictures that no row names are
/// told.
fn rows_with_pictures(rows: Vec<Row>, pictures: &BTreeSet<&str>, report: &mut Report) -> Vec<Row> {
    let by_lower: BTreeMap<String, &str> =
        pictures.iter().map(|name| (name.to_lowercase(), *name)).collect();
    let mut used = BTreeSet::new();
    let mut kept = Vec::new();
    for mut row in rows {
        let exact = pictures.get(row.file.as_str());
        let Some(name) = exact.or_else(|| by_lower.get(&row.file.to_lowercase())) else {
            report.add(LIST, &row.file, OddityKind::PictureNotThere);
            continue;
        };
        used.insert(*name);
        row.file = (*name).to_owned();
        kept.push(row);
    }
    for name in pictures.difference(&used) {
        report.add(LIST, name, OddityKind::PictureNotListed);
    }
    kept
}

/// A board for each topic; with more than one topic, a first board that opens them.
fn boards(rows: Vec<Row>, language_tag: &str) -> BoardSet {
    let mut topics: Vec<(String, Vec<Row>)> = Vec::new();
    let mut places = BTreeMap::new();
    for row in rows {
        let place = *places.entry(row.topic.clone()).or_insert_with(|| {
            topics.push((row.topic.clone(), Vec::new()));
            topics.len() - 1
        });
        if let Some((_, of_topic)) = topics.get_mut(place) {
            of_topic.push(row);
        }
    }
    let mut set = BoardSet { root_id: ROOT_ID.to_owned(), ..BoardSet::default() };
    if let [(topic, rows)] = topics.as_slice() {
        set.boards.push(board(ROOT_ID, topic, rows, language_tag));
        return set;
    }
    let mut root = board(ROOT_ID, "", &[], language_tag);
    for (number, (topic, rows)) in topics.iter().enumerate() {
        let board_id = format!("{ROOT_ID}-{}", number + 1);
        let opened = board(&board_id, topic, rows, language_tag);
        let label = opened.name.clone();
        let first = opened.buttons.first().and_then(|button| button.image_id.clone());
        if let Some(media_id) = &first
            && !root.images.iter().any(|image| image.media_id == *media_id)
        {
            root.images.push(Media { media_id: media_id.clone(), ..Media::default() });
        }
        root.buttons.push(Button {
            button_id: board_id.clone(),
            label,
            image_id: first,
            load_board: Some(Link {
                board_id: Some(board_id),
                path: opened.path.clone(),
                ..Link::default()
            }),
            ..Button::default()
        });
        set.boards.push(opened);
    }
    let ids = root.buttons.iter().map(|button| button.button_id.clone());
    root.grid = Grid::of(ids.collect::<Vec<_>>(), TOPIC_COLUMNS);
    set.boards.push(root);
    set
}

fn board(board_id: &str, topic: &str, rows: &[Row], language_tag: &str) -> Board {
    let mut board = Board {
        board_id: board_id.to_owned(),
        path: Some(format!("boards/{board_id}.obf")),
        format: FORMAT.to_owned(),
        locale: Some(language_tag.to_owned()),
        name: Some(if topic.is_empty() { board_id } else { topic }.to_owned()),
        ..Board::default()
    };
    let mut listed = BTreeSet::new();
    for (number, row) in rows.iter().enumerate() {
        board.buttons.push(Button {
            button_id: (number + 1).to_string(),
            label: Some(row.word.clone()),
            image_id: Some(row.file.clone()),
            ..Button::default()
        });
        if listed.insert(row.file.as_str()) {
            board.images.push(Media { media_id: row.file.clone(), ..Media::default() });
        }
        for (tag, word) in &row.words {
            let texts = board.strings.entry(tag.clone()).or_default();
            texts.entry(row.word.clone()).or_insert_with(|| word.clone());
        }
    }
    let ids = board.buttons.iter().map(|button| button.button_id.clone());
    board.grid = Grid::of(ids.collect::<Vec<_>>(), TOPIC_COLUMNS);
    board
}

/// Takes the files into the set and says where each image lies.
fn read_pictures(
    fs: &dyn Fs,
    folder: &Path,
    set: &mut BoardSet,
    report: &mut Report,
) -> Result<(), ObfError> {
    let mut paths: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
    let mut budget = UNPACKED_LIMIT_BYTES;
    for image in set.boards.iter().flat_map(|board| &board.images) {
        if paths.contains_key(&image.media_id) {
            continue;
        }
        let bytes = match fs.read(&folder.join(&image.media_id), MEDIA_LIMIT_BYTES as u64) {
            Ok(bytes) => bytes,
            Err(error) if error.kind == FsErrorKind::TooLarge => {
                report.add(LIST, &image.media_id, OddityKind::MediaTooLarge);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        budget = budget
            .checked_sub(bytes.len() as u64)
            .ok_or(ObfError::TooLarge { limit_bytes: UNPACKED_LIMIT_BYTES })?;
        let kind = kind_of(&bytes);
        let ending = kind.map_or_else(
            || image.media_id.rsplit('.').next().unwrap_or_default().to_ascii_lowercase(),
            |kind| kind.ending().to_owned(),
        );
        let number = paths.len() + 1;
        let path = format!("images/{number}-{}.{ending}", file_name(stem(&image.media_id)));
        let content_type = kind.map(|kind| kind.content_type().to_owned());
        paths.insert(image.media_id.clone(), (path.clone(), content_type));
        set.files.insert(path, bytes);
    }
    for image in set.boards.iter_mut().flat_map(|board| &mut board.images) {
        if let Some((path, content_type)) = paths.get(&image.media_id) {
            image.path = Some(path.clone());
            image.content_type = content_type.clone();
        }
    }
    Ok(())
}
