//! The Open Board Format, both ways: boards of pictures from other programs, and ours for them.
//!
//! The source is the specification "open-board-0.1" (openboardformat.org). Everything that a file
//! says is kept, also what Say So has no use for; what is odd is mended and reported; nothing is
//! ever fetched from the net, and nothing that is not safe to draw becomes a picture. Bytes in,
//! bytes out: only `folder` reads files, and none of it writes any. It knows no window, no home
//! and no share.
//!
//! `model` says what a set of boards is; `read` makes one of bytes, by way of `package` (the zip
//! and its limits), `manifest`, `board_json` and `check`; `pictures` and `svg` decide what can be
//! drawn; `write` makes the bytes again. `built_in` makes a set of our own vocabulary, `pack` makes
//! symbols of a set, `word` a set of one word with a photo. `report` holds what was odd, `error` what was refused. Read `model` first.

mod board_json;
mod built_in;
mod check;
mod colour;
mod data_uri;
mod error;
mod fields;
mod folder;
mod limits;
mod manifest;
mod model;
mod pack;
mod package;
mod pictures;
mod read;
mod report;
mod svg;
mod word;
mod write;

#[cfg(test)]
mod boards_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod mutation_tests;
#[cfg(test)]
mod samples_tests;

pub use built_in::{BoardName, built_in};
pub use colour::Colour;
pub use error::ObfError;
pub use folder::read_folder;
pub use limits::FILE_LIMIT_BYTES;
pub use model::{
    Board, BoardSet, Button, Data, Grid, License, Link, Media, SymbolReference, TOPIC_COLUMNS,
};
pub use pack::{PackSymbol, symbols_of};
pub use pictures::{Index, Picture, PictureKind};
pub use read::{Reading, read};
pub use report::{Oddity, OddityKind};
pub use svg::{SvgProblem, check_svg};
pub use word::{word_of, word_set};
pub use write::{write_obf, write_obz};
