//! No system's notices that we know of.

use super::screen::ScreenError;

pub(super) fn show(_title: &str, _text: &str) -> Result<(), ScreenError> {
    Err(ScreenError { detail: "not known on this system".to_owned() })
}
