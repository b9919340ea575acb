//! YUV4MPEG2 files as a camera. Source of the format: mjpegtools' yuv4mpeg(5); the colour names
//! as ffmpeg writes them. Eight bits a sample alone.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::MediaError;
use super::capture::{Camera, Stamp, Taken};
use super::picture::{LIMIT_SIDE_PX, Layout, RawPicture};
use super::pixels::planar_len;
use crate::platform::{Fs, FsError};

const MAGIC: &[u8] = b"YUV4MPEG2";
/// Longer header lines are refused.
const LIMIT_LINE_BYTES: usize = 4096;

/// What the first line of the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Header {
    width_px: u32,
    height_px: u32,
    rate: (u32, u32),
    layout: Layout,
}

/// Reads one picture at a time.
pub(super) struct Y4mFile {
    path: PathBuf,
    from: BufReader<Box<dyn Read + Send>>,
    header: Header,
    picture_len: usize,
    index: u64,
}

impl Y4mFile {
    /// Opens the file and reads its first line.
    pub fn open(fs: &dyn Fs, path: &Path) -> Result<Self, MediaError> {
        let mut from = BufReader::with_capacity(1 << 16, fs.open_read(path)?);
        let line = read_line(&mut from, path)?.ok_or(NOT_Y4M)?;
        let header = parse_header(&line)?;
        let picture_len =
            planar_len(header.layout, header.width_px, header.height_px).ok_or(NOT_Y4M)?;
        Ok(Self { path: path.to_owned(), from, header, picture_len, index: 0 })
    }
}

const NOT_Y4M: MediaError = MediaError::NotY4m { detail: "no header" };

/// A line without its end; nothing where the file ends before one begins.
fn read_line(from: &mut impl Read, path: &Path) -> Result<Option<Vec<u8>>, MediaError> {
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        let read = from.read(&mut byte).map_err(|error| unreadable(path, &error))?;
        match (read, byte[0]) {
            (0, _) if line.is_empty() => return Ok(None),
            (0, _) => return Err(MediaError::NotY4m { detail: "cut off" }),
            (_, b'\n') => return Ok(Some(line)),
            (_, byte) if line.len() < LIMIT_LINE_BYTES => line.push(byte),
            _ => {
                return Err(MediaError::NotY4m { detail: "header too long" });
            }
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> MediaError {
    MediaError::FileUnreadable(FsError::from_io("read", path, error))
}

fn parse_header(line: &[u8]) -> Result<Header, MediaError> {
    let text =
        line.strip_prefix(MAGIC).and_then(|rest| std::str::from_utf8(rest).ok()).ok_or(NOT_Y4M)?;
    let (mut width_px, mut height_px, mut rate, mut layout) = (0, 0, (25, 1), Layout::I420);
    for word in text.split_ascii_whitespace() {
        let (tag, value) = word.split_at_checked(1).unwrap_or((word, ""));
        match tag {
            "W" => width_px = value.parse().unwrap_or(0),
            "H" => height_px = value.parse().unwrap_or(0),
            "F" => {
                let parts = value.split_once(':');
                rate = parts
                    .and_then(|(over, under)| Some((over.parse().ok()?, under.parse().ok()?)))
                    .ok_or(MediaError::NotY4m { detail: "frame rate" })?;
            }
            "C" => layout = colour(value).ok_or(MediaError::NotY4m { detail: "colour" })?,
            "I" if !matches!(value, "p" | "?" | "") => {
                return Err(MediaError::NotY4m { detail: "interlaced" });
            }
            _ => {}
        }
    }
    let fits = |side: u32| (2..=LIMIT_SIDE_PX).contains(&side);
    if !fits(width_px) || !fits(height_px) {
        return Err(MediaError::NotY4m { detail: "size" });
    }
    // 0:0 means that the rate is not known.
    let rate = if rate == (0, 0) { (25, 1) } else { rate };
    let hertz = f64::from(rate.0) / f64::from(rate.1.max(1));
    if rate.1 == 0 || !(0.1..=240.0).contains(&hertz) {
        return Err(MediaError::NotY4m { detail: "frame rate" });
    }
    Ok(Header { width_px, height_px, rate, layout })
}

fn colour(name: &str) -> Option<Layout> {
    match name {
        "420" | "420jpeg" | "420mpeg2" | "420paldv" => Some(Layout::I420),
        "422" => Some(Layout::I422),
        "444" => Some(Layout::I444),
        "mono" => Some(Layout::Luma),
        _ => None,
    }
}

impl Camera for Y4mFile {
    fn rate_hz(&self) -> f32 {
        self.header.rate.0 as f32 / self.header.rate.1 as f32
    }

    fn take(&mut self) -> Result<Taken<RawPicture>, MediaError> {
        match read_line(&mut self.from, &self.path)? {
            None => return Ok(Taken::End),
            Some(line) if line.starts_with(b"FRAME") => {}
            Some(_) => {
                return Err(MediaError::NotY4m { detail: "no frame where one should be" });
            }
        }
        let mut bytes = vec![0; self.picture_len];
        if let Err(error) = self.from.read_exact(&mut bytes) {
            // A file still being written, or cut off, ends with its last whole picture.
            return match error.kind() {
                io::ErrorKind::UnexpectedEof => Ok(Taken::End),
                _ => Err(unreadable(&self.path, &error)),
            };
        }
        let (over, under) = self.header.rate;
        let nanos = u128::from(self.index) * 1_000_000_000 * u128::from(under) / u128::from(over);
        self.index += 1;
        Ok(Taken::Some(RawPicture {
            stamp: Stamp::Media(Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))),
            arrived: Instant::now(),
            layout: self.header.layout,
            width_px: self.header.width_px,
            height_px: self.header.height_px,
            bytes: bytes.into(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_ffmpeg_and_mjpegtools_are_understood() {
        let header = parse_header(b"YUV4MPEG2 W1280 H720 F30:1 Ip A1:1 C420jpeg XYSCSS=420JPEG");
        let expected =
            Header { width_px: 1280, height_px: 720, rate: (30, 1), layout: Layout::I420 };
        assert_eq!(header.ok(), Some(expected));
        let header = parse_header(b"YUV4MPEG2 W7 H5 F30000:1001 C444");
        assert_eq!(header.ok().map(|header| header.layout), Some(Layout::I444));
    }

    #[test]
    fn what_is_none_is_refused() {
        for line in [
            &b"RIFF"[..],
            b"YUV4MPEG2",
            b"YUV4MPEG2 W0 H720",
            b"YUV4MPEG2 W5000 H720",
            b"YUV4MPEG2 W99999999999 H720",
            b"YUV4MPEG2 W16 H16 F30",
            b"YUV4MPEG2 W16 H16 F0:1",
            b"YUV4MPEG2 W16 H16 F1:0",
            b"YUV4MPEG2 W16 H16 C420p10",
            b"YUV4MPEG2 W16 H16 It",
            b"YUV4MPEG2 W16 H16 \xff",
        ] {
            assert!(parse_header(line).is_err(), "{}", line.escape_ascii());
        }
    }

    #[test]
    fn a_line_without_end_is_refused_early() {
        let mut endless = io::repeat(b'x');
        let line = read_line(&mut endless, Path::new("f"));
        assert!(matches!(line, Err(MediaError::NotY4m { detail: "header too long" })));
    }
}
