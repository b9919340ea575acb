//! What a sequence parameter set says of colours: the matrix that its pictures were made with, and
//! whether they have the full range.
//! Source: ITU-T H.264, clauses 7.3.2.1.1 and E.1.1.

use super::picture::Matrix;

/// How the numbers of a clip's pictures are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colours {
    pub matrix: Matrix,
    pub is_full_range: bool,
}

/// BT.709 limited where it does not say, as most players take it.
pub(super) fn colours_of(sps: &[u8]) -> Colours {
    let (is_full_range, coefficients) = signal(sps).unwrap_or((false, None));
    let matrix = match coefficients {
        // BT.470 B/G and SMPTE 170M: BT.601 by two names; table E-5.
        Some(5 | 6) => Matrix::Bt601,
        Some(_) | None => Matrix::Bt709,
    };
    Colours { matrix, is_full_range }
}

/// Profiles that say how chroma is sampled; clause 7.3.2.1.1.
const WITH_CHROMA: [u32; 13] = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const EXTENDED_SHAPE: u32 = 255;

/// Whether the range is full, and the matrix coefficients where it tells them.
fn signal(sps: &[u8]) -> Option<(bool, Option<u32>)> {
    let mut bits = Bits::new(sps.get(1..)?);
    let profile = bits.take(8)?;
    bits.take(16)?;
    bits.exp()?;
    if WITH_CHROMA.contains(&profile) {
        let chroma = bits.exp()?;
        if chroma == 3 {
            bits.take(1)?;
        }
        bits.exp()?;
        bits.exp()?;
        bits.take(1)?;
        if bits.take(1)? == 1 {
            scaling_lists(&mut bits, if chroma == 3 { 12 } else { 8 })?;
        }
    }
    bits.exp()?;
    match bits.exp()? {
        0 => drop(bits.exp()?),
        1 => {
            bits.take(1)?;
            bits.exp()?;
            bits.exp()?;
            for _ in 0..bits.exp()?.min(255) {
                bits.exp()?;
            }
        }
        _ => {}
    }
    bits.exp()?;
    bits.take(1)?;
    bits.exp()?;
    bits.exp()?;
    if bits.take(1)? == 0 {
        bits.take(1)?;
    }
    bits.take(1)?;
    if bits.take(1)? == 1 {
        for _ in 0..4 {
            bits.exp()?;
        }
    }
    let has_usability = bits.take(1)? == 1;
    if !has_usability {
        return None;
    }
    if bits.take(1)? == 1 && bits.take(8)? == EXTENDED_SHAPE {
        bits.take(32)?;
    }
    if bits.take(1)? == 1 {
        bits.take(1)?;
    }
    let says_signal = bits.take(1)? == 1;
    if !says_signal {
        return None;
    }
    bits.take(3)?;
    let is_full = bits.take(1)? == 1;
    let says_colours = bits.take(1)? == 1;
    if !says_colours {
        return Some((is_full, None));
    }
    bits.take(16)?;
    Some((is_full, Some(bits.take(8)?)))
}

fn scaling_lists(bits: &mut Bits<'_>, count: usize) -> Option<()> {
    for index in 0..count {
        if bits.take(1)? == 0 {
            continue;
        }
        let size = if index < 6 { 16 } else { 64 };
        let (mut last, mut next) = (8, 8);
        for _ in 0..size {
            if next != 0 {
                // No other step is allowed; clause 7.4.2.1.1.1.
                let step = bits.signed_exp().filter(|step| (-128..=127).contains(step))?;
                next = (last + step + 256) % 256;
            }
            last = if next == 0 { last } else { next };
        }
    }
    Some(())
}

/// Bits of a unit, without the bytes that keep start codes out of it (clause 7.4.1.1).
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    zeros: usize,
    bit: u32,
}

impl<'a> Bits<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, zeros: 0, bit: 0 }
    }

    fn one(&mut self) -> Option<u32> {
        if self.bit == 0 && self.zeros >= 2 && self.bytes.get(self.at) == Some(&3) {
            self.at += 1;
            self.zeros = 0;
        }
        let byte = *self.bytes.get(self.at)?;
        let value = u32::from(byte >> (7 - self.bit)) & 1;
        self.bit += 1;
        if self.bit == 8 {
            self.bit = 0;
            self.at += 1;
            self.zeros = if byte == 0 { self.zeros + 1 } else { 0 };
        }
        Some(value)
    }

    /// So many bits, at most 32.
    fn take(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | self.one()?;
        }
        Some(value)
    }

    /// Exp-Golomb, clause 9.1.
    fn exp(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.one()? == 0 {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        Some((1_u32 << zeros) - 1 + self.take(zeros)?)
    }

    fn signed_exp(&mut self) -> Option<i32> {
        let value = i64::from(self.exp()?);
        i32::try_from(if value % 2 == 0 { -value / 2 } else { (value + 1) / 2 }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::annex_b::{parameter_sets, units};
    use crate::media::encoder::VideoEncoder;
    use crate::media::picture::I420;

    #[test]
    fn what_the_encoder_was_told_is_read_back() {
        for matrix in [Matrix::Bt601, Matrix::Bt709] {
            let picture = I420::in_matrix(64, 48, matrix);
            let mut encoder = VideoEncoder::new(&picture, 25.0).unwrap();
            let sample = encoder.encode(&picture, 0).unwrap().unwrap();
            let sets = parameter_sets(units(&sample.annex_b));
            assert_eq!(colours_of(&sets.sps[0]), Colours { matrix, is_full_range: false });
        }
    }

    #[test]
    fn junk_says_nothing() {
        for junk in [&b""[..], b"\x67", &[0; 40], &[0xff; 40]] {
            assert_eq!(colours_of(junk).matrix, Matrix::Bt709);
        }
    }
}
