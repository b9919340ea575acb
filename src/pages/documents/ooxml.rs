//! What files for office programs share: a zip of XML parts with content types and relationships
//! (ECMA-376 part 2). Written by hand, so that nothing in it depends on the time or the machine
//! and no character can make a program offer to repair the file.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::DocumentError;
use super::headings::Tone;
use super::model::{Document, Picture, PictureKind};
use super::wording;
use crate::domain::Language;
use crate::pages::text::clean;
use crate::words::Words;

/// English metric units in a centimetre.
pub(super) const EMU_CM: i64 = 360_000;
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const FONT: &str = "Lexend";

/// A tone's ground, edge and ink, as the staff pages have them.
pub(super) struct Paint {
    pub ground: &'static str,
    pub edge: &'static str,
    pub ink: &'static str,
}

pub(super) fn paint(tone: Tone) -> Paint {
    let (ground, edge, ink) = match tone {
        Tone::Coral => ("FFECE6", "F0A691", "6A1F10"),
        Tone::Honey => ("FFF5DA", "EDC45F", "523B05"),
        Tone::Leaf => ("E5F7EB", "88CF9F", "12462A"),
        Tone::Violet => ("EFEBFF", "B09BE8", "35247C"),
        Tone::Sky => ("E5F2FF", "87BCEA", "0F3A69"),
    };
    Paint { ground, edge, ink }
}

/// The ink of all text, and a softer one for what stands around it.
pub(super) const INK: &str = "22304A";
pub(super) const SOFT_INK: &str = "3A455D";

/// Text as it may stand in an XML part: cleaned as on the pages, without the two characters that
/// XML 1.0 has no place for, and escaped. Line ends stay.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            other => safe.push(other),
        }
    }
    safe
}

/// As `escape`, on one line: for attributes and properties.
pub(super) fn escape_line(text: &str) -> String {
    escape(&crate::pages::text::clean_line(text))
}

/// The language as office programs call it.
pub(super) fn language(words: &Words) -> &'static str {
    match words.language() {
        Language::English => "en-GB",
        Language::Welsh => "cy-GB",
    }
}

/// The relationships of one part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    list: Vec<(String, String)>,
}

impl Relations {
    /// To a target, by the last word of a standard type or by a whole type; gives its id.
    pub fn add(&mut self, kind: &str, target: &str) -> String {
        let kind = if kind.contains(':') { kind.to_owned() } else { format!("{RELATION}/{kind}") };
        let known = self.list.iter().position(|known| known.0 == kind && known.1 == target);
        let at = known.unwrap_or_else(|| {
            self.list.push((kind, target.to_owned()));
            self.list.len() - 1
        });
        format!("rId{}", at + 1)
    }

    pub fn xml(&self) -> String {
        let mut xml = format!(
            "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (at, (kind, target)) in self.list.iter().enumerate() {
            xml.push_str(&format!(
                "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>",
                at + 1
            ));
        }
        xml.push_str("</Relationships>");
        xml
    }
}

/// Parts on their way into one file.
#[derive(Debug, Default)]
pub(super) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    types: BTreeMap<String, String>,
}

impl Package {
    /// An XML part with its content type.
    pub fn part(&mut self, path: &str, content_type: &str, xml: String) {
        self.types.insert(path.to_owned(), content_type.to_owned());
        self.parts.insert(path.to_owned(), xml.into_bytes());
    }

    /// The relationships of the part at a path; of the whole file where that is empty.
    pub fn relations(&mut self, of: &str, relations: &Relations) {
        let (folder, name) = of.rsplit_once('/').map_or(("", of), |(folder, name)| (folder, name));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.parts.insert(format!("{folder}_rels/{name}.rels"), relations.xml().into_bytes());
    }

    /// A picture or a recording, whose type its ending tells.
    pub fn medium(&mut self, path: &str, bytes: &[u8]) {
        self.parts.entry(path.to_owned()).or_insert_with(|| bytes.to_vec());
    }

    fn content_types(&self) -> String {
        let mut xml = format!(
            "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        );
        for (ending, kind) in [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("jpeg", "image/jpeg"),
            ("mp4", "video/mp4"),
            ("m4a", "audio/mp4"),
        ] {
            xml.push_str(&format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"));
        }
        for (path, kind) in &self.types {
            xml.push_str(&format!("<Override PartName=\"/{path}\" ContentType=\"{kind}\"/>"));
        }
        xml.push_str("</Types>");
        xml
    }

    /// Adds what every such file has: the start, and the document's properties.
    pub fn properties(&mut self, document: &Document, words: &Words, start: &str) {
        let mut relations = Relations::default();
        relations.add("officeDocument", start);
        relations.add(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        );
        relations.add("extended-properties", "docProps/app.xml");
        self.relations("", &relations);
        let title = escape_line(&wording::title(document, words));
        let subject = escape_line(&wording::mark(document, words));
        let school = document.school.as_deref().map(escape_line).unwrap_or_default();
        let (language, at) = (language(words), document.made_at);
        self.part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            format!(
                "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{school}</dc:creator><dc:language>{language}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified></cp:coreProperties>"
            ),
        );
        self.part(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            format!(
                "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Say So</Application></Properties>"
            ),
        );
    }

    pub fn finish(self) -> Result<Vec<u8>, DocumentError> {
        self.zipped().map_err(|error| DocumentError::Unwritable { detail: error.to_string() })
    }

    fn zipped(self) -> zip::result::ZipResult<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let types = self.content_types().into_bytes();
        // Readers that read from the front want the types first.
        let first = [("[Content_Types].xml", &types)].into_iter();
        for (path, bytes) in
            first.chain(self.parts.iter().map(|(path, part)| (path.as_str(), part)))
        {
            let is_xml = path.ends_with(".xml") || path.ends_with(".rels");
            let method =
                if is_xml { CompressionMethod::Deflated } else { CompressionMethod::Stored };
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::default())
                .unix_permissions(0o644)
                .system(System::Unix);
            writer.start_file(path, options)?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// The name of a drawing among the media.
pub(super) fn drawing_file(at: usize) -> String {
    format!("media/symbol{}.png", at + 1)
}

/// The ending of a photo.
pub(super) fn ending(picture: &Picture) -> &'static str {
    match picture.kind {
        PictureKind::Jpeg => "jpeg",
        PictureKind::Png => "png",
    }
}

/// As large as it fits, in EMU.
pub(super) fn fitted(picture: &Picture, wide: i64, high: i64) -> (i64, i64) {
    let (width, height) = (i64::from(picture.width_px.max(1)), i64::from(picture.height_px.max(1)));
    if width * high >= height * wide {
        (wide, (wide * height / width).max(1))
    } else {
        ((high * width / height).max(1), high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_can_break_a_part() {
        let given = "<a b=\"&\">\u{0}\u{1}\u{b}\u{FFFE}\u{FFFF}\u{202E}\r\nx\ty";
        assert_eq!(escape(given), "&lt;a b=&quot;&amp;&quot;&gt;\nx y");
        assert_eq!(escape_line("a\n\nb"), "a b");
        let every: String = ('\u{0}'..=char::MAX).step_by(7).collect();
        let xml = format!("<a>{}</a>", escape(&every));
        assert!(roxmltree::Document::parse(&xml).is_ok());
    }

    #[test]
    fn a_photo_keeps_its_shape() {
        let picture = |width_px, height_px| Picture {
            kind: PictureKind::Jpeg,
            bytes: Vec::new(),
            width_px,
            height_px,
        };
        assert_eq!(fitted(&picture(400, 300), 800, 800), (800, 600));
        assert_eq!(fitted(&picture(300, 400), 800, 800), (600, 800));
        assert_eq!(fitted(&picture(1, 16_000), 800, 800), (1, 800));
    }
}
