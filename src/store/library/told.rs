//! What is told to tablets rather than said about an entry: the school, how pupils like the screens,
//! what the school made itself. Each telling lies somewhere, so that a later one can bury it.

use std::collections::BTreeSet;

use super::settle::Said;
use super::{Library, Trace, tables};
use crate::domain::{DeviceId, EntryId, Moment, PupilId, School};
use crate::store::StoreError;
use crate::wire::OwnThing;
use crate::wire::asked_document::{AskedDocument, MeantDocument};
use crate::wire::record::{BodyAddress, Likes, Record};

/// What one device told at one time.
#[derive(Debug, Clone)]
pub struct Telling<T> {
    pub device: DeviceId,
    /// When it came here.
    pub received_at: Moment,
    /// Where it lies; nothing while it waits to be sent.
    pub trace: Option<Trace>,
    pub told: T,
}

const BELIEVED_AND_TELLS: &str = "is_believed AND record = ?1";

impl Library {
    /// Every body that tells the school: what the next one takes the place of.
    pub fn told(&self) -> Result<Vec<Trace>, StoreError> {
        let db = self.db();
        let mut statement = db.prepare_cached(
            "SELECT address, body FROM opened WHERE is_believed AND NOT is_waiting
             AND record IN ('school', 'classes') ORDER BY address",
        )?;
        tables::traces(&mut statement, &[])
    }

    /// The school as each of these tells it.
    pub fn schools(&self) -> Result<Vec<School>, StoreError> {
        let told = tables::said_where(&self.db(), BELIEVED_AND_TELLS, &"school")?.into_iter();
        Ok(told
            .filter_map(|said| match said.envelope.record {
                Record::School(school) => Some(school),
                _ => None,
            })
            .collect())
    }

    /// When each publication of an entry was decided that is known here.
    pub fn publications(&self, entry_id: &EntryId) -> Result<BTreeSet<Moment>, StoreError> {
        let condition = "is_believed AND entry_id = ?1";
        let said = tables::said_where(&self.db(), condition, &entry_id.as_str())?.into_iter();
        Ok(said
            .filter_map(|said| match said.envelope.record {
                Record::Published { decided_at, .. } => {
                    Some(decided_at.unwrap_or(said.envelope.at))
                }
                _ => None,
            })
            .collect())
    }

    /// Where the school is told beside the telling that stands: by whoever had not heard of the
    /// others. Nothing while a telling of our own waits.
    pub fn told_beside(&self) -> Result<Vec<BodyAddress>, StoreError> {
        let Some(standing) = self.school()? else { return Ok(Vec::new()) };
        let told = tables::said_where(&self.db(), BELIEVED_AND_TELLS, &"school")?;
        if told.iter().any(|said| said.is_waiting) {
            return Ok(Vec::new());
        }
        let stands = |at: &BodyAddress| {
            at.device.as_str() == standing.teller && (at.seq, at.leaf) == standing.place
        };
        let beside = told.into_iter().map(|said| said.address).filter(|at| !stands(at));
        Ok(beside.collect())
    }

    /// What still names somebody of whom nothing is to be kept, and whether anything that tells
    /// the school is among it.
    pub fn naming(&self, erased: &BTreeSet<PupilId>) -> Result<(Vec<Trace>, bool), StoreError> {
        let db = self.db();
        let told = tables::said_where(&db, BELIEVED_AND_TELLS, &"school")?;
        let mut traces = Vec::new();
        let mut is_told = false;
        for record in ["school", "classes", "likes", "asked-document", "meant-document"] {
            for said in tables::said_where(&db, "record = ?1", &record)? {
                let names_any = match &said.envelope.record {
                    Record::School(school) | Record::Classes(school) => school.names_any(erased),
                    Record::Likes(likes) => likes.keys().any(|pupil| erased.contains(pupil)),
                    Record::AskedDocument(asked) => erased.contains(&asked.pupil_id),
                    Record::MeantDocument(meant) => erased.contains(&meant.pupil_id),
                    _ => false,
                };
                if !names_any {
                    continue;
                }
                let at = &said.address;
                is_told |= told.iter().any(|told| &told.address == at);
                if said.is_waiting {
                    continue;
                }
                let body = tables::opened_at(&db, at)?.map(|(body, _)| body);
                traces.extend(body.map(|body| Trace { address: at.clone(), body }));
            }
        }
        Ok((traces, is_told))
    }

    /// How pupils like the screens, as each device told it.
    pub fn likes(&self) -> Result<Vec<Telling<Likes>>, StoreError> {
        self.tellings("likes", |record| match record {
            Record::Likes(likes) => Some(likes),
            _ => None,
        })
    }

    /// What the school made itself, in every telling that is not buried.
    pub fn own(&self) -> Result<Vec<Telling<Vec<OwnThing>>>, StoreError> {
        self.tellings("own", |record| match record {
            Record::Own(things) => Some(things),
            _ => None,
        })
    }

    /// What pupils are asked of what adults wrote down or quoted, and what was passed on of it.
    pub fn asked_quotes(&self) -> Result<Vec<Telling<Record>>, StoreError> {
        self.tellings("asked-quote", Some)
    }

    /// Documents that pupils are asked about, and what was passed on of their answers.
    pub fn asked_documents(&self) -> Result<Vec<Telling<AskedDocument>>, StoreError> {
        self.tellings("asked-document", |record| match record {
            Record::AskedDocument(asked) => Some(*asked),
            _ => None,
        })
    }

    /// What was answered to that.
    pub fn meant_documents(&self) -> Result<Vec<Telling<MeantDocument>>, StoreError> {
        self.tellings("meant-document", |record| match record {
            Record::MeantDocument(meant) => Some(*meant),
            _ => None,
        })
    }

    /// Questions about documents that quote an entry: they go with it.
    pub(super) fn documents_of(&self, entry_id: &EntryId) -> Result<Vec<Trace>, StoreError> {
        let all = self.asked_documents()?.into_iter();
        let theirs = all.filter(|telling| telling.told.entries.contains(entry_id));
        Ok(theirs.filter_map(|telling| telling.trace).collect())
    }

    fn tellings<T>(
        &self,
        key: &str,
        told: impl Fn(Record) -> Option<T>,
    ) -> Result<Vec<Telling<T>>, StoreError> {
        let db = self.db();
        let mut tellings = Vec::new();
        for said in tables::said_where(&db, "is_believed AND record = ?1", &key)? {
            let Said { address, received_at, is_waiting, envelope } = said;
            let Some(told) = told(envelope.record) else { continue };
            let device = address.device.clone();
            let body = match is_waiting {
                true => None,
                false => tables::opened_at(&db, &address)?.map(|(body, _)| body),
            };
            let trace = body.map(|body| Trace { address, body });
            tellings.push(Telling { device, received_at, trace, told });
        }
        Ok(tellings)
    }
}
