//! Pictures before they are encoded.

use std::sync::Arc;
use std::time::Instant;

use openh264::formats::YUVSource;

use super::capture::Stamp;

/// No picture is larger, on either side; what the encoder takes is 3840x2160.
pub(super) const LIMIT_SIDE_PX: u32 = 4096;

/// How the bytes of a captured picture are laid out. Rows follow each other without padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A JPEG, with anything after its end.
    Mjpeg,
    /// Y0 U Y1 V, BT.601 limited.
    Yuyv,
    /// A plane of Y, then one of U and V in turn, both at half height; BT.601 limited.
    Nv12,
    Rgb,
    Bgr,
    /// Luma alone, full range.
    Grey,
    /// Planes Y, U, V, chroma halved both ways (rounded up). Taken as BT.709 limited.
    I420,
    /// Planes Y, U, V, chroma halved across (rounded up).
    I422,
    /// Planes Y, U, V of one size.
    I444,
    /// A plane of Y alone, limited range.
    Luma,
}

/// A picture as it came, not yet looked into.
#[derive(Debug, Clone)]
pub(super) struct RawPicture {
    pub stamp: Stamp,
    /// When this program got it: what lag is counted from.
    pub arrived: Instant,
    pub layout: Layout,
    pub width_px: u32,
    pub height_px: u32,
    pub bytes: Arc<[u8]>,
}

/// Planes Y, U, V one after the other, chroma halved both ways, BT.709 limited; both sides even.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct I420 {
    width_px: usize,
    height_px: usize,
    bytes: Vec<u8>,
}

impl I420 {
    /// A black picture. Odd sides are made even by leaving the last line or column away.
    pub fn new(width_px: u32, height_px: u32) -> Self {
        let (width_px, height_px) = ((width_px & !1) as usize, (height_px & !1) as usize);
        let luma = width_px * height_px;
        let mut bytes = vec![16; luma];
        bytes.resize(luma + luma / 2, 128);
        Self { width_px, height_px, bytes }
    }

    pub fn width_px(&self) -> usize {
        self.width_px
    }

    pub fn height_px(&self) -> usize {
        self.height_px
    }

    /// All three planes, in order.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The planes Y, U and V to be written to.
    pub fn planes_mut(&mut self) -> (&mut [u8], &mut [u8], &mut [u8]) {
        let luma = self.width_px * self.height_px;
        let (y, chroma) = self.bytes.split_at_mut(luma);
        let (u, v) = chroma.split_at_mut(luma / 4);
        (y, u, v)
    }

    fn plane(&self, from: usize, len: usize) -> &[u8] {
        self.bytes.get(from..from + len).unwrap_or_default()
    }
}

impl YUVSource for I420 {
    fn dimensions(&self) -> (usize, usize) {
        (self.width_px, self.height_px)
    }

    fn strides(&self) -> (usize, usize, usize) {
        (self.width_px, self.width_px / 2, self.width_px / 2)
    }

    fn y(&self) -> &[u8] {
        self.plane(0, self.width_px * self.height_px)
    }

    fn u(&self) -> &[u8] {
        let luma = self.width_px * self.height_px;
        self.plane(luma, luma / 4)
    }

    fn v(&self) -> &[u8] {
        let luma = self.width_px * self.height_px;
        self.plane(luma + luma / 4, luma / 4)
    }
}
