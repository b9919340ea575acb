//! What only real devices and servers show, in the virtual machine that stands beside the project:
//! a V4L2 camera and an ALSA microphone here, what goes wrong with them in `devices`, Samba in `share`.

mod devices;
mod share;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::skipped;

/// The program that runs something in the machine; says loudly why where there is none.
fn usable() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rig = root.parent()?.join("shared/rig/rig");
    if !rig.exists() {
        skipped("there is no rig beside the project");
        return None;
    }
    if std::env::var_os("SAYSO_NO_RIG").is_some() {
        skipped("SAYSO_NO_RIG is set");
        return None;
    }
    Some(rig)
}

/// Runs a script of this folder in the machine, with arguments; what it said.
fn run_script(rig: &Path, script: &str, arguments: &[&Path], out: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rig").join(script);
    let mut line = format!("{} {}", script.display(), env!("CARGO_BIN_EXE_sayso"));
    for argument in arguments {
        line.push_str(&format!(" {}", argument.display()));
    }
    let run = Command::new(rig)
        .arg(&line)
        .env("RIG_OUT", out)
        .env("RIG_TIMEOUT", "540")
        .env("RIG_NO_X", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    println!("{said}");
    assert!(run.status.success(), "{said} {}", String::from_utf8_lossy(&run.stderr));
    said
}

/// A tone to be spoken into the microphone.
fn tone(folder: &Path) -> Option<PathBuf> {
    let voice = folder.join("voice.wav");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=5", "-y"])
        .arg(&voice)
        .status();
    made.is_ok_and(|status| status.success()).then_some(voice)
}

#[test]
fn a_clip_with_picture_and_sound_comes_from_real_devices() {
    let Some(rig) = usable() else { return };
    let out = tempfile::tempdir().unwrap();
    let Some(voice) = tone(out.path()) else {
        return skipped("ffmpeg is not installed; ./test installs it");
    };
    let line = format!(
        "speak {} && {} record --camera default --microphone default --seconds 4 --out $OUT/clip.mp4 --json",
        voice.display(),
        env!("CARGO_BIN_EXE_sayso"),
    );
    let run = Command::new(&rig)
        .arg(&line)
        .env("RIG_OUT", out.path())
        .env("RIG_TIMEOUT", "240")
        .env("RIG_NO_X", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said} {}", String::from_utf8_lossy(&run.stderr));
    println!("{said}");
    let clip = std::fs::read(out.path().join("clip.mp4")).unwrap();
    let mut pictures = 0;
    sayso::media::decode::decode_pictures(&clip, &mut |_| {
        pictures += 1;
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert!(pictures >= 5, "{pictures} pictures");
    let sound = sayso::media::decode::decode_sound(&clip).unwrap().expect("there is sound");
    let loudest = sound.interleaved.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0);
    assert!(loudest > 1_000, "the tone is heard: {loudest}");
}
