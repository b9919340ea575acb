//! What Video4Linux alone needs. Twin: `camera_other.rs`.

use v4l::video::Capture;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC};

/// Brings a camera out of a state that `nokhwa` cannot read: it asks for the current format
/// before it sets one, and fails on a pixel format it does not know (GREY) or a rate that is no
/// whole number, either of which another program may have left behind. Whether it helped shows
/// on opening; on a camera that another program streams from, nothing happens.
pub(super) fn reset(index: u32) {
    let Ok(device) = Device::new(index as usize) else {
        return;
    };
    for code in [b"MJPG", b"YUYV", b"NV12", b"RGB3", b"BGR3"] {
        let wanted = Format::new(640, 480, FourCC::new(code));
        let set = Capture::set_format(&device, &wanted);
        if set.is_ok_and(|format| format.fourcc == wanted.fourcc) {
            break;
        }
    }
    for rate_hz in [30, 25, 10, 15] {
        let set = Capture::set_params(&device, &Parameters::with_fps(rate_hz));
        if set.is_ok_and(|set| set.interval.numerator == 1) {
            break;
        }
    }
}
