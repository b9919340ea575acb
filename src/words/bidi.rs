//! Right-to-left names and words, for a screen that shapes the letters of a run from right to
//! left and sets the words of a line from left to right (egui 0.37).

use unicode_bidi::{BidiClass, bidi_class};

/// Whether its first letter that has a direction runs from right to left.
pub fn is_right_to_left(word: &str) -> bool {
    word.chars()
        .find_map(|letter| match bidi_class(letter) {
            BidiClass::R | BidiClass::AL => Some(true),
            BidiClass::L => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// The words in the order in which they are drawn: each run of right-to-left words turned
/// around, and the whole line where it begins with one. Text without such words stays as it is,
/// to the space.
pub fn in_drawn_order(text: &str) -> String {
    if !text.split_whitespace().any(is_right_to_left) {
        return text.to_owned();
    }
    text.lines().map(line_in_drawn_order).collect::<Vec<_>>().join("\n")
}

fn line_in_drawn_order(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut runs: Vec<(bool, Vec<&str>)> = Vec::new();
    for word in &words {
        let right = is_right_to_left(word);
        match runs.last_mut() {
            Some((same, run)) if *same == right => run.push(word),
            _ => runs.push((right, vec![word])),
        }
    }
    let whole = runs.first().is_some_and(|(right, _)| *right);
    for (right, run) in &mut runs {
        if *right {
            run.reverse();
        }
    }
    if whole {
        runs.reverse();
    }
    runs.into_iter().flat_map(|(_, run)| run).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_right_to_left_name_are_drawn_from_the_right() {
        assert_eq!(in_drawn_order("محمد الأحمد"), "الأحمد محمد");
        assert_eq!(in_drawn_order("Hello, محمد الأحمد"), "Hello, الأحمد محمد");
        assert_eq!(in_drawn_order("محمد الأحمد Class 3"), "Class 3 الأحمد محمد");
        assert_eq!(in_drawn_order("Zoë  O'Brien"), "Zoë  O'Brien");
    }
}
