//! A newcomer asks to join: it leaves a card on the share and shows six words.

use std::path::Path;

use super::ActError;
use super::desk::{address, folder_of, share_at};
use super::init::{check_name, check_passphrase};
use crate::domain::{DeviceId, Role, ShareId};
use crate::platform::{Machine, Work};
use crate::seal::passphrase::{WORK_FACTOR, wrap};
use crate::seal::{DeviceKeys, Identity, joining, sign};
use crate::share::{BucketKey, ShareError, ShareState, trust};
use crate::store::Home;
use crate::store::home::{NewIdentity, NewSecrets};
use crate::store::settings::{HomeKind, Settings, VERSION};
use crate::wire::{DeviceCard, SharePath, frame};

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
#[derive(Debug)]
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
    let share_file = trust::read_share_file(&*share)?.ok_or_else(|| {
        ShareError::trouble(ShareState::Unreachable, newcomer.share, "no share.json")
    })?;
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
    Ok(Asked {
        device,
        share_id: home.share_id().clone(),
        words: joining::six_words(&card, &share_file.root_public_key),
    })
}
