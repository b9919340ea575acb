//! A document as the lines that a pupil is asked about. They hold what the document says and
//! nothing of how it looks, so that every format and language of it has the same.

use super::DocumentKind;
use crate::domain::{Column, DocumentLine, EntryId, LineBy, LineShows, NoteId, Piece, PupilId};
use crate::pages::documents::{Document, RecordingKind, ShownMedium, ShownPiece, Statement, Whose};
use crate::wire::Hash;
use crate::wire::asked_document::AskedDocument;

/// What a document says, and the entries that it is of.
pub(super) struct Said {
    pub lines: Vec<DocumentLine>,
    /// Each once, in the order of the lines.
    pub entries: Vec<EntryId>,
    /// The quotes among them.
    pub notes: Vec<NoteId>,
}

impl Said {
    pub fn digest(&self, pupil_id: &PupilId, kind: DocumentKind) -> Hash {
        AskedDocument::digest_of(pupil_id, kind, &self.lines, &self.entries)
    }
}

pub(super) fn lines_of(document: &Document) -> Said {
    let mut said = Said { lines: Vec::new(), entries: Vec::new(), notes: Vec::new() };
    for section in &document.sections {
        for statement in &section.statements {
            put(&mut said.lines, section.heading.key(), statement);
            if !said.entries.contains(&statement.source.entry_id) {
                said.entries.push(statement.source.entry_id.clone());
            }
            said.notes.extend(statement.source.note_id.clone());
        }
    }
    said
}

/// One line for a statement, but one for each tip and each column of a sort: they are said one by
/// one.
fn put(lines: &mut Vec<DocumentLine>, heading: &str, statement: &Statement) {
    let line = |sorted, said: Vec<Piece>, shows| DocumentLine {
        heading: heading.to_owned(),
        question: statement.question.clone(),
        sorted,
        said,
        shows,
        by: by(&statement.whose),
    };
    let shows: Vec<LineShows> = statement.media.iter().map(shows).collect();
    let mut together = Vec::new();
    for piece in &statement.said {
        match piece {
            ShownPiece::Tip { tip, .. } => lines.push(line(None, pieces(tip), Vec::new())),
            ShownPiece::Sort { topic, columns } => {
                for (column, cards) in Column::ALL.into_iter().zip(columns) {
                    let cards: Vec<Piece> = cards.iter().flat_map(pieces).collect();
                    if !cards.is_empty() {
                        lines.push(line(Some((topic.clone(), column)), cards, Vec::new()));
                    }
                }
            }
            other => together.extend(pieces(other)),
        }
    }
    if !(together.is_empty() && shows.is_empty()) {
        lines.push(line(None, together, shows));
    }
}

fn by(whose: &Whose) -> LineBy {
    match whose {
        Whose::Pupil => LineBy::Pupil,
        Whose::QuotedFromRecording { by, .. } => LineBy::WrittenDown { by: by.clone() },
        Whose::Adult { name } => LineBy::Adult { by: name.clone() },
    }
}

fn shows(medium: &ShownMedium) -> LineShows {
    match medium {
        ShownMedium::Recording { kind: RecordingKind::Video, .. } => LineShows::Video,
        ShownMedium::Recording { kind: RecordingKind::Voice, .. } => LineShows::Voice,
        ShownMedium::Picture(_) | ShownMedium::PictureKeptBack => LineShows::Picture,
    }
}

fn pieces(shown: &ShownPiece) -> Vec<Piece> {
    match shown {
        ShownPiece::Words(words) => vec![Piece::Words(words.clone())],
        ShownPiece::Symbols(symbols) => {
            let symbols = symbols.iter().map(|symbol| symbol.symbol_id.clone()).collect();
            vec![Piece::Symbols { symbols }]
        }
        ShownPiece::Face { face, .. } => vec![Piece::Face { face: *face }],
        ShownPiece::Aloud => vec![Piece::Medium { medium: 0 }],
        ShownPiece::Tip { tip, .. } => pieces(tip),
        ShownPiece::Sort { columns, .. } => columns.iter().flatten().flat_map(pieces).collect(),
    }
}
