//! Pictures that say something: the vocabulary, boards of it by topic, search, how a drawing
//! becomes pixels, and boards of other programs.
//!
//! Never without its word, and never fetched from the net. Read `vocabulary`, then `drawings`,
//! then `obf`.

mod drawings;
pub mod obf;
pub mod packs;
mod raster;
#[cfg(feature = "gui")]
mod sort_picture;
mod vocabulary;

pub use drawings::{drawing, face_of, interface_drawing};
pub use raster::{Pixels, cropped, picture, png, raster};
#[cfg(feature = "gui")]
pub use sort_picture::sort_picture;
pub use vocabulary::{Symbol, Topic, Vocabulary};
