//! A pupil who sees nothing: a screen reader's own client (AT-SPI, no code of ours) walks through
//! the real window on a desktop of its own, and what it sends arrives.

use std::path::Path;
use std::process::Command;

use crate::program::skipped;

/// `run.sh` ends so where a package is missing.
const NOT_INSTALLED: i32 = 77;

#[test]
fn a_message_of_symbols_is_made_and_sent_by_screen_reader_alone() {
    if !cfg!(target_os = "linux") {
        return skipped("screen readers are tried on Linux alone");
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen_reader/run.sh");
    let walked = Command::new(script).arg(env!("CARGO_BIN_EXE_sayso")).output().unwrap();
    let said = String::from_utf8_lossy(&walked.stdout);
    let trouble = String::from_utf8_lossy(&walked.stderr);
    if walked.status.code() == Some(NOT_INSTALLED) {
        return skipped(&format!("for a screen reader: {}; ./test installs it", trouble.trim()));
    }
    assert!(walked.status.success(), "{said} {trouble}");
    println!("{said}");
}
