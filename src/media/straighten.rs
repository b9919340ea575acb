//! A photo of a drawing or poster, seen from the front: the brightest large sheet in it is found
//! and its four corners are drawn apart to a rectangle.

use super::picture::I420;
use openh264::formats::YUVSource;

/// The sheet is looked for in a picture no wider than this.
const SMALL_PX: usize = 160;
/// A sheet that fills less of the picture than this is none.
const LEAST_SHARE: f32 = 0.12;
/// A sheet fills its own four corners nearly all.
const LEAST_FILLED: f32 = 0.82;

type Corner = (f32, f32);

/// The sheet of paper in a photo, straightened; nothing where none can be made out.
pub(super) fn straighten(photo: &I420) -> Option<I420> {
    let corners = find_sheet(photo)?;
    let [a, b, c, d] = corners;
    let length = |one: Corner, other: Corner| (one.0 - other.0).hypot(one.1 - other.1);
    let width = length(a, b).max(length(d, c)) as u32;
    let height = length(a, d).max(length(b, c)) as u32;
    let mut sheet = I420::new(width.clamp(32, 2_048), height.clamp(32, 2_048));
    let (across, down) = (sheet.width_px(), sheet.height_px());
    let from = projection(corners);
    let (width, height) = photo.dimensions();
    let (y, u, v) = sheet.planes_mut();
    let planes = [(photo.y(), y, 1), (photo.u(), u, 2), (photo.v(), v, 2)];
    for (plane, into, share) in planes {
        let (own_width, own_height) = (width / share, height / share);
        let row = across / share;
        for (index, value) in into.iter_mut().enumerate().take(row * (down / share)) {
            let part = |at: usize, of: usize| (at as f32 + 0.5) / of as f32;
            let (x, y) = from(part(index % row, row), part(index / row, down / share));
            let scale = share as f32;
            *value = sample(plane, (own_width, own_height), x / scale - 0.5, y / scale - 0.5);
        }
    }
    Some(sheet)
}

/// Between the four nearest values.
fn sample(plane: &[u8], (width, height): (usize, usize), x: f32, y: f32) -> u8 {
    let x = x.clamp(0.0, width as f32 - 1.0);
    let y = y.clamp(0.0, height as f32 - 1.0);
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let at = |x: usize, y: usize| f32::from(plane.get(y * width + x).copied().unwrap_or(0));
    let (part_x, part_y) = (x - left as f32, y - top as f32);
    let upper = at(left, top) * (1.0 - part_x) + at(right, top) * part_x;
    let lower = at(left, bottom) * (1.0 - part_x) + at(right, bottom) * part_x;
    (upper * (1.0 - part_y) + lower * part_y).round() as u8
}

/// From a place in the unit square to one between four corners (left top, right top, right
/// bottom, left bottom) as a camera sees it. Source: Heckbert, Fundamentals of texture mapping and
/// image warping, 1989, section 2.2.3.
fn projection([a, b, c, d]: [Corner; 4]) -> impl Fn(f32, f32) -> Corner {
    let sum = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
    let (one, two) = ((b.0 - c.0, b.1 - c.1), (d.0 - c.0, d.1 - c.1));
    let whole = one.0 * two.1 - two.0 * one.1;
    let (g, h) = if whole.abs() < f32::EPSILON {
        (0.0, 0.0)
    } else {
        ((sum.0 * two.1 - two.0 * sum.1) / whole, (one.0 * sum.1 - sum.0 * one.1) / whole)
    };
    let x = (b.0 - a.0 + g * b.0, d.0 - a.0 + h * d.0, a.0);
    let y = (b.1 - a.1 + g * b.1, d.1 - a.1 + h * d.1, a.1);
    move |u, v| {
        let depth = g * u + h * v + 1.0;
        ((x.0 * u + x.1 * v + x.2) / depth, (y.0 * u + y.1 * v + y.2) / depth)
    }
}

/// The corners of the sheet in the photo: left top, right top, right bottom, left bottom.
fn find_sheet(photo: &I420) -> Option<[Corner; 4]> {
    let (width, height) = photo.dimensions();
    let step = width.div_ceil(SMALL_PX).max(1);
    let (across, down) = (width / step, height / step);
    if across < 16 || down < 16 {
        return None;
    }
    let small: Vec<u8> = (0..across * down)
        .map(|index| mean(photo.y(), width, (index % across * step, index / across * step), step))
        .collect();
    let threshold = otsu(&small)?;
    let sheet = largest_bright(&small, across, threshold);
    if (sheet.len() as f32) < LEAST_SHARE * small.len() as f32 {
        return None;
    }
    let places = sheet.iter().map(|index| ((index % across) as f32, (index / across) as f32));
    let extreme = |value: fn(Corner) -> f32| {
        places.clone().max_by(|one, other| value(*one).total_cmp(&value(*other)))
    };
    let corners = [
        extreme(|(x, y)| -x - y)?,
        extreme(|(x, y)| x - y)?,
        extreme(|(x, y)| x + y)?,
        extreme(|(x, y)| y - x)?,
    ];
    let filled = sheet.len() as f32 / area(&corners).max(1.0);
    if !(LEAST_FILLED..1.3).contains(&filled) {
        return None;
    }
    // To the middle of what a small square stands for.
    let back = |(x, y): Corner| ((x + 0.5) * step as f32, (y + 0.5) * step as f32);
    Some(corners.map(back))
}

fn mean(plane: &[u8], width: usize, (left, top): (usize, usize), step: usize) -> u8 {
    let rows = (top..top + step).map(|row| row * width + left);
    let sum: u32 = rows
        .flat_map(|from| plane.get(from..from + step).unwrap_or_default())
        .map(|value| u32::from(*value))
        .sum();
    (sum / (step * step) as u32) as u8
}

/// The brightness that best parts light from dark (Otsu, 1979); nothing where all is alike.
fn otsu(values: &[u8]) -> Option<u8> {
    let mut counts = [0u32; 256];
    values.iter().for_each(|value| counts[usize::from(*value)] += 1);
    let total = values.len() as f64;
    let all: f64 =
        counts.iter().enumerate().map(|(value, count)| value as f64 * f64::from(*count)).sum();
    let (mut below, mut sum, mut best) = (0.0, 0.0, (0.0, None));
    for (value, count) in counts.iter().enumerate() {
        below += f64::from(*count);
        sum += value as f64 * f64::from(*count);
        let above = total - below;
        if below == 0.0 || above == 0.0 {
            continue;
        }
        let apart = (sum / below - (all - sum) / above).powi(2) * below * above;
        if apart > best.0 {
            best = (apart, Some((value as u8, (all - sum) / above - sum / below)));
        }
    }
    // Light and dark that are nearly alike are one thing.
    best.1.filter(|(_, contrast)| *contrast > 25.0).map(|(value, _)| value)
}

/// The places of the largest patch that is brighter than the threshold, with the holes that a
/// drawing makes in it.
fn largest_bright(values: &[u8], width: usize, threshold: u8) -> Vec<usize> {
    let mut patch = vec![0u32; values.len()];
    let mut largest = (0, 0);
    let mut number = 0;
    for start in 0..values.len() {
        if patch[start] != 0 || values[start] <= threshold {
            continue;
        }
        number += 1;
        let size = flood(&mut patch, width, start, number, |index| values[index] > threshold);
        if size > largest.0 {
            largest = (size, number);
        }
    }
    // Whatever of the rest does not reach the edge is a hole.
    let own = largest.1;
    let mut outside = vec![0u32; values.len()];
    let height = values.len() / width;
    let edge = (0..width)
        .flat_map(|x| [x, (height - 1) * width + x])
        .chain((0..height).flat_map(|y| [y * width, y * width + width - 1]));
    for start in edge {
        if patch[start] != own && outside[start] == 0 {
            flood(&mut outside, width, start, 1, |index| patch[index] != own);
        }
    }
    (0..values.len()).filter(|index| outside[*index] == 0).collect()
}

/// Marks everything that hangs together with a place; gives how much that is.
fn flood(
    marks: &mut [u32],
    width: usize,
    start: usize,
    mark: u32,
    belongs: impl Fn(usize) -> bool,
) -> usize {
    let mut size = 0;
    let mut waiting = vec![start];
    while let Some(index) = waiting.pop() {
        if marks[index] != 0 || !belongs(index) {
            continue;
        }
        marks[index] = mark;
        size += 1;
        let x = index % width;
        waiting.extend((x > 0).then(|| index - 1));
        waiting.extend((x + 1 < width).then(|| index + 1));
        waiting.extend(index.checked_sub(width));
        waiting.extend(Some(index + width).filter(|below| *below < marks.len()));
    }
    size
}

fn area(corners: &[Corner; 4]) -> f32 {
    let next = corners.iter().cycle().skip(1);
    let sum: f32 =
        corners.iter().zip(next).map(|(one, other)| one.0 * other.1 - other.0 * one.1).sum();
    sum.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white sheet with a black square in its left upper quarter, seen askew on a dark table.
    fn askew(corners: [Corner; 4]) -> I420 {
        let mut photo = I420::new(640, 480);
        let (y, _, _) = photo.planes_mut();
        y.fill(50);
        let from = projection(corners);
        for row in 0..1_200 {
            for column in 0..1_200 {
                let (u, v) = (column as f32 / 1_200.0, row as f32 / 1_200.0);
                let is_square = (0.1..0.4).contains(&u) && (0.1..0.4).contains(&v);
                let (x, place) = from(u, v);
                y[place as usize * 640 + x as usize] = if is_square { 30 } else { 220 };
            }
        }
        photo
    }

    #[test]
    fn a_sheet_seen_askew_lies_straight() {
        let corners = [(120.0, 60.0), (500.0, 100.0), (560.0, 420.0), (80.0, 380.0)];
        let sheet = straighten(&askew(corners)).unwrap();
        let (width, height) = sheet.dimensions();
        let at = |u: f32, v: f32| {
            sheet.y()[(v * height as f32) as usize * width + (u * width as f32) as usize]
        };
        for (u, v, expected) in [
            (0.25, 0.25, 30),
            (0.05, 0.05, 220),
            (0.95, 0.05, 220),
            (0.95, 0.95, 220),
            (0.05, 0.95, 220),
            (0.6, 0.25, 220),
            (0.25, 0.6, 220),
        ] {
            let found = i32::from(at(u, v));
            assert!((found - expected).abs() < 30, "{u} {v}: {found} and not {expected}");
        }
    }

    #[test]
    fn where_there_is_no_sheet_nothing_is_straightened() {
        assert_eq!(straighten(&I420::new(640, 480)), None, "all dark");
        assert_eq!(straighten(&I420::new(8, 8)), None, "too small");
        let mut noise = I420::new(320, 240);
        let mut state = 7u32;
        noise.planes_mut().0.iter_mut().for_each(|value| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = (state >> 24) as u8;
        });
        assert_eq!(straighten(&noise), None, "noise");
        let mut small = I420::new(640, 480);
        small.planes_mut().0[..640 * 4].fill(230);
        assert_eq!(straighten(&small), None, "a strip");
    }
}
