//! The fuzz targets, over every committed vector and over seeds: mutations that repeat.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use sayso::platform::Chance;
use sayso::platform::chance::SeededChance;

fn vectors() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut found: Vec<_> = crate::program::files(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "bin"))
        .map(|path| {
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect();
    found.sort();
    found
}

fn number(chance: &SeededChance, below: usize) -> usize {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    (u64::from_be_bytes(bytes) % below.max(1) as u64) as usize
}

fn mutated(original: &[u8], chance: &SeededChance) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=number(chance, 4) {
        if bytes.is_empty() {
            bytes.push(number(chance, 256) as u8);
        }
        let at = number(chance, bytes.len());
        match number(chance, 6) {
            0 => bytes[at] ^= 1 << number(chance, 8),
            1 => bytes[at] = number(chance, 256) as u8,
            2 => bytes.truncate(at),
            3 => bytes.insert(at, number(chance, 256) as u8),
            4 => bytes[at] = 0xff,
            _ => {
                let end = (at + number(chance, 16)).min(bytes.len());
                let copied = bytes[at..end].to_vec();
                bytes.extend(copied);
            }
        }
    }
    bytes
}

#[test]
fn no_bytes_make_a_reader_panic() {
    let vectors = vectors();
    assert!(vectors.len() >= 20, "the vectors are there");
    for (name, bytes) in &vectors {
        for (target, read) in targets::TARGETS {
            println!("{target} over {name}");
            read(bytes);
        }
    }
    let seed = std::env::var("SAYSO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(7);
    println!("seed {seed}");
    let chance = SeededChance::new(seed);
    for (name, bytes) in &vectors {
        for (target, read) in targets::TARGETS {
            // The target's own kind thoroughly, the others now and then.
            let times = if name.starts_with(target) { 400 } else { 20 };
            for _ in 0..times {
                read(&mutated(bytes, &chance));
            }
        }
    }
}

/// Every target for `SAYSO_FUZZ_SECS`, over its own vectors and what grew of them: what a reader
/// took is kept, so that the next one is stranger still. Nothing where nobody asks.
#[test]
fn every_reader_for_as_long_as_asked() {
    let asked = std::env::var("SAYSO_FUZZ_SECS").ok().and_then(|text| text.parse().ok());
    let Some(secs) = asked else { return };
    let seed = std::env::var("SAYSO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(7);
    let chance = SeededChance::new(seed);
    let only = std::env::var("SAYSO_FUZZ_TARGET").ok();
    for (target, read) in targets::TARGETS {
        if only.as_deref().is_some_and(|only| only != *target) {
            continue;
        }
        let mut pool: Vec<Vec<u8>> = vectors()
            .into_iter()
            .filter(|(name, _)| name.starts_with(target))
            .map(|(_, bytes)| bytes)
            .collect();
        if pool.is_empty() {
            pool.push(Vec::new());
        }
        let begun = Instant::now();
        let mut reads = 0_u64;
        while begun.elapsed() < Duration::from_secs(secs) {
            for _ in 0..100 {
                let bytes = mutated(&pool[number(&chance, pool.len())], &chance);
                read(&bytes);
                reads += 1;
                if bytes.len() < 64 * 1024 && number(&chance, 50) == 0 {
                    let at = number(&chance, pool.len() + 1).min(500);
                    if at < pool.len() && pool.len() > 200 {
                        pool[at] = bytes;
                    } else if pool.len() <= 500 {
                        pool.push(bytes);
                    }
                }
            }
        }
        println!("{target}: {reads} reads in {secs} s, no finding");
    }
}
