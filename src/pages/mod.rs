//! The staff pages: what pupils agreed to share with grown-ups who teach here, as plain files
//! that open by a double click from the school's file share.
//!
//! A pure function from a [`Site`] and the words of one language to the bytes of every page.
//! Never writes a file, reads a clock, holds a sentence of its own or puts a name into a file
//! name; never emits a script, an address of another computer or text that was not escaped. The
//! clips are not made here: a page only points to `clip/<stem>.mp4`.
//!
//! Read `model` first, then `pupil` (the page that all this is for), `site` (the ways to it),
//! `frame` (what stands around every page, with its content security policy) and `text` (how a
//! name or a pupil's words are made safe to show).

mod book;
mod frame;
mod icons;
mod model;
mod own_words;
mod paths;
mod print;
mod pupil;
mod site;
mod text;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::words::Words;

pub use book::{BOOK, BOOK_LIMIT_BYTES, book, read as read_book};
pub use model::{
    ClassPage, Clip, ClipKind, HelpedShown, Made, Message, Profile, PupilPage, ShownAnswer,
    ShownName, ShownSort, Site, Tip,
};
pub use paths::{class_path, clip_path, picture_path, pupil_path};

/// One file of the staff site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Relative to the staff folder, of lowercase letters, digits, `-`, and `.html` or
    /// `.json`.
    pub path: String,
    /// The whole file, UTF-8.
    pub bytes: Vec<u8>,
}

/// Every page of the site, ordered by path.
///
/// The same site gives the same bytes, in whatever order its classes and pupils are listed, so
/// that two staff computers at once write the same files. Where two pages would have one path (a
/// pupil listed in two classes), the page of the first class by name stands.
pub fn render(site: &Site, words: &Words) -> Vec<PageFile> {
    let site = site::in_order(site);
    let mut pages = BTreeMap::new();
    pages.insert(paths::INDEX.to_owned(), site::index_page(&site, words));
    pages.insert(paths::NAMES.to_owned(), site::names_page(&site, words));
    for class in &site.classes {
        pages
            .entry(class_path(&class.file_stem))
            .or_insert_with(|| site::class_page(&site, class, words));
        for pupil in &class.pupils {
            pages
                .entry(pupil_path(&pupil.file_stem))
                .or_insert_with(|| pupil::pupil_page(&site, class, pupil, words));
        }
    }
    pages
        .into_iter()
        .map(|(path, page)| PageFile { path, bytes: page.into_string().into_bytes() })
        .collect()
}
