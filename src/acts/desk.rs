//! A desk to work at: an open home, the share it belongs to and, for staff, the person's key.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ActError;
use crate::domain::{DeviceId, Moment, School};
use crate::platform::{Fs, Machine};
use crate::seal::Identity;
use crate::share::patient::PATIENCE;
use crate::share::{FolderShare, FolderSite, PatientShare, Share, Site, Trust};
use crate::store::{Access, Home, Library, StoreError, shelf, unlock};

/// An open home with its share.
#[derive(Debug)]
pub struct Desk {
    pub home: Home,
    pub share: Arc<dyn Share>,
    pub site: Option<Arc<dyn Site>>,
    identities: Vec<Identity>,
}

/// The folder that a share address means: a path, a UNC path or a `file://` address.
pub fn folder_of(address: &str) -> Result<PathBuf, ActError> {
    let path = match address.split_once("://") {
        Some(("file", path)) => path,
        Some(_) => {
            return Err(ActError::ShareAddress {
                address: address.to_owned(),
            });
        }
        None => address,
    };
    if path.trim().is_empty() {
        return Err(ActError::ShareAddress {
            address: address.to_owned(),
        });
    }
    // Kept absolute, since verbs are run from anywhere.
    Ok(std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)))
}

/// The share at an address, as a device writes to it.
pub fn share_at(
    fs: &Arc<dyn Fs>,
    address: &str,
    device: &DeviceId,
) -> Result<Arc<dyn Share>, ActError> {
    let folder = FolderShare::new(Arc::clone(fs), &folder_of(address)?, device);
    Ok(Arc::new(PatientShare::new(Arc::new(folder), PATIENCE)))
}

impl Desk {
    /// Opens a home and its share's address; the share itself is not touched.
    pub fn open(machine: &Machine, folder: &Path, access: Access<'_>) -> Result<Self, ActError> {
        Self::at(Home::open(machine, folder, access)?)
    }

    pub fn at(home: Home) -> Result<Self, ActError> {
        let fs = &home.machine.fs;
        let share = share_at(fs, &home.settings.share, home.device_id())?;
        let site = match &home.settings.staff_share {
            Some(address) => {
                let site = FolderSite::new(Arc::clone(fs), &folder_of(address)?);
                Some(Arc::new(site) as Arc<dyn Site>)
            }
            None => None,
        };
        let identities = if home.is_tablet() {
            vec![home.tablet_identity()?]
        } else {
            Vec::new()
        };
        Ok(Self {
            home,
            share,
            site,
            identities,
        })
    }

    /// A desk over a share and site of the caller's choosing: for simulations.
    pub fn over(
        home: Home,
        share: Arc<dyn Share>,
        site: Option<Arc<dyn Site>>,
    ) -> Result<Self, ActError> {
        let identities = if home.is_tablet() {
            vec![home.tablet_identity()?]
        } else {
            Vec::new()
        };
        Ok(Self {
            home,
            share,
            site,
            identities,
        })
    }

    /// Opens the person's key.
    pub fn unlock(&mut self, passphrase: &str) -> Result<(), ActError> {
        self.home.require(crate::store::HomeKind::Staff)?;
        self.identities = vec![unlock::unlock(&self.home, passphrase)?];
        Ok(())
    }

    /// Uses a key that is open already: for the moment it was made.
    pub fn unlock_with(&mut self, identity: Identity) {
        self.identities = vec![identity];
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
        Ok(Trust::known(&self.home)?.ok_or(crate::share::ShareError::NotApproved)?)
    }

    /// Everything this person may read.
    pub fn library(&self) -> Result<Library, ActError> {
        self.home.require(crate::store::HomeKind::Staff)?;
        if !self.is_unlocked() {
            return Err(StoreError::Locked.into());
        }
        Ok(Library::open(
            &self.home,
            &self.trust()?.keys,
            &self.identities,
        )?)
    }

    /// The school as last told: on a tablet from its shelf, for staff from the library.
    pub fn school(&self) -> Result<School, ActError> {
        let known = if self.home.is_tablet() {
            shelf::school(&self.home)?
        } else {
            self.library()?.school
        };
        Ok(known.map(|known| known.school).unwrap_or_default())
    }
}
