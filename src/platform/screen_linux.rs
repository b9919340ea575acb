//! Notices on a Linux desktop: org.freedesktop.Notifications over the session's bus (Desktop
//! Notifications Specification 1.2); twin of `screen_windows.rs`.

use std::collections::HashMap;

use zbus::zvariant::Value;

use super::screen::ScreenError;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// Stays until somebody puts it away.
const CRITICAL: u8 = 2;
const NEVER: i32 = 0;

pub(super) fn show(title: &str, text: &str) -> Result<(), ScreenError> {
    send(title, text).map_err(|error| ScreenError { detail: error.to_string() })
}

fn send(title: &str, text: &str) -> zbus::Result<()> {
    let bus = zbus::blocking::Connection::session()?;
    let actions: &[&str] = &[];
    let mut hints: HashMap<&str, Value<'_>> = HashMap::new();
    hints.insert("urgency", CRITICAL.into());
    let replaces = 0_u32;
    let notice = ("Say So", replaces, "", title, text, actions, hints, NEVER);
    bus.call_method(Some(NAME), PATH, Some(NAME), "Notify", &notice)?;
    Ok(())
}
