//! The parts of a slide file that hold no word of anybody: presentation, theme, master, layouts.
//! 16:9, in English metric units.

use super::ooxml::{FONT, INK, Relations, SOFT_INK, XML};

pub(super) const WIDE: i64 = 12_192_000;
pub(super) const HIGH: i64 = 6_858_000;
pub(super) const MARGIN: i64 = 640_000;
pub(super) const TITLE_TOP: i64 = 380_000;
pub(super) const TITLE_HIGH: i64 = 1_000_000;
pub(super) const BODY_TOP: i64 = 1_560_000;
pub(super) const BODY_HIGH: i64 = 4_300_000;
pub(super) const INNER_WIDE: i64 = WIDE - 2 * MARGIN;

pub(super) const NAMESPACES: &str = concat!(
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ",
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
);

/// What every tree of shapes begins with.
pub(super) const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The presentation, and the relationships of it to so many slides.
pub(super) fn presentation(slides: usize, language: &str) -> (String, Relations) {
    let mut relations = Relations::default();
    let master = relations.add("slideMaster", "slideMasters/slideMaster1.xml");
    let ids: String = (1..=slides)
        .map(|number| {
            let relation = relations.add("slide", &format!("slides/slide{number}.xml"));
            format!("<p:sldId id=\"{}\" r:id=\"{relation}\"/>", 255 + number)
        })
        .collect();
    relations.add("presProps", "presProps.xml");
    relations.add("theme", "theme/theme1.xml");
    let xml = format!(
        "{XML}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx=\"{WIDE}\" cy=\"{HIGH}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/><p:defaultTextStyle><a:defPPr><a:defRPr lang=\"{language}\"/></a:defPPr></p:defaultTextStyle></p:presentation>"
    );
    (xml, relations)
}

pub(super) fn presentation_properties() -> String {
    format!("{XML}<p:presentationPr {NAMESPACES}/>")
}

pub(super) fn master() -> (String, Relations) {
    let mut relations = Relations::default();
    let title = relations.add("slideLayout", "../slideLayouts/slideLayout1.xml");
    let content = relations.add("slideLayout", "../slideLayouts/slideLayout2.xml");
    relations.add("theme", "../theme/theme1.xml");
    let shapes = [
        placeholder(2, "Title", "type=\"title\"", (MARGIN, TITLE_TOP, INNER_WIDE, TITLE_HIGH)),
        placeholder(
            3,
            "Text",
            "type=\"body\" idx=\"1\"",
            (MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH),
        ),
    ]
    .concat();
    let level = |size: u32, weight: &str, colour: &str| {
        format!(
            "<a:lvl1pPr algn=\"l\"><a:lnSpc><a:spcPct val=\"110000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"600\"/></a:spcBef><a:buNone/><a:defRPr sz=\"{size}\"{weight}><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
        )
    };
    let xml = format!(
        "{XML}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"F6F8FE\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"{title}\"/><p:sldLayoutId id=\"2147483650\" r:id=\"{content}\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        level(3600, " b=\"1\"", "tx1"),
        level(2800, "", "tx1"),
        level(1400, "", "tx2"),
    );
    (xml, relations)
}

/// The two layouts: a title in the middle, and a title with content.
pub(super) fn layouts() -> [String; 2] {
    let layout = |kind: &str, name: &str, shapes: String| {
        format!(
            "{XML}<p:sldLayout {NAMESPACES} type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\"><p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
    };
    let first = [
        placeholder(2, "Title", "type=\"ctrTitle\"", FIRST_TITLE),
        placeholder(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", FIRST_SUBTITLE),
    ]
    .concat();
    let content = [
        placeholder(2, "Title", "type=\"title\"", (MARGIN, TITLE_TOP, INNER_WIDE, TITLE_HIGH)),
        placeholder(3, "Content", "idx=\"1\"", (MARGIN, BODY_TOP, INNER_WIDE, BODY_HIGH)),
    ]
    .concat();
    [layout("title", "Title Slide", first), layout("obj", "Title and Content", content)]
}

pub(super) type Place = (i64, i64, i64, i64);

pub(super) const FIRST_TITLE: Place = (MARGIN, 1_500_000, INNER_WIDE, 1_500_000);
pub(super) const FIRST_SUBTITLE: Place = (MARGIN, 3_150_000, INNER_WIDE, 1_900_000);

pub(super) fn place((left, top, wide, high): Place) -> String {
    format!(
        "<a:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm>"
    )
}

fn placeholder(id: u32, name: &str, kind: &str, at: Place) -> String {
    let anchor = match kind {
        "type=\"ctrTitle\"" => "b",
        "type=\"title\"" => "ctr",
        _ => "t",
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>",
        place(at)
    )
}

/// Colours and the font; what PowerPoint asks of a theme beside them is plain.
pub(super) fn theme() -> String {
    let colour =
        |name: &str, value: &str| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colours = [
        colour("dk1", INK),
        colour("lt1", "FFFFFF"),
        colour("dk2", SOFT_INK),
        colour("lt2", "F6F8FE"),
        colour("accent1", "87BCEA"),
        colour("accent2", "88CF9F"),
        colour("accent3", "EDC45F"),
        colour("accent4", "F0A691"),
        colour("accent5", "B09BE8"),
        colour("accent6", "123D6E"),
        colour("hlink", "123D6E"),
        colour("folHlink", "35247C"),
    ]
    .concat();
    let font = format!(
        "<a:latin typeface=\"{FONT}\" pitchFamily=\"34\" charset=\"0\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"
    );
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line =
        "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "{XML}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Say So\"><a:themeElements><a:clrScheme name=\"Say So\">{colours}</a:clrScheme><a:fontScheme name=\"Say So\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name=\"Say So\"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

/// Where a layout's relationships lead.
pub(super) fn layout_relations() -> Relations {
    let mut relations = Relations::default();
    relations.add("slideMaster", "../slideMasters/slideMaster1.xml");
    relations
}
