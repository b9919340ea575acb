//! The school's own page: pupils and what was agreed, adults and computers, the class list, how
//! long things are kept, checks, keys. Held only while unlocked.
//!
//! `command` is what a screen asks, `job` what the desk's thread does, `known` what it tells.

pub mod command;
mod doing;
pub mod hours;
pub mod job;
pub mod known;

use std::collections::BTreeSet;
use std::time::Duration;

pub use command::{SchoolAsk, SchoolCommand, SchoolField, SchoolSection, Whose};
pub use hours::HoursPage;
pub use job::SchoolJob;
pub use known::{KnownSchool, RosterFile, SchoolTold};

use super::Typed;
use crate::acts::approve::Request;
use crate::acts::doctor::Check;
use crate::acts::keys_history::KeysChange;
use crate::acts::retention::Over;
use crate::acts::roster::Preview;
use crate::domain::consent_record::Responsibility;
use crate::domain::{Consent, DeviceId, Pupil, PupilId, Purpose, Sentence};

/// What was looked up, or why it could not be.
pub type Found<T> = Option<Result<T, Sentence>>;

/// The school's page.
#[derive(Debug, Default)]
pub struct SchoolPage {
    pub section: SchoolSection,
    /// Nothing before it was looked up.
    pub known: Option<Box<KnownSchool>>,
    pub trouble: Option<Sentence>,
    pub search: Typed,
    pub pupil: Option<PupilPage>,
    pub asking: Found<Vec<Request>>,
    /// Who is being let in, and the six words as typed.
    pub joining: Option<(DeviceId, Typed)>,
    /// Whose roles are open.
    pub person: Option<DeviceId>,
    pub adult: Option<AdultPage>,
    pub hours: HoursPage,
    pub path: Typed,
    pub roster: Option<Box<(RosterFile, Preview)>>,
    /// The column that is being matched.
    pub column: Option<usize>,
    pub over: Found<Vec<Over>>,
    pub checks: Found<Vec<Check>>,
    pub is_checking: bool,
    pub pages_code: Typed,
    pub changes: Found<Vec<KeysChange>>,
    /// The first press, and when it was.
    pub asked: Option<(SchoolAsk, Duration)>,
}

/// One pupil, with what is being written down about them.
#[derive(Debug, Clone)]
pub struct PupilPage {
    pub pupil_id: PupilId,
    pub about: BTreeSet<Purpose>,
    pub consent: Consent,
    pub whose: Whose,
    pub responsibility: Responsibility,
    pub name: Typed,
    /// Empty for today.
    pub on: Typed,
    pub born: Typed,
    pub found_by: Typed,
}

impl PupilPage {
    fn of(pupil: &Pupil) -> Self {
        Self {
            pupil_id: pupil.pupil_id.clone(),
            about: BTreeSet::new(),
            consent: Consent::Given,
            whose: Whose::default(),
            responsibility: Responsibility::default(),
            name: Typed::default(),
            on: Typed::default(),
            born: Typed::new(pupil.record.born.map(|day| day.to_string()).unwrap_or_default()),
            found_by: Typed::default(),
        }
    }
}

/// An adult whose picture and days are being chosen.
#[derive(Debug, Clone, Default)]
pub struct AdultPage {
    pub name: Typed,
    /// They are known by this name, which is not to be changed.
    pub is_known: bool,
    pub picture: &'static str,
    pub days: BTreeSet<u8>,
}

impl SchoolPage {
    /// The pupil that is open.
    pub fn open_pupil(&self) -> Option<(&PupilPage, &Pupil)> {
        let page = self.pupil.as_ref()?;
        Some((page, self.known.as_ref()?.school.pupil(&page.pupil_id)?))
    }

    /// Pupils whose name, class or number begins with what is searched for, by class and name.
    pub fn pupils(&self) -> Vec<&Pupil> {
        let Some(known) = &self.known else { return Vec::new() };
        let searched = self.search.as_str().trim().to_lowercase();
        let fits = |pupil: &&Pupil| {
            let name = pupil.full_name().to_lowercase();
            let class = pupil.class.to_lowercase();
            let words = searched.split_whitespace();
            words.into_iter().all(|word| {
                name.split_whitespace().any(|part| part.starts_with(word))
                    || class.split_whitespace().any(|part| part.starts_with(word))
                    || pupil.upn.to_lowercase().starts_with(word)
            })
        };
        let classes = known.school.classes();
        classes.into_iter().flat_map(|class| class.pupils).filter(fits).collect()
    }
}
