//! Drafts: what is recorded and not yet signed off, a file each half second, encrypted under the
//! draft's own key and synced before the next.
//!
//! A power cut loses the fragment being written and nothing else. The key and the card, without
//! which nothing of a draft can be read, lie there twice. Destroying the key at sign-off makes
//! whatever is left unreadable; the files follow.

use std::path::PathBuf;

use super::{Home, StoreError};
use crate::domain::DraftId;
use crate::domain::recording::Fragment;
use crate::platform::Table;
use crate::platform::chance::random;
use crate::platform::fs::{self, Lock};
use crate::seal::draft::DraftKey;
use crate::wire::fragment::{self, DraftCard, DraftPart, FRAGMENT_LIMIT_BYTES, FRAGMENTS_LIMIT};
use crate::wire::{from_cbor, to_cbor};

/// What is known of a draft without playing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFacts {
    pub draft_id: DraftId,
    pub card: DraftCard,
    pub duration_micros: u64,
    /// Left over from a crash: nobody records it and it has no end mark.
    pub recovered: bool,
    pub is_being_recorded: bool,
    /// Fragments that are there but cannot be opened.
    pub damaged: u32,
}

/// A draft that is being recorded. Held by this process until dropped.
#[derive(Debug)]
pub struct OpenDraft<'a> {
    home: &'a Home,
    pub draft_id: DraftId,
    folder: PathBuf,
    key: DraftKey,
    next_index: u32,
    _lock: Box<dyn Lock>,
}

fn folder(home: &Home, draft_id: &DraftId) -> PathBuf {
    home.folder.join("drafts").join(draft_id.as_str())
}

/// The draft's own key, and the copy that is read where it was damaged.
const KEYS: [&str; 2] = ["key", "key.spare"];
const CARDS: [&str; 2] = ["00000.frag", "card.spare"];

fn file_name(index: u32) -> String {
    format!("{index:05}.frag")
}

/// Begins a draft.
pub fn begin<'a>(home: &'a Home, card: &DraftCard) -> Result<OpenDraft<'a>, StoreError> {
    let draft_id = DraftId::from_bytes(&random(&*home.machine.chance));
    let folder = folder(home, &draft_id);
    home.fs().create_folders(&folder)?;
    let lock = home.fs().lock(&folder.join("lock"))?;
    let key = DraftKey::random(&*home.machine.chance);
    let sealed = key.seal(&draft_id, 0, &to_cbor(card));
    for (key_name, card_name) in KEYS.iter().zip(CARDS) {
        fs::replace_private(home.fs(), &folder.join(key_name), key.as_bytes())?;
        fs::replace(home.fs(), &folder.join(card_name), &sealed)?;
    }
    home.fs().sync_folder(&home.folder.join("drafts"))?;
    Ok(OpenDraft { home, draft_id, folder, key, next_index: 1, _lock: lock })
}

/// Goes on with a draft: another part of it follows what is there.
pub fn go_on<'a>(home: &'a Home, draft_id: &DraftId) -> Result<OpenDraft<'a>, StoreError> {
    let folder = folder(home, draft_id);
    let lock = home.fs().lock(&folder.join("lock"))?;
    let (key, _) = unlock(home, draft_id)?;
    let next_index = indices(home, draft_id)?.last().map_or(1, |last| last + 1);
    Ok(OpenDraft { home, draft_id: draft_id.clone(), folder, key, next_index, _lock: lock })
}

impl OpenDraft<'_> {
    /// Keeps a fragment; after `Ok` it survives a power cut.
    pub fn keep(&mut self, fragment: Fragment) -> Result<(), StoreError> {
        self.append(&fragment::encode(&DraftPart::Fragment(fragment)))
    }

    /// Marks that the recording ended as it should.
    pub fn end(mut self) -> Result<DraftId, StoreError> {
        self.append(&fragment::encode(&DraftPart::End))?;
        Ok(self.draft_id)
    }

    fn append(&mut self, plaintext: &[u8]) -> Result<(), StoreError> {
        if self.next_index >= FRAGMENTS_LIMIT {
            return Err(StoreError::DraftFull);
        }
        let sealed = self.key.seal(&self.draft_id, self.next_index, plaintext);
        let path = self.folder.join(file_name(self.next_index));
        fs::replace(self.home.fs(), &path, &sealed)?;
        self.next_index += 1;
        Ok(())
    }
}

/// A draft read back: every fragment that opens, in order.
#[derive(Debug)]
pub struct ReadDraft {
    pub facts: DraftFacts,
    pub fragments: Vec<Fragment>,
}

/// Whatever can be read of a file and its spare copy.
fn copies(home: &Home, draft_id: &DraftId, names: [&str; 2], limit: u64) -> Vec<Vec<u8>> {
    let folder = folder(home, draft_id);
    names.iter().filter_map(|name| home.fs().read(&folder.join(name), limit).ok()).collect()
}

/// The key that opens the card, and the card: whichever copies of them are whole.
fn unlock(home: &Home, draft_id: &DraftId) -> Result<(DraftKey, DraftCard), StoreError> {
    let mut why = StoreError::NoDraft;
    let cards = copies(home, draft_id, CARDS, FRAGMENT_LIMIT_BYTES as u64);
    for key in copies(home, draft_id, KEYS, 32) {
        for card in &cards {
            let opened = DraftKey::from_bytes(&key).map_err(StoreError::from).and_then(|key| {
                let card = from_cbor(&key.open(draft_id, 0, card)?, "draft card")?;
                Ok((key, card))
            });
            match opened {
                Ok(opened) => return Ok(opened),
                Err(error) => why = error,
            }
        }
    }
    Err(why)
}

/// Reads a draft. Damaged fragments are counted and passed over: every whole one is kept.
pub fn read(home: &Home, draft_id: &DraftId) -> Result<ReadDraft, StoreError> {
    let (key, card) = unlock(home, draft_id)?;
    let folder = folder(home, draft_id);
    let limit = FRAGMENT_LIMIT_BYTES as u64;
    let mut fragments = Vec::new();
    let mut damaged = 0;
    let mut has_ended = false;
    for index in indices(home, draft_id)? {
        let part = home
            .fs()
            .read(&folder.join(file_name(index)), limit)
            .map_err(StoreError::from)
            .and_then(|file| Ok(key.open(draft_id, index, &file)?))
            .and_then(|plaintext| Ok(fragment::decode(index - 1, &plaintext)?));
        match part {
            Ok(DraftPart::Fragment(fragment)) => {
                fragments.push(fragment);
                has_ended = false;
            }
            Ok(DraftPart::End) => has_ended = true,
            Err(error) => {
                tracing::error!(%draft_id, index, %error, "a draft's fragment is damaged");
                damaged += 1;
            }
        }
    }
    let is_being_recorded = home.fs().is_locked(&folder.join("lock"))?;
    let facts = DraftFacts {
        draft_id: draft_id.clone(),
        card,
        duration_micros: fragments.iter().map(Fragment::end_micros).max().unwrap_or(0),
        recovered: !has_ended && !is_being_recorded,
        is_being_recorded,
        damaged,
    };
    Ok(ReadDraft { facts, fragments })
}

/// All drafts that can be opened. Writes nothing.
pub fn list(home: &Home) -> Result<Vec<DraftFacts>, StoreError> {
    Ok(look_through(home)?.0)
}

/// Drafts of which something was recorded and nothing can be opened.
pub fn unreadable(home: &Home) -> Result<Vec<DraftId>, StoreError> {
    let (_, mut others) = look_through(home)?;
    others.retain(|draft_id| holds_something(home, draft_id));
    Ok(others)
}

/// Removes what a power cut left of drafts that had not a piece of anything yet.
pub fn sweep_scraps(home: &Home) -> Result<(), StoreError> {
    for draft_id in look_through(home)?.1 {
        let is_held = home.fs().is_locked(&folder(home, &draft_id).join("lock"))?;
        if !is_held && !holds_something(home, &draft_id) {
            destroy(home, &draft_id)?;
        }
    }
    Ok(())
}

/// The drafts that open, and those that do not.
fn look_through(home: &Home) -> Result<(Vec<DraftFacts>, Vec<DraftId>), StoreError> {
    let (mut drafts, mut others) = (Vec::new(), Vec::new());
    for draft_id in ids(home)? {
        if is_signed_off(home, &draft_id)? {
            continue;
        }
        match read(home, &draft_id) {
            Ok(draft) => drafts.push(draft.facts),
            Err(error) => {
                tracing::warn!(%draft_id, %error, "a draft cannot be opened");
                others.push(draft_id);
            }
        }
    }
    drafts.sort_by_key(|draft| draft.card.begun_at);
    Ok((drafts, others))
}

fn indices(home: &Home, draft_id: &DraftId) -> Result<Vec<u32>, StoreError> {
    let mut indices: Vec<u32> = home
        .fs()
        .list(&folder(home, draft_id))?
        .iter()
        .filter_map(|name| name.strip_suffix(".frag")?.parse().ok())
        .filter(|index| *index > 0)
        .collect();
    indices.sort_unstable();
    Ok(indices)
}

fn holds_something(home: &Home, draft_id: &DraftId) -> bool {
    indices(home, draft_id).is_ok_and(|indices| !indices.is_empty())
}

fn ids(home: &Home) -> Result<Vec<DraftId>, StoreError> {
    let names = home.fs().list(&home.folder.join("drafts"))?;
    Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
}

fn is_signed_off(home: &Home, draft_id: &DraftId) -> Result<bool, StoreError> {
    Ok(home.ledger.get(Table::SignedOff, draft_id.as_str().as_bytes())?.is_some())
}

/// Destroys a draft: first its key, overwritten and removed, then its fragments.
pub fn destroy(home: &Home, draft_id: &DraftId) -> Result<(), StoreError> {
    let folder = folder(home, draft_id);
    let fs = home.fs();
    for name in KEYS {
        let path = folder.join(name);
        if fs.size(&path)?.is_some() {
            fs.write_synced(&path, &[0; 32])?;
            fs.remove(&path)?;
        }
    }
    fs.sync_folder(&folder)?;
    for name in fs.list(&folder)? {
        fs.remove(&folder.join(name))?;
    }
    fs.remove_folder(&folder)?;
    Ok(fs.sync_folder(&home.folder.join("drafts"))?)
}

/// Finishes what a crash between a commit and its clean-up left.
pub(super) fn sweep_signed_off(home: &Home) -> Result<(), StoreError> {
    for draft_id in ids(home)? {
        if is_signed_off(home, &draft_id)? {
            destroy(home, &draft_id)?;
        }
    }
    Ok(())
}
