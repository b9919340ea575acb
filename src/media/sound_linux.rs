//! What only ALSA needs; twin of `sound_other.rs`.

/// Keeps the sound system from writing its own lines to stderr, on this thread: what is wrong
/// comes back as an error, and is said once in a plain sentence.
pub(super) fn keep_quiet() {
    // Where this fails the lines stay, which harms nothing.
    let _ = alsa::Output::local_error_handler();
}
