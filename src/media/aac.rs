//! AAC-LC by fdk-aac.

use fdk_aac::enc::{AudioObjectType, BitRate, ChannelMode, Encoder, EncoderParams, Transport};

use super::MediaError;
use super::sound_track::SoundTrack;

const BITS_A_SECOND: u32 = 96_000;
/// AAC has at most 6144 bits a channel for each block of 1024 frames (ISO/IEC 14496-3).
const LIMIT_BITS: u32 = 6_144;
/// Frames in each block.
pub(super) const BLOCK_FRAMES: u32 = 1_024;

/// Encoded sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AacTrack {
    pub rate_hz: u32,
    pub channels: u8,
    /// AudioSpecificConfig, ISO/IEC 14496-3.
    pub config: Vec<u8>,
    /// Blocks one after the other.
    pub data: Vec<u8>,
    /// The size of each block in bytes.
    pub sizes: Vec<u32>,
    /// How many frames the encoder put before the first of ours.
    pub delay_frames: u32,
    /// How many frames are ours.
    pub frames: u64,
}

/// Encodes a whole track at 96 kbit/s, or what its rate allows.
pub(super) fn encode(track: &SoundTrack) -> Result<AacTrack, MediaError> {
    let failed =
        |error: fdk_aac::enc::EncoderError| MediaError::SoundEncoder { detail: error.to_string() };
    let channels = track.channels as u32;
    let limit = LIMIT_BITS * channels * track.rate_hz / BLOCK_FRAMES;
    let encoder = Encoder::new(EncoderParams {
        bit_rate: BitRate::Cbr(BITS_A_SECOND.min(limit)),
        sample_rate: track.rate_hz,
        transport: Transport::Raw,
        channels: if channels == 1 { ChannelMode::Mono } else { ChannelMode::Stereo },
        audio_object_type: AudioObjectType::Mpeg4LowComplexity,
    })
    .map_err(failed)?;
    let info = encoder.info().map_err(failed)?;
    let config = info.confBuf.get(..info.confSize as usize).unwrap_or_default().to_vec();
    let frames = (track.interleaved.len() / track.channels.max(1)) as u64;
    let mut made = AacTrack {
        rate_hz: track.rate_hz,
        channels: channels as u8,
        config,
        data: Vec::new(),
        sizes: Vec::new(),
        delay_frames: info.nDelay,
        frames,
    };
    let blocks = (frames + u64::from(info.nDelay)).div_ceil(u64::from(BLOCK_FRAMES));
    let block = (BLOCK_FRAMES * channels) as usize;
    let silence = vec![0; block];
    let mut rest = track.interleaved.as_slice();
    let mut out = vec![0; (LIMIT_BITS / 8 * channels) as usize + 1_024];
    // Silence after the end brings out what the encoder holds back; the rounds are bounded so
    // that an encoder that takes nothing cannot hold us for ever.
    for _ in 0..blocks * 2 + 16 {
        if made.sizes.len() as u64 >= blocks {
            break;
        }
        let input = if rest.is_empty() { &silence[..] } else { &rest[..rest.len().min(block)] };
        let done = encoder.encode(input, &mut out).map_err(failed)?;
        if !rest.is_empty() {
            rest = rest.get(done.input_consumed..).unwrap_or_default();
        }
        if done.output_size > 0 {
            made.data.extend(out.get(..done.output_size).unwrap_or_default());
            made.sizes.push(done.output_size as u32);
        }
    }
    Ok(made)
}
