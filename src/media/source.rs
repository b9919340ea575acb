//! Where pictures and sound come from, as the command line and the settings name it.

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use super::film::Reel;

/// A source of pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameraSource {
    /// The first camera that gives pictures.
    Default,
    /// The camera whose name is this, or else the only one whose name contains it.
    Named(String),
    /// A Y4M file or JPEGs one after the other, for tests and measurements.
    File(PathBuf),
    /// A moving picture of our own, the same every time.
    TestCard,
    /// A film of single pictures, again and again.
    Film(Arc<Reel>),
    /// No picture: a voice recording.
    None,
}

/// A source of sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MicrophoneSource {
    /// The system's default microphone.
    Default,
    /// The microphone whose name is this, or else the only one whose name contains it.
    Named(String),
    /// A WAV file, for tests and measurements.
    File(PathBuf),
    /// A tone of our own with a beep each second, the same every time.
    Tone,
    /// No sound.
    None,
}

/// How fast files and test sources deliver. Devices are always real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// By their timestamps, as a device would.
    Real,
    /// As fast as the recorder takes them; nothing is ever dropped. Where the other source is a
    /// device, the pace is real all the same.
    Max,
}

/// A pace that is neither `real` nor `max`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither real nor max")]
pub struct NotAPace;

impl FromStr for CameraSource {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "default" => Self::Default,
            "testcard" => Self::TestCard,
            "none" => Self::None,
            other => match other.strip_prefix("file:") {
                Some(path) => Self::File(PathBuf::from(path)),
                None => Self::Named(other.to_owned()),
            },
        })
    }
}

impl FromStr for MicrophoneSource {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "default" => Self::Default,
            "tone" => Self::Tone,
            "none" => Self::None,
            other => match other.strip_prefix("file:") {
                Some(path) => Self::File(PathBuf::from(path)),
                None => Self::Named(other.to_owned()),
            },
        })
    }
}

impl FromStr for Pace {
    type Err = NotAPace;

    fn from_str(text: &str) -> Result<Self, NotAPace> {
        match text {
            "real" => Ok(Self::Real),
            "max" => Ok(Self::Max),
            _ => Err(NotAPace),
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Real => "real",
            Self::Max => "max",
        })
    }
}

impl CameraSource {
    /// A device can be lost, busy or silent, and has its own clock.
    pub fn is_device(&self) -> bool {
        match self {
            Self::Default | Self::Named(_) => true,
            Self::File(_) | Self::TestCard | Self::Film(_) | Self::None => false,
        }
    }

    /// As errors show it.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::Named(name) => name.clone(),
            Self::File(path) => path.display().to_string(),
            Self::TestCard => "testcard".to_owned(),
            Self::Film(_) => "film".to_owned(),
            Self::None => "none".to_owned(),
        }
    }
}

impl MicrophoneSource {
    /// A device can be lost, busy or silent, and has its own clock.
    pub fn is_device(&self) -> bool {
        match self {
            Self::Default | Self::Named(_) => true,
            Self::File(_) | Self::Tone | Self::None => false,
        }
    }

    /// As errors show it.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::Named(name) => name.clone(),
            Self::File(path) => path.display().to_string(),
            Self::Tone => "tone".to_owned(),
            Self::None => "none".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_files_and_names_are_told_apart() {
        for (text, source) in [
            ("default", CameraSource::Default),
            ("testcard", CameraSource::TestCard),
            ("none", CameraSource::None),
            ("file:a b.y4m", CameraSource::File(PathBuf::from("a b.y4m"))),
            ("Front camera", CameraSource::Named("Front camera".to_owned())),
        ] {
            assert_eq!(text.parse(), Ok(source));
        }
        assert_eq!("tone".parse(), Ok(MicrophoneSource::Tone));
        assert_eq!("max".parse(), Ok(Pace::Max));
        assert_eq!("fast".parse::<Pace>(), Err(NotAPace));
    }
}
