//! Where a share lies, as a technician writes it: a folder, or a bucket of an object store.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Where a share lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareAddress {
    /// A path, a UNC path or `file://…`.
    Folder(PathBuf),
    /// `s3+https://HOST[:PORT]/BUCKET[/PREFIX][?region=REGION]`
    Bucket(BucketAddress),
}

/// A bucket of an S3-compatible object store, addressed in path style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketAddress {
    /// `https://HOST[:PORT]`; plain `http` on this computer alone.
    pub endpoint: String,
    pub bucket: String,
    /// A folder in the bucket, or nothing.
    pub prefix: String,
    pub region: String,
}

/// What opens a bucket. TOML, in a file of its own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct BucketKey {
    pub access_key_id: String,
    pub secret_access_key: String,
}

impl fmt::Debug for BucketKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a bucket's key")
    }
}

impl BucketKey {
    /// A key's file is two lines.
    pub const LIMIT_BYTES: u64 = 4 * 1024;

    pub fn decode(bytes: &[u8]) -> Option<Self> {
        toml::from_str(std::str::from_utf8(bytes).ok()?).ok()
    }

    pub fn encode(&self) -> Vec<u8> {
        toml::to_string(self).expect("two texts").into_bytes()
    }
}

const DEFAULT_REGION: &str = "us-east-1";

impl ShareAddress {
    /// Reads an address; nothing where it is none.
    pub fn parse(address: &str) -> Option<Self> {
        let path = match address.split_once("://") {
            Some(("file", path)) => path,
            Some(("s3+https", rest)) => return BucketAddress::parse("https", rest),
            Some(("s3+http", rest)) => return BucketAddress::parse("http", rest),
            Some(_) => return None,
            None => address,
        };
        if path.trim().is_empty() {
            return None;
        }
        // Kept absolute, since verbs are run from anywhere.
        let path = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
        Some(Self::Folder(path))
    }
}

impl BucketAddress {
    fn parse(scheme: &str, rest: &str) -> Option<ShareAddress> {
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let region = match query {
            "" => DEFAULT_REGION,
            _ => query.strip_prefix("region=").filter(|region| !region.is_empty())?,
        };
        let (host, path) = place.split_once('/')?;
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
        if name.is_empty() || host.contains('@') || (scheme == "http" && !is_here) {
            return None;
        }
        let (bucket, prefix) = path.split_once('/').unwrap_or((path, ""));
        let prefix = prefix.trim_matches('/');
        let is_plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
                && !part.starts_with('.')
        };
        if !is_plain(bucket) || !(prefix.is_empty() || prefix.split('/').all(is_plain)) {
            return None;
        }
        Some(ShareAddress::Bucket(Self {
            endpoint: format!("{scheme}://{host}"),
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            region: region.to_owned(),
        }))
    }
}

impl fmt::Display for ShareAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(formatter, "{}", path.display()),
            Self::Bucket(address) => {
                write!(formatter, "s3+{}/{}", address.endpoint, address.bucket)?;
                if !address.prefix.is_empty() {
                    write!(formatter, "/{}", address.prefix)?;
                }
                if address.region != DEFAULT_REGION {
                    write!(formatter, "?region={}", address.region)?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_is_written() {
        for text in [
            "/net/share",
            "s3+https://store.example/school",
            "s3+https://store.example:9000/trust/hill-side/a?region=eu-west-2",
            "s3+http://127.0.0.1:9000/school",
        ] {
            assert_eq!(ShareAddress::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(ShareAddress::parse("file:///net/share"), ShareAddress::parse("/net/share"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "file://",
            "https://store.example/school",
            "ftp://x/y",
            "s3+https://store.example",
            "s3+https://store.example/",
            "s3+https:///school",
            "s3+https://me:secret@store.example/school",
            "s3+https://store.example/school/../other",
            "s3+https://store.example/school?region=",
            "s3+https://store.example/school?key=x",
            "s3+http://store.example/school",
        ] {
            assert_eq!(ShareAddress::parse(text), None, "{text}");
        }
    }
}
