//! What must be so at the end of every day: nothing promised is lost, nothing is there twice, what
//! was withdrawn is readable nowhere, readers agree, pages show what is published.

use std::collections::{BTreeMap, BTreeSet};

use sayso::acts::{Desk, inbox, open};
use sayso::domain::{DeviceId, EntryId, EntryKind, Others};
use sayso::seal::{Identity, envelope};
use sayso::store::{Library, LibraryEntry, received};
use sayso::wire::Segment;
use sayso::wire::path::SegmentName;
use sayso::wire::record::Record;

use super::computer::{SHARE, STAFF};
use super::days::{Day, Fate};
use super::school::{entries, text};

impl Day<'_> {
    /// What was promised is so.
    pub fn check(&self) {
        let withdrawn = self.nothing_withdrawn_is_readable();
        let mut agreed = None;
        for computer in &self.school.staff {
            let desk = computer.desk();
            let library = desk.library().unwrap();
            let mut texts = BTreeSet::new();
            let mut states = BTreeMap::new();
            let entries = entries(&library);
            for (entry_id, entry) in &entries {
                assert!(!withdrawn.contains(entry_id), "{entry_id} was withdrawn");
                let said = entry.record.said.text.clone().unwrap_or_default();
                assert!(texts.insert(said.clone()), "twice: {said}");
                if let Some((number, _)) = self.said.get(entry_id) {
                    assert_eq!(said, text(*number));
                }
                for record in &entry.record.media {
                    match open::medium(&desk, entry, record) {
                        Ok(medium) => {
                            assert!(medium.as_slice() == said.as_bytes(), "{entry_id}: another");
                        }
                        Err(error) => assert!(self.has_lost_twice, "{entry_id}: {error:?}"),
                    }
                }
                states.insert(entry_id.clone(), (entry.state(), entry.replies.len()));
            }
            for (entry_id, (number, fate)) in &self.said {
                let is_heard = entries.contains_key(entry_id);
                match fate {
                    Fate::Promised => assert!(is_heard, "{entry_id} ({number}) is lost"),
                    Fate::Gone => assert!(!is_heard, "{entry_id} is still there"),
                    Fate::MayBeGone => {}
                }
            }
            self.library_is_no_more_than_a_cache(&desk, &entries);
            let agreed = agreed.get_or_insert_with(|| states.clone());
            assert_eq!(*agreed, states, "two readers do not agree");
        }
        self.pages_show_what_is_published();
        self.school.assert_no_clear_word("a day");
    }

    /// Gives what is withdrawn, having looked at every body and medium on the share and in the
    /// staff's ledgers.
    fn nothing_withdrawn_is_readable(&self) -> BTreeSet<EntryId> {
        let gone: BTreeSet<EntryId> = self
            .said
            .iter()
            .filter(|(_, (_, fate))| *fate == Fate::Gone)
            .map(|(entry_id, _)| entry_id.clone())
            .collect();
        let identities: Vec<_> =
            self.school.staff.iter().filter_map(|computer| computer.identity.clone()).collect();
        let cheat = self.school.tablets.last().expect("a school has tablets").desk();
        let wrong = cheat.home.device_id();
        let about = |body: &[u8]| {
            let opened = envelope::open(body, &identities).ok()?;
            opened.envelope.record.entry_id().cloned()
        };
        for (path, bytes) in self.school.share.files() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if SegmentName::parse(&name).is_none() {
                continue;
            }
            let Ok(segment) = Segment::decode(&bytes) else { continue };
            for body in segment.bodies.iter().flatten() {
                let about = about(body).filter(|entry_id| gone.contains(entry_id));
                let is_account = about.is_none() || is_account_of_it(body, &identities, wrong);
                assert!(is_account, "{}: {about:?} was withdrawn", path.display());
            }
        }
        for computer in &self.school.staff {
            for (address, received) in received::bodies(&computer.desk().home).unwrap() {
                let about = about(&received.body).filter(|entry_id| gone.contains(entry_id));
                let is_account =
                    about.is_none() || is_account_of_it(&received.body, &identities, wrong);
                assert!(is_account, "{address:?}: {about:?} was withdrawn");
            }
        }
        gone
    }

    /// The library made anew says the same, and the file that is kept of it holds nothing of what
    /// is gone.
    fn library_is_no_more_than_a_cache(
        &self,
        desk: &Desk,
        known: &BTreeMap<EntryId, LibraryEntry>,
    ) {
        let anew = Library::in_memory(inbox::in_words).unwrap();
        anew.refresh(&desk.home, &desk.trust().unwrap().keys, desk.identities()).unwrap();
        assert_eq!(format!("{:?}", entries(&anew)), format!("{known:?}"));
        let lines = desk.library().unwrap().lines().unwrap();
        assert_eq!(anew.lines().unwrap(), lines);
        let folder = desk.home.folder.join("library");
        for name in desk.home.fs().list(&folder).unwrap() {
            let sealed = desk.home.fs().read(&folder.join(name), u64::MAX).unwrap();
            let opened = envelope::open_bytes(&sealed, desk.identities(), usize::MAX).unwrap();
            for (number, fate) in self.said.values() {
                let words = text(*number);
                // Not the beginning of a longer number.
                let is_it = |bytes: &[u8]| {
                    bytes.starts_with(words.as_bytes()) && !bytes[words.len()].is_ascii_digit()
                };
                let is_there = opened.windows(words.len() + 1).any(is_it);
                assert!(!(is_there && *fate == Fate::Gone), "{words} is kept in the library");
            }
        }
    }

    fn pages_show_what_is_published(&self) {
        let entries = entries(&self.school.staff[0].desk().library().unwrap());
        let is_shown = |entry: &&LibraryEntry| {
            entry.published_at.is_some() && !entry.taken_back && !entry.held
        };
        let clips = entries
            .values()
            .filter(is_shown)
            .filter(|entry| entry.record.kind == EntryKind::Clip)
            .filter(|entry| entry.record.sign_off.others == Others::Nobody)
            .count();
        let on_site = self
            .school
            .share
            .files()
            .into_iter()
            .filter(|(path, _)| path.starts_with(STAFF))
            .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "mp4"))
            .count();
        assert_eq!(on_site, clips, "clips on the pages of {SHARE}");
    }
}

/// Tombstones and receipts tell of what is gone. So may a tablet in wrong hands: nobody believes
/// what it decides, and there is nothing of the pupil's in it.
fn is_account_of_it(body: &[u8], identities: &[Identity], wrong: &DeviceId) -> bool {
    envelope::open(body, identities).is_ok_and(|opened| match opened.envelope.record {
        Record::Tombstone(_) | Record::Receipt(_) => true,
        Record::TakeBack { .. } | Record::Published { .. } | Record::Hold { .. } => {
            &opened.envelope.device == wrong
        }
        _ => false,
    })
}
