//! H.264 by OpenH264, set for a camera: one thread, no skipped pictures, keyframes when told.

use std::ffi::c_int;

use openh264::OpenH264API;
use openh264::encoder::{
    BitRate, Complexity, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod,
    MatrixCoefficients, RateControlMode, UsageType, VuiConfig,
};

use openh264_sys2::{
    ELevelIdc, ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, LEVEL_3_1, LEVEL_3_2, LEVEL_4_2, LEVEL_5_2,
    PRO_HIGH, SEncParamExt,
};

use super::MediaError;
use super::picture::{I420, Matrix};
use crate::domain::recording::PictureSample;

/// At 1280x720 and 30 pictures a second.
const GOAL_BITS_A_SECOND: f64 = 2_500_000.0;
const LEAST_BITS_A_SECOND: f64 = 300_000.0;
const MOST_BITS_A_SECOND: f64 = 5_000_000.0;
/// A keyframe each second of capture time; less what stamps are rounded by.
const KEYFRAME_MICROS: u64 = 1_000_000 - 5_000;

pub(super) struct VideoEncoder {
    encoder: Encoder,
    last_key_micros: Option<u64>,
}

/// Encoding gets harder more slowly than pictures get larger.
fn bits_a_second(width_px: usize, height_px: usize, rate_hz: f32) -> u32 {
    let pixels_a_second = (width_px * height_px) as f64 * f64::from(rate_hz.clamp(1.0, 120.0));
    let share = pixels_a_second / (1280.0 * 720.0 * 30.0);
    (GOAL_BITS_A_SECOND * share.powf(0.75)).clamp(LEAST_BITS_A_SECOND, MOST_BITS_A_SECOND) as u32
}

/// OpenH264 as built from source with this program.
#[cfg(not(feature = "openh264-binary"))]
pub(super) fn openh264_api() -> Result<OpenH264API, MediaError> {
    Ok(OpenH264API::from_source())
}

/// Cisco's own OpenH264, which its patent licence covers, from where the packager says it lies:
/// built with `SAYSO_OPENH264=/path/to/libopenh264.so`. One that is not Cisco's is refused.
#[cfg(feature = "openh264-binary")]
pub(super) fn openh264_api() -> Result<OpenH264API, MediaError> {
    OpenH264API::from_blob_path(env!("SAYSO_OPENH264"))
        .map_err(|error| MediaError::VideoEncoder { detail: error.to_string() })
}

impl VideoEncoder {
    /// For pictures like this one, each side even and of 16 to 3840.
    pub fn new(like: &I420, rate_hz: f32) -> Result<Self, MediaError> {
        let (width_px, height_px) = (like.width_px(), like.height_px());
        if width_px.min(height_px) < 16 {
            return Err(MediaError::VideoEncoder { detail: "picture too small".to_owned() });
        }
        let config = EncoderConfig::new()
            .usage_type(UsageType::CameraVideoRealTime)
            .rate_control_mode(RateControlMode::Bitrate)
            .bitrate(BitRate::from_bps(bits_a_second(width_px, height_px, rate_hz)))
            .max_frame_rate(FrameRate::from_hz(rate_hz.clamp(1.0, 60.0)))
            .skip_frames(false)
            .complexity(Complexity::Low)
            .adaptive_quantization(false)
            .background_detection(false)
            .scene_change_detect(false)
            .intra_frame_period(IntraFramePeriod::auto())
            .num_threads(1)
            .vui(match like.matrix() {
                // Webcams and JPEGs: the colours of sRGB, whose primaries are BT.709's, in the
                // matrix of BT.601 (ITU-T T.871).
                Matrix::Bt601 => {
                    VuiConfig::bt709().matrix_coefficients(MatrixCoefficients::Smpte170M)
                }
                Matrix::Bt709 => VuiConfig::bt709(),
            });
        let mut encoder =
            Encoder::with_api_config(openh264_api()?, config).map_err(|e| failed(&e))?;
        silence(&mut encoder);
        encoder.encode(&like.like()).map_err(|e| failed(&e))?;
        use_cabac(&mut encoder, level_of(width_px, height_px))?;
        Ok(Self { encoder, last_key_micros: None })
    }

    /// Whether a picture of this time has to begin a fragment.
    fn key_is_due(&self, at_micros: u64) -> bool {
        self.last_key_micros.is_none_or(|last| at_micros >= last + KEYFRAME_MICROS)
    }

    /// Encodes one picture. The first is a keyframe, and so is the first of each second after it.
    /// Nothing where the encoder gave nothing, which counts as a dropped picture.
    pub fn encode(
        &mut self,
        picture: &I420,
        at_micros: u64,
    ) -> Result<Option<PictureSample>, MediaError> {
        let due = self.key_is_due(at_micros);
        if due && self.last_key_micros.is_some() {
            self.encoder.force_intra_frame();
        }
        let stamp = openh264::Timestamp::from_millis(at_micros / 1_000);
        let stream = self.encoder.encode_at(picture, stamp).map_err(|e| failed(&e))?;
        let is_keyframe = match stream.frame_type() {
            FrameType::IDR => true,
            FrameType::I | FrameType::P | FrameType::IPMixed => false,
            FrameType::Skip | FrameType::Invalid => return Ok(None),
        };
        let annex_b = stream.to_vec();
        if annex_b.is_empty() {
            return Ok(None);
        }
        if is_keyframe && due {
            self.last_key_micros = Some(at_micros);
        }
        Ok(Some(PictureSample { at_micros, is_keyframe, annex_b }))
    }
}

/// Before its first picture the encoder prints a warning that every recorder without skipped
/// pictures gets; the wrapper sets the level only after that.
fn silence(encoder: &mut Encoder) {
    const ENCODER_OPTION_TRACE_LEVEL: c_int = 25;
    let mut level: c_int = 0;
    // SAFETY: the option takes a pointer to an integer that it reads at once, may be set before
    // the encoder is initialised (codec/encoder/plus/src/welsEncoderExt.cpp, SetOption), and is
    // none that the wrapper relies on.
    let done = unsafe {
        encoder.raw_api().set_option(ENCODER_OPTION_TRACE_LEVEL, (&raw mut level).cast())
    };
    tracing::trace!(done, "encoder silenced");
}

/// What 60 pictures a second of this size need, whatever the rate is: two parts of one clip from
/// cameras of two rates then have the same parameter sets. Source: ITU-T H.264, table A-1.
fn level_of(width_px: usize, height_px: usize) -> ELevelIdc {
    match width_px * height_px {
        pixels if pixels <= 307_200 => LEVEL_3_1,
        pixels if pixels <= 921_600 => LEVEL_3_2,
        pixels if pixels <= 2_088_960 => LEVEL_4_2,
        _ => LEVEL_5_2,
    }
}

/// The wrapper has no word for the entropy coder. CABAC takes a fifth more time and gives 0.3 dB
/// at the same size (ARCHITECTURE.md, "Measured"). The encoder, which must have seen a picture,
/// takes it over only where something else changes that makes it begin anew: adaptive
/// quantisation, there and back.
fn use_cabac(encoder: &mut Encoder, level: ELevelIdc) -> Result<(), MediaError> {
    let mut params = SEncParamExt::default();
    let at = (&raw mut params).cast();
    // SAFETY: both options take a pointer to a whole SEncParamExt, which they fill or read before
    // they return (codec/encoder/plus/src/welsEncoderExt.cpp, GetOption and SetOption); the
    // encoder is initialised, since it has encoded a picture.
    unsafe {
        let api = encoder.raw_api();
        let mut done = api.get_option(ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, at);
        let adaptive = (*at.cast::<SEncParamExt>()).bEnableAdaptiveQuant;
        for is_adaptive in [!adaptive, adaptive] {
            let params = at.cast::<SEncParamExt>();
            (*params).iEntropyCodingModeFlag = 1;
            (*params).sSpatialLayers[0].uiProfileIdc = PRO_HIGH;
            (*params).sSpatialLayers[0].uiLevelIdc = level;
            (*params).bEnableAdaptiveQuant = is_adaptive;
            done |= api.set_option(ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, at);
        }
        if done != 0 {
            return Err(MediaError::VideoEncoder { detail: format!("settings refused, {done}") });
        }
    }
    encoder.force_intra_frame();
    Ok(())
}

fn failed(error: &openh264::Error) -> MediaError {
    MediaError::VideoEncoder { detail: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_follow_size_and_rate_within_bounds() {
        assert_eq!(bits_a_second(1280, 720, 30.0), 2_500_000);
        assert_eq!(bits_a_second(160, 120, 10.0), 300_000);
        assert!((1_000_000..1_200_000).contains(&bits_a_second(640, 480, 30.0)));
        assert!(bits_a_second(1920, 1080, 60.0) <= 5_000_000);
    }

    #[test]
    fn levels_follow_size_alone() {
        let levels = [(640, 480), (1280, 720), (1920, 1080), (3840, 2160)];
        let levels = levels.map(|(width, height)| level_of(width, height));
        assert_eq!(levels, [LEVEL_3_1, LEVEL_3_2, LEVEL_4_2, LEVEL_5_2]);
    }

    #[test]
    fn each_second_begins_with_a_keyframe() -> Result<(), MediaError> {
        let mut encoder = VideoEncoder::new(&I420::new(64, 48), 25.0)?;
        let mut keys = Vec::new();
        for index in 0..60 {
            let mut picture = I420::new(64, 48);
            picture.planes_mut().0.fill(16 + index as u8 * 3);
            if encoder.encode(&picture, index * 40_000)?.is_some_and(|sample| sample.is_keyframe) {
                keys.push(index);
            }
        }
        assert_eq!(keys, [0, 25, 50]);
        Ok(())
    }
}
