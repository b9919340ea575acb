//! The system's voice on Linux: eSpeak NG, which speaks English and Welsh, Polish, Arabic and Urdu
//! among others, and writes what it says to a pipe.

use std::process::Command;

/// A program that reads text and writes a WAV file.
pub(super) fn command(language_tag: &str, words_a_minute: u16) -> Option<Command> {
    let mut command = Command::new("espeak-ng");
    let voice = if language_tag == "en" { "en-gb" } else { language_tag };
    command.args(["--stdout", "--stdin", "-b", "1", "-v", voice, "-s"]);
    command.arg(words_a_minute.to_string());
    Some(command)
}
