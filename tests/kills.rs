//! `kill -9` at random moments: what was acknowledged arrives, once, whole.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{School, run, sayso};

/// A repeatable sequence of small numbers.
pub struct Luck(pub u64);

impl Luck {
    pub fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn kills() -> u64 {
    std::env::var("SAYSO_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

#[test]
fn what_was_acknowledged_arrives_once_and_whole_whatever_was_killed() {
    let school = School::make();
    let pupil = school.pupil(0);
    let tablet = school.text("demo/tablet");
    let clip = school.clip();
    // How long each verb takes undisturbed, so that kills fall all over it.
    let took = |arguments: &[&str]| {
        let begun = Instant::now();
        assert_eq!(run(arguments).code, 0);
        begun.elapsed().as_micros() as u64
    };
    let add = [
        "--home", &tablet, "--json", "entry", "add", "--pupil", &pupil, "--kind", "clip",
        "--media", &clip, "--text",
    ];
    let sync = ["--home", &tablet, "sync", "--once"];
    let add_micros = took(&[&add[..], &["measured"]].concat());
    let sync_micros = took(&sync);

    let seed = std::env::var("SAYSO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(2026);
    println!("seed {seed}");
    let mut luck = Luck(seed);
    let mut acknowledged = BTreeMap::new();
    let mut killed = 0;
    let mut round = 0;
    while killed < kills() {
        round += 1;
        let is_add = luck.next(3) > 0;
        let text = format!("round {round}");
        let (arguments, micros) = if is_add {
            ([&add[..], &[text.as_str()]].concat(), add_micros)
        } else {
            (sync.to_vec(), sync_micros)
        };
        let mut child =
            sayso().args(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        // Up to a fifth longer than it takes, so that some come through.
        std::thread::sleep(Duration::from_micros(luck.next(micros + micros / 5)));
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        killed += u64::from(!output.status.success());
        // An acknowledgement is the id on stdout, whether or not the exit was seen.
        if let Ok(said) = serde_json::from_slice::<serde_json::Value>(&output.stdout)
            && let Some(entry_id) = said["entry_id"].as_str()
        {
            acknowledged.insert(entry_id.to_owned(), text);
        }
    }
    println!("{killed} killed, {} acknowledged", acknowledged.len());

    school.sync();
    school.sync();
    let inbox = school.json("senco", &["inbox"]);
    let lines = inbox.as_array().unwrap();
    for entry_id in acknowledged.keys() {
        let times = lines.iter().filter(|line| line["entry_id"] == entry_id.as_str()).count();
        assert_eq!(times, 1, "{entry_id} with seed {seed}");
    }
    let verified = school.json("senco", &["verify"]);
    assert_eq!(verified["findings"], serde_json::json!([]), "seed {seed}");
    // Whole: the last one opens with the words and the clip it was given.
    if let Some((entry_id, text)) = acknowledged.last_key_value() {
        school.json("senco", &["open", entry_id, "--out", &school.text("whole")]);
        let entry = std::fs::read_to_string(school.path("whole/entry.json")).unwrap();
        assert!(entry.contains(text));
        assert!(school.path("whole/1.mp4").exists());
    }
    // Nothing half-made is left on the tablet.
    let tmp = school.path("demo/tablet/out/tmp");
    school.json("tablet", &["sync", "--once"]);
    assert_eq!(std::fs::read_dir(tmp).unwrap().count(), 0);
}
