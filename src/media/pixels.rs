//! From whatever a camera gives to I420. What comes in BT.601 stays in it where that is asked for:
//! planes are copied, and no colour goes by way of red, green and blue.

use yuv::{
    BufferStoreMut, YuvBiPlanarImage, YuvConversionMode, YuvError, YuvPackedImage,
    YuvPlanarImageMut, YuvRange, YuvStandardMatrix,
};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::fit::fit;
use super::jpeg_planes::sampled;
use super::picture::{I420, LIMIT_SIDE_PX, Layout, Matrix, RawPicture};
use super::poster::rgba_of;

/// Converts one picture after the other, keeping its buffers.
#[derive(Debug, Default)]
pub(super) struct Pixels {
    rgba: Vec<u8>,
}

/// The bytes are not the picture they are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BrokenPicture;

impl Pixels {
    /// Converts `raw` into `into`, which may be smaller by one line or column (odd sides).
    pub fn convert(&mut self, raw: &RawPicture, into: &mut I420) -> Result<(), BrokenPicture> {
        let (width, height) = (raw.width_px, raw.height_px);
        let even = (into.width_px() as u32, into.height_px() as u32);
        if even != (width & !1, height & !1)
            || width.min(height) < 2
            || width.max(height) > LIMIT_SIDE_PX
        {
            return Err(BrokenPicture);
        }
        match raw.layout {
            Layout::Mjpeg if into.matrix() == Matrix::Bt601 && sampled(&raw.bytes).is_some() => {
                self.jpeg_planes(&raw.bytes, (width, height), into)
            }
            Layout::Mjpeg => {
                self.decode_jpeg(&raw.bytes, width, height)?;
                self.rgba_to(width, into)
            }
            Layout::Yuyv if into.matrix() == Matrix::Bt601 && width % 2 == 0 => {
                let packed = YuvPackedImage {
                    yuy: enough(&raw.bytes, (width * height * 2) as usize)?,
                    yuy_stride: width * 2,
                    width,
                    height: height & !1,
                };
                done(yuv::yuyv422_to_yuv420(&mut planes_of(into), &packed))
            }
            Layout::Nv12 if into.matrix() == Matrix::Bt601 => nv12(&raw.bytes, width, height, into),
            Layout::Yuyv => {
                let rgba = self.rgba_for(width, height);
                let packed = YuvPackedImage {
                    yuy: enough(&raw.bytes, (width * height * 2) as usize)?,
                    yuy_stride: width * 2,
                    width,
                    height,
                };
                let matrix = YuvStandardMatrix::Bt601;
                done(yuv::yuyv422_to_rgba(&packed, rgba, width * 4, YuvRange::Limited, matrix))?;
                self.rgba_to(width, into)
            }
            Layout::Nv12 => {
                let rgba = self.rgba_for(width, height);
                let luma = (width * height) as usize;
                let chroma = (width.div_ceil(2) * 2 * height.div_ceil(2)) as usize;
                let bytes = enough(&raw.bytes, luma + chroma)?;
                let (y_plane, uv_plane) = bytes.split_at(luma);
                let image = YuvBiPlanarImage {
                    y_plane,
                    y_stride: width,
                    uv_plane,
                    uv_stride: width.div_ceil(2) * 2,
                    width,
                    height,
                };
                done(yuv::yuv_nv12_to_rgba(
                    &image,
                    rgba,
                    width * 4,
                    YuvRange::Limited,
                    YuvStandardMatrix::Bt601,
                    YuvConversionMode::Balanced,
                ))?;
                self.rgba_to(width, into)
            }
            Layout::Rgb => three_bytes(raw, into, yuv::rgb_to_yuv420),
            Layout::Bgr => three_bytes(raw, into, yuv::bgr_to_yuv420),
            Layout::Grey => {
                let bytes = enough(&raw.bytes, (width * height) as usize)?;
                planar(bytes, (width, height), Chroma::None, into)?;
                let (y, _, _) = into.planes_mut();
                for value in y {
                    *value = 16 + (u16::from(*value) * 219 / 255) as u8;
                }
                Ok(())
            }
            Layout::I420 => self.planes(raw, Chroma::Quarter, into),
            Layout::I422 => self.planes(raw, Chroma::Half, into),
            Layout::I444 => self.planes(raw, Chroma::Full, into),
            Layout::Luma => self.planes(raw, Chroma::None, into),
        }
    }

    /// As `convert`, into a picture of any size; `between` is kept from one to the next.
    pub fn convert_to_fit(
        &mut self,
        raw: &RawPicture,
        between: &mut Option<I420>,
        into: &mut I420,
    ) -> Result<(), BrokenPicture> {
        let size = (raw.width_px & !1, raw.height_px & !1);
        if size.0.min(size.1) < 2 || size.0.max(size.1) > LIMIT_SIDE_PX {
            return Err(BrokenPicture);
        }
        let is_of_size = |own: &I420| {
            own.matrix() == into.matrix() && (own.width_px() as u32, own.height_px() as u32) == size
        };
        let own = match between.take().filter(is_of_size) {
            Some(own) => between.insert(own),
            None => between.insert(I420::in_matrix(size.0, size.1, into.matrix())),
        };
        self.convert(raw, own)?;
        fit(own, into);
        Ok(())
    }

    /// Planes are in BT.709.
    fn planes(
        &mut self,
        raw: &RawPicture,
        chroma: Chroma,
        into: &mut I420,
    ) -> Result<(), BrokenPicture> {
        let size = (raw.width_px, raw.height_px);
        if into.matrix() == Matrix::Bt709 {
            return planar(&raw.bytes, size, chroma, into);
        }
        let mut own = I420::new(size.0, size.1);
        planar(&raw.bytes, size, chroma, &mut own)?;
        self.rgba = rgba_of(&own).map_err(|_| BrokenPicture)?;
        self.rgba_to(own.width_px() as u32, into)
    }

    fn rgba_for(&mut self, width: u32, height: u32) -> &mut [u8] {
        self.bytes_for(width as usize * height as usize * 4)
    }

    /// Room for a picture on its way, kept from one to the next.
    pub fn bytes_for(&mut self, len: usize) -> &mut [u8] {
        self.rgba.resize(len, 0);
        &mut self.rgba
    }

    fn decode_jpeg(&mut self, jpeg: &[u8], width: u32, height: u32) -> Result<(), BrokenPicture> {
        let options = DecoderOptions::new_fast()
            .jpeg_set_out_colorspace(ColorSpace::RGBA)
            .set_max_width(width as usize)
            .set_max_height(height as usize);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
        decoder.decode_headers().map_err(|_| BrokenPicture)?;
        let info = decoder.info().ok_or(BrokenPicture)?;
        if (u32::from(info.width), u32::from(info.height)) != (width, height) {
            return Err(BrokenPicture);
        }
        let rgba = self.rgba_for(width, height);
        decoder.decode_into(rgba).map_err(|_| BrokenPicture)
    }

    fn rgba_to(&self, width: u32, into: &mut I420) -> Result<(), BrokenPicture> {
        let matrix = into.matrix().standard();
        done(yuv::rgba_to_yuv420(
            &mut planes_of(into),
            &self.rgba,
            width * 4,
            YuvRange::Limited,
            matrix,
            YuvConversionMode::Balanced,
        ))
    }
}

/// A JPEG of up to 4096 pixels on a side, less one line or column where that is odd; nothing where
/// it is damaged or larger.
pub(super) fn picture_of_jpeg(jpeg: &[u8]) -> Option<I420> {
    let mut decoder = JpegDecoder::new(ZCursor::new(jpeg));
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    if width.min(height) < 2 || width.max(height) > LIMIT_SIDE_PX {
        return None;
    }
    let mut pixels = Pixels::default();
    let mut picture = I420::in_matrix(width, height, Matrix::Bt601);
    match sampled(jpeg) {
        Some(_) => pixels.jpeg_planes(jpeg, (width, height), &mut picture).ok()?,
        None => {
            pixels.decode_jpeg(jpeg, width, height).ok()?;
            pixels.rgba_to(width, &mut picture).ok()?;
        }
    }
    Some(picture)
}

/// A picture in BT.709, by way of red, green and blue where it is not.
pub(super) fn in_709(picture: I420) -> Option<I420> {
    if picture.matrix() == Matrix::Bt709 {
        return Some(picture);
    }
    let pixels = Pixels { rgba: rgba_of(&picture).ok()? };
    let (width, height) = (picture.width_px() as u32, picture.height_px() as u32);
    let mut into = I420::new(width, height);
    pixels.rgba_to(width, &mut into).ok()?;
    Some(into)
}

type ThreeBytes = fn(
    &mut YuvPlanarImageMut<u8>,
    &[u8],
    u32,
    YuvRange,
    YuvStandardMatrix,
    YuvConversionMode,
) -> Result<(), YuvError>;

fn three_bytes(
    raw: &RawPicture,
    into: &mut I420,
    convert: ThreeBytes,
) -> Result<(), BrokenPicture> {
    let stride = raw.width_px * 3;
    let bytes = enough(&raw.bytes, (stride * raw.height_px) as usize)?;
    let mode = YuvConversionMode::Balanced;
    let matrix = into.matrix().standard();
    done(convert(&mut planes_of(into), bytes, stride, YuvRange::Limited, matrix, mode))
}

fn planes_of(into: &mut I420) -> YuvPlanarImageMut<'_, u8> {
    let (width, height) = (into.width_px() as u32, into.height_px() as u32);
    let (y, u, v) = into.planes_mut();
    YuvPlanarImageMut {
        y_plane: BufferStoreMut::Borrowed(y),
        y_stride: width,
        u_plane: BufferStoreMut::Borrowed(u),
        u_stride: width / 2,
        v_plane: BufferStoreMut::Borrowed(v),
        v_stride: width / 2,
        width,
        height,
    }
}

/// Luma as it is, chroma taken apart.
fn nv12(bytes: &[u8], width: u32, height: u32, into: &mut I420) -> Result<(), BrokenPicture> {
    let (width, height) = (width as usize, height as usize);
    let row = width.div_ceil(2) * 2;
    let bytes = enough(bytes, width * height + row * height.div_ceil(2))?;
    let (luma, chroma) = bytes.split_at(width * height);
    let even_width = into.width_px();
    let (y, u, v) = into.planes_mut();
    for (to, from) in y.chunks_exact_mut(even_width).zip(luma.chunks_exact(width)) {
        to.copy_from_slice(&from[..even_width]);
    }
    let half = even_width / 2;
    let lines = u.chunks_exact_mut(half).zip(v.chunks_exact_mut(half));
    for ((u, v), from) in lines.zip(chroma.chunks_exact(row)) {
        for ((u, v), pair) in u.iter_mut().zip(v).zip(from.chunks_exact(2)) {
            (*u, *v) = (pair[0], pair[1]);
        }
    }
    Ok(())
}

fn enough(bytes: &[u8], len: usize) -> Result<&[u8], BrokenPicture> {
    bytes.get(..len).ok_or(BrokenPicture)
}

fn done(converted: Result<(), YuvError>) -> Result<(), BrokenPicture> {
    converted.map_err(|_| BrokenPicture)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chroma {
    Quarter,
    Half,
    Full,
    None,
}

/// The sizes of a chroma plane for a picture of this size.
fn chroma_size((width, height): (u32, u32), chroma: Chroma) -> (usize, usize) {
    let (width, height) = (width as usize, height as usize);
    match chroma {
        Chroma::Quarter => (width.div_ceil(2), height.div_ceil(2)),
        Chroma::Half => (width.div_ceil(2), height),
        Chroma::Full => (width, height),
        Chroma::None => (0, 0),
    }
}

/// How many bytes a planar picture has; nothing for a layout that is not planar.
pub(super) fn planar_len(layout: Layout, width_px: u32, height_px: u32) -> Option<usize> {
    let chroma = match layout {
        Layout::I420 => Chroma::Quarter,
        Layout::I422 => Chroma::Half,
        Layout::I444 => Chroma::Full,
        Layout::Luma => Chroma::None,
        Layout::Mjpeg | Layout::Yuyv | Layout::Nv12 | Layout::Rgb | Layout::Bgr | Layout::Grey => {
            return None;
        }
    };
    let (across, down) = chroma_size((width_px, height_px), chroma);
    Some(width_px as usize * height_px as usize + 2 * across * down)
}

/// Copies planes, halving chroma by the mean of what is merged.
fn planar(
    bytes: &[u8],
    size: (u32, u32),
    chroma: Chroma,
    into: &mut I420,
) -> Result<(), BrokenPicture> {
    let (width, height) = (size.0 as usize, size.1 as usize);
    let (across, down) = chroma_size(size, chroma);
    let bytes = enough(bytes, width * height + 2 * across * down)?;
    let (luma, rest) = bytes.split_at(width * height);
    let (from_u, from_v) = rest.split_at(across * down);
    let (even_width, half) = (into.width_px(), into.width_px() / 2);
    let (y, u, v) = into.planes_mut();
    for (to, from) in y.chunks_exact_mut(even_width).zip(luma.chunks_exact(width)) {
        to.copy_from_slice(&from[..even_width]);
    }
    for (to, from) in [(u, from_u), (v, from_v)] {
        for (line, to) in to.chunks_exact_mut(half).enumerate() {
            let row = |at: usize| from.get(at * across..(at + 1) * across).unwrap_or_default();
            match chroma {
                Chroma::Quarter => to.copy_from_slice(&row(line)[..half]),
                Chroma::Half => {
                    for ((to, a), b) in to.iter_mut().zip(row(2 * line)).zip(row(2 * line + 1)) {
                        *to = u16::midpoint(u16::from(*a), u16::from(*b) + 1) as u8;
                    }
                }
                Chroma::Full => {
                    let pairs =
                        row(2 * line).chunks_exact(2).zip(row(2 * line + 1).chunks_exact(2));
                    for (to, (a, b)) in to.iter_mut().zip(pairs) {
                        let sum: u16 = a.iter().chain(b).map(|value| u16::from(*value)).sum();
                        *to = ((sum + 2) / 4) as u8;
                    }
                }
                Chroma::None => to.fill(128),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use openh264::formats::YUVSource;

    use super::*;
    use crate::media::capture::Stamp;

    fn raw(layout: Layout, width_px: u32, height_px: u32, bytes: Vec<u8>) -> RawPicture {
        RawPicture {
            stamp: Stamp::Media(Duration::ZERO),
            arrived: Instant::now(),
            layout,
            width_px,
            height_px,
            bytes: bytes.into(),
        }
    }

    #[test]
    fn grey_stays_grey_in_every_layout() {
        for (layout, bytes) in [
            (Layout::Yuyv, vec![128; 16 * 16 * 2]),
            (Layout::Nv12, vec![128; 16 * 16 * 3 / 2]),
            (Layout::Rgb, vec![130; 16 * 16 * 3]),
            (Layout::Bgr, vec![130; 16 * 16 * 3]),
            (Layout::Grey, vec![130; 16 * 16]),
            (Layout::I420, vec![128; 16 * 16 * 3 / 2]),
            (Layout::I422, vec![128; 16 * 16 * 2]),
            (Layout::I444, vec![128; 16 * 16 * 3]),
            (Layout::Luma, vec![128; 16 * 16]),
        ] {
            let mut into = I420::new(16, 16);
            let converted = Pixels::default().convert(&raw(layout, 16, 16, bytes), &mut into);
            assert_eq!(converted, Ok(()), "{layout:?}");
            for value in into.bytes() {
                assert!((125..=131).contains(value), "{layout:?}: {value}");
            }
        }
    }

    #[test]
    fn odd_sides_lose_their_last_line_and_column() {
        let mut bytes = vec![50; 5 * 3];
        bytes.extend([100; 3 * 2]);
        bytes.extend([200; 3 * 2]);
        let mut into = I420::new(5, 3);
        assert_eq!(into.dimensions(), (4, 2));
        let converted = Pixels::default().convert(&raw(Layout::I420, 5, 3, bytes), &mut into);
        assert_eq!(converted, Ok(()));
        assert_eq!(into.bytes(), [50, 50, 50, 50, 50, 50, 50, 50, 100, 100, 200, 200]);
    }

    #[test]
    fn short_or_wrong_bytes_are_broken_and_no_panic() {
        for layout in [Layout::Mjpeg, Layout::Yuyv, Layout::Nv12, Layout::Rgb, Layout::I444] {
            let mut into = I420::new(16, 16);
            let converted = Pixels::default().convert(&raw(layout, 16, 16, vec![1; 20]), &mut into);
            assert_eq!(converted, Err(BrokenPicture), "{layout:?}");
        }
    }
}
