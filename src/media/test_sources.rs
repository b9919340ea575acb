//! A picture and a sound of our own, the same every time, for tests, measurements and for trying
//! a tablet out without its devices.

use std::f32::consts::TAU;
use std::time::{Duration, Instant};

use super::MediaError;
use super::capture::{Camera, Microphone, SoundChunk, Stamp, Taken};
use super::picture::{Layout, RawPicture};

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
const PICTURES_A_SECOND: u64 = 30;

/// 1280x720 at 30 a second: a drifting gradient, a fixed grain that moves with it, a bouncing
/// square, and a bar that crosses once a second, whose first picture of each second is white.
#[derive(Debug)]
pub(super) struct TestCard {
    index: u64,
    grain: Vec<u8>,
}

impl TestCard {
    pub fn new() -> Self {
        // A linear congruential generator with Knuth's constants: noise that is always the same.
        let mut state: u64 = 1;
        let grain = (0..WIDTH * HEIGHT)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 60) as u8
            })
            .collect();
        Self { index: 0, grain }
    }

    fn draw(&self) -> Vec<u8> {
        let index = self.index as usize;
        let mut bytes = vec![128; WIDTH * HEIGHT * 3 / 2];
        let (luma, chroma) = bytes.split_at_mut(WIDTH * HEIGHT);
        let shift = index % WIDTH;
        for (line, row) in luma.chunks_exact_mut(WIDTH).enumerate() {
            let base = 40 + (line * 90 / HEIGHT) as u8;
            let grain = &self.grain[line * WIDTH..(line + 1) * WIDTH];
            let moved = grain[shift..].iter().chain(&grain[..shift]);
            for (column, (value, grain)) in row.iter_mut().zip(moved).enumerate() {
                let wave = ((column + index * 2) / 8 % 64) as u8;
                *value = base + wave + grain;
            }
        }
        let bar = (index as u64 % PICTURES_A_SECOND) as usize * WIDTH / PICTURES_A_SECOND as usize;
        fill(luma, WIDTH, (bar, 0), (24, 60), 235);
        let at = (bounce(index * 7, WIDTH - 160), bounce(index * 5, HEIGHT - 160));
        fill(luma, WIDTH, at, (160, 160), if bar == 0 { 235 } else { 90 });
        let (u, v) = chroma.split_at_mut(WIDTH * HEIGHT / 4);
        for (line, (u, v)) in
            u.chunks_exact_mut(WIDTH / 2).zip(v.chunks_exact_mut(WIDTH / 2)).enumerate()
        {
            for (column, (u, v)) in u.iter_mut().zip(v).enumerate() {
                *u = 96 + ((column + index) / 10 % 64) as u8;
                *v = 96 + ((line + index / 2) / 6 % 64) as u8;
            }
        }
        fill(u, WIDTH / 2, (at.0 / 2, at.1 / 2), (80, 80), 90);
        fill(v, WIDTH / 2, (at.0 / 2, at.1 / 2), (80, 80), 220);
        bytes
    }
}

/// Back and forth between 0 and `span`.
fn bounce(way: usize, span: usize) -> usize {
    let place = way % (2 * span);
    if place > span { 2 * span - place } else { place }
}

fn fill(plane: &mut [u8], width: usize, at: (usize, usize), size: (usize, usize), value: u8) {
    for row in plane.chunks_exact_mut(width).skip(at.1).take(size.1) {
        let end = (at.0 + size.0).min(width);
        row[at.0.min(end)..end].fill(value);
    }
}

impl Camera for TestCard {
    fn rate_hz(&self) -> f32 {
        PICTURES_A_SECOND as f32
    }

    fn take(&mut self) -> Result<Taken<RawPicture>, MediaError> {
        let at = Duration::from_nanos(self.index * 1_000_000_000 / PICTURES_A_SECOND);
        let bytes = self.draw().into();
        self.index += 1;
        Ok(Taken::Some(RawPicture {
            stamp: Stamp::Media(at),
            arrived: Instant::now(),
            layout: Layout::I420,
            width_px: WIDTH as u32,
            height_px: HEIGHT as u32,
            bytes,
        }))
    }
}

const TONE_RATE_HZ: u32 = 48_000;
const CHUNK_FRAMES: u64 = 960;

/// 48 kHz, one channel: 440 Hz, and at the start of each second 880 Hz at twice the height for a
/// tenth of it.
#[derive(Debug, Default)]
pub(super) struct Tone {
    frame: u64,
}

impl Microphone for Tone {
    fn take(&mut self) -> Result<Taken<SoundChunk>, MediaError> {
        let rate = u64::from(TONE_RATE_HZ);
        let interleaved = (self.frame..self.frame + CHUNK_FRAMES)
            .map(|frame| {
                let in_second = frame % rate;
                let (hertz, height) =
                    if in_second < rate / 10 { (880.0, 12_000.0) } else { (440.0, 6_000.0) };
                let phase = in_second as f32 / rate as f32 * hertz;
                ((phase.fract() * TAU).sin() * height) as i16
            })
            .collect();
        let at = Duration::from_nanos(self.frame * 1_000_000_000 / rate);
        self.frame += CHUNK_FRAMES;
        Ok(Taken::Some(SoundChunk {
            stamp: Stamp::Media(at),
            rate_hz: TONE_RATE_HZ,
            channels: 1,
            interleaved,
        }))
    }
}
