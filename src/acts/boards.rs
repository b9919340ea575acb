//! The vocabulary from outside: looked through, written for other programs; and boards of other
//! programs read.

use std::path::Path;

use super::ActError;
use crate::platform::Fs;
use crate::platform::fs::replace;
use crate::symbols::obf::{self, BoardName, Reading};
use crate::symbols::{Topic, Vocabulary};
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
