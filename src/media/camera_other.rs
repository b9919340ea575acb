//! The twin of `camera_linux.rs` for systems whose cameras keep no state between programs.

/// Nothing to do: Media Foundation and AVFoundation begin afresh.
pub(super) fn reset(_index: u32) {}
