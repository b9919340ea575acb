//! Every sentence a person reads, in every language, from the files in `assets/languages`.
//!
//! No other folder holds a sentence; `tests/tidy.rs` looks. `say` takes a `domain::Sentence`,
//! which is how the layers below ask for one without knowing its words.

pub mod bidi;

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::Sentence;

pub use crate::domain::Language;

/// The files of a language: those for pupils and staff pages in every one, those for technicians
/// in English.
fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            include_str!("../../assets/languages/en/pages.ftl"),
            include_str!("../../assets/languages/en/pupil.ftl"),
            include_str!("../../assets/languages/en/entries.ftl"),
            include_str!("../../assets/languages/en/staff.ftl"),
            include_str!("../../assets/languages/en/school.ftl"),
            include_str!("../../assets/languages/en/setup.ftl"),
            include_str!("../../assets/languages/en/media.ftl"),
            include_str!("../../assets/languages/en/boards.ftl"),
            include_str!("../../assets/languages/en/technician.ftl"),
        ],
        Language::Welsh => &[
            include_str!("../../assets/languages/cy/pages.ftl"),
            include_str!("../../assets/languages/cy/pupil.ftl"),
        ],
    }
}

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "words in {}", self.language.tag())
    }
}

impl Words {
    pub fn new(language: Language) -> Self {
        Self::of(language, files(language))
    }

    /// The words of these files. A file with a mistake in it still gives its other messages.
    pub fn of(language: Language, files: &[&str]) -> Self {
        let identifier: LanguageIdentifier =
            language.tag().parse().expect("our languages have valid tags");
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        for file in files {
            // A test looks for mistakes in ours.
            let resource = FluentResource::try_new((*file).to_owned())
                .unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn language_tag(&self) -> &str {
        self.language.tag()
    }

    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The keys of the pupils' sentences that are the same each time, in the order of their file.
    pub fn pupils_sentences() -> Vec<String> {
        let file = include_str!("../../assets/languages/en/pupil.ftl");
        let english = Self::of(Language::English, &[file]);
        let is_whole = |key: &String| {
            let pattern = english.bundle.get_message(key).and_then(|message| message.value());
            let mut errors = Vec::new();
            let said =
                pattern.map(|pattern| english.bundle.format_pattern(pattern, None, &mut errors));
            said.is_some_and(|said| said.chars().any(char::is_alphabetic)) && errors.is_empty()
        };
        message_names(file).into_iter().filter(is_whole).collect()
    }

    /// A question: one of the program's own in this language, or as somebody put it.
    pub fn question(&self, asked: &str) -> String {
        let is_ours = ["question-", "page-", "app-"].iter().any(|ours| asked.starts_with(ours));
        if is_ours && self.has(asked) { self.say(asked) } else { asked.to_owned() }
    }

    /// A topic of the boards by its name here; one of a school's own boards as they call it.
    pub fn topic(&self, topic: &str) -> String {
        let key = format!("topic-{topic}");
        if self.has(&key) { self.say(&key) } else { topic.to_owned() }
    }

    /// A message without arguments.
    pub fn say(&self, key: &str) -> String {
        self.format(key, None, &FluentArgs::new()).unwrap_or_else(|| key.to_owned())
    }

    pub fn say_with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.format(key, None, &text_arguments(arguments)).unwrap_or_else(|| key.to_owned())
    }

    /// As `say_with`, with a number under the name `count` that chooses the plural.
    pub fn say_count(&self, key: &str, count: i64, arguments: &[(&str, &str)]) -> String {
        let mut all = text_arguments(arguments);
        all.set("count", FluentValue::from(count));
        self.format(key, None, &all).unwrap_or_else(|| key.to_owned())
    }

    pub fn sentence(&self, sentence: &Sentence) -> String {
        self.format(sentence.key, None, &sentence_arguments(sentence))
            .unwrap_or_else(|| sentence.key.to_owned())
    }

    /// What to do about it, where the message says so.
    pub fn what_to_do(&self, sentence: &Sentence) -> Option<String> {
        self.format(sentence.key, Some("do"), &sentence_arguments(sentence))
    }

    fn format(
        &self,
        key: &str,
        attribute: Option<&str>,
        arguments: &FluentArgs<'_>,
    ) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message lacks an argument");
        }
        Some(text.into_owned())
    }
}

fn text_arguments<'a>(arguments: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect()
}

fn sentence_arguments(sentence: &Sentence) -> FluentArgs<'_> {
    sentence
        .arguments
        .iter()
        .map(|(name, value)| (*name, FluentValue::from(value.as_str())))
        .collect()
}

/// The messages and attributes of a language's files, for the test that compares languages.
pub fn message_names(file: &str) -> Vec<String> {
    file.lines()
        .filter_map(|line| line.split_once(" =").map(|(name, _)| name))
        .filter(|name| !name.is_empty() && !name.starts_with([' ', '#', '-']))
        .filter(|name| name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-'))
        .map(str::to_owned)
        .collect()
}
