//! The list of a package: which of its files are boards, pictures and sounds, and which board
//! comes first.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::board_json;
use super::error::ObfError;
use super::fields::{Fields, Place};
use super::package::MANIFEST;
use super::report::{OddityKind, Report};

#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The path of the board to begin with.
    pub root: Option<String>,
    /// Id to path.
    pub boards: BTreeMap<String, String>,
    pub images: BTreeMap<String, String>,
    pub sounds: BTreeMap<String, String>,
    pub extra: Map<String, Value>,
    pub extra_paths: Map<String, Value>,
}

/// A manifest of parsed JSON. What would have it lead nowhere is an error.
pub(super) fn read(value: Value, report: &mut Report) -> Result<Manifest, ObfError> {
    let Value::Object(map) = value else {
        return Err(ObfError::BrokenManifest { what: MANIFEST });
    };
    let mut place = Place::new("", report);
    let mut fields = Fields::new(map, MANIFEST);
    board_json::format(&mut fields, &mut place)?;
    let root = fields.text("root", &mut place);
    let paths = match fields.take("paths") {
        Some(Value::Object(paths)) => paths,
        None | Some(Value::Null) => Map::new(),
        Some(_) => return Err(ObfError::BrokenManifest { what: "paths" }),
    };
    let mut paths = Fields::new(paths, "paths");
    let boards = match paths.take("boards") {
        Some(Value::Object(boards)) => texts(boards, "boards", &mut place),
        None | Some(Value::Null) => BTreeMap::new(),
        Some(_) => return Err(ObfError::BrokenManifest { what: "boards" }),
    };
    let images = paths.object("images", &mut place).unwrap_or_default();
    let sounds = paths.object("sounds", &mut place).unwrap_or_default();
    Ok(Manifest {
        root,
        boards,
        images: texts(images, "images", &mut place),
        sounds: texts(sounds, "sounds", &mut place),
        extra: fields.rest(&["format", "root", "paths"]),
        extra_paths: paths.rest(&["boards", "images", "sounds"]),
    })
}

fn texts(map: Map<String, Value>, what: &str, place: &mut Place<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (id, value) in map {
        match value {
            Value::String(path) => {
                found.insert(id, path);
            }
            _ => place.odd(format!("{what}, {id}"), OddityKind::FieldUnreadable),
        }
    }
    found
}
