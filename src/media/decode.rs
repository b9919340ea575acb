//! Decodes clips back to pictures and sound: for the player, for tests and measurements.

use std::ops::ControlFlow;

use openh264::decoder::{Decoder, DecoderConfig, Flush};
use openh264::formats::YUVSource;

use super::MediaError;
use super::annex_b::{append_with_start_code, units_by_length};
use super::encoder::openh264_api;
use super::mp4_read::{ReadTrack, SampleAt, read};
use super::picture::{I420, limited};
use super::sps::{Colours, colours_of};
use super::turn::turned;

const BROKEN: MediaError = MediaError::BrokenMedia { detail: "does not decode" };
/// Blocks of AAC have up to 2048 frames of up to eight channels.
const BLOCK_VALUES: usize = 2_048 * 8;

/// A decoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedPicture {
    /// Counted from the clip's first picture.
    pub at_micros: u64,
    /// Limited range, in the clip's own matrix.
    pub picture: I420,
}

/// Decoded sound of a whole clip, without what the encoder put in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedSound {
    pub rate_hz: u32,
    pub channels: u16,
    /// 16 bits, interleaved by channel.
    pub interleaved: Vec<i16>,
}

/// Decodes picture after picture and hands each on until told to break. Nothing happens for a
/// clip of sound alone.
///
/// Times are those of decoding, which are those of showing in what the recorder makes.
pub fn decode_pictures(
    mp4: &[u8],
    each: &mut dyn FnMut(DecodedPicture) -> ControlFlow<()>,
) -> Result<(), MediaError> {
    decode_pictures_from(mp4, 0, each)
}

/// As `decode_pictures`, from the last keyframe at or before a time.
pub fn decode_pictures_from(
    mp4: &[u8],
    from_micros: u64,
    each: &mut dyn FnMut(DecodedPicture) -> ControlFlow<()>,
) -> Result<(), MediaError> {
    let Some(track) = read(mp4)?.video else {
        return Ok(());
    };
    let config = DecoderConfig::new().flush_after_decode(Flush::NoFlush);
    let mut decoder = Decoder::with_api_config(openh264_api()?, config).map_err(|_| BROKEN)?;
    let colours = colours_of(track.entry.sets.sps.first().map_or(&[], Vec::as_slice));
    let mut begun = 0u64;
    let times: Vec<u64> = track
        .samples
        .iter()
        .map(|sample| {
            let at_micros = begun * 1_000_000 / u64::from(track.timescale);
            begun += u64::from(sample.duration);
            at_micros
        })
        .collect();
    let first = times
        .iter()
        .zip(&track.samples)
        .rposition(|(at, sample)| sample.is_keyframe && *at <= from_micros)
        .unwrap_or(0);
    let mut times = times.into_iter().skip(first);
    for (index, sample) in track.samples.iter().skip(first).enumerate() {
        let mut stream = Vec::with_capacity(sample.size + 256);
        if index == 0 {
            for set in track.entry.sets.sps.iter().chain(&track.entry.sets.pps) {
                append_with_start_code(set, &mut stream);
            }
        }
        let bytes = bytes_of(mp4, sample);
        for unit in units_by_length(bytes, track.entry.length_size).ok_or(BROKEN)? {
            append_with_start_code(unit, &mut stream);
        }
        let Some(yuv) = decoder.decode(&stream).map_err(|_| BROKEN)? else {
            continue;
        };
        let picture = turned(copied(&yuv, colours), &track.matrix);
        let at_micros = times.next().unwrap_or(0);
        if each(DecodedPicture { at_micros, picture }).is_break() {
            return Ok(());
        }
    }
    for yuv in decoder.flush_remaining().map_err(|_| BROKEN)? {
        let picture = turned(copied(&yuv, colours), &track.matrix);
        let at_micros = times.next().unwrap_or(0);
        if each(DecodedPicture { at_micros, picture }).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

fn copied(yuv: &impl YUVSource, colours: Colours) -> I420 {
    let (width, height) = yuv.dimensions();
    let (y_stride, u_stride, v_stride) = yuv.strides();
    let mut picture = I420::in_matrix(width as u32, height as u32, colours.matrix);
    let (width, half) = (picture.width_px(), picture.width_px() / 2);
    let (y, u, v) = picture.planes_mut();
    let (luma, chroma) = (limited(219), limited(224));
    for (to, width, (from, stride), reach) in [
        (y, width, (yuv.y(), y_stride), &luma),
        (u, half, (yuv.u(), u_stride), &chroma),
        (v, half, (yuv.v(), v_stride), &chroma),
    ] {
        for (to, from) in to.chunks_exact_mut(width.max(1)).zip(from.chunks(stride.max(1))) {
            let Some(from) = from.get(..width) else { continue };
            to.copy_from_slice(from);
            if colours.is_full_range {
                to.iter_mut().for_each(|value| *value = reach[usize::from(*value)]);
            }
        }
    }
    picture
}

fn bytes_of<'a>(file: &'a [u8], sample: &SampleAt) -> &'a [u8] {
    file.get(sample.offset..sample.offset.saturating_add(sample.size)).unwrap_or_default()
}

/// Decodes all sound of a clip; nothing where it has none.
pub fn decode_sound(mp4: &[u8]) -> Result<Option<DecodedSound>, MediaError> {
    let Some(track) = read(mp4)?.sound else {
        return Ok(None);
    };
    let mut decoder = fdk_aac::dec::Decoder::new(fdk_aac::dec::Transport::Raw);
    decoder.config_raw(&track.entry.config).map_err(|_| BROKEN)?;
    let mut sound = DecodedSound { rate_hz: 0, channels: 0, interleaved: Vec::new() };
    let mut block = vec![0; BLOCK_VALUES];
    let mut delay = 0;
    for sample in &track.samples {
        decoder.fill(bytes_of(mp4, sample)).map_err(|_| BROKEN)?;
        decoder.decode_frame(&mut block).map_err(|_| BROKEN)?;
        let info = decoder.stream_info();
        sound.rate_hz = u32::try_from(info.sampleRate).unwrap_or(0);
        sound.channels = u16::try_from(info.numChannels).unwrap_or(0);
        delay = info.outputDelay as usize;
        let len = decoder.decoded_frame_size();
        sound.interleaved.extend(block.get(..len).ok_or(BROKEN)?);
    }
    trim(&mut sound, &track, delay);
    Ok(Some(sound))
}

/// Takes away what the edit list says is not heard, and what the decoder held back.
fn trim<E>(sound: &mut DecodedSound, track: &ReadTrack<E>, delay: usize) {
    let channels = usize::from(sound.channels.max(1));
    let start = track.edit.map_or(0, |edit| edit.media_start);
    let start = start * u64::from(sound.rate_hz) / u64::from(track.timescale);
    let early = (start as usize).saturating_add(delay).saturating_mul(channels);
    sound.interleaved.drain(..early.min(sound.interleaved.len()));
}

/// How long a clip is.
pub fn duration_micros(mp4: &[u8]) -> Result<u64, MediaError> {
    let movie = read(mp4)?;
    let picture = movie.video.as_ref().map_or(0, length_micros);
    let sound = movie.sound.as_ref().map_or(0, length_micros);
    Ok(picture.max(sound))
}

/// How long all samples of a track are together.
pub(super) fn length_micros<E>(track: &ReadTrack<E>) -> u64 {
    let ticks: u64 = track.samples.iter().map(|sample| u64::from(sample.duration)).sum();
    (u128::from(ticks) * 1_000_000 / u128::from(track.timescale.max(1))) as u64
}
