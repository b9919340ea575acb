//! Between the two ways H.264 units are strung together: start codes (ITU-T H.264, Annex B) as
//! encoders and decoders have them, lengths (ISO/IEC 14496-15) as MP4 has them.

/// The kinds of unit that matter here; ITU-T H.264, table 7-1.
const SEI: u8 = 6;
const SPS: u8 = 7;
const PPS: u8 = 8;
const DELIMITER: u8 = 9;
const FILLER: u8 = 12;

/// Sequence and picture parameter sets, each without start code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ParameterSets {
    pub sps: Vec<Vec<u8>>,
    pub pps: Vec<Vec<u8>>,
}

fn kind_of(unit: &[u8]) -> u8 {
    unit.first().map_or(0, |first| first & 0x1f)
}

/// The units of a stream with start codes.
pub(super) fn units(annex_b: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = after_start_code(annex_b);
    std::iter::from_fn(move || {
        let from = rest?;
        let end = from.windows(3).position(|three| three == [0, 0, 1]);
        let unit = end.map_or(from, |end| &from[..end]);
        rest = end.map(|end| &from[end + 3..]);
        // A four-byte start code leaves its first zero behind, and a unit never ends with one.
        let len = unit.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        Some(&unit[..len])
    })
    .filter(|unit| !unit.is_empty())
}

fn after_start_code(bytes: &[u8]) -> Option<&[u8]> {
    let start = bytes.windows(3).position(|three| three == [0, 0, 1])?;
    bytes.get(start + 3..)
}

/// The units of a sample with lengths of 1, 2 or 4 bytes; nothing where a length does not fit.
pub(super) fn units_by_length(sample: &[u8], length_size: usize) -> Option<Vec<&[u8]>> {
    let mut units = Vec::new();
    let mut rest = sample;
    while !rest.is_empty() {
        let (length, after) = rest.split_at_checked(length_size)?;
        let length = length.iter().fold(0usize, |length, byte| length << 8 | usize::from(*byte));
        let (unit, after) = after.split_at_checked(length)?;
        if !unit.is_empty() {
            units.push(unit);
        }
        rest = after;
    }
    Some(units)
}

fn is_carried(unit: &[u8]) -> bool {
    !matches!(kind_of(unit), 0 | SEI | SPS | PPS | DELIMITER | FILLER)
}

/// Appends a unit with a length of four bytes, unless it is one that a clip of ours does not
/// carry: parameter sets are in the sample entry, and the rest are filling or messages, in which
/// makers of phones and drones put what identifies them. True where it was appended.
pub(super) fn append_unit(unit: &[u8], into: &mut Vec<u8>) -> bool {
    if !is_carried(unit) {
        return false;
    }
    let Ok(length) = u32::try_from(unit.len()) else {
        return false;
    };
    into.extend(length.to_be_bytes());
    into.extend(unit);
    true
}

/// The units of a stream that a clip carries, each with a length of four bytes: in the same bytes
/// where start codes leave room for it, as encoders write them.
pub(super) fn into_lengths(mut annex_b: Vec<u8>) -> Vec<u8> {
    let begin = annex_b.as_ptr() as usize;
    let places: Vec<(usize, usize)> = units(&annex_b)
        .filter(|unit| is_carried(unit))
        .map(|unit| (unit.as_ptr() as usize - begin, unit.len()))
        .collect();
    let mut end = 0;
    let fits = places.iter().all(|(at, len)| {
        let has_room = end + 4 <= *at && u32::try_from(*len).is_ok();
        end += 4 + len;
        has_room
    });
    if !fits {
        let mut lengths = Vec::with_capacity(end);
        for unit in units(&annex_b) {
            append_unit(unit, &mut lengths);
        }
        return lengths;
    }
    let mut to = 0;
    for (at, len) in places {
        annex_b[to..to + 4].copy_from_slice(&(len as u32).to_be_bytes());
        annex_b.copy_within(at..at + len, to + 4);
        to += 4 + len;
    }
    annex_b.truncate(to);
    annex_b
}

/// The parameter sets among these units, in order.
pub(super) fn parameter_sets<'a>(units: impl Iterator<Item = &'a [u8]>) -> ParameterSets {
    let mut sets = ParameterSets::default();
    for unit in units {
        let list = match kind_of(unit) {
            SPS => &mut sets.sps,
            PPS => &mut sets.pps,
            _ => continue,
        };
        if !list.iter().any(|known| known == unit) {
            list.push(unit.to_vec());
        }
    }
    sets
}

/// Appends a unit with a start code of four bytes.
pub(super) fn append_with_start_code(unit: &[u8], into: &mut Vec<u8>) {
    into.extend([0, 0, 0, 1]);
    into.extend(unit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_place_of_start_codes_of_either_kind() {
        let four = [0, 0, 0, 1, 7, 9, 0, 0, 0, 1, 0x65, 1, 2, 3, 0, 0, 0, 1, 0x41, 4];
        let three = [0, 0, 1, 0x65, 1, 2, 3, 0, 0, 1, 0x41, 4];
        let expected = [0, 0, 0, 4, 0x65, 1, 2, 3, 0, 0, 0, 2, 0x41, 4];
        let bytes = four.to_vec();
        let place = bytes.as_ptr();
        let made = into_lengths(bytes);
        assert_eq!((made.as_slice(), made.as_ptr()), (&expected[..], place), "in the same bytes");
        assert_eq!(into_lengths(three.to_vec()), expected);
        assert_eq!(into_lengths(vec![0, 0, 0, 1, 7, 9]), [0_u8; 0]);
        assert_eq!(into_lengths(vec![1, 2, 3]), [0_u8; 0]);
    }

    #[test]
    fn both_start_codes_are_found_and_trailing_zeros_left_out() {
        let stream = [9, 0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 0, 1, 0x65, 3, 0, 0];
        let found: Vec<_> = units(&stream).collect();
        assert_eq!(found, [&[0x67, 1][..], &[0x68, 2], &[0x65, 3]]);
        let sets = parameter_sets(units(&stream));
        assert_eq!((sets.sps, sets.pps), (vec![vec![0x67, 1]], vec![vec![0x68, 2]]));
    }

    #[test]
    fn lengths_are_checked() {
        assert_eq!(units_by_length(&[0, 0, 0, 2, 7, 8], 4), Some(vec![&[7u8, 8][..]]));
        assert_eq!(units_by_length(&[0, 0, 0, 3, 7, 8], 4), None);
        assert_eq!(units_by_length(&[0, 0], 4), None);
        assert_eq!(units_by_length(&[255, 255, 255, 255, 1], 4), None);
    }

    #[test]
    fn messages_and_parameter_sets_stay_out_of_samples() {
        let mut into = Vec::new();
        for unit in [[0x06, 1], [0x67, 1], [0x68, 1], [0x09, 1]] {
            assert!(!append_unit(&unit, &mut into));
        }
        assert!(append_unit(&[0x65, 1], &mut into));
        assert_eq!(into, [0, 0, 0, 2, 0x65, 1]);
    }
}
