//! A made-up pupil's documents for the tests of this folder.

use super::model::{
    Document, DocumentKind, Drawing, How, Picture, PictureKind, Played, RecordingKind, Section,
    ShownMedium, ShownPiece, ShownSymbol, Source, Statement, Whose,
};
use super::{Heading, heading_of};
use crate::domain::{EntryId, Moment};
use crate::pages::model::{HelpedShown, ShownName};

/// Words and names that break careless documents.
pub const AWKWARD: [&str; 9] = [
    "<script>alert(1)</script>",
    "=1+1",
    "../../etc/passwd",
    "a\u{0}b\u{b}c\u{1f}d\u{FFFE}e",
    "محمد الأحمد says hello",
    "\u{202E}evil",
    "👩\u{200D}🎓 & \"quotes\" 'too'",
    "line one\r\nline two\n\nline four",
    "",
];

pub fn source(how: How) -> Source {
    Source {
        entry_id: EntryId::from_bytes(&[1; 13]),
        note_id: None,
        day: "3 November 2026".to_owned(),
        how,
        helped: HelpedShown::Helped,
        identity_checked: true,
        witness: None,
    }
}

pub fn said(how: How, question: Option<&str>, said: Vec<ShownPiece>) -> Statement {
    Statement {
        question: question.map(str::to_owned),
        said,
        media: Vec::new(),
        whose: Whose::Pupil,
        source: source(how),
    }
}

pub fn words(text: &str) -> ShownPiece {
    ShownPiece::Words(text.to_owned())
}

fn symbols(all: &[&str]) -> ShownPiece {
    let symbol = |word: &&str| ShownSymbol {
        symbol_id: (*word).to_owned(),
        word: (*word).to_owned(),
        drawing: Some(0),
    };
    ShownPiece::Symbols(all.iter().map(symbol).collect())
}

pub fn drawing() -> Drawing {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>"#;
    Drawing { svg: svg.to_vec(), png: b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec() }
}

fn picture() -> Picture {
    Picture { kind: PictureKind::Jpeg, bytes: vec![0xff, 0xd8], width_px: 640, height_px: 360 }
}

/// Everything that a document can hold, at the headings of its kind.
pub fn document(kind: DocumentKind) -> Document {
    let tips = ["Give me time", "Show me"]
        .iter()
        .enumerate()
        .map(|(at, tip)| ShownPiece::Tip { number: at + 1, tip: Box::new(words(tip)) });
    let mut clip = said(How::Video, Some("question-friends"), Vec::new());
    clip.media.push(ShownMedium::Recording {
        kind: RecordingKind::Video,
        watch_with: Some("Mrs Patel".to_owned()),
        played: (kind == DocumentKind::Slides)
            .then(|| Played { mp4: b"an mp4".to_vec(), poster: Some(picture()) }),
    });
    let mut made = said(How::Made, None, Vec::new());
    made.media = vec![ShownMedium::Picture(picture()), ShownMedium::PictureKeptBack];
    let mut seen = said(How::Seen, None, vec![words("Amira sat with a friend at lunch.")]);
    seen.whose = Whose::Adult { name: Some("Mr Khan".to_owned()) };
    let mut quoted = said(How::Video, None, vec![words("I like it when it is quiet.")]);
    quoted.whose =
        Whose::QuotedFromRecording { by: "Mrs Patel".to_owned(), at_millis: Some(12_400) };
    let columns = [vec![symbols(&["art"])], vec![words("maths")], Vec::new()];
    let sort = ShownPiece::Sort { topic: "lessons".to_owned(), columns };
    let face = ShownPiece::Face { face: 4, drawing: Some(0) };
    let all = [
        ("page-like", said(How::Page, Some("page-like"), vec![words("I am kind")])),
        (
            "page-important",
            said(How::Page, Some("page-important"), vec![symbols(&["dog", "music"])]),
        ),
        ("page-support", said(How::Page, Some("page-support"), vec![ShownPiece::Aloud])),
        ("tips", said(How::Tips, None, tips.collect())),
        ("question-friends", clip.clone()),
        ("recording", clip),
        ("made", made),
        ("words", seen),
        ("words", quoted),
        ("lessons", said(How::Sort, None, vec![sort])),
        ("Breaks?", said(How::Answers, Some("How are breaks?"), vec![face])),
    ];
    let sections = Heading::of(kind).iter().map(|heading| Section {
        heading: *heading,
        drawing: Some(0),
        statements: all
            .iter()
            .filter(|(about, _)| heading_of(kind, &[about]) == Some(*heading))
            .map(|(_, statement)| statement.clone())
            .collect(),
    });
    Document {
        kind,
        name: ShownName::Name("Amira Hussain".to_owned()),
        school: Some("Hillside School".to_owned()),
        class: Some("3 Oak".to_owned()),
        day: "26 November 2026".to_owned(),
        made_at: Moment::from_millis(1_795_000_000_000),
        checked: None,
        sections: sections.collect(),
        drawings: vec![drawing()],
        older: 2,
    }
}
