//! The moving picture of the camera or of a clip: one texture, updated in place, only when there
//! is a newer picture.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, ColorImage, Painter, Rect, Shape, TextureHandle, TextureOptions, pos2};

use crate::media::PreviewPicture;

#[derive(Default)]
struct Shown {
    texture: Option<TextureHandle>,
    number: u64,
}

/// One for each window.
#[derive(Default)]
pub struct Video {
    shown: RefCell<Shown>,
    /// Pictures that do not move, by their numbers.
    stills: RefCell<HashMap<u64, TextureHandle>>,
    beside: OnceCell<Box<Video>>,
}

impl std::fmt::Debug for Video {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "picture {}", self.shown.borrow().number)
    }
}

impl Video {
    /// The number of the picture shown last: ask for newer ones only.
    pub fn seen(&self) -> u64 {
        self.shown.borrow().number
    }

    /// Nothing of the last picture stays.
    pub fn forget(&self) {
        *self.shown.borrow_mut() = Shown::default();
        self.stills.borrow_mut().clear();
        if let Some(beside) = self.beside.get() {
            beside.forget();
        }
    }

    /// Another moving picture on the same screen.
    pub fn beside(&self) -> &Self {
        self.beside.get_or_init(Box::default)
    }

    /// Paints a picture that does not move, whole, in the middle of `rect`; through one of less
    /// than full `opacity` what is behind it shows.
    pub fn paint_still(
        &self,
        painter: &Painter,
        rect: Rect,
        radius: f32,
        picture: &PreviewPicture,
        opacity: f32,
    ) {
        let mut stills = self.stills.borrow_mut();
        let texture = stills.entry(picture.number).or_insert_with(|| {
            let size = [picture.width_px, picture.height_px];
            let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            painter.ctx().load_texture("still", image, TextureOptions::LINEAR)
        });
        let place = placed(texture, rect);
        let uv = Rect { min: pos2(0.0, 0.0), max: pos2(1.0, 1.0) };
        let tint = Color32::WHITE.gamma_multiply(opacity);
        let shape =
            egui::epaint::RectShape::filled(place, radius, tint).with_texture(texture.id(), uv);
        painter.add(Shape::Rect(shape));
    }

    /// Where in `rect` the newest picture stands, once there is one.
    pub fn place(&self, rect: Rect) -> Option<Rect> {
        self.shown.borrow().texture.as_ref().map(|texture| placed(texture, rect))
    }

    /// Paints the newest picture, whole, in the middle of `rect`; mirrored for who looks at
    /// themselves. Nothing where there is none yet.
    pub fn paint(
        &self,
        painter: &Painter,
        rect: Rect,
        radius: f32,
        newest: Option<Arc<PreviewPicture>>,
        mirrored: bool,
    ) {
        let mut shown = self.shown.borrow_mut();
        if let Some(picture) = newest {
            let size = [picture.width_px, picture.height_px];
            let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            match &mut shown.texture {
                Some(texture) => texture.set(image, TextureOptions::LINEAR),
                none => {
                    let texture =
                        painter.ctx().load_texture("video", image, TextureOptions::LINEAR);
                    *none = Some(texture);
                }
            }
            shown.number = picture.number;
        }
        let Some(texture) = &shown.texture else { return };
        let place = placed(texture, rect);
        let (left, right) = if mirrored { (1.0, 0.0) } else { (0.0, 1.0) };
        let uv = Rect { min: pos2(left, 0.0), max: pos2(right, 1.0) };
        let shape = egui::epaint::RectShape::filled(place, radius, Color32::WHITE)
            .with_texture(texture.id(), uv);
        painter.add(Shape::Rect(shape));
    }
}

/// Whole, in the middle.
fn placed(texture: &TextureHandle, rect: Rect) -> Rect {
    let size = texture.size_vec2();
    let scale = (rect.width() / size.x).min(rect.height() / size.y);
    Rect::from_center_size(rect.center(), size * scale)
}
