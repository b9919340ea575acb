//! Real cameras by `nokhwa`, never by its `CallbackCamera`: that one hides losses.

use std::collections::BTreeSet;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use nokhwa::pixel_format::RgbFormat;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, CameraInfo, FrameFormat, RequestedFormat,
    RequestedFormatType,
};
use nokhwa::{Camera as NokhwaCamera, NokhwaError};

use super::MediaError;
use super::camera_format::{UNDERSTOOD, by_preference};
use super::camera_system;
use super::capture::{Camera, Stamp, Taken};
use super::picture::{Layout, RawPicture};

/// How many of a camera's formats are tried before it counts as unusable.
const LIMIT_TRIES: usize = 6;

/// A camera that streams. Dropping it lets go of the device; until then the camera cannot come
/// back at its own index after a loss.
pub(super) struct DeviceCamera {
    name: String,
    camera: NokhwaCamera,
    format: CameraFormat,
}

/// All cameras there are, in the system's order. Nodes that give no pictures are among them.
pub(super) fn query() -> Result<Vec<CameraInfo>, MediaError> {
    nokhwa::query(ApiBackend::Auto)
        .map(|mut cameras| {
            cameras.sort_by_key(|camera| camera.index().as_index().unwrap_or(u32::MAX));
            cameras
        })
        .map_err(|error| {
            tracing::warn!(%error, "cameras cannot be listed");
            MediaError::NoCamera
        })
}

impl DeviceCamera {
    /// Opens the camera of that name, or the first that gives pictures, and starts its stream.
    pub fn open(name: Option<&str>) -> Result<Self, MediaError> {
        let cameras = query()?;
        let chosen: Vec<&CameraInfo> = match name {
            None => cameras.iter().collect(),
            Some(name) => matching(&cameras, name),
        };
        let mut first_error = None;
        for info in chosen {
            match Self::open_one(info) {
                Ok(camera) => return Ok(camera),
                // A camera often has a second node for metadata, which is no reason to give up.
                Err(error) => {
                    first_error.get_or_insert(error);
                }
            }
        }
        Err(first_error.unwrap_or_else(|| match name {
            None => MediaError::NoCamera,
            Some(name) => MediaError::CameraNotFound { name: name.to_owned() },
        }))
    }

    /// As the system calls it, whatever index it has today.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens exactly this camera.
    pub fn open_one(info: &CameraInfo) -> Result<Self, MediaError> {
        let name = info.human_name();
        let mut camera = open_anyhow(info.index()).map_err(|error| understood(&name, &error))?;
        let offered =
            camera.compatible_camera_formats().map_err(|error| understood(&name, &error))?;
        let mut last_error = None;
        for format in by_preference(offered).into_iter().take(LIMIT_TRIES) {
            let exactly = RequestedFormatType::Exact(format);
            let request = RequestedFormat::with_formats(exactly, &UNDERSTOOD);
            let started = camera.set_camera_requset(request).and_then(|_| camera.open_stream());
            match started {
                Ok(()) => {
                    let format = camera.camera_format();
                    tracing::info!(
                        width_px = format.width(),
                        height_px = format.height(),
                        rate_hz = format.frame_rate(),
                        "camera opened"
                    );
                    return Ok(Self { name, camera, format });
                }
                Err(error) => {
                    let error = understood(&name, &error);
                    if matches!(error, MediaError::CameraBusy { .. }) {
                        return Err(error);
                    }
                    last_error = Some(error);
                }
            }
        }
        Err(last_error
            .unwrap_or(MediaError::CameraUnusable { name, detail: "no usable format".to_owned() }))
    }
}

fn matching<'a>(cameras: &'a [CameraInfo], name: &str) -> Vec<&'a CameraInfo> {
    let exact: Vec<_> = cameras.iter().filter(|camera| camera.human_name() == name).collect();
    if !exact.is_empty() {
        return exact;
    }
    let part = name.to_lowercase();
    let within: Vec<_> = cameras
        .iter()
        .filter(|camera| camera.human_name().to_lowercase().contains(&part))
        .collect();
    let names: BTreeSet<_> = within.iter().map(|camera| camera.human_name()).collect();
    if names.len() == 1 { within } else { Vec::new() }
}

/// Opens a camera in whatever format it has, or after bringing it out of an odd one.
fn open_anyhow(index: &CameraIndex) -> Result<NokhwaCamera, NokhwaError> {
    let open = || {
        let any = RequestedFormatType::None;
        NokhwaCamera::new(index.clone(), RequestedFormat::with_formats(any, &UNDERSTOOD))
    };
    let first = match open() {
        Ok(camera) => return Ok(camera),
        Err(error) => error,
    };
    if let Ok(number) = index.as_index() {
        camera_system::reset(number);
    }
    open()
        .or_else(|_| {
            let best = RequestedFormatType::AbsoluteHighestFrameRate;
            NokhwaCamera::new(index.clone(), RequestedFormat::new::<RgbFormat>(best))
        })
        .map_err(|_| first)
}

/// `nokhwa` gives the system's error as text alone.
fn understood(name: &str, error: &NokhwaError) -> MediaError {
    let detail = error.to_string();
    let lower = detail.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let name = name.to_owned();
    // 0x80070005 and 0xC00D3704 are E_ACCESSDENIED and MF_E_HW_MFT_FAILED_START_STREAMING.
    if any(&["busy", "os error 16", "in use", "0xc00d3704"]) {
        MediaError::CameraBusy { name }
    } else if any(&["permission", "denied", "os error 13", "0x80070005", "not authorized"]) {
        MediaError::CameraRefused { name }
    } else if any(&["no such device", "os error 19", "no such file", "os error 2)"]) {
        MediaError::CameraLost { name }
    } else {
        MediaError::CameraUnusable { name, detail }
    }
}

impl Camera for DeviceCamera {
    fn rate_hz(&self) -> f32 {
        self.format.frame_rate() as f32
    }

    fn take(&mut self) -> Result<Taken<RawPicture>, MediaError> {
        let buffer = match self.camera.frame() {
            Ok(buffer) => buffer,
            Err(error) => {
                tracing::warn!(%error, "camera gave an error in place of a picture");
                return Err(MediaError::CameraLost { name: self.name.clone() });
            }
        };
        let arrived = Instant::now();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // A stamp in the future or long past comes from a clock that is not ours.
        let age = buffer
            .capture_timestamp()
            .and_then(|stamp| now.checked_sub(stamp))
            .filter(|age| age.as_secs() == 0)
            .unwrap_or_default();
        let layout = match buffer.source_frame_format() {
            FrameFormat::MJPEG => Layout::Mjpeg,
            FrameFormat::YUYV => Layout::Yuyv,
            FrameFormat::NV12 => Layout::Nv12,
            FrameFormat::RAWRGB => Layout::Rgb,
            FrameFormat::RAWBGR => Layout::Bgr,
            FrameFormat::GRAY => Layout::Grey,
        };
        if buffer.buffer().is_empty() {
            return Ok(Taken::Broken);
        }
        Ok(Taken::Some(RawPicture {
            stamp: Stamp::Clock(arrived.checked_sub(age).unwrap_or(arrived)),
            arrived,
            layout,
            width_px: buffer.resolution().width(),
            height_px: buffer.resolution().height(),
            bytes: buffer.buffer().into(),
        }))
    }
}
