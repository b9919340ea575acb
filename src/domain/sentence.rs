//! A sentence by name: what to say, and with which words in it. The words themselves are in the
//! language files; this is how a layer that may not know them asks for one.

/// A message of the language files and what is put into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub key: &'static str,
    pub arguments: Vec<(&'static str, String)>,
}

impl Sentence {
    pub fn plain(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }
}

/// Whatever can tell a person what happened and, by the message's `.do`, what to do now.
pub trait Says {
    fn says(&self) -> Sentence;
}
