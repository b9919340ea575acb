//! A picture inside one of another size, whole and in its own shape, black beside it: a camera
//! may come back with another size, and a frame of a film may be a photo.

use fast_image_resize::images::{CroppedImageMut, Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use openh264::formats::YUVSource;

use super::picture::I420;

/// Both sizes are even and not zero; a picture that cannot be fitted leaves black.
pub(super) fn fit(from: &I420, into: &mut I420) {
    let (width, height) = (into.width_px(), into.height_px());
    let (left, top, across, down) = place((from.width_px(), from.height_px()), (width, height));
    let (luma, u, v) = into.planes_mut();
    luma.fill(16);
    u.fill(128);
    v.fill(128);
    let half = |value: usize| value / 2;
    let planes = [(from.y(), luma, 1), (from.u(), u, 2), (from.v(), v, 2)];
    for (plane, into, share) in planes {
        let size = (from.width_px() / share, from.height_px() / share);
        let whole = (width / share, height / share);
        let (left, top, across, down) = match share {
            1 => (left, top, across, down),
            _ => (half(left), half(top), half(across), half(down)),
        };
        if let Err(error) = resize(plane, size, into, whole, (left, top, across, down)) {
            tracing::warn!(error, "a picture could not be fitted");
        }
    }
}

/// Left, top, width and height within `room` of a picture of this size; all even.
fn place(size: (usize, usize), room: (usize, usize)) -> (usize, usize, usize, usize) {
    let (width, height) = (size.0.max(2), size.1.max(2));
    let across = (room.1 * width / height).clamp(2, room.0.max(2));
    let down = (across * height / width).clamp(2, room.1.max(2));
    let (across, down) = (across & !1, down & !1);
    let middle = |room: usize, part: usize| (room.saturating_sub(part) / 2) & !1;
    (middle(room.0, across), middle(room.1, down), across, down)
}

fn resize(
    plane: &[u8],
    size: (usize, usize),
    into: &mut [u8],
    whole: (usize, usize),
    (left, top, across, down): (usize, usize, usize, usize),
) -> Result<(), &'static str> {
    let side = |value: usize| value as u32;
    let from = ImageRef::new(side(size.0), side(size.1), plane, PixelType::U8)
        .map_err(|_| "wrong size of a plane")?;
    let mut all = Image::from_slice_u8(side(whole.0), side(whole.1), into, PixelType::U8)
        .map_err(|_| "wrong size of the room")?;
    let mut part = CroppedImageMut::new(&mut all, side(left), side(top), side(across), side(down))
        .map_err(|_| "does not lie within the room")?;
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    Resizer::new().resize(&from, &mut part, &how).map_err(|_| "not resized")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_lies_whole_in_the_middle_of_another_shape() {
        assert_eq!(place((640, 480), (1280, 720)), (160, 0, 960, 720));
        assert_eq!(place((1280, 720), (640, 480)), (0, 60, 640, 360));
        assert_eq!(place((2, 4000), (64, 48)), (30, 0, 2, 48));
        let mut from = I420::new(8, 8);
        from.planes_mut().0.fill(200);
        let mut into = I420::new(32, 16);
        fit(&from, &mut into);
        let row: Vec<u8> = into.bytes()[..32].to_vec();
        assert_eq!(row, [vec![16; 8], vec![200; 16], vec![16; 8]].concat());
    }
}
