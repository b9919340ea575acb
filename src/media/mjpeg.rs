//! A file of JPEGs, one after the other, as a camera that gives JPEG: for tests and measurements.
//! Thirty pictures a second, since the file does not say.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use super::MediaError;
use super::capture::{Camera, Stamp, Taken};
use super::picture::{Layout, RawPicture};
use crate::platform::{Fs, FsError};

const PICTURES_A_SECOND: u64 = 30;
const LIMIT_PICTURE_BYTES: usize = 8 * 1024 * 1024;
/// How every JPEG begins.
pub(super) const MAGIC: [u8; 2] = [0xff, 0xd8];
const END: [u8; 2] = [0xff, 0xd9];

/// Reads one picture at a time.
pub(super) struct MjpegFile {
    path: PathBuf,
    from: BufReader<Box<dyn Read + Send>>,
    index: u64,
}

impl MjpegFile {
    pub fn open(fs: &dyn Fs, path: &Path) -> Result<Self, MediaError> {
        let from = BufReader::with_capacity(1 << 16, fs.open_read(path)?);
        Ok(Self { path: path.to_owned(), from, index: 0 })
    }

    /// Up to the end of the next JPEG; what is cut off at the end of the file is none.
    fn next_jpeg(&mut self) -> Result<Option<Vec<u8>>, MediaError> {
        let mut jpeg = Vec::new();
        let room = LIMIT_PICTURE_BYTES as u64;
        // Up to each byte that may be the last one of a picture.
        while self.from.by_ref().take(room).read_until(END[1], &mut jpeg).map_err(|error| {
            MediaError::FileUnreadable(FsError::from_io("read", &self.path, &error))
        })? > 0
        {
            if jpeg.ends_with(&END) {
                return Ok(Some(jpeg));
            }
            if jpeg.len() > LIMIT_PICTURE_BYTES {
                return Err(MediaError::BrokenMedia { detail: "no end of a JPEG" });
            }
        }
        Ok(None)
    }
}

impl Camera for MjpegFile {
    fn rate_hz(&self) -> f32 {
        PICTURES_A_SECOND as f32
    }

    fn take(&mut self) -> Result<Taken<RawPicture>, MediaError> {
        let Some(jpeg) = self.next_jpeg()? else { return Ok(Taken::End) };
        let at = Duration::from_nanos(self.index * 1_000_000_000 / PICTURES_A_SECOND);
        self.index += 1;
        let mut decoder = JpegDecoder::new(ZCursor::new(&jpeg));
        if decoder.decode_headers().is_err() {
            return Ok(Taken::Broken);
        }
        let Some(info) = decoder.info() else { return Ok(Taken::Broken) };
        Ok(Taken::Some(RawPicture {
            stamp: Stamp::Media(at),
            arrived: Instant::now(),
            layout: Layout::Mjpeg,
            width_px: u32::from(info.width),
            height_px: u32::from(info.height),
            bytes: jpeg.into(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::picture::I420;
    use crate::media::poster::jpeg_of;
    use crate::platform::MemoryFs;
    use crate::platform::memory_fs::Fuse;

    #[test]
    fn pictures_come_one_after_the_other_and_junk_is_broken() {
        let jpeg = jpeg_of(&I420::new(64, 48)).unwrap();
        let file = [&jpeg[..], &jpeg, b"\xff\xd8 no picture \xff\xd9", &jpeg[..20]].concat();
        let fs = MemoryFs::new(Fuse::default());
        fs.write_synced(Path::new("a.mjpeg"), &file).unwrap();
        let mut camera = MjpegFile::open(&fs, Path::new("a.mjpeg")).unwrap();
        for _ in 0..2 {
            match camera.take().unwrap() {
                Taken::Some(raw) => assert_eq!((raw.width_px, raw.height_px), (64, 48)),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(camera.take(), Ok(Taken::Broken)));
        assert!(matches!(camera.take(), Ok(Taken::End)));
    }
}
