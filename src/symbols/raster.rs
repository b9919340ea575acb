//! From a drawing to pixels of exactly the size that is shown.
//!
//! The drawing is cropped to its ink, centred, and scaled so that √(w·h) is 0.80 of the box and
//! its longest side at most 0.96: pictures of all shapes look equally large.

use resvg::tiny_skia::{FilterQuality, IntSize, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{Options, Tree};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::drawing;
use super::obf::PictureKind;
use super::packs::packs;

const AREA_PART: f32 = 0.80;
const LONGEST_PART: f32 = 0.96;
/// How large a drawing is drawn to find its ink.
const LOOK_PX: u32 = 72;
/// No picture on any screen is larger.
const LIMIT_PX: u32 = 2_048;

/// A square picture: RGBA, 8 bits, premultiplied, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub side_px: u32,
    pub premultiplied_rgba: Vec<u8>,
}

/// Draws an SVG into a square; nothing where it is no drawing.
pub fn raster(svg: &[u8], side_px: u32) -> Option<Pixels> {
    let pixmap = drawn(svg, side_px)?;
    Some(Pixels { side_px: pixmap.width(), premultiplied_rgba: pixmap.take() })
}

/// The same as a PNG file, for programs that draw no SVG.
pub fn png(svg: &[u8], side_px: u32) -> Option<Vec<u8>> {
    drawn(svg, side_px)?.encode_png().ok()
}

fn drawn(svg: &[u8], side_px: u32) -> Option<Pixmap> {
    let side_px = side_px.clamp(1, LIMIT_PX);
    let tree = Tree::from_data(svg, &Options::default()).ok()?;
    let size = tree.size();
    let ink = ink(&tree, size.width().max(size.height()))?;
    let [left, top, right, bottom] = ink;
    let (width, height) = (right - left, bottom - top);
    let box_side = side_px as f32;
    let scale = (AREA_PART * box_side / (width * height).sqrt())
        .min(LONGEST_PART * box_side / width.max(height));
    let shift = |low: f32, high: f32| ((box_side - (low + high) * scale) / 2.0).round();
    let place =
        Transform::from_scale(scale, scale).post_translate(shift(left, right), shift(top, bottom));
    let mut pixmap = Pixmap::new(side_px, side_px)?;
    resvg::render(&tree, place, &mut pixmap.as_mut());
    Some(pixmap)
}

/// The drawing itself, looking as large as others do, for a place that draws by its own means: its
/// box is moved to what is inked. As it was where it has no box of the usual kind.
pub fn cropped(svg: &[u8]) -> Vec<u8> {
    let moved = || {
        let tree = Tree::from_data(svg, &Options::default()).ok()?;
        let size = tree.size();
        let [left, top, right, bottom] = ink(&tree, size.width().max(size.height()))?;
        let (width, height) = (right - left, bottom - top);
        let side = ((width * height).sqrt() / AREA_PART).max(width.max(height) / LONGEST_PART);
        let (x, y) = ((left + right - side) / 2.0, (top + bottom - side) / 2.0);
        let text = std::str::from_utf8(svg).ok()?;
        let (before, rest) = text.split_once(" viewBox=\"")?;
        let (_, after) = rest.split_once('"')?;
        Some(format!("{before} viewBox=\"{x:.1} {y:.1} {side:.1} {side:.1}\"{after}").into_bytes())
    };
    moved().unwrap_or_else(|| svg.to_vec())
}

/// A picture by its own name: a drawing inside the program, or of boards that were brought.
pub fn picture(name: &str, side_px: u32) -> Option<Pixels> {
    if let Some(svg) = drawing(name) {
        return raster(svg, side_px);
    }
    let packs = packs();
    match packs.picture(name)? {
        (PictureKind::Svg, svg) => raster(svg, side_px),
        (PictureKind::Png, png) => fitted(&Pixmap::decode_png(png).ok()?, side_px),
        (PictureKind::Jpeg, jpeg) => fitted(&photo(jpeg)?, side_px),
    }
}

/// A photo's pixels.
fn photo(jpeg: &[u8]) -> Option<Pixmap> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let pixels = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let size = IntSize::from_wh(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
    Pixmap::from_vec(pixels, size)
}

/// Pixels as large as they fit the square.
fn fitted(whole: &Pixmap, side_px: u32) -> Option<Pixels> {
    let side_px = side_px.clamp(1, LIMIT_PX);
    let (width, height) = (whole.width() as f32, whole.height() as f32);
    let side = side_px as f32;
    let scale = LONGEST_PART * side / width.max(height);
    let place = Transform::from_scale(scale, scale)
        .post_translate((side - width * scale) / 2.0, (side - height * scale) / 2.0);
    let mut pixmap = Pixmap::new(side_px, side_px)?;
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    pixmap.draw_pixmap(0, 0, whole.as_ref(), &paint, place, None);
    Some(Pixels { side_px, premultiplied_rgba: pixmap.take() })
}

/// Left, top, right, bottom of what is inked, in the drawing's own units.
fn ink(tree: &Tree, extent: f32) -> Option<[f32; 4]> {
    let scale = LOOK_PX as f32 * 2.0 / extent.max(1.0);
    let mut pixmap = Pixmap::new(LOOK_PX * 2, LOOK_PX * 2)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut found: Option<[u32; 4]> = None;
    for (index, pixel) in pixmap.pixels().iter().enumerate() {
        if pixel.alpha() > 8 {
            let (x, y) = (index as u32 % pixmap.width(), index as u32 / pixmap.width());
            let [left, top, right, bottom] = found.unwrap_or([x, y, x + 1, y + 1]);
            found = Some([left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)]);
        }
    }
    found.map(|ink| ink.map(|side| side as f32 / scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cropped_drawing_is_as_large_as_its_picture() {
        let owl = drawing("1F989").unwrap();
        let cropped = cropped(owl);
        assert_ne!(cropped, owl);
        let area = |svg: &[u8]| {
            let tree = Tree::from_data(svg, &Options::default()).unwrap();
            let [left, top, right, bottom] = ink(&tree, tree.size().width()).unwrap();
            (right - left) * (bottom - top) / (tree.size().width() * tree.size().height())
        };
        assert!(area(&cropped) > area(owl));
        assert!((0.50..0.70).contains(&area(&cropped)), "{}", area(&cropped));
        assert_eq!(super::cropped(b"no drawing"), b"no drawing");
    }

    #[test]
    fn a_small_drawing_in_a_corner_fills_the_middle() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect x="2" y="2" width="8" height="8"/></svg>"#;
        let pixels = raster(svg, 100).unwrap();
        let alpha = |x: usize, y: usize| pixels.premultiplied_rgba[(y * 100 + x) * 4 + 3];
        assert_eq!((alpha(50, 50), alpha(14, 50), alpha(50, 86), alpha(3, 3)), (255, 255, 255, 0));
        assert_eq!(png(svg, 10).unwrap()[1..4], *b"PNG");
        assert!(raster(b"<svg", 10).is_none() && png(b"<svg", 10).is_none());
        assert!(
            raster(br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>"#, 10).is_none()
        );
    }
}
