//! A pupil's year as staff see it: what was said, when nothing was, and what can be compared.

use super::inbox::{InboxLine, line_of};
use super::{ActError, Desk};
use crate::domain::year::{Compared, Gap, gaps, is_quiet};
use crate::domain::{EntryKind, EntryState, Moment, Pupil, PupilId};

/// Most lines of one year: a pupil who says something three times a day.
pub const YEAR_LIMIT: u32 = 1_000;
/// Most sorts and surveys that are compared.
const COMPARED_LIMIT: usize = 200;

/// What one pupil said.
#[derive(Debug, Clone)]
pub struct Year {
    /// Newest first.
    pub lines: Vec<InboxLine>,
    pub gaps: Vec<Gap>,
    pub compared: Compared,
}

pub fn year(desk: &Desk, pupil_id: &PupilId) -> Result<Year, ActError> {
    let library = desk.library()?;
    let lines: Vec<InboxLine> =
        library.lines_of(pupil_id, YEAR_LIMIT)?.into_iter().map(line_of).collect();
    // What adults write down is not the pupil speaking.
    let spoken = lines.iter().filter(|line| line.kind != EntryKind::Observation);
    let said_at: Vec<Moment> = spoken.map(|line| line.made_at).collect();
    let mut compared = Compared::default();
    let can_be_compared = |line: &&InboxLine| {
        matches!(line.kind, EntryKind::Sort | EntryKind::Survey)
            && line.state != EntryState::TakenBack
    };
    for line in lines.iter().filter(can_be_compared).take(COMPARED_LIMIT) {
        if let Some(entry) = library.entry(&line.entry_id)? {
            compared.add(entry.record.made_at, &entry.record.said);
        }
    }
    let gaps = gaps(&said_at, desk.now());
    Ok(Year { lines, gaps, compared: compared.in_order() })
}

/// Pupils of whom nothing was heard for long, those never heard first; with when they last were.
pub fn not_heard(desk: &Desk) -> Result<Vec<(Pupil, Option<Moment>)>, ActError> {
    let last = desk.library()?.last_heard()?;
    let now = desk.now();
    let mut quiet: Vec<(Pupil, Option<Moment>)> = desk
        .school()?
        .pupils
        .into_iter()
        .map(|pupil| {
            let at = last.get(&pupil.pupil_id).copied();
            (pupil, at)
        })
        .filter(|(_, at)| at.is_none_or(|at| is_quiet(at, now)))
        .collect();
    quiet.sort_by_key(|(pupil, at)| (*at, pupil.class.clone(), pupil.first_name.clone()));
    Ok(quiet)
}
