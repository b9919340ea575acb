//! Which camera, where a tablet has several: one for faces, another one for what lies on the
//! table. Remembered by name, each for itself, on this tablet.

use std::sync::Arc;

use super::{Kiosk, trouble};
use crate::acts::kiosk::{self as acts, CameraFor};
use crate::app::event::Event;
use crate::app::route::Route;
use crate::media::{CameraSource, camera_names};

/// What is there, and what was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cameras {
    /// As the system names them; one or none is no choice.
    pub names: Vec<String>,
    faces: Option<String>,
    things: Option<String>,
}

impl Cameras {
    pub(super) fn remembered(faces: Option<String>, things: Option<String>) -> Self {
        Self { names: Vec::new(), faces, things }
    }

    fn chosen(&mut self, what: CameraFor) -> &mut Option<String> {
        match what {
            CameraFor::Faces => &mut self.faces,
            CameraFor::Things => &mut self.things,
        }
    }

    /// The chosen one where it is there, else whichever gives pictures.
    fn source(&self, what: CameraFor) -> CameraSource {
        let chosen = match what {
            CameraFor::Faces => &self.faces,
            CameraFor::Things => &self.things,
        };
        match chosen.as_ref().filter(|name| self.names.contains(name)) {
            Some(name) => CameraSource::Named(name.clone()),
            None => CameraSource::Default,
        }
    }

    /// The one after the chosen one.
    fn next(&self, what: CameraFor) -> Option<String> {
        let now = match self.source(what) {
            CameraSource::Named(name) => self.names.iter().position(|one| *one == name)?,
            _ => 0,
        };
        let next = (now + 1) % self.names.len().max(1);
        self.names.get(next).filter(|_| next != now).cloned()
    }
}

impl Kiosk {
    fn camera_for(&self) -> CameraFor {
        match self.route {
            Route::Photo | Route::Film | Route::Story => CameraFor::Things,
            _ => CameraFor::Faces,
        }
    }

    /// What is recorded with: what whoever started the kiosk named, else what was chosen here.
    pub(super) fn camera(&self) -> CameraSource {
        match &self.devices.camera {
            CameraSource::Default => self.cameras.source(self.camera_for()),
            named => named.clone(),
        }
    }

    /// Whether another camera can be chosen.
    pub fn has_other_camera(&self) -> bool {
        let is_open = self.recording.as_ref().is_some_and(|recording| recording.may_turn());
        is_open
            && self.devices.camera == CameraSource::Default
            && self.cameras.next(self.camera_for()).is_some()
    }

    pub(super) fn look_for_cameras(&self) {
        if self.devices.camera == CameraSource::Default {
            self.beside("cameras", || Event::Cameras(camera_names()));
        }
    }

    pub(super) fn other_camera(&mut self) {
        if !self.has_other_camera() {
            return;
        }
        let what = self.camera_for();
        let Some(name) = self.cameras.next(what) else { return };
        *self.cameras.chosen(what) = Some(name.clone());
        let desk = Arc::clone(&self.desk);
        self.worker.ask(move || {
            let kept = acts::set_camera(&desk, what, &name);
            kept.err().map(|error| Event::Failed(trouble(error)))
        });
        self.open_devices();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Cameras {
        let names = ["Front", "Back"].map(str::to_owned).to_vec();
        Cameras { names, ..Cameras::default() }
    }

    #[test]
    fn faces_and_things_have_a_camera_each_and_one_that_went_is_not_waited_for() {
        let mut cameras = two();
        assert_eq!(cameras.source(CameraFor::Faces), CameraSource::Default);
        assert_eq!(cameras.next(CameraFor::Things).as_deref(), Some("Back"));
        *cameras.chosen(CameraFor::Things) = Some("Back".to_owned());
        assert_eq!(cameras.source(CameraFor::Things), CameraSource::Named("Back".to_owned()));
        assert_eq!(cameras.source(CameraFor::Faces), CameraSource::Default);
        assert_eq!(cameras.next(CameraFor::Things).as_deref(), Some("Front"));
        cameras.names.truncate(1);
        assert_eq!(cameras.source(CameraFor::Things), CameraSource::Default);
        assert_eq!(cameras.next(CameraFor::Things), None);
        cameras.names.clear();
        assert_eq!(cameras.next(CameraFor::Faces), None);
    }
}
