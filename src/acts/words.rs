//! Words of a school's own: somebody or something at this school, with a photo, on the board of its
//! topic on every tablet.

use std::collections::BTreeMap;
use std::path::Path;

use super::{ActError, Desk, own};
use crate::media::square_photo;
use crate::symbols::obf::{word_set, write_obz};
use crate::symbols::{Topic, Vocabulary};
use crate::wire::{OwnForm, OwnKind};

/// The largest photo that is read.
const PHOTO_LIMIT_BYTES: u64 = 64 * 1024 * 1024;
/// Enough for the largest card of any screen.
const PHOTO_SIDE_PX: u16 = 480;
const WORD_LIMIT_CHARS: usize = 40;

/// A word as somebody gives it.
#[derive(Debug, Clone, Copy)]
pub struct NewWord<'a> {
    pub word: &'a str,
    pub welsh: Option<&'a str>,
    /// A JPEG. Nobody can tell here who is in it: a pupil who may not be shown must not be.
    pub photo: &'a Path,
    /// A topic's short name.
    pub topic: &'a str,
}

/// A word without what would break a board: one line, not too long.
fn check_word(word: &str) -> Result<String, ActError> {
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !word.is_empty()
        && word.chars().count() <= WORD_LIMIT_CHARS
        && !word.chars().any(char::is_control);
    if fits { Ok(word) } else { Err(ActError::BadName) }
}

/// Gives a word to every tablet, in the place of the same word. Gives the word.
pub fn add(desk: &Desk, new: &NewWord<'_>) -> Result<String, ActError> {
    own::check_may_tell(desk)?;
    let word = check_word(new.word)?;
    let welsh = new.welsh.map(check_word).transpose()?;
    let Some(topic) = Topic::ALL.into_iter().find(|topic| topic.as_str() == new.topic) else {
        let known = Topic::ALL.map(Topic::as_str).join(", ");
        return Err(ActError::NoTopic { topic: new.topic.to_owned(), known });
    };
    // A message names it by its word, which must not mean one of ours.
    let is_ours = |one: &str| one.to_lowercase() == word.to_lowercase();
    let mut symbols = Vocabulary::built_in().symbols().iter();
    if symbols.any(|symbol| is_ours(&symbol.symbol_id) || is_ours(symbol.word("en"))) {
        return Err(ActError::WordTaken { word });
    }
    let photo = desk.home.fs().read(new.photo, PHOTO_LIMIT_BYTES)?;
    let photo = square_photo(&photo, PHOTO_SIDE_PX).map_err(|_| ActError::NotAPhoto)?;
    let english = [("en".to_owned(), word.clone())];
    let words: BTreeMap<String, String> =
        english.into_iter().chain(welsh.map(|welsh| ("cy".to_owned(), welsh))).collect();
    let package = write_obz(&word_set(topic, &words, photo))?;
    own::put(desk, OwnKind::Word, &word, None, (OwnForm::Package, &package))?;
    Ok(word)
}

/// Takes a word away from every tablet.
pub fn remove(desk: &Desk, word: &str) -> Result<(), ActError> {
    own::remove(desk, OwnKind::Word, &check_word(word)?, None)
}

/// What staff gave to every tablet: boards and words, by their names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    pub boards: Vec<String>,
    pub words: Vec<String>,
}

pub fn all(desk: &Desk) -> Result<Given, ActError> {
    let mut given = Given::default();
    for thing in own::all(desk)?.into_iter().filter(|thing| thing.medium.is_some()) {
        match thing.kind {
            OwnKind::Boards => given.boards.push(thing.name),
            OwnKind::Word => given.words.push(thing.name),
            OwnKind::Prompt => {}
        }
    }
    given.boards.sort();
    given.words.sort();
    Ok(given)
}
