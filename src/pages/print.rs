//! How large a pupil's page may be printed so that it fits one A4: paper is handed in again at
//! reception, and a second sheet is the one that stays behind.
//!
//! An estimate, because nothing here can lay out text: it counts letters for lines, on the side
//! of too many. `style.css` holds a rule for each size.

use super::model::{PupilPage, ShownSort};
use super::text::{clean, given_name};

/// What a printed page of one pupil holds, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PrintFit {
    /// The class of the body that sets the size.
    pub size_class: &'static str,
    /// Whether the words below the tips fit too; if not, paper says that there is more on
    /// screen.
    pub words_fit: bool,
}

/// Largest first: the class and the size of a tip in points.
const SIZES: [(&str, f32); 9] = [
    ("print-18", 18.0),
    ("print-16", 16.0),
    ("print-14", 14.0),
    ("print-13", 13.0),
    ("print-12", 12.0),
    ("print-11", 11.0),
    ("print-10", 10.0),
    ("print-9", 9.0),
    ("print-8", 8.0),
];

/// The room on an A4 within the margins, less the head and the foot of the page, in points.
const ROOM_HIGH_PT: f32 = 490.0;
/// The width of a tip's text and of the page, in points.
const TIP_WIDE_PT: f32 = 440.0;
const PAGE_WIDE_PT: f32 = 500.0;
/// A letter's width and a line's height as parts of the size; the fonts of the list are wide.
const LETTER: f32 = 0.56;
const LINE: f32 = 1.36;
/// What stands around each tip beside its own lines, and the least that its number takes; less
/// of both from `SMALL_FROM_PT` down.
const AROUND_TIP_PT: f32 = 20.0;
const NUMBER_PT: f32 = 27.0;
const AROUND_SMALL_TIP_PT: f32 = 13.5;
const SMALL_NUMBER_PT: f32 = 18.5;
const SMALL_FROM_PT: f32 = 10.0;
/// What stands around each of the other words: the day and who helped, below them.
const AROUND_WORDS_PT: f32 = 42.0;
/// The size of the name at the head, bold.
const NAME_PT: f32 = 29.0;
/// Other words stand at this part of a tip's size.
const WORDS_PART: f32 = 0.8;

/// The largest size at which everything fits one page; where nothing does, the tips alone.
pub(super) fn fit(pupil: &PupilPage) -> PrintFit {
    let words = || {
        let said = pupil.clips.iter().filter_map(|clip| clip.said.as_deref());
        let profile = pupil.profile.iter().flat_map(|profile| {
            let answers = profile.answers.iter().map(|one| one.answer.text.as_str());
            answers.chain([profile.words.as_str()])
        });
        let messages = pupil.messages.iter().map(|message| message.text.as_str());
        said.chain(profile).chain(messages)
    };
    for words_fit in [true, false] {
        for (size_class, size_pt) in SIZES {
            // Below this, more words are no longer worth the smaller print.
            if words_fit && size_pt < 11.0 {
                break;
            }
            let mut high = head(pupil) + tips(pupil, size_pt);
            if words_fit {
                let size_pt = size_pt * WORDS_PART;
                high += words()
                    .map(|text| {
                        lines(text, size_pt, PAGE_WIDE_PT) * size_pt * LINE + AROUND_WORDS_PT
                    })
                    .sum::<f32>();
                high += sorts(pupil, size_pt);
            }
            if high <= ROOM_HIGH_PT {
                return PrintFit { size_class, words_fit };
            }
        }
    }
    PrintFit { size_class: "print-8", words_fit: false }
}

/// What a name of more than one line takes from the room.
fn head(pupil: &PupilPage) -> f32 {
    let name = given_name(pupil).unwrap_or_default();
    (lines(&name, NAME_PT, PAGE_WIDE_PT) - 1.0) * NAME_PT
}

fn tips(pupil: &PupilPage, size_pt: f32) -> f32 {
    let (number, around) = if size_pt > SMALL_FROM_PT {
        (NUMBER_PT, AROUND_TIP_PT)
    } else {
        (SMALL_NUMBER_PT, AROUND_SMALL_TIP_PT)
    };
    pupil
        .tips
        .iter()
        .map(|tip| {
            let high = lines(&tip.text, size_pt, TIP_WIDE_PT) * size_pt * LINE;
            high.max(number) + around
        })
        .sum()
}

/// Three columns beside each other: the longest tells how high, a card a line.
fn sorts(pupil: &PupilPage, size_pt: f32) -> f32 {
    let longest = |sort: &ShownSort| sort.columns.iter().map(Vec::len).max().unwrap_or(0);
    let lines = pupil.sorts.iter().map(|sort| longest(sort) as f32 + 2.0);
    lines.map(|lines| lines * size_pt * LINE + AROUND_WORDS_PT).sum()
}

fn lines(text: &str, size_pt: f32, wide_pt: f32) -> f32 {
    let in_a_line = wide_pt / (size_pt * LETTER);
    clean(text)
        .split('\n')
        .map(|line| {
            let wide: f32 = line.chars().map(width).sum();
            (wide / in_a_line).ceil().max(1.0)
        })
        .sum()
}

/// How many letters' width a character takes: capitals are wider, signs of East Asia and emoji
/// as wide as two.
fn width(letter: char) -> f32 {
    match letter {
        '\u{2E80}'.. => 2.0,
        'W' | 'M' | 'm' | 'w' | '@' => 1.7,
        _ if letter.is_uppercase() => 1.3,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixtures;

    #[test]
    fn more_words_print_smaller_and_the_tips_come_first() {
        let mut pupil = fixtures::pupil("p1", "Amira");
        assert_eq!(fit(&pupil), PrintFit { size_class: "print-18", words_fit: true });
        for tip in &mut pupil.tips {
            tip.text = "x".repeat(300);
        }
        let long = fit(&pupil);
        assert!(long.size_class != "print-18");
        pupil.clips[0].said = Some("word ".repeat(2_000));
        assert!(!fit(&pupil).words_fit);
        for tip in &mut pupil.tips {
            tip.text = "x".repeat(30_000);
        }
        assert_eq!(fit(&pupil), PrintFit { size_class: "print-8", words_fit: false });
    }
}
