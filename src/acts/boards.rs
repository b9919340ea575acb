//! The vocabulary from outside: looked through, written for other programs; and boards of other
//! programs read.

use std::path::Path;

use super::{ActError, Desk, own};
use crate::platform::Fs;
use crate::platform::fs::replace;
use crate::store::{self, Home};
use crate::symbols::obf::{self, BoardName, Oddity, Reading};
use crate::symbols::packs::Packs;
use crate::symbols::{Topic, Vocabulary};
use crate::wire::{OwnForm, OwnKind};
use crate::words::Words;

/// A symbol that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub symbol_id: String,
    pub word: String,
    pub topic: &'static str,
}

/// Symbols whose word begins so, in the language of the words.
pub fn search(begins: &str, language_tag: &str) -> Vec<Found> {
    let found = Vocabulary::built_in().search(begins, language_tag);
    let listed = found.into_iter().map(|symbol| Found {
        symbol_id: symbol.symbol_id.clone(),
        word: symbol.word(language_tag).to_owned(),
        topic: symbol.topic.as_str(),
    });
    listed.collect()
}

/// What an export wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    pub boards: usize,
    pub symbols: usize,
    pub size_bytes: usize,
}

/// Writes the vocabulary as a package of boards, in the language of the words. The file is there
/// whole or as it was.
pub fn export(
    fs: &dyn Fs,
    path: &Path,
    words: &Words,
    columns: usize,
    rows: usize,
) -> Result<Exported, ActError> {
    let name = |what: BoardName| match what {
        BoardName::Set => words.say("board-title"),
        BoardName::Topic(topic) => words.say(&topic_key(topic)),
        BoardName::More => words.say("more"),
        BoardName::Back => words.say("back"),
    };
    let set = obf::built_in(words.language_tag(), columns, rows, &name);
    let package = obf::write_obz(&set)?;
    replace(fs, path, &package)?;
    Ok(Exported {
        boards: set.boards.len(),
        symbols: obf::symbols_of(&set).len(),
        size_bytes: package.len(),
    })
}

/// Reads a `.obf` or `.obz` file, or a folder of pictures.
pub fn read(fs: &dyn Fs, path: &Path, language_tag: &str) -> Result<Reading, ActError> {
    let is_folder = fs.list(path).is_ok_and(|names| !names.is_empty());
    if is_folder {
        return Ok(obf::read_folder(fs, path, language_tag)?);
    }
    Ok(obf::read(&fs.read(path, obf::FILE_LIMIT_BYTES)?)?)
}

/// Where a tablet's boards lie.
const FOLDER: &str = "boards";

/// What an import did.
#[derive(Debug)]
pub struct Brought {
    pub name: String,
    pub boards: usize,
    pub symbols: usize,
    pub oddities: Vec<Oddity>,
}

/// Takes boards of another program in, in the place of what came under the same name: on a tablet
/// for itself, on a staff computer for every tablet. What is kept is what we wrote: nothing else of
/// the file is.
pub fn bring(desk: &Desk, path: &Path, language_tag: &str) -> Result<Brought, ActError> {
    let home = &desk.home;
    let fs = home.fs();
    if !home.is_tablet() {
        own::check_may_tell(desk)?;
    }
    let Reading { set, oddities } = read(fs, path, language_tag)?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = clean_name(&name.unwrap_or_default());
    let symbols = obf::symbols_of(&set).len();
    let package = obf::write_obz(&set)?;
    if home.is_tablet() {
        let folder = home.folder.join(FOLDER);
        fs.create_folders(&folder)?;
        replace(fs, &folder.join(format!("{name}.obz")), &package)?;
    } else {
        own::put(desk, OwnKind::Boards, &name, None, (OwnForm::Package, &package))?;
    }
    Ok(Brought { name, boards: set.boards.len(), symbols, oddities })
}

/// Letters, digits, blanks and hyphens of a file's name.
fn clean_name(name: &str) -> String {
    let allowed = name.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    let name: String = allowed.take(60).collect();
    let name = name.trim();
    if name.is_empty() { "boards".to_owned() } else { name.to_owned() }
}

/// Everything that was brought here or came from staff; what cannot be read is passed over and named
/// in the log by its file.
pub fn brought(home: &Home) -> Packs {
    let mut packs = Packs::default();
    let folder = home.folder.join(FOLDER);
    let mut names = home.fs().list(&folder).unwrap_or_default();
    names.sort();
    for file in names {
        let Some(name) = file.strip_suffix(".obz") else { continue };
        match read(home.fs(), &folder.join(&file), "en") {
            Ok(reading) => packs.add(name, &reading.set),
            Err(error) => tracing::warn!(%error, "boards could not be read"),
        }
    }
    let mut things = store::own::list(home).unwrap_or_default();
    things.sort_by(|a, b| a.name.cmp(&b.name));
    for thing in things {
        let Some(medium) = thing.medium.filter(|_| thing.kind != OwnKind::Prompt) else { continue };
        let Some(bytes) = store::own::read(home, &medium.blob) else { continue };
        match (obf::read(&bytes), thing.kind) {
            (Ok(reading), OwnKind::Word) => {
                packs.add_word(&reading.set);
            }
            (Ok(reading), _) => packs.add(&thing.name, &reading.set),
            (Err(error), _) => {
                tracing::warn!(blob = %medium.blob, %error, "boards could not be read");
            }
        }
    }
    packs
}

/// What would be read as `brought`, in short: another text where anything came or went.
pub fn state(home: &Home) -> String {
    let mut parts = home.fs().list(&home.folder.join(FOLDER)).unwrap_or_default();
    for thing in store::own::list(home).unwrap_or_default() {
        if let Some(medium) = thing.medium
            && store::own::is_here(home, &medium.blob)
        {
            parts.push(medium.blob.to_string());
        }
    }
    parts.sort();
    parts.join("/")
}

/// Takes boards away by the name that they were brought under.
pub fn take_away(desk: &Desk, name: &str) -> Result<(), ActError> {
    let home = &desk.home;
    if !home.is_tablet() {
        return own::remove(desk, OwnKind::Boards, name.trim(), None);
    }
    let path = home.folder.join(FOLDER).join(format!("{}.obz", clean_name(name)));
    if home.fs().size(&path)?.is_none() {
        return Err(ActError::NoBoards { name: name.to_owned() });
    }
    Ok(home.fs().remove(&path)?)
}

/// The message that names a topic.
fn topic_key(topic: Topic) -> String {
    format!("topic-{}", topic.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::MemoryFs;
    use crate::platform::memory_fs::Fuse;
    use crate::words::Language;

    #[test]
    fn what_is_exported_can_be_read_again() {
        let fs = MemoryFs::new(Fuse::default());
        let path = Path::new("ours.obz");
        for language in Language::ALL {
            let words = Words::new(language);
            let exported = export(&fs, path, &words, 4, 3).unwrap();
            assert_eq!(exported.symbols, Vocabulary::built_in().symbols().len());
            let reading = read(&fs, path, "en").unwrap();
            assert_eq!((reading.oddities.len(), reading.set.boards.len()), (0, exported.boards));
            for topic in Topic::ALL {
                assert!(words.has(&topic_key(topic)));
            }
        }
        assert!(read(&fs, Path::new("nothing.obz"), "en").is_err());
    }

    #[test]
    fn symbols_are_found_in_either_language() {
        assert_eq!(search("happ", "en")[0].symbol_id, "happy");
        assert_eq!(search("hapu", "cy")[0].symbol_id, "happy");
    }
}
