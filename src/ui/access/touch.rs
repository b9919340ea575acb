//! Fingers. egui follows the first one alone and never lets go of one that the system cancels;
//! here each finger counts, a palm that rests blocks nobody, and a press may wobble and last.

use std::collections::BTreeMap;

use egui::{Event, Modifiers, PointerButton, Pos2, RawInput, TouchId, TouchPhase};

#[derive(Debug, Clone, Copy)]
struct Finger {
    start: Pos2,
    at: Pos2,
    /// It went further than a wobble: it drags.
    drags: bool,
    /// A later finger took the pointer.
    superseded: bool,
}

/// The fingers that are down.
#[derive(Debug, Default)]
pub struct Touches {
    fingers: BTreeMap<TouchId, Finger>,
    pointer: Option<TouchId>,
}

/// Far from everything: a release here presses nothing.
const NOWHERE: Pos2 = Pos2 { x: -10_000.0, y: -10_000.0 };

fn button(pos: Pos2, pressed: bool) -> Event {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    Event::PointerButton { pos, button, pressed, modifiers }
}

impl Touches {
    /// Replaces what the window made of touches by our own reading of them.
    pub fn filter(&mut self, input: &mut RawInput, wobble: f32) {
        let any = input.events.iter().any(|event| matches!(event, Event::Touch { .. }));
        if !any && self.fingers.is_empty() {
            return;
        }
        let events = std::mem::take(&mut input.events);
        for event in events {
            match event {
                // What the window made of the first finger.
                Event::PointerMoved(_) | Event::PointerButton { .. } | Event::PointerGone => {}
                Event::Touch { id, phase, pos, .. } => {
                    self.touch(id, phase, pos, wobble, &mut input.events);
                }
                other => input.events.push(other),
            }
        }
    }

    fn touch(
        &mut self,
        id: TouchId,
        phase: TouchPhase,
        pos: Pos2,
        wobble: f32,
        out: &mut Vec<Event>,
    ) {
        match phase {
            TouchPhase::Start => {
                if let Some(before) = self.pointer.and_then(|id| self.fingers.get_mut(&id)) {
                    before.superseded = true;
                    let_go(out);
                }
                let finger = Finger { start: pos, at: pos, drags: false, superseded: false };
                self.fingers.insert(id, finger);
                self.pointer = Some(id);
                out.extend([Event::PointerMoved(pos), button(pos, true)]);
            }
            TouchPhase::Move => {
                let Some(finger) = self.fingers.get_mut(&id) else { return };
                finger.at = pos;
                finger.drags |= finger.start.distance(pos) > wobble;
                if finger.drags && self.pointer == Some(id) {
                    out.push(Event::PointerMoved(pos));
                }
            }
            TouchPhase::End => {
                let Some(finger) = self.fingers.remove(&id) else { return };
                let place = if finger.drags { finger.at } else { finger.start };
                if self.pointer == Some(id) {
                    self.pointer = None;
                    out.extend([Event::PointerMoved(place), button(place, false)]);
                    out.push(Event::PointerGone);
                    // Whoever was down before has rested while this one pressed.
                    for other in self.fingers.values_mut() {
                        other.drags = true;
                    }
                } else if finger.superseded && !finger.drags {
                    // A slow press, over which a palm came to rest.
                    let_go(out);
                    self.pointer = None;
                    out.extend([Event::PointerMoved(place), button(place, true)]);
                    out.extend([button(place, false), Event::PointerGone]);
                }
            }
            TouchPhase::Cancel => {
                self.fingers.remove(&id);
                if self.pointer == Some(id) {
                    self.pointer = None;
                    let_go(out);
                }
            }
        }
    }
}

/// Releases the pointer where it presses nothing: first too far for a click, then up.
fn let_go(out: &mut Vec<Event>) {
    out.extend([Event::PointerMoved(NOWHERE), button(NOWHERE, false), Event::PointerGone]);
}
