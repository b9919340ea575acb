//! Takes steady noise (a fan, a projector, traffic) out of speech, by the network of RNNoise. It
//! can take unclear speech for noise, so it is a pupil's choice and off where nobody chose it.

use nnnoiseless::DenoiseState;

use super::resample::stretch;
use super::sound_track::SoundTrack;

const RATE_HZ: u32 = 48_000;
const FRAME: usize = DenoiseState::FRAME_SIZE;

/// In place; afterwards the track is at 48 kHz. Each channel is treated for itself.
pub(super) fn quieten(track: &mut SoundTrack) {
    let channels = track.channels.max(1);
    if track.rate_hz != RATE_HZ {
        let frames = (track.interleaved.len() / channels) as u64 * u64::from(RATE_HZ);
        let frames = frames / u64::from(track.rate_hz.max(1));
        track.interleaved = stretch(&track.interleaved, channels, frames as usize);
        track.rate_hz = RATE_HZ;
    }
    for channel in 0..channels {
        let before: Vec<f32> = track
            .interleaved
            .iter()
            .skip(channel)
            .step_by(channels)
            .map(|v| f32::from(*v))
            .collect();
        let after = quiet(&before);
        let values = track.interleaved.iter_mut().skip(channel).step_by(channels);
        for (value, quiet) in values.zip(after) {
            *value = quiet.round() as i16;
        }
    }
}

/// What comes out is one frame late, which is made good.
fn quiet(sound: &[f32]) -> Vec<f32> {
    let mut state = DenoiseState::new();
    let mut out = Vec::with_capacity(sound.len() + 2 * FRAME);
    let mut frame = [0.0; FRAME];
    let last = [0.0; FRAME];
    for chunk in sound.chunks(FRAME).chain([last.as_slice()]) {
        let mut whole = [0.0; FRAME];
        whole[..chunk.len()].copy_from_slice(chunk);
        state.process_frame(&mut frame, &whole);
        out.extend_from_slice(&frame);
    }
    out.drain(..FRAME);
    out.truncate(sound.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a fan sounds like, more or less, and the same every time: noise without its heights.
    fn fan(frames: usize) -> Vec<i16> {
        let (mut state, mut low) = (1u64, 0.0f32);
        let step = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            low += (((state >> 48) as i16 / 4) as f32 - low) * 0.05;
            low as i16
        };
        (0..frames).map(step).collect()
    }

    #[test]
    fn a_fan_grows_quiet_and_the_length_stays() {
        for (rate_hz, channels) in [(48_000, 1), (16_000, 2)] {
            let interleaved = fan(rate_hz as usize * 4 * channels);
            let mut track = SoundTrack { rate_hz, channels, interleaved };
            let power = |values: &[i16]| {
                let sum: f64 = values.iter().map(|value| f64::from(*value).powi(2)).sum();
                sum / values.len() as f64
            };
            let before = power(&track.interleaved);
            quieten(&mut track);
            assert_eq!((track.rate_hz, track.interleaved.len()), (48_000, 192_000 * channels));
            let late = &track.interleaved[track.interleaved.len() * 3 / 4..];
            assert!(power(late) < before / 4.0, "{} of {before}", power(late));
        }
    }
}
