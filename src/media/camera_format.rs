//! Which of a camera's formats to record in: pure choice, so that it can be tested without one.

use nokhwa::utils::{CameraFormat, FrameFormat};

const GOAL_PIXELS: u64 = 1280 * 720;
const GOAL_RATE_HZ: u32 = 30;
const LIMIT_WIDTH_PX: u32 = 1920;
const LIMIT_HEIGHT_PX: u32 = 1080;
const LEAST_RATE_HZ: u32 = 10;

/// All pixel formats that the recorder understands, as `nokhwa` names them.
pub(super) const UNDERSTOOD: [FrameFormat; 6] = [
    FrameFormat::MJPEG,
    FrameFormat::YUYV,
    FrameFormat::NV12,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
    FrameFormat::GRAY,
];

/// Formats worth trying, best first: 1280x720 at 30, then what is nearest to it. The list that a
/// camera gives is in no order and may name a format twice.
pub(super) fn by_preference(mut formats: Vec<CameraFormat>) -> Vec<CameraFormat> {
    formats.retain(|format| {
        (16..=LIMIT_WIDTH_PX).contains(&format.width())
            && (16..=LIMIT_HEIGHT_PX).contains(&format.height())
            && (1..=120).contains(&format.frame_rate())
    });
    formats.sort_by_key(|format| cost(*format));
    formats.dedup();
    formats
}

/// Lower is better. Rates under ten come last whatever their size; then a smooth and smaller
/// picture goes before a large and jerky one, since signing and faces need movement.
fn cost(format: CameraFormat) -> (bool, u64, u8, u32, u32) {
    let rate = format.frame_rate();
    let pixels = u64::from(format.width()) * u64::from(format.height());
    // In percent: how far the size is from the goal, and how far the rate is.
    let size = pixels.max(GOAL_PIXELS) * 100 / pixels.clamp(1, GOAL_PIXELS) - 100;
    let pace = u64::from(rate.max(GOAL_RATE_HZ) * 100 / rate.clamp(1, GOAL_RATE_HZ) - 100);
    // Too large costs as much as too small; half the rate costs like a quarter of the size.
    (rate < LEAST_RATE_HZ, size + 3 * pace, preference(format.format()), format.width(), rate)
}

/// Raw pictures first where the camera has them at the same size and rate: no JPEG to decode.
fn preference(format: FrameFormat) -> u8 {
    match format {
        FrameFormat::NV12 => 0,
        FrameFormat::YUYV => 1,
        FrameFormat::MJPEG => 2,
        FrameFormat::RAWRGB => 3,
        FrameFormat::RAWBGR => 4,
        FrameFormat::GRAY => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(width: u32, height: u32, kind: FrameFormat, rate: u32) -> CameraFormat {
        CameraFormat::new_from(width, height, kind, rate)
    }

    #[test]
    fn an_ordinary_webcam_records_jpeg_at_720p() {
        let best = by_preference(vec![
            format(640, 480, FrameFormat::YUYV, 30),
            format(1280, 720, FrameFormat::YUYV, 10),
            format(1920, 1080, FrameFormat::MJPEG, 30),
            format(1280, 720, FrameFormat::MJPEG, 30),
            format(1280, 720, FrameFormat::MJPEG, 30),
        ]);
        assert_eq!(best.first(), Some(&format(1280, 720, FrameFormat::MJPEG, 30)));
        assert_eq!(best.len(), 4);
    }

    #[test]
    fn movement_goes_before_size() {
        let best = by_preference(vec![
            format(1280, 720, FrameFormat::YUYV, 10),
            format(640, 480, FrameFormat::YUYV, 25),
            format(640, 480, FrameFormat::NV12, 10),
            format(1280, 720, FrameFormat::YUYV, 5),
        ]);
        assert_eq!(best.first(), Some(&format(640, 480, FrameFormat::YUYV, 25)));
        assert_eq!(best.last(), Some(&format(1280, 720, FrameFormat::YUYV, 5)));
    }

    #[test]
    fn nonsense_is_left_out() {
        let nonsense = vec![
            format(0, 0, FrameFormat::YUYV, 30),
            format(3840, 2160, FrameFormat::MJPEG, 30),
            format(640, 480, FrameFormat::YUYV, 0),
        ];
        assert_eq!(by_preference(nonsense), []);
    }
}
