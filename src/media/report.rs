//! What a recording came to, and what it survived.

use crate::domain::{Says, Sentence};

/// Something that a recording survived and that somebody should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The camera went away or silent; its last picture stands until it is back, or to the end.
    CameraLost,
    CameraBack,
    /// The microphone went away or silent; there is silence until it is back, or to the end.
    MicrophoneLost,
    MicrophoneBack,
    /// The machine was too slow and some sound is missing; silence stands in its place.
    SoundLost,
    /// The microphone gave nothing but silence from beginning to end.
    NothingHeard,
}

impl Says for Notice {
    fn says(&self) -> Sentence {
        Sentence::plain(match self {
            Self::CameraLost => "media-notice-camera-lost",
            Self::CameraBack => "media-notice-camera-back",
            Self::MicrophoneLost => "media-notice-microphone-lost",
            Self::MicrophoneBack => "media-notice-microphone-back",
            Self::SoundLost => "media-notice-sound-lost",
            Self::NothingHeard => "media-notice-nothing-heard",
        })
    }
}

/// What a recording came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RecordingReport {
    /// Pictures that the camera gave within the recording's time, dropped ones included.
    pub frames_captured: u64,
    pub frames_encoded: u64,
    /// Pictures that were broken, or for which the machine was too slow.
    pub frames_dropped: u64,
    /// Of each channel.
    pub audio_samples: u64,
    /// Where the last picture begins or the sound ends, whichever is later.
    pub duration_secs: f64,
    /// The longest time from a picture's arrival to its being encoded; 0 with pace `max`.
    pub lag_ms_max: u64,
    /// From the tap on "record", with the devices open, to the first picture and sound that are
    /// kept; nothing where it began by itself.
    pub first_ms: Option<u64>,
    /// 0 without a picture; else even.
    pub width_px: u16,
    /// 0 without a picture; else even.
    pub height_px: u16,
    pub notices: Vec<Notice>,
}
