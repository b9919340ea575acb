//! Tables as spreadsheets and schools' systems write them: any of their encodings, any of their
//! separators.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So many lines tell what parts the columns.
const LINES_LOOKED_AT: usize = 20;
/// What a spreadsheet may say in a first line of its own.
const SAID: &str = "sep=";

/// Text of a file in whatever encoding a school's system wrote it.
pub fn decode(bytes: &[u8]) -> String {
    decode_named(bytes).0
}

/// The same, with the encoding's name.
pub fn decode_named(bytes: &[u8]) -> (String, &'static str) {
    let zeros_at = |offset: usize| {
        bytes.iter().skip(offset).step_by(2).take(200).filter(|byte| **byte == 0).count()
    };
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if zeros_at(1) > 10 && zeros_at(0) == 0 => UTF_16LE,
        None if zeros_at(0) > 10 && zeros_at(1) == 0 => UTF_16BE,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    (encoding.decode(bytes).0.into_owned(), encoding.name())
}

/// The text without a first line that only says what parts the columns, and what that is.
pub fn said_delimiter(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_end().strip_prefix(SAID).map(str::as_bytes);
    match said {
        Some([delimiter @ (b',' | b';' | b'\t')]) => (Some(*delimiter), rest),
        _ => (None, text),
    }
}

/// What parts the columns, by the first lines; what stands in quotation marks parts nothing.
pub fn delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; 3];
    const ALL: [u8; 3] = *b",;\t";
    for line in text.lines().take(LINES_LOOKED_AT) {
        let mut is_quoted = false;
        for byte in line.bytes() {
            match ALL.iter().position(|delimiter| *delimiter == byte) {
                Some(which) if !is_quoted => counts[which] += 1,
                _ => is_quoted ^= byte == b'"',
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let which = counts.iter().position(|count| *count == most).unwrap_or_default();
    ALL[which]
}
