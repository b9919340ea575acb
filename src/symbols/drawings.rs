//! The drawings inside the program: OpenMoji's and our own, as SVG.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::Column;

/// Sorted by name; made by `build.rs`.
static DRAWINGS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/drawings.rs"));

/// What the screens call their pictures.
static INTERFACE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    let file = include_bytes!("../../symbols/interface.csv");
    for row in csv::Reader::from_reader(&file[..]).into_records().flatten() {
        if let (Some(name), Some(picture)) = (row.get(0), row.get(1)) {
            names.insert(name.to_owned(), picture.to_owned());
        }
    }
    names
});

/// A drawing by the name that the lists give it: an OpenMoji code point or `own:name`.
pub fn drawing(name: &str) -> Option<&'static [u8]> {
    let at = DRAWINGS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    DRAWINGS.get(at).map(|(_, svg)| *svg)
}

/// The drawing of a part of the screens, by its name in `symbols/interface.csv`.
pub fn interface_drawing(name: &str) -> Option<&'static str> {
    INTERFACE.get(name).map(String::as_str)
}

/// The face over a column of a sort, for pupils, staff and pictures alike.
pub fn face_of(column: Column) -> &'static str {
    match column {
        Column::Good => "face-4",
        Column::SoSo => "face-3",
        Column::NotGood => "face-2",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_of_the_screens_is_in_the_program() {
        assert!(INTERFACE.len() > 50);
        for (name, picture) in INTERFACE.iter() {
            assert!(drawing(picture).is_some(), "{name}");
        }
        assert!(drawing("own:no-such").is_none());
    }
}
