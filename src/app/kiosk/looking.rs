//! Looking at what was recorded: it plays at once, can be cut, lose its picture, be added to, be
//! kept or thrown away.

use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::{Kiosk, RecordingState, trouble};
use crate::acts::kiosk as acts;
use crate::app::command::{Ask, Command};
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::{Blob, DraftId, EntryKind, MediaType};
use crate::media::player::Player;
use crate::media::{FinishRequest, Waker};

/// No clip grows longer by further parts.
const LIMIT_MICROS: u64 = 600_000_000;
const LEAST_PART_MICROS: u64 = 15_000_000;

/// What was recorded, to be looked at.
#[derive(Debug)]
pub struct Look {
    pub draft_id: DraftId,
    pub blob: Blob,
    pub player: Option<Player>,
    pub from_micros: u64,
    pub to_micros: u64,
    /// Only the voice is to be kept.
    pub voice_only: bool,
    /// The picture that stands for the clip; the first one where none was chosen.
    pub poster_micros: Option<u64>,
    /// The time was over before the pupil was: another part is offered at once.
    pub ended_itself: bool,
    /// It is being cut.
    pub is_cutting: bool,
    /// Where in the draft the clip at hand begins, once it was cut.
    cut_from_micros: u64,
    /// The draft has pictures, whatever the clip at hand has.
    has_picture: bool,
    /// The whole draft's length, whatever was cut.
    draft_micros: u64,
}

impl Look {
    pub fn duration_micros(&self) -> u64 {
        self.blob.duration_millis * 1_000
    }

    pub fn has_picture(&self) -> bool {
        self.has_picture
    }

    /// How long another part may be; what was cut away must not come back with it.
    pub fn room(&self) -> Option<Duration> {
        let is_whole = !self.is_cutting
            && !self.needs_cutting()
            && self.duration_micros() == self.draft_micros
            && !self.voice_only;
        let room = LIMIT_MICROS.saturating_sub(self.draft_micros);
        (is_whole && room > LEAST_PART_MICROS).then(|| Duration::from_micros(room))
    }

    /// Whether the clip at hand is not yet what is to be kept.
    fn needs_cutting(&self) -> bool {
        let lost_picture = self.has_picture && self.blob.media_type == MediaType::Sound;
        self.from_micros > 0
            || self.to_micros < self.duration_micros()
            || self.voice_only != lost_picture
    }
}

impl Kiosk {
    pub(super) fn command_looking(&mut self, command: Command) {
        let is_cutting = self.look.as_ref().is_some_and(|look| look.is_cutting);
        match command {
            // What is being made is what was asked for.
            Command::TrimFrom(_)
            | Command::TrimTo(_)
            | Command::VoiceOnly
            | Command::Poster
            | Command::SayMore
                if is_cutting => {}
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
            Command::VoiceOnly => {
                if let Some(look) = &mut self.look {
                    look.voice_only = !look.voice_only && look.has_picture();
                }
            }
            Command::Poster => self.choose_poster(),
            Command::SayMore => self.say_more(),
            Command::Keep => self.keep(),
            Command::LeftOver => self.take_up_left_over(),
            _ => {}
        }
    }

    /// The picture that is shown now stands for the clip; chosen again, the first one does.
    fn choose_poster(&mut self) {
        let Some(look) = &mut self.look else { return };
        let Some(player) = &look.player else { return };
        player.pause();
        let now = player.progress().position_micros;
        look.poster_micros = match look.poster_micros {
            Some(chosen) if chosen.abs_diff(now) < 100_000 => None,
            Some(_) | None => Some(now),
        };
    }

    /// Another part of the same clip. The way back leads to what there is.
    fn say_more(&mut self) {
        self.with_player(Player::pause);
        if self.look.as_ref().is_some_and(|look| look.room().is_some()) {
            self.go(Route::Record);
            self.open_devices();
        }
    }

    /// The first one goes.
    fn record_anew(&mut self) {
        self.throw_look_away();
        if self.route == Route::Look {
            self.route = Route::Record;
        }
        self.open_devices();
    }

    /// All of a draft, as the pupil likes it.
    pub(super) fn whole(&self) -> FinishRequest {
        FinishRequest { less_noise: self.preferences.less_noise, ..FinishRequest::default() }
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
                let left = self.left_over();
                if let Some(draft_id) = left.map(|draft| draft.draft_id.clone()) {
                    self.throw_away(draft_id);
                }
            }
            Some(Ask::Loud) => self.may_be_loud = true,
            None => {}
        }
    }

    pub(super) fn with_player(&self, work: impl FnOnce(&Player)) {
        let player = match &self.meaning {
            Some(meaning) => meaning.shown.player(),
            None => self.look.as_ref().and_then(|look| look.player.as_ref()),
        };
        if let Some(player) = player {
            work(player);
        }
    }

    /// Lets go of the clip that is looked at; what is still to be told of it comes too late.
    pub(super) fn drop_look(&mut self) {
        if self.look.take().is_some() || self.recording.is_none() {
            self.recordings += 1;
        }
    }

    pub(super) fn finished(&mut self, number: u64, finished: Result<(DraftId, Blob), Trouble>) {
        if number != self.recordings {
            return;
        }
        match (finished, &mut self.look) {
            (Ok((_, blob)), Some(look)) if look.is_cutting => {
                // With pictures it begins at a keyframe, up to a second before what was asked.
                let length = blob.duration_millis * 1_000;
                let begins = (look.cut_from_micros + look.to_micros).saturating_sub(length);
                let earlier = look.cut_from_micros;
                let in_new = |at: u64| (earlier + at).saturating_sub(begins);
                look.poster_micros = look.poster_micros.map(in_new);
                look.cut_from_micros = begins;
                look.from_micros = 0;
                look.to_micros = length;
                look.player = open_player(&blob, &self.teller.waker);
                look.blob = blob;
                look.is_cutting = false;
                self.kept();
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
        let ended_itself = self.recording.take().is_some_and(|recording| recording.ended_itself);
        self.sending.others = None;
        let player = open_player(&blob, &self.teller.waker);
        if let Some(player) = &player {
            player.play();
        }
        let to_micros = blob.duration_millis * 1_000;
        let has_picture = blob.media_type == MediaType::Video;
        self.look = Some(Look {
            draft_id,
            blob,
            player,
            from_micros: 0,
            to_micros,
            voice_only: false,
            poster_micros: None,
            ended_itself,
            is_cutting: false,
            cut_from_micros: 0,
            has_picture,
            draft_micros: to_micros,
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
        // After another part it is the same screen that lies behind.
        if self.route == Route::Look {
            while matches!(self.back.last(), Some(Route::Look | Route::Change)) {
                self.back.pop();
            }
        }
        self.back.dedup();
    }

    fn keep(&mut self) {
        let number = self.recordings;
        let whole = self.whole();
        let is_worry = self.worry.is_some();
        let Some(look) = &mut self.look else { return };
        if let Some(player) = &look.player {
            player.pause();
        }
        if look.has_picture && !is_worry && self.making.is_none() {
            let kind = if look.voice_only { EntryKind::Voice } else { EntryKind::Clip };
            self.saying.kind = Some(kind);
        }
        if look.needs_cutting() && !look.is_cutting {
            look.is_cutting = true;
            let part = FinishRequest {
                keep_from_micros: look.cut_from_micros + look.from_micros,
                keep_to_micros: Some(look.cut_from_micros + look.to_micros),
                sound_only: look.voice_only,
                ..whole
            };
            let draft_id = look.draft_id.clone();
            self.finish(number, draft_id, part);
        } else if !look.is_cutting {
            self.kept();
        }
    }

    /// It is as it is to be kept: a piece goes to the others, all else is sent.
    fn kept(&mut self) {
        match self.making {
            Some(_) => self.voice_made(),
            None => self.go_to_send(),
        }
    }

    fn throw_look_away(&mut self) {
        if let Some(look) = self.look.take() {
            self.recordings += 1;
            self.throw_away(look.draft_id);
        }
    }

    pub(super) fn throw_away(&self, draft_id: DraftId) {
        let desk = Arc::clone(&self.desk);
        self.ask(move || match acts::throw_away(&desk, &draft_id) {
            Ok(()) => Event::ThrownAway,
            Err(error) => Event::Failed(trouble(error)),
        });
    }

    /// Goes on with what was left half said: only for whom the identity was checked of.
    fn take_up_left_over(&mut self) {
        let left = self.left_over();
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
        self.finish(number, draft_id, self.whole());
    }
}

/// Plays from a copy that is wiped.
fn open_player(blob: &Blob, waker: &Waker) -> Option<Player> {
    let bytes = Zeroizing::new(blob.bytes.clone());
    let player = Player::open(bytes, Arc::clone(waker));
    player.map_err(|error| tracing::warn!(%error, "no player")).ok()
}
