//! How large a photo is, from its first bytes.

use super::model::PictureKind;

/// Width and height in pixels; nothing where it is no such picture, or an empty one.
pub fn size_of_picture(kind: PictureKind, bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match kind {
        PictureKind::Jpeg => jpeg(bytes)?,
        PictureKind::Png => png(bytes)?,
    };
    (width > 0 && height > 0).then_some((width, height))
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// Source: W3C, Portable Network Graphics, IHDR.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    Some((number(bytes, 16, 4)?, number(bytes, 20, 4)?))
}

/// Source: ITU-T T.81, annex B: segments until a start of frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(..2)? != [0xff, 0xd8] {
        return None;
    }
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            // DHT, JPG and DAC lie among the starts of frames.
            0xc4 | 0xc8 | 0xcc | 0x00..=0xbf | 0xd0..=0xfe => {
                at += 2 + (number(bytes, at + 2, 2)? as usize).max(2);
            }
            0xc0..=0xcf => return Some((number(bytes, at + 7, 2)?, number(bytes, at + 5, 2)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_stands_in_the_first_bytes() {
        let jpeg = [
            &[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8][..],
            &[2, 0xd0, 5, 0, 1, 0],
        ]
        .concat();
        assert_eq!(size_of_picture(PictureKind::Jpeg, &jpeg), Some((1_280, 720)));
        for end in 0..jpeg.len() - 2 {
            assert_eq!(size_of_picture(PictureKind::Jpeg, &jpeg[..end]), None, "cut at {end}");
        }
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10".to_vec();
        assert_eq!(size_of_picture(PictureKind::Png, &png), Some((32, 16)));
        png[23] = 0;
        assert_eq!(size_of_picture(PictureKind::Png, &png), None);
    }
}
