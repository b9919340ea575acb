//! A stop-motion film: a storyboard of up to eight pictures with a word each, single pictures
//! taken for each of them, and at the end a voice over all of it. What is made lies on disk as a
//! draft after each change.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Kiosk, RecordingState, trouble};
use crate::acts::film;
use crate::acts::kiosk as acts;
use crate::acts::record::DraftFor;
use crate::app::command::Command;
use crate::app::event::Event;
use crate::app::route::Route;
use crate::domain::DraftId;
use crate::media::film::{FRAMES_LIMIT, FilmFrame, RATES, Reel};
use crate::media::{I420, SourceState};

/// Pictures of a storyboard.
pub const SCENES: usize = 8;
const USUAL_RATE: u8 = 6;

/// One picture of the storyboard.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// What it is about, in the words of the symbols.
    pub word: String,
    pub frames: Vec<Arc<FilmFrame>>,
}

/// A film that is being made.
#[derive(Debug)]
pub struct Film {
    pub scenes: Vec<Scene>,
    /// The one whose pictures are being taken.
    pub at: usize,
    /// A picture of it that may be taken again or removed.
    pub chosen: Option<usize>,
    pub frames_a_second: u8,
    /// It is finished, and spoken over.
    pub is_spoken_over: bool,
    /// The draft that holds it, once there is one. Jobs take their turns.
    kept: Arc<Mutex<Option<DraftId>>>,
}

impl Film {
    fn new() -> Self {
        Self {
            scenes: vec![Scene::default()],
            at: 0,
            chosen: None,
            frames_a_second: USUAL_RATE,
            is_spoken_over: false,
            kept: Arc::default(),
        }
    }

    pub fn frames(&self) -> impl Iterator<Item = &Arc<FilmFrame>> {
        self.scenes.iter().flat_map(|scene| &scene.frames)
    }

    pub fn scene(&self) -> Option<&Scene> {
        self.scenes.get(self.at)
    }

    /// The picture before the one that is taken next, to be laid over it.
    pub fn onion(&self) -> Option<&Arc<FilmFrame>> {
        let scene = self.scene()?;
        match self.chosen {
            Some(index) => index.checked_sub(1).and_then(|before| scene.frames.get(before)),
            None => scene.frames.last().or_else(|| {
                self.scenes[..self.at].iter().rev().find_map(|scene| scene.frames.last())
            }),
        }
    }

    pub fn has_room(&self) -> bool {
        self.frames().count() < FRAMES_LIMIT
    }

    pub(super) fn reel(&self) -> Arc<Reel> {
        let frames = self.frames().cloned().collect();
        Arc::new(Reel { frames, frames_a_second: self.frames_a_second })
    }
}

impl Kiosk {
    pub(super) fn command_film(&mut self, command: Command) {
        if command == Command::MakeFilm {
            self.stop_devices();
            self.film.get_or_insert_with(Film::new).is_spoken_over = false;
            return self.go(Route::Story);
        }
        let Some(film) = &mut self.film else { return };
        match command {
            Command::Scene(at) if at < film.scenes.len() => {
                film.at = at;
                film.chosen = None;
                self.go(Route::Film);
                self.open_devices();
            }
            Command::AddScene if film.scenes.len() < SCENES => {
                film.scenes.push(Scene::default());
            }
            Command::SceneWord => {
                self.message = super::Message::default();
                self.stop_devices();
                self.go(Route::Board);
            }
            Command::TakeFrame => self.take_frame(),
            Command::ChooseFrame(index) => {
                let is_there = film.scene().is_some_and(|scene| index < scene.frames.len());
                film.chosen = Some(index).filter(|_| is_there && film.chosen != Some(index));
            }
            Command::RemoveFrame => {
                let chosen = film.chosen.take();
                if let (Some(index), Some(scene)) = (chosen, film.scenes.get_mut(film.at)) {
                    scene.frames.remove(index);
                    self.keep_film();
                }
            }
            Command::FilmRate(rate) => {
                film.frames_a_second = rate.clamp(*RATES.start(), *RATES.end());
                self.keep_film();
            }
            Command::SpeakOver if film.frames().next().is_some() => {
                film.is_spoken_over = true;
                self.go(Route::Record);
                self.open_devices();
            }
            _ => {}
        }
    }

    /// The picture that the camera shows now: after the last one, or in the place of the one that
    /// was chosen.
    fn take_frame(&mut self) {
        let still = self.still();
        let Some(film) = &mut self.film else { return };
        let like = film.frames().next().cloned();
        let frame = still.and_then(|picture| FilmFrame::new(picture, like.as_deref()));
        let has_room = film.has_room();
        let Some(frame) = frame.map(Arc::new) else { return };
        let Some(scene) = film.scenes.get_mut(film.at) else { return };
        match film.chosen.take().and_then(|index| scene.frames.get_mut(index)) {
            Some(old) => *old = frame,
            None if has_room => scene.frames.push(frame),
            None => return,
        }
        self.keep_film();
    }

    /// What the camera shows now; nothing where it has gone.
    pub(super) fn still(&self) -> Option<I420> {
        let recording = self.recording.as_ref()?;
        let sees = recording.state == RecordingState::Preview
            && recording.live.camera() == SourceState::Ready;
        recording.live.still().filter(|_| sees)
    }

    /// The word of a scene was chosen.
    pub(super) fn scene_word_chosen(&mut self) {
        let word = self.message.sentence("en");
        if let Some(scene) = self.film.as_mut().and_then(|film| film.scenes.get_mut(film.at)) {
            scene.word = word;
        }
        self.message = super::Message::default();
        while self.back.pop().is_some_and(|before| before != Route::Film) {}
        self.route = Route::Film;
        self.open_devices();
    }

    /// Whether the board is open for the word of a scene.
    pub(super) fn names_scene(&self) -> bool {
        self.film.is_some() && self.back.last() == Some(&Route::Film)
    }

    fn keep_film(&self) {
        let Some(film) = &self.film else { return };
        let (reel, kept) = (film.reel(), Arc::clone(&film.kept));
        let desk = Arc::clone(&self.desk);
        let whose = self.whose_draft();
        self.worker.ask(move || {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            match film::keep(&desk, &whose, &reel, kept.as_ref()) {
                Ok(now) => {
                    *kept = now;
                    None
                }
                Err(error) => Some(Event::Failed(trouble(error))),
            }
        });
    }

    pub(super) fn whose_draft(&self) -> DraftFor {
        use crate::domain::sign_off::Identity;
        DraftFor {
            pupil_id: self.who.as_ref().and_then(|who| who.pupil_id.clone()),
            identity: self.who.as_ref().map_or(Identity::Unchecked, |who| who.identity),
            is_worry: self.worry.is_some(),
            continues: None,
        }
    }

    /// It was sent, spoken over: the silent one is no left-over.
    pub(super) fn film_was_sent(&mut self) {
        let Some(film) = self.film.take_if(|film| film.is_spoken_over) else { return };
        let desk = Arc::clone(&self.desk);
        self.worker.ask(move || {
            let kept = film.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(draft_id) = kept
                && let Err(error) = acts::throw_away(&desk, &draft_id)
            {
                return Some(Event::Failed(trouble(error)));
            }
            None
        });
    }

    /// What the camera is while a film is spoken over.
    pub(super) fn reel_to_speak_over(&self) -> Option<Arc<Reel>> {
        let film = self.film.as_ref().filter(|film| film.is_spoken_over)?;
        (self.route == Route::Record).then(|| film.reel())
    }

    /// Whether a film may be begun: the camera is there and nothing is recorded yet.
    pub fn may_make_film(&self) -> bool {
        self.look.is_none()
            && self.worry.is_none()
            && self.film.as_ref().is_none_or(|film| !film.is_spoken_over)
            && self.recording.as_ref().is_some_and(|recording| {
                recording.with_picture && recording.state == RecordingState::Preview
            })
    }
}
