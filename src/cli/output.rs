//! What goes to the terminal: sentences for people, one document for programs.

use std::io::{IsTerminal, Write};

use serde_json::Value;

use crate::domain::Sentence;
use crate::words::Words;

/// Where a verb's words go.
pub struct Output {
    words: Words,
    json: bool,
}

impl Output {
    pub fn new(words: Words, json: bool) -> Self {
        Self { words, json }
    }

    /// Whether a program reads what comes out.
    #[cfg(feature = "gui")]
    pub fn is_json(&self) -> bool {
        self.json
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A terminal shows text as it is told to; a file or a pipe gets it as it is.
    fn shown(&self, text: &str, is_terminal: bool) -> String {
        if !is_terminal {
            return text.to_owned();
        }
        // Names and words of others must not steer the terminal.
        text.chars()
            .filter(|letter| !letter.is_control() || *letter == '\n' || *letter == '\t')
            .collect()
    }

    fn line(&self, mut to: impl Write + IsTerminal, text: &str) {
        let text = self.shown(text, to.is_terminal());
        // Nobody listening is no reason to stop what is being done.
        let _ = writeln!(to, "{text}");
    }

    /// A sentence, with what to do; to stderr where stdout is for the document.
    pub fn say(&self, sentence: &Sentence) {
        self.text(&self.worded(sentence));
    }

    /// Text that is no sentence: an id, a list.
    pub fn text(&self, text: &str) {
        if self.json {
            self.line(std::io::stderr(), text);
        } else {
            self.line(std::io::stdout(), text);
        }
    }

    /// A sentence about what went wrong, always to stderr.
    pub fn complain(&self, sentence: &Sentence) {
        self.line(std::io::stderr(), &self.worded(sentence));
    }

    fn worded(&self, sentence: &Sentence) -> String {
        let mut text = self.words.sentence(sentence);
        if let Some(to_do) = self.words.what_to_do(sentence) {
            text.push(' ');
            text.push_str(&to_do);
        }
        text
    }

    /// The one document, where it was asked for.
    pub fn document(&self, document: &Value) {
        if self.json {
            let text = serde_json::to_string_pretty(document).unwrap_or_default();
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }
}
