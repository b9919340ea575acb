//! A photo as a picture on a board: its middle as a square, small, upright as the camera was held, and
//! nothing of what cameras write beside it.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use jpeg_encoder::{ColorType, Encoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::MediaError;
use super::still::looks_like_jpeg;

const QUALITY: u8 = 85;
/// Larger on either side is no photo for a board.
const LIMIT_SIDE_PX: usize = 16_384;
/// Pixels that are unpacked at most: 150 MB.
const LIMIT_PIXELS: usize = 50_000_000;
const CHANNELS: usize = 3;

/// The middle of a JPEG as a square JPEG of so many pixels a side. Errors: `NotMedia` for any other
/// kind of file, `BrokenMedia` where it cannot be read.
pub fn square_photo(jpeg: &[u8], side_px: u16) -> Result<Vec<u8>, MediaError> {
    if !looks_like_jpeg(jpeg) {
        return Err(MediaError::NotMedia);
    }
    let broken = |detail| MediaError::BrokenMedia { detail };
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(LIMIT_SIDE_PX)
        .set_max_height(LIMIT_SIDE_PX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    decoder.decode_headers().map_err(|_| broken("JPEG header"))?;
    let (width, height) = decoder.dimensions().ok_or(broken("JPEG header"))?;
    if width * height > LIMIT_PIXELS {
        return Err(broken("picture too large"));
    }
    let pixels = decoder.decode().map_err(|_| broken("JPEG picture"))?;
    let turned = decoder.exif().and_then(|exif| orientation(exif)).unwrap_or(1);
    let from = ImageRef::new(width as u32, height as u32, &pixels, PixelType::U8x3)
        .map_err(|_| broken("JPEG picture"))?;
    let side = usize::from(side_px);
    let mut small = Image::new(side_px.into(), side_px.into(), PixelType::U8x3);
    let cut = width.min(height) as f64;
    let (left, top) = ((width as f64 - cut) / 2.0, (height as f64 - cut) / 2.0);
    let how = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Bilinear))
        .crop(left, top, cut, cut);
    Resizer::new().resize(&from, &mut small, &how).map_err(|_| broken("not resized"))?;
    let upright = upright(small.buffer(), side, turned);
    let mut out = Vec::new();
    Encoder::new(&mut out, QUALITY)
        .encode(&upright, side_px, side_px, ColorType::Rgb)
        .map_err(|_| broken("not encoded"))?;
    Ok(out)
}

/// A square turned and mirrored as the number says (EXIF 2.32, orientation, tag 274).
fn upright(pixels: &[u8], side: usize, turned: u16) -> Vec<u8> {
    let last = side.saturating_sub(1);
    let mut out = Vec::with_capacity(pixels.len());
    for row in 0..side {
        for column in 0..side {
            let (x, y) = match turned {
                2 => (last - column, row),
                3 => (last - column, last - row),
                4 => (column, last - row),
                5 => (row, column),
                6 => (row, last - column),
                7 => (last - row, last - column),
                8 => (last - row, column),
                _ => (column, row),
            };
            let at = (y * side + x) * CHANNELS;
            out.extend(pixels.get(at..at + CHANNELS).unwrap_or(&[0; CHANNELS]));
        }
    }
    out
}

/// How the camera was held, by its TIFF directory (EXIF 2.32, 4.6.2).
fn orientation(exif: &[u8]) -> Option<u16> {
    const TAG: u16 = 274;
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let first = if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let first = usize::try_from(first).ok()?;
    let entries = (0..usize::from(two(first)?)).map(|index| first + 2 + index * 12);
    let found = entries.into_iter().find(|at| two(*at) == Some(TAG))?;
    two(found + 8).filter(|turned| (1..=8).contains(turned))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left half red, right half blue, as wide as two squares.
    fn wide() -> Vec<u8> {
        let row: Vec<u8> =
            [[220, 20, 20]; 64].into_iter().chain([[20, 20, 220]; 64]).flatten().collect();
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 95).encode(&row.repeat(64), 128, 64, ColorType::Rgb).unwrap();
        jpeg
    }

    /// The same, with how it was held written beside it.
    fn held(turned: u8) -> Vec<u8> {
        let tiff = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";
        let segment = [&tiff[..], &[turned, 0, 0, 0, 0, 0, 0, 0]].concat();
        let length = (segment.len() as u16 + 2).to_be_bytes();
        let jpeg = wide();
        [&jpeg[..2], &[0xff, 0xe1], &length, &segment, &jpeg[2..]].concat()
    }

    fn pixel(jpeg: &[u8], x: usize, y: usize) -> [u8; 3] {
        let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
        let pixels = decoder.decode().unwrap();
        assert_eq!(decoder.dimensions(), Some((32, 32)));
        let at = (y * 32 + x) * 3;
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    }

    #[test]
    fn the_middle_of_a_photo_stands_upright_and_nothing_else_of_it_stays() {
        let is_red = |pixel: [u8; 3]| pixel[0] > 150 && pixel[2] < 100;
        let plain = square_photo(&wide(), 32).unwrap();
        assert!(is_red(pixel(&plain, 4, 16)) && !is_red(pixel(&plain, 28, 16)));
        for (turned, red) in
            [(1, (4, 16)), (2, (28, 16)), (3, (28, 16)), (6, (16, 4)), (8, (16, 28)), (5, (16, 4))]
        {
            let square = square_photo(&held(turned), 32).unwrap();
            assert!(!square.windows(4).any(|four| four == b"Exif"));
            assert!(is_red(pixel(&square, red.0, red.1)), "{turned}");
            assert!(!is_red(pixel(&square, 31 - red.0, 31 - red.1)), "{turned}");
        }
    }

    #[test]
    fn what_is_no_photo_says_so() {
        for junk in [&b""[..], b"GIF89a", b"\x89PNG\r\n\x1a\n"] {
            assert!(matches!(square_photo(junk, 32), Err(MediaError::NotMedia)));
        }
        let jpeg = held(6);
        for length in (3..jpeg.len()).step_by(7) {
            // Whatever is given back is a whole picture.
            if let Ok(square) = square_photo(&jpeg[..length], 32) {
                pixel(&square, 0, 0);
            }
        }
    }
}
