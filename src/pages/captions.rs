//! Captions of a clip, from the words that its pupil wrote or chose with it: nobody listened to when
//! each is said, so they are spread over the clip by their length.

use super::text::clean;

/// A caption is at most two lines of this many letters.
const LETTERS: usize = 42;
const LINES: usize = 2;
/// None is gone before it can be read.
const LEAST_MILLIS: u64 = 1_200;

/// A whole WebVTT file; none where nothing was written or how long the clip is is not known.
pub fn captions(said: &str, duration_millis: u64) -> Option<String> {
    let pieces = pieces(said);
    let all: u64 = pieces.iter().map(|piece| letters(piece)).sum();
    // More words than can be read in the time are read beside the clip.
    if pieces.is_empty() || duration_millis < LEAST_MILLIS * pieces.len() as u64 {
        return None;
    }
    let spare = duration_millis - LEAST_MILLIS * pieces.len() as u64;
    let mut file = "WEBVTT\n".to_owned();
    let (mut begins, mut before) = (0, 0);
    for (place, piece) in pieces.iter().enumerate() {
        before += letters(piece);
        let ends = LEAST_MILLIS * (place as u64 + 1) + spare * before / all.max(1);
        file.push_str(&format!("\n{} --> {}\n{}\n", time(begins), time(ends), escaped(piece)));
        begins = ends;
    }
    Some(file)
}

fn letters(piece: &str) -> u64 {
    piece.chars().count() as u64
}

/// Words in pieces that fit on the screen, no piece over the end of a line or a sentence.
fn pieces(said: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for line in clean(said).lines() {
        let mut piece = String::new();
        for word in line.split_whitespace() {
            for word in in_parts(word) {
                if !piece.is_empty()
                    && letters(&piece) as usize + word.chars().count() >= LETTERS * LINES
                {
                    pieces.push(std::mem::take(&mut piece));
                }
                if !piece.is_empty() {
                    piece.push(' ');
                }
                piece.push_str(&word);
            }
            if word.ends_with(['.', '!', '?', '…', '؟', '。']) {
                pieces.push(std::mem::take(&mut piece));
            }
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

/// A word of ten thousand letters is no word of a language.
fn in_parts(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(LETTERS).map(|part| part.iter().collect()).collect()
}

fn time(millis: u64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What WebVTT takes for a tag or for the line between two times is no word of a pupil's any more.
fn escaped(piece: &str) -> String {
    piece.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_fill_the_clip_one_after_the_other() {
        let file = captions("I like music. It is loud!\nMy dog too", 9_000).unwrap();
        let times: Vec<&str> = file.lines().filter(|line| line.contains("-->")).collect();
        assert_eq!(times.len(), 3, "{file}");
        assert!(times[0].starts_with("00:00:00.000 --> "));
        assert!(times[2].ends_with("--> 00:00:09.000"), "{file}");
        for pair in times.windows(2) {
            assert_eq!(pair[0].split(" --> ").nth(1), pair[1].split(" --> ").next());
        }
        assert!(file.starts_with("WEBVTT\n\n") && file.contains("\nIt is loud!\n"));
    }

    #[test]
    fn hostile_words_stay_words_and_too_many_are_left_beside_the_clip() {
        let file = captions("<script>x</script> --> a\u{202E}b\n\nNOTE &", 9_000).unwrap();
        assert_eq!(file.matches("-->").count(), 2, "{file}");
        assert!(!file.contains('<') && !file.contains('\u{202E}'), "{file}");
        assert_eq!(captions("", 9_000), None);
        assert_eq!(captions(" \n ", 9_000), None);
        assert_eq!(captions("one", 0), None);
        assert_eq!(captions(&"a word and ".repeat(2_000), 45_000), None);
        assert!(captions(&"w".repeat(1_000), 45_000).is_some());
    }
}
