//! The fuzz targets, over every committed vector and over seeds: mutations that repeat.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use sayso::media::{
    CameraSource, FinishRequest, Form, MicrophoneSource, Pace, RecordingRequest, finish, poster,
    record,
};
use sayso::platform::chance::SeededChance;
use sayso::platform::memory_fs::Fuse;
use sayso::platform::{Chance, MemoryFs};
use sayso::symbols::{drawing, obf};

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
    found.extend(media());
    found.extend(boards());
    found.extend(languages());
    found.sort();
    found
}

/// Parts of our own language files, and what Fluent has besides.
fn languages() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/languages");
    let files = crate::program::files(&folder).into_iter().map(|path| fs::read(path).unwrap());
    let parts = files.flat_map(|file| file.chunks(700).map(<[u8]>::to_vec).collect::<Vec<_>>());
    let own = b"-brand = Say So\n    .case = x\na = { -brand(case: \"x\") } { $who ->\n  [one] 1\n *[other] { NUMBER($count, minimumFractionDigits: 2) }\n}\nb = { a.title } { b }\n";
    parts
        .chain([own.to_vec()])
        .enumerate()
        .map(|(number, part)| (format!("language/{number}.bin"), part))
        .collect()
}

/// Small clips, photos, camera and sound files, made here: every build's own.
fn media() -> Vec<(String, Vec<u8>)> {
    let fs = MemoryFs::new(Fuse::default());
    let clip = |camera, microphone| {
        let request = RecordingRequest {
            camera,
            microphone,
            length: Duration::from_millis(300),
            pace: Pace::Max,
            fit_to: Some(Form::new(64, 48)),
        };
        let mut fragments = Vec::new();
        record(&request, &fs, &AtomicBool::new(false), &mut |fragment| {
            fragments.push(fragment);
            Ok(())
        })
        .unwrap();
        finish(&mut fragments.into_iter(), &FinishRequest::default()).unwrap().mp4
    };
    let video = clip(CameraSource::TestCard, MicrophoneSource::Tone);
    let voice = clip(CameraSource::None, MicrophoneSource::Tone);
    let jpeg = poster(&video, 0).unwrap().unwrap();
    let pictures = [&b"YUV4MPEG2 W16 H16 F10:1 C420\n"[..], b"FRAME\n", &[90; 384]].concat();
    let header =
        b"RIFF\x64\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\xbb\0\0\0\x77\x01\0\x02\0\x10\0data";
    let wav = [&header[..], &64_u32.to_le_bytes(), &[7; 64]].concat();
    [
        ("media/video", video),
        ("media/voice", voice),
        ("media/photo", jpeg.clone()),
        ("camera/y4m", pictures),
        ("camera/jpegs", [&jpeg[..], &jpeg].concat()),
        ("sound/wav", wav),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}

/// A small board, a package of two with a picture, and drawings, each way that they come.
fn boards() -> Vec<(String, Vec<u8>)> {
    let svg = r##"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "http://www.w3.org/2000/svg">]>
<svg xmlns="&x;" viewBox="0 0 9 9"><style>.a{fill:url(#b)}</style><path id="a" class="a" d="M0,0L9,9z"/><use href="#a" x="2"/></svg>"##;
    let board = r##"{"format":"open-board-0.1","id":"b","locale":"en","name":"B","ext_x":[1.5],
"strings":{"cy":{"x":"y"}},"buttons":[{"id":1,"label":"x","image_id":"i","sound_id":"s","border_color":"#fff",
"load_board":{"path":"boards/c.obf"}},{"id":"2","label":7,"actions":[":home"],"hidden":true}],
"grid":{"rows":1,"columns":2,"order":[[1,null],["2"]]},"images":[{"id":"i","data":"data:image/svg+xml;utf8,SVG",
"width":9}],"sounds":[{"id":"s","url":"http://x","data":"data:audio/mp3;base64,AQID"}]}"##;
    let board = board.replace("SVG", &svg.replace('"', "'").replace('#', "%23").replace('\n', " "));
    let small = obf::read(board.as_bytes()).unwrap().set;
    let mut set = small.clone();
    let mut other = small.boards[0].clone();
    other.board_id = "c".to_owned();
    other.path = Some("boards/c.obf".to_owned());
    other.images[0].data = None;
    other.images[0].path = Some("images/i.svg".to_owned());
    set.files.insert("images/i.svg".to_owned(), svg.as_bytes().to_vec());
    set.boards.push(other);
    [
        ("board_file/obf", board.into_bytes()),
        ("board_file/obz", obf::write_obz(&set).unwrap()),
        ("board_file/written", obf::write_obf(&small, "b").unwrap()),
        ("svg/drawing", svg.as_bytes().to_vec()),
        ("svg/ours", drawing("own:hit").unwrap().to_vec()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
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
            // Decoding and recording take longest.
            let is_slow = matches!(*target, "media" | "camera" | "sound");
            let times = match (name.starts_with(target), is_slow) {
                (true, false) => 400,
                (true, true) => 60,
                (false, false) => 20,
                (false, true) => 2,
            };
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
