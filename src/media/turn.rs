//! Pictures of a phone that was held another way: by quarter turns, as its clip says.

use openh264::formats::YUVSource;

use super::picture::I420;

/// A picture as it is meant to be seen. The matrix is that of ISO/IEC 14496-12, clause 8.3.2, of
/// quarter turns alone; any other turns nothing.
pub(super) fn turned(picture: I420, matrix: &[i32; 9]) -> I420 {
    const ONE: i32 = 0x1_0000;
    match [matrix[0], matrix[1], matrix[3], matrix[4]] {
        [0, ONE, MINUS, 0] => {
            quarter(&picture, |along, down, (_, height)| (down, height - 1 - along))
        }
        [0, MINUS, ONE, 0] => {
            quarter(&picture, |along, down, (width, _)| (width - 1 - down, along))
        }
        [MINUS, 0, 0, MINUS] => half(picture),
        _ => picture,
    }
}

const MINUS: i32 = -0x1_0000;

/// Where a new picture's place was in the old one, given how large that was.
type Place = fn(usize, usize, (usize, usize)) -> (usize, usize);

fn quarter(from: &I420, place: Place) -> I420 {
    let (width, height) = (from.width_px() as u32, from.height_px() as u32);
    let mut into = I420::in_matrix(height, width, from.matrix());
    let (y, u, v) = into.planes_mut();
    for (old, new, share) in [(from.y(), y, 1), (from.u(), u, 2), (from.v(), v, 2)] {
        let size = (from.width_px() / share, from.height_px() / share);
        for (down, line) in new.chunks_exact_mut(size.1.max(1)).enumerate() {
            for (along, value) in line.iter_mut().enumerate() {
                let (x, y) = place(along, down, size);
                *value = old[y * size.0 + x];
            }
        }
    }
    into
}

fn half(mut picture: I420) -> I420 {
    let (y, u, v) = picture.planes_mut();
    for plane in [y, u, v] {
        plane.reverse();
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: i32 = 0x1_0000;

    fn by(turn: [i32; 4]) -> [i32; 9] {
        [turn[0], turn[1], 0, turn[2], turn[3], 0, 0, 0, 0x4000_0000]
    }

    /// 4 by 2, numbered in the order of reading.
    fn numbered() -> I420 {
        let mut picture = I420::new(4, 2);
        for (at, value) in picture.planes_mut().0.iter_mut().enumerate() {
            *value = at as u8;
        }
        picture
    }

    #[test]
    fn a_quarter_to_the_right_and_back_and_a_half() {
        let right = turned(numbered(), &by([0, ONE, -ONE, 0]));
        assert_eq!((right.width_px(), right.height_px()), (2, 4));
        assert_eq!(right.y(), [4, 0, 5, 1, 6, 2, 7, 3]);
        let left = turned(right, &by([0, -ONE, ONE, 0]));
        assert_eq!(left, numbered());
        let half = turned(numbered(), &by([-ONE, 0, 0, -ONE]));
        assert_eq!(half.y(), [7, 6, 5, 4, 3, 2, 1, 0]);
        assert_eq!(turned(numbered(), &by([ONE, 0, 0, ONE])), numbered());
    }
}
