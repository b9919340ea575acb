//! A home on disk: opening it, holding it, and what lies where.
//!
//! ```text
//! settings.toml   lock   lock.holder
//! device.key      the signing key (0600)
//! sealing.key     a tablet's own identity (0600)
//! watch.key       opens notices that a worry waits, and nothing else (0600)
//! mail.password   for the school's mail server (0600)
//! share.key       what opens the share's bucket, where it is in an object store (0600)
//! identity.age    a person's identity under their passphrase
//! ledger.sqlite   outbox, segments, cursors, pulled bodies (all sealed), the school
//! drafts/<draft>/ 00000.frag … and key (0600)
//! library/<16>.age    what the person can read, sealed to them: a cache
//! boards/<name>.obz   boards that this tablet took in by itself
//! own/<52>.bin        what staff gave to every tablet, open, by the hash of its blob
//! out/blob/<52>.bin   sealed media still to be pushed, or kept a while; out/tmp/ part files
//! ```

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::StoreError;
use super::settings::{HomeKind, SETTINGS_LIMIT_BYTES, Settings};
use crate::domain::ids::base32;
use crate::domain::{DeviceId, ShareId};
use crate::platform::fs::{self, Lock};
use crate::platform::{Batch, Fs, FsErrorKind, Ledger, Machine, Table, Work};
use crate::seal::{DeviceKeys, Identity, SealError};

/// How long a verb waits for another to finish.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// How long for the background program, which ends by itself soon.
const WATCH_PATIENCE: Duration = Duration::from_secs(60);
/// The verb of the background program.
pub const WATCH: &str = "watch";
const LOCK_POLL: Duration = Duration::from_millis(100);
const SMALL_FILE_LIMIT_BYTES: u64 = 64 * 1024;

/// What somebody wants of a home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access<'a> {
    /// To change it, alone; the name is told to whoever has to wait.
    Write { verb: &'a str },
    /// To look, beside whoever changes it.
    Look,
}

/// An open home. While one is open to be changed, nobody else can change it.
#[derive(Debug)]
pub struct Home {
    pub machine: Machine,
    pub folder: PathBuf,
    pub settings: Settings,
    pub ledger: Arc<dyn Ledger>,
    pub keys: DeviceKeys,
    /// Whatever takes long here.
    pub work: Work,
    lock: Option<Box<dyn Lock>>,
}

const BUCKET_KEY: &str = "share.key";

/// The fact that says whose ledger it is.
const HOME_OF: &str = "home-of";

fn read_key(fs: &dyn Fs, path: &Path) -> Result<Vec<u8>, StoreError> {
    fs.read(path, SMALL_FILE_LIMIT_BYTES).map_err(|error| match error.kind {
        FsErrorKind::NotFound => StoreError::KeyLost,
        _ => error.into(),
    })
}

fn settings_path(folder: &Path) -> PathBuf {
    folder.join("settings.toml")
}

/// Reads a home's settings without opening it; `NoHome` where there is none.
pub fn read_settings(fs: &dyn Fs, folder: &Path) -> Result<Settings, StoreError> {
    match fs.read(&settings_path(folder), SETTINGS_LIMIT_BYTES) {
        Ok(bytes) => Settings::decode(&bytes),
        Err(error) if error.kind == FsErrorKind::NotFound => {
            Err(StoreError::NoHome { path: folder.display().to_string() })
        }
        Err(error) => Err(error.into()),
    }
}

/// Refuses where a home is already.
pub fn require_free(fs: &dyn Fs, folder: &Path) -> Result<(), StoreError> {
    match fs.size(&settings_path(folder))? {
        None => Ok(()),
        Some(_) => Err(StoreError::HomeExists { path: folder.display().to_string() }),
    }
}

fn take_lock(machine: &Machine, folder: &Path, verb: &str) -> Result<Box<dyn Lock>, StoreError> {
    let path = folder.join("lock");
    let holder_path = folder.join("lock.holder");
    let mut waited = Duration::ZERO;
    loop {
        match machine.fs.lock(&path) {
            Ok(lock) => {
                let holder = format!("sayso {verb} ({})", std::process::id());
                fs::replace(&*machine.fs, &holder_path, holder.as_bytes())?;
                return Ok(lock);
            }
            Err(error) if error.kind == FsErrorKind::Locked && waited < LOCK_PATIENCE => {
                machine.clock.wait(LOCK_POLL);
                waited += LOCK_POLL;
            }
            Err(error) if error.kind == FsErrorKind::Locked => {
                let holder = machine.fs.read(&holder_path, SMALL_FILE_LIMIT_BYTES);
                let holder = holder.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                let holder = holder.unwrap_or_default();
                let is_watch = holder.starts_with(&format!("sayso {WATCH} "));
                if !is_watch || verb == WATCH || waited >= WATCH_PATIENCE {
                    return Err(StoreError::InUse { holder });
                }
                machine.clock.wait(LOCK_POLL);
                waited += LOCK_POLL;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// The secrets that a new home begins with.
pub struct NewSecrets {
    pub keys: DeviceKeys,
    /// A tablet's identity as it is, a person's under their passphrase.
    pub sealing: NewIdentity,
    /// What opens the share's bucket, where it is in one.
    pub share_key: Option<Vec<u8>>,
}

impl std::fmt::Debug for NewSecrets {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("new secrets")
    }
}

#[derive(Debug)]
pub enum NewIdentity {
    Tablet(Identity),
    Person { file: Vec<u8> },
}

impl Home {
    /// Makes a home. The settings come last, so that one half made is no home and can be made
    /// again.
    pub fn create(
        machine: &Machine,
        folder: &Path,
        settings: Settings,
        secrets: NewSecrets,
    ) -> Result<Self, StoreError> {
        let fs = &*machine.fs;
        require_free(fs, folder)?;
        for sub in ["", "drafts", "out/blob", "out/tmp"] {
            fs.create_folders(&folder.join(sub))?;
        }
        let lock = take_lock(machine, folder, "init")?;
        let secret = secrets.keys.to_secret_bytes();
        let text = Zeroizing::new(base32().encode(&*secret));
        fs::replace_private(fs, &folder.join("device.key"), text.as_bytes())?;
        match &secrets.sealing {
            NewIdentity::Tablet(identity) => {
                let text = identity.to_secret_text();
                fs::replace_private(fs, &folder.join("sealing.key"), text.as_bytes())?;
            }
            NewIdentity::Person { file } => {
                fs::replace_private(fs, &folder.join("identity.age"), file)?;
            }
        }
        if let Some(key) = &secrets.share_key {
            fs::replace_private(fs, &folder.join(BUCKET_KEY), key)?;
        }
        let ledger = machine.ledgers.open(&folder.join("ledger.sqlite"))?;
        let mut batch = Batch::new();
        batch.put(Table::Facts, HOME_OF, settings.device.as_str());
        ledger.commit(batch)?;
        fs::replace(fs, &settings_path(folder), &settings.encode())?;
        Ok(Self {
            machine: machine.clone(),
            folder: folder.to_owned(),
            settings,
            ledger,
            keys: secrets.keys,
            work: Work::default(),
            lock: Some(lock),
        })
    }

    /// Opens a home; to change it, after waiting up to five seconds for whoever holds it.
    pub fn open(machine: &Machine, folder: &Path, access: Access<'_>) -> Result<Self, StoreError> {
        let settings = read_settings(&*machine.fs, folder)?;
        let ledger_path = folder.join("ledger.sqlite");
        let (lock, ledger) = match access {
            Access::Write { verb } => {
                let lock = take_lock(machine, folder, verb)?;
                (Some(lock), machine.ledgers.open(&ledger_path)?)
            }
            Access::Look => (None, machine.ledgers.open_to_read(&ledger_path)?),
        };
        // An empty ledger beside a home that was used: what waited is in a backup, if anywhere,
        // and whatever is still here must not be cleared away.
        if ledger.get(Table::Facts, HOME_OF.as_bytes())?.is_none() {
            return Err(StoreError::LedgerLost);
        }
        let secret = read_key(&*machine.fs, &folder.join("device.key"))?;
        let secret = Zeroizing::new(base32().decode(&secret).map_err(|_| SealError::NotAKey)?);
        let secret: [u8; 32] = secret.as_slice().try_into().map_err(|_| SealError::NotAKey)?;
        let home = Self {
            machine: machine.clone(),
            folder: folder.to_owned(),
            settings,
            ledger,
            keys: DeviceKeys::from_secret_bytes(&secret),
            work: Work::default(),
            lock,
        };
        if matches!(access, Access::Write { .. }) {
            super::outbox::tidy_up(&home);
        }
        Ok(home)
    }

    pub fn fs(&self) -> &dyn Fs {
        &*self.machine.fs
    }

    pub fn device_id(&self) -> &DeviceId {
        &self.settings.device
    }

    pub fn share_id(&self) -> &ShareId {
        &self.settings.share_id
    }

    pub fn is_tablet(&self) -> bool {
        self.settings.kind == HomeKind::Tablet
    }

    /// Whether it was opened to be changed.
    pub fn is_held(&self) -> bool {
        self.lock.is_some()
    }

    /// Refuses where this is not a home of the kind.
    pub fn require(&self, kind: HomeKind) -> Result<(), StoreError> {
        if self.settings.kind == kind { Ok(()) } else { Err(StoreError::WrongKind(kind)) }
    }

    /// A tablet's own identity.
    pub fn tablet_identity(&self) -> Result<Identity, StoreError> {
        self.require(HomeKind::Tablet)?;
        let text = read_key(self.fs(), &self.folder.join("sealing.key"))?;
        let text = Zeroizing::new(String::from_utf8(text).map_err(|_| SealError::NotAKey)?);
        Ok(Identity::parse(&text)?)
    }

    /// What opens the share's bucket, where that was given.
    pub fn bucket_key(&self) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        self.secret(BUCKET_KEY)
    }

    /// A small secret file of this home, where there is one.
    pub fn secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        match self.fs().read(&self.folder.join(name), SMALL_FILE_LIMIT_BYTES) {
            Ok(key) => Ok(Some(Zeroizing::new(key))),
            Err(error) if error.kind == FsErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes the settings, in memory and in their file.
    pub fn change_settings(
        &mut self,
        change: impl FnOnce(&mut Settings),
    ) -> Result<(), StoreError> {
        let mut settings = self.settings.clone();
        change(&mut settings);
        fs::replace(self.fs(), &settings_path(&self.folder), &settings.encode())?;
        self.settings = settings;
        Ok(())
    }

    /// A fact by name.
    pub fn fact(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.ledger.get(Table::Facts, name.as_bytes())?)
    }

    pub fn put_fact(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let mut batch = Batch::new();
        batch.put(Table::Facts, name, value);
        Ok(self.ledger.commit(batch)?)
    }
}
