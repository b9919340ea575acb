//! A share in a bucket of an S3-compatible object store, for a trust whose schools outgrow one
//! file server. A name is given once by conditional create (`If-None-Match: *`): a store that
//! does not know it replaces what was there, so `tests/backends.rs` belongs before one is trusted.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use opendal_core::options::WriteOptions;
use opendal_core::{Error, ErrorKind, HttpTransporter, OperationContext, Operator, blocking};
use opendal_http_transport_reqwest::ReqwestTransport;

use super::address::{BucketAddress, BucketKey};
use super::patient::{self, PATIENCE};
use super::{PutNew, Share, ShareError, ShareState};
use crate::seal::blob::BLOB_LIMIT_BYTES;
use crate::wire::SharePath;

const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
/// From the request to the answer's first word, so it has to outlast the largest upload over a slow
/// line: how long a call may really take, `PatientShare` says.
const ANSWER_PATIENCE: Duration = patient::allowed(PATIENCE, BLOB_LIMIT_BYTES as u64);
/// A connection whose other end is gone is found out by this.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// A bucket as a share.
pub struct ObjectStoreShare {
    // Dropped before the runtime that it works in.
    operator: blocking::Operator,
    _runtime: tokio::runtime::Runtime,
    address: BucketAddress,
}

impl fmt::Debug for ObjectStoreShare {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "bucket {} at {}", self.address.bucket, self.address.endpoint)
    }
}

/// What a failed call says about the store.
fn trouble(path: &str, error: &Error) -> ShareError {
    let detail = error.to_string();
    let state = match error.kind() {
        // No such bucket is a mistake in the address or the key.
        ErrorKind::PermissionDenied | ErrorKind::ConfigInvalid => ShareState::Refused,
        _ if is_full(error, &detail) => ShareState::Full,
        _ => ShareState::Unreachable,
    };
    ShareError::trouble(state, path, detail)
}

/// Stores have no kind of their own for it: 507, or a code that names the quota.
fn is_full(error: &Error, detail: &str) -> bool {
    error.kind() == ErrorKind::Unexpected
        && ["507 Insufficient", "QuotaExceeded", "StorageFull", "XMinioStorageFull"]
            .iter()
            .any(|sign| detail.contains(sign))
}

fn no_client(address: &BucketAddress, error: &dyn StdError) -> ShareError {
    ShareError::trouble(ShareState::Unreachable, &address.endpoint, error)
}

impl ObjectStoreShare {
    /// The share in a bucket; nothing is asked of the store yet.
    pub fn new(address: &BucketAddress, key: &BucketKey) -> Result<Self, ShareError> {
        // An error says that it is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("object store")
            .enable_all()
            .build()
            .map_err(|error| no_client(address, &error))?;
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_PATIENCE)
            .read_timeout(ANSWER_PATIENCE)
            .tcp_keepalive(KEEP_ALIVE)
            .redirect(reqwest::redirect::Policy::none())
            // Whoever syncs tries again.
            .retry(reqwest::retry::never())
            .build()
            .map_err(|error| no_client(address, &error))?;
        let service = opendal_service_s3::S3::default()
            .root(&format!("/{}", address.prefix))
            .bucket(&address.bucket)
            .region(&address.region)
            .endpoint(&address.endpoint)
            .access_key_id(&key.access_key_id)
            .secret_access_key(&key.secret_access_key)
            // Nothing of this computer's own set-up decides where a pupil's words go.
            .disable_config_load()
            .disable_ec2_metadata();
        let transport = HttpTransporter::new(ReqwestTransport::new(client));
        let operator = Operator::new(service)
            .map_err(|error| trouble(&address.endpoint, &error))?
            .with_context(OperationContext::new().with_http_transport(transport));
        let operator = {
            let _entered = runtime.enter();
            blocking::Operator::new(operator).map_err(|error| trouble(&address.endpoint, &error))?
        };
        Ok(Self { operator, _runtime: runtime, address: address.clone() })
    }

    /// As with a folder: nothing is written where the share's own file is not in place.
    fn require_present(&self, about: &SharePath) -> Result<(), ShareError> {
        let share_file = SharePath::share_file();
        if about == &share_file || self.size(&share_file)?.is_some() {
            return Ok(());
        }
        Err(ShareError::trouble(ShareState::Unreachable, &self.address.bucket, "no share.json"))
    }
}

impl Share for ObjectStoreShare {
    fn put_new(&self, path: &SharePath, bytes: &[u8]) -> Result<PutNew, ShareError> {
        self.require_present(path)?;
        let new = WriteOptions { if_not_exists: true, ..WriteOptions::default() };
        match self.operator.write_options(path.as_str(), bytes.to_vec(), new) {
            Ok(_) => Ok(PutNew::Written),
            Err(error) if error.kind() == ErrorKind::ConditionNotMatch => Ok(PutNew::Exists),
            Err(error) => Err(trouble(path.as_str(), &error)),
        }
    }

    fn get(&self, path: &SharePath, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        let at = path.as_str();
        let parts = self
            .operator
            .reader(at)
            .and_then(|reader| reader.into_iterator(..))
            .map_err(|error| trouble(at, &error))?;
        let mut bytes = Vec::new();
        for part in parts {
            match part {
                Ok(part) if (bytes.len() + part.len()) as u64 > limit_bytes => {
                    return Err(ShareError::TooLarge { path: at.to_owned() });
                }
                Ok(part) => part.for_each(|part| bytes.extend_from_slice(&part)),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(trouble(at, &error)),
            }
        }
        Ok(Some(bytes))
    }

    fn size(&self, path: &SharePath) -> Result<Option<u64>, ShareError> {
        match self.operator.stat(path.as_str()) {
            Ok(found) => Ok(Some(found.content_length())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(trouble(path.as_str(), &error)),
        }
    }

    fn list(&self, folder: &SharePath) -> Result<Vec<String>, ShareError> {
        let folder = format!("{folder}/");
        let found = self.operator.list(&folder).map_err(|error| trouble(&folder, &error))?;
        let names = found.iter().filter(|entry| entry.path() != folder);
        Ok(names.map(|entry| entry.name().trim_end_matches('/').to_owned()).collect())
    }

    fn delete(&self, path: &SharePath) -> Result<(), ShareError> {
        self.operator.delete(path.as_str()).map_err(|error| trouble(path.as_str(), &error))
    }
}
