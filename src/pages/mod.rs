//! The staff pages: what pupils agreed to share with grown-ups who teach here, as plain files
//! that open by a double click from the school's file share.
//!
//! A pure function from a [`Site`] and the words of one language to the bytes of every page.
//! Never writes a file, reads a clock, holds a sentence of its own or puts a name into a file
//! name; never emits a script, an address of another computer or text that was not escaped. The
//! clips are not made here: a page only points to `clip/<stem>.mp4`.
//!
//! `documents` makes what is printed or handed on, of the same words: it has rules of its own.
//!
//! Read `model` first, then `pupil` (the page that all this is for), `site` and `names` (the ways to
//! it), `sheet` (a class on paper),
//! `frame` (what stands around every page, with its content security policy) and `text` (how a
//! name or a pupil's words are made safe to show).

mod book;
mod captions;
pub mod documents;
mod earlier;
mod frame;
mod icons;
mod model;
mod names;
mod own_words;
mod paths;
mod print;
mod pupil;
mod sheet;
mod site;
mod text;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::words::Words;

pub use book::{BOOK, BOOK_LIMIT_BYTES, book, read as read_book};
pub use captions::captions;
pub use model::{
    ClassPage, Clip, ClipKind, HelpedShown, Made, Message, Profile, PupilPage, ShownAnswer,
    ShownBadge, ShownName, ShownSort, Site, Tip,
};
pub use paths::{animal_path, class_path, clip_path, picture_path, pupil_path};

/// One file of the staff site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Relative to the staff folder, of lowercase letters, digits, `-`, and an ending.
    pub path: String,
    /// The whole file, UTF-8.
    pub bytes: Vec<u8>,
    /// What must lie on the site before it: the media that it shows, and the pages that it leads on
    /// to.
    pub needs: Vec<String>,
}

/// Every page of the site, in the order in which they are to be written: each after those that it
/// leads on to.
///
/// The same site gives the same bytes, in whatever order its classes and pupils are listed, so
/// that two staff computers at once write the same files. Where two pages would have one path (a
/// pupil listed in two classes), the page of the first class by name stands.
pub fn render(site: &Site, words: &Words) -> Vec<PageFile> {
    let site = site::in_order(site);
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    let mut put = |path: String, page: maud::Markup, leads_to: Vec<String>| {
        let bytes = page.into_string();
        let mut needs = media(&bytes);
        needs.extend(leads_to);
        files.push(PageFile { path, bytes: bytes.into_bytes(), needs });
    };
    for class in &site.classes {
        for pupil in class.pupils.iter().filter(|pupil| seen.insert(pupil_path(&pupil.file_stem))) {
            let mut leads_to = Vec::new();
            let (shown, earlier) = earlier::split(pupil);
            if let Some(earlier) = earlier {
                let path = paths::earlier_path(&pupil.file_stem);
                put(path.clone(), earlier::page(&site, class, &earlier, words), Vec::new());
                leads_to.push(path);
            }
            let page = pupil::pupil_page(&site, class, &shown, !leads_to.is_empty(), words);
            put(pupil_path(&pupil.file_stem), page, leads_to);
        }
    }
    let pages_of = |class: &ClassPage| -> Vec<String> {
        let told = class.pupils.iter().filter(|pupil| pupil.has_content());
        told.map(|pupil| pupil_path(&pupil.file_stem)).collect()
    };
    for class in site.classes.iter().filter(|class| seen.insert(class_path(&class.file_stem))) {
        let sheet = paths::sheet_path(&class.file_stem);
        put(sheet.clone(), sheet::page(&site, class, words), pages_of(class));
        let leads_to = [pages_of(class), vec![sheet]].concat();
        put(class_path(&class.file_stem), site::class_page(&site, class, words), leads_to);
    }
    let all = site.classes.iter().flat_map(pages_of).collect();
    put(paths::NAMES.to_owned(), names::page(&site, words), all);
    let classes = site.classes.iter().map(|class| class_path(&class.file_stem));
    let leads_to = classes.chain([paths::NAMES.to_owned()]).collect();
    put(paths::INDEX.to_owned(), site::index_page(&site, words), leads_to);
    files
}

/// The files beside a page that it shows. No given text can look like one: its quotes are escaped.
fn media(page: &str) -> Vec<String> {
    let values = |attribute: &'static str| {
        page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next())
    };
    let named = values(" src=\"").chain(values(" poster=\""));
    let files: BTreeSet<&str> = named.filter(|path| !path.starts_with("data:")).collect();
    files.into_iter().map(str::to_owned).collect()
}
