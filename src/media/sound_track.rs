//! From the fragments' runs of sound to one track that keeps time with the pictures.

use super::resample::stretch;
use crate::domain::recording::SoundRun;

/// A larger step between runs means that sound is missing.
const GAP_MICROS: u64 = 60_000;
/// Sound that is off by less than this at its end is as good as in time.
const DRIFT_MICROS: f64 = 8_000.0;
/// Fewer stamps than this say nothing about a clock.
const LEAST_STAMPS: usize = 6;
/// More than this is no drift but wrong stamps.
const LIMIT_DRIFT_SHARE: f64 = 0.05;
const MICROS: u64 = 1_000_000;
/// Rates that AAC has and that keep speech clear; others become 48 kHz.
const KEPT_RATES_HZ: [u32; 6] = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const LIMIT_SECS: u64 = 660;

/// One track of sound from time zero of the clip on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoundTrack {
    pub rate_hz: u32,
    pub channels: usize,
    pub interleaved: Vec<i16>,
}

/// Sound without gaps, and what its stamps say of its length.
struct Stretch {
    at_micros: u64,
    interleaved: Vec<i16>,
}

/// Lays runs out from `from_micros` on, up to `to_micros` where given: silence where something
/// is missing, each stretch between gaps as long as its stamps say. Runs of another form than
/// the first are brought to it. Nothing where no sound remains.
pub(super) fn lay_out(
    runs: Vec<SoundRun>,
    from_micros: u64,
    to_micros: Option<u64>,
) -> Option<SoundTrack> {
    let first = runs.iter().find(|run| !run.interleaved.is_empty())?;
    let (rate, channels) = (first.rate_hz.max(1), usize::from(first.channels.max(1)));
    let mut laid: Vec<i16> = Vec::new();
    let base = first.at_micros;
    let frames_at = |micros: u64| (micros * u64::from(rate) / MICROS) as usize;
    for piece in stretches(runs, rate, channels) {
        let at = frames_at(piece.at_micros.saturating_sub(base).min(LIMIT_SECS * MICROS));
        if at * channels > laid.len() {
            laid.resize(at * channels, 0);
        }
        match laid.is_empty() {
            true => laid = piece.interleaved,
            false => laid.extend(piece.interleaved),
        }
        laid.truncate(frames_at(LIMIT_SECS * MICROS) * channels);
    }
    // Before the first run there was silence; before `from` nothing is kept.
    if base >= from_micros {
        let silence = frames_at((base - from_micros).min(LIMIT_SECS * MICROS)) * channels;
        laid.splice(..0, std::iter::repeat_n(0, silence));
    } else {
        let early = (frames_at(from_micros - base) * channels).min(laid.len());
        laid.drain(..early);
    }
    if let Some(to_micros) = to_micros {
        laid.truncate(frames_at(to_micros.saturating_sub(from_micros)) * channels);
    }
    if laid.is_empty() {
        return None;
    }
    if KEPT_RATES_HZ.contains(&rate) {
        return Some(SoundTrack { rate_hz: rate, channels, interleaved: laid });
    }
    let frames = (laid.len() / channels) as u64 * 48_000 / u64::from(rate);
    let interleaved = stretch(&laid, channels, frames as usize);
    Some(SoundTrack { rate_hz: 48_000, channels, interleaved })
}

fn stretches(runs: Vec<SoundRun>, rate: u32, channels: usize) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut pieces: Vec<(u64, Vec<i16>)> = Vec::new();
    let mut end = 0;
    for run in runs.into_iter().filter(|run| !run.interleaved.is_empty()) {
        if !pieces.is_empty() && run.at_micros > end + GAP_MICROS {
            all.push(corrected(std::mem::take(&mut pieces), rate, channels));
        }
        end = run.at_micros + run.duration_micros();
        pieces.push((run.at_micros, in_form(run, rate, channels)));
    }
    if !pieces.is_empty() {
        all.push(corrected(pieces, rate, channels));
    }
    all
}

/// A run at the track's rate and number of channels.
pub(super) fn in_form(run: SoundRun, rate: u32, channels: usize) -> Vec<i16> {
    let own = usize::from(run.channels.max(1));
    let mixed: Vec<i16> = match (own, channels) {
        (own, wanted) if own == wanted => run.interleaved,
        (1, wanted) => {
            run.interleaved.iter().flat_map(|value| std::iter::repeat_n(*value, wanted)).collect()
        }
        (own, wanted) => run
            .interleaved
            .chunks_exact(own)
            .flat_map(|frame| {
                let sum: i32 = frame.iter().map(|value| i32::from(*value)).sum();
                std::iter::repeat_n((sum / own as i32) as i16, wanted)
            })
            .collect(),
    };
    if run.rate_hz == rate {
        return mixed;
    }
    let frames = mixed.len() as u64 / channels as u64 * u64::from(rate);
    stretch(&mixed, channels, (frames / u64::from(run.rate_hz.max(1))) as usize)
}

/// Joins runs that follow each other. Where their stamps are further apart, or nearer, than the
/// frames between them say, the device's clock was off: the sound is stretched.
fn corrected(pieces: Vec<(u64, Vec<i16>)>, rate: u32, channels: usize) -> Stretch {
    let at_micros = pieces.first().map_or(0, |(at, _)| *at);
    let drift = drift(&pieces, rate, channels);
    let joined: Vec<i16> = pieces.into_iter().flat_map(|(_, sound)| sound).collect();
    let frames = (joined.len() / channels) as f64;
    let off_micros = frames * 1e6 / f64::from(rate) * drift;
    if off_micros.abs() < DRIFT_MICROS || drift.abs() > LIMIT_DRIFT_SHARE {
        return Stretch { at_micros, interleaved: joined };
    }
    tracing::info!(off_millis = off_micros / 1_000.0, "the microphone's clock is corrected");
    let frames = (frames * (1.0 + drift)).round() as usize;
    Stretch { at_micros, interleaved: stretch(&joined, channels, frames) }
}

/// By which share of its length the sound should be longer: the slope of the line through all
/// stamps by least squares, since each of them is off by some milliseconds.
fn drift(pieces: &[(u64, Vec<i16>)], rate: u32, channels: usize) -> f64 {
    if pieces.len() < LEAST_STAMPS {
        return 0.0;
    }
    let mut heard = 0;
    let points: Vec<(f64, f64)> = pieces
        .iter()
        .map(|(at, sound)| {
            let counted = heard as f64 * 1e6 / f64::from(rate);
            heard += sound.len() / channels;
            (counted, at.saturating_sub(pieces[0].0) as f64)
        })
        .collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (middle_counted, middle_stamped) = (mean(|point| point.0), mean(|point| point.1));
    let (mut across, mut along) = (0.0, 0.0);
    for (counted, stamped) in &points {
        across += (counted - middle_counted) * (stamped - middle_stamped);
        along += (counted - middle_counted).powi(2);
    }
    if along > 0.0 { across / along - 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(at_micros: u64, frames: usize) -> SoundRun {
        SoundRun { at_micros, rate_hz: 48_000, channels: 1, interleaved: vec![9; frames] }
    }

    #[test]
    fn runs_gaps_and_trims_make_one_track() {
        let runs = [run(0, 48_000), run(1_000_000, 24_000), run(2_000_000, 48_000)];
        let track =
            lay_out(runs.to_vec(), 0, None).map(|track| track.interleaved).unwrap_or_default();
        assert_eq!(track.len(), 48_000 * 3);
        assert_eq!(track.iter().filter(|value| **value == 0).count(), 24_000);
        let track = lay_out(runs.to_vec(), 500_000, Some(1_500_000)).map(|track| track.interleaved);
        assert_eq!(track, Some(vec![9; 48_000]));
        assert_eq!(lay_out(runs.to_vec(), 9_000_000, None), None);
        assert_eq!(lay_out(Vec::new(), 0, None), None);
    }

    #[test]
    fn late_sound_begins_with_silence() {
        let track = lay_out(vec![run(250_000, 4_800)], 0, None).map(|track| track.interleaved);
        assert_eq!(track.map(|track| (track.len(), track[0], track[12_000])), Some((16_800, 0, 9)));
    }

    #[test]
    fn a_clock_that_runs_slow_is_corrected_and_jitter_is_not() {
        // 47,760 frames each second: half a percent slow.
        let slow: Vec<_> = (0..20).map(|at| run(at * 1_000_000, 47_760)).collect();
        let track = lay_out(slow.to_vec(), 0, None).map(|track| track.interleaved.len());
        assert!(track.is_some_and(|len| len.abs_diff(20 * 48_000) < 480), "{track:?}");
        let jitter: Vec<_> =
            (0..20).map(|at| run(at * 1_000_000 + at % 2 * 8_000, 48_000)).collect();
        let track = lay_out(jitter.to_vec(), 0, None).map(|track| track.interleaved.len());
        assert_eq!(track, Some(20 * 48_000));
    }

    #[test]
    fn odd_rates_and_forms_become_48_khz() {
        let odd =
            SoundRun { at_micros: 0, rate_hz: 11_000, channels: 2, interleaved: vec![3; 22_000] };
        let track = lay_out(vec![odd], 0, None);
        let facts = track.map(|track| (track.rate_hz, track.channels, track.interleaved.len()));
        assert_eq!(facts, Some((48_000, 2, 96_000)));
    }
}
