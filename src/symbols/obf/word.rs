//! One word of a school's own, as a package: a board that is called by its topic, with one button.

use std::collections::BTreeMap;

use super::model::{Board, BoardSet, Button, FORMAT, Grid, Media};
use super::pack::{PackSymbol, symbols_of};
use super::pictures::PictureKind;
use crate::symbols::vocabulary::Topic;

const PICTURE_ID: &str = "photo";
const BUTTON_ID: &str = "word";

/// A word ("en" and perhaps "cy") with its photo, a JPEG, on the board of a topic.
pub fn word_set(topic: Topic, words: &BTreeMap<String, String>, photo: Vec<u8>) -> BoardSet {
    let label = words.get("en").or(words.values().next()).cloned().unwrap_or_default();
    let path = format!("images/{PICTURE_ID}.{}", PictureKind::Jpeg.ending());
    let strings = words
        .iter()
        .map(|(tag, word)| (tag.clone(), BTreeMap::from([(label.clone(), word.clone())])));
    let board = Board {
        board_id: topic.as_str().to_owned(),
        path: Some(format!("boards/{}.obf", topic.as_str())),
        format: FORMAT.to_owned(),
        locale: Some("en".to_owned()),
        name: Some(topic.as_str().to_owned()),
        grid: Grid::of([BUTTON_ID.to_owned()], 1),
        buttons: vec![Button {
            button_id: BUTTON_ID.to_owned(),
            label: Some(label.clone()),
            image_id: Some(PICTURE_ID.to_owned()),
            ..Button::default()
        }],
        images: vec![Media {
            media_id: PICTURE_ID.to_owned(),
            path: Some(path.clone()),
            content_type: Some(PictureKind::Jpeg.content_type().to_owned()),
            ..Media::default()
        }],
        strings: strings.collect(),
        ..Board::default()
    };
    let mut set = BoardSet { root_id: board.board_id.clone(), ..BoardSet::default() };
    set.boards.push(board);
    set.files.insert(path, photo);
    set.list_media();
    set
}

/// The word of such a set and the topic that it belongs to; nothing where it is no such set.
pub fn word_of(set: &BoardSet) -> Option<(Topic, PackSymbol<'_>)> {
    let symbol = symbols_of(set).into_iter().next()?;
    let topic = Topic::ALL.into_iter().find(|topic| topic.as_str() == symbol.board_id)?;
    Some((topic, symbol))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbols::obf::{read, write_obz};

    #[test]
    fn a_word_comes_back_with_its_topic_its_languages_and_its_photo() {
        // The smallest JPEG header that says how large it is.
        let photo = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xd9".to_vec();
        let words = [("en", "Mrs Patel"), ("cy", "Mrs Patel, y pennaeth")]
            .map(|(tag, word)| (tag.to_owned(), word.to_owned()));
        let words = BTreeMap::from(words);
        let package = write_obz(&word_set(Topic::People, &words, photo.clone())).unwrap();
        let reading = read(&package).unwrap();
        assert!(reading.oddities.is_empty(), "{:?}", reading.oddities);
        let (topic, symbol) = word_of(&reading.set).unwrap();
        assert_eq!((topic, symbol.words), (Topic::People, words));
        let picture = symbol.picture.unwrap();
        assert_eq!((picture.kind, picture.bytes), (PictureKind::Jpeg, photo.as_slice()));
        let other = BoardSet::default();
        assert!(word_of(&other).is_none());
    }
}
