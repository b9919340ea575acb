//! A board from the JSON of a `.obf` file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::data_uri::{self, DataProblem};
use super::error::ObfError;
use super::fields::{Fields, Place};
use super::limits::{ELEMENTS_LIMIT, VALUES_LIMIT};
use super::model::{Board, Button, FORMAT, Grid, License, Link, Media, SymbolReference};
use super::report::{OddityKind, Report};

/// What a board is called that does not say its own id.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'k> {
    pub board_id: &'k str,
    pub path: Option<&'k str>,
}

/// JSON, with or without a byte order mark. Takes what it needs off the number of values that the
/// whole set may still have.
pub(super) fn parse(bytes: &[u8], values_left: &mut usize) -> Result<Value, ObfError> {
    let marks = bytes.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
    *values_left = values_left
        .checked_sub(marks)
        .ok_or(ObfError::TooMany { what: "values", limit: VALUES_LIMIT })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| ObfError::BrokenJson { line: error.line() })
}

/// A board of parsed JSON. What is no board, or of a newer format, is an error.
pub(super) fn board(
    value: Value,
    known: Known<'_>,
    report: &mut Report,
) -> Result<Board, ObfError> {
    let Value::Object(map) = value else {
        return Err(ObfError::NotABoard);
    };
    let is_board = map.get("buttons").is_some_and(Value::is_array)
        || (map.get("grid").is_some_and(Value::is_object) && !map.contains_key("buttons"));
    if !is_board {
        return Err(ObfError::NotABoard);
    }
    let title = match map.get("name").or(map.get("id")) {
        Some(Value::String(name)) => name.clone(),
        _ => known.board_id.to_owned(),
    };
    let mut place = Place::new(&title, report);
    let mut fields = Fields::new(map, "");
    let format = format(&mut fields, &mut place)?;
    let board_id = fields.id("id", &mut place).unwrap_or_else(|| {
        place.odd(known.board_id, OddityKind::NoId);
        known.board_id.to_owned()
    });
    let buttons = buttons(&mut fields, &mut place)?;
    let grid = grid(&mut fields, &buttons, &mut place)?;
    Ok(Board {
        board_id,
        path: known.path.map(str::to_owned),
        format,
        locale: fields.text("locale", &mut place),
        name: fields.text("name", &mut place),
        description_html: fields.text("description_html", &mut place),
        url: fields.text("url", &mut place),
        license: license(&mut fields, &mut place),
        grid,
        buttons,
        images: media(&mut fields, "images", &mut place)?,
        sounds: media(&mut fields, "sounds", &mut place)?,
        strings: strings(&mut fields, &mut place),
        extra: fields.rest(&["format", "id", "grid", "buttons", "images", "sounds"]),
    })
}

/// The format that a board or manifest says: "open-board-0." is ours whatever follows, a larger
/// number may mean anything else, and any other text is passed over.
pub(super) fn format(fields: &mut Fields, place: &mut Place<'_>) -> Result<String, ObfError> {
    let stated = fields.text("format", place);
    let Some(stated) = stated else {
        place.odd("", OddityKind::OtherFormat);
        return Ok(FORMAT.to_owned());
    };
    let version = stated.trim().strip_prefix("open-board-");
    let major: Option<u64> =
        version.and_then(|version| version.split('.').next()?.trim().parse().ok());
    match major {
        Some(0) => Ok(stated),
        Some(_) => Err(ObfError::NewerFormat { format: stated.chars().take(40).collect() }),
        None => {
            place.odd(&stated, OddityKind::OtherFormat);
            Ok(FORMAT.to_owned())
        }
    }
}

fn objects(
    fields: &mut Fields,
    key: &'static str,
    place: &mut Place<'_>,
) -> Result<Vec<Map<String, Value>>, ObfError> {
    let list = fields.list(key, place).unwrap_or_default();
    if list.len() > ELEMENTS_LIMIT {
        return Err(ObfError::TooMany { what: key, limit: ELEMENTS_LIMIT });
    }
    let mut found = Vec::with_capacity(list.len());
    for (index, value) in list.into_iter().enumerate() {
        match value {
            Value::Object(map) => found.push(map),
            _ => place.odd(format!("{key}, {}", index + 1), OddityKind::FieldUnreadable),
        }
    }
    Ok(found)
}

/// Ids that things have, and new ones for those that have none.
#[derive(Debug, Default)]
struct Ids {
    taken: BTreeSet<String>,
    made: usize,
}

impl Ids {
    fn of(objects: &[Map<String, Value>]) -> Self {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let taken = objects.iter().filter_map(|object| object.get("id").and_then(text)).collect();
        Self { taken, made: 0 }
    }

    fn make(&mut self) -> String {
        loop {
            self.made += 1;
            let id = format!("unnamed-{}", self.made);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn buttons(fields: &mut Fields, place: &mut Place<'_>) -> Result<Vec<Button>, ObfError> {
    let objects = objects(fields, "buttons", place)?;
    let mut ids = Ids::of(&objects);
    let mut seen = BTreeSet::new();
    let mut buttons = Vec::with_capacity(objects.len());
    for map in objects {
        let button = button(map, &mut ids, place);
        if !seen.insert(button.button_id.clone()) {
            place.odd(&button.button_id, OddityKind::IdTwice);
        }
        buttons.push(button);
    }
    Ok(buttons)
}

fn button(map: Map<String, Value>, ids: &mut Ids, place: &mut Place<'_>) -> Button {
    let element = match map.get("label").or(map.get("id")) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let mut fields = Fields::new(map, &element);
    let button_id = fields.id("id", place).unwrap_or_else(|| {
        place.odd(fields.element(), OddityKind::NoId);
        ids.make()
    });
    Button {
        button_id,
        label: fields.text("label", place),
        vocalization: fields.text("vocalization", place),
        image_id: fields.id("image_id", place),
        sound_id: fields.id("sound_id", place),
        load_board: link(&mut fields, place),
        background_color: fields.text("background_color", place),
        border_color: fields.text("border_color", place),
        hidden: fields.flag("hidden", place),
        action: fields.text("action", place),
        actions: texts(&mut fields, "actions"),
        extra: fields.rest(&["id"]),
    }
}

/// A list of texts alone; any other list is left as it is.
fn texts(fields: &mut Fields, key: &str) -> Vec<String> {
    let all = match fields.get(key) {
        Some(Value::Array(list)) => {
            list.iter().map(|value| value.as_str().map(str::to_owned)).collect()
        }
        _ => None,
    };
    let texts: Option<Vec<String>> = all;
    if texts.is_some() {
        fields.take(key);
    }
    texts.unwrap_or_default()
}

fn link(fields: &mut Fields, place: &mut Place<'_>) -> Option<Link> {
    let element = fields.named("load_board");
    let map = fields.object("load_board", place)?;
    let mut fields = Fields::new(map, &element);
    Some(Link {
        board_id: fields.id("id", place),
        path: fields.text("path", place),
        name: fields.text("name", place),
        url: fields.text("url", place),
        data_url: fields.text("data_url", place),
        extra: fields.rest(&[]),
    })
}

fn license(fields: &mut Fields, place: &mut Place<'_>) -> Option<License> {
    let element = fields.named("license");
    let map = fields.object("license", place)?;
    let mut fields = Fields::new(map, &element);
    Some(License {
        kind: fields.text("type", place),
        copyright_notice_url: fields.text("copyright_notice_url", place),
        source_url: fields.text("source_url", place),
        author_name: fields.text("author_name", place),
        author_url: fields.text("author_url", place),
        author_email: fields.text("author_email", place),
        extra: fields.rest(&[]),
    })
}

fn media(
    fields: &mut Fields,
    key: &'static str,
    place: &mut Place<'_>,
) -> Result<Vec<Media>, ObfError> {
    let objects = objects(fields, key, place)?;
    let mut ids = Ids::of(&objects);
    let mut seen = BTreeSet::new();
    let mut found = Vec::with_capacity(objects.len());
    for map in objects {
        let one = one_medium(map, key, &mut ids, place);
        if !seen.insert(one.media_id.clone()) {
            place.odd(&one.media_id, OddityKind::IdTwice);
        }
        found.push(one);
    }
    Ok(found)
}

fn one_medium(map: Map<String, Value>, key: &str, ids: &mut Ids, place: &mut Place<'_>) -> Media {
    let mut fields = Fields::new(map, key);
    let media_id = fields.id("id", place).unwrap_or_else(|| {
        place.odd(key, OddityKind::NoId);
        ids.make()
    });
    let mut fields = Fields::new(fields.rest(&[]), &media_id);
    let data = match fields.get("data") {
        Some(Value::String(text)) => Some(data_uri::read(text)),
        _ => None,
    };
    match &data {
        Some(Ok(_)) => {
            fields.take("data");
        }
        // What is far too large to be a picture is not carried along either.
        Some(Err(DataProblem::TooLarge)) => {
            fields.take("data");
            place.odd(&media_id, OddityKind::MediaTooLarge);
        }
        Some(Err(DataProblem::NotData)) => place.odd(&media_id, OddityKind::BadData),
        None => {}
    }
    Media {
        data: data.and_then(Result::ok),
        path: fields.text("path", place),
        url: fields.text("url", place),
        data_url: fields.text("data_url", place),
        symbol: symbol(&mut fields, place),
        content_type: fields.text("content_type", place),
        width: fields.number("width", place),
        height: fields.number("height", place),
        license: license(&mut fields, place),
        extra: fields.rest(&["id"]),
        media_id,
    }
}

fn symbol(fields: &mut Fields, place: &mut Place<'_>) -> Option<SymbolReference> {
    let element = fields.named("symbol");
    let map = fields.object("symbol", place)?;
    let mut fields = Fields::new(map, &element);
    Some(SymbolReference {
        set: fields.text("set", place),
        filename: fields.text("filename", place),
        extra: fields.rest(&[]),
    })
}

/// Lists of texts by language; where they hold anything but texts they are left as they are.
fn strings(
    fields: &mut Fields,
    place: &mut Place<'_>,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let list = |texts: &Value| -> Option<BTreeMap<String, String>> {
        let texts = texts.as_object()?.iter();
        texts.map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned()))).collect()
    };
    let languages: Option<BTreeMap<_, _>> = match fields.get("strings") {
        None | Some(Value::Null) => return BTreeMap::new(),
        Some(Value::Object(languages)) => languages
            .iter()
            .map(|(language, texts)| Some((language.clone(), list(texts)?)))
            .collect(),
        Some(_) => None,
    };
    match &languages {
        Some(_) => {
            fields.take("strings");
        }
        None => place.odd("strings", OddityKind::FieldUnreadable),
    }
    languages.unwrap_or_default()
}

fn grid(fields: &mut Fields, buttons: &[Button], place: &mut Place<'_>) -> Result<Grid, ObfError> {
    let map = fields.object("grid", place).unwrap_or_default();
    let mut fields = Fields::new(map, "grid");
    let (rows, columns) = (fields.count("rows"), fields.count("columns"));
    let rows_read = match fields.take("order") {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    };
    let extra = fields.rest(&[]);
    let has_cells = rows_read.iter().any(|row| row.as_array().is_some_and(|row| !row.is_empty()));
    if !has_cells && (!buttons.is_empty() || rows.is_none() || columns.is_none()) {
        place.odd("grid", OddityKind::NoGrid);
        let columns = columns.filter(|columns| (1..=100).contains(columns));
        let columns = columns.unwrap_or_else(|| side(buttons.len()));
        let ids = buttons.iter().map(|button| button.button_id.clone());
        return Ok(Grid { extra, ..Grid::of(ids, columns) });
    }
    let order = order(rows_read, rows, columns, place)?;
    Ok(Grid { columns: order.first().map_or(1, Vec::len), order, extra })
}

/// The smallest square that holds so many.
fn side(count: usize) -> usize {
    let mut side = 1;
    while side * side < count {
        side += 1;
    }
    side
}

fn order(
    rows_read: Vec<Value>,
    rows: Option<usize>,
    columns: Option<usize>,
    place: &mut Place<'_>,
) -> Result<Vec<Vec<Option<String>>>, ObfError> {
    let too_many = ObfError::TooMany { what: "grid", limit: ELEMENTS_LIMIT };
    let length = |row: &Value| row.as_array().map_or(0, Vec::len);
    let widest = rows_read.iter().map(length).max().unwrap_or(0);
    let is_ragged =
        rows != Some(rows_read.len()) || rows_read.iter().any(|row| Some(length(row)) != columns);
    let mut height = rows_read.len().max(1);
    let mut width = widest.max(1);
    if width.saturating_mul(height) > ELEMENTS_LIMIT {
        return Err(too_many);
    }
    if is_ragged {
        place.odd("grid", OddityKind::RaggedGrid);
        // What the numbers say is believed where the board does not burst.
        let (stated_height, stated_width) = (rows.unwrap_or(0), columns.unwrap_or(0));
        let (tall, wide) = (height.max(stated_height), width.max(stated_width));
        if wide.saturating_mul(tall) <= ELEMENTS_LIMIT {
            (height, width) = (tall, wide);
        }
    }
    let mut order = Vec::with_capacity(height);
    for row in rows_read {
        let cells = match row {
            Value::Array(cells) => cells,
            _ => Vec::new(),
        };
        let mut ids: Vec<Option<String>> = cells.iter().map(|cell| place.id_of(cell)).collect();
        ids.resize(width, None);
        order.push(ids);
    }
    order.resize(height, vec![None; width]);
    Ok(order)
}
