//! Real microphones by `cpal`, with its own timestamps.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    BufferSize, Data, Device, ErrorKind, FromSample, InputCallbackInfo, Sample, SampleFormat,
    SizedSample, StreamConfig, SupportedBufferSize, SupportedStreamConfig,
};

use super::capture::{Microphone, SoundChunk, Stamp, Taken};
use super::wav::downmix;
use super::{MediaError, sound_system};

/// With ALSA's own, smaller buffers a busy machine loses sound to overruns.
const BUFFER_FRAMES: u32 = 8192;
/// Chunks between the system's sound thread and ours: many seconds.
const QUEUE_CHUNKS: usize = 512;
const IDLE: Duration = Duration::from_millis(100);

enum Heard {
    Sound(SoundChunk),
    Failed(ErrorKind),
}

/// A microphone that runs. Must be dropped on the thread that made it: on some systems its
/// stream may not travel; until it is dropped an unplugged microphone cannot come back.
pub(super) struct DeviceMicrophone {
    name: String,
    heard: Receiver<Heard>,
    _stream: cpal::Stream,
}

/// The name that people know a device by.
pub(super) fn name_of(device: &Device) -> String {
    device.description().map_or_else(|_| "?".to_owned(), |facts| facts.name().to_owned())
}

impl DeviceMicrophone {
    /// Opens the microphone of that name, or the system's default, and starts it.
    pub fn open(name: Option<&str>) -> Result<Self, MediaError> {
        sound_system::keep_quiet();
        let host = cpal::default_host();
        let is_default = name.is_none();
        let device = match name {
            None => host.default_input_device().ok_or(MediaError::NoMicrophone)?,
            Some(name) => find(&host, name)
                .ok_or_else(|| MediaError::MicrophoneNotFound { name: name.to_owned() })?,
        };
        let name = name_of(&device);
        let choice = device
            .default_input_config()
            .or_else(|error| first_config(&device).ok_or(error))
            .map_err(|error| not_opened(&name, is_default, &error))?;
        let fixed = match choice.buffer_size() {
            SupportedBufferSize::Range { min, max } if min <= max => {
                BufferSize::Fixed(BUFFER_FRAMES.clamp(*min, *max))
            }
            SupportedBufferSize::Range { .. } | SupportedBufferSize::Unknown => BufferSize::Default,
        };
        let (send, heard) = sync_channel(QUEUE_CHUNKS);
        let stream = start(&device, &choice, fixed, &send)
            .or_else(|error| match error.kind() {
                ErrorKind::UnsupportedConfig
                | ErrorKind::InvalidInput
                | ErrorKind::BackendError => start(&device, &choice, BufferSize::Default, &send),
                _ => Err(error),
            })
            .map_err(|error| not_opened(&name, is_default, &error))?;
        tracing::info!(
            rate_hz = choice.sample_rate(),
            channels = choice.channels(),
            "microphone opened"
        );
        Ok(Self { name, heard, _stream: stream })
    }
}

impl DeviceMicrophone {
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn find(host: &cpal::Host, name: &str) -> Option<Device> {
    let devices: Vec<Device> = host.input_devices().ok()?.collect();
    let part = name.to_lowercase();
    let id_is = |device: &Device| device.id().is_ok_and(|id| id.to_string() == name);
    devices
        .iter()
        .find(|device| name_of(device) == name || id_is(device))
        .or_else(|| devices.iter().find(|device| name_of(device).to_lowercase().contains(&part)))
        .cloned()
}

/// Where the system names no default: sound of one channel as near to 48 kHz as there is.
fn first_config(device: &Device) -> Option<SupportedStreamConfig> {
    let range = device
        .supported_input_configs()
        .ok()?
        .filter(|range| range.max_sample_rate() >= 8_000 && range.min_sample_rate() <= 48_000)
        .min_by_key(|range| range.channels())?;
    let rate_hz = 48_000.clamp(range.min_sample_rate(), range.max_sample_rate());
    range.try_with_sample_rate(rate_hz)
}

/// A device that goes before it was opened was never there: some systems name a default though
/// they have no sound card.
fn not_opened(name: &str, is_default: bool, error: &cpal::Error) -> MediaError {
    match error.kind() {
        ErrorKind::DeviceNotAvailable if is_default => MediaError::NoMicrophone,
        ErrorKind::DeviceNotAvailable => MediaError::MicrophoneNotFound { name: name.to_owned() },
        _ => understood(name, error),
    }
}

fn understood(name: &str, error: &cpal::Error) -> MediaError {
    let name = name.to_owned();
    match error.kind() {
        ErrorKind::DeviceBusy => MediaError::MicrophoneBusy { name },
        ErrorKind::PermissionDenied => MediaError::MicrophoneRefused { name },
        ErrorKind::DeviceNotAvailable => MediaError::MicrophoneLost { name },
        ErrorKind::HostUnavailable => MediaError::NoMicrophone,
        _ => MediaError::MicrophoneUnusable { name, detail: error.to_string() },
    }
}

fn start(
    device: &Device,
    choice: &SupportedStreamConfig,
    buffer_size: BufferSize,
    send: &SyncSender<Heard>,
) -> Result<cpal::Stream, cpal::Error> {
    let config = StreamConfig { buffer_size, ..choice.config() };
    let format = choice.sample_format();
    let (rate_hz, channels) = (config.sample_rate, config.channels);
    let sounds = send.clone();
    let on_sound = move |data: &Data, info: &InputCallbackInfo| {
        let stamp = info.timestamp();
        let age = stamp.callback.checked_duration_since(stamp.capture).unwrap_or_default();
        let arrived = Instant::now();
        let every = to_i16(data, format);
        let chunk = SoundChunk {
            stamp: Stamp::Clock(arrived.checked_sub(age).unwrap_or(arrived)),
            rate_hz,
            channels: channels.clamp(1, 2) as u8,
            interleaved: downmix(&every, channels),
        };
        // The system's sound thread must never wait; a full queue loses this chunk, and the gap
        // in the stamps becomes silence.
        let _ = sounds.try_send(Heard::Sound(chunk));
    };
    let failures = send.clone();
    let on_error = move |error: cpal::Error| match error.kind() {
        ErrorKind::Xrun => tracing::warn!("sound was lost to an overrun"),
        ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied => tracing::debug!(%error, "sound"),
        kind => {
            let _ = failures.try_send(Heard::Failed(kind));
        }
    };
    let stream = device.build_input_stream_raw(config, format, on_sound, on_error, None)?;
    stream.play()?;
    Ok(stream)
}

fn to_i16(data: &Data, format: SampleFormat) -> Vec<i16> {
    match format {
        SampleFormat::I8 => each::<i8>(data),
        SampleFormat::I16 => each::<i16>(data),
        SampleFormat::I32 => each::<i32>(data),
        SampleFormat::I64 => each::<i64>(data),
        SampleFormat::U8 => each::<u8>(data),
        SampleFormat::U16 => each::<u16>(data),
        SampleFormat::U32 => each::<u32>(data),
        SampleFormat::U64 => each::<u64>(data),
        SampleFormat::F32 => each::<f32>(data),
        SampleFormat::F64 => each::<f64>(data),
        SampleFormat::I24 => each::<cpal::I24>(data),
        SampleFormat::U24 => each::<cpal::U24>(data),
        // One-bit sound (DSD), which no microphone gives.
        _ => Vec::new(),
    }
}

fn each<T>(data: &Data) -> Vec<i16>
where
    T: SizedSample,
    i16: FromSample<T>,
{
    let samples = data.as_slice::<T>().unwrap_or_default();
    samples.iter().map(|sample| i16::from_sample(*sample)).collect()
}

impl Microphone for DeviceMicrophone {
    fn take(&mut self) -> Result<Taken<SoundChunk>, MediaError> {
        match self.heard.recv_timeout(IDLE) {
            Ok(Heard::Sound(chunk)) if chunk.interleaved.is_empty() => Ok(Taken::Broken),
            Ok(Heard::Sound(chunk)) => Ok(Taken::Some(chunk)),
            Ok(Heard::Failed(kind)) => {
                tracing::warn!(?kind, "microphone stream failed");
                Err(MediaError::MicrophoneLost { name: self.name.clone() })
            }
            Err(RecvTimeoutError::Timeout) => Ok(Taken::Idle),
            Err(RecvTimeoutError::Disconnected) => {
                Err(MediaError::MicrophoneLost { name: self.name.clone() })
            }
        }
    }
}
