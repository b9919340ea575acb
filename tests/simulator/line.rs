//! One computer's line to the share: a network file system on a bad day. Faults come by chance,
//! from a seed, and stop when the day gets better.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sayso::platform::clock::{Clock, TestClock};
use sayso::platform::memory_fs::Fuse;
use sayso::platform::{Fs, FsError, FsErrorKind, Lock, MemoryFs};

use super::dice::Dice;

/// How long a listing may be old, in milliseconds.
const LISTING_MILLIS: i64 = 10_000;

/// What can go wrong on a line, each with how often, in a thousand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weather {
    /// No answer, and nothing was done.
    pub gone: u32,
    /// Done, and the answer got lost.
    pub unanswered: u32,
    /// The client says that it is written and reads it back from its own cache; the server has
    /// less, and nobody is told.
    pub cached: u32,
    /// The server has less; it is said once, and afterwards the client's cache says all is well.
    pub said_once: u32,
    /// A scanner holds the file: no new name, no removal.
    pub refused: u32,
    /// Names are listed as they were up to ten seconds ago.
    pub stale: bool,
    /// This account may not delete.
    pub keeps_all: bool,
}

#[derive(Debug, Default)]
struct State {
    weather: Weather,
    dice: Dice,
    /// What the client believes the server has, where they differ.
    cache: BTreeMap<PathBuf, Vec<u8>>,
    listings: BTreeMap<PathBuf, (i64, Vec<String>)>,
}

/// The share as one computer sees it.
#[derive(Debug, Clone)]
pub struct Line {
    server: MemoryFs,
    clock: Arc<TestClock>,
    state: Arc<Mutex<State>>,
}

fn trouble(kind: FsErrorKind, step: &'static str, path: &Path) -> FsError {
    FsError::new(kind, step, path, "a bad day")
}

impl Line {
    pub fn new(server: &MemoryFs, fuse: Fuse, clock: Arc<TestClock>) -> Self {
        Self { server: server.seen_from(fuse), clock, state: Arc::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on it goes wrong like this.
    pub fn weather(&self, weather: Weather, seed: u64) {
        let mut state = self.state();
        state.weather = weather;
        state.dice = Dice::new(seed);
    }

    /// Good weather, and what it was before.
    pub fn in_better_weather(&self) -> Weather {
        std::mem::take(&mut self.state().weather)
    }

    /// The weather as it was.
    pub fn back_to(&self, weather: Weather) {
        self.state().weather = weather;
    }

    /// Mounted anew: what only the client believed is forgotten.
    pub fn remount(&self) {
        let mut state = self.state();
        state.cache.clear();
        state.listings.clear();
    }

    /// Takes a step that may get no answer, before or after it is done.
    fn step<T>(
        &self,
        step: &'static str,
        path: &Path,
        work: impl FnOnce() -> Result<T, FsError>,
    ) -> Result<T, FsError> {
        let (gone, unanswered) = {
            let mut state = self.state();
            let weather = state.weather;
            (state.dice.chance(weather.gone), state.dice.chance(weather.unanswered))
        };
        if gone {
            return Err(trouble(FsErrorKind::Unreachable, step, path));
        }
        let done = work();
        if unanswered {
            return Err(trouble(FsErrorKind::Unreachable, step, path));
        }
        done
    }

    fn is_refused(&self) -> bool {
        let mut state = self.state();
        let refused = state.weather.refused;
        state.dice.chance(refused)
    }

    fn cached(&self, path: &Path) -> Option<Vec<u8>> {
        self.state().cache.get(path).cloned()
    }

    fn forget(&self, path: &Path) {
        self.state().cache.remove(path);
    }
}

impl Fs for Line {
    fn open_read(&self, path: &Path) -> Result<Box<dyn Read + Send>, FsError> {
        Ok(Box::new(Cursor::new(self.read(path, u64::MAX)?)))
    }

    fn read(&self, path: &Path, limit_bytes: u64) -> Result<Vec<u8>, FsError> {
        self.step("read", path, || match self.cached(path) {
            Some(bytes) if bytes.len() as u64 > limit_bytes => {
                Err(trouble(FsErrorKind::TooLarge, "read", path))
            }
            Some(bytes) => Ok(bytes),
            None => self.server.read(path, limit_bytes),
        })
    }

    fn size(&self, path: &Path) -> Result<Option<u64>, FsError> {
        self.step("size", path, || match self.cached(path) {
            Some(bytes) => Ok(Some(bytes.len() as u64)),
            None => self.server.size(path),
        })
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, FsError> {
        self.step("list", folder, || {
            let now = self.clock.now().unix_millis;
            let old = {
                let state = self.state();
                let old = state.listings.get(folder).filter(|_| state.weather.stale).cloned();
                old.filter(|(at, _)| (0..LISTING_MILLIS).contains(&(now - at)))
            };
            if let Some((_, names)) = old {
                return Ok(names);
            }
            let names = self.server.list(folder)?;
            self.state().listings.insert(folder.to_owned(), (now, names.clone()));
            Ok(names)
        })
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        self.step("write", path, || {
            let (cached, said_once) = {
                let mut state = self.state();
                let weather = state.weather;
                (state.dice.chance(weather.cached), state.dice.chance(weather.said_once))
            };
            if !(cached || said_once) {
                self.forget(path);
                return self.server.write_synced(path, bytes);
            }
            self.server.write_synced(path, &bytes[..bytes.len() * 2 / 3])?;
            self.state().cache.insert(path.to_owned(), bytes.to_vec());
            if said_once { Err(trouble(FsErrorKind::Full, "sync", path)) } else { Ok(()) }
        })
    }

    fn write_private(&self, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
        self.write_synced(path, bytes)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        self.step("rename", to, || {
            if self.is_refused() {
                return Err(trouble(FsErrorKind::Refused, "rename", to));
            }
            self.server.rename_new(from, to)?;
            let mut state = self.state();
            if let Some(bytes) = state.cache.remove(from) {
                state.cache.insert(to.to_owned(), bytes);
            }
            Ok(())
        })
    }

    fn rename_over(&self, from: &Path, to: &Path) -> Result<(), FsError> {
        self.step("rename", to, || {
            if self.is_refused() {
                return Err(trouble(FsErrorKind::Refused, "rename", to));
            }
            self.server.rename_over(from, to)?;
            let mut state = self.state();
            state.cache.remove(to);
            if let Some(bytes) = state.cache.remove(from) {
                state.cache.insert(to.to_owned(), bytes);
            }
            Ok(())
        })
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), FsError> {
        self.step("sync folder", folder, || self.server.sync_folder(folder))
    }

    fn create_folders(&self, folder: &Path) -> Result<(), FsError> {
        self.step("make folder", folder, || self.server.create_folders(folder))
    }

    fn remove(&self, path: &Path) -> Result<(), FsError> {
        self.step("remove", path, || {
            if self.state().weather.keeps_all || self.is_refused() {
                return Err(trouble(FsErrorKind::Refused, "remove", path));
            }
            self.forget(path);
            self.server.remove(path)
        })
    }

    fn remove_folder(&self, folder: &Path) -> Result<(), FsError> {
        self.server.remove_folder(folder)
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, FsError> {
        self.server.lock(path)
    }

    fn is_locked(&self, path: &Path) -> Result<bool, FsError> {
        self.server.is_locked(path)
    }
}
