//! What this process, and those that it waited for, have cost so far. Linux alone.

#![allow(dead_code, reason = "each benchmark takes what it needs")]

/// Ticks of `/proc/self/stat` in a second.
const TICKS: f64 = 100.0;

fn fields() -> Vec<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is a name in brackets that may hold anything.
    let after = stat.rsplit(')').next().unwrap_or_default().to_owned();
    after.split_whitespace().map(|field| field.parse().unwrap_or(0.0)).collect()
}

/// Processor seconds of all threads of this process.
pub fn cpu_secs() -> f64 {
    let fields = fields();
    fields.get(11..13).map_or(0.0, |times| times.iter().sum::<f64>() / TICKS)
}

/// Processor seconds of processes that have ended and were waited for.
pub fn cpu_secs_of_children() -> f64 {
    let fields = fields();
    fields.get(13..15).map_or(0.0, |times| times.iter().sum::<f64>() / TICKS)
}

/// The most memory this process has held, in MiB.
pub fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}
