//! `data:` addresses (RFC 2397): bytes written into a text.

use std::sync::LazyLock;

use data_encoding::{BASE64, Encoding, Specification};

use super::limits::MEDIA_LIMIT_BYTES;
use super::model::Data;

/// Why a data address gives no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DataProblem {
    NotData,
    TooLarge,
}

/// Base64 as anybody wrote it: no padding, and leftover bits passed over.
static LENIENT: LazyLock<Encoding> = LazyLock::new(|| {
    let mut rules = Specification::new();
    rules.symbols.push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    rules.translate.from.push_str("-_");
    rules.translate.to.push_str("+/");
    rules.ignore.push_str(" \t\r\n=");
    rules.check_trailing_bits = false;
    rules.encoding().expect("the alphabet of base64 has 64 letters")
});

pub(super) fn read(text: &str) -> Result<Data, DataProblem> {
    let rest = text
        .trim_start()
        .get(..5)
        .filter(|scheme| scheme.eq_ignore_ascii_case("data:"))
        .and_then(|_| text.trim_start().get(5..))
        .ok_or(DataProblem::NotData)?;
    let (head, body) = rest.split_once(',').ok_or(DataProblem::NotData)?;
    if body.len() / 4 > MEDIA_LIMIT_BYTES {
        return Err(DataProblem::TooLarge);
    }
    let mut parts = head.split(';').map(str::trim);
    let content_type = parts.next().unwrap_or_default().to_owned();
    let bytes = if parts.any(|part| part.eq_ignore_ascii_case("base64")) {
        LENIENT.decode(body.as_bytes()).map_err(|_| DataProblem::NotData)?
    } else {
        without_percent(body)
    };
    if bytes.len() > MEDIA_LIMIT_BYTES {
        return Err(DataProblem::TooLarge);
    }
    Ok(Data { content_type, bytes })
}

pub(super) fn write(data: &Data) -> String {
    format!("data:{};base64,{}", data.content_type, BASE64.encode(&data.bytes))
}

fn without_percent(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_addresses_are_read_as_anybody_writes_them() {
        for (text, content_type, bytes) in [
            ("data:image/png;base64,AQID", "image/png", &[1, 2, 3][..]),
            ("data:image/png;base64,AQI=", "image/png", &[1, 2]),
            ("data:image/png;base64,AQI", "image/png", &[1, 2]),
            ("data:image/png;base64,AQJ", "image/png", &[1, 2]),
            ("DATA:image/png;charset=x;BASE64,AQ\nID", "image/png", &[1, 2, 3]),
            ("data:;base64,-_8", "", &[0xfb, 0xff]),
            ("data:image/svg+xml;utf8,%3Csvg/> 5%", "image/svg+xml", b"<svg/> 5%"),
        ] {
            let data = read(text).unwrap();
            assert_eq!((data.content_type.as_str(), &data.bytes[..]), (content_type, bytes));
            assert_eq!(read(&write(&data)), Ok(data));
        }
        for text in ["", "data", "data:image/png;base64", "data:;base64,é", "http://x/,a", "déta:,"]
        {
            assert_eq!(read(text), Err(DataProblem::NotData), "{text}");
        }
    }
}
