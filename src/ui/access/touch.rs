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

#[cfg(test)]
mod tests {
    use egui::{TouchDeviceId, pos2, vec2};

    use super::*;

    fn touch(id: u64, phase: TouchPhase, pos: Pos2) -> Event {
        Event::Touch { device_id: TouchDeviceId(0), id: TouchId(id), phase, pos, force: None }
    }

    /// Where something was pressed and let go again, in order.
    fn taps(touches: &mut Touches, events: &[Event]) -> Vec<Pos2> {
        let mut taps = Vec::new();
        let mut down = None;
        for event in events {
            let mut input = RawInput { events: vec![event.clone()], ..RawInput::default() };
            touches.filter(&mut input, 24.0);
            for event in input.events {
                if let Event::PointerButton { pos, pressed, .. } = event {
                    match (pressed, down.take()) {
                        (true, _) => down = Some(pos),
                        (false, Some(at)) if at == pos => taps.push(at),
                        (false, _) => {}
                    }
                }
            }
        }
        taps
    }

    #[test]
    fn a_tremor_within_the_wobble_is_one_tap_where_it_began() {
        let at = pos2(100.0, 100.0);
        let shaken = at + vec2(15.0, -14.0);
        let events = [
            touch(1, TouchPhase::Start, at),
            touch(1, TouchPhase::Move, shaken),
            touch(1, TouchPhase::Move, at - vec2(20.0, 0.0)),
            touch(1, TouchPhase::End, shaken),
        ];
        assert_eq!(taps(&mut Touches::default(), &events), [at]);
    }

    #[test]
    fn a_cancelled_touch_presses_nothing_and_lets_go() {
        let at = pos2(100.0, 100.0);
        let mut touches = Touches::default();
        let cancelled = [touch(1, TouchPhase::Start, at), touch(1, TouchPhase::Cancel, at)];
        assert_eq!(taps(&mut touches, &cancelled), []);
        let after = [touch(2, TouchPhase::Start, at), touch(2, TouchPhase::End, at)];
        assert_eq!(taps(&mut touches, &after), [at]);
    }

    #[test]
    fn a_palm_that_rests_blocks_no_tap_and_presses_nothing_when_it_leaves() {
        let (palm, at) = (pos2(600.0, 700.0), pos2(100.0, 100.0));
        let events = [
            touch(9, TouchPhase::Start, palm),
            touch(1, TouchPhase::Start, at),
            touch(1, TouchPhase::End, at),
            touch(2, TouchPhase::Start, at),
            touch(2, TouchPhase::End, at),
            touch(9, TouchPhase::End, palm),
        ];
        assert_eq!(taps(&mut Touches::default(), &events), [at, at]);
    }

    #[test]
    fn a_slow_press_counts_though_a_palm_comes_to_rest_meanwhile() {
        let (palm, at) = (pos2(600.0, 700.0), pos2(100.0, 100.0));
        let events = [
            touch(1, TouchPhase::Start, at),
            touch(9, TouchPhase::Start, palm),
            touch(1, TouchPhase::End, at),
            touch(9, TouchPhase::End, palm),
        ];
        assert_eq!(taps(&mut Touches::default(), &events), [at]);
    }

    #[test]
    fn a_finger_that_slides_away_presses_nothing() {
        let at = pos2(100.0, 100.0);
        let events = [
            touch(1, TouchPhase::Start, at),
            touch(1, TouchPhase::Move, at + vec2(200.0, 0.0)),
            touch(1, TouchPhase::End, at + vec2(200.0, 0.0)),
        ];
        assert_eq!(taps(&mut Touches::default(), &events), []);
    }
}
