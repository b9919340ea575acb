//! A share over Samba whose server is killed, frozen, revived, made read-only and full, each in the
//! middle of a push.

use sayso::acts::{Desk, add_entry};
use sayso::domain::{EntryKind, Said};
use sayso::platform::Machine;
use sayso::sample;
use sayso::store::Access;
use serde_json::Value;

use crate::sayings::{saying, video};

const CLIPS: usize = 36;
const CLIP_BYTES: usize = 1024 * 1024;

fn say_clips(desk: &Desk) {
    for number in 0..CLIPS {
        let bytes = (0..CLIP_BYTES).map(|at| (at * 31 + number) as u8).collect();
        let new = saying(desk, EntryKind::Clip, Said::default(), vec![video(bytes)]);
        add_entry::add(desk, new).unwrap();
    }
}

#[test]
fn whatever_a_file_server_does_in_the_middle_of_a_push_every_clip_arrives() {
    let Some(rig) = super::usable() else { return };
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let school = folder.path().join("school");
    let made = sample::make(&Machine::real(), &school, 0).unwrap();
    let access = Access::Write { verb: "test" };
    say_clips(&Desk::open(&Machine::real(), &made.folders.tablet, access).unwrap());
    super::run_script(&rig, "share.sh", &[&school], out.path());
    let json = |name: &str| -> Value {
        let text = std::fs::read_to_string(out.path().join(format!("{name}.json"))).unwrap();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"))
    };
    // Each is told as what it is, and nothing is called sent that was not.
    for (name, states) in [
        ("killed", &["unreachable"][..]),
        ("frozen", &["unreachable"]),
        ("frozen-status", &["unreachable"]),
        ("read_only", &["read_only", "refused"]),
        ("full", &["full"]),
    ] {
        let told = json(name);
        let state = told["share_state"].as_str().unwrap();
        assert!(states.contains(&state), "{name}: {told}");
        assert!(told["pending"].as_u64().unwrap() > 0, "{name}: {told}");
    }
    let revived = json("revived");
    assert_eq!(revived["share_state"], "ok", "{revived}");
    assert_eq!(revived["pending"], 0, "{revived}");
    assert_eq!(json("heard")["share_state"], "ok");
    let verified = json("verified");
    assert_eq!(verified["findings"], serde_json::json!([]), "{verified}");
    assert_eq!(verified["blobs"], CLIPS, "{verified}");
}
