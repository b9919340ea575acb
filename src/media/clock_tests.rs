//! A flash and a beep at the same moment, five minutes long, from two devices whose clocks do not
//! agree: in the clip they are together at the start and at the end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::{Duration, Instant};

use super::capture::{SoundChunk, Stamp};
use super::decode::{decode_pictures, decode_sound};
use super::draft::{Drafting, draft};
use super::intake::{Expected, Intake, Which};
use super::picture::{Layout, RawPicture};
use super::{FinishRequest, Pace, finish};

const SECS: u64 = 300;
const PICTURES_A_SECOND: u64 = 20;
const RATE_HZ: u64 = 48_000;
/// As cpal hands them over with our buffer.
const CHUNK: u64 = 4_096;
/// Flash and beep come every ten seconds and last for a tenth of one.
const EVERY_MICROS: u64 = 10_000_000;
const LONG_MICROS: u64 = 100_000;

fn is_on(micros: u64) -> bool {
    micros % EVERY_MICROS < LONG_MICROS && micros >= EVERY_MICROS
}

fn device() -> Expected {
    Expected { label: "x".to_owned(), is_device: true, wanted: true }
}

/// Jitter of a few milliseconds that averages out.
fn jitter(index: u64) -> u64 {
    index.wrapping_mul(2_654_435_761) % 4_000
}

/// Feeds what two devices would give in five minutes, as fast as it is taken. The microphone's
/// clock runs at `parts` in 100,000 of the camera's.
fn feed(intake: &Intake, parts: u64) {
    let begun = Instant::now();
    intake.opened(Which::Camera);
    intake.opened(Which::Microphone);
    let own_rate = RATE_HZ * parts / 100_000;
    let mut heard = 0;
    for picture in 0..SECS * PICTURES_A_SECOND {
        let micros = picture * 1_000_000 / PICTURES_A_SECOND;
        while heard * 1_000_000 / own_rate <= micros {
            let interleaved = (heard..heard + CHUNK)
                .map(|frame| {
                    let is_on = is_on(frame * 1_000_000 / own_rate);
                    // A room is never quite silent.
                    let height = if is_on { 12_000.0 } else { 40.0 };
                    ((frame as f32 * 0.12).sin() * height) as i16
                })
                .collect();
            let at = Duration::from_micros(heard * 1_000_000 / own_rate + jitter(heard));
            let stamp = Stamp::Clock(begun + at);
            intake.sound(SoundChunk { stamp, rate_hz: RATE_HZ as u32, channels: 1, interleaved });
            heard += CHUNK;
        }
        let luma = if is_on(micros) { 220 } else { 30 };
        let at = begun + Duration::from_micros(micros + jitter(picture) / 2);
        intake.picture(RawPicture {
            stamp: Stamp::Clock(at),
            arrived: at,
            layout: Layout::Luma,
            width_px: 64,
            height_px: 48,
            bytes: vec![luma; 64 * 48].into(),
        });
        // Nothing may be dropped, however little of the machine the drafter gets.
        while intake.waiting() > 50 {
            thread::sleep(Duration::from_millis(1));
        }
    }
    intake.ended(Which::Camera, Ok(()));
    intake.ended(Which::Microphone, Ok(()));
}

/// When the beep begins, near the moment it should.
fn onset(is_on: impl Fn(u64) -> bool, near_micros: u64) -> i64 {
    let from = near_micros - 1_000_000;
    let found = (from..from + 2_000_000).step_by(1_000).find(|micros| is_on(*micros));
    found.map_or(i64::MAX / 2, |micros| micros as i64)
}

/// By how many microseconds the beep comes after the flash, at the start and at the end.
fn offsets(parts: u64) -> (i64, i64) {
    let intake = Arc::new(Intake::new(device(), device(), Pace::Real));
    let feeder = Arc::clone(&intake);
    let fed = thread::spawn(move || feed(&feeder, parts));
    let (rate, stop) = (AtomicU32::new(20f32.to_bits()), AtomicBool::new(false));
    let drafting = Drafting {
        intake: &intake,
        stop: &stop,
        length: Duration::from_secs(SECS),
        camera_rate_hz: &rate,
        fit_to: None,
        with_picture: true,
        with_sound: true,
    };
    let (send, fragments) = sync_channel(2_000);
    let report = draft(&drafting, &send).unwrap();
    drop(send);
    fed.join().unwrap();
    assert_eq!(report.frames_dropped, 0, "{report:?}");
    let clip = finish(&mut fragments.into_iter(), &FinishRequest::default()).unwrap();
    let mut bright = Vec::new();
    let mut last = 0;
    decode_pictures(&clip.mp4, &mut |picture| {
        last = picture.at_micros;
        if picture.picture.bytes()[0] > 120 {
            bright.push(picture.at_micros);
        }
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    let sound = decode_sound(&clip.mp4).unwrap().unwrap();
    let sound_micros = sound.interleaved.len() as u64 * 1_000_000 / u64::from(sound.rate_hz);
    assert!(sound_micros.abs_diff(last) < 90_000, "tracks of {sound_micros} and {last}");
    let is_loud = |micros: u64| {
        let frame = (micros * u64::from(sound.rate_hz) / 1_000_000) as usize;
        let some = sound.interleaved.iter().skip(frame).take(48);
        some.map(|value| value.unsigned_abs()).max().unwrap_or(0) > 3_000
    };
    let apart = |near: u64| {
        let flash = bright.iter().find(|at| **at > near - 1_000_000).expect("there is a flash");
        onset(is_loud, near) - *flash as i64
    };
    (apart(EVERY_MICROS), apart((SECS - 10) * 1_000_000))
}

#[test]
fn flash_and_beep_stay_together_whatever_the_microphones_clock_says() {
    for parts in [100_000, 100_500, 99_920] {
        let (start, end) = offsets(parts);
        println!("microphone's clock x{}: {start} µs, {end} µs", parts as f64 / 1e5);
        assert!(start.abs() <= 40_000 && end.abs() <= 40_000, "{parts}: {start} and {end} µs");
        assert!((end - start).abs() <= 12_000, "{parts}: it drifts from {start} to {end} µs");
    }
}
