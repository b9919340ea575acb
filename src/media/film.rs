//! Stop motion: single pictures taken one after the other, shown some a second. Spoken over, a
//! film is a camera like any other.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::MediaError;
use super::capture::{Camera, Stamp, Taken};
use super::encoder::VideoEncoder;
use super::fit::fit;
use super::live::{PreviewPicture, next_number, small};
use super::picture::{I420, Layout, RawPicture};
use super::pixels::in_709;
use super::poster::jpeg_of;
use super::straighten::straighten;
use crate::domain::recording::{Fragment, PictureRun, PictureSample};

/// The slowest and the quickest film, in pictures a second.
pub const RATES: std::ops::RangeInclusive<u8> = 2..=12;
/// Most pictures of a film: some eight seconds at the usual six a second.
pub const FRAMES_LIMIT: usize = 48;

/// One picture of a film, or a photo.
#[derive(Clone, PartialEq, Eq)]
pub struct FilmFrame {
    picture: I420,
    small: Arc<PreviewPicture>,
}

impl fmt::Debug for FilmFrame {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a frame, {:?}", self.small)
    }
}

impl FilmFrame {
    /// A picture as large as the film's first, in BT.709 whatever camera it came from; nothing
    /// where it cannot be shown.
    pub fn new(picture: I420, like: Option<&Self>) -> Option<Self> {
        let picture = in_709(picture)?;
        let picture = match like {
            Some(first) if !is_of_size(&picture, &first.picture) => {
                let mut fitted =
                    I420::new(first.picture.width_px() as u32, first.picture.height_px() as u32);
                fit(&picture, &mut fitted);
                fitted
            }
            Some(_) | None => picture,
        };
        let small = Arc::new(small(&picture, next_number())?);
        Some(Self { picture, small })
    }

    /// The sheet of paper in it, seen from the front; nothing where none can be made out.
    pub fn straightened(&self) -> Option<Self> {
        Self::new(straighten(&self.picture)?, None)
    }

    pub fn jpeg(&self) -> Result<Vec<u8>, MediaError> {
        jpeg_of(&self.picture)
    }

    /// To be looked at.
    pub fn small(&self) -> &Arc<PreviewPicture> {
        &self.small
    }
}

fn is_of_size(one: &I420, other: &I420) -> bool {
    (one.width_px(), one.height_px()) == (other.width_px(), other.height_px())
}

/// A film that is shown again and again while somebody speaks.
#[derive(Clone, PartialEq, Eq)]
pub struct Reel {
    pub frames: Vec<Arc<FilmFrame>>,
    /// Within `RATES`.
    pub frames_a_second: u8,
}

impl fmt::Debug for Reel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} frames at {} a second", self.frames.len(), self.frames_a_second)
    }
}

impl Reel {
    fn rate(&self) -> u64 {
        u64::from(self.frames_a_second.clamp(*RATES.start(), *RATES.end()))
    }

    /// All frames once, as a recorder would hand them on; nothing where there is none.
    pub fn fragment(&self) -> Result<Option<Fragment>, MediaError> {
        let Some(first) = self.frames.first() else { return Ok(None) };
        let (width, height) = (first.picture.width_px(), first.picture.height_px());
        let mut encoder = VideoEncoder::new(&first.picture, self.rate() as f32)?;
        let mut samples: Vec<PictureSample> = Vec::with_capacity(self.frames.len());
        for (index, frame) in self.frames.iter().enumerate() {
            let at_micros = index as u64 * 1_000_000 / self.rate();
            samples.extend(encoder.encode(&frame.picture, at_micros)?);
        }
        let run = PictureRun { width_px: width as u16, height_px: height as u16, samples };
        Ok(Some(Fragment { index: 0, picture: Some(run), sound: None }))
    }
}

/// Gives a reel's frames without end.
pub(super) struct ReelCamera {
    reel: Arc<Reel>,
    index: u64,
}

impl ReelCamera {
    pub fn new(reel: Arc<Reel>) -> Self {
        Self { reel, index: 0 }
    }
}

impl Camera for ReelCamera {
    fn rate_hz(&self) -> f32 {
        self.reel.rate() as f32
    }

    fn take(&mut self) -> Result<Taken<RawPicture>, MediaError> {
        let Some(count) = std::num::NonZeroU64::new(self.reel.frames.len() as u64) else {
            return Ok(Taken::End);
        };
        let frame = &self.reel.frames[(self.index % count) as usize];
        let at = Duration::from_micros(self.index * 1_000_000 / self.reel.rate());
        self.index += 1;
        Ok(Taken::Some(RawPicture {
            stamp: Stamp::Media(at),
            arrived: Instant::now(),
            layout: Layout::I420,
            width_px: frame.picture.width_px() as u32,
            height_px: frame.picture.height_px() as u32,
            bytes: frame.picture.bytes().into(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(side: u32, luma: u8, like: Option<&FilmFrame>) -> FilmFrame {
        let mut picture = I420::new(side, side);
        picture.planes_mut().0.fill(luma);
        FilmFrame::new(picture, like).unwrap()
    }

    #[test]
    fn frames_of_another_size_are_fitted_and_a_reel_goes_round() {
        let first = frame(64, 200, None);
        let second = frame(96, 40, Some(&first));
        assert_eq!(second.picture.width_px(), 64);
        let frames = vec![Arc::new(first), Arc::new(second)];
        let reel = Reel { frames, frames_a_second: 4 };
        let fragment = reel.fragment().unwrap().unwrap();
        let times: Vec<_> = fragment.picture.unwrap().samples.iter().map(|s| s.at_micros).collect();
        assert_eq!(times, [0, 250_000]);
        let mut camera = ReelCamera::new(Arc::new(reel));
        let luma: Vec<u8> = (0..4)
            .map(|_| match camera.take() {
                Ok(Taken::Some(raw)) => raw.bytes[0],
                _ => 0,
            })
            .collect();
        assert_eq!(luma, [200, 40, 200, 40]);
    }

    #[test]
    fn a_film_without_frames_is_none() {
        let empty = Reel { frames: Vec::new(), frames_a_second: 6 };
        assert_eq!(empty.fragment().unwrap(), None);
        assert!(matches!(ReelCamera::new(Arc::new(empty)).take(), Ok(Taken::End)));
    }
}
