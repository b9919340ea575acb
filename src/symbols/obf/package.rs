//! A zip package as files by their path, within limits that are checked as bytes come out.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::ObfError;
use super::limits::{
    ENTRIES_LIMIT, ENTRY_LIMIT_BYTES, PATH_LIMIT_BYTES, RATIO_FREE_BYTES, RATIO_LIMIT,
    UNPACKED_LIMIT_BYTES,
};
use super::pictures::plain_path;
use super::report::{OddityKind, Report};

pub(super) type Files = BTreeMap<String, Vec<u8>>;

pub(super) const MANIFEST: &str = "manifest.json";

/// Whether the bytes begin as a zip file does.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06"].iter().any(|mark| bytes.starts_with(mark))
}

/// Every file of the package. One that is damaged is told and left out; one that is not honest
/// spoils the package.
pub(super) fn unpack(bytes: &[u8], report: &mut Report) -> Result<Files, ObfError> {
    // The list of files is read whole before anything can be asked about it.
    let listed = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
    if listed > ENTRIES_LIMIT {
        return Err(ObfError::TooManyFiles { limit: ENTRIES_LIMIT });
    }
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| ObfError::broken(&error))?;
    if archive.has_duplicate_names() {
        return Err(ObfError::BrokenPackage { detail: "a name twice".to_owned() });
    }
    let mut files = Files::new();
    let mut budget = UNPACKED_LIMIT_BYTES;
    for index in 0..archive.len() {
        let Some(path) = path_of(&archive, index, report)? else {
            continue;
        };
        match unpack_one(&mut archive, index, &path, &mut budget)? {
            Some(content) => {
                files.insert(path, content);
            }
            None => report.add("", &path, OddityKind::FileUnreadable),
        }
    }
    Ok(out_of_folder(files, report))
}

/// The path of a file, or nothing where it is a folder or the litter of a system.
fn path_of(
    archive: &ZipArchive<Cursor<&[u8]>>,
    index: usize,
    report: &mut Report,
) -> Result<Option<String>, ObfError> {
    let entry = archive.by_index_data(index).map_err(|error| ObfError::broken(&error))?;
    let Ok(path) = entry.name() else {
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        report.add("", name, OddityKind::FileUnreadable);
        return Ok(None);
    };
    if !is_safe_path(&path) {
        return Err(ObfError::UnsafePath { path: path.chars().take(80).collect() });
    }
    if entry.is_symlink() {
        return Err(ObfError::LinkInside { path: path.into_owned() });
    }
    if entry.encrypted() {
        return Err(ObfError::Locked);
    }
    let is_wanted = !entry.is_dir() && !path.ends_with('/') && !is_litter(&path);
    Ok(is_wanted.then(|| plain_path(&path).to_owned()))
}

/// Stays in the package on every system.
fn is_safe_path(path: &str) -> bool {
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    !path.is_empty()
        && path.len() <= PATH_LIMIT_BYTES
        && !path.starts_with('/')
        && !has_drive
        && !path.contains('\\')
        && !path.contains(char::is_control)
        && path.split('/').all(|part| part != "..")
}

/// What systems leave in folders.
fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    path.starts_with("__MACOSX/")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// The bytes of one file; nothing where it is damaged.
fn unpack_one(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    path: &str,
    budget: &mut u64,
) -> Result<Option<Vec<u8>>, ObfError> {
    let mut file = match archive.by_index(index) {
        Ok(file) => file,
        Err(ZipError::InvalidPassword) => return Err(ObfError::Locked),
        Err(_) => return Ok(None),
    };
    let packed = file.compressed_size();
    let mut content = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let Ok(length) = file.read(&mut piece) else {
            return Ok(None);
        };
        if length == 0 {
            return Ok(Some(content));
        }
        content.extend_from_slice(piece.get(..length).unwrap_or_default());
        let size = content.len() as u64;
        *budget = budget
            .checked_sub(length as u64)
            .ok_or(ObfError::TooLarge { limit_bytes: UNPACKED_LIMIT_BYTES })?;
        if size > ENTRY_LIMIT_BYTES {
            return Err(ObfError::TooLarge { limit_bytes: ENTRY_LIMIT_BYTES });
        }
        if size > RATIO_FREE_BYTES && size / packed.max(1) > RATIO_LIMIT {
            return Err(ObfError::PackedTooTightly { path: path.to_owned() });
        }
    }
}

/// Somebody may have packed the folder instead of what is in it.
fn out_of_folder(files: Files, report: &mut Report) -> Files {
    let folder = files.keys().next().and_then(|path| path.split_once('/')).map(|(name, _)| name);
    let Some(folder) = folder.map(|name| format!("{name}/")) else {
        return files;
    };
    let is_inside = files.contains_key(&format!("{folder}{MANIFEST}"))
        && files.keys().all(|path| path.starts_with(&folder));
    if !is_inside {
        return files;
    }
    report.add("", folder.trim_end_matches('/'), OddityKind::InFolder);
    let length = folder.len();
    files
        .into_iter()
        .filter_map(|(path, content)| Some((path.get(length..)?.to_owned(), content)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_package() {
        for path in ["manifest.json", "boards/1.obf", "a b/c..d.png", "./x", "ü/é.svg"] {
            assert!(is_safe_path(path), "{path}");
        }
        let long = "a".repeat(PATH_LIMIT_BYTES + 1);
        for path in
            ["", "/etc/passwd", "../x", "a/../b", "a/..", "C:/x", "c:x", "a\\b", "a\0", &long]
        {
            assert!(!is_safe_path(path), "{path}");
        }
    }
}
