//! The system's voice on Windows, by what PowerShell reaches of it. The text comes by a pipe and
//! never stands on a command line.

use std::os::windows::process::CommandExt;
use std::process::Command;

/// No window of its own.
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// A program that reads text and writes a WAV file.
pub(super) fn command(language_tag: &str, words_a_minute: u16) -> Option<Command> {
    // From -10 to 10, where 0 is about 170 words a minute.
    let rate = (i32::from(words_a_minute) - 170).clamp(-100, 100) / 10;
    let culture = if language_tag == "en" { "en-GB" } else { language_tag };
    let script = format!(
        "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; \
         $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Rate = {rate}; \
         try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{culture}') }} catch {{}}; \
         $wav = New-Object IO.MemoryStream; $voice.SetOutputToWaveStream($wav); \
         $voice.Speak([Console]::In.ReadToEnd()); \
         [Console]::OpenStandardOutput().Write($wav.ToArray(), 0, $wav.Length)"
    );
    let mut command = Command::new("powershell");
    command.args(["-NoProfile", "-NonInteractive", "-Command", &script]);
    command.creation_flags(CREATE_NO_WINDOW);
    Some(command)
}
