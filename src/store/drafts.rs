//! Drafts: what is recorded and not yet signed off, a file a second, each encrypted under the
//! draft's own key and synced before the next.
//!
//! A power cut loses the fragment being written and nothing else. Destroying the key at sign-off
//! makes whatever is left unreadable; the files follow.

use std::path::PathBuf;

use super::{Home, StoreError};
use crate::domain::DraftId;
use crate::domain::recording::Fragment;
use crate::platform::chance::random;
use crate::platform::fs::{self, Lock};
use crate::platform::{FsErrorKind, Table};
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
    fs::replace_private(home.fs(), &folder.join("key"), key.as_bytes())?;
    home.fs().sync_folder(&home.folder.join("drafts"))?;
    let mut draft = OpenDraft { home, draft_id, folder, key, next_index: 0, _lock: lock };
    draft.append(&to_cbor(card))?;
    Ok(draft)
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

fn read_key(home: &Home, draft_id: &DraftId) -> Result<DraftKey, StoreError> {
    match home.fs().read(&folder(home, draft_id).join("key"), 32) {
        Ok(bytes) => Ok(DraftKey::from_bytes(&bytes)?),
        Err(error) if error.kind == FsErrorKind::NotFound => Err(StoreError::NoDraft),
        Err(error) => Err(error.into()),
    }
}

/// Reads a draft. Damaged fragments are counted and passed over: every whole one is kept.
pub fn read(home: &Home, draft_id: &DraftId) -> Result<ReadDraft, StoreError> {
    let key = read_key(home, draft_id)?;
    let folder = folder(home, draft_id);
    let limit = FRAGMENT_LIMIT_BYTES as u64;
    let card = home.fs().read(&folder.join(file_name(0)), limit)?;
    let card: DraftCard = from_cbor(&key.open(draft_id, 0, &card)?, "draft card")?;
    let mut indices: Vec<u32> = home
        .fs()
        .list(&folder)?
        .iter()
        .filter_map(|name| name.strip_suffix(".frag")?.parse().ok())
        .filter(|index| *index > 0)
        .collect();
    indices.sort_unstable();
    let mut fragments = Vec::new();
    let mut damaged = 0;
    let mut has_ended = false;
    for index in indices {
        let part = home
            .fs()
            .read(&folder.join(file_name(index)), limit)
            .map_err(StoreError::from)
            .and_then(|file| Ok(key.open(draft_id, index, &file)?))
            .and_then(|plaintext| Ok(fragment::decode(index - 1, &plaintext)?));
        match part {
            Ok(DraftPart::Fragment(fragment)) => fragments.push(fragment),
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
    let mut drafts = Vec::new();
    for draft_id in ids(home)? {
        if is_signed_off(home, &draft_id)? {
            continue;
        }
        match read(home, &draft_id) {
            Ok(draft) => drafts.push(draft.facts),
            // One without a key or a card was cut off before its first second.
            Err(error) => tracing::warn!(%draft_id, %error, "a draft cannot be opened"),
        }
    }
    drafts.sort_by_key(|draft| draft.card.begun_at);
    Ok(drafts)
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
    let key_path = folder.join("key");
    if fs.size(&key_path)?.is_some() {
        fs.write_synced(&key_path, &[0; 32])?;
        fs.remove(&key_path)?;
        fs.sync_folder(&folder)?;
    }
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
