//! The pupil's own check of a document: asked on tablets, answered there line by line, and bound to
//! what the document said.

use super::DocumentKind;
use std::collections::BTreeMap;

use super::gather::{Gathered, Media, gather};
use super::lines::lines_of;
use crate::acts::add_entry::{Sealing, enqueue};
use crate::acts::{ActError, Desk, recipients, sync};
use crate::domain::document_line::{LINES_LIMIT, can_be_gone_through};
use crate::domain::{DocumentLine, EntryKind, Language, Moment, PupilId};
use crate::platform::Batch;
use crate::store::library::Telling;
use crate::store::{Library, asked};
use crate::wire::asked_document::{AskedDocument, MeantDocument, SaidOfDocument};
use crate::wire::record::Record;
use crate::wire::{Hash, KeysFile, Member};
use crate::words::Words;

/// How far the check of a document is, as it stands now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Check {
    #[default]
    NotAsked,
    /// Another one was asked about, which said something else.
    Changed,
    Asked(Moment),
    Yes(Moment),
    No(Moment),
}

impl Check {
    /// For programs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::Changed => "changed",
            Self::Asked(_) => "asked",
            Self::Yes(_) => "yes",
            Self::No(_) => "no",
        }
    }

    pub fn checked_at(&self) -> Option<Moment> {
        match self {
            Self::Yes(at) => Some(*at),
            Self::NotAsked | Self::Changed | Self::Asked(_) | Self::No(_) => None,
        }
    }
}

/// A document and the pupil's word on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checking {
    pub check: Check,
    /// The lines that the pupil did not mean.
    pub not_meant: Vec<DocumentLine>,
    /// How many it has.
    pub lines: usize,
    /// What of the year the pupil chose for others than its readers.
    pub for_others: usize,
}

/// All that was asked about documents, and answered.
pub(in crate::acts) struct Asked {
    pub asked: Vec<Telling<AskedDocument>>,
    meant: Vec<Telling<MeantDocument>>,
}

impl Asked {
    pub fn of(library: &Library, keys: &KeysFile) -> Result<Self, ActError> {
        let asked = library.asked_documents()?;
        let mut meant = library.meant_documents()?;
        // Staff do not say for a pupil what they meant.
        meant.retain(|one| !keys.member(&one.device).is_some_and(Member::is_staff));
        Ok(Self { asked, meant })
    }

    /// What the pupil said to a question: a no at one tablet stands, whatever another says.
    pub fn said_to(&self, question: &AskedDocument) -> Option<SaidOfDocument> {
        let mut by_tablet: Vec<&Telling<MeantDocument>> = Vec::new();
        for one in self.meant.iter().filter(|one| question.is_answered_by(&one.told)) {
            // What stands later in a tablet's own log is later, whatever its clock says.
            by_tablet.retain(|known| known.device != one.device);
            by_tablet.push(one);
        }
        let own = by_tablet.into_iter().map(|one| SaidOfDocument {
            // By the tablet's clock, within what can be.
            at: one.told.said.at.min(one.received_at).max(question.asked_at),
            ..one.told.said.clone()
        });
        let is_same = |one: &&Telling<AskedDocument>| {
            let told = &one.told;
            (told.asked_at, told.digest) == (question.asked_at, question.digest)
                && (&told.pupil_id, told.document) == (&question.pupil_id, question.document)
        };
        let again = self.asked.iter().filter(is_same).filter_map(|one| one.told.said.clone());
        own.chain(again).reduce(|one, other| match (one.is_meant, other.is_meant) {
            (false, true) => one,
            (true, false) => other,
            (true, true) | (false, false) => {
                let mut not_meant = [one.not_meant, other.not_meant].concat();
                not_meant.sort_unstable();
                not_meant.dedup();
                SaidOfDocument { at: one.at.min(other.at), is_meant: one.is_meant, not_meant }
            }
        })
    }

    /// How a document that says this stands.
    fn check(&self, pupil_id: &PupilId, kind: DocumentKind, digest: Hash) -> (Check, Vec<u32>) {
        let of_it = |one: &&Telling<AskedDocument>| {
            &one.told.pupil_id == pupil_id && one.told.document == kind
        };
        let theirs = self.asked.iter().filter(of_it);
        let same = theirs.clone().filter(|one| one.told.digest == digest);
        let Some(latest) = same.max_by_key(|one| one.told.asked_at) else {
            let check = if theirs.count() > 0 { Check::Changed } else { Check::NotAsked };
            return (check, Vec::new());
        };
        let (latest, at) = (&latest.told, latest.told.asked_at);
        match self.said_to(latest) {
            Some(said) if said.is_meant => (Check::Yes(said.at), Vec::new()),
            Some(said) => (Check::No(said.at), said.not_meant),
            None => {
                let is_open = |one: &&Telling<AskedDocument>| {
                    one.told.asked_at == at && one.told.digest == digest && one.told.is_open()
                };
                let is_open = self.asked.iter().filter(of_it).any(|one| is_open(&one));
                (if is_open { Check::Asked(at) } else { Check::NotAsked }, Vec::new())
            }
        }
    }
}

/// What the pupil said to a document that says this.
pub(super) fn checking(
    desk: &Desk,
    pupil_id: &PupilId,
    kind: DocumentKind,
    gathered: &Gathered,
) -> Result<Checking, ActError> {
    let said = lines_of(&gathered.document);
    let asked = Asked::of(&*desk.library()?, &desk.trust()?.keys)?;
    let (check, not_meant) = asked.check(pupil_id, kind, said.digest(pupil_id, kind));
    let lines = said.lines.len();
    let is_not_meant = |at: usize| not_meant.iter().any(|one| *one as usize == at);
    let numbered = said.lines.into_iter().enumerate();
    let not_meant = numbered.filter(|(at, _)| is_not_meant(*at)).map(|(_, line)| line);
    let for_others = gathered.for_others;
    Ok(Checking { not_meant: not_meant.collect(), check, lines, for_others })
}

/// What would stand in it, without opening a medium.
fn named(desk: &Desk, pupil_id: &PupilId, kind: DocumentKind) -> Result<Gathered, ActError> {
    gather(desk, pupil_id, kind, &Words::new(Language::English), Media::Named)
}

/// How a document of a pupil stands, without making it.
pub fn stands(desk: &Desk, pupil_id: &PupilId, kind: DocumentKind) -> Result<Checking, ActError> {
    checking(desk, pupil_id, kind, &named(desk, pupil_id, kind)?)
}

/// Documents that pupils were asked about last and said no to, with when.
pub fn refused(desk: &Desk) -> Result<Vec<(PupilId, DocumentKind, Moment)>, ActError> {
    let asked = Asked::of(&*desk.library()?, &desk.trust()?.keys)?;
    let mut latest: BTreeMap<(&PupilId, DocumentKind), &AskedDocument> = BTreeMap::new();
    for told in asked.asked.iter().map(|telling| &telling.told) {
        let known = latest.entry((&told.pupil_id, told.document)).or_insert(told);
        if known.asked_at < told.asked_at {
            *known = told;
        }
    }
    let no = latest.into_iter().filter_map(|((pupil_id, kind), question)| {
        let said = asked.said_to(question).filter(|said| !said.is_meant)?;
        Some((pupil_id.clone(), kind, said.at))
    });
    // Where nothing is left of it there is nothing to be done either.
    let has_lines =
        |pupil_id: &PupilId, kind| stands(desk, pupil_id, kind).is_ok_and(|now| now.lines > 0);
    Ok(no.filter(|(pupil_id, kind, _)| has_lines(pupil_id, *kind)).collect())
}

/// Asks the pupil on every tablet, since they may come to any, whether a document says what they
/// meant. Where another one of that kind was asked about, that is over.
pub fn ask(desk: &Desk, pupil_id: &PupilId, kind: DocumentKind) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let tablets = recipients::tablets(&keys);
    if tablets.is_empty() {
        return Err(ActError::NoTablet);
    }
    let said = lines_of(&named(desk, pupil_id, kind)?.document);
    if said.lines.is_empty() {
        return Err(ActError::EmptyDocument);
    }
    if !can_be_gone_through(&said.lines) {
        return Err(ActError::DocumentTooLong { limit: LINES_LIMIT });
    }
    let digest = said.digest(pupil_id, kind);
    let before = desk.library()?.asked_documents()?;
    let before = before.iter().map(|one| one.told.asked_at).max();
    let asked = AskedDocument {
        pupil_id: pupil_id.clone(),
        document: kind,
        digest,
        asked_at: after(desk.now(), before),
        by: desk.home.settings.name.clone(),
        lines: said.lines,
        entries: said.entries,
        notes: said.notes,
        said: None,
    };
    let mut batch = Batch::new();
    enqueue_asked(desk, &mut batch, asked)?;
    desk.home.ledger.commit(batch)?;
    sync::send_now(desk)
}

/// Later than whatever was asked before, whatever the clocks say.
fn after(now: Moment, before: Option<Moment>) -> Moment {
    before.map_or(now, |before| now.max(Moment::from_millis(before.unix_millis + 1)))
}

/// To every tablet, and to staff, who take it away again.
pub(in crate::acts) fn enqueue_asked(
    desk: &Desk,
    batch: &mut Batch,
    asked: AskedDocument,
) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let to = [recipients::tablets(&keys), recipients::staff(&keys)].concat();
    let record = Record::AskedDocument(Box::new(asked));
    enqueue(desk, batch, &Sealing::for_kind(EntryKind::Symbols), &to, record)
}

/// What the pupil says on a tablet that asks: which of the lines they did not mean.
pub fn meant(desk: &Desk, question: &AskedDocument, not_meant: &[u32]) -> Result<(), ActError> {
    let known = asked::of(&desk.home, &question.pupil_id)?;
    let known = known.into_iter().find(|known| {
        (known.document, known.digest, known.asked_at)
            == (question.document, question.digest, question.asked_at)
    });
    // Over while the pupil was at it: there is nothing to say yes or no to.
    let Some(known) = known.filter(AskedDocument::is_open) else { return Ok(()) };
    let mut batch = Batch::new();
    let answered = known.answered(desk.now(), not_meant);
    asked::put(&mut batch, &answered);
    let AskedDocument { pupil_id, document, digest, asked_at, said, .. } = answered;
    let Some(said) = said else { return Ok(()) };
    let meant = MeantDocument { pupil_id, document, digest, asked_at, said };
    let to = recipients::staff(&desk.trust()?.keys);
    let record = Record::MeantDocument(Box::new(meant));
    enqueue(desk, &mut batch, &Sealing::for_kind(EntryKind::Symbols), &to, record)?;
    Ok(desk.home.ledger.commit(batch)?)
}
