//! The whole way from sources to a clip and back, without a device.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::decode::{DecodedPicture, decode_pictures, decode_sound};
use super::picture::I420;
use super::wav::wav_of;
use super::*;
use crate::domain::recording::Fragment;
use crate::platform::memory_fs::Fuse;
use crate::platform::{Fs, MemoryFs};

fn request(camera: CameraSource, microphone: MicrophoneSource, millis: u64) -> RecordingRequest {
    RecordingRequest {
        camera,
        microphone,
        length: Duration::from_millis(millis),
        pace: Pace::Max,
        fit_to: None,
    }
}

fn recorded(
    request: &RecordingRequest,
    fs: &dyn Fs,
) -> Result<(RecordingReport, Vec<Fragment>), MediaError> {
    let mut fragments = Vec::new();
    let report = record(request, fs, &AtomicBool::new(false), &mut |fragment| {
        fragments.push(fragment);
        Ok(())
    })?;
    Ok((report, fragments))
}

fn clip_of(fragments: Vec<Fragment>, request: &FinishRequest) -> Result<FinishedClip, MediaError> {
    finish(&mut fragments.into_iter(), request)
}

fn pictures_of(clip: &FinishedClip) -> Result<Vec<DecodedPicture>, MediaError> {
    let mut all = Vec::new();
    decode_pictures(&clip.mp4, &mut |picture| {
        all.push(picture);
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

/// Small pictures whose brightness rises by 8 each, at 10 a second.
fn small_y4m(count: u8) -> Vec<u8> {
    let mut file = b"YUV4MPEG2 W64 H48 F10:1 Ip C420jpeg\n".to_vec();
    for index in 0..count {
        file.extend(b"FRAME\n");
        file.extend(vec![20 + index * 8; 64 * 48]);
        file.extend([128; 64 * 48 / 2]);
    }
    file
}

fn fs_with(files: &[(&str, Vec<u8>)]) -> Result<MemoryFs, MediaError> {
    let fs = MemoryFs::new(Fuse::default());
    for (path, bytes) in files {
        fs.write_synced(Path::new(path), bytes)?;
    }
    Ok(fs)
}

fn file_request(millis: u64) -> RecordingRequest {
    request(
        CameraSource::File(PathBuf::from("p.y4m")),
        MicrophoneSource::File(PathBuf::from("s.wav")),
        millis,
    )
}

#[test]
fn files_come_back_as_pictures_and_sound_of_the_same_time() -> Result<(), MediaError> {
    // A click at 1.5 s, when picture 15 is shown.
    let mut sound = vec![0i16; 48_000 * 3];
    sound[72_000..72_480].fill(12_000);
    let fs = fs_with(&[("p.y4m", small_y4m(25)), ("s.wav", wav_of(48_000, 1, &sound))])?;
    let (report, fragments) = recorded(&file_request(60_000), &fs)?;
    assert_eq!((report.frames_captured, report.frames_encoded, report.frames_dropped), (25, 25, 0));
    assert_eq!((report.audio_samples, report.lag_ms_max), (144_000, 0));
    // Five with pictures; the sound goes on alone after the last of them.
    assert_eq!(fragments.len(), 7);
    let clip = clip_of(fragments, &FinishRequest::default())?;
    assert_eq!((clip.width_px, clip.height_px), (64, 48));
    assert_eq!(clip.duration_micros, 3_000_000);
    let pictures = pictures_of(&clip)?;
    assert_eq!(pictures.len(), 25);
    for (index, picture) in pictures.iter().enumerate() {
        assert_eq!(picture.at_micros, index as u64 * 100_000);
        let brightness = i32::from(picture.picture.bytes()[0]);
        assert!((brightness - 20 - index as i32 * 8).abs() <= 3, "{index}: {brightness}");
    }
    let sound = decode_sound(&clip.mp4)?.ok_or(MediaError::NothingRecorded)?;
    let click = sound.interleaved.iter().position(|value| value.abs() > 2_000);
    assert!(click.is_some_and(|at| at.abs_diff(72_000) < 480), "{click:?}");
    Ok(())
}

#[test]
fn a_trim_begins_at_the_keyframe_before_it() -> Result<(), MediaError> {
    let sound = vec![3_000i16; 48_000 * 3];
    let fs = fs_with(&[("p.y4m", small_y4m(25)), ("s.wav", wav_of(48_000, 1, &sound))])?;
    let (_, fragments) = recorded(&file_request(60_000), &fs)?;
    let part = FinishRequest {
        keep_from_micros: 1_400_000,
        keep_to_micros: Some(2_000_000),
        ..FinishRequest::default()
    };
    let clip = clip_of(fragments, &part)?;
    assert_eq!(clip.duration_micros, 1_000_000);
    let pictures = pictures_of(&clip)?;
    assert_eq!(pictures.len(), 10);
    let brightness = i32::from(pictures[0].picture.bytes()[0]);
    assert!((brightness - 100).abs() <= 3, "{brightness}");
    Ok(())
}

#[test]
fn the_same_sources_make_the_same_clip() -> Result<(), MediaError> {
    let wanted = request(CameraSource::TestCard, MicrophoneSource::Tone, 1_200);
    let fs = MemoryFs::new(Fuse::default());
    let (report, first) = recorded(&wanted, &fs)?;
    let (_, second) = recorded(&wanted, &fs)?;
    assert!(first == second);
    assert_eq!((report.frames_encoded, report.audio_samples), (36, 57_600));
    assert!(first.iter().enumerate().all(|(at, fragment)| fragment.index as usize == at));
    Ok(())
}

#[test]
fn after_a_missing_piece_pictures_go_on_at_a_keyframe() -> Result<(), MediaError> {
    let fs = fs_with(&[("p.y4m", small_y4m(25)), ("s.wav", wav_of(48_000, 1, &[900; 120_000]))])?;
    let (_, mut fragments) = recorded(&file_request(60_000), &fs)?;
    // The first half of the second second, whose keyframe the other half relies on.
    assert!(fragments.remove(2).picture.is_some_and(|run| run.samples[0].is_keyframe));
    let clip = clip_of(fragments, &FinishRequest::default())?;
    let shown: Vec<_> = pictures_of(&clip)?.iter().map(|picture| picture.at_micros).collect();
    assert_eq!(shown.len(), 15);
    assert_eq!(shown[9..11], [900_000, 2_000_000]);
    assert_eq!(clip.duration_micros, 2_500_000);
    Ok(())
}

#[test]
fn pictures_of_another_size_are_left_out_and_what_was_said_stays() -> Result<(), MediaError> {
    let fs = fs_with(&[("p.y4m", small_y4m(10)), ("s.wav", wav_of(48_000, 1, &[900; 48_000]))])?;
    let (_, mut fragments) = recorded(&file_request(60_000), &fs)?;
    let other = RecordingRequest { fit_to: Some(Form::new(96, 64)), ..file_request(60_000) };
    let (_, more) = recorded(&other, &fs)?;
    let next = fragments.len() as u32;
    fragments.extend(more.into_iter().map(|fragment| {
        let index = fragment.index + next;
        Fragment { index, ..fragment.later_by(1_100_000) }
    }));
    let clip = clip_of(fragments, &FinishRequest::default())?;
    assert_eq!((clip.width_px, clip.height_px), (64, 48));
    assert_eq!(pictures_of(&clip)?.len(), 10);
    assert_eq!(clip.duration_micros, 2_100_000);
    Ok(())
}

#[test]
fn sound_alone_makes_a_clip_without_picture() -> Result<(), MediaError> {
    let wanted = request(CameraSource::None, MicrophoneSource::Tone, 2_500);
    let (report, fragments) = recorded(&wanted, &MemoryFs::new(Fuse::default()))?;
    assert_eq!((report.audio_samples, fragments.len()), (120_000, 5));
    let clip = clip_of(fragments, &FinishRequest::default())?;
    assert_eq!((clip.has_picture, clip.has_sound, clip.width_px), (false, true, 0));
    assert_eq!(clip.duration_micros, 2_500_000);
    assert!(pictures_of(&clip)?.is_empty());
    Ok(())
}

#[test]
fn a_keeper_that_fails_ends_the_recording() {
    let wanted = request(CameraSource::None, MicrophoneSource::Tone, 3_600_000);
    let mut kept = 0;
    let report =
        record(&wanted, &MemoryFs::new(Fuse::default()), &AtomicBool::new(false), &mut |_| {
            kept += 1;
            if kept == 3 { Err("full".into()) } else { Ok(()) }
        });
    assert!(matches!(report, Err(MediaError::NotKept(_))), "{report:?}");
    assert_eq!(kept, 3);
}

#[test]
fn stopping_ends_an_endless_recording_with_all_kept() -> Result<(), MediaError> {
    let wanted = request(CameraSource::None, MicrophoneSource::Tone, 3_600_000);
    let stop = AtomicBool::new(false);
    let mut fragments = Vec::new();
    record(&wanted, &MemoryFs::new(Fuse::default()), &stop, &mut |fragment| {
        fragments.push(fragment);
        stop.store(fragments.len() >= 4, Ordering::Relaxed);
        Ok(())
    })?;
    assert!(fragments.len() >= 4);
    assert!(clip_of(fragments, &FinishRequest::default())?.has_sound);
    Ok(())
}

#[test]
fn what_cannot_be_recorded_says_why() -> Result<(), MediaError> {
    let fs = fs_with(&[("p.y4m", b"junk\n".to_vec()), ("s.wav", b"RIFFjunk".to_vec())])?;
    let none = request(CameraSource::None, MicrophoneSource::None, 1_000);
    assert!(matches!(recorded(&none, &fs), Err(MediaError::NoSource)));
    assert!(matches!(recorded(&file_request(1_000), &fs), Err(MediaError::NotY4m { .. })));
    let only_sound = RecordingRequest { camera: CameraSource::None, ..file_request(1_000) };
    assert!(matches!(recorded(&only_sound, &fs), Err(MediaError::NotWav { .. })));
    let missing =
        RecordingRequest { camera: CameraSource::File(PathBuf::from("nowhere.y4m")), ..none };
    assert!(matches!(recorded(&missing, &fs), Err(MediaError::FileUnreadable(_))));
    let nothing = clip_of(Vec::new(), &FinishRequest::default());
    assert!(matches!(nothing, Err(MediaError::NothingRecorded)));
    Ok(())
}

#[test]
fn an_imported_clip_is_the_same_clip_and_damage_is_no_panic() -> Result<(), MediaError> {
    let sound = vec![3_000i16; 48_000];
    let fs = fs_with(&[("p.y4m", small_y4m(5)), ("s.wav", wav_of(48_000, 1, &sound))])?;
    let (_, fragments) = recorded(&file_request(500), &fs)?;
    let clip = clip_of(fragments, &FinishRequest::default())?;
    let again = import(&clip.mp4)?;
    assert!(again == ImportedMedia::Clip(clip.clone()));
    let mut state = 7u64;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % limit
    };
    for round in 0..3_000 {
        let mut bytes = clip.mp4.clone();
        if round % 4 == 0 {
            bytes.truncate(next(bytes.len()));
        }
        for _ in 0..next(6) {
            // Most of what can be misread stands in the index, at the front.
            let at = next(bytes.len().clamp(1, 1_600));
            if let Some(byte) = bytes.get_mut(at) {
                *byte = [0, 1, 127, 128, 255][next(5)];
            }
        }
        // Whatever is accepted must be readable again.
        if let Ok(ImportedMedia::Clip(clip)) = import(&bytes) {
            assert!(import(&clip.mp4).is_ok(), "round {round}");
        }
    }
    Ok(())
}

#[test]
fn the_recorder_keeps_the_test_card_sharp() -> Result<(), MediaError> {
    let wanted = request(CameraSource::TestCard, MicrophoneSource::None, 500);
    let (_, fragments) = recorded(&wanted, &MemoryFs::new(Fuse::default()))?;
    let clip = clip_of(fragments, &FinishRequest::default())?;
    let decoded = pictures_of(&clip)?;
    let mut card = test_sources::TestCard::new();
    for (index, decoded) in decoded.iter().enumerate() {
        let capture::Taken::Some(raw) = capture::Camera::take(&mut card)? else {
            continue;
        };
        let mut sharp = I420::new(raw.width_px, raw.height_px);
        assert!(pixels::Pixels::default().convert(&raw, &mut sharp).is_ok());
        let squares: u64 = sharp
            .bytes()
            .iter()
            .zip(decoded.picture.bytes())
            .map(|(a, b)| u64::from(a.abs_diff(*b)).pow(2))
            .sum();
        let mean = squares as f64 / sharp.bytes().len() as f64;
        let psnr_db = 10.0 * (255.0 * 255.0 / mean).log10();
        assert!(psnr_db > 33.0, "picture {index}: {psnr_db:.1} dB");
    }
    assert_eq!(decoded.len(), 15);
    Ok(())
}
