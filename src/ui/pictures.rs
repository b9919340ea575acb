//! Pictures on the graphics card, each at the exact size shown. Drawn on a thread of their own,
//! so that a board of forty never holds a frame up.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{
    Color32, ColorImage, Context, Painter, Rect, TextureHandle, TextureOptions, pos2, vec2,
};

use crate::symbols::{self, Pixels};

type Key = (String, u32);
/// Where pictures are asked for and come back.
type Drawer = (Sender<Key>, Receiver<(Key, Option<Pixels>)>);

/// A picture is forgotten by the screens' cache only when there are very many.
const LIMIT_PICTURES: usize = 600;

/// All pictures shown so far.
pub struct Pictures {
    shown: RefCell<HashMap<Key, Option<TextureHandle>>>,
    /// Nobody where pictures are drawn at once.
    worker: Option<Drawer>,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} pictures", self.shown.borrow().len())
    }
}

fn draw(key: &Key) -> Option<Pixels> {
    symbols::picture(&key.0, key.1)
}

fn upload(ctx: &Context, key: &Key, pixels: &Pixels) -> TextureHandle {
    let side = pixels.side_px as usize;
    let colours = pixels
        .premultiplied_rgba
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&[r, g, b, a]| Color32::from_rgba_premultiplied(r, g, b, a))
        .collect();
    let image = ColorImage::new([side, side], colours);
    ctx.load_texture(&key.0, image, TextureOptions::LINEAR)
}

impl Pictures {
    /// Draws on a thread that wakes the context when a picture is ready.
    pub fn in_background(ctx: &Context) -> Self {
        let (ask, asked) = channel::<Key>();
        let (give, given) = channel();
        let waker = ctx.clone();
        let spawned = std::thread::Builder::new().name("pictures".to_owned()).spawn(move || {
            for key in asked {
                let pixels = draw(&key);
                if give.send((key, pixels)).is_err() {
                    return;
                }
                waker.request_repaint();
            }
        });
        match spawned {
            Ok(_) => Self { shown: RefCell::default(), worker: Some((ask, given)) },
            Err(error) => {
                tracing::warn!(%error, "pictures are drawn at once");
                Self::at_once()
            }
        }
    }

    /// Draws when asked: for tests, where the first frame counts.
    pub fn at_once() -> Self {
        Self { shown: RefCell::default(), worker: None }
    }

    /// Takes over what was drawn meanwhile. Once a frame.
    pub fn take_drawn(&self, ctx: &Context) {
        let Some((_, drawn)) = &self.worker else { return };
        for (key, pixels) in drawn.try_iter() {
            let texture = pixels.map(|pixels| upload(ctx, &key, &pixels));
            self.shown.borrow_mut().insert(key, texture);
        }
    }

    /// A part of the screens, by its name in `symbols/interface.csv`.
    pub fn paint_ui(&self, painter: &Painter, rect: Rect, name: &str) {
        if let Some(drawing) = symbols::interface_drawing(name) {
            self.paint(painter, rect, drawing);
        }
    }

    /// A drawing by its own name, in the middle of `rect`, on whole pixels.
    pub fn paint(&self, painter: &Painter, rect: Rect, drawing: &str) {
        let pixels_per_point = painter.pixels_per_point();
        let side_px = (rect.width().min(rect.height()) * pixels_per_point).round().max(1.0);
        let key = (drawing.to_owned(), side_px as u32);
        let mut shown = self.shown.borrow_mut();
        if !shown.contains_key(&key) {
            if shown.len() >= LIMIT_PICTURES {
                shown.clear();
            }
            let texture = match &self.worker {
                Some((ask, _)) => {
                    // A dead worker leaves the words, which always stand beside a picture.
                    let _ = ask.send(key.clone());
                    None
                }
                None => draw(&key).map(|pixels| upload(painter.ctx(), &key, &pixels)),
            };
            shown.insert(key.clone(), texture);
        }
        if let Some(Some(texture)) = shown.get(&key) {
            let side = side_px / pixels_per_point;
            let snap = |value: f32| (value * pixels_per_point).round() / pixels_per_point;
            let corner = rect.center() - vec2(side, side) / 2.0;
            let place = Rect::from_min_size(pos2(snap(corner.x), snap(corner.y)), vec2(side, side));
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture.id(), place, uv, Color32::WHITE);
        }
    }
}
