//! A document as slides (ECMA-376, PresentationML): a slide for each thing said, large enough for
//! the last row, so that a pupil can present them.

use super::DocumentError;
use super::headings::Tone;
use super::model::{Document, Section, ShownMedium, ShownPiece, Statement};
use super::ooxml::{Package, Relations, XML, drawing_file, escape, escape_line, language, paint};
use super::pptx_media::{Slide, Text};
use super::pptx_parts::{
    BODY_HIGH, BODY_TOP, FIRST_SUBTITLE, FIRST_TITLE, INNER_WIDE, MARGIN, NAMESPACES, TITLE_HIGH,
    TITLE_TOP, TREE, layout_relations, layouts, master, presentation, presentation_properties,
    theme,
};
use super::wording;
use crate::words::Words;

const TYPE: &str = "application/vnd.openxmlformats-officedocument.presentationml";
/// No slide holds more letters; more go on to the next one.
const SLIDE_LETTERS: usize = 420;
const TIPS_ON_A_SLIDE: usize = 5;
/// Letters of a list on one slide.
const LIST_LETTERS: usize = 330;
const SYMBOLS_ON_A_SLIDE: usize = 12;
/// Where a picture or a recording stands, and words below it.
const MEDIA_HIGH: i64 = 4_350_000;
const MEDIA_HIGH_WITH_WORDS: i64 = 3_560_000;
const CAPTION_TOP: i64 = 5_260_000;
const CAPTION_HIGH: i64 = 760_000;
const CAPTION_LETTERS: usize = 140;

pub(super) fn file(document: &Document, words: &Words) -> Result<Vec<u8>, DocumentError> {
    let mut deck = Deck { document, words, slides: Vec::new(), package: Package::default() };
    deck.all();
    let Deck { slides, mut package, .. } = deck;
    let part = |kind: &str| format!("{TYPE}.{kind}+xml");
    let (xml, relations) = presentation(slides.len(), language(words));
    package.part("ppt/presentation.xml", &part("presentation.main"), xml);
    package.relations("ppt/presentation.xml", &relations);
    package.part("ppt/presProps.xml", &part("presProps"), presentation_properties());
    let theme_type = "application/vnd.openxmlformats-officedocument.theme+xml";
    package.part("ppt/theme/theme1.xml", theme_type, theme());
    let (xml, relations) = master();
    package.part("ppt/slideMasters/slideMaster1.xml", &part("slideMaster"), xml);
    package.relations("ppt/slideMasters/slideMaster1.xml", &relations);
    for (number, xml) in layouts().into_iter().enumerate() {
        let path = format!("ppt/slideLayouts/slideLayout{}.xml", number + 1);
        package.part(&path, &part("slideLayout"), xml);
        package.relations(&path, &layout_relations());
    }
    for (number, slide) in slides.into_iter().enumerate() {
        let path = format!("ppt/slides/slide{}.xml", number + 1);
        let (xml, relations) = whole(slide);
        package.part(&path, &part("slide"), xml);
        package.relations(&path, &relations);
    }
    package.properties(document, words, "ppt/presentation.xml");
    package.finish()
}

fn whole(slide: Slide) -> (String, Relations) {
    let Slide { tone, shapes, relations, timing, .. } = slide;
    let ground = match tone {
        Some(tone) => format!(
            "<p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>",
            paint(tone).ground
        ),
        None => String::new(),
    };
    let xml = format!(
        "{XML}<p:sld {NAMESPACES}><p:cSld>{ground}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}</p:sld>"
    );
    (xml, relations)
}

struct Deck<'a> {
    document: &'a Document,
    words: &'a Words,
    slides: Vec<Slide>,
    package: Package,
}

impl Deck<'_> {
    fn all(&mut self) {
        let document = self.document;
        self.first();
        for section in wording::shown(document) {
            if section.statements.is_empty() {
                let mut slide = self.content(section, None);
                let empty = wording::empty(document, section, self.words);
                let text = Text { size: 2400, ..Text::plain(empty) };
                slide.body((MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH), &[text]);
                self.slides.push(slide);
            }
            for statement in &section.statements {
                self.statement(section, statement);
            }
        }
        self.last();
    }

    fn new_slide(&self, tone: Option<Tone>, layout: usize) -> Slide {
        Slide::new(tone, layout, language(self.words))
    }

    fn first(&mut self) {
        let (document, words) = (self.document, self.words);
        let mut slide = self.new_slide(Some(Tone::Sky), 1);
        slide.title("ctrTitle", FIRST_TITLE, &wording::name(document, words), 5400, "22304A");
        let mut lines = vec![Text { size: 3200, ..Text::plain(wording::kind(document, words)) }];
        let place = wording::place(document);
        if !place.is_empty() {
            lines.push(Text { size: 2000, ..Text::plain(place) });
        }
        lines.push(Text {
            size: 1800,
            is_bold: true,
            ..Text::plain(wording::mark(document, words))
        });
        slide.subtitle(FIRST_SUBTITLE, &lines);
        self.slides.push(slide);
    }

    /// Who helped, and whose drawings they are.
    fn last(&mut self) {
        let (document, words) = (self.document, self.words);
        let mut slide = self.new_slide(None, 2);
        let at = (MARGIN, TITLE_TOP, INNER_WIDE, TITLE_HIGH);
        slide.title("title", at, &words.say("doc-how-title"), 3200, "22304A");
        let mut lines = wording::shared_sources(document, words);
        lines.extend(wording::unsaid(document, words));
        lines.push(wording::mark(document, words));
        lines.push(wording::made(document, words));
        lines.extend(wording::attribution(document, words));
        let lines: Vec<Text> =
            lines.into_iter().map(|line| Text { size: 1600, ..Text::plain(line) }).collect();
        slide.body((MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH), &lines);
        self.slides.push(slide);
    }

    /// A slide below a heading, with what was asked as its title where that says more.
    fn content(&mut self, section: &Section, statement: Option<&Statement>) -> Slide {
        let (document, words) = (self.document, self.words);
        let tone = section.heading.tone();
        let mut slide = self.new_slide(Some(tone), 2);
        let heading = wording::heading(section.heading, words);
        let asked = statement.and_then(|one| wording::question(section.heading, one, words));
        let title = asked.unwrap_or_else(|| heading.clone());
        let mut left = MARGIN;
        if let (Some(at), Some(drawing)) = (section.drawing, document.drawing(section.drawing)) {
            let file = drawing_file(at);
            self.package.medium(&format!("ppt/{file}"), &drawing.png);
            let place = (MARGIN, TITLE_TOP + 40_000, 920_000, 920_000);
            slide.picture(&format!("../{file}"), &heading, place);
            left += 1_100_000;
        }
        let at = (left, TITLE_TOP, INNER_WIDE - (left - MARGIN), TITLE_HIGH);
        let size = if title.chars().count() > 60 { 2400 } else { 3600 };
        slide.title("title", at, &title, size, paint(tone).ink);
        slide
    }

    fn statement(&mut self, section: &Section, statement: &Statement) {
        let words = self.words;
        let pieces: Vec<&ShownPiece> = statement.said.iter().collect();
        let is_tip = |piece: &&&ShownPiece| matches!(piece, ShownPiece::Tip { .. });
        let tips: Vec<&ShownPiece> = pieces.iter().filter(is_tip).copied().collect();
        let has_symbols = |piece: &&ShownPiece| match piece {
            ShownPiece::Tip { tip, .. } => matches!(**tip, ShownPiece::Symbols(_)),
            _ => false,
        };
        let as_list = !tips.is_empty() && !tips.iter().any(has_symbols);
        if as_list {
            self.tip_list(section, statement, &tips);
        }
        let caption = self.caption(statement);
        for piece in pieces {
            match piece {
                ShownPiece::Tip { .. } if as_list => {}
                ShownPiece::Words(_) if caption.is_some() => {}
                ShownPiece::Tip { number, tip } => {
                    let number = Some(*number);
                    self.piece(section, statement, tip, number);
                }
                piece => self.piece(section, statement, piece, None),
            }
        }
        for medium in &statement.media {
            let label = wording::medium(medium, &statement.source.day, words);
            let mut slide = self.content(section, Some(statement));
            // What is played or shown speaks for itself.
            let is_named = match medium {
                ShownMedium::Recording { played, .. } => played.is_none() && caption.is_some(),
                ShownMedium::Picture(_) | ShownMedium::PictureKeptBack => false,
            };
            self.below(&mut slide, statement, if is_named { &label } else { "" });
            let high = if caption.is_some() { MEDIA_HIGH_WITH_WORDS } else { MEDIA_HIGH };
            if let Some(caption) = &caption {
                let at = (MARGIN, CAPTION_TOP, INNER_WIDE, CAPTION_HIGH);
                slide.body(at, &[Text { size: 2000, ..Text::plain(caption.clone()) }]);
            }
            match medium {
                ShownMedium::Picture(picture) => {
                    slide.photo(&mut self.package, self.slides.len(), (picture, high), &label);
                }
                ShownMedium::Recording { kind, played: Some(played), .. } => {
                    let number = self.slides.len();
                    let voice = self.document.drawing(section.drawing);
                    let shown = (*kind, played, voice, high);
                    slide.recording(&mut self.package, number, shown, &label);
                }
                ShownMedium::Recording { played: None, .. } | ShownMedium::PictureKeptBack => {
                    if caption.is_some() {
                        self.slides.push(slide);
                        continue;
                    }
                    let text = Text { size: 2400, ..Text::plain(label) };
                    slide.body((MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH), &[text]);
                }
            }
            self.slides.push(slide);
        }
    }

    /// Words that have room below what is played or shown.
    fn caption(&self, statement: &Statement) -> Option<String> {
        let [ShownPiece::Words(_)] = statement.said.as_slice() else { return None };
        let text = wording::text(&statement.said[0], self.words);
        let is_short = text.chars().count() <= CAPTION_LETTERS && text.lines().count() <= 2;
        (is_short && statement.media.len() == 1).then_some(text)
    }

    /// A line below everything: whose words they are, or where to hear it.
    fn below(&self, slide: &mut Slide, statement: &Statement, label: &str) {
        let whose = wording::whose(statement, self.words);
        let parts = whose.as_deref().into_iter().chain([label]).filter(|part| !part.is_empty());
        let parts: Vec<&str> = parts.collect();
        let line = parts.join(" · ");
        if !line.trim().is_empty() {
            slide.foot(&line);
        }
    }

    fn tip_list(&mut self, section: &Section, statement: &Statement, tips: &[&ShownPiece]) {
        let words = self.words;
        let mut waiting: Vec<(usize, String)> = Vec::new();
        let mut letters = 0;
        for (at, tip) in tips.iter().enumerate() {
            let chunks = chunks(&wording::text(tip, words), LIST_LETTERS);
            for (part, text) in chunks.into_iter().enumerate() {
                let long = text.chars().count();
                let is_full = waiting.len() == TIPS_ON_A_SLIDE || letters + long > LIST_LETTERS;
                if !waiting.is_empty() && is_full {
                    self.list_slide(section, statement, &std::mem::take(&mut waiting));
                    letters = 0;
                }
                letters += long;
                // What goes on from the slide before has no number of its own.
                waiting.push((if part == 0 { at + 1 } else { 0 }, text));
            }
        }
        self.list_slide(section, statement, &waiting);
    }

    fn list_slide(&mut self, section: &Section, statement: &Statement, tips: &[(usize, String)]) {
        let mut slide = self.content(section, Some(statement));
        let letters: usize = tips.iter().map(|(_, text)| text.chars().count()).sum();
        let size = if letters <= 200 { 2800 } else { 2400 };
        let lines: Vec<Text> = tips
            .iter()
            .map(|(number, text)| Text { size, number: *number, ..Text::plain(text.clone()) })
            .collect();
        slide.body((MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH), &lines);
        self.below(&mut slide, statement, "");
        self.slides.push(slide);
    }

    fn piece(
        &mut self,
        section: &Section,
        statement: &Statement,
        piece: &ShownPiece,
        number: Option<usize>,
    ) {
        let words = self.words;
        let numbered = |text: String| match number {
            Some(number) => format!("{number}. {text}"),
            None => text,
        };
        if let ShownPiece::Symbols(symbols) = piece {
            for some in symbols.chunks(SYMBOLS_ON_A_SLIDE) {
                let mut slide = self.content(section, Some(statement));
                let sentence = wording::text(&ShownPiece::Symbols(some.to_vec()), words);
                let below = slide.symbols(&mut self.package, self.document, some);
                let at = (MARGIN, below, INNER_WIDE, 900_000);
                slide.body(at, &[Text { size: 2400, ..Text::plain(numbered(sentence)) }]);
                self.below(&mut slide, statement, "");
                self.slides.push(slide);
            }
            return;
        }
        for text in chunks(&numbered(wording::text(piece, words)), SLIDE_LETTERS) {
            let mut slide = self.content(section, Some(statement));
            let size = match text.chars().count() {
                0..=90 => 4000,
                91..=220 => 3200,
                _ => 2400,
            };
            slide.body(
                (MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH),
                &[Text { size, ..Text::plain(text) }],
            );
            self.below(&mut slide, statement, "");
            self.slides.push(slide);
        }
    }
}

/// Text in parts of at most so many letters, broken between words where there are any.
fn chunks(text: &str, letters: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut long = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let word: Vec<char> = word.chars().collect();
        if long > 0 && long + word.len() > letters {
            parts.push(std::mem::take(&mut part));
            long = 0;
        }
        for some in word.chunks(letters) {
            if long + some.len() > letters {
                parts.push(std::mem::take(&mut part));
                long = 0;
            }
            part.extend(some);
            long += some.len();
        }
    }
    if !part.is_empty() || parts.is_empty() {
        parts.push(part);
    }
    parts
}

/// Escaped for text and for an attribute: what shapes need.
pub(super) fn safe(text: &str) -> (String, String) {
    (escape(text), escape_line(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_goes_on_and_loses_nothing() {
        let spoken = "one two  three\nfour ".repeat(100);
        let endless = "x".repeat(1_000);
        for text in [spoken.as_str(), &endless, "short", ""] {
            let parts = chunks(text, 100);
            assert_eq!(parts.concat(), text);
            assert!(parts.iter().all(|part| part.chars().count() <= 100));
        }
        assert_eq!(chunks("", 10).len(), 1);
        assert_eq!(chunks("one two three", 8), ["one two ", "three"]);
    }
}
