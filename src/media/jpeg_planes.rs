//! A JPEG's own planes, chroma halved both ways: what a clip needs, without a way through red,
//! green and blue.
//!
//! The decoder gives chroma as large as luma, laid out between its samples by quarters (3/4 of the
//! nearer, 1/4 of the farther one; ITU-T T.871 centres them so). Where it was halved that is undone
//! by what inverts it, (-1 3 3 -1)/4; where it was not, two neighbours are averaged.

use yuv::{BufferStoreMut, YuvPlanarImageMut, YuvRange};
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
        take_apart(decoded, width, height, sampled, into)
    }
}

/// Lines taken apart at once: they stay near the processor until they are used.
const BAND: usize = 32;

fn take_apart(
    decoded: &[u8],
    width: usize,
    height: usize,
    sampled: Sampled,
    into: &mut I420,
) -> Result<(), BrokenPicture> {
    let row = width * COLOUR;
    let (wide, high) = (into.width_px(), into.height_px());
    let half = wide / 2;
    let mut band = Band::new(width);
    let mut merged = vec![0; wide + 4];
    let (y, u, v) = into.planes_mut();
    for top in (0..high).step_by(BAND) {
        let bottom = (top + BAND).min(high);
        // A line more on either side, where there is one.
        let (first, end) = (top.saturating_sub(1), (bottom + 1).min(height));
        band.take_apart(&decoded[first * row..end * row], end - first)?;
        let line = |at: usize| {
            let at = (at.clamp(first, end - 1) - first) * width;
            at..at + wide
        };
        for (index, to) in y[top * wide..bottom * wide].chunks_exact_mut(wide).enumerate() {
            for (to, from) in to.iter_mut().zip(&band.luma[line(top + index)]) {
                // 220/256 for 219/255.
                *to = (16 + ((u16::from(*from) * 220 + 128) >> 8)) as u8;
            }
        }
        for (from, to) in [(&band.blue, &mut *u), (&band.red, &mut *v)] {
            let lines = to[top / 2 * half..bottom / 2 * half].chunks_exact_mut(half);
            for (index, to) in lines.enumerate() {
                let at = top + 2 * index;
                let near = [&from[line(at)], &from[line(at + 1)]];
                let far = [&from[line(at.saturating_sub(1))], &from[line(at + 2)]];
                merge(near, far, sampled.down, &mut merged);
                halve(&merged, sampled.across, to);
            }
        }
    }
    Ok(())
}

/// Four times the chroma of two lines together, from the third place on.
fn merge([a, b]: [&[u8]; 2], [before, after]: [&[u8]; 2], was_halved: bool, to: &mut [i16]) {
    let end = to.len() - 2;
    let near = a.iter().zip(b).map(|(a, b)| i16::from(*a) + i16::from(*b));
    if was_halved {
        let far = before.iter().zip(after).map(|(a, b)| i16::from(*a) + i16::from(*b));
        for ((to, near), far) in to[2..end].iter_mut().zip(near).zip(far) {
            *to = 3 * near - far;
        }
    } else {
        for (to, near) in to[2..end].iter_mut().zip(near) {
            *to = 2 * near;
        }
    }
    // Beyond the edges it goes on as at them.
    to[1] = to[2];
    to[end] = to[end - 1];
}

/// The same across, and into the limited range.
fn halve(merged: &[i16], was_halved: bool, to: &mut [u8]) {
    let pairs = merged.as_chunks::<2>().0;
    for (((to, before), pair), after) in to.iter_mut().zip(pairs).zip(&pairs[1..]).zip(&pairs[2..])
    {
        let near = pair[0] + pair[1];
        let sum = if was_halved { 3 * near - before[1] - after[0] } else { 2 * near };
        let mean = ((sum + 8) >> 4).clamp(0, 255) - 128;
        // 225/256 for 224/255; the middle stays the middle.
        *to = (128 + ((mean * 225 + 128) >> 8)) as u8;
    }
}

/// A few lines, each part of the colour for itself.
struct Band {
    width: usize,
    luma: Vec<u8>,
    blue: Vec<u8>,
    red: Vec<u8>,
}

impl Band {
    fn new(width: usize) -> Self {
        let plane = || vec![0; width * (BAND + 2)];
        Self { width, luma: plane(), blue: plane(), red: plane() }
    }

    fn take_apart(&mut self, lines: &[u8], count: usize) -> Result<(), BrokenPicture> {
        let (stride, height) = (self.width as u32, count as u32);
        // For it the three are red, green and blue.
        let mut planes = YuvPlanarImageMut {
            y_plane: BufferStoreMut::Borrowed(&mut self.blue[..self.width * count]),
            y_stride: stride,
            u_plane: BufferStoreMut::Borrowed(&mut self.red[..self.width * count]),
            u_stride: stride,
            v_plane: BufferStoreMut::Borrowed(&mut self.luma[..self.width * count]),
            v_stride: stride,
            width: stride,
            height,
        };
        let row = stride * COLOUR as u32;
        yuv::rgb_to_gbr(&mut planes, lines, row, YuvRange::Full).map_err(|_| BrokenPicture)
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
