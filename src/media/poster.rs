//! One picture of a clip, as a JPEG: what a page shows before somebody presses play.

use std::ops::ControlFlow;

use jpeg_encoder::{ColorType, Encoder};
use openh264::formats::YUVSource;

use super::MediaError;
use super::decode::decode_pictures_from;
use super::picture::I420;

const QUALITY: u8 = 85;

/// The picture that is shown at a time of a clip; nothing where it has none.
pub fn poster(mp4: &[u8], at_micros: u64) -> Result<Option<Vec<u8>>, MediaError> {
    picture_at(mp4, at_micros)?.map(|picture| jpeg_of(&picture)).transpose()
}

/// As `poster`, not encoded.
pub(super) fn picture_at(mp4: &[u8], at_micros: u64) -> Result<Option<I420>, MediaError> {
    let mut shown = None;
    decode_pictures_from(mp4, at_micros, &mut |picture| {
        if shown.is_none() || picture.at_micros <= at_micros {
            shown = Some(picture.picture);
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(shown)
}

/// A picture as a JPEG, nothing but the picture in it.
pub(super) fn jpeg_of(picture: &I420) -> Result<Vec<u8>, MediaError> {
    let (width, height) = picture.dimensions();
    let (across, down) = (u16::try_from(width), u16::try_from(height));
    let (Ok(across), Ok(down)) = (across, down) else {
        return Err(MediaError::BrokenMedia { detail: "picture too large" });
    };
    let rgba = rgba_of(picture)?;
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, QUALITY)
        .encode(&rgba, across, down, ColorType::Rgba)
        .map_err(|_| MediaError::BrokenMedia { detail: "not encoded" })?;
    Ok(jpeg)
}

/// Red, green, blue and an alpha of 255, row by row.
pub(super) fn rgba_of(picture: &I420) -> Result<Vec<u8>, MediaError> {
    let (width, height) = picture.dimensions();
    let image = yuv::YuvPlanarImage {
        y_plane: picture.y(),
        y_stride: width as u32,
        u_plane: picture.u(),
        u_stride: (width / 2) as u32,
        v_plane: picture.v(),
        v_stride: (width / 2) as u32,
        width: width as u32,
        height: height as u32,
    };
    let mut rgba = vec![0; width * height * 4];
    let (range, matrix) = (yuv::YuvRange::Limited, picture.matrix().standard());
    yuv::yuv420_to_rgba(&image, &mut rgba, width as u32 * 4, range, matrix)
        .map_err(|_| MediaError::BrokenMedia { detail: "no picture" })?;
    Ok(rgba)
}
