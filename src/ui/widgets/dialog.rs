//! A question that is to be answered before anything else. It stands alone on the screen: nothing
//! of what it is about can be pressed meanwhile, by no way in.

use egui::Ui;

use super::card::{Card, grid};
use super::page::{Header, Pressed, page};
use crate::ui::Stage;

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    None,
    /// Which of the answers.
    Card(usize),
    /// One of the header's pills.
    Action(usize),
}

/// Asks. The answer that changes nothing comes first, since a switch comes there first.
pub fn dialog(ui: &mut Ui, stage: &Stage<'_>, question: &Header, answers: &[Card]) -> Answer {
    let mut answer = Answer::None;
    let pressed = page(ui, stage, question, &[], |ui, room| {
        if let Some(index) = grid(ui, stage, room, answers.len(), answers) {
            answer = Answer::Card(index);
        }
    });
    match pressed {
        Pressed::Action(index) => Answer::Action(index),
        Pressed::Footer(_) | Pressed::Nothing => answer,
    }
}
