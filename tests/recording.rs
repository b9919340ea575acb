//! Recording by the command line: files, test sources, drafts that survive.

use std::fs;
use std::process::Stdio;

use crate::program::{School, files, run, sayso, wait_until};

#[test]
fn a_recording_counts_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("voice.m4a");
    let recorded = run(&[
        "record",
        "--camera",
        "none",
        "--microphone",
        "tone",
        "--seconds",
        "3",
        "--pace",
        "max",
        "--out",
        out.to_str().unwrap(),
        "--json",
    ]);
    assert_eq!(recorded.code, 0, "{}", recorded.stderr);
    let report = recorded.json();
    assert_eq!(report["frames_captured"], 0);
    assert!((report["duration_secs"].as_f64().unwrap() - 3.0).abs() < 0.1, "{report}");
    assert!(report["audio_samples"].as_u64().unwrap() > 100_000);
    assert!(out.exists());
}

#[test]
fn without_a_device_it_says_so_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("clip.mp4");
    for source in [
        ["--camera", "No Such Camera", "--microphone", "none"],
        ["--camera", "none", "--microphone", "No Such Microphone"],
        ["--camera", "file:/no/such/file.y4m", "--microphone", "none"],
        ["--camera", "none", "--microphone", "none"],
    ] {
        let mut arguments = vec!["record", "--seconds", "1", "--out", out.to_str().unwrap()];
        arguments.extend(source);
        let refused = run(&arguments);
        assert!([1, 2].contains(&refused.code), "{source:?}");
        assert!(refused.stderr.trim().ends_with('.'), "{source:?}: {}", refused.stderr);
        assert!(!refused.stderr.contains("ALSA"), "{}", refused.stderr);
        assert!(files(folder.path()).is_empty());
    }
}

#[test]
fn a_media_file_that_is_none_is_refused_with_a_sentence() {
    let school = School::make();
    let pupil = school.pupil(0);
    let clip = fs::read(school.clip()).unwrap();
    let junk: [(&str, &[u8]); 4] = [
        ("empty.mp4", b""),
        ("text.mp4", b"this is no clip at all"),
        ("cut.mp4", &clip[..clip.len() / 3]),
        ("page.mp4", b"<html><script>alert(1)</script></html>"),
    ];
    for (name, bytes) in junk {
        let path = school.path(name);
        fs::write(&path, bytes).unwrap();
        let refused = school.at(
            "tablet",
            &[
                "entry",
                "add",
                "--pupil",
                &pupil,
                "--kind",
                "clip",
                "--media",
                path.to_str().unwrap(),
            ],
        );
        assert_eq!(refused.code, 1, "{name}: {}", refused.stdout);
        assert!(refused.stderr.trim().ends_with('.'), "{name}: {}", refused.stderr);
    }
    assert_eq!(school.json("tablet", &["status"])["pending"], 0);
}

#[test]
fn a_draft_survives_kill_9_and_becomes_an_entry() {
    let school = School::make();
    let pupil = school.pupil(0);
    let tablet = school.text("demo/tablet");
    let mut recorder = sayso()
        .args(["--home", &tablet, "record", "--camera", "testcard", "--microphone", "tone"])
        .args(["--seconds", "60", "--pace", "real", "--draft", &pupil])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let fragments = || {
        files(&school.path("demo/tablet/drafts"))
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "frag"))
            .count()
    };
    wait_until("four fragments", || fragments() >= 5);
    // While it records, it is no left-over.
    let during = run(&["--home", &tablet, "drafts", "--json"]);
    assert_eq!(during.json()[0]["recovered"], false, "{}", during.stderr);
    let busy = run(&["--home", &tablet, "sync", "--once"]);
    assert_eq!(busy.code, 1);
    assert!(busy.stderr.contains("sayso record"), "names the holder: {}", busy.stderr);
    recorder.kill().unwrap();
    recorder.wait().unwrap();

    let drafts = school.json("tablet", &["drafts"]);
    let draft = &drafts[0];
    assert_eq!(draft["recovered"], true);
    assert_eq!(draft["pupil_id"], pupil.as_str());
    assert_eq!(draft["kind"], "clip");
    assert!(draft["duration_secs"].as_f64().unwrap() >= 3.0, "{draft}");

    // No clear second of it lies on the disk: H.264 begins with start codes, PCM with nothing.
    for path in files(&school.path("demo/tablet/drafts")) {
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(4).any(|window| window == [0, 0, 1, 0x67]), "{}", path.display());
    }
    let draft_id = draft["draft_id"].as_str().unwrap();
    let other = school.at(
        "tablet",
        &["entry", "add", "--pupil", &school.pupil(1), "--kind", "clip", "--draft", draft_id],
    );
    assert_eq!(other.code, 1);
    let entry = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "clip",
        "--draft",
        draft_id,
        "--audience",
        "staff",
    ]);
    assert!(files(&school.path("demo/tablet/drafts")).is_empty());
    let again = school
        .at("tablet", &["entry", "add", "--pupil", &pupil, "--kind", "clip", "--draft", draft_id]);
    assert_eq!(again.code, 1);
    school.sync();
    school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
    assert!(fs::metadata(school.path("opened/1.mp4")).unwrap().len() > 10_000);
}
