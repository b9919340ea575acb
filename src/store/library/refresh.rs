//! Taking over what came and went: each body opened once, judged by the keys file, and the
//! entries settled that it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::deciders::Deciders;
use super::settle::{Granted, Said, settle};
use super::{CHANGE, MEMBERS, PutIntoWords, SCHOOL, kept, tables};
use crate::domain::EntryId;
use crate::platform::work::Step;
use crate::seal::{Identity, SealError, envelope};
use crate::store::alarms::AlarmKind;
use crate::store::received::{self, BRANCH, Change, ReceivedBody};
use crate::store::shelf::KnownSchool;
use crate::store::{Home, StoreError, outbox};
use crate::wire::record::{BodyAddress, Record};
use crate::wire::{Envelope, Hash, KeysFile, Log, to_cbor};

/// One refresh at work.
pub struct Refresh<'a> {
    home: &'a Home,
    keys: &'a KeysFile,
    identities: &'a [Identity],
    db: &'a Connection,
    /// Entries to be settled anew.
    touched: BTreeSet<String>,
    is_school_touched: bool,
    /// What is wrong with bodies.
    pub alarms: Vec<(AlarmKind, BodyAddress)>,
}

impl<'a> Refresh<'a> {
    /// Changes `db`, which should be a transaction.
    pub fn new(
        home: &'a Home,
        keys: &'a KeysFile,
        identities: &'a [Identity],
        db: &'a Connection,
    ) -> Self {
        Self {
            home,
            keys,
            identities,
            db,
            touched: BTreeSet::new(),
            is_school_touched: false,
            alarms: Vec::new(),
        }
    }

    /// Takes everything over that is new. Gives what the library's file does not hold of it.
    pub fn run(&mut self, put_into_words: PutIntoWords) -> Result<kept::Unsaved, StoreError> {
        let last = received::last_change(self.home)?;
        let mut counted = kept::Unsaved::default();
        match tables::meta(self.db, CHANGE)?.and_then(|bytes| bytes.try_into().ok()) {
            Some(known) => {
                let changes = received::changes_after(self.home, u64::from_be_bytes(known))?;
                for (_, address, change) in &changes {
                    counted.count(*change);
                    self.look_at(address)?;
                }
            }
            None => {
                let addresses = received::addresses(self.home)?;
                self.home.work.step(Step::Opening, addresses.len() as u64);
                for address in &addresses {
                    self.home.work.advance();
                    counted.count(Change::Came);
                    self.look_at(address)?;
                }
            }
        }
        tables::put_meta(self.db, CHANGE, &last.to_be_bytes())?;
        self.look_at_waiting()?;
        self.judge_anew()?;
        self.settle(put_into_words)?;
        if self.is_school_touched {
            self.take_school()?;
        }
        Ok(counted)
    }

    /// What is true of a body at an address now.
    fn look_at(&mut self, address: &BodyAddress) -> Result<(), StoreError> {
        tables::remove_copied(self.db, address)?;
        let known = tables::opened_at(self.db, address)?;
        let row = received::body(self.home, address)?;
        if let Some((body, entry_id)) = known {
            if row.as_ref().is_some_and(|row| Hash::of(&row.body) == body) {
                return Ok(());
            }
            self.touch(entry_id.as_deref());
            tables::remove_opened(self.db, address)?;
        }
        // What others were granted of it, before it came itself.
        let granted = "SELECT entry_id FROM opened WHERE grants = ?1";
        for leaf in [address.leaf, address.leaf ^ BRANCH] {
            let at = BodyAddress { leaf, ..address.clone() };
            for entry_id in tables::texts(self.db, granted, &received::body_key(&at))? {
                self.touch(Some(&entry_id));
            }
        }
        match row {
            Some(row) => self.open(address, &row),
            None => Ok(()),
        }
    }

    fn touch(&mut self, entry_id: Option<&str>) {
        match entry_id {
            Some(entry_id) => {
                self.touched.insert(entry_id.to_owned());
            }
            None => self.is_school_touched = true,
        }
    }

    /// Opens a body that was made for its place; nothing where it is sealed to others.
    fn open(&mut self, address: &BodyAddress, row: &ReceivedBody) -> Result<(), StoreError> {
        let opened = match envelope::open(&row.body, self.identities) {
            Ok(opened) => opened,
            Err(SealError::NotForUs) => return Ok(()),
            Err(error) => {
                let kind = match error {
                    SealError::Wire(_) => AlarmKind::UnknownRecord,
                    _ => AlarmKind::Junk,
                };
                self.alarms.push((kind, address.clone()));
                return Ok(());
            }
        };
        if !opened.is_in_place(self.home.share_id(), &address.device, &row.commitment) {
            self.alarms.push((AlarmKind::Copied, address.clone()));
            let record = &opened.envelope.record;
            if let Some(entry_id) = record.entry_id().filter(|_| !record.outlives_its_entry()) {
                tables::put_copied(self.db, address, &Hash::of(&row.body), entry_id)?;
            }
            return Ok(());
        }
        let envelope = opened.envelope;
        let is_waiting = false;
        let received_at = row.received_at;
        self.put(
            Said { address: address.clone(), received_at, is_waiting, envelope },
            &Hash::of(&row.body),
        )
    }

    fn put(&mut self, mut said: Said, body: &Hash) -> Result<(), StoreError> {
        let at = &said.address;
        if let Record::Grant { beside, .. } = &mut said.envelope.record
            && at.log == Log::Worry
            && !self
                .keys
                .member(&at.device)
                .is_some_and(|member| member.destroyed_safely_at(at.log, at.seq))
        {
            // Nobody has worries destroyed who could not destroy them.
            beside.clear();
        }
        let is_believed = said.is_waiting || self.judge(&said.address, &said.envelope);
        tables::put_opened(self.db, &said, body, is_believed)?;
        self.touch(said.envelope.record.entry_id().map(EntryId::as_str));
        Ok(())
    }

    /// Whether the keys file lets its writer say this.
    fn judge(&mut self, address: &BodyAddress, envelope: &Envelope) -> bool {
        let kind = match self.keys.member(&address.device) {
            Some(member) if !member.may_write(address.log, address.seq) => AlarmKind::SetAside,
            Some(member) if envelope.record.is_for(member, address) => return true,
            Some(_) | None => AlarmKind::Unauthorised,
        };
        self.alarms.push((kind, address.clone()));
        false
    }

    /// Our own decisions count from the moment they are in the outbox. They have no place yet,
    /// but come after all that has one.
    fn look_at_waiting(&mut self) -> Result<(), StoreError> {
        let waiting = outbox::waiting(self.home)?;
        let address = |row: &[u8], log| {
            let number = row.try_into().map_or(u64::MAX, u64::from_be_bytes);
            let leaf = u32::try_from(number).unwrap_or(u32::MAX);
            BodyAddress { device: self.home.device_id().clone(), log, seq: u64::MAX, leaf }
        };
        let now: BTreeMap<BodyAddress, &outbox::Waiting> =
            waiting.iter().map(|(row, waiting)| (address(row, waiting.log), waiting)).collect();
        for before in tables::said_where(self.db, "is_waiting = ?1", &true)? {
            if !now.contains_key(&before.address) {
                self.touch(before.envelope.record.entry_id().map(EntryId::as_str));
                tables::remove_opened(self.db, &before.address)?;
            }
        }
        for (address, waiting) in now {
            let body = Hash::of(&waiting.body);
            let known = tables::opened_at(self.db, &address)?;
            if known.is_some_and(|(known, _)| known == body) {
                continue;
            }
            if let Ok(opened) = envelope::open(&waiting.body, self.identities) {
                let envelope = opened.envelope;
                let received_at = waiting.since;
                self.put(Said { address, received_at, is_waiting: true, envelope }, &body)?;
            }
        }
        Ok(())
    }

    /// Judges everything again where the keys file names others than before.
    fn judge_anew(&mut self) -> Result<(), StoreError> {
        let members = Hash::of(&to_cbor(&self.keys.members));
        let before = tables::meta(self.db, MEMBERS)?;
        if before.as_deref() == Some(members.0.as_slice()) {
            return Ok(());
        }
        tables::put_meta(self.db, MEMBERS, &members.0)?;
        if before.is_none() {
            return Ok(());
        }
        for said in tables::said_where(self.db, "is_waiting = ?1", &false)? {
            let is_believed = self.judge(&said.address, &said.envelope);
            self.db
                .prepare_cached("UPDATE opened SET is_believed = ?1 WHERE address = ?2")?
                .execute(params![is_believed, received::body_key(&said.address)])?;
            self.touch(said.envelope.record.entry_id().map(EntryId::as_str));
        }
        Ok(())
    }

    fn settle(&mut self, put_into_words: PutIntoWords) -> Result<(), StoreError> {
        let deciders = Deciders::of(self.keys);
        for entry_id in std::mem::take(&mut self.touched) {
            let said = tables::said_where(self.db, "is_believed AND entry_id = ?1", &entry_id)?;
            let commitments = self.commitments(&said)?;
            let settled = settle(&said, deciders, &commitments);
            self.alarms.extend(settled.alarms);
            match (&settled.entry, &settled.source) {
                (Some(entry), Some(source)) => {
                    tables::put_entry(self.db, entry, source, &put_into_words(&entry.record))?;
                }
                _ => tables::remove_entry(self.db, &entry_id)?,
            }
            let query = match settled.is_withdrawn {
                true => "INSERT OR IGNORE INTO withdrawn VALUES (?1)",
                false => "DELETE FROM withdrawn WHERE entry_id = ?1",
            };
            self.db.prepare_cached(query)?.execute([&entry_id])?;
        }
        Ok(())
    }

    /// Where the bodies lie that grants speak of: what two copies of a home wrote under one number
    /// may lie here the other way round.
    fn commitments(&self, said: &[Said]) -> Result<Granted, StoreError> {
        let mut commitments = Granted::new();
        for one in said {
            let Record::Grant { at, plaintext, .. } = &one.envelope.record else { continue };
            let meant = envelope::read_plaintext(plaintext).map(|read| read.commitment).ok();
            for leaf in [at.leaf ^ BRANCH, at.leaf] {
                let at = BodyAddress { leaf, ..at.clone() };
                let Some(row) = received::body(self.home, &at)? else { continue };
                let is_meant = meant == Some(row.commitment);
                let known = commitments.get(&one.address);
                let is_known = known.is_some_and(|(_, known)| meant == Some(*known));
                if is_meant || !is_known {
                    commitments.insert(one.address.clone(), (at, row.commitment));
                }
            }
        }
        Ok(commitments)
    }

    /// All that is told now as one: whoever told it had perhaps not heard of the others. A later word
    /// of the same device stands before its earlier one, whatever its clock says; between devices
    /// the clocks decide, where nobody marked what they changed.
    fn take_school(&mut self) -> Result<(), StoreError> {
        let mut told: Vec<KnownSchool> = Vec::new();
        for said in tables::said_where(self.db, "is_believed AND record = ?1", &"school")? {
            let Record::School(school) = said.envelope.record else { continue };
            told.push(KnownSchool {
                told_at: said.envelope.at,
                teller: said.envelope.device.to_string(),
                place: (said.address.seq, said.address.leaf),
                school,
            });
        }
        match told.into_iter().reduce(KnownSchool::beside) {
            Some(joined) => tables::put_meta(self.db, SCHOOL, &to_cbor(&joined)),
            None => {
                self.db.prepare_cached("DELETE FROM meta WHERE name = ?1")?.execute([SCHOOL])?;
                Ok(())
            }
        }
    }
}
