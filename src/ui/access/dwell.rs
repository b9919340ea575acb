//! Choosing by resting the pointer: eye gaze and head mouse.

use egui::{Id, Pos2, Rect};

#[derive(Debug, Default)]
pub struct Dwell {
    on: Option<(Id, f64, Pos2)>,
    /// Was chosen: the pointer has to leave it before it can be chosen again.
    spent: Option<Id>,
}

impl Dwell {
    /// Follows the pointer; gives what it has rested on long enough.
    pub fn run(
        &mut self,
        targets: &[(Id, Rect)],
        pointer: Option<Pos2>,
        now: f64,
        secs: f64,
    ) -> Option<Id> {
        let under = pointer.and_then(|at| {
            targets.iter().rev().find(|(_, rect)| rect.contains(at)).map(|(id, _)| (*id, at))
        });
        let Some((id, at)) = under else {
            *self = Self::default();
            return None;
        };
        if self.spent == Some(id) {
            return None;
        }
        let since = match self.on {
            Some((on, since, _)) if on == id => since,
            _ => now,
        };
        self.on = Some((id, since, at));
        self.spent = None;
        if now - since >= secs {
            self.on = None;
            self.spent = Some(id);
            return Some(id);
        }
        None
    }

    /// Where it rests, and how much of the time has passed.
    pub fn progress(&self, now: f64, secs: f64) -> Option<(Pos2, f32)> {
        self.on.map(|(_, since, at)| (at, ((now - since) / secs.max(0.1)) as f32))
    }
}
