//! What every screen is drawn with: theme, words, pictures.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, Color32, Galley, Rect, TextFormat, Ui, Vec2};

use super::pictures::Pictures;
use super::theme::{Theme, Words as Size};
use super::video::Video;
use crate::words::{Words, bidi};

/// Lent to a screen for one frame.
#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    pub theme: &'a Theme,
    pub words: &'a Words,
    pub pictures: &'a Pictures,
    pub video: &'a Video,
    /// What is on the screen in words, for reading it aloud.
    pub told: &'a Told,
}

/// Gathers what a screen says, in the order in which it is drawn.
#[derive(Debug, Default)]
pub struct Told {
    words: RefCell<Vec<String>>,
    asked: RefCell<Option<Vec<String>>>,
    is_mute: Cell<bool>,
    /// Where the picture is that has the screen read.
    reader: Cell<Option<Rect>>,
}

impl Told {
    /// For a frame: nothing is told yet.
    pub fn begin(&self, is_mute: bool) {
        self.words.borrow_mut().clear();
        self.asked.borrow_mut().take();
        self.is_mute.set(is_mute);
        self.reader.set(None);
    }

    pub fn put(&self, words: &str) {
        if !words.trim().is_empty() {
            self.words.borrow_mut().push(words.to_owned());
        }
    }

    /// Nobody can be heard here.
    pub fn is_mute(&self) -> bool {
        self.is_mute.get()
    }

    /// Where somebody asks for it.
    pub fn put_reader(&self, place: Rect) {
        self.reader.set(Some(place));
    }

    pub fn reader(&self) -> Option<Rect> {
        self.reader.get()
    }

    /// All of the screen is to be read.
    pub fn ask(&self) {
        self.asked.replace(Some(Vec::new()));
    }

    pub fn is_asked(&self) -> bool {
        self.asked.borrow().is_some()
    }

    /// These words are to be read.
    pub fn ask_for(&self, words: &str) {
        self.asked.replace(Some(vec![words.to_owned()]));
    }

    /// What is to be read, sentence by sentence, where somebody asked.
    pub fn take_asked(&self) -> Option<Vec<String>> {
        let asked = self.asked.borrow_mut().take()?;
        match asked.is_empty() {
            true => Some(self.words.borrow().clone()),
            false => Some(asked),
        }
    }

    /// What is said first: where we are.
    pub fn first(&self) -> Option<String> {
        self.words.borrow().first().cloned()
    }
}

impl Stage<'_> {
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub fn units(&self, units: f32) -> f32 {
        self.theme.units(units)
    }

    /// Lays text out within a width, wrapped; shown from its `halign` corner.
    pub fn galley(
        &self,
        ui: &Ui,
        text: &str,
        size: Size,
        colour: Color32,
        width: f32,
        align: Align,
    ) -> Arc<Galley> {
        let format =
            TextFormat { font_id: self.theme.font(size), color: colour, ..Default::default() };
        let mut job = LayoutJob::single_section(bidi::in_drawn_order(text), format);
        job.wrap.max_width = width.max(1.0);
        job.halign = align;
        ui.painter().layout_job(job)
    }

    /// How much room text takes within a width.
    pub fn measure(&self, ui: &Ui, text: &str, size: Size, width: f32) -> Vec2 {
        self.galley(ui, text, size, Color32::BLACK, width, Align::LEFT).size()
    }

    /// Text in the middle of `rect`.
    pub fn centred(&self, ui: &Ui, text: &str, size: Size, colour: Color32, rect: Rect) {
        let galley = self.galley(ui, text, size, colour, rect.width(), Align::Center);
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(egui::pos2(rect.center().x, top), galley, colour);
    }

    /// Text from the left, in the middle of the height.
    pub fn beside(&self, ui: &Ui, text: &str, size: Size, colour: Color32, rect: Rect) {
        let galley = self.galley(ui, text, size, colour, rect.width(), Align::LEFT);
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(egui::pos2(rect.left(), top), galley, colour);
    }
}
