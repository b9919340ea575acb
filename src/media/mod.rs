//! Camera, microphone, recorder, codecs and clips.
//!
//! A recording runs camera → intake ← microphone, intake → draft (convert, encode, cut into
//! fragments of a second), draft → whoever keeps the fragments; later `finish` makes an MP4 of
//! them. This folder sees no key and opens no file by itself: it reads through `platform::Fs` and
//! hands bytes back. It must never write anything, never name a person in a log, and never trust
//! a byte of a clip it did not make.
//!
//! Read `recorder` first, then `draft` and `fragmenter`; for clips `finish`, then `mp4_write`
//! and `open_clip`.

mod aac;
mod annex_b;
mod camera_device;
mod camera_format;
#[cfg(target_os = "linux")]
mod camera_linux;
#[cfg(not(target_os = "linux"))]
mod camera_other;
mod capture;
#[cfg(test)]
mod clock_tests;
pub mod decode;
pub mod devices;
mod draft;
mod encoder;
pub mod error;
pub mod film;
pub mod finish;
mod fit;
mod fragmenter;
mod intake;
mod jpeg_planes;
pub mod live;
mod loudness;
mod merge;
mod microphone_device;
mod mjpeg;
mod mp4_boxes;
mod mp4_entry;
mod mp4_read;
mod mp4_write;
mod noise;
pub mod open_clip;
mod picture;
mod pixels;
#[cfg(feature = "gui")]
pub mod player;
mod poster;
pub mod recorder;
mod redact;
mod report;
mod resample;
mod side;
#[cfg(target_os = "linux")]
mod sound_linux;
#[cfg(not(target_os = "linux"))]
mod sound_other;
mod sound_track;
pub mod source;
#[cfg(feature = "gui")]
pub mod speech;
mod sps;
mod square;
mod still;
mod straighten;
mod test_sources;
mod turn;
mod view;
#[cfg(feature = "gui")]
pub mod voice;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod voice_linux;
#[cfg(all(feature = "gui", not(any(target_os = "linux", windows))))]
mod voice_other;
#[cfg(all(feature = "gui", windows))]
mod voice_windows;
mod wav;
#[cfg(test)]
mod whole_tests;
mod y4m;

#[cfg(target_os = "linux")]
use camera_linux as camera_system;
#[cfg(not(target_os = "linux"))]
use camera_other as camera_system;
#[cfg(target_os = "linux")]
use sound_linux as sound_system;
#[cfg(not(target_os = "linux"))]
use sound_other as sound_system;

pub use devices::{DeviceFacts, DeviceState, Devices, camera_names, list_devices};
pub use error::MediaError;
pub use finish::{FinishRequest, FinishedClip, finish};
pub use live::{Live, Phase, PreviewPicture, SourceState, Waker};
pub use open_clip::{ImportedMedia, import};
pub use picture::{Form, I420};
pub use poster::poster;
pub use recorder::{KeepError, RecordingRequest, record, record_live};
pub use redact::{redact_clip, redact_jpeg};
pub use report::{Notice, RecordingReport};
pub use source::{CameraSource, MicrophoneSource, Pace};
pub use square::square_photo;
pub use view::view_jpeg;
