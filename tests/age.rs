//! What is age's is age's: Debian's `age`, which shares no code with ours, opens a sealed record and
//! a sealed medium with the right identity and with no other.

use std::path::Path;
use std::process::{Command, Output};

use sayso::domain::{DeviceId, EntryId, Moment, ShareId};
use sayso::platform::SystemChance;
use sayso::seal::{Identity, blob, envelope};
use sayso::wire::body::Padding;
use sayso::wire::{Body, Envelope, Record};

use crate::program::skipped;

/// `age --decrypt` of a file in a folder, with an identity file in it.
fn age(folder: &Path, identity: &str, sealed: &str) -> Option<Output> {
    let mut command = Command::new("age");
    command.args(["--decrypt", "--identity", identity, sealed]).current_dir(folder);
    match command.output() {
        Ok(output) => Some(output),
        Err(_) => {
            skipped("age is not installed; ./test installs it");
            None
        }
    }
}

#[test]
fn age_itself_opens_a_record_and_a_medium() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let (reader, other) =
        (Identity::from_secret_bytes(&[5; 32]), Identity::from_secret_bytes(&[6; 32]));
    write("reader.key", reader.to_secret_text().as_bytes());
    write("other.key", other.to_secret_text().as_bytes());

    let said = Envelope::new(
        ShareId::from_bytes(&[1; 33]),
        DeviceId::from_bytes(&[2; 13]),
        Moment::from_millis(1_795_000_000_000),
        Record::Reply {
            entry_id: EntryId::from_bytes(&[3; 13]),
            text: "We heard".to_owned(),
            symbols: Vec::new(),
            first: None,
            medium: None,
        },
    );
    let sealed =
        envelope::seal(&said, &[reader.recipient()], Padding::Usual, &SystemChance).unwrap();
    write("record.age", Body::decode(&sealed.bytes).unwrap().payload);
    let plain = envelope::open_plaintext(&sealed.bytes, std::slice::from_ref(&reader)).unwrap();
    let Some(opened) = age(folder.path(), "reader.key", "record.age") else { return };
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    assert_eq!(opened.stdout, *plain);
    let refused = age(folder.path(), "other.key", "record.age").unwrap();
    assert!(!refused.status.success() && refused.stdout.is_empty());

    let medium: Vec<u8> = (0..300_000_u32).map(|at| (at % 251) as u8).collect();
    let sealed = blob::seal(&medium, &SystemChance).unwrap();
    write("medium.age", &sealed.stored);
    write("medium.key", sealed.key.as_bytes());
    let opened = age(folder.path(), "medium.key", "medium.age").unwrap();
    assert_eq!(opened.stdout, medium);
    assert!(!age(folder.path(), "reader.key", "medium.age").unwrap().status.success());
}
