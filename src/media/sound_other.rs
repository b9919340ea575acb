//! The twin of `sound_linux.rs` for systems whose sound says nothing on stderr.

/// Nothing to do.
pub(super) fn keep_quiet() {}
