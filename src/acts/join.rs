//! A newcomer asks to join: it leaves a card on the share and shows six words.

use std::path::{Path, PathBuf};

use super::desk::{address, folder_of, share_at};
use super::init::{check_name, check_passphrase};
use super::{ActError, Desk, sync};
use crate::domain::{DeviceId, Role, ShareId};
use crate::platform::{Machine, Work};
use crate::seal::passphrase::{WORK_FACTOR, wrap};
use crate::seal::{DeviceKeys, Identity, joining, sign};
use crate::share::{BucketKey, ShareError, Trust, trust};
use crate::store::home::{NewIdentity, NewSecrets};
use crate::store::settings::{HomeKind, Settings, VERSION};
use crate::store::{Home, StoreError};
use crate::wire::device::CARD_LIMIT_BYTES;
use crate::wire::{DeviceCard, SharePath, frame};

/// The fact that holds what this computer left on the share to ask with.
const OWN_CARD: &str = "own-card";

/// What a newcomer says of itself.
#[derive(Debug)]
pub struct Newcomer<'a> {
    pub share: &'a str,
    /// Where the share is in an object store.
    pub share_key: Option<&'a BucketKey>,
    pub staff_share: Option<&'a str>,
    pub name: &'a str,
    pub role: Role,
    /// For everybody but tablets.
    pub passphrase: Option<&'a str>,
    pub sample: bool,
}

/// What the newcomer's screen shows until it is approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub device: DeviceId,
    pub share_id: ShareId,
    pub words: [&'static str; 6],
}

/// Makes a home and asks to join. The share's id is pinned from now on.
pub fn join(machine: &Machine, folder: &Path, newcomer: &Newcomer<'_>) -> Result<Asked, ActError> {
    let name = check_name(newcomer.name)?;
    crate::store::home::require_free(&*machine.fs, folder)?;
    let keys = DeviceKeys::random(&*machine.chance);
    let device = keys.device_id();
    let at = address(newcomer.share)?;
    let share = share_at(&machine.fs, &at, newcomer.share_key, &device, &Work::default())?;
    let share_file = trust::read_share_file(&*share)?
        .ok_or_else(|| ActError::NoSchool { path: newcomer.share.to_owned() })?;
    let identity = Identity::random(&*machine.chance);
    let (kind, sealing) = if newcomer.role == Role::Tablet {
        (HomeKind::Tablet, NewIdentity::Tablet(identity.clone()))
    } else {
        let passphrase = newcomer.passphrase.ok_or(crate::store::StoreError::Locked)?;
        check_passphrase(passphrase)?;
        let file = wrap(&identity, passphrase, WORK_FACTOR)?;
        (HomeKind::Staff, NewIdentity::Person { file })
    };
    let settings = Settings {
        version: VERSION,
        kind,
        name: name.clone(),
        role: newcomer.role,
        device: device.clone(),
        share_id: share_file.share_id(),
        share: at.to_string(),
        staff_share: match newcomer.staff_share {
            Some(address) => Some(folder_of(address)?.display().to_string()),
            None => None,
        },
        sample: newcomer.sample,
        mail: None,
    };
    let card = DeviceCard {
        domain: frame::DEVICE.domain.to_owned(),
        share_id: settings.share_id.clone(),
        device: device.clone(),
        name,
        role: newcomer.role,
        verifying_key: keys.verifying_key().to_vec(),
        recipient: identity.recipient(),
        made_at: machine.clock.now(),
    };
    let bytes = sign::device_card(&card, &keys);
    // The card comes first: a card without a home is a request that is never answered, a home
    // without a card could not ask again.
    share.put_new(&SharePath::device_card(&device), &bytes)?;
    let share_key = newcomer.share_key.map(BucketKey::encode);
    let home = Home::create(machine, folder, settings, NewSecrets { keys, sealing, share_key })?;
    // What the six words are made of is kept, so that they can be shown again without the share.
    home.put_fact(OWN_CARD, &bytes)?;
    trust::pin_root(&home, &share_file.root_public_key)?;
    Ok(asked_with(&card, &share_file.root_public_key))
}

fn asked_with(card: &DeviceCard, root_public_key: &[u8; 32]) -> Asked {
    Asked {
        device: card.device.clone(),
        share_id: card.share_id.clone(),
        words: joining::six_words(card, root_public_key),
    }
}

/// Whether this computer asked and has not heard yet that it was let in.
pub fn is_waiting(desk: &Desk) -> Result<bool, ActError> {
    let known = Trust::known(&desk.home)?;
    Ok(known.is_none_or(|trust| trust.keys.member(desk.home.device_id()).is_none()))
}

/// What this computer asked with, to be shown again.
pub fn asked(desk: &Desk) -> Result<Asked, ActError> {
    let home = &desk.home;
    let root = match trust::pinned_root(home)? {
        Some(root) => root,
        // One that asked before this was kept.
        None => {
            let file = trust::read_share_file(&*desk.share)?
                .ok_or_else(|| ActError::NoSchool { path: home.settings.share.clone() })?;
            if &file.share_id() != home.share_id() {
                return Err(ShareError::NotOurs { detail: "share.json names another root" }.into());
            }
            file.root_public_key
        }
    };
    let path = SharePath::device_card(home.device_id());
    let bytes = match home.fact(OWN_CARD)? {
        Some(bytes) => Some(bytes),
        None => desk.share.get(&path, CARD_LIMIT_BYTES as u64)?,
    };
    let missing = || ActError::NoDevice { device: home.device_id().to_string() };
    let card = sign::believed_card(&bytes.ok_or_else(missing)?)?;
    let is_own = &card.device == home.device_id() && &card.share_id == home.share_id();
    if is_own { Ok(asked_with(&card, &root)) } else { Err(missing()) }
}

/// Looks on the share whether this computer was let in; then it hears what there is for it. A card
/// that went missing there is put again.
pub fn look_again(desk: &Desk) -> Result<bool, ActError> {
    let home = &desk.home;
    match Trust::refresh(home, &*desk.share)?.own_member(home.device_id()) {
        Ok(_) => {}
        Err(ShareError::NotApproved) => {
            let path = SharePath::device_card(home.device_id());
            if desk.share.size(&path)?.is_none()
                && let Some(bytes) = home.fact(OWN_CARD)?
            {
                desk.share.put_new(&path, &bytes)?;
            }
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    sync::sync(desk)?;
    Ok(true)
}

/// Asks no more, so that this computer can be set up anew: with another name, for another school,
/// or because a day has passed. The home is put aside as it is; gives where.
pub fn give_up(desk: Desk) -> Result<PathBuf, ActError> {
    if !is_waiting(&desk)? {
        return Err(StoreError::HomeExists { path: desk.home.folder.display().to_string() }.into());
    }
    let (machine, folder) = (desk.home.machine.clone(), desk.home.folder.clone());
    let device = desk.home.device_id().clone();
    let mut aside = folder.as_os_str().to_owned();
    aside.push(format!("-{device}"));
    let aside = PathBuf::from(aside);
    // Nobody is to be asked about it any more; if that cannot be said, they need not answer.
    let _ = desk.share.delete(&SharePath::device_card(&device));
    drop(desk);
    machine.fs.rename_new(&folder, &aside)?;
    Ok(aside)
}
