use super::*;
use crate::symbols::{Vocabulary, drawing};

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{inside}</svg>"
    )
}

#[test]
fn every_drawing_of_ours_is_safe() {
    for symbol in Vocabulary::built_in().symbols() {
        let svg = drawing(&symbol.picture).unwrap();
        assert_eq!(check_svg(svg), Ok(()), "{}", symbol.picture);
    }
}

#[test]
fn what_drawing_programs_write_is_let_through() {
    let illustrator = r##"<?xml version="1.0"?><!-- Generator: Adobe Illustrator -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY ns_xlink 'http://www.w3.org/1999/xlink'>
]>
<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/">
 <switch><foreignObject requiredExtensions="x"><i:pgf>data</i:pgf></foreignObject>
 <g i:extraneous="self"><use xlink:href="#a"/><path id="a" d="M0,0L1,1" style="fill:url( '#b')"/></g></switch></svg>"##;
    assert_eq!(check_svg(illustrator.as_bytes()), Ok(()));
    let inkscape = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://sodipodi.x" s:docname="C:\x (1).svg">
 <metadata><rdf:RDF xmlns:rdf="http://rdf"><x href="http://license"/></rdf:RDF></metadata><style>.a{fill:red}</style></svg>"#;
    // A note in no namespace of its own is taken for a part of the drawing.
    assert_eq!(check_svg(inkscape.as_bytes()), Err(SvgProblem::Outside));
    assert_eq!(check_svg(inkscape.replace("<x href", "<rdf:x href").as_bytes()), Ok(()));
}

#[test]
fn what_could_do_harm_is_refused() {
    use SvgProblem::{Broken, Entities, Foreign, Outside, Script, TooComplex};
    for (inside, problem) in [
        ("<script>alert(1)</script>", Script),
        ("<x:script xmlns:x='http://x'/>", Script),
        ("<g onclick='x()'/>", Script),
        ("<a xlink:href=' JavaScript:x()'/>", Script),
        ("<set attributeName='xlink:href' to='javascript:x'/>", Script),
        ("<image href='http://x/y.png'/>", Outside),
        ("<image href='/etc/passwd'/>", Outside),
        ("<image xlink:href='photo.png'/>", Outside),
        ("<use href='other.svg#a'/>", Outside),
        ("<g style='fill:url(http://x)'/>", Outside),
        ("<g fill='URL( \"//x\" )'/>", Outside),
        ("<style>@import 'x.css';</style>", Outside),
        ("<style><![CDATA[a{fill:\\75rl(http://x)}]]></style>", Outside),
        ("<g xml:base='http://x'/>", Outside),
        ("<?xml-stylesheet href='x'?>", Outside),
        ("<foreignObject><p/></foreignObject>", Foreign),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", Foreign),
        ("<body xmlns='http://www.w3.org/1999/xhtml'/>", Foreign),
        ("<image href='data:image/svg+xml,%3Csvg/>'/>", Foreign),
        ("<g id='a'><use href='#a'/></g>", TooComplex),
        ("<g", Broken),
    ] {
        assert_eq!(check_svg(svg(inside).as_bytes()), Err(problem), "{inside}");
    }
    for (declared, problem) in [
        ("<!ENTITY a SYSTEM 'file:///etc/passwd'>", Entities),
        ("<!ENTITY % a 'x'>", Entities),
        ("<!ENTITY a 'x'><!ENTITY b '&a;&a;'>", Entities),
        ("<!ENTITY a '<script/>'>", Entities),
        ("<!ATTLIST svg onload CDATA 'x()'>", Entities),
    ] {
        let text = format!("<!DOCTYPE svg [{declared}]>{}", svg(""));
        assert_eq!(check_svg(text.as_bytes()), Err(problem), "{declared}");
    }
    for junk in [&b""[..], b"\xff\xfe<", b"<html/>", b"{}"] {
        assert_eq!(check_svg(junk), Err(Broken));
    }
}

#[test]
fn what_would_take_too_long_is_refused() {
    let deep = format!("{}{}", "<g>".repeat(300_000), "</g>".repeat(100));
    assert!(check_svg(svg(&deep).as_bytes()).is_err());
    let deep = format!("{}{}", "<g>".repeat(5_000), "</g>".repeat(5_000));
    assert_eq!(check_svg(svg(&deep).as_bytes()), Err(SvgProblem::TooComplex));
    // Each repeats the one before ten times: a billion in all.
    let mut laughs = "<g id='a0'><path/></g>".to_owned();
    for level in 1..10 {
        let uses = format!("<use xlink:href='#a{}'/>", level - 1).repeat(10);
        laughs.push_str(&format!("<g id='a{level}'>{uses}</g>"));
    }
    assert_eq!(check_svg(svg(&laughs).as_bytes()), Err(SvgProblem::TooComplex));
    let large = svg(&" ".repeat(SVG_LIMIT_BYTES));
    assert_eq!(check_svg(large.as_bytes()), Err(SvgProblem::TooLarge));
}
