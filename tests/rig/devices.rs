//! A camera and a microphone that are unplugged, silent, taken, odd or failing: what was recorded
//! is kept, it goes on when they are back, and each is told as what it is.

use std::ops::ControlFlow;

use sayso::media::decode::{decode_pictures, decode_sound};
use serde_json::Value;

use crate::program::skipped;

#[test]
fn whatever_a_device_does_the_recording_goes_on_and_says_so() {
    let Some(rig) = super::usable() else { return };
    let out = tempfile::tempdir().unwrap();
    let Some(voice) = super::tone(out.path()) else {
        return skipped("ffmpeg is not installed; ./test installs it");
    };
    super::run_script(&rig, "devices.sh", &[&voice], out.path());
    let text = |name: &str| std::fs::read_to_string(out.path().join(name)).unwrap();
    let report = |name: &str| -> Value {
        let text = text(&format!("{name}.json"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"))
    };
    // What was recorded is there, in order, with a gap where something was missing; for as long
    // as was asked for, or until it was told to end.
    for (name, asked_secs, notices) in [
        ("camera_back", None, &["camera was unplugged", "camera came back"][..]),
        ("microphone_back", None, &["microphone was unplugged", "microphone came back"]),
        ("stalled", None, &["camera was unplugged or stopped", "camera came back"]),
        // Opened again before anybody could miss it.
        ("failing", Some(20.0), &[]),
        ("gone", None, &["camera was unplugged"]),
        ("odd", Some(4.0), &[]),
        ("silent", Some(5.0), &["nothing but silence"]),
    ] {
        let report = report(name);
        let told = report["notices"].to_string();
        for notice in notices {
            assert!(told.contains(notice), "{name}: {told}");
        }
        let duration = report["duration_secs"].as_f64().unwrap();
        let is_as_long = match asked_secs {
            Some(asked) => (duration - asked).abs() < 1.5,
            None => duration > 6.0,
        };
        assert!(is_as_long, "{name}: {report}");
        let clip = std::fs::read(out.path().join(format!("{name}.mp4"))).unwrap();
        let mut times = Vec::new();
        decode_pictures(&clip, &mut |picture| {
            times.push(picture.at_micros);
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(name == "silent" || times.len() > 5, "{name}: {} pictures", times.len());
        if notices.iter().any(|notice| notice.contains("camera came back")) {
            let longest = times.windows(2).map(|pair| pair[1] - pair[0]).max();
            assert!(longest > Some(500_000), "{name}: a gap where pictures are missing");
        }
        let sound = decode_sound(&clip).unwrap().expect("there is sound");
        let heard =
            sound.interleaved.len() as f64 / f64::from(sound.channels) / f64::from(sound.rate_hz);
        assert!((heard - duration).abs() < 1.5, "{name}: {heard} s of sound");
        let last = &sound.interleaved[sound.interleaved.len() * 3 / 4..];
        let is_loud = last.iter().any(|value| value.unsigned_abs() > 500);
        assert_eq!(is_loud, name != "silent", "{name}: the voice at the end");
    }
    let warm = report("warm")["first_ms"].as_u64().expect("the tap is told");
    println!("warm tap to the first picture and sound: {warm} ms");
    for (name, sentence) in [("none_there", "no camera"), ("busy", "Another program")] {
        let log = text(&format!("{name}.log"));
        assert!(log.contains(sentence) && log.contains("refused"), "{name}: {log}");
        assert!(!out.path().join(format!("{name}.mp4")).exists(), "{name}");
    }
}
