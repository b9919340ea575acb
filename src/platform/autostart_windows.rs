//! A value in the login's own Run key; twin of `autostart_unix.rs`.

use std::os::windows::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::{Fs, FsError, FsErrorKind};

const KEY: &str = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run";
const VALUE: &str = "SaySoWatch";
/// No window of its own.
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

fn reg(arguments: &[&str]) -> Result<bool, FsError> {
    let mut command = Command::new("reg");
    let done = command.args(arguments).creation_flags(CREATE_NO_WINDOW).output();
    let done = done.map_err(|error| wrong(FsErrorKind::Other, error.to_string()))?;
    Ok(done.status.success())
}

fn wrong(kind: FsErrorKind, detail: String) -> FsError {
    FsError { kind, step: "start at login", path: KEY.into(), detail }
}

pub fn install(_fs: &dyn Fs, program: &Path, home: &Path) -> Result<String, FsError> {
    let line = format!("\"{}\" --home \"{}\" watch", program.display(), home.display());
    match reg(&["add", KEY, "/v", VALUE, "/t", "REG_SZ", "/d", &line, "/f"])? {
        true => Ok(format!("{KEY}\\{VALUE}")),
        false => Err(wrong(FsErrorKind::Refused, "reg".to_owned())),
    }
}

pub fn remove(_fs: &dyn Fs) -> Result<String, FsError> {
    // Not there is as good as gone.
    reg(&["delete", KEY, "/v", VALUE, "/f"])?;
    Ok(format!("{KEY}\\{VALUE}"))
}
