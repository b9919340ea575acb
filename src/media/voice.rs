//! From text to sound, by the voice of the system. Each text has a process of its own: a voice that
//! hangs or dies takes nothing along.

use std::io::{Read, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::decode::DecodedSound;
#[cfg(target_os = "linux")]
use super::voice_linux::command;
#[cfg(not(any(target_os = "linux", windows)))]
use super::voice_other::command;
#[cfg(windows)]
use super::voice_windows::command;

/// The longest text that is read in one go, in letters.
const TEXT_LETTERS: usize = 2_000;
/// As fast as people read to a child.
const WORDS_A_MINUTE: u16 = 150;
/// A voice that has not made it into sound until then is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Two minutes of speech.
const SOUND_LIMIT_BYTES: u64 = 16 * 1024 * 1024;

/// What the voice says, as sound; nothing where there is no voice.
pub fn spoken(text: &str, language_tag: &str, pace_percent: u16) -> Option<DecodedSound> {
    let words = u32::from(WORDS_A_MINUTE) * u32::from(pace_percent) / 100;
    let mut command = command(language_tag, u16::try_from(words.clamp(60, 400)).unwrap_or(150))?;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| tracing::info!(%error, "no voice")).ok()?;
    let text: String = text.chars().take(TEXT_LETTERS).collect();
    let (mut to, from) = (child.stdin.take()?, child.stdout.take()?);
    // Both at once: a voice may begin to speak before it has read everything.
    let writer = std::thread::spawn(move || to.write_all(text.as_bytes()).is_ok());
    let reader = std::thread::spawn(move || {
        let mut wav = Vec::new();
        from.take(SOUND_LIMIT_BYTES).read_to_end(&mut wav).ok().map(|_| wav)
    });
    let began = Instant::now();
    while !reader.is_finished() && began.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(10));
    }
    // It has ended by itself, or is given up.
    let _ = child.kill();
    let _ = child.wait();
    let _ = writer.join();
    sound(&reader.join().ok()??)
}

/// The samples of a WAV file with 16 bits each. What a pipe's header says of its length is not
/// believed.
fn sound(wav: &[u8]) -> Option<DecodedSound> {
    let number = |at: usize| Some(u16::from_le_bytes(wav.get(at..at + 2)?.try_into().ok()?));
    let is_ours = wav.get(..4) == Some(b"RIFF") && number(20) == Some(1) && number(34) == Some(16);
    if !is_ours {
        return None;
    }
    let channels = number(22).filter(|channels| (1..=2).contains(channels))?;
    let rate_hz = u32::from_le_bytes(wav.get(24..28)?.try_into().ok()?);
    let data = wav.windows(4).position(|four| four == b"data")? + 8;
    let samples = wav.get(data..)?.as_chunks::<2>().0.iter();
    let interleaved: Vec<i16> = samples.map(|pair| i16::from_le_bytes(*pair)).collect();
    (!interleaved.is_empty() && rate_hz > 0).then_some(DecodedSound {
        rate_hz,
        channels,
        interleaved,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wav_file_with_a_wrong_length_is_sound_and_junk_is_none() {
        let mut wav = b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        wav.extend(22_050_u32.to_le_bytes());
        wav.extend(44_100_u32.to_le_bytes());
        wav.extend(b"\x02\0\x10\0data\0\xf0\xff\x7f");
        wav.extend([1, 0, 2, 0, 3]);
        let sound = sound(&wav).unwrap();
        assert_eq!((sound.rate_hz, sound.interleaved), (22_050, vec![1, 2]));
        for length in 0..44 {
            assert!(super::sound(&wav[..length]).is_none(), "{length}");
        }
    }

    #[test]
    fn the_system_says_a_sentence_in_english_and_welsh() {
        let Some(english) = spoken("What helps me learn", "en", 100) else {
            eprintln!("SKIPPED: this system has no voice");
            return;
        };
        let secs = english.interleaved.len() as f64 / f64::from(english.rate_hz);
        assert!((0.5..6.0).contains(&secs), "{secs} s");
        assert!(english.interleaved.iter().any(|sample| sample.unsigned_abs() > 1_000));
        let slow = spoken("What helps me learn", "en", 60).unwrap();
        assert!(slow.interleaved.len() > english.interleaved.len());
        assert!(spoken("Beth sy'n fy helpu i ddysgu", "cy", 100).is_some());
    }
}
