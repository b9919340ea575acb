//! What can go wrong with cameras, microphones and clips, and which sentence says so.

use crate::domain::{Says, Sentence};
use crate::platform::FsError;

/// Why a recording, a finish or an import did not come about. Nothing of it is written by this
/// folder; fragments handed over before the error are whole and can be finished.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// Neither a camera nor a microphone was asked for.
    #[error("nothing to record from")]
    NoSource,
    #[error("no camera")]
    NoCamera,
    #[error("camera not found")]
    CameraNotFound { name: String },
    /// Another program streams from it; trying again later can help.
    #[error("camera busy")]
    CameraBusy { name: String },
    /// The system's privacy settings or permissions forbid it.
    #[error("camera refused")]
    CameraRefused { name: String },
    /// It opened and sent no picture within the limit.
    #[error("camera silent")]
    CameraSilent { name: String },
    /// It went away before anything was recorded.
    #[error("camera lost")]
    CameraLost { name: String },
    /// It has no picture format that the recorder can use.
    #[error("camera unusable: {detail}")]
    CameraUnusable { name: String, detail: String },
    #[error("no microphone")]
    NoMicrophone,
    #[error("microphone not found")]
    MicrophoneNotFound { name: String },
    #[error("microphone busy")]
    MicrophoneBusy { name: String },
    #[error("microphone refused")]
    MicrophoneRefused { name: String },
    #[error("microphone silent")]
    MicrophoneSilent { name: String },
    #[error("microphone lost")]
    MicrophoneLost { name: String },
    #[error("microphone unusable: {detail}")]
    MicrophoneUnusable { name: String, detail: String },
    /// The file given as a camera is no Y4M that can be read.
    #[error("not a Y4M file: {detail}")]
    NotY4m { detail: &'static str },
    /// The file given as a microphone is no WAV that can be read.
    #[error("not a WAV file: {detail}")]
    NotWav { detail: &'static str },
    #[error("media file: {0}")]
    FileUnreadable(#[from] FsError),
    /// The encoder does not take such a picture or failed on it.
    #[error("video encoder: {detail}")]
    VideoEncoder { detail: String },
    #[error("sound encoder: {detail}")]
    SoundEncoder { detail: String },
    /// Whoever keeps the fragments could not; what was kept before stands.
    #[error("fragment not kept: {0}")]
    NotKept(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// There is no picture and no sound to make a clip of.
    #[error("nothing recorded")]
    NothingRecorded,
    /// The fragments do not fit together.
    #[error("broken draft: {detail}")]
    BrokenDraft { detail: &'static str },
    /// None of the kinds of file that can be added to an entry.
    #[error("not a media file")]
    NotMedia,
    /// A clip, but in a form that the pages could not show everywhere.
    #[error("unsupported clip: {codec}")]
    UnsupportedClip { codec: String },
    /// A clip or picture whose bytes contradict each other.
    #[error("broken media: {detail}")]
    BrokenMedia { detail: &'static str },
    /// Longer or larger than a clip may be.
    #[error("clip too long: over {limit_minutes} minutes")]
    ClipTooLong { limit_minutes: u32 },
    /// The system gave no thread to record with; trying again can help.
    #[error("no thread: {detail}")]
    NoThread { detail: String },
}

impl Says for MediaError {
    fn says(&self) -> Sentence {
        match self {
            Self::NoSource => Sentence::plain("media-no-source"),
            Self::NoCamera => Sentence::plain("media-no-camera"),
            Self::CameraNotFound { name } => named("media-camera-not-found", name),
            Self::CameraBusy { name } => named("media-camera-busy", name),
            Self::CameraRefused { name } => named("media-camera-refused", name),
            Self::CameraSilent { name } => named("media-camera-silent", name),
            Self::CameraLost { name } => named("media-camera-lost", name),
            Self::CameraUnusable { name, detail } => {
                named("media-camera-unusable", name).with("detail", detail)
            }
            Self::NoMicrophone => Sentence::plain("media-no-microphone"),
            Self::MicrophoneNotFound { name } => named("media-microphone-not-found", name),
            Self::MicrophoneBusy { name } => named("media-microphone-busy", name),
            Self::MicrophoneRefused { name } => named("media-microphone-refused", name),
            Self::MicrophoneSilent { name } => named("media-microphone-silent", name),
            Self::MicrophoneLost { name } => named("media-microphone-lost", name),
            Self::MicrophoneUnusable { name, detail } => {
                named("media-microphone-unusable", name).with("detail", detail)
            }
            Self::NotY4m { detail } => Sentence::plain("media-not-y4m").with("detail", detail),
            Self::NotWav { detail } => Sentence::plain("media-not-wav").with("detail", detail),
            Self::FileUnreadable(error) => error.says(),
            Self::VideoEncoder { detail } => {
                Sentence::plain("media-video-encoder").with("detail", detail)
            }
            Self::SoundEncoder { detail } => {
                Sentence::plain("media-sound-encoder").with("detail", detail)
            }
            Self::NotKept(source) => Sentence::plain("media-not-kept").with("detail", source),
            Self::NothingRecorded => Sentence::plain("media-nothing-recorded"),
            Self::BrokenDraft { detail } => {
                Sentence::plain("media-broken-draft").with("detail", detail)
            }
            Self::NotMedia => Sentence::plain("media-not-media"),
            Self::UnsupportedClip { codec } => {
                Sentence::plain("media-unsupported-clip").with("codec", codec)
            }
            Self::BrokenMedia { detail } => {
                Sentence::plain("media-broken-media").with("detail", detail)
            }
            Self::ClipTooLong { limit_minutes } => {
                Sentence::plain("media-clip-too-long").with("minutes", limit_minutes)
            }
            Self::NoThread { detail } => Sentence::plain("media-no-thread").with("detail", detail),
        }
    }
}

fn named(key: &'static str, name: &str) -> Sentence {
    Sentence::plain(key).with("name", name)
}
