//! A whole document that a pupil is asked about, and what they say to it. The answer is bound to
//! what the document said, by its digest.

use serde::{Deserialize, Serialize};

use super::{Hash, to_cbor};
use crate::domain::document_line::can_be_gone_through;
use crate::domain::{DocumentKind, DocumentLine, EntryId, Moment, NoteId, PupilId};

/// "Is this what you meant?" of a document: the question; or, without lines, that there is nothing
/// to ask any more, with what the pupil said where they have answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedDocument {
    pub pupil_id: PupilId,
    pub document: DocumentKind,
    pub digest: Hash,
    /// Tells one question from the next: later than every one that its writer knew of.
    pub asked_at: Moment,
    pub by: String,
    /// What the document says, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<DocumentLine>,
    /// The entries that the lines are of: with one of them goes the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryId>,
    /// The quotes among them: with one that is struck out goes the question too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<SaidOfDocument>,
}

/// What the pupil says to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidOfDocument {
    pub at: Moment,
    pub is_meant: bool,
    /// Which lines they did not mean, from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_meant: Vec<u32>,
}

/// The answer, as a tablet sends it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeantDocument {
    pub pupil_id: PupilId,
    pub document: DocumentKind,
    pub digest: Hash,
    pub asked_at: Moment,
    pub said: SaidOfDocument,
}

impl AskedDocument {
    /// What the digest is of: it does not change with format, language, day or name.
    pub fn digest_of(
        pupil_id: &PupilId,
        document: DocumentKind,
        lines: &[DocumentLine],
        entries: &[EntryId],
    ) -> Hash {
        Hash::of(&to_cbor(&("sayso document 1", pupil_id, document, lines, entries)))
    }

    /// Whether the digest is of what it asks about, and that is no more than a pupil can go
    /// through.
    pub fn is_right(&self) -> bool {
        can_be_gone_through(&self.lines)
            && Self::digest_of(&self.pupil_id, self.document, &self.lines, &self.entries)
                == self.digest
    }

    /// There is something to say yes or no to.
    pub fn is_open(&self) -> bool {
        self.said.is_none() && !self.lines.is_empty()
    }

    /// The same without a word of the document.
    pub fn closed(&self, said: Option<SaidOfDocument>) -> Self {
        let by = self.by.clone();
        let (pupil_id, lines, entries) = (self.pupil_id.clone(), Vec::new(), Vec::new());
        let (document, digest, asked_at) = (self.document, self.digest, self.asked_at);
        Self { pupil_id, document, digest, asked_at, by, lines, entries, notes: Vec::new(), said }
    }

    /// The same with an answer: the words need not be kept any longer.
    pub fn answered(&self, at: Moment, not_meant: &[u32]) -> Self {
        let is_meant = not_meant.is_empty();
        self.closed(Some(SaidOfDocument { at, is_meant, not_meant: not_meant.to_vec() }))
    }

    /// Whether that is an answer to this question.
    pub fn is_answered_by(&self, meant: &MeantDocument) -> bool {
        (&self.pupil_id, self.document, self.digest, self.asked_at)
            == (&meant.pupil_id, meant.document, meant.digest, meant.asked_at)
    }
}

/// Not a word of it: a log must not hold any.
impl std::fmt::Debug for AskedDocument {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "asked about a {} of {} lines", self.document, self.lines.len())
    }
}

impl std::fmt::Debug for MeantDocument {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "an answer about a {}", self.document)
    }
}
