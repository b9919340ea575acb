//! What pupils are asked of what adults wrote down or put together, and what they say.

use sayso::domain::{
    Column, DocumentKind, DocumentLine, EntryId, LineBy, LineShows, NoteId, Piece, PupilId,
};
use sayso::wire::Envelope;
use sayso::wire::asked_document::{AskedDocument, MeantDocument};
use sayso::wire::record::Record;

use super::samples::{envelope_of, moment, vector};

fn line(heading: &str, said: Vec<Piece>) -> DocumentLine {
    let (heading, by) = (heading.to_owned(), LineBy::Pupil);
    DocumentLine { heading, question: None, sorted: None, said, shows: Vec::new(), by }
}

/// Every kind of line.
fn question() -> AskedDocument {
    let (pupil_id, document) = (PupilId::from_bytes(&[5; 13]), DocumentKind::SectionA);
    let quote = DocumentLine {
        by: LineBy::WrittenDown { by: "Mrs Patel".into() },
        shows: vec![LineShows::Video],
        ..line("doc-friendships", vec!["Zoë is my friend".into()])
    };
    let seen = DocumentLine {
        by: LineBy::Adult { by: Some("Mr Khan".into()) },
        ..line("doc-views", vec!["Laughed at break".into()])
    };
    let sorted = DocumentLine {
        sorted: Some(("lessons".into(), Column::SoSo)),
        by: LineBy::Adult { by: None },
        ..line("doc-schooling", vec![Piece::symbol("maths"), "art".into()])
    };
    let asked = DocumentLine {
        question: Some("How are breaks?".into()),
        shows: vec![LineShows::Voice, LineShows::Picture],
        ..line("doc-views", vec![Piece::Face { face: 2 }, Piece::Medium { medium: 0 }])
    };
    let lines = vec![quote, seen, sorted, asked];
    let entries = vec![EntryId::from_bytes(&[6; 13])];
    AskedDocument {
        digest: AskedDocument::digest_of(&pupil_id, document, &lines, &entries),
        pupil_id,
        document,
        asked_at: moment(),
        by: "Mrs Patel".into(),
        lines,
        entries,
        notes: vec![NoteId::from_bytes(&[7; 13])],
        said: None,
    }
}

fn quote(text: &str, is_meant: Option<bool>) -> Record {
    let entry_id = EntryId::from_bytes(&[6; 13]);
    Record::AskedQuote {
        note_id: NoteId::of_entry(&entry_id),
        entry_id,
        pupil_id: PupilId::from_bytes(&[5; 13]),
        by: "Mrs Patel".into(),
        text: text.into(),
        is_observation: false,
        is_meant,
    }
}

#[test]
fn what_pupils_are_asked_and_say_is_byte_for_byte() {
    let asked = question();
    let answered = asked.answered(moment(), &[1, 3]);
    assert!(asked.is_open() && !answered.is_open() && !asked.closed(None).is_open());
    let AskedDocument { pupil_id, document, digest, asked_at, said, .. } = answered.clone();
    let said = said.unwrap();
    let meant = MeantDocument { pupil_id, document, digest, asked_at, said };
    for (name, record) in [
        ("asked_document", Record::AskedDocument(Box::new(asked.clone()))),
        ("asked_document_said", Record::AskedDocument(Box::new(answered))),
        ("asked_document_over", Record::AskedDocument(Box::new(asked.closed(None)))),
        ("meant_document", Record::MeantDocument(Box::new(meant))),
        ("asked_quote", quote("I like maths", None)),
        ("asked_quote_said", quote("", Some(false))),
    ] {
        let envelope = envelope_of(record);
        let bytes = vector(&format!("record/{name}.bin"), &envelope.encode());
        assert_eq!(Envelope::decode(&bytes).as_ref(), Ok(&envelope), "{name}");
        assert_eq!(bytes, envelope.encode(), "{name}, byte for byte");
        assert!(Envelope::decode(&bytes[..bytes.len() - 1]).is_err(), "{name}, cut off");
        // Not a word of it in a log.
        let logged = format!("{:?}", envelope.record);
        assert!(!["Zoë", "Laughed", "breaks"].iter().any(|word| logged.contains(word)), "{logged}");
    }
    let plain = envelope_of(quote("I like maths", None)).encode();
    assert!(!plain.windows(8).any(|bytes| bytes == b"is_meant"), "as it was before");
}
