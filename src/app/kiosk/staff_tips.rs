//! Top tips for staff, after the staff PIN: class, pupil, one page. From the share, so that a
//! stolen tablet holds none of it.

use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::{Kiosk, trouble};
use crate::acts::tips;
use crate::app::command::Command;
use crate::app::event::{Event, Trouble};
use crate::app::route::Route;
use crate::domain::SupplyVisit;
use crate::media::player::Player;
use crate::pages::{ClassPage, PupilPage, Site};

/// Where a grown-up is in it.
#[derive(Debug, Default)]
pub struct StaffTips {
    /// Nothing until the share has answered.
    pub site: Option<Site>,
    class: Option<usize>,
    pupil: Option<usize>,
    /// Whoever is here for a day sees one class alone, until school ends.
    pub visit: Option<SupplyVisit>,
    pub player: Option<Player>,
}

impl StaffTips {
    pub fn class(&self) -> Option<&ClassPage> {
        self.site.as_ref()?.classes.get(self.class?)
    }

    /// The time of the day at which a visit ends, as people say it.
    pub fn open_until(&self) -> Option<String> {
        let until = self.visit.as_ref()?.until;
        let timestamp = jiff::Timestamp::from_millisecond(until.unix_millis).ok()?;
        Some(jiff::tz::TimeZone::system().to_datetime(timestamp).strftime("%-H.%M").to_string())
    }

    pub fn pupil(&self) -> Option<&PupilPage> {
        self.class()?.pupils.get(self.pupil?)
    }
}

impl Kiosk {
    pub(super) fn open_staff_tips(&mut self, visit: Option<SupplyVisit>) {
        self.staff_tips = Some(StaffTips { visit: visit.clone(), ..StaffTips::default() });
        self.go(Route::StaffTips);
        let desk = Arc::clone(&self.desk);
        self.beside("tips", move || {
            let book = match visit {
                Some(visit) => tips::book_of_class(&desk, &visit.class),
                None => tips::book(&desk),
            };
            Event::Book(book.map(Box::new).map_err(trouble))
        });
    }

    /// How long a supply teacher's visit still lasts, where there is one.
    pub(super) fn visit_left(&self) -> Option<Duration> {
        let visit = self.staff_tips.as_ref()?.visit.as_ref()?;
        Some(visit.until.since(self.desk.now()))
    }

    pub(super) fn book_came(&mut self, book: Result<Box<Site>, Trouble>) {
        // A visit may have ended while the share was read.
        if self.visit_left().is_some_and(|left| left.is_zero()) {
            return self.reset();
        }
        let Some(tips) = &mut self.staff_tips else { return };
        match book {
            Ok(site) => {
                tips.class = (site.classes.len() == 1).then_some(0);
                tips.site = Some(*site);
            }
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    pub(super) fn command_staff_tips(&mut self, command: Command) {
        if self.visit_left().is_some_and(|left| left.is_zero()) {
            return self.reset();
        }
        let Some(tips) = &mut self.staff_tips else { return };
        match command {
            Command::TipsClass(index) => tips.class = Some(index),
            Command::TipsPupil(index) => {
                tips.pupil = Some(index);
                tips.player = None;
                let clip = tips.pupil().and_then(|pupil| pupil.clips.first());
                let Some(file_stem) = clip.map(|clip| clip.file_stem.clone()) else { return };
                let desk = Arc::clone(&self.desk);
                self.beside("tips", move || {
                    let clip = tips::clip(&desk, &file_stem).map_err(trouble);
                    Event::StaffClip { file_stem, clip }
                });
            }
            Command::TipsBack => {
                let several = tips.site.as_ref().is_some_and(|site| site.classes.len() > 1);
                if tips.pupil.take().is_some() {
                    tips.player = None;
                } else if tips.class.is_some() && several {
                    tips.class = None;
                } else {
                    self.reset();
                }
            }
            Command::TipsPlay => {
                if let Some(player) = &tips.player {
                    if player.progress().is_playing { player.pause() } else { player.play() }
                }
            }
            Command::TipsSeek(to) => {
                if let Some(player) = &tips.player {
                    player.seek(to);
                }
            }
            _ => {}
        }
    }

    pub(super) fn staff_clip_came(
        &mut self,
        file_stem: &str,
        clip: Result<Option<Zeroizing<Vec<u8>>>, Trouble>,
    ) {
        let waker = Arc::clone(&self.teller.waker);
        let Some(tips) = &mut self.staff_tips else { return };
        match clip {
            // Another pupil's page may be open by now.
            Ok(Some(mp4))
                if tips
                    .pupil()
                    .and_then(|pupil| pupil.clips.first())
                    .is_some_and(|clip| clip.file_stem == file_stem) =>
            {
                tips.player = Player::open(mp4, waker)
                    .map_err(|error| tracing::warn!(%error, "no player"))
                    .ok();
            }
            Ok(_) => {}
            Err(trouble) => self.trouble = Some(trouble),
        }
    }
}
