//! What holds of every document, in every format and language. Other people's readers look at
//! whole files in `tests/documents.rs`.

use std::io::{Cursor, Read};

use super::fixtures::{AWKWARD, document, said, words as piece};
use super::*;
use crate::pages::ShownName;
use crate::words::Language;

const KINDS: [DocumentKind; 4] =
    [DocumentKind::Profile, DocumentKind::SectionA, DocumentKind::Tips, DocumentKind::Slides];
const FORMATS: [Format; 3] = [Format::Html, Format::Docx, Format::Pptx];

fn pairs() -> impl Iterator<Item = (DocumentKind, Format)> {
    let all = KINDS.into_iter().flat_map(|kind| FORMATS.map(|format| (kind, format)));
    all.filter(|(kind, format)| format.fits(*kind))
}

/// The text of a file: of a page itself, of an office file every part after another.
fn text(bytes: &[u8]) -> String {
    if bytes.starts_with(b"<!DOCTYPE") {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut all = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut xml = String::new();
            part.read_to_string(&mut xml).unwrap();
            let parsed = roxmltree::Document::parse(&xml);
            assert!(parsed.is_ok(), "{name}: {:?}", parsed.err());
            all.push_str(&xml);
        }
    }
    all
}

fn rendered(document: &Document, format: Format, language: Language) -> String {
    text(&render(document, format, &Words::new(language)).unwrap())
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (kind, format) in pairs() {
        let bytes = || render(&document(kind), format, &Words::new(Language::English)).unwrap();
        assert!(bytes() == bytes(), "{kind:?} {format:?}");
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let english = Words::new(Language::English);
    for (kind, format) in
        [(DocumentKind::Slides, Format::Docx), (DocumentKind::SectionA, Format::Pptx)]
    {
        let refused = render(&document(kind), format, &english);
        assert_eq!(refused, Err(DocumentError::Unfitting), "{kind:?} {format:?}");
    }
}

#[test]
fn each_says_whether_the_pupil_has_checked_it() {
    for (kind, format) in pairs() {
        let mut document = document(kind);
        let unchecked = rendered(&document, format, Language::English);
        assert!(unchecked.contains("Not yet checked by the pupil"), "{kind:?} {format:?}");
        document.checked = Some(Checked { day: "27 November 2026".to_owned() });
        let checked = rendered(&document, format, Language::English);
        assert!(checked.contains("Checked by the pupil on 27 November 2026"));
        assert!(!checked.contains("Not yet checked"), "{kind:?} {format:?}");
    }
}

#[test]
fn each_is_whole_in_welsh_too() {
    for (kind, format) in pairs() {
        let welsh = rendered(&document(kind), format, Language::Welsh);
        assert!(welsh.contains("Heb ei wirio gan y disgybl eto"), "{kind:?} {format:?}");
        assert!(!welsh.contains(">doc-") && !welsh.contains("Not yet"), "{kind:?} {format:?}");
        assert!(welsh.contains("lang=\"cy\"") || welsh.contains("cy-GB"), "{kind:?} {format:?}");
    }
}

#[test]
fn an_empty_document_says_so_under_every_heading() {
    for (kind, format) in pairs() {
        let mut document = document(kind);
        for section in &mut document.sections {
            section.statements.clear();
        }
        let text = rendered(&document, format, Language::English);
        let readers = match kind {
            DocumentKind::Profile | DocumentKind::Tips => "for the grown-ups who teach here",
            DocumentKind::SectionA | DocumentKind::Slides => "for the meeting",
        };
        let empty = format!("Nothing has been said about this yet {readers}.");
        let own_story = text.matches("Parents, carers or grown-ups who know it").count();
        assert_eq!(own_story, usize::from(kind == DocumentKind::SectionA), "{kind:?} {format:?}");
        let said = text.matches(&empty).count() + own_story;
        if kind == DocumentKind::Slides {
            // Nobody presents an empty slide.
            let named =
                "Nothing has been said yet for the meeting about: What people like about me · ";
            assert!(said == 0 && text.contains(named), "{format:?}");
        } else {
            assert_eq!(said, document.sections.len(), "{kind:?} {format:?}");
        }
    }
}

#[test]
fn nobodys_words_are_taken_for_another_s() {
    for format in [Format::Html, Format::Docx] {
        let text = rendered(&document(DocumentKind::SectionA), format, Language::English);
        for needed in [
            "Words of Mr Khan, not the pupil’s",
            "Said in the recording at 0:12, written down by Mrs Patel",
            "watch it with Mrs Patel",
            "Seen by staff · 3 November 2026<",
            "Said in a video · 3 November 2026 · Someone helped with this",
            "2 older things are not in here",
            "The views of parents or carers",
            "nothing has been filled in yet",
            "There is a picture of something made. It is not shown here.",
        ] {
            let needed = needed.replace('’', "'");
            assert!(text.contains(&needed), "{format:?}: {needed}");
        }
        let adult = match format {
            Format::Docx => "w:val=\"AdultWords\"",
            Format::Html | Format::Pptx => "class=\"statement adult\"",
        };
        assert_eq!(text.matches(adult).count(), 1, "{format:?}");
    }
}

#[test]
fn awkward_names_and_words_are_shown_as_text() {
    let long = "W".repeat(10_000);
    for awkward in AWKWARD.into_iter().chain([long.as_str()]) {
        for (kind, format) in pairs() {
            let mut document = document(kind);
            document.name = ShownName::Name(awkward.to_owned());
            document.school = Some(awkward.to_owned());
            let statement = said(How::Words, Some(awkward), vec![piece(awkward)]);
            document.sections[0].statements.push(statement);
            let text = rendered(&document, format, Language::English);
            assert!(!text.contains("<script"), "{kind:?} {format:?}");
            if awkward.starts_with("<script") {
                assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
            }
            if awkward.starts_with("=1") {
                assert!(text.contains(">=1+1<"), "{kind:?} {format:?}");
            }
            let letters = text.matches('W').count();
            let expected = if awkward.len() == 10_000 { 10_000 } else { 0 };
            assert!(letters >= expected, "{kind:?} {format:?}: {letters} letters are left");
        }
    }
}

#[test]
fn a_private_name_is_nowhere() {
    for (kind, format) in pairs() {
        let mut document = document(kind);
        document.name = ShownName::KeptPrivate;
        (document.school, document.class) = (None, None);
        for section in &mut document.sections {
            section.statements.retain(|statement| statement.source.how != How::Seen);
        }
        let text = rendered(&document, format, Language::English);
        assert!(!text.contains("Hussain") && !text.contains("Hillside"), "{kind:?} {format:?}");
        assert!(text.contains("Name kept private"), "{kind:?} {format:?}");
    }
}

#[test]
fn whoever_drew_the_symbols_is_named_where_there_are_any() {
    for (kind, format) in pairs() {
        let mut document = document(kind);
        let with = rendered(&document, format, Language::English);
        assert!(with.contains("OpenMoji (openmoji.org)"), "{kind:?} {format:?}");
        document.drawings.clear();
        let without = rendered(&document, format, Language::English);
        assert!(!without.contains("OpenMoji"), "{kind:?} {format:?}");
    }
}

#[test]
fn a_recording_on_a_slide_lies_in_the_file_once() {
    let english = Words::new(Language::English);
    let bytes = render(&document(DocumentKind::Slides), Format::Pptx, &english).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let clips: Vec<&String> = names.iter().filter(|name| name.ends_with(".mp4")).collect();
    assert_eq!(clips.len(), 1, "{names:?}");
    let mut mp4 = Vec::new();
    archive.by_name(clips[0]).unwrap().read_to_end(&mut mp4).unwrap();
    assert_eq!(mp4, b"an mp4");
    let text = text(&bytes);
    let target = format!("Target=\"../{}\"", clips[0].strip_prefix("ppt/").unwrap());
    assert_eq!(text.matches(&target).count(), 2, "video and media");
    for needed in ["relationships/video\"", "relationships/media\"", "p14:media", "<p:timing>"] {
        assert!(text.contains(needed), "{needed}");
    }
}
