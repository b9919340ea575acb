//! `sayso record`

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::record::{self, DraftFor};
use crate::domain::{PupilId, Says, Sentence};
use crate::media::{CameraSource, Live, MicrophoneSource, Pace, RecordingReport, RecordingRequest};

const SECONDS_LIMIT: f64 = 600.0;

/// What a shell expects of a program that Ctrl-C ended.
const STOPPED_TWICE: i32 = 130;

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("to").required(true).args(["out", "draft"])))]
pub struct Record {
    /// default, a name, file:PATH (Y4M or JPEGs), testcard or none
    #[arg(long, value_name = "SRC", default_value = "default")]
    camera: CameraSource,
    /// default, a name, file:PATH (WAV), tone or none
    #[arg(long, value_name = "SRC", default_value = "default")]
    microphone: MicrophoneSource,
    /// How long; Ctrl-C ends it before, and what was recorded is kept
    #[arg(long, value_name = "N", default_value_t = 45.0)]
    seconds: f64,
    /// real, or max for files and test sources
    #[arg(long, value_name = "PACE", default_value = "real")]
    pace: Pace,
    /// Open the devices so many seconds before, as the kiosk does
    #[arg(long, value_name = "N", requires = "out")]
    warm: Option<Seconds>,
    /// Write an MP4 file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Keep a draft of this pupil's
    #[arg(long, value_name = "PUPIL")]
    draft: Option<PupilId>,
}

impl Record {
    pub fn run(self, context: &Context) -> Done {
        if !(self.seconds > 0.0 && self.seconds <= SECONDS_LIMIT) {
            let sentence = Sentence::plain("record-seconds").with("limit", SECONDS_LIMIT);
            return Err(CliError::Usage(sentence));
        }
        if self.camera == CameraSource::None && self.microphone == MicrophoneSource::None {
            return Err(CliError::Usage(Sentence::plain("record-nothing")));
        }
        let request = RecordingRequest {
            camera: self.camera,
            microphone: self.microphone,
            length: Duration::from_secs_f64(self.seconds),
            pace: self.pace,
            fit_to: None,
        };
        let live = self.warm.map(|Seconds(secs)| begin_after(Duration::from_secs_f64(secs)));
        let stop = Arc::new(AtomicBool::new(false));
        end_when_told(&stop, live.clone());
        let mut extra = serde_json::Map::new();
        let report = if let Some(pupil_id) = &self.draft {
            let desk = context.desk("record")?;
            desk.home.require(crate::store::HomeKind::Tablet)?;
            let whose = DraftFor {
                pupil_id: Some(pupil_id.clone()),
                identity: crate::domain::sign_off::Identity::Unchecked,
                is_worry: false,
                continues: None,
            };
            let (draft_id, report) = record::to_draft(&desk, &whose, &request, &stop)?;
            context.output.say(&Sentence::plain("record-draft").with("draft", &draft_id));
            extra.insert("draft_id".into(), json!(draft_id));
            report
        } else {
            let out = self.out.unwrap_or_default();
            let report = record::to_file(&context.machine, &request, &stop, live.as_ref(), &out)?;
            let sentence = Sentence::plain("record-file").with("path", out.display());
            context.output.say(&sentence);
            extra.insert("file".into(), json!(out));
            report
        };
        tell(context, &report, extra);
        Ok(())
    }
}

/// A moment of a clip, or a while: nothing that is negative, endless or no number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seconds(pub f64);

impl std::str::FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds = text.parse::<f64>().ok().filter(|secs| (0.0..=SECONDS_LIMIT).contains(secs));
        seconds.map(Self).ok_or_else(|| format!("expected 0 to {SECONDS_LIMIT} seconds"))
    }
}

/// Ctrl-C, or the system's word to end, ends the recording as a tap would; a second one gives up
/// finishing it.
fn end_when_told(stop: &Arc<AtomicBool>, live: Option<Arc<Live>>) {
    let stop = Arc::clone(stop);
    let told = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED_TWICE);
        }
        if let Some(live) = &live {
            live.stop();
        }
    });
    if let Err(error) = told {
        tracing::warn!(%error, "this recording ends at its time only");
    }
}

/// Taps on "record" when the devices have been open for so long.
fn begin_after(wait: Duration) -> Arc<Live> {
    let live = Live::with_preview(Arc::new(|| {}));
    let tapped = Arc::clone(&live);
    std::thread::spawn(move || {
        std::thread::sleep(wait);
        tapped.begin();
    });
    live
}

fn tell(
    context: &Context,
    report: &RecordingReport,
    extra: serde_json::Map<String, serde_json::Value>,
) {
    for notice in &report.notices {
        context.output.complain(&notice.says());
    }
    let notices: Vec<_> = report
        .notices
        .iter()
        .map(|notice| context.output.words().sentence(&notice.says()))
        .collect();
    let mut document = json!({
        "frames_captured": report.frames_captured,
        "frames_encoded": report.frames_encoded,
        "frames_dropped": report.frames_dropped,
        "audio_samples": report.audio_samples,
        "duration_secs": report.duration_secs,
        "lag_ms_max": report.lag_ms_max,
        "first_ms": report.first_ms,
        "width_px": report.width_px,
        "height_px": report.height_px,
        "notices": notices,
    });
    if let Some(document) = document.as_object_mut() {
        document.extend(extra);
    }
    context.output.document(&document);
}
