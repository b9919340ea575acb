//! Tables as spreadsheets and schools' systems write them: any of their encodings, any of their
//! separators.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text of a file in whatever encoding a school's system wrote it.
pub fn decode(bytes: &[u8]) -> String {
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
    encoding.decode(bytes).0.into_owned()
}

/// What parts the columns, by the first line.
pub fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    *b",;\t".iter().max_by_key(|delimiter| count(**delimiter)).unwrap_or(&b',')
}
