//! Which pictures can be drawn, and which one a button shows.
//!
//! Bytes are known by what they begin with, whatever their name or type says. PNG, JPEG and SVG
//! are drawn; others are kept and not shown; what is not safe to draw goes.

use std::collections::HashMap;

use super::limits::{MEDIA_LIMIT_BYTES, PIXELS_LIMIT};
use super::model::{Board, BoardSet, Button, Link, Media, SymbolReference};
use super::report::OddityKind;
use super::svg::check_svg;
use crate::symbols::drawings::drawing;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureKind {
    Png,
    Jpeg,
    Svg,
}

impl PictureKind {
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }
}

/// A picture that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture<'a> {
    pub kind: PictureKind,
    pub bytes: &'a [u8],
}

/// What becomes of bytes that somebody calls a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Shown(PictureKind),
    /// Kept for other programs; with its type where it is known.
    NotShown(Option<&'static str>),
    Refused(OddityKind),
}

/// What the bytes are, by their beginning alone.
pub(super) fn kind_of(bytes: &[u8]) -> Option<PictureKind> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(PictureKind::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(PictureKind::Jpeg);
    }
    is_svg(bytes).then_some(PictureKind::Svg)
}

/// An `svg` element after whatever XML allows before it.
fn is_svg(bytes: &[u8]) -> bool {
    const LOOK_BYTES: usize = 64 * 1024;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    if !bytes.starts_with(b"<") || bytes.starts_with(b"<!DOCTYPE html") {
        return false;
    }
    let head = bytes.get(..LOOK_BYTES).unwrap_or(bytes);
    head.windows(4).any(|window| window == b"<svg")
        || head.windows(5).any(|window| window == b":svg ")
}

fn other_type(bytes: &[u8]) -> Option<&'static str> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"GIF87a") || begins(b"GIF89a") {
        Some("image/gif")
    } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else if begins(b"BM") {
        Some("image/bmp")
    } else if begins(b"II*\0") || begins(b"MM\0*") {
        Some("image/tiff")
    } else if begins(b"\0\0\x01\0") {
        Some("image/x-icon")
    } else {
        None
    }
}

pub(super) fn judge(bytes: &[u8]) -> Verdict {
    if bytes.len() > MEDIA_LIMIT_BYTES {
        return Verdict::Refused(OddityKind::MediaTooLarge);
    }
    let Some(kind) = kind_of(bytes) else {
        return Verdict::NotShown(other_type(bytes));
    };
    let size = match kind {
        PictureKind::Svg => {
            return match check_svg(bytes) {
                Ok(()) => Verdict::Shown(kind),
                Err(problem) => Verdict::Refused(problem.into()),
            };
        }
        PictureKind::Png => png_size(bytes),
        PictureKind::Jpeg => jpeg_size(bytes),
    };
    match size {
        Some((width, height)) if u64::from(width) * u64::from(height) > PIXELS_LIMIT => {
            Verdict::Refused(OddityKind::TooManyPixels)
        }
        Some((width, height)) if width > 0 && height > 0 => Verdict::Shown(kind),
        _ => Verdict::Refused(OddityKind::PictureBroken),
    }
}

/// A PNG or JPEG that may be drawn, as part of a drawing too.
pub(super) fn is_safe_raster(bytes: &[u8]) -> bool {
    matches!(kind_of(bytes), Some(PictureKind::Png | PictureKind::Jpeg))
        && matches!(judge(bytes), Verdict::Shown(_))
}

/// Width and height by the header chunk (PNG, third edition, 11.2.1).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| -> Option<u32> {
        Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    };
    (bytes.get(12..16)? == b"IHDR").then_some((number(16)?, number(20)?))
}

/// Width and height by the frame header (ITU-T T.81, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| -> Option<u32> {
        Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
    };
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((number(at + 7)?, number(at + 5)?));
            }
            // The picture begins, or ends, before it was said how large it is.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(number(at + 2)?).ok()?.max(2),
        }
    }
}

/// A path as a board writes it, as the package's list has it.
pub(super) fn plain_path(path: &str) -> &str {
    path.trim_start_matches("./").trim_start_matches('/')
}

/// Finds what boards name: their pictures, their sounds and each other.
#[derive(Debug)]
pub struct Index<'a> {
    set: &'a BoardSet,
    boards_by_path: HashMap<&'a str, &'a Board>,
    boards_by_id: HashMap<&'a str, &'a Board>,
    images: Named<'a>,
    sounds: Named<'a>,
}

/// Media by the board that lists them and by their id alone: in a package a board may name what
/// another one lists.
#[derive(Debug, Default)]
struct Named<'a> {
    of_board: HashMap<(&'a str, &'a str), &'a Media>,
    of_any: HashMap<&'a str, &'a Media>,
}

impl<'a> Named<'a> {
    fn add(&mut self, board: &'a Board, media: &'a [Media]) {
        for one in media {
            self.of_board.entry((&board.board_id, &one.media_id)).or_insert(one);
            self.of_any.entry(&one.media_id).or_insert(one);
        }
    }

    fn find(&self, board: &Board, media_id: &str) -> Option<&'a Media> {
        let own = self.of_board.get(&(board.board_id.as_str(), media_id));
        own.or_else(|| self.of_any.get(media_id)).copied()
    }
}

impl<'a> Index<'a> {
    pub fn new(set: &'a BoardSet) -> Self {
        let mut index = Self {
            set,
            boards_by_path: HashMap::new(),
            boards_by_id: HashMap::new(),
            images: Named::default(),
            sounds: Named::default(),
        };
        for board in &set.boards {
            if let Some(path) = &board.path {
                index.boards_by_path.entry(path).or_insert(board);
            }
            index.boards_by_id.entry(&board.board_id).or_insert(board);
            index.images.add(board, &board.images);
            index.sounds.add(board, &board.sounds);
        }
        index
    }

    /// What a board lists, or another one does, under an id.
    pub fn image(&self, board: &Board, image_id: &str) -> Option<&'a Media> {
        self.images.find(board, image_id)
    }

    pub fn sound(&self, board: &Board, sound_id: &str) -> Option<&'a Media> {
        self.sounds.find(board, sound_id)
    }

    /// The board in this set that a link opens.
    pub fn linked(&self, link: &Link) -> Option<&'a Board> {
        let by_path =
            link.path.as_deref().and_then(|path| self.boards_by_path.get(plain_path(path)));
        let by_id = || link.board_id.as_deref().and_then(|id| self.boards_by_id.get(id));
        by_path.or_else(by_id).copied()
    }

    pub fn file(&self, path: &str) -> Option<&'a [u8]> {
        self.set.files.get(plain_path(path)).map(Vec::as_slice)
    }

    /// The picture that a button shows: written into the board, else a file of the package, else
    /// one of our own drawings by its name. An address is never opened.
    pub fn picture(&self, board: &Board, button: &Button) -> Option<Picture<'a>> {
        let image_id = button.image_id.as_deref()?;
        let media = self.image(board, image_id);
        media.and_then(|media| self.picture_of(media)).or_else(|| self.listed(image_id))
    }

    /// The picture that an image stands for.
    pub fn picture_of(&self, media: &'a Media) -> Option<Picture<'a>> {
        let data = media.data.as_ref().map(|data| data.bytes.as_slice());
        data.and_then(drawable)
            .or_else(|| media.path.as_deref().and_then(|path| self.file(path)).and_then(drawable))
            .or_else(|| self.listed(&media.media_id))
            .or_else(|| media.symbol.as_ref().and_then(own_drawing))
    }

    /// The file that the manifest alone lists for a picture or sound.
    pub(super) fn listed_file(&self, media_id: &str) -> Option<&'a [u8]> {
        let path = self.set.images.get(media_id).or_else(|| self.set.sounds.get(media_id))?;
        self.file(path)
    }

    pub(super) fn lists_sound(&self, sound_id: &str) -> bool {
        self.set.sounds.get(sound_id).is_some_and(|path| self.file(path).is_some())
    }

    fn listed(&self, image_id: &str) -> Option<Picture<'a>> {
        self.set.images.get(image_id).and_then(|path| self.file(path)).and_then(drawable)
    }
}

fn drawable(bytes: &[u8]) -> Option<Picture<'_>> {
    kind_of(bytes).map(|kind| Picture { kind, bytes })
}

/// The sets of symbols that the program has inside: OpenMoji by code point, and our own.
fn own_drawing(symbol: &SymbolReference) -> Option<Picture<'static>> {
    let set = symbol.set.as_deref()?.to_ascii_lowercase();
    let filename = symbol.filename.as_deref()?;
    let name = filename.strip_suffix(".svg").unwrap_or(filename);
    let bytes = match set.as_str() {
        "openmoji" => drawing(&name.to_ascii_uppercase()),
        "sayso" => drawing(&format!("own:{name}")),
        _ => None,
    }?;
    Some(Picture { kind: PictureKind::Svg, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        [
            &b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..],
            &width.to_be_bytes(),
            &height.to_be_bytes(),
            b"\x08\x06\0\0\0",
        ]
        .concat()
    }

    #[test]
    fn bytes_are_what_they_begin_with() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x10\0\x20\x03";
        assert_eq!(jpeg_size(jpeg), Some((32, 16)));
        for (bytes, verdict) in [
            (&png(3, 4)[..], Verdict::Shown(PictureKind::Png)),
            (jpeg, Verdict::Shown(PictureKind::Jpeg)),
            (b"<?xml version='1.0'?><svg xmlns='x'/>", Verdict::Shown(PictureKind::Svg)),
            (b"GIF89a", Verdict::NotShown(Some("image/gif"))),
            (b"RIFF\0\0\0\0WEBPVP8 ", Verdict::NotShown(Some("image/webp"))),
            (b"", Verdict::NotShown(None)),
            (b"<html>", Verdict::NotShown(None)),
            (&png(0, 4), Verdict::Refused(OddityKind::PictureBroken)),
            (&png(100_000, 100_000), Verdict::Refused(OddityKind::TooManyPixels)),
            (b"\x89PNG\r\n\x1a\n", Verdict::Refused(OddityKind::PictureBroken)),
            (b"\xff\xd8\xff\xda", Verdict::Refused(OddityKind::PictureBroken)),
            (b"\xff\xd8\xff\xe0\0\0", Verdict::Refused(OddityKind::PictureBroken)),
            (b"<svg><script/></svg>", Verdict::Refused(OddityKind::SvgScript)),
        ] {
            assert_eq!(judge(bytes), verdict, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn our_own_drawings_are_found_by_name() {
        let symbol = |set: &str, filename: &str| SymbolReference {
            set: Some(set.to_owned()),
            filename: Some(filename.to_owned()),
            ..SymbolReference::default()
        };
        assert!(own_drawing(&symbol("OpenMoji", "1f44b.svg")).is_some());
        assert!(own_drawing(&symbol("sayso", "hit")).is_some());
        assert!(own_drawing(&symbol("symbolstix", "hit")).is_none());
    }
}
