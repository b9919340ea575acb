//! Hiding somebody: parts of a picture made unrecognisable, only a part of it shown, or one
//! picture for all of a clip. Pictures are encoded anew; the sound is copied as it is.

use std::ops::ControlFlow;

use openh264::formats::YUVSource;

use super::MediaError;
use super::decode::{decode_pictures, length_micros};
use super::encoder::VideoEncoder;
use super::finish::{VIDEO_SCALE, picture_track};
use super::mp4_read::{ReadTrack, read};
use super::mp4_write::{Edit, write};
use super::open_clip::{copy_sound, edit_of};
use super::picture::I420;
use super::pixels::picture_of_jpeg;
use super::poster::{jpeg_of, picture_at};
use crate::domain::redaction::WHOLE;
use crate::domain::{Area, Redaction};

/// What the encoder takes.
const LEAST_SIDE_PX: usize = 16;
/// One picture that stands for long is repeated, so that a player can begin anywhere.
const STILL_EVERY_MICROS: u64 = 1_000_000;

/// A clip as it may be seen. Nothing where `go_on`, asked once for each second of it, breaks off.
pub fn redact_clip(
    mp4: &[u8],
    redaction: &Redaction,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, MediaError> {
    let movie = read(mp4)?;
    let Some(track) = &movie.video else { return Err(NO_PICTURE) };
    let micros = length_micros(track);
    let mut encoder = None;
    let mut samples = Vec::new();
    let mut seconds = 0;
    let mut encode = |picture: &I420, at_micros: u64, rate_hz: f32| {
        while seconds * 1_000_000 <= at_micros {
            if go_on().is_break() {
                return Ok(false);
            }
            seconds += 1;
        }
        let shown = redacted(picture, redaction)?;
        let encoder = match &mut encoder {
            Some(encoder) => encoder,
            none => none.insert(VideoEncoder::new(&shown, rate_hz)?),
        };
        samples.extend(encoder.encode(&shown, at_micros)?);
        Ok(true)
    };
    let is_whole = match redaction.still_millis {
        Some(at) => {
            let still = picture_at(mp4, at.saturating_mul(1_000))?.ok_or(NO_PICTURE)?;
            let times = (0..micros.max(1)).step_by(STILL_EVERY_MICROS as usize);
            each(times, |at| encode(&still, at, 1.0))?
        }
        None => {
            let rate = track.samples.len() as f64 * 1_000_000.0 / micros.max(1) as f64;
            let mut so_far = Ok(true);
            decode_pictures(mp4, &mut |one| {
                so_far = encode(&one.picture, one.at_micros, rate as f32);
                match so_far {
                    Ok(true) => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            })?;
            so_far?
        }
    };
    if !is_whole {
        return Ok(None);
    }
    let mut pictures = picture_track(samples, micros)?.ok_or(NO_PICTURE)?;
    pictures.edit = new_edit(track, movie.timescale);
    let sound = movie.sound.as_ref().map(|sound| copy_sound(sound, mp4, movie.timescale));
    write(Some(&pictures), sound.as_ref()).map(Some)
}

const NO_PICTURE: MediaError = MediaError::BrokenMedia { detail: "no picture" };

fn each(
    times: impl Iterator<Item = u64>,
    mut encode: impl FnMut(u64) -> Result<bool, MediaError>,
) -> Result<bool, MediaError> {
    for at in times {
        if !encode(at)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What was shown of the track is shown, but for what its pictures were held back by: the new
/// ones are shown as they are decoded.
fn new_edit<E>(track: &ReadTrack<E>, movie_scale: u32) -> Option<Edit> {
    let edit = edit_of(track.edit, movie_scale, track.timescale, &track.samples)?;
    let held_back = track.samples.first().map_or(0, |first| first.shown_later.max(0) as u64);
    let scaled = |ticks: u64| {
        (u128::from(ticks) * u128::from(VIDEO_SCALE) / u128::from(track.timescale.max(1))) as u64
    };
    Some(Edit {
        delay_micros: edit.delay_micros,
        media_start: scaled(edit.media_start.saturating_sub(held_back)),
        media_length: scaled(edit.media_length),
    })
}

/// A photo, or the picture that stands for a clip, as it may be seen. What one picture is shown
/// of instead is the caller's to know.
pub fn redact_jpeg(jpeg: &[u8], redaction: &Redaction) -> Result<Vec<u8>, MediaError> {
    let picture = picture_of_jpeg(jpeg).ok_or(NO_PICTURE)?;
    jpeg_of(&redacted(&picture, redaction)?)
}

/// One picture as it may be seen.
fn redacted(picture: &I420, redaction: &Redaction) -> Result<I420, MediaError> {
    let mut shown = picture.clone();
    for area in &redaction.hidden {
        hide(&mut shown, *area);
    }
    match redaction.kept {
        Some(area) => cut_out(&shown, area),
        None => Ok(shown),
    }
}

/// From and to on a side, even; outwards takes a little more, inwards a little less.
fn span(from: u16, length: u16, side_px: usize, outwards: bool) -> (usize, usize) {
    let at = |value: usize, up: bool| {
        let px = value * side_px;
        let whole = usize::from(WHOLE);
        let even = if up { px.div_ceil(2 * whole) } else { px / (2 * whole) };
        (even * 2).min(side_px)
    };
    let (from, to) = (usize::from(from), usize::from(from) + usize::from(length));
    (at(from, !outwards), at(to, outwards))
}

/// One colour, that of all of it together: nothing of a face is left, in no picture and in no
/// number of them.
fn hide(picture: &mut I420, area: Area) {
    let (width, height) = (picture.width_px(), picture.height_px());
    let across = span(area.left, area.width, width, true);
    let down = span(area.top, area.height, height, true);
    let (y, u, v) = picture.planes_mut();
    for (plane, share) in [(y, 1), (u, 2), (v, 2)] {
        let row = width / share;
        let lines = || {
            let (left, right) = (across.0 / share, across.1 / share);
            (down.0 / share..down.1 / share).map(move |line| line * row + left..line * row + right)
        };
        let sum: usize = lines().flatten().map(|at| usize::from(plane[at])).sum();
        let mean = sum / lines().map(|line| line.len()).sum::<usize>().max(1);
        for line in lines() {
            plane[line].fill(mean as u8);
        }
    }
}

fn cut_out(picture: &I420, area: Area) -> Result<I420, MediaError> {
    let (left, right) = span(area.left, area.width, picture.width_px(), false);
    let (top, bottom) = span(area.top, area.height, picture.height_px(), false);
    if right < left + LEAST_SIDE_PX || bottom < top + LEAST_SIDE_PX {
        return Err(MediaError::BrokenMedia { detail: "too small a part" });
    }
    let (wide, high) = ((right - left) as u32, (bottom - top) as u32);
    let mut part = I420::in_matrix(wide, high, picture.matrix());
    let (y, u, v) = part.planes_mut();
    let planes = [(picture.y(), y, 1), (picture.u(), u, 2), (picture.v(), v, 2)];
    for (from, into, share) in planes {
        let (row, wide) = (picture.width_px() / share, (right - left) / share);
        let lines = from.chunks_exact(row.max(1)).skip(top / share);
        for (line, into) in lines.zip(into.chunks_exact_mut(wide)) {
            into.copy_from_slice(&line[left / share..right / share]);
        }
    }
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::decode::decode_sound;
    use crate::media::film::{FilmFrame, Reel};
    use crate::media::{FinishRequest, finish};
    use std::sync::Arc;

    /// Fine stripes, so that what is hidden can be told from what is not.
    fn stripes(width: u32, height: u32) -> I420 {
        let mut picture = I420::new(width, height);
        let row = picture.width_px();
        let (y, u, _) = picture.planes_mut();
        for (at, value) in y.iter_mut().enumerate() {
            *value = if (at % row) % 8 < 4 { 40 } else { 200 };
        }
        u.fill(90);
        picture
    }

    /// How much neighbours differ in a part of the picture.
    fn busy(picture: &I420, area: Area) -> usize {
        let part = cut_out(picture, area).unwrap();
        let pairs = part.y().windows(5).map(|w| usize::from(w[0].abs_diff(w[4])));
        pairs.sum::<usize>() / part.y().len()
    }

    fn clip() -> Vec<u8> {
        let frame = Arc::new(FilmFrame::new(stripes(320, 240), None).unwrap());
        let reel = Reel { frames: vec![frame; 24], frames_a_second: 12 };
        let mut fragment = reel.fragment().unwrap().unwrap();
        fragment.sound = Some(crate::domain::recording::SoundRun {
            at_micros: 0,
            rate_hz: 48_000,
            channels: 1,
            interleaved: (0..96_000).map(|at| ((at % 100) * 100) as i16).collect(),
        });
        finish(&mut [fragment].into_iter(), &FinishRequest::default()).unwrap().mp4
    }

    const LEFT: Area = Area { left: 0, top: 0, width: 400, height: 1_000 };
    const RIGHT: Area = Area { left: 600, top: 0, width: 400, height: 1_000 };

    fn pictures(mp4: &[u8]) -> Vec<(u64, I420)> {
        let mut all = Vec::new();
        decode_pictures(mp4, &mut |one| {
            all.push((one.at_micros, one.picture));
            ControlFlow::Continue(())
        })
        .unwrap();
        all
    }

    fn go_on() -> impl FnMut() -> ControlFlow<()> {
        || ControlFlow::Continue(())
    }

    #[test]
    fn a_hidden_part_is_hidden_in_every_picture_and_the_sound_is_as_it_was() {
        let mp4 = clip();
        let redaction = Redaction { hidden: vec![LEFT], ..Redaction::default() };
        let shown = redact_clip(&mp4, &redaction, &mut go_on()).unwrap().unwrap();
        let (before, after) = (pictures(&mp4), pictures(&shown));
        let times = |all: &[(u64, I420)]| all.iter().map(|(at, _)| *at).collect::<Vec<_>>();
        assert_eq!(times(&before), times(&after));
        for (_, picture) in &after {
            assert!(busy(picture, LEFT) < 4, "{}", busy(picture, LEFT));
            assert!(busy(picture, RIGHT) > 60, "{}", busy(picture, RIGHT));
        }
        assert_eq!(decode_sound(&mp4).unwrap(), decode_sound(&shown).unwrap());
    }

    #[test]
    fn a_part_alone_and_one_picture_for_all() {
        let mp4 = clip();
        let redaction =
            Redaction { kept: Some(RIGHT), still_millis: Some(900), ..Redaction::default() };
        let shown = redact_clip(&mp4, &redaction, &mut go_on()).unwrap().unwrap();
        let after = pictures(&shown);
        assert_eq!(after.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1_000_000]);
        assert_eq!((after[0].1.width_px(), after[0].1.height_px()), (128, 240));
        let length = |mp4: &[u8]| crate::media::decode::duration_micros(mp4).unwrap();
        assert!(length(&mp4).abs_diff(length(&shown)) < 1_000);
        assert_eq!(decode_sound(&mp4).unwrap(), decode_sound(&shown).unwrap());
    }

    #[test]
    fn a_photo_is_hidden_in_and_cut() {
        let jpeg = jpeg_of(&stripes(320, 240)).unwrap();
        let redaction = Redaction { hidden: vec![LEFT], ..Redaction::default() };
        let shown = picture_of_jpeg(&redact_jpeg(&jpeg, &redaction).unwrap()).unwrap();
        assert!(busy(&shown, LEFT) < 4 && busy(&shown, RIGHT) > 60);
        assert!(redact_jpeg(b"no photo", &redaction).is_err());
    }

    #[test]
    fn it_stops_when_told_and_a_voice_alone_has_nothing_to_hide() {
        let mp4 = clip();
        let redaction = Redaction { hidden: vec![LEFT], ..Redaction::default() };
        let mut left = 1;
        let stopped = redact_clip(&mp4, &redaction, &mut || {
            left -= 1;
            if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(stopped.unwrap(), None);
        assert!(redact_clip(b"junk", &redaction, &mut go_on()).is_err());
    }

    #[test]
    fn spans_are_even_and_never_show_what_is_hidden() {
        assert_eq!(span(333, 100, 101 & !1, true), (32, 44));
        assert_eq!(span(333, 100, 100, false), (34, 42));
        assert_eq!(span(0, 1_000, 720, true), (0, 720));
    }
}
