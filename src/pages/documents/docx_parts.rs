//! The parts of a Word file that hold no word of anybody: styles, settings, numbering, fonts.

use super::ooxml::{FONT, INK, SOFT_INK, XML};

pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A paragraph style: its id and name, what follows the name, and how it looks.
struct Style {
    id: &'static str,
    name: &'static str,
    based_on: &'static str,
    paragraph: &'static str,
    letters: &'static str,
}

/// Half points and twentieths of points, as Word counts them.
const STYLES: [Style; 13] = [
    Style {
        id: "Title",
        name: "Title",
        based_on: "Normal",
        paragraph: r#"<w:keepNext/><w:spacing w:before="0" w:after="0"/>"#,
        letters: r#"<w:b/><w:sz w:val="52"/><w:szCs w:val="52"/>"#,
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="0" w:after="80"/>"#,
        letters: r#"<w:sz w:val="26"/><w:szCs w:val="26"/>"#,
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        based_on: "Normal",
        paragraph: r#"<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="40"/><w:textAlignment w:val="center"/><w:outlineLvl w:val="0"/>"#,
        letters: r#"<w:b/><w:sz w:val="28"/><w:szCs w:val="28"/>"#,
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        based_on: "Normal",
        paragraph: r#"<w:keepNext/><w:keepLines/><w:spacing w:before="80" w:after="20"/><w:outlineLvl w:val="1"/>"#,
        letters: r#"<w:b/><w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    },
    Style {
        id: "Quote",
        name: "Quote",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="80" w:after="40"/><w:textAlignment w:val="center"/>"#,
        letters: r#"<w:sz w:val="25"/><w:szCs w:val="25"/>"#,
    },
    Style {
        id: "Tip",
        name: "Top Tip",
        based_on: "Quote",
        paragraph: r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#,
        letters: "",
    },
    Style {
        id: "AdultWords",
        name: "Adult Words",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="20" w:after="40"/><w:textAlignment w:val="center"/>"#,
        letters: "",
    },
    Style {
        id: "Whose",
        name: "Whose Words",
        based_on: "Normal",
        paragraph: r#"<w:keepNext/><w:spacing w:before="80" w:after="0"/>"#,
        letters: r#"<w:b/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    },
    Style {
        id: "Source",
        name: "Source",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="0" w:after="80"/>"#,
        letters: r#"<w:color w:val="3A455D"/><w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    },
    Style {
        id: "Recording",
        name: "Recording",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="20" w:after="40"/>"#,
        letters: "",
    },
    Style {
        id: "Empty",
        name: "Empty Section",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="20" w:after="60"/>"#,
        letters: r#"<w:color w:val="3A455D"/>"#,
    },
    Style {
        id: "Mark",
        name: "Mark",
        based_on: "Normal",
        paragraph: r#"<w:spacing w:before="40" w:after="100"/>"#,
        letters: r#"<w:b/><w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    },
    Style {
        id: "Footer",
        name: "footer",
        based_on: "Normal",
        paragraph: r#"<w:tabs><w:tab w:val="right" w:pos="10200"/></w:tabs><w:spacing w:before="0" w:after="0"/>"#,
        letters: r#"<w:color w:val="3A455D"/><w:sz w:val="16"/><w:szCs w:val="16"/>"#,
    },
];

pub(super) fn styles(language: &str) -> String {
    let mut xml = format!(
        "{XML}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"Arial\"/><w:color w:val=\"{INK}\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"60\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    );
    xml.push_str("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    xml.push_str("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>");
    xml.push_str("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    for style in &STYLES {
        let Style { id, name, based_on, paragraph, letters } = style;
        // What Word does not know by itself is marked as ours.
        let is_own = matches!(
            *id,
            "Tip" | "AdultWords" | "Whose" | "Source" | "Recording" | "Empty" | "Mark"
        );
        let own = if is_own { " w:customStyle=\"1\"" } else { "" };
        xml.push_str(&format!(
            "<w:style w:type=\"paragraph\"{own} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based_on}\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        ));
    }
    xml.push_str("</w:styles>");
    xml
}

/// The numbers of top tips: a list for whoever hears the page.
pub(super) fn numbering() -> String {
    format!(
        "{XML}<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"680\" w:hanging=\"454\"/></w:pPr><w:rPr><w:b/></w:rPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

pub(super) fn settings(language: &str) -> String {
    format!(
        "{XML}<w:settings xmlns:w=\"{WORD}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{language}\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>"
    )
}

/// What stands in for our font where it is not installed.
pub(super) fn fonts() -> String {
    format!(
        "{XML}<w:fonts xmlns:w=\"{WORD}\"><w:font w:name=\"{FONT}\"><w:altName w:val=\"Verdana\"/><w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font><w:font w:name=\"Arial\"><w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// The colour of what stands around the words.
pub(super) const AROUND: &str = SOFT_INK;
