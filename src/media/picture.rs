//! Pictures before they are encoded.

use std::sync::Arc;
use std::time::Instant;

use openh264::formats::YUVSource;

use super::annex_b::{parameter_sets, units};
use super::capture::Stamp;
use super::sps::colours_of;
use crate::domain::recording::PictureRun;

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

/// How luma and chroma were made of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matrix {
    /// What JPEGs have, and webcams by the USB video class's default.
    Bt601,
    Bt709,
}

impl Matrix {
    pub fn standard(self) -> yuv::YuvStandardMatrix {
        match self {
            Self::Bt601 => yuv::YuvStandardMatrix::Bt601,
            Self::Bt709 => yuv::YuvStandardMatrix::Bt709,
        }
    }
}

/// From the full range to the limited one of clips: luma reaches over 219 steps, chroma over 224;
/// ITU-R BT.601.
pub(super) fn limited(reach: usize) -> [u8; 256] {
    std::array::from_fn(|value| (16 + (value * reach + 127) / 255) as u8)
}

/// What all pictures of a recording have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub width_px: u16,
    pub height_px: u16,
    pub(super) matrix: Matrix,
}

impl Form {
    /// In BT.709.
    pub fn new(width_px: u16, height_px: u16) -> Self {
        Self { width_px, height_px, matrix: Matrix::Bt709 }
    }

    /// That of pictures recorded before; nothing where there are none.
    pub fn of(run: &PictureRun) -> Option<Self> {
        let first = run.samples.first()?;
        let sets = parameter_sets(units(&first.annex_b));
        let matrix = colours_of(sets.sps.first()?).matrix;
        Some(Self { width_px: run.width_px, height_px: run.height_px, matrix })
    }
}

impl Layout {
    /// The matrix that pictures of this layout are kept in, so that nothing of their colours is
    /// lost on the way.
    pub fn matrix(self) -> Matrix {
        match self {
            Self::Mjpeg | Self::Yuyv | Self::Nv12 => Matrix::Bt601,
            Self::Rgb
            | Self::Bgr
            | Self::Grey
            | Self::I420
            | Self::I422
            | Self::I444
            | Self::Luma => Matrix::Bt709,
        }
    }
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

/// Planes Y, U, V one after the other, chroma halved both ways, limited range; both sides even.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct I420 {
    width_px: usize,
    height_px: usize,
    matrix: Matrix,
    bytes: Vec<u8>,
}

impl I420 {
    /// A black picture in BT.709. Odd sides are made even by leaving the last line or column away.
    pub fn new(width_px: u32, height_px: u32) -> Self {
        Self::in_matrix(width_px, height_px, Matrix::Bt709)
    }

    /// As `new`, in either matrix.
    pub(super) fn in_matrix(width_px: u32, height_px: u32, matrix: Matrix) -> Self {
        let (width_px, height_px) = ((width_px & !1) as usize, (height_px & !1) as usize);
        let luma = width_px * height_px;
        let mut bytes = vec![16; luma];
        bytes.resize(luma + luma / 2, 128);
        Self { width_px, height_px, matrix, bytes }
    }

    pub fn width_px(&self) -> usize {
        self.width_px
    }

    pub fn height_px(&self) -> usize {
        self.height_px
    }

    pub(super) fn matrix(&self) -> Matrix {
        self.matrix
    }

    /// A black one of this form.
    pub(super) fn like(&self) -> Self {
        Self::in_matrix(self.width_px as u32, self.height_px as u32, self.matrix)
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
