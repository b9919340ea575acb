//! `sayso verify`

use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::verify;
use crate::domain::Sentence;
use crate::share::verify::FindingKind;

pub fn run(context: &Context) -> Done {
    let mut desk = context.desk_to_look()?;
    if !desk.home.is_tablet() && context.passphrase_file.is_some() {
        drop(desk);
        desk = context.unlocked("verify")?;
    }
    let report = verify::verify(&desk)?;
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|finding| json!({ "path": finding.path, "what": finding.kind.as_str() }))
        .collect();
    for finding in &report.findings {
        let key = match finding.kind {
            FindingKind::Missing => "verify-missing",
            FindingKind::Tampered => "verify-tampered",
            FindingKind::Unreadable => "verify-unreadable",
        };
        context.output.complain(&Sentence::plain(key).with("path", &finding.path));
    }
    let sentence = Sentence::plain("verified")
        .with("segments", report.segments)
        .with("records", report.records)
        .with("blobs", report.blobs)
        .with("findings", report.findings.len());
    context.output.say(&sentence);
    context.output.document(&json!({
        "segments": report.segments,
        "records": report.records,
        "blobs": report.blobs,
        "missing": report.count(FindingKind::Missing),
        "tampered": report.count(FindingKind::Tampered),
        "unreadable": report.count(FindingKind::Unreadable),
        "findings": findings,
    }));
    if report.findings.is_empty() { Ok(()) } else { Err(CliError::Findings) }
}
