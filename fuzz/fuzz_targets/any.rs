#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let wanted = std::env::var("SAYSO_FUZZ").unwrap_or_default();
    for (name, target) in targets::TARGETS {
        if wanted.is_empty() || wanted == *name {
            target(bytes);
        }
    }
});
