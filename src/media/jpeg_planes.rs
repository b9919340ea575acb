//! A JPEG's own planes, chroma halved both ways: what a clip needs, without a way through red,
//! green and blue.
//!
//! The decoder gives chroma as large as luma, laid out between its samples by quarters (3/4 of the
//! nearer, 1/4 of the farther one; ITU-T T.871 centres them so). Where it was halved that is undone
//! by what inverts it, (-1 3 3 -1)/4; where it was not, two neighbours are averaged.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::picture::I420;
use super::pixels::{BrokenPicture, Pixels};

/// Which sides of chroma were halved when the JPEG was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sampled {
    across: bool,
    down: bool,
}

const START_OF_SCAN: u8 = 0xda;
const COLOUR: usize = 3;

/// How a colour JPEG's chroma is sampled; nothing where it is grey or in no usual way.
/// Source: ITU-T T.81, clause B.2.2.
pub(super) fn sampled(jpeg: &[u8]) -> Option<Sampled> {
    let mut rest = jpeg.get(2..)?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match marker {
            0xc0..=0xc2 => {
                if usize::from(*segment.get(5)?) != COLOUR {
                    return None;
                }
                let factors = [7, 10, 13].map(|at| segment.get(at).copied().unwrap_or(0));
                let sampled = |across, down| Some(Sampled { across, down });
                return match factors {
                    [0x11, 0x11, 0x11] => sampled(false, false),
                    [0x21, 0x11, 0x11] => sampled(true, false),
                    [0x22, 0x11, 0x11] => sampled(true, true),
                    _ => None,
                };
            }
            START_OF_SCAN => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

/// From the full range of a JPEG to the limited one of clips; ITU-R BT.601.
fn limited(reach: usize) -> [u8; 256] {
    std::array::from_fn(|value| (16 + (value * reach + 127) / 255) as u8)
}

impl Pixels {
    /// Decodes into a picture in BT.601, which is smaller by one line or column where a side is
    /// odd.
    pub fn jpeg_planes(
        &mut self,
        jpeg: &[u8],
        (width, height): (u32, u32),
        into: &mut I420,
    ) -> Result<(), BrokenPicture> {
        let sampled = sampled(jpeg).ok_or(BrokenPicture)?;
        let (width, height) = (width as usize, height as usize);
        let options = DecoderOptions::new_fast()
            .jpeg_set_out_colorspace(ColorSpace::YCbCr)
            .set_max_width(width)
            .set_max_height(height);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
        decoder.decode_headers().map_err(|_| BrokenPicture)?;
        let info = decoder.info().ok_or(BrokenPicture)?;
        if (usize::from(info.width), usize::from(info.height)) != (width, height)
            || decoder.output_buffer_size() != Some(width * height * COLOUR)
        {
            return Err(BrokenPicture);
        }
        let decoded = self.bytes_for(width * height * COLOUR);
        decoder.decode_into(decoded).map_err(|_| BrokenPicture)?;
        take_apart(decoded, width, height, sampled, into);
        Ok(())
    }
}

fn take_apart(decoded: &[u8], width: usize, height: usize, sampled: Sampled, into: &mut I420) {
    let row = width * COLOUR;
    let (even_width, half) = (into.width_px(), into.width_px() / 2);
    let (luma, chroma) = (limited(219), limited(224));
    let (y, u, v) = into.planes_mut();
    for (to, from) in y.chunks_exact_mut(even_width).zip(decoded.chunks_exact(row)) {
        for (to, from) in to.iter_mut().zip(from.chunks_exact(COLOUR)) {
            *to = luma[usize::from(from[0])];
        }
    }
    let line = |at: usize| {
        let at = at.min(height - 1) * row;
        decoded.get(at..at + row).unwrap_or_default().as_chunks::<COLOUR>().0
    };
    // Four times the chroma of a line of the picture to be, still as wide as luma; U and V in turn.
    let mut merged = vec![0_i16; width * 2];
    let lines = u.chunks_exact_mut(half).zip(v.chunks_exact_mut(half));
    for (index, (u, v)) in lines.enumerate() {
        let near = [line(2 * index), line(2 * index + 1)];
        let far = [line((2 * index).saturating_sub(1)), line(2 * index + 2)];
        let ([a, b], [before, after]) = (near, far);
        let to = merged.as_chunks_mut::<2>().0.iter_mut();
        let sides = a.iter().zip(b).zip(before.iter().zip(after));
        if sampled.down {
            for (to, ((a, b), (before, after))) in to.zip(sides) {
                for part in [0, 1] {
                    let value = |pixel: &[u8; COLOUR]| i16::from(pixel[part + 1]);
                    to[part] = 3 * (value(a) + value(b)) - value(before) - value(after);
                }
            }
        } else {
            for (to, ((a, b), _)) in to.zip(sides) {
                for part in [0, 1] {
                    to[part] = 2 * (i16::from(a[part + 1]) + i16::from(b[part + 1]));
                }
            }
        }
        let merged = merged.as_chunks::<2>().0;
        let last = merged.len() - 1;
        for (at, (u, v)) in u.iter_mut().zip(v.iter_mut()).enumerate() {
            let (left, right) = (2 * at, 2 * at + 1);
            for (part, to) in [(0, u), (1, v)] {
                let near = merged[left][part] + merged[right][part];
                let sum = if sampled.across {
                    let far =
                        merged[left.saturating_sub(1)][part] + merged[(right + 1).min(last)][part];
                    3 * near - far
                } else {
                    2 * near
                };
                let mean = ((sum + 8) >> 4).clamp(0, 255);
                *to = chroma[mean as usize];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use openh264::formats::YUVSource;

    use super::*;
    use crate::media::picture::Matrix;
    use crate::media::pixels::picture_of_jpeg;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    /// Colours that change slowly, and one hard edge between saturated ones.
    fn rgb(width: usize, height: usize) -> Vec<u8> {
        let pixel = |at: usize| {
            let (x, y) = (at % width, at / width);
            match x >= width / 2 {
                true => [230, (y * 2) as u8, 20],
                false => [(x * 2) as u8, 60, 200],
            }
        };
        (0..width * height).flat_map(pixel).collect()
    }

    fn jpeg(width: usize, height: usize, sampling: SamplingFactor) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 100);
        encoder.set_sampling_factor(sampling);
        let (across, down) = (width as u16, height as u16);
        encoder.encode(&rgb(width, height), across, down, ColorType::Rgb).unwrap();
        jpeg
    }

    /// Chroma as the encoder averages it, without an edge of its own.
    fn expected(width: usize, height: usize) -> Vec<f64> {
        let rgb = rgb(width, height);
        let blue = |x: usize, y: usize| {
            let at = (y * width + x) * 3;
            let [r, g, b] = [0, 1, 2].map(|part| f64::from(rgb[at + part]));
            (b - (0.299 * r + 0.587 * g + 0.114 * b)) / 1.772
        };
        let mean = |x: usize, y: usize| {
            let sum = blue(2 * x, 2 * y)
                + blue(2 * x + 1, 2 * y)
                + blue(2 * x, 2 * y + 1)
                + blue(2 * x + 1, 2 * y + 1);
            128.0 + sum / 4.0 * 224.0 / 255.0
        };
        (0..height / 2).flat_map(|y| (0..width / 2).map(move |x| mean(x, y))).collect()
    }

    #[test]
    fn chroma_comes_back_as_it_was_however_it_was_sampled() {
        let (width, height) = (64, 48);
        for sampling in [SamplingFactor::F_1_1, SamplingFactor::F_2_1, SamplingFactor::F_2_2] {
            let picture = picture_of_jpeg(&jpeg(width, height, sampling)).unwrap();
            assert_eq!(picture.matrix(), Matrix::Bt601);
            let expected = expected(width, height);
            let worst = picture
                .u()
                .iter()
                .zip(&expected)
                .map(|(is, should)| (f64::from(*is) - should).abs())
                .fold(0.0, f64::max);
            assert!(worst < 4.5, "{sampling:?}: {worst}");
        }
    }

    #[test]
    fn odd_sides_and_grey_ones_are_taken_too() {
        let odd = picture_of_jpeg(&jpeg(33, 17, SamplingFactor::F_2_2)).unwrap();
        assert_eq!((odd.width_px(), odd.height_px()), (32, 16));
        let mut grey = Vec::new();
        Encoder::new(&mut grey, 90).encode(&[90; 16 * 16], 16, 16, ColorType::Luma).unwrap();
        assert_eq!(sampled(&grey), None);
        let grey = picture_of_jpeg(&grey).unwrap();
        assert!(grey.u().iter().all(|value| value.abs_diff(128) < 2));
    }
}
