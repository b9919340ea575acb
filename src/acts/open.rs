//! Opening an entry: its record as JSON and each medium as a file, into a folder of the
//! person's choosing. Who opened it is written down, and the pupil hears that it was read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::add_entry::{Sealing, enqueue};
use super::{ActError, Desk, concern, notice, recipients};
use crate::domain::entry::MEDIA_LIMIT;
use crate::domain::{EntryId, MediaType, Piece};
use crate::platform::{Batch, Fs, fs};
use crate::seal::SealError;
use crate::seal::blob::{self, BLOB_LIMIT_BYTES};
use crate::share::{ShareError, ShareState};
use crate::store::{LibraryEntry, StoreError, outbox};
use crate::symbols::Vocabulary;
use crate::wire::record::{Again, MediumRecord, Record};
use crate::wire::{Hash, Member, SharePath};
use zeroize::Zeroizing;

/// A medium's file name and its bytes.
type OpenedMedium = (String, Zeroizing<Vec<u8>>);

/// Where an opened entry lies.
#[derive(Debug)]
pub struct Opened {
    pub folder: PathBuf,
    pub media: Vec<PathBuf>,
}

/// An entry by its id, or why there is none.
pub fn find(desk: &Desk, entry_id: &EntryId) -> Result<LibraryEntry, ActError> {
    let library = desk.library()?;
    if library.is_withdrawn(entry_id)? {
        return Err(ActError::Withdrawn);
    }
    library.entry(entry_id)?.ok_or_else(|| ActError::NoEntry { entry: entry_id.to_string() })
}

/// A medium, opened in memory and checked against its record's hash.
pub fn medium(
    desk: &Desk,
    entry: &LibraryEntry,
    medium: &MediumRecord,
) -> Result<Zeroizing<Vec<u8>>, ActError> {
    let path = SharePath::blob(entry.log, &entry.device, &medium.blob);
    let opened = open_at(desk, &path, &medium.blob, medium.size, &medium.key)?;
    Ok(opened.ok_or_else(|| {
        ShareError::trouble(ShareState::Unreachable, &path, "the medium is not there")
    })?)
}

/// As `medium`, whosever it is; nothing where it is not on the share yet, or no more.
pub(super) fn open_at(
    desk: &Desk,
    path: &SharePath,
    hash: &Hash,
    size: u64,
    key: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, ActError> {
    if size > BLOB_LIMIT_BYTES as u64 {
        return Err(SealError::TooLarge.into());
    }
    let own = outbox::blob_path(&desk.home, hash);
    let stored = match desk.home.fs().read(&own, size) {
        Ok(stored) => Some(stored),
        Err(_) => match desk.share.get(path, size) {
            Err(ShareError::TooLarge { .. }) => return Err(SealError::Damaged.into()),
            other => other?,
        },
    };
    Ok(stored.map(|stored| blob::open(&stored, hash, key)).transpose()?)
}

/// Writes the entry's JSON and media into `folder`.
pub fn open(desk: &Desk, entry_id: &EntryId, folder: &Path) -> Result<Opened, ActError> {
    let entry = find(desk, entry_id)?;
    let mut media = Vec::new();
    for (number, record) in entry.record.media.iter().enumerate() {
        let name = format!("{}.{}", number + 1, record.media_type.file_ending());
        media.push((name, medium(desk, &entry, record)?));
    }
    let fs = desk.home.fs();
    fs.create_folders(folder)?;
    remove_other_media(fs, folder, &media)?;
    let mut paths = Vec::new();
    for (name, bytes) in &media {
        let path = folder.join(name);
        fs::replace_private(fs, &path, bytes)?;
        paths.push(path);
    }
    let names: Vec<&String> = media.iter().map(|(name, _)| name).collect();
    let text = describe(&entry, &names);
    fs::replace_private(fs, &folder.join("entry.json"), text.as_bytes())?;
    note_opened(desk, &entry)?;
    Ok(Opened { folder: folder.to_owned(), media: paths })
}

/// A folder that another entry was opened into must not keep that one's media beside this one's
/// words: it could be another child's.
fn remove_other_media(fs: &dyn Fs, folder: &Path, media: &[OpenedMedium]) -> Result<(), ActError> {
    let stems: Vec<String> = (1..=MEDIA_LIMIT).map(|number| number.to_string()).collect();
    for name in fs.list(folder)? {
        let stem = name.split('.').next().unwrap_or_default();
        let is_ours = stems.iter().any(|number| number == stem)
            && MediaType::ALL.iter().any(|kind| name == format!("{stem}.{}", kind.file_ending()));
        if is_ours && !media.iter().any(|(kept, _)| kept == &name) {
            fs.remove(&folder.join(name))?;
        }
    }
    Ok(())
}

/// A piece as `--json` gives it: words, also those of symbols; the number of a face; or which of
/// `media` it was said in.
fn in_words(piece: &Piece) -> serde_json::Value {
    match piece {
        Piece::Words(words) => json!(words),
        Piece::Symbols { symbols } => json!(Vocabulary::built_in().sentence(symbols, "en")),
        Piece::Earlier { .. } | Piece::Medium { .. } | Piece::Face { .. } => json!(piece),
    }
}

/// What became of it in adults' hands.
fn handling(entry: &LibraryEntry) -> serde_json::Value {
    json!({
        "opened_by": entry.opened_by.iter().map(|one| json!({
            "device_id": one.by,
            "at": one.at.to_string(),
        })).collect::<Vec<_>>(),
        "told": entry.told.iter().map(|one| json!({
            "device_id": one.whom,
            "why": one.why.as_str(),
            "how": one.how.as_str(),
            "at": one.at.to_string(),
        })).collect::<Vec<_>>(),
        "concerns": entry.concerns.iter().map(|one| json!({
            "by": one.name,
            "why": one.why,
            "at": one.at.to_string(),
        })).collect::<Vec<_>>(),
        "done": entry.done.iter().map(|one| json!({
            "device_id": one.by,
            "what": one.what,
            "recorded_in": one.recorded_in,
            "reference": one.reference,
            "at": one.at.to_string(),
        })).collect::<Vec<_>>(),
    })
}

fn describe(entry: &LibraryEntry, media: &[&String]) -> String {
    let record = &entry.record;
    let value = json!({
        "entry_id": record.entry_id,
        "pupil_id": record.pupil_id,
        "kind": record.kind,
        "made_at": record.made_at.to_string(),
        "device_id": entry.device,
        "state": entry.state(),
        "text": record.said.text,
        "symbols": record.said.symbols,
        "tips": record.said.tips.iter().map(in_words).collect::<Vec<_>>(),
        "question": record.said.question,
        "sort": record.said.sort.as_ref().map(|sort| json!({
            "topic": sort.topic,
            "good": sort.good.iter().map(in_words).collect::<Vec<_>>(),
            "so_so": sort.so_so.iter().map(in_words).collect::<Vec<_>>(),
            "not_good": sort.not_good.iter().map(in_words).collect::<Vec<_>>(),
        })),
        "survey": record.said.survey,
        "answers": record.said.answers.iter().map(|one| json!({
            "question": one.question,
            "answer": in_words(&one.answer),
        })).collect::<Vec<_>>(),
        "audience": record.sign_off.audience,
        "helped": record.sign_off.helped,
        "identity_checked": record.sign_off.identity == crate::domain::sign_off::Identity::Checked,
        "others_seen_or_heard": record.sign_off.others == crate::domain::Others::SeenOrHeard,
        "witness": record.sign_off.witness,
        "urgent": entry.is_urgent(),
        "not_for": record.sign_off.worry.as_ref().map(|worry| &worry.not_for),
        "wants_to_talk_to": record.sign_off.worry.as_ref().and_then(|worry| worry.wants_to_talk_to.as_ref()),
        "replies": entry.replies.iter().map(|reply| &reply.text).collect::<Vec<_>>(),
        "words_meant": entry.words_meant,
        "tags": entry.tags,
        "notes": entry.notes.iter().map(|known| json!({
            "note_id": known.note.note_id,
            "kind": known.note.kind,
            "by": known.note.by,
            "at": known.note.at.to_string(),
            "text": known.note.text,
            "at_millis": known.note.at_millis,
            "is_meant": known.is_meant,
        })).collect::<Vec<_>>(),
        "handling": handling(entry),
        "media": media,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Each opening is written down; the first one is told to the pupil. That it was of a concern is for
/// those who keep safe, in the log that locked computers look at, and for whoever raised it.
pub(super) fn note_opened(desk: &Desk, entry: &LibraryEntry) -> Result<(), ActError> {
    let keys = desk.trust()?.keys;
    let school = desk.school_to_change()?;
    let sealing = Sealing::for_kind(entry.record.kind);
    let mut to = recipients::readers_of(&keys, &school, &entry.record);
    to.extend(notice::watchers_of(desk, &keys, &school, &entry.record)?);
    let own = desk.home.device_id();
    let keeps_safe = keys.member(own).is_some_and(Member::keeps_safe);
    let is_worry = entry.record.kind.is_worry();
    // The same opening, whoever hears it in which log.
    let (by, at) = (own.clone(), desk.now());
    let opened = |concerns| Record::Opened {
        entry_id: entry.record.entry_id.clone(),
        concerns,
        again: Some(Again { by: by.clone(), at }),
    };
    let mut batch = Batch::new();
    if keeps_safe && !is_worry && !entry.concerns.is_empty() {
        let closed = concern::heard_by(desk, &keys, entry)?;
        enqueue(desk, &mut batch, &notice::OF_CONCERN, &closed, opened(entry.known_concerns()))?;
        let raisers = concern::raisers(&keys, entry);
        if !raisers.is_empty() {
            enqueue(desk, &mut batch, &sealing, &raisers, opened(entry.known_concerns()))?;
        }
        enqueue(desk, &mut batch, &sealing, &to, opened(BTreeSet::new()))?;
    } else {
        let concerns = if is_worry { entry.known_concerns() } else { BTreeSet::new() };
        enqueue(desk, &mut batch, &sealing, &to, opened(concerns))?;
    }
    if !entry.opened {
        super::answer::enqueue_answer(desk, &mut batch, entry)?;
    }
    Ok(desk.home.ledger.commit(batch).map_err(StoreError::from)?)
}
