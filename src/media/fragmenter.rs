//! Cuts encoded pictures and sound into fragments of about half a second, so that a power cut
//! costs less than a second: what was in the open fragment and what waited for its sound.
//!
//! A fragment with pictures begins at a keyframe, or half a second after the last one began, and
//! takes the sound of the same time; since sound arrives later than pictures, a finished run of
//! pictures waits for it, but never for more than one further run.

use std::collections::VecDeque;

use super::capture::SoundChunk;
use super::sound_track::in_form;
use crate::domain::recording::{Fragment, PictureRun, PictureSample, SoundRun};

/// Stamps of sound jitter by less; a larger step forward means that sound was lost.
const GAP_MICROS: u64 = 60_000;
const SECOND_MICROS: u64 = 1_000_000;
const FRAGMENT_MICROS: u64 = 500_000;
/// What stamps are rounded by.
const ROUNDING_MICROS: u64 = 5_000;
/// Sound left over by rounding is no fragment of its own.
const CRUMB_MICROS: u64 = 1_000;
/// More lost sound than this is not filled: the stamps are wrong.
const LIMIT_GAP_MICROS: u64 = 30 * SECOND_MICROS;

#[derive(Debug)]
struct PlacedSound {
    at_micros: u64,
    interleaved: VecDeque<i16>,
}

#[derive(Debug)]
pub(super) struct Fragmenter {
    next_index: u32,
    size: (u16, u16),
    open: Vec<PictureSample>,
    /// Finished runs, and where the next one begins.
    waiting: VecDeque<(PictureRun, u64)>,
    sounds: VecDeque<PlacedSound>,
    rate_hz: u32,
    channels: u8,
    sound_end: u64,
    cut_micros: u64,
    pictures_live: bool,
    sound_live: bool,
}

impl Fragmenter {
    pub fn new(pictures_live: bool, sound_live: bool) -> Self {
        Self {
            next_index: 0,
            size: (0, 0),
            open: Vec::new(),
            waiting: VecDeque::new(),
            sounds: VecDeque::new(),
            rate_hz: 0,
            channels: 1,
            sound_end: 0,
            cut_micros: 0,
            pictures_live,
            sound_live,
        }
    }

    /// Adds a picture; it may begin a fragment. After an end of pictures there are some again.
    pub fn picture(&mut self, sample: PictureSample, size: (u16, u16)) {
        self.pictures_live = true;
        let due = self.open.first().is_none_or(|first| {
            let early = if sample.is_keyframe { FRAGMENT_MICROS / 5 } else { ROUNDING_MICROS };
            sample.at_micros + early >= first.at_micros + FRAGMENT_MICROS
        });
        if due {
            self.close_run(sample.at_micros);
        }
        self.size = size;
        self.open.push(sample);
    }

    fn close_run(&mut self, cut_micros: u64) {
        if !self.open.is_empty() {
            let samples = std::mem::take(&mut self.open);
            let run = PictureRun { width_px: self.size.0, height_px: self.size.1, samples };
            self.waiting.push_back((run, cut_micros));
        }
    }

    /// Sound in the form of the first: a microphone may come back with another.
    pub fn in_form(&self, chunk: SoundChunk) -> SoundChunk {
        if self.rate_hz == 0 || (self.rate_hz, self.channels) == (chunk.rate_hz, chunk.channels) {
            return chunk;
        }
        let (rate_hz, channels) = (chunk.rate_hz, chunk.channels);
        let run = SoundRun { at_micros: 0, rate_hz, channels, interleaved: chunk.interleaved };
        let interleaved = in_form(run, self.rate_hz, usize::from(self.channels));
        SoundChunk { rate_hz: self.rate_hz, channels: self.channels, interleaved, ..chunk }
    }

    /// Adds sound that was heard at that time; later than where the last ended, the gap becomes
    /// silence. All of it has one form; after an end of sound there is some again.
    pub fn sound(&mut self, at_micros: u64, chunk: SoundChunk) {
        if self.rate_hz == 0 {
            (self.rate_hz, self.channels) = (chunk.rate_hz.max(1), chunk.channels.max(1));
            self.sound_end = at_micros;
        }
        self.sound_live = true;
        let gap = at_micros.saturating_sub(self.sound_end);
        if (GAP_MICROS..LIMIT_GAP_MICROS).contains(&gap) {
            let frames = gap * u64::from(self.rate_hz) / SECOND_MICROS;
            let silence = vec![0; (frames * u64::from(self.channels)) as usize];
            let at_micros = self.sound_end;
            self.sounds.push_back(PlacedSound { at_micros, interleaved: silence.into() });
        }
        let frames = chunk.frames();
        self.sound_end = at_micros + frames * SECOND_MICROS / u64::from(self.rate_hz);
        let interleaved = chunk.interleaved.into();
        self.sounds.push_back(PlacedSound { at_micros, interleaved });
    }

    /// No more pictures will come, and the last one stood until `until_micros`: what follows is
    /// sound alone.
    pub fn end_pictures(&mut self, until_micros: u64) {
        self.pictures_live = false;
        if let Some(last) = self.open.last() {
            self.close_run(until_micros.max(last.at_micros + 1));
        }
    }

    /// No more sound will come: pictures need not wait for it.
    pub fn end_sound(&mut self) {
        self.sound_live = false;
    }

    /// The next fragment that is whole.
    pub fn ready(&mut self) -> Option<Fragment> {
        if let Some((_, cut)) = self.waiting.front() {
            let heard = !self.sound_live || self.sound_end >= *cut || self.waiting.len() > 1;
            let (run, cut) = if heard {
                self.waiting.pop_front()?
            } else {
                return None;
            };
            return Some(self.emit(Some(run), cut));
        }
        let cut = self.cut_micros + FRAGMENT_MICROS;
        if !self.pictures_live && self.sound_live && self.sound_end >= cut {
            return Some(self.emit(None, cut));
        }
        None
    }

    /// What is left at the end, one fragment at a time.
    pub fn last(&mut self) -> Option<Fragment> {
        self.end_pictures(0);
        self.end_sound();
        match self.waiting.pop_front() {
            Some((run, cut)) if self.waiting.is_empty() => {
                let cut = cut.max(self.sound_end);
                Some(self.emit(Some(run), cut.min(self.cut_micros + 2 * FRAGMENT_MICROS)))
            }
            Some((run, cut)) => Some(self.emit(Some(run), cut)),
            None if self.left_micros() < CRUMB_MICROS => None,
            None => {
                let cut = self.cut_micros.max(self.sounds.front()?.at_micros) + FRAGMENT_MICROS;
                Some(self.emit(None, cut))
            }
        }
    }

    fn left_micros(&self) -> u64 {
        let values: usize = self.sounds.iter().map(|sound| sound.interleaved.len()).sum();
        let frames = values as u64 / u64::from(self.channels.max(1));
        frames * SECOND_MICROS / u64::from(self.rate_hz.max(1))
    }

    fn emit(&mut self, picture: Option<PictureRun>, cut_micros: u64) -> Fragment {
        let index = self.next_index;
        self.next_index += 1;
        self.cut_micros = cut_micros;
        Fragment { index, picture, sound: self.sound_until(cut_micros) }
    }

    fn sound_until(&mut self, cut_micros: u64) -> Option<SoundRun> {
        let channels = usize::from(self.channels);
        let rate = u64::from(self.rate_hz.max(1));
        let mut run: Option<SoundRun> = None;
        while let Some(first) = self.sounds.front_mut() {
            let room = cut_micros.saturating_sub(first.at_micros) * rate / SECOND_MICROS;
            let frames = (first.interleaved.len() / channels).min(room as usize);
            let whole = frames * channels == first.interleaved.len();
            if frames > 0 {
                run.get_or_insert_with(|| SoundRun {
                    at_micros: first.at_micros,
                    rate_hz: rate as u32,
                    channels: channels as u8,
                    interleaved: Vec::new(),
                })
                .interleaved
                .extend(first.interleaved.drain(..frames * channels));
                first.at_micros += frames as u64 * SECOND_MICROS / rate;
            }
            if !whole {
                break;
            }
            self.sounds.pop_front();
        }
        run
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::media::capture::Stamp;

    fn picture(at_micros: u64, is_keyframe: bool) -> PictureSample {
        PictureSample { at_micros, is_keyframe, annex_b: vec![1] }
    }

    fn sound(frames: usize) -> SoundChunk {
        let stamp = Stamp::Media(Duration::ZERO);
        SoundChunk { stamp, rate_hz: 1_000, channels: 2, interleaved: vec![5; frames * 2] }
    }

    fn frames_of(fragment: &Fragment) -> usize {
        fragment.sound.as_ref().map_or(0, |run| run.interleaved.len() / 2)
    }

    #[test]
    fn fragments_have_half_a_second_of_pictures_and_the_sound_of_the_same_time() {
        let mut cutter = Fragmenter::new(true, true);
        let mut whole = Vec::new();
        for tick in 0..100u64 {
            cutter.picture(picture(tick * 40_000, tick % 25 == 0), (64, 48));
            if tick >= 5 {
                cutter.sound((tick - 5) * 40_000, sound(40));
            }
            whole.extend(std::iter::from_fn(|| cutter.ready()));
        }
        whole.extend(std::iter::from_fn(|| cutter.last()));
        assert_eq!(
            whole.iter().map(frames_of).collect::<Vec<_>>(),
            [520, 480, 520, 480, 520, 480, 520, 280]
        );
        assert!(whole.iter().map(|fragment| fragment.index).eq(0..8));
        for fragment in &whole {
            let run = fragment.picture.as_ref().map(|run| (run.samples[0].is_keyframe, run));
            let begins = fragment.index % 2 == 0;
            let pictures = if begins { 13 } else { 12 };
            assert!(run.is_some_and(|(key, run)| key == begins && run.samples.len() == pictures));
        }
    }

    #[test]
    fn sound_alone_is_cut_each_half_second() {
        let mut cutter = Fragmenter::new(false, true);
        let mut whole = Vec::new();
        for tick in 0..25u64 {
            cutter.sound(tick * 100_000, sound(100));
            whole.extend(std::iter::from_fn(|| cutter.ready()));
        }
        whole.extend(std::iter::from_fn(|| cutter.last()));
        assert_eq!(whole.iter().map(frames_of).collect::<Vec<_>>(), [500; 5]);
    }

    #[test]
    fn lost_sound_becomes_silence() {
        let mut cutter = Fragmenter::new(false, true);
        cutter.sound(0, sound(100));
        cutter.sound(300_000, sound(100));
        let fragment = cutter.last();
        let run = fragment.and_then(|fragment| fragment.sound);
        let values = run.map(|run| run.interleaved).unwrap_or_default();
        assert_eq!(values.len(), 800);
        assert_eq!(values.iter().filter(|value| **value == 0).count(), 400);
    }

    #[test]
    fn after_the_camera_is_lost_sound_goes_on() {
        let mut cutter = Fragmenter::new(true, true);
        cutter.picture(picture(0, true), (64, 48));
        cutter.sound(0, sound(500));
        cutter.end_pictures(0);
        cutter.sound(500_000, sound(2_000));
        let mut whole: Vec<_> = std::iter::from_fn(|| cutter.ready()).collect();
        whole.extend(std::iter::from_fn(|| cutter.last()));
        assert_eq!(whole.iter().map(frames_of).sum::<usize>(), 2_500);
        assert!(whole.len() >= 3);
        assert_eq!(whole.iter().filter(|fragment| fragment.picture.is_some()).count(), 1);
    }
}
