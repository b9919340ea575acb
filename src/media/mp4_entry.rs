//! Sample entries: what an MP4 says of a track's codec. Source: ISO/IEC 14496-12, -14 and -15;
//! version 1 sound entries: Apple's QuickTime File Format.

use shiguredo_mp4::bitstream::h264::{H264SampleEntryConfig, LengthSize, build_avc1_box};
use shiguredo_mp4::boxes::{AudioSampleEntryFields, EsdsBox, Mp4aBox, SampleEntry};
use shiguredo_mp4::descriptors::{
    DecoderConfigDescriptor, DecoderSpecificInfo, EsDescriptor, SlConfigDescriptor,
};
use shiguredo_mp4::{FixedPointNumber, Uint};

use super::MediaError;
use super::annex_b::ParameterSets;
use super::mp4_boxes::{boxes, descend, find, u16_at, u32_at};

/// What a picture track is encoded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AvcEntry {
    /// How many bytes give the length of each unit: 1, 2 or 4.
    pub length_size: usize,
    pub sets: ParameterSets,
}

/// What a sound track is encoded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AacEntry {
    /// AudioSpecificConfig, ISO/IEC 14496-3.
    pub config: Vec<u8>,
    pub channels: u16,
    pub rate_hz: u32,
}

const LIMIT_CONFIG_BYTES: usize = 64;
const BROKEN: MediaError = MediaError::BrokenMedia { detail: "codec description" };

/// The first entry of a `stsd` box: its kind and what is in it.
fn first_entry(stsd: &[u8]) -> Option<([u8; 4], &[u8])> {
    boxes(stsd.get(8..)?).next().map(|entry| (entry.kind, entry.body))
}

/// Reads the entry of a picture track.
pub(super) fn read_avc(stsd: &[u8]) -> Result<AvcEntry, MediaError> {
    let (kind, body) = first_entry(stsd).ok_or(BROKEN)?;
    if !matches!(&kind, b"avc1" | b"avc3") {
        return Err(MediaError::UnsupportedClip { codec: codec_name(kind) });
    }
    let config = body.get(78..).and_then(|rest| find(rest, b"avcC")).ok_or(BROKEN)?;
    let length_size = usize::from(*config.get(4).ok_or(BROKEN)? & 3) + 1;
    let mut rest = config.get(5..).ok_or(BROKEN)?;
    let mut sets = ParameterSets::default();
    for (list, mask) in [(&mut sets.sps, 0x1f), (&mut sets.pps, 0xff)] {
        let (count, after) = rest.split_first().ok_or(BROKEN)?;
        rest = after;
        for _ in 0..count & mask {
            let length = usize::from(u16_at(rest, 0).ok_or(BROKEN)?);
            let set = rest.get(2..2 + length).ok_or(BROKEN)?;
            list.push(set.to_vec());
            rest = &rest[2 + length..];
        }
    }
    if length_size == 3 || sets.sps.is_empty() || sets.pps.is_empty() {
        return Err(MediaError::UnsupportedClip { codec: codec_name(kind) });
    }
    Ok(AvcEntry { length_size, sets })
}

/// Reads the entry of a sound track.
pub(super) fn read_aac(stsd: &[u8]) -> Result<AacEntry, MediaError> {
    let (kind, body) = first_entry(stsd).ok_or(BROKEN)?;
    if &kind != b"mp4a" {
        return Err(MediaError::UnsupportedClip { codec: codec_name(kind) });
    }
    let version = u16_at(body, 8).ok_or(BROKEN)?;
    let inner = match version {
        0 => body.get(28..),
        1 => body.get(44..),
        _ => {
            return Err(MediaError::UnsupportedClip { codec: codec_name(kind) });
        }
    }
    .ok_or(BROKEN)?;
    let esds =
        find(inner, b"esds").or_else(|| descend(inner, &[b"wave", b"esds"])).ok_or(BROKEN)?;
    let config = config_of(esds.get(4..).ok_or(BROKEN)?)?;
    // The first five bits are the object type: 2 is AAC-LC; 5 and 29 are it with extensions.
    let object_type = config.first().map_or(0, |first| first >> 3);
    if !matches!(object_type, 2 | 5 | 29) {
        return Err(MediaError::UnsupportedClip { codec: format!("AAC type {object_type}") });
    }
    let channels = u16_at(body, 16).ok_or(BROKEN)?.clamp(1, 8);
    let rate_hz = u32_at(body, 24).ok_or(BROKEN)? >> 16;
    Ok(AacEntry { config, channels, rate_hz })
}

/// Finds the decoder's own description among the nested descriptors of an `esds`.
fn config_of(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    const STREAM: u8 = 3;
    const DECODER: u8 = 4;
    const SPECIFIC: u8 = 5;
    let (stream, _) = descriptor(bytes, STREAM)?;
    let flags = *stream.get(2).ok_or(BROKEN)?;
    let mut skip = 3;
    if flags & 0x80 != 0 {
        skip += 2;
    }
    if flags & 0x40 != 0 {
        skip += 1 + usize::from(*stream.get(skip).ok_or(BROKEN)?);
    }
    if flags & 0x20 != 0 {
        skip += 2;
    }
    let (decoder, _) = descriptor(stream.get(skip..).ok_or(BROKEN)?, DECODER)?;
    let object = *decoder.first().ok_or(BROKEN)?;
    if object != DecoderConfigDescriptor::OBJECT_TYPE_INDICATION_AUDIO_ISO_IEC_14496_3 {
        return Err(MediaError::UnsupportedClip { codec: format!("sound type {object:#x}") });
    }
    let (specific, _) = descriptor(decoder.get(13..).ok_or(BROKEN)?, SPECIFIC)?;
    if !(2..=LIMIT_CONFIG_BYTES).contains(&specific.len()) {
        return Err(BROKEN);
    }
    Ok(specific.to_vec())
}

/// A descriptor of that tag: what is in it, and what follows.
fn descriptor(bytes: &[u8], tag: u8) -> Result<(&[u8], &[u8]), MediaError> {
    let (found, mut rest) = bytes.split_first().ok_or(BROKEN)?;
    if *found != tag {
        return Err(BROKEN);
    }
    let mut size = 0usize;
    for _ in 0..4 {
        let (byte, after) = rest.split_first().ok_or(BROKEN)?;
        rest = after;
        size = size << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return rest.split_at_checked(size).ok_or(BROKEN);
        }
    }
    Err(BROKEN)
}

/// What people call a codec.
fn codec_name(kind: [u8; 4]) -> String {
    match &kind {
        b"hvc1" | b"hev1" => "H.265 (HEVC)".to_owned(),
        b"av01" => "AV1".to_owned(),
        b"vp09" | b"vp08" => "VP8 or VP9".to_owned(),
        b"mp4v" => "MPEG-4 part 2".to_owned(),
        b"Opus" => "Opus".to_owned(),
        b"samr" | b"sawb" => "AMR".to_owned(),
        b"ac-3" | b"ec-3" => "Dolby".to_owned(),
        b"apcn" | b"apch" | b"apcs" | b"apco" | b"ap4h" => "ProRes".to_owned(),
        b"sowt" | b"twos" | b"lpcm" | b"in24" | b"fl32" => "uncompressed sound".to_owned(),
        other => other.escape_ascii().to_string(),
    }
}

/// Our own entry for pictures, and the size that its first parameter set gives.
pub(super) fn write_avc(sets: &ParameterSets) -> Result<(SampleEntry, (u16, u16)), MediaError> {
    let config = H264SampleEntryConfig { length_size: LengthSize::FourBytes };
    let entry = build_avc1_box(&sets.sps, &sets.pps, &config).map_err(|_| BROKEN)?;
    let size = (entry.visual.width, entry.visual.height);
    Ok((SampleEntry::Avc1(entry), size))
}

/// Our own entry for sound.
pub(super) fn write_aac(entry: &AacEntry) -> SampleEntry {
    let rate = u16::try_from(entry.rate_hz).unwrap_or(0);
    SampleEntry::Mp4a(Mp4aBox {
        audio: AudioSampleEntryFields {
            data_reference_index: AudioSampleEntryFields::DEFAULT_DATA_REFERENCE_INDEX,
            channelcount: entry.channels,
            samplesize: AudioSampleEntryFields::DEFAULT_SAMPLESIZE,
            samplerate: FixedPointNumber::new(rate, 0),
        },
        esds_box: EsdsBox {
            es: EsDescriptor {
                es_id: EsDescriptor::MIN_ES_ID,
                stream_priority: EsDescriptor::LOWEST_STREAM_PRIORITY,
                depends_on_es_id: None,
                url_string: None,
                ocr_es_id: None,
                dec_config_descr: DecoderConfigDescriptor {
                    object_type_indication:
                        DecoderConfigDescriptor::OBJECT_TYPE_INDICATION_AUDIO_ISO_IEC_14496_3,
                    stream_type: DecoderConfigDescriptor::STREAM_TYPE_AUDIO,
                    up_stream: DecoderConfigDescriptor::UP_STREAM_FALSE,
                    buffer_size_db: Uint::new(0),
                    max_bitrate: 0,
                    avg_bitrate: 0,
                    dec_specific_info: Some(DecoderSpecificInfo { payload: entry.config.clone() }),
                },
                sl_config_descr: SlConfigDescriptor,
            },
        },
        unknown_boxes: Vec::new(),
    })
}
