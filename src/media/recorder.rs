//! The recorder: camera and microphone on their own threads, the encoder on another, and the
//! caller's thread keeping fragments, so that a slow disk never holds capture up.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use super::camera_device::DeviceCamera;
use super::capture::{Camera, Microphone, Taken};
use super::draft::{Drafting, draft};
use super::film::ReelCamera;
use super::intake::{Expected, Intake, Which};
use super::live::Live;
use super::microphone_device::DeviceMicrophone;
use super::mjpeg::{self, MjpegFile};
use super::picture::Form;
use super::report::RecordingReport;
use super::test_sources::{TestCard, Tone};
use super::wav::WavFile;
use super::y4m::Y4mFile;
use super::{CameraSource, MediaError, MicrophoneSource, Pace};
use crate::domain::recording::Fragment;
use crate::platform::Fs;

/// Fragments that may wait for a slow disk: a minute of them.
const LIMIT_WAITING_FRAGMENTS: usize = 64;
/// How long the devices' threads are waited for at the end.
const LET_GO: Duration = Duration::from_secs(1);
/// How soon a tap on "record" is noticed: well within a picture.
const PREVIEW_NAP: Duration = Duration::from_millis(10);
/// How often a device that went is looked for.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// What to record, and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingRequest {
    pub camera: CameraSource,
    pub microphone: MicrophoneSource,
    /// Counted from when every device has delivered.
    pub length: Duration,
    pub pace: Pace,
    /// Pictures are made to fit this, both sides even; they keep their own form where it is none.
    pub fit_to: Option<Form>,
}

/// Why a fragment could not be kept: whatever error the keeper has.
pub type KeepError = Box<dyn std::error::Error + Send + Sync>;

enum CameraAtHand {
    None,
    Ready(Box<dyn Camera + Send>),
    Device(Option<String>),
}

enum MicrophoneAtHand {
    None,
    Ready(Box<dyn Microphone + Send>),
    Device(Option<String>),
}

/// Records until the length is reached, `stop` is set, or every source has ended, and hands each
/// fragment to `keep` on the caller's thread.
///
/// Errors before anything was recorded are errors; a device lost later is a notice in the report,
/// and the recording goes on with the other one or ends with what there is. Where `keep` fails
/// the recording stops with `NotKept`; the fragments kept before it stand.
pub fn record(
    request: &RecordingRequest,
    fs: &dyn Fs,
    stop: &AtomicBool,
    keep: &mut dyn FnMut(Fragment) -> Result<(), KeepError>,
) -> Result<RecordingReport, MediaError> {
    record_steered(request, fs, stop, None, keep)
}

/// As `record`, watched and steered by `live`: opens the devices, shows what they give, and
/// records from `begin` to its end.
///
/// `NothingRecorded` where it was stopped before it began.
pub fn record_live(
    request: &RecordingRequest,
    fs: &dyn Fs,
    live: &Arc<Live>,
    keep: &mut dyn FnMut(Fragment) -> Result<(), KeepError>,
) -> Result<RecordingReport, MediaError> {
    record_steered(request, fs, live.stopped(), Some(live), keep)
}

fn record_steered(
    request: &RecordingRequest,
    fs: &dyn Fs,
    stop: &AtomicBool,
    live: Option<&Arc<Live>>,
    keep: &mut dyn FnMut(Fragment) -> Result<(), KeepError>,
) -> Result<RecordingReport, MediaError> {
    let camera = camera_at_hand(&request.camera, fs)?;
    let microphone = microphone_at_hand(&request.microphone, fs)?;
    let with_picture = !matches!(camera, CameraAtHand::None);
    let with_sound = !matches!(microphone, MicrophoneAtHand::None);
    if !with_picture && !with_sound {
        return Err(MediaError::NoSource);
    }
    let intake = Arc::new(Intake::new(
        Expected {
            label: request.camera.label(),
            is_device: request.camera.is_device(),
            wanted: with_picture,
        },
        Expected {
            label: request.microphone.label(),
            is_device: request.microphone.is_device(),
            wanted: with_sound,
        },
        request.pace,
    ));
    if let Some(live) = live {
        live.attach(&intake);
    }
    let rate = Arc::new(AtomicU32::new(30.0f32.to_bits()));
    let started = start_camera(camera, &intake, &rate, live)
        .and_then(|()| start_microphone(microphone, &intake, live))
        .and_then(|()| wait_to_begin(&intake, stop));
    let drafting = Drafting {
        intake: &intake,
        stop,
        length: request.length,
        camera_rate_hz: &rate,
        fit_to: request.fit_to,
        with_picture,
        with_sound,
    };
    let mut report = started.and_then(|()| run(&drafting, keep));
    intake.close(LET_GO);
    if let Ok(report) = &mut report {
        report.first_ms = intake.first_after().map(|wait| wait.as_millis() as u64);
    }
    report
}

/// Until the recording begins. A device that fails meanwhile is an error at once, unless the
/// other one can go on alone, which its watcher decides.
fn wait_to_begin(intake: &Intake, stop: &AtomicBool) -> Result<(), MediaError> {
    while intake.waits_to_begin() {
        if stop.load(Ordering::Relaxed) {
            return Err(MediaError::NothingRecorded);
        }
        intake.early_trouble()?;
        std::thread::sleep(PREVIEW_NAP);
    }
    Ok(())
}

/// Drafts on another thread while this one keeps.
fn run(
    drafting: &Drafting<'_>,
    keep: &mut dyn FnMut(Fragment) -> Result<(), KeepError>,
) -> Result<RecordingReport, MediaError> {
    let bound = match drafting.intake.pace() {
        Pace::Real => LIMIT_WAITING_FRAGMENTS,
        Pace::Max => 2,
    };
    let (send, fragments) = sync_channel(bound);
    std::thread::scope(|scope| {
        let drafter = std::thread::Builder::new()
            .name("draft".to_owned())
            .spawn_scoped(scope, move || draft(drafting, &send))
            .map_err(|error| no_thread(&error))?;
        let mut kept = Ok(());
        for fragment in &fragments {
            kept = keep(fragment).map_err(MediaError::NotKept);
            if kept.is_err() {
                break;
            }
        }
        // With nobody to take fragments the drafter ends by itself.
        drop(fragments);
        let drafted = drafter.join().unwrap_or_else(|_| {
            Err(MediaError::NoThread { detail: "the recorder's thread ended".to_owned() })
        });
        kept.and(drafted)
    })
}

fn no_thread(error: &std::io::Error) -> MediaError {
    MediaError::NoThread { detail: error.to_string() }
}

fn camera_at_hand(source: &CameraSource, fs: &dyn Fs) -> Result<CameraAtHand, MediaError> {
    Ok(match source {
        CameraSource::Default => CameraAtHand::Device(None),
        CameraSource::Named(name) => CameraAtHand::Device(Some(name.clone())),
        CameraSource::File(path) if begins_with(fs, path, mjpeg::MAGIC)? => {
            CameraAtHand::Ready(Box::new(MjpegFile::open(fs, path)?))
        }
        CameraSource::File(path) => CameraAtHand::Ready(Box::new(Y4mFile::open(fs, path)?)),
        CameraSource::TestCard => CameraAtHand::Ready(Box::new(TestCard::new())),
        CameraSource::Film(reel) => {
            CameraAtHand::Ready(Box::new(ReelCamera::new(Arc::clone(reel))))
        }
        CameraSource::None => CameraAtHand::None,
    })
}

fn begins_with(fs: &dyn Fs, path: &Path, magic: [u8; 2]) -> Result<bool, MediaError> {
    let mut first = [0; 2];
    Ok(fs.open_read(path)?.read_exact(&mut first).is_ok() && first == magic)
}

fn microphone_at_hand(
    source: &MicrophoneSource,
    fs: &dyn Fs,
) -> Result<MicrophoneAtHand, MediaError> {
    Ok(match source {
        MicrophoneSource::Default => MicrophoneAtHand::Device(None),
        MicrophoneSource::Named(name) => MicrophoneAtHand::Device(Some(name.clone())),
        MicrophoneSource::File(path) => MicrophoneAtHand::Ready(Box::new(WavFile::open(fs, path)?)),
        MicrophoneSource::Tone => MicrophoneAtHand::Ready(Box::new(Tone::default())),
        MicrophoneSource::None => MicrophoneAtHand::None,
    })
}

/// Tells the intake, whatever happens to the thread, that the device is free again.
struct Running {
    intake: Arc<Intake>,
    which: Which,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.intake.ended(self.which, Ok(()));
        self.intake.gone(self.which);
    }
}

fn start(
    intake: &Arc<Intake>,
    which: Which,
    capture: impl FnOnce(&Intake) -> Result<(), MediaError> + Send + 'static,
) -> Result<(), MediaError> {
    let name = match which {
        Which::Camera => "camera",
        Which::Microphone => "microphone",
    };
    intake.began(which);
    let running = Running { intake: Arc::clone(intake), which };
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let end = capture(&running.intake);
            running.intake.ended(running.which, end);
        })
        .map(drop)
        .map_err(|error| no_thread(&error))
}

fn start_camera(
    camera: CameraAtHand,
    intake: &Arc<Intake>,
    rate: &Arc<AtomicU32>,
    live: Option<&Arc<Live>>,
) -> Result<(), MediaError> {
    let rate = Arc::clone(rate);
    let live = live.cloned();
    let opened = move |intake: &Intake, camera: &dyn Camera| {
        rate.store(camera.rate_hz().to_bits(), Ordering::Relaxed);
        intake.opened(Which::Camera);
    };
    match camera {
        CameraAtHand::None => Ok(()),
        CameraAtHand::Ready(mut camera) => start(intake, Which::Camera, move |intake| {
            opened(intake, &*camera);
            see(&mut *camera, intake, live.as_deref())
        }),
        CameraAtHand::Device(name) => start(intake, Which::Camera, move |intake| {
            let open =
                |known: Option<&str>| match known.map(|known| DeviceCamera::open(Some(known))) {
                    Some(Ok(camera)) => Ok(camera),
                    Some(Err(_)) | None => DeviceCamera::open(name.as_deref()),
                };
            keep_taking(intake, Which::Camera, &open, DeviceCamera::name, &mut |camera| {
                opened(intake, camera);
                see(camera, intake, live.as_deref())
            })
        }),
    }
}

fn start_microphone(
    microphone: MicrophoneAtHand,
    intake: &Arc<Intake>,
    live: Option<&Arc<Live>>,
) -> Result<(), MediaError> {
    let live = live.cloned();
    match microphone {
        MicrophoneAtHand::None => Ok(()),
        MicrophoneAtHand::Ready(mut microphone) => {
            start(intake, Which::Microphone, move |intake| {
                intake.opened(Which::Microphone);
                hear(&mut *microphone, intake, live.as_deref())
            })
        }
        MicrophoneAtHand::Device(name) => start(intake, Which::Microphone, move |intake| {
            let open = |known: Option<&str>| match known
                .map(|known| DeviceMicrophone::open(Some(known)))
            {
                Some(Ok(microphone)) => Ok(microphone),
                Some(Err(_)) | None => DeviceMicrophone::open(name.as_deref()),
            };
            keep_taking(
                intake,
                Which::Microphone,
                &open,
                DeviceMicrophone::name,
                &mut |microphone| {
                    intake.opened(Which::Microphone);
                    hear(microphone, intake, live.as_deref())
                },
            )
        }),
    }
}

/// Opens a device and takes what it gives, for as long as that is wanted. One that goes after it
/// gave something is let go of, without which it cannot come back, and looked for by its name,
/// or whatever else was asked for.
fn keep_taking<D>(
    intake: &Intake,
    which: Which,
    open: &dyn Fn(Option<&str>) -> Result<D, MediaError>,
    name_of: fn(&D) -> &str,
    take: &mut dyn FnMut(&mut D) -> Result<(), MediaError>,
) -> Result<(), MediaError> {
    let mut device = open(None)?;
    let name = name_of(&device).to_owned();
    loop {
        match take(&mut device) {
            Ok(()) => return Ok(()),
            Err(error) if !intake.lost(which) => return Err(error),
            Err(error) => tracing::warn!(%error, "the device is looked for"),
        }
        drop(device);
        device = loop {
            std::thread::sleep(LOOK_AGAIN);
            if !intake.wants(which) {
                return Ok(());
            }
            match open(Some(&name)) {
                Ok(device) => break device,
                Err(error) => tracing::debug!(%error, "not yet"),
            }
        };
    }
}

fn see(camera: &mut dyn Camera, intake: &Intake, live: Option<&Live>) -> Result<(), MediaError> {
    loop {
        match camera.take()? {
            Taken::Some(raw) => {
                if let Some(live) = live {
                    live.show(&raw);
                }
                if !intake.picture(raw) {
                    return Ok(());
                }
            }
            Taken::Broken => intake.broken_picture(),
            Taken::Idle => {
                if !intake.wants(Which::Camera) {
                    return Ok(());
                }
            }
            Taken::End => return Ok(()),
        }
    }
}

fn hear(
    microphone: &mut dyn Microphone,
    intake: &Intake,
    live: Option<&Live>,
) -> Result<(), MediaError> {
    loop {
        match microphone.take()? {
            Taken::Some(chunk) => {
                if let Some(live) = live {
                    live.hear(&chunk);
                }
                if !intake.sound(chunk) {
                    return Ok(());
                }
            }
            Taken::Broken | Taken::Idle => {
                if !intake.wants(Which::Microphone) {
                    return Ok(());
                }
            }
            Taken::End => return Ok(()),
        }
    }
}
