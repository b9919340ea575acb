//! A file in the desktop's own folder (Desktop Application Autostart Specification 0.5); twin of
//! `autostart_windows.rs`.

use std::path::{Path, PathBuf};

use super::fs;
use super::{Fs, FsError};

const FILE: &str = "sayso-watch.desktop";

fn folder() -> PathBuf {
    let from =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from("XDG_CONFIG_HOME")
        .or_else(|| from("HOME").map(|home| home.join(".config")))
        .unwrap_or_default()
        .join("autostart")
}

/// As the specification quotes it: backslash, quotes, backtick, dollar and percent are told from
/// what they would mean.
fn quoted(path: &Path) -> String {
    let mut text = String::from("\"");
    for letter in path.to_string_lossy().chars() {
        match letter {
            // Once for the string, once for the argument.
            '\\' => text.push_str("\\\\\\\\"),
            '"' | '`' | '$' => {
                text.push_str("\\\\");
                text.push(letter);
            }
            '%' => text.push_str("%%"),
            // A line end would begin another key.
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    text.push('"');
    text
}

fn entry(program: &Path, home: &Path) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName=Say So\nExec={} --home {} watch\nNoDisplay=true\n\
         Terminal=false\n",
        quoted(program),
        quoted(home),
    )
}

pub fn install(files: &dyn Fs, program: &Path, home: &Path) -> Result<String, FsError> {
    let path = folder().join(FILE);
    files.create_folders(&folder())?;
    fs::replace(files, &path, entry(program, home).as_bytes())?;
    Ok(path.display().to_string())
}

pub fn remove(files: &dyn Fs) -> Result<String, FsError> {
    let path = folder().join(FILE);
    if files.size(&path)?.is_some() {
        files.remove(&path)?;
    }
    Ok(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_as_the_desktop_reads_it() {
        let entry = entry(Path::new("/opt/say so/sayso"), Path::new("/home/o\"k/100% $HOME\n"));
        assert!(
            entry.contains(
                "Exec=\"/opt/say so/sayso\" --home \"/home/o\\\\\"k/100%% \\\\$HOME\" watch\n"
            ),
            "{entry}"
        );
        assert_eq!(entry.lines().count(), 6);
    }
}
