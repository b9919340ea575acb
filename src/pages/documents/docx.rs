//! A document for Word (ECMA-376, WordprocessingML), without a table but the parents' box: panels
//! are shaded paragraphs, so that whoever hears it hears headings and words in their order.

use super::DocumentError;
use super::docx_parts::{AROUND, WORD, fonts, numbering, settings, styles};
use super::headings::Tone;
use super::model::{
    Document, DocumentKind, Section, ShownMedium, ShownPiece, ShownSymbol, Statement,
};
use super::ooxml::{
    EMU_CM, Package, Paint, RELATION, Relations, XML, drawing_file, ending, escape, escape_line,
    fitted, language, paint,
};
use super::wording;
use crate::words::Words;
use crate::words::bidi::is_right_to_left;

const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// The widest and highest that a photo is shown.
const PHOTO_WIDE: i64 = 9 * EMU_CM;
const PHOTO_HIGH: i64 = 55 * EMU_CM / 10;
const PROFILE_PHOTO_HIGH: i64 = 38 * EMU_CM / 10;
const HEADING_SYMBOL: i64 = 9 * EMU_CM / 10;
/// With more symbols than this each is drawn smaller.
const FEW_SYMBOLS: usize = 8;

pub(super) fn file(document: &Document, words: &Words) -> Result<Vec<u8>, DocumentError> {
    let mut writer = Writer::new(document, words);
    writer.all();
    let Writer { body, mut relations, mut package, .. } = writer;
    let language = language(words);
    // A4, 18 mm around.
    let section = format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{}\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"850\" w:right=\"850\" w:bottom=\"850\" w:left=\"850\" w:header=\"454\" w:footer=\"454\" w:gutter=\"0\"/></w:sectPr>",
        relations.add("footer", "footer1.xml")
    );
    package.part(
        "word/document.xml",
        &format!("{TYPE}.document.main+xml"),
        format!("{XML}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"),
    );
    package.part("word/styles.xml", &format!("{TYPE}.styles+xml"), styles(language));
    package.part("word/numbering.xml", &format!("{TYPE}.numbering+xml"), numbering());
    package.part("word/settings.xml", &format!("{TYPE}.settings+xml"), settings(language));
    package.part("word/fontTable.xml", &format!("{TYPE}.fontTable+xml"), fonts());
    package.part("word/footer1.xml", &format!("{TYPE}.footer+xml"), footer(document, words));
    package.relations("word/document.xml", &relations);
    package.properties(document, words, "word/document.xml");
    package.finish()
}

const NAMESPACES: &str = concat!(
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ",
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" ",
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" ",
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
);

/// Whose page it is and whether the pupil has checked it, on every sheet.
fn footer(document: &Document, words: &Words) -> String {
    let line = format!("{} · {}", wording::title(document, words), wording::mark(document, words));
    let number = match document.kind {
        DocumentKind::SectionA => {
            "<w:r><w:tab/></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        }
        DocumentKind::Profile | DocumentKind::Tips | DocumentKind::Slides => "",
    };
    format!(
        "{XML}<w:ftr xmlns:w=\"{WORD}\" xmlns:r=\"{RELATION}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{number}</w:p></w:ftr>",
        runs(&line, "")
    )
}

/// Text as runs: line ends become breaks, and words that run from right to left say so.
fn runs(text: &str, look: &str) -> String {
    let mut xml = String::new();
    for (at, line) in escape(text).split('\n').enumerate() {
        if at > 0 {
            xml.push_str("<w:r><w:br/></w:r>");
        }
        for (is_right, part) in by_direction(line) {
            let direction = if is_right { "<w:rtl/>" } else { "" };
            xml.push_str(&format!(
                "<w:r><w:rPr>{look}{direction}</w:rPr><w:t xml:space=\"preserve\">{part}</w:t></w:r>"
            ));
        }
    }
    xml
}

/// Words that run the same way, together.
fn by_direction(line: &str) -> Vec<(bool, String)> {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for word in line.split_inclusive(' ') {
        let has_direction = word.chars().any(char::is_alphabetic);
        let is_right = is_right_to_left(word);
        match parts.last_mut() {
            Some((same, part)) if *same == is_right || !has_direction => part.push_str(word),
            _ => parts.push((is_right, word.to_owned())),
        }
    }
    parts
}

/// How a paragraph looks beside its style.
#[derive(Clone, Copy)]
enum Ground {
    Plain,
    /// Tinted, with an edge at its beginning; those that follow each other lie in one panel.
    Panel(Tone),
    /// An adult's words: white, with a double edge.
    Adult,
    Badge(Tone),
}

/// What is inside `w:pPr` after the style, in the order in which the schema wants it.
fn ground(ground: Ground, is_list: bool, is_right: bool) -> String {
    let bidi = if is_right { "<w:bidi/>" } else { "" };
    let indent = |start: u32| match is_list {
        true => format!("<w:ind w:left=\"{}\" w:right=\"170\" w:hanging=\"454\"/>", start + 454),
        false => format!("<w:ind w:left=\"{start}\" w:right=\"170\"/>"),
    };
    let side = |name: &str, kind: &str, size: u32, space: u32, colour: &str| {
        format!(
            "<w:{name} w:val=\"{kind}\" w:sz=\"{size}\" w:space=\"{space}\" w:color=\"{colour}\"/>"
        )
    };
    match ground {
        Ground::Plain => format!("{bidi}{}", if is_list { indent(0) } else { String::new() }),
        Ground::Panel(tone) => {
            let Paint { ground, edge, .. } = paint(tone);
            let sides = [
                side("top", "single", 24, 1, ground),
                side("left", "single", 48, 6, edge),
                side("bottom", "single", 24, 1, ground),
                side("right", "single", 24, 4, ground),
            ]
            .concat();
            format!(
                "<w:pBdr>{sides}</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{ground}\"/>{bidi}{}",
                indent(227)
            )
        }
        Ground::Adult => {
            let left = side("left", "double", 12, 8, AROUND);
            format!("<w:pBdr>{left}</w:pBdr>{bidi}{}", indent(284))
        }
        Ground::Badge(tone) => {
            let Paint { ground, edge, .. } = paint(tone);
            let sides = ["top", "left", "bottom", "right"];
            let sides: String =
                sides.iter().map(|name| side(name, "single", 12, 3, edge)).collect();
            format!(
                "<w:pBdr>{sides}</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{ground}\"/>{bidi}<w:ind w:left=\"85\" w:right=\"85\"/>"
            )
        }
    }
}

struct Writer<'a> {
    document: &'a Document,
    words: &'a Words,
    body: String,
    relations: Relations,
    package: Package,
    pictures: u32,
    /// Photos so far.
    photos: usize,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, words: &'a Words) -> Self {
        let mut relations = Relations::default();
        for (kind, target) in [
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
        ] {
            relations.add(kind, target);
        }
        Self {
            document,
            words,
            body: String::new(),
            relations,
            package: Package::default(),
            pictures: 0,
            photos: 0,
        }
    }

    fn paragraph(&mut self, style: &str, look: Ground, is_right: bool, runs: &str) {
        let look = ground(look, style == "Tip", is_right);
        // What tells its own source is not parted from it by the end of a page.
        let is_followed = matches!(style, "Quote" | "Tip" | "AdultWords" | "Recording")
            && self.document.kind == DocumentKind::SectionA;
        let keep = if is_followed { "<w:keepNext/>" } else { "" };
        self.body.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}{look}</w:pPr>{runs}</w:p>"
        ));
    }

    fn text(&mut self, style: &str, look: Ground, text: &str) {
        let is_right = is_right_to_left(text);
        let runs = runs(text, "");
        self.paragraph(style, look, is_right, &runs);
    }

    fn all(&mut self) {
        let (document, words) = (self.document, self.words);
        self.text("Title", Ground::Plain, &wording::name(document, words));
        let place = wording::place(document);
        let kind = wording::kind(document, words);
        let line = if place.is_empty() { kind } else { format!("{kind} · {place}") };
        self.text("Subtitle", Ground::Plain, &line);
        let tone = if document.checked.is_some() { Tone::Leaf } else { Tone::Honey };
        self.text("Mark", Ground::Badge(tone), &wording::mark(document, words));
        if let Some(lead) = wording::lead(document, words) {
            self.text("Normal", Ground::Plain, &lead);
        }
        for section in &document.sections {
            self.section(section);
        }
        if document.kind == DocumentKind::SectionA {
            self.parents();
        }
        let mut last = wording::shared_sources(document, words);
        last.extend(wording::older(document, words));
        last.push(wording::made(document, words));
        last.extend(wording::attribution(document, words));
        self.text("Source", Ground::Plain, &last.join("\n"));
    }

    fn section(&mut self, section: &Section) {
        let words = self.words;
        let tone = section.heading.tone();
        let heading = wording::heading(section.heading, words);
        let drawing = self.drawing(section.drawing, &heading, HEADING_SYMBOL);
        let ink = format!("<w:color w:val=\"{}\"/>", paint(tone).ink);
        let between = if drawing.is_empty() { "" } else { "\u{A0}\u{A0}" };
        let line = format!("{drawing}{}", runs_after(between, &heading, &ink));
        self.paragraph("Heading1", Ground::Panel(tone), false, &line);
        for statement in &section.statements {
            self.statement(section, statement);
        }
        if section.statements.is_empty() {
            let empty = wording::empty(self.document, section, words);
            self.text("Empty", Ground::Panel(tone), &empty);
        }
    }

    fn statement(&mut self, section: &Section, statement: &Statement) {
        let words = self.words;
        let is_adult = wording::is_adult(statement);
        let look = if is_adult { Ground::Adult } else { Ground::Panel(section.heading.tone()) };
        if let Some(question) = wording::question(section.heading, statement, words) {
            self.text("Heading2", look, &question);
        }
        if let Some(whose) = wording::whose(statement, words) {
            self.text("Whose", look, &whose);
        }
        let style = if is_adult { "AdultWords" } else { "Quote" };
        for piece in &statement.said {
            match piece {
                ShownPiece::Tip { tip, .. } => self.piece("Tip", look, tip),
                piece => self.piece(style, look, piece),
            }
        }
        for medium in &statement.media {
            self.medium(statement, medium, look);
        }
        if let Some(source) = wording::own_source(self.document, statement, words) {
            self.text("Source", look, &source);
        }
    }

    fn piece(&mut self, style: &str, look: Ground, piece: &ShownPiece) {
        let words = self.words;
        match piece {
            ShownPiece::Symbols(symbols) => {
                let (line, is_right) = self.symbols(symbols);
                self.paragraph(style, look, is_right, &line);
            }
            ShownPiece::Face { face, drawing } => {
                let word = wording::face(*face, words);
                let (line, _) = self.symbols(&[ShownSymbol {
                    symbol_id: format!("face-{face}"),
                    word,
                    drawing: *drawing,
                }]);
                self.paragraph(style, look, false, &line);
            }
            ShownPiece::Aloud => {
                // In a list of tips it keeps its number.
                let style = if style == "Tip" { style } else { "Recording" };
                self.text(style, look, &wording::text(piece, words));
            }
            ShownPiece::Sort { topic, columns } => {
                self.text("Heading2", look, &wording::topic(topic, words));
                for (key, cards) in wording::COLUMNS.iter().zip(columns) {
                    let mut line = runs(&format!("{}:", words.say(key)), "<w:b/>");
                    line.push_str(&runs_after(" ", "", ""));
                    if cards.is_empty() {
                        line.push_str(&runs(&words.say("pages-sort-none"), ""));
                    }
                    for (at, card) in cards.iter().enumerate() {
                        if at > 0 {
                            line.push_str(&runs_after(", ", "", ""));
                        }
                        match card {
                            ShownPiece::Symbols(symbols) => line.push_str(&self.symbols(symbols).0),
                            card => line.push_str(&runs(&wording::text(card, words), "")),
                        }
                    }
                    self.paragraph(style, look, false, &line);
                }
            }
            ShownPiece::Words(_) | ShownPiece::Tip { .. } => {
                self.text(style, look, &wording::text(piece, words));
            }
        }
    }

    /// Each picture before its word, so that the words read as they were said.
    fn symbols(&mut self, symbols: &[ShownSymbol]) -> (String, bool) {
        let side = if symbols.len() <= FEW_SYMBOLS { 13 * EMU_CM / 10 } else { 9 * EMU_CM / 10 };
        let mut line = String::new();
        let mut is_right = false;
        for (at, symbol) in symbols.iter().enumerate() {
            let picture = self.drawing(symbol.drawing, &symbol.word, side);
            let between = if at == 0 { "" } else { " " };
            line.push_str(&runs_after(between, "", ""));
            line.push_str(&picture);
            line.push_str(&runs(&symbol.word, ""));
            is_right |= at == 0 && is_right_to_left(&symbol.word);
        }
        (line, is_right)
    }

    fn medium(&mut self, statement: &Statement, medium: &ShownMedium, look: Ground) {
        let said = wording::medium(medium, &statement.source.day, self.words);
        match medium {
            ShownMedium::Picture(picture) => {
                self.photos += 1;
                let file = format!("media/photo{}.{}", self.photos, ending(picture));
                self.package.medium(&format!("word/{file}"), &picture.bytes);
                let relation = self.relations.add("image", &file);
                // A profile stays on one page.
                let limit = match self.document.kind {
                    DocumentKind::Profile => PROFILE_PHOTO_HIGH,
                    _ => PHOTO_HIGH,
                };
                let (wide, high) = fitted(picture, PHOTO_WIDE, limit);
                let run = self.inline(&relation, &said, wide, high);
                self.paragraph("Recording", look, false, &run);
            }
            ShownMedium::Recording { .. } | ShownMedium::PictureKeptBack => {
                self.text("Recording", look, &said);
            }
        }
    }

    /// A symbol's drawing in a line; nothing where there is none.
    fn drawing(&mut self, at: Option<usize>, alt: &str, side: i64) -> String {
        let document = self.document;
        let (Some(at), Some(drawing)) = (at, document.drawing(at)) else { return String::new() };
        let file = drawing_file(at);
        self.package.medium(&format!("word/{file}"), &drawing.png);
        let relation = self.relations.add("image", &file);
        self.inline(&relation, alt, side, side)
    }

    fn inline(&mut self, relation: &str, alt: &str, wide: i64, high: i64) -> String {
        self.pictures += 1;
        let number = self.pictures;
        let alt = escape_line(alt);
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/><wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }

    /// An empty box for parents, apart from everything that was said; it grows as it is filled in.
    fn parents(&mut self) {
        let words = self.words;
        self.text("Heading1", Ground::Plain, &words.say("doc-parents"));
        self.text("Normal", Ground::Plain, &words.say("doc-parents-lead"));
        let sides = ["top", "left", "bottom", "right"];
        let sides: String = sides
            .iter()
            .map(|side| {
                format!(
                    "<w:{side} w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{AROUND}\"/>"
                )
            })
            .collect();
        let empty = runs(&words.say("doc-parents-empty"), "");
        self.body.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"10206\" w:type=\"dxa\"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"142\" w:type=\"dxa\"/><w:left w:w=\"170\" w:type=\"dxa\"/><w:bottom w:w=\"142\" w:type=\"dxa\"/><w:right w:w=\"170\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"10206\"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"3400\" w:hRule=\"atLeast\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"10206\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Empty\"/></w:pPr>{empty}</w:p></w:tc></w:tr></w:tbl>"
        ));
        self.text("Source", Ground::Plain, "");
    }
}

/// Text after something that keeps its spaces.
fn runs_after(between: &str, text: &str, look: &str) -> String {
    let between = match between.is_empty() {
        true => String::new(),
        false => format!("<w:r><w:t xml:space=\"preserve\">{between}</w:t></w:r>"),
    };
    let text = if text.is_empty() { String::new() } else { runs(text, look) };
    between + &text
}
