//! How large a pupil's page may be printed so that it fits one A4: paper is handed in again at
//! reception, and a second sheet is the one that stays behind.
//!
//! An estimate, because nothing here can lay out text: it counts letters for lines, on the side
//! of too many. `style.css` holds a rule for each size.

use super::model::{ClassPage, PupilPage, ShownSort};
use super::text::{clean, given_name};

/// What a printed page of one pupil holds, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PrintFit {
    /// The class of the body that sets the size.
    pub size_class: &'static str,
    pub kept: Kept,
    /// Smaller discs and less room around the tips.
    pub is_small: bool,
    /// The class that cuts each tip after some lines; empty where all of them fit.
    pub cut: &'static str,
}

/// What of a page stands on paper; where it is not all, paper says where the rest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kept {
    Tips,
    /// And the words of clips, and the one-page profile.
    Profile,
    /// And what was sorted.
    Sorts,
    /// And messages.
    All,
}

impl Kept {
    /// The class of the body that leaves the rest out.
    pub fn class(self) -> &'static str {
        match self {
            Self::Tips => "only-tips",
            Self::Profile => "no-sorts",
            Self::Sorts => "no-messages",
            Self::All => "",
        }
    }
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
/// Answers stand in two columns, cards in three.
const HALF_WIDE_PT: f32 = 235.0;
const THIRD_WIDE_PT: f32 = 155.0;
/// A letter's width and a line's height as parts of the size; the fonts of the list are wide.
const LETTER: f32 = 0.56;
const LINE: f32 = 1.36;
/// What stands around each tip beside its own lines, and the least that its number takes; less
/// of both from `SMALL_FROM_PT` down.
const AROUND_TIP_PT: f32 = 20.0;
const NUMBER_PT: f32 = 27.0;
const AROUND_SMALL_TIP_PT: f32 = 13.5;
const SMALL_NUMBER_PT: f32 = 18.5;
const SMALL_FROM_PT: f32 = 12.0;
/// What stands around each of the other words: the day and who helped, below them.
const AROUND_WORDS_PT: f32 = 42.0;
/// What stands around an answer: the question above it.
const AROUND_ANSWER_PT: f32 = 24.0;
/// A topic and the heads of its columns.
const HEADS_PT: f32 = 27.0;
/// A picture of something made is no higher on paper.
const PICTURE_HIGH_PT: f32 = 120.0;
/// The size of the name at the head, bold.
const NAME_PT: f32 = 29.0;
/// Other words stand at this part of a tip's size.
const WORDS_PART: f32 = 0.8;

/// Below this, more words are no longer worth the smaller print.
const WORDS_FROM_PT: f32 = 11.0;

/// The largest size at which everything fits one page; where nothing does, the tips alone, and where
/// they do not, the beginning of each.
pub(super) fn fit(pupil: &PupilPage) -> PrintFit {
    for kept in [Kept::All, Kept::Sorts, Kept::Profile, Kept::Tips] {
        for (size_class, size_pt) in SIZES {
            if kept > Kept::Tips && size_pt < WORDS_FROM_PT {
                break;
            }
            let high =
                head(pupil) + tips(pupil, size_pt) + words(pupil, kept, size_pt * WORDS_PART);
            if high <= ROOM_HIGH_PT {
                let is_small = size_pt <= SMALL_FROM_PT;
                return PrintFit { size_class, kept, is_small, cut: "" };
            }
        }
    }
    let cut = if pupil.tips.len() > 5 { "cut-3" } else { "cut-6" };
    PrintFit { size_class: "print-8", kept: Kept::Tips, is_small: true, cut }
}

/// What stands below the tips.
fn words(pupil: &PupilPage, kept: Kept, size_pt: f32) -> f32 {
    let high = |text: &str| lines(text, size_pt, PAGE_WIDE_PT) * size_pt * LINE;
    let mut sum = 0.0;
    if kept >= Kept::Profile {
        let said = pupil.clips.iter().filter_map(|clip| clip.said.as_deref());
        sum += said.map(|text| high(text) + AROUND_WORDS_PT).sum::<f32>();
        if let Some(profile) = &pupil.profile {
            let answers = profile.answers.iter().map(|one| one.answer.text.as_str());
            let all: Vec<&str> =
                answers.chain([profile.words.as_str()]).filter(|text| !text.is_empty()).collect();
            let half = |text: &&str| lines(text, size_pt, HALF_WIDE_PT) * size_pt * LINE;
            let row = |two: &[&str]| two.iter().map(half).fold(0.0, f32::max) + AROUND_ANSWER_PT;
            // The day and who helped stand below all of it.
            sum += all.chunks(2).map(row).sum::<f32>() + AROUND_WORDS_PT;
            sum += if profile.picture.is_some() { PICTURE_HIGH_PT } else { 0.0 };
        }
    }
    if kept >= Kept::Sorts {
        sum += sorts(pupil, size_pt);
    }
    if kept >= Kept::All {
        let messages = pupil.messages.iter().map(|message| message.text.as_str());
        sum += messages.map(|text| high(text) + AROUND_WORDS_PT).sum::<f32>();
    }
    sum
}

/// How large a class is printed on a sheet, and how many lines of a tip: largest first.
const SHEETS: [(&str, f32, f32); 6] = [
    ("sheet-12", 12.0, 3.0),
    ("sheet-11", 11.0, 3.0),
    ("sheet-10", 10.0, 2.0),
    ("sheet-9", 9.0, 2.0),
    ("sheet-8", 8.0, 2.0),
    ("sheet-8-1", 8.0, 1.0),
];
const SHEET_HIGH_PT: f32 = 605.0;
/// Wide letters and a badge beside them.
const SHEET_TIP_WIDE_PT: f32 = 330.0;
const SHEET_NAME_WIDE_PT: f32 = 125.0;
const AROUND_ROW_PT: f32 = 5.75;
/// A badge beside a name is never lower.
const BADGE_PT: f32 = 14.0;

/// The class of a sheet's body: everybody of a class of 28 with a line each, or fewer with more. A
/// larger class takes a second sheet, since nobody may be left out of it.
pub(super) fn sheet(class: &ClassPage) -> &'static str {
    let fits = |&&(_, size_pt, most): &&(&str, f32, f32)| {
        let row = |pupil: &PupilPage| {
            let tip = pupil.tips.first().map_or("", |tip| tip.text.as_str());
            let tip = lines(tip, size_pt, SHEET_TIP_WIDE_PT).min(most);
            let name = given_name(pupil).unwrap_or_default();
            let name = lines(&name, size_pt, SHEET_NAME_WIDE_PT).min(most);
            (tip.max(name) * size_pt * LINE).max(BADGE_PT) + AROUND_ROW_PT
        };
        let heading = (lines(&class.name, NAME_PT, PAGE_WIDE_PT) - 1.0) * NAME_PT;
        heading + class.pupils.iter().map(row).sum::<f32>() <= SHEET_HIGH_PT
    };
    SHEETS.iter().find(fits).map_or("sheet-8-1", |(name, _, _)| name)
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

/// Three columns beside each other, with their cards one after the other: the longest tells how
/// high, below the topic and the three faces' words.
fn sorts(pupil: &PupilPage, size_pt: f32) -> f32 {
    let longest = |sort: &ShownSort| {
        let columns = sort.columns.iter().map(|cards| cards.join(", "));
        columns.map(|cards| lines(&cards, size_pt, THIRD_WIDE_PT)).fold(1.0, f32::max)
    };
    let each = |sort: &ShownSort| longest(sort) * size_pt * LINE + HEADS_PT + AROUND_WORDS_PT;
    pupil.sorts.iter().map(each).sum()
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
        let large = PrintFit { size_class: "print-18", kept: Kept::All, is_small: false, cut: "" };
        assert_eq!(fit(&pupil), large);
        assert_eq!(fit(&fixtures::with_a_page("p1", "Amira")).kept, Kept::All);
        for tip in &mut pupil.tips {
            tip.text = "x".repeat(300);
        }
        assert!(fit(&pupil).size_class != "print-18");
        let mut full = fixtures::with_a_page("p1", "Amira");
        full.messages = vec![full.messages[0].clone(); 30];
        assert_eq!(fit(&full).kept, Kept::Sorts);
        full.sorts = vec![full.sorts[0].clone(); 30];
        assert_eq!(fit(&full).kept, Kept::Profile);
        pupil.clips[0].said = Some("word ".repeat(2_000));
        assert_eq!(fit(&pupil).kept, Kept::Tips);
        for tip in &mut pupil.tips {
            tip.text = "x".repeat(30_000);
        }
        let cut =
            PrintFit { size_class: "print-8", kept: Kept::Tips, is_small: true, cut: "cut-6" };
        assert_eq!(fit(&pupil), cut);
    }

    #[test]
    fn a_class_fits_its_sheet_the_larger_the_fewer_they_are() {
        let class = |count: usize| {
            let pupils = (0..count).map(|number| fixtures::pupil(&format!("p{number}"), "Amira"));
            fixtures::class("3 Oak", "c1", pupils.collect())
        };
        assert_eq!(sheet(&class(6)), "sheet-12");
        assert_eq!(sheet(&class(30)), "sheet-10");
        assert_eq!(sheet(&class(60)), "sheet-8-1");
    }
}
