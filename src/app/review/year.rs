//! One pupil's year beside the inbox: what was said, by kind and by what it is about; when nothing
//! was; what can be compared.

use std::collections::BTreeSet;

use super::office::Job;
use super::shown::{self, Line};
use super::told::Named;
use super::when::When;
use super::{Pane, Review, YEAR_SHOWN};
use crate::acts::{ActError, Desk, year};
use crate::domain::year::Compared;
use crate::domain::{EntryKind, Moment, PupilId, School, Tag};

/// A pupil's year, made by the desk's thread.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownYear {
    pub pupil: Named,
    /// Newest first.
    pub lines: Vec<Line>,
    pub gaps: Vec<ShownGap>,
    pub compared: Compared,
    /// Kinds and tags that there are.
    pub kinds: BTreeSet<EntryKind>,
    pub tags: BTreeSet<Tag>,
    /// When it was made: plots are drawn until then.
    pub at: Moment,
}

/// By the pupil's id alone.
impl std::fmt::Debug for ShownYear {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the year of {}", self.pupil.pupil_id)
    }
}

/// A time without a word, above the line that it follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownGap {
    pub from: Moment,
    pub weeks: i64,
    /// Until now.
    pub is_last: bool,
}

/// Somebody who was not heard from for long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiet {
    pub pupil: Named,
    /// Nothing where they never said anything.
    pub last: Option<When>,
}

/// What of the year is shown: everything, or one kind, or what is about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum YearFilter {
    #[default]
    All,
    Kind(EntryKind),
    Tag(Tag),
}

impl YearFilter {
    pub fn lets(self, line: &Line) -> bool {
        match self {
            Self::All => true,
            Self::Kind(kind) => line.kind == kind,
            Self::Tag(tag) => line.tags.contains(&tag),
        }
    }
}

/// The year of a pupil whom the school knows.
pub fn of(desk: &Desk, pupil_id: &PupilId) -> Result<Option<ShownYear>, ActError> {
    let school = desk.school()?;
    let Some(pupil) = school.pupil(pupil_id) else { return Ok(None) };
    let (now, year) = (desk.now(), year::year(desk, pupil_id)?);
    let kinds = year.lines.iter().map(|line| line.kind).collect();
    let tags = year.lines.iter().flat_map(|line| line.tags.iter().copied()).collect();
    let gap = |gap: crate::domain::year::Gap| ShownGap {
        from: gap.from,
        weeks: gap.weeks(),
        is_last: gap.to == now,
    };
    Ok(Some(ShownYear {
        pupil: Named::of(pupil),
        gaps: year.gaps.into_iter().map(gap).collect(),
        lines: year.lines.into_iter().map(|line| shown::shown_line(line, &school, now)).collect(),
        compared: year.compared,
        kinds,
        tags,
        at: now,
    }))
}

/// Pupils who were not heard from for long.
pub(super) fn quiet(desk: &Desk, school: &School, now: Moment) -> Result<Vec<Quiet>, ActError> {
    // A school that has not begun is not told of everybody.
    if school.pupils.is_empty() {
        return Ok(Vec::new());
    }
    let quiet = year::not_heard(desk)?.into_iter();
    let shown = quiet.map(|(pupil, last)| Quiet {
        pupil: Named::of(&pupil),
        last: last.map(|at| When::of(at, now)),
    });
    Ok(shown.collect())
}

impl Review {
    /// Opens the year of somebody without an entry of theirs.
    pub(super) fn open_year(&mut self, pupil_id: PupilId) {
        let Some(unlocked) = self.unlocked() else { return };
        unlocked.chosen = None;
        (unlocked.year, unlocked.writable) = (None, None);
        (unlocked.year_filter, unlocked.year_shown) = (YearFilter::All, YEAR_SHOWN);
        unlocked.pane = Pane::Year;
        self.ask(Job::Year(pupil_id));
    }

    /// A second press of the same takes the filter away.
    pub(super) fn filter_year(&mut self, filter: YearFilter) {
        let Some(unlocked) = self.unlocked() else { return };
        unlocked.year_filter = match unlocked.year_filter == filter {
            true => YearFilter::All,
            false => filter,
        };
    }
}
