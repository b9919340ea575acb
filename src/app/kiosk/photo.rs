//! A photo of something made: a drawing, a model, a poster. Where a sheet of paper is seen in it,
//! it can lie straight.

use std::sync::Arc;

use super::Kiosk;
use crate::app::command::Command;
use crate::app::event::Event;
use crate::app::route::Route;
use crate::domain::{Blob, EntryKind, MediaType};
use crate::media::film::FilmFrame;

/// What was taken, to be looked at.
#[derive(Debug, Clone)]
pub struct Photo {
    pub whole: Arc<FilmFrame>,
    /// The sheet in it, seen from the front, where there is one.
    pub straight: Option<Arc<FilmFrame>>,
    pub is_straight: bool,
}

impl Photo {
    pub fn shown(&self) -> &Arc<FilmFrame> {
        self.straight.as_ref().filter(|_| self.is_straight).unwrap_or(&self.whole)
    }

    /// As it travels.
    pub(super) fn blob(&self) -> Option<Blob> {
        let jpeg = self.shown().jpeg();
        let bytes = jpeg.map_err(|error| tracing::warn!(%error, "the photo is not kept")).ok()?;
        Some(Blob { media_type: MediaType::Jpeg, duration_millis: 0, bytes })
    }
}

impl Kiosk {
    pub(super) fn begin_photo(&mut self) {
        self.photo = None;
        if self.making.is_none() {
            self.saying.kind = Some(EntryKind::Made);
        }
        self.go(Route::Photo);
        self.open_devices();
    }

    pub(super) fn command_photo(&mut self, command: Command) {
        match command {
            Command::TakePhoto => self.take_photo(),
            Command::Straight(is_straight) => {
                if let Some(photo) = &mut self.photo {
                    photo.is_straight = is_straight && photo.straight.is_some();
                }
            }
            Command::PhotoAgain => {
                self.photo = None;
                self.open_devices();
            }
            Command::KeepPhoto if self.making.is_some() => self.page_picture_made(),
            Command::KeepPhoto if self.photo.is_some() => self.go_to_send(),
            _ => {}
        }
    }

    fn take_photo(&mut self) {
        let whole = self.still().and_then(|picture| FilmFrame::new(picture, None));
        let Some(whole) = whole else { return };
        self.stop_devices();
        let whole = Arc::new(whole);
        self.photo = Some(Photo { whole: Arc::clone(&whole), straight: None, is_straight: false });
        self.sending.others = None;
        self.beside("straightener", move || Event::Straightened {
            straight: whole.straightened().map(Arc::new),
            whole,
        });
    }

    /// A sheet was looked for: shown straight, where it is still this photo.
    pub(super) fn straightened(
        &mut self,
        whole: &Arc<FilmFrame>,
        straight: Option<Arc<FilmFrame>>,
    ) {
        if let Some(photo) = self.photo.as_mut().filter(|photo| Arc::ptr_eq(&photo.whole, whole)) {
            photo.is_straight = straight.is_some();
            photo.straight = straight;
        }
    }

    /// The photo that is to be sent: the one looked at on the way here.
    pub(super) fn photo_to_send(&self) -> Option<&Photo> {
        let is_made = self.saying.kind == Some(EntryKind::Made);
        self.photo.as_ref().filter(|_| is_made && self.back.contains(&Route::Photo))
    }
}
