//! Sound at another rate: cubic interpolation (Catmull and Rom), after a mean of neighbours
//! where the rate falls by a whole factor. Speech at 16 to 48 kHz needs no more.

/// Makes `frames_out` frames of interleaved sound, spread evenly over all of `interleaved`.
pub(super) fn stretch(interleaved: &[i16], channels: usize, frames_out: usize) -> Vec<i16> {
    let channels = channels.max(1);
    let frames_in = interleaved.len() / channels;
    if frames_in == 0 || frames_out == 0 {
        return vec![0; frames_out * channels];
    }
    let factor = frames_in / frames_out;
    if factor >= 2 {
        let fewer = decimate(interleaved, channels, factor);
        return stretch(&fewer, channels, frames_out);
    }
    if frames_in == frames_out {
        return interleaved[..frames_in * channels].to_vec();
    }
    let step = frames_in as f64 / frames_out as f64;
    let at = |frame: isize, channel: usize| {
        let frame = frame.clamp(0, frames_in as isize - 1) as usize;
        f32::from(interleaved[frame * channels + channel])
    };
    let mut out = Vec::with_capacity(frames_out * channels);
    for frame in 0..frames_out {
        let place = frame as f64 * step;
        let whole = place.floor() as isize;
        let part = (place - place.floor()) as f32;
        for channel in 0..channels {
            let [a, b, c, d] = [-1, 0, 1, 2].map(|offset| at(whole + offset, channel));
            let value = b + 0.5
                * part
                * (c - a
                    + part * (2.0 * a - 5.0 * b + 4.0 * c - d + part * (3.0 * (b - c) + d - a)));
            out.push(value.round() as i16);
        }
    }
    out
}

/// One frame for each `factor` frames: their mean, which keeps most of what would alias out.
fn decimate(interleaved: &[i16], channels: usize, factor: usize) -> Vec<i16> {
    let mut out = Vec::with_capacity(interleaved.len() / factor + channels);
    for block in interleaved.chunks(factor * channels) {
        let frames = (block.len() / channels).max(1) as i32;
        for channel in 0..channels {
            let of_channel = block.iter().skip(channel).step_by(channels);
            out.push((of_channel.map(|value| i32::from(*value)).sum::<i32>() / frames) as i16);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_wave_keeps_its_shape() {
        let wave = |frames: usize| -> Vec<i16> {
            (0..frames)
                .map(|at| ((at as f64 / frames as f64 * 20.0).sin() * 10_000.0) as i16)
                .collect()
        };
        for (from, to) in [(8_000, 48_000), (44_100, 48_000), (48_000, 47_900), (96_000, 48_000)] {
            let worst = stretch(&wave(from), 1, to)
                .iter()
                .zip(wave(to))
                .map(|(a, b)| (i32::from(*a) - i32::from(b)).abs())
                .max();
            assert!(worst.is_some_and(|worst| worst < 40), "{from} to {to}: {worst:?}");
        }
    }

    #[test]
    fn channels_stay_apart_and_nothing_makes_silence() {
        let out = stretch(&[100, -100, 100, -100], 2, 7);
        assert_eq!(out.len(), 14);
        assert!(out.chunks(2).all(|frame| frame == [100, -100]));
        assert_eq!(stretch(&[], 2, 2), [0; 4]);
    }
}
