//! A photo, small enough to be looked at.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::live::{PREVIEW_WIDTH_PX, PreviewPicture, halved};

/// Larger on either side is not decoded: 4096x4096 pixels take 64 MB.
const LIMIT_SIDE_PX: usize = 4_096;

/// A JPEG as RGBA, 8 bits, row by row, halved until it is no wider than a preview. Nothing where
/// it is damaged or larger than 4096 pixels on a side.
pub fn view_jpeg(jpeg: &[u8]) -> Option<PreviewPicture> {
    let options = DecoderOptions::default()
        .set_max_width(LIMIT_SIDE_PX)
        .set_max_height(LIMIT_SIDE_PX)
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let rgba = decoder.decode().ok()?;
    let (width_px, height_px) = decoder.dimensions()?;
    if rgba.len() != width_px * height_px * 4 {
        return None;
    }
    let mut picture = PreviewPicture { number: 1, width_px, height_px, rgba };
    while picture.width_px.max(picture.height_px) > PREVIEW_WIDTH_PX {
        picture = halved(&picture);
    }
    Some(picture)
}
