//! What stands on the staff pages, held against the list that was signed when they were written.

use std::collections::BTreeMap;

use super::{ActError, Desk, staff_site};
use crate::domain::Role;
use crate::seal::{SealError, sign};
use crate::share::verify::{Finding, FindingKind};
use crate::share::{ShareError, Site};
use crate::wire::frame;
use crate::wire::pages::{ListedFile, PAGES_LIMIT_BYTES, PAGES_LIST, PagesList};
use crate::wire::{Hash, KeysFile};

/// Pages and clips are no larger.
const FILE_LIMIT_BYTES: u64 = 1024 * 1024 * 1024;

/// What a signed list says of each file.
pub type Listed = BTreeMap<String, ListedFile>;

/// Whether there is a list on the site at all, whoever wrote it.
pub fn is_there(site: &dyn Site) -> Result<bool, ActError> {
    match site.read(PAGES_LIST, PAGES_LIMIT_BYTES as u64) {
        Ok(found) => Ok(found.is_some()),
        Err(ShareError::TooLarge { .. }) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// The list on the site, where a SENCo who serves has signed it; empty otherwise.
pub fn believed(desk: &Desk, site: &dyn Site) -> Result<Listed, ActError> {
    let keys = desk.trust()?.keys;
    let bytes = match site.read(PAGES_LIST, PAGES_LIMIT_BYTES as u64) {
        Ok(Some(bytes)) => bytes,
        // Whoever put something else there must not keep the pages as they are.
        Ok(None) | Err(ShareError::TooLarge { .. }) => return Ok(Listed::new()),
        Err(error) => return Err(error.into()),
    };
    let files = believe(desk, &keys, &bytes).map(|list| list.files).unwrap_or_default();
    Ok(files.into_iter().map(|file| (file.path.clone(), file)).collect())
}

fn believe(desk: &Desk, keys: &KeysFile, bytes: &[u8]) -> Option<PagesList> {
    let (signed, list) = PagesList::decode(bytes).ok()?;
    let member = keys.member(&list.device).filter(|member| member.has_role(Role::Senco))?;
    sign::verify(frame::PAGES, &signed, &member.verifying_key).ok()?;
    (member.serves() && &list.share_id == desk.home.share_id()).then_some(list)
}

/// Signs what stands there now, unless somebody has signed the same.
pub fn keep(desk: &Desk, site: &dyn Site, before: &Listed, now: Listed) -> Result<(), ActError> {
    if *before == now {
        return Ok(());
    }
    let list = PagesList {
        domain: frame::PAGES.domain.to_owned(),
        share_id: desk.home.share_id().clone(),
        device: desk.home.device_id().clone(),
        made_at: desk.now(),
        files: now.into_values().collect(),
    };
    let cbor = list.encode();
    if cbor.len() > frame::PAGES.limit_bytes {
        // Tens of thousands of clips: the pages stand, and nobody vouches for them.
        return Err(SealError::TooLarge.into());
    }
    let signed = sign::sign(frame::PAGES, cbor, &desk.home.keys);
    Ok(site.put_replace(PAGES_LIST, &signed.encode(frame::PAGES))?)
}

/// A file as a list names it.
pub fn listed(path: &str, bytes: &[u8]) -> ListedFile {
    ListedFile { path: path.to_owned(), size: bytes.len() as u64, hash: Hash::of(bytes) }
}

/// Whether a listed file stands on the site as it was signed.
pub fn stands(site: &dyn Site, file: &ListedFile) -> Result<Option<bool>, ActError> {
    match site.read(&file.path, file.size.min(FILE_LIMIT_BYTES)) {
        Ok(None) => Ok(None),
        Ok(Some(bytes)) => {
            Ok(Some(bytes.len() as u64 == file.size && Hash::of(&bytes) == file.hash))
        }
        Err(ShareError::TooLarge { .. }) => Ok(Some(false)),
        Err(error) => Err(error.into()),
    }
}

/// Names every page and clip that is not as it was signed, and those that nobody signed.
pub fn check(desk: &Desk) -> Result<Vec<Finding>, ActError> {
    let Some(site) = desk.site.as_deref() else { return Ok(Vec::new()) };
    let mut findings = Vec::new();
    let mut find = |path: &str, kind| {
        findings.push(Finding { path: format!("staff/{path}"), kind });
    };
    let listed = believed(desk, site)?;
    let there = staff_site::ours(site)?;
    if listed.is_empty() {
        match site.read(PAGES_LIST, PAGES_LIMIT_BYTES as u64) {
            // Nothing was ever written there.
            Ok(None) if there.is_empty() => {}
            Ok(None) => find(PAGES_LIST, FindingKind::Missing),
            Ok(Some(_)) | Err(ShareError::TooLarge { .. }) => {
                find(PAGES_LIST, FindingKind::Tampered);
            }
            Err(error) => return Err(error.into()),
        }
        return Ok(findings);
    }
    for file in listed.values() {
        match stands(site, file)? {
            Some(true) => {}
            Some(false) => find(&file.path, FindingKind::Tampered),
            None => find(&file.path, FindingKind::Missing),
        }
    }
    for path in there.iter().filter(|path| !listed.contains_key(*path) && *path != PAGES_LIST) {
        find(path, FindingKind::Tampered);
    }
    Ok(findings)
}
