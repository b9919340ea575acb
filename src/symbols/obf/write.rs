//! The bytes of a set of boards: the same set gives the same bytes, on every system and day.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::data_uri;
use super::error::ObfError;
use super::model::{
    Board, BoardSet, Button, Data, FORMAT, Grid, License, Link, Media, SymbolReference,
};
use super::package::MANIFEST;
use super::pictures::{Index, kind_of};

/// One board as a `.obf` file, its pictures and sounds written into it.
pub fn write_obf(set: &BoardSet, board_id: &str) -> Result<Vec<u8>, ObfError> {
    let index = Index::new(set);
    let board = set
        .board(board_id)
        .ok_or_else(|| ObfError::NoSuchBoard { board_id: board_id.to_owned() })?;
    let mut alone = board.clone();
    alone.path = None;
    take_along(&mut alone, board, &index);
    for media in alone.images.iter_mut().chain(&mut alone.sounds) {
        write_into(media, &index);
    }
    bytes_of(&board_value(&alone))
}

/// All boards, pictures and sounds as a `.obz` package.
pub fn write_obz(set: &BoardSet) -> Result<Vec<u8>, ObfError> {
    let mut entries: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in &set.files {
        entries.insert(path, bytes.clone());
    }
    let paths = board_paths(set);
    for (board, path) in set.boards.iter().zip(&paths) {
        entries.insert(path, bytes_of(&board_value(board))?);
    }
    entries.insert(MANIFEST, bytes_of(&manifest_value(set, &paths))?);
    zipped(&entries).map_err(|error| ObfError::Unwritable { detail: error.to_string() })
}

fn zipped(entries: &BTreeMap<&str, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in entries {
        writer.start_file(*path, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn bytes_of(value: &Value) -> Result<Vec<u8>, ObfError> {
    serde_json::to_vec(value).map_err(|error| ObfError::Unwritable { detail: error.to_string() })
}

/// Where each board lies: where it lay, or in `boards/` by its id.
fn board_paths(set: &BoardSet) -> Vec<String> {
    let mut taken: BTreeSet<String> = set.files.keys().cloned().collect();
    taken.extend(set.boards.iter().filter_map(|board| board.path.clone()));
    taken.insert(MANIFEST.to_owned());
    let mut free_path = |board: &Board| {
        let name = file_name(&board.board_id);
        let mut path = format!("boards/{name}.obf");
        let mut number = 1;
        while !taken.insert(path.clone()) {
            number += 1;
            path = format!("boards/{name}-{number}.obf");
        }
        path
    };
    set.boards.iter().map(|board| board.path.clone().unwrap_or_else(|| free_path(board))).collect()
}

/// An id as a name that every system takes.
pub(super) fn file_name(id: &str) -> String {
    const LIMIT_CHARS: usize = 60;
    let name: String = id
        .chars()
        .take(LIMIT_CHARS)
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    if name.is_empty() { "board".to_owned() } else { name }
}

fn manifest_value(set: &BoardSet, paths: &[String]) -> Value {
    let mut boards = Map::new();
    let mut root = None;
    for (board, path) in set.boards.iter().zip(paths) {
        boards.insert(board.board_id.clone(), json!(path));
        if board.board_id == set.root_id {
            root = Some(path);
        }
    }
    let mut listed = set.extra_paths.clone();
    listed.insert("boards".to_owned(), Value::Object(boards));
    let images = set.listed(|board| &board.images, &set.images);
    let sounds = set.listed(|board| &board.sounds, &set.sounds);
    listed.insert("images".to_owned(), json!(images));
    listed.insert("sounds".to_owned(), json!(sounds));
    let mut manifest = set.extra.clone();
    manifest.insert("format".to_owned(), json!(FORMAT));
    manifest.insert("root".to_owned(), json!(root));
    manifest.insert("paths".to_owned(), Value::Object(listed));
    Value::Object(manifest)
}

/// What other boards, or the manifest alone, list of what this one shows.
fn take_along(alone: &mut Board, board: &Board, index: &Index<'_>) {
    let own: BTreeSet<&str> = board.images.iter().map(|image| image.media_id.as_str()).collect();
    let sounds: BTreeSet<&str> = board.sounds.iter().map(|one| one.media_id.as_str()).collect();
    let mut taken = BTreeSet::new();
    for button in &board.buttons {
        if let Some(image_id) = button.image_id.as_deref()
            && !own.contains(image_id)
            && taken.insert((image_id, "image"))
        {
            let listed = || index.picture(board, button).map(|_| media_named(image_id));
            alone.images.extend(index.image(board, image_id).cloned().or_else(listed));
        }
        if let Some(sound_id) = button.sound_id.as_deref()
            && !sounds.contains(sound_id)
            && taken.insert((sound_id, "sound"))
        {
            let listed = || index.lists_sound(sound_id).then(|| media_named(sound_id));
            alone.sounds.extend(index.sound(board, sound_id).cloned().or_else(listed));
        }
    }
}

fn media_named(media_id: &str) -> Media {
    Media { media_id: media_id.to_owned(), ..Media::default() }
}

/// Puts the file of a picture or sound into it.
fn write_into(media: &mut Media, index: &Index<'_>) {
    let by_path = media.path.as_deref().and_then(|path| index.file(path));
    let file = by_path.or_else(|| index.listed_file(&media.media_id));
    if media.data.is_none()
        && let Some(bytes) = file
    {
        let known = kind_of(bytes).map(|kind| kind.content_type().to_owned());
        let content_type = known.or_else(|| media.content_type.clone()).unwrap_or_default();
        media.data = Some(Data { content_type, bytes: bytes.to_vec() });
    }
    if by_path.is_some() {
        media.path = None;
    }
}

/// An object that is being written: what was kept unseen, and over it what is known.
#[derive(Debug)]
struct Object(Map<String, Value>);

impl Object {
    fn over(extra: &Map<String, Value>) -> Self {
        Self(extra.clone())
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.0.insert(key.to_owned(), value);
        self
    }

    fn maybe<T: Into<Value> + Clone>(self, key: &str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.with(key, value.clone().into()),
            None => self,
        }
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

fn board_value(board: &Board) -> Value {
    let list = |media: &[Media]| Value::Array(media.iter().map(media_value).collect());
    let buttons = board.buttons.iter().map(button_value).collect();
    let object = Object::over(&board.extra)
        .with("format", json!(board.format))
        .with("id", json!(board.board_id))
        .maybe("locale", &board.locale)
        .maybe("name", &board.name)
        .maybe("description_html", &board.description_html)
        .maybe("url", &board.url)
        .maybe("license", &board.license.as_ref().map(license_value))
        .with("grid", grid_value(&board.grid))
        .with("buttons", Value::Array(buttons))
        .with("images", list(&board.images))
        .with("sounds", list(&board.sounds));
    if board.strings.is_empty() {
        return object.done();
    }
    object.with("strings", json!(board.strings)).done()
}

fn grid_value(grid: &Grid) -> Value {
    Object::over(&grid.extra)
        .with("rows", json!(grid.rows()))
        .with("columns", json!(grid.columns))
        .with("order", json!(grid.order))
        .done()
}

fn button_value(button: &Button) -> Value {
    let mut object = Object::over(&button.extra)
        .with("id", json!(button.button_id))
        .maybe("label", &button.label)
        .maybe("vocalization", &button.vocalization)
        .maybe("image_id", &button.image_id)
        .maybe("sound_id", &button.sound_id)
        .maybe("load_board", &button.load_board.as_ref().map(link_value))
        .maybe("background_color", &button.background_color)
        .maybe("border_color", &button.border_color)
        .maybe("action", &button.action);
    if button.hidden {
        object = object.with("hidden", json!(true));
    }
    if !button.actions.is_empty() {
        object = object.with("actions", json!(button.actions));
    }
    object.done()
}

fn link_value(link: &Link) -> Value {
    Object::over(&link.extra)
        .maybe("id", &link.board_id)
        .maybe("path", &link.path)
        .maybe("name", &link.name)
        .maybe("url", &link.url)
        .maybe("data_url", &link.data_url)
        .done()
}

fn media_value(media: &Media) -> Value {
    Object::over(&media.extra)
        .with("id", json!(media.media_id))
        .maybe("data", &media.data.as_ref().map(data_uri::write))
        .maybe("path", &media.path)
        .maybe("url", &media.url)
        .maybe("data_url", &media.data_url)
        .maybe("symbol", &media.symbol.as_ref().map(symbol_value))
        .maybe("content_type", &media.content_type)
        .maybe("width", &media.width)
        .maybe("height", &media.height)
        .maybe("license", &media.license.as_ref().map(license_value))
        .done()
}

fn symbol_value(symbol: &SymbolReference) -> Value {
    Object::over(&symbol.extra).maybe("set", &symbol.set).maybe("filename", &symbol.filename).done()
}

fn license_value(license: &License) -> Value {
    Object::over(&license.extra)
        .maybe("type", &license.kind)
        .maybe("copyright_notice_url", &license.copyright_notice_url)
        .maybe("source_url", &license.source_url)
        .maybe("author_name", &license.author_name)
        .maybe("author_url", &license.author_url)
        .maybe("author_email", &license.author_email)
        .done()
}
