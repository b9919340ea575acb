//! A desk to work at: an open home, the share it belongs to and, for staff, the person's key.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{ActError, inbox};
use crate::domain::{DeviceId, Moment, School};
use crate::platform::{Fs, Machine, Work};
use crate::seal::Identity;
use crate::share::address::{BucketAddress, BucketKey, ShareAddress};
use crate::share::patient::PATIENCE;
use crate::share::{
    FolderShare, FolderSite, PatientShare, PatientSite, Share, ShareError, Site, Trust, trust,
};
use crate::store::library::Saving;
use crate::store::{Access, Home, Library, StoreError, shelf, unlock};

/// An open home with its share.
#[derive(Debug)]
pub struct Desk {
    pub home: Home,
    pub share: Arc<dyn Share>,
    pub site: Option<Arc<dyn Site>>,
    identities: Vec<Identity>,
    /// The library as opened last, with the ledger's count of commits then.
    opened: Mutex<Option<(u64, Arc<Library>)>>,
    /// The keys as verified last, with the number of the last file that they follow from.
    trusted: Mutex<Option<(u64, Trust)>>,
}

/// Reads the address of a share, or of a place for pages.
pub fn address(text: &str) -> Result<ShareAddress, ActError> {
    ShareAddress::parse(text).ok_or_else(|| ActError::ShareAddress { address: text.to_owned() })
}

/// Reads the address of the staff pages, which browsers open: a folder.
pub fn folder_of(text: &str) -> Result<PathBuf, ActError> {
    match address(text)? {
        ShareAddress::Folder(folder) => Ok(folder),
        ShareAddress::Bucket(_) => Err(ActError::ShareAddress { address: text.to_owned() }),
    }
}

/// The share at an address, as a device writes to it.
pub fn share_at(
    fs: &Arc<dyn Fs>,
    address: &ShareAddress,
    key: Option<&BucketKey>,
    device: &DeviceId,
    work: &Work,
) -> Result<Arc<dyn Share>, ActError> {
    let share: Arc<dyn Share> = match address {
        ShareAddress::Folder(folder) => Arc::new(FolderShare::new(Arc::clone(fs), folder, device)),
        ShareAddress::Bucket(bucket) => bucket_share(bucket, key)?,
    };
    Ok(Arc::new(PatientShare::new(share, PATIENCE, work.clone())))
}

#[cfg(feature = "object-store")]
fn bucket_share(
    bucket: &BucketAddress,
    key: Option<&BucketKey>,
) -> Result<Arc<dyn Share>, ActError> {
    let key = key.ok_or(ActError::NoBucketKey)?;
    Ok(Arc::new(crate::share::object_store::ObjectStoreShare::new(bucket, key)?))
}

#[cfg(not(feature = "object-store"))]
fn bucket_share(_: &BucketAddress, _: Option<&BucketKey>) -> Result<Arc<dyn Share>, ActError> {
    Err(ActError::NoObjectStore)
}

impl Desk {
    /// Opens a home and its share's address; the share itself is not touched.
    pub fn open(machine: &Machine, folder: &Path, access: Access<'_>) -> Result<Self, ActError> {
        Self::at(Home::open(machine, folder, access)?)
    }

    pub fn at(home: Home) -> Result<Self, ActError> {
        let fs = &home.machine.fs;
        let at = address(&home.settings.share)?;
        let key = match at {
            ShareAddress::Folder(_) => None,
            ShareAddress::Bucket(_) => bucket_key(&home)?,
        };
        let share = share_at(fs, &at, key.as_ref(), home.device_id(), &home.work)?;
        let site = match &home.settings.staff_share {
            Some(address) => {
                let site = FolderSite::new(Arc::clone(fs), &folder_of(address)?);
                let site = PatientSite::new(Arc::new(site), PATIENCE, home.work.clone());
                Some(Arc::new(site) as Arc<dyn Site>)
            }
            None => None,
        };
        let identities = if home.is_tablet() { vec![home.tablet_identity()?] } else { Vec::new() };
        let (opened, trusted) = (Mutex::new(None), Mutex::new(None));
        Ok(Self { home, share, site, identities, opened, trusted })
    }

    /// Opens the person's key.
    pub fn unlock(&mut self, passphrase: &str) -> Result<(), ActError> {
        self.home.require(crate::store::HomeKind::Staff)?;
        let identities = unlock::unlock(&self.home, passphrase)?;
        self.put_library_away();
        self.identities = identities;
        Ok(())
    }

    /// Uses a key that is open already: for the moment it was made.
    pub fn unlock_with(&mut self, identity: Identity) {
        self.put_library_away();
        self.identities = vec![identity];
    }

    /// Lets go of the person's key and of all that it opened. The home stays open.
    pub fn lock(&mut self) {
        self.put_library_away();
        self.identities.clear();
    }

    pub fn is_unlocked(&self) -> bool {
        !self.identities.is_empty()
    }

    pub fn identities(&self) -> &[Identity] {
        &self.identities
    }

    pub fn now(&self) -> Moment {
        self.home.machine.clock.now()
    }

    /// The keys as last seen; `NotApproved` before the first look.
    pub fn trust(&self) -> Result<Trust, ActError> {
        let Some(number) = trust::last_kept(&self.home)? else {
            return Err(ShareError::NotApproved.into());
        };
        let mut trusted = self.trusted.lock().unwrap_or_else(PoisonError::into_inner);
        // A file that was believed once stays as it is.
        if let Some((_, trust)) = trusted.as_ref().filter(|(known, _)| *known == number) {
            return Ok(trust.clone());
        }
        let trust = Trust::known(&self.home)?.ok_or(ShareError::NotApproved)?;
        *trusted = Some((number, trust.clone()));
        Ok(trust)
    }

    /// Lets go of the library; what came is kept in its file where that pays.
    fn put_library_away(&self) {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((_, library)) = opened {
            self.keep(&library, Saving::IfItPays);
        }
    }

    /// Takes out of the library's file what was withdrawn: after something was done, where the
    /// desk stays open.
    pub fn keep_library(&self) {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, library)) = opened {
            self.keep(&library, Saving::IfMuch);
        }
    }

    fn keep(&self, library: &Library, saving: Saving) {
        if !self.home.is_held() {
            return;
        }
        let kept = self
            .refresh(library)
            .and_then(|()| Ok(library.save(&self.home, &self.identities, saving)?));
        if let Err(error) = kept {
            // It is made anew of what came.
            tracing::warn!(%error, "the library was not kept");
        }
    }

    fn refresh(&self, library: &Library) -> Result<(), ActError> {
        let keys = self.trust()?.keys;
        Ok(library.refresh(&self.home, &keys, &self.identities)?)
    }

    /// Everything this person may read, with all that came until now.
    pub fn library(&self) -> Result<Arc<Library>, ActError> {
        self.home.require(crate::store::HomeKind::Staff)?;
        if !self.is_unlocked() {
            return Err(StoreError::Locked.into());
        }
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let library = match opened.as_ref() {
            Some((at, library)) if *at == self.home.ledger.commits() => {
                return Ok(Arc::clone(library));
            }
            Some((_, library)) => Arc::clone(library),
            None => Arc::new(Library::open(&self.home, &self.identities, inbox::in_words)?),
        };
        self.refresh(&library)?;
        if self.home.is_held()
            && let Err(error) = library.save(&self.home, &self.identities, Saving::IfMuchCame)
        {
            // It is made anew of what came.
            tracing::warn!(%error, "the library was not kept");
        }
        // Opening may have raised alarms, which change nothing of what was opened.
        *opened = Some((self.home.ledger.commits(), Arc::clone(&library)));
        Ok(library)
    }

    /// The school as last told: on a tablet from its shelf, for staff from the library. An empty
    /// one where nobody has told yet.
    pub fn school(&self) -> Result<School, ActError> {
        Ok(self.known_school()?.unwrap_or_default())
    }

    /// The school, to be changed: refuses where it is not known, since telling an empty one
    /// would take it from everybody.
    pub fn school_to_change(&self) -> Result<School, ActError> {
        self.known_school()?.ok_or(ActError::SchoolUnknown)
    }

    fn known_school(&self) -> Result<Option<School>, ActError> {
        let known = if self.home.is_tablet() {
            shelf::school(&self.home)?
        } else {
            self.library()?.school()?
        };
        Ok(known.map(|known| known.school))
    }
}

fn bucket_key(home: &Home) -> Result<Option<BucketKey>, ActError> {
    let Some(bytes) = home.bucket_key()? else { return Ok(None) };
    BucketKey::decode(&bytes).map(Some).ok_or(ActError::NoBucketKey)
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.put_library_away();
    }
}
