//! Photos without what cameras write beside the picture: places, dates, makers, thumbnails.
//!
//! The picture itself is copied byte for byte. How a phone was held (EXIF orientation) is lost
//! with the rest: such a photo can lie on its side.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::MediaError;

/// Larger on either side is no photo for a page.
const LIMIT_SIDE_PX: usize = 16_384;
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

pub(super) fn looks_like_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff])
}

pub(super) fn looks_like_png(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG_SIGNATURE)
}

fn broken(detail: &'static str) -> MediaError {
    MediaError::BrokenMedia { detail }
}

/// A JPEG with its picture alone. Source: ITU-T T.81, annex B.
pub(super) fn strip_jpeg(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let options =
        DecoderOptions::default().set_max_width(LIMIT_SIDE_PX).set_max_height(LIMIT_SIDE_PX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| broken("JPEG header"))?;
    let mut out = vec![0xff, 0xd8];
    let mut at = 2;
    loop {
        // Any number of 0xff may come before a marker.
        if bytes.get(at) != Some(&0xff) {
            return Err(broken("JPEG marker"));
        }
        while bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let marker = *bytes.get(at + 1).ok_or(broken("JPEG cut off"))?;
        at += 2;
        match marker {
            0xd9 => {
                out.extend([0xff, 0xd9]);
                return Ok(out);
            }
            // Markers without a length: TEM and restarts.
            0x01 | 0xd0..=0xd7 => out.extend([0xff, marker]),
            0x00 | 0xd8 => return Err(broken("JPEG marker")),
            _ => {
                let length = bytes.get(at..at + 2).ok_or(broken("JPEG cut off"))?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                let segment = bytes.get(at..at + length).filter(|_| length >= 2);
                let segment = segment.ok_or(broken("JPEG segment"))?;
                at += length;
                if keeps_segment(marker, segment) {
                    out.extend([0xff, marker]);
                    out.extend(segment);
                }
                if marker == 0xda {
                    let end = scan_end(bytes, at).ok_or(broken("JPEG cut off"))?;
                    out.extend(&bytes[at..end]);
                    at = end;
                }
            }
        }
    }
}

/// Application data and comments go, but for JFIF's and Adobe's, which say how colours are meant.
fn keeps_segment(marker: u8, segment: &[u8]) -> bool {
    match marker {
        0xe0 => segment.get(2..7) == Some(b"JFIF\0") && segment.len() == 16,
        0xee => segment.get(2..7) == Some(b"Adobe") && segment.len() == 14,
        0xe1..=0xfe => false,
        _ => true,
    }
}

/// Where the entropy-coded bytes from `from` end: at the next marker that is no restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// A PNG with its picture alone. Source: PNG specification, third edition.
pub(super) fn strip_png(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut rest = bytes.strip_prefix(PNG_SIGNATURE).ok_or(broken("PNG signature"))?;
    let mut out = PNG_SIGNATURE.to_vec();
    let mut is_first = true;
    let mut has_data = false;
    loop {
        let (head, after) = rest.split_at_checked(8).ok_or(broken("PNG cut off"))?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let (data, after) = after.split_at_checked(length).ok_or(broken("PNG cut off"))?;
        let (sum, after) = after.split_at_checked(4).ok_or(broken("PNG cut off"))?;
        let kind = &head[4..8];
        if crc32(kind, data).to_be_bytes() != sum {
            return Err(broken("PNG checksum"));
        }
        if is_first != (kind == b"IHDR") || (is_first && !header_fits(data)) {
            return Err(broken("PNG header"));
        }
        is_first = false;
        has_data |= kind == b"IDAT";
        if matches!(kind, b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"tRNS" | b"gAMA" | b"sRGB") {
            out.extend(head);
            out.extend(data);
            out.extend(sum);
        }
        if kind == b"IEND" {
            return if has_data { Ok(out) } else { Err(broken("PNG without picture")) };
        }
        rest = after;
    }
}

fn header_fits(data: &[u8]) -> bool {
    let side = |at: usize| {
        data.get(at..at + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize)
    };
    data.len() == 13 && [side(0), side(4)].iter().all(|side| (1..=LIMIT_SIDE_PX).contains(side))
}

/// CRC-32 of ISO 3309, over a chunk's kind and data.
fn crc32(kind: &[u8], data: &[u8]) -> u32 {
    const TABLE: [u32; 256] = crc_table();
    let crc = kind
        .iter()
        .chain(data)
        .fold(u32::MAX, |crc, byte| TABLE[((crc ^ u32::from(*byte)) & 0xff) as usize] ^ (crc >> 8));
    !crc
}

const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut crc = index as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut bytes = (data.len() as u32).to_be_bytes().to_vec();
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend(crc32(kind, data).to_be_bytes());
        bytes
    }

    fn png(extra: &[u8]) -> Vec<u8> {
        let mut bytes = PNG_SIGNATURE.to_vec();
        bytes.extend(chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
        bytes.extend(extra);
        bytes.extend(chunk(b"IDAT", &[1, 2, 3]));
        bytes.extend(chunk(b"IEND", &[]));
        bytes
    }

    #[test]
    fn a_png_loses_its_text_and_nothing_else() {
        let written = png(&chunk(b"tEXt", b"Author\0somebody"));
        assert_eq!(strip_png(&written).ok(), Some(png(&[])));
        assert_eq!(strip_png(&png(&[])).ok(), Some(png(&[])));
        for len in 0..written.len() {
            assert!(strip_png(&written[..len]).is_err(), "{len}");
        }
    }

    #[test]
    fn the_checksum_is_the_one_of_the_specification() {
        assert_eq!(crc32(b"IEND", &[]), 0xae42_6082);
    }
}
