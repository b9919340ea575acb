//! A picture of what somebody sorted: three columns of symbols with their words, as JPEG.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use jpeg_encoder::{ColorType, Encoder};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::{Vocabulary, drawing, face_of, interface_drawing};
use crate::domain::{Column, Piece, Sort};

const WIDTH: f32 = 1_200.0;
const MARGIN: f32 = 24.0;
const COLUMN: f32 = (WIDTH - 4.0 * MARGIN) / 3.0;
const TILES_ACROSS: usize = 3;
const TILE: f32 = COLUMN / TILES_ACROSS as f32;
const TILE_HIGH: f32 = TILE + 28.0;
const HEAD: f32 = 104.0;
const QUALITY: u8 = 88;
/// Letters of a tile's line at its size.
const LINE_LETTERS: usize = 12;

/// For each column its ground and its edge.
const LOOKS: [(&str, &str); 3] =
    [("#e5f7eb", "#88cf9f"), ("#fff5da", "#edc45f"), ("#ffece6", "#f0a691")];

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(
        include_bytes!(
            "../../assets/node_modules/@expo-google-fonts/lexend/500Medium/Lexend_500Medium.ttf"
        )
        .to_vec(),
    );
    Arc::new(fonts)
});

/// The picture of a sort; nothing where it cannot be drawn.
pub fn sort_picture(sort: &Sort, language_tag: &str) -> Option<Vec<u8>> {
    let svg = compose(sort, language_tag);
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(&svg, &options).ok()?;
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height())?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    let (width, height) = (u16::try_from(size.width()).ok()?, u16::try_from(size.height()).ok()?);
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, QUALITY).encode(pixmap.data(), width, height, ColorType::Rgba).ok()?;
    Some(jpeg)
}

fn compose(sort: &Sort, language_tag: &str) -> String {
    let longest = Column::ALL.map(|column| sort.column(column).len()).into_iter().max();
    let rows = longest.unwrap_or(0).div_ceil(TILES_ACROSS).max(1);
    let high = HEAD + rows as f32 * TILE_HIGH + 3.0 * MARGIN;
    let mut svg = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" font-family="Lexend" font-weight="500" font-size="19" text-anchor="middle">"#
    );
    for (index, (column, (ground, edge))) in Column::ALL.into_iter().zip(LOOKS).enumerate() {
        let left = MARGIN + index as f32 * (COLUMN + MARGIN);
        let _ = write!(
            svg,
            r#"<rect x="{left}" y="{MARGIN}" width="{COLUMN}" height="{}" rx="28" fill="{ground}" stroke="{edge}" stroke-width="4"/>"#,
            high - 2.0 * MARGIN,
        );
        let picture = interface_drawing(face_of(column)).unwrap_or_default();
        place(&mut svg, picture, left + (COLUMN - 80.0) / 2.0, MARGIN + 14.0, 80.0);
        for (number, card) in sort.column(column).iter().enumerate() {
            let (row, across) = (number / TILES_ACROSS, number % TILES_ACROSS);
            let at = (left + across as f32 * TILE, HEAD + MARGIN + row as f32 * TILE_HIGH);
            tile(&mut svg, card, at, language_tag);
        }
    }
    svg.push_str("</svg>");
    svg
}

fn tile(svg: &mut String, card: &Piece, (left, top): (f32, f32), language_tag: &str) {
    let vocabulary = Vocabulary::built_in();
    let words = vocabulary.piece(card, language_tag).unwrap_or_default();
    let symbol = card.symbols().first().and_then(|id| vocabulary.get(id));
    let lines = lines(&words);
    let middle = left + TILE / 2.0;
    let begin = match symbol {
        Some(symbol) => {
            let side = TILE - 40.0;
            place(svg, &symbol.picture, left + 20.0, top + 4.0, side);
            top + side + 26.0
        }
        None => top + TILE / 2.0 - 10.0 * lines.len() as f32,
    };
    for (number, line) in lines.iter().enumerate() {
        let y = begin + 22.0 * number as f32;
        let _ =
            write!(svg, r##"<text x="{middle}" y="{y}" fill="#22304a">{}</text>"##, escaped(line));
    }
}

/// A drawing in a square.
fn place(svg: &mut String, picture: &str, x: f32, y: f32, side: f32) {
    let Some(whole) = drawing(picture).and_then(|svg| std::str::from_utf8(svg).ok()) else {
        return;
    };
    let Some(inside) = whole.find("<svg").map(|at| &whole[at + "<svg".len()..]) else { return };
    let _ = write!(svg, r#"<svg x="{x}" y="{y}" width="{side}" height="{side}"{inside}"#);
}

/// Words in two lines at most; what is longer ends in dots.
fn lines(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.len() - 1;
        let letters = lines[last].chars().count() + word.chars().count();
        if !lines[last].is_empty() && letters > LINE_LETTERS {
            if lines.len() == 2 {
                lines[last].push('…');
                break;
            }
            lines.push(word.to_owned());
        } else {
            let line = &mut lines[last];
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    let allowed = text.chars().filter(|letter| !letter.is_control());
    allowed
        .map(|letter| match letter {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_becomes_a_picture_whatever_words_are_in_it() {
        let sort = Sort {
            topic: "lessons".into(),
            good: vec![Piece::symbol("art"), Piece::from("<b>my & \u{1} very own words here</b>")],
            so_so: vec![Piece::symbol("no-such-symbol")],
            not_good: (0..10).map(|_| Piece::symbol("maths")).collect(),
        };
        let jpeg = sort_picture(&sort, "en").unwrap();
        assert_eq!(jpeg[..2], [0xff, 0xd8]);
        let empty = sort_picture(&Sort::default(), "en").unwrap();
        assert!(jpeg.len() > empty.len());
    }

    #[test]
    fn words_take_two_lines() {
        assert_eq!(lines("a cup of tea"), ["a cup of tea"]);
        assert_eq!(lines("something very long and more of it"), ["something", "very long and…"]);
    }
}
