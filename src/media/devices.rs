//! Which cameras, microphones and speakers there are, and whether they could be used now.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use cpal::traits::{DeviceTrait, HostTrait};

use super::MediaError;
use super::camera_device::{DeviceCamera, query};
use super::microphone_device::name_of;

/// A driver that hangs is not waited for longer; what was found by then is the list.
const LIMIT: Duration = Duration::from_secs(5);

/// What a device would say if it were used now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceState {
    Ready,
    /// Another program uses it.
    Busy,
    /// The system's privacy settings or permissions forbid it.
    Refused,
    /// It is there, but offers nothing that the recorder can use.
    Unusable,
}

impl DeviceState {
    /// As `sayso devices --json` says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Busy => "busy",
            Self::Refused => "refused",
            Self::Unusable => "unusable",
        }
    }
}

/// One device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceFacts {
    /// As the system names it, and as a source can name it.
    pub name: String,
    pub state: DeviceState,
    /// Whether `default` means this one.
    pub is_default: bool,
}

/// All devices there are. No device is an empty list and no error.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Devices {
    pub cameras: Vec<DeviceFacts>,
    pub microphones: Vec<DeviceFacts>,
    pub speakers: Vec<DeviceFacts>,
}

/// The names of all cameras; none is opened.
pub fn camera_names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for info in query().unwrap_or_default() {
        // A camera's second node, for metadata, bears its name.
        let name = info.human_name();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

enum Found {
    Cameras(Vec<DeviceFacts>),
    Sound(Vec<DeviceFacts>, Vec<DeviceFacts>),
}

/// Lists all devices, in five seconds at most. Cameras are opened for a moment, for only that
/// tells whether they are busy; no picture is taken.
pub fn list_devices() -> Devices {
    let (send, found) = channel();
    let sound = send.clone();
    let tasks: [Box<dyn FnOnce() + Send>; 2] = [
        Box::new(move || drop(send.send(Found::Cameras(cameras())))),
        Box::new(move || {
            let (microphones, speakers) = sound_devices();
            drop(sound.send(Found::Sound(microphones, speakers)));
        }),
    ];
    for task in tasks {
        if let Err(error) = std::thread::Builder::new().name("devices".to_owned()).spawn(task) {
            tracing::warn!(%error, "devices cannot be listed");
        }
    }
    collect(&found)
}

fn collect(found: &Receiver<Found>) -> Devices {
    let started = Instant::now();
    let mut devices = Devices::default();
    for _ in 0..2 {
        match found.recv_timeout(LIMIT.saturating_sub(started.elapsed())) {
            Ok(Found::Cameras(cameras)) => devices.cameras = cameras,
            Ok(Found::Sound(microphones, speakers)) => {
                (devices.microphones, devices.speakers) = (microphones, speakers);
            }
            Err(_) => tracing::warn!("a device does not answer"),
        }
    }
    devices
}

fn cameras() -> Vec<DeviceFacts> {
    let mut cameras: Vec<DeviceFacts> = Vec::new();
    for info in query().unwrap_or_default() {
        let state = match DeviceCamera::open_one(&info) {
            Ok(_) => DeviceState::Ready,
            Err(MediaError::CameraBusy { .. }) => DeviceState::Busy,
            Err(MediaError::CameraRefused { .. }) => DeviceState::Refused,
            Err(_) => DeviceState::Unusable,
        };
        let name = info.human_name();
        let known = cameras.iter_mut().find(|known| known.name == name);
        match (known, state) {
            // A camera's second node, for metadata, is no camera of its own.
            (Some(known), state) if known.state == DeviceState::Unusable => known.state = state,
            (Some(_), _) => {}
            (None, state) => cameras.push(DeviceFacts { name, state, is_default: false }),
        }
    }
    let default = cameras.iter().position(|camera| camera.state == DeviceState::Ready);
    if let Some(camera) = cameras.get_mut(default.unwrap_or(0)) {
        camera.is_default = true;
    }
    cameras
}

fn sound_devices() -> (Vec<DeviceFacts>, Vec<DeviceFacts>) {
    super::sound_system::keep_quiet();
    let host = cpal::default_host();
    let facts = |device: &cpal::Device, default: Option<&cpal::Device>, usable: bool| DeviceFacts {
        name: name_of(device),
        state: if usable { DeviceState::Ready } else { DeviceState::Unusable },
        is_default: default == Some(device),
    };
    let microphone = host.default_input_device();
    let speaker = host.default_output_device();
    let (mut microphones, mut speakers) = (Vec::new(), Vec::new());
    for device in host.devices().into_iter().flatten() {
        // ALSA's device that hears and plays nothing is nobody's microphone.
        if device.id().is_ok_and(|id| id.to_string().ends_with(":null")) {
            continue;
        }
        if let Some(usable) = usable(device.default_input_config(), device.supports_input()) {
            push_new(&mut microphones, facts(&device, microphone.as_ref(), usable));
        }
        if let Some(usable) = usable(device.default_output_config(), device.supports_output()) {
            push_new(&mut speakers, facts(&device, speaker.as_ref(), usable));
        }
    }
    (microphones, speakers)
}

/// Nothing where the device does not go that way at all.
fn usable<T>(config: Result<T, cpal::Error>, supports: bool) -> Option<bool> {
    match (config, supports) {
        (Ok(_), _) => Some(true),
        (Err(_), true) => Some(false),
        (Err(_), false) => None,
    }
}

fn push_new(list: &mut Vec<DeviceFacts>, facts: DeviceFacts) {
    match list.iter_mut().find(|known| known.name == facts.name) {
        Some(known) => known.is_default |= facts.is_default,
        None => list.push(facts),
    }
}
