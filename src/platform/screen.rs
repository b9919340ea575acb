//! A short notice on the screen of whoever sits at this computer, by what the system has for it.
//! Never says whom it is about.

use std::fmt;
use std::sync::Mutex;

#[cfg(target_os = "linux")]
use super::screen_linux::show;
#[cfg(not(any(target_os = "linux", windows)))]
use super::screen_other::show;
#[cfg(windows)]
use super::screen_windows::show;

/// Nobody could be told here: no desktop, or nothing that shows notices.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no notice on this screen: {detail}")]
pub struct ScreenError {
    pub detail: String,
}

/// Where notices are shown.
pub trait Screen: Send + Sync + fmt::Debug {
    fn show(&self, title: &str, text: &str) -> Result<(), ScreenError>;
}

/// The system's own notices.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemScreen;

impl Screen for SystemScreen {
    fn show(&self, title: &str, text: &str) -> Result<(), ScreenError> {
        show(title, text)
    }
}

/// Keeps what would be shown; shows nothing where it is switched off.
#[derive(Debug, Default)]
pub struct MemoryScreen {
    pub shown: Mutex<Vec<(String, String)>>,
    pub is_off: bool,
}

impl Screen for MemoryScreen {
    fn show(&self, title: &str, text: &str) -> Result<(), ScreenError> {
        if self.is_off {
            return Err(ScreenError { detail: "switched off".to_owned() });
        }
        let mut shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        shown.push((title.to_owned(), text.to_owned()));
        Ok(())
    }
}
