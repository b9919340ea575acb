//! Loudness as EBU R 128 measures it: clips are brought to -16 LUFS (what AES TD1008 advises for
//! speech on small devices), and no peak comes near full scale.

use std::collections::VecDeque;

use ebur128::{EbuR128, Mode};

const GOAL_LUFS: f64 = -16.0;
/// More would raise the room's noise rather than a quiet voice.
const MOST_GAIN_DB: f64 = 20.0;
const LEAST_GAIN_DB: f64 = -30.0;
/// Below this nobody spoke: it stays as it is.
const SILENCE_LUFS: f64 = -60.0;
/// Sample peaks; leaves room for what lies between samples and for the codec: -1 dBTP.
const CEILING_DB: f64 = -2.5;
const TRUE_CEILING_DB: f64 = -1.5;
const LOOK_AHEAD_MILLIS: usize = 5;
const RELEASE_MILLIS: f32 = 120.0;

/// Brings sound to the goal in place. Where it cannot be measured (too short, silent) it stays.
pub(super) fn normalise(interleaved: &mut [i16], channels: usize, rate_hz: u32) {
    let Some(loudness) = measure(interleaved, channels, rate_hz) else {
        return;
    };
    if loudness < SILENCE_LUFS {
        return;
    }
    let gain_db = (GOAL_LUFS - loudness).clamp(LEAST_GAIN_DB, MOST_GAIN_DB);
    limit(interleaved, channels, rate_hz, from_db(gain_db), from_db(CEILING_DB));
    let peak = true_peak(interleaved, channels, rate_hz).unwrap_or(0.0);
    let ceiling = f64::from(from_db(TRUE_CEILING_DB));
    if peak > ceiling {
        let share = (ceiling / peak) as f32;
        for value in interleaved {
            *value = (f32::from(*value) * share) as i16;
        }
    }
}

fn from_db(db: f64) -> f32 {
    10f64.powf(db / 20.0) as f32
}

/// In LUFS; nothing where it is silent or shorter than a measuring window.
pub(super) fn measure(interleaved: &[i16], channels: usize, rate_hz: u32) -> Option<f64> {
    let mut meter = EbuR128::new(channels as u32, rate_hz, Mode::I).ok()?;
    meter.add_frames_i16(interleaved).ok()?;
    meter.loudness_global().ok().filter(|loudness| loudness.is_finite())
}

/// The highest true peak of all channels, 1.0 being full scale.
pub(super) fn true_peak(interleaved: &[i16], channels: usize, rate_hz: u32) -> Option<f64> {
    let mut meter = EbuR128::new(channels as u32, rate_hz, Mode::TRUE_PEAK).ok()?;
    meter.add_frames_i16(interleaved).ok()?;
    (0..channels as u32).filter_map(|channel| meter.true_peak(channel).ok()).reduce(f64::max)
}

/// Applies a gain; where that would pass the ceiling the gain falls a little before the peak and
/// recovers after it, for all channels alike.
fn limit(interleaved: &mut [i16], channels: usize, rate_hz: u32, gain: f32, ceiling: f32) {
    let channels = channels.max(1);
    let ceiling = ceiling * 32_768.0;
    let ahead = (rate_hz as usize * LOOK_AHEAD_MILLIS / 1_000).max(1);
    let recover = 1.0 / (rate_hz as f32 * RELEASE_MILLIS / 1_000.0);
    let allowed = |frame: &[i16]| {
        let peak = frame.iter().map(|value| f32::from(*value).abs()).fold(0.0, f32::max) * gain;
        if peak > ceiling { ceiling / peak } else { 1.0 }
    };
    let count = interleaved.len().div_ceil(channels);
    let end = interleaved.len();
    let place = |at: usize| at * channels..((at + 1) * channels).min(end);
    let mut coming = Coming::default();
    // The lowest that is allowed within the look-ahead, then eased in over that same time: a
    // mean of minima over a window is never above the minimum at its end.
    let mut eased = VecDeque::with_capacity(ahead + 1);
    let (mut held, mut sum) = (1.0f32, 0.0f64);
    for at in 0..count {
        coming.look(at, ahead, count, |at| allowed(&interleaved[place(at)]));
        let frame = &mut interleaved[place(at)];
        held = coming.lowest().min(held + recover);
        eased.push_back(held);
        sum += f64::from(held);
        if eased.len() > ahead {
            sum -= f64::from(eased.pop_front().unwrap_or(0.0));
        }
        let mean = (sum / eased.len() as f64) as f32;
        let gain = gain * mean.min(allowed(frame));
        for value in frame {
            *value = (f32::from(*value) * gain).round() as i16;
        }
    }
}

/// What is allowed in the frames that come next: those alone that are lower than all after them.
#[derive(Default)]
struct Coming {
    falling: VecDeque<(usize, f32)>,
    seen: usize,
}

impl Coming {
    /// Takes in frames up to `ahead` after this one, and forgets those before it.
    fn look(&mut self, at: usize, ahead: usize, count: usize, allowed: impl Fn(usize) -> f32) {
        while self.seen < count.min(at + ahead + 1) {
            let value = allowed(self.seen);
            while self.falling.back().is_some_and(|(_, last)| *last >= value) {
                self.falling.pop_back();
            }
            self.falling.push_back((self.seen, value));
            self.seen += 1;
        }
        while self.falling.front().is_some_and(|(first, _)| *first < at) {
            self.falling.pop_front();
        }
    }

    fn lowest(&self) -> f32 {
        self.falling.front().map_or(1.0, |(_, lowest)| *lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(height: f32, secs: usize) -> Vec<i16> {
        (0..48_000 * secs).map(|at| ((at as f32 * 0.05).sin() * height) as i16).collect()
    }

    #[test]
    fn loud_and_quiet_come_to_the_same_loudness() {
        for height in [1_500.0, 8_000.0, 32_000.0] {
            let mut sound = tone(height, 3);
            normalise(&mut sound, 1, 48_000);
            let loudness = measure(&sound, 1, 48_000).unwrap_or(0.0);
            assert!((loudness - GOAL_LUFS).abs() < 0.3, "{height}: {loudness}");
        }
    }

    #[test]
    fn a_bang_in_quiet_speech_is_held_under_the_ceiling() {
        let mut sound = tone(2_500.0, 4);
        sound[90_000..90_040].iter_mut().enumerate().for_each(|(at, value)| {
            *value = if at % 2 == 0 { 32_000 } else { -32_000 };
        });
        normalise(&mut sound, 1, 48_000);
        let peak = true_peak(&sound, 1, 48_000).unwrap_or(2.0);
        assert!(peak <= f64::from(from_db(-1.0)), "{peak}");
        let loudness = measure(&sound[..80_000], 1, 48_000).unwrap_or(-99.0);
        assert!(loudness > -24.0, "speech beside the bang stays loud: {loudness}");
    }

    #[test]
    fn silence_and_scraps_stay_as_they_are() {
        for mut sound in [vec![0i16; 96_000], vec![1i16; 96_000], vec![500i16; 10], Vec::new()] {
            let before = sound.clone();
            normalise(&mut sound, 1, 48_000);
            assert_eq!(sound, before);
        }
    }
}
