//! Names and pupils' words, made safe to show: verbatim to the eye, harmless to the layout.
//!
//! Escaping is left to `maud`. Direction is handled here and in the pages together: every piece
//! of given text stands in an element of its own direction (`<bdi>` or `dir="auto"`), and the
//! characters that could reach beyond such an element are taken out.

use maud::{Markup, PreEscaped, html};

use super::model::{PupilPage, ShownName};
use crate::domain::fold;
use crate::words::Words;

/// Stands where a name goes while a sentence is being worded; a private-use character, which no
/// language file holds. The name itself never passes through the words, so that the words need
/// not know about markup.
const NAME_MARK: &str = "\u{E000}";

/// Takes out what cannot be seen but changes what is: the bidi embeddings, overrides and
/// isolates (U+202A to U+202E, U+2066 to U+2069; an unclosed one would turn the words after it
/// around) and control characters. Line ends of every kind become `\n`. The plain direction
/// marks and the joiners stay: names in Arabic, Persian and Hebrew, and many emoji, need them.
pub(super) fn clean(given: &str) -> String {
    let unified = given.replace("\r\n", "\n");
    unified
        .chars()
        .filter_map(|letter| match letter {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' => Some('\n'),
            '\t' => Some(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
            other if other.is_control() => None,
            other => Some(other),
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Cleaned and on one line: names, classes and days.
pub(super) fn clean_line(given: &str) -> String {
    clean(given).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether nothing at all would show.
fn is_blank(cleaned: &str) -> bool {
    cleaned.chars().all(|letter| {
        letter.is_whitespace()
            || matches!(letter, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{180E}' | '\u{2060}')
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{3164}')
    })
}

/// No name is longer than this on a page: one that is would push everything else off the paper.
const NAME_LETTERS: usize = 120;

fn clean_name(given: &str) -> String {
    let line = clean_line(given);
    match line.char_indices().nth(NAME_LETTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A name of a class or a school, or the words for one that was left empty.
pub(super) fn line_or(given: &str, words: &Words, otherwise_key: &str) -> String {
    let line = clean_name(given);
    if is_blank(&line) { words.say(otherwise_key) } else { line }
}

/// The first name as tablets say it and the rest of the name; all of it is the first where it does
/// not begin with that, and nothing of either where the name is not shown.
pub(super) fn first_and_rest(pupil: &PupilPage) -> Option<(String, String)> {
    let whole = given_name(pupil)?;
    let first = clean_name(&pupil.first_name);
    match whole.strip_prefix(&first).map(str::trim_start) {
        Some(rest) if !is_blank(&first) => {
            let rest = rest.to_owned();
            Some((first, rest))
        }
        _ => Some((whole, String::new())),
    }
}

/// What is shown for a pupil: the name, or the words that stand in its place.
pub(super) fn pupil_label(pupil: &PupilPage, words: &Words) -> String {
    match given_name(pupil) {
        Some(name) => name,
        None => match pupil.shown_name {
            ShownName::Name(_) => words.say("pages-name-missing"),
            ShownName::KeptPrivate => words.say("pages-name-private"),
        },
    }
}

/// The name where there is one to show.
pub(super) fn given_name(pupil: &PupilPage) -> Option<String> {
    match &pupil.shown_name {
        ShownName::Name(name) => Some(clean_name(name)).filter(|name| !is_blank(name)),
        ShownName::KeptPrivate => None,
    }
}

/// A sentence with the pupil's name in it, isolated; without a name, the sentence that the key
/// with `-unnamed` at its end holds.
pub(super) fn about_pupil(words: &Words, key: &str, pupil: &PupilPage) -> Markup {
    let Some(name) = given_name(pupil) else {
        return html! { (words.say(&format!("{key}-unnamed"))) };
    };
    let sentence = words.say_with(key, &[("name", NAME_MARK)]);
    let mut parts = sentence.split(NAME_MARK);
    html! {
        (parts.next().unwrap_or_default())
        @for part in parts { bdi { (name) } (part) }
    }
}

/// The first character, for the round picture beside a name. Marks that belong to it follow it.
pub(super) fn initial(label: &str) -> String {
    let mut letters = label.chars();
    let first: String =
        letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let marks: String = letters
        .take_while(|letter| matches!(letter, '\u{300}'..='\u{36F}' | '\u{FE0F}'))
        .take(2)
        .collect();
    first + &marks
}

/// Under which letter a name stands in the list from A to Z; `None` for all that begins
/// otherwise.
pub(super) fn index_letter(name: &str) -> Option<char> {
    let first = fold(name.get(..name.chars().next()?.len_utf8())?).chars().next()?;
    first.is_alphabetic().then(|| first.to_uppercase().next().unwrap_or(first))
}

/// Orders names as people look for them: small and capital letters and accents alike, numbers
/// by their worth ("2 Oak" before "10 Ash").
pub(super) fn sort_key(name: &str) -> Vec<(u8, u64, String)> {
    let mut key: Vec<(u8, u64, String)> = Vec::new();
    let mut digits = String::new();
    let push_number = |digits: &mut String, key: &mut Vec<(u8, u64, String)>| {
        if !digits.is_empty() {
            key.push((0, digits.parse().unwrap_or(u64::MAX), std::mem::take(digits)));
        }
    };
    for letter in clean_line(name).chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        push_number(&mut digits, &mut key);
        key.push((u8::from(letter.is_alphabetic()) + 1, 0, fold(letter.encode_utf8(&mut [0; 4]))));
    }
    push_number(&mut digits, &mut key);
    key
}

/// Text over one or more lines, in the direction of its own first letter; line ends are kept by
/// the style sheet.
pub(super) fn paragraph(given: &str) -> Markup {
    html! { span.said dir="auto" { (clean(given)) } }
}

/// Markup that is known to hold no given text.
pub(super) fn trusted(markup: &'static str) -> Markup {
    PreEscaped(markup.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_keeps_what_is_seen_and_drops_what_turns_it_around() {
        for (given, shown) in [
            ("  Amira ", "Amira"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("x\u{202E}evil\u{2066}y\u{0}\u{7}", "xevily"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("👩\u{200D}🎓", "👩\u{200D}🎓"),
            ("\u{202E}", ""),
        ] {
            assert_eq!(clean(given), shown);
        }
        assert_eq!(clean_line("Zoë\n O'Brien"), "Zoë O'Brien");
        assert!(is_blank(" \u{200B}\u{3164}"));
    }

    #[test]
    fn names_stand_where_people_look_for_them() {
        let mut names = vec!["10 Ash", "Zoë", "2 Oak", "élan", "Emma", "Édith", "محمد"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["2 Oak", "10 Ash", "Édith", "élan", "Emma", "Zoë", "محمد"]);
        assert_eq!(index_letter("Édith"), Some('E'));
        assert_eq!(index_letter("<b>"), None);
        assert_eq!(index_letter(""), None);
        assert_eq!(initial("zoë"), "Z");
        assert_eq!(initial(""), "");
    }
}
