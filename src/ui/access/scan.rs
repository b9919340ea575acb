//! A light that goes row by row, then item by item.

use egui::{Id, Rect};

/// How often the items of a row are lit before the light goes back to the rows.
const ROUNDS: usize = 2;

#[derive(Debug, Default)]
pub struct Scan {
    rows: Vec<Vec<Id>>,
    row: usize,
    /// Which item of the row, once it was chosen, counted over all rounds.
    item: Option<usize>,
    next_at: Option<f64>,
}

/// Targets as rows: what overlaps by half in height stands beside each other.
fn rows(targets: &[(Id, Rect)]) -> Vec<Vec<Id>> {
    let mut sorted: Vec<&(Id, Rect)> = targets.iter().collect();
    sorted.sort_by(|a, b| a.1.center().y.total_cmp(&b.1.center().y));
    let mut rows: Vec<(Rect, Vec<&(Id, Rect)>)> = Vec::new();
    for target in sorted {
        match rows.last_mut() {
            Some((bounds, row))
                if (target.1.center().y - bounds.center().y).abs()
                    < bounds.height().min(target.1.height()) / 2.0 =>
            {
                row.push(target);
            }
            _ => rows.push((target.1, vec![target])),
        }
    }
    rows.into_iter()
        .map(|(_, mut row)| {
            row.sort_by(|a, b| a.1.left().total_cmp(&b.1.left()));
            row.into_iter().map(|(id, _)| *id).collect()
        })
        .collect()
}

impl Scan {
    /// Takes over what can be pressed now and moves on when it is time. Gives how long to wait.
    pub fn run(&mut self, targets: &[(Id, Rect)], now: f64, pace_secs: Option<f64>) -> f64 {
        self.rows = rows(targets);
        if self.row >= self.rows.len() {
            self.row = 0;
            self.item = None;
        }
        let Some(pace) = pace_secs else { return 0.0 };
        let next = *self.next_at.get_or_insert(now + pace);
        if now >= next {
            self.advance();
            self.next_at = Some(now + pace);
        }
        self.next_at.map_or(pace, |next| (next - now).max(0.0))
    }

    /// The light goes one on.
    pub fn advance(&mut self) {
        let count = self.rows.get(self.row).map_or(0, Vec::len);
        match &mut self.item {
            None => self.row = (self.row + 1) % self.rows.len().max(1),
            Some(item) => {
                *item += 1;
                if *item >= count * ROUNDS {
                    self.item = None;
                }
            }
        }
    }

    /// The switch: goes into the row, or chooses the item.
    pub fn choose(&mut self) -> Option<Id> {
        self.next_at = None;
        let row = self.rows.get(self.row)?;
        match self.item {
            None if row.len() == 1 => row.first().copied(),
            None => {
                self.item = Some(0);
                None
            }
            Some(item) => {
                self.item = None;
                row.get(item % row.len().max(1)).copied()
            }
        }
    }

    pub fn lit_item(&self) -> Option<Id> {
        let row = self.rows.get(self.row)?;
        match self.item {
            Some(item) => row.get(item % row.len().max(1)).copied(),
            None => row.first().copied(),
        }
    }

    /// What the light is on: an item, or a whole row.
    pub fn lit_ids(&self) -> &[Id] {
        let Some(row) = self.rows.get(self.row) else { return &[] };
        match self.item {
            Some(item) => row.get(item % row.len().max(1)).map_or(&[], std::slice::from_ref),
            None => row,
        }
    }

    /// Around it.
    pub fn lit(&self, targets: &[(Id, Rect)]) -> Option<Rect> {
        let rect_of =
            |id: &Id| targets.iter().find(|target| target.0 == *id).map(|target| target.1);
        self.lit_ids().iter().filter_map(rect_of).reduce(|a, b| a.union(b))
    }
}
