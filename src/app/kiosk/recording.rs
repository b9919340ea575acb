//! Recording, and looking at what was recorded. Devices open before the recording begins; what
//! is recorded lies on disk as a draft from its first second on.

use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::{Kiosk, trouble};
use crate::acts::kiosk as acts;
use crate::acts::record::{self, DraftFor};
use crate::app::command::{Ask, Command};
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::sign_off::Identity;
use crate::domain::{Blob, DraftId, EntryKind};
use crate::media::player::Player;
use crate::media::{
    CameraSource, FinishRequest, Live, Pace, Phase, RecordingReport, RecordingRequest, Waker,
};

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

    /// How much of the time has passed, 0 to 1.
    pub fn part(&self) -> f32 {
        let length = self.length.as_secs_f32().max(1.0);
        (self.live.elapsed().as_secs_f32() / length).clamp(0.0, 1.0)
    }
}

/// What was recorded, to be looked at.
#[derive(Debug)]
pub struct Look {
    pub draft_id: DraftId,
    pub blob: Blob,
    pub player: Option<Player>,
    pub from_micros: u64,
    pub to_micros: u64,
    /// It is being cut.
    pub is_cutting: bool,
    /// Where in the draft the clip at hand begins, once it was cut.
    cut_from_micros: u64,
}

impl Look {
    pub fn duration_micros(&self) -> u64 {
        self.blob.duration_millis * 1_000
    }

    fn is_trimmed(&self) -> bool {
        self.from_micros > 0 || self.to_micros < self.duration_micros()
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
                self.saying.kind = Some(EntryKind::Voice);
                self.open_devices();
            }
            Command::TryDevices => self.record_anew(),
            Command::PlayOrPause => self.with_player(|player| {
                if player.progress().is_playing { player.pause() } else { player.play() }
            }),
            Command::Seek(to) => self.with_player(|player| player.seek(to)),
            Command::TrimFrom(from) => {
                if let Some(look) = &mut self.look {
                    look.from_micros = from.min(look.to_micros.saturating_sub(1_000_000));
                }
            }
            Command::TrimTo(to) => {
                if let Some(look) = &mut self.look {
                    look.to_micros =
                        to.min(look.duration_micros()).max(look.from_micros + 1_000_000);
                }
            }
            Command::Keep => self.keep(),
            Command::LeftOver => self.take_up_left_over(),
            _ => {}
        }
    }

    /// A yes to what was asked.
    pub(super) fn answered(&mut self, asked: Option<Ask>) {
        match asked {
            Some(Ask::ThrowAway) => {
                self.throw_look_away();
                self.go_home();
            }
            Some(Ask::Again) => self.record_anew(),
            Some(Ask::ThrowLeftOver) => {
                let left = self.greeting.as_ref().and_then(|greeting| greeting.left_over.first());
                if let Some(draft_id) = left.map(|draft| draft.draft_id.clone()) {
                    self.throw_away(draft_id);
                }
            }
            None => {}
        }
    }

    fn record_anew(&mut self) {
        self.throw_look_away();
        if self.route == Route::Look {
            self.route = Route::Record;
        }
        self.open_devices();
    }

    fn with_player(&self, work: impl FnOnce(&Player)) {
        if let Some(player) = self.look.as_ref().and_then(|look| look.player.as_ref()) {
            work(player);
        }
    }

    /// Opens camera and microphone for a preview.
    pub(super) fn open_devices(&mut self) {
        self.stop_devices();
        let with_picture = self.saying.kind == Some(EntryKind::Clip);
        let live = Live::with_preview(Arc::clone(&self.teller.waker));
        let length = Duration::from_secs(u64::from(self.preferences.clip_secs));
        let camera = if with_picture { self.devices.camera.clone() } else { CameraSource::None };
        let microphone = self.devices.microphone.clone();
        let request = RecordingRequest { camera, microphone, length, pace: Pace::Real };
        let whose = DraftFor {
            pupil_id: self.who.as_ref().and_then(|who| who.pupil_id.clone()),
            identity: self.who.as_ref().map_or(Identity::Unchecked, |who| who.identity),
            is_worry: self.worry.is_some(),
        };
        self.recordings += 1;
        let number = self.recordings;
        self.recording = Some(Recording {
            live: Arc::clone(&live),
            with_picture,
            length,
            state: RecordingState::Preview,
            shows_ring: true,
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

    /// Lets go of the clip that is looked at; what is still to be told of it comes too late.
    pub(super) fn drop_look(&mut self) {
        if self.look.take().is_some() || self.recording.is_none() {
            self.recordings += 1;
        }
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
        let over = recording.live.phase() == Phase::Recording
            && recording.live.elapsed() >= recording.length
            && recording.state == RecordingState::Recording;
        if over {
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
            Ok((draft_id, report)) => {
                recording.state = RecordingState::Flushing;
                for notice in &report.notices {
                    tracing::warn!(?notice, "a device was lost while recording");
                }
                self.finish(number, draft_id, FinishRequest::default());
            }
            Err(trouble) => recording.state = RecordingState::Failed(trouble),
        }
    }

    fn finish(&self, number: u64, draft_id: DraftId, part: FinishRequest) {
        let desk = Arc::clone(&self.desk);
        self.ask(move || Event::Finished {
            number,
            finished: record::finish_draft(&desk, &draft_id, &part)
                .map(|(_, blob)| (draft_id, blob))
                .map_err(trouble),
        });
    }

    pub(super) fn finished(&mut self, number: u64, finished: Result<(DraftId, Blob), Trouble>) {
        if number != self.recordings {
            return;
        }
        match (finished, &mut self.look) {
            (Ok((_, blob)), Some(look)) if look.is_cutting => {
                look.cut_from_micros += look.from_micros;
                look.from_micros = 0;
                look.to_micros = blob.duration_millis * 1_000;
                look.player = open_player(&blob, &self.teller.waker);
                look.blob = blob;
                look.is_cutting = false;
                self.go_to_send();
            }
            (Ok((draft_id, blob)), _) => self.look_at(draft_id, blob),
            (Err(trouble), look) => {
                if let Some(look) = look {
                    look.is_cutting = false;
                }
                match &mut self.recording {
                    Some(recording) => recording.state = RecordingState::Failed(trouble),
                    None => self.trouble = Some(trouble),
                }
            }
        }
    }

    /// Shows a finished draft, and plays it at once.
    fn look_at(&mut self, draft_id: DraftId, blob: Blob) {
        // Only where somebody waits for it: it must not play on another's screen.
        if !matches!(self.route, Route::Record | Route::Break | Route::Care | Route::Pin(_)) {
            return;
        }
        self.recording = None;
        self.sending.others = None;
        let player = open_player(&blob, &self.teller.waker);
        if let Some(player) = &player {
            player.play();
        }
        let to_micros = blob.duration_millis * 1_000;
        self.look = Some(Look {
            draft_id,
            blob,
            player,
            from_micros: 0,
            to_micros,
            is_cutting: false,
            cut_from_micros: 0,
        });
        match self.route {
            Route::Record => self.route = Route::Look,
            // They take a break: it waits for them behind it.
            Route::Break | Route::Care | Route::Pin(_) => {
                let record = self.back.iter_mut().rev().find(|before| **before == Route::Record);
                if let Some(before) = record {
                    *before = Route::Look;
                }
                self.with_player(Player::pause);
            }
            _ => {}
        }
    }

    fn keep(&mut self) {
        let number = self.recordings;
        let Some(look) = &mut self.look else { return };
        if let Some(player) = &look.player {
            player.pause();
        }
        if look.is_trimmed() && !look.is_cutting {
            look.is_cutting = true;
            let part = FinishRequest {
                keep_from_micros: look.cut_from_micros + look.from_micros,
                keep_to_micros: Some(look.cut_from_micros + look.to_micros),
            };
            let draft_id = look.draft_id.clone();
            self.finish(number, draft_id, part);
        } else if !look.is_cutting {
            self.go_to_send();
        }
    }

    fn throw_look_away(&mut self) {
        if let Some(look) = self.look.take() {
            self.recordings += 1;
            self.throw_away(look.draft_id);
        }
    }

    fn throw_away(&self, draft_id: DraftId) {
        let desk = Arc::clone(&self.desk);
        self.ask(move || match acts::throw_away(&desk, &draft_id) {
            Ok(()) => Event::ThrownAway,
            Err(error) => Event::Failed(trouble(error)),
        });
    }

    /// Goes on with what was left half said: only for whom the identity was checked of.
    fn take_up_left_over(&mut self) {
        let left = self.greeting.as_ref().and_then(|greeting| greeting.left_over.first());
        let is_checked = self.who.as_ref().is_some_and(super::Who::is_checked);
        let Some(left) = left.filter(|_| is_checked) else { return };
        let kind = left.card.kind;
        let draft_id = left.draft_id.clone();
        self.recordings += 1;
        let number = self.recordings;
        if kind.is_worry() {
            // It stays a worry; who should not see it is asked again before it is sent.
            self.open_worry();
            self.go(Route::Worry);
        } else {
            self.saying.kind = Some(kind);
        }
        self.go(Route::Record);
        self.finish(number, draft_id, FinishRequest::default());
    }
}

/// Plays from a copy that is wiped.
fn open_player(blob: &Blob, waker: &Waker) -> Option<Player> {
    let bytes = Zeroizing::new(blob.bytes.clone());
    let player = Player::open(bytes, Arc::clone(waker));
    player.map_err(|error| tracing::warn!(%error, "no player")).ok()
}
