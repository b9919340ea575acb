//! Readers that others wrote: python-docx and python-pptx, LibreOffice, pdftotext.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::program::skipped;

pub fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// What python-docx or python-pptx reads; nothing where they are not installed.
pub fn read(path: &Path) -> Option<Value> {
    let python = here().join("documents/venv/bin/python");
    if !python.exists() {
        skipped("python-docx and python-pptx are not installed; ./test installs them");
        return None;
    }
    let script = here().join("documents/read.py");
    let read = Command::new(python).arg(script).arg(path).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Some(serde_json::from_slice(&read.stdout).unwrap())
}

/// The words and the number of pages that LibreOffice makes of it.
pub fn printed(path: &Path) -> Option<(String, usize)> {
    if Command::new("soffice").arg("--version").output().is_err() {
        skipped("LibreOffice is not installed; ./test installs it");
        return None;
    }
    let folder = path.with_extension("printed");
    fs::create_dir_all(&folder).unwrap();
    // A profile of its own, since one runs only once at a time.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let made = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .arg(path)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let pdf = folder.join(path.with_extension("pdf").file_name().unwrap());
    Some(pdf_text(&pdf))
}

pub fn pdf_text(pdf: &Path) -> (String, usize) {
    let text = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().unwrap();
    assert!(text.status.success(), "{}", String::from_utf8_lossy(&text.stderr));
    let text = String::from_utf8(text.stdout).unwrap();
    let pages = text.matches('\u{c}').count();
    (text, pages)
}

/// Whether every one of these stands in a text, whatever the spaces between words.
#[track_caller]
pub fn has_all(text: &str, wanted: &[&str]) {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in wanted {
        assert!(spaced.contains(wanted), "{wanted} is not in: {spaced}");
    }
}

pub fn keep(path: &Path) {
    if let Some(folder) = std::env::var_os("SAYSO_DOCUMENTS") {
        fs::create_dir_all(&folder).unwrap();
        fs::copy(path, Path::new(&folder).join(path.file_name().unwrap())).unwrap();
    }
}

pub fn texts(read: &Value, style: &str) -> Vec<String> {
    let all = read["paragraphs"].as_array().unwrap().iter();
    let of_style = all.filter(|one| one[0] == style);
    of_style.map(|one| one[1].as_str().unwrap().trim().to_owned()).collect()
}

/// The bytes of the largest medium with an ending, as they lie in the file.
pub fn biggest_medium(path: &Path, ending: &str) -> Option<Vec<u8>> {
    let listed = Command::new("python3")
        .args([
            "-c",
            "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
             n=[i for i in z.infolist() if i.filename.endswith(sys.argv[2])]\n\
             sys.stdout.buffer.write(z.read(max(n,key=lambda i:i.file_size)) if n else b'')",
        ])
        .arg(path)
        .arg(ending)
        .output()
        .unwrap();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    Some(listed.stdout).filter(|bytes| !bytes.is_empty())
}

pub fn width(mp4: &[u8]) -> usize {
    let mut width = 0;
    sayso::media::decode::decode_pictures(mp4, &mut |one| {
        width = one.picture.width_px();
        std::ops::ControlFlow::Break(())
    })
    .unwrap();
    width
}
