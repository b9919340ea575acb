//! An entry that is open: its player, and what becomes of it when things change.

use std::sync::Arc;

use super::event::JustOpened;
use super::{Chosen, Content, Notice, Open, Pane, ShownEntry, Unlocked};
use crate::acts::ActError;
use crate::acts::look::OpenMedium;
use crate::domain::{EntryState, MediaType, Says, Sentence};
use crate::media::Waker;
use crate::media::player::Player;

impl Open {
    /// Makes the first medium that can be played ready. It does not begin by itself: staff sit
    /// where others hear.
    pub(super) fn new(opened: JustOpened, waker: Waker) -> Self {
        let entry = opened.entry;
        let spoken = entry.spoken();
        let mut media: Vec<(usize, OpenMedium)> = opened.media.into_iter().enumerate().collect();
        let pieces = media.extract_if(.., |(index, medium)| {
            spoken.contains(index) && !medium.media_type.is_still()
        });
        let voices = pieces
            .filter_map(|(index, medium)| {
                Some((index, Player::open(medium.bytes, Arc::clone(&waker)).ok()?))
            })
            .collect();
        let media: Vec<OpenMedium> = media.into_iter().map(|(_, medium)| medium).collect();
        let can_play = |medium: &OpenMedium| match medium.media_type {
            MediaType::Video | MediaType::Sound => true,
            MediaType::Jpeg | MediaType::Png => false,
        };
        // The picture that stands for a clip is part of it.
        let has_clip = media.iter().any(can_play);
        let is_more = |medium: &&OpenMedium| !has_clip || can_play(medium);
        let count = media.iter().filter(is_more).count();
        let clip = media.into_iter().find(can_play);
        let (player, clip_trouble) = match clip.map(|clip| Player::open(clip.bytes, waker)) {
            Some(Ok(player)) => (Some(player), None),
            Some(Err(error)) => (None, Some(ActError::from(error).says())),
            None => (None, None),
        };
        let photo = opened.photo.filter(|_| player.is_none() && entry.sort.is_none()).map(Arc::new);
        let shown = usize::from(player.is_some() || photo.is_some());
        // One that cannot be played has its own sentence.
        let has_more = clip_trouble.is_none() && count > shown && entry.sort.is_none();
        Self { entry, player, voices, photo, clip_trouble, has_more }
    }
}

impl Chosen {
    /// Whether something of it can be hidden: it has a picture, and may be published.
    pub fn can_hide(&self) -> bool {
        self.open().is_some_and(|open| {
            let has_picture = open.photo.is_some() || open.entry.media.contains(&MediaType::Video);
            has_picture && open.entry.refusal.is_none()
        })
    }

    /// Publishing it would change something.
    pub fn differs(&self) -> bool {
        self.open().is_some_and(|open| {
            let is_shown = open.entry.state == EntryState::Published;
            let is_refused = open.entry.is_meant == Some(false);
            match is_shown || is_refused {
                true => open.entry.redaction != self.redaction,
                false => true,
            }
        })
    }

    /// The entry, once it is open.
    pub fn open(&self) -> Option<&Open> {
        match &self.content {
            Content::Open(open) => Some(open),
            Content::Opening | Content::Failed(_) => None,
        }
    }
}

impl Notice {
    pub(super) fn trouble(sentence: Sentence) -> Self {
        Self { sentence, is_trouble: true }
    }
}

impl Unlocked {
    /// The open entry as it stands now. One that was withdrawn meanwhile closes.
    pub(super) fn take_fresh(&mut self, fresh: Option<Box<ShownEntry>>) {
        let Some(chosen) = &mut self.chosen else { return };
        let Content::Open(open) = &mut chosen.content else { return };
        match fresh {
            Some(entry) if entry.entry_id == chosen.entry_id => {
                // What nobody is changing here follows a colleague's decision.
                if chosen.redaction == open.entry.redaction {
                    chosen.redaction = entry.redaction.clone();
                }
                open.entry = *entry;
            }
            // Another one was chosen while this was on its way.
            Some(_) => {}
            None => {
                self.chosen = None;
                self.pane = Pane::Inbox;
                self.notice.get_or_insert(Notice::trouble(Sentence::plain("entry-withdrawn")));
            }
        }
    }
}
