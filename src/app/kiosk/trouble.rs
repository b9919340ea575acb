//! What an error is to a pupil: a word that blames nobody and names a way on.

use crate::acts::ActError;
use crate::app::event::Trouble;
use crate::domain::Says;

/// What an error is to the pupil and to a technician.
pub(super) fn trouble(error: ActError) -> Trouble {
    use crate::media::MediaError as Media;
    let pupil = match &error {
        ActError::Media(
            Media::NoCamera
            | Media::CameraNotFound { .. }
            | Media::CameraBusy { .. }
            | Media::CameraRefused { .. }
            | Media::CameraSilent { .. }
            | Media::CameraLost { .. }
            | Media::CameraUnusable { .. },
        ) => "trouble-camera",
        ActError::Media(
            Media::NoMicrophone
            | Media::MicrophoneNotFound { .. }
            | Media::MicrophoneBusy { .. }
            | Media::MicrophoneRefused { .. }
            | Media::MicrophoneSilent { .. }
            | Media::MicrophoneLost { .. }
            | Media::MicrophoneUnusable { .. },
        ) => "trouble-microphone",
        ActError::Media(Media::NothingRecorded) => "trouble-nothing-recorded",
        ActError::Media(Media::NotKept(_)) | ActError::Store(_) => "trouble-not-kept",
        _ => "trouble-something",
    };
    Trouble { pupil, technician: error.says() }
}
