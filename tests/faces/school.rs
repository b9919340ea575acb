//! A sample school on disk, and a camera from a file, for a screen to be of.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sayso::acts::{ActError, Desk};
use sayso::platform::Machine;
use sayso::platform::clock::{Clock, TestClock};
use sayso::sample::{self, Folders};
use sayso::store::{Access, StoreError};

pub struct School {
    pub folders: Folders,
    /// The real one, but for its clock where a test moves that.
    machine: Machine,
    _folder: tempfile::TempDir,
}

impl School {
    pub fn new() -> Self {
        Self::on(Machine::real())
    }

    /// Living by a clock that the test moves.
    pub fn by_clock(clock: &Arc<TestClock>) -> Self {
        Self::on(Machine { clock: Arc::clone(clock) as Arc<dyn Clock>, ..Machine::real() })
    }

    fn on(machine: Machine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = sample::make(&machine, &folder.path().join("school"), 0).unwrap();
        Self { folders: made.folders, machine, _folder: folder }
    }

    pub fn tablet(&self) -> Arc<Desk> {
        let access = Access::Write { verb: "kiosk" };
        // The workers of a screen that was just closed let go of it soon.
        for _ in 0..100 {
            match Desk::open(&self.machine, &self.folders.tablet, access) {
                Err(ActError::Store(StoreError::InUse { .. })) => {
                    std::thread::sleep(Duration::from_millis(50));
                }
                opened => return Arc::new(opened.unwrap()),
            }
        }
        panic!("somebody holds the tablet's home");
    }

    pub fn senco(&self) -> Desk {
        let access = Access::Write { verb: "review" };
        let mut desk = Desk::open(&self.machine, &self.folders.senco, access).unwrap();
        let passphrase = std::fs::read_to_string(&self.folders.passphrase).unwrap();
        desk.unlock(passphrase.trim()).unwrap();
        desk
    }
}

/// A second of moving colours, to be a camera's picture.
pub fn camera_file(folder: &Path) -> PathBuf {
    let path = folder.join("camera.y4m");
    let (width, height) = (320_usize, 240_usize);
    let mut file = b"YUV4MPEG2 W320 H240 F30:1 Ip A1:1 C420\n".to_vec();
    for frame in 0..900_usize {
        file.extend(b"FRAME\n");
        file.extend((0..width * height).map(|at| ((at % width + frame * 3) % 200 + 20) as u8));
        file.extend(vec![110_u8; width * height / 4]);
        file.extend(vec![140_u8; width * height / 4]);
    }
    std::fs::write(&path, file).unwrap();
    path
}
