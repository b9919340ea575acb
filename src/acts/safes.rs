//! The words of the three safes: drawn once, shown once, kept by people alone.

use std::path::Path;

use zeroize::Zeroizing;

use super::ActError;
use crate::platform::chance::random;
use crate::platform::{Chance, FsErrorKind, Machine};
use crate::seal::RecoveryWords;
use crate::words::Words;

/// How many words are asked back.
pub const ASKED_BACK: usize = 3;
/// More than the page with the words takes.
const PAGE_BYTES: usize = 8 * 1024;
/// What stands in a line of the page with the words.
const WORDS_IN_A_LINE: usize = 6;

/// The words that are shown once: for the school's safe, the head's and the chair's.
#[derive(Debug)]
pub struct Safes {
    pub school: RecoveryWords,
    pub worry: RecoveryWords,
    pub chair: RecoveryWords,
}

impl Safes {
    /// Each safe's words, with the key of the sentence that says what they are for.
    pub fn each(&self) -> [(&'static str, &RecoveryWords); 3] {
        [("words-school", &self.school), ("words-worry", &self.worry), ("words-chair", &self.chair)]
    }
}

/// Draws the words of the three safes.
pub fn draw_words(machine: &Machine) -> Safes {
    let draw = || RecoveryWords::random(&*machine.chance);
    Safes { school: draw(), worry: draw(), chair: draw() }
}

/// Which of the school's words are asked back, counted from 0: so that nobody goes on without
/// having them.
pub fn choose_words(chance: &dyn Chance, of: &RecoveryWords) -> [usize; ASKED_BACK] {
    let count = of.words().len();
    let [first, step] = random::<2>(chance);
    std::array::from_fn(|turn| (usize::from(first) + turn * (7 + usize::from(step) % 3)) % count)
}

/// Whether this was typed for the word of that number.
pub fn is_word(of: &RecoveryWords, number: usize, typed: &str) -> bool {
    of.words().get(number).is_some_and(|word| typed.trim().to_lowercase() == **word)
}

/// The words of the three safes, a page to print.
pub fn page_of_words(words: &Words, safes: &Safes) -> Zeroizing<String> {
    // Large enough never to be moved: what it was moved from would not be wiped.
    let mut text = Zeroizing::new(String::with_capacity(PAGE_BYTES));
    for (key, safe) in safes.each() {
        text.push_str(&words.say(key));
        text.push('\n');
        for line in safe.words().chunks(WORDS_IN_A_LINE) {
            for (at, word) in line.iter().enumerate() {
                text.push_str(if at > 0 { " " } else { "" });
                text.push_str(word);
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// Writes that page into a new file. One that is there may hold another school's words, and be the
/// only one: it is never replaced.
pub fn keep_page(machine: &Machine, path: &Path, page: &str) -> Result<(), ActError> {
    let fs = &*machine.fs;
    let taken = || ActError::WordsFileThere { path: path.display().to_string() };
    if fs.size(path)?.is_some() {
        return Err(taken());
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let written = fs.write_private(part, page.as_bytes()).and_then(|()| fs.rename_new(part, path));
    if let Err(error) = written {
        // Nobody may find half a page of words.
        let _ = fs.remove(part);
        return Err(match error.kind {
            FsErrorKind::Exists => taken(),
            _ => crate::platform::FsError { path: path.to_owned(), ..error }.into(),
        });
    }
    match path.parent() {
        Some(folder) if folder != Path::new("") => Ok(fs.sync_folder(folder)?),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::MemoryFs;
    use crate::platform::chance::SeededChance;
    use crate::words::Language;
    use std::sync::Arc;

    #[test]
    fn three_different_words_are_asked_back() {
        for seed in 0..200 {
            let chance = SeededChance::new(seed);
            let words = RecoveryWords::random(&chance);
            let mut asked = choose_words(&chance, &words).to_vec();
            asked.sort_unstable();
            asked.dedup();
            assert_eq!(asked.len(), ASKED_BACK, "seed {seed}");
            let first = words.words()[asked[0]];
            assert!(is_word(&words, asked[0], &format!(" {} ", first.to_uppercase())));
            assert!(!is_word(&words, asked[0], "") && !is_word(&words, 24, first));
        }
    }

    #[test]
    fn a_page_of_words_is_never_written_over_another() {
        let fs = Arc::new(MemoryFs::default());
        let machine = Machine { fs, ..Machine::real() };
        let safes = draw_words(&machine);
        let page = page_of_words(&Words::new(Language::English), &safes);
        let path = Path::new("/usb/words.txt");
        keep_page(&machine, path, &page).unwrap();
        let again = keep_page(&machine, path, "another school's");
        assert!(matches!(again, Err(ActError::WordsFileThere { .. })));
        assert_eq!(machine.fs.read(path, 10_000).unwrap(), page.as_bytes());
        assert_eq!(machine.fs.list(Path::new("/usb")).unwrap(), ["words.txt"]);
        for word in safes.each().iter().flat_map(|(_, safe)| safe.words()) {
            assert!(page.contains(word));
        }
    }
}
