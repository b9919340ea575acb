//! What a recorder hands on, piece by piece, before anything is a clip.

/// About half a second of a recording: whole pictures and the sound of the same time. Its first
/// picture may rely on the fragment before. Times count from the start of the recording.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fragment {
    /// 0, 1, 2 … without a gap.
    pub index: u32,
    pub picture: Option<PictureRun>,
    pub sound: Option<SoundRun>,
}

/// Consecutive encoded pictures of one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRun {
    pub width_px: u16,
    pub height_px: u16,
    pub samples: Vec<PictureSample>,
}

/// One H.264 access unit in Annex B form (start codes; keyframes carry SPS and PPS).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSample {
    pub at_micros: u64,
    pub is_keyframe: bool,
    pub annex_b: Vec<u8>,
}

/// Consecutive 16-bit sound, interleaved by channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoundRun {
    /// When the first sample was heard.
    pub at_micros: u64,
    pub rate_hz: u32,
    pub channels: u8,
    pub interleaved: Vec<i16>,
}

impl SoundRun {
    /// How long the run sounds.
    pub fn duration_micros(&self) -> u64 {
        let frames = self.interleaved.len() as u64 / u64::from(self.channels.max(1));
        frames * 1_000_000 / u64::from(self.rate_hz.max(1))
    }
}

impl Fragment {
    /// The same, later: part of a recording that follows another.
    pub fn later_by(mut self, micros: u64) -> Self {
        for sample in self.picture.iter_mut().flat_map(|run| &mut run.samples) {
            sample.at_micros += micros;
        }
        if let Some(run) = &mut self.sound {
            run.at_micros += micros;
        }
        self
    }

    /// Where the fragment's last picture begins or its sound ends, whichever is later.
    pub fn end_micros(&self) -> u64 {
        let picture = self
            .picture
            .as_ref()
            .and_then(|run| run.samples.last())
            .map_or(0, |sample| sample.at_micros);
        let sound = self.sound.as_ref().map_or(0, |run| run.at_micros + run.duration_micros());
        picture.max(sound)
    }
}
