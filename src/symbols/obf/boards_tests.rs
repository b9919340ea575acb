//! Boards in and out: what is kept, what is mended and told, and our own vocabulary both ways.

use std::path::Path;

use super::*;
use crate::platform::memory_fs::Fuse;
use crate::platform::{Fs, MemoryFs};
use crate::symbols::{Topic, Vocabulary};

pub(super) const SVG: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0,0L9,9'/></svg>";

/// Everything that the specification knows, and what it does not.
const FULL: &str = r##"{"format":"open-board-0.1","id":"full","locale":"en-GB","name":"Everything",
"description_html":"<b>all</b>","url":"https://example.org/b","data_url":"https://example.org/api",
"default_layout":"landscape","ext_other_settings":{"a":[1,2.5,null,"x"]},
"license":{"type":"CC BY","author_name":"Kim","author_email":"kim@example.org","ext_x":1},
"strings":{"cy":{"happy":"hapus"},"en":{"happy":"happy"}},
"grid":{"rows":2,"columns":3,"order":[["1",null,"2"],["1","3","4"]],"ext_gap":4},
"buttons":[
 {"id":"1","label":"happy","vocalization":"I am happy","image_id":"i1","sound_id":"s1",
  "background_color":"rgb(1, 2, 3)","border_color":"#fff","ext_other":{"deep":true},"left":0.25},
 {"id":"2","label":"more","load_board":{"id":"else","name":"Else","url":"https://example.org","ext_a":1}},
 {"id":"3","label":"clear","action":":clear","actions":[":clear",":home"]},
 {"id":"4","label":"secret","hidden":true,"image_id":"i2","translations":{"cy":{"label":"cudd"}}}],
"images":[
 {"id":"i1","data":"data:image/svg+xml;base64,SVGHERE","width":72,"height":72.5,"content_type":"image/svg+xml",
  "license":{"type":"public domain","source_url":null},"ext_fresh":"yes"},
 {"id":"i2","symbol":{"set":"mypics","filename":"hat.ico","ext_v":2},"url":"https://example.org/hat.png"}],
"sounds":[{"id":"s1","data":"data:audio/mp3;base64,AQID","duration":2,"content_type":"audio/mp3"}]}"##;

pub(super) fn full() -> String {
    FULL.replace("SVGHERE", &data_encoding::BASE64.encode(SVG.as_bytes()))
}

fn board(inside: &str) -> String {
    format!(r#"{{"format":"open-board-0.1","id":"b","name":"B",{inside}}}"#)
}

fn kinds(reading: &Reading) -> Vec<OddityKind> {
    reading.oddities.iter().map(|oddity| oddity.kind).collect()
}

#[test]
fn nothing_that_a_board_says_is_lost() {
    let reading = read(full().as_bytes()).unwrap();
    assert_eq!(kinds(&reading), [OddityKind::OnlyByAddress, OddityKind::BoardElsewhere]);
    let written = write_obf(&reading.set, "full").unwrap();
    let original: serde_json::Value = serde_json::from_str(&full()).unwrap();
    let again: serde_json::Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(again, original);
    assert_eq!(read(&written).unwrap(), reading);
    let with_mark = [b"\xef\xbb\xbf", full().as_bytes()].concat();
    assert_eq!(read(&with_mark).unwrap(), reading);
}

#[test]
fn a_package_is_the_same_each_time() {
    let set = read(full().as_bytes()).unwrap().set;
    let package = write_obz(&set).unwrap();
    let again = read(&package).unwrap().set;
    assert_eq!(again.boards[0].path.as_deref(), Some("boards/full.obf"));
    assert_eq!(write_obz(&again).unwrap(), package);
    assert!(matches!(write_obf(&set, "nobody"), Err(ObfError::NoSuchBoard { .. })));
}

#[test]
fn what_is_odd_is_mended_and_told() {
    use OddityKind as K;
    let grid = r#""grid":{"rows":1,"columns":1,"order":[["1"]]}"#;
    let one = |button: &str| board(&format!(r#""buttons":[{{"id":"1",{button}}}],{grid}"#));
    let image = |image: &str| {
        board(&format!(
            r#""buttons":[],"images":[{{"id":"i",{image}}}],"grid":{{"rows":1,"columns":1,"order":[[null]]}}"#
        ))
    };
    let gif = data_encoding::BASE64.encode(b"GIF89a");
    let svg = data_encoding::BASE64.encode(SVG.as_bytes());
    let bad =
        data_encoding::BASE64.encode(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
    for (text, expected) in [
        (r#"{"buttons":[]}"#.to_owned(), vec![K::OtherFormat, K::NoId, K::NoGrid]),
        (
            board(r#""buttons":[{"id":1},{"id":2}],"grid":{"rows":1,"columns":2,"order":[[1,2]]}"#),
            vec![K::NumberIds],
        ),
        (one(r#""label":5"#), vec![K::NumberAsText]),
        (one(r#""label":["x"]"#), vec![K::FieldUnreadable]),
        (one(r#""hidden":"yes""#), vec![K::FieldUnreadable]),
        (one(r#""image_id":"x""#), vec![K::NoSuchImage]),
        (one(r#""image_id":"""#), vec![]),
        (one(r#""sound_id":"x""#), vec![K::NoSuchSound]),
        (one(r#""load_board":{"path":"boards/x.obf"}"#), vec![K::NoSuchBoard]),
        (one(r#""load_board":{"path":"../../etc/passwd"}"#), vec![K::NoSuchBoard]),
        (one(r#""background_color":"nice""#), vec![K::BadColour]),
        (board(&format!(r#""buttons":[{{"id":"1"}},{{"id":"1"}}],{grid}"#)), vec![K::IdTwice]),
        (
            board(&format!(r#""buttons":[{{"id":"1"}},{{"label":"x"}}],{grid}"#)),
            vec![K::NoId, K::OutsideGrid],
        ),
        (board(&format!(r#""buttons":[7],{grid}"#)), vec![K::FieldUnreadable, K::GridNamesNothing]),
        (
            board(
                r#""buttons":[{"id":"1"}],"grid":{"rows":2,"columns":2,"order":[["1"],[null,null,null]]}"#,
            ),
            vec![K::RaggedGrid],
        ),
        (board(r#""buttons":[{"id":"1"}]"#), vec![K::NoGrid]),
        (board(r#""buttons":[{"id":"1"}],"grid":[]"#), vec![K::FieldUnreadable, K::NoGrid]),
        (image(r#""url":"https://example.org/a.png""#), vec![K::OnlyByAddress]),
        (image(r#""path":"a.png""#), vec![K::FileMissing, K::NoSource]),
        (image(r#""symbol":{"set":"s","filename":"a.png"}"#), vec![K::SymbolElsewhere]),
        (image(r#""symbol":{"set":"openmoji","filename":"1F44B.svg"}"#), vec![]),
        (image(r#""data":"AQID""#), vec![K::BadData, K::NoSource]),
        (image(&format!(r#""data":"data:image/gif;base64,{gif}""#)), vec![K::NotShown]),
        (image(&format!(r#""data":"data:image/png;base64,{svg}""#)), vec![K::OtherContentType]),
        (
            image(&format!(r#""data":"data:image/svg+xml;base64,{bad}""#)),
            vec![K::SvgScript, K::NoSource],
        ),
    ] {
        let reading = read(text.as_bytes()).unwrap();
        assert_eq!(kinds(&reading), expected, "{text}");
        let written = write_obf(&reading.set, &reading.set.root_id).unwrap();
        assert_eq!(read(&written).unwrap().set, reading.set, "{text}");
    }
}

#[test]
fn a_picture_with_a_program_in_it_goes_and_its_button_stays() {
    let text = full().replace(
        &data_encoding::BASE64.encode(SVG.as_bytes()),
        &data_encoding::BASE64.encode(b"<svg onload='x()' xmlns='http://www.w3.org/2000/svg'/>"),
    );
    let reading = read(text.as_bytes()).unwrap();
    let told = &reading.oddities[0];
    assert_eq!((told.kind, told.element.as_str()), (OddityKind::SvgScript, "i1"));
    let symbols = symbols_of(&reading.set);
    assert_eq!((symbols[0].words["en"].as_str(), symbols[0].picture), ("happy", None));
    let written = write_obz(&reading.set).unwrap();
    assert!(!String::from_utf8_lossy(&written).contains("onload"));
}

#[test]
fn a_grid_is_made_where_there_is_none_and_filled_where_it_is_ragged() {
    let reading = read(board(r#""buttons":[{"id":1},{"id":2},{"id":3}]"#).as_bytes()).unwrap();
    let grid = &reading.set.boards[0].grid;
    assert_eq!((grid.rows(), grid.columns), (2, 2));
    assert_eq!(grid.order[1], [Some("3".to_owned()), None]);
    let ragged = board(
        r#""buttons":[{"id":1}],"grid":{"rows":1,"columns":9999999999,"order":[[1,null],[1]]}"#,
    );
    let grid = &read(ragged.as_bytes()).unwrap().set.boards[0].grid;
    assert_eq!((grid.rows(), grid.columns, grid.order[1].len()), (2, 2, 2));
}

fn name(what: BoardName) -> String {
    match what {
        BoardName::Set => "Say So".to_owned(),
        BoardName::Topic(topic) => topic.as_str().to_owned(),
        BoardName::More => "more".to_owned(),
        BoardName::Back => "back".to_owned(),
    }
}

#[test]
fn our_vocabulary_comes_back_as_it_went() {
    for (columns, rows) in [(2, 2), (4, 3), (8, 5), (0, 100)] {
        let set = built_in("cy", columns, rows, &name);
        let package = write_obz(&set).unwrap();
        let reading = read(&package).unwrap();
        assert_eq!(reading.oddities, [], "{columns} x {rows}");
        assert!(reading.set == set);
        assert!(write_obz(&built_in("cy", columns, rows, &name)).unwrap() == package);
        let symbols = symbols_of(&reading.set);
        let vocabulary = Vocabulary::built_in();
        assert_eq!(symbols.len(), vocabulary.symbols().len());
        for symbol in &symbols {
            let known = vocabulary.get(&symbol.symbol_id).unwrap();
            assert_eq!(symbol.words["cy"], known.word("cy"));
            assert!(symbol.words.contains_key("en"));
            let picture = symbol.picture.unwrap();
            assert_eq!(Some(picture.bytes), crate::symbols::drawing(&known.picture));
            assert_eq!(symbol.license.unwrap().kind.as_deref(), Some("CC BY-SA 4.0"));
        }
        let index = Index::new(&set);
        for board in &set.boards {
            assert!(board.grid.order.iter().all(|row| row.len() == board.grid.columns));
            let file = write_obf(&set, &board.board_id).unwrap();
            let alone = read(&file).unwrap().set;
            let alone_index = Index::new(&alone);
            for (button, same) in board.buttons.iter().zip(&alone.boards[0].buttons) {
                let picture = index.picture(board, button);
                assert!(picture.is_some(), "{}", button.button_id);
                assert_eq!(alone_index.picture(&alone.boards[0], same), picture);
            }
        }
        assert!(set.board(&format!("sayso-{}", Topic::Core.as_str())).is_some());
    }
}

#[test]
fn five_thousand_buttons_go_in_and_out() {
    let mut set = BoardSet { root_id: "b0".to_owned(), ..BoardSet::default() };
    for number in 0..100 {
        let path = format!("images/{number}.svg");
        let drawing = SVG.replace("0,0", &format!("{number},0"));
        set.files.insert(path.clone(), drawing.into_bytes());
        let buttons: Vec<Button> = (0..50)
            .map(|button| Button {
                button_id: button.to_string(),
                label: Some(format!("word {number} {button}")),
                image_id: Some(format!("i{number}")),
                ..Button::default()
            })
            .collect();
        set.boards.push(Board {
            board_id: format!("b{number}"),
            path: Some(format!("boards/{number}.obf")),
            format: "open-board-0.1".to_owned(),
            grid: Grid::of(buttons.iter().map(|button| button.button_id.clone()), 10),
            images: vec![Media {
                media_id: format!("i{number}"),
                path: Some(path),
                ..Media::default()
            }],
            buttons,
            ..Board::default()
        });
    }
    let begun = std::time::Instant::now();
    let package = write_obz(&set).unwrap();
    let written = begun.elapsed();
    let reading = read(&package).unwrap();
    eprintln!(
        "{} bytes, written in {written:?}, read in {:?}",
        package.len(),
        begun.elapsed() - written
    );
    assert_eq!(reading.oddities, []);
    assert_eq!(symbols_of(&reading.set).len(), 5_000);
    assert!(symbols_of(&reading.set).iter().all(|symbol| symbol.picture.is_some()));
    assert!(write_obz(&reading.set).unwrap() == package);
}

fn folder_of(files: &[(&str, &[u8])]) -> MemoryFs {
    let fs = MemoryFs::new(Fuse::default());
    fs.create_folders(Path::new("pictures")).unwrap();
    for (name, bytes) in files {
        fs.write_synced(&Path::new("pictures").join(name), bytes).unwrap();
    }
    fs
}

#[test]
fn a_folder_of_pictures_becomes_boards() {
    use OddityKind as K;
    let svg = SVG.as_bytes();
    let utf16: Vec<u8> = "\u{feff}FILE;Topic;CY;en\r\nCat.SVG;Pets;cath;cat\r\nzoe.svg;People;Zoë;Zoë\r\n;x;y;z\r\ngone.png;;;\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let fs = folder_of(&[
        ("List.csv", &utf16),
        ("cat.svg", svg),
        ("zoe.svg", svg),
        ("spare.png", b"\x89PNG"),
        ("notes.txt", b"x"),
    ]);
    let reading = read_folder(&fs, Path::new("pictures"), "en").unwrap();
    let told = [K::LineUnreadable, K::NoWord, K::PictureNotThere, K::PictureNotListed];
    assert_eq!(kinds(&reading), told);
    let symbols = symbols_of(&reading.set);
    let words: Vec<_> = symbols
        .iter()
        .map(|symbol| (symbol.topic, symbol.words["en"].as_str(), symbol.words["cy"].as_str()))
        .collect();
    assert_eq!(words, [("Pets", "cat", "cath"), ("People", "Zoë", "Zoë")]);
    assert!(symbols.iter().all(|symbol| symbol.picture.is_some()));
    let package = write_obz(&reading.set).unwrap();
    assert!(read(&package).unwrap().set == reading.set);
}

#[test]
fn without_a_list_the_names_of_the_files_are_the_words() {
    let fs = folder_of(&[("very_happy.svg", SVG.as_bytes()), ("odd.gif", b"GIF89a")]);
    let reading = read_folder(&fs, Path::new("pictures"), "cy").unwrap();
    assert_eq!(kinds(&reading), [OddityKind::NotShown]);
    let symbols = symbols_of(&reading.set);
    let words: Vec<_> = symbols.iter().map(|symbol| symbol.words["cy"].as_str()).collect();
    assert_eq!(words, ["odd", "very happy"]);
    let empty = folder_of(&[("notes.txt", b"x")]);
    let refused = read_folder(&empty, Path::new("pictures"), "en");
    assert!(matches!(refused, Err(ObfError::NoPictures)));
    let listed = folder_of(&[("list.csv", b"a,b\n1,2\n"), ("a.svg", SVG.as_bytes())]);
    let refused = read_folder(&listed, Path::new("pictures"), "en");
    assert!(matches!(refused, Err(ObfError::NotAPictureList)));
}
