//! An answer in the adult's own voice or signing: recorded into memory beside the open entry,
//! listened to, and sent with the rest of the answer. Letting go of it stops the devices.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use zeroize::Zeroizing;

use super::command::Typed;
use super::{Chosen, Doing, Review};
use crate::acts::answer::{Answering, LIMIT};
use crate::acts::{ActError, record};
use crate::app::kiosk::Devices;
use crate::domain::{Blob, Says, Sentence};
use crate::media::player::Player;
use crate::media::{
    CameraSource, Live, MediaError, MicrophoneSource, Pace, Phase, RecordingRequest, Waker,
};
use crate::platform::Machine;

/// How far it is.
#[derive(Debug, Default)]
pub enum Speaking {
    #[default]
    Nothing,
    At(Recorder),
    Said(Said),
    Failed(Sentence),
}

/// Devices are open, or opening.
#[derive(Debug)]
pub struct Recorder {
    pub live: Arc<Live>,
    pub with_picture: bool,
    /// It has ended and is being made into a clip.
    pub is_ending: bool,
    came: Receiver<Result<Blob, Sentence>>,
}

/// The devices are given back.
impl Drop for Recorder {
    fn drop(&mut self) {
        self.live.stop();
    }
}

/// What was said, to be listened to.
#[derive(Debug)]
pub struct Said {
    pub blob: Arc<Blob>,
    pub player: Option<Player>,
}

/// What can be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeakCommand {
    /// Opens the devices. A voice is recorded at once; whoever signs sees themselves first.
    Say,
    Sign,
    Begin,
    Stop,
    PlayOrPause,
    Seek(u64),
    ThrowAway,
}

/// An answer on its way to the desk.
#[derive(Debug, Clone)]
pub struct Written {
    pub text: Typed,
    pub symbols: Vec<String>,
    pub medium: Option<Arc<Blob>>,
}

impl Written {
    pub fn answering(&self) -> Answering<'_> {
        let medium = self.medium.as_deref();
        Answering { text: self.text.as_str(), symbols: &self.symbols, medium }
    }
}

impl Recorder {
    /// Opens the devices on a thread of its own.
    fn open(devices: &Devices, with_picture: bool, waker: Waker) -> Result<Self, Sentence> {
        let live = Live::with_preview(Arc::clone(&waker));
        if !with_picture {
            live.begin();
        }
        let request = RecordingRequest {
            camera: if with_picture { devices.camera.clone() } else { CameraSource::None },
            microphone: devices.microphone.clone(),
            length: LIMIT,
            pace: Pace::Real,
            fit_to: None,
        };
        let (tell, came) = channel();
        let recorded = Arc::clone(&live);
        let spawned = thread::Builder::new().name("answer".to_owned()).spawn(move || {
            let blob = run(&request, &recorded).map_err(|error| error.says());
            // Whoever has thrown it away does not listen.
            let _ = tell.send(blob);
            waker();
        });
        match spawned {
            Ok(_) => Ok(Self { live, with_picture, is_ending: false, came }),
            Err(error) => Err(MediaError::NoThread { detail: error.to_string() }.says()),
        }
    }

    /// Something is being kept.
    pub fn is_recording(&self) -> bool {
        self.live.phase() == Phase::Recording && !self.is_ending
    }
}

fn run(request: &RecordingRequest, live: &Arc<Live>) -> Result<Blob, ActError> {
    let fs = Machine::real().fs;
    match record::in_memory(&*fs, request, live) {
        // Signing needs no sound.
        Err(ActError::Media(MediaError::NoMicrophone)) if request.camera != CameraSource::None => {
            let request =
                RecordingRequest { microphone: MicrophoneSource::None, ..request.clone() };
            record::in_memory(&*fs, &request, live)
        }
        recorded => recorded,
    }
}

impl Review {
    pub(super) fn command_speaking(&mut self, command: SpeakCommand) {
        let (waker, devices) = (Arc::clone(&self.office.waker), self.devices.clone());
        let is_sending = self.unlocked().is_some_and(|one| one.doing == Some(Doing::Replying));
        let Some(chosen) = self.chosen() else { return };
        // Nothing of the entry is heard in it.
        let open = chosen.open();
        let players = open.iter().flat_map(|open| open.player.iter().chain(open.voices.values()));
        players.for_each(Player::pause);
        let can_speak = chosen.open().is_some_and(|open| !open.entry.kind.is_worry());
        if is_sending || !can_speak {
            return;
        }
        match (command, &mut chosen.speaking) {
            // One recording after the other: the microphone is at work.
            (SpeakCommand::Say | SpeakCommand::Sign, Speaking::At(_)) => {}
            (SpeakCommand::Say | SpeakCommand::Sign, _) => {
                // What was said before lets go of its speaker first.
                chosen.speaking = Speaking::Nothing;
                let opened = Recorder::open(&devices, command == SpeakCommand::Sign, waker);
                chosen.speaking = opened.map_or_else(Speaking::Failed, Speaking::At);
            }
            (SpeakCommand::Begin, Speaking::At(recorder)) if !recorder.is_ending => {
                recorder.live.begin();
            }
            (SpeakCommand::Stop, Speaking::At(recorder)) if recorder.is_recording() => {
                recorder.live.stop();
                recorder.is_ending = true;
            }
            (SpeakCommand::PlayOrPause, Speaking::Said(said)) => {
                if let Some(player) = &said.player {
                    if player.progress().is_playing { player.pause() } else { player.play() }
                }
            }
            (SpeakCommand::Seek(to), Speaking::Said(said)) => {
                if let Some(player) = &said.player {
                    player.seek(to);
                }
            }
            (SpeakCommand::ThrowAway, speaking) => *speaking = Speaking::Nothing,
            (
                SpeakCommand::Begin
                | SpeakCommand::Stop
                | SpeakCommand::PlayOrPause
                | SpeakCommand::Seek(_),
                _,
            ) => {}
        }
    }

    /// Takes over what was recorded. Gives whether anything was.
    pub(super) fn hear_speaking(&mut self) -> bool {
        let waker = Arc::clone(&self.office.waker);
        let Some(chosen) = self.chosen() else { return false };
        let Speaking::At(recorder) = &chosen.speaking else { return false };
        let came = match recorder.came.try_recv() {
            Ok(came) => came,
            Err(TryRecvError::Empty) => return false,
            Err(TryRecvError::Disconnected) => {
                Err(Sentence::plain("worker-died").with("name", "answer"))
            }
        };
        chosen.speaking = match came {
            Ok(blob) => {
                let player = Player::open(Zeroizing::new(blob.bytes.clone()), waker).ok();
                Speaking::Said(Said { blob: Arc::new(blob), player })
            }
            Err(sentence) => Speaking::Failed(sentence),
        };
        true
    }

    /// Somebody is speaking or signing: they sit there though they touch nothing.
    pub(super) fn is_spoken_to(&self) -> bool {
        let super::ReviewState::Unlocked(unlocked) = &self.state else { return false };
        match unlocked.chosen.as_ref().map(|chosen| &chosen.speaking) {
            Some(Speaking::At(recorder)) => recorder.is_recording(),
            _ => false,
        }
    }
}

impl Chosen {
    /// The answer as it would be sent.
    pub fn written(&self) -> Written {
        let medium = match &self.speaking {
            Speaking::Said(said) => Some(Arc::clone(&said.blob)),
            Speaking::Nothing | Speaking::At(_) | Speaking::Failed(_) => None,
        };
        let symbols = self.writing.symbols.clone();
        Written { text: self.reply.clone(), symbols, medium }
    }

    /// There is something to send as an answer, and nobody is still speaking.
    pub fn can_answer(&self) -> bool {
        let is_said = matches!(self.speaking, Speaking::Said(_));
        let is_there = is_said || !self.reply.is_blank() || !self.writing.symbols.is_empty();
        is_there && !matches!(self.speaking, Speaking::At(_))
    }
}
