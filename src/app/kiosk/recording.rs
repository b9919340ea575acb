//! Recording. Devices open before it begins; what is recorded lies on disk as a draft from its
//! first half second on.

use std::sync::Arc;
use std::time::Duration;

use super::{Kiosk, Look, trouble};
use crate::acts::record::{self, DraftFor};
use crate::app::command::Command;
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::{DraftId, EntryKind};
use crate::media::player::Player;
use crate::media::{
    CameraSource, FinishRequest, Live, MicrophoneSource, Pace, Phase, RecordingReport,
    RecordingRequest,
};

/// How much longer it goes on for whoever is in the middle of a word.
const WORD_LIMIT: Duration = Duration::from_secs(3);
/// 3, 2, 1.
const COUNT_IN: Duration = Duration::from_secs(3);

/// Where a recording stands, for its screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordingState {
    /// Devices open; nothing is kept.
    Preview,
    /// 3-2-1, until then.
    Counting {
        ends_at: Duration,
    },
    Recording,
    Paused,
    /// It has ended and is being made into a clip.
    Flushing,
    Failed(Trouble),
}

/// A recording on its screen.
#[derive(Debug)]
pub struct Recording {
    pub live: Arc<Live>,
    pub with_picture: bool,
    pub length: Duration,
    pub state: RecordingState,
    pub shows_ring: bool,
    /// A film that is spoken over, and not whoever sits there.
    pub is_film: bool,
    /// The time was over.
    pub(super) ended_itself: bool,
    /// Tells this recording's events from those of one before.
    number: u64,
}

impl Recording {
    pub fn is_running(&self) -> bool {
        matches!(
            self.state,
            RecordingState::Counting { .. } | RecordingState::Recording | RecordingState::Flushing
        )
    }

    /// Nothing is recorded yet, or nothing could be: another camera can be taken.
    pub(super) fn may_turn(&self) -> bool {
        let is_waiting = matches!(self.state, RecordingState::Preview | RecordingState::Failed(_));
        self.with_picture && !self.is_film && is_waiting
    }

    /// The time has passed, and nobody is cut off in the middle of a word; in the end they are.
    fn is_over(&self) -> bool {
        let elapsed = self.live.elapsed();
        let last = self.length + WORD_LIMIT;
        elapsed >= last || (elapsed >= self.length && self.live.is_between_words())
    }

    /// How much of the time has passed, 0 to 1.
    pub fn part(&self) -> f32 {
        let length = self.length.as_secs_f32().max(1.0);
        (self.live.elapsed().as_secs_f32() / length).clamp(0.0, 1.0)
    }
}

impl Kiosk {
    pub(super) fn command_recording(&mut self, command: Command) {
        match command {
            Command::Record => self.record(),
            Command::Pause => self.steer(RecordingState::Paused, Live::pause),
            Command::GoOn => self.steer(RecordingState::Recording, Live::go_on),
            Command::Stop => self.stop(),
            Command::Ring => {
                if let Some(recording) = &mut self.recording {
                    recording.shows_ring = !recording.shows_ring;
                }
            }
            Command::VoiceInstead => {
                // A second part in voice does not make a voice of the first.
                if self.look.is_none() {
                    self.saying.kind = Some(EntryKind::Voice);
                }
                self.open(false);
            }
            Command::TryDevices => self.open_devices(),
            _ => {}
        }
    }

    /// Opens camera and microphone for a preview. Where a clip is kept behind it, what is recorded
    /// becomes its next part.
    pub(super) fn open_devices(&mut self) {
        // One may have been plugged in since.
        self.look_for_cameras();
        let shows = matches!(self.saying.kind, Some(EntryKind::Clip | EntryKind::Made));
        self.open((shows && self.making.is_none()) || self.route == Route::Photo);
    }

    fn open(&mut self, with_picture: bool) {
        self.stop_devices();
        let live = Live::with_preview(Arc::clone(&self.teller.waker));
        let liked = Duration::from_secs(u64::from(self.preferences.clip_secs));
        let length = match self.look.as_ref().and_then(Look::room) {
            Some(room) => liked.min(room),
            None => liked,
        };
        let reel = self.reel_to_speak_over();
        let is_film = reel.is_some();
        let camera = match reel {
            Some(reel) => CameraSource::Film(reel),
            None if with_picture => self.camera(),
            None => CameraSource::None,
        };
        // A photo needs no sound.
        let microphone = match self.route {
            Route::Photo | Route::Film => MicrophoneSource::None,
            _ => self.devices.microphone.clone(),
        };
        let request = RecordingRequest {
            camera,
            microphone,
            length: length + WORD_LIMIT,
            pace: Pace::Real,
            fit_to: None,
        };
        let whose = DraftFor {
            continues: self.look.as_ref().map(|look| look.draft_id.clone()),
            ..self.whose_draft()
        };
        self.recordings += 1;
        let number = self.recordings;
        self.recording = Some(Recording {
            live: Arc::clone(&live),
            with_picture,
            length,
            state: RecordingState::Preview,
            shows_ring: true,
            is_film,
            ended_itself: false,
            number,
        });
        let desk = Arc::clone(&self.desk);
        self.beside("recorder", move || Event::Recorded {
            number,
            recorded: record::to_draft_live(&desk, &whose, &request, &live).map_err(trouble),
        });
    }

    /// Ends what is being recorded, as it should end; a preview just lets go.
    pub(super) fn stop_or_keep_recording(&mut self) {
        match self.recording.as_ref().map(|recording| &recording.state) {
            Some(RecordingState::Recording | RecordingState::Paused) => self.stop(),
            Some(RecordingState::Flushing) => {}
            Some(_) | None => self.stop_devices(),
        }
        self.with_player(Player::pause);
    }

    /// Gives the devices back. What is recorded so far stays as a draft.
    pub(super) fn stop_devices(&mut self) {
        if let Some(recording) = self.recording.take() {
            recording.live.stop();
        }
    }

    fn record(&mut self) {
        let count_in = self.preferences.count_in;
        let ends_at = self.now + COUNT_IN;
        let Some(recording) = &mut self.recording else { return };
        if recording.state != RecordingState::Preview {
            return;
        }
        if count_in {
            recording.state = RecordingState::Counting { ends_at };
        } else {
            recording.live.begin();
            recording.state = RecordingState::Recording;
        }
    }

    fn steer(&mut self, to: RecordingState, how: impl FnOnce(&Live)) {
        let Some(recording) = &mut self.recording else { return };
        let can = matches!(
            (&recording.state, &to),
            (RecordingState::Recording, RecordingState::Paused)
                | (RecordingState::Paused, RecordingState::Recording)
        );
        if can {
            how(&recording.live);
            recording.state = to;
        }
    }

    fn stop(&mut self) {
        let Some(recording) = &mut self.recording else { return };
        match recording.state {
            RecordingState::Recording | RecordingState::Paused => {
                recording.live.stop();
                recording.state = RecordingState::Flushing;
            }
            RecordingState::Counting { .. } => recording.state = RecordingState::Preview,
            RecordingState::Preview | RecordingState::Flushing | RecordingState::Failed(_) => {}
        }
    }

    /// The sentence for what keeps the devices from working.
    pub fn device_trouble(&self) -> Option<&'static str> {
        match &self.recording.as_ref()?.state {
            RecordingState::Failed(trouble) => Some(trouble.pupil),
            _ => None,
        }
    }

    /// 3, 2 or 1, before a recording.
    pub fn count_in(&self) -> Option<u64> {
        match self.recording.as_ref().map(|recording| &recording.state) {
            Some(RecordingState::Counting { ends_at }) => {
                let left = ends_at.saturating_sub(self.now);
                Some(left.as_secs() + u64::from(left.subsec_nanos() > 0))
            }
            _ => None,
        }
    }

    pub(super) fn tick_recording(&mut self, now: Duration) {
        self.now = now;
        let Some(recording) = &mut self.recording else { return };
        if let RecordingState::Counting { ends_at } = recording.state
            && now >= ends_at
        {
            recording.live.begin();
            recording.state = RecordingState::Recording;
        }
        let is_going = recording.live.phase() == Phase::Recording
            && recording.state == RecordingState::Recording;
        if is_going && recording.is_over() {
            recording.live.stop();
            recording.ended_itself = true;
            recording.state = RecordingState::Flushing;
        }
    }

    pub(super) fn recorded(
        &mut self,
        number: u64,
        recorded: Result<(DraftId, RecordingReport), Trouble>,
    ) {
        let is_ours = |recording: &&mut Recording| recording.number == number;
        let Some(recording) = self.recording.as_mut().filter(is_ours) else {
            return;
        };
        match recorded {
            Ok((draft_id, _)) => {
                recording.state = RecordingState::Flushing;
                self.finish(number, draft_id, self.whole());
            }
            Err(trouble) => recording.state = RecordingState::Failed(trouble),
        }
    }

    pub(super) fn finish(&self, number: u64, draft_id: DraftId, part: FinishRequest) {
        let desk = Arc::clone(&self.desk);
        self.ask(move || Event::Finished {
            number,
            finished: record::finish_draft(&desk, &draft_id, &part)
                .map(|(_, blob)| (draft_id, blob))
                .map_err(trouble),
        });
    }
}
