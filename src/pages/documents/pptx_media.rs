//! One slide: its shapes with their words, pictures and recordings.

use super::headings::Tone;
use super::model::{Document, Drawing, Picture, Played, RecordingKind, ShownSymbol};
use super::ooxml::{Package, Relations, drawing_file, ending, fitted};
use super::pptx::safe;
use super::pptx_parts::{BODY_TOP, INNER_WIDE, MARGIN, Place, place};
use crate::words::bidi::is_right_to_left;

/// PowerPoint's own relationship to a medium that it plays.
const MEDIA: &str = "http://schemas.microsoft.com/office/2007/relationships/media";
const TILES_TOP: i64 = 1_560_000;
const TILES_HIGH: i64 = 3_400_000;
const WORD_HIGH: i64 = 420_000;
const TILE_LIMIT: i64 = 2_100_000;

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub text: String,
    /// In hundredths of a point.
    pub size: u32,
    pub is_bold: bool,
    /// Its number in a list; 0 where it has none.
    pub number: usize,
}

impl Text {
    pub fn plain(text: String) -> Self {
        Self { text, size: 2800, is_bold: false, number: 0 }
    }
}

pub(super) struct Slide {
    pub tone: Option<Tone>,
    pub shapes: String,
    pub relations: Relations,
    /// What plays, and when.
    pub timing: String,
    language: &'static str,
    ids: u32,
}

impl Slide {
    pub fn new(tone: Option<Tone>, layout: usize, language: &'static str) -> Self {
        let mut relations = Relations::default();
        relations.add("slideLayout", &format!("../slideLayouts/slideLayout{layout}.xml"));
        Self { tone, shapes: String::new(), relations, timing: String::new(), language, ids: 1 }
    }

    fn id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }

    fn paragraph(&self, text: &Text, colour: Option<&str>, align: &str) -> String {
        let rtl = if is_right_to_left(&text.text) { " rtl=\"1\"" } else { "" };
        let align = if align.is_empty() && !rtl.is_empty() { " algn=\"r\"" } else { align };
        let (indent, number) = match text.number {
            0 => ("", String::new()),
            number => (
                " marL=\"640000\" indent=\"-640000\"",
                format!(
                    "<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPlain\" startAt=\"{number}\"/>"
                ),
            ),
        };
        let fill = colour
            .map(|colour| format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>"))
            .unwrap_or_default();
        let bold = if text.is_bold { " b=\"1\"" } else { "" };
        let look = format!("lang=\"{}\" sz=\"{}\"{bold}", self.language, text.size);
        let lines: Vec<String> = safe(&text.text)
            .0
            .split('\n')
            .map(|line| format!("<a:r><a:rPr {look}>{fill}</a:rPr><a:t>{line}</a:t></a:r>"))
            .collect();
        let lines = lines.join(&format!("<a:br><a:rPr {look}/></a:br>"));
        format!("<a:p><a:pPr{indent}{align}{rtl}>{number}</a:pPr>{lines}</a:p>")
    }

    fn shape(&mut self, name: &str, kind: &str, at: Place, paragraphs: &str) {
        let id = self.id();
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
            place(at)
        ));
    }

    pub fn title(&mut self, kind: &str, at: Place, title: &str, size: u32, colour: &str) {
        let text = Text { size, is_bold: true, ..Text::plain(title.to_owned()) };
        let paragraph = self.paragraph(&text, Some(colour), "");
        self.shape("Title", &format!("type=\"{kind}\""), at, &paragraph);
    }

    pub fn subtitle(&mut self, at: Place, lines: &[Text]) {
        let paragraphs: String = lines.iter().map(|line| self.paragraph(line, None, "")).collect();
        self.shape("Subtitle", "type=\"subTitle\" idx=\"1\"", at, &paragraphs);
    }

    pub fn body(&mut self, at: Place, lines: &[Text]) {
        let paragraphs: String = lines.iter().map(|line| self.paragraph(line, None, "")).collect();
        self.shape("Content", "idx=\"1\"", at, &paragraphs);
    }

    /// Text that is no placeholder's.
    fn text_box(&mut self, at: Place, paragraph: &str) {
        let id = self.id();
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraph}</p:txBody></p:sp>",
            place(at)
        ));
    }

    /// A line at the foot.
    pub fn foot(&mut self, line: &str) {
        let text = Text { size: 1400, ..Text::plain(line.to_owned()) };
        let paragraph = self.paragraph(&text, None, "");
        self.text_box((MARGIN, 6_080_000, INNER_WIDE, 440_000), &paragraph);
    }

    pub fn picture(&mut self, target: &str, alt: &str, at: Place) {
        let relation = self.relations.add("image", target);
        let id = self.id();
        let alt = safe(alt).1;
        self.shapes.push_str(&format!(
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{alt}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            place(at)
        ));
    }

    /// Pictures beside each other, in one or two rows, each above its word; gives where there is
    /// room below them.
    pub fn symbols(
        &mut self,
        package: &mut Package,
        document: &Document,
        symbols: &[ShownSymbol],
    ) -> i64 {
        let count = i64::try_from(symbols.len().max(1)).unwrap_or(1);
        let rows = if count > 6 { 2 } else { 1 };
        let across = (count + rows - 1) / rows;
        let tile_wide = INNER_WIDE / across.max(4);
        let tile_high = TILES_HIGH / rows;
        let side = (tile_wide * 9 / 10).min(tile_high - WORD_HIGH).min(TILE_LIMIT);
        for (at, symbol) in (0_i64..).zip(symbols) {
            let (row, column) = (at / across, at % across);
            let left = MARGIN + column * tile_wide;
            let top = TILES_TOP + row * tile_high;
            if let (Some(number), Some(drawing)) =
                (symbol.drawing, document.drawing(symbol.drawing))
            {
                let file = drawing_file(number);
                package.medium(&format!("ppt/{file}"), &drawing.png);
                let middle = left + (tile_wide - side) / 2;
                self.picture(&format!("../{file}"), &symbol.word, (middle, top, side, side));
            }
            let word = Text { size: 1800, is_bold: true, ..Text::plain(symbol.word.clone()) };
            let word = self.paragraph(&word, None, " algn=\"ctr\"");
            self.text_box((left, top + side, tile_wide, WORD_HIGH), &word);
        }
        TILES_TOP + (rows - 1) * tile_high + side + WORD_HIGH + 160_000
    }

    /// A photo, at most so high.
    pub fn photo(
        &mut self,
        package: &mut Package,
        number: usize,
        (photo, limit): (&Picture, i64),
        alt: &str,
    ) {
        let file = format!("media/photo{number}.{}", ending(photo));
        package.medium(&format!("ppt/{file}"), &photo.bytes);
        let (wide, high) = fitted(photo, INNER_WIDE, limit);
        let left = MARGIN + (INNER_WIDE - wide) / 2;
        self.picture(&format!("../{file}"), alt, (left, BODY_TOP, wide, high));
    }

    /// A recording that plays when it is pressed, by both relationships that office programs look
    /// for, to one file; at most so high. Without a picture of its own the drawing stands for it.
    pub fn recording(
        &mut self,
        package: &mut Package,
        number: usize,
        (kind, played, stand_in, limit): (RecordingKind, &Played, Option<&Drawing>, i64),
        alt: &str,
    ) {
        let (ending_of, element, relation_kind) = match kind {
            RecordingKind::Video => ("mp4", "video", "video"),
            RecordingKind::Voice => ("m4a", "audio", "audio"),
        };
        let file = format!("media/recording{number}.{ending_of}");
        package.medium(&format!("ppt/{file}"), &played.mp4);
        let (poster, size) = match (&played.poster, stand_in) {
            (Some(poster), _) => {
                let file = format!("media/poster{number}.{}", ending(poster));
                package.medium(&format!("ppt/{file}"), &poster.bytes);
                (file, fitted(poster, INNER_WIDE, limit))
            }
            (None, Some(drawing)) => {
                let file = format!("media/poster{number}.png");
                package.medium(&format!("ppt/{file}"), &drawing.png);
                (file, (limit / 2, limit / 2))
            }
            // Nothing to press on.
            (None, None) => return,
        };
        let target = format!("../{file}");
        let linked = self.relations.add(relation_kind, &target);
        let embedded = self.relations.add(MEDIA, &target);
        let poster = self.relations.add("image", &format!("../{poster}"));
        let id = self.id();
        let alt = safe(alt).1;
        let (wide, high) = size;
        let at = place((MARGIN + (INNER_WIDE - wide) / 2, BODY_TOP, wide, high));
        self.shapes.push_str(&format!(
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Recording {id}\" descr=\"{alt}\"><a:hlinkClick r:id=\"\" action=\"ppaction://media\"/></p:cNvPr><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr><a:{element}File r:link=\"{linked}\"/><p:extLst><p:ext uri=\"{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}\"><p14:media xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\" r:embed=\"{embedded}\"/></p:ext></p:extLst></p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed=\"{poster}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{at}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>"
        ));
        self.timing = format!(
            "<p:timing><p:tnLst><p:par><p:cTn id=\"1\" dur=\"indefinite\" restart=\"never\" nodeType=\"tmRoot\"><p:childTnLst><p:{element}><p:cMediaNode vol=\"100000\"><p:cTn id=\"2\" fill=\"hold\" display=\"0\"><p:stCondLst><p:cond delay=\"indefinite\"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid=\"{id}\"/></p:tgtEl></p:cMediaNode></p:{element}></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
        );
    }
}
